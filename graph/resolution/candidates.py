"""Pairs of names that resolution held against each other: what became of each pair, and why.

The score, 0 to 1, says how sure it is that the two are one thing: the weight of the rule that looked at them
(see `rules`), for names that are merely written alike 0.8 times their similarity (rapidfuzz's normalised
Indel similarity of the normal forms). Rules that join have 0.9 and more; from 0.5 on a pair is worth a look.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from ..iris import Minter
from .mentions import ReportMentions

if TYPE_CHECKING:
    from .decisions import Decisions

Outcome = Literal["joined", "apart", "doubtful"]


@dataclass(frozen=True, slots=True)
class Candidate:
    """Two names held against each other.

    `one` and `other` are the IRIs that each would have on its own, with `one` sorted first, `one_name` and
    `other_name` the names as reports write them. `rule` is the name of a rule (see `rules`), `reason` what it
    found in Chinese, `outcome` what became of the pair.
    """

    one: str
    other: str
    one_name: str
    other_name: str
    score: float
    rule: str
    reason: str
    outcome: Outcome


def candidates(
    found: Sequence[ReportMentions],
    minter: Minter,
    decisions: Decisions | None = None,
    *,
    least: float = 0.0,
) -> Iterator[Candidate]:
    """Yield every pair of names that was held against each other, sorted by the IRIs and the rule.

    `least` leaves out pairs with a lower score. The outcome is that of the whole resolution: a pair is
    "joined" where both names ended in one entity.
    """
    yield from ()
