"""Additions: figures bound by what they add to the one before, or by the words before in place of a label.

占专业课教师的80% · ，生均1.2万元 · ，2019年为95% · 搬到新址——253亩
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from ..language.quantities import Quantity
from .bound import Bound, Label
from .gaps import changes, compared_gap
from .labels import BARE_LABELS, NEW_OF, PER_STUDENT_OF, RATIO_OF, term_of_code, unit_fits
from .parts import only_part
from .terse import terse

_ENDED: Final = re.compile(
    r"(?:以上|左右|上下)?(?:$|[，。；、）（]|增|减|提|高|低|多|少|上升|下降|持平|略|有|和|与|及|又|也|还|净)"
)
_SHARE: Final = re.compile(
    r"(?:（[^）]*）)?[，（、]?(?:[\u4e00-\u9fff“”]{0,3})?(?:比例|占比|占|是)(?:为|达到?|的)?[\u4e00-\u9fff“”]{0,12}(?:（共?\d+[人名]）的?)?"
)
_SHARE_ALONE: Final = re.compile(
    r"(?:学历|教师|教工|人数|人员|素质|的|者|[“”]|（[^）]{0,12}）)*，?(?:均|也|已|目前|人数)*(?:所占比例|的?比例|占比|比重|占)?"
    r"(?:全体|全校|学校)?(?:专业课?|专任|专职|任课)?(?:教师|教职工)?(?:总人数|总数|人数|数)?的?(?:比例)?"
    r"(?:为|了|到|达到?|是|高达|约|近|超过?|已达|已|有|：|保持在|稳定在|不低于)*"
)
_AS_BASE: Final = re.compile(r"(?:占|占全体|占全校)[“]?$")  #: what the share is of: 占“双师型”教师的35%
_LONGEST_SHARE: Final = 24
_OTHER_BASE: Final = re.compile(r"占(?:毕业|学生|在校)|是(?:上|去)年")
_PER_STUDENT: Final = re.compile(
    r"[余多]?(?:以上|左右)?[，；（、](?:其中)?(?:生均|人均|平均每生|每生)(?:[为达约近逾超有值]|达到|超过|册数|拥有|图书|设备)*"
)
_NEW: Final = re.compile(
    r"[余多]?(?:以上|左右)?(?:（[^）]*）)?[，；（、](?:其中)?(?:\d{4}年度?|\d{4}学年|本年度?|本学年|当年|今年|全年)?(?:[比较]上年)?[又还]?"
    r"(?:新增|新增加|新购置?|新签约?|新拓展?|净增)(?:[了约]|设备|企业|合作企业)*"
)
_CHANGE_REACH: Final = 12
_LATER: Final = re.compile(r"年[底末]|期末|1[0-2]月")  #: when the first rate of employment is no longer it
_IN_ALL: Final = re.compile(r"(?:共|合计|总计|总共|一共|共计)(?:有|计|达)?$")
_SAME: Final = 0.01
#: 在校生不足七百人，准确说是684人
_CORRECTED: Final = re.compile(
    r"[余多]?(?:左右|以上)?(?:，|——|（)(?:准确|确切|精确|具体|严格)(?:地|点|数字|数)?(?:来?[说讲])?(?:应|该)?(?:是|为|有)?(?:，)?"
)


def elliptic(text: str, quantity: Quantity, last: Bound | None) -> Bound | None:
    """Bind a figure that adds to the one before it: a share, one per student, one of the year."""
    if last is None:
        return None
    gap = text[last.quantity.end : quantity.start]
    if (more := _CORRECTED.fullmatch(gap)) and unit_fits(last.term, quantity.unit):
        return Bound(quantity, last.term, last.quantity.end + more.end(), quantity.end)
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


def totalled(
    text: str, quantity: Quantity, labels: Sequence[Label], earlier: Sequence[Quantity]
) -> Bound | None:
    """Bind the sum of the parts told before it (教学班：高一18个、高二17个、高三16个，共51个)."""
    if not _IN_ALL.search(text, max(0, quantity.start - 8), quantity.start):
        return None
    label = next((one for one in reversed(labels) if one[1] <= quantity.start), None)
    if label is None or not unit_fits(label[2], quantity.unit) or only_part(text, label[0], label[2]):
        return None
    parts = [one.value for one in earlier if one.start >= label[1] and one.unit == quantity.unit]
    whole = len(parts) > 1 and abs(sum(parts) - quantity.value) < _SAME
    return Bound(quantity, label[2], label[0], quantity.end) if whole else None


def corrects(text: str, bound: Bound, last: Bound) -> bool:
    """Tell a figure that says more exactly what the one before says roughly (不足七百人，准确说是684人)."""
    same = bound.term == last.term and bound.start > last.quantity.start
    return same and bool(_CORRECTED.fullmatch(text[last.quantity.end : bound.quantity.start]))


def share_of_label(text: str, quantity: Quantity, labels: Sequence[Label]) -> Bound | None:
    """Bind a share of those whom a label without a figure of its own names (本科以上学历，占比100%)."""
    if quantity.unit != "%" or quantity.value > 100:
        return None
    behind = (one for one in reversed(labels) if one[1] <= quantity.start)
    label = next((one for one in behind if not _AS_BASE.search(text, 0, one[0])), None)
    if label is None or label[2].code not in RATIO_OF:
        return None
    start, end, term = label
    gap = text[end : quantity.start]
    if len(gap) > _LONGEST_SHARE or not _SHARE_ALONE.fullmatch(gap) or only_part(text, start, term):
        return None
    if term.label in BARE_LABELS or _AS_BASE.search(text[:start]):
        return None
    return Bound(quantity, term_of_code(RATIO_OF[term.code]), start, quantity.end)


def unlabelled(text: str, quantity: Quantity, last: Bound | None) -> Bound | None:
    """Bind a figure whose label is left out, as the words or the figure before tell it."""
    if changes(text, quantity.start):
        return None
    found = terse(text, quantity, (last.term.code, last.quantity) if last else None)
    if found is None or only_part(text, found[1], found[0]):
        return None
    whole = found[0].code == "campus_area"  # of all campuses together, whatever the clause begins with
    return Bound(quantity, found[0], found[1], quantity.end, scope="school" if whole else None, loose=True)


def behind_change(
    text: str, quantity: Quantity, labels: Sequence[Label], earlier: Sequence[Quantity]
) -> Bound | None:
    """Bind a year's figure told behind the change since (总收入增加1271万元（2021年为18574万元）)."""
    change = earlier[-1] if earlier else None
    if (
        change is None
        or not changes(text, change.start)
        or not compared_gap(text[change.end : quantity.start])
    ):
        return None
    label = next((one for one in reversed(labels) if one[1] <= change.start), None)
    if label is None or change.start - label[1] > _CHANGE_REACH or not unit_fits(label[2], quantity.unit):
        return None
    start, _, term = label
    if term.label in BARE_LABELS or only_part(text, start, term):
        return None
    return Bound(quantity, term, change.end, quantity.end)


def compared(
    text: str, quantity: Quantity, found: Sequence[Bound], earlier: Sequence[Quantity]
) -> Bound | None:
    """Bind the figure of another year set beside this one's (3816人，较2019年2932人).

    A share told between the two does not part them (专任教师219人，占83%，上年198人).
    """
    last = next((one for one in reversed(found[-2:]) if unit_fits(one.term, quantity.unit)), None)
    if last is None:
        return None
    told = {id(one.quantity) for one in found}
    between = [one for one in earlier if last.quantity.end <= one.start]
    shares = [one.end for one in between if id(one) in told and one.unit == "%"]
    before = max([last.quantity.end, *shares])
    gap = text[before : quantity.start]
    closed = before + gap.rfind("）")
    if any(one.start > max(before, closed) or (id(one) in told and one.end > before) for one in between):
        return None
    # 54个教学班（2019年51个）: the label stands behind the first.
    labelled = text[max(before, last.end) : quantity.start]
    if (compared_gap(gap) or compared_gap(labelled)) and _ENDED.match(text, quantity.end):
        final = last.term.code == "initial_employment_rate" and _LATER.search(gap)
        term = term_of_code("employment_rate") if final else last.term
        return Bound(quantity, term, before, quantity.end)
    return None
