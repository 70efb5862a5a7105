"""Nationally known names: which are one firm, which firms are one brand family, which are one university.

`firms.csv` of the lexicons gives short and full names. `families.csv` names the families: a group and the
main firm of its brand, which reports call by either name (吉利汽车, 浙江吉利控股集团). What is not listed in
a family stays apart, however alike: 海尔集团 and 海尔智家, 长城汽车 and 长城电脑. `schools.csv` has
universities whose short names mean nothing else, and former names of colleges that the ministry of education
has renamed.
"""

from __future__ import annotations

import csv
from functools import cache, lru_cache
from importlib import resources
from typing import Final

from ...extract import lexicons
from ..names import normal_form
from .words import legal_core

_REMEMBERED: Final = 1 << 18
#: What may stand behind a short name of two characters: 华为公司 is 华为, 大华有限公司 may be any 大华.
_LOOSE: Final = ("公司", "集团", "集团公司")
_REGISTERED: Final = ("股份有限公司", "有限责任公司", "有限公司")
_SHORT: Final = 2
_COUNTRY: Final = "中国"
#: What foreign firms call their holding in China: 博世（中国）投资有限公司.
_HOLDING: Final = "中国投资"


@lru_cache(_REMEMBERED)
def known_firm(form: str) -> str:
    """Return the known firm that a normal form of a name means, by its full name's form; empty for none."""
    table, core = _table(), legal_core(form)
    loose = form[len(core) :] in _LOOSE
    group = next((form.removesuffix(one) for one in _REGISTERED if form.endswith(one)), form)
    bare = without_country(core)
    for name, sure in ((form, True), (group, group.endswith("集团")), (core, loose), (bare, bare != core)):
        if name in table and (sure or len(name) > _SHORT):
            return table[name]
    return ""


def without_country(core: str) -> str:
    """Return a core without 中国 at its beginning or, as foreign firms have it, at its end."""
    return core.removesuffix(_HOLDING).removesuffix(_COUNTRY).removeprefix(_COUNTRY)


def family_of(firm: str) -> str:
    """Return the brand family of what `known_firm` returned; empty where it is of none."""
    return _families()[1].get(firm, "")


def known_school(form: str) -> str:
    """Return the full name's form of a university's short or former name, or its own; empty for others."""
    return _schools().get(form, "")


@cache
def _schools() -> dict[str, str]:
    rows = [(normal_form(row["name"]), normal_form(row["full"])) for row in _rows("schools.csv")]
    return {full: full for _, full in rows} | dict(rows)


@cache
def _table() -> dict[str, str]:
    """Return the firm of each form of a name: listed names, then cores of full names that are of one firm."""
    table: dict[str, str] = {}
    fulls = {normal_form(name): normal_form(full) for name, full in lexicons.firms().items()}
    for full in fulls.values():
        table[full] = full
    cores: dict[str, set[str]] = {}
    for full in set(fulls.values()) | set(_families()[0]):
        cores.setdefault(legal_core(full), set()).add(full)
    table |= fulls
    for name in _families()[0]:
        table.setdefault(name, name)
    for core, of_core in cores.items():
        firms = {table[full] for full in of_core}
        if len(firms) == 1:
            table.setdefault(core, firms.pop())
    return table


@cache
def _families() -> tuple[tuple[str, ...], dict[str, str]]:
    """Return the forms of all names in families, and the family of each firm that they mean."""
    rows = [(normal_form(row["name"]), row["family"]) for row in _rows("families.csv")]
    fulls = {normal_form(name): normal_form(full) for name, full in lexicons.firms().items()}
    return tuple(name for name, _ in rows), {fulls.get(name, name): family for name, family in rows}


def _rows(name: str) -> list[dict[str, str]]:
    source = resources.files(__package__).joinpath(name).read_text(encoding="utf-8")
    return list(csv.DictReader(source.splitlines()))
