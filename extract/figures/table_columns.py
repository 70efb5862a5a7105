"""Columns of a table: what their headers name, of which year, in which unit, of which major."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from ..language.quantities import cell_quantity
from ..language.years import cell_year
from ..lexicons import IndicatorTerm
from ..majors.majors import clean_major, is_catalogued
from ..reading.blocks import Table
from ..reading.passage import Passage
from .labels import NEW_OF, PER_STUDENT_OF, term_in, term_of_code, term_of_header
from .satisfaction import speaks_of_satisfaction, topic_of

#: Short headers that name an indicator in a table, though not in running text.
_HEADER_WORDS: Final = {
    "毕业": "graduates",
    "毕业数": "graduates",
    "就业": "employed_graduates",
    "就业数": "employed_graduates",
    "升学数": "advanced_study",
    "直接就业数": "direct_employed",
    "在校": "enrolled_students",
    "在读": "enrolled_students",
    "班数": "classes",
    "班级数": "classes",
    "班": "classes",
    "月薪": "starting_salary",
    "平均月薪": "starting_salary",
    "起薪": "starting_salary",
    "转正后": "later_salary",
    "对口率": "matched_employment_rate",
    "对口": "matched_employed",
    "对口人数": "matched_employed",
    "月收入": "starting_salary",
    "平均月收入": "starting_salary",
    "月平均收入": "starting_salary",
    "薪资": "starting_salary",
    "平均薪资": "starting_salary",
    "平均工资": "starting_salary",
    "月均工资": "starting_salary",
    "在籍": "enrolled_students",
    "在校学生": "enrolled_students",
    "招收": "new_students",
    "录取": "new_students",
    "双师": "dual_qualified_teachers",
    "专任": "full_time_teachers",
    "兼职": "part_time_teachers",
    "面积": "campus_area",
    "专升本": "advanced_study",
    "升本": "advanced_study",
    "升学深造": "advanced_study",
}
#: Headers that leave it to the caption what they count.
_COUNTED: Final = re.compile(
    r"(?:总?人数|数量|学生数|学生人数|规模|合计|总计|总数|人数合计|(?:19|20)\d\d(?:年度?|学年|届)?|人数（人）)$"
)
_LABELS: Final = re.compile(r"指标|项目|类别|内容|分类|数据|情况|栏目|名称|学生|教师|年份|年度|^类型$|^种类$")
_VALUES: Final = re.compile(
    r"数值|数据|数量|人数|金额|数$|值$|内容|结果|合计|总计|比例|占比|比率|百分比|情况|本年|上年|规模|完成"
)
_BY_UNIT: Final = (
    (re.compile(r"[\d,]+个?班"), "班级数"),
    (re.compile(r"[\d,]+(?:人|名)"), "人数"),
)
_OF_PEOPLE: Final = frozenset({"enrolled_students", "new_students", "graduates", "classes"})
_MAJOR_HEADER: Final = re.compile(
    r"(?:招生|毕业|开设|所学|现有)?专业(?:名称|方向|（.*）|名称（.*）)?|专业（技能）方向|专门化.*|专业及方向|专业名称及代码"
)
_TOTALLED: Final = re.compile(r"总值|总数|总量|合计|数量|总计")
_CHANGE: Final = re.compile(r"序号|比增|增[长减幅]|变化|备注|同比|环比|差|排名|编号|代码")
_SHARE: Final = re.compile(r"(?:比例|占比|比率|百分比|比重)(?:（.*）|%)?$")
_SPAN_OF_YEARS: Final = re.compile(r"(?:19|20)\d\d\s*年?\s*[-—–～至和与、]\s*(?:19|20)?\d\d")
#: What may stand with a short word in a header: 其中：专任, 年末在籍（人）
_BESIDE_WORD: Final = re.compile(
    r"（[^）]*）|\s|(?:19|20)\d\d(?:年度?|届|学年)"
    r"|^(?:其中：?)?(?:现有|目前|共有|全日制|应届|年末|年底|期末|学年初)?"
)
#: Headers of a table of classes that firms have: 班名 | 企业 | 专业 | 人数
_CLASS_HEADER: Final = re.compile(r"(?:班名|班级名称?|班别|(?:订单|冠名|学徒制?|企业)班(?:名称?|级)?|班级)")
_FIRM_HEADER: Final = re.compile(r"(?:合作|冠名|委托|签约|订单|用人|校企合作)?(?:企业|公司|单位)(?:名称)?")
_YEAR_HEADER: Final = re.compile(r"(?:19|20)\d\d\s*(?:年度?|学年度?|届|级)?(?:（[^）]*）)?")
_FEWEST_YEARS: Final = 2
#: What goes before, or behind, the indicator that a caption names: 表3 近三年在校生人数统计表（单位：人）
_NUMBERED: Final = re.compile(
    r"^表?\s*[\d一二三四五六七八九十]*(?:[-—.．]\d+)*\s*[：:、.]?\s*(?:我校|学校|学院|全校)?(?:近[几两三四五六七八九十\d]+年来?|历年|各年度?)?(?:来)?(?:的)?"
)
_LISTING: Final = re.compile(
    r"(?:变化|增长|基本|总体)?(?:情况|变化|对比|走势|趋势)?(?:统计表|一览表|对比表|比较表|情况表|明细表|汇总表|统计|一览|对照表|表)?(?=$|（)|（单位[^）]*）|单位[：:].*$"
)
_LONGEST_LEAD: Final = 40  #: characters of a line above a table that names it
_CODE: Final = re.compile(r"（[\dA-Za-z、，/+\s]{3,}）$")


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its header's words and what they tell; `counted` marks a term taken from the caption."""

    header: str
    term: IndicatorTerm | None
    year: int | None
    unit: str
    counted: bool = False
    share: bool = False
    change: bool = False
    major: str = ""

    @property
    def holds_labels(self) -> bool:
        """Tell a column whose cells may name indicators, by a header such as 指标, or none."""
        return not self.header or bool(_LABELS.search(self.header))

    @property
    def holds_values(self) -> bool:
        """Tell a column of values of what its rows name, by a header such as 数值, 人数, a year; or none."""
        return not self.header or self.year is not None or bool(_VALUES.search(self.header))


def header_texts(table: Table) -> list[str]:
    """Return the words of each column's header, upper ones before lower; spanning cells reach right."""
    texts = [""] * table.width
    rows = table.rows[: table.header_rows]
    for level, row in enumerate(rows):
        reach = ""
        last = level == len(rows) - 1
        for at, cell in enumerate(row):
            if level and cell.spanned and cell.offsets == rows[level - 1][at].offsets:
                continue  # merged downwards: said already
            if cell.text:
                reach = cell.text
            elif last or (level and not texts[at]):
                continue
            if not cell.text and level and texts[at]:
                continue
            texts[at] += reach if cell.text or not last else ""
    return texts


def context_of(table: Table) -> str:
    """Return the words that tell what a table is about: its caption and the heading above it."""
    caption = table.caption.text if table.caption else ""
    lead = table.lead.text if table.lead and len(table.lead) <= _LONGEST_LEAD else ""
    return f"{table.section[-1] if table.section else ''} {caption or lead}"


def table_year(table: Table, year: int | None) -> int | None:
    """Return the year that the caption names; the report's own where it names none or several."""
    caption = table.caption.text if table.caption else ""
    return year if _SPAN_OF_YEARS.search(caption) else cell_year(caption, year) or year


def columns_of(table: Table, year: int | None) -> list[Column]:
    """Return the columns of `table`; `year` is the report's."""
    texts = header_texts(table) if table.header_rows else _told_by_units(table)
    counted = _counted(table, texts) or _of_years(table, texts)
    lower = (
        [cell.text for cell in table.rows[table.header_rows - 1]] if table.header_rows else [""] * table.width
    )
    columns = [
        _column(header, low, counted, unit, year)
        for header, low, unit in zip(texts, lower, table.units, strict=True)
    ]
    return [_of_satisfaction(column) for column in columns] if is_of_satisfaction(table) else columns


def is_of_satisfaction(table: Table) -> bool:
    """Tell a table of satisfactions, whose headers or labels need not say 满意."""
    return speaks_of_satisfaction(context_of(table) + "".join(row[0].text for row in table.rows))


def _of_satisfaction(column: Column) -> Column:
    code = None if column.term else topic_of(column.header)
    return replace(column, term=term_of_code(code)) if code else column


def _told_by_units(table: Table) -> list[str]:
    """Return headers for a table without: 班级数 over 5个班, 6个班, 人数 over 231人, 128人; else ""."""
    texts = []
    for at in range(table.width):
        cells = [row[at].text for row in table.rows if row[at].text]
        told = (word for unit, word in _BY_UNIT if cells and all(unit.fullmatch(cell) for cell in cells))
        texts.append(next(told, ""))
    return texts


def major_column(table: Table, columns: Sequence[Column]) -> int | None:
    """Return the column that names majors: by its header, or as most of its cells are catalogued."""
    body = table.rows[table.header_rows :]
    for at, column in enumerate(columns):
        if _MAJOR_HEADER.fullmatch(column.header.replace(" ", "")) and not cell_quantity(_first(body, at)):
            return at
    for at in range(min(4, table.width)):
        cells = [major_name(row[at].text) for row in body if row[at].text]
        if len(cells) >= 2 and sum(is_catalogued(cell) for cell in cells) * 2 >= len(cells):
            return at
    return None


def major_name(words: str) -> str:
    """Return the major that a cell names, without its code and the word 专业."""
    return clean_major(_CODE.sub("", words).replace(" ", ""))


def _first(body: Sequence[Sequence[Passage]], at: int) -> str:
    return next((row[at].text for row in body if row[at].text), "")


def _counted(table: Table, headers: Sequence[str]) -> IndicatorTerm | None:
    """Return what a bare 人数 counts: as the caption says, or students where classes stand beside it."""
    caption = table.caption.text if table.caption else ""
    if term := term_in(caption, _OF_PEOPLE):
        return term
    if any(map(_CLASS_HEADER.fullmatch, headers)) and any(map(_FIRM_HEADER.fullmatch, headers)):
        return term_of_code("order_class_students")
    if any(_HEADER_WORDS.get(header) == "classes" for header in headers):
        return term_of_code("enrolled_students")
    return term_of_code("graduates") if "毕业" in caption else None


def _of_years(table: Table, headers: Sequence[str]) -> IndicatorTerm | None:
    """Return what the figures under years alone count, as the caption or the line above names it."""
    if len(headers) < _FEWEST_YEARS or not all(_YEAR_HEADER.fullmatch(header) for header in headers):
        return None
    for line in (table.caption, table.lead):
        if line and len(line) <= _LONGEST_LEAD and (term := named_by(line.text)):
            return term
    return None


def named_by(title: str) -> IndicatorTerm | None:
    """Return the one indicator that the title of a table names (表3 近三年在校生人数统计表), or None."""
    words = _NUMBERED.sub("", title)
    return term_of_header(words) or term_of_header(_LISTING.sub("", words))


def _column(header: str, lower: str, counted: IndicatorTerm | None, unit: str, year: int | None) -> Column:
    term = term_of_header(header) or term_of_short_header(header)
    upper = header.removesuffix(lower)
    if term is None and upper and lower:
        term = of_group(upper, lower)
    from_caption = term is None and counted is not None and bool(_COUNTED.fullmatch(header.replace(" ", "")))
    if term is None and unit == "个" and re.search(r"（班）", header):
        term = term_of_code("classes")
    major = major_name(header)
    return Column(
        header,
        counted if from_caption else term,
        cell_year(header, year),
        unit,
        counted=from_caption,
        share=bool(_SHARE.search(header)),
        change=bool(_CHANGE.search(lower or header)),
        major=major if is_catalogued(major) else "",
    )


def term_of_short_header(header: str) -> IndicatorTerm | None:
    """Return the indicator that a short word names in a table alone (毕业, 月薪), or None."""
    word = _BESIDE_WORD.sub("", header)
    return term_of_code(_HEADER_WORDS[word]) if word in _HEADER_WORDS else None


def of_group(group: str, lower: str) -> IndicatorTerm | None:
    """Return what 总值 or 生均 under a group's header, or beside its label, names."""
    group = re.sub(r"（[^）]*）", "", group)
    if not group:
        return None
    if lower.startswith("生均"):
        return term_of_header("生均" + _TOTALLED.sub("", group)) or _derived(group, PER_STUDENT_OF)
    if lower.startswith(("新增", "当年新增", "本年新增")):
        return _derived(group, NEW_OF)
    if _TOTALLED.fullmatch(re.sub(r"（[^）]*）", "", lower)):
        return term_of_header(group) or term_of_header(group + lower)
    return term_of_header(lower) or term_of_short_header(lower)


def _derived(group: str, of: dict[str, str]) -> IndicatorTerm | None:
    term = term_of_header(group) or term_of_header(group + "总值")
    return term_of_code(of[term.code]) if term and term.code in of else None
