"""A stretch of a report made even for matching, each character of which knows where it came from."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

_FULL_WIDTH: Final = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
_EVEN: Final[dict[int, int | str]] = _FULL_WIDTH | {
    ord("，"): "，", ord("："): "：", ord("；"): "；", ord("（"): "（", ord("）"): "）", ord("！"): "！", ord("？"): "？",
    ord(","): "，", ord(":"): "：", ord(";"): "；", ord("("): "（", ord(")"): "）", ord("!"): "！", ord("?"): "？",
    ord("﹪"): "%", ord("〔"): "（", ord("〕"): "）", ord("「"): "“", ord("」"): "”", ord("『"): "“", ord("』"): "”",
    ord("［"): "[", ord("］"): "]", ord("−"): "-", ord("﹣"): "-", ord("∶"): "：", ord("﹑"): "、", ord("､"): "、",
    ord("•"): "·", ord("・"): "·", ord("‧"): "·", ord("㎡"): "㎡", ord("\u3000"): " ", ord("\xa0"): " ",
    ord("\t"): " ", ord("\n"): " ", ord("\f"): " ", ord("\v"): " ",
}  # fmt: skip
_DROPPED: Final = frozenset("\u200b\u200c\u200d\ufeff\xad")


def is_cjk(char: str) -> bool:
    """Tell whether `char` is a Chinese character."""
    return "\u4e00" <= char <= "\u9fff" or "\u3400" <= char <= "\u4dbf"


@dataclass(frozen=True, slots=True)
class Passage:
    """Even text beside its source.

    `text` has Chinese punctuation, Arabic figures and Latin letters of one width, no line breaks, and no
    spaces but those between Latin words and wide gaps; `offsets[i]` is the place of `text[i]` in the
    report's decoded text.
    """

    text: str
    offsets: tuple[int, ...]

    @classmethod
    def of(cls, source: str, start: int = 0, end: int | None = None) -> Passage:
        """Make the passage of `source[start:end]`."""
        return cls.joined(source, [(start, len(source) if end is None else end)])

    @classmethod
    def joined(cls, source: str, spans: Iterable[tuple[int, int]]) -> Passage:
        """Make one passage of several spans of `source`, such as the lines of a paragraph."""
        chars: list[str] = []
        offsets: list[int] = []
        gap = 0  # white space since the last character kept
        gap_at = 0
        opened = False
        for number, (start, end) in enumerate(spans):
            if number and not gap:
                gap, gap_at = 1, start
            for at in range(start, end):
                char = source[at].translate(_EVEN)
                if char in _DROPPED:
                    continue
                if char.isspace():
                    gap += 2 if source[at] in "\t\u3000" else 1
                    gap_at = gap_at if gap > 1 else at
                    continue
                if gap and chars and _gap_stays(chars[-1], char, gap):
                    chars.append(" ")
                    offsets.append(gap_at)
                gap = 0
                if char == '"':
                    char = "”" if opened else "“"
                    opened = not opened
                elif char in "，：" and _inside_number(source, at, char):
                    char = "," if char == "，" else ":"
                for one in char:
                    chars.append(one)
                    offsets.append(at)
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
        return Passage(self.text[start:end], self.offsets[start:end])

    def strip(self) -> Passage:
        """Return the passage without white space at its ends."""
        start = len(self.text) - len(self.text.lstrip())
        return self.part(start, max(start, len(self.text.rstrip())))


def _gap_stays(before: str, after: str, gap: int) -> bool:
    """Tell whether white space means something: between Latin words, or where it is wide."""
    if before.isascii() and after.isascii() and before.isalnum() and after.isalnum():
        return not (before.isdigit() and after.isdigit() and gap == 1)
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
