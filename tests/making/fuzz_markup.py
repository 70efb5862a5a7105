"""Makers of web pages, web archives and Word files: broken, hostile, or nested beyond reason."""

from __future__ import annotations

import random
import re
from collections.abc import Iterable, Sequence
from functools import cache
from html import escape
from typing import Final

from .examples import REPORTS
from .fuzzing import ODD, fuzzed_text, spoiled, spoiled_zip, window
from .wordml import NAMES, packed

_TAGS: Final = (
    "p", "div", "table", "tr", "td", "th", "tbody", "thead", "ul", "ol", "li", "dl", "dt", "dd", "h1",
    "h2", "h6",
    "span", "b", "font", "a", "br", "img", "pre", "script", "style", "title", "noscript", "iframe",
    "form", "select",
    "option", "textarea", "svg", "math", "template", "nav", "header", "footer", "main", "article",
    "x-y", "o:p",
    "frameset", "body", "html", "head", "base", "caption", "colgroup", "col", "plaintext", "xmp", "rt",
    "ruby",
)  # fmt: skip
_ATTRIBUTES: Final = (
    'colspan="3"', 'rowspan="2"', 'colspan="99999999"', 'rowspan="0"', 'rowspan="-1"', 'colspan="x"',
    "border=1",
    'style="display:none"', 'style="mso-list:l0 level1 lfo1"', 'class="footer"', 'id="x"', 'hidden',
    'href="#x"',
    'style="font-size:99999999999px"', 'start="99999999999999999999"', 'value="-1"', 'type="a"',
    'align=center',
)  # fmt: skip
_MARKUP: Final = (
    "<!--", "-->", "<![CDATA[", "]]>", "<!DOCTYPE x [<!ENTITY a 'b'>]>", "&a;", "&#0;", "&#xD800;",
    "&#x110000;",
    "&#99999999999;", "&nbsp;", "&lt", "&", "<", ">", "<?xml version='1.0' encoding='utf-16'?>",
    "<?php ?>", "<p",
    "</", "<!", "<//>", "<a b=\"", "\x00", "<!--[if gte mso 9]>", "<![endif]-->", "</body>", "</html>",
    "<html>",
)  # fmt: skip
_TAG: Final = re.compile(rb"<[^<>]*>|[^<>]+")

# Word's own
_WORD: Final = (
    '<w:p/>', '<w:p>', '</w:p>', '<w:r>', '</w:r>', '<w:t>', '</w:t>', '<w:tbl>', '</w:tbl>', '<w:tr>',
    '</w:tr>',
    '<w:tc>', '</w:tc>', '<w:tcPr><w:gridSpan w:val="99999999"/></w:tcPr>',
    '<w:tcPr><w:gridSpan w:val="-2"/></w:tcPr>',
    '<w:tcPr><w:gridSpan w:val="x"/></w:tcPr>', '<w:tcPr><w:vMerge/></w:tcPr>',
    '<w:tcPr><w:vMerge w:val="restart"/>'
    '</w:tcPr>', '<w:trPr><w:gridBefore w:val="500000"/></w:trPr>', '<w:br w:type="page"/>',
    '<w:tab/>', '<w:sym/>',
    '<w:sym w:char="ZZZZ"/>', '<w:sym w:char="D800"/>',
    '<w:pPr><w:numPr><w:ilvl w:val="99"/><w:numId w:val="1"/>'
    '</w:numPr></w:pPr>', '<w:pPr><w:numPr><w:ilvl w:val="-1"/><w:numId w:val="x"/></w:numPr></w:pPr>',
    '<w:pPr><w:pStyle w:val="1"/></w:pPr>', '<w:pPr><w:outlineLvl w:val="1e3"/></w:pPr>', '<w:del>',
    '</w:del>',
    '<w:fldChar w:fldCharType="begin"/>', '<w:fldChar w:fldCharType="end"/>',
    '<w:instrText>TOC \\o "1-3"</w:instrText>',
    '<w:fldSimple w:instr="PAGE">', '<mc:AlternateContent>', '<mc:Fallback>', '<w:txbxContent>',
    '</w:txbxContent>',
    '<w:sdt>', '<w:sdtContent>', '<w:tblGrid><w:gridCol w:w="x"/></w:tblGrid>', '<!-- x -->',
    '<![CDATA[x]]>',
    '<?x y?>', '&#1;', '&amp;', '&x;', '<w:lastRenderedPageBreak/>', '<w:noBreakHyphen/>', '<w:ruby>',
    '<m:oMath>',
)  # fmt: skip
_PROLOGUES: Final = (
    b'<!DOCTYPE x [<!ENTITY a "b">]>',
    b'<!DOCTYPE x SYSTEM "file:///etc/passwd">',
    b'<?xml version="1.0" encoding="utf-16"?>',
    b'<?xml version="9.9" encoding="nix"?>',
    b"\xef\xbb\xbf",
    b"\x00",
)
_STYLES: Final = (
    '<w:style w:type="paragraph" w:styleId="1"><w:name w:val="heading 1"/><w:basedOn w:val="2"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="2"><w:name w:val="heading 2"/><w:basedOn w:val="1"/>'
    '<w:pPr><w:outlineLvl w:val="1"/><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
)
_NUMBERS: Final = (
    '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/>'
    '<w:numFmt w:val="chineseCounting"/>'
    '<w:lvlText w:val="第%1章"/></w:lvl><w:lvl w:ilvl="1">'
    '<w:start w:val="99999999999"/><w:numFmt w:val="upperRoman"/>'
    '<w:lvlText w:val="%1.%2.%9"/></w:lvl></w:abstractNum>'
    '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
)


def web_page(chance: random.Random) -> bytes:
    """Return a web page made of lines of an example, with tags and half tags between."""
    pieces = list(_page_pieces(fuzzed_text(chance, window(chance), 3)))
    _strew(chance, pieces, lambda: _scrap(chance))
    if chance.random() < 0.15:
        tag, size = chance.choice(_TAGS), chance.choice((50, 300, 3000))
        pieces.insert(chance.randrange(len(pieces) + 1), f"<{tag}>" * size)
    head = chance.choice(
        ("", "", '<meta charset="gb2312">', '<meta charset="nix">', "<title>x</title>", '<base href="x">')
    )
    text = f"<html><head>{head}</head><body>{''.join(pieces)}</body></html>"
    data = text.encode(chance.choice(("utf-8", "utf-8", "gb18030", "utf-16")), "replace")
    return spoiled(chance, data) if chance.random() < 0.2 else data


def archive(chance: random.Random) -> bytes:
    """Return a web archive (MHTML) around a page, its borders, codings and lengths often wrong."""
    page = web_page(chance)
    coding = chance.choice((b"8bit", b"binary", b"quoted-printable", b"base64", b"x-uuencode", b""))
    if coding == b"base64":
        import base64

        page = base64.encodebytes(page)
    border = chance.choice((b"X", b"----=_NextPart", b'"', b"", b"X" * 300))
    named = chance.choice((b'"%s"' % border, border, b""))
    charset = chance.choice((b"", b"; charset=utf-8", b"; charset=nix", b'; charset="', b"; charset=utf-7"))
    head = b"MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=%s\r\n\r\n" % named
    part = b"--%s\r\nContent-Type: text/html%s\r\nContent-Transfer-Encoding: %s\r\n\r\n%s\r\n"
    data = head + part % (border, charset, coding, page) + b"--%s--\r\n" % border
    return spoiled(chance, data, 4) if chance.random() < 0.4 else data


def word_file(chance: random.Random) -> bytes:
    """Return a Word file: a small one written by hand, or the example, with spoiled XML in it."""
    if chance.random() < 0.1:
        return spoiled_zip(chance, _example(), _spoiled_part)
    pieces = list(_word_pieces(fuzzed_text(chance, window(chance), 3)))
    _strew(chance, pieces, lambda: chance.choice(_WORD))
    body = "".join(pieces)
    parts: dict[str, str | bytes] = {
        "word/document.xml": f"<w:document {NAMES}><w:body>{body}</w:body></w:document>".encode(
            "utf-8", "replace"
        ),
        "word/styles.xml": f"<w:styles {NAMES}>{_STYLES}</w:styles>",
        "word/numbering.xml": f"<w:numbering {NAMES}>{_NUMBERS}</w:numbering>",
        "_rels/.rels": '<r><Relationship Type="x/officeDocument" Target="word/document.xml"/></r>',
    }
    return spoiled_zip(chance, packed(parts), _spoiled_part)


@cache
def _example() -> bytes:
    return next(REPORTS.glob("*.docx")).read_bytes()


def _spoiled_part(chance: random.Random, name: str, content: bytes) -> bytes:
    if not name.endswith((".xml", ".rels")):
        return spoiled(chance, content)
    tokens = _TAG.findall(content)
    for _ in range(chance.randrange(4)):
        place, other = chance.randrange(len(tokens)), chance.randrange(len(tokens))
        kind = chance.randrange(6)
        if kind == 0:
            del tokens[place : place + chance.choice((1, 3))]
        elif kind == 1:
            tokens[place], tokens[other] = tokens[other], tokens[place]
        elif kind == 2:
            tokens[place:place] = [tokens[place]] * chance.choice((1, 20))
        elif kind == 3:
            tokens[place] = spoiled(chance, tokens[place], 2)
        elif kind == 4:
            tokens.insert(place, chance.choice(_WORD).encode())
        else:
            opening, closing = chance.choice(
                ((b"<w:tbl><w:tr><w:tc>", b"</w:tc></w:tr></w:tbl>"), (b"<w:p>", b"</w:p>"))
            )
            size = chance.choice((5, 100, 300))
            tokens[place:place] = [opening * size, closing * size]
        if not tokens:
            return b""
    made = b"".join(tokens)
    return chance.choice(_PROLOGUES) + made if chance.random() < 0.05 else made


def _strew(chance: random.Random, pieces: list[str], scrap: object) -> None:
    """Put scraps between pieces, and move some."""
    if not callable(scrap):
        raise TypeError("a scrap is made by a function")
    for _ in range(chance.choice((0, 1, 3, 12))):
        pieces.insert(chance.randrange(len(pieces) + 1), str(scrap()))
    if chance.random() < 0.2 and pieces:
        pieces.pop(chance.randrange(len(pieces)))


def _scrap(chance: random.Random) -> str:
    kind = chance.randrange(4)
    if kind == 0:
        return chance.choice(_MARKUP)
    if kind == 1:
        return f"</{chance.choice(_TAGS)}>"
    if kind == 2:
        return chance.choice(ODD)
    said = " ".join(chance.choice(_ATTRIBUTES) for _ in range(chance.randrange(3)))
    return f"<{chance.choice(_TAGS)} {said}>"


def _page_pieces(text: str) -> Iterable[str]:
    for line in text.split("\n"):
        if "|" in line:
            yield "<table border=1><tr>"
            yield from (f"<td>{escape(cell)}</td>" for cell in line.split("|"))
            yield "</tr></table>"
        else:
            yield "<p>"
            yield escape(line)
            yield "</p>"


def _word_pieces(text: str) -> Sequence[str]:
    pieces = []
    for line in text.split("\n"):
        cells = line.split("|")
        if len(cells) > 1:
            pieces.append("<w:tbl><w:tr>")
            pieces += [f"<w:tc><w:p><w:r><w:t>{_xml(cell)}</w:t></w:r></w:p></w:tc>" for cell in cells]
            pieces.append("</w:tr></w:tbl>")
        else:
            pieces.append(f"<w:p><w:r><w:t>{_xml(line)}</w:t></w:r></w:p>")
    return pieces


def _xml(text: str) -> str:
    return escape("".join(char for char in text if char.isprintable() or char == " "))
