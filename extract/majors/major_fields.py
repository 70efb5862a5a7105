"""Majors in the fields of a line (甲公司/护理/实习), in the bracket of their group, beside a joint scheme."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence, Set
from typing import Final

from .majors import could_be_major, is_body, is_catalogued

Span = tuple[int, int]

_LINE: Final = re.compile(r"[^；。！？\n]+")
#: A field of a line; a dash inside a company's name parts nothing that is a major.
_FIELD: Final = re.compile(r"[^/／|｜—－]+")
_MARK: Final = re.compile(r"[/／|｜]|——|－|—")
_NUMBER: Final = re.compile(r"\s*(?:（?\d{1,2}[）.、．]|[①-⑳])?\s*")
_AROUND_END: Final = re.compile(r"(?:专业)?[“”\s]*$")
#: Fields that say how something is taught or done together.
_WAY: Final = re.compile(
    r"学徒|订单|冠名|实习|见习|就业|共建|基地|贯通|一体|三二|3\+[24]|2\+3|五年|联办|分段|合作|培训|奖学金|"
    r"^\d+(?:人|名|个班|班)$|^[三四五六345][年]"
)
_CODE: Final = re.compile(r"[（(]\d{6}[A-Z]?[）)]")
_SENTENCE: Final = re.compile(r"[^。！？\n]+")
#: Schemes of joint teaching, whose sentences name majors without the word 专业.
_SCHEME: Final = re.compile(
    r"3\s*\+\s*[234](?!\d)|2\s*\+\s*3(?!\d)|三二|三·二|五年一贯|五年制(?:大专|高职)|贯通|连读|中本一体|中高职一体"
)
_SURE_LENGTH: Final = 5
#: 加工制造类（甲、乙）; 智能制造专业群（甲、乙）
_GROUP: Final = re.compile(r"(?:类|群|系|部|专业)（(?P<members>[^（）；。]{2,120})）")


def in_fields(text: str, catalogued: Sequence[Span]) -> Iterator[Span]:
    """Yield the catalogue names (their spans are `catalogued`) that fill a field of a line.

    Another field must name an organisation or say how something is taught or done together.
    """
    if not _MARK.search(text):
        return
    known = frozenset(catalogued)
    for line in _LINE.finditer(text):
        if not _MARK.search(line[0]):
            continue
        fields = [match.span() for match in _FIELD.finditer(text, *line.span())]
        about = [at for at, span in enumerate(fields) if _tells(text[slice(*span)])]
        for at, (start, end) in enumerate(fields):
            if any(other != at for other in about):
                yield from _filling(text, start, end, known)


def coded(text: str, catalogued: Sequence[Span]) -> Iterator[Span]:
    """Yield the catalogue names (their spans are `catalogued`) whose code stands in brackets behind them."""
    for start, end in catalogued:
        if match := _CODE.match(text, end):
            yield start, match.end()


def in_schemes(text: str, catalogued: Sequence[Span]) -> Iterator[Span]:
    """Yield the catalogue names (their spans are `catalogued`) in sentences on a scheme of joint teaching.

    Short ones, which are everyday words too, count before 班, and in a list with a longer one.
    """
    for sentence in _SENTENCE.finditer(text) if _SCHEME.search(text) else ():
        if _SCHEME.search(sentence[0]):
            first = bisect_left(catalogued, (sentence.start(), 0))
            spans = catalogued[first : bisect_left(catalogued, (sentence.end(), 0))]
            sure = [end - start >= _SURE_LENGTH or text.startswith("班", end) for start, end in spans]
            for at, (start, end) in enumerate(spans):
                listed = (at and sure[at - 1] and text[spans[at - 1][1] : start] == "、") or (
                    at + 1 < len(spans) and sure[at + 1] and text[end : spans[at + 1][0]] == "、"
                )
                if sure[at] or listed:
                    yield start, end


def in_brackets(text: str) -> Iterator[Span]:
    """Yield the majors in brackets behind their group, where all there are majors and most catalogued."""
    for match in _GROUP.finditer(text) if "（" in text else ():
        start = match.start("members")
        members = [
            (start + one.start(), start + one.end()) for one in re.finditer(r"[^、，]+", match["members"])
        ]
        names = [text[slice(*member)].removesuffix("专业") for member in members]
        known = sum(map(is_catalogued, names))
        if known * 2 >= len(names) and all(map(could_be_major, names)):
            yield from ((begin, begin + len(name)) for (begin, _), name in zip(members, names, strict=True))


def _tells(field: str) -> bool:
    words = _NUMBER.sub("", field, count=1).strip("“” ")
    return is_body(words) or bool(_WAY.search(words))


def _filling(text: str, start: int, end: int, catalogued: Set[Span]) -> Iterator[Span]:
    """Yield the catalogue names that fill the field from `start` to `end`, alone or as a list."""
    number = _NUMBER.match(text, start, end)
    first = number.end() if number else start
    last = _AROUND_END.search(text, first, end)
    stop = last.start() if last else end
    parts = [(first + one.start(), first + one.end()) for one in re.finditer(r"[^、“”]+", text[first:stop])]
    if parts and all(part in catalogued for part in parts):
        yield from parts
