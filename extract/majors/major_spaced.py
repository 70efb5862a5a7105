"""Majors that only spaces part, behind a label: 专业：护理 药剂 会计, 【专业】…."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from ..language.mentions import Mention
from ..language.sentences import Sentence
from .majors import begins_clause, clean_major, could_be_major, is_catalogued, no_item

_LABEL: Final = re.compile(r"(?:专业(?:设置|名称|目录)?(?:有|为)?】?：?)(?=[\u4e00-\u9fff])")
#: Where the list ends at the latest.
_END: Final = re.compile(r"[。；，、【：？！]|……?|等|\d")
_FEWEST: Final = 3


def spaced_majors(sentence: Sentence) -> Iterator[Mention]:
    """Yield the majors of a list whose members spaces part in the source, half or more like some."""
    for label in _LABEL.finditer(sentence.text):
        if not label[0].endswith(("】", "：")):
            continue
        end = _END.search(sentence.text, label.end())
        stop = end.start() if end else len(sentence.text)
        names = [(a, b, clean_major(sentence.text[a:b])) for a, b in _parted(sentence, label.end(), stop)]
        if len(names) < _FEWEST or any(_is_none(name) for _, _, name in names):
            continue
        if sum(could_be_major(name) for _, _, name in names) * 2 >= len(names):
            for start, last, name in names:
                yield Mention(start, last, name, "major", known=is_catalogued(name))


def _parted(sentence: Sentence, start: int, stop: int) -> Iterator[tuple[int, int]]:
    """Yield the stretches from `start` to `stop` between which the source has white space."""
    places = sentence.passage.offsets
    cuts = [at for at in range(start + 1, stop) if places[at] > places[at - 1] + 1]
    yield from pairwise([start, *cuts, stop])


def _is_none(name: str) -> bool:
    return not is_catalogued(name) and (not 2 <= len(name) <= 12 or no_item(name) or begins_clause(name))
