"""Programmes as found in one place, and their drawing together: one fact for each named thing."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final

from ..facts import Evidence, Fact
from ..language.enumerations import clause_start
from ..language.sentences import Sentence
from ..language.years import year_before

#: Words of founding or selection: a year said before them is the programme's.
_EVENT: Final = re.compile(
    r"成立|共建|合建|合办|共办|联办|开班|组建|揭牌|挂牌|签[订约署下]|入选|启动|开[办设]|办起|创办|设立|建立|建成|获批|认定|评为|被评|立项|批准|授予|确定|成为|列为|联合|联手|授牌|开展|申报|主持|开题|结题|落户|新增|实施|推行"
)
#: What comes about, or is decided, in the year told behind a name.
_CAME_ABOUT: Final = r"立项|开题|结题|成立|签约|揭牌|开办|开班|启动|设立|获批|入选|挂牌|认定|建成"
#: A year right behind a name: 2021年获批, 于2022年3月开题, ，2019年起, （2018年成立）.
_YEAR_BEHIND: Final = re.compile(
    r"[”》]?(?:（[^）]{1,16}）)?(?:[^，。；（）]{0,4}?[于自]|，|（|)((?:19|20)\d\d)年(?:\d{1,2}月)?(?:起|）|[^，。；]{0,16}?(?:"
    rf"{_CAME_ABOUT})(?!为))|[”》]?[^，。；《》（）]{{2,24}}（((?:19|20)\d\d)年(?:\d{{1,2}}月)?(?:{_CAME_ABOUT})?）"
)
#: A year since which something runs: 自2018年起，…; 2018年启动….
_SINCE: Final = re.compile(
    r"(?:[自从]((?:19|20)\d\d)年(?:\d{1,2}月)?(?:以来|起|开始)|((?:19|20)\d\d)年(?:\d{1,2}月)?(?:起|[^，。；]{0,6}(?:启动|推出|创立|创办|首创|开办)))"
)
#: A year that all of a list before it have in common: 均于2022年开题.
_YEAR_OF_ALL: Final = re.compile(
    rf"(?:均|都|全部|同时)(?:已|是)?[于在]?((?:19|20)\d\d)年(?:\d{{1,2}}月)?[^，。；]{{0,6}}(?:{_CAME_ABOUT})"
)
#: Kinds whose names are the same or not, but for a class's short form: a part of one is another.
_EXACT: Final = frozenset({"order_class", "research_project"})
_OPENING: Final = re.compile(r"揭牌|挂牌|开班|成立|签约|启动|授牌|落户")
_KIND_WORDS: Final = re.compile(r"[“”（）《》()\s]|建设(?=单位|项目|专业)|(?<=[省市家])级")
#: The year of a class ahead of its name: 2019甲订单班.
_YEAR_AHEAD: Final = re.compile(r"^(?:19|20)\d\d年?级?(?=[\u4e00-\u9fff]{2})")
_HOLDER: Final = re.compile(r"(?:学校|单位|院校|专业群?|项目|基地|班)$")


@dataclass(frozen=True, slots=True)
class Found:
    """A programme as one passage names it; `weight` is how sure the wording makes it (0..1)."""

    name: str
    kind: str
    evidence: Evidence
    partner: str = ""
    year: int | None = None
    majors: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    weight: float = 0.8


@dataclass(slots=True)
class _Programme:
    names: list[str] = field(default_factory=list)
    found: list[Found] = field(default_factory=list)


def programmes_of(found: Sequence[Found]) -> list[Fact]:
    """Return one fact for each programme, in order of first mention: its fullest name, others as aliases."""
    held: list[_Programme] = []
    by_core: dict[str, _Programme] = {}
    for one in found:
        cores = {core(name) for name in (one.name, *one.aliases)}
        programme = next((by_core[key] for key in cores if key in by_core), None)
        if programme is None:
            programme = next((other for other in held if any(_same(one, two) for two in other.found)), None)
        if programme is None:
            programme = _Programme()
            held.append(programme)
        programme.found.append(one)
        programme.names += [name for name in (one.name, *one.aliases) if name not in programme.names]
        for key in cores:
            by_core.setdefault(key, programme)
    return [_fact(programme) for programme in held]


def _fact(programme: _Programme) -> Fact:
    found = programme.found
    name = max((one.name for one in found), key=lambda words: (len(core(words)), -len(words)))
    bare = re.sub(r"[“”]", "", name)
    aliases = [other for other in (*programme.names, bare) if other != name]
    values: dict[str, object] = {"name": name, "kind": found[0].kind}
    if aliases:
        values["aliases"] = list(dict.fromkeys(aliases))
    if partners := [one.partner for one in found if one.partner]:
        values["partner"] = max(partners, key=lambda words: (partners.count(words), len(words)))
    if years := [one.year for one in found if one.year]:
        values["year"] = min(years)
    if majors := list(dict.fromkeys(major for one in found for major in one.majors)):
        values["majors"] = majors
    passages = {(one.evidence.start, one.evidence.end): one.evidence for one in found}
    doubt = 1.0
    for one in found:
        doubt *= 1 - one.weight
    return Fact("programme", values, tuple(passages.values())[:5], round(min(0.97, 1 - doubt), 2))


def _same(one: Found, other: Found) -> bool:
    """Tell whether two names of one kind are forms of one: by the rule of the kind."""
    if one.kind != other.kind:
        return False
    if one.kind in _EXACT:
        return one.kind == "order_class" and _one_class(one, other)
    a, b = sorted((core(one.name), core(other.name)), key=len)
    if one.kind == "apprenticeship_pilot":
        return set(one.majors) == set(other.majors) or not (one.majors and other.majors) or a in b
    if one.kind == "training_base":
        a, b = sorted((re.sub(r"基地$", "", one) for one in (a, b)), key=len)
        alike = b.endswith(a) or _spread(a, b) or _reordered(a, b)
        return len(a) >= 5 and len(a) >= 0.5 * len(b) and alike
    if one.kind == "certificate_pilot":
        a, b = (re.sub(r"制度|职业技能等级", "", name) for name in (a, b))
    return len(a) >= 3 and a in b


def _one_class(one: Found, other: Found) -> bool:
    """Tell a class from its short form: with one partner, one name ends in the other (某某班, 某班)."""
    short, full = sorted((one.name, other.name), key=len)
    return bool(one.partner) and one.partner == other.partner and full.endswith(short)


def _spread(short: str, full: str) -> bool:
    """Tell whether `short` is `full` with words left out, beginning and ending alike."""
    rest = iter(full)
    return (
        short[:2] == full[:2]
        and short[-2:] == full[-2:]
        and all(char in rest for char in short)
        and len(short) >= 0.7 * len(full)
    )


def _reordered(one: str, other: str) -> bool:
    """Tell whether two names differ only in where the subject stands (某专业基地, 基地（某类）)."""
    a, b = (sorted(re.sub(r"专业|类$|基地", "", name)) for name in (one, other))
    return a == b


@lru_cache(2048)
def core(name: str) -> str:
    """Return `name` without the marks and words in which forms of one name differ."""
    bare = _KIND_WORDS.sub("", _YEAR_AHEAD.sub("", name))
    return _HOLDER.sub("", bare) if len(bare) > 8 else bare


def beginning_year(sentence: Sentence, at: int) -> int | None:
    """Return the year since which what stands at `at` runs, as its clause or the one before says."""
    text = sentence.text
    floor = clause_start(text, at)
    if floor > 1 and text[floor - 1] == "，" and not re.search(r"\d{4}年", text[floor:at]):
        floor = clause_start(text, floor - 1)
    found = list(_SINCE.finditer(text, floor, at))
    return int(found[-1][1] or found[-1][2]) if found else None


def event_year(sentence: Sentence, start: int, end: int, own: int | None, dated: bool) -> int | None:
    """Return the year in which what `sentence.text[start:end]` names came about, as the sentence tells it.

    `dated` says that the text is a dated piece of news, whose own year an opening told without one has.
    """
    text = sentence.text
    if behind := _YEAR_BEHIND.match(text, end):
        return int(behind[1] or behind[2])
    stop = min(place for mark in "；。" if (place := (text + mark).find(mark, end)) >= 0)
    if of_all := _YEAR_OF_ALL.search(text, end, stop):
        return int(of_all[1])
    segment = max(text.rfind("；", 0, start), text.rfind("。", 0, start)) + 1
    year = year_before(text[segment:], start - segment, own)
    if year and _EVENT.search(text[segment:]):
        return year
    if dated and _OPENING.search(text) and not re.search(r"曾|早在|之前|已有", text):
        return own
    return None
