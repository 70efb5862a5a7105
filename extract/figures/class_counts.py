"""The pupils of a class that bears a firm's name, told right behind its name (“某某班”，在册42人)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from ..facts import Fact
from ..language.sentences import Sentence, evidence
from ..language.years import figure_year
from ..reading.blocks import Document
from .qualifiers import qualifier_at

_CLASS: Final = re.compile(r"“([^“”，。；]{2,12}班)”")
_COUNTED: Final = re.compile(
    r"(?:[^“”。；\d]{0,14}?(?:现有|在[册籍校读]|首批|学员|学生|招[收生]|里?共?有|共|，|（))?(?P<count>\d{1,3})余?[名人](?![次均])"
)
#: How many there are, told apart from the class's name: 班里36人 · 36名学生
_IN_CLASS: Final = re.compile(
    r"(?:班里|班内|全班|该班)(?:现|共|一共|总共|有|的)*(?P<count>\d{1,3})余?[名人位个](?![次均月])"
)
_PUPILS: Final = re.compile(r"(?<![\d.])(?P<count>\d{1,3})余?[名位个](?:同学|学生|学员|学子)")
_OF_OTHERS: Final = re.compile(r"专业[^，。；]{0,8}$|参赛|获奖|全校|其中|另|级$|招收?$|再培养$|贫困")
_FIRMS: Final = re.compile(
    r"委托|托给|托付|代培|双向培养|剧团|传承|订单|冠名|定向|校企|企业|公司|集团|酒店|医院|厂|合作"
)
_SHORT: Final = 30  #: sentences of a text that is about one class
_SURE, _GUESSED = 0.7, 0.6
_Told = tuple[Sentence, int, re.Match[str]]


def class_counts(document: Document, sentences: Sequence[Sentence], year: int | None) -> Iterator[Fact]:
    """Yield the number of pupils of the one named class of a firm; of several each is but a part.

    `year` is the report's. Told beside the class's name it is taken as it stands; told elsewhere only where
    the text counts pupils once.
    """
    named = {
        match[1]
        for sentence in sentences
        if "班”" in sentence.text
        for match in _CLASS.finditer(sentence.text)
    }
    if len(named) != 1 or not any(_FIRMS.search(sentence.text) for sentence in sentences):
        return
    for found in (_beside_name, _in_class, _only_pupils):
        if told := found(sentences):
            yield _fact(document, told, year, _SURE if found is _beside_name else _GUESSED)
            return


def _beside_name(sentences: Sequence[Sentence]) -> _Told | None:
    for sentence in sentences:
        for match in _CLASS.finditer(sentence.text):
            if count := _COUNTED.match(sentence.text, match.end()):
                return sentence, match.start(), count
    return None


def _in_class(sentences: Sequence[Sentence]) -> _Told | None:
    for sentence in sentences:
        if count := _IN_CLASS.search(sentence.text):
            return sentence, count.start(), count
    return None


def _only_pupils(sentences: Sequence[Sentence]) -> _Told | None:
    """Return the one count of pupils in a short text about the class."""
    if len(sentences) > _SHORT:
        return None
    found = [(one, count.start(), count) for one in sentences for count in _PUPILS.finditer(one.text)]
    if len(found) != 1:
        return None
    sentence, start, _ = found[0]
    return None if _OF_OTHERS.search(sentence.text[:start]) else found[0]


def _fact(document: Document, told: _Told, year: int | None, sure: float) -> Fact:
    sentence, start, count = told
    values: dict[str, object] = {
        "indicator": "order_class_students",
        "value": int(count["count"]),
        "unit": "人",
        "scope": "school",
    }
    if near := qualifier_at(sentence.text, count.start("count"), count.end()):
        values["qualifier"] = near
    if known := figure_year(sentence.text, start, count.start("count"), year) or year:
        values["year"] = known
    passage = evidence(document, sentence.passage, start, count.end(), sentence.section)
    return Fact("indicator", values, (passage,), sure)
