"""Levels of honours, awards and projects, told from their words."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from . import lexicons
from .terms import TermFinder

_WORDS: Final = (
    ("international", re.compile(r"国际|世界|亚洲|全球|金砖国家|一带一路|上海合作组织|中德|中美|中日|中韩")),
    ("national", re.compile(r"全国|国家|教育部|中国|全军|人社部|人力资源和?社会保障部|工信部|国务院|团中央|中央|中华")),
    ("provincial", re.compile(r"全省|省级|省部级|全区职业|自治区|省[^市县区]|^省|全疆|八桂|直辖市级")),
    ("municipal", re.compile(r"地市级|市级|全市|全州|市属|^市|[^区县省]市教育|州级")),
    ("county", re.compile(r"县级|区级|全县|全区|区县级|^县|^区")),
    ("school", re.compile(r"校级|我校|本校|校园|全校|院级")),
)
_OF_REGION: Final = {"province": "provincial", "prefecture": "municipal", "county": "county"}
#: Short names of places that are everyday words too: only with 市, 县 or 区 behind them do they tell a level.
_EVERYDAY: Final = frozenset(
    "新兴 资源 富裕 友好 复兴 宏伟 安定 平和 民权 公安 通道 会同 中方 天等 乐业 兴业 港口 合作 互助 同心 延长 比如 民乐 高台 大方 万年 丰满 三元 安居 前锋 平定 回民 建始 天涯 "
    "海棠 芙蓉 麒麟 石门 灯塔 莲花 新源 原平 运河 双城 双塔 进贤 开化 文成 昆玉 永定 定远 清新 宁远 平利 平安 信息 临时".split()
)
#: A place that the lexicon of regions does not have.
_UNLISTED: Final = re.compile(r"([\u4e00-\u9fff]{2,3}[县市])(?!级|域|属|直)")
MUNICIPALITIES: Final = frozenset({"北京", "天津", "上海", "重庆"})


@cache
def _regions() -> TermFinder:
    return TermFinder(lexicons.regions())


def level_of(title: str, home: str = "") -> str | None:
    """Return the level that the words of `title` tell: "national" … "school", or None.

    `home` is the school's region or name: 市级 in a municipality is provincial.
    """
    for at, end, name in _regions().longest(title):
        if at > 6 and not title[:at].endswith(("被", "获", "第一批", "为", "届")):
            break
        if name in _EVERYDAY:
            continue
        region = lexicons.regions()[name]
        head = title[: at]
        if re.search(r"全国|国家|中国|世界|国际", head):
            break
        if title[end : end + 3].startswith(("赛区", "站")):
            break
        return _OF_REGION[region.level]
    if place := _UNLISTED.match(title):
        if place[1].endswith("县"):
            return "county"
        if re.search(re.escape(place[1]) + r"[\u4e00-\u9fff]{2,4}[县区市]", home):
            return "municipal"
    for level, pattern in _WORDS:
        if pattern.search(title):
            if level == "municipal" and any(name in home for name in MUNICIPALITIES):
                return "provincial"
            return level
    return None
