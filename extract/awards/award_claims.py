"""A rank with what was found for it, made a result."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from ..language.sentences import evidence
from .award_events import Event
from .award_people import NameList
from .award_results import Result
from .award_view import View
from .award_words import Rank, award_level, prefix_level

NAMED: Final = 0.85  #: confidence of a result whose winners are told
UNNAMED: Final = 0.6  #: and of one whose winners are not
FAR: Final = 0.15  #: how much less it is where the event is told elsewhere


@dataclass(frozen=True, slots=True)
class Claim:
    """A rank with what was found for it; `previous` is where the words about it begin."""

    rank: Rank
    event: Event | None
    item: str
    previous: int


def claimed(
    view: View,
    claim: Claim,
    names: NameList,
    *,
    kind: str,
    advisors: Sequence[str],
    confidence: float = NAMED,
    marks: Sequence[int] = (),
) -> Result | None:
    """Return the result that `claim` is, won by `names`; None where no event is known.

    `marks` are further places that its evidence reaches over.
    """
    event, rank = claim.event, claim.rank
    if event is None:
        return None
    places = [rank.start, rank.end, *marks]
    places += [names.start, names.end] if names.end > names.start else []
    near = view.holds(event.start)
    places += [event.start] if near else []
    level = award_level(event.name, view.home, event.own)
    if level is None and not claim.item:
        edge = view.edge(claim.previous, rank.start)
        level = prefix_level(view.text[edge : rank.start], view.home)
    told = view.scene.told
    return Result(
        event=event.name,
        rank=rank.rank,
        evidence=(evidence(view.scene.document, told.passage, min(places), max(places), told.section),),
        item="" if claim.item == event.name else claim.item.strip(),
        recipients=names.names,
        kind=kind,
        advisors=tuple(name for name in advisors if name not in names.names),
        level=level,
        year=view.year_of(event, rank),
        confidence=round(confidence if near else confidence - FAR, 2),
    )
