"""Answers: figures whose label the question before them says (问：有哪些专业？ 答：9个，…)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from ..language.quantities import Quantity
from .bound import Bound
from .labels import term_of_code, unit_fits

_LONGEST: Final = 50  #: characters of a question
_ASKS: Final = ("？", "?")
_SCHOOL: Final = (
    (
        "majors_offered",
        re.compile(r"(?:哪些|什么|多少个?|几个).{0,6}专业|专业.{0,6}(?:哪些|多少|几个|怎么设)"),
    ),
    ("employment_rate", re.compile(r"就业(?!单位|去向)")),
    ("campus_area", re.compile(r"多大|占地|面积")),
    ("classes", re.compile(r"(?:多少个?|几个).{0,3}(?:教学)?班")),
    ("new_students", re.compile(r"(?:招收?|录取).{0,4}(?:多少|几)|招生(?:人数|规模)")),
    ("staff", re.compile(r"(?:多少|几).{0,3}教职工|教职工.{0,4}多少")),
    ("full_time_teachers", re.compile(r"(?:多少|几).{0,3}专任教师|专任教师.{0,4}多少")),
    ("enrolled_students", re.compile(r"(?:多少|几).{0,3}(?:在校生|学生)|(?:在校生|学生).{0,4}多少|规模")),
)
_HEAD: Final = re.compile(
    r"(?:答|A)?[：:、\s]*(?:目前|现在|眼下|如今|今年|学校|我校|全校|一共|总共|共|有|现|开设?了?|设|招|约|近|超过?|已经?|达到?|在校?|是|为|，)*"
)
_CLOSED: Final = re.compile(r"[余多]?(?:左右|以上|上下)?(?:[，。；（、：]|$)")


def asked(text: str) -> tuple[str, ...] | None:
    """Return the codes of what the paragraph `text` asks for; None where it is no question."""
    if text[-1:] not in _ASKS or len(text) > _LONGEST:
        return None
    return tuple(code for code, pattern in _SCHOOL if pattern.search(text))


def answered(text: str, quantities: Sequence[Quantity], codes: Sequence[str]) -> list[Bound]:
    """Return the figure that a paragraph begins with, as the answer to a question for one of `codes`."""
    head = _HEAD.match(text)
    first = quantities[0] if quantities else None
    if first is None or head is None or head.end() != first.start or not _CLOSED.match(text, first.end):
        return []
    term = next((term for code in codes if unit_fits(term := term_of_code(code), first.unit)), None)
    return [Bound(first, term, first.start, first.end, loose=True)] if term else []
