"""Regions as partners: those with which a school was set up, that it helps or that help it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import takewhile
from typing import Final

from .. import lexicons
from ..language.mentions import Mention
from ..language.places import place_levels, places_in
from .modes import modes_of
from .partner_years import since
from .ties import Reading, Tie

#: What names a region as one side: 同某区合作创办; 替某地区援建; 某市某区派驻; 某区和某县的职教协作.
_JOINED: Final = re.compile(r"(?:[与同跟和]|携手|联合)$")
_BUILDS: Final = re.compile(
    r"(?:政府)?(?:合作|联合|共同|携手|协作|联手)?(?:创办|兴办|办起|合办|联办|开办|办的|办学|办成)|合作(?:创建|建校|建起|办)"
)
_HELPS: Final = re.compile(r"[替为给帮助]$")
_HELPED: Final = re.compile(r"(?:对口)?(?:援建|代培|代为培养|委培|帮建)")
_SENDS: Final = re.compile(
    r"(?:派驻|派来|选派|派出)[^，。；]{0,8}(?:校长|教师|老师|干部|团队|专家)|(?:对口)?(?:帮扶|支援|援建)(?:我校|学校|我院|本校|该校)"
)
#: A county that the school aids: 结对帮扶|某县，.
_AIDS: Final = re.compile(r"(?:结对|对口|定点)(?:帮扶|支援)$")
_ENDS: Final = re.compile(r"[，。；]|$")
_COOPERATION: Final = re.compile(r"的?(?:职教|职业教育|教育|东西部?)协作|结对帮扶协作")
_TAIL: Final = re.compile(r"地区|[市县区州旗]")
#: A bond with a county: 与某县2015年结缘, 由学院和某县同建.
_BONDS: Final = re.compile(
    r"(?:县|区|市)?(?:\d{4}年)?(?:就|便|已)?(?:结缘|结对|同建|共建|合建|签约|签[了下订署]|携手共|缔结)"
)
#: With a city too, an agreement: 与某市签署战略合作协议.
_SIGNS: Final = re.compile(r"市?(?:签约|签[了下订署][^，。；]{0,16}(?:协议|备忘录|合同))")
_SIGN: Final = re.compile(r"结缘|结对|[同共合]建|签|缔结|创办|兴办|办|援建|代培|委培|帮建|派|帮扶|支援|协作")
_LONGEST: Final = 24
_SHORTEST: Final = 3
_WEIGHT: Final = 0.6


def may_name_regions(text: str) -> bool:
    """Tell whether `text` has a sign of what is done with a region: without one, `regions_in` yields none."""
    return _SIGN.search(text) is not None


def regions_in(reading: Reading) -> Iterator[Tie]:
    """Yield the regions that a sentence tells as those with whom the school was set up, or aid is given."""
    text = reading.text
    if not may_name_regions(text):
        return
    taken = [(one.start, one.end) for one in reading.sentence.organisations()]
    sides = [(start, end) for start, end in _spans(text) if not any(a < end and start < b for a, b in taken)]
    for number, (start, end) in enumerate(sides):
        home_known = bool(reading.speaker.home)
        follower = sides[number + 1] if home_known and number + 1 < len(sides) else None
        if _is_home(text[start:end], reading.speaker.home) or not _is_side(text, start, end, follower):
            continue
        mention = Mention(start, end, text[start:end], "organisation", "government")
        clause = text[max(0, start - 12) : end + 24]
        modes = modes_of(clause, "government")
        if _BUILDS.match(text, end):
            modes = ("industry_college",)
        elif modes == modes_of("", "government"):
            modes = ("counterpart_aid",)
        yield Tie(
            mention,
            reading.evidence(start, min(len(text), end + 16)),
            modes,
            since(text, mention, reading.speaker),
            tuple(one.text for one in reading.sentence.majors() if one.text in clause),
            weight=_WEIGHT,
        )


def _spans(text: str) -> Iterator[tuple[int, int]]:
    """Yield where regions stand, each with those that it lies in."""
    done = 0
    for start, _, _ in places_in(text):
        if start < done:
            continue
        levels = takewhile(_is_region, place_levels(text[start : start + _LONGEST]))
        end = start + sum(map(len, levels))
        if tail := _TAIL.match(text, end):
            end = tail.end()
        done = end
        if end - start >= _SHORTEST or (end - start == 2 and _BONDS.match(text, end)):
            yield start, end


def _is_home(region: str, home: str) -> bool:
    """Tell the school's own region."""
    last = place_levels(region)[-1:]
    return bool(last) and last[0].rstrip("省市县区州旗") in home


def _is_region(name: str) -> bool:
    """Tell a region from a common word that is called like one (合作, 互助)."""
    return name not in lexicons.words("everyday_places") | lexicons.words("everyday_short_names")


def _is_side(text: str, start: int, end: int, follower: tuple[int, int] | None) -> bool:
    if _SENDS.match(text, end) or (_HELPS.search(text, 0, start) and _HELPED.match(text, end)):
        return True
    if follower and follower[0] == end + 1 and text[end] in "和与同":
        return bool(_COOPERATION.match(text, follower[1]))
    levels = place_levels(text[start:end])
    region = lexicons.regions().get(levels[-1]) if levels else None
    if _AIDS.search(text, 0, start) and _ENDS.match(text, end):
        return region is not None and region.level not in ("province", "prefecture")
    if not _JOINED.search(text, 0, start):
        return False
    if region is not None and region.level != "province" and _BONDS.match(text, end):
        return region.level != "prefecture" or bool(_SIGNS.match(text, end))
    return bool(_BUILDS.match(text, end))
