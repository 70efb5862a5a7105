"""A folder of whatever was downloaded: every format in one build, each bad file named, the others built."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import docx
import pytest
from typer.testing import CliRunner, Result

from zhijiao.cli.app import app
from zhijiao.extract.errors import ReportError
from zhijiao.extract.finding import find_reports
from zhijiao.extract.reports import extract_report, read_report
from zhijiao.tests.making.plain_pdf import PlainPage, write_pdf

FIRM = "恒远电气股份有限公司"


def zhijiao(*args: object) -> Result:
    return CliRunner().invoke(app, [str(arg) for arg in args], prog_name="zhijiao")


def sentences(school: str) -> list[str]:
    return [
        f"{school}质量年度报告（2021年）",
        "一、学校情况",
        f"{school}创办于1990年，是公办学校。2021年在校生2100人。",
        "二、校企合作",
        f"学校与{FIRM}签订合作协议，共建实训基地，安排学生到该公司顶岗实习。",
    ]


def as_pdf(path: Path, school: str) -> Path:
    page = PlainPage()
    top = 100.0
    for words in sentences(school):
        top = page.paragraph(top, words)
    return write_pdf(path, [page])


def as_docx(path: Path, school: str) -> Path:
    made = docx.Document()
    for words in sentences(school):
        made.add_paragraph(words)
    made.save(str(path))
    return path


def as_html(path: Path, school: str) -> Path:
    body = "".join(f"<p>{words}</p>" for words in sentences(school))
    path.write_text(f"<html><meta charset=utf-8><body><div>{body}</div></body></html>", encoding="utf-8")
    return path


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "下载"
    made.mkdir()
    as_pdf(made / "甲.pdf", "白鹿县职业中等专业学校")
    as_docx(made / "乙.docx", "青禾市云岭职业技术学校")
    as_html(made / "丙.html", "松屏县职业教育中心")
    (made / "丁.txt").write_text("\n".join(sentences("临渚县第一职业学校")), encoding="gb18030")
    return made


def test_every_format_is_built_into_one_graph(folder: Path, tmp_path: Path) -> None:
    done = zhijiao("build", folder, "--out", tmp_path / "out")
    assert done.exit_code == 0, done.output
    made = json.loads((tmp_path / "out/build.json").read_text(encoding="utf-8"))
    schools = {one["report"]: one["school"] for one in made["reports"]}
    assert schools == {
        "甲.pdf": "白鹿县职业中等专业学校",
        "乙.docx": "青禾市云岭职业技术学校",
        "丙.html": "松屏县职业教育中心",
        "丁.txt": "临渚县第一职业学校",
    }
    assert {one["report"]: one["pages"] for one in made["reports"]}["甲.pdf"] == 1
    shown = zhijiao("query", "shared-partners", "--store", tmp_path / "out", "--format", "json")
    (row,) = json.loads(shown.stdout)
    assert row["partner"] == FIRM
    assert row["schools"] == 4


def test_bad_files_are_named_with_the_reason_and_the_others_built(folder: Path, tmp_path: Path) -> None:
    (folder / "空.pdf").write_bytes(b"")
    (folder / "断.pdf").write_bytes((folder / "甲.pdf").read_bytes()[:40])
    (folder / "断.docx").write_bytes((folder / "乙.docx").read_bytes()[:900])
    (folder / "假.docx").write_bytes(bytes(range(256)) * 20)
    with zipfile.ZipFile(folder / "炸.docx", "w", zipfile.ZIP_DEFLATED) as bomb:
        bomb.writestr("[Content_Types].xml", "<Types/>")
        bomb.writestr("word/document.xml", b"\x00" * 300_000_000)
    done = zhijiao("build", folder, "--out", tmp_path / "out")
    assert done.exit_code == 1
    failures = json.loads((tmp_path / "out/build.json").read_text(encoding="utf-8"))["failures"]
    assert {one["report"] for one in failures} == {"空.pdf", "断.pdf", "断.docx", "假.docx", "炸.docx"}
    assert all(one["reason"] and one["advice"].startswith("请") for one in failures)
    for name in ("空.pdf", "断.docx", "炸.docx"):
        assert f"{name}：" in done.stderr


def test_a_wrong_ending_is_told_and_the_content_read(folder: Path) -> None:
    wrong = folder / "报告.txt"
    wrong.write_bytes((folder / "甲.pdf").read_bytes())
    found = extract_report(wrong)
    assert found.school is not None
    assert any("内容是PDF" in warning for warning in found.warnings)
    page = folder / "网页.pdf"
    page.write_bytes((folder / "丙.html").read_bytes())
    assert any("按网页读" in warning for warning in extract_report(page).warnings)


def test_a_workbook_or_a_picture_of_another_kind_is_refused(folder: Path) -> None:
    with zipfile.ZipFile(folder / "表.docx", "w") as book:
        book.writestr("xl/workbook.xml", "<workbook/>")
    with pytest.raises(ReportError, match="电子表格"):
        read_report(folder / "表.docx")


def test_a_file_that_vanishes_is_named_and_the_others_built(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def found_then_lost(paths: list[Path]) -> list[Path]:
        reports = find_reports(paths)
        (folder / "甲.pdf").unlink()
        return reports

    monkeypatch.setattr("zhijiao.cli.workflow.find_reports", found_then_lost)
    done = zhijiao("build", folder, "--out", tmp_path / "out")
    assert done.exit_code == 1
    assert "甲.pdf" in done.stderr
    assert "没有这个文件" in done.stderr


def test_other_files_of_a_folder_are_passed_over(tmp_path: Path) -> None:
    folder = tmp_path / "杂"
    folder.mkdir()
    for number in range(10_000):
        (folder / f"{number}.{('jpg', 'xlsx', 'zip', 'js')[number % 4]}").touch()
    (folder / "页面_files").mkdir()
    (folder / "页面_files" / "ad.html").touch()
    (folder / "~$乙.docx").touch()
    report = as_docx(folder / "乙.docx", "青禾市云岭职业技术学校")
    assert find_reports([folder]) == [report]


def test_limits_are_set_on_the_command_line(folder: Path, tmp_path: Path) -> None:
    long = PlainPage()
    write_pdf(folder / "长.pdf", [long] * 12)
    done = zhijiao("build", folder, "--out", tmp_path / "out", "--max-pages", "10", "--jobs", "1")
    assert done.exit_code == 1
    assert "有 12 页，超过上限 10 页" in done.stderr
    (folder / "大.txt").write_text("学校" * 800_000, encoding="utf-8")
    done = zhijiao("extract", folder / "大.txt", "--max-mb", "1")
    assert done.exit_code == 2
    assert "--max-mb" in done.output


# zhijiao read -------------------------------------------------------------------------------------------


def test_read_shows_the_blocks_and_their_pages(folder: Path) -> None:
    shown = zhijiao("read", folder / "甲.pdf")
    assert shown.exit_code == 0
    assert "第 1 页" in shown.stdout
    assert "# 一、 学校情况" in shown.stdout
    assert FIRM in shown.stdout


def test_read_shows_tables_with_merged_cells_and_units(tmp_path: Path) -> None:
    page = tmp_path / "表.html"
    page.write_text(
        "<meta charset=utf-8><table><caption>表1 学生</caption><tr><th rowspan=2>专业<th colspan=2>人数（人）"
        "<tr><th>招生<th>在校<tr><td>护理<td>120<td>340<tr><td>会计<td>90<td>270</table>",
        encoding="utf-8",
    )
    shown = zhijiao("read", page).stdout
    assert "表：表1学生" in shown
    assert "| 专业 | 人数（人） | 〃人数（人） |" in shown
    assert "| 护理 | 120 | 340 |" in shown
    assert "单位：—、人、人" in shown


def test_read_gives_json_whose_places_are_those_of_its_text(folder: Path) -> None:
    told = json.loads(zhijiao("read", folder / "乙.docx", "--format", "json").stdout)
    kinds = [block["type"] for block in told["blocks"]]
    assert kinds == ["paragraph", "heading", "paragraph", "heading", "paragraph"]
    for block in told["blocks"]:
        assert block["text"] == told["text"][block["start"] : block["end"]]
    assert told["blocks"][-1]["section"] == ["校企合作"]


def test_read_says_what_is_wrong(tmp_path: Path) -> None:
    (tmp_path / "空.pdf").touch()
    for args, words in (
        (("read", tmp_path / "空.pdf"), "空"),
        (("read", tmp_path), "是文件夹"),
        (("read", tmp_path / "无.pdf"), "没有这个文件"),
        (("read", tmp_path / "空.pdf", "--format", "xml"), "可用：text、json"),
    ):
        done = zhijiao(*args)
        assert done.exit_code == 2
        assert words in done.output
