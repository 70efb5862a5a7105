"""Indicators in running text: a figure, the label it goes with, its year and what it counts."""

from __future__ import annotations

import re
from collections.abc import Generator, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from ..facts import Fact
from ..language.quantities import Quantity, quantities_in
from ..language.sentences import Sentence, evidence
from ..language.years import figure_year, written_years
from ..reading.blocks import Document
from .answers import answered, asked
from .bindings import bound_figures
from .bound import Bound
from .chains import chained
from .class_counts import class_counts
from .current import current_year, is_aimed_at, own_year
from .heads import by_heads
from .labels import unit_written
from .lists import listed_by_major, respective, undealt
from .places import places, speaks_of_intake
from .qualifiers import qualifier_at
from .satisfaction import speaks_of_satisfaction
from .scopes import scope_of
from .subjects import SCHOOL, IsOwn, Subject, first_subject, subject_at, subjects_of
from .unit_less import money_unit, with_units

_APPROXIMATE: Final = re.compile(r"[近约余多逾超]|以上|左右")
#: Sums over years say nothing of one.
_CUMULATIVE: Final = re.compile(
    r"(?:累计|历年|以来|[近过这][一二两三四五六七八九十几\d]+年|五年间|[一二三]年间|[\d一二三四五六七八九十]+多?(?:年来|年里|年间)|输送|十[二三四]五|先后)[^。；]*$"
)
_DIGIT: Final = re.compile(r"\d")
_COUNTS: Final = re.compile(
    r"专业|[一二三四五六七八九]成|[百千万十][余多来]?[\u4e00-\u9fff]|教学班"
)  #: what every figure has about it
_FLOWS: Final = frozenset(
    {
        *("new_students", "graduates", "training_persons", "employed_graduates", "advanced_study"),
        *("certificates", "funding"),
    }
)
_FROM_TO: Final = re.compile(
    r"[^，。；]{0,12}(?:由|从)(?:19|20)\d\d年[^，。；\d]{0,4}\d[\d.,]*[^，。；\d]{0,12}(?:到|至|为)"
)
#: A sentence of a chronicle that goes on with the year at the head of its paragraph.
_BY_THEN: Final = re.compile(r"至此|此时|是年|当年|同年|这时|到此")
#: What tells that figures without a year are of long ago.
_AT_FIRST: Final = re.compile(
    r"(?:(?:办学|建校|创办|创建|开办|初创)(?:之初|初期|伊始|时)|起初|最初|当初|那时)[^。；]{0,40}$"
)
_LEAD_LENGTH: Final = 60  #: characters of a line that heads a list
_ITEM_LENGTH: Final = 40
_SURE, _LIKELY, _GUESSED = 0.9, 0.8, 0.65


@dataclass(frozen=True, slots=True)
class _Report:
    document: Document
    year: int | None
    is_own: IsOwn
    current: int | None  # the year that figures without one are of


@dataclass(frozen=True, slots=True)
class _Place:
    """Where reading is: the paragraph's first sentence, and the year that its figures so far are of.

    `asked` are the codes that a question right before asks for; `intake` tells of students taken in before.
    """

    first: Sentence | None = None
    year: int | None = None
    satisfaction: bool = False  # in a list of satisfactions, each item a paragraph
    asked: tuple[str, ...] = ()
    intake: bool = False

    def told(self, sentence: Sentence) -> int | None:
        """Return the year that a sentence's figures are of by what goes before it in the paragraph."""
        if self.first and _BY_THEN.match(sentence.text) and (years := written_years(self.first.text[:8])):
            return years[0][2]
        return self.year


def prose_indicators(
    document: Document,
    sentences: Sequence[Sentence],
    year: int | None,
    is_own: IsOwn = None,
) -> Iterator[Fact]:
    """Yield the indicators that the sentences state.

    `year` is the report's; `is_own` tells the reporting school's names from others' (where it is left out,
    every school that heads a clause counts as the reporting one).
    """
    year = own_year(document, year)
    report = _Report(document, year, is_own, current_year(document, year))
    place = _Place()
    for sentence in sentences:
        if place.first is None or sentence.paragraph != place.first.paragraph:
            place = _next_place(sentence, place)
        question = asked(sentence.text)
        said = None
        if question is None and (_DIGIT.search(sentence.text) or _COUNTS.search(sentence.text)):
            said = yield from _of_sentence(report, sentence, place)
        intake = place.intake or speaks_of_intake(sentence.text)
        if said or question or place.asked or intake != place.intake:
            place = replace(place, year=said or place.year, asked=question or (), intake=intake)
    yield from class_counts(document, sentences, year)


def _next_place(sentence: Sentence, place: _Place) -> _Place:
    """Return the place of a new paragraph: in a list of satisfactions, or a paragraph of its own."""
    share = "%" in sentence.text
    if speaks_of_satisfaction(sentence.text) and not share and len(sentence.text) <= _LEAD_LENGTH:
        years = written_years(sentence.text)
        return _Place(sentence, years[-1][2] if years else None, satisfaction=True)
    item = share and len(sentence.text) <= _ITEM_LENGTH
    if place.satisfaction and item:
        return replace(place, first=sentence)
    headed = item and bool(sentence.section) and speaks_of_satisfaction(sentence.section[-1])
    return _Place(sentence, satisfaction=headed, asked=place.asked)


def _topic(sentence: Sentence | None, is_own: IsOwn) -> Subject:
    """Return what a paragraph speaks of, as its first sentence begins."""
    subject = first_subject(sentence, is_own) if sentence else None
    return subject if subject and subject.kind != "place" else SCHOOL


def _of_sentence(report: _Report, sentence: Sentence, place: _Place) -> Generator[Fact, None, int | None]:
    """Yield the facts of a sentence; return the year that its figures were said to be of."""
    quantities = list(quantities_in(sentence.text))
    if not quantities:
        return None
    if any(not one.unit for one in quantities):
        quantities = with_units(sentence.text, quantities, money_unit(*sentence.section, sentence.text))
    if not any(one.unit for one in quantities) and "→" not in sentence.text:
        return None
    bound = _bound(sentence, quantities, place, report.current)
    if not bound:
        return None
    subjects = subjects_of(sentence, report.is_own)
    topic = _topic(place.first, report.is_own)
    said: list[int] = []
    for one in bound:
        stated = one.year or _stated_year(sentence, one, report.year)
        scope = scope_of(sentence, one, subject_at(subjects, one.start, topic))
        if scope is None or _summed(sentence.text, one):
            continue
        if is_aimed_at(sentence.text, one.start, report.current):
            continue
        if one.year is None and written_years(sentence.text[: one.quantity.start]):
            # What a bracket dates is aside: 教职工191人（2021年186人）。专业课教师96人。
            aside = sentence.text[one.start] in "，（" or _in_brackets(sentence.text, one.quantity.start)
            said += [stated] if stated and (not aside or stated == report.year) else []
        if stated is None and _AT_FIRST.search(sentence.text, 0, one.start):
            continue
        yield _fact(report.document, sentence, one, scope, stated or place.told(sentence) or report.current)
    # 2019年800万元，2020年达到900万元: what comes next is of the report's year.
    return report.year if report.year in said else said[0] if said else None


def _bound(sentence: Sentence, quantities: Sequence[Quantity], place: _Place, own: int | None) -> list[Bound]:
    """Return the figures of the sentence with what they count; lists go before single readings."""
    text = sentence.text
    single = bound_figures(text, quantities, place.satisfaction)
    if place.asked and not any(one.quantity is quantities[0] for one in single):
        single = answered(text, quantities, place.asked) + single
    dealt = chained(text, quantities, own)
    dealt += respective(text, quantities, single, [major.text for major in sentence.majors()])
    dealt += places(sentence, quantities, [*single, *dealt], place.intake)
    taken = {one.quantity.start for one in dealt} | undealt(text, quantities, single)
    both = sorted(
        [*dealt, *(one for one in single if one.quantity.start not in taken)],
        key=lambda one: one.quantity.start,
    )
    both += listed_by_major(sentence, quantities, both)
    return both + by_heads(text, quantities, both)


def _in_brackets(text: str, at: int) -> bool:
    return text.rfind("（", 0, at) > text.rfind("）", 0, at)


def _stated_year(sentence: Sentence, bound: Bound, year: int | None) -> int | None:
    """Return the year that the sentence says for a figure, in its own words or before them."""
    said = sentence.text[bound.start : bound.quantity.start]
    # 由2021年的3915万元增加到4286万元: the year is the first figure's.
    inside = written_years(said[match.end() if (match := _FROM_TO.match(said)) else 0 :] + "年")
    return inside[-1][2] if inside else figure_year(sentence.text, bound.start, bound.quantity.start, year)


def _summed(text: str, bound: Bound) -> bool:
    """Tell a sum over several years (近五年累计招生6000人)."""
    return (
        bound.term.code in _FLOWS
        and bool(_CUMULATIVE.search(text[: bound.quantity.start]))
        and not re.search(r"本年度?|今年|当年|20\d\d年|每年|年均", text[: bound.quantity.start])
    )


def _fact(document: Document, sentence: Sentence, bound: Bound, scope: str, year: int | None) -> Fact:
    values: dict[str, object] = {
        "indicator": bound.term.code,
        "value": bound.quantity.number,
        "unit": unit_written(bound.term, bound.quantity.unit),
        "scope": scope,
    }
    if said := qualifier_at(sentence.text, bound.quantity.start, bound.quantity.end):
        values["qualifier"] = said
    if year:
        values["year"] = year
    start, end = min(bound.start, bound.quantity.start), max(bound.end, bound.quantity.end)
    passage = evidence(document, sentence.passage, start, end, sentence.section)
    return Fact("indicator", values, (passage,), _confidence(sentence.text, bound))


def _confidence(text: str, bound: Bound) -> float:
    """Hold a figure for the less sure, the further its label and the rounder it is."""
    if bound.loose or bound.quantity.start - bound.start > 20:
        return _GUESSED
    around = text[max(0, bound.quantity.start - 2) : bound.quantity.end + 2]
    return _LIKELY if _APPROXIMATE.search(around) else _SURE
