"""The year that a report is about, by its title, or in which a text was written."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from ..language.years import written_years
from ..reading.blocks import Block, Document, Heading, Paragraph, Table

#: How the title of a quality report ends.
TITLE: Final = re.compile(
    r"(?:质量|年度|就业|办学|自评|评估|诊断|诊改|社会需求|自查)[^，。]{0,12}(?:报告|年报|总结(?!会|大会|表彰))|自[评查]报告"
)
#: What a line with a year tells that dates no report.
_TOLD: Final = re.compile(r"创办|成立|建校|始建|创建|组建|更名|升格|批准|举办|开办|[。；]$")
_REMEMBERED: Final = 256  #: first lines of a report, which several ask for
_BARE_YEAR: Final = re.compile(r"[（(](20\d\d)[）)]|^(20\d\d)$")
_UP_TO: Final = re.compile(r"截[至止][到至]?\s?(20\d\d)年")
_TOP: Final = 20  #: blocks
_LONG_PAST: Final = 1995
_MONTH: Final = re.compile(r"年([一二三四五六123456])月")


def report_year(document: Document) -> int | None:
    """Return the year in the report's title or on its title page; None where the document has no such title.

    A date of the first half of a year, the only one on the page, dates the writing: where the text names the
    year before more often, the report is about that.
    """
    lines = [
        head_of(block.passage.text)
        for block in document.blocks[:25]
        if isinstance(block, (Paragraph, Heading))
    ]
    titles = [line for line in lines if len(line) <= 60 and TITLE.search(line)]
    for title in titles:
        if found := _year(title):
            return found
    if not any(TITLE.search(line) for line in lines[:8]):
        return None
    for line in lines[:8]:
        if len(line) <= 30 and not _TOLD.search(line) and (found := _year(line)):
            if _MONTH.search(line) and document.text.count(str(found - 1)) > document.text.count(str(found)):
                return found - 1
            return found
    return None


@lru_cache(_REMEMBERED)
def head_of(text: str) -> str:
    """Return the title that `text` begins with where running text has been joined to it, else `text`."""
    match = TITLE.search(text[:60])
    return text[: match.end()] if match and len(text) > 60 and "。" not in text[: match.end()] else text


def text_year(document: Document) -> int | None:
    """Return the year of a text that is no report: that up to which it counts, or the first near its top.

    A year long past is not taken where a later one is named (1951年建校; …截至2015年10月).
    """
    for block in document.blocks[:_TOP]:
        if not isinstance(block, Table) and (match := _UP_TO.search(block.passage.text)):
            return int(match[1])
    named = [year for block in document.blocks[:6] for _, _, year in written_years(_words(block))]
    return next((year for year in named if year >= _LONG_PAST), named[0] if named else None)


def _words(block: Block) -> str:
    if isinstance(block, Table):
        return block.caption.text if block.caption else ""
    return block.passage.text


def _year(line: str) -> int | None:
    if years := written_years(line + "年"):
        return years[0][2]
    match = _BARE_YEAR.search(line)
    return int(match[1] or match[2]) if match else None
