"""Since when the school works with a partner, where the words say so."""

from __future__ import annotations

import re
from typing import Final

from ..language.mentions import Mention
from ..language.years import written_years, year_before
from ..schools.school import Speaker

_LEADS_TO: Final = re.compile(
    r"年?(?:\d{1,2}月(?:\d{1,2}日)?)?"
    r"(?:起|开始|以来|，|与|同|和|由|我|学|校|双方|两家|[^。；]{0,20}(?:与|同|和|联合|联手|签))"
)
#: Before a year these make it the year of the school itself.
_OWN_BEGINNING: Final = re.compile(r"(?:建|始|创办|创建|创立|成立|兴办)于?$")
_REACH: Final = 40
_SIGNED: Final = re.compile(r"签(?:订|署|约|下|了|字)|揭牌|授牌|挂牌")
_THIS_YEAR: Final = re.compile(r"今年|去年|本年度")
_PLANNED: Final = re.compile(r"下一步|将|打算|拟|计划")
#: Between a year and the name these make it the year of a plan.
_PLAN: Final = re.compile(r"计划|拟|打算|准备|将")
_YEAR: Final = r"((?:19|20)\d\d)年(?:\d{1,2}月)?(?:\d{1,2}日)?"
#: Behind a name: 甲、乙自2012年起与学校合作; 甲（2019年签约）; 与甲的合作始于2008年.
_BEHIND: Final = re.compile(
    rf"(?:[^。；（]{{0,40}}?[自从]|[^。；、，]{{0,12}}?[于（，在]?){_YEAR}"
    r"(?:起|开始|以来|至今|签|[与同](?:我校|学校|我院)|入驻|进驻|揭牌|挂牌|共建|合作|结[对成为])|"
    rf"[^。；、]{{0,30}}?，{_YEAR}(?:签约|签订|签署|签下|开始合作)|"
    rf"[^。；]{{0,30}}?(?:始于|起于|始自|追溯到){_YEAR}"
)
#: 已合作8年
_YEARS_LONG: Final = re.compile(r"[^。；]{0,20}?合作(?:已|了|已有|已经|达|长达)*(\d{1,2})年(?![级以])")
_FOUNDED: Final = re.compile(r"[^。；]{0,10}?(?:于)?((?:19|20)\d\d)年[^。；]{0,10}成立")


def since(text: str, mention: Mention, speaker: Speaker) -> int | None:
    """Return the year since which the school works with `mention`, where the sentence `text` ties one to it.

    News of a signing is of the year it is dated; a yearly report's sentence must say the year itself.
    """
    head = text[: mention.start]
    for start, end, found in reversed(written_years(head)):
        if _OWN_BEGINNING.search(head[:start][-4:]):
            continue
        if _PLAN.search(head[end:]):
            return None
        if len(head) - end <= _REACH and _LEADS_TO.match(head, end):
            return found
    if (behind := _since_behind(text, mention, speaker)) is not None:
        return behind
    if not _SIGNED.search(text):
        return None
    if _THIS_YEAR.search(head):
        return year_before(text, mention.start, speaker.year)
    is_report = speaker.fact is not None and speaker.fact.get("report_year") is not None
    return None if is_report or _PLANNED.search(text) else speaker.year


def _since_behind(text: str, mention: Mention, speaker: Speaker) -> int | None:
    """Return the year that the words behind `mention` give, or that follows from how many years it is."""
    if match := _BEHIND.match(text, mention.end):
        return None if _PLAN.search(match[0]) else int(match[1] or match[2] or match[3])
    lasting = _YEARS_LONG.match(text, mention.end)
    return speaker.year - int(lasting[1]) if lasting and speaker.year else None


def founded_with(text: str, mention: Mention) -> int | None:
    """Return the year in which `mention` was founded, where the words right behind it say so."""
    match = _FOUNDED.match(text, mention.end)
    return int(match[1]) if match else None
