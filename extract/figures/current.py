"""The year that figures without one are of, and those that are only aimed at by a later one."""

from __future__ import annotations

import re
from typing import Final

from ..language.years import dates_event, written_years
from ..reading.blocks import Document, Table
from ..schools.report_years import report_year

_BY: Final = re.compile(r"(?<!截)[到至](20\d\d)年(?:底|末|前|之前)?")
_DONE: Final = re.compile(r"已|现有|目前|如今|了")
_FIVE, _HORIZON = 5, 2025  #: plans reach to the ends of five-year plans


#: The date of a news item: （某报记者 2013年9月12日） · ——某报 2014年11月25日 · 某网2021年3月4日讯
_DATELINE: Final = re.compile(
    r"(?:（[^（）]{0,30}?|[报网社台]\s?[^。，]{0,8}?|——[^。]{0,12}?)(20\d\d)(?:年\d{1,2}月\d{1,2}日|[-./]\d{1,2}[-./]\d{1,2})"
    r"\s?(?:）|$|电|讯|消息)"
)
_ENDS: Final = 3  #: paragraphs at the beginning and the end of a text that may have it


def own_year(document: Document, year: int | None) -> int | None:
    """Return the year that 今年 is: a report's own, a news item's date, or `year`, the one named first."""
    stated = report_year(document)
    return stated or _dateline(document) or year


def _dateline(document: Document) -> int | None:
    blocks = document.blocks
    for block in (*blocks[:_ENDS], *blocks[-_ENDS:]):
        if not isinstance(block, Table) and (match := _DATELINE.search(block.passage.text)):
            return int(match[1])
    return None


def current_year(document: Document, year: int | None) -> int | None:
    """Return `year`, the document's, where its figures without a year are of it; else None.

    A text that is no report is of the year named first; where that year only dates events (1985年建校), it
    says nothing of the figures.
    """
    if year is None or year in (report_year(document), _dateline(document)):
        return year
    named = str(year)
    if named not in document.text:
        return year
    for block in document.blocks:
        if isinstance(block, Table):
            if block.caption and named in block.caption.text:
                return year
            continue
        text = block.passage.text
        if named not in text:
            continue
        said = (begin for begin, _, one in written_years(text) if one == year)
        if any(not dates_event(text, begin) for begin in said):
            return year
    return None


def is_aimed_at(text: str, at: int, own: int | None) -> bool:
    """Tell a figure to be reached by a year to come (到2030年，在校生达到5000人).

    It stands at `at` of `text`; `own` is the report's year.
    """
    match = next(reversed(list(_BY.finditer(text, 0, at))), None) if "年" in text else None
    if match is None or _DONE.search(text, match.end(), at):
        return False
    year = int(match[1])
    return year > own if own else year >= _HORIZON and year % _FIVE == 0
