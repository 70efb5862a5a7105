"""`zhijiao audit`: figures that contradict each other, in a graph or in reports as they are."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from . import limits
from .errors import CommandError, ExitCode, foreseen
from .group import one_of

if TYPE_CHECKING:
    from ..extract.formats.source import Limits
    from ..queries.audit.reports import Reading
    from ..queries.model import Query
    from ..queries.table import Table

_QUERY: Final = "conflicts"


def audit(
    reports: Annotated[
        list[Path] | None,
        typer.Argument(metavar="报告或文件夹", help="直接审核这些报告；不给就审核 --store 的图谱"),
    ] = None,
    store: Annotated[
        str,
        typer.Option(
            "--store",
            metavar="文件夹或网址",
            help="图谱库，或 build 的输出文件夹，或 SPARQL 服务的网址（http://…）",
        ),
    ] = "out",
    school: Annotated[
        str | None, typer.Option("--school", metavar="学校", help="只看这所学校（名称或其中一部分）")
    ] = None,
    region: Annotated[
        str | None, typer.Option("--region", metavar="地区", help="只看这个地区的学校（只用于图谱）")
    ] = None,
    year: Annotated[
        str | None, typer.Option("--year", metavar="年份", help="只看这些年份的数据，如 2020 或 2018-2021")
    ] = None,
    indicator: Annotated[
        str | None, typer.Option("--indicator", metavar="指标", help="只看这些指标（代码或中文名）")
    ] = None,
    rule: Annotated[
        str | None,
        typer.Option("--rule", metavar="规则", help="只看这些规则（代码或中文名，见 docs/audit.md）"),
    ] = None,
    severity: Annotated[
        str | None, typer.Option("--severity", metavar="程度", help="只看这些程度：high、medium、low")
    ] = None,
    limit: Annotated[int | None, typer.Option("--limit", metavar="行数", min=0, help="最多给出几处")] = None,
    offset: Annotated[int, typer.Option("--offset", metavar="行数", min=0, help="从第几处之后开始")] = 0,
    form: Annotated[
        str,
        typer.Option(
            "--format", metavar="text|csv|json", callback=one_of("text", "csv", "json"), help="结果的形式"
        ),
    ] = "text",
    max_mb: limits.MaxMb = limits.MB,
    max_text_mb: limits.MaxTextMb = limits.TEXT_MB,
    max_pages: limits.MaxPages = limits.PAGES,
    max_seconds: limits.MaxSeconds = limits.SECONDS,
    max_memory_mb: limits.MaxMemoryMb = limits.MEMORY_MB,
) -> None:
    """找出互相矛盾的数据：前后不一、合计不符、比率不符等，每处给出两边的原文。有发现时退出码是 1。"""
    from ..queries.parameters import ParameterError
    from ..queries.run import find
    from .console import emit, say

    asked = {
        "school": school,
        "region": region,
        "year": year,
        "indicator": indicator,
        "rule": rule,
        "severity": severity,
    }
    given = {name: value for name, value in asked.items() if value is not None}
    query = find(_QUERY)
    failed = False
    with foreseen(ParameterError):
        if reports:
            bounds = limits.limits_of(max_mb, max_text_mb, max_pages, max_seconds, max_memory_mb)
            table, failed = _of_reports(reports, bounds, query, given)
        else:
            table = _of_graph(store, query, given)
    page = table.page(limit, offset)
    if form == "csv":
        emit(page.to_csv())
    elif form == "json":
        emit(page.to_json())
    else:
        emit("".join(f"{line}\n" for line in _lines(page)))
        part = f"，这里是其中 {len(page.rows)} 处" if len(page.rows) != len(table.rows) else ""
        say(f"共 {len(table.rows)} 处矛盾{part}" if table.rows else "没有发现矛盾")
    raise typer.Exit(ExitCode.PARTLY if table.rows or failed else ExitCode.WELL)


def _of_graph(store: str, query: Query, given: dict[str, str]) -> Table:
    from ..graph.store import StoreError
    from ..queries.audit.choice import Choice
    from ..queries.parameters import arguments
    from ..queries.run import run
    from .stores import open_store

    # Said before the store is looked for: a slip of the pen is the likelier fault.
    Choice.of(arguments(query, given))
    with foreseen(StoreError):
        return run(open_store(store), query, given)


def _of_reports(
    sources: Sequence[Path], bounds: Limits, query: Query, given: dict[str, str]
) -> tuple[Table, bool]:
    """Return the findings in reports, and whether some report could not be read. Raises CommandError."""
    from ..queries.audit.choice import Choice
    from ..queries.audit.reports import audit_reports, table_of
    from ..queries.parameters import arguments
    from .console import say

    if "region" in given:
        raise CommandError("--region 只用于图谱：报告本身不一定写明地区。请去掉它，或先 build 再审核图谱")
    choice = Choice.of(arguments(query, given))
    readings = []
    failed = False
    for one in _read(sources, bounds):
        if isinstance(one, str):
            failed = True
            say(f"失败：{one}")
        elif given.get("school", "") in one.school:
            readings.append(one)
    if not readings and failed:
        raise CommandError(f"{'、'.join(map(str, sources))}：没有一份报告读得出来")
    headings = {column.name: column.heading for column in query.columns}
    return table_of(audit_reports(readings), choice, headings), failed


def _read(sources: Sequence[Path], bounds: Limits) -> Iterator[Reading | str]:
    """Yield what is read of each report, or why it cannot be read."""
    from ..extract.arithmetic.miscount import miscounts
    from ..extract.errors import ReportError
    from ..extract.extractor import extract_facts
    from ..extract.facts import ReportFacts
    from ..extract.finding import find_reports
    from ..extract.timing import time_limit
    from ..extract.workers import read_in_worker
    from ..queries.audit.reports import Reading
    from .console import Progress
    from .extraction import report_names

    with foreseen(ReportError):
        found = find_reports(sources)
    names = report_names(sources, found)
    with Progress().shown() as progress:
        for number, path in enumerate(sorted(found, key=lambda one: names[one])):
            progress.step("报告", number, len(found))
            try:
                document = read_in_worker(path, bounds, lambda _, done, of: progress.step("识别", done, of))
                with time_limit(path, bounds.seconds):
                    facts = tuple(extract_facts(document))
                    wrong = tuple(miscounts(document))
            except ReportError as error:
                yield f"{path}：{error.reason}。{error.advice}"
            else:
                yield Reading(ReportFacts(names[path], facts), wrong)
        progress.step("报告", len(found), len(found))


def _lines(table: Table) -> Iterator[str]:
    """Yield the findings for people, a few lines each."""
    from .console import visible

    for row in table.to_objects():
        year = f"{row['year']} 年" if row["year"] is not None else ""
        scope = "" if row["scope"] == "全校" else f"（{row['scope']}）"
        head = " ".join(filter(None, (str(row["school"]), year, f"{row['indicator']}{scope}")))
        places = " | ".join(str(row[name]) for name in ("reports", "sections") if row[name])
        pages = f" | 页码 {row['pages']}" if row["pages"] else ""
        for line in (
            f"［{row['severity']}］{head}：{row['rule']}，{row['difference']}",
            f"    数值 {row['values']}",
            f"    原文 {row['quotes']}",
            f"    出处 {places}{pages}",
        ):
            yield visible(line.replace("\n", " "))
