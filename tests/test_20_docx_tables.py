"""Tables of Word files: merged cells, header rows, nested and framing tables, pages."""

from __future__ import annotations

import string

import docx
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from zhijiao.extract.formats.source import Source
from zhijiao.extract.formats.word.docx import docx_pieces, read_docx
from zhijiao.extract.reading.blocks import Table
from zhijiao.extract.reading.pieces import Piece, TablePiece, TextPiece
from zhijiao.tests.making.wordml import paragraph, run, saved, source

PLAIN = st.text(string.ascii_letters + string.digits + "学校专业人数，。：（）%", min_size=1, max_size=12)


def cell(content: str, properties: str = "") -> str:
    inner = content if content.startswith("<") else paragraph(content)
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{inner}</w:tc>"


def row(*cells: str, properties: str = "") -> str:
    made = "".join(
        one if one.startswith("<w:tc>") or one.startswith("<w:sdt>") else cell(one) for one in cells
    )
    return f"<w:tr><w:trPr>{properties}</w:trPr>{made}</w:tr>"


def table(*rows: str, widths: tuple[int, ...] = ()) -> str:
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    return f"<w:tbl><w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"


def span(columns: int) -> str:
    return f'<w:gridSpan w:val="{columns}"/>'


DOWN = '<w:vMerge w:val="restart"/>'
ON = "<w:vMerge/>"


def pieces(body: str) -> list[Piece]:
    return docx_pieces(source(body))


def shapes(body: str) -> list[list[list[tuple[str, int, int]]]]:
    """Words, rows and columns of the cells of each table."""
    return [
        [[(one.words, one.rows, one.columns) for one in cells] for cells in piece.rows]
        for piece in pieces(body)
        if isinstance(piece, TablePiece)
    ]


def grids(read: Source) -> list[list[list[str]]]:
    return [
        [[one.text for one in cells] for cells in block.rows]
        for block in read_docx(read).blocks
        if isinstance(block, Table)
    ]


def test_cells_merged_to_the_right_and_down() -> None:
    body = table(
        row(cell("专业群", DOWN), cell("在校生", span(2))),
        row(cell("", ON), "男", "女"),
        row(cell("数控", DOWN), "1", "2"),
        row(cell("", ON), "3", "4"),
    )
    assert shapes(body) == [
        [
            [("专业群", 2, 1), ("在校生", 1, 2)],
            [("男", 1, 1), ("女", 1, 1)],
            [("数控", 2, 1), ("1", 1, 1), ("2", 1, 1)],
            [("3", 1, 1), ("4", 1, 1)],
        ]
    ]
    assert grids(source(body))[0][3] == ["数控", "3", "4"]


def test_merged_cells_of_another_width_stay_apart() -> None:
    body = table(row(cell("甲", DOWN + span(2)), "乙"), row(cell("", ON), "丙", "丁"))
    assert shapes(body) == [[[("甲", 1, 2), ("乙", 1, 1)], [("", 1, 1), ("丙", 1, 1), ("丁", 1, 1)]]]


def test_columns_left_out_at_either_end_are_empty_cells() -> None:
    before, after = '<w:gridBefore w:val="1"/>', '<w:gridAfter w:val="1"/>'
    body = table(row("a", "b", "c"), row("d", "e", properties=before), row("f", "g", properties=after))
    assert grids(source(body)) == [[["a", "b", "c"], ["", "d", "e"], ["f", "g", ""]]]


def test_edges_at_which_no_cell_ends_and_hairs_are_no_columns() -> None:
    body = table(
        row(cell("专业", span(2)), cell("人数", span(3))),
        row(cell("数控", span(3)), cell("86", span(2))),
        widths=(500, 900, 60, 500, 500),
    )
    assert shapes(body) == [[[("专业", 1, 1), ("人数", 1, 1)], [("数控", 1, 1), ("86", 1, 1)]]]


def test_rows_marked_as_headers() -> None:
    head = "<w:tblHeader/>"
    body = table(row("a", "b", properties=head), row("c", "d", properties=head), row("1", "2"))
    assert [piece.header_rows for piece in pieces(body) if isinstance(piece, TablePiece)] == [2]


def test_paragraphs_of_a_cell_are_lines_and_numbers_alone_are_words() -> None:
    number = paragraph("", '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>')
    numbering = (
        '<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:lvlText w:val="%1"/>'
        '</w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>'
    )
    control = f"<w:sdt><w:sdtContent>{cell('会计')}</w:sdtContent></w:sdt>"
    body = table(row(cell(number), cell(paragraph("数控") + paragraph("车工"))), row(cell(number), control))
    made = docx_pieces(source(body, numbering=numbering))[0]
    assert isinstance(made, TablePiece)
    assert [[one.words for one in cells] for cells in made.rows] == [["1", "数控\n车工"], ["2", "会计"]]


def test_deleted_rows_are_left_out() -> None:
    assert shapes(table(row("a", "b"), row("c", "d", properties="<w:del/>"))) == [
        [[("a", 1, 1), ("b", 1, 1)]]
    ]


def test_a_table_of_one_column_is_what_it_frames() -> None:
    inner = table(row("a", "b"), row("1", "2"))
    head = paragraph("学校情况", '<w:outlineLvl w:val="0"/>')
    found = pieces(table(row(cell(head + inner + paragraph("正文。"))), row("尾。")))
    assert [type(piece) for piece in found] == [TextPiece, TablePiece, TextPiece, TextPiece]
    assert found[0] == TextPiece("学校情况", 1, True)


def test_small_tables_in_cells_are_lines_and_large_ones_come_behind() -> None:
    small, large = table(row("甲", "乙")), table(*[row("x", "y", "z")] * 2)
    found = shapes(table(row(cell(paragraph("前") + small), cell(large)), row("c", "d")))
    assert found[0] == [[("前\n甲 乙", 1, 1), ("", 1, 1)], [("c", 1, 1), ("d", 1, 1)]]
    assert len(found) == 2
    assert found[1][0] == [("x", 1, 1), ("y", 1, 1), ("z", 1, 1)]


def test_a_table_that_only_lays_out_another_goes() -> None:
    large = table(*[row("x", "y", "z")] * 2)
    assert len(shapes(table(row(cell(large), cell(paragraph("")))))) == 1


def test_a_box_in_a_cell_comes_behind_the_table() -> None:
    box = f"<w:r><w:pict><w:txbxContent>{paragraph('框内')}</w:txbxContent></w:pict></w:r>"
    found = pieces(table(row(cell(paragraph(run("a") + box)), "b")))
    assert [piece.words for piece in found if isinstance(piece, TextPiece)] == ["框内"]


def test_pages_that_begin_at_rows() -> None:
    turn = "<w:r><w:lastRenderedPageBreak/></w:r>"
    cut = cell(paragraph(run("e1") + turn + run("e2")))
    body = paragraph("前") + table(
        row("a", "b"),
        row(cell(paragraph(turn + run("c"))), "d"),
        row(cut, cut),
        row("g", "h"),
    )
    assert [piece.pages for piece in pieces(body) if isinstance(piece, TablePiece)] == [
        ((0, 1), (1, 2), (3, 3))
    ]


def test_a_table_of_monstrous_width_is_lines() -> None:
    wide = "".join(cell("x", span(200)) for _ in range(300))
    body = table(row("a", *["b"] * 300), f"<w:tr>{wide}</w:tr>")
    assert all(isinstance(piece, TextPiece) for piece in pieces(body))


def test_tables_merged_by_python_docx() -> None:
    made = docx.Document()
    written = made.add_table(3, 3)
    for at, one in enumerate(written._cells):
        one.text = str(at)
    written.cell(0, 0).merge(written.cell(1, 1)).text = "大"
    assert grids(saved(made)) == [[["大", "大", "2"], ["大", "大", "5"], ["6", "7", "8"]]]


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.integers(2, 4).flatmap(
        lambda width: st.lists(st.lists(PLAIN | st.just(""), min_size=width, max_size=width), min_size=1)
    )
)
def test_any_table_is_read_back(written: list[list[str]]) -> None:
    made = docx.Document()
    made.add_paragraph("表前。")
    table = made.add_table(len(written), len(written[0]))
    for row, cells in enumerate(written):
        for column, text in enumerate(cells):
            table.cell(row, column).text = text
    pieces = docx_pieces(saved(made))[1:]
    read = [
        [[cell.words for cell in row] for row in one.rows] for one in pieces if isinstance(one, TablePiece)
    ]
    assert read == ([written] if any(map(any, written)) else [])
