"""Terse: figures whose label the page leaves out, as what goes before tells what they are.

搬到新址——253亩，10.8万平方米 · 两个校区共21.97万平方米 · 订单班19个，在班学生736人 · 参考211人，通过187人
"""

from __future__ import annotations

import re
from typing import Final

from ..language.quantities import Quantity
from ..lexicons import IndicatorTerm
from .gaps import clause_start
from .labels import term_of_code

_AREA: Final = frozenset({"亩", "㎡", "万㎡"})
_REACH: Final = 70  #: characters before a figure that may tell what it is
#: What goes before an area that is the whole school's: 校园不大， · 搬到新址—— · 三个校区合计
_GROUNDS: Final = re.compile(
    r"(?:(?:家底|概况|条件|硬件|规模|数字|基本情况|校情|校园)[】：]|(?:校园|新校区|新址|新校址|校址|现址|新校|校本部)(?!东|西|南|北)[^，。；：\d]{0,8}(?:，|：|——|—|共|约|近|有|面积)+"
    r"|(?:[两二三四五六]个?(?:分?校区|校园)|校区[两二三四五六]处)[^，。；：\d]{0,6}(?:，|：)?(?:共|合计|总计|一共|加起来|总面积|总共)(?:有|占地|约|近|计)*)$"
)
#: A sum behind the areas of campuses: 东校区占地60亩，西校区占地90亩，总计150亩
_SUMMED: Final = re.compile(r"[，、；（](?:总计|合计|共计|一共|总共|共)(?:占地)?(?:面积)?(?:约|近|达|为)?$")
#: 10个班、353人
_PUPILS: Final = re.compile(r"(?:教学)?班?[、，（](?:共|有|学生|在校|约|近)*")
_FEWEST_PUPILS: Final = 20
#: What follows the grounds in a profile: 150亩，建筑91674平方米 · 3000余亩，97万㎡
_WITH_BUILDINGS: Final = re.compile(
    r"[，、；](?:总)?(?:建筑(?:总)?面积|建筑|校舍(?:面积)?|房舍|房屋)?(?:约|近|超)?[\d.]+万?(?:余|多)?(?:平方米|平米|㎡)(?:[，。；、：（]|$)"
)
_OF_CAMPUSES: Final = re.compile(r"校区|校园|院区|校部")
_NOT_GROUNDS: Final = re.compile(r"建筑|校舍|用房|绿化|基地|厂房|训练场|宿舍|运动场")
_CLOSED: Final = re.compile(r"(?:以上|左右|上下)?(?:[，。；、）｜|]|$)")
_ITEM_GAP: Final = re.compile(r"[余多]?(?:以上|左右)?[，、；](?:约|近)?")
_ORDER_CLASS: Final = re.compile(
    r"(?:订单|冠名)[^。；]{0,24}班[^。；，]{0,6}[，（、](?:现?共?有|在[班校读册]的?|班内|覆盖|惠及|涉及|培养|参与|共|合计|总计)*(?:学生|学员|人数)?"
    r"(?:共计|共|有|达到?|近|约|计)*$"
)
_ORDER_PEOPLE: Final = re.compile(r"学生|学员|人数|在[班校读册]")
_PASSED: Final = re.compile(
    r"(?:证书|1\+X|鉴定|考级|等级认定)[^。]*?(?:参考|参加|报考|报名)[^。]{0,14}，[^，。；\d]{0,6}?通过(?:考核|鉴定|考试|者)?(?:的)?(?:有|共|达)*$"
)
_PASS_RATE: Final = re.compile(
    r"(?:证书|1\+X|鉴定|考级|等级认定)[^。]*[，、；]?(?:平均|总体|考核|考试|一次性?)?(?:通过|合格)率(?:为|达到?|高达|是|约|均|在|保持|稳定)*$"
)
_TRAINEES: Final = re.compile(r"学员|培训|职工|工人|农民|社会人员|教师")
_OTHER_RATES: Final = re.compile(r"课|技能合格|体质|体测|教师")
_TRAINED: Final = re.compile(
    r"培训(?!学校|中心|机构|教师|骨干|基地)[^。；\d]{0,20}，(?:本年度?|全年|今年|当年|本学年|年度|20\d\d年)?(?:共|总计|累计|合计|达到?|完成|约|近|计)*$"
)
#: 专业：护理、会计等9个 · 专业设置：共15个
_MAJORS: Final = re.compile(
    r"(?:^|[，。；：【])(?:专业|专业设置|开设专业|招生专业|专业情况)[：】][^。；：\d]{0,60}?(?:等|共|现有|开设|共有|…|—|约|近)*$"
)
_MOST_MAJORS: Final = 90
#: 经费靠财政，2024年补助4508万元
_GRANTED: Final = re.compile(
    r"财政[^。]{0,40}?(?:补助|拨款|拨付|拨入|下拨|投入)(?:经费|资金|学校|我校)*(?:共|达|约|近|为|了)*$"
)
_FOR_ONE_THING: Final = re.compile(
    r"[余多]?(?:以上)?[，]?(?:用于|建设|购置|改善|支持|新建|改建|建起|建成|打造|修|专款|重点|为)"
)
_AFTER: Final = 12  #: characters behind a figure that are looked at
_WHOLE_SHARE: Final = 100
_TEACHERS: Final = re.compile(r"教师|师资|骨干|国培|省培|干部|班主任")


def terse(
    text: str, quantity: Quantity, last: tuple[str, Quantity] | None
) -> tuple[IndicatorTerm, int] | None:
    """Return the indicator of a figure without a label and where the words begin that tell it, or None.

    `last` is the code of the figure bound before it, and that figure.
    """
    code = _code(text, quantity, last)
    return (term_of_code(code[0]), code[1]) if code else None


def _code(text: str, quantity: Quantity, last: tuple[str, Quantity] | None) -> tuple[str, int] | None:
    if quantity.unit in _AREA:
        return _area(text, quantity, last)
    if last and last[0] == "classes" and _pupils(text, quantity, last[1].end):
        return "enrolled_students", quantity.start
    before = text[max(0, quantity.start - _REACH) : quantity.start]
    clause = clause_start(text, quantity.start)
    code = _said_before(before, text[clause : quantity.start], quantity, text[quantity.end :][:_AFTER])
    return (code, clause) if code else None


def _pupils(text: str, quantity: Quantity, at: int) -> bool:
    """Tell how many are in the classes counted up to `at`: 10个班、353人."""
    whole = quantity.unit in ("人", "名") and quantity.value >= _FEWEST_PUPILS
    return whole and bool(_PUPILS.fullmatch(text[at : quantity.start]) and _CLOSED.match(text, quantity.end))


def _said_before(before: str, clause: str, quantity: Quantity, after: str) -> str | None:
    """Return what the words `before` a figure, the last of them its `clause`, and those `after` it tell."""
    if quantity.unit in ("人", "名"):
        order = _ORDER_CLASS.search(before)
        if order and _ORDER_PEOPLE.search(order[0][-8:]):
            return "order_class_students"
        told = _PASSED.search(before) and not _TRAINEES.search(before) and "certificates"
    elif quantity.unit == "个":
        few = quantity.value <= _MOST_MAJORS and _CLOSED.match(after)
        told = few and _MAJORS.search(before) and "majors_offered"
    elif quantity.unit in ("万元", "亿元"):
        told = (
            _GRANTED.search(before) and "生均" not in clause and not _FOR_ONE_THING.match(after) and "funding"
        )
    elif quantity.unit == "%":
        others = quantity.value > _WHOLE_SHARE or _OTHER_RATES.search(clause) or _TRAINEES.search(before)
        told = not others and "率" in clause and _PASS_RATE.search(before) and "certificate_rate"
    else:
        trained = quantity.unit == "人次" and _TRAINED.search(before)
        told = trained and not _TEACHERS.search(before) and "training_persons"
    return told or None


def _area(text: str, quantity: Quantity, last: tuple[str, Quantity] | None) -> tuple[str, int] | None:
    """Return which area of the school a bare one is: the grounds, or the buildings told right behind them."""
    if not _CLOSED.match(text, quantity.end):
        return None
    before = text[max(0, quantity.start - _REACH) : quantity.start]
    sentence = before[before.rfind("。") + 1 :]
    if last and last[0] == "campus_area" and last[1].unit == "亩" and quantity.unit != "亩":
        gap = text[last[1].end : quantity.start]
        return ("floor_area", quantity.start) if _ITEM_GAP.fullmatch(gap) else None
    bare = quantity.unit == "亩" and (not sentence or sentence[-1] in "，；：】）▲●◆■")
    if bare and _WITH_BUILDINGS.match(text, quantity.end):
        return "campus_area", quantity.start
    if match := _GROUNDS.search(sentence):
        return "campus_area", quantity.start - len(sentence) + match.start()
    if (match := _SUMMED.search(sentence)) and _OF_CAMPUSES.search(sentence[: match.start()]):
        return None if _NOT_GROUNDS.search(sentence) else ("campus_area", quantity.start - len(match[0]) + 1)
    return None
