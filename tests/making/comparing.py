"""Facts of two files of one report compared: how many are the same, and which are not."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from zhijiao.extract.facts import Fact


@dataclass(frozen=True, slots=True)
class Comparison:
    """Numbers of facts in a text, in another file, in both; `lost` and `added` are those in one only."""

    text: int
    other: int
    both: int
    lost: tuple[str, ...] = ()
    added: tuple[str, ...] = ()

    @property
    def share(self) -> float:
        """The share of facts that are the same, 0 to 1; 1 where there are none at all."""
        return 2 * self.both / (self.text + self.other) if self.text + self.other else 1.0


def compare(text: Iterable[Fact], other: Iterable[Fact]) -> Comparison:
    """Compare the facts of a text with those of another file of it: kinds and values, not the evidence."""
    ours, theirs = Counter(map(_values, text)), Counter(map(_values, other))
    both = (ours & theirs).total()
    lost, added = (ours - theirs).elements(), (theirs - ours).elements()
    return Comparison(ours.total(), theirs.total(), both, tuple(sorted(lost)), tuple(sorted(added)))


def total(comparisons: Sequence[Comparison]) -> Comparison:
    """Return the comparison of all reports together."""
    return Comparison(
        sum(one.text for one in comparisons),
        sum(one.other for one in comparisons),
        sum(one.both for one in comparisons),
        tuple(fact for one in comparisons for fact in one.lost),
        tuple(fact for one in comparisons for fact in one.added),
    )


def _values(fact: Fact) -> str:
    data = {key: value for key, value in fact.values.items() if value not in (None, "", [], ())}
    return f"{fact.kind} {json.dumps(data, ensure_ascii=False, sort_keys=True)}"
