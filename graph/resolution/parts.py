"""Parts of an organisation's name, as far as they tell one organisation from another.

[country] [region] core [legal form] or [country] [region] core [legal form] place and kind of a branch:
中国|聊城市|金石包装|有限公司, 中国农业银行|股份有限公司|乐清市支行. Everything is cut from the normal form,
which has no brackets: a country in brackets (麦当劳（中国）有限公司) stands at the core's end.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Final

from ...extract import lexicons
from ...ontology.regions import Region, above, holds, named, regions
from .mentions import Node
from .regions import Place, leading_region, short_region, units_of
from .words import legal_core, short_kind

_BRANCH: Final = re.compile(
    r"(?P<parent>.{2,}?)(?P<where>.{0,14}?)"
    r"(?P<kind>分公司|支公司|分行|支行|分理处|分店|营业部|营业厅|事业部|分部|分局|分院|分校|分会|分社)"
)
_AUTONOMOUS: Final = "自治区"
#: What stands before the region in names of bodies of parties: 共青团温州市委.
_PARTIES: Final = ("共青团", "中共")
_LONGEST_SHORT: Final = 6
_REMEMBERED: Final = 1 << 19


@dataclass(frozen=True, slots=True)
class Parts:
    """A name in its parts, all as normal forms.

    `region` is the code of GB/T 2260 of the smallest region that leads the name, or its name where the list
    does not know it; empty for none. `rest` follows the region, `core` is the rest without legal form and
    with the word for its kind in short. `branch` says that it is a branch of something.
    """

    region: str
    rest: str
    core: str
    branch: bool = False


def parts_of(node: Node, places: Iterable[Place] = ()) -> Parts:
    """Return the parts of a node's name; `places` are those of the schools that use it.

    What a name that belongs to a place begins with is read as that place's: 市残联 in 乐清市 is 乐清市|残联.
    """
    if not node.scope:
        return _everywhere(node.form)
    place = max(places, key=lambda one: (len(one.units), one.units), default=None)
    if place is None:
        return Parts("", node.form, core_of(node.form), is_branch(node.form))
    return _at(node.form, place)


@lru_cache(_REMEMBERED)
def _at(form: str, place: Place) -> Parts:
    unit, rest = place.split(form)
    if unit:
        region = region_id(place.units[: place.units.index(unit) + 1])
    elif lead := leading_region(form):
        region, rest = region_id(tuple(units_of(lead)), place), form[len(lead) :]
    else:
        region = ""
    return Parts(region, rest, core_of(rest), is_branch(rest))


@lru_cache(_REMEMBERED)
def _everywhere(form: str) -> Parts:
    party = next((word for word in _PARTIES if form.startswith(word)), "")
    lead = leading_region(form[len(party) :])
    region, rest = region_id(tuple(units_of(lead))) if lead else "", form[len(party) + len(lead) :]
    inner, rest = _inner(region, rest)
    region, rest = inner or region, party + rest
    if lead and rest.startswith(_AUTONOMOUS) and len(rest) > len(_AUTONOMOUS) + 1:
        rest = rest.removeprefix(_AUTONOMOUS)
    if len(rest) < 2:
        region, rest = "", form
    return Parts(region, rest, core_of(rest), is_branch(rest))


def _inner(region: str, rest: str) -> tuple[str, str]:
    """Return the county in `region` whose short name stands next (贵州|赫章), and what follows it."""
    for size in range(min(_LONGEST_SHORT, len(rest) - 2), 1, -1):
        if (code := _counties().get((region[:2], rest[:size]))) and region in regions():
            inner = regions()[code]
            if holds(regions()[region], inner) and not rest.startswith(("市场", "县城"), size):
                return code, rest[size:]
    return "", rest


@cache
def _counties() -> dict[tuple[str, str], str]:
    """Return counties and prefectures by the first digits of their code and their short name, if only one."""
    found: dict[tuple[str, str], list[str]] = {}
    for code, one in regions().items():
        short = short_region(one.name)
        if one.level != "province" and short != one.name and short not in _everyday():
            found.setdefault((code[:2], short), []).append(code)
    return {key: codes[0] for key, codes in found.items() if len(codes) == 1}


@cache
def _everyday() -> frozenset[str]:
    return lexicons.words("everyday_places") | lexicons.words("everyday_short_names")


@lru_cache(_REMEMBERED)
def core_of(form: str) -> str:
    """Return a normal form without its legal form and with the word for its kind in short."""
    return short_kind(legal_core(short_kind(form)))


def is_branch(form: str) -> bool:
    """Say whether a normal form is the name of a branch (分公司, 支行, 分校)."""
    return bool(_BRANCH.fullmatch(form))


def branch_kind(form: str) -> str:
    """Return the word at the end of a branch's name that says so; empty for other names."""
    match = _BRANCH.fullmatch(form)
    return match["kind"] if match else ""


@lru_cache(_REMEMBERED)
def region_id(units: tuple[str, ...], place: Place | None = None) -> str:
    """Return what tells a region apart from others, from its units in full, the largest first.

    It is the code of the region where the list knows it and only one fits what stands before it or the
    `place` where the name is used; else its name, of a district with the city's.
    """
    if not units:
        return ""
    found = [one for one in named().get(units[-1], ()) if _fits(one, units[:-1])]
    if len(found) > 1 and place is not None:
        near = _known_regions(place)
        found = [one for one in found if any(_near(one, other) for other in near)] or found
    if len(found) == 1:
        return found[0].code
    last = units[-2:] if units[-1].endswith("区") and not units[-1].endswith("自治区") else units[-1:]
    return "".join(last)


def _fits(region: Region, around: tuple[str, ...]) -> bool:
    names = {one.name for one in above(region)}
    return all(unit in names for unit in around if unit in named())


def _near(region: Region, other: Region) -> bool:
    """Say whether the smallest prefecture (or 直辖市) of `other` holds `region`."""
    around = next((one for one in (other, *above(other)) if one.level != "county"), other)
    return holds(around, region) or holds(region, other)


@lru_cache(_REMEMBERED)
def _known_regions(place: Place) -> tuple[Region, ...]:
    found = (region_id(place.units[:end]) for end in range(len(place.units), 0, -1))
    return tuple(regions()[one] for one in found if one in regions())


@lru_cache(_REMEMBERED)
def around(place: Place) -> frozenset[str]:
    """Return the regions that a place lies in, as `region_id` tells them."""
    ids = {region_id(place.units[:end]) for end in range(1, len(place.units) + 1)}
    known = [regions()[one] for one in ids if one in regions()]
    return frozenset(ids | {one.code for region in known for one in above(region)})


def province(region: str) -> str:
    """Return the province of a region as `region_id` tells it: the region itself where the list has none."""
    return f"{region[:2]}0000" if region in regions() else region


def within(inner: str, outer: str) -> bool:
    """Say whether one region lies in another, both as `region_id` tells them."""
    known = regions()
    return inner in known and outer in known and inner != outer and holds(known[outer], known[inner])
