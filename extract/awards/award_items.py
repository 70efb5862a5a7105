"""What was competed in: the names of 赛项, works and groups, and the entries of lists of winners."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from .award_people import NameList

#: What stands before and behind the name of an item and is no part of it.
_HEAD: Final = re.compile(
    r"^(?:又把|把|又|再|还|都是|均是|是|列(?!车)|其中|中(?![职餐医药式文级西国华外])|上(?!海)|里|的|在|“(?=[^”]*$)|、|，|和|与|及|之|活动|项目|赛项|—+|-+)+"
)
_TAIL: Final = re.compile(r"(?:[则也均都](?:是|为|获|得)|赛项|项目|比赛|的|中|上|里|，|：|单项)+$")
_GROUP: Final = re.compile(r"(?:学生|教师|职工|高中|中职|高职|成人|青年)组")
_WHOLE: Final = re.compile(r"个人单项")
_QUOTED: Final = re.compile(r"[“《（]([^”》）]+)[”》）]")
_LEVEL_WORDS: Final = re.compile(r"(?:国家|省|市|县|区|校|院)(?:部)?级?|全[国省市县区校]|省市级?")
_NO_ITEM: Final = re.compile(
    r"了|成绩|代表|我校|学校|最终|一举|各类|选手|学生|老师|同学|参赛|参加|角逐|竞争|拼搏|努力|\d(?!\d*(?:米|公里|公斤|×|[DdGg]))|荣誉|奖|名师|"
    r"喜|以|获|夺|当选|评上|"
    r"^第[一二三四五六七八九十]{1,3}[块枚个项]$|^[共那]|[一二两三四五六七八九十]个?[个所](?:赛项|项目|院校|学校)|"
    r"(?:比赛|赛)后|情况|结束|闭幕|落幕|全[国省市区县校]各|并|的?好|评委|现场|决赛|阵容"
)
_NO_NAMES: Final = frozenset(
    {"项目", "赛项", "活动", "比赛", "同一", "同一个", "个人赛", "团体赛", "前两", "两个", "结果", "名单"}
)
#: An entry that names its 赛项 before its winners: 一等奖：美发（学生组）甲、乙；砌筑 丙
_ITEM_FIRST: Final = re.compile(r"(?:：|——)(?P<item>[^：，。；]{2,24})$")
_TEAM_ENTRY: Final = re.compile(
    r"(?:(?<=[：；、])|(?<=和))(?P<name>[\u4e00-\u9fffA-Za-z0-9“”]{2,16}?(?:代表队|团队|战队))(?=[（；。，])"
)
_SHARED: Final = re.compile(r"(?:都|均|全)(?:在|为|是)([^，。；：]{2,16})：")
_BRACKET: Final = re.compile(r"）?（([^（）]*(?:（[^（）]*）)?[^（）]*)）")
_BEHIND_COMMA: Final = re.compile(r"）?，([^，。；（）：]{2,16})(?=[；。，]|$)")
#: The class of the winner in a bracket: 蔬菜嫁接（植保班|甲）.
_CLASS_TAIL: Final = re.compile(r"（[^（）]*(?:班|级|专业)）$")
_ROLE_TAIL: Final = re.compile(r"(?:学生|教师|选手|同学|老师|赛项|项目)$")

Entry = tuple[NameList, str]  #: winners and the item that they won in, "" where none is told


def clean_item(words: str) -> str:
    """Return the name of a 赛项, work or group without what stands around it; "" where the words are none."""
    words = _HEAD.sub("", words)
    if not _WHOLE.fullmatch(words):
        words = _TAIL.sub("", words)
    if _GROUP.fullmatch(words):
        return words
    if words.count("“") != words.count("”"):
        return ""
    quoted = _QUOTED.fullmatch(words)
    words = quoted[1] if quoted else words
    named = 2 <= len(words) <= 30 and words not in _NO_NAMES
    return words if named and not _LEVEL_WORDS.fullmatch(words) and not _NO_ITEM.search(words) else ""


def list_entries(text: str, persons: Sequence[NameList], start: int, limit: int) -> list[Entry]:
    """Return the entries of the list in `text[start:limit]`: 甲、乙（赛项）；某队（丙、丁），某组.

    `persons` are those named in `text`; at least one must stand in the list.
    """
    spans = [one for one in persons if start <= one.start and one.end <= limit and not one.advising]
    first = spans[0]
    for match in _TEAM_ENTRY.finditer(text, start, limit):
        if not any(one.start <= match.end() + 1 <= one.end for one in spans):
            spans.append(NameList(match.start("name"), match.end("name"), (match["name"],), ("",)))
    spans.sort(key=lambda one: one.start)
    lead = _ITEM_FIRST.search(text[start : spans[0].start])
    if lead and not re.match(r"）?[（，]", text[spans[0].end :]):
        return _items_first(text, spans, start + lead.start("item"))
    shared = _SHARED.search(text[start : first.start])
    found: list[Entry] = []
    for number, one in enumerate(spans):
        following = spans[number + 1].start if number + 1 < len(spans) else limit
        behind = text[one.end : following]
        own = _BRACKET.match(behind) or _BEHIND_COMMA.match(behind) or shared
        found.append((one, (clean_item(own[1]) or own[1]) if own else ""))
    return found


def _items_first(text: str, spans: Sequence[NameList], start: int) -> list[Entry]:
    """Return the entries of a list whose 赛项 stand before the winners."""
    found: list[Entry] = []
    for one in spans:
        words = text[start : one.start].strip("；、， ：）（")
        words += "）" if words.count("（") > words.count("）") else ""
        words = _CLASS_TAIL.sub("", _ROLE_TAIL.sub("", words))
        found.append((one, clean_item(words) or (words if 2 <= len(words) <= 24 and "组" in words else "")))
        start = one.end
    return found
