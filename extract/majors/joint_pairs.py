"""Joint programmes in pairs of a college and its majors: 甲学院（护理）、乙学院（会计）; 护理——甲学院."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from ..language.mentions import Mention

_BRACKET: Final = re.compile(r"（([^（）]{2,60})）")
#: Between a major and the college that takes it on.
_LEADS_TO: Final = re.compile(r"(?:专业)?\s*(?:—{1,2}|→|⇒|->|－{1,2}|：)\s*(?:对接)?")
_FEWEST: Final = 2  #: pairs that make a list of them


@dataclass(frozen=True, slots=True)
class Pair:
    """A major and the college that it is taught with, as the text names both."""

    major: Mention
    college: Mention


def bracketed(text: str, majors: Sequence[Mention], colleges: Sequence[Mention]) -> list[Pair]:
    """Return the pairs of colleges and majors in a bracket right behind each, where there is nothing else."""
    return [pair for college in colleges for pair in _in_bracket(text, majors, college)]


def _in_bracket(text: str, majors: Sequence[Mention], college: Mention) -> Iterator[Pair]:
    bracket = _BRACKET.match(text, college.end)
    if bracket is None:
        return
    inside = [one for one in majors if bracket.start() < one.start and one.end < bracket.end()]
    rest = bracket[1]
    for one in inside:
        rest = rest.replace(one.text, "", 1)
    if inside and not re.sub(r"[、，和与及]|专业|等", "", rest):
        yield from (Pair(one, college) for one in inside)


def led_to(text: str, majors: Sequence[Mention], colleges: Sequence[Mention]) -> list[Pair]:
    """Return the pairs of majors and the college that a dash or an arrow leads to, if there are several."""
    pairs = [
        Pair(major, college)
        for major in majors
        for college in colleges
        if major.end <= college.start and _LEADS_TO.fullmatch(text, major.end, college.start)
    ]
    return pairs if len(pairs) >= _FEWEST else []
