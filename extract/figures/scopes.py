"""Scopes: what a figure of running text is of, the school or a major named before it."""

from __future__ import annotations

import re
from typing import Final

from ..language.sentences import Sentence
from .bound import Bound
from .parts import newly_opened
from .subjects import Subject, catalogued_before

_MAJOR_TAIL: Final = re.compile(r"(?:专业)?(?:方向)?[的现有共在校]{0,4}(?:计划|拟|今年|当年|本年)?")
_MAJOR_REACH: Final = 8
_EACH_MAJOR: Final = re.compile(r"(?<!所学)(?<!各)专业(?:毕业生|在校生)?$")
_MAJOR_WORDS: Final = re.compile(r"[\u4e00-\u9fff]{2}$")


def scope_of(sentence: Sentence, bound: Bound, subject: Subject) -> str | None:
    """Return what the figure is of: the school, a major named just before; None for another part."""
    if bound.scope:
        return bound.scope
    code = bound.term.code
    if subject.kind == "part" and _is_entry(sentence, bound):
        return "school"
    if end := newly_opened(sentence.text, bound.start):
        return next((f"major:{major.text}" for major in sentence.majors() if major.end == end), None)
    if code == "majors_offered":
        return subject.scope(code)
    if name := _major_before(sentence, bound.start):
        together = "school" if code == "order_class_students" else None
        return together if _several(sentence.text, name, bound.start) else f"major:{name}"
    each = _EACH_MAJOR.search(sentence.text[: bound.start]) and subject.kind != "major"
    return None if each else subject.scope(code)


def _is_entry(sentence: Sentence, bound: Bound) -> bool:
    """Tell an entry of a profile (占地：126亩) that a space parts from the entry before it on one line."""
    at = bound.start
    if not at or not sentence.text.startswith("：", at + len(bound.term.label)):
        return False
    offsets = sentence.passage.offsets
    return offsets[at] - offsets[at - 1] > 1


def _major_before(sentence: Sentence, at: int) -> str | None:
    """Return the major named just before `at`, or None."""
    for major in reversed(sentence.majors()):
        if 0 <= at - major.end <= _MAJOR_REACH and _MAJOR_TAIL.fullmatch(sentence.text[major.end : at]):
            return major.text
    return catalogued_before(sentence.text, at)


def _several(text: str, name: str, at: int) -> bool:
    """Tell the last of several majors named before `at`, whose figure is of all (护理、助产专业…)."""
    start = text.rfind(name, 0, at)
    return start > 1 and text[start - 1] in "、和与及" and bool(_MAJOR_WORDS.search(text, 0, start - 1))
