"""Where mutants are built: a copy of the tree in which many of them wait behind one number.

Each source file of the copy holds the mutants of a batch as choices (switches.py). The number of the
one to run is `CMutant.activeMutant`, a C variable that is set before `main` from the environment, so
the compiler knows nothing of its value. All that it builds is optimized, the tests' own code excepted.
"""

import collections
import os
import pathlib
import re
import resource
import shutil
import signal
import subprocess
import time

import mutants
import switches

MEMORY_BYTES = 4 << 30
BUILD_SECONDS = 5_400
VARIABLE = "LOAN_ENGINE_MUTANT"
COPIED = ["Package.swift", "Sources", "Tests", "Fixtures", "include", "Examples"]

# What the manifest of the copy has besides: the number, and no libraries for other languages.
MANIFEST = """
package.targets.removeAll {
    ["LoanEngineC", "LoanEngineJSON", "CLoanEngine", "CLoanEngineJSON", "CMachine",
     "LoanEngineCTests", "CommandLineTests"].contains($0.name)
}
package.targets.append(.target(name: "CMutant"))
package.targets.first { $0.name == "ExactArithmetic" }?.dependencies.append("CMutant")
for target in package.targets where target.type == .test || target.name == "TestSupport" {
    target.swiftSettings = strict + [.unsafeFlags(["-Onone"])]
}
"""
HEADER = "/// The mutant to run, 0 for none.\nextern const long activeMutant;\n"
SOURCE = f"""#include <stdlib.h>

long activeMutant;

__attribute__((constructor)) static void readNumber(void) {{
    const char *text = getenv("{VARIABLE}");
    activeMutant = text ? atol(text) : 0;
}}
"""
ERROR = re.compile(r"^(/\S+\.swift):(\d+):\d+: error: ", re.MULTILINE)


class Failure(Exception):
    """Something is wrong before any mutant is looked at."""


def limit_memory():
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def run(command, seconds, mutant=0, standard_input=None, is_limited=True,
        errors=subprocess.STDOUT, folder=None):
    """(exit status or None where the time was up, output, seconds taken); ends what it started."""
    environment = dict(os.environ, SWIFT_BACKTRACE="enable=no", NO_COLOR="1")
    environment[VARIABLE] = str(mutant)
    started = time.monotonic()
    process = subprocess.Popen(
        [str(part) for part in command], env=environment, start_new_session=True,
        stdin=standard_input or subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=errors,
        cwd=folder, preexec_fn=limit_memory if is_limited else None)
    try:
        output, _ = process.communicate(timeout=seconds)
        status = process.returncode
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        output, _ = process.communicate()
        status = None
    return status, output.decode("utf-8", "replace"), time.monotonic() - started


def write_changed(path, data):
    """Writes a file unless it has that content, so that the build need not look at it again."""
    if path.is_file() and path.read_bytes() == data:
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)


class Workshop:
    """The copy, and the command line and tests that are built of it."""

    def __init__(self, project, folder):
        self.folder = folder
        self.original = folder / "original"
        self.tree = folder / "tree"
        self.build_folder = folder / "build"
        self.command_line = self.build_folder / "release" / "loan-engine"
        self.tests = self.build_folder / "release" / "loan-enginePackageTests.xctest"
        self.tree.mkdir(parents=True, exist_ok=True)
        # The sources may be edited while this runs.
        shutil.rmtree(self.original, ignore_errors=True)
        for name in COPIED:
            source, target = project / name, self.original / name
            if source.is_dir():
                shutil.copytree(source, target, symlinks=True,
                                ignore=shutil.ignore_patterns("__pycache__"))
            else:
                target.parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(source, target)

    def build(self, batch):
        """Builds {number: mutant}; the numbers of those that do not compile, and are left out."""
        dropped = set()
        while True:
            places = self.write({number: mutant for number, mutant in batch.items()
                                 if number not in dropped})
            status, output = self.compile(["--product", "loan-engine"])
            if status == 0:
                status, output = self.compile(["--build-tests"])
            if status == 0:
                return dropped
            found = self.blamed(output, places)
            if not found:
                raise Failure("the copy does not build:\n" + output[-5_000:])
            dropped |= found
            print(f"{len(found)} do not compile, {len(dropped)} in all: built without them", flush=True)

    def compile(self, what):
        status, output, _ = run(
            ["swift", "build", "-c", "release", "-Xswiftc", "-enable-testing",
             "-Xswiftc", "-suppress-warnings", *what, "--package-path", self.tree,
             "--scratch-path", self.build_folder], BUILD_SECONDS, is_limited=False)
        return status, output

    def write(self, batch):
        """Makes the copy hold those mutants; {path in the copy: the places of a `Switched`}."""
        by_file = collections.defaultdict(list)
        for number, mutant in batch.items():
            by_file[mutant.file].append((number, mutant.edits))
        wanted, places = {self.tree / "Sources/CMutant/mutant.c",
                          self.tree / "Sources/CMutant/include/mutant.h"}, {}
        write_changed(self.tree / "Sources/CMutant/mutant.c", SOURCE.encode())
        write_changed(self.tree / "Sources/CMutant/include/mutant.h", HEADER.encode())
        for path in sorted(self.original.rglob("*")):
            name = path.relative_to(self.original)
            target = self.tree / name
            if path.is_symlink():
                wanted.add(target)
                if not target.is_symlink():
                    target.parent.mkdir(parents=True, exist_ok=True)
                    target.symlink_to(os.readlink(path))
            elif path.is_file():
                wanted.add(target)
                data = path.read_bytes()
                if str(name) == "Package.swift":
                    data += MANIFEST.encode()
                if str(name) in by_file:
                    file, all_bodies = mutants.read(self.original, str(name))
                    switched = switches.switched(file.text, all_bodies, by_file[str(name)])
                    data, places[str(target)] = switched.text.encode(), switched.places
                write_changed(target, data)
        for path in list(self.tree.rglob("*")):
            if (path.is_file() or path.is_symlink()) and path not in wanted:
                path.unlink()
        return places

    @staticmethod
    def blamed(output, places):
        """The mutants that the compiler's errors are about."""
        found = set()
        for path, line in ERROR.findall(output):
            resolved = str(pathlib.Path(path))
            found |= set(switches.owners(places.get(resolved, []), int(line)))
        return found
