"""Bindings: which figure of a sentence goes with which label.

A figure is bound by the label before it (就业率达98%), behind it (72个教学班), by what it adds to the figure
before (，占比80% · ，生均1.2万元 · ，2019年为95%), or as one of a list (分别为95%、93%; see lists.py).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from ..language.quantities import Quantity
from ..language.years import says_year
from ..lexicons import IndicatorTerm
from .additions import behind_change, compared, corrects, elliptic, share_of_label, totalled, unlabelled
from .bound import Bound, Label
from .counts import phrased
from .gaps import between_fits, changes, climbs, governs_alone
from .labels import (
    BARE_LABELS,
    labels_before,
    labels_behind,
    term_of_code,
    unit_fits,
)
from .offered import counted_majors
from .parts import only_part
from .satisfaction import satisfied

_REACH: Final = 40  #: characters between a label and its figure
_BEHIND: Final = re.compile(
    r"(?:[的名位余多来]|左右|以上|(?:19|20)\d\d届|往届|本届|本校|我校|市级|全日制|在籍|在册|在编|“|标准|专任|高质量|校内|学历教育|学历|注册|中职|应届|各类)*"
)
#: What sets the figure reached beside the one aimed at: 目标值85%，实达82.4%
_TARGET: Final = re.compile(
    r"(?:的|年度|设定|规定|预期)*(?:目标值?|计划|标准值?|指标值?|要求|预期)(?:为|是|：|值|达到?|不低于)*$"
)
_REACHED: Final = re.compile(
    r"[，；、]?(?:实际|实|现|已|完成|当前|目前)(?:际)?(?:达到?|完成|值|为|是|达成|已达|：|在)*$"
)
#: What a behind-label must not be followed by, or it is about an act of some of them.
_ACT: Final = re.compile(
    r"参加|获|在(?![内校岗编册籍职])|到|赴|被|荣|通过|走|进入|代表|参与|共同|报名|前往|来|成功|聚|们|考|完成|接受|见证|观看|奔赴|分|已|就业|学习|开展|担任|组成"
    r"|主持|带队|家长|受|拿到|拿下|领取|升入|选择|应聘|入职|上岗|成为|签|提供|取得|从事|承担|对接|指导|深入|下企业|撰写|发表|进行|奋战|志愿|捐|结对|利用|每人|入选"
)
#: What makes those counted some, who are sent, asked or reached: 由3名高级讲师主讲 · 惠及1200名学生
_CALLED_ON: Final = re.compile(
    r"(?:由|请来?|聘请|来自|组织|安排|选派|派出)(?:了|全校)?$|(?:惠及|吸引|覆盖|辐射|受益)[^，。；]*$"
)
#: What all new students, or all graduates, do: 1086名新生走进校园.
_COMES_OR_GOES: Final = re.compile(
    r"(?:走进|踏[进入]|步入|进入|跨[进入]|来到)(?:了)?(?:校园|学校|校门|我校)|报到|入学|入校|走出(?:了)?校[门园]|离校|毕业(?=[，。；])|走上(?:了)?(?:工作)?岗位"
)
_COMING: Final = frozenset({"new_students", "graduates"})
#: Graduates of other schools, taken in.
_TAKEN_IN: Final = re.compile(r"(?:录取|招收|招录|招|接收)(?:了|应届|往届|初中|高中|各类)*$")
_ALL_CLASSES: Final = re.compile(
    r"(?:^|[，。；：/｜|]|个专业、|(?:19|20)\d\d年(?:秋季?|春季?|[底末初])?|时)(?:全校|学校|当时|只|仅)?"
    r"(?:至此|还?剩|仅剩|发展到|[办达扩增]至?到?|只有|现有?|共有?|设有?|开设|目前|开有?|编成?|编为|分为|办有|合计|总计|已?有|拥有|办)*$"
)
_AMONG: Final = re.compile(r"其中[^，；。]*$")
#: What stands with 学生3000人 where it is the whole school's number.
_PROFILE: Final = re.compile(
    r"教学班|教职|教工|教师|老师|占地|[\d万]亩|平方米|个专业|专业\d|班级|个班|校园|校区"
)
#: 中职和成人高职学生合计9120人
_ALL_KINDS: Final = re.compile(
    r"(?:^|[，。；：、]|眼下|目前|如今|现在|现有|共有|拥有)(?:中职|高职|中专|大专|成人|成教|全日制|非全日制|五年制|各类|各级|各层次|全校|学历|继续|教育"
    r"|函授|技工|中技|高技|普通|本科|[、和与及加])*$"
)
_SUMMED: Final = re.compile(r"(?:人数)?(?:合计|总计|共计|总共|一共|总数|总人数)")
_NEWLY: Final = re.compile(r"新(?:购置?|添置?|增添?|置|进|采购)$")
_OF_BOTH: Final = re.compile(r"（[含包连][^）]{0,4}(?:电子|数字)[^）]*）")
_MANY: Final = 100
#: What stands between a bare label and the second figure of 学生从400人发展到3600人.
_CLIMB: Final = re.compile(
    r"人?数?(?:从|由)[^，；。]{1,18}?(?:发展|涨|长|攀升|蹿升|增加|增长|扩大|上升|提高|增|升|扩|扩展|壮大)?(?:到|至|为)(?:了|如今的?|现在的?|今天的?|目前的?)?"
)
_NOUN_ENDS: Final = re.compile(r"$|[，。；、）/｜|]|和|及")
_SOME_STUDENTS: Final = 40
#: What goes before 298名学生 where it is the whole school's number: 6个班、 · 全校 · 现有
_ALL_STUDENTS: Final = re.compile(
    r"(?:全校|在校|在读|就读|读书|学校(?:现有|共有|已?有)|现有|共有|拥有)[的有着近约共达超了]*$|个(?:教学)?班(?:级)?[余多]?[，、]$"
)
_FOR_ORDERS: Final = re.compile(r"[^，。；]{0,8}(?:订单|冠名|学徒|双元)")
_WHOLE_PEOPLE: Final = frozenset(
    {"enrolled_students", "staff", "full_time_teachers", "new_students", "graduates", "specialised_teachers"}
)


def bound_figures(text: str, quantities: Sequence[Quantity], about: bool = False) -> list[Bound]:
    """Return the figures of a sentence's `text` that a label is found for, in order.

    `about` says that the sentence stands in a list of satisfactions, whose items need not say so.
    """
    before, behind = labels_before(text), labels_behind(text)
    found: list[Bound] = []
    for number, quantity in enumerate(quantities):
        if not quantity.unit:
            continue  # it fits no label
        last = found[-1] if found else None
        earlier = quantities[:number]
        label = _nearest(text, quantity, before)
        bound = (
            _label_before(text, quantity, label, earlier, crossing=False)
            or _satisfied(text, quantity, about)
            or _label_behind(text, quantity, behind)
            or _by_phrase(text, quantity)
            or elliptic(text, quantity, _before_bracket(text, found))
            or totalled(text, quantity, before, earlier)
            or share_of_label(text, quantity, before)
            or compared(text, quantity, found, earlier)
            or behind_change(text, quantity, before, earlier)
            or _label_before(text, quantity, label, earlier, crossing=True)
            or unlabelled(text, quantity, last)
        )
        if bound and last and corrects(text, bound, last):
            found[-1] = bound
        elif bound and not (_repeated(text, bound, last) or _some_of(text, bound, found)):
            found.append(bound)
    return found


def _before_bracket(text: str, found: Sequence[Bound]) -> Bound | None:
    """Return the last figure found, or the one before that where it is bracketed: 占教师（98人）的73%."""
    last = found[-1] if found else None
    if last and len(found) > 1 and text.startswith("）的", last.quantity.end):
        return found[-2]
    return last


def _repeated(text: str, bound: Bound, last: Bound | None) -> bool:
    """Tell a second figure under one and the same label, which is not its (教师98人、102人次)."""
    if last is None or bound.term != last.term or bound.start != last.start:
        return False
    return not climbs("由", text[last.quantity.end : bound.quantity.start])


def _some_of(text: str, bound: Bound, known: Sequence[Bound]) -> bool:
    """Tell some of what the sentence has counted whole (合作企业126家，其中紧密合作企业32家)."""
    same = [one for one in known if one.term.code == bound.term.code]
    if not same or bound.year:
        return False
    opened = text.rfind("（", same[-1].quantity.end, bound.quantity.start)
    detailed = 0 <= opened - same[-1].quantity.end <= 1 and "）" not in text[opened : bound.quantity.start]
    return bool(_AMONG.search(text[: bound.start])) or (
        detailed and not says_year(text[opened : bound.quantity.start])
    )


def _label_before(
    text: str, quantity: Quantity, label: Label | None, earlier: Sequence[Quantity], crossing: bool
) -> Bound | None:
    """Bind to the last `label` before the figure; `crossing` allows a comma between them."""
    if label is None:
        return None
    start, end, term = label
    gap = text[end : quantity.start]
    if gap in ("（", "（共") and text.startswith("）", quantity.end):
        return Bound(quantity, term, start, quantity.end)
    if term.code == "printed_books" and _OF_BOTH.match(gap):
        return None
    sets_out = climbs(gap, text[quantity.end : quantity.end + 8])
    acts = term.unit in ("人", "名") and not sets_out and _ACT.match(text, quantity.end)
    if acts and not (term.code in _COMING and _COMES_OR_GOES.match(text, quantity.end)):
        return None
    if between := [one for one in earlier if one.start >= end]:
        fits = _climbed(text, quantity, end, between) or _reached(text, quantity, end, between)
    else:
        fits = says_year(gap) if sets_out else between_fits(gap, crossing)
        fits = fits or (term.label in BARE_LABELS and governs_alone(text, start, end, quantity.start))
    return Bound(quantity, term, start, quantity.end) if fits else None


def _nearest(text: str, quantity: Quantity, labels: Sequence[Label]) -> Label | None:
    """Return the last label before the figure that its unit fits, unless it cannot be of the whole school."""
    before = (
        one
        for one in reversed(labels)
        if one[1] <= quantity.start
        and not _in_closed(text, one[1], quantity.start)
        and not (one[2].label in ("招", "收") and not governs_alone(text, one[0], one[1], quantity.start))
    )
    label = next((one for one in before if unit_fits(one[2], quantity.unit)), None)
    if label is None or quantity.start - label[1] > _REACH or changes(text, quantity.start):
        return None
    start, end, term = label
    if term.code == "graduates" and _TAKEN_IN.search(text[:start]):
        term = term_of_code("new_students")
    if term.code == "equipment_value" and (bought := _NEWLY.search(text, max(0, start - 3), start)):
        start, term = bought.start(), term_of_code("new_equipment_value")
    entry = text.startswith("：", end) and (not start or text[start - 1] in "，；。：")
    told = entry or (len(term.label) > 1 and end + 1 == quantity.start and text[end] == "：")
    grown = bool(_CLIMB.fullmatch(text[end : quantity.start])) and governs_alone(text, start, end, end)
    heads = grown or governs_alone(text, start, end, quantity.start)
    bare = term.label in BARE_LABELS and not (told or heads)
    if term.label == "学生" and all_students(text, start, end):
        return None if only_part(text, start, term) else (start, end, term)
    some = term.label == "学生" and not (
        entry or grown or (quantity.value >= _MANY and _PROFILE.search(text))
    )
    return None if bare or some or only_part(text, start, term) else (start, end, term)


def all_students(text: str, start: int, end: int) -> bool:
    """Tell the bare word 学生 at `start` that counts all of them (中职和成人高职学生合计 · 各类学生)."""
    kinds = _ALL_KINDS.search(text[:start])
    return bool(kinds and (_SUMMED.match(text, end) or kinds[0].endswith(("各类", "各层次"))))


def _in_closed(text: str, end: int, at: int) -> bool:
    """Tell a label in a bracket that is closed before the figure at `at` (升学（含转段升学）214人)."""
    closed = text.find("）", end, at)
    return (
        closed >= 0
        and "（" not in text[end:closed]
        and text.rfind("（", 0, end) >= 0
        and (text.rfind("（", 0, end) > text.rfind("）", 0, end))
    )


def _climbed(text: str, quantity: Quantity, end: int, between: Sequence[Quantity]) -> bool:
    """Tell the second figure of 由88.4%提高到91.2%, the label ending at `end`."""
    first = between[0]
    head, middle = text[end : first.start], text[first.end : quantity.start]
    return len(between) == 1 and "，" not in head and climbs(head, middle)


def _reached(text: str, quantity: Quantity, end: int, between: Sequence[Quantity]) -> bool:
    """Tell the figure reached behind the one aimed at (目标值85%，实达82.4%); the label ends at `end`."""
    first = between[0]
    aimed = len(between) == 1 and _TARGET.fullmatch(text[end : first.start])
    return bool(aimed and _REACHED.fullmatch(text[first.end : quantity.start]))


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
    if _CALLED_ON.search(before):
        return True
    if term.label in ("名学生", "位学生", "名学子", "名在校学生", "学子"):
        many = quantity.value >= 2 * _MANY and _PROFILE.search(text)
        whole = _ALL_STUDENTS.search(before) and quantity.value >= _SOME_STUDENTS
        known = "教学班" in text[: quantity.start] or "全校" in before or "在校" in before
        wrong = not (known or ((many or whole) and _NOUN_ENDS.match(after)))
    acts = term.code in _WHOLE_PEOPLE and bool(_ACT.match(after))
    return wrong or (acts and not _COMES_OR_GOES.match(text, end))


def _wrong_classes(term: IndicatorTerm, before: str, after: str) -> bool:
    """Tell classes that do something, or that are some of them, from how many the school has."""
    if term.label == "个班":
        return not (re.match(r"$|[，。；、）/｜|]", after) and _ALL_CLASSES.search(before))
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
