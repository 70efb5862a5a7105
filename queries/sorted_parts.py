"""Answers in parts: those of some schools after the other, in the order of the answer's first column.

The rows of most queries come in the order of a name: that of the school, the partner, the group or the
report. Such a query can be answered for the first few of them, then for the next ones, and so on; the parts
one after the other are the whole answer. So the first page of a country's partnerships costs as much as the
partnerships of some schools, and of an answer of a million rows only a part is in memory.

A query says so in its header, `# parts: ?s school`: which variable, and which of SORTS it is. A line
`#? parts VALUES ?s { UNDEF }` is the place for the things of a part. Where many rows are wanted, parts cost
more than the whole, except for queries of most that is said of a thing: those say `# parts: ?s school stream`
and are answered in parts however many rows are wanted. This is done for stores on this machine only: a
server is asked once.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
from typing import Final

from ..graph.store import GraphStore, Iri
from .computed.kept import kept
from .model import Query
from .names import block
from .parameters import Argument, Name
from .stores import Store

#: The name under which a query keeps a place for the things of a part.
PARTS: Final = "parts"
#: Things in the first part and at most in one: each part is twice as large as the one before.
FIRST: Final = 8
MOST: Final = 256
#: Rows up to which an answer is begun in parts, and things after which it is asked for at once all the same:
#: a filter that leaves few rows would have all parts asked for.
FEW_ROWS: Final = 1000
FEW_THINGS: Final = 500


@dataclass(frozen=True, slots=True)
class Sort:
    """What a thing `?thing` is and what `?name` its rows are sorted by; how it belongs to a region `?r`.

    `region` is empty where the region that a query is given restricts something else.
    """

    pattern: str
    region: str = ""


_NAMED: Final = "?thing skos:prefLabel ?name ."
# Partners are many: reading all names is sooner done than looking theirs up.
_NAMES: Final = "{ SELECT ?thing ?name WHERE { ?thing skos:prefLabel ?name } }"
# Those with a report: statements are about them, and twice as many are only named.
_SCHOOLS: Final = "{ SELECT DISTINCT ?thing WHERE { ?st zj:reportingSchool ?thing } }"
SORTS: Final[Mapping[str, Sort]] = {
    "school": Sort(f"{_SCHOOLS} {_NAMED}", "?thing zj:region ?r ."),
    "partner": Sort(f"{{ SELECT DISTINCT ?thing WHERE {{ ?st zj:partner ?thing }} }} {_NAMES}"),
    "group": Sort(
        f"{{ SELECT DISTINCT ?thing WHERE {{ ?st zj:mode mode:group_member ; zj:partner ?thing }} }} {_NAMED}"
    ),
    "report": Sort(
        "?thing a zj:Report ; dcterms:title ?name .",
        "?school zj:region ?r . ?thing zj:reportingSchool ?school .",
    ),
}
_QUERY: Final = """PREFIX zj: <https://w3id.org/zhijiao/ontology#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX mode: <https://w3id.org/zhijiao/scheme/mode/>
SELECT ?thing ?name WHERE {{ {pattern} }}"""


def parts(store: Store, query: Query, given: Mapping[str, Argument]) -> Iterator[tuple[Iri, ...]] | None:
    """Return the things of one part after the other, None where the query is to be answered at once.

    So it is where it has no parts, where a parameter leaves few rows anyhow (one of things, and the text that
    these things' own names hold), and where a thing has two names, of which its rows have one each. Raises
    the store's error.
    """
    if not query.parts or not isinstance(store, GraphStore):
        return None
    sort = SORTS[query.parts]
    region = given.get("region")
    few = {one.name for one in query.parameters if one.type.name in {"name", "iri"}} - {"region"}
    if not {*few, query.parts}.isdisjoint(given) or (region and not sort.region):
        return None
    key = ("parts", query.parts, region)
    named = kept(store, key, lambda: _named(store, sort, region))
    return _parts(named) if len({thing for _, thing in named}) == len(named) else None


def _named(store: Store, sort: Sort, region: Argument | None) -> tuple[tuple[str, Iri], ...]:
    pattern = sort.pattern
    if isinstance(region, Name):
        pattern = f"{block(store, 'r', region.sort, region.text)} {sort.region} {pattern}"
    rows = store.select(_QUERY.format(pattern=pattern)).rows
    return tuple(sorted({(str(name), thing) for thing, name in rows if isinstance(thing, Iri)}))


def _parts(named: tuple[tuple[str, Iri], ...]) -> Iterator[tuple[Iri, ...]]:
    """Yield parts; things of the same name are in the same one, as their rows are sorted by what follows."""
    part: list[Iri] = []
    wanted = FIRST
    for _, same in groupby(named, key=itemgetter(0)):
        part += [thing for _, thing in same]
        if len(part) >= wanted:
            yield tuple(part)
            part = []
            wanted = min(2 * wanted, MOST)
    if part:
        yield tuple(part)
