"""Paragraphs: which lines of a dump go on with the one before, broken at a fixed width or by a page."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from .headings import heading_level
from .lines import Line
from .passage import Passage

BULLET: Final = re.compile(r"(?:[-*+•●◆■▪►]|\d{1,2}[)）]|[①-⑳])\s*")
_ENTRY: Final = re.compile(r"[\u4e00-\u9fff]{2,8}\s*[：:](?!\d)\s*\S")  #: a line of a profile: 校址：…
_SENTENCE_END: Final = re.compile(r"[。！？!?；;…][”’\"』」）)]*$")
_OPENERS: Final = re.compile(
    r"(?:同时|此外|另外|首先|其次|再次|最后|一是|二是|三是|四是|五是|其一|其二)[，,]?"
)
#: Digits or letters each standing alone, three of them or more.
_SPACED: Final = re.compile(
    r"(?<![0-9A-Za-z.])(?:[0-9](?: [0-9]){2,}|[A-Za-z](?: [A-Za-z]){2,})(?![0-9A-Za-z.])"
)
_NARROW: Final = 60  #: characters of a line that a dump of broken lines hardly passes
_MIN_WIDTH: Final = 40  #: columns, a Chinese character two
_SLACK: Final = 7  #: columns by which broken lines fall short of the width (a word, a mark not parted)
_OVERHANG: Final = 2  #: columns by which a mark may hang over
_MIN_BROKEN: Final = 4
_FEW: Final = 12  #: lines that a dump of broken lines has at least, unless their width tells it
#: An entry of a chronicle, the year set off: 2005年　某某单位.
_YEAR_SET_OFF: Final = re.compile(r"(?:19|20)\d\d年(?:\d{1,2}月)?[ \u3000\t]+(?=[\u4e00-\u9fff“])")
_PARTED: Final = re.compile(r"[\t|｜]")
_OPEN_ENDS: Final = ("，", ",", "、", "（", "(", "《", "“")  #: after which a sentence goes on
_LETTER: Final = re.compile(r"[\u4e00-\u9fff0-9]")
_INSIDE: Final = re.compile(r"[^；：｜|/]*[，。][^；：｜|/]*")  #: a line of prose, no fields of a list
_SHORT: Final = 15  #: characters; a line that is shorter and ends a sentence ends its paragraph


@dataclass(frozen=True, slots=True)
class Setting:
    """How a dump sets its text: `wrapped` where nearly all lines are broken; `width` in columns, or 0."""

    wrapped: bool
    width: int


def setting_of(lines: Sequence[Line]) -> Setting:
    """Return how `lines` are set."""
    texts = [line for line in lines if len(line.words) >= 15 and not _PARTED.search(line.words)]
    lengths = sorted(len(line.words) for line in texts)
    narrow = bool(lengths) and lengths[int(len(lengths) * 0.9)] <= _NARROW
    width = _broken_width(texts)
    # A few lines of any length are a short text as written; broken lines show by width, number or indents.
    indents = {line.indented for line in lines if not line.blank}
    shown = width > 0 or len(texts) >= _FEW or len(indents) > 1
    return Setting(narrow and shown, width)


def continues(last: Line, line: Line, setting: Setting, after_blank: bool) -> bool:
    """Tell whether `line` goes on with the paragraph whose line so far is `last`."""
    full = setting.width > 0 and -_SLACK <= columns(last.words) - setting.width <= _OVERHANG
    entry = _YEAR_SET_OFF.match(last.words) and last.words.endswith(("）", ")"))
    if (
        entry
        or BULLET.match(line.words)
        or _YEAR_SET_OFF.match(line.words)
        or (_ENTRY.match(line.words) and _ENTRY.match(last.words))
    ):
        return False
    if _SENTENCE_END.search(last.words):
        broken = full if setting.width else setting.wrapped
        return broken and not after_blank and not line.indented and len(last.words) >= _SHORT
    if heading_level(line.words) or last.words.endswith(("：", ":")):
        return False
    if full and not line.indented:
        return True
    if _OPENERS.match(line.words) or (line.indented and not after_blank):
        return False
    return _left_open(last, setting, after_blank) or (not after_blank and _torn(last, line))


def _torn(last: Line, line: Line) -> bool:
    """Tell a sentence that a stray break parts: both are prose, and only the second line ends it."""
    ends = line.words.endswith(("。", "；")) and _LETTER.match(line.words)
    return bool(ends and _INSIDE.fullmatch(last.words) and _LETTER.match(last.words[-1]))


def _left_open(last: Line, setting: Setting, after_blank: bool) -> bool:
    """Tell whether a line without a full stop waits for more: long ones do, and those that end in a comma."""
    if last.words.endswith(_OPEN_ENDS):
        return True
    length = len(last.words)
    if setting.wrapped:
        return length >= 18 or (after_blank and length >= 12)
    return after_blank and length >= 25


def closed_up(passage: Passage) -> Passage:
    """Return a passage without the spaces that OCR set between all digits or letters (2 0 2 1, B I M)."""
    if " " not in passage.text:
        return passage
    gaps = {at for run in _SPACED.finditer(passage.text) for at in range(run.start() + 1, run.end(), 2)}
    if not gaps:
        return passage
    kept = [at for at in range(len(passage)) if at not in gaps]
    text = "".join(passage.text[at] for at in kept)
    return Passage(text, tuple(passage.offsets[at] for at in kept), passage.spanned)


def columns(words: str) -> int:
    """Return how many columns `words` takes: two for a Chinese character or mark, one for a Latin one."""
    return 2 * len(words) - len(words.encode("ascii", "ignore"))


def _broken_width(texts: Sequence[Line]) -> int:
    """Return the width at which lines are broken: where the open ones (no full stop) crowd together; or 0."""
    open_lines = [
        columns(line.words)
        for line in texts
        if not _SENTENCE_END.search(line.words) and not line.words.endswith(("：", ":"))
    ]
    widths = Counter(width for width in open_lines if width >= _MIN_WIDTH)
    crowds = {top: sum(widths[top - less] for less in range(_SLACK)) for top in widths}
    if not crowds:
        return 0
    best = max(crowds, key=lambda top: (crowds[top], top))
    crowded = crowds[best] >= max(_MIN_BROKEN, 0.5 * sum(widths.values()))
    return best if crowded else 0
