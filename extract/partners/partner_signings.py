"""Sides of an agreement: who signs beside the school, however the clause is built."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from ..language.mentions import Mention
from .modes import modes_of
from .partner_checks import DUTY, can_be_partner, is_outside_school
from .partner_patterns import US, O
from .partner_years import since
from .ties import Reading, Tie

#: The act of signing, which is done by the sides ahead of it in its clause.
_ACT: Final = re.compile(
    r"(?:签[下了约订署成妥字]|落笔|落款|各执一[笔份]|交换(?:了)?(?:文本|协议)|换文|(?:协议|合同|备忘录)[^，。；]{0,8}(?:签成|落定|敲定|达成|生效))"
)
#: Signing that is none of the agreement: a signing-in, a place or show of it, one that is told of as coming.
_NO_ACT: Final = re.compile(r"签[到名收]|签约(?:仪式|活动|率|人数|学生|岗位)|签字仪式")
#: How the clause of the act begins whose sides stand in the one ahead: 甲书记乙、丙校长丁，|共同签下….
_SIDES_AHEAD: Final = re.compile(
    r"(?:当场|现场|随后|当天|会上|这天|日前)?"
    r"(?:双方|三方|四方|两家|三家|两校|共同|一同|分别|在|代表|各自|正式|就|把|将|先后|一起)"
)
#: That the school is among the sides: itself, or its people without the name of another ahead of them.
_OUR_SIDE: Final = re.compile(
    rf"{US}|本校|(?:^|[，；。、和与同跟及])(?:常务)?副?(?:校长|院长)|校方|两校|(?:党委)?书记"
)
#: What leads the others in where the school is the subject of before: 又同甲校长某某、乙校长某某签下….
_WITH: Final = re.compile(
    r"(?:[又还再也即就]|先后|分别|随后|接着|一并|一口气)(?:与|同|和|跟)|(?:^|，)(?:与|同|跟)"
)
#: A side is followed by who signs for it; a list may name all of them bare.
_BARE_SIDE: Final = re.compile(
    r"(?:[、和与及同跟]|以及|双方|三方|四方|代表|的(?:负责人|代表)|在|共同|正式|分别|签|等)"
)
#: Both sides by other words, and what the other side does in a clause ahead.
_BOTH: Final = re.compile(r"双方|两校|校企|[与和同]")
_VISITS: Final = re.compile(r"[^，。；]{0,14}(?:到访|来访|来到|走进|莅临|抵达|造访|做客|来校|到校|前来|回访)")
#: Who only looks on.
_ONLOOKER: Final = re.compile(r"见证|出席|在座|在场|观礼|陪同|列席|主持|同来|到场|致辞|讲话|撮合|牵线")
#: An agreement by its title, which names both sides: 《甲大学、乙学院战略合作框架协议》.
_TITLE: Final = re.compile(rf"《(?=[^《》]*{O})[^《》]{{2,40}}?(?:协议书?|备忘录|合同|意向书)》")
_SIGNS: Final = ("签", "落笔", "各执一", "换文", "协议", "落款")
_REACH: Final = 90
_WEIGHT: Final = 0.7
#: Kinds that sign with a school; governments are asked for by their own check.
_KINDS: Final = frozenset(
    {"enterprise", "hospital", "kindergarten", "association", "school", "government", "other", "media"}
)


def signings(reading: Reading) -> Iterator[Tie]:
    """Yield the outside bodies that sign an agreement with the school in the sentence of `reading`."""
    if not any(sign in reading.text for sign in _SIGNS):
        return
    text = reading.form.text
    done: set[int] = set()
    for act in _ACT.finditer(text):
        if _NO_ACT.match(text, act.start()):
            continue
        begin = _sides_from(text, act.start())
        said = text[begin : act.start()]
        sides = [
            (at, one)
            for at, one in reading.others()
            if begin <= at < act.start() and at not in done and _is_side(reading, at, one, act.start())
        ]
        ours = any(name in _words(reading, begin, act.start()) for name in reading.speaker.names)
        if not (ours or _OUR_SIDE.search(said) or _WITH.search(said)):
            continue
        for at, mention in sides or _visitors(reading, begin, said):
            if at not in done:
                done.add(at)
                yield _tie(reading, mention, begin, act.end())
    for title in _TITLE.finditer(text):
        inside = [(at, one) for at, one in reading.others() if title.start() < at < title.end()]
        words = _words(reading, *title.span())
        if len(inside) == 1 and any(name in words for name in reading.speaker.names):
            at, mention = inside[0]
            if at not in done and mention.kind in _KINDS:
                done.add(at)
                yield _tie(reading, mention, title.start(), title.end())


def _words(reading: Reading, begin: int, end: int) -> str:
    """Return the words that the skeleton has from `begin` to `end`, with the names in them."""
    places = reading.form.places
    return reading.text[places[begin] : places[end]]


def _sides_from(text: str, act: int) -> int:
    """Return where the words begin that name the sides of the `act`: its clause, or the one ahead too."""
    floor = max(0, act - _REACH, *(text.rfind(mark, 0, act) + 1 for mark in "。；"))
    begin = max(floor, text.rfind("，", 0, act) + 1)
    if O not in text[begin:act] and begin > floor and _SIDES_AHEAD.match(text, begin):
        begin = max(floor, text.rfind("，", 0, begin - 1) + 1)
    return begin


def _visitors(reading: Reading, begin: int, said: str) -> list[tuple[int, Mention]]:
    """Return the visitor of the clauses ahead who is the other side: 甲代表团到访我校，乙与院长丙签字."""
    if O in said or not _BOTH.search(said):
        return []
    text = reading.form.text
    floor = max(text.rfind(mark, 0, begin) + 1 for mark in "。；")
    others = [(at, one) for at, one in reading.others() if floor <= at < begin]
    if len(others) != 1 or not _VISITS.match(text, others[0][0] + 1):
        return []
    return others if can_be_partner(reading, others[0][1], text[begin:]) else []


def _is_side(reading: Reading, at: int, mention: Mention, act: int) -> bool:
    """Tell one that signs from one that looks on, and from one that only gives the place or the name."""
    text = reading.form.text
    if mention.kind not in _KINDS or (mention.kind == "school" and not is_outside_school(mention.text)):
        return False
    if _ONLOOKER.search(text, at, act) or text.endswith(("在", "到", "由", "经", "于"), 0, at):
        return False
    if not (DUTY.match(text, at + 1) or _BARE_SIDE.match(text, at + 1)):
        return False
    return can_be_partner(reading, mention, text[at : act + 20])


def _tie(reading: Reading, mention: Mention, begin: int, end: int) -> Tie:
    places = reading.form.places
    stop = min((at for mark in "。；" if (at := reading.form.text.find(mark, end)) >= 0), default=len(places))
    said = reading.form.text[begin:stop]
    last = places[end - 1] + 1
    return Tie(
        mention,
        reading.evidence(min(places[begin], mention.start), max(last, mention.end)),
        modes_of(said, mention.kind),
        since(reading.text, mention, reading.speaker),
        weight=_WEIGHT,
    )
