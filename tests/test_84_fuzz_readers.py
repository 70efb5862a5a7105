"""Readers of spoiled files give a document that holds together or the error they declare, never another.

Minutes of this are `benchmarks/fuzz.py`; what it has found is kept in `data/fuzz` and stays mended.
"""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from zhijiao.extract.reading.blocks import Document, Paragraph
from zhijiao.extract.reading.passage import Passage
from zhijiao.tests.making.fuzz_readers import TARGETS, check_document
from zhijiao.tests.making.fuzz_targets import TARGETS as ALL
from zhijiao.tests.making.fuzz_targets import fault_of, shrunk
from zhijiao.tests.making.fuzzing import CASES, Target, ensure, spoiled

#: Seconds of processor that all of them together take are some ten.
EXAMPLES = {"pdf": 8, "html": 25, "mhtml": 25, "docx": 25, "cache": 25}
CHANCES = st.randoms(use_true_random=False)
KEPT = [(name, path) for name, target in ALL.items() for path in target.cases()]


@pytest.mark.parametrize(("name", "path"), KEPT, ids=[f"{name}-{path.name}" for name, path in KEPT])
def test_what_was_found_once_stays_mended(name: str, path: Path) -> None:
    ALL[name].check(path.read_bytes())


def test_every_kept_case_has_a_target() -> None:
    assert {path.name for path in CASES.iterdir()} <= set(ALL)
    assert len(KEPT) >= 15


@pytest.mark.parametrize("target", TARGETS, ids=[one.name for one in TARGETS])
def test_spoiled_files_are_read_or_refused(target: Target) -> None:
    @settings(
        max_examples=EXAMPLES.get(target.name, 40),
        deadline=None,
        derandomize=True,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(CHANCES)
    def check(chance: random.Random) -> None:
        target.check(target.make(chance))

    check()


def test_a_target_makes_the_same_of_the_same_seed() -> None:
    for target in ALL.values():
        assert target.make(random.Random("x")) == target.make(random.Random("x"))
        assert len({target.make(random.Random(seed)) for seed in range(8)}) > 4


def test_documents_that_do_not_hold_together_are_found() -> None:
    text = "甲乙丙丁"
    good = Document(text, (Paragraph(Passage.of(text, 0, 2)), Paragraph(Passage.of(text, 2, 4))))
    check_document(good)
    for blocks, pages in (
        ((Paragraph(Passage("甲乙", (0, 9))),), ()),
        ((Paragraph(Passage("甲乙", (0,))),), ()),
        ((Paragraph(Passage("甲乙", (1, 0))),), ()),
        (good.blocks[::-1], ()),
        (good.blocks, ((3, 2), (0, 1))),
    ):
        with pytest.raises(AssertionError):
            check_document(Document(text, blocks, pages))


def test_a_fault_is_known_again_and_made_short() -> None:
    def check(data: bytes) -> None:
        ensure(b"x" not in data, "there is no x in it: 5")

    target = Target("planted", lambda chance: spoiled(chance, b"abc"), check)
    assert fault_of(target, b"abc") == ""
    fault = fault_of(target, b"a" * 500 + b"x" + b"b" * 500)
    assert fault.startswith("AssertionError")
    assert "5" not in fault
    assert shrunk(b"a" * 500 + b"x" + b"b" * 500, lambda one: fault_of(target, one) == fault) == b"x"
