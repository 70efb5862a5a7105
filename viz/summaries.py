"""What the overview keeps of a school: counted from its statements, kept as JSON, and read back."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from .model import Measure, Tally

#: Values of a statement by the short names of its properties, as (text, IRI).
Values = Mapping[str, Sequence[tuple[str, str]]]


def code_of(iri: str) -> str:
    """Return the code at the end of a concept's IRI: ".../scheme/mode/internship" gives "internship"."""
    return iri.rsplit("/", 1)[-1]


class Summary:
    """Gathers what the overview needs of the statements of one school."""

    def __init__(self, school: str) -> None:
        """`school` is its IRI."""
        self._school = school
        self._counts: Counter[str] = Counter()
        self._modes: defaultdict[str, set[str]] = defaultdict(set)
        self._sources: defaultdict[str, set[str]] = defaultdict(set)
        self._roles: defaultdict[str, set[str]] = defaultdict(set)
        self._offers: set[str] = set()
        self._behind: set[tuple[str, str]] = set()
        self._named: set[str] = set()
        self._topics: set[str] = set()
        self._programmes: Counter[str] = Counter()
        self._levels: defaultdict[str, list[int]] = defaultdict(lambda: [0, 0])
        self._years: defaultdict[str, list[int]] = defaultdict(lambda: [0, 0, 0])
        self._measures: list[list[str]] = []

    def add(
        self,
        iri: str,
        sort: str,
        values: Values,
        *,
        sources: set[str],
        things: Iterable[str],
        topics: Iterable[str],
    ) -> None:
        """Take a statement of class `sort`; `sources` are its reports, `things` and `topics` what it names.

        All are IRIs.
        """
        self._named.update(things)
        self._topics.update(topics)
        if not sort:
            return
        self._counts[sort] += 1
        self._count_years(sort, values)
        if sort == "MajorOffering":
            self._offers.update(_iris(values, "major"))
        elif sort == "Partnership":
            self._partnership(values, sources)
        elif sort == "Programme":
            self._programmes.update(map(code_of, _iris(values, "programmeKind")))
        elif sort == "Observation" and not values.get("scopeMajor"):
            self._measure(iri, values)

    def text(self, own: Mapping[str, Sequence[str]], conflicts: Sequence[Any]) -> str:
        """Return it all as JSON, with the school's `conflicts`.

        `own` are the school's own properties; of its regions' names the longest is kept.
        """
        modes = Counter(mode for found in self._modes.values() for mode in found)
        return json.dumps(
            {
                "region": min(own.get("regionName", ()), key=lambda one: (-len(one), one), default=""),
                "place": min(own.get("region", ()), default=""),
                "counts": dict(sorted(self._counts.items())),
                "links": [
                    [partner, sorted(modes), sorted(self._sources[partner]), sorted(self._roles[partner])]
                    for partner, modes in sorted(self._modes.items())
                ],
                "offers": sorted(self._offers),
                "behind": sorted(self._behind),
                "named": sorted(self._named),
                "topics": sorted(self._topics),
                "conflicts": conflicts,
                "tally": [
                    sorted(self._programmes.items()),
                    sorted(self._levels.items()),
                    sorted(self._years.items()),
                    sorted(modes.items()),
                    sorted(self._measures),
                ],
            },
            ensure_ascii=False,
            separators=(",", ":"),
        )

    def _partnership(self, values: Values, sources: set[str]) -> None:
        for partner in _iris(values, "partner"):
            self._behind |= {(major, partner) for major in _iris(values, "major")}
            # A school that a report names as its own partner is no link between two.
            if partner != self._school:
                self._modes[partner] |= set(map(code_of, _iris(values, "mode")))
                self._sources[partner] |= sources
                self._roles[partner] |= {text for text, _ in values.get("role", ()) if text}

    def _count_years(self, sort: str, values: Values) -> None:
        place = {"Award": 0, "Honour": 1, "Programme": 2}.get(sort)
        if place is None:
            return
        for year in {text for text, _ in values.get("year", ()) if text}:
            self._years[year][place] += 1
        if sort != "Programme":
            for level in _iris(values, "level"):
                self._levels[code_of(level)][place] += 1

    def _measure(self, iri: str, values: Values) -> None:
        qualifier = min(map(code_of, _iris(values, "qualifier")), default="")
        for indicator in _iris(values, "indicator"):
            texts = (_text(values, name) for name in ("year", "value", "unit"))
            self._measures.append([code_of(indicator), *texts, qualifier, iri])


def tally_of(kept: Sequence[Any]) -> Tally:
    """Return the tally that `Summary.text` keeps under "tally"."""
    programmes, levels, years, modes, measures = kept
    return Tally(
        tuple((code, count) for code, count in programmes),
        tuple((code, (awards, honours)) for code, (awards, honours) in levels),
        tuple((year, (awards, honours, made)) for year, (awards, honours, made) in years),
        tuple((code, count) for code, count in modes),
        tuple(Measure(*one) for one in measures),
    )


def _iris(values: Values, name: str) -> set[str]:
    return {iri for _, iri in values.get(name, ()) if iri}


def _text(values: Values, name: str) -> str:
    return next((text for text, _ in values.get(name, ())), "")
