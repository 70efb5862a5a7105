"""Who won: a student, a teacher, a team or the school, by the words around."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from .award_people import NameList

_TEACHERS_EVENT: Final = re.compile(
    r"教师|教学|班主任|说课|微课|优质课|公开课|课件|论文|辅导员|职工|教坛|师德|精品课|案例评|课题|教科研|信息化大赛|教育资源|指导教师|指导老师|辅导教师|辅导老师"
)
_STUDENTS_EVENT: Final = re.compile(r"学生|文明风采|中职组|高职组|中职生|高职生|青少年")
_TEAM: Final = re.compile(r"团体|团队|代表队|组队|教研组|项目组|小组|队(?![员长伍])|三人组|战队")
_ADVISORS: Final = re.compile(r"(?:指导|辅导)(?:教师|老师)")
_SCHOOL_RANK: Final = re.compile(r"组织(?:奖|单位)|冠军学校|优秀学校")
_STUDENTS: Final = re.compile(r"学生|同学|选手|学员|毕业生|实习生|[一二三]年级|[\d一二三]班")
_TEACHERS: Final = re.compile(r"教师|老师|班主任|职工")


def recipient_kind(
    names: NameList, segment: str, event: str, rank: str, section: Sequence[str], before: str
) -> str:
    """Return the kind of the persons `names` who won `rank`: "student", "teacher", "team", or "" where nothing tells.

    `segment` is the text that they are named in, `section` the headings above, `before` the paragraph until there.
    """
    segment = _ADVISORS.sub("", segment)
    if names.mixed or re.search(r"(?:队|团队|小组|组|社团?)$", names.names[0]):
        return "team"
    if _TEACHERS_EVENT.search(rank):
        return "teacher"
    many = len(names.names) > 1
    if many and _TEAM.search(segment):
        return "team"
    if names.role:
        return names.role
    if re.search(r"职工组|教师组", segment):
        return "teacher"
    if "学生" in segment and not _TEACHERS.search(segment):
        return "student"
    for words in (event, segment):
        if kind := _kind(words):
            return kind
    for words in (_ADVISORS.sub("", before[-120:]), *reversed(section)):
        if kind := _kind(words):
            return kind
    return ""


def _kind(words: str) -> str:
    students, teachers = (
        bool(_STUDENTS_EVENT.search(words) or _STUDENTS.search(words)),
        bool(_TEACHERS_EVENT.search(words)),
    )
    if students == teachers:
        return ""
    return "student" if students else "teacher"


def kind_of_text(left: str, rank: str) -> str:
    """Return the kind of winners that are not named, by the words before a rank; "" where there are none."""
    if _SCHOOL_RANK.search(rank):
        return "school"
    if _TEACHERS_EVENT.search(rank):
        return "teacher"
    last = [
        (match.start(), kind)
        for kind, pattern in (
            ("team", _TEAM),
            ("student", _STUDENTS),
            ("teacher", _TEACHERS),
            ("school", re.compile(r"学校|我校|该校|我院|学院|中心|职专")),
        )
        for match in pattern.finditer(left)
    ]
    kinds = [kind for _, kind in sorted(last)]
    for kind in ("team", "student", "teacher", "school"):
        if kind in kinds:
            return kind
    return ""
