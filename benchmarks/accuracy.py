"""Measure the extraction: precision, recall and F1 by kind, as a Markdown table.

usage: python benchmarks/accuracy.py [--write FILE]

Scored are a report and thirty passages that no rule was tuned on (tests/data/last_*), the example reports,
and, where a folder `shared` with development data stands beside the repository, its reports and passages.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from zhijiao.extract.extractor import extract_facts
from zhijiao.extract.facts import FACT_KINDS, Fact
from zhijiao.extract.finding import find_reports
from zhijiao.extract.reading.layout import read_layout
from zhijiao.extract.reports import extract_report
from zhijiao.extract.scoring import Evaluation, evaluate

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
    wanted = [(str(line["id"]), Fact.from_json(line)) for line in _lines(facts)]
    found: list[tuple[str, Fact]] = []
    for line in _lines(texts):
        found += ((str(line["id"]), fact) for fact in extract_facts(read_layout(str(line["text"]))))
    return _score(wanted, found)


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


def main() -> None:
    """Print the table, or write it into a file."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--write", type=Path, help="write the table into this file too")
    options = parser.parse_args()
    data = ROOT / "tests/data"
    scores = {
        "未调过的报告": reports([(data / "last_report.jsonl", data / "last_report.txt")]),
        "未调过的 30 段": passages(data / "last_passages.jsonl", data / "last_passages_facts.jsonl"),
        "示例报告": reports(paired(ROOT / "examples/facts", ROOT / "examples/reports")),
    }
    if SHARED.is_dir():
        scores["三份真实报告"] = reports(paired(SHARED / "gold", SHARED / "seeds"))
        scores["66 段文字"] = passages(SHARED / "gold/passages.jsonl", SHARED / "gold/passages_facts.jsonl")
    made = table(scores)
    print(made, end="")
    if options.write:
        options.write.write_text(made, encoding="utf-8")


if __name__ == "__main__":
    main()
