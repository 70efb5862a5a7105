"""Generated reports as files: text, Markdown, web pages and Word files, the share of each as asked."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from .names import rng
from .noise import Noise
from .reports import CLEAN, Wanted, drafted, report
from .truth import Report
from .webpage import as_html
from .word import write_docx

#: The formats that a report may be written in.
FORMATS: Final = ("txt", "md", "html", "docx")
#: How often each of the formats asked for is met beside others: most reports come as text.
_SHARES: Final = {"txt": 70, "md": 10, "html": 10, "docx": 10}


def format_of(number: int, seed: int, formats: Sequence[str]) -> str:
    """Return in which of the formats the report of that number is written.

    Raises ValueError where a format is none of FORMATS.
    """
    if unknown := set(formats) - set(FORMATS):
        raise ValueError(f"不认识的格式：{'、'.join(sorted(unknown))}；可选：{'、'.join(FORMATS)}")
    weights = [_SHARES[one] for one in formats]
    return rng(seed, "format", number).choices(list(formats), weights)[0]


def write(
    folder: Path,
    number: int,
    seed: int = 1,
    *,
    noise: Noise = CLEAN,
    size: float = 1.0,
    revision: int = 0,
    formats: Sequence[str] = ("txt",),
) -> tuple[Report, Path]:
    """Write the report of that number into `folder`; return it with its file.

    The truth's offsets count characters of the text and of the Markdown file; in other formats only the
    quotes hold.
    """
    suffix = format_of(number, seed, formats)
    made = report(number, seed, noise=noise, size=size, revision=revision, suffix=suffix)
    path = folder / made.name
    if suffix in ("txt", "md"):
        path.write_text(made.text, encoding="utf-8")
        return made, path
    layout, blocks = drafted(Wanted(number, seed, noise, size, revision, suffix))
    if suffix == "html":
        path.write_text(as_html(layout, blocks), encoding="utf-8")
    else:
        write_docx(layout, blocks, path)
    return made, path
