"""Pairs of names that people should look at, as a table to fill in: review.csv.

Its first columns are those of decisions.csv, so that rows that were filled in can be copied there; the others
tell what there is to know of a pair. Nothing reads the file but people: builds honour decisions.csv only.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from ..cells import guarded
from ..iris import Minter
from .candidates import Candidate
from .decision_lookup import LookupFailedError, Things
from .decision_rows import COLUMNS, HEADINGS, TYPES, Decision
from .entities import own_iri
from .mentions import Node, ReportMentions
from .uses import names_of_nodes

#: The file's name in an output folder, and the most rows that people are asked to look at in one go.
REVIEW_NAME: Final = "review.csv"
MOST_ROWS: Final = 5_000
#: From this score on a pair is worth a look.
WORTH_A_LOOK: Final = 0.5

_SCHOOLS_TOLD: Final = 3
_BYTE_ORDER_MARK: Final = "\ufeff"
_KNOWN: Final = ("相似度", "理由", "说“事物”的学校", "说“另一个”的学校", "“事物”的IRI", "“另一个”的IRI")
_INSTRUCTIONS: Final = (
    "每一行是两个名称，拿不准是不是同一个。请看“理由”和是哪些学校说的，在“决定”一列填“相同”或“不同”；拿不准就空着。",
    "也可以填：“改名”（把“另一个”改写成新名称）、“类别”（把“另一个”改写成企业、院校等）、“不是合作方”。",
    "填好后，把填了“决定”的行连同表头复制到同一文件夹的 decisions.csv（没有就新建），再运行 zhijiao build。",
    "build 只读 decisions.csv，不读这个文件。没填“决定”的行和以 # 开头的行都不起作用。",
    "“备注”随便写，其后各列只供参考。“学校”一列若写着地名，是说名称指那个地方的，请不要改。",
)


@dataclass(frozen=True, slots=True)
class ReviewRow:
    """A doubtful pair: how decisions.csv would name its two things, and what is known of it.

    `one` and `other` are names where these are enough, else IRIs; `school` is the place that says whose names
    they are, or empty; `type` a word for the sort of both. The schools are those that use each name.
    """

    one: str
    other: str
    school: str
    type: str
    pair: Candidate
    one_schools: str
    other_schools: str


def review_rows(
    pairs: Iterable[Candidate], found: Sequence[ReportMentions], minter: Minter
) -> list[ReviewRow]:
    """Return the doubtful of `pairs`, which the mentions `found` gave, the surest first."""
    doubtful = [pair for pair in pairs if pair.outcome == "doubtful"]
    wanted = {iri for pair in doubtful for iri in (pair.one, pair.other)}
    names = names_of_nodes(found)
    nodes = {iri: node for node in names if (iri := own_iri(node, minter)) in wanted}
    named = {pair: _named(pair, nodes) for pair in doubtful}
    things = Things(names, filter(None, named.values()), _places(found))
    schools = _schools(found, set(nodes.values()))
    rows = []
    for pair, row in named.items():
        by_name = row is not None and _means(things, row, nodes[pair.one], nodes[pair.other])
        one, other = (nodes.get(iri) for iri in (pair.one, pair.other))
        rows.append(
            ReviewRow(
                row.thing if row and by_name else pair.one,
                row.other if row and by_name else pair.other,
                row.school if row and by_name else "",
                TYPES[row.type][0] if row and row.type and by_name else "",
                pair,
                schools.get(one, "") if one else "",
                schools.get(other, "") if other else "",
            )
        )
    return sorted(rows, key=lambda row: (-round(row.pair.score, 3), row.pair.one, row.pair.other))


def review_csv(rows: Sequence[ReviewRow]) -> str:
    """Return a table to fill in, with instructions at its top, as CSV that Excel opens as Chinese text."""
    out = io.StringIO()
    out.write(_BYTE_ORDER_MARK)
    writer = csv.writer(out)
    writer.writerows([f"# {line}"] for line in _INSTRUCTIONS)
    writer.writerow([*(HEADINGS[column] for column in COLUMNS), *_KNOWN])
    for row in rows:
        pair = row.pair
        by_name = row.one != pair.one
        reason = pair.reason if by_name else f"{pair.reason}（{pair.one_name}；{pair.other_name}）"
        known = (reason, row.one_schools, row.other_schools, pair.one, pair.other)
        cells = ("", row.one, row.other, row.school, row.type, "", f"{pair.score:.2f}", *known)
        writer.writerow(map(guarded, cells))
    return out.getvalue()


def _named(pair: Candidate, nodes: Mapping[str, Node]) -> Decision | None:
    """Return a row that gives the pair by names, None where names alone can't tell the two."""
    one, other = nodes.get(pair.one), nodes.get(pair.other)
    if one is None or other is None or one.kind != other.kind:
        return None
    scopes = {node.scope for node in (one, other) if node.scope}
    if len(scopes) > 1:
        return None
    return Decision("same", pair.one_name, pair.other_name, min(scopes, default=""), one.kind)


def _means(things: Things, row: Decision, one: Node, other: Node) -> bool:
    try:
        return things.find(row, row.thing) == (one,) and things.find(row, row.other) == (other,)
    except LookupFailedError:
        return False


def _places(found: Iterable[ReportMentions]) -> dict[str, str]:
    return {one.school.form: one.place.scope for one in sorted(found, key=lambda one: one.report)}


def _schools(found: Iterable[ReportMentions], wanted: set[Node]) -> dict[Node, str]:
    """Return for each of the nodes wanted the schools whose reports use it, the first few by name."""
    using: dict[Node, set[str]] = {}
    for report in found:
        for node in {mention.node for mention in report.mentions} & wanted:
            using.setdefault(node, set()).add(_school_name(report))
    return {node: _some(sorted(schools)) for node, schools in using.items()}


def _school_name(report: ReportMentions) -> str:
    return min((one.name for one in report.mentions if one.reporting), default=report.school.form)


def _some(names: Sequence[str]) -> str:
    more = f"等 {len(names)} 所" if len(names) > _SCHOOLS_TOLD else ""
    return "、".join(names[:_SCHOOLS_TOLD]) + more
