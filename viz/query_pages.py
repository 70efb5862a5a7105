"""The pages of the named queries: what each asks, its parameters, its SPARQL and how to run it.

The address of a page may go on with values, as `query/partners.html#school=https%3A%2F%2F…&mode=order_class`;
then static/question.js shows the text and the command with these values.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, Final

from ..ontology.codes import concepts
from ..queries.catalogue import catalogue
from ..queries.model import Column, Parameter, Query
from .query_text import Piece, blocks_of, pieces_of, text_of

if TYPE_CHECKING:
    from .lists import Page

#: What may be written for a parameter of each type.
_FORMS: Final[Mapping[str, str]] = {
    "name": "名称或 IRI",
    "text": "文字",
    "integer": "整数",
    "years": "年份，如 2020、2018-2021",
    "iri": "IRI",
    "codes": "代码",
}
#: What the cells of a column of each type hold.
_CELLS: Final[Mapping[str, str]] = {
    "text": "文字",
    "integer": "整数",
    "decimal": "数",
    "iri": "IRI",
    "code": "代码的名称",
    "list": "几个值，以顿号相连",
}


@dataclass(frozen=True, slots=True)
class Choice:
    """A code that a parameter takes, with its labels and the IRI that stands for it in the text."""

    code: str
    zh: str
    en: str
    iri: str


@dataclass(frozen=True, slots=True)
class Field:
    """A parameter on the page of its query: what may be written, and the codes that it takes."""

    parameter: Parameter
    form: str
    choices: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class Heading:
    """A column on the page of its query; `cells` says what it holds."""

    column: Column
    cells: str


def query_path(name: str) -> str:
    """Return the path of the page of the query of that name below the site's folder."""
    return f"query/{name}.html"


def query_pages() -> Iterator[Page]:
    """Yield the page of each named query, then the list of them all.

    They are the same for every graph. Raises QueryFileError where a shipped query is faulty.
    """
    queries = tuple(one for one in catalogue() if not one.internal)
    for query in queries:
        yield query_path(query.name), "question.html", dict(_values(query))
    yield "queries.html", "questions.html", {"here": "queries", "queries": queries}


@cache
def _values(query: Query) -> Mapping[str, Any]:
    fields = tuple(_field(one) for one in query.parameters)
    return {
        "here": "queries",
        "query": query,
        "fields": fields,
        "headings": tuple(Heading(one, _CELLS[one.type.name]) for one in query.columns),
        "text": text_of(query),
        "data": _data(query, fields),
    }


def _field(parameter: Parameter) -> Field:
    kind = parameter.type
    choices = (
        tuple(Choice(one.code, one.zh, one.en, one.iri) for one in concepts(kind.scheme))
        if kind.name == "codes"
        else ()
    )
    return Field(parameter, _FORMS[kind.name], choices)


def _data(query: Query, fields: tuple[Field, ...]) -> Mapping[str, Any]:
    """Return what the page's script makes text and command of."""
    blocks = {one.name: (one.before, one.behind) for one in blocks_of(query)}
    return {
        "name": query.name,
        "pieces": [_piece(one) for one in pieces_of(query)],
        "parameters": [
            {
                "name": one.parameter.name,
                "type": one.parameter.type.name,
                "default": one.parameter.default,
                "block": blocks.get(one.parameter.name),
                "codes": [list(asdict(choice).values()) for choice in one.choices],
            }
            for one in fields
        ],
    }


def _piece(piece: Piece) -> list[str]:
    return [piece.condition, piece.text, piece.slot]
