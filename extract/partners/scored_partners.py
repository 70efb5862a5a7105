"""Partners that no rule claims: organisations of a short text that the scorer finds likely to be such."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Final

from ..language.sentences import evidence
from .candidates import Candidate, Context, Place
from .cues import WORK_CUES, cues_in
from .features import could_work, features_of
from .modes import modes_of
from .partner_years import since
from .scorer import scorer
from .ties import Tie

_MAX_MAJORS: Final = 6
_MAX_QUOTE: Final = 160
#: How sure the likeliest is.
_MOST: Final = 0.75


def scored_partners(context: Context, decided: Collection[str]) -> Iterator[Tie]:
    """Yield ties to the likely partners in `context` that have none of the names `decided`.

    The weight of a tie is the likelihood, within bounds.
    """
    for candidate in context.candidates.values():
        if candidate.names.isdisjoint(decided) and could_work(candidate, context):
            likelihood = scorer().likelihood(features_of(context, candidate, decided))
            if likelihood >= scorer().threshold:
                yield _tie(context, candidate, min(likelihood, _MOST))


def _tie(context: Context, candidate: Candidate, weight: float) -> Tie:
    place = _telling(candidate)
    sentence = context.sentences[place.number]
    quoted = _quoted(place, sentence.text)
    at = max(0, sentence.text.find(quoted))
    majors = [major.text for major in sentence.majors() if major.text in place.clause]
    return Tie(
        place.mention,
        evidence(context.document, sentence.passage, at, at + len(quoted), sentence.section),
        modes_of("", candidate.kind),
        since(sentence.text, place.mention, context.speaker),
        tuple(majors[:_MAX_MAJORS]),
        weight=round(weight, 2),
    )


def _quoted(place: Place, sentence: str) -> str:
    """Return the clause that names the organisation, or its sentence where the clause alone tells nothing."""
    tells = bool(cues_in(place.clause) & WORK_CUES)
    return place.clause if tells or len(sentence) > _MAX_QUOTE else sentence


def _telling(candidate: Candidate) -> Place:
    """Return the place that shows `candidate` as a partner, else the first."""
    return next((place for place in candidate.places if "partner" in place.roles()), candidate.places[0])
