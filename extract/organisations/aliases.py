"""Aliases inside one report: which names of organisations stand for the same one."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

from .. import lexicons
from ..language.places import places_in

_LEGAL: Final = re.compile(r"(?:集团)?(?:股份有限公司|有限责任公司|有限公司|股份公司|总公司|集团公司|公司)$")
_BRACKET: Final = re.compile(r"（[^）]*）")
_ABBREVIATED: Final = re.compile(r"（(?:以下|下)?(?:简称|称)[“：]?([^”）]{2,14})”?）")
#: Kinds of bodies with the short form of their kind.
_SHORT_KINDS: Final = (
    ("高新技术产业开发区", "高新区"),
    ("高新技术开发区", "高新区"),
    ("经济技术开发区", "经开区"),
    ("经济开发区", "经开区"),
    ("职业教育集团", "职教集团"),
    ("残疾人联合会", "残联"),
    ("疾病预防控制中心", "疾控中心"),
    ("人力资源和社会保障局", "人社局"),
    ("人民政府", "政府"),
    ("广播电视台", "电视台"),
    ("街道办事处", "街道"),
)
#: Kinds that a name keeps in its short form: bodies of two kinds are never one.
_KIND_WORDS: Final = (
    "协会", "学会", "商会", "医院", "幼儿园", "学校", "学院", "联盟", "局", "残联", "政府", "高新区",
    "经开区", "开发区", "电视台", "疾控中心", "职教集团", "街道", "村",
)  # fmt: skip
_GROUPS: Final = ("联盟", "职教集团")
_MOST_LEFT_OUT: Final = 3
#: Characters behind which a short form may begin although they are Chinese.
_BEFORE_NAME: Final = frozenset("与和为给到同对在“、是由")


@dataclass(frozen=True, slots=True)
class _Parts:
    """A name's region, core and kind of ending; `bare` where it has neither a legal form nor 集团."""

    region: str
    core: str
    kind_word: str
    bare: bool


@cache
def _parts(name: str) -> _Parts:
    words = _BRACKET.sub("", name)
    for kind, short in _SHORT_KINDS:
        if words.endswith(kind):
            words = words.removesuffix(kind) + short
    region = ""
    start, end, place = next(iter(places_in(words)), (-1, 0, ""))
    if start == 0 and len(words) - end >= 2:
        region = lexicons.regions()[place].short
        words = words[end:]
    core = _LEGAL.sub("", words)
    return _Parts(
        region,
        core.removesuffix("集团") if len(core) > 3 else core,
        next((kind for kind in _KIND_WORDS if words.endswith(kind)), ""),
        bare=core == words and not words.endswith("集团"),
    )


def name_groups(names: Mapping[str, str], text: str) -> dict[str, tuple[str, set[str]]]:
    """Return for each of `names` (name to partner kind) its fullest form and all its forms in `text`.

    A form is joined when it says the same core without region, legal form or bracket; a bare core or one with
    公司 only to the one fuller name that begins with it. Two fuller names for one short form join nothing.
    """
    ordered = sorted(names, key=lambda name: (-len(name), name))
    full_of: dict[str, str] = {}
    longer: dict[str, list[str]] = defaultdict(list)
    for name in ordered:
        if full := _only_fuller(name, longer[names[name]]):
            full_of[name] = full
        longer[names[name]].append(name)
    groups: dict[str, set[str]] = {}
    for name in ordered:
        top = name
        while top in full_of:
            top = full_of[top]
        groups.setdefault(top, {top}).add(name)
    for top, members in groups.items():
        members.update(_stated_short(top, text))
        if names[top] == "enterprise":
            members.update(_used_short(top, text, names))
    return {name: (top, members) for top, members in groups.items() for name in members if name in names}


def _only_fuller(name: str, longer: Sequence[str]) -> str | None:
    """Return the one of `longer` names that `name` is a form of; None where there is none or several."""
    fuller = [other for other in longer if is_form_of(name, other)]
    tops = [other for other in fuller if not any(is_form_of(other, third) for third in fuller)]
    same = [other for other in tops if _parts(other).core == _parts(name).core] or tops
    return same[0] if len(same) == 1 else None


def is_form_of(short: str, full: str) -> bool:
    """Tell whether `short` is a shorter form of the organisation's name `full`."""
    if len(short) >= len(full):
        return False
    a, b = _parts(short), _parts(full)
    if a.kind_word and a.kind_word != b.kind_word:
        return _is_same_zone(a, b)
    if a.kind_word in _GROUPS and a.region == b.region and _abbreviates(a.core, b.core):
        return True
    if a.core == b.core:
        return _legal_agrees(short, full) and _regions_agree(a.region, b.region, either=True)
    return _regions_agree(a.region, b.region) and _begins(short, full, a, b)


def _is_same_zone(a: _Parts, b: _Parts) -> bool:
    """Join 甲开发区 to 甲经开区, the one zone that has both names."""
    if (a.kind_word, b.kind_word) != ("开发区", "经开区") or a.region != b.region:
        return False
    return a.core.removesuffix("开发区") == b.core.removesuffix("经开区")


def _abbreviates(short: str, full: str) -> bool:
    rest = iter(full)
    return (
        len(short) >= 4 and len(full) - len(short) <= _MOST_LEFT_OUT and all(char in rest for char in short)
    )


def _regions_agree(short: str, full: str, *, either: bool = False) -> bool:
    """Tell whether one is not said or `short` is part of `full`; with `either`, or the other way round."""
    return not short or not full or short in full or (either and full in short)


def _legal_agrees(short: str, full: str) -> bool:
    """Keep a group and a trade firm of its name apart: 甲集团 is not 甲钢构."""
    return not (short.endswith("集团") and "集团" not in full and not _LEGAL.search(full))


def _begins(short: str, full: str, a: _Parts, b: _Parts) -> bool:
    """Tell whether the core of `full` begins with that of `short`, and the rest may be left out."""
    starts = len(a.core) >= 2 and b.core.startswith(a.core)
    if starts and not short.endswith("集团") and (a.bare or short.endswith("公司")):
        return bool(_LEGAL.search(full)) or full.endswith("集团")
    if len(short) >= 4 and full.endswith(short) and full.removesuffix(short) in lexicons.regions():
        return True
    return starts and short.endswith("集团") and "集团" in full


def _stated_short(top: str, text: str) -> set[str]:
    """Return the short forms that the text gives behind `top`: 甲公司（以下简称“甲”）."""
    return {
        match[1].strip("“”") for match in _ABBREVIATED.finditer(text) if text.endswith(top, 0, match.start())
    }


def _used_short(top: str, text: str, names: Mapping[str, str]) -> set[str]:
    """Return the short forms of a firm that the text uses: its core alone or with 公司 or 集团."""
    elsewhere = text.replace(top, "\n")
    found = set()
    for form in _short_cores(top):
        if any(form in name and name != top and not is_form_of(name, top) for name in names):
            continue
        for variant in (form, form + "公司", form + "集团"):
            if variant != top and _stands(variant, elsewhere):
                found.add(variant)
    return found


def _short_cores(top: str) -> Iterator[str]:
    """Yield the cores that may stand for the firm `top`: of two characters only where its name says more."""
    parts = _parts(top)
    trade = next(
        (one for one in _trades() if parts.core.endswith(one) and len(parts.core) - len(one) >= 2), ""
    )
    can_be_short = bool(trade) or not parts.bare
    for form in {parts.core, parts.core.removesuffix(trade), parts.region + parts.core}:
        if len(form) < 2 or (len(form) == 2 and not can_be_short):
            continue
        if form != top and form not in lexicons.regions() and form not in _trades():
            yield form


def _stands(form: str, text: str) -> bool:
    """Tell whether `form` begins in `text` where a name can: not inside a word of other characters."""
    at = text.find(form)
    while at >= 0:
        before = text[at - 1 : at]
        if not "\u4e00" <= before <= "\u9fff" or before in _BEFORE_NAME:
            return True
        at = text.find(form, at + 1)
    return False


@cache
def _trades() -> tuple[str, ...]:
    """Return words of trade, the longest first."""
    ended = {ending.text for ending in lexicons.endings().values() if ending.strength == "trade"}
    return tuple(sorted(ended | lexicons.words("firm_trades"), key=lambda word: (-len(word), word)))
