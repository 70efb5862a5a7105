"""Which fact of which report a violation comes from."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache
from types import MappingProxyType
from typing import Final

from pyoxigraph import Literal, NamedNode

from ...ontology.codes import concepts
from ...ontology.files import ONTOLOGY, ontology_file
from ...ontology.namespaces import DCTERMS, OA, PREFIXES, RDF, RDFS, SCHEME_BASE, SKOS, ZJ
from ..store import GraphStore, Iri, Value
from .triples import Triples, subclasses
from .violations import Violation, short

#: How many violations are looked up: what is wrong with more of them is seen in these.
MOST: Final = 1000
_QUOTE: Final = 60
_VALUE: Final = 60
_OF_REPORTS: Final = "graph/report/"

# What a statement is mostly about, in the order in which it is looked for.
_MAIN: Final = (
    "partner",
    "major",
    "competition",
    "predecessor",
    "institution",
    "indicator",
)
_SELECTORS: Final = MappingProxyType({f"{OA}TextQuoteSelector": "引文", f"{OA}TextPositionSelector": "引文"})

_HOLDING: Final = """
SELECT DISTINCT ?graph ?focus ?path ?text WHERE {
  GRAPH ?graph { ?focus ?path ?value } FILTER(STR(?value) = ?text)
}"""
_NAMING: Final = (
    "SELECT DISTINCT ?graph ?focus WHERE { GRAPH ?graph { ?focus ?path ?value } }",
    "SELECT DISTINCT ?graph ?focus WHERE { GRAPH ?graph { ?other ?path ?focus } }",
)
_REPORTS: Final = "SELECT ?graph ?report WHERE { GRAPH ?graph { ?report a zj:Report } }"
_TEXTS: Final = """
SELECT DISTINCT ?subject ?property (STR(?value) AS ?text)
WHERE { ?subject ?property ?value } ORDER BY ?text"""
_PASSAGES: Final = """
SELECT DISTINCT ?graph ?focus (STR(?evidence) AS ?text) WHERE {
  GRAPH ?graph {
    { ?focus zj:evidence ?evidence }
    UNION { ?focus oa:hasSelector ?any BIND(?focus AS ?evidence) }
    UNION { ?evidence oa:hasSelector ?focus }
    UNION { ?statement ?path ?focus . ?statement zj:evidence ?evidence }
  }
}"""
_STATING: Final = "SELECT DISTINCT ?focus ?statement WHERE { ?statement zj:evidence ?focus }"
_SELECTING: Final = "SELECT DISTINCT ?focus ?evidence WHERE { ?evidence oa:hasSelector ?focus }"


@dataclass(frozen=True, slots=True)
class Blamed:
    """A violation and where it comes from; texts that are unknown are empty, an unknown page is None.

    `kind` is the Chinese name of what the focus is, `name` its main name; `report` is the title of a report
    that says so, `section`, `page` and `quote` (shortened) the passage; `reports` counts all such reports.
    """

    violation: Violation
    kind: str = ""
    name: str = ""
    report: str = ""
    section: str = ""
    page: int | None = None
    quote: str = ""
    reports: int = 0


def blame(store: GraphStore, violations: Iterable[Violation], most: int = MOST) -> tuple[Blamed, ...]:
    """Return each violation, in the same order, with the fact and the report that it comes from.

    The reports are those whose graph has the faulty value; where it is a missing one, those that have the
    thing as a subject, or else name it. Only the first `most` are looked up, some milliseconds each; those
    after them have nothing but the violation. Raises store.QueryError.
    """
    detective = _Detective(store)
    return tuple(
        detective.blamed(one) if number < most else Blamed(one) for number, one in enumerate(violations)
    )


def describe(blamed: Blamed) -> str:
    """Return a violation in Chinese on one line, naming the report and the fact."""
    one = blamed.violation
    what = f"{blamed.kind}「{blamed.name}」" if blamed.name else f"{blamed.kind} {one.focus}".strip()
    value = f" {_cut(short(one.value), _VALUE)}" if one.value and one.value != one.focus else ""
    fault = f"（{one.path}{value}）" if one.path else ""
    page = "" if blamed.page is None else f"第 {blamed.page} 页"
    place = "，".join(part for part in (page, blamed.section) if part)
    more = f" 等 {blamed.reports} 份报告" if blamed.reports > 1 else ""
    report = f"{blamed.report}{f'（{place}）' if place else ''}{more}：" if blamed.report else ""
    quote = f" 原文：“{blamed.quote}”" if blamed.quote else ""
    return " ".join(f"{report}{what}{fault}：{one.message}{quote}".split())


@dataclass(slots=True)
class _Detective:
    store: GraphStore
    reports: dict[str, tuple[str, str]] = field(default_factory=dict)

    def blamed(self, one: Violation) -> Blamed:
        focus = Iri(one.focus)
        if not _is_iri(focus):
            return Blamed(one)
        graphs = sorted(self._graphs(one, focus), key=self._title)
        kind, name = self._called(focus)
        if not graphs:
            return Blamed(one, kind, name)
        section, page, quote = self._passage(graphs[0], focus)
        return Blamed(one, kind, name, self._title(graphs[0])[0], section, page, quote, len(graphs))

    def _graphs(self, one: Violation, focus: Iri) -> set[str]:
        """Return the graphs of the reports that are to blame."""
        path = _predicate(one.path)
        if path and one.value:
            bound: dict[str, Value] = {"focus": focus, "path": path, "text": one.value}
            if found := self._of_reports(_HOLDING, bound):
                return found
        return self._of_reports(_NAMING[0], {"focus": focus}) or self._of_reports(
            _NAMING[1], {"focus": focus}
        )

    def _of_reports(self, query: str, bound: dict[str, Value]) -> set[str]:
        graphs = {str(row[0]) for row in self.store.select(query, bound).rows}
        return {one for one in graphs if _OF_REPORTS in one}

    def _title(self, graph: str) -> tuple[str, str]:
        """Return the title of the report of a graph, and the graph."""
        if graph not in self.reports:
            rows = self.store.select(_REPORTS, {"graph": Iri(graph)}).rows
            titles = [title for row in rows for title in self._texts(str(row[1]), f"{DCTERMS}title")]
            self.reports[graph] = (min(titles, default=graph.rpartition("/")[2]), graph)
        return self.reports[graph]

    def _passage(self, graph: str, focus: Iri) -> tuple[str, int | None, str]:
        """Return section, page and quote of the first passage, in a report, that is about a thing."""
        rows = self.store.select(_PASSAGES, {"graph": Iri(graph), "focus": focus}).rows
        passages = [str(row[2]) for row in rows if row[2]]
        found = [(self._page(one), one) for one in passages]
        if not found:
            return "", None, ""
        page, evidence = min(found, key=lambda one: (one[0] or 0, one[1]))
        sections = self._texts(evidence, f"{ZJ}section")
        selectors = self._texts(evidence, f"{OA}hasSelector")
        quotes = [text for one in selectors for text in self._texts(one, f"{OA}exact")]
        return min(sections, default=""), page, _cut(min(quotes, default=""), _QUOTE)

    def _page(self, evidence: str) -> int | None:
        pages = [int(one) for one in self._texts(evidence, f"{ZJ}page") if one.isdecimal()]
        return min(pages, default=None)

    def _texts(self, subject: str, predicate: str) -> list[str]:
        """Return the values of a property as texts, whatever their types say, sorted; none of no IRI."""
        if not _is_iri(subject):
            return []
        bound: dict[str, Value] = {"subject": Iri(subject), "property": Iri(predicate)}
        return [str(row[2]) for row in self.store.select(_TEXTS, bound).rows if row[2] is not None]

    def _called(self, focus: Iri) -> tuple[str, str]:
        """Return the kind and the main name of a thing; of evidence those of its statement."""
        types = frozenset(self._texts(focus, f"{RDF}type"))
        kind = _kind(types)
        if types & {f"{ZJ}Evidence", *_SELECTORS}:
            evidence = [focus, *self._second(_SELECTING, focus)]
            statements = [one for each in evidence for one in self._second(_STATING, each)]
            if statements:
                whose, name = self._called(statements[0])
                return f"{whose}的{kind}", name
        return kind, self._name(focus)

    def _second(self, query: str, focus: Iri) -> list[Iri]:
        return sorted(Iri(str(row[1])) for row in self.store.select(query, {"focus": focus}).rows)

    def _name(self, focus: str) -> str:
        for predicate in (f"{SKOS}prefLabel", f"{DCTERMS}title"):
            for label in self._texts(focus, predicate):
                return label
        for main in _MAIN:
            for thing in self._texts(focus, f"{ZJ}{main}"):
                if thing.startswith(SCHEME_BASE):
                    return _concept(thing)
                for label in self._texts(thing, f"{SKOS}prefLabel"):
                    return label
        return ""


@lru_cache(maxsize=1)
def _labels() -> tuple[dict[str, str], frozenset[str]]:
    """Return the Chinese names of the ontology's classes, and those that have classes below them."""
    ontology = Triples.read(ontology_file(ONTOLOGY))
    found = {}
    for subject in ontology.subjects():
        labels = ontology.objects(subject, NamedNode(f"{RDFS}label"))
        chinese = [one.value for one in labels if isinstance(one, Literal) and one.language == "zh"]
        if isinstance(subject, NamedNode) and chinese:
            found[subject.value] = min(chinese)
    return found, frozenset(one.value for one in subclasses(ontology))


def _kind(types: Iterable[str]) -> str:
    """Return the Chinese name of the narrowest of the classes."""
    names, above = _labels()
    known = sorted(types, key=lambda one: (not one.startswith(ZJ), one in above, one))
    for one in known:
        if name := _SELECTORS.get(one) or names.get(one):
            return name
    return short(known[0]) if known else ""


def _concept(iri: str) -> str:
    scheme, _, code = iri.removeprefix(SCHEME_BASE).partition("/")
    try:
        return next((one.zh for one in concepts(scheme) if one.code == code), code)
    except ValueError:
        return code


def _predicate(path: str) -> Iri | None:
    prefix, colon, local = path.partition(":")
    if colon and prefix in PREFIXES and not set(local) & set("/|*+?()^"):
        return Iri(f"{PREFIXES[prefix]}{local}")
    return Iri(path) if _is_iri(path) else None


def _is_iri(text: str) -> bool:
    try:
        NamedNode(text)
    except ValueError:
        return False
    return True


def _cut(text: str, length: int) -> str:
    line = " ".join(text.split())
    return line if len(line) <= length else f"{line[:length]}…"
