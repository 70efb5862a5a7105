"""Partnerships of the school: the ties of all passages drawn together, one fact for each partner."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from math import prod
from typing import Final

from ..facts import Evidence, Fact
from ..language.mentions import Mention
from ..language.sentences import Sentence
from ..organisations.aliases import name_groups
from ..organisations.name_parts import parts_of
from ..organisations.organisation_names import has_place, kind_of
from ..reading.blocks import Document, Table
from ..schools.school import Speaker
from .candidates import Context
from .modes import VAGUE_MODES, joined_modes, modes_of
from .partner_anaphora import bodies_meant
from .partner_namesakes import namesakes
from .partner_stories import told_elsewhere
from .partner_tables import partners_in_table
from .partners import ties_in
from .scored_partners import scored_partners
from .ties import Tie
from .told_modes import founded_with_us, told_modes

#: A line of a list: （2）甲公司——订单班；
_LISTED: Final = re.compile(r"（?\d+[）.、]|[①-⑳]|[^，。]{2,10}：|[^，。；]{2,40}?(?:/|／|｜|——)")
#: So much a line of a list may say beside names.
_BESIDE_NAMES: Final = 2
_MAX_PASSAGES: Final = 6
#: Characters of a bare brand.
_BRAND: Final = 2
#: A name of a school so long is no other's.
_LONG_NAME: Final = 8
_SHORT_LEAD: Final = 3
#: A text of so many characters is a piece of news or the like, mostly about one partnership.
SHORT_TEXT: Final = 800
#: The party's body of a partner, which stands for the partner: 某街道|党工委.
_PARTY_BODY: Final = re.compile(r"(?:党工委|机关党委|党委|党总支|党支部)$")
_MAX_CONFIDENCE: Final = 0.97


@dataclass(slots=True)
class _Partner:
    names: set[str]
    kind: str
    ties: list[Tie] = field(default_factory=list)


def partnerships(
    document: Document,
    sentences: Sequence[Sentence],
    speaker: Speaker,
    joint: Sequence[Fact] = (),
    *,
    scored: bool = True,
) -> list[Fact]:
    """Return the school's partnerships, one fact a partner with all its modes, in order of first mention.

    Colleges of the `joint` programmes are partners too. Without `scored` only the rules tell partners.
    """
    speaker = _with_longer_names(speaker, sentences)
    ties = [*_in_prose(document, sentences, speaker), *_taught_with(joint)]
    for block in document.blocks:
        if isinstance(block, Table):
            ties += partners_in_table(document, block, speaker)
    forms = forms_of_names(ties, sentences, speaker)
    partners: dict[str, _Partner] = {}
    for tie in ties:
        name = tie.mention.text
        fullest, names = forms.get(name, (name, {name}))
        partner = partners.setdefault(fullest, _Partner(set(names), tie.mention.kind))
        partner.ties.append(tie)
        partner.names.update(tie.aliases)
    partners = {name: partner for name, partner in partners.items() if not speaker.is_own(name)}
    if sum(len(sentence.text) for sentence in sentences) <= SHORT_TEXT:
        decided = {form for partner in partners.values() for form in partner.names}
        context = Context.of(document, sentences, speaker, forms)
        named = [*namesakes(context, decided), *bodies_meant(context, decided)]
        for tie in named:
            decided |= {tie.mention.text, *forms.get(tie.mention.text, ("", set[str]()))[1]}
        for tie in (*named, *(scored_partners(context, decided) if scored else ())):
            fullest, names = forms.get(tie.mention.text, (tie.mention.text, {tie.mention.text}))
            partners.setdefault(fullest, _Partner(set(names), tie.mention.kind)).ties.append(tie)
        for name, partner in partners.items():
            held = tuple(partner.ties)
            partner.ties += told_elsewhere(
                document, sentences, partner.names, partner.kind, ties=held, alone=len(partners) == 1
            )
            candidate = context.candidates.get(name)
            if candidate and founded_with_us(candidate):
                partner.ties = [replace(tie, modes=modes_of("", partner.kind)) for tie in held]
            elif candidate and {mode for tie in partner.ties for mode in tie.modes} <= VAGUE_MODES:
                told = told_modes(context, candidate, len(partners))
                partner.ties[0] = replace(partner.ties[0], modes=(*partner.ties[0].modes, *told))
    return [_fact(name, partner) for name, partner in partners.items() if not _is_any_of(name, partners)]


def _is_any_of(name: str, partners: Iterable[str]) -> bool:
    """Tell a bare brand that several other partners' names begin with: it may mean any of them."""
    cores = (parts_of(other).core for other in partners if len(other) > len(name))
    return len(name) == _BRAND and sum(core.startswith(name) for core in cores) > 1


def _in_prose(document: Document, sentences: Sequence[Sentence], speaker: Speaker) -> Iterator[Tie]:
    """Yield the ties of all sentences; what leads a list in stands ahead of each of its lines."""
    before = ""
    for sentence in sentences:
        yield from ties_in(document, sentence, speaker, before)
        if not _lists_only(sentence):
            before = sentence.text


def _with_longer_names(speaker: Speaker, sentences: Sequence[Sentence]) -> Speaker:
    """Return `speaker` with the names that one of its own ends behind an 与 (某酒与|某业职业学院)."""
    longer = {
        one.text
        for sentence in sentences
        for one in sentence.organisations()
        for own in speaker.names
        if len(own) >= _LONG_NAME and one.text.endswith(own) and _is_lead(one.text[: -len(own)])
    }
    return replace(speaker, names=(*speaker.names, *sorted(longer - {*speaker.names}))) if longer else speaker


def _is_lead(head: str) -> bool:
    """Tell what is before a school's name and none of it: a part behind 与, or words of the sentence."""
    return head.endswith(("与", "和", "及")) or (
        len(head) <= _SHORT_LEAD and not has_place(head) and not kind_of(head)
    )


def _lists_only(sentence: Sentence) -> bool:
    """Tell a line of a list from a sentence that may lead one in."""
    named, text = sentence.organisations(), sentence.text
    if len(text) < 4 or len(text) - sum(len(one.text) for one in named) <= _BESIDE_NAMES:
        return True
    if not named:
        return False
    if "/" in text and text.startswith(tuple(one.text for one in named)):
        return True
    return bool(text.endswith(("；", ";")) or _LISTED.match(text))


def _taught_with(joint: Sequence[Fact]) -> Iterator[Tie]:
    for fact in joint:
        if college := fact.get("institution"):
            mention = Mention(0, 0, str(college), "organisation", "school")
            majors = (str(fact.get("major")),)
            yield Tie(mention, fact.evidence[0], ("joint_programme",), majors=majors, weight=0.75)


def forms_of_names(
    ties: Sequence[Tie], sentences: Sequence[Sentence], speaker: Speaker
) -> dict[str, tuple[str, set[str]]]:
    """Return for each name of an organisation its fullest form and all its forms in the report."""
    kinds = {one.text: one.kind for sentence in sentences for one in sentence.organisations() if one.known}
    kinds |= {tie.mention.text: tie.mention.kind for tie in ties}
    text = "\n".join(sentence.text for sentence in sentences)
    forms = name_groups({name: kind for name, kind in kinds.items() if name not in speaker.names}, text)
    for tie in ties:
        if tie.aliases and tie.mention.text in forms:
            full, names = forms[tie.mention.text]
            names.update(tie.aliases)
            forms.update(dict.fromkeys(tie.aliases, (full, names)))
    for full, names in list(forms.values()):
        for name in names:
            forms.setdefault(name, (full, names))
    return forms


def _fact(name: str, partner: _Partner) -> Fact:
    majors = list(dict.fromkeys(major for tie in partner.ties for major in tie.majors))
    years = [tie.since for tie in partner.ties if tie.since]
    roles = [tie.role for tie in partner.ties if tie.role]
    passages: dict[tuple[int, int], Evidence] = {}
    for tie in partner.ties:
        passages.setdefault((tie.evidence.start, tie.evidence.end), tie.evidence)
    body = _PARTY_BODY.sub("", name) if kind_of(_PARTY_BODY.sub("", name)) else name
    values: dict[str, object] = {
        "partner": body,
        "aliases": sorted(partner.names - {name, body}, key=lambda one: (-len(one), one)),
        "partner_kind": kind_of(name) or partner.kind or "enterprise",
        "modes": joined_modes({mode for tie in partner.ties for mode in tie.modes}),
    }
    if majors:
        values["majors"] = majors
    if years:
        values["since"] = min(years)
    if roles:
        values["role"] = roles[0]
    confidence = round(min(_MAX_CONFIDENCE, 1 - prod(1 - tie.weight for tie in partner.ties)), 2)
    return Fact("partnership", values, tuple(passages.values())[:_MAX_PASSAGES], confidence)
