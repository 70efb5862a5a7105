"""Places: how many students each of some majors takes in (甲、乙、丙专业各40人), also item by item.

What is counted may be said long before: 今年招收初中毕业生。三年制：甲、乙，各40人；丙，与丁学院合办，30人。
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from ..language.quantities import Quantity
from ..language.sentences import Sentence
from ..lexicons import IndicatorTerm
from ..majors.majors import is_catalogued
from .bound import Bound
from .labels import labels_before, term_of_code

#: What tells that a paragraph is about taking students in.
_INTAKE: Final = re.compile(r"招生|招收|招录|录取|招(?=\d|[一二三]|初|高)")
_EACH: Final = re.compile(
    r"(?P<before>，|：|专业)?(?:每个专业)?(?:[均都])?各(?:自|专业|个专业)?(?P<what>(?:计划)?招生?(?:计划)?|招收|录取|在校生?|毕业生?|有|限|开)?(?:学生|新生)?(?:约|近)?$"
)
_JOINED: Final = re.compile(r"和|与|以及|及")
#: What tells right before a major that its students are new: 再添畜牧专业18人
_ADDED: Final = re.compile(r"(?:再添|新添|增添|新增|增设|新设|新开|扩招|内有)[^，。；]*$")
_TAIL: Final = re.compile(r"(?:等?[\d两二三四五六七八九十]{1,2}个)?(?:专业)?(?:，|：)?$")
_CLOSED: Final = re.compile(r"[余多]?(?:左右|以内)?(?:[，。；、（）]|$)")
_PEOPLE: Final = frozenset({"人", "名"})
_OTHERS: Final = re.compile(r"教师|老师|员工|毕业|获|培训|企业.*各|就业|升学")
_WHAT: Final = (
    ("在校", "enrolled_students"),
    ("毕业", "graduates"),
    ("招", "new_students"),
    ("录取", "new_students"),
)
_MAJOR: Final = re.compile(
    r"(?:^|[，、]|再添|新添|增添|新增|增设|新设|新开|内有)(?!再添|新添|增添|新增|增设|新设|新开|内有|其中)([\u4e00-\u9fff]{2,12}?)专业(?:学生|新生)?$"
)
_FIRST: Final = re.compile(r"(?:首[批届]|第一[批届])(?:招生?|招收|新生|学生|学员)?(?:有|共|仅)?$")
_NEW_MAJOR: Final = re.compile(
    r"(?:新开|新设|新增|新办|增设|开设|开办|增开)了?([\u4e00-\u9fff（）]{2,14}?)专业，[^。；]{0,40}$"
)
_NAME: Final = re.compile(r"(?!其中|男|女|以及)[\u4e00-\u9fff]{2,10}(?<![个级班系部院])")
_LONGEST_ITEM: Final = 60


def speaks_of_intake(text: str) -> bool:
    """Tell whether a sentence is about taking students in."""
    return ("招" in text or "录取" in text) and bool(_INTAKE.search(text))


def places(
    sentence: Sentence, quantities: Sequence[Quantity], known: Sequence[Bound], intake: bool
) -> list[Bound]:
    """Return the places by major in `sentence`, apart from the figures `known`; `intake`: said before it."""
    done = {one.quantity.start for one in known}
    free = [one for one in quantities if one.unit in _PEOPLE and one.start not in done]
    if not free:
        return []
    found: list[Bound] = []
    text = sentence.text
    for quantity in free:
        if not _CLOSED.match(text, quantity.end):
            continue
        ends = (one.end for one in quantities if one.unit in _PEOPLE and one.end <= quantity.start)
        floor = max(ends, default=0)
        if each := _EACH.search(text, floor, quantity.start):
            found += _each(sentence, quantity, floor, each, intake)
        elif one := _opened(sentence, quantity):
            found.append(one)
        elif intake or speaks_of_intake(text[: quantity.start]):
            found += _item(sentence, quantity, floor)
    return found


def _each(
    sentence: Sentence, quantity: Quantity, floor: int, each: re.Match[str], intake: bool
) -> list[Bound]:
    """Give one figure to each major of the list that ends at `each`."""
    text = sentence.text
    end = each.start()
    start = max(floor, *(text.rfind(mark, 0, end) + 1 for mark in "：；。"))
    led = text[max(0, start - 6) : start].endswith(("招生：", "录取：", "计划："))
    names = _names(sentence, start, end, led)
    term = _told(text[:end], each["what"] or "", intake or speaks_of_intake(text[:end]))
    if len(names) < 2 or term is None:
        return []
    return [Bound(quantity, term, start, quantity.end, scope=f"major:{name}", loose=True) for name in names]


def _told(before: str, what: str, intake: bool) -> IndicatorTerm | None:
    """Return what is counted: as the words at the figure say, the label before it, or students taken in."""
    code = next((code for words, code in _WHAT if words in what), None)
    if code is None:
        named = [term for _, _, term in labels_before(before) if term.unit == "人"]
        code = named[-1].code if named else "new_students" if intake else None
    return term_of_code(code) if code in ("new_students", "enrolled_students", "graduates") else None


def _names(sentence: Sentence, start: int, end: int, told: bool) -> list[str]:
    """Return the majors listed in the stretch, in order; [] where too few of the items are known ones.

    Where 专业 stands behind the list, or `told` says that it is of majors, short names of others count too.
    """
    stretch = _TAIL.sub("", sentence.text[start:end])
    told = told or "专业" in sentence.text[start + len(stretch) : end + 2]
    head = max(stretch.rfind("，"), stretch.rfind("：")) + 1
    named = {mention.text for mention in sentence.majors()}
    items: list[str] = []
    for words in filter(None, stretch[head:].split("、")):
        item = words.removesuffix("专业")
        whole = item in named or is_catalogued(item)
        items += [item] if whole else [one for one in _JOINED.split(item) if one]
    if items and items[0] not in named and not is_catalogued(items[0]):
        first = next((name for name in named if items[0].endswith(name)), None)
        items[0] = first or items[0]
    known = sum(item in named or is_catalogued(item) for item in items)
    short = told and all(_NAME.fullmatch(item) for item in items)
    return items if short or known * 3 >= len(items) * 2 else []


def _opened(sentence: Sentence, quantity: Quantity) -> Bound | None:
    """Return the first students of a new major: 再添畜牧专业18人 · 新开会计专业，请来名师任教，首批13人."""
    before = sentence.text[: quantity.start]
    name = ""
    if (match := _MAJOR.search(before)) and _ADDED.search(before):
        name = match[1]
    elif _FIRST.search(before) and (opened := _NEW_MAJOR.search(before)):
        name = opened[1]
    if not name:
        return None
    start = max(before.rfind(mark) for mark in "，；。、") + 1
    return Bound(
        quantity, term_of_code("new_students"), start, quantity.end, scope=f"major:{name}", loose=True
    )


def _item(sentence: Sentence, quantity: Quantity, floor: int) -> list[Bound]:
    """Return the figure at the end of an item that begins with its major (丙，合作高职为丁学院，30人；)."""
    text = sentence.text
    start = max(floor, *(text.rfind(mark, 0, quantity.start) + 1 for mark in "：；。"))
    if text[start : start + 1] in ("，", "、"):
        start += 1
    said = text[start : quantity.start]
    if not said.endswith(("，", "：", "，招", "，招生", "，计划", "，计划招生")) or len(said) > _LONGEST_ITEM:
        return []
    name = next((mention.text for mention in sentence.majors() if mention.start == start), "")
    if not name and is_catalogued(first := said.partition("，")[0].removesuffix("专业")):
        name = first
    if not name or _OTHERS.search(said[len(name) :]):
        return []
    return [
        Bound(
            quantity,
            term_of_code("new_students"),
            start,
            quantity.end,
            scope=f"major:{name}",
            loose=True,
        )
    ]
