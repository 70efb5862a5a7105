"""What the graph says of one school, kept as records, and the account of a thing made of such records."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, Protocol

from ..ontology.namespaces import RDF, SKOS, ZJ
from .conflicts import conflicts_of, figure_of, records
from .model import SORTS, Account, Around, Conflict, Passage, Statement, Value
from .summaries import Summary

#: The properties by which a statement names what has a page of its own: things, then topics.
THINGS: Final = ("partner", "institution", "major", "scopeMajor")
TOPICS: Final = ("programmeKind", "level", "indicator")

#: Terms of statements by the short names that tables use for them; all else shows on no page.
_TYPE: Final = f"{RDF}type"
_EVIDENCE: Final = f"{ZJ}evidence"
_PREF_LABEL: Final = f"{SKOS}prefLabel"


class Answer(Protocol):
    """What a query gives back: the names of its columns and its rows."""

    @property
    def columns(self) -> Sequence[str]:
        """The columns' names."""

    @property
    def rows(self) -> Sequence[Sequence[Any]]:
        """One sequence for each row, as long as `columns`."""


#: Runs the query of a name with parameters.
Ask = Callable[[str, Mapping[str, str]], Answer]


def rows_of(ask: Ask, name: str, **params: str) -> Iterator[list[str]]:
    """Yield each row of a query's answer as texts; what is unbound is an empty string."""
    for row in ask(name, params).rows:
        yield ["" if cell is None else cell if type(cell) is str else str(cell) for cell in row]


@dataclass(frozen=True, slots=True)
class Record:
    """A statement as it is kept.

    `text` is JSON of its class, its values by short name as (text, IRI), and its passages; `named` are the
    partners, institutions, majors and topics that it names.
    """

    iri: str
    text: str
    named: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SchoolRecord:
    """A school as it is kept.

    `own` is JSON of its properties, their passages, and what contradicts itself in its figures; `summary` of
    what the overview needs; `parts` are the IRIs of all statements, evidence and selectors that it was read
    from.
    """

    iri: str
    own: str
    summary: str
    statements: tuple[Record, ...]
    parts: frozenset[str]


def read_school(ask: Ask, iri: str) -> SchoolRecord:
    """Read all that the graph states about the school `iri`, with every passage behind it."""
    properties: defaultdict[str, set[str]] = defaultdict(set)
    for term, value in rows_of(ask, "page-properties", school=iri):
        properties[term.removeprefix(ZJ)].add(value)
    own_evidence = properties.pop("evidence", set())
    terms: defaultdict[str, defaultdict[str, set[tuple[str, str]]]] = defaultdict(lambda: defaultdict(set))
    for statement, term, value in rows_of(ask, "page-statements", school=iri):
        terms[statement][term].add(("", value[1:]) if value[0] == "<" else (value[1:], ""))
    parts = terms.keys() | own_evidence
    passages: defaultdict[str, set[tuple[str, ...]]] = defaultdict(set)
    # Most schools are only named by others.
    for row in rows_of(ask, "page-evidence", school=iri) if parts else ():
        evidence, source, selector, section, page, confidence, quote, start = row
        parts |= {evidence, selector}
        if quote:
            passages[evidence].add((source, start, quote, section, page, confidence))
    statements, figures = [], []
    summary = Summary(iri)
    for statement, found in sorted(terms.items()):
        evidence_of = {evidence for _, evidence in found.pop(_EVIDENCE, ())}
        parts |= evidence_of
        behind = sorted({one for evidence in evidence_of for one in passages[evidence]})
        sorts = [linked.removeprefix(ZJ) for _, linked in sorted(found.pop(_TYPE, ()))]
        sort = next((one for one in reversed(sorts) if one in SORTS), "")
        values = {
            term.removeprefix(ZJ).removeprefix(SKOS): sorted(pairs)
            for term, pairs in sorted(found.items())
            if term.startswith(ZJ) or term == _PREF_LABEL
        }
        things = _iris(values, THINGS)
        topics = _iris(values, TOPICS)
        sources = {source for source, *_ in behind}
        summary.add(statement, sort, values, sources=sources, things=things, topics=topics)
        if sort == "Observation" and (figure := figure_of(values, behind)) is not None:
            figures.append(figure)
        statements.append(Record(statement, _json([sort, values, behind]), tuple(sorted(things | topics))))
    own = {name: sorted(found) for name, found in sorted(properties.items())}
    own_passages = sorted({one for evidence in own_evidence for one in passages[evidence]})
    conflicts = records(figures)
    return SchoolRecord(
        iri,
        _json([own, own_passages, conflicts]),
        summary.text(own, conflicts),
        tuple(statements),
        frozenset(parts),
    )


def account(thing: str, own: str, statements: Iterable[tuple[str, str, str]], around: Around) -> Account:
    """Return the account of a thing of its kept records.

    `own` is that of a school, empty for others; `statements` are (IRI, school, text), each once and by IRI.
    """
    properties, passages, conflicts = json.loads(own) if own else ({}, [], [])
    return Account(
        properties={name: tuple(found) for name, found in properties.items()},
        passages=_passages(passages, around),
        statements=tuple(_statement(thing, *one, around) for one in statements),
        conflicts=told_conflicts(conflicts, around),
    )


def told_conflicts(kept: Iterable[Sequence[Any]], around: Around) -> tuple[Conflict, ...]:
    """Return the contradictions that a school's record keeps, in words."""
    return conflicts_of(kept, around.labels, lambda found: _passages(found, around))


def _statement(thing: str, iri: str, school: str, text: str, around: Around) -> Statement:
    sort, pairs, passages = json.loads(text)
    values = {name: tuple(_values(found, around)) for name, found in pairs.items()}
    values["school"] = tuple(_values([("", school)], around))
    links = {name for name in (*THINGS, *TOPICS) if any(one.iri == thing for one in values.get(name, ()))}
    if school == thing:
        links.add("school")
    return Statement(iri, sort, frozenset(links), values, _passages(passages, around))


def _values(pairs: Sequence[Sequence[str]], around: Around) -> list[Value]:
    found = []
    for text, iri in pairs:
        if iri:
            found += [Value(label, iri) for label in around.labels.get(iri) or (iri,)]
        else:
            found.append(Value(text))
    return sorted(found, key=lambda one: (one.text, one.iri)) if len(found) > 1 else found


def _passages(records: Sequence[Sequence[str]], around: Around) -> tuple[Passage, ...]:
    """Return passages in the order of reports and of places in them, each once."""
    found = [
        (title, _number(start), quote, section, _number(page), float(confidence or 1), page, year)
        for source, start, quote, section, page, confidence in records
        for title, year in around.sources.get(source, ())
    ]
    if len(found) > 1:
        found.sort()
    passages = (
        Passage(title, year, section, page, quote, confidence)
        for title, _, quote, section, _, confidence, page, year in found
    )
    return tuple(dict.fromkeys(passages))


def _iris(values: Mapping[str, Sequence[tuple[str, str]]], names: Iterable[str]) -> set[str]:
    return {iri for name in names for _, iri in values.get(name, ()) if iri}


def _number(text: str) -> int:
    return int(text) if text.lstrip("-").isdecimal() else -1


def _json(data: Any) -> str:
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"))
