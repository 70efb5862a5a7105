"""Who won: a student, a teacher, a team or the school, by the words around."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from .award_people import NameList

_TEACHERS_EVENT: Final = re.compile(
    r"教师|教学|班主任|说课|微课|优质课|公开课|课件|论文|辅导员|职工|教坛|师德|精品课|案例评|课题|教科研|信息化大赛|"
    r"教育资源|教工|指导老师|辅导老师|教练"
)
_STUDENTS_EVENT: Final = re.compile(
    r"学生|文明风采|中职组|高职组|中职生|高职生|青少年|同学|选手|学员|毕业生|实习生|[一二三]年级|[\d一二三]班"
)
#: Competitions in which, where nothing else is said, students compete.
_MOSTLY_STUDENTS: Final = re.compile(
    r"(?:职业|技工|高职|中职|高等)院校|中职|中专|技校|技能(?:大赛|竞赛)|创新创业|文明风采|挑战杯"
)
_TEAM: Final = re.compile(
    r"团体|团队|代表队|组队|教研组|项目组|小组|[男女][篮排足](?=[\u4e00-\u9fff])|(?:合唱|舞蹈|艺术|管乐|民乐|军乐|啦啦操)团|队(?![员长伍])|这支队伍|三人组|战队|[\u4e00-\u9fff]{2}社(?=[拿获夺以在])"
)
_TEAM_NAME: Final = re.compile(r"(?:队|组|社团?)$")
_ADVISORS: Final = re.compile(r"(?:指导|辅导)(?:教师|老师)|教练(?!员)")
_SCHOOL_RANK: Final = re.compile(r"(?:组织|贡献|参赛|承办)(?:奖|单位)|冠军学校|优秀学校")
_UNNAMED: Final = (
    ("team", _TEAM),
    ("student", _STUDENTS_EVENT),
    ("teacher", re.compile(r"教师|老师|班主任|职工")),
    ("school", re.compile(r"学校|我校|该校|我院|学院|中心|职专")),
)


@dataclass(frozen=True, slots=True)
class Around:
    """What stands around winners: the segment that names them, the paragraph before, the headings."""

    segment: str
    before: str
    section: Sequence[str]


def recipient_kind(names: NameList, event: str, rank: str, around: Around) -> str:
    """Return the kind of those who won `rank` in `event`: student, teacher, team; "" where untold."""
    segment = _ADVISORS.sub("", around.segment)
    if names.mixed or _TEAM_NAME.search(names.names[0]):
        return "team"
    if _TEACHERS_EVENT.search(rank):
        return "teacher"
    if len(names.names) > 1 and _TEAM.search(segment):
        return "team"
    if names.role:
        return names.role
    if re.search(r"职工组|教师组", segment):
        return "teacher"
    before = _ADVISORS.sub("", around.before[-120:])
    told = (kind for words in (event, segment, before, *reversed(around.section)) if (kind := _kind(words)))
    return next(told, "student" if _MOSTLY_STUDENTS.search(event) else "")


def kind_of_event(event: str) -> str:
    """Return whom a competition is for by its name: student, teacher; "" where of both or of none."""
    return _kind(event)


def mostly_students(event: str) -> bool:
    """Tell a competition in which students compete where nothing else is said."""
    return bool(_MOSTLY_STUDENTS.search(event))


def _kind(words: str) -> str:
    """Return whom `words` speak of, "" where of both or of none."""
    students, teachers = bool(_STUDENTS_EVENT.search(words)), bool(_TEACHERS_EVENT.search(words))
    if students == teachers:
        return ""
    return "student" if students else "teacher"


def kind_of_text(left: str, rank: str) -> str:
    """Return the kind of winners that are not named, by the words before a rank; "" where there are none."""
    if _SCHOOL_RANK.search(rank):
        return "school"
    if _TEACHERS_EVENT.search(rank):
        return "teacher"
    return next((kind for kind, pattern in _UNNAMED if pattern.search(left)), "")
