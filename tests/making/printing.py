"""Files as printed: PDF by LibreOffice from Word files, by WeasyPrint from web pages, and scans of a PDF."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final, Literal

import pypdfium2

from .manuscript import Manuscript
from .web import page_of

#: Which rules a table is printed with: around each cell, three across, or none.
Rules = Literal["all", "across", "none"]

_SECONDS: Final = 300
_POINTS: Final = 72
_STYLE: Final = """
@page { size: A4; margin: 2.5cm 2.7cm;
  @top-center { content: string(head); font-size: 9pt; }
  @bottom-center { content: "— " counter(page) " —"; font-size: 9pt; } }
@page :first { @top-center { content: none } @bottom-center { content: none } }
body { font: 12pt/1.6 "Noto Serif CJK SC", serif; text-align: justify; }
header, nav, aside, footer, .meta, .no-print { display: none; }
h1.title { string-set: head attr(data-head); text-align: center; font-size: 26pt; margin-top: 5cm; }
.toc { break-before: page; break-after: page; }
.toc-title { text-align: center; font-size: 16pt; }
.toc ul { list-style: none; padding: 0; }
.toc a { color: inherit; text-decoration: none; }
.toc a::after { content: leader(".") target-counter(attr(href), page); }
.toc .level3 { padding-left: 2em; }
h2, h3, h4, h5, h6 { font-size: 14pt; margin: 0.6em 0 0.3em; break-after: avoid; }
.content > p { text-indent: 2em; margin: 0; }
.content > p.caption { text-indent: 0; text-align: center; font-size: 10.5pt;
  break-after: avoid; margin-top: 0.5em; }
table { border-collapse: collapse; margin: 0.3em auto 0.8em; font-size: 10.5pt; line-height: 1.3; }
tr { break-inside: avoid; }
td, th { padding: 3pt 8pt; text-align: center; vertical-align: middle; }
"""
_RULES: Final[dict[Rules, str]] = {
    "all": "td, th { border: 0.6pt solid black; }",
    "across": "table { border-top: 1.2pt solid black; border-bottom: 1.2pt solid black; }"
    " thead { border-bottom: 0.6pt solid black; }",
    "none": "",
}


def print_docx(paths: Sequence[Path], folder: Path) -> list[Path]:
    """Print Word files to PDF in `folder` by LibreOffice; return where they are.

    Raises RuntimeError where LibreOffice leaves one out.
    """
    with tempfile.TemporaryDirectory() as profile:
        run = subprocess.run(
            [
                "soffice",
                f"-env:UserInstallation={Path(profile).as_uri()}",
                "--headless",
                "--convert-to",
                "pdf",
                "--outdir",
                str(folder),
                *map(str, paths),
            ],
            capture_output=True,
            check=True,
            timeout=_SECONDS,
        )
    made = [folder / f"{path.stem}.pdf" for path in paths]
    if missing := [path.name for path in made if not path.exists()]:
        raise RuntimeError(f"LibreOffice did not print {missing}: {run.stderr.decode(errors='replace')}")
    return made


def missing_for_print() -> str:
    """Return what this machine lacks for printing Chinese, or ""."""
    if shutil.which("fc-list") is None:
        return "fontconfig (fc-list)"
    run = subprocess.run(["fc-list", ":lang=zh", "family"], capture_output=True, check=True, timeout=_SECONDS)
    return "" if run.stdout.strip() else "a Chinese font"


def has_libreoffice() -> bool:
    """Tell whether LibreOffice is installed."""
    return shutil.which("soffice") is not None


def print_html(manuscript: Manuscript, path: Path, rules: Rules = "all") -> None:
    """Print `manuscript` to the PDF `path` by WeasyPrint, from its web page with a style sheet for paper."""
    import weasyprint  # needs Pango, a system library; those who do not print need it not

    page = page_of(manuscript, style=_STYLE + _RULES[rules])
    page = page.replace('<h1 class="title"', f'<h1 class="title" data-head="{manuscript.running_head}"')
    weasyprint.HTML(string=page, url_fetcher=_refuse).write_pdf(path)


def _refuse(url: str, *_: Any, **__: Any) -> Any:
    raise ValueError(f"a report refers to nothing outside: {url}")


def scan(pdf: Path, path: Path, pages: int | None = None, dots: int = 200) -> None:
    """Write the first `pages` of `pdf`, all by default, to `path` as pictures, with `dots` to the inch."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        wanted = range(len(document))[:pages]
        pictures = [document[number].render(scale=dots / _POINTS).to_pil().convert("L") for number in wanted]
    finally:
        document.close()
    pictures[0].save(path, "PDF", save_all=True, append_images=pictures[1:], resolution=dots, quality=85)
