"""A stretch of a report made even for matching, each character of which knows where it came from."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from .marks import breaks_in, marks_in
from .radicals import CHARACTERS

_ASCII_OF_WIDE: Final = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
_MARKS: Final = {
    "，,": "，", "：:∶": "：", "；;": "；", "（(〔": "（", "）)〕": "）", "！!": "！", "？?": "？",
    "﹪": "%", "「『": "“", "」』": "”", "［": "[", "］": "]", "−﹣": "-", "﹑､": "、", "•・‧": "·",
    "\u3000\xa0\t\n\f\v": " ",
}  # fmt: skip
_EVEN: Final[dict[int, int | str]] = (
    dict(CHARACTERS)
    | _ASCII_OF_WIDE
    | {ord(char): even for written, even in _MARKS.items() for char in written}
)
_SPACES: Final = r"\t-\r\x1c-\x20\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000"
#: What is made even: a quick look for it costs a fifth of making a stretch even that is so already.
_UNEVEN: Final = re.compile(
    f"[{re.escape(''.join(chr(code) for code, even in _EVEN.items() if even not in (code, chr(code))))}]"
)
#: What a stretch that is even as it stands, as most cells are, has nothing of.
_WORKED_ON: Final = re.compile(rf'{_UNEVEN.pattern[:-1]}{_SPACES}\u200b\u200c\u200d\ufeff\xad"，：*`<_\]]')
_DROPPED: Final = frozenset("\u200b\u200c\u200d\ufeff\xad")
#: What of even text is looked at by itself: white space, what is dropped, quotation marks to be paired, and
#: marks that may stand inside a number; all the rest goes over as it is. White space is spelled out, since a
#: set of characters alone is searched for three times as fast as one with a class in it.
_SINGLED_OUT: Final = re.compile(rf'[{_SPACES}\u200b\u200c\u200d\ufeff\xad"，：](?<![\u4e00-\u9fff][，：])')


def is_cjk(char: str) -> bool:
    """Tell whether `char` is a Chinese character."""
    return "\u4e00" <= char <= "\u9fff" or "\u3400" <= char <= "\u4dbf"


@dataclass(frozen=True, slots=True)
class Passage:
    """Even text beside its source.

    `text` has Chinese punctuation, Arabic figures and Latin letters of one width, no line breaks, and no
    spaces but those between Latin words and wide gaps, no marks of Markdown; `offsets[i]` is the place of
    `text[i]` in the report's decoded text. `spanned` marks a cell of a table that has no words of its own
    place: a merged cell, whose words these are, covers it.
    """

    text: str
    offsets: tuple[int, ...]
    spanned: bool = False

    @classmethod
    def of(cls, source: str, start: int = 0, end: int | None = None) -> Passage:
        """Make the passage of `source[start:end]`."""
        stop = len(source) if end is None else end
        if not _WORKED_ON.search(source, start, stop):
            return cls(source[start:stop], tuple(range(start, stop)))
        return cls.joined(source, [(start, stop)])

    @classmethod
    def joined(cls, source: str, spans: Iterable[tuple[int, int]]) -> Passage:
        """Make one passage of several spans of `source`, such as the lines of a paragraph."""
        chars: list[str] = []
        offsets: list[int] = []
        gap = gap_at = 0  # columns of white space since the last character kept, and where it begins
        broken = opened = False
        for start, end in spans:
            if chars and not gap:
                gap, gap_at = 1, start
            broken = bool(chars)
            piece = source[start:end]
            marks, breaks = marks_in(piece), breaks_in(piece)
            even = piece.translate(_EVEN) if _UNEVEN.search(piece) else piece
            for first, last in _runs(even, marks, breaks):
                at = start + first
                run = even[first:last]
                alone = last - first == 1
                if alone and (run in _DROPPED or first in marks):
                    continue
                if alone and (run.isspace() or first in breaks):
                    gap_at = gap_at if gap else at
                    gap += 2 if source[at] in "\t\u3000" else 1
                    continue
                if gap and chars and _gap_stays(chars[-1][-1], run[0], gap, broken):
                    chars.append(" ")
                    offsets.append(gap_at)
                gap, broken = 0, False
                if alone and run == '"':
                    run = "”" if opened else "“"
                    opened = not opened
                elif alone and run in "，：" and _inside_number(source, at, run):
                    run = "," if run == "，" else ":"
                chars.append(run)
                offsets.extend(range(at, start + last))
            gap = min(gap, 1)
        return cls("".join(chars), tuple(offsets))

    def __len__(self) -> int:
        return len(self.text)

    def source_span(self, start: int, end: int) -> tuple[int, int]:
        """Return where `text[start:end]` stands in the report's decoded text."""
        if start >= end:
            return self.offsets[start], self.offsets[start]
        return self.offsets[start], self.offsets[end - 1] + 1

    def part(self, start: int, end: int) -> Passage:
        """Return the passage of `text[start:end]`."""
        return Passage(self.text[start:end], self.offsets[start:end], self.spanned)

    def strip(self) -> Passage:
        """Return the passage without white space at its ends."""
        if self.text and not (self.text[0].isspace() or self.text[-1].isspace()):
            return self
        start = len(self.text) - len(self.text.lstrip())
        return self.part(start, max(start, len(self.text.rstrip())))


def _runs(even: str, marks: frozenset[int], breaks: frozenset[int]) -> Iterator[tuple[int, int]]:
    """Yield where the runs of `even` begin and end that go over as they are; others are of one character."""
    if marks or breaks:
        yield from ((at, at + 1) for at in range(len(even)))
        return
    at = 0
    for match in _SINGLED_OUT.finditer(even):
        found = match.start()
        if found > at:
            yield at, found
        at = found + 1
        yield found, at
    if at < len(even):
        yield at, len(even)


def _gap_stays(before: str, after: str, gap: int, broken: bool) -> bool:
    """Tell whether white space means something: between Latin words or numbers, or where it is wide.

    A number broken over two lines (`broken`) is one number.
    """
    if before.isascii() and after.isascii() and before.isalnum() and after.isalnum():
        return not (broken and gap == 1 and before.isdigit() and after.isdigit())
    return gap >= 3 and not (before in "，、。；：（" or after in "，、。；：）")


def _inside_number(source: str, at: int, char: str) -> bool:
    """Tell thousands separators and ratios (3,256 and 1:16) from punctuation between numbers."""
    before = source[at - 1] if at else ""
    after = source[at + 1 : at + 5]
    if not (before.isdigit() and after[:1].isdigit()):
        return False
    if char == "：":
        return True
    return len(after) >= 3 and after[:3].isdigit() and not after[3:4].isdigit()
