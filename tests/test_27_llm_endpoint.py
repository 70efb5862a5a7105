"""The endpoint of a model: failing, slow, bounded, remembered, and never asked unless told to."""

from __future__ import annotations

import json
import multiprocessing
import socket
import time
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from zhijiao.cli.app import app
from zhijiao.cli.extraction import extract_all
from zhijiao.cli.llm import settings_of
from zhijiao.extract.bounded import BoundedProcess, Task
from zhijiao.extract.errors import ReportError
from zhijiao.extract.extractor import extract_facts
from zhijiao.extract.formats.source import Limits
from zhijiao.extract.llm.checks import MODEL_CONFIDENCE
from zhijiao.extract.llm.client import LlmClient
from zhijiao.extract.llm.reader import read_with_model
from zhijiao.extract.llm.settings import KEY_VARIABLE, LlmSettings, LlmSettingsError, default_cache
from zhijiao.extract.reading.blocks import Document
from zhijiao.extract.reading.layout import read_layout
from zhijiao.extract.reports import extract_report
from zhijiao.extract.timing import Deadline
from zhijiao.extract.workers import no_pages
from zhijiao.tests.making.asking import BOOKS, FIRM, PARTNER, REPORT, added, reading, settings
from zhijiao.tests.making.stub_model import Reply, facts, stub_model


@pytest.fixture
def document() -> Document:
    return read_layout(REPORT)


# Endpoints that fail


def test_answers_that_are_no_json_leave_the_rules_facts(document: Document, tmp_path: Path) -> None:
    found, stub = reading(document, Reply("对不起，我不能。"), tmp_path)
    assert list(found.facts) == extract_facts(document)
    assert "不是 JSON" in found.warnings[0]
    # They are not kept: the next run asks anew.
    with stub_model(facts(FIRM)) as better:
        again = read_with_model(document, found.facts, settings(better, tmp_path))
    assert len(better.requests) == len(stub.requests)
    assert any(one.get("partner") == "瑞科晶" for one in again.facts)


def test_an_answer_cut_off_gives_what_is_whole(document: Document, tmp_path: Path) -> None:
    cut = json.dumps({"facts": [FIRM, BOOKS]}, ensure_ascii=False)[:-40]
    found, _ = reading(document, Reply(cut), tmp_path)
    assert [one.get("partner") for one in added(document, found)] == ["瑞科晶"]
    assert "没有写完" in found.warnings[0]


def test_a_server_too_busy_is_asked_again(document: Document, tmp_path: Path) -> None:
    busy = Reply(status=429, headers=(("Retry-After", "0"),))
    found, stub = reading(document, [busy, Reply(status=503), facts(FIRM)], tmp_path)
    assert found.warnings == ()
    assert len(stub.requests) == found.asked + 2
    assert [one.get("partner") for one in added(document, found)] == ["瑞科晶"]


def test_waits_grow_but_not_for_ever(document: Document, tmp_path: Path) -> None:
    begin = time.monotonic()
    busy = Reply(status=429, headers=(("Retry-After", "3600"),))
    reading(document, busy, tmp_path, tries=4, first_wait=0.1, longest_wait=0.2, section_characters=5000)
    assert 0.6 <= time.monotonic() - begin < 5


@pytest.mark.parametrize(
    ("reply", "reason", "tries"),
    [
        (Reply(status=500), "HTTP 500", 6),
        (Reply(status=401), "密钥", 1),
        (Reply(status=404), "--model", 3),
        (Reply(body=b"<html>welcome</html>"), "OpenAI", 2),
        (Reply(body=b'{"choices": []}'), "OpenAI", 2),
        (Reply(body=b"[" * 100_000), "OpenAI", 2),
        (Reply(delay=1.0), "--llm-seconds", 6),
        (Reply(trickle=0.05), "--llm-seconds", 6),
    ],
)
def test_a_failing_endpoint_costs_a_warning(
    document: Document, tmp_path: Path, reply: Reply, reason: str, tries: int
) -> None:
    # Only slow answers are to be late; on a busy machine others take longer than it seems.
    seconds = 0.3 if reply.delay or reply.trickle else 20.0
    found, stub = reading(document, reply, tmp_path, request_seconds=seconds, section_characters=5000)
    assert list(found.facts) == extract_facts(document)
    (warning,) = found.warnings
    assert reason in warning
    assert stub.url in warning
    assert "没有得到回答" in warning
    assert len(stub.requests) == tries


def test_an_endpoint_that_never_lets_go_is_given_up(
    document: Document, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def held(_client: LlmClient, _messages: object) -> str:
        time.sleep(30)
        return ""

    monkeypatch.setattr(LlmClient, "ask", held)
    monkeypatch.setattr("zhijiao.extract.llm.reader._MARGIN", 0.1)
    asked = settings("http://127.0.0.1:9/v1", tmp_path, tries=1, request_seconds=0.1)
    begin = time.monotonic()
    found = read_with_model(document, extract_facts(document), asked)
    assert time.monotonic() - begin < 5
    assert "没有按时答完" in found.warnings[0]
    assert list(found.facts) == extract_facts(document)


def test_no_one_at_the_address_costs_a_warning(document: Document, tmp_path: Path) -> None:
    found = read_with_model(document, extract_facts(document), settings("http://127.0.0.1:9/v1", tmp_path))
    assert "连不上" in found.warnings[0]
    assert "http://127.0.0.1:9/v1" in found.warnings[0]


def test_an_endpoint_that_is_gone_is_not_asked_for_every_section(tmp_path: Path) -> None:
    document = read_layout(REPORT + "\n四、其他\n" + "学校很好，老师很好。" * 600)
    found, stub = reading(document, Reply(status=500), tmp_path, tries=2, section_characters=300)
    assert len(stub.requests) == 4
    assert "段没有得到回答" in found.warnings[0]


def test_a_server_without_json_schema_is_asked_in_another_form(document: Document, tmp_path: Path) -> None:
    def old(body: dict[str, Any]) -> Reply:
        return Reply(status=400) if "response_format" in body else facts(FIRM)

    found, stub = reading(document, old, tmp_path, section_characters=100)
    assert found.warnings == ()
    assert stub.forms[:3] == ["json_schema", "json_object", ""]
    assert set(stub.forms[3:]) == {""}
    assert [one.get("partner") for one in added(document, found)] == ["瑞科晶"]


def test_requests_of_a_report_are_bounded(tmp_path: Path) -> None:
    document = read_layout(REPORT + "\n四、其他\n" + "学校很好，老师很好。" * 600)
    found, stub = reading(document, facts(), tmp_path, max_requests=2, section_characters=300)
    assert len(stub.requests) == 2
    assert "--llm-max-requests" in found.warnings[0]
    # The next run goes on where this one ended.
    with stub_model(facts()) as more:
        read_with_model(
            document, found.facts, settings(more, tmp_path, max_requests=2, section_characters=300)
        )
    assert not {one["messages"][1]["content"] for one in more.requests} & {
        one["messages"][1]["content"] for one in stub.requests
    }


def test_the_time_of_a_report_is_bounded(tmp_path: Path) -> None:
    document = read_layout(REPORT + "\n四、其他\n" + "学校很好，老师很好。" * 600)
    begin = time.monotonic()
    found, _ = reading(document, Reply(delay=0.4), tmp_path, report_seconds=1.0, section_characters=300)
    assert time.monotonic() - begin < 5
    assert found.warnings


# Keys and addresses


def test_the_key_comes_from_the_environment_and_goes_nowhere_else(
    document: Document, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(KEY_VARIABLE, "sk-secret")
    found, stub = reading(document, [facts(FIRM), Reply(status=401)], tmp_path, section_characters=100)
    assert stub.headers[0]["authorization"] == "Bearer sk-secret"
    assert "sk-secret" not in str(found)
    files = [path for path in (tmp_path / "answers").rglob("*") if path.is_file()]
    assert files
    assert not any("sk-secret" in path.read_text(encoding="utf-8") for path in files)
    monkeypatch.setenv(KEY_VARIABLE, "sk 秘密")
    broken, asked = reading(document, facts(), tmp_path, section_characters=90)
    assert asked.requests == []
    assert KEY_VARIABLE in broken.warnings[0]
    assert "秘密" not in broken.warnings[0]
    monkeypatch.delenv(KEY_VARIABLE)
    _, open_to_all = reading(document, facts(), tmp_path / "other")
    assert "authorization" not in open_to_all.headers[0]


@pytest.mark.parametrize(
    "url",
    ["", "127.0.0.1:8000", "ftp://a/v1", "http://", "http://[::1/v1", "http://me:pass@a/v1", "http://a/?k=1"],
)
def test_an_address_that_cannot_be_is_refused(url: str, tmp_path: Path) -> None:
    with pytest.raises(LlmSettingsError) as raised:
        LlmSettings(url, "stub", tmp_path)
    assert "pass@" not in str(raised.value)


def test_answers_are_kept_in_the_users_cache(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr("sys.platform", "linux")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    assert default_cache() == tmp_path / "zhijiao" / "llm"


# Answers kept


def test_a_second_run_asks_nothing(document: Document, tmp_path: Path) -> None:
    first, _ = reading(document, facts(FIRM), tmp_path)
    again, stub = reading(document, facts(), tmp_path)
    assert stub.requests == []
    assert again.facts == first.facts
    assert (again.asked, again.cached) == (0, first.asked)
    assert not list((tmp_path / "answers").rglob(".answer-*"))


def test_another_model_is_asked_anew(document: Document, tmp_path: Path) -> None:
    _, first = reading(document, facts(), tmp_path)
    with stub_model(facts()) as stub:
        other = LlmSettings(stub.url, "other", tmp_path / "answers")
        read_with_model(document, extract_facts(document), other)
    assert len(stub.requests) == len(first.requests)


def test_a_damaged_answer_is_asked_for_again(document: Document, tmp_path: Path) -> None:
    _, first = reading(document, facts(FIRM), tmp_path)
    for path in (tmp_path / "answers").rglob("*.json"):
        path.write_bytes(b'{"answer": "\xff')
    found, stub = reading(document, facts(FIRM), tmp_path)
    assert len(stub.requests) == len(first.requests)
    assert added(document, found)


def test_answers_that_cannot_be_kept_are_used_all_the_same(document: Document, tmp_path: Path) -> None:
    (tmp_path / "answers").write_text("a file", encoding="utf-8")
    found, _ = reading(document, facts(FIRM), tmp_path)
    assert added(document, found)
    assert "--llm-cache" in found.warnings[0]


# Through the commands


@pytest.fixture
def report(tmp_path: Path) -> Path:
    path = tmp_path / "reports" / "yunling.txt"
    path.parent.mkdir()
    path.write_text(REPORT, encoding="utf-8")
    return path


def test_the_command_extracts_with_a_model(report: Path, tmp_path: Path) -> None:
    with stub_model(facts(FIRM)) as stub:
        arguments = ["extract", str(report), "--llm", stub.url, "--model", "stub"]
        result = CliRunner().invoke(app, [*arguments, "--llm-cache", str(tmp_path / "answers")])
        asked = len(stub.requests)
        again = CliRunner().invoke(app, [*arguments, "--llm-cache", str(tmp_path / "answers")])
    assert result.exit_code == 0, result.output
    lines = [json.loads(line) for line in result.stdout.splitlines()]
    (line,) = [line for line in lines if line.get("partner") == "瑞科晶"]
    assert line["confidence"] == MODEL_CONFIDENCE
    assert line["quote"] == FIRM["quote"]
    assert any(line.get("partner") == PARTNER for line in lines)
    assert asked == len(stub.requests) > 0
    assert again.stdout == result.stdout


def test_a_build_says_in_its_manifest_what_failed(report: Path, tmp_path: Path) -> None:
    with stub_model(Reply(status=401)) as stub:
        arguments = [
            "build",
            str(report),
            "--out",
            str(tmp_path / "out"),
            "--llm",
            stub.url,
            "--model",
            "stub",
        ]
        result = CliRunner().invoke(app, [*arguments, "--llm-cache", str(tmp_path / "answers")])
    assert result.exit_code == 0, result.output
    made = json.loads((tmp_path / "out" / "build.json").read_text(encoding="utf-8"))
    (warning,) = [one for one in made["reports"][0]["warnings"] if "模型" in one]
    assert stub.url in warning
    assert KEY_VARIABLE in warning
    assert made["failures"] == []


def test_the_command_says_what_failed(report: Path, tmp_path: Path) -> None:
    with stub_model(Reply(status=401)) as stub:
        arguments = ["extract", str(report), "--llm", stub.url, "--model", "stub"]
        result = CliRunner().invoke(app, [*arguments, "--llm-cache", str(tmp_path / "answers")])
    assert result.exit_code == 0
    assert f"提醒：{report.name}：模型 stub（{stub.url}）" in result.stderr
    assert PARTNER in result.stdout


def test_each_section_puts_the_end_of_a_report_off(tmp_path: Path) -> None:
    ours, theirs = multiprocessing.Pipe()
    worker = BoundedProcess(Limits(seconds=1.0), lambda _limits: (multiprocessing.Process(), ours))
    worker.deadline = Deadline(1.0)
    asked = settings("http://127.0.0.1:9/v1", tmp_path, tries=1, request_seconds=50.0)
    worker.task = Task(tmp_path / "a.txt", "a.txt", asked)
    told: list[tuple[int, int]] = []
    for done in range(20):
        theirs.send(("sections", (done, 20)))
        assert worker.result(no_pages, lambda _path, at, total: told.append((at, total))) is None
    assert told[-1] == (19, 20)
    assert 50 < worker.deadline.left < 60


def test_a_slow_model_does_not_kill_a_report(report: Path, tmp_path: Path) -> None:
    limits = Limits(seconds=1.0)
    with stub_model(lambda _body: Reply(facts(FIRM).content, delay=0.6)) as stub:
        asked = settings(stub, tmp_path, section_characters=100, request_seconds=10)
        found = extract_all([report], [report], limits, 1, llm=asked)
    assert found.failures == ()
    assert any(one.get("partner") == "瑞科晶" for one in found.reports[0].facts)


def test_without_the_flag_nothing_is_asked(report: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_: object, **__: object) -> None:
        raise AssertionError("a connection was made")

    monkeypatch.setenv(KEY_VARIABLE, "sk-secret")
    monkeypatch.setattr(socket.socket, "connect", refused)
    monkeypatch.setattr(socket, "create_connection", refused)
    monkeypatch.setattr(socket, "getaddrinfo", refused)
    assert extract_report(report).facts
    monkeypatch.setattr("zhijiao.extract.llm.reader.read_with_model", refused)
    assert extract_report(report).facts
    assert settings_of(None, None, None, 1, 1, 1) is None


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--llm", "http://127.0.0.1:9/v1"], "--model"),
        (["--model", "stub"], "--llm"),
        (["--llm", "127.0.0.1:9", "--model", "stub"], "http://"),
        (["--llm", "http://me:pass@127.0.0.1:9", "--model", "stub"], KEY_VARIABLE),
    ],
)
def test_options_that_do_not_fit_are_refused(report: Path, options: list[str], said: str) -> None:
    result = CliRunner().invoke(app, ["extract", str(report), *options])
    assert result.exit_code == 2
    assert said in result.output
    assert "pass@" not in result.output


def test_a_missing_extra_is_said(monkeypatch: pytest.MonkeyPatch, report: Path) -> None:
    monkeypatch.setattr("zhijiao.cli.llm.find_spec", lambda _name: None)
    options = ["--llm", "http://127.0.0.1:9/v1", "--model", "stub"]
    result = CliRunner().invoke(app, ["extract", str(report), *options])
    assert result.exit_code == 2
    assert "zhijiao[llm]" in result.output


def test_a_broken_report_is_told_as_without_a_model(tmp_path: Path) -> None:
    empty = tmp_path / "empty.txt"
    empty.write_bytes(b"")
    with stub_model(facts()) as stub, pytest.raises(ReportError):
        extract_report(empty, llm=settings(stub, tmp_path))
    assert stub.requests == []
