"""The graph of a set of reports, in memory: resolved, stated, inferred and sorted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from types import MappingProxyType

from ..extract.facts import ReportFacts
from ..ontology.namespaces import DEFAULT_BASE, THING_NAMES
from .assembly import Source, assemble, unit_warnings
from .incremental.update import whole_lines
from .iris import Minter
from .resolution.decisions import Decisions
from .resolution.mentions import report_mentions, school_fact
from .resolution.resolve import Resolution, resolve_mentions
from .shared import stated_entities
from .turtle import triples_of, turtle
from .units import Unit


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


def build_graph(
    reports: Sequence[ReportFacts], base: str = DEFAULT_BASE, decisions: Decisions | None = None
) -> GraphBuild:
    """Build the graph of `reports` under the base IRI; `decisions` of people correct who is who.

    A report that never names its school is left out with a warning. The outcome does not depend on the
    order of reports or facts. Raises iris.IriError for a faulty base IRI and GraphBuildError where two
    reports have the same name.
    """
    minter = Minter(base)
    twice = [name for name, n in Counter(report.report for report in reports).items() if n > 1]
    if twice:
        raise GraphBuildError(
            f"有 {len(twice)} 个报告名不止一份报告在用，第一个是 {min(twice)!r}；"
            "请让每份报告的名称不同，例如用它在文件夹里的相对路径"
        )
    named = {one.report: one for one in reports if school_fact(one) is not None}
    nameless = [
        f"{one.report}：报告没有说明是哪所学校，它的事实都没有进入图谱；请核对文件开头，或补一条 school 事实"
        for one in reports
        if one.report not in named
    ]
    sources = [Source(report_mentions(one)) for one in named.values()]
    resolution = resolve_mentions([one.mentions for one in sources], minter, decisions)
    assembly = assemble(sources, named.__getitem__, resolution, minter)
    lines = whole_lines(assembly, minter)
    triples = sum(1 for _ in triples_of(lines))
    counts = graph_counts(resolution, assembly.units) | {"quads": len(lines), "triples": triples}
    warnings = sorted(chain(nameless, unit_warnings(assembly.units)))
    return GraphBuild(b"".join(lines), base, MappingProxyType(counts), tuple(warnings))


def graph_counts(resolution: Resolution, units: Iterable[Unit]) -> dict[str, int]:
    """Return how many there are of each kind of entity and statement, of reports and of evidence.

    What there is none of stands there with 0.
    """
    units = tuple(units)
    counts: Counter[str] = Counter(one.kind for one in stated_entities(resolution))
    statements = {iri for unit in units for iri in unit.statements if iri}
    counts.update(iri.rsplit("/", 2)[1] for iri in statements)
    counts["report"] = len(units)
    counts["evidence"] = sum(unit.passages for unit in units)
    known = dict.fromkeys(THING_NAMES, 0) | dict(counts)
    del known["selector"]
    return known
