"""Titles whose holders stand elsewhere than before the verb: lists of a title, 授予甲“…”, “…”是甲."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from ..language.sentences import evidence
from ..language.years import year_before
from .award_people import NameList
from .award_results import Result
from .award_roles import Around, recipient_kind
from .award_slots import people_in
from .award_view import Scene
from .award_words import award_level, find_ranks, is_unreal

_HOLDER: Final = (
    r"(?:名师|能手奖?|奖章|标兵|先锋|先进个人|先进工作者|劳动模范|模范|带头人|骨干教师|工匠|大师|首席技师|园丁|新秀|楷模|领军人才|拔尖人才|特级教师|"
    r"优秀(?:教师|班主任|辅导员|学生|教育工作者|志愿者|毕业生|共产党员|党务工作者|工作者|团员|团干部|学生干部)|教学能手|好少年|三好学生|"
    r"最美[^，。；“”]{2,8}|技术能手|状元|之星|奖学金|先进教师|教坛新星|班主任)"
)
_TITLE: Final = re.compile(
    rf"(?:^|[，。！？；：“为]|公布的?|\d{{1,2}}日)(?P<title>[^，。；：“”]{{2,40}}?{_HOLDER})(?=名单|评选|遴选|认定|公布|公示|揭晓|表彰|培养|，|（|”|。|$)"
)
#: Said of persons on a list: 榜上有名, 在内.
_LISTED: Final = re.compile(
    r"(?:等?[\d一二两三四五六]?[名位人])?(?:老师|教师|同学)?(?:[两二三四]人)?(?:均|都|也|双双|赫然|同时|一同)?"
    r"(?:在内|在列|入选|上榜|榜上有名|名列其中|位列其中|跻身其中|也在其中|当选|获此殊荣|获此称号|获此荣誉)"
)
_GIVEN: Final = re.compile(
    rf"(?:老师|教师|同志|同学)?“(?P<title>[^”]{{0,30}}{_HOLDER})”(?:荣誉)?(?:称号|证书)?"
)
_NAMED: Final = re.compile(
    rf"“(?P<title>[^”]{{0,30}}{_HOLDER})”(?:称号|荣誉)?(?:的)?(?:获得者|得主)?(?:今年|这次|分别|也|又|还|都)*(?:是|为|有|授予了?|颁给了?|给了?|归)[^，。；“”]{{0,16}}$"
)
#: A title right before its holder, where it is given: 为“…”甲颁奖.
_BESIDE: Final = re.compile(rf"“(?P<title>[^”]{{0,30}}{_HOLDER})”(?:称号)?(?:的?获得者|得主)?$")
#: A title among whose holders are: 2021年度某市技术能手里又有.
_AMONG: Final = re.compile(
    rf"(?:^|[，。；：])(?:(?:19|20)\d\d年?度?)?(?P<title>[^，。；：“”]{{2,30}}{_HOLDER})(?:名单)?(?:里头?|当中|中|名单上)(?:又|还|也|都|就|另)*(?:有|包括)[^，。；：“”]{{0,12}}$"
)
_CEREMONY: Final = re.compile(r"颁发|颁奖|授予|表彰|授牌|颁证")
#: And right behind, in a list of honours: 甲，某市“…”（2022年）.
_BEHIND: Final = re.compile(
    rf"[，：](?:(?:19|20)\d\d年)?(?:荣?获|获评|被评为|获得)?(?P<title>[^，。；“”]{{0,8}}“[^”]{{0,20}}{_HOLDER}”)"
)
_LIST: Final = re.compile(r"(?:荣誉|获奖|表彰)[^，。；]{0,6}：")
_GIVING: Final = re.compile(r"授予|颁给|表彰")
_AGAIN: Final = re.compile(r"(?:同)?获(?:得)?此(?:称号|殊荣|荣誉|奖项)的(?:还有|是|有)[^，。；]{0,12}$")
_SIGN: Final = re.compile(
    r"”(?:称号|荣誉)[^，。；]{0,6}给|里又?有|中[又还]?有|上[又还]?有|当中|包括|在内|在列|入选|上榜|榜上有名|其中|当选|获此|授予|”(?:称号|荣誉)?的?(?:获得者|得主)?(?:是|为|给|颁|归|授)|此(?:称号|殊荣|荣誉)的|颁发|颁奖|表彰|荣誉"
)
_SENTENCE: Final = re.compile(r"[^。！？]+[。！？]?")
_NOT: Final = re.compile(r"课程|教材|专业(?!带头人)|项目|案例|基地|成果|工作室|学校|团队|单位")
_STUDENTS: Final = re.compile(r"学生|少年|团员|奖学金|毕业生")
_CONFIDENCE: Final = 0.7


def framed_titles(scene: Scene) -> Iterator[Result]:
    """Yield the titles that a paragraph tells in such frames."""
    text = scene.told.text
    last = ""
    for match in _SENTENCE.finditer(text):
        start, end = match.span()
        if not _SIGN.search(text, start, end):
            continue
        for one in people_in(text, start, end, scene.told.tokens, scene.told.persons, officials=True):
            title = "" if one.advising else _title_of(text, start, end, one, last)
            if not title or _NOT.search(title) or find_ranks(title) or is_unreal(text[start : one.start]):
                continue
            last = title
            yield _result(scene, one, title, start, end)


def _title_of(text: str, start: int, end: int, one: NameList, last: str) -> str:
    """Return the title that the persons `one` of a sentence are said to hold, or ""."""
    if given := _GIVEN.match(text, one.end, end):
        return given["title"] if _GIVING.search(text, max(start, one.start - 12), one.start) else ""
    if _AGAIN.search(text, start, one.start):
        return last
    beside = _BESIDE.search(text, start, one.start) if _CEREMONY.search(text, start, end) else None
    behind = _BEHIND.match(text, one.end, end)
    behind = behind if behind and _LIST.search(text, 0, end) else None
    among = _AMONG.search(text, max(0, start - 1), one.start)
    if told := _NAMED.search(text, start, one.start) or beside or behind or among:
        return told["title"]
    if not _LISTED.match(text, one.end, end):
        return ""
    # 认定…为某名师，我校甲入选: the title stands before the persons.
    titles = [match["title"] for match in _TITLE.finditer(text, max(0, start - 1), one.start)]
    return _clean(titles[-1]) if titles else ""


def _clean(words: str) -> str:
    words = re.sub(r"^.*(?:发文|认定|公布|评选|确定)(?:了|出)?(?:\d+[名人位])?(?:为)?(?=.{4})", "", words)
    return re.sub(r"^(?:(?:19|20)\d\d年?(?:度|学年)?|近日|日前)+的?", "", words)


def _result(scene: Scene, one: NameList, title: str, start: int, end: int) -> Result:
    told = scene.told
    at = told.text.rfind(title, 0, end)
    near = at >= start
    places: Sequence[int] = [one.start, one.end, *([at, at + len(title)] if near else [])]
    around = Around(told.text[start:end], told.text[:start], told.section)
    kind = recipient_kind(one, title, "", around) or ("student" if _STUDENTS.search(title) else "teacher")
    dated = re.search(r"(?:19|20)\d\d年|今年|去年", told.text[start:end])
    return Result(
        event=title,
        rank="称号",
        evidence=(evidence(scene.document, told.passage, min(places), max(places), told.section),),
        recipients=one.names,
        kind=kind,
        level=award_level(title, scene.speaker.home),
        year=year_before(told.text[:end], end, scene.speaker.year) if dated else None,
        confidence=_CONFIDENCE,
    )
