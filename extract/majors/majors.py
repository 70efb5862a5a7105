"""Names of majors: which words can be one, and how it is written."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import Final

from .. import lexicons
from ..language.terms import TermRuns

_BRACKET_AT_END: Final = re.compile(r"（[^）]*）$")
_SHORTEST_REORDERED: Final = 5
_SHORTEST_UNLISTED: Final = 4
#: What no item of a list of majors holds: people, places, things and acts of teaching.
_NO_ITEM: Final = re.compile(
    r"为龙头|并举|为主体?$|为重点|课程|教材|教学|教师|学生|人才|基地|中心|工作室|系$|学院|大赛|竞赛|比赛|技能$|满意|合作|企业|公司|集团|学校|产业|行业|"
    r"岗位|证书|素质|能力|水平|实训|实习|培训|建设|改革|研究|平台|项目|工程$|资源|标准|方案|模式|制度|活动|文化课|德育|"
    r"语文|数学|英语|体育|办学|招生|就业|毕业|联办|[0-9]{2,}人|满足|适应|大类|建立|开展|率|年级|群$"
)
#: Verbs and function words with which a clause begins, but no name.
_VERBAL: Final = re.compile(
    r"明确|保持|稳定|进行|加大|构建|充分|发挥|运用|利用|做好|做强|强化|打造|形成|围绕|紧跟|依托|引进|开拓|扩大|增强|加快|推行|"
    r"落实|坚持|实行|突破|服务于|下设|轮岗|率先|成立|组建|报考|读|念|学|修|教|让|由|使|把|将|给|从|为|对|在|与|和|及|每|各|"
    r"全|我|你|他|本|该|此|今年|去年|明年|近年|目前|已|又|现|年|[校院](?!园|外)|设(?![计备施])|增|新[增设开办]|招|开[设办出展]|"
    r"[首一二三四本]期|其|所|有(?!色|机)|备案|涉及|覆盖|涵盖|包括|面向|依次|如|即|以|拟|计划|申报|获批|停招|撤销"
)
#: Training courses and remarks of closing in a bracket: no majors.
_NO_MAJOR_BRACKET: Final = re.compile(r"（[^）]*(?:短训|短期|培训|短班|停招|停办|撤销)[^）]*）$")
_CODED: Final = re.compile(
    r"(?:（(?:专业)?(?:代码)?：?(\d{4,6}(?:[A-Z]\d+)?)）|(?<=[\u4e00-\u9fff]{2})(?!19|20)(\d{6}|\d{4}))$"
)
#: Remarks behind a name: （新增）, （停招两年）.
_REMARK: Final = re.compile(
    r"（(?:(?:试办|新增|新开|新设|停招|试点|筹)[^）]*|(?:学制)?[二两三四五六2-6]年制?|\d+(?:人|名|个班|班)|"
    r"[初中高]中起点[^）]*|(?:国家|省|市|州|县|区|部|自治区|校)级[^）]*|[^）]*专业[^）]*|(?:中|大)专|[中高]职|[中高]级工|五年制?高职)）$"
)
_NUMBERED: Final = re.compile(r"^(?:\d+[.、．]|（\d+）|[①-⑳])")
_WORD_INSIDE: Final = re.compile(r"(.{2,}?)专业(（.+）)")
_AROUND: Final = "“”、，。；： ·-—"
_AND: Final = re.compile("[与和及]")
_REMEMBERED: Final = 8192  #: names, each of which is asked for by several ways of finding majors


def is_catalogued(name: str) -> bool:
    """Tell whether a catalogue (today's or an older one) has a major `name`, a bracket at its end apart."""
    if name in lexicons.majors():
        return True
    return name.endswith("）") and _BRACKET_AT_END.sub("", name) in lexicons.majors()


def in_other_order(name: str) -> bool:
    """Tell whether `name` has the words of a catalogue name in another order (汽车维修和运用)."""
    return len(name) >= _SHORTEST_REORDERED and _letters(name) in _by_letters()


def in_same_letters(one: str, other: str) -> bool:
    """Tell whether two names are made of the same characters but for words like 与 (汽车维修和运用)."""
    return len(one) >= _SHORTEST_REORDERED and _letters(one) == _letters(other)


def code_of(name: str) -> tuple[str, str]:
    """Return `name` without the code in brackets at its end, and that code; "" where it has none."""
    match = _CODED.search(name)
    return (name[: match.start()], match[1] or match[2]) if match else (name, "")


@lru_cache(_REMEMBERED)
def could_be_major(name: str) -> bool:
    """Tell whether `name` can be a major's: catalogued, a short form, or with an ending of majors."""
    name, _ = code_of(name)
    if is_course(name) or is_body(name):
        return False
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


def is_course(words: str) -> bool:
    """Tell a training course or a closed major by the remark behind it: （短训）, （停招）."""
    return bool(_NO_MAJOR_BRACKET.search(words))


def is_body(words: str) -> bool:
    """Tell the name of an organisation by its ending (某某市人民医院), catalogued majors apart."""
    return not is_catalogued(words) and len(words) > 3 and words.endswith(_body_endings())


@cache
def _body_endings() -> tuple[str, ...]:
    full = (one.text for one in lexicons.endings().values() if one.strength == "full")
    return tuple(one for one in full if len(one) > 1)


def begins_clause(words: str) -> bool:
    """Tell whether `words` begin as a clause does, not a name (围绕…, 在…)."""
    return bool(_VERBAL.match(words))


@lru_cache(_REMEMBERED)
def clean_major(name: str) -> str:
    """Return a major's name as listed: without number, remark, the word 专业, quotation marks."""
    name = _NUMBERED.sub("", _REMARK.sub("", name.strip(_AROUND))).lstrip(_AROUND)
    if name.endswith("）") and (match := _WORD_INSIDE.fullmatch(name)):
        name = match[1] + match[2]
    return name.removesuffix("专业") if len(name) > 3 else name


@lru_cache(_REMEMBERED)
def _letters(name: str) -> str:
    return "".join(sorted(_AND.sub("", name)))


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
