"""Clauses of a school's history: where each begins, the year it tells and what it says happened."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from ..reading.passage import Passage

#: Four figures of a year, in figures or Chinese ones.
_YEAR: Final = re.compile(
    r"(?<!\d)((?:18|19|20)\d\d)(?=年|\.\d{1,2}(?!\d)|[-—~～]\d{4}|\s)|([一二][八九〇○零][〇○零一二三四五六七八九]{2})(?=年)"
)
_DATE: Final = (
    r"(?:(?:18|19|20)\d\d|[一二][八九〇○零][〇○零一二三四五六七八九]{2})年(?:\d{1,2}月)?(?:\d{1,2}日)?"
)
#: A new clause begins at a year unless words lead to it (始建于1978年) or a name follows (1978年的…).
_AT_YEAR: Final = re.compile(
    rf"(?<=[^\s，。；：→（(于自从在至到以是为的及和、即了约近自已达第\d—~～-])(?={_DATE}(?!的|[^，。；→]{{0,8}}的))"
)
#: The label of a history begins it anew.
_HEADED: Final = re.compile(r"(?:沿革|历程|校史)：")
_MARKS: Final = re.compile(r"[，。；！\n]|→|—>|->|⟶|➔|–>")
_CHINESE: Final = {char: str(number) for number, char in enumerate("零一二三四五六七八九")} | {
    "〇": "0",
    "○": "0",
}


@dataclass(frozen=True, slots=True)
class Clause:
    """`text` of the story from `start` to `end`, the years in it, and whether a sentence begins with it."""

    start: int
    end: int
    text: str
    years: tuple[int, ...]
    opens: bool


def clauses_of(story: Passage) -> list[Clause]:
    """Return the clauses of `story`: parted at punctuation, arrows, and years that begin a line."""
    cuts = {0, len(story.text)}
    opens = {0}
    for match in _MARKS.finditer(story.text):
        if _in_bracket(story.text, match.start()):
            continue
        cuts |= {match.start(), match.end()}
        if match[0] not in "，":
            opens.add(match.end())
    for match in _HEADED.finditer(story.text):
        cuts.add(match.end())
        opens.add(match.end())
    for match in _AT_YEAR.finditer(story.text):
        if not _in_bracket(story.text, match.start()):
            cuts.add(match.start())
    ordered = sorted(cuts)
    clauses = []
    pending = True
    for start, end in zip(ordered, ordered[1:], strict=False):
        text = story.text[start:end]
        pending = pending or start in opens
        if _MARKS.fullmatch(text) or not text.strip():
            continue
        clauses.append(Clause(start, end, text, tuple(years_of(text)), pending))
        pending = False
    return clauses


def years_of(text: str) -> list[int]:
    """Return the years that `text` names in order."""
    found = []
    for match in _YEAR.finditer(text):
        found.append(int(match[1] or "".join(_CHINESE[char] for char in match[2])))
    return [year for year in found if 1800 <= year < 2100]


def _in_bracket(text: str, at: int) -> bool:
    opened = text.rfind("（", max(0, at - 60), at)
    return opened >= 0 and text.find("）", opened, at) < 0 and "）" in text[at : at + 60]
