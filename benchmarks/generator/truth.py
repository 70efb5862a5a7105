"""The facts of a report: what its statements say, one line a fact, as the annotation guide has them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from zhijiao.extract.facts import FACT_KINDS, Evidence, Fact, ReportFacts

from .draft import NAMING
from .text import Placed

_MAX_PASSAGES: Final = 4
_LISTED: Final = ("modes", "majors", "aliases", "level")
_WITH_ALIASES: Final = ("school", "major", "partnership", "programme")


@dataclass(frozen=True, slots=True)
class TrueFact:
    """A fact that the report states, and what noise touched its statements; none for a clean fact."""

    fact: Fact
    noise: tuple[str, ...] = ()

    @property
    def clean(self) -> bool:
        """Whether all that states the fact stands as it should."""
        return not self.noise


@dataclass(frozen=True, slots=True)
class Report:
    """A generated report: its file's name, its text, its layout's name, and its facts."""

    name: str
    text: str
    layout: str
    facts: tuple[TrueFact, ...]

    def as_facts(self, sha256: str = "") -> ReportFacts:
        """Return the facts in the form that extraction has."""
        return ReportFacts(
            self.name, tuple(one.fact for one in self.facts), sha256, characters=len(self.text)
        )

    def to_json(self) -> Iterator[dict[str, Any]]:
        """Yield the truth as lines of the guide's form, with what noise touched each fact."""
        for one in self.facts:
            line = one.fact.to_json()
            kind, _ = line.pop("fact"), line.pop("confidence")
            yield {
                "report": self.name,
                "fact": kind,
                **line,
                "clean": one.clean,
                "noise": list(one.noise),
                "layout": self.layout,
            }


def true_facts(placed: Iterable[Placed]) -> tuple[TrueFact, ...]:
    """Return one fact for all statements of one thing, by kind and in the order of the report."""
    things: dict[tuple[str, str], list[Placed]] = {}
    for one in placed:
        things.setdefault((one.claim.kind, one.claim.thing), []).append(one)
    facts = [_merged(kind, told) for (kind, _), told in _same_figures(things).items()]
    return tuple(sorted(facts, key=lambda one: FACT_KINDS.index(one.fact.kind)))


def _same_figures(things: Mapping[tuple[str, str], list[Placed]]) -> dict[tuple[str, str], list[Placed]]:
    """Return the things with figures of different years apart; one without a year joins any other."""
    out: dict[tuple[str, str], list[Placed]] = {}
    for (kind, thing), told in things.items():
        if kind != "indicator":
            out[kind, thing] = told
            continue
        years = [one.claim.values.get("year") for one in told]
        first = next((year for year in years if year), None)
        for one, year in zip(told, years, strict=True):
            out.setdefault((kind, f"{thing}/{year or first or ''}"), []).append(one)
    return out


def _merged(kind: str, told: Sequence[Placed]) -> TrueFact:
    values: dict[str, Any] = {}
    for one in told:
        for key, value in one.claim.values.items():
            if key in _LISTED and key in values:
                values[key] = tuple(dict.fromkeys((*values[key], *value)))
            elif key == "since" and key in values:
                values[key] = min(values[key], value)
            elif key == "region" and key in values:
                values[key] = max(values[key], value, key=len)
            else:
                values.setdefault(key, value)
    if kind in NAMING:
        _name(kind, NAMING[kind], values, told)
    noise = tuple(dict.fromkeys(how for one in told for how in one.claim.noise))
    evidence = dict.fromkeys((one.start, one.end, one.quote, one.section) for one in told)
    passages = tuple(Evidence(*place) for place in list(evidence)[:_MAX_PASSAGES])
    return TrueFact(Fact(kind, values, passages), noise)


def _name(kind: str, key: str, values: dict[str, Any], told: Sequence[Placed]) -> None:
    """Name the thing by the fullest form in the report that is no misprint; the others are its aliases."""
    forms = list(dict.fromkeys(str(one.claim.values[key]) for one in told if key in one.claim.values))
    clean = [str(one.claim.values[key]) for one in told if key in one.claim.values and not one.claim.noise]
    values[key] = max(clean or forms, key=len)
    if kind in _WITH_ALIASES:
        others = (*values.get("aliases", ()), *forms, *_meant(kind, told, clean))
        aliases = tuple(dict.fromkeys(name for name in others if name != values[key]))
        if aliases:
            values["aliases"] = aliases


def _meant(kind: str, told: Sequence[Placed], clean: Sequence[str]) -> Iterator[str]:
    """Yield the name that was meant where only misprints of it are written."""
    if not clean and kind in ("major", "school", "programme"):
        yield told[0].claim.thing
