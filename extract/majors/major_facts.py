"""Majors that the school offers, from lists, sentences and tables, with level, code and group."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from ..facts import Evidence, Fact
from ..language.mentions import Mention
from ..language.sentences import Sentence, evidence
from ..reading.blocks import Document, Table
from .major_forms import joined_forms
from .major_spaced import spaced_majors
from .major_tables import TableMajor, majors_in_table
from .majors import code_of

#: Majors no longer offered: 停招甲、乙; 甲专业停止招生 comes behind, as does that one is only planned.
_CLOSED: Final = re.compile(
    r"(?:停招|撤销|撤并|停办|取消|关停|淘汰|停止(?=[^，。；]{2,24}招生))(?:了)?[^，。；]*|"
    r"(?:拟|计划|准备|打算|力争|争取)(?:于|在)?(?:20\d\d年度?|明年|下一?年度?|下半年|今后)?(?:(?:申报|申请)?(?:新增|增设|开设|新设|开办|筹建)|申报(?=[^，。；]{2,20}专业))[^，。；]*"
)
_CLOSED_BEHIND: Final = re.compile(
    r"(?:专业)?[^，。；、]{0,14}?(?:，(?:现|已|于|从|自|目前|今年|本年度|遂|(?:19|20)\d\d年)(?:(?!专业)[^，。；、]){0,12}?)?"
    r"(?:撤销|停招|停办|取消招生|退出招生|暂停招生|不再招生)|(?:专业)?(?:拟|计划|将|准备|打算|正在|有望)[^，。；、]{0,10}(?:申报|新增|增设|开设|招生|开办|筹建)"
)
#: Sentences about a whole city or province, not the school.
_OF_OTHERS: Final = re.compile(r"(?:我市|全市|全省|全国|我省|本市)(?!唯一|独|首|仅)(?:的)?(?!.*[我本][校院])")
#: Majors of the school that ours helps: 该院的护理、助产.
_HELPED: Final = re.compile(r"(?:该[校院]|对方|受援[校方]?)的?[^，。；]*$")
_OURS: Final = re.compile(r"[我本][校院]")
_GROUP_LINE: Final = re.compile(r"([\u4e00-\u9fff]{2,10}类)：")
_CODE_REACH: Final = 14
_MAX_PASSAGES: Final = 3
_MAX_ALL_PASSAGES: Final = 5


@dataclass(slots=True)
class _Found:
    known: bool
    evidence: list[Evidence] = field(default_factory=list)
    values: dict[str, str] = field(default_factory=dict)
    levels: list[str] = field(default_factory=list)
    listed_in: set[int] = field(default_factory=set)  # numbers of the sentences and tables that name it
    tabled: bool = False

    def add_evidence(self, passage: Evidence) -> None:
        if len(self.evidence) < _MAX_PASSAGES:
            self.evidence.append(passage)


def major_facts(document: Document, sentences: Sequence[Sentence]) -> list[Fact]:
    """Return the majors of the report, each once, in order of mention; short forms are aliases."""
    found: dict[str, _Found] = {}
    for number, sentence in enumerate(sentences):
        for mention in _offered(sentence):
            one = found.setdefault(mention.text, _Found(mention.known))
            one.listed_in.add(number)
            one.add_evidence(
                evidence(document, sentence.passage, mention.start, mention.end, sentence.section)
            )
            if code := _code(sentence.text, mention):
                one.values.setdefault("code", code)
            if line := _GROUP_LINE.match(sentence.text):
                one.values.setdefault("group", line[1])
    for number, block in enumerate(document.blocks, start=len(sentences)):
        if isinstance(block, Table):
            for row in majors_in_table(document, block):
                one = found.setdefault(row.name, _Found(known=True))
                one.listed_in.add(number)
                one.tabled = True
                _add_row(one, row)
    return _merged(found)


def _offered(sentence: Sentence) -> Iterator[Mention]:
    """Yield the majors that a sentence names as the school's, without those that it closed."""
    mentions = (*sentence.majors(), *(spaced_majors(sentence) if "专业" in sentence.text else ()))
    if not mentions or _OF_OTHERS.match(sentence.text):
        return
    closed = [match.span() for match in _CLOSED.finditer(sentence.text)]
    for mention in mentions:
        if any(start <= mention.start < end for start, end in closed):
            continue
        if _OURS.search(sentence.text) and _HELPED.search(sentence.text, 0, mention.start):
            continue
        if not _CLOSED_BEHIND.match(sentence.text, mention.end):
            yield mention


def _code(text: str, mention: Mention) -> str:
    """Return the code in brackets at the end of a mention or right behind it, "" where there is none."""
    behind = (
        text.find("）", mention.end, mention.end + _CODE_REACH) if text[mention.end :][:1] == "（" else -1
    )
    return code_of(text[mention.start : max(mention.end, behind + 1)])[1]


def _add_row(one: _Found, row: TableMajor) -> None:
    one.add_evidence(row.evidence)
    for key, value in (("code", row.code), ("group", row.group)):
        if value:
            one.values.setdefault(key, value)
    if row.level and row.level not in one.levels:
        one.levels.append(row.level)


def _merged(found: Mapping[str, _Found]) -> list[Fact]:
    """Join the forms of one major under the fullest."""
    forms = joined_forms(
        {name: one.listed_in for name, one in found.items()},
        {name for name, one in found.items() if one.tabled},
    )
    return [
        _fact(name, found[name], sorted(set(names) - {name}), [found[one] for one in names if one != name])
        for name, names in forms.items()
    ]


def _fact(name: str, one: _Found, aliases: list[str], forms: Sequence[_Found]) -> Fact:
    values: dict[str, object] = {"name": name, **one.values}
    if aliases:
        values["aliases"] = aliases
    if one.levels:
        values["level"] = one.levels
    passages = dict.fromkeys([*one.evidence, *(passage for form in forms for passage in form.evidence)])
    return Fact("major", values, tuple(passages)[:_MAX_ALL_PASSAGES], 0.9 if one.known else 0.7)
