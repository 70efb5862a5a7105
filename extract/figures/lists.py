"""Lists of figures: 文化课、技能合格率分别为95%、93%, 会计专业465人，护理专业351人."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from ..language.quantities import Quantity
from ..language.sentences import Sentence
from ..language.years import written_years
from ..lexicons import IndicatorTerm
from ..majors.majors import is_catalogued
from .bound import Bound
from .labels import BARE_LABELS, labels_before, term_of_header, unit_fits
from .parts import only_part
from .table_columns import term_of_short_header

_RESPECTIVELY: Final = re.compile(
    r"(?:分别|依次)(?:为|是|达到|达|有|约|占|高达|稳定在|保持在|提高到|提升到|增加到|上升到|[：:])*"
)
#: A label behind 分别: 分别招生45人、40人
_SAID_BEHIND: Final = re.compile(
    r"(?:分别|依次)(?P<label>招生|招收|招录|录取|计划招生|毕业|在校生|在校|在读|毕业生|新生|就业)(?:人数|学生|新生)?(?:为|是|达到?|有|约|：)*"
)
_BETWEEN: Final = re.compile(r"[余多]?(?:以上|左右)?(?:（[^）]*）)?(?:[、，；]|和|与|及|以及|，?其中)?")
_JOINT: Final = re.compile(r"、|，|以及|和|与|及")
_REFERRING: Final = re.compile(r"[两三四五六\d]项|对应|上述|各项|以上|这几项|指标|结果|数据")
_REACH: Final = 24  #: characters from one item of a list to the next
_MAX_LIST: Final = 12
#: Indicators of which a list by major may follow.
_BY_MAJOR: Final = frozenset(
    {"enrolled_students", "new_students", "graduates", "classes", "employed_graduates"}
)
_MEMBER: Final = re.compile(
    r"(?:^|[，、；：])(?:其中[，：]?)?([\u4e00-\u9fffA-Za-z（）]{2,20}?)(?:专业)?(?:在[校籍读册]生?|[有共])*$"
)
_LONGEST_MEMBER: Final = 40
_LED_UNITS: Final = frozenset({"%", "元", "人", "名"})
_LED: Final = re.compile(r"(?:专业)?的?(?:毕业生)?(?:现有|共有|有)?$")
_NO_MEMBER: Final = re.compile(
    r"其中|新生|毕业生|人数|共|男|女|教师|学生|合计|总|等奖|年级|班|学院|公司|级|转|升|就业|单位|企业|机关|社区|部队|个体|自主|其他|镇|村|乡|省|市|县|区内|区外|境|的$"
)


def respective(
    text: str, quantities: Sequence[Quantity], known: Sequence[Bound], majors: Sequence[str]
) -> list[Bound]:
    """Return the figures that follow 分别 in `text`, each with its label, year or major.

    `known` are the figures bound before them, to which 两项分别是 refers back; `majors` the majors named.
    """
    found: list[Bound] = []
    if "分别" not in text and "依次" not in text:
        return found
    before_years: list[int] = []
    for match in _RESPECTIVELY.finditer(text):
        said = _SAID_BEHIND.match(text, match.start())
        run = _run(text, quantities, said.end() if said else match.end())
        if not 2 <= len(run) <= _MAX_LIST:
            continue
        floor = max(text.rfind(mark, 0, match.start()) for mark in "；。") + 1
        earlier = [
            one.end for one in quantities if one.unit and floor <= one.start and one.end <= match.start()
        ]
        start = max([floor, *earlier])
        head = text[start : match.start()]
        if years := [year for _, _, year in written_years(head)]:
            before_years = years
        if said and (term := term_of_header(said["label"]) or term_of_short_header(said["label"])):
            named = [name for name in majors if name in head]
            found += _of_one((None, term), start, head, run, named)
            continue
        before = [bound for bound in (*known, *found) if bound.quantity.end <= match.start()]
        found += (
            _by_label(text, start, head, run)
            or _under_one_label(start, head, run, [name for name in majors if name in head])
            or _referring(start, head, run, before)
            or _of_same_years(start, head, run, before_years)
        )
    return found


def undealt(text: str, quantities: Sequence[Quantity], single: Sequence[Bound]) -> set[int]:
    """Return where figures behind 分别 begin whose label stands before it, as that is one of several."""
    found: set[int] = set()
    if "分别" not in text and "依次" not in text:
        return found
    for match in _RESPECTIVELY.finditer(text):
        run = _run(text, quantities, match.end())
        starts = {one.start for one in run}
        if len(run) > 1:
            found |= {
                one.quantity.start
                for one in single
                if one.quantity.start in starts and one.start < match.start()
            }
    return found


def _run(text: str, quantities: Sequence[Quantity], at: int) -> list[Quantity]:
    """Return the figures that stand in a row from `at` on."""
    run: list[Quantity] = []
    for quantity in quantities:
        if quantity.start < at:
            continue
        if not _BETWEEN.fullmatch(text[at : quantity.start]) and not (run and quantity.start == at):
            break
        run.append(quantity)
        at = quantity.end
    return run


def _by_label(text: str, start: int, head: str, run: Sequence[Quantity]) -> list[Bound]:
    """Deal the figures of `run` out to as many labels in `head`."""
    terms = _terms(head, len(run)) or [term for _, _, term in _labels(head)]
    if len({term.code for term in terms}) != len(run) or not all(
        map(unit_fits, terms, (one.unit for one in run))
    ):
        return []
    dealt = zip(terms, run, strict=True)
    return [Bound(one, term, start, one.end) for term, one in dealt if not only_part(text, start, term)]


def _under_one_label(start: int, head: str, run: Sequence[Quantity], majors: Sequence[str]) -> list[Bound]:
    """Deal the figures of `run`, all of one label, out to as many years or majors in `head`."""
    named = [label for label in _labels(head) if label[2].code != "majors_offered"]
    if len(named) != 1:
        return []
    at, _, term = named[0]
    return _of_one((at, term), start, head, run, majors)


def _of_same_years(start: int, head: str, run: Sequence[Quantity], years: Sequence[int]) -> list[Bound]:
    """Deal the figures of a second 分别 out to the years that the first one was dealt out to."""
    named = _labels(head)
    if len(named) != 1 or len(years) != len(run) or not all(unit_fits(named[0][2], one.unit) for one in run):
        return []
    at, _, term = named[0]
    if only_part(head, at, term):
        return []
    return [Bound(one, term, start + at, one.end, year=year) for one, year in zip(run, years, strict=True)]


def _of_one(
    label: tuple[int | None, IndicatorTerm],
    start: int,
    head: str,
    run: Sequence[Quantity],
    majors: Sequence[str],
) -> list[Bound]:
    """Deal the figures of `run`, all of `term`, out to the years or majors in `head`.

    `label` says where in `head` the label begins (None where it stands behind) and what it names.
    """
    at, term = label
    if not all(unit_fits(term, one.unit) for one in run):
        return []
    years = [year for _, _, year in written_years(head)]
    if len(majors) != len(run):
        majors = _listed_majors(head[:at], len(run))
    if len(majors) == len(run):
        dealt = zip(run, majors, strict=True)
        return [Bound(one, term, start, one.end, scope=f"major:{name}") for one, name in dealt]
    if len(years) == len(run) and not only_part(head, len(head) if at is None else at, term):
        return [Bound(one, term, start, one.end, year=year) for one, year in zip(run, years, strict=True)]
    return []


_JOINED_MAJORS: Final = re.compile(r"、|和|与(?=[^、]{4})|以及|及")
_MAJORS_END: Final = re.compile(r"(?:等?[\d两二三四五六七八九]个)?(?:专业)?的?$")


def _listed_majors(head: str, count: int) -> list[str]:
    """Read the last `count` items of `head` as majors (焊接、会计两个专业的) where most are known, or []."""
    items = _JOINED_MAJORS.split(_MAJORS_END.sub("", head))
    names = [re.split(r"[，：；]|中的?(?=.{4})", item)[-1].removesuffix("专业") for item in items[-count:]]
    known = sum(is_catalogued(name) for name in names)
    return names if len(names) == count > 1 and known * 3 >= count * 2 else []


def _referring(start: int, head: str, run: Sequence[Quantity], known: Sequence[Bound]) -> list[Bound]:
    """Deal the figures of `run` out to the labels of the figures before, where 两项分别是 refers to them."""
    back = [bound.term for bound in known[-len(run) :]]
    if _labels(head) or not _REFERRING.search(head) or len(back) != len(run):
        return []
    if not all(map(unit_fits, back, (one.unit for one in run))):
        return []
    return [Bound(one, term, start, one.end) for term, one in zip(back, run, strict=True)]


def _labels(head: str) -> list[tuple[int, int, IndicatorTerm]]:
    return [label for label in labels_before(head) if label[2].label not in BARE_LABELS]


def _terms(head: str, count: int) -> list[IndicatorTerm] | None:
    """Read the last `count` items of a list of labels, which may share its end (文化课、技能合格率)."""
    parts = [re.sub(r"^.*(?:的|学生|我校|学校)(?=.{3})", "", part) for part in _JOINT.split(head) if part]
    if len(parts) < count:
        return None
    parts = parts[-count:]
    last = parts[-1]
    found: list[IndicatorTerm] = []
    for part in parts:
        ends = ["", *(last[-size:] for size in range(2, min(6, len(last))))]
        term = next((term for end in ends if (term := term_of_header(part + end))), None)
        if term is None:
            return None
        found.append(term)
    return found


def _led(sentence: Sentence, first: Quantity, bound: Sequence[Bound]) -> IndicatorTerm | None:
    """Return what a list goes on with whose first item alone names it (会计专业就业率99%，护理专业97%)."""
    before = [one for one in bound if one.quantity.end <= first.start]
    if not before or before[-1].quantity.unit != first.unit or first.unit not in _LED_UNITS:
        return None
    gap = sentence.text[before[-1].quantity.end : first.start]
    head = _LED.sub("", sentence.text[: before[-1].start])
    led = any(major.end == len(head) for major in sentence.majors()) or any(
        head.endswith(major.text) for major in sentence.majors()
    )
    return before[-1].term if led and len(gap) <= _REACH and not re.search(r"[。；]", gap) else None


def listed_by_major(
    sentence: Sentence, quantities: Sequence[Quantity], bound: Sequence[Bound]
) -> list[Bound]:
    """Return figures by major (会计专业465人，计算机应用专业351人) under the label said last before them."""
    done = {one.quantity.start for one in bound}
    ends = {major.end: major.start for major in sentence.majors()}
    rows: list[tuple[Quantity, int, str, bool]] = []
    for quantity in quantities:
        if quantity.start in done or quantity.unit not in ("人", "名", "个", "%", "元"):
            continue
        head = _MEMBER.search(sentence.text, max(0, quantity.start - _LONGEST_MEMBER), quantity.start)
        if head is None or sentence.text.startswith("百分", quantity.end):
            continue
        start = ends.get(head.end(1), head.start(1))
        name = sentence.text[start : head.end(1)].removesuffix("专业")
        sure = head.end(1) in ends or is_catalogued(name) or head[0].endswith("专业")
        if not _NO_MEMBER.search(name) or is_catalogued(name):
            rows.append((quantity, start, name, sure))
    sure_ones = sum(sure for *_, sure in rows)
    led = _led(sentence, rows[0][0], bound) if rows else None
    if led and sure_ones == len(rows):
        return [
            Bound(quantity, led, start, quantity.end, scope=f"major:{name}")
            for quantity, start, name, _ in rows
            if unit_fits(led, quantity.unit)
        ]
    if len(rows) < 2 or (sure_ones * 2 < len(rows) and len(rows) < 6):
        return []
    governing = [
        (start, term)
        for start, end, term in labels_before(sentence.text)
        if end <= rows[0][0].start and term.code in _BY_MAJOR
    ]
    if not governing:
        return []
    term = governing[-1][1]
    return [
        Bound(quantity, term, start, quantity.end, scope=f"major:{name}")
        for quantity, start, name, _ in rows
        if unit_fits(term, quantity.unit)
    ]
