"""Labels: which indicator the words around a figure, or a table's header, name."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import Final

from .. import lexicons
from ..language.terms import TermFinder
from ..lexicons import IndicatorTerm

#: Counts and the ratios that a percentage behind them states (“双师型”教师27人，比例40.3%).
RATIO_OF: Final = {
    "dual_qualified_teachers": "dual_qualified_ratio",
    "bachelors_teachers": "bachelors_ratio",
    "certificates": "certificate_rate",
    "matched_employed": "matched_employment_rate",
}
#: What 生均 and 新增 make of the indicator named before them (设备总值3120万元，生均1.2万元，新增260万元).
PER_STUDENT_OF: Final = {
    "equipment_value": "equipment_per_student",
    "new_equipment_value": "equipment_per_student",
    "printed_books": "books_per_student",
}
NEW_OF: Final = {
    "equipment_value": "new_equipment_value",
    "equipment_per_student": "new_equipment_value",
    "partner_enterprises": "new_partner_enterprises",
}
#: Plain words that name an indicator only at the head of a clause (，就业466人).
BARE_LABELS: Final = {
    "就业": "employed_graduates",
    "毕业": "graduates",
    "在校": "enrolled_students",
    "在籍": "enrolled_students",
    "在册": "enrolled_students",
    "注册": "enrolled_students",
    "招收": "new_students",
    "录取": "new_students",
    "收入": "total_income",
    "支出": "total_expenditure",
    "学生": "enrolled_students",
    "招进": "new_students",
    "招了": "new_students",
    "招录": "new_students",
    "新招": "new_students",
    "在读": "enrolled_students",
    "就读": "enrolled_students",
    "面积": "campus_area",
    "用地": "campus_area",
    "地": "campus_area",
    "房": "floor_area",
    "房子": "floor_area",
    "房屋": "floor_area",
    "设备": "equipment_value",
    "设备家底": "equipment_value",
    "新添": "new_equipment_value",
    "外聘": "part_time_teachers",
    "兼职": "part_time_teachers",
    "双师": "dual_qualified_teachers",
    "“双师”": "dual_qualified_teachers",
    "在编": "staff",
    "普通中专生": "enrolled_students",
    "全日制中专生": "enrolled_students",
    "中专生": "enrolled_students",
    "中职生": "enrolled_students",
    "中职学生": "enrolled_students",
    "中专学生": "enrolled_students",
    "技校生": "enrolled_students",
    "全日制高职生": "enrolled_students",
    "全日制": "enrolled_students",
    "新签": "new_partner_enterprises",
    "新签约": "new_partner_enterprises",
    "招": "new_students",
    "收": "new_students",
    "扩招": "new_students",
    "对口": "matched_employed",
}
_REMEMBERED: Final = 4096  #: headers and units that are kept: they come again row by row, report by report
_FEW: Final = 64  #: sentences whose labels are kept: one is read for them in several ways
#: What of a header is no name: marks, its number, and 其中 before it.
_NO_NAME: Final = (
    re.compile(r"[\s“”%％/、]"),
    re.compile(r"^(?:\d+[.．]|（[一二三四五六七八九十\d]+）|[一二三四五六七八九十]、)"),
    re.compile(r"^(?:其中|含)[：:]?"),
)
_BRACKET: Final = re.compile(r"（([^）]*)）")
_UNIT_WORD: Final = re.compile(
    r"(?:单位[：:]?\s*)?(万元|亿元|元/月|元/生|元/人|万元/生|元每生|元|万册|册|本|万㎡|万平方米|平方米|平米|㎡|m2|m²|亩|人次|人|名|个|家|%|％|台|班|[：:∶]\s*1)"
)
_UNIT_SAID: Final = re.compile(r"单位\s*[：:]?\s*" + _UNIT_WORD.pattern)
#: Words of a header beside the label that change nothing.
_NEUTRAL: Final = re.compile(
    r"(?:全校|学校|学生|情况|合计|总计|总数|总量|总|人数|数量|数|规模|平均|本年度?|当年|年度|统计|的|达|及?以上|比率|比例|标准|水平|（|）|："
    r"|\d{4}[届级年]?|毕业生|应届|各|校内|年|现有|目前|在岗|在册|校本部|截至|末|底|一般|完成)*$"
)
#: Words of a header that make it one of a part, a change or another thing.
_BLOCKED: Final = re.compile(
    r"男|女|毕业班|升入本科(?![、和及]专科)|新增|流失|建档|生均|正高|副高|中级|初级|贫困|本地|外地|省外|市外|补考|参赛|比增|增长|增减|增加|变化|差|涉农|非全日制|自有"
    r"|教学行政|计划|同比|环比|报考|上线|农村|城镇|留守|其中|占比|转段"
)
#: Brackets that only say what a label takes in or how it is counted.
_ADDED: Final = re.compile(
    r"（(?:(?:[东西南北新老主]、?){1,4}[两三四]?个?校区|[两三四各全]个?校区(?:合计)?|均?[含不包][^（）]{0,20}|食宿|年[末底]|期末|学年[初末]|时点|全日制|注\d?|[①-⑩*＊]|[人个名册万亩元家%:：1/]{1,3})）|[*＊①-⑩]"
)
_SHARE: Final = re.compile(r"(?:比例|占比|比率|百分比|比重|占)$")
_YEAR_WORDS: Final = re.compile(r"(?:19|20)\d\d(?:[-—]\d{2,4})?(?:年度?|届|学年|级)?(?:秋季|春季)?")


@cache
def _front() -> dict[str, IndicatorTerm]:
    return {term.label: term for term in reversed(lexicons.indicator_terms()) if not term.behind}


@cache
def _behind() -> dict[str, IndicatorTerm]:
    return {term.label: term for term in reversed(lexicons.indicator_terms()) if term.behind}


@cache
def _plain() -> dict[str, IndicatorTerm]:
    """Return the labels as headers have them: without quotation marks and 、; longest first."""
    plain = {re.sub(r"[“”、]", "", label): term for label, term in _front().items()}
    return dict(sorted(plain.items(), key=lambda item: -len(item[0])))


@cache
def _plain_finder() -> tuple[TermFinder, dict[str, int]]:
    """Return what finds the labels of headers in text, and the place of each in their order."""
    return TermFinder(_plain()), {label: place for place, label in enumerate(_plain())}


@cache
def _front_finder() -> TermFinder:
    return TermFinder(_front().keys() | BARE_LABELS.keys())


@cache
def _behind_finder() -> TermFinder:
    return TermFinder(_behind())


@cache
def term_of_code(code: str) -> IndicatorTerm:
    """Return a term of the indicator `code`, without a label; raises KeyError where there is none."""
    for term in lexicons.indicator_terms():
        if term.code == code:
            return IndicatorTerm("", code, term.unit, term.units, False)
    raise KeyError(code)


@lru_cache(_FEW)
def labels_before(text: str) -> tuple[tuple[int, int, IndicatorTerm], ...]:
    """Return the labels in `text` that a figure may follow, in order; bare ones only where they may stand."""
    found: list[tuple[int, int, IndicatorTerm]] = []
    for start, end, word in _front_finder().longest(text):
        if word.endswith("生") and text.startswith("均", end):
            continue  # 中职|生均班额
        if word.endswith("拨款") and text.startswith("水平", end):
            continue  # what is granted for each student
        if word in _front():
            found.append((start, end, _front()[word]))
        else:
            found.append((start, end, _bare_term(word)))
    return tuple(found)


@cache
def _bare_term(word: str) -> IndicatorTerm:
    term = term_of_code(BARE_LABELS[word])
    return IndicatorTerm(word, term.code, term.unit, term.units, False)


def labels_behind(text: str) -> list[tuple[int, int, IndicatorTerm]]:
    """Return the labels in `text` that a figure may stand before, in order."""
    return [(start, end, _behind()[term]) for start, end, term in _behind_finder().longest(text)]


@lru_cache(_REMEMBERED)
def unit_of_header(header: str) -> str:
    """Return the unit that a header or caption names (金额（万元）, 单位：个), or ""."""
    for inside in _BRACKET.findall(header):
        if match := _UNIT_WORD.fullmatch(inside.strip()):
            return _even(match[1])
    if match := _UNIT_SAID.search(header):
        return _even(match[1])
    return "%" if header.endswith(("%", "％")) else ""


def is_unit(words: str) -> bool:
    """Tell a cell that holds a unit alone (万元)."""
    return bool(_UNIT_WORD.fullmatch(words.strip()))


@lru_cache(_REMEMBERED)
def unit_of_cell(words: str) -> str:
    """Return the unit that a cell names: as a label does (占地面积（亩）), or alone; or ""."""
    match = _UNIT_WORD.fullmatch(words.strip())
    return _even(match[1]) if match else unit_of_header(words)


@lru_cache(_REMEMBERED)
def term_of_header(header: str) -> IndicatorTerm | None:
    """Return the indicator that a table's header names as a whole, or None."""
    words = _bare_header(header)
    if not words or words.endswith("拨款水平"):
        return None
    words = _ADDED.sub("", words) if words not in _plain() else words
    if words in _plain():
        return _plain()[words]
    if _BLOCKED.search(words) and not words.startswith(
        ("生均", "新增", "当年新增", "本年新增", "本年度新增")
    ):
        return None
    for label, at in _labels_in(words):
        term = _plain()[label]
        rest = words[at + len(label) :]
        if _NEUTRAL.fullmatch(words[:at]) and _NEUTRAL.fullmatch(rest):
            if term.unit != "%" and _SHARE.search(rest):
                return term_of_code(RATIO_OF[term.code]) if term.code in RATIO_OF else None
            return term
    return None


def _labels_in(words: str) -> list[tuple[str, int]]:
    """Return the labels in a header's `words`, the longest first, with the first place of each."""
    finder, places = _plain_finder()
    first: dict[str, int] = {}
    for start, _, label in finder.all(words):
        first.setdefault(label, start)
    return sorted(first.items(), key=lambda hit: places[hit[0]])


def term_in(words: str, codes: frozenset[str]) -> IndicatorTerm | None:
    """Return the indicator of `codes` named last anywhere in `words` (a caption, say), or None."""
    named = [
        term for _, _, term in labels_before(words) if term.code in codes and term.label not in BARE_LABELS
    ]
    return named[-1] if named else None


def unit_fits(term: IndicatorTerm, unit: str) -> bool:
    """Tell whether a figure in `unit` can be one of the indicator."""
    if not unit:
        return False
    bare = unit if unit in ("万元", "亿元") else unit.lstrip("万亿")
    even = _even_units(term.units)
    if unit in even or bare in even or unit == term.unit:
        return True
    return term.unit == "人" and bare in ("人", "名", "位")


@lru_cache(_REMEMBERED)
def _even_units(units: tuple[str, ...]) -> frozenset[str]:
    return frozenset(map(_even, units))


def unit_written(term: IndicatorTerm, unit: str) -> str:
    """Return the unit to write: the indicator's own for people and things, else the one in the text."""
    if term.unit in ("人", "个", "家", "%", ":1", "名"):
        return ("万" if unit.startswith("万") else "") + term.unit
    return unit or term.unit


@lru_cache(_REMEMBERED)
def _even(unit: str) -> str:
    unit = re.sub(r"平方米|平米|m2|m²", "㎡", unit)
    unit = re.sub(r"[：∶]\s*1", ":1", unit)
    return re.sub(r"/[月生人]|每生", "", unit).replace("％", "%").replace("班", "个")


def _bare_header(header: str) -> str:
    """Return a header without units, years, quotation marks and what else is no name."""
    kept = _BRACKET.sub(
        lambda match: (
            "" if _UNIT_WORD.fullmatch(match[1].strip()) or match[1].lstrip().startswith("单位") else match[0]
        ),
        header,
    )
    for no_name in _NO_NAME:
        kept = no_name.sub("", kept)
    return _YEAR_WORDS.sub("", kept).strip("：")
