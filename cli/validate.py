"""`zhijiao validate`: the graph against the shapes of the ontology."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from .errors import ExitCode, foreseen
from .group import one_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ..graph.validation.validate import Violation
    from ..queries.table import Table

_HEADINGS: Final = {"severity": "程度", "focus": "事物", "path": "属性", "value": "值", "message": "说明"}


def validate(
    store: Annotated[
        Path, typer.Option("--store", metavar="文件夹", help="图谱库，或 build 的输出文件夹")
    ] = Path("out"),
    shapes: Annotated[
        Path | None, typer.Option("--shapes", metavar="文件", help="另一份 SHACL 约束（Turtle）")
    ] = None,
    form: Annotated[
        str,
        typer.Option(
            "--format", metavar="table|csv|json", callback=one_of("table", "csv", "json"), help="结果的形式"
        ),
    ] = "table",
) -> None:
    """检查图谱是否符合本体的约束（SHACL）。整个图谱要读进内存。"""
    from ..graph.store import GraphStore, StoreError
    from ..graph.validation.validate import ValidationError
    from ..graph.validation.validate import validate as check
    from .console import emit, print_table, say
    from .folder import find_store

    with foreseen(StoreError, ValidationError):
        found = check(GraphStore.open(find_store(store)).nquads(), shapes)
    table = _table(found)
    if form == "csv":
        emit(table.to_csv())
    elif form == "json":
        emit(table.to_json())
    elif found:
        print_table(table)
    wrong = sum(one.severity == "Violation" for one in found)
    say(f"{wrong} 处不符合约束，{len(found) - wrong} 处提醒" if found else "符合全部约束")
    raise typer.Exit(ExitCode.PARTLY if wrong else ExitCode.WELL)


def _table(found: Sequence[Violation]) -> Table:
    from ..queries.table import Table

    rows = tuple((one.severity, one.focus, one.path, one.value, one.message) for one in found)
    return Table(tuple(_HEADINGS), rows, _HEADINGS)
