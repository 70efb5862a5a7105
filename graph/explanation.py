"""What a thing of the graph is, what was taken for it, and what is said of it on which passages."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from typing import Any, Final

from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, parse

from ..ontology.codes import schemes
from ..ontology.files import ONTOLOGY, ontology_file
from ..ontology.namespaces import DCTERMS, OA, RDF, RDFS, SKOS, ZJ, graph_iri
from .exports.lines import quads_from
from .provenance import Passage, about_thing
from .resolution.rules import RULES, Rule
from .store import GraphStore

_TYPE: Final = f"{RDF}type"
_JOINED: Final = f"{ZJ}joinedBy"
#: What stands beside the passages already, or is a thing's own name.
_UNTOLD: Final = frozenset(
    (
        _TYPE,
        f"{ZJ}evidence",
        f"{ZJ}partnerKind",
        _JOINED,
        f"{OA}hasSelector",
        f"{OA}hasSource",
        f"{SKOS}altLabel",
    )
)
#: Classes that say nothing where a thing has another.
_GENERAL: Final = ("Statement", "Organisation")


@dataclass(frozen=True, slots=True)
class Told:
    """A statement: its IRI, its class and what it says as labels and values, with the passages behind it.

    What is told of a school itself, its address and the like, counts as one, with the school's IRI.
    """

    iri: str
    class_name: str
    says: tuple[tuple[str, str], ...]
    passages: tuple[Passage, ...]

    def sentence(self) -> str:
        """Return what it says in one line."""
        return "；".join(f"{label}：{value}" for label, value in self.says)


@dataclass(frozen=True, slots=True)
class Explanation:
    """A thing: its class, names and kind in Chinese, the rules that joined its names, and what is said of it.

    `properties` are what the graph says of it besides, as labels and values. `statements` are at most as many
    as were asked for, of `total`.
    """

    iri: str
    class_name: str
    name: str
    other_names: tuple[str, ...]
    kind: str
    joined_by: tuple[Rule, ...]
    properties: tuple[tuple[str, str], ...]
    statements: tuple[Told, ...]
    total: int


def explain(store: GraphStore, iri: str, limit: int | None = None) -> Explanation:
    """Explain the thing, statement, passage or report `iri`, with at most `limit` of the statements.

    Statements are those that name the thing, of a passage and of a report those that they are evidence of
    with these passages only; they are sorted by class and IRI.
    """
    passages = [
        (_class_of(store, statement), statement, tuple(group))
        for statement, group in groupby(about_thing(store, iri), key=lambda one: one.statement)
    ]
    passages.sort(key=lambda one: one[:2])
    told = tuple(
        Told(statement, class_, _says(store, statement, reports_only=True), group)
        for class_, statement, group in passages[:limit]
    )
    names = _texts(store, iri, f"{SKOS}prefLabel") or _texts(store, iri, f"{DCTERMS}title")
    other_names = tuple(one for one in _texts(store, iri, f"{SKOS}altLabel") if one not in names)
    return Explanation(
        iri=iri,
        class_name=_class_of(store, iri),
        name=next(iter(names), ""),
        other_names=other_names,
        kind="、".join(_named(store, str(one)) for one in store.values(iri, f"{ZJ}partnerKind")),
        joined_by=tuple(RULES[one] for one in _texts(store, iri, _JOINED) if one in RULES),
        properties=_says(store, iri, reports_only=False),
        statements=told,
        total=len(passages),
    )


def _says(store: GraphStore, iri: str, *, reports_only: bool) -> tuple[tuple[str, str], ...]:
    """Return what the graphs of reports, or these and the one of entities, say of a thing, but its names."""
    base = store.base()
    graphs = (graph_iri(base, "report") + "/", *(() if reports_only else (graph_iri(base, "entities"),)))
    named = set(_texts(store, iri, f"{SKOS}prefLabel")) if not reports_only else set()
    told: dict[str, set[str]] = {}
    for quad in quads_from(store, iri):
        predicate = quad.predicate.value
        known = _labels().get(predicate)
        if known and predicate not in _UNTOLD and _graph(quad).startswith(graphs):
            told.setdefault(predicate, set()).add(_shown(store, quad.object))
    labelled = [(_labels()[one], "、".join(sorted(values - named))) for one, values in sorted(told.items())]
    return tuple((label, value) for label, value in labelled if value)


def _shown(store: GraphStore, term: Any) -> str:
    return _named(store, term.value) if isinstance(term, NamedNode) else str(term.value)


def _named(store: GraphStore, iri: str) -> str:
    """Return the name of a thing or code, its IRI where it has none."""
    known = _codes().get(iri)
    names = (
        [known] if known else _texts(store, iri, f"{SKOS}prefLabel") or _texts(store, iri, f"{DCTERMS}title")
    )
    return next(iter(names), iri)


def _texts(store: GraphStore, iri: str, predicate: str) -> list[str]:
    return sorted({str(value) for value in store.values(iri, predicate)})


def _class_of(store: GraphStore, iri: str) -> str:
    """Return the Chinese label of the class of a thing, the most special one of our own vocabulary."""
    own = [str(one) for one in store.values(iri, _TYPE) if str(one) in _labels()]
    ranked = sorted(own, key=lambda one: (not one.startswith(ZJ), one.removeprefix(ZJ) in _GENERAL, one))
    return _labels()[ranked[0]] if ranked else ""


def _graph(quad: Quad) -> str:
    return quad.graph_name.value if isinstance(quad.graph_name, NamedNode) else ""


@cache
def _codes() -> dict[str, str]:
    return {code.iri: code.zh for scheme in schemes() for code in scheme.concepts}


@cache
def _labels() -> dict[str, str]:
    """Return the Chinese labels of classes and properties by their IRIs, and of names and titles."""
    found = {f"{SKOS}prefLabel": "名称", f"{SKOS}Concept": "概念", f"{OA}TextQuoteSelector": "选择器"}
    for quad in parse(path=str(ontology_file(ONTOLOGY)), format=RdfFormat.TURTLE):
        term = quad.object
        if quad.predicate.value == f"{RDFS}label" and isinstance(term, Literal) and term.language == "zh":
            found[_subject(quad)] = term.value
    return found


def _subject(quad: Quad) -> str:
    return quad.subject.value if isinstance(quad.subject, NamedNode) else ""


def passages_of(statements: Iterable[Told]) -> Iterable[tuple[Told, Passage]]:
    """Yield every passage with the statement that it stands behind."""
    return ((told, passage) for told in statements for passage in told.passages)
