"""Since when the school works with a partner, where the words say so."""

from __future__ import annotations

import re
from typing import Final

from .mentions import Mention
from .school import Speaker
from .years import written_years, year_before

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
_FOUNDED: Final = re.compile(r"[^。；]{0,10}?(?:于)?((?:19|20)\d\d)年[^。；]{0,10}成立")


def since(text: str, mention: Mention, speaker: Speaker) -> int | None:
    """Return the year since which the school works with `mention`, where the sentence `text` ties one to it.

    News of a signing is of the year it is dated; a yearly report's sentence must say the year itself.
    """
    head = text[: mention.start]
    for start, end, found in reversed(written_years(head)):
        if _OWN_BEGINNING.search(head[:start][-4:]):
            continue
        if len(head) - end <= _REACH and _LEADS_TO.match(head, end):
            return found
    if not _SIGNED.search(text):
        return None
    if _THIS_YEAR.search(head):
        return year_before(text, mention.start, speaker.year)
    is_report = speaker.fact is not None and speaker.fact.get("report_year") is not None
    return None if is_report or _PLANNED.search(text) else speaker.year


def founded_with(text: str, mention: Mention) -> int | None:
    """Return the year in which `mention` was founded, where the words right behind it say so."""
    match = _FOUNDED.match(text, mention.end)
    return int(match[1]) if match else None
