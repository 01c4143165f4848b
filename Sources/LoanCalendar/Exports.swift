@_exported public import ExactArithmetic
