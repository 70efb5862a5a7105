"""Aliases inside one report: which names of organisations stand for the same one."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import Final

from . import lexicons
from .terms import TermFinder

_LEGAL: Final = re.compile(r"(?:集团)?(?:股份有限公司|有限责任公司|有限公司|股份公司|总公司|集团公司|公司)$")
_BRACKET: Final = re.compile(r"（[^）]*）")
_ABBREVIATED: Final = re.compile(r"（(?:以下|下)?(?:简称|称)[“：]?([^”）]{2,14})”?）")
_KINDS: Final = (
    (re.compile(r"高新技术产业开发区$"), "高新区"),
    (re.compile(r"高新技术开发区$"), "高新区"),
    (re.compile(r"经济技术开发区$"), "经开区"),
    (re.compile(r"经济开发区$"), "经开区"),
    (re.compile(r"职业教育集团$"), "职教集团"),
    (re.compile(r"残疾人联合会$"), "残联"),
    (re.compile(r"疾病预防控制中心$"), "疾控中心"),
    (re.compile(r"人力资源和社会保障局$"), "人社局"),
    (re.compile(r"人民政府$"), "政府"),
    (re.compile(r"广播电视台$"), "电视台"),
    (re.compile(r"街道办事处$"), "街道"),
)


@cache
def _regions() -> TermFinder:
    return TermFinder(lexicons.regions())


def name_groups(names: Mapping[str, str], text: str) -> dict[str, tuple[str, set[str]]]:
    """Return for each of `names` (name to partner kind) the fullest form of the thing and all its forms in `text`.

    A form is joined when it says the same core without region, legal form or bracket; a bare core or one with
    公司 only to the one fuller name that begins with it. Two fuller names for one short form join nothing.
    """
    ordered = sorted(names, key=lambda name: (-len(name), name))
    full_of: dict[str, str] = {}
    for name in reversed(ordered):
        fuller = [other for other in ordered if other != name and names[other] == names[name] and is_form_of(name, other)]
        tops = {other for other in fuller if not any(is_form_of(other, third) for third in fuller if third != other)}
        same = {other for other in tops if _parts(other).core == _parts(name).core}
        if len(same or tops) == 1:
            full_of[name] = (same or tops).pop()
    groups: dict[str, set[str]] = {}
    for name in ordered:
        top = name
        while top in full_of:
            top = full_of[top]
        groups.setdefault(top, {top}).add(name)
    for top, members in groups.items():
        members |= _stated_short(top, text)
        members |= _used_short(top, names[top], text, set(names))
    return {name: (top, members) for top, members in groups.items() for name in members if name in names}


def is_form_of(short: str, full: str) -> bool:
    """Tell whether `short` is a shorter form of the organisation's name `full`."""
    if len(short) >= len(full):
        return False
    a, b = _parts(short), _parts(full)
    if a.kind_word and a.kind_word != b.kind_word:
        return a.kind_word == "开发区" and b.kind_word == "经开区" and a.region == b.region and a.core.removesuffix("开发区") == b.core.removesuffix("经开区")
    if a.kind_word in ("联盟", "职教集团") and a.region == b.region and _in_order(a.core, b.core) and len(b.core) - len(a.core) <= 3:
        return True
    if a.core == b.core:
        return _legal_agrees(short, full) and not (a.region and b.region and a.region != b.region and a.region not in b.region and b.region not in a.region)
    if a.region and b.region and a.region != b.region and a.region not in b.region:
        return False
    if len(a.core) >= 2 and b.core.startswith(a.core) and (a.bare or short.endswith("公司")) and not short.endswith("集团"):
        return bool(_LEGAL.search(full)) or full.endswith("集团")
    if len(short) >= 4 and full.endswith(short) and full[: -len(short)] in lexicons.regions():
        return True
    return short.endswith("集团") and "集团" in full and len(a.core) >= 2 and b.core.startswith(a.core)


def _in_order(short: str, full: str) -> bool:
    chars = iter(full)
    return len(short) >= 4 and all(char in chars for char in short)


class _Parts:
    """A name's region, core and kind of ending."""

    __slots__ = ("bare", "core", "kind_word", "region")

    def __init__(self, name: str) -> None:
        words = _BRACKET.sub("", name)
        self.kind_word = ""
        for pattern, short in _KINDS:
            words = pattern.sub(short, words)
        self.region = ""
        for start, end, region in _regions().longest(words):
            if start == 0 and len(words) - end >= 2:
                self.region = lexicons.regions()[region].short
                words = words[end:]
            break
        legal = _LEGAL.search(words)
        core = _LEGAL.sub("", words)
        self.bare = not legal and not words.endswith("集团")
        self.core = core.removesuffix("集团") if len(core) > 3 else core
        for ending in ("协会", "学会", "商会", "医院", "幼儿园", "学校", "学院", "联盟", "局", "残联", "政府", "高新区", "经开区", "开发区", "电视台", "疾控中心", "职教集团", "街道", "村"):
            if words.endswith(ending):
                self.kind_word = ending
                break


@cache
def _parts(name: str) -> _Parts:
    return _Parts(name)


def _legal_agrees(short: str, full: str) -> bool:
    """Keep a group and a trade firm of its name apart: 中通集团 is not 中通钢构."""
    return not (short.endswith("集团") and "集团" not in full and not _LEGAL.search(full))


def _stated_short(top: str, text: str) -> set[str]:
    found = set()
    for match in _ABBREVIATED.finditer(text):
        if text[: match.start()].endswith(top):
            found.add(match[1].strip("“”"))
    return found


def _used_short(top: str, kind: str, text: str, names: set[str]) -> set[str]:
    """Return the short forms of a firm that the text uses: its core alone or with 公司 or 集团."""
    if kind != "enterprise":
        return set()
    parts = _parts(top)
    core = parts.core
    trade = next((ending for ending in _trades() if core.endswith(ending) and len(core) - len(ending) >= 2), "")
    forms = {core, core.removesuffix(trade), parts.region + core}
    found = set()
    for form in forms:
        if len(form) < 2 or form == top or form in lexicons.regions() or form in _trades() or (len(form) == 2 and not trade and not _LEGAL.search(top) and not top.endswith("集团")):
            continue
        others = [name for name in names if name != top and form in name and not is_form_of(name, top)]
        if others:
            continue
        for variant in (form, form + "公司", form + "集团"):
            pattern = rf"(?<![\u4e00-\u9fff]){re.escape(variant)}|(?<=[与和为给到同对在“、是由]){re.escape(variant)}"
            stripped = text.replace(top, "\n")
            if variant != top and re.search(pattern, stripped):
                found.add(variant)
    return found


@cache
def _trades() -> tuple[str, ...]:
    extra = ("包装", "汽车", "科技", "电子", "软件", "信息技术", "技术", "网络", "实业", "食品", "服装实业", "服饰", "物流", "餐饮", "酒店", "制药", "药业", "教育科技", "信息", "智能装备", "装备", "电器", "电气", "机械", "新能源科技", "生物工程", "文化传播", "文化传媒", "传媒", "建设", "建筑工程", "工程", "化工")
    words = {ending.text for ending in lexicons.endings().values() if ending.strength == "trade"} | set(extra)
    return tuple(sorted(words, key=lambda word: (-len(word), word)))
