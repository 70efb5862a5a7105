"""Little graphs of schools and what they are linked to, for the graph questions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from zhijiao.graph.store import GraphStore, Iri
from zhijiao.ontology.namespaces import PREFIXES

ID: Final = "https://w3id.org/zhijiao/id/"
_ZJ: Final = PREFIXES["zj"]
_SKOS: Final = PREFIXES["skos"]
_KINDS: Final = "https://w3id.org/zhijiao/scheme/partnerkind/"
_MODES: Final = "https://w3id.org/zhijiao/scheme/mode/"

#: The example of docs/graph-questions.md: schools with their partners, and with their majors.
WORKED_PARTNERS: Final = {
    "甲校": ["大华", "小河"],
    "乙校": ["大华", "小河", "远山"],
    "丙校": ["大华", "远山"],
    "丁校": ["大华", "东湖"],
}
WORKED_MAJORS: Final = {"甲校": ["电子商务"], "乙校": ["电子商务"]}


def thing(sort: str, name: str) -> Iri:
    """Return the IRI of the thing of a sort that bears a name; the schools' names end in 校 or 院."""
    return Iri(f"{ID}{sort}/{name}")


def partner(name: str) -> Iri:
    """Return the IRI of a partner, which is a school where its name is one of a school."""
    return thing("school" if name.endswith(("校", "院")) else "organisation", name)


def linked_store(
    partners: Mapping[str, Iterable[str]],
    majors: Mapping[str, Iterable[str]] | None = None,
    *,
    kinds: Mapping[str, str] | None = None,
    modes: Mapping[tuple[str, str], Sequence[str]] | None = None,
    more: Iterable[str] = (),
    joined: Iterable[tuple[str, str]] = (),
) -> GraphStore:
    """Return a store of schools with their partners and majors by names, each as the builder writes it.

    `kinds` are codes of partners, `modes` those of partnerships, `joined` partners that a school teaches
    with; `more` are triples as N-Triples without the point at the end.
    """
    schools = {*partners, *(majors or {})}
    things = {thing("school", name): name for name in schools}
    lines = list(more)
    for school, names in partners.items():
        for name in names:
            things[partner(name)] = name
            lines.append(_triple(thing("school", school), "partnerWith", partner(name)))
            node = Iri(f"{ID}partnership/{school}_{name}")
            lines += [
                f"<{node}> <{PREFIXES['rdf']}type> <{_ZJ}Partnership>",
                _triple(node, "school", thing("school", school)),
                _triple(node, "partner", partner(name)),
                *(_triple(node, "mode", _MODES + mode) for mode in (modes or {}).get((school, name), ())),
            ]
    for school, names in (majors or {}).items():
        for name in names:
            things[thing("major", name)] = name
            lines.append(_triple(thing("school", school), "offersMajor", thing("major", name)))
    lines += [_triple(thing("school", school), "teachesWith", partner(name)) for school, name in joined]
    lines += [_triple(partner(name), "partnerKind", _KINDS + kind) for name, kind in (kinds or {}).items()]
    for iri, name in things.items():
        lines.append(f'<{iri}> <{_SKOS}prefLabel> "{name}"@zh')
        if "/school/" in iri:
            lines.append(f"<{iri}> <{PREFIXES['rdf']}type> <{_ZJ}School>")
    return GraphStore.memory("".join(f"{line} <{ID}graph> .\n" for line in lines).encode())


def _triple(subject: str, predicate: str, value: str) -> str:
    return f"<{subject}> <{_ZJ}{predicate}> <{value}>"
