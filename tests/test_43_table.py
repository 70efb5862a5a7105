"""Tables as CSV and JSON."""

import csv
import io
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhijiao.queries.table import Cell, Table, guarded

TEXTS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\r\x00"), max_size=20)
CELLS = st.one_of(st.none(), st.integers(), st.floats(allow_nan=False, allow_infinity=False), TEXTS)


def rows_of(text: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline="")))


def test_csv_opens_as_chinese_text_and_begins_with_the_columns() -> None:
    text = Table(("school", "value"), (("甲校", 3), ("乙,“校”", None))).to_csv()
    assert text.startswith("\ufeff")
    assert rows_of(text) == [["school", "value"], ["甲校", "3"], ["乙,“校”", ""]]


@pytest.mark.parametrize(
    "text", ["=1+1", "+1", "-1", "@SUM(A1)", "\tx", "\rx", "\n=x", "＝1", '=HYPERLINK("http://x")']
)
def test_a_text_is_never_a_formula(text: str) -> None:
    assert guarded(text) == f"'{text}"


@pytest.mark.parametrize("cell", [-1, -2.5, 0, "甲", "1-2", ""])
def test_numbers_and_other_texts_stay(cell: Cell) -> None:
    assert guarded(cell) == cell


@given(st.lists(st.tuples(CELLS, CELLS), max_size=5))
def test_csv_and_json_keep_every_cell(rows: list[tuple[Cell, Cell]]) -> None:
    table = Table(("a", "b"), tuple(rows))
    assert [tuple(row.values()) for row in json.loads(table.to_json())] == rows
    found = rows_of(table.to_csv())[1:]
    assert found == [[str(guarded(cell)) for cell in row] for row in rows]


def test_numbers_are_numbers_in_json() -> None:
    assert json.loads(Table(("a",), ((1,), (2.5,), (None,))).to_json()) == [{"a": 1}, {"a": 2.5}, {"a": None}]
    assert json.loads(Table(("a",), ()).to_json()) == []


def test_a_page_is_a_part_of_the_rows() -> None:
    table = Table(("a",), ((1,), (2,), (3,)))
    assert table.page(2).rows == ((1,), (2,))
    assert table.page(None, 2).rows == ((3,),)
    assert table.page(2, 5).rows == ()


def test_rows_have_as_many_cells_as_columns() -> None:
    with pytest.raises(ValueError, match="2 columns"):
        Table(("a", "b"), ((1,),))
