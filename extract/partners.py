"""Partners in running text: which of the organisations in a sentence the school works with, and how."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Final

from .blocks import Document
from .facts import Evidence
from .mentions import Mention
from .modes import modes_of
from .partner_claims import holds
from .partner_groups import memberships
from .partner_lists import aid_notes, bare_lists, loose_partners
from .partner_patterns import PATTERNS, STRONG, WITH, O
from .partner_years import since
from .school import Speaker
from .sentences import Sentence, skeleton
from .ties import Reading, Tie

_MARK: Final = re.compile(r"[，；。]")
#: Where the next list begins, with what leads it in.
_NEXT_LIST: Final = re.compile(rf"(?:[，；。”]|{WITH})[^{O}，；。]{{0,10}}{O}")
#: A part of a sentence that goes on with what is done together.
_GOES_ON: Final = re.compile(
    r"并|共|联合|合作|开展|开设|组建|建立|成立|设立|实施|实行|推行|探索|就|在|一起|共同|双方|签|围绕|实现|由|企业|为学|选派|"
    r"接|开办|冠名|投资|捐"
)
_OWN_FIGURES: Final = re.compile(r"总人数|累计|近[一二三四五\d]+年|输送了|满意")
_MAJORS_WITHIN: Final = 90
_MAX_MAJORS: Final = 6


def ties_in(document: Document, sentence: Sentence, speaker: Speaker, before: str = "") -> Iterator[Tie]:
    """Yield the partnerships that a sentence states, each organisation once.

    `before` is the text of the sentence ahead of it, which may lead it in.
    """
    if all(speaker.is_own(mention.text) for mention in sentence.organisations()):
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
    for way, pattern in PATTERNS:
        for match in pattern.finditer(reading.form.text):
            for at in range(*match.span("list")):
                if at in others and holds(way, match, reading, others[at]):
                    yield _tie(reading, match, others.pop(at))


#: Ways to find partners, the surest first.
_FINDERS: Final[tuple[Callable[[Reading], Iterator[Tie]], ...]] = (
    _claimed,
    memberships,
    loose_partners,
    aid_notes,
    bare_lists,
)


def _tie(reading: Reading, match: re.Match[str], mention: Mention) -> Tie:
    clause = _own_clause(reading, match)
    majors: list[str] = []
    if mention.kind != "group" and "专业" in clause:
        near = (one for one in reading.sentence.majors() if abs(one.start - mention.start) < _MAJORS_WITHIN)
        majors = [major.text for major in near]
    return Tie(
        mention,
        _quote(reading, match, mention),
        modes_of(clause, mention.kind),
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


def _own_clause(reading: Reading, match: re.Match[str]) -> str:
    """Return the words that say how: from what leads the list in to the next list."""
    text = reading.form.text
    begin = max(0, *(text.rfind(mark, 0, match.start("list")) for mark in "，；。："))
    following = _NEXT_LIST.search(text, match.end("list"))
    parts = _MARK.split(text[match.end("list") : following.start() if following else len(text)])
    said = parts[:1]
    for part in parts[1:]:
        if not _GOES_ON.match(part) or _OWN_FIGURES.search(part):
            break
        said.append(part)
    in_party_section = any("党建" in part for part in reading.sentence.section[-1:]) and "党" in reading.text
    clause = "，".join([text[begin : match.end("list")] + said[0], *said[1:]])
    return clause + " 党建" if in_party_section else clause
