"""Where mutants are built and tested: a copy of the tree, its tests built once.

The tests and the command line are linked against one shared library of the core, `libcore.so`. A
mutant is then one module compiled as a whole, without optimization, and one small library linked:
nothing else has been compiled against the bodies of its functions, so nothing else is built again.
(Without optimization only default arguments and transparent functions are copied into callers, not
inlinable ones.)
"""

import os
import pathlib
import resource
import shutil
import signal
import subprocess
import time

from mutants import LAYERS

MEMORY_BYTES = 4 << 30
COMPILE_SECONDS = 300
COPIED = ["Package.swift", "Sources", "Tests", "Fixtures", "include", "Examples"]


class Failure(Exception):
    """Something is wrong before any mutant is looked at."""


def limit_memory():
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def run(command, seconds, library=None, standard_input=None, is_limited=True,
        errors=subprocess.STDOUT):
    """(exit status or None where the time was up, output, seconds taken); ends what it started."""
    environment = dict(os.environ, SWIFT_BACKTRACE="enable=no", NO_COLOR="1")
    if library:
        environment["LD_LIBRARY_PATH"] = str(library)
    started = time.monotonic()
    process = subprocess.Popen(
        [str(part) for part in command], env=environment, start_new_session=True,
        stdin=standard_input or subprocess.DEVNULL, stdout=subprocess.PIPE,
        stderr=errors, preexec_fn=limit_memory if is_limited else None)
    try:
        output, _ = process.communicate(timeout=seconds)
        status = process.returncode
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        output, _ = process.communicate()
        status = None
    return status, output.decode("utf-8", "replace"), time.monotonic() - started


def copy_changed(project, tree):
    """Makes `tree` a copy of the project, touching only files that differ."""
    wanted = set()
    for name in COPIED:
        source = project / name
        found = [source] if source.is_file() else sorted(source.rglob("*"))
        for path in found:
            target = tree / path.relative_to(project)
            if "__pycache__" in path.parts or (path.is_dir() and not path.is_symlink()):
                continue
            wanted.add(target)
            target.parent.mkdir(parents=True, exist_ok=True)
            if path.is_symlink():
                if not target.is_symlink():
                    target.symlink_to(os.readlink(path))
            elif not target.exists() or target.read_bytes() != path.read_bytes():
                shutil.copyfile(path, target)
    for path in list(tree.rglob("*")):
        if (path.is_file() or path.is_symlink()) and path not in wanted:
            path.unlink()


class Workshop:
    """The copy in `folder`/tree, what is built of it, and the library of the core unchanged."""

    def __init__(self, project, folder):
        self.folder = folder
        self.tree = folder / "tree"
        self.debug = folder / "build" / "debug"
        self.unchanged = folder / "unchanged"
        self.command_line = folder / "loan-engine"
        self.tests = folder / "tests"
        self.tree.mkdir(parents=True, exist_ok=True)
        copy_changed(project, self.tree)

    def sources(self, layer):
        return sorted((self.tree / "Sources" / layer).rglob("*.swift"))

    def build(self):
        """Builds everything unchanged, and links the tests and the command against the library."""
        status, output, _ = run(
            ["swift", "build", "--build-tests", "--package-path", self.tree,
             "--scratch-path", self.folder / "build"], 3_600, is_limited=False)
        if status != 0:
            raise Failure("the tests do not build:\n" + output[-3_000:])
        self.unchanged.mkdir(exist_ok=True)
        for layer in LAYERS:
            self.must(self.compile(layer, self.sources(layer), self.unchanged))
        self.must(self.link_core(self.unchanged, {}))
        self.must(self.link("loan-engine", self.command_line,
                            ["-Xlinker", "--defsym", "-Xlinker", "main=loan_engine_main"]))
        self.must(self.link("loan-enginePackageTests", self.tests, []))

    @staticmethod
    def must(outcome):
        status, output, _ = outcome
        if status != 0:
            raise Failure(output[-3_000:])

    def compile(self, layer, sources, folder):
        """One module as one object, with the settings of Package.swift."""
        return run(
            ["swiftc", "-Onone", "-enable-testing", "-wmo", "-swift-version", "6",
             "-enable-upcoming-feature", "ExistentialAny",
             "-enable-upcoming-feature", "MemberImportVisibility", "-suppress-warnings",
             "-parse-as-library", "-module-name", layer, "-I", self.debug / "Modules",
             "-Xcc", f"-fmodule-map-file={self.tree}/Sources/CGMP/module.modulemap",
             "-module-cache-path", self.folder / "modules",
             "-c", *sources, "-o", folder / (layer + ".o")], COMPILE_SECONDS, is_limited=False)

    def link_core(self, folder, changed):
        """`libcore.so` of `folder`, of the unchanged objects but for those that `changed` names."""
        objects = [changed.get(layer, self.unchanged / (layer + ".o")) for layer in LAYERS]
        return run(["swiftc", "-use-ld=lld", "-emit-library", *objects, "-lgmp",
                    "-o", folder / "libcore.so"], COMPILE_SECONDS, is_limited=False)

    def link(self, product, executable, flags):
        """An executable of the objects of SwiftPM, the core's own left out."""
        listed = (self.debug / (product + ".product") / "Objects.LinkFileList").read_text()
        objects = self.folder / (product + ".objects")
        objects.write_text("".join(
            line + "\n" for line in listed.splitlines()
            if not any(f"/{layer}.build/" in line for layer in LAYERS)))
        return run(["swiftc", "-use-ld=lld", "-emit-executable", "@" + str(objects), "-L",
                    self.unchanged, "-lcore", "-lgmp", *flags, "-o", executable],
                   COMPILE_SECONDS, is_limited=False)

    def build_mutant(self, mutant, bench):
        """The library of a mutant in the folder `bench`; false where it does not compile."""
        changed = bench / pathlib.Path(mutant.file).name
        changed.write_text(mutant.text)
        original = self.tree / mutant.file
        sources = [changed if path == original else path for path in self.sources(mutant.layer)]
        status, _, _ = self.compile(mutant.layer, sources, bench)
        changed.unlink()
        if status != 0:
            return False
        status, output, _ = self.link_core(bench, {mutant.layer: bench / (mutant.layer + ".o")})
        if status != 0:
            raise Failure(output[-3_000:])
        return True
