"""Sides of an agreement: who signs beside the school, however the clause is built, and whoever signs for it."""

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
    r"(?:签[下了约订署成妥字]|落笔|落款|各执一笔|交换(?:了)?(?:文本|协议)|换文|(?:协议|合同|备忘录)[^，。；]{0,8}(?:签成|落定|敲定|达成|生效))"
)
#: Signing that is none of the agreement: a signing-in, a place or show of it, one that is told of as coming.
_NO_ACT: Final = re.compile(r"签[到名收]|签约(?:仪式|活动|率|人数|学生|岗位)|签字仪式")
#: What the clause of the act begins with whose sides stand in the clause ahead: 甲书记乙、丙校长丁，|共同签下….
_SIDES_AHEAD: Final = re.compile(r"(?:当场|现场|随后|当天|会上|这天|日前)?(?:双方|三方|四方|两家|三家|两校|共同|一同|分别|在|代表|各自|正式|就|把|将|先后|一起)")
#: That the school is among the sides: itself, or its people without the name of another ahead of them.
_OUR_SIDE: Final = re.compile(rf"{US}|本校|(?:^|[，；。、和与同跟及])(?:常务)?副?(?:校长|院长)|校方|两校|(?:党委)?书记")
_WITH: Final = re.compile(r"(?:与|同|和|跟)[^，。；]{0,3}$")
#: A side is followed by who signs for it; a list may name all of them bare.
_BARE_SIDE: Final = re.compile(r"(?:[、和与及同跟]|以及|双方|三方|四方|代表|的(?:负责人|代表)|在|共同|正式|分别|签|等)")
#: Who only looks on.
_ONLOOKER: Final = re.compile(r"见证|出席|在座|在场|观礼|陪同|列席|主持|同来|到场|致辞|讲话|撮合|牵线")
_SIGNS: Final = ("签", "落笔", "执一笔", "换文", "协议", "落款")
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
        ours = any(begin <= at < act.start() and reading.speaker.is_own(one.text) for at, one in reading.form.organisations.items())
        if not (ours or _OUR_SIDE.search(said) or any(_WITH.search(text, begin, at) for at, _ in sides)):
            continue
        for at, mention in sides:
            done.add(at)
            yield _tie(reading, mention, begin, act.end())


def _sides_from(text: str, act: int) -> int:
    """Return where the words begin that name the sides of the act at `act`: its clause, or the one ahead too."""
    floor = max(0, act - _REACH, *(text.rfind(mark, 0, act) + 1 for mark in "。；"))
    begin = max(floor, text.rfind("，", 0, act) + 1)
    if O not in text[begin:act] and begin > floor and _SIDES_AHEAD.match(text, begin):
        begin = max(floor, text.rfind("，", 0, begin - 1) + 1)
    return begin


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
