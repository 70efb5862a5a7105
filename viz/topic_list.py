"""The entrance to all topics: kinds of programme, levels, modes, years and indicators, with their numbers."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from ..ontology.codes import Concept, concepts
from .addresses import Addresses
from .model import Overview
from .page_parts import query_link
from .tables import Part

_COLUMNS: Final[Mapping[str, tuple[str, ...]]] = {
    "programmekind": ("项目类别", "项目数", "学校数"),
    "level": ("级别", "获奖数", "荣誉数", "学校数"),
    "mode": ("合作方式", "合作方数", "学校数"),
    "indicator": ("指标", "数据条数", "学校数"),
}


@dataclass(frozen=True, slots=True)
class Topic:
    """A line of a list of topics: what it is with its definition in both languages, and its numbers."""

    part: Part
    numbers: tuple[int, ...]
    zh: str = ""
    en: str = ""


@dataclass(frozen=True, slots=True)
class TopicTable:
    """A list of topics of one sort. `columns` are the headings of all columns."""

    key: str
    title: str
    columns: tuple[str, ...]
    rows: tuple[Topic, ...]


def topic_list(overview: Overview, addresses: Addresses) -> tuple[str, str, dict[str, Any]]:
    """Return (path, template, values) of the page that lists all topics."""
    tables = (
        _of_scheme("programmekind", "项目类别", _by_kind(overview), addresses),
        _of_scheme("level", "级别", _by_level(overview), addresses),
        _of_scheme("mode", "合作方式", _by_mode(overview), addresses),
        _years(overview, addresses),
        _of_scheme("indicator", "指标", _by_indicator(overview), addresses),
    )
    values = {
        "here": "topics",
        "tables": tuple(one for one in tables if one.rows),
        "groups": sum(one.kind == "group" for one in overview.partners),
    }
    return "topics.html", "topics.html", values


def _of_scheme(
    scheme: str, title: str, numbers: Mapping[str, tuple[int, ...]], addresses: Addresses
) -> TopicTable:
    rows = tuple(
        Topic(_part(one, addresses), numbers[one.code], one.definition_zh, one.definition_en)
        for one in concepts(scheme)
        if one.code in numbers
    )
    return TopicTable(scheme, title, _COLUMNS[scheme], rows)


def _part(one: Concept, addresses: Addresses) -> Part:
    # Modes have no pages: the query behind them tells the partners of each.
    href = query_link("partners", mode=one.code) if one.scheme == "mode" else addresses.topic(one.iri, "")
    return Part(one.zh, href, (one.zh,))


def _by_kind(overview: Overview) -> dict[str, tuple[int, ...]]:
    return _summed(
        (code, (count, 1)) for tally in overview.around.tallies.values() for code, count in tally.programmes
    )


def _by_level(overview: Overview) -> dict[str, tuple[int, ...]]:
    return _summed(
        (code, (awards, honours, 1))
        for tally in overview.around.tallies.values()
        for code, (awards, honours) in tally.levels
    )


def _by_mode(overview: Overview) -> dict[str, tuple[int, ...]]:
    partners: defaultdict[str, set[str]] = defaultdict(set)
    schools: defaultdict[str, set[str]] = defaultdict(set)
    for link in overview.links:
        for mode in link.modes:
            partners[mode].add(link.partner)
            schools[mode].add(link.school)
    return {mode: (len(found), len(schools[mode])) for mode, found in partners.items()}


def _by_indicator(overview: Overview) -> dict[str, tuple[int, ...]]:
    """Count the figures of whole schools, and their schools, by indicator."""
    pairs = (
        (code, (count, 1))
        for tally in overview.around.tallies.values()
        for code, count in Counter(one.indicator for one in tally.measures).items()
    )
    return _summed(pairs)


def _years(overview: Overview, addresses: Addresses) -> TopicTable:
    """Count reports, awards, honours and programmes by year, the latest year first."""
    reports = Counter(report.year for report in overview.reports)
    told = _summed(pair for tally in overview.around.tallies.values() for pair in tally.years)
    rows = tuple(
        Topic(
            Part(year, addresses.year(year, "")),
            (reports[year], *told.get(year, (0, 0, 0))),
        )
        for year in reversed(overview.years)
    )
    return TopicTable("year", "年份", ("年份", "报告数", "获奖数", "荣誉数", "项目数"), rows)


def _summed(pairs: Iterable[tuple[str, tuple[int, ...]]]) -> dict[str, tuple[int, ...]]:
    found: dict[str, tuple[int, ...]] = {}
    for key, numbers in pairs:
        before = found.get(key)
        found[key] = tuple(map(sum, zip(before, numbers, strict=True))) if before else numbers
    return found
