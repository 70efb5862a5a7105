"""Places in names: which region a school lies in, and whether a name says whose it is.

县政府, 市残联 and 实验小学 are names that every place has. Such a name means something only together with the
region of the school that used it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Final

from ...extract import lexicons
from ...ontology.regions import holds, named, rows
from ..names import normal_form
from .firms import known_firm, known_school
from .words import LONGEST_NAME, is_distinctive, is_local_work, legal_core

_PROVINCE_ENDINGS: Final = ("维吾尔自治区", "壮族自治区", "回族自治区", "特别行政区", "自治区", "省")
_MUNICIPALITIES: Final = ("北京市", "天津市", "上海市", "重庆市")
# The ending of a unit; the 州 of 澜州市 is none.
_UNIT: Final = re.compile(r".+?(?:特别行政区|自治区|自治州|自治县|自治旗|地区|省|市|县|区|州(?!市)|盟|旗)")
# A unit that is not named: 市残联 is the 残联 of the city at hand. 市场, 市民, 市政工程 and 区块链 are words.
_BARE: Final = re.compile(
    r"(?:[全我本该]?(?P<unit>省|市(?!场|民|政(?![府协法]))|县(?!域)|区(?![域块])|州|旗)|[全我本该](?:国|校))(?=.)"
)
# A region that the list does not know, by its shape; and the words of that shape that name no region.
_SHAPED: Final = re.compile(r".{2,4}?(?:自治区|自治州|自治县|省|市|县|区)")
_NO_REGION: Final = re.compile(
    r".*(?:超|城|都|门|股|菜|夜|闹|开发|高新|经开|度假|园|社|校|新|市|郊|山|景|示范|保税|工业|功能|片|小|厂|库|牧|林|库)[市区]"
    r"|[全我本该各外].*"
)
_COUNTRY: Final = re.compile(
    r"中国|全国|国家|中央|中华|国务院|教育部"
    r"|日本|新加坡|澳大利亚|马来西亚|加拿大|俄罗斯|印度尼西亚|越南|老挝|[德英美法泰韩]国"
)
_NATION: Final = re.compile(rf"{_COUNTRY.pattern}|新华|人民日报|光明日报|央视|国际|世界|亚洲|一带一路")
# Regions whose names, in short or in full, are words.
_WORDS: Final = frozenset({"东方", "城区", "矿区", "郊区", "东区", "西区"})
_LONGEST_KNOWN: Final = 15
_REMEMBERED: Final = 1 << 18
_CHINESE: Final = re.compile(r"[\u3400-\u9fff\U00020000-\U0003ffff]")
_LONGEST_REGION: Final = 100

# Kinds of partner whose names are made of what they are, once in every place.
_PLACED_KINDS: Final = frozenset(
    {"government", "kindergarten", "school", "association", "hospital", "media", "other"}
)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a school lies.

    `scope` tells the place apart from others and is a normal form: its county or city, with the city where
    it is a district; the school's own name where nothing below a province is known. `units` are the
    administrative units it lies in, the largest first, in full (浙江省, 乐清市).
    """

    scope: str
    units: tuple[str, ...] = ()

    @property
    def province(self) -> str:
        """The province (or 直辖市) as a normal form; the scope where none is known."""
        return next(
            (unit for unit in self.units if _is_province(unit) or unit in _MUNICIPALITIES), self.scope
        )

    def split(self, name: str) -> tuple[str, str]:
        """Split what of this place's units leads the normal form of `name` from the rest.

        Returns the smallest unit named, in full, and what follows: 浙江省乐清市妇联, 乐清妇联 and 市妇联 are
        all ("乐清市", "妇联") in 乐清市. The unit is empty where the name begins with none, and nothing is
        split off where nothing would be left.
        """
        form, found = normal_form(name), ""
        for unit in self.units:
            for prefix in (unit, short_region(unit)):
                rest = form.removeprefix(prefix)
                # 乐清市场监督管理局 is 乐清 and 市场监督管理局.
                if 1 < len(rest) < len(form) and not (prefix.endswith("市") and rest.startswith("场")):
                    found, form = unit, rest
                    break
        if not found and (bare := _BARE.match(form)) and bare["unit"]:
            ours = [one for one in self.units if one.endswith(bare["unit"]) and not _is_province(one)]
            ours = ours or [one for one in self.units if _is_province(one) and bare["unit"] == "省"]
            if ours and len(form) > bare.end() + 1:
                return ours[-1], form[bare.end() :]
        return found, form


def place_of(region: str, school: str) -> Place:
    """Return the place of a school from the region that its report states and from its own name.

    Either may be empty; a name that begins with a region (青禾市云岭职业技术学校) gives one where the report
    states none.
    """
    units = tuple(units_of(normal_form(region))) or tuple(units_of(leading_region(school)))
    below = [unit for unit in units if not _is_province(unit)]
    if not below:
        return Place(normal_form(school), units)
    last = below[-1]
    # There is one county of a name in nearly all cases, but a 鼓楼区 in many cities.
    return Place("".join(below[-2:]) if last.endswith("区") else last, units)


@lru_cache(_REMEMBERED)
def leading_region(name: str) -> str:
    """Return the region with which the normal form of `name` begins, in full or in short; may be empty."""
    form = normal_form(name)[:_LONGEST_REGION]
    end, before = 0, ""
    while end < len(form):
        step = _one_region(form[end:])
        full = _region_names().get(step, step)
        # 杭州 in 宁波杭州湾 is no part of 宁波.
        if not step or end + len(step) >= len(form) or not _may_hold(before, full):
            break
        end, before = end + len(step), full
    return form[:end]


@lru_cache(_REMEMBERED)
def is_placed(name: str, kind: str | None) -> bool:
    """Say whether `name` means one thing only together with a place.

    So it is for a name that begins with a bare 省, 市, 县 or 区, or with a district of which there are
    several (鼓楼区); for one without any region whose kind of partner (government, kindergarten, school,
    association, hospital, media, other) names itself by what it is; and for an enterprise that is named by
    works and trades alone (水务集团, 国际大酒店) or is a shop or the like (阳光大酒店). Universities and
    colleges (大学, 学院), names that begin with a country or stand for the whole of it, known firms, and
    names without a Chinese character are themselves everywhere.
    """
    form = normal_form(name)
    # 共青团温州市委 is that of 温州市.
    form = form.removeprefix("共青团").removeprefix("中共") or form
    if region := leading_region(form):
        return len(named().get(region, ())) > 1
    # An enterprise called 国际大酒店 is not one for the whole world.
    wide = _NATION if kind in _PLACED_KINDS else _COUNTRY
    if len(form) > LONGEST_NAME or not _CHINESE.search(form) or wide.match(form):
        return False
    return bool(_BARE.match(form)) or _is_of_every_place(form, kind)


def _is_of_every_place(form: str, kind: str | None) -> bool:
    """Say whether a name without any region only says what it is, as its like does in other places."""
    if kind == "school":
        return not known_school(form) and not form.endswith(("大学", "学院"))
    core = legal_core(form)
    return kind in _PLACED_KINDS or (
        (not is_distinctive(core) or is_local_work(core)) and not known_firm(form)
    )


def is_bare(name: str) -> bool:
    """Say whether `name` begins with a unit that it does not name: 省技能大赛, 全市运动会, 区农业局."""
    form = normal_form(name)
    return bool(_BARE.match(form)) and not leading_region(form)


def is_national(name: str) -> bool:
    """Say whether `name` begins with a country or with a word for the whole of it."""
    return bool(_NATION.match(normal_form(name)))


def short_region(name: str) -> str:
    """Return a region's name without its ending: 乐清市 is 乐清; names of two characters stay whole."""
    for ending in (*_PROVINCE_ENDINGS, "自治州", "自治县", "地区", "市", "县", "区", "盟"):
        if name.endswith(ending) and len(name) - len(ending) >= 2:
            return name[: -len(ending)]
    return name


def _is_province(unit: str) -> bool:
    return unit.endswith(_PROVINCE_ENDINGS)


def units_of(form: str) -> Iterator[str]:
    """Cut the normal form of a region into its units, each in full where known (浙江 in 浙江乐清市)."""
    names = _region_names()
    form = form[:_LONGEST_REGION]
    while form:
        unit, shaped = _known(form), _UNIT.match(form)
        # 东方红县 begins with the short name of a city, and is none of its parts.
        if shaped and (not unit or names[unit] != unit and not _is_province(names[unit])):
            unit = shaped[0]
        if not unit:
            return
        # 新疆自治区 is 新疆.
        if unit != "自治区":
            yield names.get(unit, unit)
        form = form[len(unit) :]


def _may_hold(outer: str, inner: str) -> bool:
    """Say whether a region of the one name may hold one of the other, both in full; yes where unknown."""
    found, around = named().get(inner, ()), named().get(outer, ())
    return not found or not around or any(holds(one, other) for one in around for other in found)


def _one_region(form: str) -> str:
    """Return the one region with which a normal form begins: a known one, or one that looks like one."""
    if known := _known(form):
        return known
    shaped = _SHAPED.match(form)
    return shaped[0] if shaped and not _NO_REGION.fullmatch(shaped[0]) and not _BARE.match(form) else ""


def _known(form: str) -> str:
    if form[:2] not in _region_beginnings():
        return ""
    names = _region_names()
    return next((form[:n] for n in range(min(len(form), _LONGEST_KNOWN), 1, -1) if form[:n] in names), "")


@cache
def _region_beginnings() -> frozenset[str]:
    return frozenset(name[:2] for name in _region_names())


@cache
def _region_names() -> dict[str, str]:
    """Return the names of provinces, cities and counties, in full and in short, with the full name of each.

    Counties and districts have no short form here: 公安, 和平 or 新华 are words in most names.
    """
    names: dict[str, str] = {}
    for name, level in _regions():
        # Provinces come first in the list, and 吉林 alone is the province.
        if level != "county" or name.endswith("市"):
            names.setdefault(short_region(name), name)
            names.setdefault(lexicons.short_name(name), name)
    for name, _ in _regions():
        # 湘西州 and 景宁县 are what people call 湘西土家族苗族自治州 and 景宁畲族自治县.
        for ending, unit in (("自治州", "州"), ("自治县", "县"), ("自治旗", "旗")):
            if name.endswith(ending):
                names.setdefault(lexicons.short_name(name) + unit, name)
    names.update((name, name) for name, _ in _regions())
    return {name: full for name, full in names.items() if name not in _WORDS}


@cache
def _regions() -> tuple[tuple[str, str], ...]:
    """Return the (name, level) of every region of the list."""
    listed = [(row.name, row.level) for row in rows()]
    # 市辖区 and the like are headings of the list.
    regions = [(name, level) for name, level in listed if not re.search("市辖区|^县$|直辖", name)]
    return tuple(sorted(regions, key=lambda region: region[1] != "province"))
