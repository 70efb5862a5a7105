"""Cells that stand one to a line without any mark: runs of such lines, and what kind of cell each can be."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from .. import lexicons
from ..figures.labels import is_unit, term_of_header
from ..figures.table_columns import term_of_short_header
from ..language.persons import persons_of
from ..majors.majors import could_be_major, is_catalogued
from .cell_kinds import Kind, has_unit, kind_of
from .headings import CAPTION, is_heading
from .lines import Line
from .marked_cells import even

_LONGEST: Final = 40  #: characters of a cell
_LONGEST_JOINED: Final = 60  #: characters of a cell broken over lines
_LONGEST_HEADER: Final = 16
MOST_CELLS: Final = 600
_REMEMBERED: Final = 4096  #: lines whose kind is kept, as each is asked for from many places
_ENDS_CLAUSE: Final = re.compile(r"[。！？!?；;：:]$")
_LEFT_OPEN: Final = re.compile(r"[，、（]$|（[^）]*$")
_MARKED: Final = re.compile(r"[\t|｜。\ufffc]|^[*•●■◆▪①-⑳]|^-+[^-\d]|https?:|@|^www\.")
#: Words of which the headers of a table of words are made: 合作单位, 参赛学生, 立项时间, 奖项.
_HEADER_NOUN: Final = (
    r"单位|企业|公司|院校|高校|学校|机构|部门|行业|专业群?|大类|代码|内容|形式|方式|模式|类型|类别|性质|级别|等级|层次|等次|奖项"
    r"|奖次|名次|赛项|项目|赛事|比赛|竞赛|大赛|选手|学生|姓名|教师|老师|人员|人|者|称号|荣誉|名称|课题|基地|地点|地址|班级|班|学制|对象"
    r"|成果|成绩|证书|组织|协议|时间|日期|年份|年度|年限|期限|期次|情况|结果|说明|备注|序号|编号|职务|职称|作品|工种|岗位|课程|教材|主题|领域"
    r"|指标|数值|数据|数量|人数|金额|规模|比例|内容及形式|去向|栏目|分类|内涵|培训班"
)
_HEADER_MODIFIER: Final = (
    r"校企|合作|对接|涉及|面向|所属|相关|参与|开设|招生|主要|参赛|获奖|指导|主持|主讲|负责|主办|承办|授予|颁发|颁奖|发证|立项|签约|签订|开始|起始|成立"
    r"|挂牌|建设|共建|培养|实习|实训|就业|教学|教育|服务|培训|合同|协议|比赛|竞赛|大赛|赛事|项目|课题|基地|企业|学校|院校|单位|学生|教师|荣誉|证书|奖项|高职"
    r"|本科|中职|衔接|贯通|联合|贯通培养|第一|完成|校内|校外|年级|课程|作品|专业|学历|岗位|技能|所在|承担|帮扶|结对|受援|支援|派出|接收"
)
_WORD_HEADER: Final = re.compile(
    rf"(?:{_HEADER_MODIFIER}){{0,3}}(?:及|与|和|/)?(?:{_HEADER_MODIFIER})?(?:{_HEADER_NOUN})(?:（[^）]{{1,8}}）)?$"
    r"|[\u4e00-\u9fff]{1,6}名称$"
)


@dataclass(frozen=True, slots=True)
class Cell:
    """What can be a cell, from line `first` to `last`, with its words made even.

    `apart` says that a blank line goes before it.
    """

    first: Line
    last: Line
    text: str
    kind: Kind
    apart: bool

    @property
    def has_unit(self) -> bool:
        """Tell whether the figure names its unit (231人)."""
        return has_unit(self.text)


def cells_from(lines: Sequence[Line], at: int, most: int = MOST_CELLS) -> list[Cell]:
    """Return the cells from line `at` on, as far as short lines reach that no more than one blank parts.

    No more than `most` lines with words are looked at.
    """
    cells: list[Cell] = []
    apart = False
    for line in lines[at : at + 2 * most]:
        if line.blank:
            if apart:
                break
            apart = True
            continue
        if not can_be_cell(line):
            break
        text = even(line.words)
        if cells and not apart and _goes_on(cells[-1], text):
            before = cells.pop()
            text, apart = before.text + text, before.apart
            cells.append(Cell(before.first, line, text, kind_of(text), apart))
        else:
            cells.append(Cell(line, line, text, kind_of(text), apart and bool(cells)))
        apart = False
    return cells


def _goes_on(cell: Cell, text: str) -> bool:
    """Tell whether a line goes on with the cell before: left open by a mark, or halves of a major's name."""
    if len(cell.text) + len(text) > _LONGEST_JOINED or cell.kind != "text":
        return False
    if _LEFT_OPEN.search(cell.text) or text.startswith(("）", "、", "，")):
        return True
    return is_catalogued(cell.text + text) and not (is_catalogued(cell.text) or is_catalogued(text))


def can_be_cell(line: Line) -> bool:
    """Tell a line that may be a cell from one of running text, a heading, a caption or a marked table."""
    return len(line.words) <= _LONGEST and not line.raw.startswith("\t") and _cell_words(line.words)


@lru_cache(_REMEMBERED)
def _cell_words(words: str) -> bool:
    if not words or _MARKED.search(words) or _ENDS_CLAUSE.search(words):
        return False
    return not (is_heading(words) or CAPTION.match(words))


@lru_cache(_REMEMBERED)
def names_indicator(text: str) -> bool:
    """Tell whether a cell's words name an indicator, as a header or the label of a row does."""
    return bool(term_of_header(text) or term_of_short_header(text))


@lru_cache(_REMEMBERED)
def is_word_header(text: str) -> bool:
    """Tell whether a cell can head a column of words: 合作单位, 参赛学生, 奖项."""
    return len(text) <= _LONGEST_HEADER and bool(_WORD_HEADER.match(text))


@lru_cache(_REMEMBERED)
def is_header(text: str) -> bool:
    """Tell whether a cell's words are such as head a column: an indicator, a year, 项目, 合作单位."""
    if len(text) > _LONGEST_HEADER:
        return False
    return kind_of(text) == "year" or is_unit(text) or is_word_header(text) or names_indicator(text)


_ORGANISATIONS: Final = re.compile(r"单位|企业|公司|院校|高校|学校|机构")
_RANK: Final = re.compile(
    r"[特一二三四]等(?:奖)?|第[一二三四五六七八九十\d]+名|[金银铜]|优[秀胜]|冠军|亚军|季军|奖"
)
_LEVEL: Final = re.compile(r"[国省市县区校]级|国家|全国|[省市县区]|自治")


def fits_column(header: str, text: str) -> bool | None:
    """Tell whether a cell is what its header says; None where the header asks for nothing to test."""
    parts = [part for part in re.split(r"[、，,/；;]|与(?=.{4})", text) if part]
    for pattern, fits in _TESTS:
        if pattern.search(header):
            return bool(parts) and fits(text, parts)
    return None


def _all(test: Callable[[str], bool]) -> Callable[[str, list[str]], bool]:
    return lambda _, parts: all(map(test, parts))


def _organisation(words: str) -> bool:
    return (
        words.removesuffix("等").rstrip("）").endswith(tuple(lexicons.endings())) or words in lexicons.firms()
    )


#: What the last words of a header ask for; the first that fits holds.
_TESTS: Final[tuple[tuple[re.Pattern[str], Callable[[str, list[str]], bool]], ...]] = (
    (re.compile(r"^(?:序号|编号)$"), lambda text, _: text.isdigit()),
    (re.compile(r"(?:年份|年度|时间|日期)$"), lambda text, _: bool(re.search(r"(?:19|20)\d\d", text))),
    (
        re.compile(r"(?:姓名|选手|学生|教师|老师|主持人|负责人|获奖者|人员)$"),
        lambda text, _: bool(persons_of(text)) or kind_of(text) == "dash",
    ),
    (
        re.compile(r"(?:奖项|奖次|等次|名次|获奖等级|获奖级别|获奖情况|成绩)$"),
        lambda text, _: bool(_RANK.search(text)),
    ),
    (re.compile(r"(?:级别|层次)$"), lambda text, _: bool(_LEVEL.search(text) or _RANK.search(text))),
    (
        re.compile(r"专业(?:名称)?$"),
        _all(
            lambda part: could_be_major(part.removesuffix("专业")) or part in ("各专业", "全校", "所有专业")
        ),
    ),
    (re.compile(r"(?:单位|企业|公司|院校|高校|学校|机构)(?:名称)?$"), _all(_organisation)),
)
