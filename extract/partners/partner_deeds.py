"""Which matches of the patterns hold that tell a partner by what it gives, where pupils are, or who signs."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Final

from ..language.mentions import Mention
from .partner_checks import TRUSTED
from .partner_patterns import WORK
from .ties import Reading

_WORK: Final = re.compile(WORK)
#: Rooms in which something takes place: 在甲图书馆|八楼会议室签订协议.
ROOM: Final = re.compile(
    r"[^，。；]{0,8}(?:楼|会议室|会议厅|会议中心|报告厅|礼堂|广场|宴会厅|多功能厅|大厅|贵宾厅|接待室|门口)"
)
#: A single person, whose job is no bond of the school's.
_ONE_PERSON: Final = re.compile(r"毕业后|校友|放弃|离开|辞去")
#: What is held, not done with the school: 大赛由甲赞助.
_EVENT: Final = re.compile(r"大赛|竞赛|比赛|论坛|会议|年会|博览会|赛事|活动[^，。；]{0,4}$|承办|主办")
#: What of a school's is placed with a partner, and what is not.
_IS_PLACED: Final = re.compile(
    r"教学|课堂|实训|实习|见习|车间|工作室|基地|班|课|学徒|站|生产线|专业|学院|分校|校区|学段|培训点"
)
_IS_HELD: Final = re.compile(r"会|典礼|仪式|比赛|大赛|决赛|赛场|考场|颁奖|论坛|演出|地点|活动")
_SIGNS: Final = re.compile(r"揭牌|签(?![到名收])|交换|授牌|换文|落笔|敲定|握手|启动")
#: Words of teaching that goes on at a college.
_GOES_ON_AT: Final = re.compile(
    r"[34]\s*[+＋]\s*[234]|[前满后][两二三]年|再[读学]|五年|转段|贯通|高职|大专|升学|中高"
)
_CLEFT_WORK: Final = re.compile(
    WORK + r"|捐|送|设|出资|冠名|接[收走]|承担|投资|拿下|派|提供|师傅|工程师|教师|导师|订单|"
    r"毕业生|学生|实习生|学徒|护生"
)
_EMPLOYED: Final = re.compile(r"任教|工作|任职|调")

_Match = re.Match[str]


def _at_us(match: _Match, reading: Reading, _mention: Mention) -> bool:
    """Tell what somebody sets up at this school from what it does at another."""
    host = reading.form.organisations.get(match.start("rest") - 1)
    return host is None or reading.speaker.is_own(host.text)


def _taught_on(match: _Match, reading: Reading, mention: Mention) -> bool:
    """Tell the college at which pupils go on from one that somebody went to."""
    goes_on = mention.kind == "school" and bool(_GOES_ON_AT.search(reading.text))
    return goes_on and not _EMPLOYED.search(match[0])


def _school_only(_match: _Match, _reading: Reading, mention: Mention) -> bool:
    return mention.kind == "school"


def _firm_only(_match: _Match, _reading: Reading, mention: Mention) -> bool:
    return mention.kind == "enterprise"


def _by(match: _Match, reading: Reading, mention: Mention) -> bool:
    """Tell a firm that gives or runs something of the school's, or a college that leads joint teaching."""
    begin = max(reading.form.text.rfind(mark, 0, match.start()) for mark in "，。；") + 1
    if _EVENT.search(reading.form.text[begin : match.end("rest")]):
        return False
    if mention.kind == "school":
        return bool(_GOES_ON_AT.search(reading.form.text[begin : match.end("rest")]))
    return mention.kind in TRUSTED or mention.kind == "other"


def _given(_match: _Match, _reading: Reading, mention: Mention) -> bool:
    return mention.kind != "government"


def _interns(match: _Match, _reading: Reading, mention: Mention) -> bool:
    """Tell pupils at a firm from one who went there by himself."""
    placed = mention.kind in ("enterprise", "hospital", "kindergarten", "media", "other")
    return placed and not _ONE_PERSON.search(match[0]) and not ROOM.match(match["rest"])


def _cleft(match: _Match, reading: Reading, mention: Mention) -> bool:
    """Tell who does something with the school (与学校签约的是甲) from the school and what is over it."""
    said = match[0]
    others = (reading.form.organisations.get(at) for at in range(match.start(), match.start("list")))
    if any(one is not None and not reading.speaker.is_own(one.text) for one in others):
        return False
    if _EVENT.search(said) or mention.kind == "government":
        return False
    return bool(_CLEFT_WORK.search(said))


def _placed(match: _Match, _reading: Reading, mention: Mention) -> bool:
    """Tell teaching that is done at a partner's (临床教学放在甲) from what takes place there."""
    if mention.kind in ("government", "group", "media") or ROOM.match(match["rest"]):
        return False
    return bool(_IS_PLACED.search(match["head"])) and not _IS_HELD.search(match["head"])


def _signers(match: _Match, _reading: Reading, mention: Mention) -> bool:
    return mention.kind not in ("government", "media") and bool(_SIGNS.search(match["rest"]))


def _and_own(match: _Match, reading: Reading, mention: Mention) -> bool:
    return _at_us(match, reading, mention) and bool(_WORK.search(match["rest"]))


#: What a match must stand up to, by way of saying it.
DEED_CHECKS: Final[Mapping[str, Callable[[_Match, Reading, Mention], bool]]] = MappingProxyType(
    {
        "at_us": _at_us,
        "and_own": _and_own,
        "by": _by,
        "cleft": _cleft,
        "given": _given,
        "interns": _interns,
        "placed": _placed,
        "signers": _signers,
        "branch": _school_only,
        "plate": _school_only,
        "taught_on": _taught_on,
        "report": _firm_only,
    }
)
