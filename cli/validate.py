"""`zhijiao validate`: the graph against the shapes of the ontology."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from .errors import ExitCode, foreseen
from .group import one_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ..graph.store import GraphStore
    from ..graph.validation.blame import Blamed
    from ..graph.validation.violations import Violation
    from ..queries.table import Table

_HEADINGS: Final = {
    "severity": "程度",
    "focus": "事物",
    "path": "属性",
    "value": "值",
    "message": "说明",
    "fact": "事实",
    "report": "报告",
    "page": "页",
    "quote": "原文",
}


def validate(
    store: Annotated[
        Path, typer.Option("--store", metavar="文件夹", help="图谱库，或 build 的输出文件夹")
    ] = Path("out"),
    shapes: Annotated[
        Path | None, typer.Option("--shapes", metavar="文件", help="另一份 SHACL 约束（Turtle）")
    ] = None,
    engine: Annotated[
        str,
        typer.Option(
            "--engine",
            metavar="sparql|pyshacl",
            callback=one_of("sparql", "pyshacl"),
            help="怎样检查：编译成查询，或用 pySHACL（慢，整个图谱读进内存）",
        ),
    ] = "sparql",
    limit: Annotated[
        int, typer.Option("--limit", metavar="个数", min=1, help="最多列出多少处；总数照样说出")
    ] = 1000,
    form: Annotated[
        str,
        typer.Option(
            "--format", metavar="table|csv|json", callback=one_of("table", "csv", "json"), help="结果的形式"
        ),
    ] = "table",
) -> None:
    """检查图谱是否符合本体的约束（SHACL），说出哪份报告的哪条事实不符合。"""
    from ..graph.store import QueryError, StoreError
    from ..graph.validation.blame import blame
    from ..graph.validation.violations import ValidationError
    from .console import emit, print_table, say
    from .subject import open_graph

    with foreseen(StoreError, QueryError, ValidationError):
        opened = open_graph(store)
        found = _checked(opened, shapes, engine)
        table = _table(blame(opened, found[:limit], limit))
    if form == "csv":
        emit(table.to_csv())
    elif form == "json":
        emit(table.to_json())
    elif found:
        print_table(table)
    if len(found) > limit:
        say(f"只列出前 {limit} 处，共 {len(found)} 处；要看更多请用 --limit")
    wrong = sum(one.severity == "Violation" for one in found)
    say(f"{wrong} 处不符合约束，{len(found) - wrong} 处提醒" if found else "符合全部约束")
    raise typer.Exit(ExitCode.PARTLY if wrong else ExitCode.WELL)


def _checked(store: GraphStore, shapes: Path | None, engine: str) -> tuple[Violation, ...]:
    if engine == "pyshacl":
        from ..graph.validation.validate import validate as check

        return check(store.nquads(), shapes)
    from ..extract.workers import default_jobs
    from ..graph.validation.check import validate_store

    return validate_store(store, shapes=shapes, jobs=default_jobs())


def _table(found: Sequence[Blamed]) -> Table:
    from ..queries.table import Table

    rows = tuple(
        (
            one.violation.severity,
            one.violation.focus,
            one.violation.path,
            one.violation.value,
            one.violation.message,
            f"{one.kind}「{one.name}」" if one.name else one.kind,
            f"{one.report} 等 {one.reports} 份" if one.reports > 1 else one.report,
            one.page,
            one.quote,
        )
        for one in found
    )
    return Table(tuple(_HEADINGS), rows, _HEADINGS)
