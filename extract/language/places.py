"""Places that names and addresses begin with: of the lexicon, and others in the form of a city or county."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import Final

from .. import lexicons
from .terms import LexiconFinder

#: A city or county that no lexicon holds: two or three characters and its kind.
_FORM: Final = re.compile(
    r"(?!.?[我本该各全城乡省市县区州]|[立属直])[\u4e00-\u9fff]{2,3}?(?:省|市|县|区|旗|自治州|自治县|州|盟)(?![场级属直])"
    #: Old counties of one character: 某县职业中学.
    r"|(?![我本该各全城乡省市县区州一两三多外邻每郊辖属旗强大小名穷贫农到在由原新老为是和与于])[\u4e00-\u9fff]县(?=职|技|中[专等]|第|农|师|卫|教|电)"
)
#: 开发区 and the like are places, but no regions.
_NO_REGION: Final = re.compile(
    r"(?:开发|园|校|新|工业|社|小|景|库|战|军|厂|山|牧|专|林|灌|矿|办公|保护|示范|滨海|高新|产业|试验)区$|(?:超|门|城|上|都|夜)市$|(?:神|九|加|德|福|亚)州$"
)
_REMEMBERED: Final = 4096  #: words asked for again and again
_KEPT: Final = re.compile(r"(?:自治|专|矿|林|地)区$")


@cache
def _finder() -> LexiconFinder:
    return LexiconFinder(lexicons.regions())


def places_in(text: str) -> list[tuple[int, int, str]]:
    """Return (start, end, name) of the regions of the lexicon in `text`."""
    return _finder().longest(text)


def whole_places_in(text: str) -> list[tuple[int, int, str]]:
    """Return (start, end, name) of the regions in `text`, the longer of two that overlap (名|山东省)."""
    found: list[tuple[int, int, str]] = []
    for start, end, name in sorted(_finder().all(text), key=lambda one: (-len(one[2]), one[0])):
        if all(end <= first or last <= start for first, last, _ in found):
            found.append((start, end, name))
    return sorted(found)


def place_levels(words: str) -> list[str]:
    """Return the regions that `words` begin with, one behind the other (四川省, 渠县)."""
    levels: list[str] = []
    at = 0
    while at < len(words):
        end = _lexicon_end(words, at)
        if not end:
            match = _FORM.match(words, at)
            if not match or (_NO_REGION.search(match[0]) and not _KEPT.search(match[0])):
                break
            end = match.end()
        levels.append(words[at:end])
        at = end
    return levels


@lru_cache(_REMEMBERED)
def leading_place(words: str) -> int:
    """Return the length of the regions that `words` begin with."""
    return sum(len(level) for level in place_levels(words))


def _lexicon_end(words: str, at: int) -> int:
    """Return where the region that begins at `at` ends, its 市 or 县 taken in; 0 for none."""
    for length in range(min(12, len(words) - at), 1, -1):
        if words[at : at + length] in lexicons.regions():
            end = at + length
            own_kind = words[end - 1] in "省市县区旗盟" or words[end : end + 2] in ("市场", "市区")
            return end if own_kind or words[end : end + 1] not in ("市", "县", "旗") else end + 1
    return 0
