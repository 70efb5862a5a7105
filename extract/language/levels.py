"""Levels of honours, awards and projects, told from their words."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from .. import lexicons
from .places import places_in
from .terms import places_of

_WORDS: Final = tuple(
    (level, re.compile(words))
    for level, words in (
        (
            "international",
            r"国际|世界|亚洲|全球|金砖国家|一带一路|上海合作组织|中德|中美|中日|中韩",
        ),
        (
            "national",
            r"全国|国家|教育部|中国|全军|人社部|人力资源和?社会保障部|工信部|(?:^|[，、])(?:原)?(?:国家)?(?:住房和?城乡)?(?:建设|住建|农业|农业农村|卫生|文化|文旅|劳动|人事|财政|铁道|交通|交通运输|水利|公安|民政|司法|商务|科技|林业|化工|机械|电力|煤炭|纺织|轻工|冶金|邮电|外贸|国防|劳动和社会保障|应急管理)部(?!门)|国防科工[委局]|国务院|团中央|中央|中华",
        ),
        ("provincial", r"全省|省级|省部级|全区职业|自治区|省[^市县区]|^省|全疆|八桂|直辖市级"),
        ("municipal", r"地市级|市级|全市|全州|市属|^市|[^区县省]市教育|州级"),
        ("county", r"县级|区级|全县|全区|区县级|^县|^区"),
        ("school", r"校级|我校|本校|校园|全校|院级"),
    )
)
_OF_REGION: Final = {"province": "provincial", "prefecture": "municipal", "county": "county"}
#: A place that the lexicon of regions does not have.
_UNLISTED: Final = re.compile(r"([\u4e00-\u9fff]{2,3}[县市])(?!级|域|属|直)")
_COUNTY: Final = re.compile(r"[\u4e00-\u9fff]{2,4}[县区市]")  #: behind its city
_WIDER: Final = re.compile(r"全国|国家|中国|世界|国际")
#: A region tells the level where it stands at the beginning, or behind one of these.
_EARLY: Final = 6
_BEFORE_REGION: Final = ("被", "获", "第一批", "为", "届")
#: A region of which a contest was held, not one of its level.
_VENUE: Final = ("赛区", "站")
_MUNICIPALITIES: Final = frozenset({"北京", "天津", "上海", "重庆"})


@lru_cache(4096)
def level_of(title: str, home: str = "") -> str | None:
    """Return the level that the words of `title` tell: "international" … "school", or None.

    `home` is the school's region or name: 市级 in a municipality is provincial.
    """
    if level := _of_region(title) or _of_unlisted(title, home):
        return level
    told = next((level for level, pattern in _WORDS if pattern.search(title)), None)
    if told == "municipal" and any(name in home for name in _MUNICIPALITIES):
        return "provincial"
    return told


def _of_region(title: str) -> str | None:
    """Return the level of the region that `title` begins with, but for names that are everyday words too."""
    for start, end, name in places_in(title):
        head = title[:start]
        if start > _EARLY and not head.endswith(_BEFORE_REGION):
            return None
        if name in lexicons.words("everyday_places"):
            continue
        if _WIDER.search(head) or title.startswith(_VENUE, end, end + 3):
            return None
        return _OF_REGION[lexicons.regions()[name].level]
    return None


def _of_unlisted(title: str, home: str) -> str | None:
    """Return the level of a county that no lexicon has, or of the city that the school's county is in."""
    place = _UNLISTED.match(title)
    if not place:
        return None
    if place[1].endswith("县"):
        return "county"
    within = any(_COUNTY.match(home, at + len(place[1])) for at in places_of(place[1], home))
    return "municipal" if within else None
