"""What short texts, such as news, tell of a partner beyond the sentence that makes it one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence, Set
from typing import Final

from ..language.mentions import Mention
from ..language.sentences import Sentence, evidence
from ..reading.blocks import Document
from .modes import modes_of
from .ties import Tie

#: Words that stand for the one partner of a text, and for what both do together.
_STANDS_FOR: Final = re.compile(r"双方|校企|两家|该班|订单班|冠名班|该公司|公司|企业|集团|协会|医院|酒店")
#: What is wished, remembered or said of others.
_UNSURE: Final = re.compile(r"希望|建议|来自|介绍|曾|历年|毕业于|全市|全省|全国|表示|嘱咐|要求")
_CLAUSES: Final = re.compile(r"[^；。]+")
_KINDS: Final = frozenset({"enterprise", "hospital", "kindergarten", "association"})
#: Ways that are seldom told but of the partner at hand; the others are told of many.
_TELLING: Final = frozenset(
    {"order_class", "apprenticeship", "internship", "training_base", "industry_college", "scholarship"}
)
_WEIGHT: Final = 0.1


def told_elsewhere(
    document: Document,
    sentences: Sequence[Sentence],
    names: Set[str],
    kind: str,
    *,
    ties: Sequence[Tie],
    alone: bool,
) -> Iterator[Tie]:
    """Yield further ways in which the partner called `names`, of `kind`, works with the school.

    `ties` are those known so far. Read are the clauses that name it; where it is the only partner (`alone`),
    also those that speak of both sides or of the firm.
    """
    if kind not in _KINDS:
        return
    for sentence in sentences:
        for clause in _CLAUSES.finditer(sentence.text):
            named = next((name for name in names if name in clause[0]), None)
            if named is None and not (alone and _STANDS_FOR.search(clause[0])):
                continue
            if _UNSURE.search(clause[0]) or (not alone and _names_another(sentence, clause.span(), names)):
                continue
            modes = tuple(mode for mode in modes_of(clause[0], kind) if mode in _TELLING)
            if modes:
                mention = Mention(*clause.span(), named or "", "organisation", kind)
                passage = evidence(document, sentence.passage, *clause.span(), sentence.section)
                held = (tie.evidence for tie in ties if passage.start <= tie.evidence.start < passage.end)
                passage = next(held, passage)
                yield Tie(mention, passage, modes, weight=_WEIGHT)


def _names_another(sentence: Sentence, span: tuple[int, int], names: Set[str]) -> bool:
    return any(span[0] <= one.start < span[1] and one.text not in names for one in sentence.organisations())
