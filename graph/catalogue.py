"""Which major of the catalogue a school offers: by stated code, by level, by the kind of school.

One name can stand at several levels. What decides is, in this order: a stated code that goes with the name;
the level that the report states of the major, or in brackets behind it; the level at which a school of its
kind teaches; and where the name stands at one level only, that one. Where nothing decides there is no link
rather than a wrong one.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from types import MappingProxyType
from typing import Final

from ..extract.facts import Fact, ReportFacts
from ..ontology.catalogue import LEVELS, TECHNICIAN, Entry, majors_today, matched, older
from .names import normal_form
from .resolution.mentions import school_fact

_SECONDARY, _COLLEGE, _BACHELOR = LEVELS

#: What a stated level or scheme says, the first that fits: the levels of the catalogue that it can mean. Of
#: two the school teaches the one at its own level, if the name stands there.
_STATED: Final = (
    (re.compile(r"技师|[初中高]级工|技工"), (TECHNICIAN,)),
    (re.compile(r"中本|中职.{0,3}本科|3\+4|三四"), (_SECONDARY, _BACHELOR)),
    (re.compile(r"高本|高职.{0,3}本科"), (_COLLEGE, _BACHELOR)),
    (re.compile(r"本科"), (_BACHELOR,)),
    (re.compile(r"中高|中专?职?.{0,3}高职|三二分段|[32]\+[23](?!.*大专)"), (_SECONDARY, _COLLEGE)),
    (re.compile(r"五年|5年|5\+0|大专|专科|高职|高等职业|连读"), (_COLLEGE,)),
    (re.compile(r"中职|中专|职高|职业高中|中等"), (_SECONDARY,)),
)
#: What a school's name says of the level at which it teaches; each is taken out before the next is tried.
_SCHOOLS: Final = (
    (re.compile(r"(?:高级)?(?:技师学院|技工学校|技工院校|技校)"), TECHNICIAN),
    (re.compile(r"(?:职业(?:技术)?学院|高等专科学校|高专|职院)(?=$|[（()）])"), _COLLEGE),
    (
        re.compile(r"中专|职专|职高|职中|职教中心|职业教育中心|职校|卫校|(?:学校|中学)(?=$|[（()）])"),
        _SECONDARY,
    ),
)
#: Today's codes that no older catalogue has used for another major.
_UNSHARED_CODE: Final = re.compile(r"(?:7\d|4\d|50|2\d|3\d)\d{4}")
_CODE: Final = re.compile(r"\d{6}K?")
_BRACKET: Final = re.compile(r"[（(]([^（()）]*)[）)]$")


@dataclass(frozen=True, slots=True)
class CatalogueMatcher:
    """Finds the majors of the catalogue for one report.

    `level` is that of the school's kind, empty where its names tell none or more than one; `schemes` are the
    schemes of its joint programmes by the normal form of the major.
    """

    level: str = ""
    schemes: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @classmethod
    def of(cls, report: ReportFacts) -> CatalogueMatcher:
        """Return the matcher of a report."""
        schemes: defaultdict[str, list[str]] = defaultdict(list)
        for fact in report.facts:
            major, scheme = fact.get("major"), fact.get("scheme")
            if fact.kind == "joint_programme" and isinstance(major, str) and isinstance(scheme, str):
                schemes[normal_form(major)].append(scheme)
        return cls(_school_level(school_fact(report)), {name: tuple(all_) for name, all_ in schemes.items()})

    def entries(
        self, name: str, aliases: Sequence[str] = (), *, levels: Sequence[str] = (), code: str = ""
    ) -> tuple[Entry, ...]:
        """Return the majors of the catalogue that an offered major is, several where it has several levels.

        `levels` and `code` are as the report states them.
        """
        if coded := _by_code(code, _forms((name, *aliases))):
            return (coded,)
        forms = _forms((name,))
        if not any(_levels_of(form) for form in forms):
            forms = _forms(aliases)
        bracket = _BRACKET.search(name)
        if stated := _said((*levels, *(bracket.groups() if bracket else ()))):
            found = (self._at(forms, wanted) for wanted in stated)
            return tuple(sorted({one for one in found if one}, key=lambda one: one.iri))
        joint = _said(self.schemes.get(normal_form(name), ()))
        if self.level and any(self.level not in wanted for wanted in joint):
            # 五年一贯制 at a secondary school: the name may be of either level.
            return _only(
                self._at(forms, (level,)) for level in {self.level, *(one for all_ in joint for one in all_)}
            )
        own = (self.level, *(one for wanted in joint for one in wanted))
        if self.level and (one := self._at(forms, own)):
            return (one,)
        return () if self.level == TECHNICIAN else _only(_everywhere(forms, technician=not self.level))

    def _at(self, forms: Sequence[str], levels: Sequence[str]) -> Entry | None:
        """Return the major called by one of `forms` at one of `levels`, the school's own first."""
        order = sorted(levels, key=lambda level: level != self.level)
        return next((one for form in forms for level in order if (one := _index().get((form, level)))), None)


def common_entry(offered: Iterable[frozenset[str]], name: str) -> str:
    """Return the IRI of the one concept that the major called `name` is in all schools, "" where it is none.

    `offered` are the IRIs of the concepts of each of its offerings; all must be one and the same. A major
    that is mentioned and never offered is what its name means everywhere.
    """
    seen = set(offered) or {frozenset(one.iri for one in _only(_everywhere(_forms((name,)))))}
    only = seen.pop()
    return next(iter(only)) if not seen and len(only) == 1 else ""


def _school_level(fact: Fact | None) -> str:
    """Return the level that the names of a school tell, empty where they tell none or several."""
    if fact is None:
        return ""
    aliases = fact.get("aliases") or ()
    told: set[str] = set()
    for name in (fact.get("name"), *(aliases if isinstance(aliases, list | tuple) else ())):
        rest = name if isinstance(name, str) else ""
        for shape, level in _SCHOOLS:
            if shape.search(rest):
                told.add(level)
                rest = shape.sub(" ", rest)
    return told.pop() if len(told) == 1 else ""


def _bare(name: str) -> str:
    return _BRACKET.sub("", name).strip()


def _said(texts: Iterable[str]) -> list[tuple[str, ...]]:
    """Return the levels of the catalogue that each stated level or scheme can mean, where it tells any."""
    found = (next((levels for shape, levels in _STATED if shape.search(text)), ()) for text in texts)
    return [levels for levels in found if levels]


def _forms(names: Iterable[str]) -> list[str]:
    """Return the normal forms of names, whole and without a bracket at the end (…（模具方向）)."""
    both = (form for name in names for form in (normal_form(name), normal_form(_bare(name))))
    return [form for form in dict.fromkeys(both) if form]


def _by_code(code: str, forms: Sequence[str]) -> Entry | None:
    """Return today's major with a stated code if the name goes with it: older catalogues had such codes."""
    # 520101K: the K, of majors that the state sets up by plan, is often left out.
    one = (_coded().get(code) or _coded().get(f"{code}K")) if _CODE.fullmatch(code) else None
    if one is None:
        return None
    own = normal_form(one.name)
    became = (two for form in forms for two in _older_named().get(form, ()))
    if own in forms or any(one == today for two in became for _, today in matched(two)):
        return one
    alike = any(own[at : at + 2] in form for form in forms for at in range(len(own) - 1))
    return one if alike and _UNSHARED_CODE.fullmatch(code) else None


def _only(found: Iterable[Entry | None]) -> tuple[Entry, ...]:
    """Return the one major among those found; none where there is none, or more than one."""
    ones = {one for one in found if one}
    return tuple(ones) if len(ones) == 1 else ()


def _everywhere(forms: Sequence[str], technician: bool = True) -> Iterator[Entry]:
    """Yield the majors of all levels that the first form known to a catalogue names."""
    known = next((form for form in forms if _levels_of(form)), "")
    for level in _levels_of(known):
        if technician or level != TECHNICIAN:
            yield _index()[known, level]


def _levels_of(form: str) -> list[str]:
    return [level for level in (*LEVELS, TECHNICIAN) if (form, level) in _index()]


@cache
def _coded() -> Mapping[str, Entry]:
    return MappingProxyType({one.code: one for one in majors_today()})


@cache
def _older_named() -> Mapping[str, tuple[Entry, ...]]:
    found: defaultdict[str, list[Entry]] = defaultdict(list)
    for one in older():
        found[normal_form(one.name)].append(one)
    return MappingProxyType({form: tuple(ones) for form, ones in found.items()})


@cache
def _index() -> Mapping[tuple[str, str], Entry]:
    """Return the majors by normal form and level; today's go before older ones of the same level."""
    both = (*older(), *majors_today())
    return MappingProxyType({(normal_form(one.name), one.level): one for one in both})
