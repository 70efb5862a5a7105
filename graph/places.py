"""Where schools and local organisations lie: texts that name a place to regions with a code of GB/T 2260.

A text tells a region only where it is sure: 鼓楼区 alone is four districts and tells none, 福州市鼓楼区 one;
places that the list of regions does not know tell nothing. The smallest region that is told counts, and
where two tellings contradict each other, the smallest that holds both.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from pyoxigraph import Literal, NamedNode, Quad

from ..extract.facts import ReportFacts
from ..ontology.namespaces import REGION_SCHEME, scheme_iri
from ..ontology.regions import LEVELS, Region, above, holds, regions
from ..ontology.regions_skos import TITLE, level_iri
from .gazetteer import Manner, common_region, told_together, whole_region
from .iris import Minter
from .resolution.mentions import school_fact
from .resolution.resolve import Entity
from .terms import PREF_LABEL, TYPE, skos, zj
from .values import FactReader, Warnings

# Organisations that lie where their names say; an enterprise is registered anywhere.
_LOCAL_KINDS: Final = frozenset({"government", "hospital", "kindergarten", "media", "association"})


def told_region(report: ReportFacts) -> str:
    """Return the code of the smallest region that a report tells of its school; empty where it tells none.

    The region that the report states comes first; the school's name, its other names and its address make
    it more exact, or tell it where none is stated, and are passed over where they contradict it.
    """
    fact = school_fact(report)
    if fact is None:
        return ""
    reader = FactReader(report.report, fact, Warnings())
    names = (reader.name("name"), *sorted(reader.names("aliases")))
    told: list[tuple[str, Manner]] = [(reader.text("region"), "region")]
    told += [(name, "name") for name in names]
    told.append((reader.text("address"), "full"))
    found = told_together(told)
    return found.code if found else ""


def entity_region(entity: Entity, told: Iterable[str], minter: Minter) -> Region | None:
    """Return where an entity lies; `told` are the codes that reports of this school tell of it.

    Told regions are drawn together to the most exact where one holds the other, else to the smallest that
    holds both; where there is none, and for schools without a report, the names tell it, or the place that a
    local name (实验小学, 市残联) belongs to. Of other organisations only those have a region that lie where
    their names say: governments, hospitals, kindergartens, media, associations, and those of a place.
    """
    if entity.kind not in ("school", "organisation"):
        return None
    if drawn := _drawn_together(told):
        return drawn
    if scoped := _scope(entity.iri, minter):
        return scoped
    if entity.kind == "school":
        return told_together([(name, "name") for name in (entity.label, *entity.alt_labels)])
    if entity.partner_kind in _LOCAL_KINDS:
        return told_together([(name, "full") for name in (entity.label, *entity.alt_labels)])
    return None


def regions_of_schools(told: Iterable[tuple[str, str]]) -> dict[str, frozenset[str]]:
    """Return the codes that reports tell of each school.

    `told` has for each report the IRI of its school and `told_region`.
    """
    of_school: dict[str, set[str]] = {}
    for school, code in told:
        if code:
            of_school.setdefault(school, set()).add(code)
    return {school: frozenset(codes) for school, codes in of_school.items()}


def region_links(
    entities: Iterable[Entity], told: Mapping[str, frozenset[str]], minter: Minter
) -> Iterator[tuple[str, Quad, str]]:
    """Yield the IRI of each school and local organisation in a region, the quad, the region's code.

    `told` are the codes that reports tell of schools. That a thing lies somewhere follows from all reports
    together and stands in the graph of entities: what only a removed report told is gone with it. The regions
    themselves are told by `region_concept_quads`.
    """
    graph = NamedNode(minter.entities_graph())
    for one in entities:
        if found := entity_region(one, told.get(one.iri, ()), minter):
            yield one.iri, Quad(NamedNode(one.iri), zj("region"), NamedNode(found.iri), graph), found.code


def region_concept_quads(linked: Iterable[str], graph: NamedNode) -> Iterator[Quad]:
    """Yield the concepts of the regions with the codes `linked`, all around them, the scheme, the levels."""
    wanted = {one.code: one for code in linked for one in (regions()[code], *above(regions()[code]))}
    if not wanted:
        return
    scheme = NamedNode(scheme_iri(REGION_SCHEME))
    for text, language in zip(TITLE, ("zh", "en"), strict=True):
        yield Quad(scheme, PREF_LABEL, Literal(text, language=language), graph)
    yield Quad(scheme, TYPE, skos("ConceptScheme"), graph)
    for level in {one.level for one in wanted.values()}:
        collection = NamedNode(level_iri(level))
        yield Quad(collection, TYPE, skos("Collection"), graph)
        for text, language in zip(LEVELS[level], ("zh", "en"), strict=True):
            yield Quad(collection, PREF_LABEL, Literal(text, language=language), graph)
    for one in wanted.values():
        iri = NamedNode(one.iri)
        yield Quad(iri, TYPE, skos("Concept"), graph)
        yield Quad(iri, skos("inScheme"), scheme, graph)
        yield Quad(iri, PREF_LABEL, Literal(one.name, language="zh"), graph)
        yield Quad(iri, skos("notation"), Literal(one.code), graph)
        yield Quad(NamedNode(level_iri(one.level)), skos("member"), iri, graph)
        if one.broader:
            yield Quad(iri, skos("broader"), NamedNode(regions()[one.broader].iri), graph)


def region_disputes(told: Iterable[tuple[str, str]]) -> tuple[str, ...]:
    """Return a warning for each school whose reports tell regions of which none holds the other, sorted."""
    lines = []
    for school, codes in regions_of_schools(told).items():
        each = [regions()[code] for code in sorted(codes)]
        if not all(holds(one, other) or holds(other, one) for one in each for other in each):
            said = "、".join(f"{one.name}（{one.code}）" for one in each)
            drawn = _drawn_together(codes)
            taken = f"取共同的上级{drawn.name}" if drawn else "它们没有共同的上级，只看校名"
            lines.append(f"<{school}>：各份报告说的所在地不同：{said}；{taken}")
    return tuple(sorted(lines))


def _drawn_together(codes: Iterable[str]) -> Region | None:
    """Return the most exact of the regions where they hold each other, else the smallest that holds all."""
    found = {regions()[code] for code in codes if code in regions()}
    outer = {one for one in found if any(one != other and holds(one, other) for other in found)}
    return common_region(found - outer)


def _scope(iri: str, minter: Minter) -> Region | None:
    """Return the region that the local name of an entity belongs to, where it is one."""
    # A name as a local name has no underline; the first one ends what it belongs to.
    scope, _, rest = minter.local(iri).partition("_")
    if not rest:
        return None
    return regions().get(scope) or whole_region(scope)
