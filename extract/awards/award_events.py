"""Names of competitions in running text: where they begin and end, and short forms resolved to full ones."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Final

from ..language.mentions import Token
from .award_people import NameList
from .award_words import GET, is_cup, is_event, strong_event_ends

_OPEN: Final = {"”": "“", "）": "（", "》": "《"}
_STOP_MARKS: Final = frozenset("，。；：！？、…“（《》\n")
#: Words that no name of a competition goes across to the left.
_BORDER: Final = frozenset(
    re.split(
        " ",
        "在 参加 参与 参赛 获得 荣获 获 喜获 勇夺 夺得 取得 摘得 捧回 斩获 拿到 得 组织 举办 "
        "承办 主办 协办 举行 开展 积极 认真 以及 及 为 从 由 于 的 中 上 里 将 了 也 已 "
        "还 又 并 是 有 通过 老师 同学 等 到 向 被 把 代表 出战 我校 我院 学校 该校 本校 "
        "我们 其中 同时 先后 分别 首次 再次 另外 此外 参加了 备战 针对 围绕 根据 按照 对 即 "
        "凭 凭借 以 人 名 位 推荐 选派 选送 派出 指导 辅导 带领 届时 今年 去年 本年度 本学年 "
        "全年 年度 之 后 前 获奖 举办的 参加的 报送 选手 同年 当年 期间 连续 捧得 两项 三项 "
        "拿下 问鼎 入选 入围 带回 带来 闯进 闯入 进入 出征 征战 亮相 落幕 收官 公布 揭晓 消息 打出 出自 "
        "各项 各类 多项 各级 这 该 本 本次 此次 这次 这一 这项 一项 首个 最终",
    )
)
_YEAR: Final = re.compile(
    r"(?:19|20)\d\d(?:\s*[-—–～~至]\s*(?:20)?\d\d)?(?:年度?|学年(?:度)?)?(?:第?[一二]学期)?(?:\d{1,2}月)?(?:\d{1,2}日)?(?:底|初|上半年|下半年)?"
)
#: Before 学校 these make a kind of school, as in 中等职业学校技能大赛.
_SCHOOL_KINDS: Final = tuple(re.split(" ", "职业 中等 技工 中小 高等 技师 普通 各类 中职 高职 技校"))
_QUOTES: Final = re.compile(r"“[^”]{1,40}”|（[^（）]{1,20}）")
#: Two competitions named side by side: …大赛和…竞赛.
_JOINT: Final = re.compile(r"(?:大赛|竞赛|比赛|技能节|赛)(?:和|与|及|以及|、)")
_FULL_YEAR: Final = re.compile(r"(?:19|20)\d\d(?:年度?|学年)?(?=[\u4e00-\u9fff“])")
_OWN: Final = re.compile(r"^(?:我校|我院|学校|本校|该校|校内|学院)(?=.)")
#: What belongs to the name behind its ending: 大赛中职组, 大赛（高职组）, 竞赛（全国总决赛）.
_GROUP: Final = re.compile(
    r"（[\u4e00-\u9fff]{2,10}(?:组|决赛|赛区|站)）|[（]?[中高]职(?:学生|教师)?组[）]?|[\u4e00-\u9fff]{2,6}(?:赛区|复赛|初赛|预赛|选拔赛)"
)
#: A competition named in a frame: 在…中, 于…上.
_FRAME: Final = re.compile(
    r"[在于](?P<name>[^，。；：！？]{4,60}?)(?:活动)?[中上里](?=[\u4e00-\u9fff，、“])"
    r"(?![心级国等职海层线岗台升学小专华央院山医药外文西餐式型青介航铁信控])"
)
#: Or as the subject of what is said of competitions: …论文评选揭晓.
_TOLD: Final = re.compile(
    r"(?:(?<=[，。；：！？])|^)(?P<name>[^，。；：！？]{4,50}?(?:评选|评比|评审|征集|展示|展评|征文|遴选|成果奖)(?:活动)?)"
    r"(?=情况|结果|名单|获奖|日前|近日|揭晓|公布|公示|落幕|结束|闭幕|收官|举行|出炉)"
)
#: Or entered: 参加某市优质课评比，获得一等奖; 获某省论文评选二等奖.
_ENTERED: Final = re.compile(
    r"(?:参加|参与|荣?获得?)了?(?P<name>[^，。；：！？、]{4,40}?(?:(?:评选|评比|评审|征集|展示|展评|遴选)(?:活动)?|"
    r"成果奖(?:（[^（）]{2,8}）)?|教学成果|(?:教学|典型|思政|优秀)案例))(?=，|[一二三特]等奖)"
)
#: A prize with classes of its own: 第九届某省某某奖|表演奖.
_PRIZE: Final = re.compile(
    r"(?P<name>第[^，。；：]{1,3}届[\u4e00-\u9fff“”]{2,16}奖)(?=[\u4e00-\u9fff]{2,4}奖)"
)
_REPORTED: Final = re.compile(
    r"^本报讯|^.*?（(?:记者|通讯员)[^（）]*）|^.*?\d日(?:讯|电|消息)|^.*(?:通报|公布|公示|下发|发布|印发|揭晓)了?"
)
_BARE: Final = re.compile(
    r"(?:第.{1,3}届|这届|这一|该|本次|此次|这次|本届|该项|此项|上述|大|今年的?|年度)?(?:大赛|竞赛|比赛|赛事|活动|赛|展演|评选|汇演|艺术节|技能节|运动会|决赛|联赛)"
)
#: A kind of competition rather than one: 学生技能竞赛, 省级大赛, 各类比赛.
_GENERIC: Final = re.compile(
    r"赛|各类|各级|"
    r"(?:[国省市县区校]级|以上|技能|专业技能|职业技能|各类|各种|各级|学生|教师|师生|教学|能力)*(?:大赛|比赛|竞赛)$"
)
#: What leads to a name and is no part of it.
_LEAD: Final = re.compile(
    rf"(?:{GET}|今年|去年|本年度|年度|届|的|在|第?\d+[名位人个]|和|与|及|参加|一年一度的?|由|\d{{1,2}}月(?:\d{{1,2}}日)?|月|日|年|\s)(?!谐|平|感|时)"
)
#: Short names that say but how far a competition reaches.
_STAGES: Final = {
    "国赛": re.compile(r"全国|中国"),
    "省赛": re.compile(r"省(?!级)|自治区|(?:北京|天津|上海|重庆)市"),
    "市赛": re.compile(r"[\u4e00-\u9fff]市(?!级)"),
}
#: The front of a name that lists what is competed in, and how long what is listed may be.
_HEAD_OF_LIST: Final = re.compile(
    r"第[^，。；：、]{1,3}[届次]|(?:19|20)\d\d年|全[国省市县区]|[\u4e00-\u9fff]{2,3}[省市县区](?=[师学职中教])|自治区"
)
_LISTED: Final = 10
_SHORT_NAME: Final = 9
_GETS: Final = re.compile(GET)
_CHAPTER: Final = re.compile(r"^(?:第[一二三四五六七八九十]+(?:部分|章|节)|[）”]+)+")


@dataclass(frozen=True, slots=True)
class Event:
    """A competition named in `text[start:end]`, its name without a year in front.

    `own` tells the school's own; `weak` a name that says but the kind; the name is empty for 本次大赛.
    """

    start: int
    end: int
    name: str
    own: bool = False
    weak: bool = False


def find_events(text: str, tokens: Sequence[Token], persons: Sequence[NameList]) -> list[Event]:
    """Return the competitions named in `text`, in order, the longest where names run into each other."""
    found: list[Event] = []
    for end in sorted(set(strong_event_ends(text)), reverse=True):
        if found and end > found[-1].start:
            continue
        if event := _event_to(text, end, tokens, persons):
            found.append(event)
    found = [one for one in found if not _is_aside(text, one, found)]
    framed_names = (pattern.finditer(text) for pattern in (_FRAME, _TOLD, _ENTERED, _PRIZE))
    for match in chain.from_iterable(framed_names):
        start, end = match.span("name")
        apart = not any(event.start < end and start < event.end for event in found)
        told = is_event(text[start:end], weak=True)
        if not told and text.startswith("活动", end) and "届" in text[start:end]:
            told, end = True, end + 2  # 在第五届某某花荟萃活动中: its number and 活动 make it one too
        told = told or match.re is _PRIZE
        framed = event_between(text, start, end) if apart and told else None
        if framed:
            found.append(framed)
    return sorted(found, key=lambda event: event.start)


def _is_aside(text: str, event: Event, found: Sequence[Event]) -> bool:
    """Tell a competition in a bracket right behind another, which it but explains: …大赛（兼全国赛复赛）."""
    opened = text.rfind("（", 0, event.start)
    inside = opened >= 0 and "）" not in text[opened : event.start]
    return inside and any(one.end == opened for one in found)


def _event_to(text: str, end: int, tokens: Sequence[Token], persons: Sequence[NameList]) -> Event | None:
    floor = max(
        (one.end for one in persons if one.end <= end and not _is_quoted(text, one.start, one.end)), default=0
    )
    quotes = [match.span() for match in _QUOTES.finditer(text, max(0, end - 80), end)]
    # Only the words that the longest name could take in are looked at.
    first = bisect_left(tokens, end - 70, key=lambda token: token.start)
    last = bisect_left(tokens, end, key=lambda token: token.start)
    borders = [
        token.end
        for number, token in enumerate(tokens[first:last], first)
        if token.word in _BORDER
        and token.end < end
        and not (token.word == "中" and text[token.end : token.end + 1] in ("职", "等", "学"))
        and not (token.word == "学校" and number and tokens[number - 1].tag == "ns")
        and not (number and tokens[number - 1].word.endswith(_SCHOOL_KINDS) and token.word == "学校")
    ]
    borders += [match.end() for match in _FULL_YEAR.finditer(text, max(0, end - 60), end)]
    floor = max(
        [floor, end - 60, *(at for at in borders if not any(left < at < right for left, right in quotes))]
    )
    joints = [match.end() for match in _JOINT.finditer(text, floor, end)]
    start = _left(text, end, max([floor, *joints]))
    group = _GROUP.match(text, end)
    return event_between(text, start, group.end() if group else end)


def _is_quoted(text: str, start: int, end: int) -> bool:
    """Tell what stands alone in “”: a name of something, not of a person (“马兰花”)."""
    return text[start - 1 : start] == "“" and text[end : end + 1] == "”"


def _left(text: str, end: int, floor: int) -> int:
    """Go left from `end` as far as a name may reach: over “…” and （…）, to a mark or `floor`."""
    at = end
    while at > floor:
        char = text[at - 1]
        if char in _OPEN:
            opened = text.rfind(_OPEN[char], max(0, at - 40), at - 1)
            if (
                opened < floor
                or (char == "）" and at - opened > 14)
                or (char == "》" and not text[opened:at].endswith("赛》"))
            ):
                break
            at = opened
            continue
        if char in _STOP_MARKS and not (char == "、" and _in_list(text, at, end, floor)):
            break
        at -= 1
    return max(at, min(floor, end))


def _in_list(text: str, at: int, end: int, floor: int) -> bool:
    """Tell a 、 (before `at`) inside a name that lists what is competed in: 第三届书法、美术大赛."""
    begin = max(text.rfind(mark, floor, at) for mark in "，。；：！？\n") + 1
    head = _HEAD_OF_LIST.search(text, max(begin, floor), at)
    if head is None:
        return False
    first, *more = text[head.start() : end].split("、")
    parts = [re.sub(r"（[^（）]*）", "", part) for part in more]
    return not any(is_event(part) for part in (first, *parts[:-1])) and not any(
        len(part) > _LISTED or _GETS.search(part) for part in parts[:-1]
    )


def event_between(text: str, start: int, end: int) -> Event | None:
    """Return the event that `text[start:end]` names, less years, verbs and the school in front."""
    words = _REPORTED.sub("", text[start:end])
    left = -1
    while left != len(words):
        left = len(words)
        year = _YEAR.match(words)
        words = _unled(words[year.end() :] if year else words)
    words = _CHAPTER.sub("", words)
    own = bool(_OWN.match(words))
    words = _OWN.sub("", words)
    begin = start + text[start:end].rfind(words) if words else end
    words = re.sub(r"^[-—· ]+|[-—· ]+$", "", words)
    if len(words) < 2 or _BARE.fullmatch(words):
        return Event(begin, end, "", own, True) if words else None
    return Event(begin, end, words, own, bool(_GENERIC.match(words)))


def _unled(words: str) -> str:
    lead = _LEAD.match(words)
    return words[lead.end() :] if lead else words


def _stage(name: str) -> str:
    """Return the stage that a short name says, whatever stands before it (头一次打|国赛), or ""."""
    short = len(name) <= _SHORT_NAME and not re.search(r"[杯”省市县届]", name[:-2])
    return name[-2:] if short and name[-2:] in _STAGES else ""


def resolve(event: Event, known: Sequence[Event], words: str = "") -> Event:
    """Return the fuller event that a short form names (BIM竞赛, 这一竞赛, “精益”项目), or `event` itself.

    `words` are those of the text: 展演 alone means the last one called so.
    """
    if not event.name and len(words) >= 2:
        known = sorted(known, key=lambda one: one.name.endswith(words[-2:]))
    if reach := _STAGES.get(_stage(event.name)):
        full = next((one for one in reversed(known) if not _stage(one.name) and reach.search(one.name)), None)
        return Event(
            event.start, event.end, full.name if full else _stage(event.name), bool(full and full.own)
        )
    core = re.sub(r"(?:大赛|竞赛|比赛|赛|活动)$", "", event.name).strip("“”")
    for other in reversed(known):
        if not other.name:
            continue
        if not event.name or (
            core != event.name
            and len(core) >= 2
            and core in other.name
            and len(event.name) + 2 < len(other.name)
        ):
            return Event(event.start, event.end, other.name, other.own or event.own)
    return event


def joined_cup(event: Event, frame: Event | None) -> Event:
    """Return the cup of a frame (在…博览会上荣获“快鹿杯”) as one event."""
    if frame is not None and is_cup(event.name) and frame.name and not frame.name.endswith("”"):
        return Event(frame.start, event.end, frame.name + event.name, frame.own)
    return event
