"""Forms of one major's name: short, cut, reordered and fuller ones joined inside a report."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence, Set
from functools import lru_cache
from typing import Final

from .. import lexicons
from .majors import in_same_letters, is_catalogued

#: Words that names of one major have or lack.
_VARIED: Final = re.compile(r"^计算机(?=.{4})|应用|技术")
_SHORTEST_SUBJECT: Final = 4
_SHORTEST_CUT: Final = 4
_REMEMBERED: Final = 2048  #: names, each of which is held against all others
_BRACKET_AT_END: Final = re.compile(r"（[^）]*）$")


def joined_forms(names: Mapping[str, Set[int]], tabled: Set[str]) -> dict[str, list[str]]:
    """Return the forms of each major by its fullest form, in the order of `names`.

    `names` has for each name the numbers of the sentences and tables that it stands in: names that one
    sentence or table tells apart (会计电算化 and 会计 in two rows) are two majors. `tabled` are those that
    have a row of a table.
    """
    names = {name: places for name, places in names.items() if not _is_half(name, names, tabled)}
    fuller = {
        name: _fullest(
            [
                other
                for other in names
                if _is_form_of(name, other, apart=not names[name].isdisjoint(names[other]))
            ]
        )
        for name in names
    }
    forms: dict[str, list[str]] = {}
    for name in names:
        forms.setdefault(_root(name, fuller), []).append(name)
    return forms


def _is_half(name: str, names: Mapping[str, Set[int]], tabled: Set[str]) -> bool:
    """Tell what is half of a name with a word like 与 in a table, read as a major of its own by mistake."""
    bare = _BRACKET_AT_END.sub("", name)
    return name not in tabled and any(
        other.startswith(name + joint) or _BRACKET_AT_END.sub("", other).endswith(joint + bare)
        for joint in "与和及"
        for other in tabled
        if len(other) > len(name) and names[name].isdisjoint(names[other])
    )


def _fullest(names: Sequence[str]) -> str | None:
    return max(names, key=lambda name: (is_catalogued(name), len(name), name), default=None)


def _root(name: str, fuller: Mapping[str, str | None]) -> str:
    """Return the form that no fuller one stands behind."""
    seen = {name}
    while (following := fuller[name]) is not None and following not in seen:
        name = following
        seen.add(name)
    return name


def _is_form_of(short: str, full: str, *, apart: bool) -> bool:
    """Tell whether `short` is another form of `full`; `apart` are names that a list tells apart.

    It is where it lacks the bracket of `full`, has its words in another order, is how it begins, or is made
    of its characters; and where one of them is the school's own name for the other (计算机数字媒体技术 for
    数字媒体技术).
    """
    if short == full:
        return False
    if _subject(short) == _subject(full) and not (is_catalogued(short) and is_catalogued(full)):
        return (len(short), short) < (len(full), full)
    bare = _BRACKET_AT_END.sub("", full) if full.endswith("）") else full
    if bare == short or full.endswith(f"（{short}）"):
        return not apart or (bare == short and (full.endswith("方向）") or not is_catalogued(short)))
    if is_catalogued(short):
        return not apart and bare.startswith(short) and _is_said_for(short, bare)
    contracted = not apart and _is_contracted(short, full)
    return is_catalogued(full) and (in_same_letters(short, full) or full.startswith(short) or contracted)


def _is_said_for(short: str, full: str) -> bool:
    """Tell whether `short`, a name of older catalogues only, is said for `full`, of the same level."""
    if short in lexicons.majors_today():
        return False
    return not set(lexicons.majors().get(short, ())).isdisjoint(lexicons.majors().get(full, ()))


def _is_contracted(short: str, full: str) -> bool:
    """Tell whether `short` leaves characters of `full` out (建筑施工, 汽修), or is the end of a cut cell."""
    if full.endswith(short):
        return len(short) >= _SHORTEST_CUT
    ends_alike = short[-1] == full[-1] or short in lexicons.words("major_short_forms")
    if short[0] != full[0] or not ends_alike:
        return False
    rest = iter(full)
    return all(char in rest for char in short)


@lru_cache(_REMEMBERED)
def _subject(name: str) -> str:
    """Return what a major is about, without the words that its names vary in; all where little is left."""
    bare = _VARIED.sub("", name)
    return bare if len(bare) >= _SHORTEST_SUBJECT else name
