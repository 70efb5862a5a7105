"""The page of scale says how our store stands to other engines, and whether its goals are reached."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from zhijiao.benchmarks.scale.engines_compared import compared, comparison
from zhijiao.benchmarks.scale.results import Results


def test_an_engine_is_compared_by_what_both_answer() -> None:
    ours: dict[str, dict[str, Any]] = {
        "a": {"ms": 2.0},
        "b": {"ms": 3.0},
        "c": {"ms": 1.0},
        "d": {"error": "超时"},
        "e": {"ms": 1.0},
    }
    other: dict[str, dict[str, Any]] = {
        "a": {"ms": 40.0},
        "b": {"ms": 1.5},
        "c": {"error": "太长"},
        "d": {"ms": 1.0},
    }
    found = compared(ours, other)
    assert found.times == {"a": 20.0, "b": 0.5}
    assert (found.not_slower, found.asked) == (2, 4)


def test_the_page_says_whether_the_goals_of_engines_are_reached(tmp_path: Path) -> None:
    found = Results(tmp_path / "result.json", {"processors": 2}, {"seed": 1})
    times = {(5, "oxigraph"): 100, (5, "rdflib"): 1990, (10, "oxigraph"): 100, (10, "virtuoso"): 100}
    for (millions, engine), milliseconds in times.items():
        figures = {
            "triples": millions * 10**6,
            "load_seconds": 1.0,
            "memory_mb": 1.0,
            "queries": {"shared-partners": {"ms": milliseconds, "rows": 1}},
        }
        found.add(f"engines/{millions * 10**6}/{engine}", {"yardstick": {}, "figures": figures})
    text = "\n".join(comparison(found, [5 * 10**6, 10**7], ["oxigraph", "rdflib", "virtuoso"]))
    assert "| 约 5 百万个三元组，rdflib | 19.9 | 19.9 | 1 / 1 |" in text
    assert "| 20 | 19.9 | 没有达到 |" in text
    assert "| 50% | 1 / 1 | 达到 |" in text
