"""Figures of an invented school, written as a report would, for the tests of the audit."""

from __future__ import annotations

from decimal import Decimal

from zhijiao.extract.facts import Evidence, Fact, ReportFacts
from zhijiao.queries.audit.figures import Figure, Passage

SCHOOL = "云湾市海棠职业技术学校"
#: Places of figures are so far apart that no two stand in one breath.
APART = 500


def figure(
    indicator: str,
    written: str,
    unit: str = "人",
    year: int | None = 2020,
    scope: str = "",
    qualifier: str = "",
    report: str = "a.txt",
    start: int = 0,
    section: str = "概况",
) -> Figure:
    """Return a figure that a report writes as `written`, its decimals as they stand there."""
    passage = Passage(report, start, f"共{written}{unit}", section, 1)
    return Figure(indicator, Decimal(written), unit, year, scope, qualifier, (passage,))


def report_of(name: str, *figures: Figure) -> ReportFacts:
    """Return the facts of a report that states these figures, one after the other."""
    facts = [Fact("school", {"name": SCHOOL}, (Evidence(0, 3, SCHOOL),))]
    for number, one in enumerate(figures, 1):
        values = {
            "indicator": one.indicator,
            "value": float(one.value),
            "unit": one.unit,
            "scope": f"major:{one.scope}" if one.scope else "school",
        }
        if one.year is not None:
            values["year"] = one.year
        if one.qualifier:
            values["qualifier"] = one.qualifier
        start, quote = number * APART, one.passages[0].quote
        evidence = Evidence(start, start + len(quote), quote, one.passages[0].section, 3)
        facts.append(Fact("indicator", values, (evidence,)))
    return ReportFacts(name, tuple(facts))
