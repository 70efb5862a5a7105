"""`zhijiao resolve`: who is who in a workspace, why, and what people should look at."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from .errors import CommandError, foreseen, reason
from .group import one_of

if TYPE_CHECKING:
    from ..extract.facts import ReportFacts
    from ..graph.iris import Minter
    from ..graph.resolution.decisions import Decisions
    from ..graph.resolution.mentions import ReportMentions
    from ..queries.table import Table

_ENTITIES: Final = {
    "iri": "IRI",
    "name": "名称",
    "other_names": "其他名称",
    "kind": "类别",
    "rules": "合并依据",
    "reports": "报告数",
}
_PAIRS: Final = {
    "one": "名称",
    "other": "另一个",
    "score": "相似度",
    "outcome": "结果",
    "rule": "规则",
    "reason": "理由",
    "one_iri": "名称的IRI",
    "other_iri": "另一个的IRI",
}
_OUTCOMES: Final = {"joined": "合并", "apart": "分开", "doubtful": "待定"}
_KINDS: Final = {
    "organisation": "组织",
    "school": "学校",
    "major": "专业",
    "competition": "赛事",
    "person": "人",
}


def resolve(
    name: Annotated[
        str | None, typer.Argument(metavar="名称或IRI", help="只看名称里有这几个字的，或这个 IRI 的")
    ] = None,
    store: Annotated[Path, typer.Option("--store", metavar="文件夹", help="输出文件夹")] = Path("out"),
    explain: Annotated[
        bool, typer.Option("--explain", help="列出比较过的每一对名称：相似度、结果和理由")
    ] = False,
    review: Annotated[
        bool, typer.Option("--review", help="把拿不准的名称对写进输出文件夹的 review.csv，供人填写")
    ] = False,
    min_score: Annotated[
        float | None,
        typer.Option(
            "--min-score", metavar="0到1", min=0, max=1,
            help="相似度不低于它的名称对（--review 默认 0.5，--explain 默认 0）",
        ),
    ] = None,
    limit: Annotated[int | None, typer.Option("--limit", metavar="行数", min=0, help="最多给出几行")] = None,
    offset: Annotated[int, typer.Option("--offset", metavar="行数", min=0, help="从第几行之后开始")] = 0,
    form: Annotated[
        str,
        typer.Option(
            "--format", metavar="table|csv|json", callback=one_of("table", "csv", "json"), help="结果的形式"
        ),
    ] = "table",
) -> None:  # fmt: skip
    """列出哪些名称合并成了一个事物、依据什么；比较过的名称对；拿不准、要人决定的。

    按输出文件夹里的事实和 decisions.csv 重新解析，不改动图谱；改了 decisions.csv 要再运行 build 才会用上。
    """
    from .console import emit, print_table, say

    if explain and review:
        raise CommandError("--explain 和 --review 一次只能用一个")
    if min_score is not None and not (explain or review):
        raise CommandError("--min-score 要和 --explain 或 --review 一起用")
    found, minter, decisions = _read(store)
    if review:
        _review(store, found, minter, decisions, min_score, name)
        return
    if explain:
        table = _pairs(found, minter, decisions, min_score or 0.0, name)
    else:
        table = _entities(found, minter, decisions, name)
    page = table.page(limit, offset)
    if form == "csv":
        emit(page.to_csv())
    elif form == "json":
        emit(page.to_json())
    else:
        if page.rows:
            print_table(page)
        part = f"，显示 {len(page.rows)} 行" if len(page.rows) != len(table.rows) else ""
        none = "没有比较过这样的名称对" if explain else "没有这样有几个名称的事物"
        say(f"共 {len(table.rows)} {'对' if explain else '个'}{part}" if table.rows else none)


def _read(out: Path) -> tuple[list[ReportMentions], Minter, Decisions]:
    """Return the mentions of a workspace's reports, what makes its IRIs, and what people decided."""
    from ..graph.iris import IriError, Minter
    from ..graph.resolution.decisions import DecisionError, read_decisions
    from ..graph.resolution.mentions import report_mentions
    from .folder import DECISIONS, FACTS, MANIFEST
    from .publish import product

    facts, manifest = product(out, FACTS), product(out, MANIFEST)
    if not facts.is_file() or not manifest.is_file():
        raise CommandError(
            f"{out}：不是 zhijiao build 的输出文件夹（缺 {FACTS} 或 {MANIFEST}）。"
            "先运行 zhijiao build，或用 --store 指明它的输出文件夹"
        )
    with foreseen(DecisionError, IriError):
        decisions = read_decisions(out / DECISIONS)
        minter = Minter(_base(manifest))
        found = [report_mentions(one) for one in _reports(facts) if one.school is not None]
    return found, minter, decisions


def _base(manifest: Path) -> str:
    try:
        base = json.loads(manifest.read_text(encoding="utf-8"))["base_iri"]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise CommandError(f"{manifest}：读不懂（{error}）。请重新运行 zhijiao build") from error
    return str(base)


def _reports(path: Path) -> Iterator[ReportFacts]:
    """Yield the reports of a build's facts. Raises CommandError naming the file and the line."""
    from ..extract.facts import Fact, ReportFacts

    def lines() -> Iterator[tuple[str, Fact]]:
        with path.open(encoding="utf-8", newline="\n") as file:
            for number, line in enumerate(file, 1):
                try:
                    data = json.loads(line)
                    yield str(data["report"]), Fact.from_json(data)
                except (ValueError, KeyError, TypeError, AttributeError) as error:
                    raise CommandError(
                        f"{path}，第 {number} 行：不是一条事实（{error}）。请重新运行 zhijiao build"
                    ) from error

    try:
        for report, facts in groupby(lines(), key=lambda one: one[0]):
            yield ReportFacts(report, tuple(fact for _, fact in facts))
    except OSError as error:
        raise CommandError(f"{path}：读不了（{reason(error)}）。请检查权限") from error


def _entities(
    found: Sequence[ReportMentions], minter: Minter, decisions: Decisions, name: str | None
) -> Table:
    """Return the things that have several names, sorted by IRI."""
    from ..graph.resolution.entities import own_iri
    from ..graph.resolution.resolve import resolve_mentions
    from ..graph.resolution.rules import RULES
    from ..ontology.codes import label
    from ..queries.table import Table
    from .console import say

    resolution = resolve_mentions(found, minter, decisions)
    for warning in resolution.warnings:
        say(warning)
    reports: dict[str, int] = {}
    for report in found:
        nodes = {mention.node for mention in report.mentions}
        for iri in {resolution.iris.get(own_iri(node, minter), "") for node in nodes}:
            reports[iri] = reports.get(iri, 0) + 1
    rows = tuple(
        (
            one.iri,
            one.label,
            "、".join(one.alt_labels),
            label("partnerkind", one.partner_kind) if one.kind == "organisation" and one.partner_kind
            else _KINDS[one.kind],
            "、".join(RULES[rule].title for rule in one.joined_by),
            reports.get(one.iri),
        )
        for one in resolution.entities
        if one.alt_labels and _about(name, (one.label, *one.alt_labels), (one.iri,))
    )  # fmt: skip
    return Table(tuple(_ENTITIES), rows, _ENTITIES)


def _pairs(
    found: Sequence[ReportMentions], minter: Minter, decisions: Decisions, least: float, name: str | None
) -> Table:
    """Return the pairs of names that were held against each other, sorted by IRI."""
    from ..graph.resolution.candidates import candidates
    from ..graph.resolution.rules import RULES
    from ..queries.table import Table

    rows = tuple(
        (
            one.one_name, one.other_name, round(one.score, 2), _OUTCOMES[one.outcome],
            RULES[one.rule].title, one.reason, one.one, one.other,
        )
        for one in candidates(found, minter, decisions, least=least)
        if _about(name, (one.one_name, one.other_name), (one.one, one.other))
    )  # fmt: skip
    return Table(tuple(_PAIRS), rows, _PAIRS)


def _review(
    out: Path,
    found: Sequence[ReportMentions],
    minter: Minter,
    decisions: Decisions,
    least: float | None,
    name: str | None,
) -> None:
    """Write the doubtful pairs into the file that people fill in, unless they have begun to."""
    from ..graph.resolution.candidates import candidates
    from ..graph.resolution.decision_rows import DecisionError, rows_filled_in
    from ..graph.resolution.review import MOST_ROWS, REVIEW_NAME, WORTH_A_LOOK, review_csv, review_rows
    from .console import say, write_whole

    path = out / REVIEW_NAME
    if path.exists() or path.is_symlink():
        with foreseen(DecisionError):
            filled = rows_filled_in(path)
        if filled:
            raise CommandError(
                f"{path}：里面已经填了 {filled} 行决定，不能覆盖。"
                "请先把它们复制到 decisions.csv，再删掉这个文件或给它改名"
            )
    least = WORTH_A_LOOK if least is None else least
    pairs = (
        one
        for one in candidates(found, minter, decisions, least=least)
        if _about(name, (one.one_name, one.other_name), (one.one, one.other))
    )
    rows = review_rows(pairs, found, minter)
    if not rows:
        say("没有拿不准的名称对，没有写文件")
        return
    write_whole(path, review_csv(rows[:MOST_ROWS]))
    rest = f"；另有 {len(rows) - MOST_ROWS} 对没有写，定了这些再来" if len(rows) > MOST_ROWS else ""
    say(f"{len(rows[:MOST_ROWS])} 对写到 {path}{rest}。填好后复制到 decisions.csv，再运行 zhijiao build")


def _about(asked: str | None, names: Sequence[str], iris: Sequence[str]) -> bool:
    """Say whether names hold what a user asked for, or an IRI is it; nothing asked for is everything."""
    from ..graph.names import normal_form

    if asked is None:
        return True
    form = normal_form(asked)
    return asked in iris or bool(form) and any(form in normal_form(one) for one in names)
