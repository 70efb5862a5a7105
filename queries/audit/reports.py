"""The audit of reports as files, without a graph: their figures, and what each works out for itself."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from ...extract.arithmetic.miscount import Miscount
from ...extract.facts import Evidence, ReportFacts
from ...ontology.codes import concepts
from ..table import Table
from .audit import audit
from .choice import Choice
from .figures import Figure, Passage, figures_of, plain
from .findings import Finding, Side, gap
from .rows import COLUMNS, cells

#: The rules under which what a report works out wrongly is told.
_RULES: Final = {"sum": "sum", "part": "part", "share": "ratio"}
_NAMELESS: Final = "（没有写明学校）"


@dataclass(frozen=True, slots=True)
class Reading:
    """A report that was read: its facts, and what it works out wrongly."""

    facts: ReportFacts
    miscounts: tuple[Miscount, ...]

    @property
    def school(self) -> str:
        """The name of its school as it is written, "" where the report never names it."""
        return str(self.facts.school.get("name") or "") if self.facts.school else ""


def audit_reports(readings: Iterable[Reading]) -> Iterator[tuple[str, list[Finding]]]:
    """Yield each school with its findings, by name; reports that write its name alike are of one school.

    A report without a school is audited by itself.
    """
    schools: defaultdict[str, list[Reading]] = defaultdict(list)
    for one in readings:
        schools[one.school or f"{_NAMELESS}{one.facts.report}"].append(one)
    for school, found in sorted(schools.items()):
        figures = merged(figure for one in found for figure in figures_of(one.facts))
        findings = audit(figures) + [
            finding_of(miscount, one.facts.report) for one in found for miscount in one.miscounts
        ]
        yield school, sorted(findings, key=lambda one: one.key)


def merged(figures: Iterable[Figure]) -> list[Figure]:
    """Return figures that several reports state alike as one, as the graph has them."""
    groups: defaultdict[tuple[object, ...], list[Figure]] = defaultdict(list)
    for one in figures:
        groups[one.indicator, one.value, one.unit, one.year, one.scope].append(one)
    return [
        Figure(
            same[0].indicator,
            same[0].value,
            same[0].unit,
            same[0].year,
            same[0].scope,
            next((one.qualifier for one in same if one.qualifier), ""),
            tuple(dict.fromkeys(passage for one in same for passage in one.passages)),
        )
        for same in groups.values()
    ]


def finding_of(one: Miscount, report: str) -> Finding:
    """Return what a report works out wrongly as a finding of the audit."""
    severity, difference = gap((one.stated, one.due), one.unit)
    return Finding(
        _RULES[one.kind],
        severity,
        "",
        None,
        "",
        (
            Side(f"{plain(one.stated)}{one.unit}", (_passage(one.total, report),)),
            Side(
                f"{plain(one.due)}{one.unit}（{one.working}）",
                tuple(_passage(part, report) for part in one.parts),
            ),
        ),
        difference,
        one.subject,
    )


def table_of(
    found: Iterable[tuple[str, Sequence[Finding]]], choice: Choice, headings: dict[str, str]
) -> Table:
    """Return the findings that are asked for as a table with the columns of the query `conflicts`."""
    labels = {one.code: one.zh for one in concepts("indicator")}
    rows = tuple(
        cells(school, one, labels.get(one.indicator, one.subject), one.scope, str)
        for school, findings in found
        for one in filter(choice.takes, findings)
    )
    return Table(COLUMNS, rows, headings)


def _passage(one: Evidence, report: str) -> Passage:
    return Passage(report, one.start, one.quote, one.section, one.page)
