"""The graph in a store that answers SPARQL, on disk or in memory.

What leaves this module are plain Python values; no other room needs to know which store it is.
"""

from __future__ import annotations

import json
import tempfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Final

from pyoxigraph import (
    BlankNode,
    DefaultGraph,
    Literal,
    NamedNode,
    QuerySolutions,
    RdfFormat,
    Store,
    Triple,
    Variable,
)

from ..ontology.namespaces import PREFIXES, XSD, entities_graph_iri
from .loading import StoreError, loading
from .sparql_guard import FederationError, refuse_service
from .terms import TYPE
from .turtle import sorted_nquads, sorted_ntriples

__all__ = [
    "NQUADS_NAME",
    "STORE_MARK",
    "STORE_NAME",
    "TURTLE_NAME",
    "GraphStore",
    "Iri",
    "QueryError",
    "Rows",
    "StoreError",
    "Value",
    "literal_value",
    "mark_of",
    "set_mark",
]

#: Names of what a build writes of a graph.
STORE_NAME: Final = "store"
TURTLE_NAME: Final = "graph.ttl"
NQUADS_NAME: Final = "graph.nq"
#: The file in a store's folder that marks it as ours.
STORE_MARK: Final = "zhijiao-store.json"

_ENTITIES: Final = entities_graph_iri("")


class QueryError(ValueError):
    """A query that is not SPARQL, not allowed or cannot be answered."""


class Iri(str):
    """An IRI among the values of a query, to be told from a text."""

    __slots__ = ()


#: What a cell of an answer holds, and what a variable can be bound to.
Value = Iri | str | int | Decimal | float | bool


@dataclass(frozen=True, slots=True)
class Rows:
    """The answer to a SELECT query: names of columns, and rows of values; None where one is unbound."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Value | None, ...], ...]


class GraphStore:
    """A store that is read, not changed.

    Its default graph holds the triples of all named graphs, each once. (Oxigraph's own union of graphs gives
    a triple as often as there are graphs with it, so that a statement of two reports would count twice.)
    """

    def __init__(self, store: Store, folder: Path | None = None) -> None:
        """Take a pyoxigraph store, in `folder` unless in memory; use `create`, `open` or `memory`."""
        self._store = store
        self.folder = folder

    @classmethod
    def create(cls, folder: Path, nquads: bytes) -> GraphStore:
        """Make a store of N-Quads in the fresh `folder` and open it for reading. Raises as `load`."""
        with tempfile.TemporaryDirectory() as aside:
            quads, triples = Path(aside) / "quads.nq", Path(aside) / "triples.nt"
            quads.write_bytes(nquads)
            triples.write_bytes(sorted_ntriples(nquads))
            return cls.load(folder, quads, triples)

    @classmethod
    def load(cls, folder: Path, quads: Path, triples: Path, mark: str = "") -> GraphStore:
        """Make a store of files of N-Quads and N-Triples in the fresh `folder` and open it for reading.

        `triples` are those of `quads`, each once, for the default graph; `mark` is kept beside the database
        (see `mark_of`). Raises StoreError where something is in the way or the folder cannot be written.
        """
        if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
            raise StoreError(f"{folder}：那里已经有东西；请删掉它或换一个文件夹")
        with loading(folder) as loader:
            loader.add(quads, triples, keep=True)
        set_mark(folder, mark)
        return cls.open(folder)

    @classmethod
    def open(cls, folder: Path) -> GraphStore:
        """Open the store in `folder` for reading; several processes may. Raises StoreError."""
        if not (folder / "CURRENT").is_file():
            raise StoreError(f"{folder}：那里没有图谱存储；请先构建，或指明存储所在的文件夹")
        try:
            return cls(Store.read_only(str(folder)), folder)
        # The store gives the latter for files that do not belong together, as while they are replaced.
        except (OSError, RuntimeError) as error:
            raise StoreError(f"{folder}：存储打不开：{error}；请重新构建") from error

    @classmethod
    def memory(cls, nquads: bytes) -> GraphStore:
        """Make a store of N-Quads that lives in memory."""
        store = Store()
        store.load(nquads + sorted_ntriples(nquads), RdfFormat.N_QUADS)
        return cls(store)

    def select(self, query: str, bindings: Mapping[str, Value] | None = None) -> Rows:
        """Answer a SELECT query over all graphs together; GRAPH asks for single ones.

        `bindings` gives values to variables, by name without "?". They are bound by the store, never pasted
        into the text, so no value can change the query. A variable needs to stand in the SELECT clause to be
        bound, and in that of each sub-select in which it is to hold. The vocabularies' prefixes are known.
        Raises QueryError.
        """
        answer = self._answer(query, bindings or {})
        if not isinstance(answer, QuerySolutions):
            raise QueryError("这不是 SELECT 查询；只有 SELECT 查询给出表格")
        return Rows(tuple(variable.value for variable in answer.variables), tuple(_each(answer)))

    def rows(self, query: str) -> tuple[tuple[str, ...], Iterator[tuple[Value | None, ...]]]:
        """Return the columns of a SELECT query and its rows one after the other: they are never held all.

        Raises QueryError, while rows are taken too.
        """
        answer = self._answer(query, {})
        if not isinstance(answer, QuerySolutions):
            raise QueryError("这不是 SELECT 查询；只有 SELECT 查询给出表格")
        return tuple(variable.value for variable in answer.variables), _each(answer)

    def nquads(self) -> bytes:
        """Return the quads of all named graphs as sorted N-Quads."""
        graphs = self._store.named_graphs()
        return sorted_nquads(
            quad for graph in graphs for quad in self._store.quads_for_pattern(None, None, None, graph)
        )

    def base(self) -> str:
        """Return the base IRI of the graph, read from the name of its graph of entities.

        Raises StoreError where there is none: the store was not made by a build, or is empty.
        """
        for graph in self._store.named_graphs():
            if isinstance(graph, NamedNode) and graph.value.endswith(_ENTITIES):
                return graph.value.removesuffix(_ENTITIES)
        raise StoreError(f"存储里没有命名图 …{_ENTITIES}，不是报告的图谱；请先构建")

    def has(self, iri: str) -> bool:
        """Say whether the graph says anything of `iri`."""
        found = self._store.quads_for_pattern(NamedNode(iri), None, None, DefaultGraph())
        return next(found, None) is not None

    def things(self, class_iri: str) -> list[Iri]:
        """Return the IRIs of all instances of a class, sorted."""
        quads = self._store.quads_for_pattern(None, TYPE, NamedNode(class_iri), DefaultGraph())
        return sorted({Iri(quad.subject.value) for quad in quads if isinstance(quad.subject, NamedNode)})

    def values(self, subject: str, predicate: str) -> list[Value]:
        """Return the values of a property of `subject`, sorted by their text."""
        quads = self._store.quads_for_pattern(NamedNode(subject), NamedNode(predicate), None, DefaultGraph())
        values = {value for quad in quads if (value := _value(quad.object)) is not None}
        return sorted(values, key=str)

    def _answer(self, query: str, bindings: Mapping[str, Value]) -> object:
        try:
            refuse_service(query)
        except FederationError as error:
            raise QueryError(str(error)) from error
        # The type that the store asks for holds any term, and dict is invariant.
        substitutions: dict[Variable, NamedNode | BlankNode | Literal | Triple] = {
            _variable(name): _term(value) for name, value in bindings.items()
        }
        try:
            return self._store.query(
                query,
                prefixes=dict(PREFIXES),
                substitutions=substitutions or None,
            )
        except SyntaxError as error:
            raise QueryError(f"查询不合 SPARQL 1.1 语法：{error}") from error
        except (RuntimeError, ValueError, OSError) as error:
            raise QueryError(f"查询无法执行：{error}") from error


def _each(answer: QuerySolutions) -> Iterator[tuple[Value | None, ...]]:
    try:
        for row in answer:
            yield tuple(_value(term) for term in row)
    except (OSError, RuntimeError, ValueError) as error:
        raise QueryError(f"查询没有执行完：{error}") from error


def mark_of(folder: Path) -> str:
    """Return the mark by which the store in `folder` can be known again; empty where it has none."""
    try:
        data = json.loads((folder / STORE_MARK).read_text(encoding="utf-8"))
        return str(data["content"])
    except (OSError, ValueError, KeyError, TypeError):
        return ""


def set_mark(folder: Path, content: str) -> None:
    """Mark the store in `folder` as ours; `content` tells what it holds from what another holds."""
    data = {"generator": "zhijiao", "content": content}
    (folder / STORE_MARK).write_text(json.dumps(data) + "\n", encoding="utf-8")


def _variable(name: str) -> Variable:
    try:
        return Variable(name)
    except ValueError as error:
        raise QueryError(f"{name!r} 不能作变量名：{error}") from error


def _term(value: Value) -> NamedNode | Literal:
    try:
        if isinstance(value, Iri):
            return NamedNode(value)
        if isinstance(value, Decimal):
            return Literal(f"{value:f}", datatype=NamedNode(f"{XSD}decimal"))
        return Literal(value)
    except ValueError as error:
        raise QueryError(f"{str(value)[:80]!r} 不能作变量的值：{error}") from error


def _value(term: NamedNode | BlankNode | Literal | Triple | None) -> Value | None:
    """Return a term as a Python value; numbers and truth values as such, all other literals as text.

    So is a literal whose text does not fit its type.
    """
    if term is None or isinstance(term, Triple):
        return None if term is None else str(term)
    if isinstance(term, NamedNode):
        return Iri(term.value)
    if isinstance(term, BlankNode):
        return str(term)
    return literal_value(term.value, term.datatype.value)


def literal_value(text: str, datatype: str) -> Value:
    """Return a literal of a datatype as a Python value: as text where it is no number or does not fit."""
    reader = _READERS.get(datatype)
    try:
        return reader(text) if reader else text
    except (ValueError, InvalidOperation):
        return text


def _truth(text: str) -> bool:
    return text in ("true", "1")


_READERS: Final[Mapping[str, Callable[[str], Value]]] = {
    f"{XSD}integer": int,
    f"{XSD}decimal": Decimal,
    f"{XSD}double": float,
    f"{XSD}float": float,
    f"{XSD}boolean": _truth,
}
