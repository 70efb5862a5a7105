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
    r"(?:[^“”。；\d]{0,14}?(?:现有|在[册籍校读]|首批|学员|学生|招[收生]|里?共?有|共|，|（))?(\d{1,3})余?[名人](?![次均])"
)
_FIRMS: Final = re.compile(r"订单|冠名|定向|校企|企业|公司|集团|酒店|医院|厂|合作")


def class_counts(document: Document, sentences: Sequence[Sentence], year: int | None) -> Iterator[Fact]:
    """Yield the number of pupils of the one named class of a firm; of several each is but a part.

    `year` is the report's.
    """
    named = {match[1] for sentence in sentences for match in _CLASS.finditer(sentence.text)}
    if len(named) != 1 or not any(_FIRMS.search(sentence.text) for sentence in sentences):
        return
    for sentence in sentences:
        for match in _CLASS.finditer(sentence.text):
            count = _COUNTED.match(sentence.text, match.end())
            if count is None:
                continue
            values: dict[str, object] = {
                "indicator": "order_class_students",
                "value": int(count[1]),
                "unit": "人",
                "scope": "school",
            }
            if near := qualifier_at(sentence.text, count.start(1), count.end()):
                values["qualifier"] = near
            if told := figure_year(sentence.text, match.start(), count.start(1), year) or year:
                values["year"] = told
            passage = evidence(document, sentence.passage, match.start(), count.end(), sentence.section)
            yield Fact("indicator", values, (passage,), 0.7)
            return
