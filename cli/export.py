"""`zhijiao export`: the graph in a form that other programs read."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Annotated, Final

import typer

from .errors import CommandError, foreseen, reason
from .group import one_of

_FORMATS: Final = ("ttl", "nq", "jsonld", "rdfxml", "graphml", "csv")


def export(
    form: Annotated[
        str,
        typer.Option("--format", metavar="|".join(_FORMATS), callback=one_of(*_FORMATS), help="写成什么形式"),
    ],
    target: Annotated[
        Path | None,
        typer.Option("--out", metavar="文件", help="写到这里（csv 是文件夹或 .zip），不给就写到标准输出"),
    ] = None,
    store: Annotated[
        Path, typer.Option("--store", metavar="文件夹", help="图谱库，或 build 的输出文件夹")
    ] = Path("out"),
) -> None:
    """把图谱写成别的程序能读的形式。"""
    from ..graph.exports.export import ExportError
    from ..graph.exports.export import export as write
    from ..graph.store import GraphStore, StoreError
    from .console import emit, say
    from .folder import find_store

    if target is None and form == "csv":
        raise CommandError("csv 是几张表，要用 --out 指明一个文件夹或 .zip 文件")
    with foreseen(StoreError, ExportError):
        graph = GraphStore.open(find_store(store))
        try:
            if target is not None:
                write(graph, form, target)
                say(f"写到 {target}")
                return
            with tempfile.TemporaryDirectory() as folder:
                aside = Path(folder) / f"graph.{form}"
                write(graph, form, aside)
                emit(aside.read_text(encoding="utf-8"))
        except StoreError:
            raise
        except OSError as error:
            raise CommandError(f"{target or '标准输出'}：写不了（{reason(error)}）。请换一个位置") from error
