"""Scans and pictures by OCR: words, tables, pages askew or on their side, and only where there is no text."""

from __future__ import annotations

import io
import shutil
import subprocess
from pathlib import Path

import pikepdf
import pytest
from PIL import Image, ImageDraw, ImageFont

from zhijiao.extract.errors import ReportError
from zhijiao.extract.formats.readers import read
from zhijiao.extract.formats.source import Limits, Source
from zhijiao.extract.reading.blocks import Document, Paragraph, Table
from zhijiao.tests.making.plain_pdf import PlainPage, write_pdf

pytest.importorskip("rapidocr", reason="OCR is not installed (zhijiao[ocr])")

DOTS = 200
TEXT = [
    "云谷职业学校坚持立德树人的根本任务，围绕地方产业办好每一个专业，",
    "服务每一名学生的成长和发展，学校在校生三千多人，毕业生就业率连年在全",
    "县名列前茅，多数进入本地企业工作。",
]
ROWS = [["专业", "招生人数", "就业率"], ["护理", "120", "98.6%"], ["会计事务", "90", "97.2%"]]


@pytest.fixture(scope="module")
def font() -> ImageFont.FreeTypeFont:
    """A Chinese font, 12 points at DOTS to the inch."""
    if shutil.which("fc-match") is None:
        pytest.skip("no fontconfig to find a Chinese font with")
    shown = subprocess.run(
        ["fc-match", "-f", "%{file}\n%{family}", "Noto Serif CJK SC"],
        capture_output=True,
        text=True,
        check=True,
    ).stdout.split("\n")
    if "CJK" not in shown[1]:
        pytest.skip("no Chinese font (fonts-noto-cjk)")
    return ImageFont.truetype(shown[0], 12 * DOTS // 72)


def page(font: ImageFont.FreeTypeFont) -> Image.Image:
    """A page with a paragraph and a ruled table."""
    image = Image.new("RGB", (1654, 2339), "white")
    draw = ImageDraw.Draw(image)
    for number, words in enumerate(TEXT):
        draw.text((320 if number == 0 else 254, 280 + 60 * number), words, "black", font)
    for row in range(4):
        draw.line((254, 560 + 66 * row, 1154, 560 + 66 * row), "black", 2)
    for column in range(4):
        draw.line((254 + 300 * column, 560, 254 + 300 * column, 758), "black", 2)
    for row, cells in enumerate(ROWS):
        for column, words in enumerate(cells):
            draw.text((270 + 300 * column, 570 + 66 * row), words, "black", font)
    return image


def saved(image: Image.Image, form: str, **options: object) -> bytes:
    held = io.BytesIO()
    image.save(held, form, **options)
    return held.getvalue()


def check(found: Document) -> None:
    (paragraph,) = [block.passage.text for block in found.blocks if isinstance(block, Paragraph)]
    assert paragraph.replace(",", "，") == "".join(TEXT)
    (table,) = [block for block in found.blocks if isinstance(block, Table)]
    assert [[cell.text for cell in row] for row in table.rows] == ROWS


def test_a_scanned_pdf_is_read(font: ImageFont.FreeTypeFont) -> None:
    check(read(Source(Path("扫描.pdf"), saved(page(font), "PDF", resolution=DOTS))))


@pytest.mark.parametrize("turn", [1.2, -90], ids=["askew", "on its side"])
def test_a_page_that_does_not_lie_straight_is_read(font: ImageFont.FreeTypeFont, turn: float) -> None:
    image = page(font).rotate(turn, expand=turn == -90, fillcolor="white", resample=Image.Resampling.BICUBIC)
    check(read(Source(Path("扫描.png"), saved(image, "PNG"))))


def test_pictures_of_several_pages_are_one_report(font: ImageFont.FreeTypeFont) -> None:
    image = page(font)
    blank = Image.new("RGB", image.size, "white")
    told: list[tuple[int, int]] = []
    data = saved(blank, "TIFF", save_all=True, append_images=[image], compression="tiff_deflate")
    found = read(Source(Path("扫描.tif"), data, Limits(), lambda done, total: told.append((done, total))))
    check(found)
    assert {number for _, number in found.pages} == {2}
    assert told == [(0, 2), (1, 2), (2, 2)]


def test_only_pages_without_text_are_read_by_ocr(tmp_path: Path, font: ImageFont.FreeTypeFont) -> None:
    path = tmp_path / "报告.pdf"
    words = PlainPage()
    words.paragraph(
        100, "学校坚持立德树人的根本任务，围绕地方产业办好每一个专业，服务每一名学生的成长和发展。"
    )
    write_pdf(path, [words, words])
    told: list[tuple[int, int]] = []
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        scan = pikepdf.open(io.BytesIO(saved(page(font), "PDF", resolution=DOTS)))
        pdf.pages.insert(1, scan.pages[0])
        pdf.save(path)
    found = read(Source(path, path.read_bytes(), Limits(), lambda done, total: told.append((done, total))))
    assert told[-1] == (1, 1)
    assert [number for _, number in found.pages] == [1, 2, 3]
    assert "".join(TEXT) in "".join(
        block.passage.text for block in found.blocks if isinstance(block, Paragraph)
    )
    assert not found.warnings


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"\x89PNG\r\n\x1a\n" + bytes(200), "打不开"),
        (b"\xff\xd8\xff\xe0" + bytes(200), "打不开"),
        (saved(Image.new("L", (300, 300), "white"), "PNG"), "没有认出文字"),
        (saved(Image.new("1", (20_000, 20_000)), "PNG"), "太大"),
    ],
    ids=["broken png", "broken jpeg", "empty", "huge"],
)
def test_pictures_that_cannot_be_read_are_refused(data: bytes, reason: str) -> None:
    with pytest.raises(ReportError) as caught:
        read(Source(Path("图.png"), data))
    assert reason in caught.value.reason


def test_a_picture_says_what_it_takes_where_ocr_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("zhijiao.extract.formats.pages.ocr.available", lambda: False)
    with pytest.raises(ReportError, match=r"zhijiao\[ocr\]"):
        read(Source(Path("图.png"), saved(Image.new("L", (300, 300), "white"), "PNG")))
