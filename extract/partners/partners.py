"""Partners in running text: which of the organisations in a sentence the school works with, and how."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from types import MappingProxyType
from typing import Final

from ..facts import Evidence
from ..language.mentions import Mention
from ..language.sentences import Sentence, Skeleton, skeleton
from ..reading.blocks import Document
from ..schools.school import Speaker
from .modes import modes_of
from .partner_checks import is_outside_school
from .partner_claims import holds
from .partner_groups import memberships
from .partner_lists import aid_notes, bare_lists, loose_partners
from .partner_patterns import STRONG, WAYS, WITH, O
from .partner_regions import may_name_regions, regions_in
from .partner_signings import signings
from .partner_years import since
from .ties import Reading, Tie

_NO_FORM: Final = Skeleton("", ())
_MARK: Final = re.compile(r"[，；。]")
#: Where the next list begins, with what leads it in.
_NEXT_LIST: Final = re.compile(rf"(?:[，；。”]|{WITH})[^{O}，；。]{{0,10}}{O}")
#: A part of a sentence that goes on with what is done together.
_GOES_ON: Final = re.compile(
    r"并|共|联合|合作|开展|开设|组建|建立|成立|设立|实施|实行|推行|探索|就|在|一起|共同|双方|签|围绕|实现|由|企业|为学|选派|"
    r"接|开办|冠名|投资|捐|引[企进入厂]|建[成设起有]|合|把|派|公司|(?:我校|学校|学院|校企)[^，]{0,4}(?:[开共建办设引]|成立|组建)|每年|涉及|覆盖|面向|用于|涵盖|惠及|从[^，]{0,12}专业|对[方我]|"
    r"[^，]{2,16}专业(?:的?学生|学员|师生)|(?:计划|拟|将|准备|打算)(?:于|在)?\d{0,4}年?(?:与其|合作|共|联合|建)"
)
_OWN_FIGURES: Final = re.compile(r"总人数|累计|近[一二三四五\d]+年|输送了|满意")
_MAX_MAJORS: Final = 6
#: A clause without a mark is read so far to the left.
_CLAUSE_REACH: Final = 200
#: What ways of saying it mean where the words say no more.
_WAY_MODES: Final = MappingProxyType(
    {
        "serve": "technical_service",
        "taken": "training_service",
        "train": "training_service",
        "recruit": "employment",
        "built": "supply",
        "taught_on": "joint_programme",
        "interns": "internship",
        "plate": "joint_programme",
    }
)


def ties_in(document: Document, sentence: Sentence, speaker: Speaker, before: str = "") -> Iterator[Tie]:
    """Yield the partnerships that a sentence states, each organisation once.

    `before` is the text of the sentence ahead of it, which may lead it in.
    """
    if all(speaker.is_own(mention.text) for mention in sentence.organisations()):
        if may_name_regions(sentence.text):
            yield from regions_in(Reading(document, sentence, _NO_FORM, speaker, before, strong=False))
        return
    strong = bool(STRONG.search(sentence.text))
    reading = Reading(document, sentence, skeleton(sentence), speaker, before, strong)
    seen: set[int] = set()
    for finder in _FINDERS:
        for tie in finder(reading):
            if tie.mention.start not in seen:
                seen.add(tie.mention.start)
                yield tie


def _claimed(reading: Reading) -> Iterator[Tie]:
    """Yield the ties that a pattern states; the first pattern that holds of an organisation counts."""
    others = dict(reading.others())
    named = reading.sentence.majors()
    text = reading.form.text
    for way, pattern in WAYS.of(text):
        for match in pattern.finditer(text):
            for at in range(*match.span("list")):
                if at in others and holds(way, match, reading, others[at]):
                    yield _tie(reading, match, others.pop(at), _WAY_MODES.get(way), named)


#: Ways to find partners, the surest first.
_FINDERS: Final[tuple[Callable[[Reading], Iterator[Tie]], ...]] = (
    _claimed,
    signings,
    memberships,
    loose_partners,
    aid_notes,
    bare_lists,
    regions_in,
)


def _tie(
    reading: Reading, match: re.Match[str], mention: Mention, mode: str | None, named: Sequence[Mention]
) -> Tie:
    clause, span = _own_clause(reading, match)
    modes = modes_of(clause, mention.kind)
    if mode and modes == modes_of("", mention.kind):
        modes = (mode,)
    majors: list[str] = []
    if mention.kind != "group":
        majors = [one.text for one in named if span[0] <= one.start < span[1]]
    return Tie(
        mention,
        _quote(reading, match, mention),
        modes,
        since(reading.text, mention, reading.speaker),
        tuple(majors[:_MAX_MAJORS]),
        weight=0.9 if mention.known else 0.8,
    )


def _quote(reading: Reading, match: re.Match[str], mention: Mention) -> Evidence:
    """Return the passage from the match's beginning to the end of the clause that goes with the name."""
    places = reading.form.places
    start = min(places[match.start()], mention.start)
    end = places[match.end("rest") - 1] + 1
    mark = _MARK.search(reading.text, mention.end, max(end, mention.end))
    if mark and mark.start() > mention.end + 4:
        end = mark.start()
    return reading.evidence(start, max(end, mention.end))


def _own_clause(reading: Reading, match: re.Match[str]) -> tuple[str, tuple[int, int]]:
    """Return the words that say how, and their span in the sentence: from what leads in to the next list."""
    text = reading.form.text
    floor = max(0, match.start("list") - _CLAUSE_REACH)
    begin = max(floor - 1, *(text.rfind(mark, floor, match.start("list")) for mark in "，；。")) + 1
    stop = _next_list(reading, match.end("list"))
    end = _clause_end(text, match.end("list"), stop)
    while (mark := text[end : end + 1]) in ("，", "；") and mark and end < stop:
        part_end = _clause_end(text, end + 1, stop)
        part = text[end + 1 : part_end]
        if mark == "；" or not _GOES_ON.match(part) or _OWN_FIGURES.search(part):
            break
        end = part_end
    in_party_section = any("党建" in part for part in reading.sentence.section[-1:]) and "党" in reading.text
    clause = "".join(_said(reading, at) for at in range(begin, end))
    return clause + " 党建" if in_party_section else clause, (_place(reading, begin), _place(reading, end))


def _next_list(reading: Reading, start: int) -> int:
    """Return where, from `start` on, the next list of organisations begins; common colleges are none."""
    text = reading.form.text
    for following in _NEXT_LIST.finditer(text, start):
        mention = reading.form.organisations[following.end() - 1]
        if mention.kind != "school" or is_outside_school(mention.text):
            return following.start()
    return len(text)


def _said(reading: Reading, at: int) -> str:
    """Return the character of the skeleton at `at`, or the name of a college set up together."""
    mention = reading.form.organisations.get(at)
    if mention is None or mention.kind != "school" or is_outside_school(mention.text):
        return reading.form.text[at]
    return mention.text


def _place(reading: Reading, at: int) -> int:
    """Return the place in the sentence of the skeleton's `at`, which may be its end."""
    places = reading.form.places
    return places[at] if at < len(places) else len(reading.text)


def _clause_end(text: str, start: int, stop: int) -> int:
    mark = _MARK.search(text, start, stop)
    return mark.start() if mark else stop
