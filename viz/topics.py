"""The pages of kinds of programme and of levels: who has most of them, and the newest with their quotes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from heapq import nsmallest
from typing import Any, Final

from ..ontology.codes import Concept, concept, concepts
from ..ontology.namespaces import SCHEME_BASE
from .addresses import Addresses
from .forms import Form, Key
from .model import Account, Statement, Value
from .page_parts import MAX_RANKED, Ranked, Ranking, query_link, ranked, tallied
from .tables import Part, Tables
from .words import Phrases

#: Statements of one sort that the pages of a topic show, the newest; of 10,000 schools there are 100,000.
MAX_SHOWN: Final = 500
#: Partners, majors and competitions of a ranking: four rankings stand on a page that has to stay small.
MAX_BESIDE: Final = 40
#: The schemes that have pages here.
SCHEMES: Final = ("programmekind", "level")


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A table that shows the newest statements only: how many there are in all, and how many are shown.

    `query` is the link, from the top folder, to the query that gives all of them.
    """

    total: int
    shown: int
    query: str


class TopicPages:
    """Makes the pages of topics, one folder below the top; all it is given must be for that folder."""

    def __init__(self, phrases: Phrases, tables: Tables, addresses: Addresses) -> None:
        self._phrases = phrases
        self._tables = tables
        self._addresses = addresses

    def page(self, iri: str, account: Account) -> tuple[str, dict[str, Any]]:
        """Return the template and its values for the kind of programme or level at `iri`.

        `account` has all statements that name it. Raises UnknownCodeError where no code list has it.
        """
        scheme, code = iri.removeprefix(SCHEME_BASE).split("/", 1)
        topic = concept(scheme, code)
        made = self._of_kind if scheme == "programmekind" else self._of_level
        values = {
            "here": "topics",
            "iri": iri,
            "name": topic.zh,
            "topic": topic,
            "scheme": scheme,
            "siblings": self._siblings(topic),
            **made(iri, account.statements),
        }
        return "topic.html", values

    def _of_kind(self, iri: str, statements: Sequence[Statement]) -> dict[str, Any]:
        found = [one for one in statements if one.sort == "Programme"]
        rankings = [
            self._ranking("schools", "各校的项目数", found, "school", ("学校", "项目数")),
            self._years(("年份", "项目数"), found),
            self._ranking("partners", "项目最多的合作方", found, "partner", ("合作方", "项目数", "学校数")),
            self._ranking("majors", "涉及的专业", found, "major", ("专业", "项目数", "学校数")),
        ]
        return {
            "totals": (("{} 个项目", len(found)), ("{} 所学校", _distinct(found, "school"))),
            "rankings": _filled(rankings),
            **self._shown([(_PROGRAMMES, found)], iri),
        }

    def _of_level(self, iri: str, statements: Sequence[Statement]) -> dict[str, Any]:
        awards = [one for one in statements if one.sort == "Award"]
        honours = [one for one in statements if one.sort == "Honour"]
        rankings = [
            self._of_schools(iri, awards, honours),
            self._ranking(
                "events", "获奖最多的赛事", awards, "competition", ("赛事或奖项", "获奖数", "学校数")
            ),
            self._years(("年份", "获奖数", "荣誉数"), awards, honours),
        ]
        return {
            "totals": (
                ("{} 项获奖", len(awards)),
                ("{} 项荣誉", len(honours)),
                ("{} 所学校", _distinct(statements, "school")),
            ),
            "rankings": _filled(rankings),
            **self._shown([(_AWARDS, awards), (_HONOURS, honours)], iri),
        }

    def _of_schools(self, iri: str, awards: Sequence[Statement], honours: Sequence[Statement]) -> Ranking:
        """Rank schools by their awards, then by their honours.

        Counted from the statements: what else changes at a school leaves the page as it is.
        """
        won = Counter(school.iri for one in awards for school in one.all("school"))
        held = Counter(school.iri for one in honours for school in one.all("school"))
        counts = {school: (won[school], held[school]) for school in won | held}
        return Ranking(
            "schools",
            "各校的获奖和荣誉",
            ("学校", "获奖数", "荣誉数"),
            ranked(counts, self._phrases.part),
            len(counts),
            query_link("award-ranking", level=iri),
            "查询数的是这一级别及以上的获奖。",
        )

    def _ranking(
        self, key: str, title: str, statements: Sequence[Statement], name: str, columns: tuple[str, ...]
    ) -> Ranking:
        """Rank values of the property `name` by the numbers of statements and of schools that have them."""
        found = tallied(statements, name)
        by_key = {value.iri or value.text: value for value in found}
        width = len(columns) - 1
        counts = {one: found[value][:width] for one, value in by_key.items()}
        limit = MAX_RANKED if name == "school" else MAX_BESIDE
        rows = ranked(counts, lambda one: self._part(by_key[one]), limit)
        return Ranking(key, title, columns, rows, len(counts))

    def _years(self, columns: tuple[str, ...], *sorts: Sequence[Statement]) -> Ranking:
        """Count statements by year, the latest first; each of `sorts` in a column of its own."""
        counts = [Counter(year for one in found for year in _years_of(one)) for found in sorts]
        years = sorted(set().union(*counts), reverse=True)
        rows = tuple(
            Ranked(
                Part(year, self._addresses.year(year, "../")),
                tuple(count[year] for count in counts),
            )
            for year in years
        )
        return Ranking("years", "按年份", columns, rows[:MAX_RANKED], len(rows))

    def _part(self, value: Value) -> Part:
        return Part(value.text, self._addresses.link(value.iri, "../") if value.iri else None)

    def _shown(self, wanted: Sequence[tuple[Form, Sequence[Statement]]], iri: str) -> dict[str, Any]:
        """Return the tables of the newest statements, and by key what they leave out, if anything."""
        sections = self._tables.sections(
            (form, nsmallest(MAX_SHOWN, found, key=form.order)) for form, found in wanted
        )
        left_out = {
            form.key: LeftOut(len(found), MAX_SHOWN, query_link(form.query, **{form.parameter: iri}))
            for form, found in wanted
            if len(found) > MAX_SHOWN
        }
        return {"sections": sections, "left_out": left_out}

    def _siblings(self, topic: Concept) -> tuple[Part, ...]:
        """Return all concepts of a topic's code list that have pages, itself without a link."""
        parts = []
        for one in concepts(topic.scheme):
            href = self._addresses.topic(one.iri, "../")
            if one == topic or href:
                parts.append(Part(one.zh, None if one == topic else href, (one.zh,)))
        return tuple(parts)


def _newest(*names: str) -> Callable[[Statement], Key]:
    """Order by year, the latest first and those without at the end, then by the texts of these properties."""

    def order(one: Statement) -> Key:
        year = max(_years_of(one), default="")
        return (-int(year) if year else 0, *(one.text(name) for name in names), one.iri)

    return order


def _years_of(one: Statement) -> set[str]:
    return {value.text for value in one.all("year") if value.text.isascii() and value.text.isdigit()}


def _distinct(statements: Sequence[Statement], name: str) -> int:
    return len({value.iri for one in statements for value in one.all(name)})


def _filled(rankings: Sequence[Ranking]) -> tuple[Ranking, ...]:
    return tuple(one for one in rankings if one.total)


_PROGRAMMES: Final = Form(
    "programmes",
    "项目",
    (
        ("项目", ("prefLabel",)),
        ("学校", ("school",)),
        ("合作方", ("partner",)),
        ("专业", ("major",)),
        ("年份", ("year",)),
    ),
    _newest("school", "prefLabel"),
    "programmes",
    "kind",
)
_AWARDS: Final = Form(
    "awards",
    "获奖",
    (
        ("赛事或奖项", ("competition",)),
        ("赛项", ("item",)),
        ("名次", ("rank",)),
        ("学校", ("school",)),
        ("年份", ("year",)),
        ("获奖者", ("recipient",)),
        ("指导", ("advisor",)),
    ),
    _newest("school", "competition", "item"),
    "awards",
    "level",
)
_HONOURS: Final = Form(
    "honours",
    "荣誉",
    (("荣誉", ("prefLabel",)), ("学校", ("school",)), ("年份", ("year",))),
    _newest("school", "prefLabel"),
    "honours",
    "level",
)
