"""Titles of majors: with their majors behind, before them with a count, or in brackets behind one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from ..honours.titles import base_kind
from ..language.enumerations import clause_start
from ..language.levels import level_of
from ..language.sentences import Sentence, evidence
from ..reading.blocks import Document
from ..schools.school import Speaker
from .programme_bases import PLANNED
from .programme_found import Found, event_year
from .programme_majors import majors_before

_TITLE_OF_MAJORS: Final = re.compile(
    r"(?:[省市县区]级?|国家级?|自治区级?|全省|[\u4e00-\u9fff]{2,8}[省市县区])(?:级)?[\u4e00-\u9fff“”]{0,14}?(?:示范|品牌|特色|骨干|重点|优质|名牌|高水平|试点)[\u4e00-\u9fff]{0,6}专业群?(?=(?:[是为：]|有[^，。]{0,4}(?:，即|：|、)?|包括|分别))"
)
#: A title that a list of majors before it holds, with their count: 甲、乙两个省级骨干专业建设点.
_COUNTED_TITLE: Final = re.compile(
    r"(?:(?:等|共)?(?:\d{1,2}|[一二两三四五六七八九十])个)((?:国家级?|省部?级|自治区级?|市级|县级|区级|省|市|部级|校级)(?:示范性?|品牌|特色|骨干|重点|优质|名牌|高水平|一流|精品)+(?:特色|品牌)?专业群?(?:建设点|点)?)(?![\u4e00-\u9fff]{0,4}[、和及])"
)
#: A title of majors in brackets behind one of them, and one that a named plan of the state counts.
_BRACKETED: Final = re.compile(
    r"（((?:国家级?|省部?级|自治区级?|市级|县级|区级)(?:示范性?|品牌|特色|骨干|重点|优质|名牌|高水平|一流|精品)+专业群?(?:建设点)?)）"
)
_OF_STATE_PLAN: Final = re.compile(
    r"((?:国家|教育部|省)[^，。、；\d]{0,12}?(?:行动计划|提质培优|双高计划|“双高计划”)[^，。、；\d]{0,6}?(?:专业群?|基地|项目))(?=(?:共|已)?\d+个)"
)
#: Characters of the shortest list of majors (甲某、乙某).
_SHORTEST_LIST: Final = 5


def titles_of_majors(document: Document, sentence: Sentence, speaker: Speaker) -> Iterator[Found]:
    """Yield the titles that majors of the school hold, as `sentence` ties them to their majors."""
    text = sentence.text
    if "专业" in text:
        yield from _of_majors(document, sentence, speaker)
        if "个" in text:
            yield from _counted(document, sentence, speaker)
        if "（" in text:
            yield from _bracketed(document, sentence)
    if "个" in text and ("行动计划" in text or "提质培优" in text or "双高计划" in text):
        yield from _of_state_plan(document, sentence)


def _of_majors(document: Document, sentence: Sentence, speaker: Speaker) -> Iterator[Found]:
    """Yield 省级示范专业为甲、乙: a title of majors, and behind it those that hold it."""
    text = sentence.text
    for match in _TITLE_OF_MAJORS.finditer(text) if sentence.majors() else ():
        end = min(
            at
            for at in (
                text.find("，", match.end() + 6),
                text.find("；", match.end()),
                text.find("。", match.end()),
                len(text),
            )
            if at > 0
        )
        majors = tuple(dict.fromkeys(one.text for one in sentence.majors() if match.end() <= one.start < end))
        if not majors:
            continue
        name = match[0]
        kind = base_kind(name) or "construction_project"
        quote = evidence(document, sentence.passage, match.start(), end, sentence.section)
        yield Found(
            name,
            kind,
            quote,
            majors=majors,
            weight=0.8,
            year=event_year(sentence, match.start(), match.end(), speaker.year, False),
        )


def _counted(document: Document, sentence: Sentence, speaker: Speaker) -> Iterator[Found]:
    """Yield 甲、乙、丙3个省级示范专业: a title, and before it a list of the majors that hold it."""
    text = sentence.text
    for match in _COUNTED_TITLE.finditer(text):
        start = clause_start(text, match.start())
        if match.start() - start < _SHORTEST_LIST or PLANNED.search(text[start : match.start()]):
            continue
        majors = majors_before(sentence, match.start())
        if len(majors) < 2 or level_of(match[1], speaker.home) == "school":
            continue
        quote = evidence(document, sentence.passage, match.start(), match.end(), sentence.section)
        year = event_year(sentence, match.start(1), match.end(1), speaker.year, False)
        yield Found(match[1], "construction_project", quote, majors=majors, year=year, weight=0.75)


def _bracketed(document: Document, sentence: Sentence) -> Iterator[Found]:
    """Yield a title in brackets behind a major: 某某（省级骨干专业）."""
    text = sentence.text
    for match in _BRACKETED.finditer(text):
        majors = tuple(
            one.text
            for one in sentence.majors()
            if one.end == match.start() or one.start < match.start() < one.end
        )
        if majors:
            quote = evidence(document, sentence.passage, *match.span(1), sentence.section)
            found = tuple(name.split("（")[0] for name in majors)
            yield Found(match[1], "construction_project", quote, majors=found, weight=0.7)


def _of_state_plan(document: Document, sentence: Sentence) -> Iterator[Found]:
    """Yield the majors, bases or projects that a plan of the state counts: 国家…行动计划骨干专业3个."""
    for match in _OF_STATE_PLAN.finditer(sentence.text):
        quote = evidence(document, sentence.passage, *match.span(1), sentence.section)
        yield Found(match[1], "construction_project", quote, weight=0.65)
