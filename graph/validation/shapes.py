"""SHACL Core shapes as they stand in a shapes file, read and checked.

W3C, Shapes Constraint Language (SHACL), https://www.w3.org/TR/shacl/ : sections 2 (shapes, targets) and 4
(core constraint components). What is beyond SHACL Core is refused by name.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from pyoxigraph import BlankNode, Literal, NamedNode

from ...ontology.namespaces import OWL, RDF, RDFS, SH, XSD
from .triples import Term, Triples, path_text
from .violations import UnsupportedShapeError, ValidationError

#: Parameters whose value is one term, or as many constraints as there are values.
_TERMS: Final = frozenset(
    {"class", "datatype", "nodeKind", "hasValue", "equals", "disjoint", "lessThan", "lessThanOrEquals"}
    | {"minCount", "maxCount", "minLength", "maxLength", "pattern", "uniqueLang"}
    | {"minInclusive", "minExclusive", "maxInclusive", "maxExclusive"}
)
#: Parameters whose value is a list of terms, a shape, or a list of shapes.
_LISTS: Final = frozenset({"in", "languageIn"})
_SHAPES: Final = frozenset({"not", "node"})
_SHAPE_LISTS: Final = frozenset({"and", "or", "xone"})
_QUALIFIED: Final = frozenset({"qualifiedMinCount", "qualifiedMaxCount"})
#: Parameters that a shape has once at most.
_ONCE: Final = frozenset(
    {"datatype", "nodeKind", "minCount", "maxCount", "minLength", "maxLength", "uniqueLang", "in"}
    | {"languageIn", "closed", "path", "severity", "deactivated", "flags"}
    | _QUALIFIED
)
#: Parameters that only a shape with a path has.
_OF_PROPERTIES: Final = frozenset(
    {"minCount", "maxCount", "uniqueLang", "lessThan", "lessThanOrEquals", "qualifiedValueShape"}
)
_TARGETS: Final = ("targetClass", "targetSubjectsOf", "targetObjectsOf", "targetNode")
#: What else a shape may have: parts of the above, and what does not bear on validation.
_OTHER: Final = frozenset(
    {"path", "property", "severity", "message", "deactivated", "flags", "closed", "ignoredProperties"}
    | {"qualifiedValueShape", "qualifiedValueShapesDisjoint"}
    | {"name", "description", "order", "group", "defaultValue"}
)
_KNOWN: Final = (
    _TERMS | _LISTS | _SHAPES | _SHAPE_LISTS | _QUALIFIED | _OTHER | frozenset(_TARGETS)
)  # fmt: skip
_DEEPEST: Final = 20
#: A shape that is referred to twice is read twice, so that a few lines could stand for millions.
_MOST: Final = 5000
_TYPE: Final = NamedNode(f"{RDF}type")
_CLASSES: Final = frozenset({NamedNode(f"{RDFS}Class"), NamedNode(f"{OWL}Class")})
_COMPONENT: Final = NamedNode(f"{SH}ConstraintComponent")


@dataclass(frozen=True, slots=True)
class Target:
    """Where focus nodes come from: `kind` is one of SHACL's four properties, `term` its value."""

    kind: str
    term: Term


@dataclass(frozen=True, slots=True)
class Constraint:
    """One constraint: the parameter's `name`, its `terms` and the `shapes` that it refers to.

    `number` is the value of a count or length, `flags` belong to a pattern, `siblings` are the shapes from
    which a qualified one is to be disjoint. For "closed", `terms` are the properties that are allowed.
    """

    name: str
    terms: tuple[Term, ...] = ()
    shapes: tuple[Shape, ...] = ()
    number: int = 0
    flags: str = ""
    siblings: tuple[Shape, ...] = ()


@dataclass(frozen=True, slots=True)
class Shape:
    """A node shape, or with a `path` a property shape.

    `path` is SPARQL, `shown` the same for people; `messages` are texts with their languages. `properties`
    are the shapes under sh:property. `name` tells people which shape it is.
    """

    name: str
    path: str
    shown: str
    targets: tuple[Target, ...]
    severity: str
    messages: tuple[tuple[str, str | None], ...]
    constraints: tuple[Constraint, ...]
    properties: tuple[Shape, ...]


def read_shapes(triples: Triples) -> tuple[Shape, ...]:
    """Return all shapes with targets of a shapes file; those that are deactivated are left out.

    Raises ValidationError where a shape is malformed, UnsupportedShapeError where it is beyond SHACL Core or
    refers to itself.
    """
    reader = _Reader(triples)
    return tuple(shape for node in triples.subjects() if (shape := reader.targeted(node)) is not None)


def _sh(name: str) -> NamedNode:
    return NamedNode(f"{SH}{name}")


class _Reader:
    def __init__(self, triples: Triples) -> None:
        self._triples = triples
        self._read = 0
        custom = [one for one in triples.subjects() if _COMPONENT in triples.objects(one, _TYPE)]
        if custom:
            raise UnsupportedShapeError(f"自定义的约束组件（sh:ConstraintComponent）{custom[0]}")

    def targeted(self, node: Term) -> Shape | None:
        targets = [Target(kind, term) for kind in _TARGETS for term in self._objects(node, kind)]
        types = self._triples.objects(node, _TYPE)
        if _CLASSES & set(types) and {_sh("NodeShape"), _sh("PropertyShape")} & set(types):
            targets.append(Target("targetClass", node))
        for one in targets:
            if one.kind != "targetNode" and not isinstance(one.term, NamedNode):
                raise ValidationError(f"{_named(node)} 的 sh:{one.kind} 不是 IRI：{one.term}")
        if self._objects(node, "target"):
            raise UnsupportedShapeError(f"{_named(node)} 的 sh:target（SPARQL 目标）")
        return self._shape(node, (), tuple(targets)) if targets else None

    def _shape(self, node: Term, above: tuple[Term, ...], targets: tuple[Target, ...] = ()) -> Shape | None:
        """Return a shape, None where it is deactivated; `above` are the shapes that lead to it."""
        if node in above or len(above) > _DEEPEST:
            raise UnsupportedShapeError(f"{_named(node)} 绕回自己或嵌套太深的形状")
        self._read += 1
        if self._read > _MOST:
            raise UnsupportedShapeError(f"展开以后超过 {_MOST} 个形状")
        self._check(node)
        if any(
            isinstance(one, Literal) and one.value in ("true", "1")
            for one in self._objects(node, "deactivated")
        ):
            return None
        inside = (*above, node)
        paths = self._objects(node, "path")
        path, shown = ("", "")
        if paths:
            path, shown = (path_text(self._triples, paths[0], shown=flag) for flag in (False, True))
        severity = self._objects(node, "severity")
        return Shape(
            name=_named(node),
            path=path,
            shown=shown,
            targets=targets,
            severity=str(severity[0].value).removeprefix(SH) if severity else "Violation",
            messages=tuple(
                (one.value, one.language)
                for one in self._objects(node, "message")
                if isinstance(one, Literal)
            ),
            constraints=tuple(self._constraints(node, inside)),
            properties=tuple(
                shape for one in self._objects(node, "property") if (shape := self._property(one, inside))
            ),
        )

    def _property(self, node: Term, above: tuple[Term, ...]) -> Shape | None:
        if len(self._objects(node, "path")) != 1:
            raise ValidationError(f"{_named(above[-1])} 的 sh:property 指向 {node}，那里没有 sh:path")
        return self._shape(node, above)

    def _check(self, node: Term) -> None:
        names = [
            one.value.removeprefix(SH) for one in self._triples.properties(node) if one.value.startswith(SH)
        ]
        for name in names:
            if name not in _KNOWN:
                raise UnsupportedShapeError(f"{_named(node)} 的 sh:{name}")
            if name in _ONCE and len(self._objects(node, name)) > 1:
                raise ValidationError(f"{_named(node)} 的 sh:{name} 不止一个")
            if name in _OF_PROPERTIES and "path" not in names:
                raise ValidationError(f"{_named(node)} 有 sh:{name}，却没有 sh:path")

    def _constraints(self, node: Term, inside: tuple[Term, ...]) -> Iterator[Constraint]:
        for name in sorted(_TERMS):
            for term in self._objects(node, name):
                yield self._of_term(node, name, term)
        for name in sorted(_LISTS):
            for head in self._objects(node, name):
                yield Constraint(name, self._triples.items(head))
        for name in sorted(_SHAPES):
            for one in self._objects(node, name):
                yield Constraint(name, shapes=self._members((one,), inside))
        for name in sorted(_SHAPE_LISTS):
            for head in self._objects(node, name):
                if shapes := self._members(self._triples.items(head), inside):
                    yield Constraint(name, shapes=shapes)
        yield from self._qualified(node, inside)
        if _true(self._objects(node, "closed")):
            yield Constraint("closed", self._allowed(node))

    def _of_term(self, node: Term, name: str, term: Term) -> Constraint:
        number, flags = 0, ""
        if name in {"minCount", "maxCount", "minLength", "maxLength"}:
            number = self._number(node, name, term)
        if name == "pattern":
            flags = "".join(one.value for one in self._objects(node, "flags") if isinstance(one, Literal))
        if name in {"equals", "disjoint", "lessThan", "lessThanOrEquals", "class", "datatype", "nodeKind"}:
            _must(isinstance(term, NamedNode), f"{_named(node)} 的 sh:{name} 不是 IRI：{term}")
        elif name not in {"hasValue"}:
            _must(isinstance(term, Literal), f"{_named(node)} 的 sh:{name} 不是文字或数：{term}")
        return Constraint(name, (term,), number=number, flags=flags)

    def _qualified(self, node: Term, inside: tuple[Term, ...]) -> Iterator[Constraint]:
        values = self._objects(node, "qualifiedValueShape")
        names = [name for name in sorted(_QUALIFIED) if self._objects(node, name)]
        _must(
            bool(values) == bool(names),
            f"{_named(node)} 的 sh:qualifiedValueShape 要有 sh:qualifiedMinCount 或 sh:qualifiedMaxCount",
        )
        disjoint = _true(self._objects(node, "qualifiedValueShapesDisjoint"))
        for value in values:
            shapes = self._members((value,), inside)
            siblings = self._members(self._siblings(node, value), inside) if disjoint else ()
            for name in names:
                number = self._number(node, name, self._objects(node, name)[0])
                yield Constraint(name, shapes=shapes, number=number, siblings=siblings)

    def _siblings(self, node: Term, value: Term) -> tuple[Term, ...]:
        """Return the other qualified value shapes beside `node` under the same shapes (section 4.7.3)."""
        parents = [one for one in self._triples.subjects() if node in self._objects(one, "property")]
        beside = {each for one in parents for each in self._objects(one, "property")}
        found = {each for one in beside for each in self._objects(one, "qualifiedValueShape")} - {value}
        return tuple(sorted(found, key=str))

    def _members(self, nodes: tuple[Term, ...], inside: tuple[Term, ...]) -> tuple[Shape, ...]:
        # Every node conforms to a shape that is deactivated.
        return tuple(self._shape(one, inside) or _always(one) for one in nodes)

    def _allowed(self, node: Term) -> tuple[Term, ...]:
        """Return the properties that a closed shape allows: simple paths, and those that are ignored."""
        paths = [
            path for one in self._objects(node, "property") for path in self._objects(one, "path")
        ]  # fmt: skip
        ignored = [
            one for head in self._objects(node, "ignoredProperties") for one in self._triples.items(head)
        ]
        allowed = {one for one in (*paths, *ignored) if isinstance(one, NamedNode)}
        return tuple(sorted(allowed, key=str))

    def _number(self, node: Term, name: str, term: Term) -> int:
        fits = isinstance(term, Literal) and term.datatype.value.startswith(XSD) and term.value.isdecimal()
        _must(fits and len(str(term.value)) < 10, f"{_named(node)} 的 sh:{name} 不是非负整数：{term}")
        return int(term.value)

    def _objects(self, node: Term, name: str) -> tuple[Term, ...]:
        return self._triples.objects(node, _sh(name))


def _always(node: Term) -> Shape:
    return Shape(_named(node), "", "", (), "Violation", (), (), ())


def _true(values: tuple[Term, ...]) -> bool:
    return any(isinstance(one, Literal) and one.value in ("true", "1") for one in values)


def _must(holds: bool, otherwise: str) -> None:
    if not holds:
        raise ValidationError(otherwise)


def _named(node: Term) -> str:
    return "（无名的形状）" if isinstance(node, BlankNode) else str(node.value)
