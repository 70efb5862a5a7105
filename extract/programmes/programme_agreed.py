"""Bases told by an agreement about them, by whom they are built, or by the name they bear."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from ..language.enumerations import items_in
from ..language.name_edges import counted, left_edge
from ..language.sentences import Sentence, evidence
from ..reading.blocks import Document
from ..schools.school import Speaker
from .programme_bases import NO_BASE
from .programme_found import Found, event_year
from .programme_majors import majors_before
from .programme_partners import PartnerNames

_HEAD: Final = (
    r"(?:实训室|实验室|实训基地|实践基地|实习基地|科研基地|体验中心|"
    r"实训中心|研发中心|孵化中心|体验馆|工作站|基地|中心|工坊)"
)
_SIGN: Final = re.compile(rf"{_HEAD}|车间：")
#: 客房实训室（酒店实景客房）的共建协议; a bracket gives another name.
_AGREED: Final = re.compile(
    rf"(?P<name>[\u4e00-\u9fffA-Za-z]{{2,20}}?{_HEAD})(?:（(?P<other>[^（）]{{2,16}})）)?”?的?(?:合作)?共建(?:合作)?(?:协议|合同|意向)"
)
#: 甲实训基地、乙体验中心两处由双方共建.
_BY_BOTH: Final = re.compile(
    rf"(?P<list>[^，。；：“”]{{4,60}}?{_HEAD})(?:[两三四][处个座])?(?:也|都|均|将)?由(?:双方|校企双方|校企|两家|三方)(?:共同|联合|合作)?(?:共建|建设|投资|打造|出资|建起)"
)
#: 该园成为学校某某专业教学科研实训基地: an outside body that takes the school's people.
_BECOMES: Final = re.compile(
    rf"(?:成为|作为|定为|确定为|挂牌为|挂牌成为)(?:了)?(?:学校|我校|学院|我院|本校|该校)的?(?P<name>[\u4e00-\u9fff]{{2,10}}专业[\u4e00-\u9fff]{{0,10}}?{_HEAD})(?=[，。；”]|$)"
)
#: An entry of a list that begins with the name of a base: 2.某某装配车间：.
_ENTRY: Final = re.compile(
    rf"(?:[\d一二三四五六七八九十]{{1,2}}[.．、]|[①-⑩]|（[\d一二三四五六七八九十]{{1,2}}）)?\s*"
    rf"(?P<name>[\u4e00-\u9fff]{{2,14}}?(?:{_HEAD}|(?:实训|装配|生产|加工)车间))："
)
_BUILT: Final = re.compile(r"合建|共建|共同建|投入|投资|引入|出资|提供设备|建成")
_NEAR: Final = 40
#: What is done at a base, without which a head like 中心 may be anything of the firm's.
_TASK: Final = re.compile(r"训|实践|实习|体验|科研|孵化|教学|培养|产教")
_NO_NAME: Final = re.compile(r"[的了着在由与把将]|\d{3}")
_LONGEST: Final = 18
_WEIGHT: Final = 0.65


def agreed_bases(
    document: Document, sentence: Sentence, speaker: Speaker, names: PartnerNames, dated: bool
) -> Iterator[Found]:
    """Yield the bases told by an agreement, by their builders, or behind the school's name."""
    text = sentence.text
    if not _SIGN.search(text):
        return
    for start, end, other in (
        *_agreed(sentence),
        *_by_both(sentence),
        *_become(text),
        *_named_after(sentence, speaker, names),
        *_headed(sentence, speaker),
    ):
        name = text[start:end]
        if NO_BASE.search(name) or _NO_NAME.search(name) or counted(text, start, end):
            continue
        yield Found(
            name,
            "training_base",
            evidence(document, sentence.passage, start, end, sentence.section),
            partner=names.of_clause(sentence, start) or _builder(sentence, end, speaker, names),
            year=event_year(sentence, start, end, speaker.year, dated),
            majors=majors_before(sentence, start),
            aliases=(other,) if other else (),
            weight=_WEIGHT,
        )


def _agreed(sentence: Sentence) -> Iterator[tuple[int, int, str]]:
    for match in _AGREED.finditer(sentence.text):
        start = max(match.start("name"), left_edge(sentence, match.end("name") - 2, _LONGEST))
        yield start, match.end("name"), match["other"] or ""


def _by_both(sentence: Sentence) -> Iterator[tuple[int, int, str]]:
    for match in _BY_BOTH.finditer(sentence.text):
        for item in items_in(sentence.text, match.start("list"), match.end("list")):
            if _SIGN.search(sentence.text, item.start, item.end):
                yield item.start, item.end, ""


def _headed(sentence: Sentence, speaker: Speaker) -> Iterator[tuple[int, int, str]]:
    """Yield the base that begins an entry, told to be built with others: 3.某某车间：甲公司投入…."""
    match = _ENTRY.match(sentence.text)
    if match is None or not _BUILT.search(sentence.text, match.end(), match.end() + _NEAR):
        return
    others = [one for one in sentence.organisations() if not speaker.is_own(one.text)]
    if any(match.end() <= one.start < match.end() + _NEAR for one in others):
        yield *match.span("name"), ""


def _builder(sentence: Sentence, end: int, speaker: Speaker, names: PartnerNames) -> str:
    """Return the outside body that is named first behind the head of an entry, which ends at `end`, or ""."""
    if not sentence.text.startswith("：", end):
        return ""
    others = (one for one in sentence.organisations() if one.start > end and not speaker.is_own(one.text))
    return names.full(first.text) if (first := next(others, None)) else ""


def _become(text: str) -> Iterator[tuple[int, int, str]]:
    for match in _BECOMES.finditer(text):
        yield *match.span("name"), ""


def _named_after(sentence: Sentence, speaker: Speaker, names: PartnerNames) -> Iterator[tuple[int, int, str]]:
    """Yield bases that bear a partner's short name right behind the school's: 某学校|甲智能实训中心."""
    text = sentence.text
    for start, end, _ in names.nicknames.longest(text):
        if not any(text.endswith(own, 0, start) for own in speaker.names):
            continue
        match = re.match(rf"[\u4e00-\u9fff]{{0,12}}?{_HEAD}", text[end:])
        if match and _TASK.search(match[0]):
            yield start, end + match.end(), ""
