"""Bindings: which figure of a sentence goes with which label.

A figure is bound by the label before it (就业率达98%), behind it (72个教学班), by what it adds to the figure
before (，占比80% · ，生均1.2万元 · ，2019年为95%), or as one of a list (分别为95%、93%; see lists.py).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from ..language.quantities import Quantity
from ..language.years import says_year
from ..lexicons import IndicatorTerm
from .counts import counted_majors, phrased
from .gaps import between_fits, changes, climbs, compared_gap, governs_alone
from .labels import (
    BARE_LABELS,
    NEW_OF,
    PER_STUDENT_OF,
    RATIO_OF,
    labels_before,
    labels_behind,
    term_of_code,
    unit_fits,
)
from .parts import only_part
from .satisfaction import satisfied

Label = tuple[int, int, IndicatorTerm]
_REACH: Final = 40  #: characters between a label and its figure
_BEHIND: Final = re.compile(
    r"(?:[的名余多]|左右|以上|全日制|在籍|在册|在编|“|标准|专任|高质量|校内|学历教育|学历|注册|中职|应届|各类)*"
)
_ENDED: Final = re.compile(
    r"(?:以上|左右|上下)?(?:$|[，。；、）（]|增|减|提|高|低|多|少|上升|下降|持平|略|有|和|与|及)"
)
_SHARE: Final = re.compile(
    r"(?:（[^）]*）)?[，（、]?(?:[\u4e00-\u9fff“”]{0,3})?(?:比例|占比|占|是)(?:为|达到?|的)?[\u4e00-\u9fff“”]{0,12}"
)
_SHARE_ALONE: Final = re.compile(
    r"(?:学历|教师|人数|人员|的|者)*，?(?:所占比例|的?比例|占比|比重)(?:为|达到?|是|高达|约)*"
)
_OTHER_BASE: Final = re.compile(r"占(?:毕业|学生|在校)|是(?:上|去)年")
_PER_STUDENT: Final = re.compile(
    r"[余多]?(?:以上|左右)?[，；（、](?:其中)?(?:生均|人均|平均每生)(?:[为达约有值]|达到|册数|拥有|图书|设备)*"
)
_NEW: Final = re.compile(
    r"[余多]?(?:以上|左右)?(?:（[^）]*）)?[，；（、](?:其中)?(?:\d{4}年度?|\d{4}学年|本年度?|本学年|当年|今年|全年)?(?:比上年)?"
    r"(?:新增|新增加|新购置?|新签约?|净增)(?:[了约]|设备|企业|合作企业)*"
)
#: What a behind-label must not be followed by, or it is about an act of some of them.
_ACT: Final = re.compile(
    r"参加|获|在|到|赴|被|荣|通过|走|进入|代表|参与|共同|报名|前往|来|成功|聚|们|考|完成|接受|见证|观看|奔赴|分|已|就业|学习|开展|担任|组成"
    r"|主持|带队|家长|受|拿到|拿下|领取|升入|选择|应聘|入职|上岗|成为|签|提供|取得|从事|承担|对接|指导|深入|下企业|撰写|发表|进行|奋战|志愿|捐|结对|利用|每人|入选"
)
#: Graduates of other schools, taken in.
_TAKEN_IN: Final = re.compile(r"(?:录取|招收|招录|招|接收)(?:了|应届|往届|初中|高中|各类)*$")
_ALL_CLASSES: Final = re.compile(
    r"(?:^|[，；。：])(?:全校|学校)?(?:现有?|共有?|设有?|开设|目前|开有?|编成?|编为|分为|办有|合计|总计)*$"
)
_AMONG: Final = re.compile(r"其中[^，；。]*$")
#: What stands with 学生3000人 where it is the whole school's number.
_PROFILE: Final = re.compile(r"教学班|教职工|专任教师|占地")
_FOR_ORDERS: Final = re.compile(r"[^，。；]{0,8}(?:订单|冠名|学徒|双元)")
_WHOLE_PEOPLE: Final = frozenset(
    {"enrolled_students", "staff", "full_time_teachers", "new_students", "graduates", "specialised_teachers"}
)


@dataclass(frozen=True, slots=True)
class Bound:
    """A figure with what it counts: words from `start` to `end`; year and scope where a list gives them."""

    quantity: Quantity
    term: IndicatorTerm
    start: int
    end: int
    year: int | None = None
    scope: str | None = None


def bound_figures(text: str, quantities: Sequence[Quantity], about: bool = False) -> list[Bound]:
    """Return the figures of a sentence's `text` that a label is found for, in order.

    `about` says that the sentence stands in a list of satisfactions, whose items need not say so.
    """
    before, behind = labels_before(text), labels_behind(text)
    found: list[Bound] = []
    for number, quantity in enumerate(quantities):
        last = found[-1] if found else None
        earlier = quantities[:number]
        bound = (
            _label_before(text, quantity, before, earlier, crossing=False)
            or _satisfied(text, quantity, about)
            or _label_behind(text, quantity, behind)
            or _by_phrase(text, quantity)
            or _elliptic(text, quantity, last)
            or _share_of_label(text, quantity, before)
            or _compared(text, quantity, last, earlier)
            or _label_before(text, quantity, before, earlier, crossing=True)
        )
        if bound and not (_repeated(text, bound, last) or _some_of(text, bound, found)):
            found.append(bound)
    return found


def _repeated(text: str, bound: Bound, last: Bound | None) -> bool:
    """Tell a second figure under one and the same label, which is not its (教师98人、102人次)."""
    if last is None or bound.term != last.term or bound.start != last.start:
        return False
    return not climbs("由", text[last.quantity.end : bound.quantity.start])


def _some_of(text: str, bound: Bound, known: Sequence[Bound]) -> bool:
    """Tell some of what the sentence has counted whole (合作企业126家，其中紧密合作企业32家)."""
    if not _AMONG.search(text[: bound.start]):
        return False
    return any(one.term.code == bound.term.code for one in known)


def _label_before(
    text: str, quantity: Quantity, labels: Sequence[Label], earlier: Sequence[Quantity], crossing: bool
) -> Bound | None:
    """Bind to the last label before the figure; `crossing` allows a comma between them."""
    label = _nearest(text, quantity, labels)
    if label is None:
        return None
    start, end, term = label
    gap = text[end : quantity.start]
    sets_out = climbs(gap, text[quantity.end : quantity.end + 8])
    if term.unit in ("人", "名") and not sets_out and _ACT.match(text, quantity.end):
        return None
    if between := [one for one in earlier if one.start >= end]:
        fits = _climbed(text, quantity, end, between)
    else:
        fits = says_year(gap) if sets_out else between_fits(gap, crossing)
    return Bound(quantity, term, start, quantity.end) if fits else None


def _nearest(text: str, quantity: Quantity, labels: Sequence[Label]) -> Label | None:
    """Return the last label before the figure that its unit fits, unless it cannot be of the whole school."""
    before = (one for one in reversed(labels) if one[1] <= quantity.start)
    label = next((one for one in before if unit_fits(one[2], quantity.unit)), None)
    if label is None or quantity.start - label[1] > _REACH or changes(text, quantity.start):
        return None
    start, end, term = label
    if term.code == "graduates" and _TAKEN_IN.search(text[:start]):
        term = term_of_code("new_students")
    bare = term.label in BARE_LABELS and not governs_alone(text, start, end, quantity.start)
    entry = text.startswith("：", end) and (not start or text[start - 1] in "，；。：")
    some = term.label == "学生" and not entry and not (quantity.value >= 100 and _PROFILE.search(text))
    return None if bare or some or only_part(text, start, term) else (start, end, term)


def _climbed(text: str, quantity: Quantity, end: int, between: Sequence[Quantity]) -> bool:
    """Tell the second figure of 由88.4%提高到91.2%, the label ending at `end`."""
    first = between[0]
    head, middle = text[end : first.start], text[first.end : quantity.start]
    return len(between) == 1 and "，" not in head and climbs(head, middle)


def _label_behind(text: str, quantity: Quantity, labels: Sequence[Label]) -> Bound | None:
    """Bind to the first label behind the figure; it may begin with the figure's unit (家企业建立)."""
    if changes(text, quantity.start):
        return None
    for start, end, term in labels:
        inside = quantity.start < start < quantity.end and term.label.startswith(text[start : quantity.end])
        if start < quantity.end and not inside:
            continue
        near = start - quantity.end <= 10 and _BEHIND.fullmatch(text[quantity.end : start])
        if not near or not unit_fits(term, quantity.unit) or _wrong_behind(text, quantity, end, term):
            return None
        return Bound(quantity, term, quantity.start, max(end, quantity.end))
    return None


def _wrong_behind(text: str, quantity: Quantity, end: int, term: IndicatorTerm) -> bool:
    """Refuse what only looks like a total: 5个团队, 4名教师参加, 19名学生获奖, one list's own count."""
    after, before = text[end : end + 6], text[max(0, quantity.start - 12) : quantity.start]
    if term.code == "majors_offered" or only_part(text, quantity.start, term):
        return True
    wrong = {
        "partner_enterprises": quantity.value < 3 or bool(_FOR_ORDERS.match(text, end)),
        "classes": _wrong_classes(term, before, after),
        "training_persons": not re.search(r"年|社会|累计|各类|共", before + text[end : end + 4]),
    }.get(term.code, False)
    if term.label in ("名学生", "名在校学生"):
        wrong = "教学班" not in text[: quantity.start] and not re.search(r"全校|在校|学校现有$", before)
    return wrong or (term.code in _WHOLE_PEOPLE and bool(_ACT.match(after)))


def _wrong_classes(term: IndicatorTerm, before: str, after: str) -> bool:
    """Tell classes that do something, or that are some of them, from how many the school has."""
    if term.label == "个班":
        return not (re.match(r"$|[，。；、）]", after) and _ALL_CLASSES.search(before))
    return bool(re.match(r"的(?!学生)|受|被|参|开展|获|级|主题|组", after))


def _satisfied(text: str, quantity: Quantity, about: bool) -> Bound | None:
    """Bind a share of those who are satisfied with something."""
    found = satisfied(text, quantity.start, about) if quantity.unit == "%" else None
    if found is None or quantity.value > 100 or changes(text, quantity.start):
        return None
    return Bound(quantity, term_of_code(found[0]), found[1], quantity.end)


def _by_phrase(text: str, quantity: Quantity) -> Bound | None:
    """Bind by how a whole phrase is put: majors offered, people trained, those who went on to study."""
    if end := counted_majors(text, quantity):
        return Bound(quantity, term_of_code("majors_offered"), quantity.start, end)
    if (found := phrased(text, quantity)) and not changes(text, quantity.start):
        code, start, end = found
        term = term_of_code(code)
        return None if only_part(text, start, term) else Bound(quantity, term, start, end)
    return None


def _elliptic(text: str, quantity: Quantity, last: Bound | None) -> Bound | None:
    """Bind a figure that adds to the one before it: a share, one per student, one of the year."""
    if last is None:
        return None
    gap = text[last.quantity.end : quantity.start]
    if quantity.unit == "%" and last.term.code in RATIO_OF:
        shares = len(gap) <= 22 and (
            _SHARE.fullmatch(gap) or _SHARE.fullmatch(text[last.end : quantity.start])
        )
        of_graduates = last.term.code == "certificates"
        if shares and (of_graduates or not _OTHER_BASE.search(gap)):
            return Bound(quantity, term_of_code(RATIO_OF[last.term.code]), last.start, quantity.end)
        return None
    behind = text[last.end : quantity.start]
    for pattern, codes in ((_PER_STUDENT, PER_STUDENT_OF), (_NEW, NEW_OF)):
        if last.term.code in codes and (pattern.fullmatch(gap) or pattern.fullmatch(behind)):
            term = term_of_code(codes[last.term.code])
            fits = unit_fits(term, quantity.unit)
            return Bound(quantity, term, last.quantity.start, quantity.end) if fits else None
    return None


def _share_of_label(text: str, quantity: Quantity, labels: Sequence[Label]) -> Bound | None:
    """Bind a share of those whom a label without a figure of its own names (本科以上学历，占比100%)."""
    label = next((one for one in reversed(labels) if one[1] <= quantity.start), None)
    if quantity.unit != "%" or quantity.value > 100 or label is None or label[2].code not in RATIO_OF:
        return None
    start, end, term = label
    if not _SHARE_ALONE.fullmatch(text[end : quantity.start]) or only_part(text, start, term):
        return None
    return Bound(quantity, term_of_code(RATIO_OF[term.code]), start, quantity.end)


def _compared(text: str, quantity: Quantity, last: Bound | None, earlier: Sequence[Quantity]) -> Bound | None:
    """Bind the figure of another year set beside this one's (3816人，较2019年2932人)."""
    if last is None or not unit_fits(last.term, quantity.unit):
        return None
    gap = text[last.quantity.end : quantity.start]
    closed = last.quantity.end + gap.rfind("）")
    if any(last.quantity.end <= one.start and one.start > closed for one in earlier):
        return None
    if compared_gap(gap) and _ENDED.match(text, quantity.end):
        return Bound(quantity, last.term, last.quantity.end, quantity.end)
    return None
