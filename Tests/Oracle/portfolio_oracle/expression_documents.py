"""Section 13: `loan-engine expression`, a document a line."""

from . import expressions
from .common import ANY, DocumentError, STRING, check, may_null, need, read_json

SHAPE = {"expression": need(STRING), "data": may_null(ANY)}


def evaluate_text(text):
    try:
        document = read_json(text)
        check(document, SHAPE)
        tree = expressions.read(document["expression"], "expression")
        return expressions.shown(expressions.run(tree, document.get("data"), "expression"))
    except DocumentError as error:
        return error.object()
