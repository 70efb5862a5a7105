"""Subjects: whether the words of a sentence speak of the school, of a major, or of a part or another body."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final, Literal

from .. import lexicons
from ..language.sentences import Sentence
from ..language.terms import TermFinder

#: What may lead a clause before its subject: times and connectives.
_LEAD: Final = re.compile(
    r"(?:(?:截至|截止|到|自|从|在)?(?:19|20)\d\d(?:学?年)(?:度|底|末|初|\d{1,2}月(?:\d{1,2}日|底)?|秋季|春季)?"
    r"|(?:主打|王牌|老牌|热门|拳头|招牌|骨干|优势)的?(?:专业)?|(?:19|20)\d\d届|本年度|今年|目前|近年来|当年|其中|同时|此外|另外|现在|如今|、|，)*"
)
_SCHOOL: Final = re.compile(
    r"(?:学校|我校|本校|全校|该校|学院(?![\u4e00-\u9fff]{2,6}系)|我院|全院|校园|校舍|我中心|新校区)"
)
_OTHERS: Final = re.compile(
    r"(?![^，。；]{0,16}(?:它|该校|我校|本校|唯一|首家|之一|最[大早]|第一))(?:[县市省区州]里(?=共有|现有|有|的)|我市|我省|我县|我区|本市|本省|全市|全省|全国|全区|全县|该公司|公司|该企业|集团|该园|幼儿园"
    r"|(?:结对|受援|帮扶|对口帮扶|对口支援)(?:的|学校|院校)|[镇乡村]上的?|社区学院|兄弟(?:学校|院校)|对方(?:学校)?|来访|[\u4e00-\u9fff]{2,8}(?:市|县|省)(?:共?有|现有|中职))"
)
_PREDICATE: Final = (
    r"现有|拥有|位于|坐落|占地|总?建筑|投资|投入|是|为|由|于|设有?|本年度|今年|去年|当年|(?:19|20)\d\d|，|在|已|建"
    r"|始建|成立|聚焦|共|有|与|累计|招生"
)
_AFTER_NAME: Final = re.compile(rf"(?:{_PREDICATE}|[（。；])")
#: Units with figures of their own: a branch, a campus, a firm.
_UNITS: Final = re.compile(
    r"(?:(?!下设|设有|拥有|建有|现有|\d个|[一二两三四五六七八九十]个)[\u4e00-\u9fffA-Za-z0-9“”]){1,16}?(?:学院|教学系|工程系|系部|(?![关体联派])[\u4e00-\u9fff]系|分院|校区|分校|教学部|学部|专业部"
    r"|公司|集团|工作室|党支部|社团|协会|联盟|村|年级|\d+级|学员|幼儿园)"
    rf"(?=：|—|{_PREDICATE})"
)
#: Places of the school: what they measure is theirs, what they hold may be the school's.
_PLACES: Final = re.compile(
    rf"(?![^，。]{{0,6}}[栋座幢])(?!校址|地址|位于|地处|坐落|位置|所在|搬|迁)[\u4e00-\u9fffA-Za-z0-9“”]{{1,16}}?(?:(?:中心|馆|楼|厂|工程|大厦|公寓|食堂|车间)(?={_PREDICATE})"
    rf"|(?:基地|园区|(?<![农林牧市商])场|”)(?!，)(?={_PREDICATE}))"
)
_OF_PLACES: Final = frozenset(
    {
        "workstations", "equipment_value", "new_equipment_value", "equipment_per_student", "printed_books",
        "ebooks", "books_per_student", "training_persons", "majors_offered",
    }
)  # fmt: skip
_AFTER_MAJOR: Final = re.compile(
    r"(?:专业)?(?:$|[今去本当前]年|目前|现在|如今|连续|年均|近|在[校籍读册]|毕业|招生|现有|作为|于|是|按|因|的|，|共|有|（|自|就业|对口|20|学生|开设|每|最[高低多少好]|居|排名?|位[居列]|为|达|平均|次之|略)"
)
#: A group of majors, whose figures go by its name.
_GROUP: Final = re.compile(
    r"([\u4e00-\u9fff]{2,14}?专业群)(?=在校|现有|毕业|招生|学生|有|共|，|就业|对口|专任|在籍|拥有|20)"
)
_NO_GROUP: Final = re.compile(
    r"[两二三四五六七八九十个大各该等校级]|重点|建设|特色|开设|形成|构建|组建|骨干|高水平"
)
_LISTED: Final = re.compile(r"(?:专业)?(?:[、及等]|专业(?:群)?[和与]|[和与])")
#: 护理专业与某学院合办
_WITH: Final = re.compile(r"(?:专业)?[与同和跟]")
_FULL_NAME: Final = 7  #: characters of a name that tells a school without its region
_CLAUSE: Final = re.compile(r"(?:^|[，；：])")

Kind = Literal["school", "part", "place", "major", "majors"]
#: Tells the reporting school's names from others'; None where it isn't known who reports.
IsOwn = Callable[[str], bool] | None


@dataclass(frozen=True, slots=True)
class Subject:
    """What a stretch of text speaks of; `name` is the major's where it is one."""

    kind: Kind
    name: str = ""

    def scope(self, code: str) -> str | None:
        """Return the scope that a figure of indicator `code` has here, or None where none can name it."""
        if self.kind in ("major", "majors") and code == "majors_offered":
            return "school"
        if self.kind == "major":
            return f"major:{self.name}"
        if self.kind in ("part", "majors") or (self.kind == "place" and code not in _OF_PLACES):
            return None
        return "school"


SCHOOL: Final = Subject("school")


@cache
def _major_finder() -> TermFinder:
    return TermFinder(lexicons.majors())


def catalogued_before(text: str, at: int) -> str | None:
    """Return the catalogue's major whose name (and 专业, it may be) ends at `at` of `text`, or None."""
    stretch = text[max(0, at - 24) : at].removesuffix("的").removesuffix("专业")
    for _, end, name in _major_finder().longest(stretch):
        if end == len(stretch):
            return name
    return None


# A run of digits is taken whole: cut in all ways, one of thirty digits would take hours.
_SEVERAL: Final = r"(?:(?<!\d)(?:\d{2,}|[2-9])(?!\d)|[两二三四五六七八九十百])+"
#: Several schools counted: what follows in the sentence is theirs together (民办农业中学25所，26个班).
_SCHOOLS: Final = re.compile(
    rf"(?:{_SEVERAL}[余多]?所(?:[\u4e00-\u9fff]{{0,8}}(?:学校|中学|职校|中专|职高|职中|院校|技校))"
    r"|(?:学校|中学|职校|中专|职高|职中|院校|技校)(?:共|有|达|近|约)*(?:\d{2,}|[2-9两二三四五六七八九十百])[余多]?所)[，、（]"
)


def subjects_of(sentence: Sentence, is_own: IsOwn) -> list[tuple[int, Subject | None]]:
    """Return where in `sentence` a subject begins to hold, in order; empty where none is named.

    None stands where a part of the sentence begins that goes back to what the paragraph speaks of.
    """
    found: list[tuple[int, Subject | None]] = []
    group = None  # what the part of the sentence between two ； speaks of from its beginning
    for match in _CLAUSE.finditer(sentence.text):
        lead = _LEAD.match(sentence.text, match.end())
        at = lead.end() if lead else match.end()
        subject = _subject_at(sentence, at, is_own)
        if match[0] != "，":
            group = subject if match[0] == "" else subject or group
        if subject:
            found.append((match.end(), subject))
        elif match[0] == "；" and found and found[-1][1] != group:
            found.append((match.end(), group))
    if "所" in sentence.text and (schools := _SCHOOLS.search(sentence.text)):
        found.append((schools.end(), Subject("part")))
        found.sort(key=lambda one: one[0])
    return found


def first_subject(sentence: Sentence, is_own: IsOwn) -> Subject | None:
    """Return the subject that holds from the beginning of `sentence`, or None where none is named there."""
    lead = _LEAD.match(sentence.text)
    return _subject_at(sentence, lead.end() if lead else 0, is_own)


def subject_at(subjects: Sequence[tuple[int, Subject | None]], at: int, otherwise: Subject) -> Subject:
    """Return the subject that holds at `at`."""
    holding = next((subject for start, subject in reversed(subjects) if start <= at), None)
    return holding or otherwise


def _subject_at(sentence: Sentence, at: int, is_own: IsOwn) -> Subject | None:
    text = sentence.text
    if body := _named_body(sentence, at, is_own):
        return body
    if _SCHOOL.match(text, at):
        return SCHOOL
    if _OTHERS.match(text, at):
        return Subject("part")
    if major := _major_at(sentence, at) or _group_at(text, at):
        return major
    for pattern, subject in ((_UNITS, Subject("part")), (_PLACES, Subject("place"))):
        if match := pattern.match(text, at):
            return SCHOOL if is_own and is_own(match[0]) else subject
    return None


def _group_at(text: str, at: int) -> Subject | None:
    group = _GROUP.match(text, at)
    if group is None or _NO_GROUP.search(group[1].removesuffix("专业群")):
        return None
    return Subject("major", group[1])


def _named_body(sentence: Sentence, at: int, is_own: IsOwn) -> Subject | None:
    """Return the school or another body, where its name is the subject at `at`."""
    for mention in sentence.organisations():
        if mention.start == at and _AFTER_NAME.match(sentence.text, mention.end):
            own = _is_own(mention.text, is_own) if is_own else mention.kind == "school"
            return SCHOOL if own else Subject("part")
    return None


def _is_own(name: str, is_own: Callable[[str], bool]) -> bool:
    """Tell whether `name` is the reporting school's, with its region before it or not."""
    return any(is_own(name[at:]) for at in range(max(1, len(name) - _FULL_NAME + 1)))


def _major_at(sentence: Sentence, at: int) -> Subject | None:
    """Return the major, or the list of majors, that is the subject at `at`."""
    for name, end in _majors_at(sentence, at):
        joint = _WITH.match(sentence.text, end)
        if joint and any(one.start == joint.end() for one in sentence.organisations()):
            return Subject("major", name)
        if _LISTED.match(sentence.text, end):
            return Subject("majors")
        if _AFTER_MAJOR.match(sentence.text, end):
            return Subject("major", name)
    return None


def _majors_at(sentence: Sentence, at: int) -> Iterator[tuple[str, int]]:
    for mention in sentence.majors():
        if mention.start == at:
            yield mention.text, mention.end
    for start, end, name in _major_finder().longest(sentence.text[at : at + 24]):
        if start == 0:
            yield name, at + end
        break
