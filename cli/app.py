"""The command line application: one module for each command, heavy rooms imported only when one runs."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from .audit import audit
from .build import build
from .errors import CommandError
from .evaluate import evaluate
from .explain import explain
from .export import export
from .extract import extract
from .group import Command, Group
from .query import query
from .read import read
from .resolve import resolve
from .serve import serve
from .validate import validate

app = typer.Typer(
    cls=Group,
    add_completion=False,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    help="职教图谱：把职业学校的年度质量报告变成知识图谱，可查询、可浏览、可带走，每条陈述都有原文出处。",
)
app.command(cls=Command)(build)
app.command(cls=Command)(read)
app.command(cls=Command)(extract)
app.command(cls=Command)(evaluate)
app.command(cls=Command, context_settings={"allow_extra_args": True, "ignore_unknown_options": True})(query)
app.command(cls=Command)(export)
app.command(cls=Command)(audit)
app.command(cls=Command)(explain)
app.command(cls=Command)(resolve)
app.command(cls=Command)(validate)
app.command(cls=Command)(serve)


def _show_version(wanted: bool) -> None:
    if wanted:
        from .versions import zhijiao_version

        print(f"zhijiao {zhijiao_version()}")
        raise typer.Exit


def _is_somewhere() -> bool:
    """Say whether the current folder is still there, of which paths and the processes of ours are told."""
    try:
        return bool(Path.cwd())
    except OSError:
        return False


@app.callback()
def options(
    _version: Annotated[
        bool, typer.Option("--version", help="显示版本号", callback=_show_version, is_eager=True)
    ] = False,
) -> None:
    """Prepare the streams: a locale that cannot write a character shows a question mark instead."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="replace")
    if not _is_somewhere():
        raise CommandError("当前文件夹已经不在了（被删掉或移走）。请 cd 到别的文件夹，再运行一次")
