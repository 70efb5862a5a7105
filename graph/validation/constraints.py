"""The constraints of SHACL Core as conditions on a value, or on a focus node and its path.

The definitions are those of section 4 of W3C, Shapes Constraint Language, https://www.w3.org/TR/shacl/ .
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import combinations, count
from types import MappingProxyType
from typing import Final

from pyoxigraph import Literal, NamedNode, QuerySolutions, Store

from ...ontology.namespaces import SH, XSD
from .conditions import All, Condition, Exists, Some, Test, joined
from .shapes import Constraint, Shape
from .triples import Term, written
from .violations import UnsupportedShapeError

#: How many different values a nested shape may have to count: each is a join.
_MOST_NESTED: Final = 5

#: Constraints that are met or not by each value for itself, whatever the focus node.
OF_VALUES: Final = frozenset(
    {"class", "datatype", "nodeKind", "minInclusive", "minExclusive", "maxInclusive", "maxExclusive"}
    | {"minLength", "maxLength", "pattern", "languageIn", "in", "not", "and", "or", "xone", "node"}
)

_KINDS: Final = MappingProxyType(
    {
        "IRI": "isIRI({v})",
        "BlankNode": "isBLANK({v})",
        "Literal": "isLITERAL({v})",
        "BlankNodeOrIRI": "!isLITERAL({v})",
        "BlankNodeOrLiteral": "!isIRI({v})",
        "IRIOrLiteral": "!isBLANK({v})",
    }
)
_COMPARED: Final = MappingProxyType(
    {
        "minInclusive": ">=",
        "minExclusive": ">",
        "maxInclusive": "<=",
        "maxExclusive": "<",
        "lessThan": "<",
        "lessThanOrEquals": "<=",
    }
)
# What a value of a type looks like; integers may be larger than the store can reckon with.
_WELL_TYPED: Final = MappingProxyType(
    {
        f"{XSD}integer": '(isNUMERIC({v}) || REGEX(STR({v}), "^[+-]?[0-9]+$"))',
        f"{XSD}decimal": '(isNUMERIC({v}) || REGEX(STR({v}), "^[+-]?([0-9]+(\\\\.[0-9]*)?|\\\\.[0-9]+)$"))',
        f"{XSD}double": "isNUMERIC({v})",
        f"{XSD}float": "isNUMERIC({v})",
        f"{XSD}boolean": 'STR({v}) IN ("true", "false", "1", "0")',
        f"{XSD}dateTime": "xsd:dateTime(STR({v})) = {v}",
        f"{XSD}date": "xsd:date(STR({v})) = {v}",
        f"{XSD}time": "xsd:time(STR({v})) = {v}",
    }
)


@dataclass(frozen=True, slots=True)
class Compiler:
    """Turns constraints into conditions; `below` gives the classes at or below one that has subclasses.

    Variables are numbered, so that no two parts of a query share one by chance.
    """

    below: Mapping[NamedNode, tuple[NamedNode, ...]]
    numbers: Iterator[int] = field(default_factory=count)

    def fresh(self, name: str) -> str:
        """Return a variable that no other part of the query has."""
        return f"?{name}{next(self.numbers)}"

    def classes(self, term: Term) -> str:
        """Return a class and those below it, written one after another."""
        known = self.below.get(term, (term,)) if isinstance(term, NamedNode) else (term,)
        return " ".join(written(one) for one in known)

    def instance(self, variable: str, term: Term) -> Exists:
        """Return that the variable is an instance of a class or of one below it."""
        names = self.classes(term).split(" ")
        if len(names) == 1:
            return Exists(f"{variable} a {names[0]} .")
        kind = self.fresh("class")
        return Exists(f"{variable} a {kind} .", _one_of(kind, names))

    def met_by(self, constraint: Constraint, value: str) -> Condition:
        """Return that a value, whatever the focus node, meets a constraint of OF_VALUES."""
        return _OF_VALUE[constraint.name](self, constraint, value)

    def conforms(self, shape: Shape, node: str) -> Condition:
        """Return that a node conforms to a shape. Raises UnsupportedShapeError where that cannot be said."""
        parts = [self._holds(shape, one, node) for one in shape.constraints]
        if not shape.path:
            parts += [self.conforms(one, node) for one in shape.properties]
        elif shape.properties:
            value = self.fresh("value")
            inner = All(tuple(self.conforms(one, value) for one in shape.properties))
            parts.append(Exists(f"{node} {shape.path} {value} .", inner.negated()).negated())
        return All(tuple(parts))

    def _holds(self, shape: Shape, constraint: Constraint, node: str) -> Condition:
        """Return that the value nodes of `node` meet one constraint of a shape."""
        if constraint.name in OF_VALUES:
            if not shape.path:
                return self.met_by(constraint, node)
            value = self.fresh("value")
            return Exists(
                f"{node} {shape.path} {value} .", self.met_by(constraint, value).negated()
            ).negated()
        return self.of_focus(shape, constraint, node)

    def of_focus(self, shape: Shape, constraint: Constraint, node: str) -> Condition:
        """Return that a focus node meets a constraint about all its values together."""
        return _OF_FOCUS[constraint.name](self, shape, constraint, node)

    def at_least(
        self, number: int, shape: Shape, node: str, met: Callable[[str], Condition] | None = None
    ) -> Condition:
        """Return that at least `number` different values of the path are there (for which `met` holds)."""
        if number == 0:
            return All()
        if number > _MOST_NESTED:
            raise UnsupportedShapeError(f"{shape.name}：个数 {number} 太大（编译最多数到 {_MOST_NESTED}）")
        values = [self.fresh("value") for _ in range(number)]
        triples = " ".join(f"{node} {shape.path} {one} ." for one in values)
        parts: list[Condition] = [
            Test(f"sameTerm({one}, {two})").negated() for one, two in combinations(values, 2)
        ]
        if met is not None:
            parts += [met(one) for one in values]
        return Exists(triples, All(tuple(parts)) if parts else None)

    def qualified(self, constraint: Constraint) -> Callable[[str], Condition]:
        """Return what makes a value one of those that a qualified count counts."""
        (shape,) = constraint.shapes

        def counted(value: str) -> Condition:
            others = [self.conforms(one, value).negated() for one in constraint.siblings]
            return All((self.conforms(shape, value), *others))

        return counted


def _one_of(variable: str, names: list[str]) -> Test:
    # Terms are compared as terms: "IN" would take 1 and 1.0 for one.
    return Test(joined([f"sameTerm({variable}, {one})" for one in names], "||"))


def _class(compiler: Compiler, constraint: Constraint, value: str) -> Condition:
    return compiler.instance(value, constraint.terms[0])


def _datatype(_compiler: Compiler, constraint: Constraint, value: str) -> Condition:
    (term,) = constraint.terms
    text = f"DATATYPE({value}) = {written(term)}"
    well = _WELL_TYPED.get(str(term.value))
    return Test(f"{text} && {well.format(v=value)}" if well else text, sure=False)


def _node_kind(_compiler: Compiler, constraint: Constraint, value: str) -> Condition:
    name = str(constraint.terms[0].value).removeprefix(SH)
    if name not in _KINDS:
        raise UnsupportedShapeError(f"sh:nodeKind {constraint.terms[0]}")
    return Test(_KINDS[name].format(v=value))


def _compared(_compiler: Compiler, constraint: Constraint, value: str) -> Condition:
    return Test(f"{value} {_COMPARED[constraint.name]} {written(constraint.terms[0])}", sure=False)


def _length(_compiler: Compiler, constraint: Constraint, value: str) -> Condition:
    if constraint.name == "minLength" and constraint.number == 0:
        return All()
    sign = ">=" if constraint.name == "minLength" else "<="
    return Test(f"STRLEN(STR({value})) {sign} {constraint.number}", sure=False)


def _pattern(_compiler: Compiler, constraint: Constraint, value: str) -> Condition:
    (term,) = constraint.terms
    pattern, flags = str(Literal(str(term.value))), str(Literal(constraint.flags))
    if not _regular(pattern, flags):
        raise UnsupportedShapeError(f"sh:pattern {pattern}：图谱库的正则表达式没有这种写法")
    return Test(f"REGEX(STR({value}), {pattern}, {flags})", sure=False)


@lru_cache(maxsize=256)
def _regular(pattern: str, flags: str) -> bool:
    answer = Store().query(f'SELECT (REGEX("", {pattern}, {flags}) AS ?r) WHERE {{}}')
    return isinstance(answer, QuerySolutions) and all(one["r"] is not None for one in answer)


def _language_in(_compiler: Compiler, constraint: Constraint, value: str) -> Condition:
    tests = [f"langMatches(LANG({value}), {written(one)})" for one in constraint.terms]
    return Test(joined(tests, "||") if tests else "false", sure=False)


def _in(_compiler: Compiler, constraint: Constraint, value: str) -> Condition:
    return _one_of(value, [written(one) for one in constraint.terms]) if constraint.terms else Some()


def _node(compiler: Compiler, constraint: Constraint, value: str) -> Condition:
    return All(tuple(compiler.conforms(one, value) for one in constraint.shapes))


def _not(compiler: Compiler, constraint: Constraint, value: str) -> Condition:
    return All(tuple(compiler.conforms(one, value).negated() for one in constraint.shapes))


def _or(compiler: Compiler, constraint: Constraint, value: str) -> Condition:
    return Some(tuple(compiler.conforms(one, value) for one in constraint.shapes))


def _xone(compiler: Compiler, constraint: Constraint, value: str) -> Condition:
    numbers = [f"IF({compiler.conforms(one, value).test()}, 1, 0)" for one in constraint.shapes]
    return Test(f"{joined(numbers, '+')} = 1")


_OF_VALUE: Final[Mapping[str, Callable[[Compiler, Constraint, str], Condition]]] = MappingProxyType(
    {
        "class": _class,
        "datatype": _datatype,
        "nodeKind": _node_kind,
        "minInclusive": _compared,
        "minExclusive": _compared,
        "maxInclusive": _compared,
        "maxExclusive": _compared,
        "minLength": _length,
        "maxLength": _length,
        "pattern": _pattern,
        "languageIn": _language_in,
        "in": _in,
        "not": _not,
        "and": _node,
        "or": _or,
        "xone": _xone,
        "node": _node,
    }
)


def _min_count(compiler: Compiler, shape: Shape, constraint: Constraint, node: str) -> Condition:
    return compiler.at_least(constraint.number, shape, node)


def _max_count(compiler: Compiler, shape: Shape, constraint: Constraint, node: str) -> Condition:
    return compiler.at_least(constraint.number + 1, shape, node).negated()


def _qualified_min(compiler: Compiler, shape: Shape, constraint: Constraint, node: str) -> Condition:
    return compiler.at_least(constraint.number, shape, node, compiler.qualified(constraint))


def _qualified_max(compiler: Compiler, shape: Shape, constraint: Constraint, node: str) -> Condition:
    return compiler.at_least(constraint.number + 1, shape, node, compiler.qualified(constraint)).negated()


def _has_value(_compiler: Compiler, shape: Shape, constraint: Constraint, node: str) -> Condition:
    term = written(constraint.terms[0])
    return Exists(f"{node} {shape.path} {term} .") if shape.path else Test(f"sameTerm({node}, {term})")


def _unique_lang(compiler: Compiler, shape: Shape, constraint: Constraint, node: str) -> Condition:
    if constraint.terms[0].value not in ("true", "1"):
        return All()
    one, two = compiler.fresh("value"), compiler.fresh("value")
    same = Test(f'LANG({one}) != "" && LCASE(LANG({one})) = LCASE(LANG({two}))', sure=False)
    different = Test(f"sameTerm({one}, {two})").negated()
    triples = f"{node} {shape.path} {one} . {node} {shape.path} {two} ."
    return Exists(triples, All((different, same))).negated()


def _pairs(compiler: Compiler, shape: Shape, constraint: Constraint, node: str) -> Condition:
    """Return what sh:equals, sh:disjoint, sh:lessThan and sh:lessThanOrEquals say of two properties."""
    return All(tuple(Exists(one).negated() for one in faulty_pairs(compiler, shape, constraint, node, "")))


def faulty_pairs(
    compiler: Compiler, shape: Shape, constraint: Constraint, node: str, value: str, *, belongs: str = ""
) -> tuple[str, ...]:
    """Return patterns whose solutions break a constraint about two properties, `value` being at fault.

    With `belongs`, the test of a focus node, the two properties are those of any node: of a comparison both
    are read whole and joined, and only what breaks it is tested.
    """
    other, own = written(constraint.terms[0]), value or compiler.fresh("value")
    if shape.path:
        values, among = f"{node} {shape.path} {own} .", f"{node} {shape.path} {own} ."
    else:
        values, among = f"BIND({node} AS {own})", f"FILTER(sameTerm({node}, {own}))"
    theirs = f"{node} {other} {own} ."
    if constraint.name == "disjoint":
        return (f"{theirs} {among} FILTER({belongs})" if belongs else f"{theirs} {among}",)
    if constraint.name == "equals":
        without = f"FILTER NOT EXISTS {{ {among} }}" if shape.path else f"FILTER(!sameTerm({node}, {own}))"
        return f"{values} FILTER NOT EXISTS {{ {theirs} }}", f"{theirs} {without}"
    against = compiler.fresh("other")
    test = Test(f"{own} {_COMPARED[constraint.name]} {against}", sure=False).negated()
    compared = f"{node} {other} {against} ."
    if not belongs:
        return (f"{values} {compared} {test.pattern()}",)
    scans = (
        f"{{ SELECT {node} {own} WHERE {{ {values} }} }} {{ SELECT {node} {against} WHERE {{ {compared} }} }}"
    )
    return (f"{scans} FILTER(IF({test.test()}, {belongs}, false))",)


def _closed(compiler: Compiler, _shape: Shape, constraint: Constraint, node: str) -> Condition:
    predicate, value = compiler.fresh("property"), compiler.fresh("value")
    return Exists(f"{node} {predicate} {value} .", not_allowed(constraint, predicate, value)).negated()


def not_allowed(constraint: Constraint, predicate: str, value: str) -> Condition:
    """Return that a property and its value are not allowed by a closed shape."""
    allowed = Some(tuple(Test(f"sameTerm({predicate}, {written(one)})") for one in constraint.terms))
    # What RDFS says of everything is against no shape, as pySHACL has it.
    said_of_all = Test(f"sameTerm({predicate}, rdf:type) && sameTerm({value}, rdfs:Resource)")
    return Some((allowed, said_of_all)).negated()


_OF_FOCUS: Final[Mapping[str, Callable[[Compiler, Shape, Constraint, str], Condition]]] = MappingProxyType(
    {
        "minCount": _min_count,
        "maxCount": _max_count,
        "qualifiedMinCount": _qualified_min,
        "qualifiedMaxCount": _qualified_max,
        "hasValue": _has_value,
        "uniqueLang": _unique_lang,
        "equals": _pairs,
        "disjoint": _pairs,
        "lessThan": _pairs,
        "lessThanOrEquals": _pairs,
        "closed": _closed,
    }
)
