"""Labels: which indicator the words around a figure, or a table's header, name."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from . import lexicons
from .lexicons import IndicatorTerm
from .terms import TermFinder

#: Counts and the ratios that a percentage behind them states (“双师型”教师27人，比例40.3%).
RATIO_OF: Final = {"dual_qualified_teachers": "dual_qualified_ratio", "bachelors_teachers": "bachelors_ratio"}
_BRACKET: Final = re.compile(r"（([^）]*)）")
_UNIT_WORD: Final = re.compile(r"(?:单位[：:])?(万元|亿元|元/月|元|万册|册|万㎡|万平方米|平方米|㎡|亩|人次|人|名|个|家|%|台)")
_NEUTRAL: Final = re.compile(r"(?:全校|学校|学生|情况|合计|总计|总数|总量|总|人数|数量|数|规模|平均|本年度?|当年|年度|统计|的|达|比率|比例|标准|水平|（|）|：|\d{4}[届级年]|毕业生|各|校内|年)*$")
_BLOCKED: Final = re.compile(r"男|女|新增|流失|建档|生均|正高|副高|中级|初级|贫困|本地|外地|省外|市外|补考|参赛|比增|增长|增减|增加|变化|差|涉农|非全日制|自有|教学行政|计划|同比|环比|报考|上线|农村|城镇|留守")


@cache
def _front() -> dict[str, IndicatorTerm]:
    return {term.label: term for term in reversed(lexicons.indicator_terms()) if not term.behind}


@cache
def _behind() -> dict[str, IndicatorTerm]:
    return {term.label: term for term in reversed(lexicons.indicator_terms()) if term.behind}


@cache
def _front_finder() -> TermFinder:
    return TermFinder(_front())


@cache
def _behind_finder() -> TermFinder:
    return TermFinder(_behind())


def labels_before(text: str) -> list[tuple[int, int, IndicatorTerm]]:
    """Return the labels in `text` that a figure may follow, in order."""
    return [(start, end, _front()[term]) for start, end, term in _front_finder().longest(text)]


def labels_behind(text: str) -> list[tuple[int, int, IndicatorTerm]]:
    """Return the labels in `text` that a figure may stand before, in order."""
    return [(start, end, _behind()[term]) for start, end, term in _behind_finder().longest(text)]


def unit_of_header(header: str) -> str:
    """Return the unit that a header or caption names (金额（万元）, 单位：个), or ""."""
    for inside in _BRACKET.findall(header):
        if match := _UNIT_WORD.fullmatch(inside.strip()):
            return match[1].replace("平方米", "㎡").replace("元/月", "元")
    if match := re.search(r"单位[：:]\s*" + _UNIT_WORD.pattern, header):
        return match[1].replace("平方米", "㎡").replace("元/月", "元")
    return "%" if header.endswith("%") else ""


def term_of_header(header: str) -> IndicatorTerm | None:
    """Return the indicator that a table's header names as a whole, or None."""
    words = _BRACKET.sub(lambda match: "" if _UNIT_WORD.fullmatch(match[1].strip()) or match[1].startswith("单位") else match[0], header)
    words = re.sub(r"[\s“”%/、]|^(?:其中|含)[：:]?", "", words)
    words = re.sub(r"^\d{4}(?:年度?|届|学年)", "", words)
    if not words:
        return None
    plain = {label.replace("“", "").replace("”", "").replace("、", ""): term for label, term in _front().items()}
    if words in plain:
        return plain[words]
    if _BLOCKED.search(words) and not any(words.startswith(label) for label in ("生均", "新增")):
        return None
    for label in sorted((label for label in plain if label in words), key=len, reverse=True):
        at = words.index(label)
        if _NEUTRAL.fullmatch(words[:at]) and _NEUTRAL.fullmatch(words[at + len(label) :]):
            return plain[label]
    return None


def unit_fits(term: IndicatorTerm, unit: str) -> bool:
    """Tell whether a figure in `unit` can be one of the indicator."""
    bare = unit.lstrip("万亿") if unit not in ("万元", "亿元") else unit
    if not unit:
        return False
    even = {one.replace("平方米", "㎡").replace("平米", "㎡") for one in term.units}
    if unit in even or bare in even or unit == term.unit:
        return True
    return term.unit == "人" and bare in ("人", "名", "位")


def unit_written(term: IndicatorTerm, unit: str) -> str:
    """Return the unit to write: the indicator's own for people and things, else the one in the text."""
    if term.unit in ("人", "个", "家", "%", ":1", "名"):
        return ("万" if unit.startswith("万") else "") + term.unit
    return unit or term.unit
