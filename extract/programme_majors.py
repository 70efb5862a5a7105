"""Which majors the words before a programme's name tie to it."""

from __future__ import annotations

import re
from typing import Final

from .enumerations import clause_start
from .majors import is_catalogued
from .sentences import Sentence

#: Words that may be majors' names though nothing near says so.
_NAMED_MAJORS: Final = re.compile(
    r"(?:其中|我校|学校|学院|现有)*([\u4e00-\u9fff、]{2,40}?)(?:专业)?(?:[又也均都还]|已|现)*(?:是|为|被|获|入选|通过|[三二两四五六]个)"
)


def majors_before(sentence: Sentence, at: int) -> tuple[str, ...]:
    """Return the majors that the clause before `at` names; the one before where it begins with the verb."""
    floor = clause_start(sentence.text, at)
    found = _named(sentence, floor, at)
    if not found and at - floor <= 6 and floor > 1 and sentence.text[floor - 1] == "，":
        found = _named(sentence, clause_start(sentence.text, floor - 1), at)
    return tuple(dict.fromkeys(found))


def _named(sentence: Sentence, start: int, end: int) -> list[str]:
    found = [one.text for one in sentence.majors() if start <= one.start < end]
    if not found and (match := _NAMED_MAJORS.match(sentence.text, start, end)):
        words = match[1]
        if is_catalogued(words):
            return [words]
        return [one for one in re.split(r"[、和与及]", words) if is_catalogued(one)]
    return found
