"""Targets of fuzzing: the extraction of facts from any text, and the graph that is made of them.

Whatever a text is,
facts quote it where they say, go through JSON, come out the same a second time, and make
a graph that can be read.
"""

from __future__ import annotations

import json
import random
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

import pyoxigraph

from zhijiao.extract.errors import ReportError
from zhijiao.extract.extractor import extract_facts
from zhijiao.extract.facts import Fact, ReportFacts
from zhijiao.extract.formats.readers import read
from zhijiao.extract.formats.source import Source
from zhijiao.extract.reading.blocks import Document
from zhijiao.extract.reading.layout import read_layout
from zhijiao.graph.build import build_graph

from .fuzz_readers import check_document
from .fuzzing import Target, ensure, example, fuzzed_text, window

_YEARS: Final = ("year", "founded", "since", "report_year")


def check_facts(document: Document, facts: list[Fact]) -> None:
    """Raise AssertionError where facts do not hold of the document that they are from."""
    for fact in facts:
        ensure(fact.evidence, f"a fact has evidence: {fact.kind}")
        ensure(0 <= fact.confidence <= 1, "a confidence is a share")
        for passage in fact.evidence:
            ensure(0 <= passage.start < passage.end <= len(document.text), "a quote has its place")
            ensure(document.text[passage.start : passage.end] == passage.quote, "a quote stands in the text")
        for key, value in fact.values.items():
            _check_value(key, value)
    lines = list(ReportFacts("r", tuple(facts)).to_lines())
    again = [Fact.from_json(json.loads(line)).to_json() for line in lines]
    ensure(again == [_as_read(fact.to_json()) for fact in facts], "facts go through JSON")
    ensure(sum(fact.kind == "school" for fact in facts) <= 1, "a report is of one school")


def _check_value(key: str, value: Any) -> None:
    for one in value if isinstance(value, list | tuple) else (value,):
        if isinstance(one, str):
            ensure(
                one.strip() == one and "\n" not in one, f"{key} is one line without blanks around: {one!r}"
            )
    if key in _YEARS and value is not None:
        ensure(isinstance(value, int) and 1000 <= value <= 9999, f"{key} is a year: {value!r}")
    if key == "value":
        ensure(abs(float(value)) < 1e15, f"a value is a number of this world: {value!r}")


def _as_read(data: dict[str, Any]) -> Any:
    return json.loads(json.dumps(data))


def _text(chance: random.Random) -> bytes:
    """Return lines of an example behind its beginning, which names the school, spoiled."""
    text = window(chance, 900)
    if chance.random() < 0.5:
        text = example(chance.randrange(8))[:300] + "\n" + text
    return fuzzed_text(chance, text).encode(errors="replace")


def _check_extraction(data: bytes) -> None:
    text = data.decode("utf-8", "replace")
    found = []
    for _ in range(2):
        document = read_layout(text)
        found.append((document, extract_facts(document)))
    (document, facts), (_, again) = found
    check_document(document)
    check_facts(document, facts)
    ensure(facts == again, "the same text gives the same facts")


def _check_graph(data: bytes) -> None:
    try:
        document = read(Source(Path("report.txt"), data))
    except ReportError:
        return
    facts = extract_facts(document)
    check_facts(document, facts)
    report = ReportFacts("report.txt", tuple(facts), "0" * 64, len(document.text))
    built = build_graph([report])
    store = pyoxigraph.Store()
    store.load(built.nquads, pyoxigraph.RdfFormat.N_QUADS)
    ensure(len(store) == built.counts["quads"], "a graph has as many quads as it says")
    turtle = pyoxigraph.parse(built.turtle(), pyoxigraph.RdfFormat.TURTLE)
    ensure(len({one.triple for one in turtle}) == built.counts["triples"], "Turtle says all")
    backwards = replace(report, facts=tuple(reversed(facts)))
    if len({fact.kind for fact in facts if fact.kind == "school"}) == 1:
        ensure(build_graph([backwards]).nquads == built.nquads, "the order of facts does not matter")


TARGETS: Final = (
    Target("extraction", _text, _check_extraction),
    Target("graph", _text, _check_graph),
)
