"""Queries that return what breaks a shape: over a whole store, or for the focus nodes that are named.

A store is mostly right, so a query over all of it looks for faulty values first, each value once, whatever
it belongs to; only where there is one is it asked which focus nodes have it. What is asked of every focus
node (too few values, too many) is a scan of the class and one of the property, not a look-up for each node.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from .conditions import Condition, Exists, Some, Test
from .constraints import OF_VALUES, Compiler, faulty_pairs, not_allowed
from .shapes import Constraint, Shape, Target
from .triples import written
from .violations import UnsupportedShapeError

#: The variable of the focus nodes that targets give; those of nested shapes have others.
ROOT = "?root"


@dataclass(frozen=True, slots=True)
class Check:
    """A query for what breaks one constraint of `shape`.

    The last four columns of `query` are the texts of root, focus, value and path, the last two empty where
    the constraint has none. Where `screen`, a query, has no answer, neither has `query`, which then need not
    be asked.
    """

    shape: Shape
    constraint: str
    query: str
    screen: str = ""


@dataclass(frozen=True, slots=True)
class _Focus:
    """Focus nodes: the `variable` that has them, the pattern that finds them.

    `whole` is set where these are all nodes of the targets, which `belongs` tells of one of them.
    """

    variable: str
    found: str
    belongs: str = ""

    @property
    def whole(self) -> bool:
        return bool(self.belongs)


def whole_checks(shape: Shape, compiler: Compiler) -> Iterator[Check]:
    """Yield the checks of a shape over all its focus nodes."""
    found = " UNION ".join(f"{{ {_found(one, compiler)} }}" for one in shape.targets)
    # A node that is a target by itself may be in no triple, so that no scan would come upon it.
    named = any(one.kind == "targetNode" for one in shape.targets)
    yield from _checks(shape, compiler, _Focus(ROOT, found, "" if named else belongs(shape, compiler)))


def listed_checks(shape: Shape, compiler: Compiler, nodes: Iterable[str]) -> Iterator[Check]:
    """Yield the checks of a shape for focus nodes, written as in SPARQL; without any, for a bound ?root."""
    listed = " ".join(nodes)
    found = f"VALUES {ROOT} {{ {listed} }}" if listed else ""
    yield from _checks(shape, compiler, _Focus(ROOT, found))


def suspects(shape: Shape, compiler: Compiler) -> str:
    """Return the test whether ?root is a focus node of the shape that does not conform to it.

    Where the shape counts too far for one test, it is a focus node that may not conform.
    """
    try:
        faulty = compiler.conforms(shape, ROOT).negated().test()
    except UnsupportedShapeError:
        faulty = "true"
    # IF, since only it is sure to ask for the target first.
    return f"IF({belongs(shape, compiler)}, {faulty}, false)"


def belongs(shape: Shape, compiler: Compiler) -> str:
    """Return the test whether ?root is a focus node of the shape's targets."""
    return Some(tuple(_belongs(one, compiler) for one in shape.targets)).test()


def _found(target: Target, compiler: Compiler) -> str:
    other = compiler.fresh("any")
    if target.kind == "targetClass":
        classes = compiler.classes(target.term)
        if " " not in classes:
            return f"{ROOT} a {classes} ."
        return f"VALUES {other} {{ {classes} }} {ROOT} a {other} ."
    if target.kind == "targetNode":
        return f"VALUES {ROOT} {{ {written(target.term)} }}"
    return f"SELECT DISTINCT {ROOT} WHERE {{ {_edge(target, other)} }}"


def _belongs(target: Target, compiler: Compiler) -> Condition:
    if target.kind == "targetClass":
        return compiler.instance(ROOT, target.term)
    if target.kind == "targetNode":
        return Test(f"sameTerm({ROOT}, {written(target.term)})")
    return Exists(_edge(target, compiler.fresh("any")))


def _edge(target: Target, other: str) -> str:
    ends = (ROOT, other) if target.kind == "targetSubjectsOf" else (other, ROOT)
    return f"{ends[0]} {written(target.term)} {ends[1]} ."


def _checks(shape: Shape, compiler: Compiler, focus: _Focus) -> Iterator[Check]:
    of_values = [one for one in shape.constraints if one.name in OF_VALUES]
    for one in of_values:
        yield from _of_value(shape, one, compiler, focus, of_values)
    for one in shape.constraints:
        if one.name not in OF_VALUES:
            yield from _of_focus(shape, one, compiler, focus)
    inner = focus
    if shape.path and shape.properties:
        value = compiler.fresh("focus")
        inner = _Focus(value, f"{focus.found} {focus.variable} {shape.path} {value} .")
    for each in shape.properties:
        yield from _checks(each, compiler, inner)


def _of_value(
    shape: Shape, one: Constraint, compiler: Compiler, focus: _Focus, beside: list[Constraint]
) -> Iterator[Check]:
    if not shape.path:
        if focus.whole and one.name == "class":
            faulty_ones = f"MINUS {{ {_of_class(one, compiler, focus.variable)} }}"
        else:
            faulty_ones = compiler.met_by(one, focus.variable).negated().pattern()
        yield _check(shape, one, focus, f"{focus.found} {faulty_ones}", value=focus.variable)
        return
    value = compiler.fresh("value")
    faulty = compiler.met_by(one, value).negated()
    triples = f"{focus.variable} {shape.path} {value} ."
    if not focus.whole:
        yield _check(shape, one, focus, f"{focus.found} {triples} {faulty.pattern()}", value=value)
        return
    # IF, since only it is sure to ask for the target after the value.
    body = f"{triples} FILTER(IF({faulty.test()}, {focus.belongs}, false))"
    yield _check(shape, one, focus, body, value=value, screen=_screen(shape, one, compiler, beside))


def _screen(shape: Shape, one: Constraint, compiler: Compiler, beside: list[Constraint]) -> str:
    """Return the query for a value, of any node, that breaks `one` or a constraint beside it."""
    distinct = f"{{ SELECT DISTINCT ?value WHERE {{ ?any {shape.path} ?value }} }}"
    if one.name == "class":
        of_class = _of_class(one, compiler, "?value")
        return f"SELECT (1 AS ?one) WHERE {{ {distinct} MINUS {{ {of_class} }} }} LIMIT 1"
    others = [each for each in beside if each.name != "class"]
    faulty = Some(tuple(compiler.met_by(each, "?value").negated() for each in others))
    return f"SELECT (1 AS ?one) WHERE {{ {distinct} FILTER({faulty.test()}) }} LIMIT 1"


def _of_class(one: Constraint, compiler: Compiler, variable: str) -> str:
    """Return the pattern of all that is of a constraint's class, a scan."""
    return f"VALUES ?class {{ {compiler.classes(one.terms[0])} }} {variable} a ?class ."


def _screen_of_counts(shape: Shape, most: int) -> str:
    """Return the query for a node, of any class, that has more than `most` values."""
    values = f"?any {shape.path} ?value"
    if most == 1:
        # As many rows as nodes means that each has one.
        counts = f"SELECT (COUNT(*) AS ?all) (COUNT(DISTINCT ?any) AS ?nodes) WHERE {{ {values} }}"
        return f"SELECT ?all WHERE {{ {{ {counts} }} FILTER(?all > ?nodes) }}"
    grouped = f"SELECT ?any WHERE {{ {values} }} GROUP BY ?any HAVING (COUNT(DISTINCT ?value) > {most})"
    return f"SELECT (1 AS ?one) WHERE {{ {{ {grouped} }} }} LIMIT 1"


def _of_focus(shape: Shape, one: Constraint, compiler: Compiler, focus: _Focus) -> Iterator[Check]:
    value = compiler.fresh("value")
    triples = f"{focus.variable} {shape.path} {value} ."
    if one.name == "minCount":
        if one.number:
            yield _check(shape, one, focus, _too_few(one, focus, triples, value))
    elif one.name == "maxCount":
        screen = _screen_of_counts(shape, one.number) if focus.whole else ""
        two = focus.whole and one.number == 1
        body = _two(shape, focus, compiler) if two else _too_many(one, focus, triples, value)
        yield _check(shape, one, focus, body, screen=screen)
    elif one.name == "uniqueLang":
        if one.terms[0].value in ("true", "1"):
            yield _check(shape, one, focus, _same_language(focus, triples, value))
    elif one.name in {"equals", "disjoint", "lessThan", "lessThanOrEquals"}:
        # Nodes with both properties are rarer than what the targets give, those that lack one are not.
        seen_after = focus.whole and shape.path and one.name != "equals"
        found, belongs = ("", focus.belongs) if seen_after else (focus.found, "")
        for faulty in faulty_pairs(compiler, shape, one, focus.variable, value, belongs=belongs):
            yield _check(shape, one, focus, f"{found} {faulty}", value=value)
    elif one.name == "closed":
        extra = not_allowed(one, "?path", value).test()
        body = f"{focus.found} {focus.variable} ?path {value} . FILTER({extra})"
        yield _check(shape, one, focus, body, value=value, path="?path")
    else:
        faulty_one = compiler.of_focus(shape, one, focus.variable).negated()
        yield _check(shape, one, focus, f"{focus.found} {faulty_one.pattern()}")


def _too_few(one: Constraint, focus: _Focus, triples: str, value: str) -> str:
    if one.number == 1:
        # MINUS is one scan of the property, NOT EXISTS a look-up for each focus node.
        without = "MINUS" if focus.whole else "FILTER NOT EXISTS"
        return f"{focus.found} {without} {{ {triples} }}"
    counted = f"{focus.found} OPTIONAL {{ {triples} }}"
    return _grouped(focus, counted, f"COUNT(DISTINCT {value}) < {one.number}")


def _too_many(one: Constraint, focus: _Focus, triples: str, value: str) -> str:
    more = f"COUNT(DISTINCT {value}) > {one.number}"
    if focus.whole:
        return f"{_grouped(focus, triples, more)} FILTER({focus.belongs})"
    return _grouped(focus, f"{focus.found} {triples}", more)


def _two(shape: Shape, focus: _Focus, compiler: Compiler) -> str:
    """Return the pattern of nodes with two values: the property joined with itself, sooner than counted."""
    values = compiler.fresh("value"), compiler.fresh("value")
    scans = (f"{{ SELECT {ROOT} {one} WHERE {{ {ROOT} {shape.path} {one} }} }}" for one in values)
    return f"{' '.join(scans)} FILTER(IF(!sameTerm({values[0]}, {values[1]}), {focus.belongs}, false))"


def _same_language(focus: _Focus, triples: str, value: str) -> str:
    tagged = f'{focus.found} {triples} FILTER(isLITERAL({value}) && LANG({value}) != "")'
    return _grouped(focus, tagged, f"COUNT(DISTINCT {value}) > 1", f"(LCASE(LANG({value})) AS ?tag)")


def _grouped(focus: _Focus, body: str, having: str, beside: str = "") -> str:
    names = " ".join(dict.fromkeys((ROOT, focus.variable)))
    return f"{{ SELECT {names} WHERE {{ {body} }} GROUP BY {names} {beside} HAVING ({having}) }}"


def _check(
    shape: Shape,
    one: Constraint,
    focus: _Focus,
    body: str,
    *,
    value: str = "",
    path: str = "",
    screen: str = "",
) -> Check:
    # Texts only: what is faulty may be no number though its type says so. A bound variable is selected too.
    shown = [] if focus.found else [ROOT]
    shown += [f"(STR({ROOT}) AS ?rootText)", f"(STR({focus.variable}) AS ?focusText)"]
    shown += [f"(STR({value}) AS ?valueText)" if value else '("" AS ?valueText)']
    shown += [f"(STR({path}) AS ?pathText)" if path else '("" AS ?pathText)']
    query = f"SELECT DISTINCT {' '.join(shown)} WHERE {{ {body} }}"
    return Check(shape, one.name, query, screen)
