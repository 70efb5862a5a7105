"""Titles given to persons: 被评为…, 荣获…称号."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from ..language.sentences import evidence
from ..language.years import year_before
from ..reading.blocks import Document
from ..schools.school import Speaker
from .award_people import NameList
from .award_results import Result
from .award_roles import Around, recipient_kind
from .award_text import AwardText, Segment
from .award_words import award_level, find_ranks, is_unreal

#: A verb whose object is a title, and one whose object may be one.
_SURE: Final = re.compile(
    r"(?:被|获|获得|荣)?(?:评选为|评为|推选为|选树为|表彰为|认定为|命名为|授予|评为了|获评为?|评上|当选为?|同为(?=“)|荣膺|遴选为|选拔为|确定为|推荐为|选为|聘为(?=[^，。；]{0,8}(?:首席|特聘)))"
)
_MAYBE: Final = re.compile(
    r"(?:荣获|获得|获颁|获授|获批|获|喜获|入选|取得|摘得|斩获|捧得|捧回|拿到|赢得|夺得|跻身|揽获|入围|进入|登上|拿了|领了|领到|领取|领回|拿过|当上|"
    r"[当做]过(?=[^，。；]{0,4}(?:全国|省|市|县|区)|“)|(?<=[则也还])把(?=“))(?:了)?"
)
_TITLE_END: Final = re.compile(
    r"(?:称号|劳动模范|先进(?:个人|工作者)|标兵|名师|能手|奖章|先锋|三好学生|带头人|之星|好人|新秀|工匠|园丁|班主任|"
    r"优秀教师|模范教师|最美教师|教育工作者|优秀共产党员|党务工作者|优秀党员|优秀团员|共青团员|优秀团干部?|学生干部|"
    r"好少年|特级教师|职工|巾帼|少年|楷模|达人|津贴|状元|模范|优秀(?:工作者|辅导员|志愿者|学生|青年|毕业生|党员|干部|个人)|骨干教师|"
    r"大师|首席技师|拔尖人才|领军人才|青年岗位能手|奖学金|勋章|荣誉证书|大工匠|匠人|五四奖章|能手奖)”?(?:荣誉)?(?:证书|称号)?(?:名单)?$"
)
#: Posts and grades of teachers, and what only schools, groups and things are called.
_NO_TITLE: Final = re.compile(
    r"(?:(?:高级|中级|初级|一级|二级|正高级?)(?:讲师|教师|技师|工程师|实习指导教师)|教授|讲师|工程师|学校|专业|单位|基地|"
    r"集体|课程|教材|案例|项目|成果|班级|党支部|支部|课题|等次|合格|优秀)$"
)
_OBJECT_END: Final = re.compile(r"[，。；！？]|$")
_PARTS: Final = re.compile(
    r"(?<=”)(?:和|与|及|、)?(?=“)|、(?![^“]*”)|(?<=”)(?:和|与|及)|"
    r"(?:和|及|以及)(?=[^“”]{0,6}(?:省|市|县|区|全国|国家|校级))"
)
_PART_END: Final = re.compile(rf"{_TITLE_END.pattern}|[奖名”]$")
_YEAR: Final = re.compile(r"^(?:于|在)?(?:19|20)\d\d(?:[-—](?:19|20)?\d\d)?(?:年度?|学年(?:度)?)?(?=\D)")
_TAIL: Final = re.compile(
    r"(?<=”)[两三四]个?(?:荣誉)?称号.{0,6}$|"
    r"(?:等)?(?:多项|多个)?(?:荣誉|光荣)?称号$|(?<=[奖手匠师兵])名单$|(?:荣誉)?证书$|等$|荣誉$|的$"
)
_HEAD: Final = re.compile(r"^(?:了|为|的|我校|学校)|^[^“”]{2,16}(?:表彰|公布|评选|评定|授予|认定)的(?=.{4})")
_SAID_YEAR: Final = re.compile(r"(?:19|20)\d\d|同年|今年|本年度|本学年|去年")
#: Between persons and a verb that is said of something else.
_OTHER_SUBJECT: Final = re.compile(
    r"[。；]|学校|我校|团队|专业|的[^，]{1,8}$|指导|带领|工作室|\d+余?[名人位]|[另还]有"
)
_GIVER: Final = re.compile(r"(?:被|由|经|受)([^，。；]{2,30})$")
_OF_STUDENTS: Final = re.compile(r"学生|少年|团员|三好")
_OF_TEACHERS: Final = re.compile(r"教师|教育|名师|师德|党|劳动|园丁|巾帼|班主任|工匠|职工|技术能手|大师|技师")


def title_results(document: Document, told: AwardText, speaker: Speaker) -> Iterator[Result]:
    """Yield the titles that a paragraph says persons of the school hold."""
    for segment in told.segments:
        yield from _segment_titles(document, told, speaker, segment)


def _segment_titles(
    document: Document, told: AwardText, speaker: Speaker, segment: Segment
) -> Iterator[Result]:
    text = told.text
    at = segment.start
    while match := _next_verb(text, at, segment.end):
        at = match.end()
        stop = _OBJECT_END.search(text, at, segment.end)
        end = stop.start() if stop else segment.end
        names = _subject(told, segment, match.start())
        if names is None or is_unreal(text[names.end : end]):
            continue
        sure = bool(_SURE.fullmatch(match[0]) or _TITLE_END.search(text[at:end]))
        for start, close in _objects(text, at, end):
            title = _clean(text[start:close])
            if title and (sure or _TITLE_END.search(title)):
                place = evidence(document, told.passage, names.start, close, told.section)
                begin = (
                    segment.start
                    if segment.opens
                    else max(text.rfind(mark, 0, segment.start) for mark in "。！？") + 1
                )
                dated = _SAID_YEAR.search(text, begin, close)
                yield Result(
                    event=title,
                    rank="称号",
                    evidence=(place,),
                    recipients=names.names,
                    kind=_kind(names, title, told, segment),
                    level=award_level(title, speaker.home)
                    or _giver_level(text[names.end : match.start()], speaker),
                    year=year_before(text[:close], close, speaker.year) if dated else None,
                )
        at = max(at, end)


def _subject(told: AwardText, segment: Segment, verb: int) -> NameList | None:
    """Return the persons of whom the verb at `verb` is said: the last before it, but adverbs between."""
    before = [one for one in told.persons if segment.start <= one.start and one.end <= verb]
    names = before[-1] if before else None
    if names is None or names.advising:
        return None
    between = told.text[names.end : verb]
    return names if len(between) <= 60 and not _OTHER_SUBJECT.search(between) else None


def _giver_level(between: str, speaker: Speaker) -> str | None:
    """Return the level of the body that a title is said to come from: 被某市委、市政府|授予."""
    match = _GIVER.search(between)
    return award_level(match[1], speaker.home) if match else None


def _kind(names: NameList, title: str, told: AwardText, segment: Segment) -> str:
    if names.role and not names.mixed:
        return names.role
    words = told.text[segment.start : segment.end].replace("团队", "")
    if kind := recipient_kind(names, title, "", Around(words, told.text[: segment.start], told.section)):
        return kind
    return "student" if _OF_STUDENTS.search(title) else "teacher" if _OF_TEACHERS.search(title) else ""


def _next_verb(text: str, at: int, end: int) -> re.Match[str] | None:
    found = [match for pattern in (_SURE, _MAYBE) if (match := pattern.search(text, at, end))]
    return min(found, key=lambda match: (match.start(), -match.end())) if found else None


def _objects(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the titles listed in `text[start:end]`: “A”和“B”, A、B等称号."""
    words = text[start:end]
    cuts = list(_PARTS.finditer(words))
    # 、 parts titles only where each part ends like one: else it stands inside a title.
    if not all(_PART_END.search(words[: cut.start()]) for cut in cuts):
        cuts = []
    at = 0
    for close, after in [*(cut.span() for cut in cuts), (len(words), len(words))]:
        if close > at:
            yield start + at, start + close
        at = after


def _clean(words: str) -> str:
    """Return the title that `words` name, "" where they name none that a person holds."""
    words = _HEAD.sub("", _TAIL.sub("", _YEAR.sub("", words.strip())))
    quoted = re.fullmatch(r"“([^”]+)”", words)
    words = quoted[1] if quoted else words
    whole = 4 <= len(words) <= 40 and words.count("“") == words.count("”")
    barred = (
        "以上" in words or _NO_TITLE.search(words) or find_ranks(words) or re.search(r"\d+[名位人]", words)
    )
    return words if whole and not barred else ""
