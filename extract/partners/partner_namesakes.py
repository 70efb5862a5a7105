"""Firms after which a text calls a class or college: “甲乙焊接班” speaks of 甲乙机械有限公司."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from typing import Final

from .. import lexicons
from ..language.sentences import evidence
from ..organisations.name_parts import parts_of
from ..organisations.organisation_names import says_only_kind
from ..organisations.short_names import usual_forms
from .candidates import Candidate, Context
from .modes import modes_of
from .ties import Tie

#: What is called after a firm, in quotation marks or behind its short form.
_CALLED: Final = re.compile(
    r"“([^”“，。]{3,24}?(?:班|学院|工坊|奖学金|奖教金|助学金|实训基地|工作室|学徒制))”"
)
_KINDS: Final = frozenset({"enterprise", "hospital", "kindergarten"})
_LEAST_FORM: Final = 2
_WEIGHT: Final = 0.7


def namesakes(context: Context, decided: Collection[str]) -> Iterator[Tie]:
    """Yield ties to the firms in `context`, but for those `decided`, that something is called after."""
    called = [
        (number, match)
        for number, one in enumerate(context.sentences)
        for match in _CALLED.finditer(one.text)
    ]
    if not called:
        return
    for candidate in context.candidates.values():
        if candidate.kind not in _KINDS or not candidate.names.isdisjoint(decided):
            continue
        if all(place.elsewhere for place in candidate.places) or "ended" in candidate.roles():
            continue
        forms = _forms(candidate)
        for number, match in called:
            if match[1].lstrip("0123456789级届").startswith(forms):
                sentence = context.sentences[number]
                yield Tie(
                    candidate.places[0].mention,
                    evidence(context.document, sentence.passage, *match.span(), sentence.section),
                    modes_of(match[0], candidate.kind),
                    weight=_WEIGHT,
                )
                break


def _forms(candidate: Candidate) -> tuple[str, ...]:
    """Return the names and short forms that may stand for `candidate`."""
    made = {form for name in candidate.names for form in usual_forms(name, candidate.kind)}
    cores = {parts_of(name).core for name in candidate.names}
    made |= {core[:_LEAST_FORM] for core in cores if len(core) >= 2 * _LEAST_FORM}
    return tuple(
        form
        for form in made | candidate.names
        if len(form) >= _LEAST_FORM and form not in lexicons.regions() and not says_only_kind(form)
    )
