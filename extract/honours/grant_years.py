"""Years in which titles were given, as a sentence or a list's member tells them."""

from __future__ import annotations

import re
from typing import Final

from ..language.enumerations import Item, clause_start
from ..language.years import written_years

_BREAK: Final = re.compile(
    r"创办|建校|成立|始建|创建于|合并|搬迁|迁入|更名|改名|投入|先后|历年|近年|以来|累计|多次|连续|如今|现在|眼下|目前|现[为是]|今为|近\d年|[一二三四五]年来"
)
_YEARS_LISTED: Final = re.compile(
    r"(?:(?:19|20)\d\d年?[、和及，]?){2,}(?:学校|我校|学院)?(?:先后|共)?(?:[一二三四五六两]次|[一二三四五六两]度|分别)|(?:[二三四五六两]次|连续[二三四五六两]年)（(?:(?:19|20)\d\d年?[、和及，]?){2,}）"
)
#: Years told in one breath that go with titles one by one: 于2018年、2020年分别获…, 分别于2018年、2020年获….
_RESPECTIVE: Final = re.compile(
    r"分别[于在](?:(?:19|20)\d\d年?[、和及]?){2,}|(?:(?:19|20)\d\d年?[、和及]?){2,}[^，。；]{0,6}分别"
)
#: A line of a chronicle, whose year has no 年 behind it.
_LINE_YEAR: Final = re.compile(r"((?:19[5-9]|20[0-4])\d)(?:[.．]\d{1,2})?(?=[^\d年.．—－-])")
#: A year of founding holds for no title told behind it.
_ORIGIN: Final = re.compile(r"前身|始建|创[办建]于|成立于|建校|起家|诞生")
#: From when to when a title was held.
_SPAN: Final = re.compile(r"\d{4}年?(?:[—－~～至-])+\d{2,4}")
#: Characters before a title in which its year is told.
_REACH: Final = 500
_THIS: Final = re.compile(r"今年|本年度|本学年|报告期内|年内")


def years_told(text: str, at: int, own: int | None) -> tuple[int, ...]:
    """Return the years in which what stands at `at` happened, as told before it in its clause or sentence."""
    segment = max(clause_start(text, at, "；。"), at - _REACH)
    clause = clause_start(text, at)
    if match := _RESPECTIVE.search(text, clause, at) or _listed(text, segment, at):
        return tuple(year for _, _, year in written_years(re.sub(r"(\d{4})年?", r"\1年", match[0])))
    written = [(segment + end, year) for _, end, year in written_years(text[segment:at])]
    this = list(_THIS.finditer(text, segment, at))
    if own and this and (not written or written[-1][0] <= this[-1].start()):
        written.append((this[-1].end(), own))
    if not written and (line := _LINE_YEAR.match(text)) and line.end() <= at:
        return (int(line[1]),)
    if not written:
        return ()
    end, year = written[-1]
    if _ORIGIN.search(text, clause_start(text, end), end):
        return ()
    if _BREAK.search(text, end, at) or (end <= clause and re.search(r"至今|起|以来", text[end : end + 6])):
        return ()
    return (year,)


def _listed(text: str, start: int, at: int) -> re.Match[str] | None:
    """Return the years listed last before `at`, unless another year is told behind them."""
    found = list(_YEARS_LISTED.finditer(text, start, at))
    return found[-1] if found and not written_years(text[found[-1].end() : at]) else None


def respective(text: str, at: int) -> bool:
    """Tell whether the clause before `at` tells years that go with what follows one by one."""
    return bool(_RESPECTIVE.search(text, clause_start(text, at), at))


def item_years(text: str, item: Item, start: int, end: int) -> tuple[int, ...]:
    """Return the years in a list's member: before the title, at its start, or behind it in brackets."""
    bracket = re.match(r"”?（([^）]*)）", text[end : item.end])
    if bracket and _SPAN.search(bracket[1]):
        return ()
    if bracket and (
        years := [int(year) for year in re.findall(r"(?<!\d)(?:19[5-9]\d|20[0-4]\d)(?!\d)", bracket[1])]
    ):
        return tuple(years)
    years = [year for _, _, year in written_years(text[item.start : start] + " ")]
    if not years and re.match(r"“?(?:19|20)\d\d年", text[start : item.end]):
        years = [year for _, _, year in written_years(text[start : item.end])]
    return tuple(years[-1:])
