"""Invented schools, partners and people for generated reports: real regions, majors and well-known firms.

Everything is drawn from a seed and a key, never from how many reports are made: school 7 of ten is school 7
of ten thousand. Names of schools, people and regional firms are invented of two syllables each.
"""

from __future__ import annotations

import itertools
from bisect import bisect_left
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from random import Random
from types import MappingProxyType
from typing import Final

from zhijiao.extract.lexicons import firms, listed, regions
from zhijiao.ontology.catalogue import today

#: Kinds of schools by the end of their names, the common ones more often.
_SCHOOLS: Final = (
    "职业技术学校",
    "职业技术学校",
    "中等职业学校",
    "职业中等专业学校",
    "职业教育中心",
    "技工学校",
)
_SYLLABLES: Final = "云海青松白鹤长河明月金枫望江秋林晨星翠竹远帆朝阳瑞雪碧湖宁川兰溪思源广陵怀安"
_BRANDS: Final = "恒泰宏鼎瑞丰盛华锦腾德昌永利嘉禾卓越骏驰凯盟聚星铭远博雅优捷创维昊天汇智"
_GIVEN: Final = "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超霞平刚桂英文辉建华玉兰志雨晨欣怡子涵浩然梓轩思琪俊熙"
#: Trades of firms by the first two digits of the codes of majors that they need.
_TRADES: Final = {
    "61": ("农业科技", "生态农业", "牧业"),
    "63": ("新能源科技", "电力工程"),
    "64": ("建筑工程", "装饰工程"),
    "66": ("机械制造", "智能装备", "精密模具"),
    "68": ("服饰", "食品", "包装"),
    "70": ("汽车销售服务", "汽车零部件", "轨道交通装备"),
    "71": ("电子科技", "信息技术", "网络科技"),
    "72": ("医药", "健康管理"),
    "73": ("商贸", "电子商务", "物流"),
    "74": ("酒店管理", "餐饮管理", "旅游发展"),
    "75": ("文化传播", "艺术设计"),
}
_LEGAL: Final = ("有限公司", "有限公司", "有限公司", "股份有限公司", "集团有限公司", "有限责任公司")
#: Bodies that every county has, by kind, without its name.
_BODIES: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {
        "hospital": ("人民医院", "中医院", "妇幼保健院"),
        "kindergarten": ("机关幼儿园", "第一幼儿园", "实验幼儿园"),
        "school": ("实验小学", "第二中学", "特殊教育学校"),
        "association": ("烹饪协会", "汽车维修行业协会", "电子商务协会", "物流协会"),
        "government": ("总工会", "残疾人联合会", "农业农村局", "退役军人事务局"),
        "media": ("广播电视台",),
    }
)
_COMMUNITIES: Final = ("枫桥社区", "桂园社区", "东门社区", "和平社区", "西河村", "柳林村")
_REGIONAL_FIRMS: Final = 16
#: Schools of one county.
_TOGETHER: Final = 3
#: Exponent of how often the well-known firms occur: the first is partner of thousands, most of few.
_ZIPF: Final = 1.1


@dataclass(frozen=True, slots=True)
class Firm:
    """A partner: its full name, its short form, other forms, the trade of its majors, its kind."""

    full: str
    short: str
    forms: tuple[str, ...]
    digits: str = ""
    kind: str = "enterprise"


@dataclass(frozen=True, slots=True)
class School:
    """A school: its number, name and short form, where it is, and its majors as (code, name)."""

    number: int
    name: str
    short: str
    county: str
    prefecture: str
    province: str
    founded: int
    majors: tuple[tuple[str, str], ...]


def rng(*key: object) -> Random:
    """Return numbers that depend on nothing but the key."""
    return Random("/".join(map(str, key)))


def school(seed: int, number: int) -> School:
    """Return the school of that number; schools of different numbers have different names."""
    places = _places()
    # Steps that have no factor in common with the number of places reach each once before any again.
    around, among = divmod(number, _TOGETHER)
    county, prefecture, province = places[(around * 7919 + seed) % len(places)]
    chance = rng(seed, "school", number)
    pairs = len(_SYLLABLES) // 2
    first = rng(seed, "words", county).randrange(pairs)
    word = 2 * ((first + among + around // len(places) * _TOGETHER) % pairs)
    stem, kind = _SYLLABLES[word : word + 2], chance.choice(_SCHOOLS)
    return School(
        number,
        f"{county}{stem}{kind}",
        f"{stem}{'技校' if kind == '技工学校' else '职校'}",
        county,
        prefecture,
        province,
        chance.randint(1952, 2008),
        _some_majors(seed, chance),
    )


def known_firm(chance: Random) -> Firm:
    """Return a well-known firm: few are met everywhere, most seldom."""
    known, weights = _known()
    return known[_at(weights, chance.random() * weights[-1])]


def regional_firm(seed: int, one: School, chance: Random) -> Firm:
    """Return a firm of the school's prefecture, those of small numbers more often, or of the next one."""
    here = one.prefecture if chance.random() < 0.9 else chance.choice(_places())[1]
    number = min(int(chance.expovariate(0.2)), _REGIONAL_FIRMS - 1)
    own = rng(seed, "firm", here, number)
    place = regions()[here].short
    digits, trades = own.choice(list(_TRADES.items()))
    at = own.randrange(len(_BRANDS) // 2)
    other = own.randrange(len(_BRANDS) // 2)
    brand = _BRANDS[2 * at] + _BRANDS[2 * other + 1]
    trade, legal = own.choice(trades), own.choice(_LEGAL)
    full = f"{place}{brand}{trade}{legal}"
    forms = (full, full, f"{here}{brand}{trade}{legal}", f"{place}{brand}{trade}公司")
    return Firm(full, own.choice((f"{brand}{trade}", f"{place}{brand}", brand)), forms, digits)


def person(chance: Random) -> str:
    """Return a name of a family name and one or two syllables."""
    given = "".join(chance.choices(_GIVEN, k=chance.choice((1, 2, 2))))
    return chance.choice(listed("surnames")[:120]) + given


def college(one: School, chance: Random) -> str:
    """Return a college of the school's prefecture or province."""
    place = chance.choice((one.prefecture, one.prefecture, one.province)).removesuffix("市")
    return f"{regions()[place].short if place in regions() else place}{chance.choice(_COLLEGES)}"


def body(one: School, kind: str, chance: Random) -> Firm:
    """Return a body of the school's county; some write 县总工会, trusting that the county is known."""
    ending = chance.choice(_BODIES[kind])
    full, short = one.county + ending, one.county[-1] + ending
    return Firm(full, short, (full, full, short), kind=kind)


def community(one: School, chance: Random) -> Firm:
    """Return a community or village of the county."""
    full = f"{one.county}{chance.choice(_COMMUNITIES)}"
    return Firm(full, full, (full,), kind="government")


def group(one: School, chance: Random) -> str:
    """Return an education group of the school's prefecture or province."""
    place = chance.choice((one.prefecture, one.province))
    return f"{place}{chance.choice(_SECTORS)}{chance.choice(('职业教育集团', '产教联盟'))}"


_COLLEGES: Final = ("职业技术学院", "工业职业技术学院", "卫生职业学院", "商贸职业学院", "科技职业学院")
_SECTORS: Final = ("机械制造", "现代农业", "电子信息", "学前教育", "旅游服务", "汽车", "建筑", "现代物流")


@cache
def _places() -> list[tuple[str, str, str]]:
    """Return counties and county towns with their prefecture and province."""
    every = {one.code: one for one in regions().values()}
    found = []
    for code, one in sorted(every.items()):
        above, top = every.get(f"{code[:4]}00"), every.get(f"{code[:2]}0000")
        if one.level == "county" and one.name.endswith(("县", "市")) and above and top:
            found.append((one.name, above.name, top.name))
    return found


def _some_majors(seed: int, chance: Random) -> tuple[tuple[str, str], ...]:
    """Return majors by code, those common that stand early in an order of their own."""
    ordered = rng(seed, "majors").sample(_majors(), len(_majors()))
    wanted, found = chance.randint(5, 9), set[tuple[str, str]]()
    while len(found) < wanted:
        found.add(ordered[min(int(chance.expovariate(0.03)), len(ordered) - 1)])
    return tuple(sorted(found))


@cache
def _majors() -> list[tuple[str, str]]:
    return [(one.code, one.name) for one in today() if one.kind == "major" and one.level == "中职"]


@cache
def _known() -> tuple[list[Firm], list[float]]:
    """Return the well-known firms with the sums of their weights, those of the list's head most."""
    shorts: dict[str, list[str]] = {}
    for short, full in firms().items():
        shorts.setdefault(full, []).append(short)
    found = [Firm(full, min(names, key=len), (full, *names)) for full, names in shorts.items()]
    weights = itertools.accumulate(1 / rank**_ZIPF for rank in range(1, len(found) + 1))
    return found, list(weights)


def _at(sums: list[float], value: float) -> int:
    return min(bisect_left(sums, value), len(sums) - 1)
