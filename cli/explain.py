"""`zhijiao explain`: what a thing of the graph is, and every passage behind what is said of it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Final

import typer

from .group import one_of

if TYPE_CHECKING:
    from ..graph.explanation import Explanation, Told
    from ..graph.provenance import Passage
    from ..queries.table import Table

_HEADINGS: Final = {
    "class": "类",
    "statement": "陈述",
    "says": "说的是",
    "report": "报告",
    "section": "章节",
    "page": "页码",
    "quote": "原文",
    "start": "起",
    "end": "止",
    "confidence": "可信度",
}


def explain(
    subject: Annotated[
        str,
        typer.Argument(metavar="名称或IRI", help="学校、单位、专业、赛事、人物、陈述、证据或报告"),
    ],
    store: Annotated[
        Path, typer.Option("--store", metavar="文件夹", help="图谱库，或 build 的输出文件夹")
    ] = Path("out"),
    form: Annotated[
        str,
        typer.Option(
            "--format", metavar="table|json|csv", callback=one_of("table", "json", "csv"), help="结果的形式"
        ),
    ] = "table",
    limit: Annotated[int, typer.Option("--limit", metavar="条", min=1, help="最多给出几条陈述")] = 50,
) -> None:
    """说明图谱里的一个事物：它是什么，由哪些名称归并而来，每条陈述出自哪份报告的哪一段。"""
    from ..graph.explanation import explain as explained
    from .console import emit, print_table, say
    from .subject import find_subject, open_graph

    graph = open_graph(store)
    found = find_subject(graph, store, subject)
    explanation = explained(graph, found.iri, limit)
    if form == "json":
        moved = {"asked": found.asked} if found.asked else {}
        emit(json.dumps(moved | _as_json(explanation), ensure_ascii=False, indent=2) + "\n")
        return
    table = _table(explanation)
    if form == "csv":
        emit(table.to_csv())
    else:
        emit("".join(f"{line}\n" for line in _head(explanation)))
        if table.rows:
            print_table(_for_people(explanation))
    shown = len(explanation.statements)
    part = f"，这里是前 {shown} 条；用 --limit 给出更多" if shown < explanation.total else ""
    say(f"共 {explanation.total} 条陈述{part}")


def _head(one: Explanation) -> list[str]:
    """Return what the thing itself is, in lines for people."""
    from .console import visible

    lines = [f"{one.name or one.iri}（{one.class_name or '不知类别'}）", f"IRI：{one.iri}"]
    rules = "；".join(f"{rule.title}（{rule.name}）：{rule.reason}" for rule in one.joined_by)
    told = [("类别", one.kind), ("其他名称", "、".join(one.other_names)), ("归并依据", rules)]
    told += one.properties
    lines += [f"{label}：{value}" for label, value in told if value]
    return [visible(line.replace("\n", " ")) for line in lines]


def _table(one: Explanation) -> Table:
    from ..graph.explanation import passages_of
    from ..queries.table import Table

    rows = tuple(
        (
            told.class_name,
            told.iri,
            told.sentence(),
            passage.title,
            passage.section,
            passage.page,
            passage.quote,
            passage.start,
            passage.end,
            _number(passage),
        )
        for told, passage in passages_of(one.statements)
    )
    return Table(tuple(_HEADINGS), rows, _HEADINGS)


def _for_people(one: Explanation) -> Table:
    """Return a narrower table: statements in their short form, places in one cell, each cell on one line."""
    from ..graph.explanation import passages_of
    from ..queries.table import Table

    rows = tuple(
        (
            told.class_name,
            ":".join(told.iri.rsplit("/", 2)[1:]),
            " ".join(told.sentence().split()),
            _place(passage),
            " ".join(passage.quote.split()),
            _number(passage),
        )
        for told, passage in passages_of(one.statements)
    )
    headings = _HEADINGS | {"place": "出处"}
    return Table(("class", "statement", "says", "place", "quote", "confidence"), rows, headings)


def _place(passage: Passage) -> str:
    parts = [passage.title, passage.section]
    parts += [f"第 {passage.page} 页"] if passage.page is not None else []
    parts += [f"字符 {passage.start}–{passage.end}"] if passage.start is not None else []
    return "，".join(" ".join(part.split()) for part in parts if part)


def _as_json(one: Explanation) -> dict[str, Any]:
    return {
        "iri": one.iri,
        "class": one.class_name,
        "name": one.name,
        "other_names": list(one.other_names),
        "kind": one.kind,
        "joined_by": [
            {"rule": rule.name, "title": rule.title, "reason": rule.reason} for rule in one.joined_by
        ],
        "properties": dict(one.properties),
        "total": one.total,
        "statements": [_statement(told) for told in one.statements],
    }


def _statement(told: Told) -> dict[str, Any]:
    return {
        "iri": told.iri,
        "class": told.class_name,
        "says": dict(told.says),
        "evidence": [
            {
                "iri": one.evidence,
                "report": one.title,
                "report_iri": one.report,
                "section": one.section,
                "page": one.page,
                "quote": one.quote,
                "start": one.start,
                "end": one.end,
                "confidence": _number(one),
            }
            for one in told.passages
        ],
    }


def _number(passage: Passage) -> float | None:
    return None if passage.confidence is None else float(passage.confidence)
