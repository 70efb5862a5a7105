"""Majors that the school offers, from lists, sentences and tables, with level, code and group."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from .blocks import Document, Table
from .facts import Evidence, Fact
from .majors import clean_major, is_catalogued
from .passage import Passage
from .sentences import Sentence, evidence
from .table_indicators import header_texts

_CLOSED_SPAN: Final = re.compile(r"(?:停招|撤销|撤并|停办|取消|关停|淘汰)(?:了)?[^，。；]*")
_CLOSED_AFTER: Final = re.compile(r"(?:专业)?[^，。；、]{0,14}?(?:撤销|停招|停办|取消招生|退出招生|暂停招生)")
_OTHERS: Final = re.compile(r"^(?:我市|全市|全省|全国|我省|本市)(?:的)?(?!.*我校)")
_LEVEL: Final = re.compile(
    r"五年一贯制?|五年制(?:高职|大专)?|三二连读(?:大专)?|“三二”连读(?:大专)?|中高职一体化?|中本一体化?|中高职贯通|中本贯通|3\+2|3\+4|中级工|高级工|预备技师|技师(?!学院)|三年制(?:中专|中职)?|中专|大专|高职|中职"
)
_LEVEL_COLUMN: Final = re.compile(r"层次|学制|培养层次|办学层次|类型|级别|学历")
_GROUP_COLUMN: Final = re.compile(r"专业(?:大类|群|类|部|类别)|所属(?:专业群|大类)|专业群名称|大类")
_CODE_COLUMN: Final = re.compile(r"代码|专业代码|编码")
_NAME_COLUMN: Final = re.compile(r"^(?:招生|毕业|开设|所学|对应|备案)?专业(?:名称|方向|（.*）)?$|^专业(?:\(技能\)|（技能）)?方向$|^专门化.*|^专业及方向$|^专业名$")


@dataclass(slots=True)
class _Found:
    name: str
    evidence: list[Evidence]
    known: bool
    values: dict[str, object] = field(default_factory=dict)
    levels: list[str] = field(default_factory=list)


def major_facts(document: Document, sentences: Sequence[Sentence]) -> list[Fact]:
    """Return the majors of the report, each once, in order of mention; short forms are aliases."""
    found: dict[str, _Found] = {}
    for sentence in sentences:
        if _OTHERS.match(sentence.text):
            continue
        shut = [match.span() for match in _CLOSED_SPAN.finditer(sentence.text)]
        for mention in sentence.majors():
            if any(start <= mention.start < end for start, end in shut) or _CLOSED_AFTER.match(sentence.text[mention.end :]):
                continue
            passage = evidence(document, sentence.passage, mention.start, mention.end, sentence.section)
            one = found.setdefault(mention.text, _Found(mention.text, [], mention.known))
            if line := re.match(r"([\u4e00-\u9fff]{2,10}类)：", sentence.text):
                one.values.setdefault("group", line[1])
            if len(one.evidence) < 3:
                one.evidence.append(passage)
    for block in document.blocks:
        if isinstance(block, Table):
            for name, passage, values in _table_majors(document, block):
                one = found.setdefault(name, _Found(name, [], True))
                if len(one.evidence) < 3:
                    one.evidence.append(passage)
                one.values.update({key: value for key, value in values.items() if key != "level" and key not in one.values})
                if "level" in values and values["level"] not in one.levels:
                    one.levels.append(str(values["level"]))
    return _merged(found)


def _table_majors(document: Document, table: Table) -> Iterator[tuple[str, Evidence, dict[str, object]]]:
    headers = [re.sub(r"\s", "", header) for header in header_texts(table)]
    at = next((n for n, header in enumerate(headers) if _NAME_COLUMN.match(header)), None)
    body = table.rows[table.header_rows :]
    if at is None:
        at = _catalogued_column(body, table.width)
    if at is None:
        return
    columns = {
        "code": next((n for n, header in enumerate(headers) if _CODE_COLUMN.search(header)), None),
        "group": next((n for n, header in enumerate(headers) if _GROUP_COLUMN.search(header) and n != at), None),
        "level": next((n for n, header in enumerate(headers) if _LEVEL_COLUMN.search(header) and n != at), None),
    }
    group = ""
    for row in body:
        if columns["group"] is not None and row[columns["group"]].text:
            group = row[columns["group"]].text
        cell = row[at]
        for start, end in _names_in_cell(cell):
            name = clean_major(cell.text[start:end])
            if not _can_be_major(name):
                continue
            values: dict[str, object] = {}
            if bracketed := re.search(r"（(\d{4,6}(?:[A-Z]\d+)?)）$", name):
                name = name[: bracketed.start()]
                values["code"] = bracketed[1]
            if columns["code"] is not None and (code := re.search(r"\d{4,6}(?:[A-Z]\d+)?", row[columns["code"]].text)):
                values["code"] = code[0]
            if group and columns["group"] is not None and not re.search(r"合计|总计", group):
                values["group"] = group
            if columns["level"] is not None and 2 <= len(row[columns["level"]].text) <= 12 and not row[columns["level"]].text.isdigit():
                values["level"] = row[columns["level"]].text
            yield name, _cell_evidence(document, table, cell, start, end), values


def _catalogued_column(body: Sequence[Sequence[Passage]], width: int) -> int | None:
    for at in range(min(4, width)):
        cells = [clean_major(row[at].text) for row in body if row[at].text]
        if len(cells) >= 3 and sum(is_catalogued(cell) for cell in cells) * 3 >= len(cells) * 2:
            return at
    return None


def _names_in_cell(cell: Passage) -> list[tuple[int, int]]:
    """Return the names in a cell: one, or several parted by 、."""
    spans = []
    at = 0
    for part in re.split(r"[、；]", cell.text):
        if part.strip():
            spans.append((at, at + len(part)))
        at += len(part) + 1
    return spans


def _can_be_major(name: str) -> bool:
    if not 2 <= len(name) <= 30 or not re.search(r"[\u4e00-\u9fff]{2}", name):
        return False
    return is_catalogued(name) or not re.search(r"合计|总计|小计|平均|专业|人数|全校|届|年$|\d{3,}|公司|学院$|学校|教师|其他|^to |项目|设备|^[^\u4e00-\u9fff]", name)


def _cell_evidence(document: Document, table: Table, cell: Passage, start: int, end: int) -> Evidence:
    first, last = cell.source_span(start, end)
    return Evidence(first, last, document.text[first:last], " > ".join(table.section))


def _merged(found: dict[str, _Found]) -> list[Fact]:
    """Join the forms of one name: a catalogue name without its direction, and mere differences of order."""
    names = list(found)
    alias_of: dict[str, str] = {}
    for name in names:
        fuller = [other for other in names if other != name and _is_form_of(name, other)]
        if fuller:
            alias_of[name] = max(fuller, key=lambda other: (other not in alias_of, is_catalogued(other), len(other), other))
    facts = []
    for name in names:
        if name in alias_of and alias_of[name] not in alias_of:
            continue
        one = found[name]
        aliases = sorted(short for short, full in alias_of.items() if full == name and short != name)
        passages = list(one.evidence)
        values: dict[str, object] = {"name": name, **one.values}
        if aliases:
            values["aliases"] = aliases
            passages += [passage for alias in aliases for passage in found[alias].evidence]
        if one.levels:
            values["level"] = one.levels
        facts.append(Fact("major", values, tuple(dict.fromkeys(passages))[:5], 0.9 if one.known else 0.7))
    return facts


def _is_form_of(short: str, full: str) -> bool:
    """Tell whether `short` is another form of `full`: the same without its bracket, words in another order, a start of it."""
    bare = re.sub(r"（[^）]*）$", "", full)
    if bare == short and full != short and not is_catalogued(short) or bare == short and re.search(r"方向）$", full):
        return True
    if len(short) == len(full) and sorted(short) == sorted(full) and is_catalogued(full) and not is_catalogued(short):
        return True
    return not is_catalogued(short) and len(short) >= 4 and full.startswith(short) and len(full) - len(short) <= 3 and is_catalogued(full)
