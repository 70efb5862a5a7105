"""Who taught the winners of a result, wherever in the sentence they stand."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from .award_people import NameList
from .award_text import Segment

#: Said of several winners at once: 都是甲带出来的, 两人均由甲指导.
_ALL: Final = re.compile(r"(?:都|均|全)(?:是|由|出自|在)|[二两三四]人")
_ALL_BEFORE: Final = re.compile(r"[二两三四]人(?:均|都|皆)[由是]?$")
#: What follows teachers that stand before their students.
_TAUGHT: Final = re.compile(
    r"(?:老师)?(?:的|共同|一[起道])?(?:指导|辅导|带)|老师的|的(?:[两三]个)?(?:徒弟|学生|弟子)"
)


def teachers_of(text: str, names: NameList, people: Sequence[NameList], segment: Segment) -> tuple[str, ...]:
    """Return who taught the winners `names`: told behind them, behind all winners, or before them."""
    later = [one.start for one in people if not one.advising and one.start > names.start]
    following = min(later, default=segment.end)
    taught = [one for one in people if one.advising]
    behind = [one for one in taught if names.end <= one.start < following]
    if behind and "；" not in text[names.end : behind[0].start]:
        return behind[0].names
    if of_all := next((one for one in taught if one.start > following), None):
        apart = "；" in text[names.end : of_all.start]
        if _ALL_BEFORE.search(text, max(0, of_all.start - 8), of_all.start):
            return of_all.names
        if not apart and _ALL.search(text, following, of_all.end + 2):
            return of_all.names
    before = [one for one in taught if segment.start <= one.start and one.end <= names.start]
    if before and "；" not in text[before[-1].end : names.start] and _TAUGHT.match(text, before[-1].end):
        return before[-1].names
    return ()
