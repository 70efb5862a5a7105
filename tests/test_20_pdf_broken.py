"""PDF files that are broken, locked, too long, or pictures of pages."""

from __future__ import annotations

import io
import re
from pathlib import Path

import pikepdf
import pytest
from PIL import Image

from zhijiao.extract.errors import ReportError
from zhijiao.extract.formats.pages.model import Glyph, PageContent
from zhijiao.extract.formats.readers import read
from zhijiao.extract.formats.source import Limits, Source
from zhijiao.tests.making.pdf_reading import LONG, document, tables, upright
from zhijiao.tests.making.plain_pdf import HEIGHT, WIDTH, PlainPage, write_pdf


def refused(path: Path, data: bytes, limits: Limits | None = None) -> ReportError:
    with pytest.raises(ReportError) as caught:
        read(Source(path, data, limits or Limits()))
    assert caught.value.path == str(path)
    assert caught.value.advice
    return caught.value


def test_a_locked_pdf_is_refused(tmp_path: Path) -> None:
    path = write_pdf(tmp_path / "a.pdf", [upright()])
    with pikepdf.open(path) as pdf:
        pdf.save(tmp_path / "锁.pdf", encryption=pikepdf.Encryption(owner="x", user="y"))
    assert "密码" in refused(tmp_path / "锁.pdf", (tmp_path / "锁.pdf").read_bytes()).reason


def test_a_pdf_that_only_forbids_printing_is_read(tmp_path: Path) -> None:
    path = write_pdf(tmp_path / "a.pdf", [upright()])
    with pikepdf.open(path) as pdf:
        pdf.save(tmp_path / "b.pdf", encryption=pikepdf.Encryption(owner="x", user=""))
    found = read(Source(tmp_path / "b.pdf", (tmp_path / "b.pdf").read_bytes()))
    assert tables(found)


@pytest.mark.parametrize("share", [0.02, 0.3, 0.6, 0.95])
def test_a_pdf_cut_short_is_refused_or_told_of(tmp_path: Path, share: float) -> None:
    path = write_pdf(tmp_path / "断.pdf", [upright() for _ in range(12)])
    data = path.read_bytes()
    source = Source(path, data[: int(len(data) * share)])
    try:
        found = read(source)
    except ReportError as error:
        assert re.search(r"损坏|不完整|没有文字|一页也没有", error.reason)
    else:
        assert "不完整" in "".join(found.warnings)


def test_noise_behind_the_mark_of_a_pdf_is_refused(tmp_path: Path) -> None:
    assert "打不开" in refused(tmp_path / "坏.pdf", b"%PDF-1.7\n" + bytes(range(256)) * 50).reason


def test_too_many_pages_are_refused_before_they_are_read(tmp_path: Path) -> None:
    path = write_pdf(tmp_path / "厚.pdf", [PlainPage() for _ in range(2000)])
    error = refused(path, path.read_bytes())
    assert "2000 页" in error.reason
    assert "--max-pages" in error.advice
    short = write_pdf(tmp_path / "b.pdf", [upright(), upright()])
    assert "超过上限 1 页" in refused(short, short.read_bytes(), Limits(pages=1)).reason


def test_a_pdf_without_words_is_refused(tmp_path: Path) -> None:
    path = write_pdf(tmp_path / "空.pdf", [PlainPage()])
    assert "没有文字" in refused(path, path.read_bytes()).reason


def scanned(path: Path, *, with_text: bool) -> bytes:
    """A page that is a picture, after one with text if `with_text`."""
    held = io.BytesIO()
    Image.new("RGB", (827, 1169), "white").save(held, "PDF", resolution=100)
    with pikepdf.open(held) as scan, pikepdf.open(write_pdf(path, [upright()])) as pdf:
        pages = [*pdf.pages] if with_text else []
        made = pikepdf.new()
        for page in [*pages, *scan.pages]:
            made.pages.append(page)
        made.save(path.with_name("scan.pdf"))
    return path.with_name("scan.pdf").read_bytes()


def test_a_scan_says_what_it_takes_where_ocr_is_missing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("zhijiao.extract.formats.pages.ocr.available", lambda: False)
    path = tmp_path / "扫描.pdf"
    error = refused(path, scanned(path, with_text=False))
    assert "扫描件" in error.reason
    assert "zhijiao[ocr]" in error.advice


def test_pages_that_are_scans_are_told_of_where_ocr_is_missing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("zhijiao.extract.formats.pages.ocr.available", lambda: False)
    path = tmp_path / "a.pdf"
    found = read(Source(path, scanned(path, with_text=True)))
    assert tables(found)
    assert any("第 2 页是扫描图片" in warning for warning in found.warnings)


def strips(path: Path, words: str) -> bytes:
    """A page covered by pictures in strips, with `words` above; behind a page with text."""
    page = PlainPage()
    for at in range(10):
        page.operators.append(f"q {WIDTH} 0 0 {HEIGHT / 10} 0 {HEIGHT / 10 * at} cm /Im Do Q")
    page.words(180, 300, words)
    with pikepdf.open(write_pdf(path, [upright(), page])) as pdf:
        picture = pdf.make_stream(b"\xff" * 3)
        picture.Type, picture.Subtype = pikepdf.Name.XObject, pikepdf.Name.Image
        picture.Width = picture.Height = 1
        picture.ColorSpace, picture.BitsPerComponent = pikepdf.Name.DeviceRGB, 8
        pdf.pages[1].Resources.XObject = pikepdf.Dictionary(Im=picture)
        pdf.save(path.with_name("strips.pdf"))
    return path.with_name("strips.pdf").read_bytes()


def test_a_page_of_strips_of_a_scan_is_told_of_and_its_few_words_are_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("zhijiao.extract.formats.pages.ocr.available", lambda: False)
    path = tmp_path / "a.pdf"
    found = read(Source(path, strips(path, "云岭职业学院年度报告")))
    assert any("第 2 页是扫描图片" in warning for warning in found.warnings)
    assert "云岭职业学院年度报告" in found.text


@pytest.mark.parametrize(("seen", "kept"), [("云岭職业学院", True), (LONG, False)])
def test_of_text_layer_and_ocr_the_fuller_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, seen: str, kept: bool
) -> None:
    def read_pages(_source: Source, _pdf: object, pages: list[int]) -> list[PageContent]:
        glyphs = tuple(Glyph(char, 90 + 12 * at, 100, 102 + 12 * at, 112) for at, char in enumerate(seen))
        return [PageContent(at + 1, WIDTH, HEIGHT, glyphs, rough=True) for at in pages]

    monkeypatch.setattr("zhijiao.extract.formats.pages.ocr.available", lambda: True)
    monkeypatch.setattr("zhijiao.extract.formats.pages.ocr.read_pages", read_pages)
    path = tmp_path / "a.pdf"
    text = read(Source(path, strips(path, "云岭职业学院"))).text
    assert ("云岭职业学院" in text) is kept
    assert (seen in text) is not kept


def test_a_page_drawn_as_curves_is_told_of(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("zhijiao.extract.formats.pages.ocr.available", lambda: False)
    page = PlainPage()
    for at in range(800):
        x, y = 60 + at % 40 * 12, 100 + at // 40 * 20
        page.operators.append(f"{x} {y} m {x} {y + 9} {x + 9} {y} {x + 9} {y + 9} c f")
    path = write_pdf(tmp_path / "转曲.pdf", [page])
    assert "没有文字层" in refused(path, path.read_bytes()).reason


def test_a_whole_report_on_one_long_page_is_read_to_its_end(tmp_path: Path) -> None:
    page = PlainPage()
    for at in range(1_100):
        page.words(60, 0.7 * at, LONG, size=0.5)
    page.words(60, 790, "云岭职业学院的最后一句话。")
    assert "最后一句话" in document(tmp_path, page).text
