"""The competition that a list of results is of: named last above it, by its heading, or below it."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from ..language.years import cell_year
from .award_events import Event, event_between
from .award_line_parts import unbulleted
from .award_view import is_placed
from .award_words import is_event

_HEADING: Final = re.compile(
    r"(?P<event>[^，。；：]{5,50}?)(?:获奖|评[选审比])?"
    r"(?:名单|结果|情况|成绩单?|喜报|战报|光荣榜|一览|公示|揭晓)*[：:]?"
)
_PAGE: Final = 4000  #: characters of a page of news, in which a list may stand before its competition
_BELOW: Final = 600  #: characters that a list under its competition's name below may take
_SHORT: Final = 60  #: characters of a line that may announce rows
_LEAST: Final = 5  #: characters of an event's name in full


@dataclass(frozen=True, slots=True)
class Title:
    """A competition named at the place `at` of the document's text, with its year where told."""

    at: int
    event: Event
    year: int | None


class Titles:
    """The competitions that a text names; `read` are the stretches read as lists. Both are in order.

    What a list names in its rows is no title of those below.
    """

    def __init__(self, text: str, titles: Sequence[Title], home: str) -> None:
        self.text, self.home = text, home
        self.titles = sorted(titles, key=lambda one: one.at)
        self.read: list[tuple[int, int]] = []

    def heads(self, start: int, end: int, words: str) -> bool:
        """Tell a line that but names the competition of rows, and keep that where no paragraph named it."""
        event = _heading_event(words, self.home)
        if event is None:
            return False
        at = self._from(start)
        if at == len(self.titles) or self.titles[at].at >= end:
            self.titles.insert(at, Title(start, event, cell_year(words)))
        return True

    def named_in(self, start: int, end: int) -> bool:
        """Tell a short line with a competition's name, such as may stand above rows."""
        at = self._from(start)
        return end - start <= _SHORT and at < len(self.titles) and self.titles[at].at < end

    def of(self, at: int) -> Title | None:
        """Return the competition named last above `at`; on a page of news without one, the first below."""
        number = self._from(at)
        placed: Title | None = None
        other: Title | None = None
        for place in range(number - 1, -1, -1):
            one = self.titles[place]
            if at - one.at > _PAGE:
                break
            if self._is_read(one.at):
                continue
            if is_placed(one.event, self.home):
                if len(one.event.name) >= _LEAST:
                    return one
                placed = placed or one
            other = other or one
        return placed or other or self._below(at, number)

    def _below(self, at: int, number: int) -> Title | None:
        below = next((one for one in self.titles[number:] if is_placed(one.event, self.home)), None)
        if below is None or len(self.text) <= _PAGE:
            return below
        told = re.search(r"\n\s*[（(]?(?:以上|上述)[^\n]*$", self.text[at : below.at][:_BELOW])
        return below if told and below.at - at <= _BELOW else None

    def _from(self, at: int) -> int:
        return bisect_left(self.titles, at, key=lambda one: one.at)

    def _is_read(self, at: int) -> bool:
        number = bisect_left(self.read, at + 1, key=lambda span: span[0])
        return number > 0 and self.read[number - 1][1] > at


def _heading_event(text: str, home: str) -> Event | None:
    """Return the event that a line consists of, also of a kind that is none elsewhere: 第三届教学成果奖."""
    match = _HEADING.fullmatch(unbulleted(text)[1])
    words = match["event"] if match else ""
    event = event_between(words, 0, len(words)) if is_event(words, weak=True) else None
    return event if event and event.name and is_placed(event, home) else None
