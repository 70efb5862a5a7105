"""Ways to say when a school began, and whether it is the school that a founding is told of."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from .school_names import school_names

_FIGURES: Final = r"((?:18|19|20)\d\d)"
_YEAR: Final = rf"{_FIGURES}年"
_DATE: Final = rf"{_YEAR}(?:\d{{1,2}}月(?:\d{{1,2}}日)?|[初底末春夏秋冬]季?)?"
#: What a sentence has that dates a founding, looked for first.
DATED: Final = re.compile(r"(?:18|19|20)\d\d")
#: A label at the head of a line or behind a gap (建校时间：1978年).
_LABEL: Final = r"(?:^|[\s，。；、*）（])"

_FOUND_VERB: Final = r"(?:创办|创建|始建|始创|筹建|建校|兴办|创立|肇始|初建|肇建|开办|创校|诞生|发端|起步)"
#: Ways to say when the school began, the surest first: a label, the year behind its verb, the year before it.
_FOUNDED: Final = (
    re.compile(rf"(?:建校|创办|创建|始建|办学|成立)(?:时间|年份|日期)\**：\**\s*{_DATE}"),
    re.compile(rf"{_LABEL}(?:建校|创办|创建|始建|办学|成立|建立)(?:时间|年份|日期|年代)?\**：\**\s*{_DATE}"),
    re.compile(rf"{_LABEL}(?:建校|创办|创建|创立|始建|开办){_DATE}"),
    re.compile(
        rf"{_DATE}[^，。；]{{0,12}}?(?:开张|开馆|开门(?!红)|就有(?!\d)|扎下?了?根|起家|(?:建|(?<![承主协举联合])办)(?:的|起来)?(?=[，。；]|$))"
    ),
    re.compile(
        rf"(?:{_FOUND_VERB}|办学)(?:时间)?(?:始)?(?:于|在|是|自)\s*(?:(?:民国|清|光绪)[^，。；（]{{1,8}}（)?{_DATE}"
    ),
    re.compile(
        rf"{_DATE}[，]?(?:正式|由[^，。；]{{2,30}}?|经[^，。；]{{2,20}}?批准|(?:它|学校|该校)(?:正式)?)?(?:{_FOUND_VERB}|建于|办起|办学(?!\d|[^，。]{{0,3}}年)|兴建(?!了))(?!了|起)"
    ),
    re.compile(
        rf"{_DATE}[，]?(?:由|经)?[^，。；]{{0,16}}?(?:批准|获批|批复|准予)?(?:设立|建成招生|开始招生|首次招生|批准成立|批准开办|准予开办|批准创办|开门招生)(?=[，。；]|$)"
    ),
    re.compile(
        rf"(?:^|[，。；、])(?:学校|[\u4e00-\u9fff]{{2,20}}(?:学校|学院|中心|中专|职专|职高|职中))建于{_DATE}"
    ),
    re.compile(
        rf"{_DATE}[\u4e00-\u9fff]{{2,16}}?(?:集团|公司|政府|总工会)(?:投资|出资|独资)?(?:创办|兴办|举办|开办|创建)(?=[，。；]|$)"
    ),
    re.compile(rf"{_DATE}由[^，。；]{{2,40}}?(?:合办|联办|联合举办|共同举办|出资建立)"),
)
#: Words for where a school comes from, in which its predecessor's founding counts as its own.
_ROOT: Final = (
    r"(?:前身|源头|起源于|源于|始于|追溯[到至]|上溯[到至]|办学史|办学历史|校史|历史|来路|来历|渊源|的根|血脉)"
)
_ROOT_WORD: Final = re.compile(rf"{_ROOT}|起源|追溯|开端|雏形|起点|发端|算起|说起|讲起|数起")
_ROOTS: Final = (
    re.compile(rf"{_ROOT}[^。；]{{0,30}}?(?:{_FOUND_VERB}|成立|建立)于{_DATE}"),
    re.compile(rf"{_ROOT}[^。；]{{0,30}}?{_DATE}(?:的|{_FOUND_VERB}|成立|建立|办起|设立|开办)"),
    re.compile(rf"前身[：是为]?[^。；（]{{2,24}}（{_FIGURES}年?\s*[—～~-]"),
    re.compile(
        rf"{_DATE}[，]?[^，。；]{{2,20}}?(?:开班|开学|成立|创办|开办|设立|诞生|办起)[^。；]{{0,12}}[，][^，。；]{{0,36}}(?:前身|开端|雏形|起点|源头|发端)"
    ),
    re.compile(rf"(?:最早|最初)[^，。；]{{0,24}}?(?:{_FOUND_VERB}|成立|建立)于{_DATE}"),
    re.compile(rf"(?:从|自|由){_DATE}[^。；]{{0,24}}?(?:算起|说起|讲起|数起)"),
)
#: Weaker words: a school of today may have been established by merging older ones.
_ESTABLISHED: Final = (
    re.compile(rf"(?:成立|组建|建立|设立)于{_DATE}"),
    re.compile(
        rf"{_DATE}[^。；]{{0,60}}?(?:正式成立|批准成立|批准设立|获批成立|合并成立|挂牌成立|建成招生|成立$)"
    ),
    re.compile(rf"(?:^|[，。；、])\s*{_DATE}(?:正式)?成立(?=[，。；]|$)"),
)
#: Who founded, which is none of what was founded.
_FOUNDER: Final = re.compile(
    r"[\u4e00-\u9fff]{2,16}?(?:集团|公司|总工会|厂)(?=(?:投资|出资|独资)?(?:创办|兴办|举办|开办|创建))"
)
#: Things of a school's that are founded too.
_NOT_SCHOOL: Final = re.compile(
    r"工作室|专业|集团|基地|协会|公司|社团|产业学院|联盟|校区|支部|党委|团委|大楼|教学楼|图书馆|学生会|电视台|医院|幼儿园|研究[所院室会]|艺术团|合唱团|"
    r"培训部|系部|教研[室组]|实训|工厂|厂|企业|餐饮|酒店|银行|志愿|中心(?!学校)|乐队|网站|校报|食堂|宿舍|班"
)
#: All ways, the surest first: a label, a verb of founding, a predecessor's beginning, weaker words.
FOUNDINGS: Final = (_FOUNDED[:2], _FOUNDED[2:], _ROOTS, _ESTABLISHED)


def founding_year(match: re.Match[str], names: Sequence[str]) -> int | None:
    """Return the year that `match`, of one of FOUNDINGS, tells; None where not the school was founded then.

    `names` are the school's own.
    """
    text = match.string
    clause = text[max(text.rfind(mark, 0, match.start()) for mark in "，；。") + 1 : match.start()]
    behind = re.match(r"(?:的)?([^，。；]{0,24})", text[match.end() :])
    if "：" in match[0]:
        return int(match[1])
    told = _FOUNDER.sub("", clause + match[0])
    for name in names:
        told = told.replace(name, "")
    rooted = _ROOT_WORD.search(told + (behind[1] if behind else ""))
    if _NOT_SCHOOL.search(told) and not rooted:
        return None
    if (
        behind
        and text[match.end() : match.end() + 1] == "的"
        and not any(name in behind[1] for name in names)
    ):
        if not rooted and not re.search(r"学校|公办|民办", told + behind[1]):
            return None
        if re.search(r"一条|另一", told) or _NOT_SCHOOL.search(
            re.sub(r"[^，]{2,20}(?:班|中心|学校|厂办)", "", behind[1])
        ):
            return None
    if behind and "的" not in (match[0][-1], behind[0][:1]) and _NOT_SCHOOL.search(behind[1][:10]):
        return None
    others = [one.text for one in school_names(re.sub(r"（[^）]*）", "", clause)) if one.text not in names]
    return None if others and not re.search(rf"{_ROOT_WORD.pattern}|最早", text) else int(match[1])
