"""The command line: `zhijiao COMMAND`, each command a thin twin of a function of the library."""

from __future__ import annotations


def main() -> None:
    """Run the command line and end the process with its exit code."""
    from .app import app

    app(prog_name="zhijiao")
