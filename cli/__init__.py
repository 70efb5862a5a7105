"""The command line: `zhijiao COMMAND`, each command a thin twin of a function of the library."""

from __future__ import annotations

import os
import sys


def main() -> None:
    """Run the command line and end the process with its exit code."""
    if sys.getfilesystemencoding() != "utf-8":
        _begin_in_utf8()
    from .app import app

    app(prog_name="zhijiao")


def _begin_in_utf8() -> None:
    """Begin this process anew so that it names files in UTF-8, as addresses do; it prints as the locale says.

    Where the locale has another coding, pages would be called otherwise than the links to them; in one that
    knows no Chinese they could not be written at all. A coding can only be chosen at the start (PEP 540).
    """
    environment = {"PYTHONIOENCODING": sys.stdout.encoding} | os.environ | {"PYTHONUTF8": "1"}
    os.execve(sys.executable, [sys.executable, "-X", "utf8", *sys.orig_argv[1:]], environment)  # noqa: S606
