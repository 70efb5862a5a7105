"""Features: what a short text tells of an organisation that may be a partner, for a scorer to weigh."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from types import MappingProxyType
from typing import Final

from ..organisations.organisation_names import has_place
from .candidates import US, Candidate, Context
from .cues import BEFORE, BEHIND, WORK_CUES, cues_in
from .partner_checks import SUPERIOR, is_outside_school

#: Kinds that are alike in this: firms and bodies that take pupils, other bodies, government, schools, groups.
_SORTS: Final = MappingProxyType(
    {
        "enterprise": "firm",
        "hospital": "firm",
        "kindergarten": "firm",
        "government": "state",
        "school": "school",
        "group": "group",
    }
)
_LEGAL_FORM: Final = re.compile(r"公司|集团|股份|[A-Za-z]{2}")
#: Bodies that schools answer to, beyond those that rules exclude.
_OVER_SCHOOLS: Final = re.compile(r"教委|教体|发改|人社|发展和改革|省委|州委|县委|区委|工信厅|教育工委")
#: Parts of a school: 附属医院.
_PARTS: Final = ("附属", "校办", "校属")
#: How many other organisations the text names.
_CROWDS: Final = ((1, "none"), (3, "few"), (7, "some"))


def could_work(candidate: Candidate, context: Context) -> bool:
    """Tell whether anything lets `candidate` work with the school.

    It does not where nothing in the text says how, and where its places only show it in other roles: as seen
    on a visit, guest, employer of a former pupil, venue or authority.
    """
    roles = candidate.roles()
    if (roles and "partner" not in roles) or "ended" in roles:
        return False
    if not any(place.possible for place in candidate.places):
        return False
    if candidate.name.startswith(_PARTS) or all(place.elsewhere for place in candidate.places):
        return False
    return bool(cues_in(context.text) & WORK_CUES)


def features_of(context: Context, candidate: Candidate, decided: Collection[str]) -> frozenset[str]:
    """Return the features of `candidate`; `decided` are names of other partners that are known already."""
    return frozenset(
        (
            *_of_name(candidate),
            *_of_text(context, candidate, decided),
            *_of_cues(context, candidate),
            *_of_places(candidate),
        )
    )


def sort_of(kind: str) -> str:
    """Return the sort of organisations that `kind` is weighed with."""
    return _SORTS.get(kind, "body")


def _of_name(candidate: Candidate) -> Iterator[str]:
    yield f"kind={candidate.kind}"
    yield f"sort={sort_of(candidate.kind)}"
    if SUPERIOR.search(candidate.name) or _OVER_SCHOOLS.search(candidate.name):
        yield "superior"
    if candidate.kind == "school" and not is_outside_school(candidate.name):
        yield "school inside another"
    if len(candidate.name) >= 8:
        yield "long name"
    elif len(candidate.name) <= 4:
        yield "short name"
    if has_place(candidate.name):
        yield "place in name"
    elif not _LEGAL_FORM.search(candidate.name):
        yield "plain name"


def _of_text(context: Context, candidate: Candidate, decided: Collection[str]) -> Iterator[str]:
    first = candidate.places[0].number
    if first == 0:
        yield "in title"
    elif first <= 2:
        yield "near beginning"
    elif first == len(context.sentences) - 1:
        yield "only at end"
    if len(candidate.places) > 1:
        yield "named again"
    count = len(context.candidates)
    yield f"others={next((crowd for most, crowd in _CROWDS if count <= most), 'many')}"
    yield f"{sort_of(candidate.kind)}&{'some' if decided else 'no'} partner known"
    if context.beside(candidate, decided):
        yield "beside a partner"
    if any(candidate.name[:2] in name for name in decided):
        yield "named like a partner"


def _of_cues(context: Context, candidate: Candidate) -> Iterator[str]:
    """Yield the cues in the clauses, sentences and paragraphs that name it, the title and the text."""
    clauses, sentences, paragraphs = set[str](), set[str](), set[str]()
    for place in candidate.places:
        text = context.sentences[place.number].text
        clauses |= cues_in(place.clause)
        sentences |= cues_in(text)
        paragraphs |= cues_in(context.paragraph(place.number))
        if US.search(text) or any(name in text for name in context.speaker.names):
            yield "school in sentence"
    wide = paragraphs | cues_in(context.text)
    for scope, cues in (("clause", clauses), ("sentence", sentences), ("text", wide)):
        yield from (f"{scope}:{cue}" for cue in cues)
    yield from (f"title:{cue}" for cue in cues_in(context.title))
    nearest = next(
        (scope for scope, cues in (("clause", clauses), ("sentence", sentences)) if cues & WORK_CUES), "text"
    )
    yield f"{sort_of(candidate.kind)}&{nearest} says how"


def _of_places(candidate: Candidate) -> Iterator[str]:
    yield f"roles={'+'.join(sorted(candidate.roles())) or 'none'}"
    for place in candidate.places:
        yield "person named" if place.person else "no person named"
        if not place.possible:
            yield "rules exclude it"
        if place.with_us:
            yield "school in clause"
        if place.paired:
            yield "paired with another"
        if place.size > 2:
            yield "in list"
        yield from (f"lead:{cue}" for cue in cues_in(place.lead))
        yield from (f"tail:{cue}" for cue in cues_in(place.tail))
        yield from (f"before:{name}" for name, pattern in BEFORE.items() if pattern.search(place.head))
        yield from (f"behind:{name}" for name, pattern in BEHIND.items() if pattern.match(place.behind))
