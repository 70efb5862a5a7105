"""Names of majors: which words can be one, and how it is written."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from . import lexicons
from .terms import TermRuns

_BRACKET_AT_END: Final = re.compile(r"（[^）]*）$")
_SHORTEST_REORDERED: Final = 5
_SHORTEST_UNLISTED: Final = 4
#: What no item of a list of majors holds: people, places, things and acts of teaching.
_NO_ITEM: Final = re.compile(
    r"课程|教材|教学|教师|学生|人才|基地|中心|工作室|系$|学院|大赛|竞赛|比赛|技能$|满意|合作|企业|公司|集团|学校|产业|行业|"
    r"岗位|证书|素质|能力|水平|实训|实习|培训|建设|改革|研究|平台|项目|工程$|资源|标准|方案|模式|制度|活动|文化课|德育|"
    r"语文|数学|英语|体育|办学|招生|就业|毕业|联办|[0-9]{2,}人|满足|适应|大类|建立|开展|率|年级|群$"
)
#: Verbs and function words with which a clause begins, but no name.
_VERBAL: Final = re.compile(
    r"明确|保持|稳定|进行|加大|构建|充分|发挥|运用|利用|做好|做强|强化|打造|形成|围绕|紧跟|依托|引进|开拓|扩大|增强|加快|推行|"
    r"落实|坚持|实行|突破|服务于|下设|轮岗|率先|成立|组建|报考|读|念|学|修|教|让|由|使|把|将|给|从|为|对|在|与|和|及|每|各|"
    r"全|我|你|他|本|该|此|今年|去年|明年|近年|目前|已|又|现"
)
#: Remarks behind a name: （新增）, （停招两年）.
_REMARK: Final = re.compile(r"（(?:试办|新增|新开|新设|停招|试点|筹)[^）]*）$")
_NUMBERED: Final = re.compile(r"^(?:\d+[.、．]|（\d+）|[①-⑳])")
_WORD_INSIDE: Final = re.compile(r"(.{2,}?)专业(（.+）)")
_AROUND: Final = "“”、，。；： ·-—"


def is_catalogued(name: str) -> bool:
    """Tell whether a catalogue (today's or an older one) has a major `name`, a bracket at its end apart."""
    return name in lexicons.majors() or _BRACKET_AT_END.sub("", name) in lexicons.majors()


def in_other_order(name: str) -> bool:
    """Tell whether `name` has the words of a catalogue name in another order (汽车维修和运用)."""
    return len(name) >= _SHORTEST_REORDERED and _letters(name) in _by_letters()


def could_be_major(name: str) -> bool:
    """Tell whether `name` can be a major's: catalogued, a short form, or with an ending of majors."""
    if is_catalogued(name) or in_other_order(name):
        return True
    if qualifies(name) or no_item(name) or begins_clause(name):
        return False
    if name in lexicons.words("major_short_forms"):
        return True
    if name in lexicons.words("major_too_wide"):
        return False
    return name in _beginnings() or (len(name) >= _SHORTEST_UNLISTED and name.endswith(_endings()))


def qualifies(words: str) -> bool:
    """Tell whether `words` only qualify the word 专业 (骨干专业, 新增专业): no major is named."""
    return _qualifiers().covers(words)


def no_item(words: str) -> bool:
    """Tell whether `words` hold what no item of a list of majors holds (实训基地, 合作企业)."""
    return bool(_NO_ITEM.search(words))


def begins_clause(words: str) -> bool:
    """Tell whether `words` begin as a clause does, not a name (围绕…, 在…)."""
    return bool(_VERBAL.match(words))


def clean_major(name: str) -> str:
    """Return a major's name as listed: without number, remark, the word 专业, quotation marks."""
    name = _NUMBERED.sub("", _REMARK.sub("", name.strip(_AROUND))).lstrip(_AROUND)
    if name.endswith("）") and (match := _WORD_INSIDE.fullmatch(name)):
        name = match[1] + match[2]
    return name.removesuffix("专业") if len(name) > 3 else name


def _letters(name: str) -> str:
    return "".join(sorted(re.sub("[与和及]", "", name)))


@cache
def _by_letters() -> frozenset[str]:
    return frozenset(_letters(name) for name in lexicons.majors() if len(name) >= _SHORTEST_REORDERED)


@cache
def _beginnings() -> frozenset[str]:
    return frozenset(name[:length] for name in lexicons.majors() for length in range(2, len(name)))


@cache
def _endings() -> tuple[str, ...]:
    return lexicons.listed("major_endings")


@cache
def _qualifiers() -> TermRuns:
    return TermRuns(lexicons.words("no_majors"))
