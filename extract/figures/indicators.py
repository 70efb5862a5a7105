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
from .bindings import bound_figures
from .bound import Bound
from .class_counts import class_counts
from .heads import by_heads
from .labels import unit_written
from .lists import listed_by_major, respective, undealt
from .parts import newly_opened
from .qualifiers import qualifier_at
from .satisfaction import speaks_of_satisfaction
from .subjects import SCHOOL, IsOwn, Subject, catalogued_before, first_subject, subject_at, subjects_of

_APPROXIMATE: Final = re.compile(r"[近约余多逾超]|以上|左右")
_MAJOR_TAIL: Final = re.compile(r"(?:专业)?(?:方向)?[的现有共在校]{0,4}")
_MAJOR_REACH: Final = 8
_EACH_MAJOR: Final = re.compile(r"(?<!所学)(?<!各)专业(?:毕业生|在校生)?$")
#: Sums over years say nothing of one.
_CUMULATIVE: Final = re.compile(
    r"(?:累计|历年|以来|[近过这][一二两三四五六七八九十几\d]+年|五年间|[一二三]年间|[\d一二三四五六七八九十]+多?(?:年来|年里|年间)|输送|十[二三四]五|先后)[^。；]*$"
)
_COUNTS: Final = re.compile(
    r"\d|专业|[百千万十][余多来]?[\u4e00-\u9fff]|教学班"
)  #: what every figure has about it
_FLOWS: Final = frozenset(
    {"new_students", "graduates", "training_persons", "employed_graduates", "advanced_study", "certificates"}
)
_LEAD_LENGTH: Final = 60  #: characters of a line that heads a list
_ITEM_LENGTH: Final = 40
_SURE, _LIKELY, _GUESSED = 0.9, 0.8, 0.65


@dataclass(frozen=True, slots=True)
class _Report:
    document: Document
    year: int | None
    is_own: IsOwn


@dataclass(frozen=True, slots=True)
class _Place:
    """Where reading is: the paragraph, what it speaks of, and the year that its figures so far are of."""

    paragraph: int = -1
    topic: Subject = SCHOOL
    year: int | None = None
    satisfaction: bool = False  # in a list of satisfactions, each item a paragraph


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
    report = _Report(document, year, is_own)
    place = _Place()
    for sentence in sentences:
        if sentence.paragraph != place.paragraph:
            place = _next_place(sentence, place, _topic(sentence, is_own))
        if _COUNTS.search(sentence.text):
            said = yield from _of_sentence(report, sentence, place)
            place = replace(place, year=said or place.year)
    yield from class_counts(document, sentences, year)


def _next_place(sentence: Sentence, place: _Place, topic: Subject) -> _Place:
    """Return the place of a new paragraph: in a list of satisfactions, or a paragraph of its own."""
    share = "%" in sentence.text
    if speaks_of_satisfaction(sentence.text) and not share and len(sentence.text) <= _LEAD_LENGTH:
        years = written_years(sentence.text)
        return _Place(sentence.paragraph, topic, years[-1][2] if years else None, satisfaction=True)
    item = share and len(sentence.text) <= _ITEM_LENGTH
    if place.satisfaction and item:
        return replace(place, paragraph=sentence.paragraph, topic=topic)
    headed = bool(sentence.section) and speaks_of_satisfaction(sentence.section[-1])
    return _Place(sentence.paragraph, topic, satisfaction=item and headed)


def _topic(sentence: Sentence, is_own: IsOwn) -> Subject:
    """Return what a paragraph speaks of, as its first sentence begins."""
    subject = first_subject(sentence, is_own)
    return subject if subject and subject.kind != "place" else SCHOOL


def _of_sentence(report: _Report, sentence: Sentence, place: _Place) -> Generator[Fact, None, int | None]:
    """Yield the facts of a sentence; return the year that its figures were said to be of."""
    quantities = list(quantities_in(sentence.text))
    if not quantities:
        return None
    bound = _bound(sentence, quantities, place.satisfaction)
    if not bound:
        return None
    subjects = subjects_of(sentence, report.is_own)
    said: int | None = None
    for one in bound:
        stated = one.year or _stated_year(sentence, one, report.year)
        scope = _scope(sentence, one, subject_at(subjects, one.start, place.topic))
        if scope is None or _summed(sentence.text, one):
            continue
        said = said or (stated if written_years(sentence.text[: one.quantity.start]) else None)
        yield _fact(report.document, sentence, one, scope, stated or place.year or report.year)
    return said


def _bound(sentence: Sentence, quantities: Sequence[Quantity], about: bool) -> list[Bound]:
    """Return the figures of the sentence with what they count; lists go before single readings."""
    single = bound_figures(sentence.text, quantities, about)
    named = [major.text for major in sentence.majors()]
    dealt = respective(sentence.text, quantities, single, named)
    taken = {id(one.quantity) for one in dealt} | undealt(sentence.text, quantities, single)
    both = sorted(
        [*dealt, *(one for one in single if id(one.quantity) not in taken)],
        key=lambda one: one.quantity.start,
    )
    both += listed_by_major(sentence, quantities, both)
    return both + by_heads(sentence.text, quantities, both)


def _stated_year(sentence: Sentence, bound: Bound, year: int | None) -> int | None:
    """Return the year that the sentence says for a figure, in its own words or before them."""
    inside = written_years(sentence.text[bound.start : bound.quantity.start] + "年")
    return inside[-1][2] if inside else figure_year(sentence.text, bound.start, bound.quantity.start, year)


def _scope(sentence: Sentence, bound: Bound, subject: Subject) -> str | None:
    """Return what the figure is of: the school, a major named just before; None for another part."""
    if bound.scope:
        return bound.scope
    code = bound.term.code
    if end := newly_opened(sentence.text, bound.start):
        return next((f"major:{major.text}" for major in sentence.majors() if major.end == end), None)
    if code != "majors_offered":
        if name := _major_before(sentence, bound.start):
            return f"major:{name}"
        if _EACH_MAJOR.search(sentence.text[: bound.start]) and subject.kind != "major":
            return None
    return subject.scope(code)


def _major_before(sentence: Sentence, at: int) -> str | None:
    """Return the major named just before `at`, or None."""
    for major in reversed(sentence.majors()):
        if 0 <= at - major.end <= _MAJOR_REACH and _MAJOR_TAIL.fullmatch(sentence.text[major.end : at]):
            return major.text
    return catalogued_before(sentence.text, at)


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
