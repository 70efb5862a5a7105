"""Measure what the extraction recovers of generated reports, whose facts are known.

usage: python benchmarks/recall.py [--reports N] [--seed S] [--noise RATE] [--size X] [--json] [--misses KIND]

N reports (200 unless told otherwise) are generated without noise and with it (rate 0.1 of misprints, broken
tables and contradictions), read as files, and compared with the truth by the rules of the gold files (see
extract/scoring.py). Printed are recall and precision by kind, of clean facts and of those that noise touched,
and by layout. With --misses the facts of a kind are listed that were not found (-) or are not true (+).
"""

from __future__ import annotations

import argparse
import json
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any, Final

from zhijiao.benchmarks.generator import Noise, Report, TrueFact
from zhijiao.benchmarks.generator.files import FORMATS, write
from zhijiao.extract.facts import FACT_KINDS, Fact
from zhijiao.extract.reports import extract_report
from zhijiao.extract.scoring import evaluate

#: What the issue asks for: of clean facts, and of all where misprints and broken tables are on.
GOALS: Final = {"clean": 0.97, "noisy": 0.85}


@dataclass(frozen=True, slots=True)
class Outcome:
    """A report's facts beside what was found: whether each true fact was, and what is not true."""

    layout: str
    suffix: str
    facts: tuple[tuple[TrueFact, bool], ...]
    found: Counter[str]
    false: tuple[Fact, ...]
    characters: int


@dataclass(slots=True)
class Tally:
    """Counts of facts: true, found of those, and all that were extracted with those that are right."""

    true: int = 0
    hit: int = 0
    got: int = 0
    right: int = 0

    @property
    def recall(self) -> float:
        """The share of true facts that were found; 1 where there are none."""
        return self.hit / self.true if self.true else 1.0

    @property
    def precision(self) -> float:
        """The share of extracted facts that are true; 1 where there are none."""
        return self.right / self.got if self.got else 1.0


@dataclass(slots=True)
class Measured:
    """Tallies by kind for clean, touched and all facts, and by layout, kind of noise and format."""

    kinds: dict[str, dict[str, Tally]] = field(
        default_factory=lambda: defaultdict(lambda: defaultdict(Tally))
    )
    layouts: dict[str, Tally] = field(default_factory=lambda: defaultdict(Tally))
    noises: dict[str, Tally] = field(default_factory=lambda: defaultdict(Tally))
    formats: dict[str, Tally] = field(default_factory=lambda: defaultdict(Tally))
    reports: int = 0
    characters: int = 0

    def add(self, one: Outcome) -> None:
        """Count a report."""
        self.reports += 1
        self.characters += one.characters
        whole = (self.layouts[one.layout], self.formats[one.suffix])
        for true, hit in one.facts:
            state = "clean" if true.clean else "touched"
            told = [self.kinds[kind][name] for kind in (true.fact.kind, "all") for name in (state, "both")]
            for tally in (*told, *whole, *(self.noises[how] for how in true.noise)):
                tally.true += 1
                tally.hit += hit
        for kind, count in one.found.items():
            wrong = sum(fact.kind == kind for fact in one.false)
            for tally in (self.kinds[kind]["both"], self.kinds["all"]["both"], *whole):
                tally.got += count
                tally.right += count - wrong

    def to_json(self) -> dict[str, Any]:
        """Return the measures, rounded to four digits."""

        def measures(tally: Tally) -> dict[str, Any]:
            out: dict[str, Any] = {"facts": tally.true, "recall": round(tally.recall, 4)}
            return out | ({"precision": round(tally.precision, 4)} if tally.got else {})

        return {
            "reports": self.reports,
            "characters": self.characters,
            "kinds": {
                kind: {state: measures(tally) for state, tally in states.items()}
                for kind, states in self.kinds.items()
            },
            "layouts": {name: measures(tally) for name, tally in sorted(self.layouts.items())},
            "noises": {name: measures(tally) for name, tally in sorted(self.noises.items())},
            "formats": {name: measures(tally) for name, tally in sorted(self.formats.items())},
        }


def outcome(made: Report, path: Path) -> Outcome:
    """Extract the report at `path` and compare it with the truth."""
    got = list(extract_report(path).facts)
    result = evaluate([one.fact for one in made.facts], got)
    missed = {id(fact) for kind in result.kinds for fact in kind.missed}
    facts = tuple((one, id(one.fact) not in missed) for one in made.facts)
    false = tuple(fact for kind in result.kinds for fact in kind.extra)
    found = Counter(fact.kind for fact in got)
    return Outcome(made.layout, path.suffix[1:], facts, found, false, len(made.text))


def _one(number: int, *, seed: int, noise: Noise, size: float, formats: Sequence[str]) -> Outcome:
    with tempfile.TemporaryDirectory() as folder:
        made, path = write(Path(folder), number, seed, noise=noise, size=size, formats=formats)
        return outcome(made, path)


def outcomes(
    count: int,
    seed: int,
    noise: Noise,
    *,
    size: float = 1.0,
    formats: Sequence[str] = ("txt",),
    workers: int = 2,
) -> Iterator[Outcome]:
    """Yield what comes of each of `count` reports, read by `workers` processes (1: by this one)."""
    read = partial(_one, seed=seed, noise=noise, size=size, formats=formats)
    if workers == 1:
        yield from map(read, range(count))
        return
    with ProcessPoolExecutor(workers) as pool:
        yield from pool.map(read, range(count), chunksize=4)


def measured(results: Iterator[Outcome]) -> Measured:
    """Return the tallies of all reports."""
    out = Measured()
    for one in results:
        out.add(one)
    return out


def tables(clean: Measured, noisy: Measured) -> str:
    """Return the measures as Markdown: by kind, by kind of noise, by layout."""
    lines = [
        "| 事实 | 干净的报告：召回 | 精确 | 有噪声的报告：召回 | 其中未受扰的 | 受扰的 | 精确 |",
        "|---|" + "---:|" * 6,
    ]
    for kind in (*FACT_KINDS, "all"):
        one, other = clean.kinds[kind], noisy.kinds[kind]
        cells = [one["both"].recall, one["both"].precision, other["both"].recall, other["clean"].recall]
        cells += [other["touched"].recall, other["both"].precision]
        name = "全部" if kind == "all" else kind
        lines.append(
            f"| {name}（{one['both'].true}） | " + " | ".join(f"{cell:.3f}" for cell in cells) + " |"
        )
    lines += ["", "| 噪声 | 事实 | 召回 |", "|---|---:|---:|"]
    lines += (
        f"| {name} | {tally.true} | {tally.recall:.3f} |" for name, tally in sorted(noisy.noises.items())
    )
    lines += ["", "| 版式 | 事实 | 召回 | 精确 | 有噪声：召回 | 精确 |", "|---|" + "---:|" * 5]
    for name, tally in sorted(clean.layouts.items()):
        other_tally = noisy.layouts[name]
        cells = [tally.recall, tally.precision, other_tally.recall, other_tally.precision]
        lines.append(f"| {name} | {tally.true} | " + " | ".join(f"{cell:.3f}" for cell in cells) + " |")
    return "\n".join(lines) + "\n"


def _line(quote: str) -> str:
    return quote.replace("\n", "⏎")


def _misses(results: Sequence[Outcome], kind: str) -> Iterator[str]:
    for one in results:
        for true, hit in one.facts:
            if not hit and kind in (true.fact.kind, "all"):
                values = json.dumps(dict(true.fact.values), ensure_ascii=False)
                noise, quote = ",".join(true.noise) or "clean", _line(true.fact.evidence[0].quote)
                yield f"- {one.layout} {noise} {true.fact.kind} {values} 「{quote}」"
        for fact in one.false:
            if kind in (fact.kind, "all"):
                values = json.dumps(dict(fact.values), ensure_ascii=False)
                quote = fact.evidence[0].quote if fact.evidence else ""
                yield f"+ {one.layout} {fact.kind} {values} 「{_line(quote)}」"


def main() -> None:
    """Print the measures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--reports", type=int, default=200, metavar="N")
    parser.add_argument("--seed", type=int, default=1, metavar="S")
    parser.add_argument("--noise", type=float, default=0.1, metavar="RATE")
    parser.add_argument("--size", type=float, default=1.0, metavar="X")
    parser.add_argument("--formats", default="txt", help=f"of {','.join(FORMATS)}, by commas")
    parser.add_argument("--workers", type=int, default=2, metavar="W")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--misses", metavar="KIND", help="list what was missed of a kind, or of all")
    options = parser.parse_args()
    formats = options.formats.split(",")
    rates = (Noise(), Noise.of(options.noise))
    runs = [
        list(
            outcomes(
                options.reports,
                options.seed,
                rate,
                size=options.size,
                formats=formats,
                workers=options.workers,
            )
        )
        for rate in rates
    ]
    if options.misses:
        for results in runs:
            print("\n".join(_misses(results, options.misses)), "\n")
        return
    clean, noisy = (measured(iter(results)) for results in runs)
    if options.json:
        print(
            json.dumps(
                {"clean": clean.to_json(), "noisy": noisy.to_json(), "goals": GOALS}, ensure_ascii=False
            )
        )
        return
    print(tables(clean, noisy))


if __name__ == "__main__":
    main()
