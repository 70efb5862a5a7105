"""What the text says is housed in the school (设在学校, 落户本校), and bases that it calls one of a level."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from ..honours.grant_lists import AHEAD
from ..honours.titles import base_kind, trimmed
from ..language.enumerations import clause_start, items_in
from ..language.levels import level_of
from ..language.sentences import Sentence, evidence
from ..reading.blocks import Document
from ..schools.school import Speaker
from .programme_bases import NO_BASE, PLANNED
from .programme_found import Found, event_year
from .programme_majors import majors_before

#: What stands in the school: 某基地设在校内, 某中心落户云湾职校.
_STANDING: Final = re.compile(
    r"(?:也|均|都|就|先后|同时)*(?:设[在于]|落[在户](?:[在于])?|坐落[在于]|安[在家]|建[在于]|[在])(?:学校|我校|我院|学院|校内|本校|本院|校区|该校|(?P<name>[\u4e00-\u9fff]{4,16}(?:学校|学院|中专|职中|中心|技校|农校|卫校|职校)))(?=[，。；）]|$|内|里|[\u4e00-\u9fff]{1,6}[处系部楼馆院区室])"
)
_LEVEL_WORDS: Final = r"(?:(?:国家|省部?|自治区|市|县|区)级|全[国省市县区](?:唯一|首个|首家|仅有)|省内唯一)的"
#: A base that is called one of a level: 市级的某某开放实训中心, 全省唯一的某某考试点.
_LEVEL_OF: Final = re.compile(
    rf"{_LEVEL_WORDS}([^，。；、的“”]{{4,26}}?(?:基地|中心|点))(?=[、，。；]|$|[均都也就和]|设|落)"
)
_OF_LEVEL: Final = re.compile(_LEVEL_WORDS)
#: What is housed in the school besides bases, by its last words.
_HOUSED: Final = (
    ("certificate_pilot", re.compile(r"1\+[Xx].{0,12}(?:办公室|中心|站|点)$")),
    ("initiative", re.compile(r"[省市县区家国级批].{2,}(?:计划|工程|行动)$")),
)
_LONGEST: Final = 36
_SIGN: Final = re.compile(
    r"级的|一的|个的|有的|家(?:的|[\u4e00-\u9fff]{4}|[学我校本该])|在(?:[\u4e00-\u9fff]{4}|[学我校本该])|于(?:[\u4e00-\u9fff]{4}|[学我校本该])|户(?:[\u4e00-\u9fff]{4}|[学我校本该])"
)


def housed_in(document: Document, sentence: Sentence, speaker: Speaker) -> Iterator[Found]:
    """Yield bases, schemes and offices of pilots that `sentence` says are housed in the school."""
    text = sentence.text
    if not _SIGN.search(text):
        return
    spans = {
        match.span(1): "training_base"
        for match in _LEVEL_OF.finditer(text)
        if base_kind(match[1]) == "training_base"
    }
    for match in _STANDING.finditer(text):
        if match["name"] and not speaker.is_own(match["name"]):
            continue
        for item in items_in(text, clause_start(text, match.start()), match.start()):
            start, end = trimmed(text, item.start, item.end)
            of_level = _OF_LEVEL.match(text, start, end)
            start = of_level.end() if of_level else start
            end = end if (dash := text.find("——", start, end)) < 0 else dash
            if kind := _kind(text[start:end], bool(of_level), speaker.home):
                spans[start, end] = kind
    for (start, end), kind in sorted(spans.items()):
        name = text[start:end]
        before = text[clause_start(text, start) : start]
        if NO_BASE.search(name) or "的" in name or PLANNED.search(before) or AHEAD.search(text, 0, start):
            continue
        yield Found(
            name,
            kind,
            evidence(document, sentence.passage, start, end, sentence.section),
            year=event_year(sentence, start, end, speaker.year, False),
            majors=majors_before(sentence, end) if kind == "training_base" else (),
            weight=0.7,
        )


def _kind(name: str, of_level: bool, home: str) -> str | None:
    """Return the kind of what is housed, None for what has no level and no name."""
    if other := next((kind for kind, pattern in _HOUSED if pattern.search(name)), None):
        return other if len(name) <= _LONGEST else None
    if base_kind(name) == "training_base" and (of_level or level_of(name, home)):
        return "training_base"
    return None
