"""All facts of a document: the extractors of each kind, run in turn, and their results made one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

from .awards.awards import award_facts
from .collecting import uncollected
from .facts import Fact
from .figures.indicators import prose_indicators
from .figures.qualifiers import common_qualifier
from .figures.table_indicators import table_indicators
from .honours.card_grants import card_grants
from .honours.grants import grants_of
from .honours.honours import honour_facts
from .language.sentences import sentences_of
from .majors.joint import joint_programmes
from .majors.major_facts import major_facts
from .majors.majors import is_catalogued
from .organisations.short_forms import with_short_forms
from .partners.partnerships import partnerships
from .programmes.programmes import programme_facts
from .reading.blocks import Document, Table
from .schools.predecessors import predecessors
from .schools.school import find_speaker, with_quotes

_SCALES: Final = {"万": 10_000.0, "亿": 100_000_000.0}
_MAX_PASSAGES: Final = 4
_MAX_CONFIDENCE: Final = 0.97


@uncollected()
def extract_facts(document: Document) -> list[Fact]:
    """Return the facts that `document` states, the school first, each kind in the order of the report."""
    sentences = list(sentences_of(document))
    speaker = find_speaker(document, sentences)
    majors = major_facts(document, sentences)
    joint = distinct(joint_programmes(document, sentences, speaker))
    former = predecessors(document, speaker)
    before = {str(fact.get("name")) for fact in former}
    partners = [
        fact
        for fact in partnerships(document, with_short_forms(sentences, speaker.is_own), speaker, joint)
        if fact.get("partner") not in before
    ]
    names = {
        form: str(fact.get("partner"))
        for fact in partners
        for form in (fact.get("partner"), *fact.get("aliases", ()))
    }
    own = speaker.is_own if speaker.fact else None
    figures = list(prose_indicators(document, sentences, speaker.year, own))
    for block in document.blocks:
        if isinstance(block, Table):
            figures += table_indicators(document, block, speaker.year)
    facts: list[Fact] = []
    if speaker.fact:
        facts.append(with_quotes(speaker.fact, document))
    facts += former
    facts += majors
    facts += joint
    facts += partners
    grants = [*grants_of(sentences, speaker), *card_grants(document, speaker)]
    facts += apart(programme_facts(document, sentences, speaker, names, grants), before)
    facts += apart(honour_facts(document, sentences, speaker, grants), before)
    facts += award_facts(document, sentences, speaker)
    facts += distinct(same_scope(figures, majors))
    return facts


def apart(facts: Iterable[Fact], before: Iterable[str]) -> Iterator[Fact]:
    """Yield programmes and honours but those whose name ends as one that the school itself had before."""
    names = tuple(before)
    for fact in facts:
        if not str(fact.get("name") or fact.get("title")).endswith(names):
            yield fact


def same_scope(figures: Iterable[Fact], majors: Iterable[Fact]) -> list[Fact]:
    """Name the majors that figures are of by the names that the majors' own facts have."""
    full = {alias: str(major.get("name")) for major in majors for alias in major.get("aliases", ())}
    found = []
    for figure in figures:
        scope = str(figure.get("scope", "school"))
        name = full.get(scope.removeprefix("major:"))
        if scope.startswith("major:") and name and not is_catalogued(scope.removeprefix("major:")):
            values = {**figure.values, "scope": f"major:{name}"}
            found.append(Fact(figure.kind, values, figure.evidence, figure.confidence))
        else:
            found.append(figure)
    return found


def distinct(facts: Iterable[Fact]) -> list[Fact]:
    """Return facts of equal values once, with the passages of all.

    Figures count as equal in any unit, and whatever words say how near they are: one figure is one fact.
    """
    kept: dict[tuple[tuple[str, str], ...], Fact] = {}
    for fact in facts:
        key = _key(fact.values)
        if key not in kept:
            kept[key] = fact
            continue
        first = kept[key]
        passages = {(one.start, one.end): one for one in (*first.evidence, *fact.evidence)}
        confidence = round(1 - (1 - first.confidence) * (1 - fact.confidence), 2)
        kept[key] = Fact(
            first.kind,
            _joined(first, fact),
            tuple(passages.values())[:_MAX_PASSAGES],
            min(_MAX_CONFIDENCE, confidence),
        )
    return list(kept.values())


def _joined(first: Fact, other: Fact) -> Mapping[str, Any]:
    """Return the values of `first` with the qualifier that both have together."""
    values = {key: value for key, value in first.values.items() if key != "qualifier"}
    qualifier = common_qualifier((first, other))
    return {**values, "qualifier": qualifier} if qualifier else values


def _key(values: Mapping[str, Any]) -> tuple[tuple[str, str], ...]:
    plain = {key: value for key, value in values.items() if key != "qualifier"}
    if "value" in plain:
        unit = str(plain.get("unit", ""))
        plain["value"] = round(float(plain["value"]) * _SCALES.get(unit[:1], 1.0), 4)
        plain["unit"] = unit.lstrip("万亿")
    return tuple(sorted((key, str(value)) for key, value in plain.items()))
