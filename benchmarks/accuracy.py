"""Measure the extraction: precision, recall and F1 by kind, as a Markdown table.

usage: python benchmarks/accuracy.py [--calibration]

Scored are two reports and eighty passages that no rule was tuned on (tests/data/last_*, held_*,
unseen_report), the example reports, reports and passages that rules were tuned on, and, where a folder
`shared` with development data stands beside the repository, its reports and passages.
With --calibration the table says instead how many of the facts of each confidence are right.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from zhijiao.extract.calibration import BINS, calibration
from zhijiao.extract.extractor import extract_facts
from zhijiao.extract.facts import FACT_KINDS, Fact
from zhijiao.extract.finding import find_reports
from zhijiao.extract.reading.layout import read_layout
from zhijiao.extract.reports import extract_report
from zhijiao.extract.scoring import Evaluation, evaluate

#: Whole reports in tests/data that rules were tuned on, by how they are set.
TUNED = ("dump", "tabs", "layout", "county", "markdown")
ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"


def reports(pairs: Iterable[tuple[Path, Path]]) -> Evaluation:
    """Score reports against their gold files; `pairs` are (gold, report)."""
    wanted: list[tuple[str, Fact]] = []
    found: list[tuple[str, Fact]] = []
    for answers, report in pairs:
        wanted += ((report.stem, Fact.from_json(line)) for line in _lines(answers))
        found += ((report.stem, fact) for fact in extract_report(report).facts)
    return _score(wanted, found)


def paired(gold: Path, folder: Path) -> list[tuple[Path, Path]]:
    """Return the reports in `folder` with the gold files of the same stems in `gold`."""
    both = [(gold / f"{report.stem}.jsonl", report) for report in find_reports([folder])]
    return [(answers, report) for answers, report in both if answers.exists()]


def passages(texts: Path, facts: Path) -> Evaluation:
    """Score passages, each read as a little report of its own."""
    return _score(*_read(texts, facts))


def _read(texts: Path, facts: Path) -> tuple[list[tuple[str, Fact]], list[tuple[str, Fact]]]:
    """Return the facts of passages that the gold has, and those that are extracted, each with its passage."""
    wanted = [(str(line["id"]), Fact.from_json(line)) for line in _lines(facts)]
    found: list[tuple[str, Fact]] = []
    for line in _lines(texts):
        found += ((str(line["id"]), fact) for fact in extract_facts(read_layout(str(line["text"]))))
    return wanted, found


def passages_of(folder: Path, names: Iterable[str]) -> Evaluation:
    """Score the passages of several sets of `folder` together."""
    wanted: list[tuple[str, Fact]] = []
    found: list[tuple[str, Fact]] = []
    for name in names:
        texts = folder / f"{name}_passages.jsonl"
        both = _read(texts, texts.with_stem(f"{texts.stem}_facts"))
        wanted += both[0]
        found += both[1]
    return _score(wanted, found)


def _passages(folder: Path, name: str) -> Evaluation:
    return passages(folder / f"{name}_passages.jsonl", folder / f"{name}_passages_facts.jsonl")


def _lines(path: Path) -> Iterator[dict[str, object]]:
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.strip():
            yield json.loads(line)


def _score(wanted: Sequence[tuple[str, Fact]], found: Sequence[tuple[str, Fact]]) -> Evaluation:
    return evaluate(
        [fact for _, fact in wanted],
        [fact for _, fact in found],
        gold_texts=[text for text, _ in wanted],
        got_texts=[text for text, _ in found],
    )


def table(scores: dict[str, Evaluation]) -> str:
    """Return the F1 by kind of each set, with precision and recall, as a Markdown table."""
    head = ["事实", *scores]
    rows = [head, ["---"] * len(head)]
    for kind in FACT_KINDS:
        cells = [kind]
        for result in scores.values():
            score = next((one.score for one in result.kinds if one.kind == kind), None)
            cells.append(f"{score.f1:.2f}（{score.precision:.2f} / {score.recall:.2f}）" if score else "—")
        rows.append(cells)
    rows.append(["宏平均 F1", *(f"{result.macro_f1:.2f}" for result in scores.values())])
    rows.append(["全部事实 F1", *(f"{result.total.f1:.2f}" for result in scores.values())])
    return "\n".join("| " + " | ".join(row) + " |" for row in rows) + "\n"


def calibration_table(scores: dict[str, Evaluation]) -> str:
    """Return how many facts of each confidence are right, for the untuned sets and the others."""
    fresh = [result for name, result in scores.items() if name.startswith("未调过")]
    others = [result for name, result in scores.items() if not name.startswith("未调过")]
    columns = [{one.low: one for one in calibration(results)} for results in (fresh, others)]
    rows = [["把握", "未调过的文字：事实", "对的", "其余：事实", "对的"], ["---", *["---:"] * 4]]
    for low, high in zip(BINS, (*BINS[1:], 1.0), strict=True):
        found = [column.get(low) for column in columns]
        cells = [[str(one.facts), f"{one.precision:.2f}"] if one else ["0", "—"] for one in found]
        if any(found):
            rows.append([f"{low:.2f} – {high:.2f}", *cells[0], *cells[1]])
    return "\n".join("| " + " | ".join(row) + " |" for row in rows) + "\n"


def all_scores() -> dict[str, Evaluation]:
    """Return the scores of every set of texts."""
    data = ROOT / "tests/data"
    both = [(data / f"{name}_report.jsonl", data / f"{name}_report.txt") for name in ("last", "unseen")]
    scores = {
        "未调过的 2 份报告": reports(both),
        "未调过的 50 段网页": _passages(data, "held"),
        "未调过的 30 段": _passages(data, "last"),
        "示例报告": reports(paired(ROOT / "examples/facts", ROOT / "examples/reports")),
        "调过的 5 份报告": reports(
            (data / f"{name}_report.jsonl", data / f"{name}_report.txt") for name in TUNED
        ),
        "调过的网页": passages_of(data, ("pages", "unseen", "wider")),
    }
    if SHARED.is_dir():
        scores["三份真实报告"] = reports(paired(SHARED / "gold", SHARED / "seeds"))
        scores["66 段文字"] = passages(SHARED / "gold/passages.jsonl", SHARED / "gold/passages_facts.jsonl")
    return scores


def main() -> None:
    """Print a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--calibration", action="store_true", help="how many facts of each confidence are right"
    )
    options = parser.parse_args()
    scores = all_scores()
    print(calibration_table(scores) if options.calibration else table(scores), end="")


if __name__ == "__main__":
    main()
