"""Texts that name a place to administrative regions: which ones the beginning of a text may mean.

Names are those of the list of regions, in full (乐清市), by what people call an autonomous prefecture or
county (海西州, 景宁县), and in short (乐清, 浙江) where that cannot be another word. What the list does not
know means nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from itertools import chain
from types import MappingProxyType
from typing import Final, Literal

from ..extract import lexicons
from ..ontology.regions import LEVELS, Region, common, holds, regions
from .names import normal_form

#: How a text tells a place: a field for a region; the name of a school; an address or a name in full.
Manner = Literal["region", "name", "full"]

_LONGEST_TEXT: Final = 100
# Parts of a city as every city may call them; short forms by which schools elsewhere call themselves (中山
# for Sun Yat-sen, 井冈山大学 in 吉安).
_WORDS: Final = frozenset({"东区", "西区", "城区", "郊区", "矿区"})
_NAMESAKES: Final = frozenset({"中山", "井冈山", "韶山", "武夷山", "兴国"})
_NO_WORD_BREAK: Final = frozenset({"市场", "市民", "区域", "区块", "县域"})
_UNITS: Final = "省市县区州盟旗"
_STREETS: Final = "路街道巷"
# 北京理工大学珠海学院, 某某大学附属中学: the name of another thing stands first.
_ELSEWHERE: Final = ("附属", "分校", "校区", "附中", "附小")


def told_together(told: Iterable[tuple[str, Manner]]) -> Region | None:
    """Return the smallest region that several texts tell, each with its manner; None where they tell none.

    The first that tells anything counts most: those behind it make it more exact or settle which of several
    regions it means, and are passed over where they contradict it.
    """
    current: frozenset[Region] = frozenset()
    for text, manner in told:
        found = candidates(text, manner)
        if not current:
            current = found
            continue
        narrower = {inner for inner in found for outer in current if holds(outer, inner)}
        narrower |= {inner for inner in current for outer in found if holds(outer, inner)}
        current = frozenset(narrower) or current
    return common_region(current)


def region_in(text: str, manner: Manner = "region") -> Region | None:
    """Return the region with which `text` begins, the smallest that it surely tells; None where none.

    鼓楼区 alone is four districts and tells none, 福州市鼓楼区 one, 浙江省青禾市 (none) the province.
    `manner` says which short forms are taken for a region's name: all ("region"), those of provinces and
    cities and of what lies in a region just named ("name"), the latter only ("full").
    """
    return common_region(candidates(text, manner))


def whole_region(form: str) -> Region | None:
    """Return the region that the whole of a normal form names, the ones around it before it or not."""
    return common_region(frozenset(one for end, one in _chains(form, "full") if end == len(form)))


def common_region(found: Iterable[Region]) -> Region | None:
    """Return the smallest region that holds all of `found`; None where there is none."""
    drawn: Region | None = None
    for number, one in enumerate(sorted(found, key=lambda region: region.code)):
        drawn = one if not number else drawn and common(drawn, one)
    return drawn


def candidates(text: str, manner: Manner) -> frozenset[Region]:
    """Return all regions that the longest beginning of `text` that names regions may mean."""
    form = normal_form(text[:_LONGEST_TEXT]).removeprefix("中国")
    if manner == "name" and ("大学" in form[:-2] or any(word in form for word in _ELSEWHERE)):
        return frozenset()
    found = list(_chains(form, manner))
    longest = max((end for end, _ in found), default=0)
    return frozenset(one for end, one in found if end == longest)


def _chains(
    form: str, manner: Manner, at: int = 0, around: Region | None = None
) -> Iterator[tuple[int, Region]]:
    """Yield (end, region) of all regions that stand at `at`, one in another: 浙江省, then 乐清市 in it."""
    for length in _lengths().get(form[at : at + 2], ()):
        end = at + length
        if end <= len(form) and form[at:end] in _forms():
            for one in _meant(form, at, end, manner=manner, around=around):
                yield end, one
                yield from _chains(form, manner, end, one)


def _meant(form: str, at: int, end: int, *, manner: Manner, around: Region | None) -> list[Region]:
    """Return the regions within `around` that a stretch of a form means: in full, else in short."""
    stretch, following = form[at:end], form[end : end + 1]
    full, short = _forms()[stretch]
    # 乐清市场 is 乐清 and 市场.
    whole = stretch[-1] + following not in _NO_WORD_BREAK and (around is not None or stretch not in _WORDS)
    if whole and (found := _inside(full, around)):
        return found
    if following and following in _STREETS:
        return []
    found = _largest(_inside(short, around))
    if following and following in _UNITS and form[end : end + 2] not in _NO_WORD_BREAK:
        # 海南州 is not the province, but 乐清县 was what 乐清市 is.
        found = [one for one in found if following == "县" and _is_county_city(one)]
    if manner == "region":
        return found
    if stretch in _everyday() or (around is None and (manner == "full" or stretch in _NAMESAKES)):
        return []
    return [one for one in found if around is not None or one.level != "county" or _is_county_city(one)]


def _inside(found: Iterable[Region], around: Region | None) -> list[Region]:
    return [one for one in found if around is None or (one != around and holds(around, one))]


def _largest(found: list[Region]) -> list[Region]:
    """Return the regions of the highest level: 吉林 alone is the province, 朝阳 alone the city."""
    order = list(LEVELS)
    highest = min((order.index(one.level) for one in found), default=0)
    return [one for one in found if order.index(one.level) == highest]


def _is_county_city(one: Region) -> bool:
    return one.level == "county" and one.name.endswith("市")


@cache
def _everyday() -> frozenset[str]:
    return lexicons.words("everyday_places") | lexicons.words("everyday_short_names")


@cache
def _forms() -> Mapping[str, tuple[tuple[Region, ...], tuple[Region, ...]]]:
    """Return what each form of a region's name means: as a full name, and as a short one."""
    full: dict[str, list[Region]] = {}
    short: dict[str, list[Region]] = {}
    for one in regions().values():
        brief = lexicons.short_name(one.name)
        full.setdefault(one.name, []).append(one)
        for ending, unit in (("自治州", "州"), ("自治县", "县"), ("自治旗", "旗")):
            if one.name.endswith(ending):
                full.setdefault(brief + unit, []).append(one)
        if brief != one.name and len(brief) > 1:
            short.setdefault(brief, []).append(one)
    return MappingProxyType(
        {form: (tuple(full.get(form, ())), tuple(short.get(form, ()))) for form in chain(full, short)}
    )


@cache
def _lengths() -> Mapping[str, tuple[int, ...]]:
    """Return how long the forms of names are that begin with two characters."""
    found: dict[str, set[int]] = {}
    for form in _forms():
        found.setdefault(form[:2], set()).add(len(form))
    return {begin: tuple(sorted(lengths)) for begin, lengths in found.items()}
