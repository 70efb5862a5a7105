"""Score extracted facts against gold facts: precision, recall and F1 by kind of fact.

Each extracted fact can match one gold fact and the other way round: a thing found twice under two of its
names is one hit and one false alarm. The attributes of a kind (years, modes, levels) are scored over its
matched pairs.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, Final

from .facts import FACT_KINDS, Fact
from .likeness import LIKENESS, MARKS, alike, normal

_DIGITS: Final = 3


def _same(key: str) -> Callable[[Fact, Fact], bool]:
    return lambda gold, got: bool(gold.get(key) == got.get(key))


def _same_name(key: str) -> Callable[[Fact, Fact], bool]:
    return lambda gold, got: normal(gold.get(key)) == normal(got.get(key))


def _same_region(gold: Fact, got: Fact) -> bool:
    return alike(gold.get("region"), got.get("region")) >= 0.6


def _same_advisors(gold: Fact, got: Fact) -> bool:
    names = [{normal(name) for name in fact.get("advisors") or ()} for fact in (gold, got)]
    return names[0] == names[1]


#: What is compared within a matched pair, by kind and key.
ATTRIBUTES: Final[Mapping[str, Mapping[str, Callable[[Fact, Fact], bool]]]] = MappingProxyType(
    {
        "school": {
            "name": _same_name("name"),
            "founded": _same("founded"),
            "region": _same_region,
            "organiser": _same_name("organiser"),
            "report_year": _same("report_year"),
        },
        "predecessor": {"year": _same("year"), "event": _same("event")},
        "major": {"code": _same_name("code")},
        "partnership": {
            "partner": _same_name("partner"),
            "partner_kind": _same("partner_kind"),
            "since": _same("since"),
        },
        "programme": {"kind": _same("kind"), "year": _same("year")},
        "honour": {"year": _same("year"), "level": _same("level")},
        "award": {
            "level": _same("level"),
            "year": _same("year"),
            "recipient_kind": _same("recipient_kind"),
            "advisors": _same_advisors,
        },
    }
)


@dataclass(frozen=True, slots=True)
class Score:
    """Counts of facts: in the gold, extracted, and matched."""

    gold: int
    got: int
    hit: int

    @property
    def precision(self) -> float:
        """The share of extracted facts that the gold has, 0 to 1; 0 where nothing was extracted."""
        return self.hit / self.got if self.got else 0.0

    @property
    def recall(self) -> float:
        """The share of gold facts that were extracted, 0 to 1; 0 where the gold has none."""
        return self.hit / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall, 0 to 1."""
        p, r = self.precision, self.recall
        return 2 * p * r / (p + r) if p + r else 0.0

    def to_json(self) -> dict[str, Any]:
        """Return counts and measures, the latter rounded to three digits."""
        measures = {"p": self.precision, "r": self.recall, "f1": self.f1}
        return {"gold": self.gold, "got": self.got, "hit": self.hit} | {
            name: round(value, _DIGITS) for name, value in measures.items()
        }


@dataclass(frozen=True, slots=True)
class KindScore:
    """The score of one kind of fact, with what was missed, what the gold does not have, and what it has.

    `attributes` gives the share of matched pairs that agree in a value which the gold states, None where
    it states none; for partnerships also `modes_f1`.
    """

    kind: str
    score: Score
    attributes: Mapping[str, float | None]
    missed: tuple[Fact, ...]
    extra: tuple[Fact, ...]
    found: tuple[Fact, ...] = ()


@dataclass(frozen=True, slots=True)
class Evaluation:
    """Scores by kind, for the kinds that occur in the gold or among the extracted facts."""

    kinds: tuple[KindScore, ...]

    @property
    def total(self) -> Score:
        """All kinds taken together (micro average)."""
        scores = [one.score for one in self.kinds]
        return Score(sum(s.gold for s in scores), sum(s.got for s in scores), sum(s.hit for s in scores))

    @property
    def macro_f1(self) -> float:
        """The mean of the kinds' F1, each rounded to three digits as it is shown."""
        shown = [round(one.score.f1, _DIGITS) for one in self.kinds]
        return round(sum(shown) / max(1, len(shown)), _DIGITS)

    def misses(self) -> Iterator[tuple[str, Fact]]:
        """Yield ("-", fact) for gold facts not found and ("+", fact) for facts that the gold has not."""
        for one in self.kinds:
            for sign, facts in (("-", one.missed), ("+", one.extra)):
                for fact in facts:
                    yield sign, fact

    def to_json(self) -> dict[str, Any]:
        """Return the scores by kind, of all, and the macro F1, rounded to three digits."""
        out: dict[str, Any] = {}
        for one in self.kinds:
            attributes = {
                key: None if value is None else round(value, _DIGITS) for key, value in one.attributes.items()
            }
            out[one.kind] = one.score.to_json() | {"attributes": attributes}
        return out | {"all": self.total.to_json(), "macro_f1": self.macro_f1}


@dataclass(frozen=True, slots=True)
class _Source:
    """A fact beside the name of the text it comes from; facts of two named texts never match."""

    fact: Fact
    text: str | None


def evaluate(
    gold: Sequence[Fact],
    got: Sequence[Fact],
    *,
    gold_texts: Sequence[str | None] | None = None,
    got_texts: Sequence[str | None] | None = None,
) -> Evaluation:
    """Score `got` against `gold`.

    `gold_texts` and `got_texts` name the text of each fact where several are scored together: facts of
    different texts never match, a fact whose text is None matches in any. Raises ValueError where the
    names are not as many as the facts.
    """
    ours, theirs = _by_kind(gold, gold_texts), _by_kind(got, got_texts)
    kinds = [kind for kind in FACT_KINDS if ours[kind] or theirs[kind]]
    return Evaluation(tuple(_score_kind(kind, ours[kind], theirs[kind]) for kind in kinds))


def _by_kind(facts: Sequence[Fact], texts: Sequence[str | None] | None) -> dict[str, list[_Source]]:
    kinds: dict[str, list[_Source]] = defaultdict(list)
    for fact, text in zip(facts, texts or [None] * len(facts), strict=True):
        kinds[fact.kind].append(_Source(fact, text or None))
    return kinds


def _score_kind(kind: str, gold: Sequence[_Source], got: Sequence[_Source]) -> KindScore:
    matched = _pair(kind, gold, got)
    pairs = [(gold[i].fact, got[j].fact) for i, j in matched]
    attributes: dict[str, float | None] = {
        key: _agreement(key, agree, pairs) for key, agree in ATTRIBUTES.get(kind, {}).items()
    }
    if kind == "partnership":
        attributes["modes_f1"] = _modes_f1(pairs)
    ours, theirs = {i for i, _ in matched}, {j for _, j in matched}
    return KindScore(
        kind,
        Score(len(gold), len(got), len(pairs)),
        attributes,
        tuple(one.fact for i, one in enumerate(gold) if i not in ours),
        tuple(one.fact for j, one in enumerate(got) if j not in theirs),
        tuple(got[j].fact for j in sorted(theirs)),
    )


def _pair(kind: str, gold: Sequence[_Source], got: Sequence[_Source]) -> list[tuple[int, int]]:
    """Pair facts one to one, the most alike first and, among equals, in the order of the files."""
    likeness = LIKENESS[kind]
    scored = [(likeness(gold[i].fact, got[j].fact), i, j) for i, j in _candidates(kind, gold, got)]
    used_gold, used_got, pairs = set(), set(), []
    for score, i, j in sorted(scored, key=lambda one: (-one[0], one[1], one[2])):
        if score > 0 and i not in used_gold and j not in used_got:
            used_gold.add(i)
            used_got.add(j)
            pairs.append((i, j))
    return pairs


def _candidates(kind: str, gold: Sequence[_Source], got: Sequence[_Source]) -> Iterator[tuple[int, int]]:
    """Yield each pair of positions once that can match: of one text and with a mark in common."""
    marks: Callable[[Fact], Any] = MARKS.get(kind, lambda _: ("",))
    places: dict[Hashable, dict[str | None, list[int]]] = defaultdict(lambda: defaultdict(list))
    for j, theirs in enumerate(got):
        for mark in marks(theirs.fact):
            places[mark][theirs.text].append(j)
    for i, ours in enumerate(gold):
        found: set[int] = set()
        for mark in marks(ours.fact):
            texts = places.get(mark, {})
            wanted = texts if ours.text is None else (ours.text, None)
            found.update(j for text in wanted for j in texts.get(text, ()))
        yield from ((i, j) for j in found)


def _agreement(
    key: str, agree: Callable[[Fact, Fact], bool], pairs: Sequence[tuple[Fact, Fact]]
) -> float | None:
    stated = [agree(gold, got) for gold, got in pairs if gold.get(key) not in (None, [], (), "")]
    return sum(stated) / len(stated) if stated else None


def _modes_f1(pairs: Sequence[tuple[Fact, Fact]]) -> float:
    modes = [(gold.get("modes") or (), got.get("modes") or ()) for gold, got in pairs]
    hit = sum(len(set(ours) & set(theirs)) for ours, theirs in modes)
    return Score(sum(len(ours) for ours, _ in modes), sum(len(theirs) for _, theirs in modes), hit).f1
