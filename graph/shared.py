"""What all reports share: what is said of each entity, and of entities by reports and tables together.

What is said of an entity alone follows from the entity, and from what reports tell of where it lies: where
both are as they were, it need not be said again. The rest is little, and is said anew by every build.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Final

from pyoxigraph import NamedNode, Quad

from ..ontology.namespaces import ORG, SCHEMA
from .iris import Minter
from .links import WikidataLink, link_quads
from .places import region_concept_quads, region_links, regions_of_schools
from .quads import catalogue_quads, entity_quads, relation_quads
from .resolution.entities import Entity
from .resolution.resolve import Resolution
from .terms import zj
from .turtle import nquad_lines
from .units import Unit

#: Of an entity, a digest of what is said of it alone, and the code of the region it lies in (or empty).
EntityMark = tuple[str, str]

#: What reports and tables together say of entities, in the graph of entities.
COMMON: Final = (
    zj("catalogueMajor"),
    NamedNode(f"{ORG}subOrganizationOf"),
    NamedNode(f"{ORG}linkedTo"),
    NamedNode(f"{SCHEMA}sameAs"),
)


@dataclass(frozen=True, slots=True)
class SharedPart:
    """What is said of entities, as far as it is other than before, and all that reports say together.

    `lines` are sorted lines of N-Quads, without what is inferred; `marks` are those of all entities by IRI;
    `replaced` the IRIs of entities that `lines` speak of anew, and of those that are gone.
    """

    lines: list[bytes]
    marks: Mapping[str, EntityMark]
    replaced: frozenset[str]


def shared_part(
    resolution: Resolution,
    units: Sequence[Unit],
    links: Sequence[WikidataLink],
    minter: Minter,
    former: Mapping[str, EntityMark],
) -> SharedPart:
    """Say what is other than in a build that left the marks `former`; with none, all is.

    `links` say what enterprises are in Wikidata.
    """
    told = regions_of_schools((unit.school, unit.region) for unit in units)
    entities = stated_entities(resolution)
    digests = {one.iri: entity_digest(one, told.get(one.iri, ())) for one in entities}
    changed = [one for one in entities if former.get(one.iri, ("", ""))[0] != digests[one.iri]]
    quads, regions = list(entity_quads(changed, minter)), {iri: mark[1] for iri, mark in former.items()}
    regions |= {one.iri: "" for one in changed}
    for iri, quad, code in region_links(changed, told, minter):
        quads.append(quad)
        regions[iri] = code
    marks = {iri: (digest, regions[iri]) for iri, digest in digests.items()}
    quads += common_quads(resolution, units, links, minter)
    quads += concept_quads(marks, minter)
    return SharedPart(
        nquad_lines(quads), marks, frozenset({one.iri for one in changed} | (former.keys() - marks.keys()))
    )


def stated_entities(resolution: Resolution) -> tuple[Entity, ...]:
    """Return the entities that the graph speaks of: all but what people decided to be nobody's partner."""
    refused = {iri for school, iri in resolution.not_partners if not school}
    return tuple(one for one in resolution.entities if one.kind != "organisation" or one.iri not in refused)


def entity_digest(entity: Entity, told: Iterable[str]) -> str:
    """Return the digest of an entity and of the codes of regions that reports tell of it."""
    said = repr((entity, sorted(told))).encode(errors="surrogatepass")
    return hashlib.blake2b(said, digest_size=8).hexdigest()


def common_quads(
    resolution: Resolution, units: Sequence[Unit], links: Sequence[WikidataLink], minter: Minter
) -> Iterator[Quad]:
    """Yield what is said of entities by all reports and tables together: catalogue, relations, links."""
    offered = chain.from_iterable(unit.offered for unit in units)
    entities = stated_entities(resolution)
    stated = {one.iri for one in entities}
    relations = (one for one in resolution.relations if {one[0], one[2]} <= stated)
    yield from catalogue_quads(entities, offered, minter)
    yield from relation_quads(relations, minter)
    yield from link_quads(entities, links, minter)


def concept_quads(marks: Mapping[str, EntityMark], minter: Minter) -> Iterator[Quad]:
    """Yield the concepts of the regions in which entities lie."""
    yield from region_concept_quads(
        {code for _, code in marks.values() if code}, NamedNode(minter.regions_graph())
    )
