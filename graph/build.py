"""The graph of a set of reports: resolved, stated, sorted, and written to a folder."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, groupby
from pathlib import Path
from types import MappingProxyType
from typing import Final

from ..extract.facts import ReportFacts
from ..ontology.namespaces import DEFAULT_BASE, THING_NAMES, ZJ
from .catalogue import CatalogueMatcher
from .files import write_aside
from .iris import Minter
from .quads import catalogue_quads, direct_quads, entity_quads, report_quads, statement_labels
from .resolution.mentions import school_fact
from .resolution.resolve import Entity, Resolution, resolve
from .statements import Statement, StatementMaker
from .store import GraphStore
from .turtle import sorted_nquads, turtle
from .values import Warnings

#: Names of what `write_graph` writes.
STORE_NAME: Final = "store"
TURTLE_NAME: Final = "graph.ttl"
NQUADS_NAME: Final = "graph.nq"


class GraphBuildError(ValueError):
    """The reports cannot be made into one graph."""


@dataclass(frozen=True, slots=True)
class GraphBuild:
    """A graph: sorted N-Quads in UTF-8, its base IRI, how many of each kind there are, and what was left out.

    `counts` has the prefixes of entities and statements, "evidence", "quads" and "triples"; `warnings` are
    sorted and name the report and the fact.
    """

    nquads: bytes
    base: str
    counts: Mapping[str, int]
    warnings: tuple[str, ...]

    def turtle(self) -> bytes:
        """Return all triples as deterministic Turtle."""
        return turtle(self.nquads, self.base)


def build_graph(reports: Sequence[ReportFacts], base: str = DEFAULT_BASE) -> GraphBuild:
    """Build the graph of `reports` under the base IRI.

    A report that never names its school is left out with a warning. The outcome does not depend on the
    order of reports or facts. Raises iris.IriError for a faulty base IRI and GraphBuildError where two
    reports have the same name.
    """
    minter, warnings = Minter(base), Warnings()
    named = _named_reports(reports, warnings)
    resolution = resolve(named, minter)
    stated = [tuple(_statements(report, resolution, minter, warnings)) for report in named]
    labels = statement_labels(chain.from_iterable(stated))
    quads = chain(
        entity_quads(resolution.entities, minter),
        catalogue_quads(resolution.entities, chain.from_iterable(stated), minter),
        direct_quads(chain.from_iterable(stated), minter),
        *(
            report_quads(
                report,
                _school(report, resolution),
                statements,
                labels=labels,
                minter=minter,
                warnings=warnings,
            )
            for report, statements in zip(named, stated, strict=True)
        ),
    )
    nquads = sorted_nquads(quads)
    counts: Counter[str] = Counter(one.kind for one in resolution.entities)
    counts.update({one.iri: one.kind for one in chain.from_iterable(stated)}.values())
    counts["report"] = len(named)
    return GraphBuild(nquads, base, MappingProxyType(_all_counts(counts, nquads)), warnings.lines())


def write_graph(build: GraphBuild, out: Path) -> None:
    """Write `build` into the folder `out`: a store, its Turtle and its N-Quads.

    `out` is made where it is missing. Each file is written aside and renamed; a store that is already
    there is refused with store.StoreError, as it may be in use.
    """
    out.mkdir(parents=True, exist_ok=True)
    GraphStore.create(out / STORE_NAME, build.nquads)
    write_aside(out / TURTLE_NAME, build.turtle())
    write_aside(out / NQUADS_NAME, build.nquads)


def _named_reports(reports: Sequence[ReportFacts], warnings: Warnings) -> list[ReportFacts]:
    """Return the reports that name their school, sorted by name; the others are noted."""
    twice = [name for name, n in Counter(report.report for report in reports).items() if n > 1]
    if twice:
        raise GraphBuildError(
            f"有 {len(twice)} 个报告名不止一份报告在用，第一个是 {min(twice)!r}；"
            "请让每份报告的名称不同，例如用它在文件夹里的相对路径"
        )
    named = []
    for report in sorted(reports, key=lambda one: one.report):
        if school_fact(report) is None:
            warnings.add(
                report.report,
                "报告没有说明是哪所学校，它的事实都没有进入图谱；请核对文件开头，或补一条 school 事实",
            )
        else:
            named.append(report)
    return named


def _school(report: ReportFacts, resolution: Resolution) -> Entity:
    """Return the reporting school; resolution knows it, since the report names it."""
    fact = school_fact(report)
    school = resolution.find(report.report, "school", str(fact.get("name"))) if fact else None
    if school is None:
        raise GraphBuildError(f"{report.report}：没有解析出报告学校；这是程序的错误，请报告给我们")
    return school


def _statements(
    report: ReportFacts, resolution: Resolution, minter: Minter, warnings: Warnings
) -> Iterator[Statement]:
    school = _school(report, resolution)
    catalogue = CatalogueMatcher.of(report)
    yield from StatementMaker(report.report, school.iri, resolution, minter, warnings, catalogue).make(report)


def _all_counts(counts: Counter[str], nquads: bytes) -> dict[str, int]:
    """Return the counts of things, evidence, quads and triples, those that are none among them."""
    known = dict.fromkeys(THING_NAMES, 0) | dict(counts)
    del known["selector"]
    known["evidence"] = nquads.count(f"#type> <{ZJ}Evidence> ".encode())
    known["quads"] = nquads.count(b"\n")
    # The graph stands last in a line: sorted, the quads of one triple follow each other.
    known["triples"] = sum(1 for _ in groupby(line.rpartition(b" <")[0] for line in nquads.splitlines()))
    return known
