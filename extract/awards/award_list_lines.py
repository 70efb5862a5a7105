"""The lines of a document that may be of a list of results, read one by one, and records of several lines."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import Final

from ..reading.blocks import Document, Table
from ..reading.passage import Passage
from .award_line_parts import spaced
from .award_lines import Row, head_words, is_said, read_row

_MAX_LINE: Final = 260  #: characters; longer lines are prose
#: What a line with a rank has one of.
_SIGN: Final = re.compile(r"[奖牌军]|第[一二三四五六七八123456]|[特一二三]等|[金银铜优]|名次")
#: What any rank has one of, those too that only a list makes ranks (第九): without it a line has none.
_MAY_RANK: Final = re.compile(r"[奖牌军榜第等优金银铜冠魁桂顶]|前[三五八]名|组织|单位|最[佳具美受]|杰出")
#: What running text has and a competition's name by itself has not.
_CLAUSES: Final = re.compile(r"[\u4e00-\u9fff][^\n]*?[，。；]")
_BEHIND: Final = 3  #: how many lines a rank may stand below what heads it
#: A line of a record: 赛项：护理技能.
_FIELD: Final = re.compile(
    r"(?:参赛|获奖|比赛)?(?P<label>赛项|项目|作品|节目|组别|学生|选手|作者|姓名|教师|成员|队员|指导教师|指导老师|辅导教师|"
    r"教练|奖项|奖次|等次|等级|成绩|名次|结果)(?:名称)?[：:]\s*\S"
)


class ListLine:
    """A line, or a record's lines, at `start` to `end` of the document's text, with what it tells.

    `signed` tells that a rank may stand in it, `near` that one may in the lines right below, `whole` that it
    is a block by itself, so no piece of running text. What it tells is read when it is asked for.
    """

    def __init__(self, document: Document, home: str, span: tuple[int, int], *, whole: bool) -> None:
        self.start, self.end = span
        self.document, self.home, self.whole = document, home, whole
        self.short = self.end - self.start <= _MAX_LINE
        self.signed = self.short and bool(_SIGN.search(document.text, self.start, self.end))
        self.near = False

    @cached_property
    def cells(self) -> bool:
        """Whether it may be more than running text."""
        return self.short and not is_said(self.document.text[self.start : self.end])

    @property
    def plain(self) -> bool:
        """Whether it may be but a competition's name."""
        return self.cells and not _CLAUSES.search(self.document.text, self.start, self.end)

    @property
    def may_rank(self) -> bool:
        """Whether any rank may stand in it, told without taking it apart."""
        return self.signed or bool(_MAY_RANK.search(self.document.text, self.start, self.end))

    @cached_property
    def _spaced(self) -> tuple[str, tuple[int, ...]]:
        source = self.document.text
        return spaced(source, Passage.of(source, self.start, self.end))

    @property
    def text(self) -> str:
        """The even text, with a space wherever the source has white space."""
        return self._spaced[0]

    @property
    def places(self) -> tuple[int, ...]:
        """Where the characters of `text` stand in the document's text."""
        return self._spaced[1]

    @cached_property
    def row(self) -> Row | None:
        """The results that it tells as a row of a list, None for running text."""
        return read_row(self.text, self.home) if self.cells else None

    @cached_property
    def head(self) -> str:
        """The words that it may head rows with, "" where it is running text."""
        return head_words(self.text) if self.cells else ""

    @property
    def ranked(self) -> bool:
        """Whether it tells a rank."""
        return self.signed and self.row is not None and any(one.rank for one in self.row.entries)

    @property
    def bare(self) -> bool:
        """Whether its results take their rank from above."""
        return self.row is not None and any(one.won and not one.rank for one in self.row.entries[:1])

    @property
    def heads_rank(self) -> bool:
        """Whether it may be but a rank above rows: 二等奖, 二等奖（3名）：."""
        entries = self.row.entries if self.signed and self.row else ()
        return len(entries) == 1 and bool(entries[0].rank) and not entries[0].won


def list_lines(document: Document, tables: Sequence[Table], home: str) -> list[ListLine]:
    """Return the lines of `document` that are not blank, but for those within `tables`.

    `home` is the school's region and name.
    """
    taken = [span_of(table) for table in tables]

    def is_free(left: int, right: int) -> bool:
        return not any(first < right and left <= last for first, last in taken)

    starts, ends = _edges(document)
    lines = [
        ListLine(document, home, span, whole=span[0] in starts and span[1] in ends)
        for span in _records(document.text)
        if is_free(*span)
    ]
    signed = len(lines) + _BEHIND  # the number of the next signed line below
    for number in range(len(lines) - 1, -1, -1):
        lines[number].near = signed - number <= _BEHIND
        signed = number if lines[number].signed else signed
    return lines


def _records(text: str) -> Iterator[tuple[int, int]]:
    """Yield where lines stand, less white space, those of one record (赛项：…, 成绩：…) as one."""
    held: list[tuple[int, int]] = []
    labels: list[str] = []
    for left, right in _lines(text):
        field = _FIELD.match(text, left, right)
        if held and (field is None or field["label"] in labels):
            yield from _joined(held, labels)
            held, labels = [], []
        if field is None:
            yield left, right
        else:
            held.append((left, right))
            labels.append(field["label"])
    yield from _joined(held, labels)


def _joined(lines: Sequence[tuple[int, int]], labels: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Yield the lines of a record as one where they tell a rank among others, else each by itself."""
    ranked = any(label in ("奖项", "奖次", "等次", "等级", "成绩", "名次", "结果") for label in labels)
    if len(lines) > 1 and ranked:
        yield lines[0][0], lines[-1][1]
    else:
        yield from lines


def _lines(text: str) -> Iterator[tuple[int, int]]:
    at = 0
    for line in text.split("\n"):
        if words := line.strip():
            left = at + line.index(words[0])
            yield left, left + len(words)
        at += len(line) + 1


def span_of(table: Table) -> tuple[int, int]:
    """Return where the cells of `table` stand in the document's text, the first place and the last."""
    cells = [cell for row in table.rows for cell in row if cell.text and not cell.spanned]
    return (
        (min(cell.offsets[0] for cell in cells), max(cell.offsets[-1] for cell in cells)) if cells else (0, 0)
    )


def _edges(document: Document) -> tuple[frozenset[int], frozenset[int]]:
    """Return where lines stand that begin a block, and those that end one; a line of a table does both."""
    starts: set[int] = set()
    ends: set[int] = set()
    text = document.text
    for block in document.blocks:
        if isinstance(block, Table):
            spans = [*_lines_around(text, *span_of(block))]
        elif block.passage.text:
            spans = [*_lines_around(text, block.passage.offsets[0], block.passage.offsets[-1])]
            spans = [(spans[0][0], spans[-1][1])] if spans else []
        else:
            continue
        starts.update(left for left, _ in spans)
        ends.update(right for _, right in spans)
    return frozenset(starts), frozenset(ends)


def _lines_around(text: str, first: int, last: int) -> Iterator[tuple[int, int]]:
    """Yield the lines that hold the places `first` to `last`, less white space at their ends."""
    begin = text.rfind("\n", 0, first) + 1
    stop = text.find("\n", last)
    for left, right in _lines(text[begin : len(text) if stop < 0 else stop]):
        yield begin + left, begin + right
