"""`zhijiao query`: a named query or a user's file, answered as table, CSV or JSON, or shown as SPARQL."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from .errors import CommandError, foreseen
from .group import one_of
from .stores import open_store

if TYPE_CHECKING:
    from ..queries.model import Parameter, Query
    from ..queries.stores import Store
    from ..queries.table import Table


def query(
    context: typer.Context,
    name: Annotated[
        str | None, typer.Argument(metavar="名称或文件.rq", help="查询的名称（见 --list）或 SPARQL 文件")
    ] = None,
    store: Annotated[
        str | None,
        typer.Option(
            "--store",
            metavar="文件夹或网址",
            help="图谱库，或 build 的输出文件夹，或 SPARQL 服务的网址（http://…）",
        ),
    ] = None,
    out: Annotated[Path, typer.Option("--out", metavar="文件夹", help="build 的输出文件夹")] = Path("out"),
    param: Annotated[
        list[str] | None,
        typer.Option("--param", metavar="名称=值", help="参数，可写几次；也可直接写成选项，如 --school 某校"),
    ] = None,
    limit: Annotated[int | None, typer.Option("--limit", metavar="行数", min=0, help="最多给出几行")] = None,
    offset: Annotated[int, typer.Option("--offset", metavar="行数", min=0, help="从第几行之后开始")] = 0,
    form: Annotated[
        str,
        typer.Option(
            "--format", metavar="table|csv|json", callback=one_of("table", "csv", "json"), help="结果的形式"
        ),
    ] = "table",
    text: Annotated[
        bool, typer.Option("--sparql", help="不查，只写出填好参数的 SPARQL，可以拿到别处去查")
    ] = False,
    listing: Annotated[bool, typer.Option("--list", help="列出所有查询和它们的参数")] = False,
) -> None:
    """查询图谱。每个查询的参数写成选项，如 zhijiao query partners --school 某校 --mode 实习就业。"""
    from ..graph.store import QueryError

    if listing:
        _list(form)
        return
    if name is None or name.startswith("-"):
        raise CommandError("要先写查询的名称，再写参数。用 zhijiao query --list 查看有哪些查询")
    parameters = _parameters(param or (), context.args)
    wanted = _wanted(name, parameters)
    opened = open_store(store or out)
    if text:
        _show_sparql(opened, name, wanted, parameters)
        return
    if form != "table":
        with foreseen(QueryError, what=name):
            _stream(opened, wanted, parameters, limit, offset, form)
        return
    # One more than asked for, to know whether there are more.
    with foreseen(QueryError, what=name):
        table = _answer(opened, wanted, parameters, None if limit is None else limit + 1, offset)
    _show(table.page(limit), offset, more=limit is not None and len(table.rows) > limit)


def _wanted(name: str, parameters: dict[str, str]) -> Query:
    """Return the query. Raises CommandError where there is none, or a parameter is wrong."""
    from ..queries.catalogue import UnknownQueryError
    from ..queries.header import QueryFileError
    from ..queries.parameters import ParameterError, arguments
    from ..queries.run import find

    with foreseen(QueryFileError, UnknownQueryError, ParameterError):
        wanted = find(name)
        # Said before the store is looked for: a slip of the pen is the likelier fault.
        arguments(wanted, parameters)
    return wanted


def _answer(store: Store, query: Query, parameters: dict[str, str], limit: int | None, offset: int) -> Table:
    from ..graph.store import StoreError
    from ..queries.header import QueryFileError
    from ..queries.parameters import ParameterError
    from ..queries.run import run

    with foreseen(QueryFileError, ParameterError, StoreError):
        return run(store, query, parameters, limit=limit, offset=offset)


def _stream(
    store: Store, query: Query, parameters: dict[str, str], limit: int | None, offset: int, form: str
) -> None:
    """Write the rows as CSV or JSON while they come."""
    from ..graph.store import StoreError
    from ..queries.header import QueryFileError
    from ..queries.parameters import ParameterError
    from ..queries.run import answer
    from ..queries.table import csv_lines, json_lines
    from .console import emit_lines

    with foreseen(QueryFileError, ParameterError, StoreError):
        found = answer(store, query, parameters, limit=limit, offset=offset)
        lines = csv_lines if form == "csv" else json_lines
        emit_lines(lines(found.columns, found.rows))


def _show(table: Table, offset: int, *, more: bool) -> None:
    from .console import print_table, say

    if not table.rows:
        say("后面没有了" if offset else "还有结果，但 --limit 是 0" if more else "没有符合条件的结果")
    else:
        print_table(table)
        last = offset + len(table.rows)
        if more:
            say(f"第 {offset + 1} 到 {last} 行，后面还有；接着看请加 --offset {last}")
        else:
            say(f"共 {last} 行" + (f"，显示第 {offset + 1} 到 {last} 行" if offset else ""))


def _show_sparql(store: Store, name: str, query: Query, parameters: dict[str, str]) -> None:
    from ..graph.store import QueryError, StoreError
    from ..queries.header import QueryFileError
    from ..queries.parameters import ParameterError
    from ..queries.run import sparql
    from .console import emit, say

    with foreseen(QueryFileError, ParameterError, StoreError), foreseen(QueryError, what=name):
        emit(sparql(store, query, parameters).rstrip() + "\n")
    if query.computed:
        say(f"{query.name} 的结果要由程序从这个查询的结果计算，单靠 SPARQL 得不到")


def _parameters(pairs: Sequence[str], options: Sequence[str]) -> dict[str, str]:
    """Return parameters given as `--param name=value` and as options of their own.

    Raises CommandError where one has no value or is given twice.
    """
    found: list[tuple[str, str]] = []
    for pair in pairs:
        name, sign, value = pair.partition("=")
        if not sign:
            raise CommandError(f"--param {pair}：要写成 名称=值")
        found.append((name.strip(), value))
    words = iter(options)
    for word in words:
        if not word.startswith("--"):
            raise CommandError(f"{word}：不知道是什么。参数要写成 --名称 值")
        name, sign, value = word[2:].partition("=")
        if not sign:
            following = next(words, None)
            if following is None:
                raise CommandError(f"{word}：后面缺一个值")
            value = following
        found.append((name, value))
    names = [name for name, _ in found]
    if twice := sorted({name for name in names if names.count(name) > 1}):
        raise CommandError(f"参数 {'、'.join(twice)} 给了不止一次")
    return dict(found)


def _list(form: str) -> None:
    from ..queries.catalogue import catalogue
    from ..queries.table import Table
    from .console import emit, print_table

    queries = [one for one in catalogue() if not one.internal]
    if form == "json":
        emit(json.dumps([one.to_json() for one in queries], ensure_ascii=False, indent=2) + "\n")
        return
    headings = {"name": "名称", "question": "问题", "parameters": "参数", "columns": "列"}
    table = Table(
        tuple(headings),
        tuple(
            (
                one.name,
                one.title,
                "、".join(_option(parameter) for parameter in one.parameters),
                "、".join(column.name for column in one.columns),
            )
            for one in queries
        ),
        headings,
    )
    if form == "csv":
        emit(table.to_csv())
    else:
        print_table(table)


def _option(parameter: Parameter) -> str:
    return f"--{parameter.name}" + (f"（默认 {parameter.default}）" if parameter.default else "")
