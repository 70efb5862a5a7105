"""How many majors the school offers, where no label but the words around the figure tell it."""

from __future__ import annotations

import re
from typing import Final

from ..language.quantities import Quantity
from .gaps import clause_start
from .subjects import catalogued_before

#: The words behind the figure: 12个专业, 39个中职专业; not of a part of them, nor of what majors have.
_MAJORS: Final = re.compile(
    r"[余多]?(?P<kind>中职|高职|中专|全日制|招生|在招|特色|主干|学历教育|学历|职业|技工|不同)?专业(?:（方向）)?"
    r"(?P<closed>(?=$|[，。；、（）：]|[和及与中里]|在校|招生))?(?!群|大?类)"
)
#: What a clause goes on with that tells of some of the majors only (12个专业获评省级骨干专业).
_SOME_MAJORS: Final = re.compile(
    r"获|被|评|入选|立项|列为|列入|定为|成为|参加|参赛|参与|试点|开展|实施|推行|实行|进行|完成|通过|申报|新增|停|撤|学生|教师|[省市校]级|国家|重点|带头|都|均|的"
)
_MANY_MAJORS: Final = 5
_OFFERING: Final = re.compile(
    r"(?:开设|开办|设有|设置|设立|下设|现设|常设|现有|拥有|共有|办有|开有|建有|涵盖|覆盖|包括|目录内|全校|学校|设|开|办|共|有|招生专业)"
)
#: Words of time that may go before a bare count: 本学年10个专业
_TIMES: Final = re.compile(
    r"[\d一二两三四五六七八九十]+(?:个)?(?:专业)?(?:大类|门类|科类|大专业群|个专业群)|(?:19|20)\d\d学?年(?:度|[底末初])?|本学?年度?|目前|眼下|如今|现在|今年|仅|只|近|约|余|已|——|—|\s"
)
#: Whose majors a list may be of, other than the school's: those of interns, of an agreement.
_OF_OTHERS: Final = re.compile(r"实习|参赛|选手|获奖|协议|签约|协定|定下|选定")
_IN_NAMES: Final = re.compile(r"[与为群]")  #: what is in names of majors, too
_CLAUSE: Final = re.compile(r"[^，。；：]{1,40}")
_COVERED: Final = re.compile(r"覆盖|涵盖|涉及|包括|惠及")  #: what a project does with a few majors, too
#: What takes in some of a school's majors: 项目覆盖8个专业
_UNDERTAKING: Final = re.compile(
    r"(?:项目|活动|试点|改革|工程|课程|订单|证书|培训|合作|计划|行动|大赛|赛项|比赛)[^，]{0,6}$"
)
_FEW_MAJORS: Final = 5
_FEW_LISTED: Final = 4
_NOT_OFFERED: Final = re.compile(
    r"新增|停招|撤销|其中|调整|增设|新设|面向|针对|参加|重点|围绕|依托|申报|立项|遴选|共建|对接|服务|组织|合作|其余|另有|另外|连读|贯通|一体|试点|学徒"
    r"|获|被|评|最|省级|国家|市级|示范|品牌|骨干|联合|联办|与|为|计划|拟|群|实训|高水平|优势|修订|制定|紧缺"
)


def counted_majors(text: str, quantity: Quantity) -> int | None:
    """Return where the words end that say how many majors the school offers, or None."""
    if quantity.unit not in ("个", "大") or not 2 <= quantity.value <= 150:
        return None
    match = _MAJORS.match(text, quantity.end)
    if match is None or _tells_of_some(text, quantity, match):
        return None
    clause = text[clause_start(text, quantity.start) : quantity.start]
    head = _TIMES.sub("", _before_major(clause.split("、")[0]))
    if verb := _OFFERING.search(head):
        head = head[: verb.end()]
    if (covers := _COVERED.search(clause)) and (
        quantity.value < _FEW_MAJORS or _UNDERTAKING.search(clause, 0, covers.start())
    ):
        return None
    if "、" not in clause:
        clause = _TIMES.sub("", clause)
    listed = "、" in clause and clause.endswith(("等", "共", "这"))
    listed = listed or ("、" in clause and clause.count("、") + 1 == quantity.value)
    if _NOT_OFFERED.search(head) or (_NOT_OFFERED.search(clause) and not listed):
        return None
    # 惦记着甲、乙两个专业: two majors spoken of, not all that there are
    few = quantity.value < _FEW_LISTED or _OF_OTHERS.search(text, 0, quantity.start)
    if listed and few and not _OFFERING.search(clause):
        return None
    bare = not _TIMES.sub("", clause) or match["kind"] == "招生"
    return match.end() if listed or bare or _OFFERING.search(clause) else None


def _tells_of_some(text: str, quantity: Quantity, match: re.Match[str]) -> bool:
    """Tell by what follows that not all the majors are counted (12个专业获评省级骨干专业)."""
    if match["closed"] is not None or match["kind"] in ("招生", "在招"):
        return False
    rest = _CLAUSE.match(text, match.end())
    return quantity.value < _MANY_MAJORS or bool(rest and _SOME_MAJORS.search(rest[0]))


def _before_major(head: str) -> str:
    """Return the words before a list of majors: `head` without the catalogue's name that ends it."""
    name = catalogued_before(head, len(head)) if _IN_NAMES.search(head) else None
    return head.removesuffix(name) if name else head
