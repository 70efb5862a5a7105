"""Whether a store's graph keeps to the ontology's SHACL shapes, asked of the store itself.

The shapes are compiled to SPARQL (see plans.py). A million triples take some four seconds; pySHACL, which
reads the graph into memory, finds the same (see validate.py).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Final

from pyoxigraph import NamedNode

from ...ontology.files import ONTOLOGY, SHAPES, ontology_file
from ..processes import processes
from ..sparql_guard import FederationError, refuse_service
from ..store import GraphStore, Iri, QueryError, Rows
from .constraints import Compiler
from .plans import Check, listed_checks, suspects, whole_checks
from .shapes import Shape, read_shapes
from .triples import Triples, subclasses
from .violations import BLANK, UnsupportedShapeError, ValidationError, Violation, chosen_message, short

#: How many focus nodes are named in one query.
_CHUNK: Final = 1000
#: How many things a scan of the whole store checks in the time in which a look-up checks one; and how few
#: are looked up without counting the store.
_SCANNED: Final = 60
_FEW: Final = 500
#: More things than that, counted by their types, are checked by several processes.
_MANY: Final = 300_000


def validate_store(
    store: GraphStore,
    subjects: Collection[str] | None = None,
    shapes: Path | None = None,
    jobs: int = 1,
) -> tuple[Violation, ...]:
    """Check the graph of `store` against the shapes; an empty answer means all well.

    With `subjects`, IRIs, only these are checked as focus nodes. `shapes` is a Turtle file other than the
    shipped one. A large store on disk is checked by `jobs` processes at a time. The answer is sorted. Raises
    ValidationError where the shapes cannot be read or the store cannot answer, UnsupportedShapeError where
    the shapes go beyond SHACL Core, processes.ProcessesError where a process is killed.
    """
    source = shapes or ontology_file(SHAPES)
    checker = _Checker(store)
    try:
        known = _shapes(shapes)
        if subjects is not None and (len(subjects) <= _FEW or len(subjects) * _SCANNED < checker.size()):
            return tuple(sorted(set(checker.listed(known, subjects))))
        only = None if subjects is None else frozenset(subjects)
        several = jobs if store.folder and jobs > 1 and checker.size() > _MANY else 1
        checks = _checks(known)
        # Those that read all properties of a class take longest: begun last, one process would end alone.
        order = sorted(range(len(checks)), key=lambda number: checks[number].constraint != "closed")
        with processes(several, _begin, store if several == 1 else store.folder, shapes) as pool:
            found = {
                violation
                for each in pool.each(_one, order, ahead=len(order))
                for root, violation in each
                if only is None or root in only
            }
        return tuple(sorted(found))
    except UnsupportedShapeError as error:
        raise UnsupportedShapeError(
            f"{source}：不能编译成查询：{error}。请改用 pySHACL（zhijiao validate --engine pyshacl）"
        ) from error
    except ValidationError as error:
        raise type(error)(f"{source}：{error}" if str(source) not in str(error) else str(error)) from error


def _shapes(path: Path | None) -> tuple[Shape, ...]:
    return _shipped() if path is None else read_shapes(Triples.read(path))


@lru_cache(maxsize=1)
def _shipped() -> tuple[Shape, ...]:
    return read_shapes(Triples.read(ontology_file(SHAPES)))


@lru_cache(maxsize=1)
def _classes() -> dict[NamedNode, tuple[NamedNode, ...]]:
    return subclasses(Triples.read(ontology_file(ONTOLOGY)))


def _checks(shapes: Iterable[Shape]) -> tuple[Check, ...]:
    return tuple(check for shape in shapes for check in whole_checks(shape, Compiler(_classes())))


class _Here:
    """What a process has made ready: what asks the store, and the checks in their order."""

    checker: _Checker | None = None
    checks: tuple[Check, ...] = ()


def _begin(store: GraphStore | Path, shapes: Path | None) -> None:
    _Here.checker = _Checker(GraphStore.open(store) if isinstance(store, Path) else store)
    _Here.checks = _checks(_shapes(shapes))


def _one(number: int) -> list[tuple[str, Violation]]:
    if _Here.checker is None:
        raise RuntimeError("the process was not made ready")
    return list(_Here.checker.over_all(_Here.checks[number]))


@dataclass(slots=True)
class _Checker:
    """Asks a store; what the screens found is kept, since shapes share them."""

    store: GraphStore
    screened: dict[str, bool] = field(default_factory=dict)

    def size(self) -> int:
        """Return how many things the store has, roughly: each as often as it has types."""
        ((number,),) = self.store.select("SELECT (COUNT(*) AS ?n) WHERE { ?any a ?class }").rows
        return int(str(number))

    def over_all(self, check: Check) -> Iterator[tuple[str, Violation]]:
        """Yield what a check of all things finds, each with the thing that it was found from."""
        if not check.screen or self._screened(check.screen):
            yield from self._found(check)

    def listed(self, shapes: Iterable[Shape], subjects: Iterable[str]) -> Iterator[Violation]:
        nodes = sorted({written_iri(one) for one in subjects})
        plain = [one for one in nodes if _may_be_written(one)]
        for start in range(0, len(plain), _CHUNK):
            chunk = plain[start : start + _CHUNK]
            types = self._types(chunk)
            for shape in shapes:
                classes = _target_classes(shape)
                asked = chunk if classes is None else [one for one in chunk if types[one] & classes]
                if asked:
                    yield from self._listed(shape, asked)
        for one in set(nodes) - set(plain):
            for shape in shapes:
                yield from self._bound(shape, Iri(one.strip("<>")))

    def _types(self, nodes: Sequence[str]) -> Mapping[str, set[str]]:
        """Return the classes of each node, written as in SPARQL."""
        types: dict[str, set[str]] = {one: set() for one in nodes}
        query = f"SELECT ?root (STR(?class) AS ?text) WHERE {{ {_values(nodes)} ?root a ?class }}"
        for root, kind in self._ask(query).rows:
            types[f"<{root}>"].add(str(kind))
        return types

    def _listed(self, shape: Shape, nodes: Sequence[str]) -> Iterator[Violation]:
        suspect = suspects(shape, Compiler(_classes()))
        query = f"SELECT ?root WHERE {{ {_values(nodes)} FILTER({suspect}) }}"
        focused = [f"<{row[0]}>" for row in self._ask(query).rows]
        if focused:
            for check in listed_checks(shape, Compiler(_classes()), focused):
                for _, violation in self._found(check):
                    yield violation

    def _bound(self, shape: Shape, node: Iri) -> Iterator[Violation]:
        """Check one focus node whose IRI cannot stand in a query's text."""
        suspect = suspects(shape, Compiler(_classes()))
        if self._ask(f"SELECT ?root WHERE {{ FILTER({suspect}) }}", node).rows:
            for check in listed_checks(shape, Compiler(_classes()), ()):
                for _, violation in self._found(check, node):
                    yield violation

    def _screened(self, query: str) -> bool:
        if query not in self.screened:
            self.screened[query] = bool(self._ask(query).rows)
        return self.screened[query]

    def _found(self, check: Check, node: Iri | None = None) -> Iterator[tuple[str, Violation]]:
        for row in self._ask(check.query, node).rows:
            root, focus, value, path = row[-4:]
            yield (
                str(root),
                Violation(
                    severity=check.shape.severity,
                    focus=_text(focus),
                    path=short(str(path)) if path else check.shape.shown,
                    value=_text(value),
                    message=chosen_message(check.shape.messages, check.constraint),
                    constraint=check.constraint,
                ),
            )

    def _ask(self, query: str, node: Iri | None = None) -> Rows:
        try:
            return self.store.select(query, None if node is None else {"root": node})
        except QueryError as error:
            # Every query is compiled: what the store may refuse is that word in a shape.
            kind = UnsupportedShapeError if "SERVICE" in str(error) else ValidationError
            raise kind(str(error)) from error


def _target_classes(shape: Shape) -> frozenset[str] | None:
    """Return the classes whose instances are a shape's focus nodes, None where there are other targets."""
    if any(one.kind != "targetClass" for one in shape.targets):
        return None
    targets = [one.term for one in shape.targets if isinstance(one.term, NamedNode)]
    return frozenset(each.value for one in targets for each in _classes().get(one, (one,)))


def _values(nodes: Sequence[str]) -> str:
    return f"VALUES ?root {{ {' '.join(nodes)} }}"


def written_iri(iri: str) -> str:
    """Return an IRI as SPARQL has it. Raises ValidationError where it is none."""
    try:
        return str(NamedNode(iri))
    except ValueError as error:
        raise ValidationError(f"{iri[:80]!r} 不是 IRI：{error}") from error


def _may_be_written(node: str) -> bool:
    try:
        refuse_service(node)
    except FederationError:
        return False
    return True


def _text(value: object) -> str:
    # STR gives nothing for a blank node.
    return BLANK if value is None else str(value)
