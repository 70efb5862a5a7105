"""The model's facts beside the rules': what both found once, what only the model found added, no more."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Final

from ..facts import FACT_KINDS, Evidence, Fact
from ..likeness import LIKENESS, alike, normal, normal_major, quantity, same_people

_MAX_PASSAGES: Final = 4
_ALIKE: Final = 0.85


def merged(rules: Sequence[Fact], model: Iterable[Fact]) -> list[Fact]:
    """Return the facts of `rules`, and those of `model` that say nothing else of the same things.

    A fact that the rules have too gives them its passage, but no value and no confidence; one that says
    another value for the same thing is passed over. Facts of one kind stay together, the rules' first.
    """
    kept: dict[str, list[Fact]] = {kind: [] for kind in FACT_KINDS}
    for fact in rules:
        kept[fact.kind].append(fact)
    for fact in model:
        _add(kept[fact.kind], fact)
    return [fact for kind in FACT_KINDS for fact in _without_own(kept[kind], kept["school"])]


def _add(facts: list[Fact], fact: Fact) -> None:
    for at, known in enumerate(facts):
        if _same(known, fact):
            facts[at] = _with_evidence(known, fact.evidence)
            return
    if not any(_conflict(known, fact) for known in facts):
        facts.append(fact)


def _same(known: Fact, fact: Fact) -> bool:
    """Tell whether two facts state one thing, whichever of them says more of it."""
    if _years_differ(known, fact) and fact.kind in ("honour", "award", "indicator"):
        return False
    likeness = LIKENESS[fact.kind]
    return likeness(known, fact) > 0 or likeness(fact, known) > 0


def _conflict(known: Fact, fact: Fact) -> bool:
    """Tell whether `fact` says another value for a thing of which there can be one only."""
    if fact.kind == "school":
        return True
    if fact.kind == "indicator":
        return _other_figure(known, fact)
    if fact.kind == "award":
        return _same_winner(known, fact)
    if fact.kind == "major":
        return bool(known.get("code")) and known.get("code") == fact.get("code")
    return False


def _other_figure(known: Fact, fact: Fact) -> bool:
    """Tell whether two figures are two values of one thing, or one number taken for two things."""
    if _years_differ(known, fact) or _scope(known) != _scope(fact):
        return False
    if known.get("indicator") == fact.get("indicator"):
        return quantity(known) != quantity(fact)
    return quantity(known) == quantity(fact) and _overlap(known.evidence[:1], fact.evidence)


def _same_winner(known: Fact, fact: Fact) -> bool:
    """Tell whether two results, whose ranks differ, are of the same persons in the same competition."""
    if _years_differ(known, fact) or not same_people(known.get("recipients"), fact.get("recipients"), 0.5):
        return False
    items = (known.get("item"), fact.get("item"))
    if all(items) and alike(*items) < _ALIKE:
        return False
    return alike(known.get("event"), fact.get("event")) >= _ALIKE


def _scope(fact: Fact) -> str:
    scope = str(fact.get("scope") or "school")
    return normal_major(scope.removeprefix("major:")) if scope.startswith("major:") else scope


def _years_differ(known: Fact, fact: Fact) -> bool:
    years = (known.get("year"), fact.get("year"))
    return all(years) and years[0] != years[1]


def _with_evidence(known: Fact, evidence: Iterable[Evidence]) -> Fact:
    """Return `known` with the passages that it has not yet, as long as there is room."""
    passages = list(known.evidence)
    for one in evidence:
        if not _overlap([one], passages) and len(passages) < _MAX_PASSAGES:
            passages.append(one)
    return replace(known, evidence=tuple(passages))


def _overlap(some: Iterable[Evidence], others: Sequence[Evidence]) -> bool:
    return any(one.start < other.end and other.start < one.end for one in some for other in others)


def _without_own(facts: Sequence[Fact], schools: Sequence[Fact]) -> list[Fact]:
    """Return `facts` without partnerships of the school with itself: its name may have been found late."""
    own = {normal(name) for one in schools for name in (one.get("name"), *one.get("aliases", ()))}
    return [fact for fact in facts if fact.kind != "partnership" or normal(fact.get("partner")) not in own]
