"""All the files made of one set of reports, by form, and what is read from them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Final

from zhijiao.extract.extractor import extract_facts
from zhijiao.extract.facts import Fact
from zhijiao.extract.reading.blocks import Document
from zhijiao.extract.reports import read_report

from .comparing import Comparison, compare, total
from .manuscript import Manuscript, manuscript_of
from .printing import print_docx, print_html, scan
from .web import write_html
from .word import write_docx

Maker = Callable[[Manuscript, Path], None]

#: The forms that one report is made in, each with what makes it.
MAKERS: Final[Mapping[str, Maker]] = {
    "docx": write_docx,
    "docx, bold headings": lambda made, path: write_docx(made, path, styled=False),
    "html": write_html,
    "html, divisions": lambda made, path: write_html(made, path, semantic=False),
    "pdf, ruled": print_html,
    "pdf, rules across": lambda made, path: print_html(made, path, "across"),
    "pdf, no rules": lambda made, path: print_html(made, path, "none"),
}
#: The form printed by LibreOffice from that of Word; and a scan of it.
PRINTED: Final = "pdf, LibreOffice"
SCANNED: Final = "scan"


def suffix_of(form: str) -> str:
    """Return the ending of the names of files of a form."""
    return ".pdf" if form == SCANNED else "." + form.partition(",")[0]


def make(reports: Sequence[Path], form: str, folder: Path, pages: int | None = None) -> list[Path]:
    """Make `reports` in a form, in `folder`, and return the files in the order of the reports.

    Of a scan only the first `pages` are made, all by default. Raises RuntimeError where a printer fails.
    """
    folder.mkdir(parents=True, exist_ok=True)
    if form == PRINTED:
        return print_docx(make(reports, "docx", folder / "docx"), folder)
    if form == SCANNED:
        printed = make(reports, PRINTED, folder / "printed")
        made = [folder / path.name for path in printed]
        for path, picture in zip(printed, made, strict=True):
            scan(path, picture, pages)
        return made
    made = [folder / f"{path.stem}{suffix_of(form)}" for path in reports]
    for path, file in zip(reports, made, strict=True):
        MAKERS[form](manuscript_of(facts_in(path)[0]), file)
    return made


@cache
def facts_in(path: Path) -> tuple[Document, tuple[Fact, ...]]:
    """Return the document and the facts of a report."""
    document, _ = read_report(path)
    return document, tuple(extract_facts(document))


def compare_files(reports: Sequence[Path], files: Sequence[Path]) -> dict[str, Comparison]:
    """Compare the facts of reports with those of the files made of them, by the report's name."""
    pairs = zip(reports, files, strict=True)
    return {report.stem: compare(facts_in(report)[1], facts_in(file)[1]) for report, file in pairs}


def share(compared: Mapping[str, Comparison]) -> float:
    """Return the share of facts that are the same over all reports."""
    return total(list(compared.values())).share


def differences(compared: Mapping[str, Comparison]) -> str:
    """Return what differs, a line to each fact: "-" where the file lost it, "+" where it has one more."""
    lines = []
    for name, one in compared.items():
        lines.append(f"{name}: {one.both} of {one.text} facts, {one.other} in the file, {one.share:.3f}")
        lines += [f"  - {fact}" for fact in one.lost] + [f"  + {fact}" for fact in one.added]
    return "\n".join(lines)
