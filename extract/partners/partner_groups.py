"""Memberships: education groups and alliances that the school leads, joined or belongs to."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from .partner_patterns import US, O
from .partner_years import founded_with, since
from .ties import Reading, Tie

_DUTY: Final = (
    r"(?:副?(?:理事长|会长|秘书长|主任)|常务理事|常务副理事长|理事|成员|会员|牵头|发起|主席团|轮值主席|盟主|龙头|"
    r"执行理事长|联合理事长|核心成员)单位|龙头|牵头单位|牵头成立|牵头组建|联手发起|发起单位|理事长学校|成员学校|成员校|会员校|理事校"
)
#: A duty behind the group's name, which other groups in a list may share: 甲集团、乙联盟的理事单位.
_DUTY_BEHIND: Final = re.compile(rf"(?:(?:、|和|与){O})*[的]?(?:第[一二三四五]届)?({_DUTY})")
_LED: Final = re.compile(
    r"(牵头(?:成立|组建|发起)?|龙头|联手发起|发起成立|组建|加入|参与(?:组建|发起)?|成为|当选|担任|任|隶属|是|系)[^。；]{0,40}$"
)
#: An association that the school founded.
_FOUNDED: Final = re.compile(r"(?:牵头|发起|联合|共同)(?:成立|组建|创立|创建)了?[^，。；]{0,4}$")
_LED_REACH: Final = 46
#: A document about the group, not the group: 关于成立甲集团的批复.
_DOCUMENT: Final = re.compile(r"关于(?:成立|组建|同意)[^。；]{0,4}$|批复")
_TOLD: Final = re.compile(r"牵头单位|联手发起|发起|理事单位|成员单位|龙头|宣告成立|成立|揭牌|组建")
_ROLE: Final = re.compile(r"(?:副理事长|常务理事|理事长|理事|成员|会员|牵头)单位")
_LEADS: Final = ("牵头", "龙头", "联手")
_US: Final = re.compile(US)


def memberships(reading: Reading) -> Iterator[Tie]:
    """Yield the ties to groups that a sentence states, with the school's role in them."""
    text = reading.text
    about_us = bool(reading.speaker.names) or "学校" in text or "我校" in text
    for at, mention in reading.form.organisations.items():
        head = reading.form.text[max(0, at - _LED_REACH) : at]
        if mention.kind != "group" and not (mention.kind == "association" and _FOUNDED.search(head)):
            continue
        duty = _DUTY_BEHIND.match(reading.form.text, at + 1)
        led = _LED.search(head)
        if (led and _led_by_other(reading, at)) or (not duty and _DOCUMENT.search(head[-8:])):
            continue
        if not (duty or led or (about_us and _TOLD.search(text))):
            continue
        start = max(0, mention.start - 4) if led else mention.start
        end = mention.end + (duty.end() - duty.start() if duty else 0)
        yield Tie(
            mention,
            reading.evidence(start, min(len(text), end)),
            ("group_member",),
            since(text, mention, reading.speaker) or founded_with(text, mention),
            role=_role(duty, led, text),
            weight=0.85,
        )


def _led_by_other(reading: Reading, at: int) -> bool:
    """Tell whether a firm, not the school, is the subject that leads or joins the group at `at`."""
    before = [mention for place, mention in reading.form.organisations.items() if place < at]
    if not before or before[0].kind != "enterprise" or _US.search(reading.form.text, 0, at):
        return False
    return not any(reading.speaker.is_own(mention.text) for mention in before)


def _role(duty: re.Match[str] | None, led: re.Match[str] | None, text: str) -> str | None:
    if duty:
        return duty[1]
    if led and led[1].startswith(_LEADS):
        return led[1]
    told = _ROLE.search(text)
    return told[0] if told else None
