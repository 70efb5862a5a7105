"""A small RDF file (shapes, an ontology, a report of pySHACL) as an index by subject and property."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, Triple, parse

from ...ontology.namespaces import RDF, RDFS, SH
from .violations import UnsupportedShapeError, ValidationError, short

Term = NamedNode | BlankNode | Literal

_LARGEST: Final = 20_000_000
_DEEPEST: Final = 20
_FIRST, _REST, _NIL = (NamedNode(f"{RDF}{name}") for name in ("first", "rest", "nil"))
_SUBCLASS: Final = NamedNode(f"{RDFS}subClassOf")


class Triples:
    """The triples of one small file, asked by subject and property."""

    def __init__(self, triples: Iterable[Triple]) -> None:
        self._index: dict[Term, dict[NamedNode, list[Term]]] = {}
        for one in triples:
            if isinstance(one.object, Triple) or isinstance(one.subject, Triple):
                raise ValidationError("三元组里有三元组（RDF 1.2），不支持")
            self._index.setdefault(one.subject, {}).setdefault(one.predicate, []).append(one.object)

    @classmethod
    def read(cls, path: Path) -> Triples:
        """Read a Turtle file. Raises ValidationError where it is missing, too large or no Turtle."""
        try:
            if path.stat().st_size > _LARGEST:
                raise ValidationError(f"{path}：超过 {_LARGEST // 10**6} MB，不像是约束文件")
            return cls.of(path.read_bytes(), RdfFormat.TURTLE)
        except OSError as error:
            raise ValidationError(f"{path}：读不了：{error.strerror or error}。请核对文件的位置") from error
        except SyntaxError as error:
            raise ValidationError(f"{path}：不是合法的 Turtle：{error}。请改正后再试") from error

    @classmethod
    def of(cls, data: bytes, form: RdfFormat) -> Triples:
        """Read RDF text. Raises SyntaxError."""
        return cls(triples_of(data, form))

    def subjects(self) -> tuple[Term, ...]:
        """Return all subjects, IRIs first, sorted."""
        return tuple(sorted(self._index, key=lambda one: (isinstance(one, BlankNode), str(one))))

    def properties(self, subject: Term) -> tuple[NamedNode, ...]:
        """Return the properties that `subject` has, sorted."""
        return tuple(sorted(self._index.get(subject) or (), key=str))

    def objects(self, subject: Term, predicate: NamedNode) -> tuple[Term, ...]:
        """Return the values of a property, sorted."""
        properties = self._index.get(subject)
        return tuple(sorted(properties.get(predicate, ()), key=str)) if properties else ()

    def items(self, head: Term) -> tuple[Term, ...]:
        """Return the members of an RDF list in their order. Raises ValidationError where it is none."""
        found: list[Term] = []
        seen: set[Term] = set()
        while head != _NIL:
            first, rest = self.objects(head, _FIRST), self.objects(head, _REST)
            if head in seen or len(first) != 1 or len(rest) != 1:
                raise ValidationError(f"{head} 不是合法的 RDF 列表")
            seen.add(head)
            found.append(first[0])
            head = rest[0]
        return tuple(found)

    def superclasses(self) -> Iterator[tuple[Term, Term]]:
        """Yield (class, class above) as rdfs:subClassOf says."""
        for subject in self._index:
            for above in self._index[subject].get(_SUBCLASS, ()):
                yield subject, above


def triples_of(data: bytes, form: RdfFormat) -> Iterator[Triple]:
    """Yield the triples of RDF text. Raises SyntaxError."""
    return (quad.triple for quad in parse(data, format=form))


def subclasses(ontology: Triples) -> dict[NamedNode, tuple[NamedNode, ...]]:
    """Return the named classes at or below each class that has any below it, sorted.

    Only rdfs:subClassOf counts, as for SHACL. A class that is not among the keys has only itself.
    """
    below: defaultdict[Term, set[Term]] = defaultdict(set)
    for one, above in ontology.superclasses():
        below[above].add(one)
    found = {}
    for top in list(below):
        seen, waiting = {top}, [top]
        while waiting:
            new = below.get(waiting.pop(), set()) - seen
            seen |= new
            waiting.extend(new)
        if isinstance(top, NamedNode):
            found[top] = tuple(sorted((one for one in seen if isinstance(one, NamedNode)), key=str))
    return found


def written(term: Term) -> str:
    """Return a term as SPARQL has it, an IRI with its prefix where PREFIXES has one.

    Raises UnsupportedShapeError for a blank node, which cannot be named in a query.
    """
    if isinstance(term, BlankNode):
        raise UnsupportedShapeError("约束里拿空白节点作值，不能在查询里指名")
    if isinstance(term, NamedNode):
        name = short(term.value)
        _, colon, local = name.partition(":")
        # A plain local name needs no escapes; all others are written in full.
        if name != term.value and colon and local.isascii() and local.isidentifier():
            return name
    return str(term)


_SH: Final = {
    name: NamedNode(f"{SH}{name}")
    for name in ("inversePath", "alternativePath", "zeroOrMorePath", "oneOrMorePath", "zeroOrOnePath")
}
_REPEATED: Final = {"zeroOrMorePath": "*", "oneOrMorePath": "+", "zeroOrOnePath": "?"}


def path_text(triples: Triples, node: Term, *, shown: bool = False, depth: int = 0) -> str:
    """Return a SHACL path as a SPARQL property path; where it is `shown` to people, with all prefixes.

    Raises ValidationError where it is no path.
    """
    if depth > _DEEPEST:
        raise ValidationError("属性路径嵌套太深，或绕成了圈")
    if isinstance(node, NamedNode):
        return short(node.value) if shown else written(node)

    def inner(one: Term) -> str:
        text = path_text(triples, one, shown=shown, depth=depth + 1)
        return text if isinstance(one, NamedNode) else f"({text})"

    if triples.objects(node, _FIRST):
        return "/".join(_several(inner(one) for one in triples.items(node)))
    for name, predicate in _SH.items():
        for target in triples.objects(node, predicate):
            if name == "alternativePath":
                return "|".join(_several(inner(one) for one in triples.items(target)))
            return f"^{inner(target)}" if name == "inversePath" else f"{inner(target)}{_REPEATED[name]}"
    raise ValidationError(f"sh:path {node} 不是 SHACL 的属性路径")


def _several(texts: Iterable[str]) -> list[str]:
    found = list(texts)
    if len(found) < 2:
        raise ValidationError("属性路径的列表至少要有两项")
    return found
