"""Paragraphs made ready for reading results: their words, persons, events, ranks and segments."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from ..language.mentions import Token
from ..language.sentences import Sentence
from ..reading.passage import Passage
from .award_events import Event, find_events, resolve
from .award_people import NameList, name_lists
from .award_words import Rank, find_ranks

_QUOTED: Final = re.compile(r"《[^》]{1,60}》")
_QUOTE: Final = re.compile(r"“([^”]{2,30})”")
_SAYING: Final = re.compile(r"“[^“”]{1,60}”")
_BRACKET: Final = re.compile(r"（([^（）]|（[^（）]*）)*）")
#: 一等奖：… 二等奖：… in one line, nothing between them.
_RANK_HEAD: Final = re.compile(r"[特一二三四]等奖(?:\d+[个项名人])?[：:]")
_SENTENCE_END: Final = re.compile(r"[。！？]")
#: What makes a competition named behind it one of the future.
_AHEAD: Final = re.compile(
    r"(?:即将|将[于要会在代]?|备战|晋级|入围|进军|冲刺|冲击|出征|出战|征战|挺进|闯入|跻身|获得|取得|推荐|入选|拿到)[^，。；：]{0,16}$"
)
_SEGMENT_END: Final = re.compile(r"[。！？；]")


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of a paragraph that stands for itself, between 。 or ； or in a bracket that tells a result.

    `bracket` tells that it stands in one; `opens` that a new sentence begins with it.
    """

    start: int
    end: int
    bracket: bool = False
    opens: bool = True


@dataclass(frozen=True, slots=True)
class AwardText:
    """A paragraph with what is named in it; all places count in `passage.text`."""

    passage: Passage
    section: tuple[str, ...]
    persons: tuple[NameList, ...]
    events: tuple[Event, ...]
    ranks: tuple[Rank, ...]
    segments: tuple[Segment, ...]
    tokens: tuple[Token, ...] = ()

    @property
    def text(self) -> str:
        """The even text."""
        return self.passage.text


def read_text(passage: Passage, sentences: Sequence[Sentence], known: Sequence[Event]) -> AwardText:
    """Return the paragraph `passage`, made of `sentences`; short names of events stand for those `known`."""
    text = passage.text
    tokens = list(_tokens(sentences))
    masked = _QUOTED.sub(lambda match: "《" + "　" * (len(match[0]) - 2) + "》", text)
    unquoted = _SAYING.sub(lambda match: "“" + "　" * (len(match[0]) - 2) + "”", masked)
    persons = name_lists(unquoted, tokens)
    ranks = find_ranks(masked)
    events: list[Event] = []
    found = find_events(masked, tokens, persons)
    for event in sorted([*found, *_quoted_events(text, known, found)], key=lambda one: one.start):
        named = (
            Event(
                event.start,
                event.end,
                event.name and text[event.start : event.end] or "",
                event.own,
                event.weak,
            )
            if "　" in event.name
            else event
        )
        if not _lies_ahead(text, event, ranks):
            words = text[event.start : event.end]
            events.append(resolve(named, [*known, *events], words))
    return AwardText(
        passage,
        sentences[0].section,
        tuple(persons),
        tuple(events),
        tuple(ranks),
        tuple(_segments(text, ranks, persons, events)),
        tuple(tokens),
    )


def _lies_ahead(text: str, event: Event, ranks: Sequence[Rank]) -> bool:
    """Tell a competition that is still to come: 将出战全国赛, with no result of it in its sentence."""
    stop = _SENTENCE_END.search(text, event.end)
    end = stop.start() if stop else len(text)
    if any(event.end <= rank.start < end for rank in ranks):
        return False
    return bool(_AHEAD.search(text, max(0, event.start - 24), event.start))


def _quoted_events(text: str, known: Sequence[Event], found: Sequence[Event]) -> Iterator[Event]:
    """Yield events named again by what is quoted in their names: “建筑装饰综合技能”的…."""
    for match in _QUOTE.finditer(text):
        full = next((event for event in known if f"“{match[1]}”" in event.name), None)
        if full and not any(event.start < match.end() and match.start() < event.end for event in found):
            yield Event(match.start(), match.end(), full.name, full.own)


def _tokens(sentences: Sequence[Sentence]) -> Iterator[Token]:
    at = 0
    for sentence in sentences:
        for token in sentence.tokens if at else ():
            yield Token(token.start + at, token.end + at, token.word, token.tag)
        if not at:
            yield from sentence.tokens
        at += len(sentence.text)


def _segments(
    text: str, ranks: Sequence[Rank], persons: Sequence[NameList], events: Sequence[Event]
) -> list[Segment]:
    brackets = [match.span() for match in _BRACKET.finditer(text)]
    own = [span for span in brackets if _tells(span, ranks, persons, events)]
    heads = [match.start() for match in _RANK_HEAD.finditer(text)][1:]
    cuts = [
        match.end()
        for match in _SEGMENT_END.finditer(text)
        if not any(start < match.start() < end for start, end in brackets)
    ]
    found: list[Segment] = []
    start = 0
    for cut in sorted({*cuts, *heads, len(text)}):
        opens = not found or text[start - 1] in "。！？"
        inner = [span for span in own if start <= span[0] and span[1] <= cut]
        at = start
        for left, right in inner:
            found.append(Segment(at, left, opens=opens))
            found.append(Segment(left + 1, right - 1, True, opens))
            at = right
        found.append(Segment(at, cut, opens=opens))
        start = cut
    return [one for one in found if one.end > one.start]


def _tells(
    span: tuple[int, int], ranks: Sequence[Rank], persons: Sequence[NameList], events: Sequence[Event]
) -> bool:
    def inside(one: Rank | NameList | Event) -> bool:
        return span[0] < one.start and one.end < span[1]

    return any(inside(rank) for rank in ranks) and (
        any(inside(one) for one in persons)
        or any(inside(event) for event in events)
        or span[1] - span[0] <= 12
    )
