"""From a name that a user writes to the things of the graph that bear it.

A name that things bear exactly stands for these; otherwise it stands for all whose names hold it as a part.
`*name*` asks for parts at once. A region stands for all regions in it too, and may be named by its IRI.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from ..graph.store import Iri
from ..graph.terms import is_iri
from .binding import string, term, values_block
from .stores import Store

#: Most things that a part of a name is replaced by; where there are more, the query looks for them itself.
MOST_THINGS: Final = 500

#: What a thing `?thing` of each sort is, by a pattern of SPARQL.
SORTS: Final[Mapping[str, str]] = {
    "school": "?thing a zj:School .",
    "partner": "FILTER EXISTS { ?any zj:partner ?thing }",
    "major": "?thing a zj:Major .",
    "competition": "?thing a zj:Competition .",
    "person": "?thing a zj:Person .",
    "region": "?thing skos:broader* ?named . FILTER EXISTS { ?any zj:region ?thing }",
    "thing": "",
}
_PREFIXES: Final = (
    "PREFIX zj: <https://w3id.org/zhijiao/ontology#> PREFIX skos: <http://www.w3.org/2004/02/skos/core#>"
)
# Brackets of both widths: names keep those of their report.
_BRACKETS: Final = (str.maketrans("()", "（）"), str.maketrans("（）", "()"))
_ADDRESS: Final = re.compile(r"[a-z]+:[^\x00-\x20<>\"{}|\\^`\x7f]+", re.IGNORECASE)
_NAMES: Final = "?thing skos:prefLabel|skos:altLabel ?thing_name ."
_IN_NAMES: Final = f"{_NAMES} FILTER(CONTAINS(LCASE(STR(?thing_name)), {{text}}))"
# A region's name may be written with those of the regions around it, and by its code; what lies in a region
# belongs to it.
_REGION_NAMES: Final = "?named skos:prefLabel|skos:notation ?thing_name ."
_IN_REGION_NAMES: Final = """?named a skos:Concept ; skos:prefLabel ?thing_name .
 OPTIONAL { ?named skos:broader ?thing_up . ?thing_up skos:prefLabel ?thing_up_name .
  OPTIONAL { ?thing_up skos:broader ?thing_top . ?thing_top skos:prefLabel ?thing_top_name } }
 FILTER(CONTAINS(CONCAT(COALESCE(STR(?thing_top_name), ""), COALESCE(STR(?thing_up_name), ""),
                        STR(?thing_name)), {text}))"""


def things_named(store: Store, sort: str, text: str, most: int = MOST_THINGS) -> tuple[Iri, ...]:
    """Return the things of a sort of SORTS that `text` stands for, sorted, at most `most` and one.

    Raises the store's error where it cannot be asked.
    """
    return _found(store, sort, text, most)[0]


def block(store: Store, variable: str, sort: str, text: str) -> str:
    """Return the group of patterns that restricts `?variable` to the things that `text` stands for."""
    things, pattern = _found(store, sort, text, MOST_THINGS)
    if len(things) <= MOST_THINGS:
        return values_block(variable, things)
    # A variable of the same value, and not another name for ?thing: the text may hold that word.
    return f"{{ SELECT DISTINCT (?thing AS ?{variable}) WHERE {{ {pattern} }} }}"


def _found(store: Store, sort: str, text: str, most: int) -> tuple[tuple[Iri, ...], str]:
    """Return the things and the pattern that found them."""
    bare = text.strip("*＊").strip()
    forms = tuple(dict.fromkeys([bare or text, *((bare or text).translate(one) for one in _BRACKETS)]))
    patterns = [_exact(sort, one) for one in forms] if bare == text else []
    patterns += [_part(sort, one) for one in forms]
    for pattern in patterns:
        if things := _ask(store, pattern, most):
            return things, pattern
    return (), ""


def _exact(sort: str, text: str) -> str:
    if sort == "region" and _ADDRESS.fullmatch(text) and is_iri(text):
        return f"VALUES ?named {{ {term(Iri(text))} }} {SORTS[sort]}"
    name = string(text)
    names = _REGION_NAMES if sort == "region" else _NAMES
    return f"VALUES ?thing_name {{ {name}@zh {name}@en {name} }} {names} {SORTS[sort]}"


def _part(sort: str, text: str) -> str:
    if sort == "region":
        return f"{_IN_REGION_NAMES.replace('{text}', string(text))} {SORTS[sort]}"
    return f"{SORTS[sort]} {_IN_NAMES.format(text=string(text.lower()))}"


def _ask(store: Store, pattern: str, most: int) -> tuple[Iri, ...]:
    query = f"{_PREFIXES} SELECT DISTINCT ?thing WHERE {{ {pattern} }} ORDER BY STR(?thing) LIMIT {most + 1}"
    return tuple(one for (one,) in store.select(query).rows if isinstance(one, Iri))
