"""Facts that were read before come back as they were, or are read again; nothing broken comes back."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import pytest

from zhijiao.extract.facts import Evidence, Fact, ReportFacts
from zhijiao.extract.facts_cache import FactsCache
from zhijiao.extract.fingerprint import code_digest, extractor_fingerprint
from zhijiao.extract.llm.settings import LlmSettings

FACTS = ReportFacts(
    "2021/云岭\ufffd.txt",
    (
        Fact("school", {"name": "青禾市云岭职业学校"}, (Evidence(0, 9, "青禾市云岭职业学校"),)),
        Fact(
            "partnership",
            {"partner": "正泰集团", "modes": ["internship"]},
            (Evidence(20, 24, "正泰集团", "一 > 二", 3), Evidence(40, 44, "正泰\u2028集团")),
            0.85,
        ),
    ),
    "ab" * 32,
    1200,
    ("一处没有读懂",),
    4,
)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "facts.sqlite"


def test_what_was_put_comes_back_in_a_later_run(path: Path) -> None:
    with FactsCache(path, "one") as cache:
        assert cache.empty
        cache.put(FACTS)
    with FactsCache(path, "one") as cache:
        assert cache.get(FACTS.report, FACTS.sha256) == FACTS
        assert cache.lines(FACTS.report, FACTS.sha256) == b"".join(
            f"{line}\n".encode() for line in FACTS.to_lines()
        )
        assert cache.knows(FACTS.report, FACTS.sha256)
        assert not cache.empty


@pytest.mark.parametrize(
    ("fingerprint", "report", "sha256"),
    [
        ("two", FACTS.report, FACTS.sha256),
        ("one", "2022/云岭.txt", FACTS.sha256),
        ("one", FACTS.report, "cd" * 32),
    ],
)
def test_another_extractor_name_or_file_is_not_known(
    path: Path, fingerprint: str, report: str, sha256: str
) -> None:
    with FactsCache(path, "one") as cache:
        cache.put(FACTS)
    with FactsCache(path, fingerprint) as cache:
        assert not cache.knows(report, sha256)
        assert cache.get(report, sha256) is None
        with pytest.raises(LookupError):
            cache.need(report, sha256)


def test_what_no_report_has_any_more_is_forgotten(path: Path) -> None:
    other = dataclasses.replace(FACTS, report="other.txt")
    with FactsCache(path, "one") as cache:
        cache.put(FACTS)
        cache.put(other)
        cache.put_note("kept", b"1")
        cache.put_note("left", b"2")
        cache.keep_only([cache.key(other.report, other.sha256), "kept"])
        assert (cache.note("kept"), cache.note("left")) == (b"1", None)
        assert not cache.knows(FACTS.report, FACTS.sha256)
        assert cache.need(other.report, other.sha256) == other


def test_a_file_that_is_no_cache_is_begun_anew(path: Path) -> None:
    path.write_bytes(b"no database, but something a build was killed in" * 40)
    with FactsCache(path, "one") as cache:
        assert cache.empty
        cache.put(FACTS)
        assert cache.need(FACTS.report, FACTS.sha256) == FACTS


def test_an_entry_that_cannot_be_read_is_not_known_by_its_content(path: Path) -> None:
    import sqlite3

    with FactsCache(path, "one") as cache:
        cache.put(FACTS)
    with sqlite3.connect(path) as database:
        database.execute("UPDATE facts SET content = x'00'")
    database.close()
    with FactsCache(path, "one") as cache:
        assert cache.get(FACTS.report, FACTS.sha256) is None
        assert cache.lines(FACTS.report, FACTS.sha256) is None


def test_a_place_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="nowhere"):
        FactsCache(tmp_path / "nowhere" / "facts.sqlite", "one")


def test_the_fingerprint_follows_what_facts_follow_from(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    plain = extractor_fingerprint()
    assert plain == extractor_fingerprint()
    asked = LlmSettings("http://127.0.0.1:1/v1", "some-model", tmp_path)
    assert extractor_fingerprint(asked) != plain
    monkeypatch.setenv("ZHIJIAO_SPACY_MODEL", "zh_core_web_sm")
    assert extractor_fingerprint() != plain


def test_code_is_told_from_other_code(tmp_path: Path) -> None:
    (tmp_path / "rules.py").write_text("A = 1\n")
    before = code_digest(tmp_path)
    (tmp_path / "notes.md").write_text("no rule")
    assert code_digest(tmp_path) == before
    (tmp_path / "words.txt").write_text("词")
    with_words = code_digest(tmp_path)
    assert with_words != before
    (tmp_path / "rules.py").write_text("A = 2\n")
    assert code_digest(tmp_path) not in (before, with_words)
