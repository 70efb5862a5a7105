"""Titles given to persons: 被评为…, 荣获…称号."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from .award_people import NameList
from .award_results import Result
from .award_roles import recipient_kind
from .award_text import AwardText, Segment
from .award_words import award_level, find_ranks, is_unreal
from .blocks import Document
from .school import Speaker
from .sentences import evidence
from .years import year_before

#: A verb whose object is a title, and one whose object may be one.
_SURE: Final = re.compile(
    r"(?:被|获|获得|荣)?(?:评选为|评为|推选为|选树为|表彰为|认定为|命名为|授予|评为了|获评为?|当选为?|荣膺)"
)
_MAYBE: Final = re.compile(r"(?:荣获|获得|获|喜获|入选|取得)")
_TITLE_END: Final = re.compile(
    r"(?:称号|劳动模范|先进(?:个人|工作者)|标兵|名师|能手|奖章|先锋|三好学生|带头人|之星|好人|新秀|工匠|园丁|班主任|优秀教师|模范教师|最美教师|教育工作者|优秀共产党员|党务工作者|优秀党员|优秀团员|共青团员|优秀团干部?|学生干部|好少年|青年岗位能手|教坛新秀|特级教师|职工|巾帼|少年|楷模|达人|津贴|状元)$"
)
_RANK_OF_POST: Final = re.compile(
    r"(?:高级|中级|初级|一级|二级|正高级?)(?:讲师|教师|技师|工程师|实习指导教师)$|教授$|讲师$|工程师$|学校$|专业$|单位$|基地$|集体$|课程$|教材$|案例$|项目$|成果$|班级$|党支部$|支部$|课题$|等次$|合格$|优秀$"
)
_OBJECT_END: Final = re.compile(r"[，。；！？]|$")
_PARTS: Final = re.compile(
    r"(?<=”)(?:和|与|及|、)?(?=“)|、(?![^“]*”)|(?<=”)(?:和|与|及)|(?:和|及|以及)(?=[^“”]{0,6}(?:省|市|县|区|全国|国家|校级))"
)
_YEAR: Final = re.compile(
    r"^(?:于|在)?(?:19|20)\d\d(?:[-—](?:20)?\d\d)?(?:年度?|学年(?:度)?)|^(?:19|20)\d\d-(?:19|20)\d\d"
)


def title_results(document: Document, told: AwardText, speaker: Speaker) -> Iterator[Result]:
    """Yield the titles that a paragraph says persons of the school hold."""
    for segment in told.segments:
        yield from _segment_titles(document, told, speaker, segment)


def _segment_titles(
    document: Document, told: AwardText, speaker: Speaker, segment: Segment
) -> Iterator[Result]:
    text = told.text
    at = segment.start
    names: NameList | None = None
    while match := _next_verb(text, at, segment.end):
        at = match.end()
        before = [
            one
            for one in told.persons
            if segment.start <= one.start and one.end <= match.start() and not one.advising
        ]
        stop = _OBJECT_END.search(text, at, segment.end)
        end = stop.start() if stop else segment.end
        names = before[-1] if before else None
        if names is None or not _belongs(text[names.end : match.start()]) or is_unreal(text[names.end : end]):
            continue
        sure = bool(_SURE.fullmatch(match[0]))
        for start, close in _objects(text, at, end):
            title = _clean(text[start:close])
            if (
                not title
                or _RANK_OF_POST.search(title)
                or find_ranks(title)
                or not (sure or _TITLE_END.search(text[start:end]) or _TITLE_END.search(title))
            ):
                continue
            place = evidence(document, told.passage, names.start, close, told.section)
            words = text[segment.start : segment.end]
            kind = (
                names.role
                if names.role and not names.mixed
                else recipient_kind(
                    names, words.replace("团队", ""), title, "", told.section, text[: segment.start]
                )
            )
            year = (
                year_before(text[:close], close, speaker.year) if _year_near(text, segment, close) else None
            )
            yield Result(
                title,
                "称号",
                (place,),
                "",
                names.names,
                kind or _by_title(title),
                (),
                award_level(title, speaker.home),
                year,
                0.8,
            )
        at = max(at, end)


def _next_verb(text: str, at: int, end: int) -> re.Match[str] | None:
    found = [match for pattern in (_SURE, _MAYBE) if (match := pattern.search(text, at, end))]
    return min(found, key=lambda match: (match.start(), -match.end())) if found else None


def _belongs(between: str) -> bool:
    """Tell whether a verb is said of the persons before it: nothing but adverbs, years and other titles between."""
    return len(between) <= 60 and not re.search(
        r"[。；]|学校|我校|团队|专业|的[^，]{1,8}$|指导|带领|工作室|\d+余?[名人位]|[另还]有", between
    )


def _objects(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the titles listed in `text[start:end]`: “A”和“B”, A、B等称号."""
    words = text[start:end]
    at = 0
    cuts = list(_PARTS.finditer(words))
    # 、 parts titles only where each part ends like one: else it stands inside a title.
    if not all(
        _TITLE_END.search(words[: cut.start()])
        or words[: cut.start()].endswith(("奖", "名"))
        or words[: cut.start()].endswith("”")
        for cut in cuts
    ):
        cuts = []
    for match in [*cuts, None]:
        close = match.start() if match else len(words)
        if close > at:
            yield start + at, start + close
        at = match.end() if match else close


def _clean(words: str) -> str:
    words = _YEAR.sub("", words.strip())
    words = re.sub(r"(?:等)?(?:多项|多个)?(?:荣誉|光荣)?称号$|等$|荣誉$", "", words)
    words = re.sub(r"^(?:了|为|的|我校|学校)|的$", "", words)
    quoted = re.fullmatch(r"“([^”]+)”", words)
    words = quoted[1] if quoted else words
    return (
        words
        if 4 <= len(words) <= 40
        and words.count("“") == words.count("”")
        and not re.search(r"\d+[名位人]", words)
        else ""
    )


def _year_near(text: str, segment: Segment, close: int) -> bool:
    return bool(re.search(r"(?:19|20)\d\d|今年|本年度|本学年|去年", text[segment.start : close]))


def _by_title(title: str) -> str:
    if re.search(r"学生|少年|团员|三好", title):
        return "student"
    return (
        "teacher"
        if re.search(r"教师|教育|名师|师德|党|劳动|园丁|巾帼|班主任|工匠|职工|技术能手", title)
        else ""
    )
