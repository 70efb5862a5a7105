"""Which majors the words before a programme's name tie to it."""

from __future__ import annotations

import re
from typing import Final

from ..language.enumerations import clause_end, clause_start
from ..language.sentences import Sentence
from ..majors.majors import is_catalogued

#: Words that may be majors' names though nothing near says so.
_NAMED_MAJORS: Final = re.compile(
    r"(?:其中|我校|学校|学院|现有)*([\u4e00-\u9fff、]{2,40}?)(?:专业)?(?:[又也均都还]|已|现)*(?:是|为|被|获|入选|通过|[三二两四五六]个)"
)

#: What ties majors to the name before: “…班”，面向某某专业.
_TAKES_FROM: Final = re.compile(
    r"”?(?:（[^）]{1,20}）)?[^，。；“”]{0,10}(?:，[^，。；“”]{0,8})?(?:面向|覆盖|涵盖|涉及|招收|从|选拔|对接|服务)"
)
#: What a name's mention has behind it where a bracket was cut in two.
_UNCLOSED: Final = re.compile(r"（[^）]*$")


def majors_before(sentence: Sentence, at: int) -> tuple[str, ...]:
    """Return the majors that the clause before `at` names; the one before where it begins with the verb."""
    floor = clause_start(sentence.text, at)
    found = _named(sentence, floor, at)
    if not found and at - floor <= 6 and floor > 1 and sentence.text[floor - 1] == "，":
        found = _named(sentence, clause_start(sentence.text, floor - 1), at)
    return tuple(dict.fromkeys(_UNCLOSED.sub("", name) for name in found))


def majors_behind(sentence: Sentence, at: int) -> tuple[str, ...]:
    """Return the majors that the words behind `at` say a class, college or pilot takes its pupils from."""
    text = sentence.text
    cue = _TAKES_FROM.match(text, at)
    if cue is None:
        return ()
    stop = clause_end(text, cue.end())
    return tuple(dict.fromkeys(one.text for one in sentence.majors() if cue.end() <= one.start < stop))


def _named(sentence: Sentence, start: int, end: int) -> list[str]:
    found = [one.text for one in sentence.majors() if start <= one.start < end]
    if not found and (match := _NAMED_MAJORS.match(sentence.text, start, end)):
        words = match[1]
        if is_catalogued(words):
            return [words]
        return [one for one in re.split(r"[、和与及]", words) if is_catalogued(one)]
    return found
