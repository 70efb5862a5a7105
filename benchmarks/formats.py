"""Measure the readers of formats: what of a text's facts each form gives, and how fast and at what memory.

usage: python benchmarks/formats.py [--ocr] [--pages N] [--differences]

The example reports and, where a folder `shared` with real ones stands beside the repository, those too are
laid out as Word files, web pages and PDF of several makings (see tests/making); with --ocr also as scans.
Facts count as the same where kind and all values are: 2 * same / (of the text + of the file). Speeds and
memory are those of a process of its own, by the makings of the example reports; the PDF has N pages (300),
repeated from them. The tables printed are Markdown.
"""

from __future__ import annotations

import argparse
import json
import re
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import pypdfium2

from zhijiao.extract.extractor import extract_facts
from zhijiao.extract.reports import read_report
from zhijiao.tests.making.comparing import Comparison
from zhijiao.tests.making.examples import example_texts
from zhijiao.tests.making.files import MAKERS, PRINTED, SCANNED, compare_files, differences, make, share

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"


def sets_of_reports() -> dict[str, list[Path]]:
    """Return the reports to be laid out, by what they are."""
    sets = {"示例报告": example_texts()}
    if SHARED.is_dir():
        sets["真实报告"] = sorted((SHARED / "seeds").glob("*.txt"))
    return sets


def shares(compared: Mapping[str, Mapping[str, Comparison]], title: str) -> str:
    """Return the shares of facts that are the same, a line to each report, a column to each form."""
    rows = [[title, "事实", *compared], ["---"] + ["---:"] * (len(compared) + 1)]
    first = next(iter(compared.values()))
    for name, one in first.items():
        rows.append([name, str(one.text), *(f"{by_name[name].share:.3f}" for by_name in compared.values())])
    facts = sum(one.text for one in first.values())
    rows.append(["全部", str(facts), *(f"**{share(by_name):.3f}**" for by_name in compared.values())])
    return markdown(rows)


def markdown(rows: Iterable[Sequence[str]]) -> str:
    """Return rows of cells as a Markdown table."""
    return "".join("| " + " | ".join(row) + " |\n" for row in rows)


def measure(files: Sequence[Path]) -> dict[str, float]:
    """Read files in this process; return seconds of reading and of extraction, characters, peak megabytes."""
    reading = extraction = 0.0
    characters = 0
    for file in files:
        begin = time.perf_counter()
        document, _ = read_report(file)
        read = time.perf_counter()
        extract_facts(document)
        reading += read - begin
        extraction += time.perf_counter() - read
        characters += len(document.text.encode())
    return {"reading": reading, "extraction": extraction, "bytes": characters, "megabytes": peak()}


def peak() -> float:
    """Return the most memory that this process has taken so far, in megabytes."""
    # On Linux getrusage counts in what the parent had taken when this process was started.
    status = Path("/proc/self/status")
    if status.exists() and (found := re.search(r"VmHWM:\s*(\d+) kB", status.read_text())):
        return int(found[1]) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def measured(files: Sequence[Path]) -> dict[str, float]:
    """Measure in a process of its own."""
    run = subprocess.run(
        [sys.executable, __file__, "--measure", *map(str, files)], check=True, capture_output=True, text=True
    )
    return {str(name): float(value) for name, value in json.loads(run.stdout.splitlines()[-1]).items()}


def long_pdf(files: Sequence[Path], path: Path, pages: int) -> None:
    """Write a PDF of `pages` pages, those of `files` again and again."""
    made = pypdfium2.PdfDocument.new()
    while len(made) < pages:
        for file in files:
            part = pypdfium2.PdfDocument(file)
            made.import_pages(part, list(range(min(len(part), pages - len(made)))))
            part.close()
    made.save(path)
    made.close()


def pages_of(files: Sequence[Path]) -> int:
    """Return the number of pages of all PDF files together."""
    count = 0
    for file in files:
        document = pypdfium2.PdfDocument(file)
        count += len(document)
        document.close()
    return count


def speeds(made: Mapping[str, Sequence[Path]], folder: Path, pages: int) -> str:
    """Return speed and memory of reading each form as a table."""
    rows = [["形式", "读取", "抽取（秒）", "内存峰值（MB）"], ["---", "---:", "---:", "---:"]]
    for form, files in made.items():
        name, wanted = form, list(files)
        if form.startswith("pdf"):
            name, wanted = f"{form}（{pages} 页）", [folder / f"{form}.pdf"]
            long_pdf(files, wanted[0], pages)
        got = measured(wanted)
        if form == SCANNED:
            rate = f"{got['reading'] / pages_of(wanted):.2f} 秒/页"
        elif form.startswith("pdf"):
            rate = f"{pages / got['reading']:.1f} 页/秒"
        else:
            rate = f"{got['bytes'] / 1000 / got['reading']:.0f} kB 文本/秒"
        rows.append([name, rate, f"{got['extraction']:.2f}", f"{got['megabytes']:.0f}"])
    return markdown(rows)


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--ocr", action="store_true", help="scans too; a page takes some seconds")
    parser.add_argument("--pages", type=int, default=300, help="pages of the PDF whose reading is measured")
    parser.add_argument("--differences", action="store_true", help="print the facts that differ")
    parser.add_argument("--measure", type=Path, nargs="+", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.measure:
        print(json.dumps(measure(options.measure)))
        return
    forms = [*MAKERS, PRINTED, *([SCANNED] if options.ocr else [])]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        examples: dict[str, list[Path]] = {}
        for title, reports in sets_of_reports().items():
            made = {form: make(reports, form, folder / title / form) for form in forms}
            examples = examples or made
            compared = {form: compare_files(reports, files) for form, files in made.items()}
            print(shares(compared, title), flush=True)
            if options.differences:
                for form, by_name in compared.items():
                    print(f"{form}\n{differences(by_name)}\n", flush=True)
        print(speeds(examples, folder, options.pages))


if __name__ == "__main__":
    main()
