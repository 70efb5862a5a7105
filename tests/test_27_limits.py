"""Bounds on what one file may cost: size, time, width of tables, length of sentences."""

import os
from pathlib import Path

import pytest

from zhijiao.extract.errors import ReportError
from zhijiao.extract.extractor import extract_facts
from zhijiao.extract.finding import find_reports
from zhijiao.extract.formats.source import Limits
from zhijiao.extract.language.sentences import sentences_of
from zhijiao.extract.reading.layout import read_layout
from zhijiao.extract.reports import extract_report, read_report


def test_a_file_over_the_limit_is_refused_by_its_size(tmp_path: Path) -> None:
    path = tmp_path / "大.txt"
    with path.open("wb") as file:
        file.truncate(Limits().megabytes * 1024 * 1024 + 1)
    with pytest.raises(ReportError, match="大.txt.*超过上限"):
        read_report(path)


def test_a_report_that_takes_too_long_is_given_up(tmp_path: Path) -> None:
    path = tmp_path / "慢.txt"
    path.write_text("某市某某职业学校与甲乙有限公司合作。\n" * 20_000, encoding="utf-8")
    with pytest.raises(ReportError, match="慢.txt.*还没有读完"):
        extract_report(path, limits=Limits(seconds=0.05))
    path.write_text("云谷市云谷职业学校占地30亩。\n", encoding="utf-8")
    assert extract_report(path).facts


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes on this system")
def test_a_pipe_is_refused_without_waiting(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "管.txt")
    with pytest.raises(ReportError, match="不是普通文件"):
        read_report(tmp_path / "管.txt")


def test_a_file_of_another_format_is_refused_by_its_ending(tmp_path: Path) -> None:
    path = tmp_path / "报告.xlsx"
    path.write_bytes(b"PK")
    with pytest.raises(ReportError, match=r"格式 \.xlsx 不能读"):
        read_report(path)


def test_a_folder_gives_its_reports_in_the_order_of_names(tmp_path: Path) -> None:
    for name in ("b.txt", "a.md", "README.md", ".hidden.txt", "c.docx", "sub/d.txt"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text("x", encoding="utf-8")
    found = [path.relative_to(tmp_path).as_posix() for path in find_reports([tmp_path])]
    assert found == ["a.md", "b.txt", "c.docx", "sub/d.txt"]
    with pytest.raises(ReportError, match="没有报告"):
        find_reports([_empty(tmp_path)])


def _empty(folder: Path) -> Path:
    path = folder / "空"
    path.mkdir()
    return path


def test_a_sentence_without_end_is_cut_and_nothing_of_it_lost() -> None:
    text = "学校与" + "、".join(f"青山第{n}有限公司" for n in range(2_000)) + "合作"
    parts = [sentence.text for sentence in sentences_of(read_layout(text))]
    assert "".join(parts) == text
    assert max(map(len, parts)) <= 3_000


@pytest.mark.parametrize(
    "text",
    ["|\na|b|c\n1|2|3\n", "|\n|---|---|\n|a|b|\n", "\t" * 5_000 + "1\n" + "\t" * 5_000 + "2\n", "|\n|\n"],
)
def test_odd_tables_do_no_harm(text: str) -> None:
    extract_facts(read_layout(text))
