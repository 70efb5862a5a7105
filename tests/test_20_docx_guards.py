"""Word files that are broken or harmful: refused with a reason, within bounds of size, depth and time."""

from __future__ import annotations

import io
import time
import zipfile
from pathlib import Path

import pytest

from zhijiao.extract.errors import ReportError
from zhijiao.extract.formats.readers import read
from zhijiao.extract.formats.source import Limits, Source
from zhijiao.extract.formats.word.docx import docx_pieces
from zhijiao.tests.making.wordml import NAMES, packed, paragraph, source

PATH = Path("report.docx")
BODY = f"<w:document {NAMES}><w:body>{paragraph('学校占地128亩。')}</w:body></w:document>"


def file(document: str | bytes, **others: str | bytes) -> Source:
    return Source(PATH, packed({"word/document.xml": document, **others}))


def test_a_plain_file_is_read() -> None:
    assert [block.passage.text for block in read(file(BODY)).blocks] == ["学校占地128亩。"]  # type: ignore[union-attr]


@pytest.mark.parametrize("kept", [10, 100, -30])
def test_a_truncated_file(kept: int) -> None:
    with pytest.raises(ReportError, match="损坏或不完整"):
        docx_pieces(Source(PATH, file(BODY).data[:kept]))


def test_bytes_that_do_not_unpack() -> None:
    data = bytearray(file(BODY).data)
    start = data.index(b"word/document.xml") + len("word/document.xml")
    data[start + 5 : start + 40] = b"\xff" * 35
    with pytest.raises(ReportError, match="损坏或不完整"):
        docx_pieces(Source(PATH, bytes(data)))


@pytest.mark.parametrize(
    "parts",
    [{"mimetype": "x"}, {"word/styles.xml": "<w/>"}, {"word/document.xml": f"<w:document {NAMES}/>"}],
)
def test_a_package_without_a_body(parts: dict[str, str]) -> None:
    with pytest.raises(ReportError, match="没有正文"):
        docx_pieces(Source(PATH, packed(parts)))


def test_broken_xml() -> None:
    with pytest.raises(ReportError, match=r"document\.xml 读不出来"):
        docx_pieces(file(BODY[:-20]))


def test_a_member_that_is_locked() -> None:
    data = bytearray(file(BODY).data)
    data[6] |= 1
    data[data.index(b"PK\x01\x02") + 8] |= 1
    with pytest.raises(ReportError, match="加了密码"):
        docx_pieces(Source(PATH, bytes(data)))


def test_a_bomb_is_told_by_its_ratio() -> None:
    with pytest.raises(ReportError, match="压缩炸弹"):
        docx_pieces(file(BODY.replace("128", "1" * 20_000_000)))


def test_a_bomb_is_told_by_its_size() -> None:
    noise = "".join(str(number) for number in range(4_000_000))
    bomb = file(BODY.replace("128", noise))
    with pytest.raises(ReportError, match="超过上限 20 MB"):
        docx_pieces(Source(PATH, bomb.data, Limits(text_megabytes=1)))


def test_text_within_the_bound_of_xml_is_bounded_too() -> None:
    noise = "".join(str(number) for number in range(300_000))
    with pytest.raises(ReportError, match="文字超过上限 1 MB"):
        docx_pieces(Source(PATH, file(BODY.replace("128", noise)).data, Limits(text_megabytes=1)))


def test_pictures_are_never_unpacked() -> None:
    bomb = file(BODY, **{"word/media/image1.png": b"\x00" * 60_000_000})
    assert len(docx_pieces(bomb)) == 1


def test_another_way_of_packing() -> None:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_LZMA) as archive:
        archive.writestr("word/document.xml", BODY)
    with pytest.raises(ReportError, match="压缩方式"):
        docx_pieces(Source(PATH, data.getvalue()))


LAUGHS = '<!DOCTYPE w [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]>'
FILE = '<!DOCTYPE w [<!ENTITY a SYSTEM "file:///etc/hostname">]>'


@pytest.mark.parametrize("declared", [LAUGHS, FILE, "<!DOCTYPE w SYSTEM 'http://127.0.0.1:9/x.dtd'>"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_declared_entities_are_refused(declared: str, encoding: str) -> None:
    document = f"<?xml version='1.0' encoding='{encoding}'?>{declared}{BODY}".encode(encoding)
    with pytest.raises(ReportError, match="声明了文档类型或实体"):
        docx_pieces(file(document))


def test_entities_in_styles_are_refused_too() -> None:
    with pytest.raises(ReportError, match=r"styles\.xml 声明了"):
        docx_pieces(file(BODY, **{"word/styles.xml": f"{LAUGHS}<w:styles {NAMES}/>"}))


def test_deep_nesting_ends_with_a_reason_or_is_read() -> None:
    deep = "<w:ins>" * 400 + "<w:r><w:t>深</w:t></w:r>" + "</w:ins>" * 400
    with pytest.raises(ReportError, match="读不出来"):
        docx_pieces(source(paragraph(deep)))
    cells = "<w:tbl><w:tr><w:tc>" * 80 + paragraph("深") + "</w:tc></w:tr></w:tbl>" * 80
    assert len(docx_pieces(source(cells))) == 1
    pairs = "<w:tbl><w:tr><w:tc><w:p/></w:tc><w:tc>" * 80 + paragraph("深") + "</w:tc></w:tr></w:tbl>" * 80
    assert len(docx_pieces(source(pairs))) == 1
    boxes = "<w:p><w:r><w:pict><w:txbxContent>" * 60 + "</w:txbxContent></w:pict></w:r></w:p>" * 60
    assert len(docx_pieces(source(boxes + paragraph("深")))) == 1


def test_marks_without_end_are_refused_before_they_fill_the_memory() -> None:
    crowd = "<w:b w:c='1' w:d='2'/>" * 2_100_000
    with pytest.raises(ReportError, match="标记太多|压缩炸弹"):
        docx_pieces(Source(PATH, packed_loosely(crowd)))


def packed_loosely(inner: str) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_STORED) as archive:
        archive.writestr("word/document.xml", BODY.replace("<w:p>", f"<w:p>{inner}"))
    return data.getvalue()


def test_many_small_runs_are_read_in_time() -> None:
    begun = time.perf_counter()
    runs = "<w:r><w:t>x</w:t></w:r>" * 100_000
    assert len(docx_pieces(Source(PATH, packed_loosely(runs)))[0].words) > 100_000  # type: ignore[union-attr]
    assert time.perf_counter() - begun < 10


def test_parts_are_found_by_their_relations_and_outside_ones_are_not() -> None:
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    relations = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{}</Relationships>'
    one = '<Relationship Id="r{}" Type="{}/{}" Target="{}"{}/>'
    heading = '<w:style w:styleId="h"><w:name w:val="heading 2"/></w:style>'
    parts = {
        "_rels/.rels": relations.format(one.format(1, kind, "officeDocument", "/word/document2.xml", "")),
        "word/_rels/document2.xml.rels": relations.format(
            one.format(1, kind, "numbering", "http://127.0.0.1:9/numbering.xml", ' TargetMode="External"')
            + one.format(2, kind, "styles", "../word/styles2.xml", "")
            + one.format(3, kind, "settings", "../../../../etc/passwd", "")
        ),
        "word/document2.xml": f"<w:document {NAMES}><w:body>"
        + paragraph("学校", '<w:pStyle w:val="h"/>')
        + "</w:body></w:document>",
        "word/styles2.xml": f"<w:styles {NAMES}>{heading}</w:styles>",
    }
    found = docx_pieces(Source(PATH, packed(parts)))
    assert [(piece.words, piece.level) for piece in found] == [("学校", 2)]  # type: ignore[union-attr]


def test_an_embedded_document_is_told() -> None:
    read_ = source(paragraph("正文。") + "<w:altChunk/>")
    docx_pieces(read_)
    assert read_.warnings == ["文件里嵌有另一份文档，没有读"]
