"""Whose a rank is: the persons or teams named before it, or listed behind it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from .award_items import Entry, clean_item, list_entries
from .award_people import NameList
from .award_view import View
from .award_words import Rank

#: How a clause begins that goes on about the persons named before.
_NO_SUBJECT: Final = re.compile(
    r"[，；、]*(?:并|还|又|同时|同年|另|再|也|其|他|她|该|二人|两人|三人|于|在|参加|(?:19|20)\d\d|[今去前次当]年|后来|随后|此后|一年后|"
    r"荣?获|夺|全国|第.{1,3}届|[特一二三]等奖|[金银铜])"
)
#: A new subject in a later clause: what is won then is its.
_SUBJECT: Final = re.compile(r"[，；](?:[^，；]{0,12})?(?:学校|我校|该校|我院|学院|本校|队|学生|教师|选手)")
#: A team, from a mark to the verb behind it; and one that has no name of its own.
_TEAM: Final = re.compile(
    r"(?:^|(?<=[，；。：]))(?P<name>(?:(?!获|参加|代表我)[\u4e00-\u9fffA-Za-z0-9“”]){1,16}?"
    r"(?:代表队|团队|战队|队|小组|社|社团|教研组|项目组|[男女]子?[篮排足]球?队?|(?:合唱|舞蹈|艺术|管乐|民乐|军乐)团))(?![员长伍])"
    r"(?=荣?获|演唱|表演|演奏|演出|在|以|夺|摘|得|斩|拿|捧|喜|勇|一举|还|也|又|凭|（|，|代表|取得|的)"
)
_BARE_TEAM: Final = re.compile(
    r"(?:参赛|我们|师生|学生|教师|男|女|男子|女子|抽测|推荐|整个|项目|课程|该|两支|各)*(?:参赛)?(?:团队|队|小组|代表队)"
)
#: Competitors from elsewhere, where the school is the host.
_GUESTS: Final = re.compile(r"来自(?!我|该|本|学)[^，。；]{2,16}的(?:选手|同学|学生)?$")
_HOST: Final = re.compile(r"承办|东道主|协办|举办地")
_OWN_LEAD: Final = re.compile(r"^.*的(?:我校|我院|学校)(?=.{3})")
_TEAM_LEAD: Final = re.compile(
    r"^(?:我校|我院|学校(?!代表队)(?=[\u4e00-\u9fff]{3})|由|在|的|中|上|里|其中|而|和)+"
)
_COUNT: Final = r"(?:[\d一二两三四五六七八九十]+[个项名人件篇位])"
#: What leads from a rank to those who won it: 一等奖2项：…, 铜奖——…, 三等奖（….
_LIST_LEAD: Final = re.compile(
    rf"{_COUNT}?(?:[，：]?(?:分别)?(?:是|为|有|获得者|获奖者|获奖选手|包括))?(?:，[^，。；：]{{2,20}})?(?:：|——|--|-)|（"
)
_BRACKET_LEAD: Final = re.compile(r"（(?:获奖者|选手|学生|教师|获奖人)?：?")
#: And to some of those who did: 一等奖6人，有甲在列.
_COUNTED_LEAD: Final = re.compile(rf"{_COUNT}，(?:其中|有|分别是|分别为|包括)?$")
_SOME: Final = re.compile(r"等|在列|[。；）]|榜上有名|$")
_OTHER_SCHOOL: Final = re.compile(
    r"(?P<name>[^，。；、的（）]{1,24}(?:学校|职专|中专|学院|大学|职高|职教中心|(?<=[县市区])[一二三四五六七八九]中))的?(?:学生|教师|选手|老师)?$"
)
_ITEM_HEAD: Final = re.compile(
    r"(?:[，。；：、]其中|[，。；：、]|其中)(?P<item>[^，。；：、]{2,20})(?:赛项|项目)(?:的)?(?:选手|学生)?$"
)
#: What stands between one who taught the winners and a rank of her own: 指导教师甲获“优秀教练员”.
_WINS_HERSELF: Final = re.compile(
    r"(?:老师|教师)?(?:也|还|同时|本人|被|一并)?(?:荣?获|获评|获得|评为|授予)“?"
)
_STOP: Final = re.compile(r"[。！？]")
#: What a 学院 that is a school has in its name, and one that is a department (测绘学院) has not.
_WHOLE_SCHOOL: Final = re.compile(r"职业|技师|师范|专科|高等|[省市县州]")
_SPEAKS: Final = re.compile(r"我校|本校|我院")


class Winners:
    """Finds the winners of the ranks of one segment."""

    def __init__(self, view: View) -> None:
        self.view = view
        self.text = view.text
        self._used: set[int] = set()

    def before(self, previous: int, start: int) -> NameList | None:
        """Return the persons who won the rank at `start`: those named since `previous`, or the last subject.

        The list may be one of advisors, where no winner is named.
        """
        view = self.view
        near = [one for one in view.persons if previous <= one.start and one.end <= start]
        near = [one for one in near if one.start not in self._used]
        if winners := [one for one in near if not one.advising]:
            view.memory.names = winners[-1]
            return winners[-1]
        if near:
            wins = _WINS_HERSELF.fullmatch(self.text, near[-1].end, start)
            return replace(near[-1], advising=False) if wins else near[-1]
        held = view.memory.names
        return held if held and self._goes_on(held, previous, start) else None

    def _goes_on(self, held: NameList, previous: int, start: int) -> bool:
        """Tell whether the text up to `start` still speaks of the persons `held`."""
        segment = self.view.segment
        if segment.bracket:
            return held.end == segment.start - 1
        if held.end <= segment.start and not _NO_SUBJECT.match(self.text[segment.start : start]):
            return False
        if re.search(r"团[体队]$", self.text[previous:start]):
            return False
        return not _SUBJECT.search(self.text, max(held.end, previous), start)

    def behind(self, group: Sequence[Rank], end: int) -> tuple[list[Entry], int]:
        """Return the winners listed behind ranks that end at `end`, with their items, and the end."""
        later = (rank.start for rank in self.view.ranks if rank.start >= end and rank not in group)
        limit = next(later, self.view.segment.end)
        persons = self.view.scene.told.persons
        lists = [one for one in persons if end <= one.start and one.end <= limit and not one.advising]
        if not lists:
            return [], end
        first = lists[0]
        lead = self.text[end : first.start]
        match = _LIST_LEAD.match(lead)
        if match and not match[0].endswith("（"):
            limit = self._list_end(first)
            return list_entries(self.text, persons, end, limit), limit
        if match and _BRACKET_LEAD.fullmatch(lead):
            return [(first, "")], self.text.find("）", first.end) + 1
        counted = _COUNTED_LEAD.search(lead) and (
            lead.endswith("有") or _SOME.match(self.text, first.end) is not None
        )
        if not match and counted:
            self._used.add(first.start)
            return [(first, "")], first.end
        return [], end

    def each_apart(self, previous: int, start: int) -> list[Entry]:
        """Return winners named each with what they won in; [] where they are not.

        焊接项目甲、砌筑项目乙分获金牌.
        """
        near = [one for one in self.view.persons if previous <= one.start and one.end <= start]
        heads = [_ITEM_HEAD.search(self.text, previous, one.start) for one in near]
        items = [clean_item(head["item"]) for head in heads if head]
        told = len(near) > 1 and all(items) and len(items) == len(near)
        return list(zip(near, items, strict=True)) if told else []

    def _list_end(self, first: NameList) -> int:
        """Return where a list behind a rank ends: with the sentence, or before the next rank."""
        stop = _STOP.search(self.text, first.end)
        sentence = stop.start() if stop else len(self.text)
        ranks = (rank.start for rank in self.view.scene.told.ranks if first.start < rank.start < sentence)
        if (rank := min(ranks, default=None)) is None:
            return sentence
        if any(segment.start == rank for segment in self.view.scene.told.segments):
            return rank
        cut = self.text.rfind("；", first.end, rank)
        return cut if cut > 0 else max(first.end, self.text.rfind("，", first.end, rank))

    def team(self, begin: int, end: int) -> NameList:
        """Return the team named in `text[begin:end]` (城建系代表队) as a list of one; empty where none is."""
        for match in reversed(list(_TEAM.finditer(self.text, begin, end))):
            name = _TEAM_LEAD.sub("", _OWN_LEAD.sub("", match["name"]))
            if not _BARE_TEAM.fullmatch(name):
                return NameList(match.end("name") - len(name), match.end("name"), (name,), ("",))
        return NameList(end, end, (), ())

    def is_foreign(self, names: NameList) -> bool:
        """Tell persons of another school than the report's: the name of a school right before them."""
        speaker = self.view.scene.speaker
        if _GUESTS.search(self.text[max(0, names.start - 26) : names.start]) and _HOST.search(self.text):
            return True
        match = _OTHER_SCHOOL.search(self.text[max(0, names.start - 26) : names.start])
        if match is None or (match["name"].endswith("学院") and not _WHOLE_SCHOOL.search(match["name"])):
            return False
        if speaker.fact is None:
            # A page that speaks as 我校 names others by name.
            return bool(_SPEAKS.search(self.text)) and not re.search(r"我校|该校|本校|代表", match["name"])
        parts = (own in match["name"] or match["name"] in own for own in speaker.names)
        known = speaker.is_own(match["name"]) or any(parts)
        return not known and not re.search(r"我校|该校|本校|代表", match["name"])
