"""Footnotes: lines below a rule that begin with numbers which are called above; left out, as in Word files.

So are the raised numbers that call them: behind a figure they would be taken for a digit of it.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median
from typing import Final

from .model import Glyph, PageLine, Rule

_SHORTEST: Final = 40.0  #: points of the rule above notes
_LOWER: Final = 0.4  #: share of the page's height above which no notes stand
_NEAR: Final = 2.5  #: characters of height that may part a rule from its notes, and these from each other
_MARK: Final = re.compile(r"[\[［〔(（]?(?P<mark>\d{1,3}|[①-⑳])(?!\d)")
_CALL: Final = re.compile(r"\d|[①-⑳]")
_RAISED: Final = 0.8  #: height of a raised number to that of the letters around it
_MOST_CALLS: Final = 200


@dataclass(frozen=True, slots=True)
class _Call:
    """A small number set raised behind a letter."""

    words: str
    glyphs: tuple[Glyph, ...]


def without_notes(
    glyphs: Sequence[Glyph], lines: Sequence[PageLine], rules: Sequence[Rule], height: float
) -> Sequence[Glyph]:
    """Return the `glyphs` of a page, which stand in `lines`, without its footnotes and their calls."""
    under = [rule for rule in rules if rule.top >= _LOWER * height and rule.x1 - rule.x0 >= _SHORTEST]
    if not under:
        return glyphs
    calls = _calls(glyphs)
    for rule in under:
        above = [call for call in calls if call.glyphs[0].bottom < rule.top]
        notes = _notes([line for line in lines if line.top >= rule.top - 1], rule)
        marks = {match["mark"] for line in notes if (match := _MARK.match(line.words))}
        called = [call for call in above if call.words in marks]
        if called:
            dropped = {id(glyph) for call in called for glyph in call.glyphs}
            top, bottom = notes[0].top, max(line.bottom for line in notes)
            return [
                glyph for glyph in glyphs if id(glyph) not in dropped and not top <= glyph.middle[1] <= bottom
            ]
    return glyphs


def _notes(below: Sequence[PageLine], rule: Rule) -> list[PageLine]:
    """Return the lines that follow a rule from its left on; the first may be the rest of an earlier note."""
    notes: list[PageLine] = []
    last = rule.top
    for line in below:
        aside = abs(line.x0 - rule.x0) > _NEAR * line.em
        if aside or line.top - last > _NEAR * line.em:
            break
        notes.append(line)
        last = line.bottom
    return notes


def _calls(glyphs: Sequence[Glyph]) -> list[_Call]:
    """Return the numbers that stand small and raised behind a letter."""
    usual = median(glyph.height for glyph in glyphs) if glyphs else 0.0
    small = [glyph for glyph in glyphs if glyph.height < _RAISED * usual and _CALL.match(glyph.text)]
    runs: list[list[Glyph]] = [[glyph] for glyph in small[:1]]
    for before, glyph in pairwise(small[:_MOST_CALLS]):
        if abs(before.top - glyph.top) < 1 and -1 <= glyph.x0 - before.x1 < glyph.height / 2:
            runs[-1].append(glyph)
        else:
            runs.append([glyph])
    letters = sorted(glyphs, key=_right)
    return [
        _Call("".join(glyph.text for glyph in run), tuple(run))
        for run in runs
        if any(_is_raised(run[0], letter) for letter in _left_of(run[0], letters, usual))
    ]


def _right(glyph: Glyph) -> float:
    return glyph.x1


def _left_of(call: Glyph, letters: Sequence[Glyph], reach: float) -> Sequence[Glyph]:
    """Return those of `letters`, sorted by their right edges, that end close to the left of a number."""
    first = bisect_left(letters, call.x0 - reach, key=_right)
    return letters[first : bisect_right(letters, call.x0 + 1, key=_right)]


def _is_raised(call: Glyph, letter: Glyph) -> bool:
    return (
        call.height < _RAISED * letter.height
        and -1 <= call.x0 - letter.x1 < letter.height / 2
        and letter.top - call.height <= call.middle[1] < letter.middle[1]
    )
