"""Chains: one thing counted year by year (2019年2830 → 2020年3168 → 眼下5000), said once what it is."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from ..language.quantities import Quantity
from ..language.years import cell_year
from .bound import Bound
from .gaps import governs_alone
from .labels import BARE_LABELS, labels_before, unit_fits
from .parts import only_part

_NOW: Final = r"眼下|如今|目前|现在|今年|去年|上年|本年度|当前"
_ITEM: Final = re.compile(
    rf"(?P<year>(?:19|20)\d\d\s*(?:年度?|学年度?|级|届)?(?:[底末秋春]季?)?|{_NOW})(?:的|为|是|有|达到?|约|近|已|：|\s)*"
    r"(?=\d)"
)
#: What parts two items: an arrow, or another mark where no unit follows the figures.
_ARROW: Final = re.compile(r"[余多]?(?:出头|左右|以上)?\s*(?:→|➔|⇒|—?->|=>|—>|>|＞|↗|－>|⟶)\s*")
_MARK: Final = re.compile(r"[余多]?(?:出头|左右|以上)?[、，；/]\s*(?:到|至)?")
_SIGN: Final = re.compile(r"[→➔⇒↗⟶>＞]|\d[人名个家万元%亩]{0,2}[余多]?[、，；/](?:19|20)\d\d")
_REACH: Final = 20  #: characters between the label and the first item
_FEWEST, _FEWEST_MARKED = 2, 3


def chained(text: str, quantities: Sequence[Quantity], own: int | None) -> list[Bound]:
    """Return the figures of `text` that stand in chains of years, with their years; `own` is the report's."""
    if text.count("20") + text.count("19") < _FEWEST or not _SIGN.search(text):
        return []
    found: list[Bound] = []
    run: list[tuple[int, int | None, Quantity]] = []
    starts = {one.start: one for one in quantities}
    arrows = 0
    for match in _ITEM.finditer(text):
        quantity = starts.get(match.end())
        if quantity is None:
            continue
        between = text[run[-1][2].end : match.start()] if run else ""
        arrow = bool(_ARROW.fullmatch(between))
        if run and not arrow and not _MARK.fullmatch(between):
            found += _dealt(text, run, arrows)
            run, arrows = [], 0
        arrows += arrow
        run.append((match.start(), _year(match["year"], own), quantity))
    return found + _dealt(text, run, arrows)


def _year(words: str, own: int | None) -> int | None:
    return cell_year(words, own) or own


def _dealt(text: str, run: Sequence[tuple[int, int | None, Quantity]], arrows: int) -> list[Bound]:
    """Give the figures of a chain the label before it; `arrows` are how many of its items have one before."""
    if len(run) < _FEWEST:
        return []
    first, units = run[0][0], {one.unit for _, _, one in run} - {""}
    labels = [
        (start, end, term)
        for start, end, term in labels_before(text[:first])
        if first - end <= _REACH and (term.label not in BARE_LABELS or governs_alone(text, start, end, end))
    ]
    if not labels or len(units) > 1:
        return []
    start, end, term = labels[-1]
    unit = units.pop() if units else term.unit
    if re.search(r"[。；\d]", text[end:first]) or not unit_fits(term, unit) or only_part(text, start, term):
        return []
    if not arrows and units and (len(run) < _FEWEST_MARKED or not text[end:first].endswith("：")):
        return []  # other rules read those
    return [
        Bound(
            Quantity(one.start, one.end, one.value, one.unit or unit),
            term,
            start if at == first else at,
            one.end,
            year=year,
        )
        for at, year, one in run
    ]
