"""The example reports as text, and the two that the examples hold in another form.

usage: python -m zhijiao.tests.making.examples    (lays the two out anew)
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

from zhijiao.extract.reading.decode import decode
from zhijiao.extract.reading.layout import read_layout

from .manuscript import manuscript_of

ROOT: Final = Path(__file__).resolve().parent.parent.parent
REPORTS: Final = ROOT / "examples" / "reports"
#: The texts of which reports among the examples were made that are no text themselves.
TEXTS: Final = ROOT / "tests" / "data" / "texts"


def example_texts() -> list[Path]:
    """Return the texts of all example reports, by name."""
    found = [path for path in REPORTS.iterdir() if path.suffix in (".txt", ".md")]
    return sorted([*found, *TEXTS.iterdir()], key=lambda path: path.name)


def main() -> None:
    """Lay out anew the examples that are no text."""
    from .printing import print_html
    from .word import write_docx

    for path in TEXTS.iterdir():
        manuscript = manuscript_of(read_layout(decode(path.read_bytes(), path)))
        if path.stem.startswith("松屏"):
            print_html(manuscript, REPORTS / f"{path.stem}.pdf")
        else:
            write_docx(manuscript, REPORTS / f"{path.stem}.docx")


if __name__ == "__main__":
    main()
