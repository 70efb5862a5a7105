"""Addresses of the vocabularies and of the things in a graph, as plain strings.

The vocabulary and the code lists have fixed addresses. The things of a graph lie under its base IRI, one
prefix for each kind of thing, so that local names need no escaping.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

#: The base IRI of a graph for which no other is asked.
DEFAULT_BASE: Final = "https://w3id.org/zhijiao/"

# The vocabulary's own address does not follow the base IRI: two graphs must mean the same by the same term.
ZJ: Final = "https://w3id.org/zhijiao/ontology#"
#: The ontology itself.
ONTOLOGY_IRI: Final = "https://w3id.org/zhijiao/ontology"
#: Every concept scheme is SCHEME_BASE + its name, every concept SCHEME_BASE + name + "/" + code.
SCHEME_BASE: Final = "https://w3id.org/zhijiao/scheme/"

RDF: Final = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDFS: Final = "http://www.w3.org/2000/01/rdf-schema#"
OWL: Final = "http://www.w3.org/2002/07/owl#"
XSD: Final = "http://www.w3.org/2001/XMLSchema#"
SH: Final = "http://www.w3.org/ns/shacl#"
SKOS: Final = "http://www.w3.org/2004/02/skos/core#"
DCTERMS: Final = "http://purl.org/dc/terms/"
SCHEMA: Final = "https://schema.org/"
ORG: Final = "http://www.w3.org/ns/org#"
QB: Final = "http://purl.org/linked-data/cube#"
PROV: Final = "http://www.w3.org/ns/prov#"
OA: Final = "http://www.w3.org/ns/oa#"
VOID: Final = "http://rdfs.org/ns/void#"
DCAT: Final = "http://www.w3.org/ns/dcat#"

#: Names of the code lists; each is also the prefix of its concepts.
SCHEME_NAMES: Final = (
    "mode",
    "partnerkind",
    "programmekind",
    "level",
    "recipientkind",
    "successionevent",
    "indicator",
    "qualifier",
)

#: Names of the editions of the catalogue of majors, today's first; each is also the prefix of its concepts.
CATALOGUE_NAMES: Final = ("catalogue2021", "catalogue2010", "catalogue2015", "catalogue2018")

#: Name of the scheme of administrative regions by their codes of GB/T 2260; also the prefix of its concepts.
REGION_SCHEME: Final = "region"

#: Kinds of things under the base IRI: entities, statements, evidence; each is also their prefix.
ENTITY_NAMES: Final = ("school", "organisation", "major", "competition", "person", "report")
STATEMENT_NAMES: Final = (
    "partnership",
    "offering",
    "joint",
    "programme",
    "honour",
    "award",
    "observation",
    "succession",
)
EVIDENCE_NAMES: Final = ("evidence", "selector")
THING_NAMES: Final = ENTITY_NAMES + STATEMENT_NAMES + EVIDENCE_NAMES

#: Prefixes of all vocabularies and code lists, the same for every graph.
PREFIXES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "rdf": RDF,
        "rdfs": RDFS,
        "owl": OWL,
        "xsd": XSD,
        "sh": SH,
        "skos": SKOS,
        "dcterms": DCTERMS,
        "schema": SCHEMA,
        "org": ORG,
        "qb": QB,
        "prov": PROV,
        "oa": OA,
        "void": VOID,
        "dcat": DCAT,
        "zj": ZJ,
    }
    | {name: f"{SCHEME_BASE}{name}/" for name in (*SCHEME_NAMES, *CATALOGUE_NAMES, REGION_SCHEME)}
)

# What RFC 3987 allows in one step of a path: letters and digits of any script, some punctuation, %XX.
_STEP = re.compile(r"(?:[\w.~!$&'()*+,;=:@-]|%[0-9A-Fa-f]{2})+", re.UNICODE)


def thing_prefixes(base: str = DEFAULT_BASE) -> dict[str, str]:
    """Return the prefixes of the things of a graph with base IRI `base`, which ends in "/" or "#"."""
    return {name: f"{base}id/{name}/" for name in THING_NAMES}


def scheme_iri(scheme: str) -> str:
    """Return the IRI of a code list or catalogue, one of SCHEME_NAMES or CATALOGUE_NAMES, or of the regions.

    Raises ValueError for another.
    """
    if scheme not in {*SCHEME_NAMES, *CATALOGUE_NAMES, REGION_SCHEME}:
        raise ValueError(f"no code list {scheme!r}; known: {', '.join(SCHEME_NAMES)}")
    return f"{SCHEME_BASE}{scheme}"


def concept_iri(scheme: str, code: str) -> str:
    """Return the IRI of `code` in the code list, catalogue or scheme of regions `scheme`.

    Whether the code exists is known to `codes`, `catalogue` and `regions`.
    """
    return f"{scheme_iri(scheme)}/{_checked(code)}"


def graph_iri(base: str, *steps: str) -> str:
    """Return the IRI of a named graph: `base`, "graph", then the `steps`, joined by slashes.

    Steps are ready for an IRI (letters and digits of any script, no blanks or slashes); raises ValueError
    where one is not, or where there is none.
    """
    if not steps:
        raise ValueError("a named graph needs at least one step after its base IRI")
    return f"{base}graph/{'/'.join(_checked(step) for step in steps)}"


def report_graph_iri(base: str, report: str) -> str:
    """Return the IRI of the graph of the report whose local name is `report`."""
    return graph_iri(base, "report", report)


def entities_graph_iri(base: str) -> str:
    """Return the IRI of the graph that holds types and names of all entities."""
    return graph_iri(base, "entities")


def direct_graph_iri(base: str) -> str:
    """Return the IRI of the graph that holds the direct edges."""
    return graph_iri(base, "direct")


def catalogue_graph_iri(base: str) -> str:
    """Return the IRI of the graph that holds the concepts of the catalogues that majors are linked to."""
    return graph_iri(base, "catalogue")


def inferred_graph_iri(base: str) -> str:
    """Return the IRI of the graph that holds what is inferred besides the direct edges."""
    return graph_iri(base, "inferred")


def regions_graph_iri(base: str) -> str:
    """Return the IRI of the graph that holds the regions that things lie in, and those around them."""
    return graph_iri(base, "regions")


def _checked(step: str) -> str:
    if not _STEP.fullmatch(step) or step in {".", ".."}:
        raise ValueError(f"{step!r} cannot be a step of an IRI; use letters, digits and - . _ only")
    return step
