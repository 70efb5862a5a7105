"""Results of competitions before they are facts, and how results told twice become one."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from ..facts import Evidence, Fact

_SAME_ITEM: Final = re.compile(r"[“”《》（）\s]|赛项|项目|（?学生组）?|学生")
_EVENT_NOISE: Final = re.compile(
    r"[“”《》（）\s\-—·]|(?:19|20)\d\d年?度?|（?(?:学生|教师|职工|中职|高职)组）?"
)


@dataclass(frozen=True, slots=True)
class Result:
    """One result: what was won by whom in which competition, and where it is told.

    `kind` is the kind of the recipients: "student", "teacher", "team", "school" or "". A result that is told
    of the teachers of its winners has advisors and no recipients.
    """

    event: str
    rank: str
    evidence: tuple[Evidence, ...]
    item: str = ""
    recipients: tuple[str, ...] = ()
    kind: str = ""
    advisors: tuple[str, ...] = ()
    level: str | None = None
    year: int | None = None
    confidence: float = 0.8

    def fact(self) -> Fact:
        """Return the result as a fact."""
        values: dict[str, object] = {
            "event": self.event,
            "item": self.item,
            "recipients": list(self.recipients),
        }
        values |= {
            "recipient_kind": self.kind,
            "advisors": list(self.advisors),
            "level": self.level,
            "rank": self.rank,
            "year": self.year,
        }
        kept = {key: value for key, value in values.items() if value or key == "recipients"}
        return Fact("award", kept, self.evidence, self.confidence)


def merged(results: Sequence[Result]) -> list[Result]:
    """Return `results`, those told twice as one: the same winners again, or their teachers apart."""
    kept: list[Result] = []
    for result in sorted(results, key=lambda one: not one.recipients):
        places = [at for at, other in enumerate(kept) if _same(other, result)]
        # Advisors alone are given to winners only where no doubt is left which.
        if not places or (not result.recipients and result.advisors and len(places) > 1):
            kept.append(result)
        else:
            kept[places[0]] = _union(kept[places[0]], result)
    return sorted(kept, key=lambda one: one.evidence[0].start)


def _same(one: Result, other: Result) -> bool:
    if one.rank != other.rank or not _agree(one.year, other.year) or not _alike(one.event, other.event):
        return False
    if one.recipients and other.recipients:
        return set(one.recipients) == set(other.recipients) and (_items_agree(one, other))
    if not _items_agree(one, other):
        return False
    if other.advisors and not other.recipients:
        return (
            one.kind in ("student", "team", "")
            and other.kind in ("student", "team", "")
            and not (set(one.recipients) & set(other.advisors))
        )
    return not one.recipients and not other.recipients and one.kind == other.kind and one.item == other.item


def _agree(one: int | None, other: int | None) -> bool:
    return one is None or other is None or one == other


def _items_agree(one: Result, other: Result) -> bool:
    first, second = (_SAME_ITEM.sub("", result.item) for result in (one, other))
    return first == second or not first or not second or first in second or second in first


def _alike(one: str, other: str) -> bool:
    first, second = _EVENT_NOISE.sub("", one), _EVENT_NOISE.sub("", other)
    short, long = sorted((first, second), key=len)
    return (
        first == second or (len(short) >= 4 and short in long) or (len(short) >= 12 and _within(short, long))
    )


def _within(short: str, long: str) -> bool:
    """Tell whether the characters of `short` stand in `long` in order: the name less some of its parts."""
    rest = iter(long)
    return all(char in rest for char in short)


def _union(one: Result, other: Result) -> Result:
    advisors = tuple(dict.fromkeys((*one.advisors, *other.advisors)))
    return replace(
        one,
        event=max(one.event, other.event, key=len),
        item=max(one.item, other.item, key=len),
        advisors=advisors,
        kind=one.kind or other.kind,
        level=one.level or other.level,
        year=one.year or other.year,
        evidence=tuple(dict.fromkeys((*one.evidence, *other.evidence))),
        confidence=max(one.confidence, other.confidence),
    )
