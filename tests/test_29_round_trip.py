"""Reports laid out as Word files, web pages, PDF and scans give the facts of their text."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from importlib.util import find_spec
from pathlib import Path

import pypdfium2
import pytest

from zhijiao.extract.extractor import extract_facts
from zhijiao.extract.facts import Evidence, Fact
from zhijiao.extract.reading.blocks import Document, Table
from zhijiao.extract.reading.layout import read_pieces
from zhijiao.extract.reading.pieces import Piece, TableCell, TablePiece, TextPiece
from zhijiao.tests.making.comparing import compare
from zhijiao.tests.making.examples import example_texts
from zhijiao.tests.making.files import (
    MAKERS,
    PRINTED,
    SCANNED,
    compare_files,
    differences,
    facts_in,
    make,
    share,
    suffix_of,
)
from zhijiao.tests.making.manuscript import manuscript_of
from zhijiao.tests.making.printing import has_libreoffice, missing_for_print, print_docx
from zhijiao.tests.making.word import write_docx

#: The share of facts of the example reports, and of the real ones, that each form must give.
FLOOR, FLOOR_OF_REAL, FLOOR_OF_SCANS = 0.97, 0.95, 0.90
FORMS = (*MAKERS, PRINTED)
WITHOUT_COLUMN_RULES = ("pdf, rules across", "pdf, no rules")
PDF_FORMS = tuple(form for form in FORMS if form.startswith("pdf"))
#: Of the examples, one with running text and tables; the others are measured by benchmarks/formats.py.
SCANS = ("yunling_2022.txt",)
_HEAD = 6  #: characters of a quote that are looked for on its page
_FOOT, _TOP = 20, 60  #: characters of a page within which its last line ends, and its first one begins

Make = Callable[[str, str], tuple[list[Path], list[Path]]]


def need(form: str) -> None:
    """Skip where the machine cannot make or read a form."""
    if form in (PRINTED, SCANNED) and not has_libreoffice():
        pytest.skip("no LibreOffice (soffice): it prints these files")
    if form.startswith(("pdf", SCANNED)) and (missing := missing_for_print()):
        pytest.skip(f"no {missing}: Chinese cannot be printed")
    if form.startswith("pdf") and form != PRINTED and find_spec("weasyprint") is None:
        pytest.skip("no WeasyPrint: it prints these files")
    if form == SCANNED and find_spec("rapidocr") is None:
        pytest.skip("no RapidOCR (extra ocr): it reads scans")


@pytest.fixture(scope="module")
def made(root: Path, request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Make:
    """Make the reports of a set, "examples" or "seeds", in a form, once; return reports and files."""
    done: dict[tuple[str, str], tuple[list[Path], list[Path]]] = {}

    def of(name: str, form: str) -> tuple[list[Path], list[Path]]:
        need(form)
        if (name, form) not in done:
            if name == "examples":
                reports = example_texts()
            else:
                reports = sorted((request.getfixturevalue("shared") / "seeds").glob("*.txt"))
            done[name, form] = reports, make(reports, form, tmp_path_factory.mktemp("made"))
        return done[name, form]

    return of


@pytest.mark.parametrize("form", FORMS)
def test_the_facts_of_the_examples_come_out_the_same(made: Make, form: str) -> None:
    compared = compare_files(*made("examples", form))
    assert share(compared) >= FLOOR, differences(compared)


@pytest.mark.parametrize("form", FORMS)
def test_the_facts_of_real_reports_come_out_the_same(made: Make, shared: Path, form: str) -> None:
    compared = compare_files(*made("seeds", form))
    assert share(compared) >= FLOOR_OF_REAL, differences(compared)


def test_most_facts_of_a_scan_come_out_the_same(root: Path, tmp_path: Path) -> None:
    need(SCANNED)
    reports = [root / "examples/reports" / name for name in SCANS]
    compared = compare_files(reports, make(reports, SCANNED, tmp_path))
    assert share(compared) >= FLOOR_OF_SCANS, differences(compared)


@pytest.mark.parametrize("form", FORMS)
def test_every_quote_is_a_slice_of_the_text(made: Make, form: str) -> None:
    for file in made("examples", form)[1]:
        document, facts = facts_in(file)
        assert facts
        for evidence in (one for fact in facts for one in fact.evidence):
            assert evidence.quote == document.text[evidence.start : evidence.end]
            assert evidence.quote.strip()


@pytest.mark.parametrize("form", PDF_FORMS)
def test_every_quote_of_a_pdf_stands_on_its_page(made: Make, form: str) -> None:
    for file in made("examples", form)[1]:
        pages = [squeezed(page) for page in texts_of_pages(file)]
        quotes = [evidence for fact in facts_in(file)[1] for evidence in fact.evidence]
        assert quotes
        for evidence in quotes:
            assert evidence.page is not None
            page, after = (*pages, "")[evidence.page - 1 : evidence.page + 1]
            assert begins(head_of(evidence), page, after), (file.name, evidence)


@pytest.mark.parametrize("form", ["docx", "html"])
def test_quotes_of_files_without_pages_say_none(made: Make, form: str) -> None:
    for file in made("examples", form)[1]:
        assert {one.page for fact in facts_in(file)[1] for one in fact.evidence} == {None}


def texts_of_pages(path: Path) -> Iterator[str]:
    document = pypdfium2.PdfDocument(path)
    try:
        yield from (document[number].get_textpage().get_text_bounded() for number in range(len(document)))
    finally:
        document.close()


def squeezed(words: str) -> str:
    return re.sub(r"\s", "", words)


def head_of(evidence: Evidence) -> str:
    """The first words of a quote, of one line of one cell."""
    return squeezed(re.split(r"[\t\n]", evidence.quote.strip())[0])[:_HEAD]


def begins(head: str, page: str, after: str) -> bool:
    """Tell whether words stand on a page, or at its foot going on at the head of the page after."""
    parts = ((head[:at], head[at:]) for at in range(1, len(head)))
    return head in page or any(one in page[-_FOOT:] and rest in after[:_TOP] for one, rest in parts)


def merged() -> list[Piece]:
    """A report with a header of two levels and a label merged downward."""
    cell = TableCell
    rows = (
        (cell("专业群", rows=2), cell("专业", rows=2), cell("在校生（人）", columns=2)),
        (cell("2020年"), cell("2021年")),
        (cell("智造", rows=2), cell("数控技术应用"), cell("398"), cell("412")),
        (cell("机电技术应用"), cell("205"), cell("231")),
        (cell("信息"), cell("计算机应用"), cell("534"), cell("548")),
    )
    return [
        TextPiece("澜川市青石职业技术学校", whole=True),
        TextPiece("2021年度质量报告", whole=True),
        TextPiece("一、学校情况", level=1, whole=True),
        TextPiece("澜川市青石职业技术学校创办于1986年，现有教职工186人。", whole=True),
        TextPiece("表1 各专业在校生", whole=True),
        TablePiece(rows, header_rows=2),
        TextPiece("学校占地128亩。", whole=True),
    ]


def read_merged(form: str, folder: Path) -> tuple[Document, Sequence[Fact]]:
    need(form)
    manuscript = manuscript_of(read_pieces(merged()))
    path = folder / f"made{suffix_of('docx' if form == PRINTED else form)}"
    if form == PRINTED:
        write_docx(manuscript, path)
        (path,) = print_docx([path], folder)
    else:
        MAKERS[form](manuscript, path)
    return facts_in(path)


@pytest.mark.parametrize("form", [form for form in FORMS if form not in WITHOUT_COLUMN_RULES])
def test_merged_cells_keep_their_rows_and_columns(form: str, tmp_path: Path) -> None:
    document = read_pieces(merged())
    read, facts = read_merged(form, tmp_path)
    (table,) = (block for block in read.blocks if isinstance(block, Table))
    (wanted,) = (block for block in document.blocks if isinstance(block, Table))
    assert table.header_rows == 2
    assert words(table) == words(wanted)
    assert compare(extract_facts(document), facts).share == 1


@pytest.mark.parametrize("form", WITHOUT_COLUMN_RULES)
def test_rows_beside_a_label_of_both_are_not_run_together(form: str, tmp_path: Path) -> None:
    _, facts = read_merged(form, tmp_path)
    figures = {fact.get("value") for fact in facts if fact.kind == "indicator"}
    assert figures <= {186, 128, 398, 412, 205, 231, 534, 548}


def words(table: Table) -> list[list[str]]:
    return [[cell.text for cell in row] for row in table.rows]


def test_facts_are_compared_by_their_values(root: Path) -> None:
    _, facts = facts_in(root / "examples/reports/yunling_2022.txt")
    assert compare(facts, facts).share == 1
    less = compare(facts, facts[1:])
    assert less.both == len(facts) - 1
    assert len(less.lost) == 1
    assert not less.added
