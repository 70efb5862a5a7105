"""PDF files written by hand: words and lines at given places, so that tests know where everything stands."""

from __future__ import annotations

import zlib
from dataclasses import dataclass, field
from pathlib import Path

WIDTH, HEIGHT = 595.0, 842.0  # A4 in points
_EM = 12.0


@dataclass
class PlainPage:
    """A page; places count in points from the top left, that of words is their upper left corner."""

    turned: int = 0
    operators: list[str] = field(default_factory=list)

    def words(self, x: float, top: float, text: str, size: float = _EM) -> None:
        """Set `text` in one line; Chinese characters are `size` wide, Latin ones half of it."""
        code = text.encode("utf-16-be").hex()
        self.operators.append(f"BT /F1 {size} Tf {x} {HEIGHT - top - size} Td <{code}> Tj ET")

    def slanted(self, x: float, top: float, text: str, size: float = 40.0) -> None:
        """Set `text` in a line that climbs at 45 degrees, as watermarks do."""
        code = text.encode("utf-16-be").hex()
        self.operators.append(f"BT /F1 {size} Tf 0.7 0.7 -0.7 0.7 {x} {HEIGHT - top} Tm <{code}> Tj ET")

    def line(self, x0: float, top: float, x1: float, bottom: float) -> None:
        """Draw a line."""
        self.operators.append(f"0.5 w {x0} {HEIGHT - top} m {x1} {HEIGHT - bottom} l S")

    def box(self, x0: float, top: float, x1: float, bottom: float) -> None:
        """Draw a rectangle."""
        self.operators.append(f"0.5 w {x0} {HEIGHT - bottom} {x1 - x0} {bottom - top} re S")

    def bar(self, x0: float, top: float, x1: float, bottom: float) -> None:
        """Fill a rectangle, as some programs draw lines."""
        self.operators.append(f"{x0} {HEIGHT - bottom} {x1 - x0} {bottom - top} re f")

    def grid(self, xs: list[float], ys: list[float]) -> None:
        """Draw all lines of a table."""
        for y in ys:
            self.line(xs[0], y, xs[-1], y)
        for x in xs:
            self.line(x, ys[0], x, ys[-1])

    def paragraph(
        self, top: float, text: str, *, left: float = 90.0, chars: int = 34, lead: float = 20.0
    ) -> float:
        """Set a paragraph, its first line indented by two characters; return where the next one begins."""
        first, rest = text[: chars - 2], text[chars - 2 :]
        self.words(left + 2 * _EM, top, first)
        for at in range(0, len(rest), chars):
            top += lead
            self.words(left, top, rest[at : at + chars])
        return top + lead


def write_pdf(path: Path, pages: list[PlainPage]) -> Path:
    """Write `pages` to `path` and return it."""
    font = (
        "<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UCS2-H /DescendantFonts ["
        "<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /CIDSystemInfo"
        " << /Registry (Adobe) /Ordering (GB1) /Supplement 4 >> /DW 1000 /W [1 [500] 814 939 500]"
        " /FontDescriptor << /Type /FontDescriptor /FontName /STSong-Light /Flags 6"
        " /FontBBox [-25 -254 1000 880]"
        " /ItalicAngle 0 /Ascent 880 /Descent -120 /CapHeight 880 /StemV 93 >> >>] >>"
    )
    kids = " ".join(f"{4 + 2 * at} 0 R" for at in range(len(pages)))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>".encode(),
        font.encode(),
    ]
    for at, page in enumerate(pages):
        content = zlib.compress("\n".join(page.operators).encode())
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {WIDTH} {HEIGHT}] /Rotate {page.turned}"
            f" /Resources << /Font << /F1 3 0 R >> >> /Contents {5 + 2 * at} 0 R >>".encode()
        )
        objects.append(
            f"<< /Length {len(content)} /Filter /FlateDecode >>\nstream\n".encode() + content + b"\nendstream"
        )
    out = bytearray(b"%PDF-1.7\n")
    places = []
    for number, content in enumerate(objects, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n".encode() + content + b"\nendobj\n"
    start = len(out)
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    out += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}".encode()
    out += f"trailer\n<< /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n".encode()
    path.write_bytes(bytes(out))
    return path
