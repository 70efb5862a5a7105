"""The W3C tests for SPARQL 1.0 and 1.1 against the server, over HTTP.

The suite (https://github.com/w3c/rdf-tests) is not part of the project: ZHIJIAO_RDF_TESTS names its folder.
"""

from __future__ import annotations

import logging
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from zhijiao.tests.making.w3c import cases, folders
from zhijiao.tests.making.w3c_known import KNOWN
from zhijiao.tests.making.w3c_results import Rows, read_answer, read_expected, same
from zhijiao.tests.making.w3c_runner import run
from zhijiao.tests.making.w3c_server import SwappedStore, swapped_store

_NAMED = os.environ.get("ZHIJIAO_RDF_TESTS", "")
_SUITE = Path(_NAMED) if _NAMED else None


def _folders() -> list[str]:
    return folders(_SUITE) if _SUITE else ["(none)"]


@pytest.fixture(scope="module")
def suite() -> Path:
    if _SUITE is None:
        pytest.skip("ZHIJIAO_RDF_TESTS does not name a folder of w3c/rdf-tests")
    # What the suite has for values on purpose is no news.
    logging.getLogger("rdflib.term").setLevel(logging.CRITICAL)
    return _SUITE


@pytest.fixture(scope="module")
def service(suite: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[SwappedStore]:
    with swapped_store(tmp_path_factory.mktemp("w3c")) as service:
        yield service


@pytest.mark.parametrize("folder", _folders())
def test_all_that_applies_passes_but_what_the_engine_does_otherwise(
    folder: str, suite: Path, service: SwappedStore
) -> None:
    outcomes = [run(suite, case, service) for case in cases(suite, folder)]
    failed = {f"{folder}#{one.case.name}": one.why for one in outcomes if one.applies and one.why}
    expected = {name for name in KNOWN if name.startswith(f"{folder}#")}
    assert set(failed) == expected, {name: why for name, why in failed.items() if name not in expected}


def test_the_documentation_lists_what_is_done_otherwise(root: Path) -> None:
    text = (root / "docs" / "conformance.md").read_text(encoding="utf-8")
    assert [name for name in KNOWN if f"`{name}`" not in text] == []


def test_answers_are_compared_up_to_blank_nodes() -> None:
    head = b"?x\t?y\n"
    one = read_answer(head + b"_:a\t_:b\n_:b\t1\n", "text/tab-separated-values")
    assert same(one, read_answer(head + b"_:d\t1\n_:c\t_:d\n", "text/tab-separated-values"))
    assert not same(one, read_answer(head + b"_:d\t1\n_:c\t_:d\n", "text/tab-separated-values"), ordered=True)
    assert not same(one, read_answer(head + b"_:d\t1\n_:d\t_:d\n", "text/tab-separated-values"))
    assert not same(one, read_answer(head + b"_:c\t1\n_:c\t_:d\n", "text/tab-separated-values"))
    assert not same(one, read_answer(head + b"_:d\t2\n_:c\t_:d\n", "text/tab-separated-values"))
    assert not same(one, read_answer(b"?x\n_:d\n_:c\n", "text/tab-separated-values"))


def test_answers_are_compared_by_number_and_by_times_met() -> None:
    one = read_expected(b"?x\n1.50\n1.5\n", ".tsv", "http://example.org/")
    assert isinstance(one, Rows)
    assert same(one, read_answer(b"?x\n1.5\n1.5\n", "text/tab-separated-values"))
    assert not same(one, read_answer(b"?x\n1.5\n", "text/tab-separated-values"))
    assert same(one, read_answer(b"?x\n1.5\n", "text/tab-separated-values"), lax=True)
    assert not same(one, read_answer(b"?x\n1.5\n1.5\n1.5\n", "text/tab-separated-values"), lax=True)
    assert not same(one, read_answer(b'?x\n"1.5"\n1.5\n', "text/tab-separated-values"))


def test_graphs_are_compared_up_to_blank_nodes() -> None:
    one = read_answer(b"_:a <urn:p> _:b . _:b <urn:p> 1 .", "text/turtle")
    assert same(one, read_answer(b"_:x <urn:p> 1 . _:y <urn:p> _:x .", "text/turtle"))
    assert not same(one, read_answer(b"_:x <urn:p> 1 . _:x <urn:p> _:x .", "text/turtle"))
