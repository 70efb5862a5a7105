"""`zhijiao evaluate`: extracted facts beside gold facts, scored."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from .errors import CommandError, ExitCode, foreseen, reason
from .group import one_of

if TYPE_CHECKING:
    from ..extract.facts import Evidence, Fact
    from ..extract.scoring import Evaluation
    from ..queries.table import Cell, Table

#: Characters of a passage shown beside a fact that was missed or is wrong.
_LONGEST_QUOTE = 120


def evaluate(
    gold: Annotated[
        Path, typer.Argument(metavar="标准答案", help="标注好的事实（.jsonl），或装着它们的文件夹")
    ],
    facts: Annotated[
        Path, typer.Argument(metavar="事实或报告", help="读出的事实（.jsonl）或报告，或装着它们的文件夹")
    ],
    misses: Annotated[bool, typer.Option("--misses", help="列出漏掉的（-）和多出的（+）")] = False,
    form: Annotated[
        str,
        typer.Option(
            "--format", metavar="table|json|csv", callback=one_of("table", "json", "csv"), help="结果的形式"
        ),
    ] = "table",
) -> None:
    """把读出的事实与标注好的事实比较：各类事实的查准率、查全率和 F1。"""
    from .console import emit, print_table, say

    result, failed = _evaluation(gold, facts)
    if misses and form != "json":
        for line in _misses(result):
            say(line)
    if form == "json":
        found = result.to_json()
        if misses:
            found["misses"] = [{"sign": sign, **fact.to_json()} for sign, fact in result.misses()]
        emit(json.dumps(found, ensure_ascii=False) + "\n")
    elif form == "csv":
        emit(_table(result).to_csv())
    else:
        print_table(_table(result))
    raise typer.Exit(ExitCode.PARTLY if failed else ExitCode.WELL)


def _evaluation(gold: Path, facts: Path) -> tuple[Evaluation, bool]:
    """Score a file against a file, or the files of two folders; also tell whether one could not be read."""
    from ..extract import scoring
    from .console import say

    ours: list[_Named] = []
    theirs: list[_Named] = []
    failed = False
    pairs = list(_pairs(gold, facts))
    for gold_path, facts_path in pairs:
        try:
            pair = (_read(gold_path), _read(facts_path))
        except CommandError as error:
            if len(pairs) == 1:
                raise
            say(f"失败：{error}")
            failed = True
            continue
        # Facts of two files of a folder never match: each file is a text of its own.
        text = gold_path.stem if len(pairs) > 1 else ""
        ours += [one.within(text) for one in pair[0]]
        theirs += [one.within(text) for one in pair[1]]
    if failed and not ours:
        raise CommandError(f"{facts}：没有一份读得出来")
    result = scoring.evaluate(
        [one.fact for one in ours],
        [one.fact for one in theirs],
        gold_texts=[one.text for one in ours],
        got_texts=[one.text for one in theirs],
    )
    return result, failed


@dataclass(frozen=True, slots=True)
class _Named:
    """A fact and the text it comes from, where its file names one."""

    fact: Fact
    text: str | None

    def within(self, text: str) -> _Named:
        return _Named(self.fact, f"{text}\n{self.text or ''}") if text else self


def _pairs(gold: Path, facts: Path) -> Iterator[tuple[Path, Path]]:
    """Yield each gold file and what is to be scored against it; in folders, files of the same stem."""
    from .console import say

    if gold.is_dir() != facts.is_dir():
        raise CommandError("标准答案和事实要么都是文件，要么都是文件夹")
    if not gold.is_dir():
        yield gold, facts
        return
    others: dict[str, list[Path]] = {}
    for path in sorted(facts.iterdir()):
        if path.is_file() and not path.name.startswith("."):
            others.setdefault(path.stem, []).append(path)
    pairs = [(path, others.get(path.stem, [])) for path in sorted(gold.glob("*.jsonl"))]
    if not any(found for _, found in pairs):
        raise CommandError(f"{gold} 和 {facts}：没有文件名（不计后缀）相同的标准答案和报告")
    for path, found in pairs:
        if len(found) > 1:
            names = "、".join(one.name for one in found)
            raise CommandError(f"{path.name}：有几个文件与它对应（{names}），请只留一个")
        if found:
            yield path, found[0]
        else:
            say(f"{path.name}：没有对应的报告，不计入")


def _read(path: Path) -> Sequence[_Named]:
    """Read facts from a .jsonl file, or extract them from a report."""
    from ..extract.errors import ReportError
    from ..extract.facts import FactError, read_facts
    from ..extract.reports import extract_report

    if path.suffix != ".jsonl":
        with foreseen(ReportError):
            return [_Named(fact, None) for fact in extract_report(path).facts]
    try:
        with foreseen(FactError):
            facts = read_facts(path)
        lines = [line for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    except UnicodeDecodeError as error:
        raise CommandError(f"{path}：不是 UTF-8 文本，请另存为 UTF-8") from error
    except OSError as error:
        raise CommandError(f"{path}：读不了（{reason(error)}）。请检查文件名") from error
    texts = [json.loads(line).get("id") for line in lines]
    return [_Named(fact, text and str(text)) for fact, text in zip(facts, texts, strict=True)]


def _misses(result: Evaluation) -> Iterator[str]:
    """Yield, kind by kind, what was missed (-) and what the gold has not (+), each with its passage."""
    for kind in result.kinds:
        if kind.missed or kind.extra:
            yield f"\n{kind.kind}：漏掉 {len(kind.missed)}，多出 {len(kind.extra)}"
        for sign, facts in (("-", kind.missed), ("+", kind.extra)):
            for fact in facts:
                yield f"{sign} {fact.kind} {_values(fact)}"
                yield from (f"    “{_passage(one)}”{_place(one)}" for one in fact.evidence[:1] if one.quote)


def _values(fact: Fact) -> str:
    left_out = {"fact", "quote", "also", "section", "start", "end", "page"}
    values = {key: value for key, value in fact.to_json().items() if key not in left_out}
    return json.dumps(values, ensure_ascii=False)


def _passage(evidence: Evidence) -> str:
    words = " ".join(evidence.quote.split())
    return words if len(words) <= _LONGEST_QUOTE else f"{words[:_LONGEST_QUOTE]}……"


def _place(evidence: Evidence) -> str:
    page = f"第 {evidence.page} 页" if evidence.page else ""
    place = "，".join(part for part in (evidence.section, page) if part)
    return f"（{place}）" if place else ""


def _table(result: Evaluation) -> Table:
    from ..queries.table import Table

    headings = {
        "kind": "类别",
        "gold": "标准",
        "got": "读出",
        "hit": "相符",
        "precision": "查准率",
        "recall": "查全率",
        "f1": "F1",
        "attributes": "属性",
    }
    rows: list[tuple[Cell, ...]] = []
    for one in result.kinds:
        shares = [f"{key} {value:.3f}" for key, value in one.attributes.items() if value is not None]
        rows.append((one.kind, *one.score.to_json().values(), "、".join(shares)))
    rows.append(("all", *result.total.to_json().values(), None))
    rows.append(("macro", None, None, None, None, None, result.macro_f1, None))
    return Table(tuple(headings), tuple(rows), headings)
