"""What the extraction reads right in texts that come with the repository: no change may lose it."""

import importlib.util
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest

from zhijiao.extract.calibration import calibration
from zhijiao.extract.scoring import Evaluation


@pytest.fixture(scope="module")
def measure(root: Path) -> ModuleType:
    """The script that measures accuracy; it is no part of the package."""
    spec = importlib.util.spec_from_file_location("accuracy", root / "benchmarks/accuracy.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


SETS: dict[str, Callable[[ModuleType, Path], Evaluation]] = {
    "examples": lambda m, root: m.reports(m.paired(root / "examples/facts", root / "examples/reports")),
    "fresh reports": lambda m, root: m.reports(
        m.paired(root / "tests/data/fresh_reports", root / "tests/data/fresh_reports")
    ),
    "a report never tuned on": lambda m, root: m.reports(
        [(root / "tests/data/last_report.jsonl", root / "tests/data/last_report.txt")]
    ),
    "reports in five settings": lambda m, root: m.reports(
        (root / f"tests/data/{name}_report.jsonl", root / f"tests/data/{name}_report.txt") for name in m.TUNED
    ),
    "passages never tuned on": lambda m, root: m.passages(
        root / "tests/data/last_passages.jsonl", root / "tests/data/last_passages_facts.jsonl"
    ),
    "passages": lambda m, root: m.passages(
        root / "tests/data/passages.jsonl", root / "tests/data/passages_facts.jsonl"
    ),
}
FLOOR = 0.92
ENOUGH = 30  #: facts of one confidence that tell how often they are right


@pytest.mark.parametrize(
    ("name", "floor"),
    [("newest", 0.95), ("pages", 0.93), ("unseen", 0.88), ("wider", 0.88), ("held", 0.86)],
)
def test_passages_in_odd_wordings_are_read_for_the_most_part(
    measure: ModuleType, root: Path, name: str, floor: float
) -> None:
    """The last are pages that no rule was tuned on: `floor` is what is known, not what is hoped for."""
    data = root / "tests/data"
    result = measure.passages(data / f"{name}_passages.jsonl", data / f"{name}_passages_facts.jsonl")
    assert result.total.f1 >= floor


@pytest.mark.parametrize("name", SETS)
def test_most_facts_are_read_and_hardly_a_wrong_one(measure: ModuleType, root: Path, name: str) -> None:
    result = SETS[name](measure, root)
    assert result.total.f1 >= FLOOR
    assert result.total.precision >= FLOOR


def test_facts_are_right_as_often_as_their_confidence_says(measure: ModuleType, root: Path) -> None:
    bins = calibration(read(measure, root) for read in SETS.values())
    for one in bins:
        if one.facts >= ENOUGH:
            assert one.precision >= one.confidence - 0.02, one
    assert max(one.confidence for one in bins) > 0.9


def test_confidence_means_the_same_on_pages_that_no_rule_was_tuned_on(
    measure: ModuleType, root: Path
) -> None:
    data = root / "tests/data"
    results = [
        measure.passages(data / f"{name}_passages.jsonl", data / f"{name}_passages_facts.jsonl")
        for name in ("held", "last")
    ]
    results.append(measure.reports([(data / "unseen_report.jsonl", data / "unseen_report.txt")]))
    bins = [one for one in calibration(results) if one.facts >= ENOUGH]
    for one in bins:
        assert one.precision >= one.confidence - 0.05, one
    surest = [one.precision for one in bins if one.confidence >= 0.88]
    assert surest
    assert min(surest) >= 0.9


def test_a_text_without_facts_gives_none(measure: ModuleType, tmp_path: Path) -> None:
    report = tmp_path / "空话.txt"
    report.write_text(
        "我们将继续努力，争取更大的进步。\n教育是国之大计，要加强领导，完善制度。\n", encoding="utf-8"
    )
    (tmp_path / "空话.jsonl").write_text("", encoding="utf-8")
    result = measure.reports([(tmp_path / "空话.jsonl", report)])
    assert result.total.got == 0
