"""`zhijiao export`: the graph, or one thing's part of it, in a form that other programs read."""

from __future__ import annotations

import shutil
import sys
import tempfile
from pathlib import Path
from typing import Annotated, Final

import typer

from .errors import CommandError, foreseen, reason
from .group import one_of

_FORMATS: Final = ("ttl", "trig", "nt", "nq", "jsonld", "rdfxml", "graphml", "gexf", "csv", "neo4j")
_FOLDERS: Final = ("csv", "neo4j")


def export(
    form: Annotated[
        str,
        typer.Option("--format", metavar="|".join(_FORMATS), callback=one_of(*_FORMATS), help="写成什么形式"),
    ],
    target: Annotated[
        Path | None,
        typer.Option(
            "--out", metavar="文件", help="写到这里（csv 和 neo4j 是文件夹或 .zip），不给就写到标准输出"
        ),
    ] = None,
    store: Annotated[
        Path, typer.Option("--store", metavar="文件夹", help="图谱库，或 build 的输出文件夹")
    ] = Path("out"),
    subject: Annotated[
        str | None,
        typer.Option(
            "--subject",
            metavar="名称或IRI",
            help="只要这个学校、单位、专业、报告……的那部分：关于它的陈述、原文和提到的名称",
        ),
    ] = None,
) -> None:
    """把图谱，或其中一个事物的那部分，写成别的程序能读的形式。"""
    from ..graph.exports.export import ExportError
    from ..graph.exports.export import export as write
    from ..graph.exports.part import part
    from ..graph.store import StoreError
    from .console import say
    from .subject import find_subject, open_graph

    if target is None and form in _FOLDERS:
        raise CommandError(f"{form} 是几个文件，要用 --out 指明一个文件夹或 .zip 文件")
    with foreseen(StoreError, ExportError):
        graph = open_graph(store)
        if subject is not None:
            graph = part(graph, find_subject(graph, store, subject).iri)
        try:
            if target is not None:
                write(graph, form, target)
                say(f"写到 {target}")
                return
            with tempfile.TemporaryDirectory() as folder:
                aside = Path(folder) / f"graph.{form}"
                write(graph, form, aside)
                sys.stdout.flush()
                with aside.open("rb") as written:
                    shutil.copyfileobj(written, sys.stdout.buffer)
                sys.stdout.buffer.flush()
        except StoreError:
            raise
        except OSError as error:
            raise CommandError(f"{target or '标准输出'}：写不了（{reason(error)}）。请换一个位置") from error
