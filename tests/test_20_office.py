"""Old Word files, RTF, ODT and presentations through LibreOffice, which runs and fetches nothing."""

from __future__ import annotations

import io
import shutil
import threading
import zipfile
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import docx
import pytest

from zhijiao.extract.errors import ReportError
from zhijiao.extract.formats.office import convert as office_convert
from zhijiao.extract.formats.office.convert import convert
from zhijiao.extract.formats.readers import read
from zhijiao.extract.formats.source import Limits, Source
from zhijiao.extract.reading.blocks import Document, Heading, Table
from zhijiao.tests.making.wordml import saved

LIBREOFFICE = shutil.which("soffice")
needs_libreoffice = pytest.mark.skipif(LIBREOFFICE is None, reason="LibreOffice (soffice) is not installed")
FILTERS = {".doc": "MS Word 97", ".odt": "writer8", ".rtf": "Rich Text Format"}
ODF = "urn:oasis:names:tc:opendocument:xmlns"
SECRET = "绝密文字"


def word_file() -> Source:
    made = docx.Document()
    made.add_heading("质量年度报告", 0)
    made.add_heading("学校情况", 1)
    made.add_paragraph("学校占地128亩，教职工186人。")
    made.add_heading("专业设置", 2)
    for name in ("数控技术应用", "会计事务"):
        made.add_paragraph(f"{name}专业是省级重点专业。", style="List Number")
    table = made.add_table(3, 3, style="Table Grid")
    for row, cells in enumerate((("专业", "在校生", ""), ("", "男", "女"), ("数控技术应用", "86", "12"))):
        for column, words in enumerate(cells):
            table.cell(row, column).text = words
    table.cell(0, 0).merge(table.cell(1, 0))
    table.cell(0, 1).merge(table.cell(0, 2))
    made.add_paragraph("专业建设成效显著。")
    return saved(made)


def said(document: Document) -> tuple[list[tuple[int, str]], list[list[list[str]]]]:
    heads = [(one.level, one.passage.text) for one in document.blocks if isinstance(one, Heading)]
    tables = [
        [[cell.text for cell in row] for row in one.rows] for one in document.blocks if isinstance(one, Table)
    ]
    return heads, tables


@needs_libreoffice
@pytest.mark.parametrize("suffix", list(FILTERS))
def test_what_libreoffice_wrote_is_read_as_the_word_file_was(suffix: str) -> None:
    word = word_file()
    data = convert(word, ".docx", suffix, FILTERS[suffix])
    turned = Source(Path(f"report{suffix}"), data)
    document = read(turned)
    assert said(document) == said(read(word))
    assert "学校占地128亩，教职工186人。" in document.text
    assert "2. 会计事务专业是省级重点专业。" in document.text
    assert document.warnings == ()


@needs_libreoffice
@pytest.mark.parametrize("suffix", [".odp", ".pptx", ".ppt"])
def test_slides_are_read_with_their_pages(suffix: str) -> None:
    slides = "".join(
        f'<draw:page draw:name="p{number}"><draw:frame svg:x="2cm" svg:y="2cm" svg:width="20cm" '
        f'svg:height="5cm"><draw:text-box><text:p>{words}</text:p></draw:text-box></draw:frame></draw:page>'
        for number, words in enumerate(("学校占地128亩。", "教职工186人。"))
    )
    data = opendocument("presentation", slides)
    if suffix != ".odp":
        form = {".pptx": "Impress MS PowerPoint 2007 XML", ".ppt": "MS PowerPoint 97"}[suffix]
        data = convert(Source(Path("a.odp"), data), ".odp", suffix, form)
    document = read(Source(Path(f"report{suffix}"), data))
    assert [document.page_at(document.text.index(words)) for words in ("128", "186")] == [1, 2]


def opendocument(kind: str, body: str) -> bytes:
    names = {"office": "office", "text": "text", "draw": "drawing", "svg": "svg-compatible"}
    declared = " ".join(f'xmlns:{prefix}="{ODF}:{name}:1.0"' for prefix, name in names.items())
    mime = f"application/vnd.oasis.opendocument.{kind}"
    content = (
        f'<office:document-content {declared} xmlns:xlink="http://www.w3.org/1999/xlink" '
        f'office:version="1.2"><office:body><office:{kind}>{body}</office:{kind}></office:body>'
        "</office:document-content>"
    )
    manifest = (
        f'<m:manifest xmlns:m="{ODF}:manifest:1.0" m:version="1.2">'
        f'<m:file-entry m:full-path="/" m:media-type="{mime}"/>'
        '<m:file-entry m:full-path="content.xml" m:media-type="text/xml"/></m:manifest>'
    )
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr("mimetype", mime)
        archive.writestr("content.xml", content)
        archive.writestr("META-INF/manifest.xml", manifest)
    return made.getvalue()


class _Listener(BaseHTTPRequestHandler):
    asked: list[str] = []

    def answer(self) -> None:
        self.asked.append(self.path)
        self.send_error(404)

    do_GET = do_HEAD = do_OPTIONS = do_PROPFIND = answer  # noqa: N815

    def log_message(self, format: str, *args: object) -> None:
        return


@pytest.fixture
def listener() -> Iterator[tuple[str, list[str]]]:
    """A server on this machine: its address, and what it was asked for."""
    _Listener.asked = []
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Listener)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}", _Listener.asked
    server.shutdown()
    server.server_close()


def linked_odt(address: str, secret: Path) -> bytes:
    picture = (
        '<text:p>正文。<draw:frame text:anchor-type="as-char" svg:width="2cm" svg:height="2cm">'
        f'<draw:image xlink:href="{address}/x.png" xlink:type="simple" xlink:actuate="onLoad"/>'
        "</draw:frame></text:p>"
    )
    sections = "".join(
        f'<text:section text:name="s{number}"><text:section-source xlink:href="{target}"/>'
        "<text:p>旧文。</text:p></text:section>"
        for number, target in enumerate((secret.as_uri(), f"{address}/y.odt"))
    )
    return opendocument("text", picture + sections)


def linked_rtf(address: str, secret: Path) -> bytes:
    fields = "".join(
        rf"{{\field{{\*\fldinst {instruction}}}{{\fldrslt old.}}}}\par "
        for instruction in (
            rf'INCLUDEPICTURE "{address}/x.png" \\d',
            rf'INCLUDETEXT "{secret.as_posix()}"',
            rf'INCLUDETEXT "{address}/y.rtf"',
        )
    )
    return rf"{{\rtf1\ansi text. \par {fields}}}".encode()


@needs_libreoffice
@pytest.mark.parametrize("alone", [True, False], ids=["own network", "network of the machine"])
@pytest.mark.parametrize("make", [linked_odt, linked_rtf])
def test_nothing_is_fetched(
    make: object,
    alone: bool,
    listener: tuple[str, list[str]],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    address, asked = listener
    secret = tmp_path / "secret.txt"
    secret.write_text(SECRET, encoding="utf-8")
    if not alone:
        monkeypatch.setattr(office_convert, "_isolation", tuple)
    maker = linked_odt if make is linked_odt else linked_rtf
    suffix = ".odt" if make is linked_odt else ".rtf"
    document = read(Source(Path(f"report{suffix}"), maker(address, secret)))
    assert "正文。" in document.text or "text." in document.text
    assert SECRET not in document.text
    assert asked == []


MACRO = """<?xml version="1.0" encoding="UTF-8"?>
<script:module xmlns:script="http://openoffice.org/2000/script"
 script:name="Module1" script:language="StarBasic">
Sub Main
 open "{target}" for output as #1
 print #1, "run"
 close #1
End Sub
</script:module>"""


@needs_libreoffice
def test_no_macro_is_run(tmp_path: Path) -> None:
    target = tmp_path / "run.txt"
    event = (
        '<office:scripts><office:event-listeners><script:event-listener script:language="ooo:script" '
        'script:event-name="dom:load" xlink:href="vnd.sun.star.script:Standard.Module1.Main?language=Basic'
        '&amp;location=document" xlink:type="simple"/></office:event-listeners></office:scripts>'
    )
    libraries = (
        '<library:libraries xmlns:library="http://openoffice.org/2000/library" '
        'xmlns:xlink="http://www.w3.org/1999/xlink"><library:library library:name="Standard" '
        'library:link="false"/></library:libraries>'
    )
    library = (
        '<library:library xmlns:library="http://openoffice.org/2000/library" library:name="Standard" '
        'library:readonly="false" library:passwordprotected="false"><library:element '
        'library:name="Module1"/></library:library>'
    )
    parts = dict(unpacked(opendocument("text", "<text:p>正文。</text:p>")))
    head = (
        '<office:document-content xmlns:script="urn:oasis:names:tc:opendocument:xmlns:script:1.0" '
        'xmlns:dom="http://www.w3.org/2001/xml-events" xmlns:ooo="http://openoffice.org/2004/office"'
    )
    content = parts["content.xml"].decode().replace("<office:document-content", head)
    parts["content.xml"] = content.replace("<office:body>", f"{event}<office:body>").encode()
    entries = "".join(
        f'<m:file-entry m:full-path="Basic/{name}" m:media-type="text/xml"/>'
        for name in ("script-lc.xml", "Standard/script-lb.xml", "Standard/Module1.xml")
    )
    manifest = parts["META-INF/manifest.xml"].decode()
    parts["META-INF/manifest.xml"] = manifest.replace("</m:manifest>", f"{entries}</m:manifest>").encode()
    parts["Basic/script-lc.xml"] = libraries.encode()
    parts["Basic/Standard/script-lb.xml"] = library.encode()
    parts["Basic/Standard/Module1.xml"] = MACRO.format(target=target).encode()
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    assert "正文。" in read(Source(Path("report.odt"), made.getvalue())).text
    assert not target.exists()


def unpacked(data: bytes) -> Iterator[tuple[str, bytes]]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for name in archive.namelist():
            yield name, archive.read(name)


@needs_libreoffice
def test_a_truncated_file_says_so() -> None:
    data = convert(word_file(), ".docx", ".doc", FILTERS[".doc"])
    with pytest.raises(ReportError, match="打不开|没有文字"):
        read(Source(Path("report.doc"), data[:2000]))


@needs_libreoffice
def test_a_broken_odt_says_so() -> None:
    broken = opendocument("text", "<text:p>正文。")
    with pytest.raises(ReportError, match="打不开"):
        read(Source(Path("report.odt"), broken))


def test_text_under_the_name_of_a_word_file_is_read_as_text() -> None:
    source = Source(Path("report.doc"), "一、学校情况\n学校占地128亩。\n".encode("gb18030"))
    document = read(source)
    assert [words for _, words in said(document)[0]] == ["学校情况"]
    assert document.warnings == ("扩展名是 .doc，内容是文本，按文本读",)


def test_without_libreoffice_the_reason_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(office_convert, "_program", lambda: None)
    with pytest.raises(ReportError, match="apt install libreoffice-writer") as caught:
        read(Source(Path("report.rtf"), b"{\\rtf1 text}"))
    assert "另存为 .docx" in caught.value.advice


@pytest.mark.skipif(not Path("/bin/sh").exists(), reason="needs a shell")
@pytest.mark.parametrize(
    ("script", "reason"), [("sleep 60 & sleep 60", "1 秒还没有完"), ("exit 3", "打不开")]
)
def test_a_conversion_that_hangs_or_fails_is_ended(
    script: str, reason: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = tmp_path / "soffice"
    program.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    program.chmod(0o755)
    monkeypatch.setattr(office_convert, "_program", lambda: str(program))
    with pytest.raises(ReportError, match=reason):
        read(Source(Path("report.rtf"), b"{\\rtf1 text}", Limits(seconds=1)))


def test_a_program_that_cannot_start_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(office_convert, "_program", lambda: str(tmp_path / "missing"))
    monkeypatch.setattr(office_convert, "_isolation", tuple)
    monkeypatch.setattr(office_convert, "_bounds", lambda _source: [])
    with pytest.raises(ReportError, match="启动不了"):
        read(Source(Path("report.rtf"), b"{\\rtf1 text}"))
