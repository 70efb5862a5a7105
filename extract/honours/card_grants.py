"""Titles in tables that describe a school: a card of labels and values, a chronicle of years and events."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from ..figures.table_indicators import header_texts
from ..language.pipeline import mentions_in
from ..language.sentences import Sentence
from ..reading.blocks import Document, Table
from ..reading.passage import Passage
from ..schools.school import Speaker
from .grant_forms import LABEL, status_titles
from .grant_items import Grant
from .grants import grants_in

#: Tables of results, persons, firms or honours, which readers of their own know.
_OTHER_TABLE: Final = re.compile(
    r"姓名|学生|教师|选手|指导|奖项|赛项|作品|荣誉名称|荣誉称号|称号|课题|班名|名次|代码|分数"
)
#: What the label of a row is about that is no title of the school's.
_OTHER_ROW: Final = re.compile(
    r"教师|师资|学生|任课|人员|企业|校友|毕业|就业|获奖|竞赛|大赛|目标|规划|打算|计划"
)
#: What every cell with a title or a scheme has.
_SIGN: Final = re.compile(r"国家|全国|省|自治区|市级|县级|示范|重点|入选|入列|获批|授予|认定|荣获|评为")
_SHORTEST: Final = 7
_COLUMNS: Final = 4  #: a table of more columns describes something else


def card_grants(document: Document, speaker: Speaker) -> Iterator[Grant]:
    """Yield the titles that the cells of the school's card, or of its chronicle, say that it holds."""
    for block in document.blocks:
        if not isinstance(block, Table) or not block.rows or len(block.rows[0]) > _COLUMNS:
            continue
        if any(_OTHER_TABLE.search(header) for header in header_texts(block)):
            continue
        for row in block.rows:
            label = row[0].text
            if len(row) > 1 and not _OTHER_ROW.search(label):
                for cell in row[1:]:
                    yield from _of_cell(block, label, cell, speaker)


def _of_cell(table: Table, label: str, cell: Passage, speaker: Speaker) -> Iterator[Grant]:
    if len(cell.text) < _SHORTEST or not _SIGN.search(cell.text):
        return
    sentence = Sentence(cell, *mentions_in(cell.text), table.section, -1)
    if LABEL.fullmatch(re.sub(r"\s", "", label)):
        yield from status_titles(sentence, speaker)
    else:
        yield from grants_in(sentence, speaker)
