"""What a user means by a name or an IRI: a thing of the graph, or an error that lists what it could be."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from rapidfuzz import fuzz, process

from ..ontology.namespaces import DCTERMS, ENTITY_NAMES, PREFIXES, SKOS, thing_prefixes
from .exports.lines import triples_with
from .exports.nodes import plain
from .names import label, normal_form
from .registry import Registry
from .store import GraphStore, Iri

#: What is looked for by name, in this order: a school before a programme of the same name.
_NAMED: Final = ("programme", "honour")
#: Most candidates in the text of an error.
MOST_CANDIDATES: Final = 10
_NEAR: Final = 60
_NEAREST: Final = 5
_LONGEST: Final = 2_000

#: The thing of which a name is the preferred one; ?name is bound.
_NAMED_SO: Final = "SELECT DISTINCT ?thing ?name WHERE { ?thing skos:prefLabel|dcterms:title ?name }"


class SubjectError(LookupError):
    """A name or an IRI that stands for nothing in the graph, or for several things."""


@dataclass(frozen=True, slots=True)
class Found:
    """A thing; `asked` is the IRI that a user gave where it has moved to another, empty otherwise."""

    iri: Iri
    asked: str = ""


def find(store: GraphStore, text: str, registry: Registry | None = None) -> Found:
    """Return the thing that `text` stands for: an IRI, its short form such as `school:某校`, or a name.

    An IRI that has moved leads to what replaced it by the `registry`. A name is looked for as written among
    the preferred names of schools, organisations, majors, competitions, persons and reports, then in its
    normal form among all names of these, then among those of programmes and honours. Raises SubjectError
    naming the candidates where there are several, near names where there is none, and for a withdrawn IRI.
    """
    text = text.strip()
    shown = label(text, 80)
    if not text or len(text) > _LONGEST:
        raise SubjectError("名称是空的，或者太长。请给出事物的名称或 IRI")
    if iri := _as_iri(store, text):
        return _by_iri(store, iri, registry or Registry())
    form = normal_form(text)
    as_written = [one for one in _names_as(store, text) if one.kind in ENTITY_NAMES]
    named = [] if as_written else list(_all_names(store))
    for kinds in (ENTITY_NAMES, _NAMED):
        alike = (one for one in named if one.kind in kinds and form and normal_form(one.name) == form)
        same = as_written or sorted(alike, key=lambda one: (one.iri, one.name))
        things = sorted({one.iri for one in same})
        if len(things) == 1:
            return Found(things[0])
        if things:
            raise SubjectError(f"{shown!r} 有 {len(things)} 个，请给出其中一个的 IRI：{_listing(same)}")
    near = _near(text, [one for one in named if one.kind in ENTITY_NAMES])
    advice = f"名称相近的有：{_listing(near)}" if near else "请核对名称，或给出 IRI"
    raise SubjectError(f"图谱里没有叫 {shown!r} 的。{advice}")


@dataclass(frozen=True, slots=True)
class _Name:
    iri: Iri
    name: str
    kind: str


def _as_iri(store: GraphStore, text: str) -> Iri | None:
    """Return the IRI that a text is or is short for; None where it can only be a name."""
    text = text[1:-1] if text.startswith("<") and text.endswith(">") else text
    if text.startswith(("http://", "https://", "urn:")):
        return Iri(text)
    prefix, sign, local = text.partition(":")
    space: Mapping[str, str] = dict(PREFIXES) | thing_prefixes(store.base())
    return Iri(f"{space[prefix]}{local}") if sign and local and prefix in space else None


def _by_iri(store: GraphStore, iri: Iri, registry: Registry) -> Found:
    try:
        known = store.has(iri)
    except ValueError as error:
        raise SubjectError(f"{label(iri, 80)!r} 不是合法的 IRI。请核对它") from error
    if known:
        return Found(iri)
    if iri in registry.entries:
        now = registry.resolve(iri)
        if now is not None and store.has(now):
            return Found(Iri(now), iri)
        name = registry.entries[iri].name
        raise SubjectError(f"{iri}：曾是 {name!r}，已撤销，没有别的事物接替它。请按名称查找")
    local = iri.rpartition("/")[2]
    near = _near(local, [one for one in _all_names(store) if one.kind in ENTITY_NAMES])
    advice = f"名称相近的有：{_listing(near)}" if near else "请核对它，或按名称查找"
    raise SubjectError(f"{label(iri, 200)}：图谱里没有这个 IRI。{advice}")


def _names_as(store: GraphStore, name: str) -> Iterator[_Name]:
    """Yield the things whose preferred name is `name`, sorted."""
    kinds = _kinds(store)
    for thing in sorted({str(row[0]) for row in store.select(_NAMED_SO, {"name": name}).rows}):
        yield _Name(Iri(thing), name, kinds.get(_space(thing), ""))


def _all_names(store: GraphStore) -> Iterator[_Name]:
    """Yield all names of all things, in no order."""
    kinds = _kinds(store)
    for predicate in (f"{SKOS}prefLabel", f"{SKOS}altLabel", f"{DCTERMS}title"):
        for thing, name in triples_with(store, predicate):
            if kind := kinds.get(_space(thing)):
                yield _Name(Iri(thing), plain(name), kind)


def _kinds(store: GraphStore) -> dict[str, str]:
    """Return what kind of thing an IRI stands for, by what comes before its local name."""
    return {space: kind for kind, space in thing_prefixes(store.base()).items()}


def _space(iri: str) -> str:
    return iri[: iri.rfind("/") + 1]


def _near(text: str, names: list[_Name]) -> list[_Name]:
    """Return the names most like a text, the likest first, of each thing one."""
    by_name: defaultdict[str, list[_Name]] = defaultdict(list)
    for one in names:
        by_name[one.name].append(one)
    choices = sorted(by_name)
    scored = process.extract(text, choices, scorer=fuzz.ratio, score_cutoff=_NEAR, limit=4 * _NEAREST)
    contained = [name for name in choices if len(text) > 1 and text in name]
    likest = [name for name, _, _ in sorted(scored, key=lambda hit: (-hit[1], hit[0]))]
    shortest = sorted(contained, key=lambda name: (len(name), name))
    found = {
        one.iri: one
        for name in (*shortest[:_NEAREST], *likest)
        for one in sorted(by_name[name], key=lambda one: one.iri)
    }
    return list(found.values())[:_NEAREST]


def _listing(names: Iterable[_Name]) -> str:
    things = {one.iri: one for one in names}
    shown = [f"{one.name}（{one.iri}）" for one in list(things.values())[:MOST_CANDIDATES]]
    more = f"等 {len(things)} 个" if len(things) > MOST_CANDIDATES else ""
    return "、".join(shown) + more
