"""Page furniture set aside: contents, page numbers, running heads, names of pictures; words parted by OCR."""

from __future__ import annotations

import pytest

from zhijiao.extract.reading.blocks import Heading, Paragraph, Table
from zhijiao.extract.reading.layout import read_layout

LONG = "学校坚持立德树人的根本任务，围绕地方产业办好每一个专业，服务每一名学生的成长和发展"


def paragraphs(text: str) -> list[str]:
    return [block.passage.text for block in read_layout(text).blocks if isinstance(block, Paragraph)]


def tables(text: str) -> list[Table]:
    return [block for block in read_layout(text).blocks if isinstance(block, Table)]


@pytest.mark.parametrize(
    "number",
    [
        "— 3 —",
        "第 3 页",
        "第 3 页 共 9 页",
        "第3页/共30页",
        "- 3 -",
        "·3·",
        "Page 3 of 30",
        "\n3 / 30\n",
        "\n3\n",
    ],
)
def test_page_numbers_are_left_out(number: str) -> None:
    assert paragraphs(f"学校占地128亩。\n{number}\n教职工186人。\n") == ["学校占地128亩。", "教职工186人。"]


def test_a_bare_number_is_left_out_only_where_it_stands_alone() -> None:
    assert paragraphs("学校占地128亩。\n\n7\n\n教职工186人。\n") == ["学校占地128亩。", "教职工186人。"]
    assert "7" in "".join(paragraphs("得分\n7\n分\n"))


BODY = f"一、学校情况\n{LONG}。\n（一）学校概况\n{LONG}。\n二、学生发展\n{LONG}。\n三、质量保障\n{LONG}。\n"


@pytest.mark.parametrize(
    "contents",
    [
        "目 录\n一、学校情况........1\n（一）学校概况........2\n二、学生发展\t5\n三、质量保障 9\n\n",
        "目录\n一、学校情况1\n（一）学校概况2\n二、学生发展5\n三、质量保障9\n",
        "目录\n\n一、学校情况\n\n（一）学校概况\n\n二、学生发展\n\n三、质量保障\n\n",
        "目录\n前言……………i\n一、学校情况……………1\n\nii\n\n目录\n（一）学校概况……2\n二、学生发展……5\n三、质量保障……9\n",
        "一、学校情况......1\n（一）学校概况......2\n二、学生发展......5\n三、质量保障......9\n",
        "前言 iii\n一、学校情况\t1\n（一）学校概况\t2\n二、学生发展\t5\n三、质量保障\t9\n",
        "一、学校情况    1\n（一）学校概况    2\n\n- 2 -\n\n二、学生发展    5\n三、质量保障    9\n\n",
        "一、学校情况 · · · 1\n（一）学校概况 · · · 2\n二、学生发展 · · · 5\n三、质量保障 · · · 9\n",
    ],
)
def test_contents_are_left_out(contents: str) -> None:
    blocks = read_layout(f"澜川市职业学校质量年度报告\n\n{contents}{BODY}").blocks
    kept = [block.passage.text for block in blocks if isinstance(block, Heading | Paragraph)]
    assert [words for words in kept if words != f"{LONG}。"] == [
        "澜川市职业学校质量年度报告",
        *("学校情况", "学校概况", "学生发展", "质量保障"),
    ]


def test_rows_of_figures_are_no_contents() -> None:
    (table,) = tables("护理\t94\n会计事务\t112\n中餐烹饪\t156\n")
    assert len(table.rows) == 3


def test_running_heads_are_left_out_but_for_the_first() -> None:
    pages = [
        f"{LONG}第{number}页的内容。\n\n澜川职校2021年质量年报      {number}\n" for number in range(1, 6)
    ]
    heads = [words for words in paragraphs("\n".join(pages)) if "年报" in words]
    assert len(heads) == 1


def test_numbers_that_count_the_pages_are_left_out_wherever_they_stand() -> None:
    pages = [f"{LONG}。\n" * 16 + f"{number}\n" for number in range(3, 8)]
    assert set("".join(paragraphs("".join(pages)))) == set(f"{LONG}。")


def test_running_heads_with_their_number_stuck_to_them_are_left_out() -> None:
    pages = [f"\f澜川职校质量年报{number}\n\n{LONG}第{number}段。\n\n" for number in range(1, 6)]
    assert sum("年报" in words for words in paragraphs("".join(pages))) <= 1


def test_what_comes_back_beside_page_numbers_is_a_running_head_whatever_it_says() -> None:
    pages = [f"{LONG}第{number}段。\n\n厚德强技\n— {number} —\n\n" for number in range(1, 6)]
    assert not [words for words in paragraphs("".join(pages)) if "强技" in words]


def test_a_sentence_goes_on_over_page_number_form_feed_and_running_head() -> None:
    lines = [LONG[:36]] * 6
    page = "\n\n第 7 页 共 30 页\n\f澜川职校质量年报\n\n"
    text = "\n".join(lines) + page + "并取得成效。" + f"\n\n{LONG}。{page}{LONG}。{page}{LONG}。\n"
    assert paragraphs(text)[0] == "".join(lines) + "并取得成效。"


@pytest.mark.parametrize(
    "name", ["图1-2 技能节开幕", "图 3：实训车间", "图：教师培训", "图 产教联盟成立", "▲图4 运动会"]
)
def test_names_of_pictures_are_left_out(name: str) -> None:
    assert paragraphs(f"{LONG}。\n\n{name}\n\n教职工186人。\n") == [f"{LONG}。", "教职工186人。"]


def test_what_only_begins_like_the_name_of_a_picture_stays() -> None:
    assert paragraphs("图书馆藏书8万册\n\n图 书 8 万 册\n") == ["图书馆藏书8万册", "图书8万册"]


def test_words_that_ocr_parted_are_put_together() -> None:
    text = "2 0 2 1 年，学 校 占 地 1 2 8 亩，开 设 B I M 课 程，软\xad件 3 256 套。\n"
    assert paragraphs(text) == ["2021年，学校占地128亩，开设BIM课程，软件3 256套。"]


def test_a_running_head_inside_a_sentence_parts_nothing() -> None:
    page = "\n\n澜川职校质量年度报告\n\n"
    text = f"{LONG[:36]}{page}{LONG[36:]}。{page}{LONG}。{page}{LONG}。\n"
    assert not [words for words in paragraphs(text)[1:] if "年度报告" in words]


def test_pictures_and_rules_are_left_out() -> None:
    assert paragraphs('![图](a.png)\n<img src="a.png">\n---\n学校占地128亩。\n') == ["学校占地128亩。"]
