"""Years: written in a sentence, or told from the report's own (今年, 本年度, 上年)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

_YEAR: Final = r"(?:19[2-9]\d|20[0-4]\d)"
_WRITTEN: Final = re.compile(
    rf"(?<!\d)({_YEAR})(?:\s*[-—–～~]\s*({_YEAR}))?\s*"
    r"(?=年|学年|届|级|秋季|春季|\.\d{1,2}(?!\d|\s*[%％万亿元人亩㎡平册])|/|[-—]\d{1,2}[-—]|(?!人|名|万|亩|个|册|家|元|㎡|平方米|余|多)[^\d%.])"
)
_CHINESE_YEAR: Final = re.compile(r"二[〇○零Ｏ0O][〇○零一二三四][〇○零一二三四五六七八九]年")
_DIGITS: Final = {char: str(digit) for digit, char in enumerate("零一二三四五六七八九")} | dict.fromkeys(
    "〇○ＯO0", "0"
)
_THIS: Final = re.compile(r"今年|本年度|本学年|本年|当年|年度内|这一年|本报告期")
_LAST: Final = re.compile(r"去年|上一年度?|上年度?|上一?学年|前一年|上一?届")
_CELL_YEAR: Final = re.compile(rf"(?<!\d)({_YEAR})(?!\d)")
#: A year with these words about it dates an event, not the figures after it.
_EVENT: Final = re.compile(
    r"创办|始建|成立|建校|创建|建成|兴建|更名|改名|改称|并入|合并|迁|升格|晋升|升为|升入|命名|认定|评为|评定|授予|荣获|获|被|跻身|列为|"
    r"开办|创立|设立|办起|落成|开张|诞生|起家|定名|入选|批准|通过|进入|复办|转为|改制|前身|首批|奠基|开工|挂牌|启用"
)
#: 护理专业2006年开设，
_OPENED: Final = re.compile(r"(?:开设|设立|开办|组建|招生|开班|设置|停办|停招)$")
#: A cohort's year says nothing of what all of the school is: 2019级新生1120人，全校在校生3310人
_OF_ALL: Final = re.compile(r"(?:全校|学校现|目前|现有|如今|截至|现在|总共)[^，；。]*$")
#: The first year of what has just been dated: 1951年开办，头一年招74人
_FIRST_YEAR: Final = re.compile(r"头一?年|首年|第一年")
_BESIDE: Final = re.compile(r"[比较与同和]$")  #: a year that another figure is set beside
#: 上年 and the figure of that year, nothing else to the end of the clause.
_ASIDE: Final = re.compile(
    r"[，（](?:上一?年度?|去年|上一?学年|上一?届)(?:同期)?(?:为|是|有|达|则?为)?[\d.,]+[^，；。）\d]{0,4}[，；。）]+"
)
_ADDED: Final = re.compile(r"[新净又]增")
_THEN: Final = re.compile(r"那一?年|当时|之初|时$")
_REMEMBERED: Final = 256  #: sentences whose years are kept, as each of their figures asks for them
_TIME_LEFT: Final = re.compile(r"[\d年月日学度初底末起至到中上下半秋春季、]")
_DATED: Final = re.compile(
    r"(?:始建|创建|创办|成立|建校|建成|建|办学|源|起源|追溯)(?:于|至|自|时间[为：])?\s*$"
)


def written_years(text: str) -> list[tuple[int, int, int]]:
    """Return (start, end, year) of the years written in `text`; a span of years counts as its last."""
    found = []
    if "20" in text or "19" in text:
        found = [(match.start(), match.end(), int(match[2] or match[1])) for match in _WRITTEN.finditer(text)]
    for match in _CHINESE_YEAR.finditer(text) if "二" in text else ():
        found.append((match.start(), match.end(), int("".join(_DIGITS[char] for char in match[0][:-1]))))
    return sorted(found)


def year_before(text: str, at: int, own: int | None) -> int | None:
    """Return the year said last before `at`, 今年 and 去年 counted from `own`; None where none is said."""
    best: tuple[int, int | None] | None = None
    for start, _, year in written_years(text):
        if start < at:
            best = (start, year)
    for pattern, shift in ((_THIS, 0), (_LAST, -1)):
        for match in pattern.finditer(text, 0, at):
            if own is not None and (best is None or match.start() > best[0]):
                best = (match.start(), own + shift)
    return best[1] if best else None


def figure_year(text: str, start: int, at: int, own: int | None) -> int | None:
    """Return the year of the figure at `at` whose words begin at `start`; None where the sentence says none.

    The year said last before the figure counts, unless it dates an event (1985年建校，占地30亩) or stands in
    brackets that are closed before the figure (招生（2018年为500人）600人).
    """
    said = [(begin, year) for begin, end, year in _years_said(text, own) if end <= at]
    if (step := text.rfind("→", 0, start)) >= 0 and (here := [one for one in said if one[0] > step]):
        said = [here[-1]] if all(_dates_event(text, begin, start) for begin, _ in here) else here
        return said[-1][1]
    first = bool(_FIRST_YEAR.search(text, max(0, start - 6), at))
    for begin, year in reversed(said):
        if first or not (
            _bracketed(text, begin, at)
            or _dates_event(text, begin, start)
            or _compares(text, begin, at)
            or _aside(text, begin, start)
            or _of_cohort(text, begin, start)
        ):
            return year
    return None


def says_year(text: str) -> bool:
    """Tell whether `text` names a year, in figures or as 上年, 去年, 今年."""
    return bool(written_years(text + "年") or _THIS.search(text) or _LAST.search(text))


def years_in(text: str, own: int | None) -> list[int]:
    """Return the years that `text` names, in order."""
    years = [year for _, _, year in written_years(text)]
    if own is not None and _THIS.search(text):
        years.append(own)
    return years


def cell_year(text: str, own: int | None = None) -> int | None:
    """Return the year that a table's cell names (2019年, 2018 届, 2019学年, 本年度), or None."""
    if match := _CELL_YEAR.search(text):
        return int(match[1])
    if own is not None and _THIS.search(text):
        return own
    if own is not None and _LAST.search(text):
        return own - 1
    return None


@lru_cache(_REMEMBERED)
def _years_said(text: str, own: int | None) -> tuple[tuple[int, int, int], ...]:
    return tuple(sorted([*written_years(text), *_told_years(text, own)]))


def _told_years(text: str, own: int | None) -> Iterator[tuple[int, int, int]]:
    if own is None:
        return
    for pattern, shift in ((_THIS, 0), (_LAST, -1)):
        for match in pattern.finditer(text):
            year = own + shift
            if match[0] in ("当年", "这一年"):
                said = written_years(text[: match.start()])
                year = next((one for at, _, one in reversed(said) if not _BESIDE.search(text, 0, at)), year)
            yield match.start(), match.end(), year


def _compares(text: str, begin: int, at: int) -> bool:
    """Tell a year that only another figure is set beside (较上年多5人，在校生, 由上年的88%提高到)."""
    before, between = text[max(0, begin - 1) : begin], text[begin + 4 : at]
    if before in ("由", "从"):
        return bool(re.search(r"\d", between))
    if before in ("比", "较") and _ADDED.search(text, begin, at):
        return True  # 246家，较上年新增31家
    return before in ("比", "较", "与", "同", "和") and bool(re.search(r"[，；。]|\d", between))


def _aside(text: str, begin: int, start: int) -> bool:
    """Tell 上年 that only gives the figure before it beside: 合格率94.8%，上年为93.9%；毕业率98.9%."""
    match = _ASIDE.match(text, max(0, begin - 1))
    return match is not None and match.end() <= start


def _of_cohort(text: str, begin: int, start: int) -> bool:
    """Tell a cohort's year from which a later clause turns away to the whole school."""
    if text[begin + 4 : begin + 5] not in ("级", "届"):
        return False
    clause = max(text.rfind(mark, begin, start) for mark in "，；。") + 1
    return clause > 0 and bool(_OF_ALL.search(text[clause : start + 4]))


def _clause_end(text: str, at: int) -> int:
    return min((end for mark in "，；。" if (end := text.find(mark, at)) >= 0), default=len(text))


def _bracketed(text: str, begin: int, at: int) -> bool:
    """Tell a year in brackets that the figure stands outside of."""
    opened = text.rfind("（", 0, begin)
    closed = text.find("）", begin)
    return opened >= 0 and text.find("）", opened) == closed and begin < closed < at


def dates_event(text: str, begin: int) -> bool:
    """Tell a year at `begin` of `text` that dates an event told in its clause, or in the next."""
    return _dates_event(text, begin, len(text))


def _dates_event(text: str, begin: int, start: int) -> bool:
    """Tell a year that dates an event in its own clause (or, set off by a comma, in the next)."""
    clause_end = _clause_end(text, begin)
    if len(_TIME_LEFT.sub("", text[begin:clause_end])) == 0:
        clause_end = _clause_end(text, clause_end + 1)
    clause_start = max(text.rfind(mark, 0, begin) for mark in "，；。") + 1
    if _DATED.search(text[clause_start:begin]):
        return True
    clause = text[clause_start:clause_end]
    if _THEN.search(clause):
        return False
    return clause_end < start and bool(_EVENT.search(clause) or _OPENED.search(clause))
