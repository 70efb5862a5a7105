"""Heads: what words before a list, or at the head of a sentence, tell of figures without labels of their own.

馆藏图书：纸质12.4万册，电子6.5万册 · 合格率方面，文化课94%、专业技能96% · 起薪方面，会计专业最高，月均3350元
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from ..language.quantities import Quantity
from ..lexicons import IndicatorTerm
from .bound import Bound
from .gaps import changes
from .labels import BARE_LABELS, labels_before, term_of_header, unit_fits
from .parts import only_part

#: The head of a list: its last words are what the items leave out.
_LIST_HEAD: Final = re.compile(
    r"(?:^|[，；。])([\u4e00-\u9fff“”]{2,12}?)(?:（[^）]*）)?(?:[：]|(?:方面|情况|中)[，：]|，其中)"
)
_ITEM: Final = re.compile(r"(?:^|[，、；：])(?:其中)?([\u4e00-\u9fff“”]{2,8}?)(?:类|约|为|达|有|共|近)*$")
_LONGEST_END: Final = 4
#: The head of a sentence that names what it is about: 起薪方面，
_TOPIC: Final = re.compile(r"(?:方面|情况|水平|上|来看|看)(?:看|来看)?[，：]")
_LEAST_SALARY: Final = 500
#: What stands between the head, or a major, and a figure that leaves its label out.
_UNLABELLED: Final = re.compile(
    r"(?:全校|学校|总体|整体|毕业生|学生|平均|月均|人均|月薪|年均|均|为|达到?|约|近|超过?|有|最[高低好]|的|是|则|仅|居首|次之|专业|其中|也)*$"
)
_MAJOR_FIRST: Final = re.compile(r"[\u4e00-\u9fff（）]{2,16}专业(?:的?(?:毕业生|学生))?")
_LABELLED: Final = frozenset({"%", "元"})


def by_heads(text: str, quantities: Sequence[Quantity], known: Sequence[Bound]) -> list[Bound]:
    """Return the figures of `text` that heads tell of, apart from those `known` already."""
    done = {one.quantity.start for one in known}
    free = [one for one in quantities if one.unit and one.start not in done and not changes(text, one.start)]
    if not free:
        return []
    listed = list(_under_list_heads(text, free))
    done |= {one.quantity.start for one in listed}
    return listed + list(_under_topic(text, [one for one in free if one.start not in done]))


def _under_list_heads(text: str, quantities: Sequence[Quantity]) -> Iterator[Bound]:
    """Yield figures whose item and the end of the list's head make a label together (纸质 + 图书)."""
    heads = list(_LIST_HEAD.finditer(text)) if "：" in text or "，" in text else []
    if not heads:
        return
    for quantity in quantities:
        head = next((one for one in reversed(heads) if one.end() <= quantity.start), None)
        item = _ITEM.search(text[: quantity.start])
        if head is None or item is None or item.start(1) < head.end() - 1:
            continue
        if "。" in text[head.end() : quantity.start] or "；" in text[head.end() : quantity.start]:
            continue
        term = _made_of(item[1], head[1])
        if term and unit_fits(term, quantity.unit) and not only_part(text, head.start(1), term):
            yield Bound(quantity, term, item.start(1), quantity.end)


def _made_of(item: str, head: str) -> IndicatorTerm | None:
    if term_of_header(item):
        return None  # a label of its own, which other rules bind or refuse
    ends = (head[-size:] for size in range(min(_LONGEST_END, len(head)), 1, -1))
    return next((term for end in ends if (term := term_of_header(item + end))), None)


def _under_topic(text: str, quantities: Sequence[Quantity]) -> Iterator[Bound]:
    """Yield figures without labels in a sentence that begins by naming the indicator (起薪方面，)."""
    topic = _topic(text)
    if topic is None:
        return
    end, term = topic
    for quantity in quantities:
        start = max(end, max(text.rfind(mark, 0, quantity.start) for mark in "，；") + 1)
        if not unit_fits(term, quantity.unit) or quantity.unit not in _LABELLED or quantity.start < end:
            continue
        clause = text[start : quantity.start]
        major = _MAJOR_FIRST.match(clause)
        if not _UNLABELLED.fullmatch(clause[major.end() :] if major else clause):
            continue
        if quantity.unit != "元" or quantity.value >= _LEAST_SALARY:
            yield Bound(quantity, term, start, quantity.end)


def _topic(text: str) -> tuple[int, IndicatorTerm] | None:
    """Return the indicator that the first clause names, without a figure, and where the clause ends."""
    clause_end = min((at for mark in "，：" if (at := text.find(mark)) >= 0), default=-1) + 1
    for _, end, term in labels_before(text[:clause_end]):
        named = term.label not in BARE_LABELS and term.unit in _LABELLED
        if named and _TOPIC.fullmatch(text[end:clause_end]) and not re.search(r"\d", text[end:clause_end]):
            return clause_end, term
    return None
