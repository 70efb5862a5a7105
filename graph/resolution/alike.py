"""Names that differ in one character: one misread or left out, or one that makes all the difference.

Pairs are found by an index of all names with one character taken out (as SymSpell does), so that nothing is
compared with everything.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from rapidfuzz.distance import Levenshtein

#: Shorter names differ in one character from too many.
SHORTEST: Final = 4
_LONGEST: Final = 64
#: So many names that differ at one place only are a list of numbered or named things.
_MOST: Final = 50


def alike_pairs(names: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Yield the numbers of names, each pair once, that differ by one character put in, left out or replaced.

    `names` are distinct; those shorter than four characters or longer than 64 are passed over.
    """
    index: dict[str, list[int]] = {}
    for number, name in enumerate(names):
        if SHORTEST <= len(name) <= _LONGEST:
            for variant in {name, *(name[:at] + name[at + 1 :] for at in range(len(name)))}:
                index.setdefault(variant, []).append(number)
    seen: set[tuple[int, int]] = set()
    for group in index.values():
        if 1 < len(group) <= _MOST:
            for at, one in enumerate(group):
                for other in group[at + 1 :]:
                    if (one, other) not in seen and Levenshtein.distance(names[one], names[other]) == 1:
                        seen.add((one, other))
                        yield one, other
