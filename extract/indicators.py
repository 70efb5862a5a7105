"""Indicators in running text: a figure, the label it goes with, its year and what it counts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from .blocks import Document
from .facts import Fact
from .labels import RATIO_OF, labels_before, labels_behind, unit_fits, unit_written
from .lexicons import IndicatorTerm
from .mentions import Mention
from .quantities import Quantity, quantities_in
from .sentences import Sentence, evidence
from .years import written_years, year_before

_GAP: Final = re.compile(
    r"(?:[（(][^）)]{0,20}[）)])?(?:人数|总数|总计|数量|规模|教师|总值|面积|学生|[为达有是共的到约近超逾率由从也均在计占：:]|达到|高达|共计|合计|总共|累计|保持在|稳定在|保持|稳定|大约|接近|突破|超过|多达|已达|现有|分别|每年|目前|年均|平均|左右|不低于|达成|上升至|提升至|提升到|上升到|提高到|提高至|增至|增加到|增加至|增长到|扩大到|扩展到|工资|月薪|收入|水平|资产|比例|价值|数|值|标准|[12]\d{3}年(?:度|底|末|合并建校的)?|本年度|今年|全年|实际|完成|人员|师资|专业|各类|其他|“双证书”|、|\s)*"
)
_GAP_BEHIND: Final = re.compile(r"(?:[的名余多]|左右|以上|全日制|在籍|在编|“|标准|专任|高质量|校内|学历教育|学历|注册|中职|应届)*")
_CHANGE: Final = re.compile(r"(?:增加了?|增长了?|减少了?|下降了?|提高了|上升了|增幅|降幅|同比|环比|多出?|提升了|比上年|比去年|新增|净增)$")
_PART: Final = re.compile(
    r"(?:[\u4e00-\u9fff]{1,8}(?:学院|系|分院|校区|分校|教学部|学部|社团|工作室|支部|总支|年级|级|中专部|高职部|方向)|男|女|贫困|困难|建档立卡|一线|新疆|西藏|少数民族|农村|残疾|留守|住校|住宿|走读|非全日制|成人|业余|函授|退役|往届|其中转段|寄宿|省外|外地|三年级|二年级|一年级|高三|对口单招|单招|参赛|获奖|报名|上线|流失|流生|转入|转出|休学|面向|首批|第[一二三]批)$"
)
_ENDS: Final = frozenset("；。！？")
_LIKE: Final = frozenset({"enrolled_students", "new_students", "graduates", "classes", "employed_graduates"})
_OTHER_SUBJECT: Final = re.compile(r"^(?:我市|我省|全市|全省|全国|本市|本省|该公司|公司|企业|该企业|集团|该园|幼儿园|全区|全县|我县)")


@dataclass(frozen=True, slots=True)
class _Bound:
    quantity: Quantity
    term: IndicatorTerm
    start: int  # where label and figure together begin
    end: int


def prose_indicators(document: Document, sentences: Sequence[Sentence], year: int | None) -> Iterator[Fact]:
    """Yield the indicators that the sentences state; `year` is the report's."""
    for sentence in sentences:
        if any(char.isdigit() for char in sentence.text) or "专业" in sentence.text:
            yield from _of_sentence(document, sentence, year)


def _of_sentence(document: Document, sentence: Sentence, year: int | None) -> Iterator[Fact]:
    text = sentence.text
    if _OTHER_SUBJECT.match(text):
        return
    quantities = list(quantities_in(text))
    if not quantities:
        return
    before, behind = labels_before(text), labels_behind(text)
    last: _Bound | None = None
    done: set[int] = set()
    for number, quantity in enumerate(quantities):
        bound = (
            _label_before(text, quantity, before, quantities[:number])
            or _label_behind(text, quantity, behind)
            or _ratio_behind(text, quantity, last)
            or _compared(text, quantity, last)
        )
        if not bound:
            continue
        if last and bound.term is last.term and bound.start == last.start and bound.quantity is not quantity:
            continue
        done.add(number)
        last = bound
        scope = _scope(sentence, bound)
        if scope is None:
            continue
        yield _fact(document, sentence, bound, scope, year)
    yield from _listed_by_major(document, sentence, quantities, done, before, year)


def _label_before(
    text: str, quantity: Quantity, labels: list[tuple[int, int, IndicatorTerm]], earlier: Sequence[Quantity]
) -> _Bound | None:
    for start, end, term in reversed(labels):
        if end > quantity.start:
            continue
        if quantity.start - end > 24:
            return None
        gap = text[end : quantity.start]
        if any(one.start >= end for one in earlier) or set(gap) & _ENDS:
            return None
        if not _GAP.fullmatch(gap.replace("，", "", 1) if _label_ends_list(gap) else gap):
            return None
        if not unit_fits(term, quantity.unit) or _CHANGE.search(text[max(0, quantity.start - 4) : quantity.start]):
            return None
        if re.search(r"由$|从$|由\d{4}年$", gap) and re.match(r"(?:增加|增长|提高|上升|增|提升|扩大|减少|下降|扩展)?[到至]", text[quantity.end : quantity.end + 6]):
            return None
        if _PART.search(text[max(0, start - 10) : start]) or _growth(text, start, term):
            return None
        return _Bound(quantity, term, start, quantity.end)
    return None


def _label_ends_list(gap: str) -> bool:
    return gap.startswith("，") and len(gap) <= 4


def _growth(text: str, start: int, term: IndicatorTerm) -> bool:
    """Tell a plan or a part from the school's own figure by what stands before the label."""
    before = text[max(0, start - 6) : start]
    if term.code.startswith("new_"):
        return False
    return bool(re.search(r"新增|拟|计划|规划|新建|扩建|拟建|购置|购买|争取|添置|其他", before))


def _label_behind(text: str, quantity: Quantity, labels: list[tuple[int, int, IndicatorTerm]]) -> _Bound | None:
    if _CHANGE.search(text[max(0, quantity.start - 4) : quantity.start]):
        return None
    for start, end, term in labels:
        if start < quantity.end:
            continue
        gap = text[quantity.end : start]
        if len(gap) > 10 or not _GAP_BEHIND.fullmatch(gap):
            continue
        if not unit_fits(term, quantity.unit) or _wrong_behind(text, quantity, end, term):
            return None
        return _Bound(quantity, term, quantity.start, end)
    return None


def _wrong_behind(text: str, quantity: Quantity, end: int, term: IndicatorTerm) -> bool:
    """Refuse what only looks like a total: 5个团队, 4名教师参加, 19名学生获奖, one list's own count."""
    after, before = text[end : end + 6], text[max(0, quantity.start - 12) : quantity.start]
    if term.code in ("enrolled_students", "staff", "full_time_teachers", "new_students", "graduates", "specialised_teachers") and re.match(
        r"参加|获|在|到|赴|被|荣|通过|走|进入|代表|参与|共同|报名|前往|来|成功|聚|们|考|完成|接受|见证|观看|奔赴|分|已|就业|学习|开展|担任|组成|主持|带队|家长|受|提供", after
    ):
        return True
    if term.label in ("名学生", "名在校学生") and not re.search(r"教学班|在校|现有|共有|拥有|多?$", before[-6:]):
        return True
    if term.label in ("名学生",) and "教学班" not in text[: quantity.start]:
        return True
    if term.code == "majors_offered":
        return bool(re.match(r"群|课|教师|带头|教研|教学|实训|人才|指导|大类|建设|委员|的|被|获|为|入选|通过|参加", after)) or not re.search(
            r"等$|[开设办有]$|下设$|设$|共$|计$|特色$|开到$|设置$|、[^、]{2,12}等?$|^[^\d]*$", before
        ) or bool(re.search(r"新增|停招|撤销|其中|调整|增设|参加|确定|重点建设|分$|按$|对|建设|三个$", before)) or text[quantity.end : quantity.end + 2] in ("品牌", "示范", "重点", "骨干") or quantity.value < 2
    if term.code == "classes":
        return bool(re.match(r"的|受|被|参|开展|获|学生|级|主题|组", after)) and not after.startswith("的学生")
    if term.code == "training_persons":
        return not re.search(r"年|社会|累计|各类|共", before + text[end : end + 4])
    return False


def _ratio_behind(text: str, quantity: Quantity, last: _Bound | None) -> _Bound | None:
    """Bind a percentage to the count just before it."""
    if quantity.unit != "%" or last is None or last.term.code not in RATIO_OF:
        return None
    gap = text[last.end : quantity.start]
    if len(gap) <= 16 and re.fullmatch(r"[，（]?(?:[\u4e00-\u9fff“”]{0,3})?(?:比例|占比|占)[\u4e00-\u9fff“”]{0,12}", gap) and not re.search(r"占(?:毕业|学生)", gap):
        term = IndicatorTerm("", RATIO_OF[last.term.code], "%", ("%",), False)
        return _Bound(quantity, term, last.start, quantity.end)
    return None


def _compared(text: str, quantity: Quantity, last: _Bound | None) -> _Bound | None:
    """Bind the figure of another year set beside this one's (3816人，较2019年2932人)."""
    if last is None or not unit_fits(last.term, quantity.unit) or quantity.unit == "%":
        return None
    gap = text[last.end : quantity.start]
    if len(gap) <= 24 and re.fullmatch(r"(?:（[^）]*）)?[，（]?(?:较|比|而)?(?:19|20)\d\d(?:年度?|届|学年)的?(?:为|有)?", gap):
        return _Bound(quantity, last.term, last.start, quantity.end)
    return None


def _scope(sentence: Sentence, bound: _Bound) -> str | None:
    """Return what the figure is of: the school, a major named just before; None for another part."""
    for major in reversed(sentence.majors()):
        if major.end <= bound.start and bound.start - major.end <= 8:
            between = sentence.text[major.end : bound.start]
            if re.fullmatch(r"(?:专业)?(?:方向)?[的现有共在校]{0,4}", between) and bound.term.code != "majors_offered":
                return f"major:{major.text}"
    if bound.term.code != "majors_offered" and re.search(r"[^各]专业(?:毕业生|在校生)?$", sentence.text[: bound.start]):
        return None
    return "school"


def _fact(document: Document, sentence: Sentence, bound: _Bound, scope: str, year: int | None) -> Fact:
    said = year_before(sentence.text, bound.quantity.start, year) or _year_after_start(sentence, bound) or year
    values: dict[str, object] = {
        "indicator": bound.term.code,
        "value": bound.quantity.number,
        "unit": unit_written(bound.term, bound.quantity.unit),
        "scope": scope,
    }
    if said:
        values["year"] = said
    passage = evidence(document, sentence.passage, bound.start, max(bound.end, bound.quantity.end), sentence.section)
    return Fact("indicator", values, (passage,), 0.85)


def _year_after_start(sentence: Sentence, bound: _Bound) -> int | None:
    """Return the year inside label and figure (在校生2019年达3000人)."""
    inside = written_years(sentence.text[bound.start : bound.quantity.start] + "年")
    return inside[-1][2] if inside else None


def _listed_by_major(
    document: Document,
    sentence: Sentence,
    quantities: Sequence[Quantity],
    done: set[int],
    labels: list[tuple[int, int, IndicatorTerm]],
    year: int | None,
) -> Iterator[Fact]:
    """Yield figures by major from a list (会计专业465人，计算机应用专业351人) under the label said last before it."""
    rows: list[tuple[Quantity, Mention | tuple[int, int]]] = []
    majors = {major.end: major for major in sentence.majors()}
    for number, quantity in enumerate(quantities):
        if number in done or quantity.unit not in ("人", "名", "个"):
            continue
        head = re.search(r"(?:^|[，、；：])([\u4e00-\u9fffA-Za-z（）]{2,20}?)(?:专业)?$", sentence.text[: quantity.start])
        if not head:
            continue
        at = head.start(1)
        end = head.end(1)
        rows.append((quantity, majors.get(end) or (at, end)))
    known = sum(isinstance(thing, Mention) for _, thing in rows)
    if len(rows) < 2 or (known * 2 < len(rows) and len(rows) < 4):
        return
    governing = [term for _, end, term in labels if end <= rows[0][0].start and term.code in _LIKE]
    if not governing or (known == 0 and "专业" not in sentence.text and len(rows) < 6):
        return
    for quantity, thing in rows:
        start, end = (thing.start, thing.end) if isinstance(thing, Mention) else thing
        name = sentence.text[start:end].removesuffix("专业")
        if re.search(r"其中|人数|共|男|女|教师|学生|合计|总|等奖", name):
            continue
        bound = _Bound(quantity, governing[-1], start, quantity.end)
        yield _fact(document, sentence, bound, f"major:{name}", year)
