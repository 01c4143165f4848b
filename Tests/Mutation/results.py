"""What is known of mutants: results of earlier runs, and the argued equivalents."""

import json
import threading


class Results:
    """A line a result, the last of a mutant counts; a run that is broken off loses nothing.

    A mutant's key is its file's whole text. `because` is the evidence: of a kill the test that
    failed, of a survivor all tests. A result whose evidence has changed is forgotten.
    """

    def __init__(self, path, all_tests, evidence_now):
        self.path = path
        self.lock = threading.Lock()
        self.known = {}
        if not path.exists():
            return
        for line in path.read_text().splitlines():
            result = json.loads(line)
            stands = {"survived": result["because"] == all_tests, "not compiled": True}.get(
                result["outcome"], result["because"] in evidence_now)
            if stands:
                self.known[result["key"]] = result
            else:
                self.known.pop(result["key"], None)

    def get(self, mutant):
        return self.known.get(mutant.key)

    def keep(self, mutant, outcome, by, because, seconds):
        result = {"key": mutant.key, "outcome": outcome, "by": by, "because": because,
                  "file": mutant.file, "line": mutant.line, "kind": mutant.kind,
                  "old": mutant.old, "new": mutant.new, "seconds": round(seconds, 1)}
        with self.lock:
            self.known[mutant.key] = result
            with open(self.path, "a", encoding="utf-8") as file:
                file.write(json.dumps(result) + "\n")
        return result


class Equivalents:
    """The mutants that are argued to change no answer: see equivalent.json."""

    def __init__(self, path):
        self.path = path
        self.why = {}
        for group in json.loads(path.read_text()):
            for old, new in group["changes"]:
                self.why[(group["file"], old, new)] = group["why"]

    def argument(self, mutant):
        """Why the mutant is equivalent, or None."""
        return self.why.get((mutant.file, mutant.old, mutant.new))

    def stale(self, mutants):
        """The entries that are no mutant of the sources any more."""
        places = {(mutant.file, mutant.old, mutant.new) for mutant in mutants}
        return [place for place in self.why if place not in places]
