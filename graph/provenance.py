"""From a triple, thing, statement, passage or report to the passages behind it, by one SPARQL query each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Final, Literal

from .store import GraphStore, Iri, Rows, Value

#: How passages stand behind a triple: they state it, what they state implies it, or they name its things.
How = Literal["stated", "implied", "named"]
_HOWS: Final[tuple[How, ...]] = ("stated", "implied", "named")

# One pattern in each OPTIONAL, from what is bound for certain to what follows: so the store goes from row to
# row, where for several patterns together it would gather all passages of the graph first.
_OF_EVIDENCE: Final = """
    OPTIONAL { ?evidence oa:hasSource ?report OPTIONAL { ?report dcterms:title ?title } }
    OPTIONAL { ?evidence oa:hasSelector ?selector OPTIONAL { ?selector oa:exact ?quote }
      OPTIONAL { ?selector oa:start ?start } OPTIONAL { ?selector oa:end ?end } }
    OPTIONAL { ?evidence zj:section ?section } OPTIONAL { ?evidence zj:page ?page }
    OPTIONAL { ?evidence zj:confidence ?confidence }"""
_OF_STATEMENT: Final = f"""
    OPTIONAL {{ ?statement zj:evidence ?evidence{_OF_EVIDENCE} }}"""
_OF_PASSAGE: Final = f"""
    OPTIONAL {{ ?statement zj:evidence ?evidence }}{_OF_EVIDENCE}"""
_WHOLE: Final = "FILTER(BOUND(?statement) && BOUND(?title) && BOUND(?quote))"
_COLUMNS: Final = "?statement ?evidence ?report ?title ?section ?page ?quote ?start ?end ?confidence"

# The direct edges and their inverses with the statements that they follow from: what leads from the statement
# to the thing, and what tells such a statement from others with that property.
_EDGES: Final = (
    ("partnerWith", "", "zj:partner", "a zj:Partnership"),
    ("memberOf", "hasMember", "zj:partner", "zj:mode mode:group_member"),
    ("offersMajor", "offeredBy", "zj:major", "a zj:MajorOffering"),
    ("teachesWith", "", "zj:institution", "a zj:JointProgramme"),
    ("succeeds", "succeededBy", "zj:predecessor", "a zj:Succession"),
)


def _branches() -> Iterator[tuple[How, str]]:
    """Yield how passages stand behind the triple ?s ?p ?o, and the pattern that finds them."""
    said_there = "\n    FILTER EXISTS { GRAPH ?g { ?statement zj:evidence ?evidence } }"
    yield "stated", f"GRAPH ?g {{ ?s ?p ?o }} BIND(?s AS ?statement){_OF_STATEMENT}{said_there}"
    yield "stated", f"?statement zj:evidence ?s BIND(?s AS ?evidence){_OF_EVIDENCE}"
    yield "stated", f"?evidence oa:hasSelector ?s{_OF_PASSAGE}"
    reporting = "GRAPH ?g { ?s zj:reportingSchool ?statement } FILTER EXISTS { GRAPH ?g { ?s ?p ?o } }"
    yield "stated", f"{reporting}{_OF_STATEMENT}{said_there}"
    forward = ((edge, link, condition) for edge, _, link, condition in _EDGES)
    backward = ((edge, link, condition) for _, edge, link, condition in _EDGES if edge)
    for edges, school, other in ((forward, "?s", "?o"), (backward, "?o", "?s")):
        ways = " ||\n      ".join(
            f"?p = zj:{edge} && EXISTS {{ ?statement {link} {other} }} && EXISTS {{ ?statement {condition} }}"
            for edge, link, condition in edges
        )
        yield "implied", f"?statement zj:school {school} FILTER(\n      {ways}){_OF_STATEMENT}"
    for end in ("?s", "?o"):
        yield "implied", f"{end} zj:school ?any BIND({end} AS ?statement){_OF_STATEMENT}"
    yield "named", f"?statement ?names ?s FILTER EXISTS {{ ?statement zj:school ?any }}{_OF_STATEMENT}"


#: The passages behind the triple ?s ?p ?o, which are bound; `?how` says how they stand behind it.
TRIPLE_QUERY: Final = (
    f"SELECT DISTINCT ?s ?p ?o ?how\n  {_COLUMNS}\nWHERE {{\n  {{ "
    + "\n  } UNION { ".join(f'{pattern}\n    BIND("{how}" AS ?how)' for how, pattern in _branches())
    + f"\n  }}\n  {_WHOLE} FILTER EXISTS {{ ?s ?p ?o }}\n}}\n"
)

#: The passages about the thing ?thing, which is bound, by the statement that they are evidence of.
THING_QUERY: Final = f"""
SELECT DISTINCT ?thing
  {_COLUMNS}
WHERE {{
  {{ ?statement ?names ?thing
    FILTER(?names NOT IN (zj:evidence, prov:wasDerivedFrom) && EXISTS {{ ?statement zj:school ?any }})
    {_OF_STATEMENT.strip()}
  }} UNION {{ ?thing zj:evidence ?evidence BIND(?thing AS ?statement){_OF_EVIDENCE}
  }} UNION {{ ?statement zj:evidence ?thing BIND(?thing AS ?evidence){_OF_EVIDENCE}
  }} UNION {{ ?evidence oa:hasSource ?thing{_OF_PASSAGE}
  }} UNION {{ ?evidence oa:hasSelector ?thing{_OF_PASSAGE}
  }}
  {_WHOLE}
}}
"""


@dataclass(frozen=True, slots=True)
class Passage:
    """A passage of a report and the statement, or school, that it is evidence of.

    `report` and `evidence` are IRIs, `title` is the report's file name; `start` and `end` count characters in
    the report's text; page, offsets and confidence are None where they are not known.
    """

    statement: str
    evidence: str
    report: str
    title: str
    section: str
    page: int | None
    quote: str
    start: int | None
    end: int | None
    confidence: Decimal | None


@dataclass(frozen=True, slots=True)
class Proof:
    """The passages behind a triple and how they stand behind it; no passages where there are none."""

    how: How
    passages: tuple[Passage, ...]


def behind_triple(store: GraphStore, subject: str, predicate: str, value: Value) -> Proof:
    """Return the passages behind a triple of the graph; an object that is an IRI is an `Iri`.

    Passages that state it are those of the reports in whose graphs it stands. Where there are none it may be
    implied: a direct edge by the statements that it follows from, another inferred triple by its statement.
    A triple about a thing, such as its name, has the passages of the statements that name the thing. There
    are none for a triple that is not in the graph. Raises store.QueryError where a term is none.
    """
    bound: dict[str, Value] = {"s": Iri(subject), "p": Iri(predicate), "o": value}
    rows = store.select(TRIPLE_QUERY, bound)
    place = rows.columns.index("how")
    for how in _HOWS:
        found = tuple(row for row in rows.rows if row[place] == how)
        if found:
            return Proof(how, _passages(Rows(rows.columns, found)))
    return Proof("named", ())


def about_thing(store: GraphStore, iri: str) -> tuple[Passage, ...]:
    """Return the passages of all statements that name a thing, of a statement, a passage itself, of a report.

    Those of what is told of a school itself have the school as their statement. They are sorted by statement,
    report and place. Raises store.QueryError where `iri` is no IRI.
    """
    return _passages(store.select(THING_QUERY, {"thing": Iri(iri)}))


def _passages(rows: Rows) -> tuple[Passage, ...]:
    return tuple(sorted(set(_read(rows)), key=_order))


def _read(rows: Rows) -> Iterable[Passage]:
    for row in rows.rows:
        cells = dict(zip(rows.columns, row, strict=True))
        yield Passage(
            statement=str(cells["statement"]),
            evidence=str(cells["evidence"]),
            report=str(cells["report"]),
            title=str(cells["title"]),
            section=str(cells["section"] or ""),
            page=_whole(cells["page"]),
            quote=str(cells["quote"]),
            start=_whole(cells["start"]),
            end=_whole(cells["end"]),
            confidence=cells["confidence"] if isinstance(cells["confidence"], Decimal) else None,
        )


def _whole(value: Value | None) -> int | None:
    return value if isinstance(value, int) else None


def _order(one: Passage) -> tuple[str, str, int, str, str]:
    return one.statement, one.title, -1 if one.start is None else one.start, one.quote, one.evidence
