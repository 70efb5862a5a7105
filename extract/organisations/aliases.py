"""Aliases inside one report: which names of organisations stand for the same one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from typing import Final

from .. import lexicons
from ..language.terms import TermFinder
from .name_parts import LEGAL, Parts, parts_of
from .short_names import stands_at, stated_forms, usual_forms

_GROUPS: Final = ("联盟", "职教集团")
_MOST_LEFT_OUT: Final = 3
#: Endings that short forms keep, the part between left out.
_HOUSES: Final = ("大酒店", "酒店", "宾馆", "饭店")
#: A name of so many characters is no bare kind of thing.
_LONG_ENOUGH: Final = 4
#: What a firm's short form may go on with.
_FIRM_TAILS: Final = ("", "公司", "集团")


def name_groups(names: Mapping[str, str], text: str) -> dict[str, tuple[str, set[str]]]:
    """Return for each of `names` (name to partner kind) its fullest form and all its forms in `text`.

    A form is joined when it says the same core without region, legal form or bracket; a bare core or one with
    公司 only to the one fuller name that begins with it. Two fuller names for one short form join nothing.
    """
    ordered = sorted(names, key=lambda name: (-len(name), name))
    stated = stated_forms(names.keys(), text)
    full_of = {short: name for short, name in stated.items() if short in names and len(short) < len(name)}
    longer: dict[tuple[str, str], list[int]] = defaultdict(list)  # by kind and key: numbers of names
    for number, name in enumerate(ordered):
        if name in full_of:
            continue
        near = {one for key in _keys_asked(name) for one in longer[names[name], key]}
        if full := _only_fuller(name, [ordered[one] for one in sorted(near)]):
            full_of[name] = full
        for key in _keys_held(name):
            longer[names[name], key].append(number)
    groups: dict[str, set[str]] = {}
    for name in ordered:
        top = name
        while top in full_of:
            top = full_of[top]
        groups.setdefault(top, {top}).add(name)
    for form, name in stated.items():
        if name in groups:
            groups[name].add(form)
    for top, used in _used_short(groups.keys(), text, names).items():
        groups[top] |= used
    return {name: (top, members) for top, members in groups.items() for name in members if name in names}


def _keys_held(name: str) -> set[str]:
    """Return what the short forms of `name` are found by: how it and its core begin, and how it ends.

    Of two names of which one is a form of the other (see `is_form_of`) at least one key is the same.
    """
    parts = parts_of(name)
    keys = {f"start {parts.core[:2]}", f"end {name[-_LONG_ENOUGH:]}"}
    if parts.region:
        keys.add(f"start {(parts.region[0] + parts.core)[:2]}")
    if name.endswith("集团有限公司"):
        keys.add(f"tail {name.removesuffix('有限公司')[1 - _LONG_ENOUGH :]}")
    if core := LEGAL.sub("", name):
        keys.add(f"end {core[-_LONG_ENOUGH:]}")
    return keys | ({"group"} if parts.kind_word in _GROUPS else set())


def _keys_asked(name: str) -> set[str]:
    """Return the keys by which the fuller names of `name` are found."""
    parts = parts_of(name)
    keys = {f"start {parts.core[:2]}", f"start {name[:2]}", f"end {name[-_LONG_ENOUGH:]}", f"tail {name}"}
    return keys | ({"group"} if parts.kind_word in _GROUPS else set())


def _only_fuller(name: str, longer: Sequence[str]) -> str | None:
    """Return the one of `longer` names that `name` is a form of; None where there is none or several."""
    fuller = [other for other in longer if is_form_of(name, other)]
    tops = [other for other in fuller if not any(is_form_of(other, third) for third in fuller)]
    same = [other for other in tops if parts_of(other).core == parts_of(name).core] or tops
    return same[0] if len(same) == 1 else None


def is_form_of(short: str, full: str) -> bool:
    """Tell whether `short` is a shorter form of the organisation's name `full`."""
    if len(short) >= len(full) or _is_firm_of_branch(short, full):
        return False
    return (
        _is_bank(short, full)
        or _is_tail(short, full)
        or _is_end(short, full)
        or _is_house(short, full)
        or _is_part(short, full)
    )


def _is_end(short: str, full: str) -> bool:
    """Tell a name without the place that its full form begins with: 甲大酒店 is 某市甲大酒店.

    The full form may have a legal form besides: 甲乙钢管 is 某省甲乙钢管有限公司.
    """
    return len(short) >= _LONG_ENOUGH and any(
        one.endswith(short) and one.removesuffix(short) in lexicons.regions()
        for one in (full, LEGAL.sub("", full))
    )


def _is_bank(short: str, full: str) -> bool:
    """Tell a bank named without its branch: 甲银行 is 甲银行某地分行, where no other is named."""
    return short.endswith("银行") and full.startswith(short) and full.endswith(("分行", "支行"))


def _is_tail(short: str, full: str) -> bool:
    """Tell the end of a name that alone is none: 局集团 is 中国铁路某地局集团有限公司."""
    return len(short) < _LONG_ENOUGH and short.endswith("集团") and full.endswith(f"{short}有限公司")


def _is_part(short: str, full: str) -> bool:
    """Tell a form that says the same core, or its beginning, without region, legal form or bracket."""
    a, b = parts_of(short), parts_of(full)
    if a.kind_word and a.kind_word != b.kind_word:
        return _is_same_zone(a, b)
    if a.kind_word in _GROUPS and a.region == b.region and _abbreviates(a.core, b.core):
        return True
    if b.region and short == b.region[0] + b.core and LEGAL.search(full):
        return True
    if a.core == b.core:
        return _legal_agrees(short, full) and _regions_agree(a.region, b.region, either=True)
    return _regions_agree(a.region, b.region) and _begins(short, full, a, b)


def _is_firm_of_branch(short: str, full: str) -> bool:
    """Keep a company and its branch apart: 甲有限公司 is not 甲有限公司某地分公司."""
    return full.endswith("分公司") and full.startswith(short) and short.endswith(("公司", "集团"))


def _is_house(short: str, full: str) -> bool:
    """Tell the short form of a hotel's name: 甲酒店 is 某市甲皇冠假日酒店."""
    for ending in _HOUSES:
        if short.endswith(ending) and full.endswith(ending):
            head, core = short.removesuffix(ending), parts_of(full).core
            return len(head) >= 2 and core.startswith(head) and head not in lexicons.regions()
    return False


def _is_same_zone(a: Parts, b: Parts) -> bool:
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
    return not (short.endswith("集团") and "集团" not in full and not LEGAL.search(full))


def _begins(short: str, full: str, a: Parts, b: Parts) -> bool:
    """Tell whether the core of `full` begins with that of `short`, and the rest may be left out."""
    starts = len(a.core) >= 2 and b.core.startswith(a.core)
    if starts and not short.endswith("集团") and (a.bare or short.endswith("公司")):
        return bool(LEGAL.search(full)) or full.endswith("集团")
    return starts and short.endswith("集团") and "集团" in full


def _used_short(tops: Collection[str], text: str, names: Mapping[str, str]) -> dict[str, set[str]]:
    """Return the short forms of the firms and schools `tops` that the text uses, of firms also with 公司."""
    forms = {top: set(usual_forms(top, names[top])) for top in tops}
    held = _holders({form for own in forms.values() for form in own}, names)
    tops_of: dict[str, list[str]] = defaultdict(list)
    for top, own in forms.items():
        tails = _FIRM_TAILS if names[top] == "enterprise" else ("",)
        for form in own:
            if all(name == top or is_form_of(name, top) for name in held[form]):
                for variant in {form + tail for tail in tails} - {top}:
                    tops_of[variant].append(top)
    found: dict[str, set[str]] = defaultdict(set)
    for start, _, variant in TermFinder(tops_of).all(text):
        for top in tops_of[variant]:
            if stands_at(variant, top, text, start):
                found[top].add(variant)
    return found


def _holders(forms: Collection[str], names: Collection[str]) -> dict[str, set[str]]:
    """Return for each of `forms` the names that hold it."""
    held: dict[str, set[str]] = defaultdict(set)
    finder = TermFinder(forms)
    for name in names:
        for _, _, form in finder.all(name):
            held[form].add(name)
    return held
