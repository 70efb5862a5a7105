"""Tables of text dumps in all their forms, read as the grids that they are."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, Final

import pytest

from zhijiao.extract.reading.blocks import Paragraph, Table
from zhijiao.extract.reading.layout import read_layout

FILE: Final = Path(__file__).parent / "data" / "tables.jsonl"
TABLES: Final[list[dict[str, Any]]] = [
    json.loads(line) for line in FILE.read_text(encoding="utf-8").splitlines()
]


def told(table: Table) -> dict[str, Any]:
    """What `tables.jsonl` says of a table."""
    return {
        "rows": [[cell.text for cell in row] for row in table.rows],
        "spanned": [
            [number, at]
            for number, row in enumerate(table.rows)
            for at, cell in enumerate(row)
            if cell.spanned
        ],
        "header_rows": table.header_rows,
        "caption": table.caption.text if table.caption else None,
        "units": list(table.units),
    }


def test_there_are_tables_enough_of_every_form() -> None:
    assert len(TABLES) >= 36
    assert len({table["id"] for table in TABLES}) == len(TABLES)


@pytest.mark.parametrize("right", TABLES, ids=[table["id"] for table in TABLES])
def test_a_table_is_read_as_the_grid_it_is(right: dict[str, Any]) -> None:
    blocks = read_layout(right["text"]).blocks
    wanted = [{key: table[key] for key in told_keys()} for table in (right, *right.get("then", []))]
    assert [told(block) for block in blocks if isinstance(block, Table)] == wanted
    if "paragraphs" in right:
        assert [block.passage.text for block in blocks if isinstance(block, Paragraph)] == right["paragraphs"]


def told_keys() -> tuple[str, ...]:
    return ("rows", "spanned", "header_rows", "caption", "units")
