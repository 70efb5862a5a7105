"""Headings told by their numbering, and nested as it says."""

from __future__ import annotations

import pytest

from zhijiao.extract.reading.blocks import Heading, Paragraph
from zhijiao.extract.reading.layout import read_layout

LONG = "学校坚持立德树人的根本任务，围绕地方产业办好每一个专业，服务每一名学生的成长和发展"


def paragraphs(text: str) -> list[str]:
    return [block.passage.text for block in read_layout(text).blocks if isinstance(block, Paragraph)]


def headings(text: str) -> list[tuple[int, str]]:
    blocks = read_layout(text).blocks
    return [(block.level, block.passage.text) for block in blocks if isinstance(block, Heading)]


@pytest.mark.parametrize(
    ("line", "number"),
    [
        ("第一章 学校概况", "第一章"),
        ("第三部分 学校概况", "第三部分"),
        ("第二节 学校概况", "第二节"),
        ("一、学校概况", "一、"),
        ("十二、学校概况", "十二、"),
        ("（一）学校概况", "（一）"),
        ("1.1 学校概况", "1.1"),
        ("1．1．1 学校概况", "1．1．1"),
        ("2. 学校概况", "2."),
        ("（3）学校概况", "（3）"),
        ("## 学校概况", ""),
        ("## 二、学校概况", "二、"),
    ],
)
def test_a_heading_is_told_by_its_numbering(line: str, number: str) -> None:
    (found,) = [block for block in read_layout(line).blocks if isinstance(block, Heading)]
    assert (found.level, found.number, found.passage.text) == (1, number, "学校概况")


#: Headings as reports number them, each after as many dots as it is deep.
OUTLINES = [
    "第一部分 概况/.一、学校/..（一）历史/...1.沿革/....（1）建校/...2.校区/..（二）规模/第二部分 学生",
    "第一章 学校/.第一节 概况/..一、历史/...（一）建校/..二、校区/.第二节 规模/第二章 学生/.第一节 素质",
    "第1章 学校/.1.1 概况/..1.1.1 历史/..1.1.2 校区/.1.2 规模/第2章 学生/.2.1 素质/..2.1.1 思想/.2.3 就业",
    "1. 学校/.1.1 概况/..1.1.1 历史/.1.2 规模/2. 学生/.2.1 素质",
    "1 学校/.1.1 概况/.1.2 规模/2 学生/.2.1 素质/3 教师/.3.1 结构",
    "一、学校/.1.1 概况/..1.1.1 历史/.1.2 规模/二、学生/.2.1 素质",
    "一、学校/.1.概况/.2.规模/..（1）校区/..（2）班级/.3.设施/二、学生/.1.素质/三、教师",
    "一、学校/.（一）概况/..1.历史/..2.校区/.（二）规模/..1.班级/二、学生/.（一）素质",
    "1. 学校/.1.1 概况/..1. 历史/..2. 校区/.1.2 规模/..1. 班级/2. 学生/.2.1 素质",
    "一、学校/.（一）概况/.（三）规模/三、学生/.（一）素质",
    "# 报告/.## 学校/..### 概况/.## 学生",
    "# 报告/.## 一、学校/..（一）概况/...1.历史/..（二）规模/.## 二、学生/# 附件",
]


@pytest.mark.parametrize("outline", OUTLINES)
def test_headings_are_nested_as_they_are_numbered(outline: str) -> None:
    lines = outline.split("/")
    text = "\n\n".join(f"{line.lstrip('.')}\n{LONG}。" for line in lines)
    depths = [len(line) - len(line.lstrip(".")) + 1 for line in lines]
    assert [level for level, _ in headings(text)] == depths
    sections = [block.section for block in read_layout(text).blocks if isinstance(block, Paragraph)]
    assert [len(section) for section in sections] == depths


@pytest.mark.parametrize(
    "text",
    [
        "一、学校情况\n8.6 平方米\n",
        "一、学校情况\n9.10 教师节活动\n",
        "一、学校情况\n1.数控专业\n7.护理专业\n",
        "一、学校情况\n3 月开学\n2 名教师\n",
        "一、学校情况\n第一节课\n",
    ],
)
def test_a_number_out_of_its_order_heads_nothing(text: str) -> None:
    assert [words for _, words in headings(text) if words != "数控专业"] == ["学校情况"]


def test_circled_numbers_head_what_text_follows_and_are_bullets_else() -> None:
    text = f"一、经费\n① 财政拨款\n{LONG}。\n② 学费收入\n{LONG}。\n"
    assert headings(text) == [(1, "经费"), (2, "财政拨款"), (2, "学费收入")]
    assert headings("一、经费\n① 财政拨款\n② 学费收入\n③ 捐赠\n") == [(1, "经费")]


@pytest.mark.parametrize(
    "line",
    [
        "3.5万册图书藏于图书馆",
        "99.37%。生师比适中",
        "1.积极开展活动，丰富内容，形成特色。",
        "一、学校占地128亩，建筑面积6.9万平方米，在校生3256人。",
        "学校概况",
    ],
)
def test_figures_and_numbered_sentences_are_no_headings(line: str) -> None:
    assert headings(line) == []


def test_sections_are_the_path_of_headings() -> None:
    text = "一、学校情况\n（一）概况\n学校占地128亩。\n（二）师资\n教职工186人。\n二、学生\n学生很多。\n"
    found = [block.section for block in read_layout(text).blocks if isinstance(block, Paragraph)]
    assert found == [("学校情况", "概况"), ("学校情况", "师资"), ("学生",)]


def test_a_heading_with_its_text_in_one_line_is_parted() -> None:
    text = "二、背景 学校现有数字经济、现代服务、智能制造三个系部，在校生众多。\n"
    assert headings(text) == [(1, "背景")]
    assert paragraphs(text) == ["学校现有数字经济、现代服务、智能制造三个系部，在校生众多。"]
