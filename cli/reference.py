"""The commands' help as a page: `python -m zhijiao.cli.reference` writes docs/commands.md anew."""

from __future__ import annotations

import sys
from pathlib import Path

import typer

from .app import app

_HEAD = """# 命令

这一页由程序的帮助生成（`python -m zhijiao.cli.reference docs/commands.md`），与 `zhijiao 命令 --help` 相同。
"""


def reference() -> str:
    """Return the help of all commands as Markdown."""
    group = typer.main.get_command(app)
    top = typer.Context(group, info_name="zhijiao", terminal_width=100)
    parts = [_HEAD, _section("zhijiao", group.get_help(top))]
    for name in sorted(group.commands):  # type: ignore[attr-defined]
        command = group.commands[name]  # type: ignore[attr-defined]
        with typer.Context(command, info_name=name, parent=top) as context:
            parts.append(_section(f"zhijiao {name}", command.get_help(context)))
    return "\n".join(parts)


def _section(title: str, text: str) -> str:
    lines = "\n".join(line.rstrip() for line in text.splitlines())
    return f"## {title}\n\n```text\n{lines}\n```\n"


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(reference(), encoding="utf-8")
