"""Satisfaction: who is satisfied with what, as reports put it in many ways (对理论学习满意的占92.6%)."""

from __future__ import annotations

import re
from typing import Final

_LEAD: Final = (
    r"(?:(?:在校|全体|受访|被调查)?(?:学生|同学)们?)?(?:对于?|在)?(?:学校|本校|母校)?的?"
    r"(?:课堂|食宿等|后勤|日常)?"
)
#: What can be satisfied with, or who is; the first that fits holds.
_TOPICS: Final = (
    ("satisfaction_graduates", r"(?:往届|应届|历届)?毕业生对(?:学校|母校|我校|本校|学院|中心)(?:教学|教育)?"),
    (
        "satisfaction_employers",
        r"(?:用人单位|实习单位|雇主|合作企业|企业|单位)(?:对(?:我校|学校|本校)?(?:的)?(?:毕业生|学生|员工|人才培养)?[^，。；、\d]{0,8}?)?",
    ),
    (
        "satisfaction_employers",
        r"对(?:我校|本校|学校)?毕业生(?:工作|综合|整体|总体)?(?:表现|素质|质量|评价)?",
    ),
    (
        "satisfaction_theory",
        _LEAD + r"理论(?:知识|文化|课程|课)?(?:的?(?:学习|教学|授课))?(?:效果|质量)?",
    ),
    (
        "satisfaction_practice",
        _LEAD + r"(?:实习[、和与及]?实训|实训[、和与及]?实习|实训|实习|实践)"
        r"(?:课|课程|环节)?(?:教学|学习|安排|条件)?",
    ),
    ("satisfaction_major", _LEAD + r"专业(?:知识|技能|课程|课)?(?:的?(?:学习|教学))(?:效果|质量)?"),
    (
        "satisfaction_culture",
        _LEAD
        + r"(?:校园)?文化(?:建设|生活|氛围)?(?:(?:、|和|与|及|以及|/)(?:学生)?(?:社团|文体)(?:活动|建设)?)?|"
        + _LEAD
        + r"社团活动",
    ),
    ("satisfaction_safety", _LEAD + r"(?:校园)?安全(?:管理|工作|状况)?"),
    (
        "satisfaction_life",
        _LEAD + r"(?:(?:校园|住校|在校|学习)?生活(?:服务|条件|保障|环境)?|食宿|后勤(?:服务|保障)?)",
    ),
)
_SATISFIED: Final = (
    r"的?(?:感到|表示|总体|整体|综合|平均|均|比较|基本|非常|很)*满意(?:度|率)?(?:以上)?(?:的|者)?(?:学生|人数|单位|企业|毕业生)?"
    r"(?:的?比例|占比|调查结果)?"
)
_REACHING: Final = (
    r"(?:[为是占达有到在：都均]|一直|始终|连续|常年|长期|多年|稳定|保持|达到|高达|约|分别|超过|平均)*"
)
_SAID: Final = tuple((code, re.compile(rf"(?:{topic}){_SATISFIED}{_REACHING}$")) for code, topic in _TOPICS)
_NAMED: Final = tuple(
    (code, re.compile(rf"(?:{topic})(?:的|方面)?{_REACHING}\s*$")) for code, topic in _TOPICS
)
_TRAINED: Final = "培训"  #: those satisfied with a training are no employers of graduates
_OTHERS: Final = re.compile(r"家长|学员|教师对|教职工|社区|群众|服务对象|不满意")
_ABOUT: Final = "满意"


def speaks_of_satisfaction(text: str) -> bool:
    """Tell whether a line or a caption is about satisfaction."""
    return _ABOUT in text


def satisfied(text: str, at: int, about: bool) -> tuple[str, int] | None:
    """Return which satisfaction the percentage at `at` of `text` states and where its words begin, or None.

    `about` says that the text stands in a list of satisfactions, so that what is named need not say 满意.
    """
    start = max(text.rfind(mark, 0, at) for mark in "，；。") + 1
    clause = text[start:at]
    if _OTHERS.search(clause) or _TRAINED in text[:at]:
        return None
    if found := _ending(_SAID, clause):
        return found[0], start + found[1]
    if found := _told_behind(text, at, start, clause):
        return found
    item = max(clause.rstrip("： ").rfind(mark) for mark in "、：% ") + 1
    named = about or _ABOUT in text[: start + item]
    if named and item < len(clause) and (found := _whole(clause[item:])):
        return found[0], start + item
    return None


#: 92.5%的学生满意 · 95%的用人单位对毕业生表示满意
_BEHIND: Final = re.compile(
    r"[\d.]+%(?:以上|左右)?的(?P<who>[^，。；、\d]{2,6}?(?:学生|毕业生|单位|企业|雇主|同学)|学生|毕业生|单位|企业|雇主|同学)"
    r"(?P<what>对[^，。；\d]{2,16}?|认可)?(?:感到|表示|总体|比较|基本|非常|很|均|都)*满意"
)


def _told_behind(text: str, at: int, start: int, clause: str) -> tuple[str, int] | None:
    """Return what a share of people told behind the figure at `at` are satisfied with."""
    match = _BEHIND.match(text, at)
    if match is None:
        return None
    topic = clause.rsplit("：", maxsplit=1)[-1].strip("，： 有约近共")
    for words in (topic, match["who"] + (match["what"] or ""), match["what"] or ""):
        if words and (found := _whole(words)):
            return found[0], start
    return None


def topic_of(words: str) -> str | None:
    """Return the satisfaction that a header in a table of satisfactions names, or None."""
    found = _whole(words)
    return found[0] if found else None


def _ending(patterns: tuple[tuple[str, re.Pattern[str]], ...], clause: str) -> tuple[str, int] | None:
    """Return the topic that reaches furthest back of those whose words end the clause."""
    found = [(match.start(), code) for code, pattern in patterns if (match := pattern.search(clause))]
    return min(((code, at) for at, code in found), key=lambda one: one[1], default=None)


def _whole(words: str) -> tuple[str, int] | None:
    for code, pattern in _NAMED:
        if pattern.fullmatch(words.strip()):
            return code, 0
    return None
