"""Numbers without units: in a list of labels (专任教师250，双师型77), or of money, the unit said above.

They are given the unit that their label asks for, so that all other rules can read them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from ..language.quantities import Quantity
from ..lexicons import IndicatorTerm
from .gaps import governs_alone
from .labels import BARE_LABELS, labels_before

#: What may stand between a label and its number: 教师：250, 硕士有16.
_GAP: Final = re.compile(
    r"(?:教师|教职工|学历|职称|人数|总数|数|的|者|分别|现|共|总|计|有|为|是|达|约|近|：|\s)*"
)
_CLOSED: Final = re.compile(r"[余多]?(?:左右|以上)?(?:[，、；。（）|｜/]|$)")
_COUNTED: Final = frozenset({"人", "名", "个"})
_MONEY: Final = frozenset({"万元", "元"})
_FEWEST: Final = 2  #: figures of which a list is made
_RATIO: Final = ":1"
_LEAST_RATIO, _GREATEST_RATIO = 4, 60  #: 生师比 11.86
_YEARS: Final = range(1900, 2051)
_UNIT_SAID: Final = re.compile(r"(?:单位[：:]?\s*(?:人民币)?|[（(])(万元|亿元)[）)]?")
_PER_STUDENT: Final = re.compile(r"[，；、（](?:其中)?生均[为达约值设备仪器教学]*$")


def money_unit(*said: str) -> str:
    """Return the unit of money that headings or a sentence say for all figures (单位：万元), or ""."""
    found = (match[1] for words in said if "元" in words and (match := _UNIT_SAID.search(words)))
    return next(found, "")


def with_units(text: str, quantities: Sequence[Quantity], money: str) -> list[Quantity]:
    """Return `quantities`, those without a unit given their label's where a list of such bears it out.

    `money` is the unit that figures of money have by what is said above them, "" where nothing is.
    """
    bare = [one for one in quantities if not one.unit and _CLOSED.match(text, one.end)]
    if not bare:
        return list(quantities)
    labels = labels_before(text)
    given: dict[int, str] = {}
    counted = sum(one.unit in ("人", "名") and bool(_label_of(text, one, labels)) for one in quantities)
    for one in bare:
        term = _label_of(text, one, labels)
        if term and term.unit in _COUNTED and one.value.is_integer() and int(one.value) not in _YEARS:
            given[one.start] = "人" if term.unit == "名" else term.unit
    if len(given) + counted < _FEWEST:
        given.clear()
    given |= {
        one.start: _RATIO
        for one in bare
        if _LEAST_RATIO <= one.value <= _GREATEST_RATIO
        and (term := _label_of(text, one, labels))
        and term.unit == _RATIO
    }
    if money:
        given |= _of_money(text, bare, labels, money)
    return [replace(one, unit=given.get(one.start, one.unit)) for one in quantities]


def _of_money(
    text: str, bare: Sequence[Quantity], labels: Sequence[tuple[int, int, IndicatorTerm]], unit: str
) -> dict[int, str]:
    """Return the unit by the start of each figure that a label of money, or 生均 behind one, names."""
    given: dict[int, str] = {}
    for one in bare:
        term = _label_of(text, one, labels)
        if (term and term.unit in _MONEY) or (given and _PER_STUDENT.search(text[: one.start])):
            given[one.start] = unit
    return given


def _label_of(
    text: str, quantity: Quantity, labels: Sequence[tuple[int, int, IndicatorTerm]]
) -> IndicatorTerm | None:
    """Return the label right before a number, or None."""
    label = next((one for one in reversed(labels) if one[1] <= quantity.start), None)
    if label is None or not _GAP.fullmatch(text[label[1] : quantity.start]):
        return None
    start, end, term = label
    alone = term.label not in BARE_LABELS or governs_alone(text, start, end, quantity.start)
    return term if alone else None
