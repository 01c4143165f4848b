"""Builds the extension against the C libraries in ../../.build/lib/embedded, and carries them in the wheel.

LOAN_ENGINE_LIB names another folder with libloanengine.so.1 and libloanengine-json.so.1.
"""
import os
import pathlib
import shutil
import subprocess

from setuptools import Extension, setup

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent.parent
PACKAGE = HERE / "src" / "loanengine"
BUILT = pathlib.Path(os.environ.get("LOAN_ENGINE_LIB", ROOT / ".build" / "lib" / "embedded"))
LIBRARIES = ("libloanengine.so.1", "libloanengine-json.so.1")
NOTICE = """The file libgmp.so.10 beside this text is GNU MP, built by Debian: https://gmplib.org, source package
"gmp" of Debian. It is free software under the GNU Lesser General Public License version 3 or later, or the GNU
General Public License version 2 or later: https://www.gnu.org/licenses/lgpl-3.0.html, and the text below where
the system has it. libloanengine.so.1 and libloanengine-json.so.1 look for it in their own folder: to use another
build, put a file of the same name and interface there.

"""


def gmp():
    """The libgmp that the library is linked with."""
    lines = subprocess.run(["ldd", str(BUILT / LIBRARIES[0])], capture_output=True, text=True, check=True).stdout
    for line in lines.splitlines():
        if "libgmp.so.10 =>" in line:
            return pathlib.Path(line.split("=>")[1].split("(")[0].strip())
    raise SystemExit("libgmp.so.10 was not found: apt-get install libgmp10")


def carry():
    """Puts what the wheel carries into the package."""
    shutil.copy(ROOT / "include" / "loan_engine.json", PACKAGE)
    for name in LIBRARIES:
        shutil.copy((BUILT / name).resolve(), PACKAGE / name)
        # They find libgmp beside them.
        subprocess.run(["patchelf", "--set-rpath", "$ORIGIN", str(PACKAGE / name)], check=True)
    shutil.copy(gmp(), PACKAGE / "libgmp.so.10")
    text = pathlib.Path("/usr/share/common-licenses/LGPL-3")
    (PACKAGE / "NOTICE-libgmp").write_text(NOTICE + (text.read_text() if text.exists() else ""))


carry()
setup(
    ext_modules=[
        Extension(
            "loanengine._native",
            ["src/loanengine/_native.c", "src/loanengine/_schedule.c", "src/loanengine/_batch.c"],
            include_dirs=[str(ROOT / "include")],
            library_dirs=[str(PACKAGE)],
            extra_link_args=["-l:libloanengine.so.1", "-l:libloanengine-json.so.1", "-Wl,-rpath,$ORIGIN"],
            extra_compile_args=["-std=c11", "-O2", "-Wall", "-Wextra", "-Werror", "-Wno-cast-function-type"],
            define_macros=[("Py_LIMITED_API", "0x030B0000")],
            depends=["src/loanengine/_native.h"],
            py_limited_api=True,
        )
    ],
    options={"bdist_wheel": {"py_limited_api": "cp311"}},
)
