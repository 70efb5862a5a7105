"""Prizes that say themselves whose they are: a school's for organising, a teacher's for teaching winners."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from .award_people import NameList
from .award_view import View
from .award_words import Rank, gets, is_unreal

_OF_SCHOOL: Final = re.compile(r"(?:组织|贡献|参赛|承办)(?:奖|单位)$")
_OF_TEACHER: Final = re.compile(r"^(?:优秀|最佳|杰出)(?:教师|老师)?(?:指导|辅导)|^优秀教练")
_OTHER_SCHOOL: Final = re.compile(
    r"(?P<name>[\u4e00-\u9fff]{2,24}(?:学校|职专|中专|学院|大学|职教中心|职业中学|职高|技校))(?!的?组)"
)
_OWN: Final = re.compile(r"^(?:我|本|该)?(?:校|院|学校|学院)$|我校|我院|本校|该校|该院")
_IS: Final = re.compile(r"^为|当选|评|被|[获得拿捧领收夺摘揽]|授予|是|也?归|给")
_COUNT: Final = re.compile(r"(?P<count>[两三四五六七八九]|\d+)[位名人]")
_LEADS: Final = re.compile(
    r"”?(?:称号|证书)?(?:[一两二三四五六七八九十\d]+[个名张位人项])?(?:的)?(?:获得者|得主)?(?:：|——|（|是|为|有|授予了?|归了?|给了?|颁给了?)"
)
_STUDENTS_OF: Final = re.compile(r"的(?:学生|徒弟|弟子|选手)|[。；]")
_TITLES: Final = re.compile(r"、[^。；]*称号")
_BRACKETED: Final = re.compile(r"（(?P<item>[^（），。；：]{2,16})）")
#: Schools in general, not one: 全市中职学校, 参赛院校.
_KIND: Final = re.compile(
    r"^(?:全[国省市县区校]|各|同类|参赛|所有)|^(?:中等|高等|职业|中职|高职|技工|技师|普通)*(?:学校|学院|院校)$"
)
_VERB: Final = re.compile(r"取得了?|获得了?|荣获|夺得|位[列居]")
#: What a 学院 that is a school has in its name, and a department (测绘学院) has not.
_WHOLE_SCHOOL: Final = re.compile(r"职业|技师|师范|专科|高等|[省市县州]")
_SPEAKS: Final = re.compile(r"我校|本校|我院")
_FAR: Final = 30
_NUMBERS: Final = "零一二三四五六七八九"


def is_school_prize(view: View, rank: Rank) -> bool:
    """Tell a prize that the report's own school won as a school."""
    if not _OF_SCHOOL.search(rank.rank) or rank.counted or is_unreal(view.clause(rank)):
        return False
    listed = rank.rank.endswith("单位") and _TITLES.match(view.text, rank.end, view.segment.end)
    return not listed and not is_of_others(view, rank)


def is_of_others(view: View, rank: Rank) -> bool:
    """Tell a rank that another school than the report's is said to have won, in the rank's own clause."""
    text = view.text
    begin = max(text.rfind(mark, view.segment.start, rank.start) for mark in "；。，：") + 1
    events = (one.end for one in view.events if one.end <= rank.start)
    begin = max(begin, view.segment.start, *events)
    beside = re.split(r"[，。；]", text[rank.end : rank.end + 24], maxsplit=1)[0]
    speaker = view.scene.speaker
    for words in (text[begin : rank.start], beside):
        match = _OTHER_SCHOOL.search(words)
        name = _VERB.split(match["name"])[-1] if match else ""
        if name.endswith("学院") and not _WHOLE_SCHOOL.search(name):
            continue  # a department
        if name and not (_KIND.search(name) or _OWN.search(name) or speaker.is_own(name)):
            own = any(one in name or name in one for one in speaker.names)
            return not own and bool(speaker.names or _SPEAKS.search(text))
    return False


def taught_best(
    view: View, rank: Rank, ranks: Sequence[Rank], people: Sequence[NameList]
) -> list[tuple[NameList, str]]:
    """Return the teachers who are said to have won a prize for teaching, with the item where one is told."""
    if not _OF_TEACHER.search(rank.rank) or is_unreal(view.clause(rank)):
        return []
    text = view.text
    behind = next((one for one in people if one.start >= rank.end), None)
    if behind and _LEADS.fullmatch(text[rank.end : behind.start]):
        return [(_teachers(behind), "")]
    floor = max([view.segment.start, *(one.end for one in ranks if one.end <= rank.start)])
    before = [one for one in people if floor <= one.start and one.end <= rank.start]
    if not before or rank.counted:
        return []
    last = before[-1]
    words = text[last.end : rank.start]
    if (
        len(words) > _FAR
        or _STUDENTS_OF.search(words)
        or not (_IS.search(words) or gets(text, last.end, rank.start))
    ):
        return []
    count = _COUNT.search(text, last.start, rank.start)
    lists = _counted(before, count) if count else [last]
    items = [match["item"] if (match := _BRACKETED.match(text, one.end)) else "" for one in lists]
    if len(lists) > 1 and not all(items):
        names = tuple(name for one in lists for name in one.names)
        whole = NameList(lists[0].start, lists[-1].end, names, tuple("" for _ in names))
        return [(_teachers(whole), "")]
    return [(_teachers(one), item) for one, item in zip(lists, items, strict=True)]


def _counted(before: Sequence[NameList], count: re.Match[str]) -> Sequence[NameList]:
    """Return the last lists of names that make up a count: 甲、乙（测绘）和丙、丁（会计）四位."""
    number = (
        int(count["count"]) if count["count"].isdigit() else _NUMBERS.find(count["count"].replace("两", "二"))
    )
    for first in range(len(before) - 1, -1, -1):
        if sum(len(one.names) for one in before[first:]) == number:
            return before[first:]
    return before[-1:]


def _teachers(one: NameList) -> NameList:
    return NameList(one.start, one.end, one.names, tuple("teacher" for _ in one.names))
