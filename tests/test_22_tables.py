"""Tables of text dumps in all their forms, read as the grids that they are."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

import pytest

from zhijiao.extract.reading.blocks import Paragraph, Table
from zhijiao.extract.reading.layout import read_layout

FILE: Final = Path(__file__).parent / "data" / "tables.jsonl"
TABLES: Final[list[dict[str, Any]]] = [
    json.loads(line) for line in FILE.read_text(encoding="utf-8").splitlines()
]


def tables(text: str) -> list[Table]:
    return [block for block in read_layout(text).blocks if isinstance(block, Table)]


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


def cells(text: str) -> list[list[str]]:
    (table,) = (block for block in read_layout(text).blocks if isinstance(block, Table))
    return [[cell.text for cell in row] for row in table.rows]


@pytest.mark.parametrize("cell", ["574 623", "2020 2021", "12 15 18", "2400 2364 98.5%"])
def test_figures_beside_each_other_are_not_taken_for_one(cell: str) -> None:
    assert cells(f"项目\t数值\n招生\t{cell}\n毕业\t811\n")[1] == ["招生", cell]


@pytest.mark.parametrize(
    ("cell", "figure"),
    [("9 687.61", "9687.61"), ("1 234 567", "1234567"), ("1，234", "1,234"), ("3 3 60元", "3360元")],
)
def test_a_figure_whose_digits_stand_apart_is_one(cell: str, figure: str) -> None:
    assert cells(f"项目\t数值\n招生\t{cell}\n毕业\t811\n")[1] == ["招生", figure]


def test_labels_in_the_middle_of_their_rows_are_not_carried_down() -> None:
    rows = cells("系部\t专业\t人数\n\t数控\t94\n机电\t焊接\t12\n\t装配\t30\n信息\t动漫\t41\n")
    assert [row[0] for row in rows] == ["系部", "", "机电", "", "信息"]


def test_what_stands_beside_no_label_of_its_own_sums_up() -> None:
    rows = cells("系部\t专业\t人数\n机电\t焊接\t12\n\t装配\t30\n\t\t42\n")
    assert [row[0] for row in rows] == ["系部", "机电", "机电", ""]


def test_a_row_with_a_year_where_all_above_have_one_heads_no_other_table() -> None:
    rows = ["合作内容\t面向专业\t起始\t合作单位\t备注", "岗位实习\t汽车维修\t2013\t松汽有限公司\t在班42人"]
    rows += ["岗位实习\t汽车维修\t2017.09\t松数有限公司\t", "奖学金\t模具制造\t2018\t松科股份有限公司\t"]
    rows += ["共建实训基地\t工业机器人\t2019.05\t松河有限公司\t设备"]
    (table,) = (block for block in read_layout("\n".join(rows)).blocks if isinstance(block, Table))
    assert len(table.rows) == 5


def set_out(rows: Sequence[Sequence[str]], widths: Sequence[int]) -> str:
    """Return a table as a page's dump has it: cells broken at `widths` columns, each row's cells centred.

    Of an even number of lines half stand above the row's own line, and half below it.
    """
    lines: list[str] = []
    for row in rows:
        broken = [
            [cell[at : at + width // 2] for at in range(0, len(cell), width // 2)]
            for cell, width in zip(row, widths, strict=True)
        ]
        half = max(len(parts) for parts in broken) // 2
        for number in range(-half, half + 1):
            line = ""
            for parts, width in zip(broken, widths, strict=True):
                whole = [*parts[: len(parts) // 2], "", *parts[len(parts) // 2 :]]
                placed = parts if len(parts) % 2 else whole
                at = number + len(placed) // 2
                words = placed[at] if 0 <= at < len(placed) else ""
                line += words + " " * (width + 4 - sum(1 + (ord(char) > 255) for char in words))
            if line.strip():
                lines.append(line.rstrip())
    return "\n".join(lines) + "\n"


def test_cells_that_are_broken_over_lines_of_centred_rows_are_put_together() -> None:
    rows = [
        ["序号", "合作企业", "接收人数"],
        ["1", "澜川松屏数控装备有限公司", "36"],
        ["2", "澜川市第一中心医院", "58"],
        ["3", "滨江海棠酒店管理有限公司澜川分公司", "17"],
    ]
    (table,) = tables("表2 合作企业\n" + set_out(rows, [6, 12, 10]))
    assert [[cell.text for cell in row] for row in table.rows] == rows


def test_headers_whose_characters_stand_apart_and_come_again_are_read_once() -> None:
    header = "项    目           人 次        学时\n"
    page = header + "国家级培训           16          72\n市级培训             20          40\n"
    again = header + "省级培训             43          48\n"
    (table,) = tables(f"表5 教师培训\n\n{page}\n                    — 7 —\n\n{again}")
    assert [[cell.text for cell in row] for row in table.rows] == [
        ["项目", "人次", "学时"],
        ["国家级培训", "16", "72"],
        ["市级培训", "20", "40"],
        ["省级培训", "43", "48"],
    ]


def test_a_bar_in_front_of_a_row_without_frame_is_an_empty_first_cell() -> None:
    (table,) = tables("奖次 | 班级 | 姓名\n二等奖 | 1班 | 苏小航\n | 2班 | 林晚舟\n")
    assert [cell.text for cell in table.rows[2]] == ["", "2班", "林晚舟"]


def test_cells_of_words_that_go_on_below_are_put_together_and_a_page_number_is_no_row() -> None:
    rows = [
        ["产业学院", "合作单位", "面向专业", "级别"],
        ["澜川数字创意产业学院", "澜川网络信息技术有限公司", "动漫制作技术", "省级"],
        ["滨江新能源汽车产业学院", "滨江时代新能源科技有限公司", "新能源汽车技术", "校级"],
        ["海棠航运学院", "海棠远洋运输集团有限公司", "航海技术", "校级"],
    ]
    lines = []
    for row in rows:
        parts = [[cell[:8], cell[8:]] for cell in row]
        for number in (0, 1):
            cells = [pair[number] + "　" * (10 - len(pair[number])) for pair in parts]
            lines.append("".join(cells).rstrip().replace("　", "  "))
    (table,) = tables("表3 产业学院一览\n" + "\n".join(line for line in lines if line.strip()) + "\n")
    assert [[cell.text for cell in row] for row in table.rows] == rows
    (table,) = tables(
        "课题\t负责人\t级别\n融入课堂的研究\t苏小航\t省级\n评价的研究\t林晚舟\t市级\n" + " " * 40 + "17\n"
    )
    assert len(table.rows) == 3


def test_a_header_of_numbers_with_one_space_behind_it_is_a_column_of_its_own() -> None:
    text = (
        "表3 课题一览\n序号 课题名称                          主持人\n"
        "1    航海类专业群建设路径研究              苏小航\n"
        "2    内河船舶岸电系统研究                  林晚舟\n"
    )
    (table,) = tables(text)
    assert [cell.text for cell in table.rows[0]] == ["序号", "课题名称", "主持人"]
