"""Lines to headings, paragraphs and tables; page furniture set aside."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhijiao.extract.figures.table_columns import header_texts
from zhijiao.extract.reading.blocks import Heading, Paragraph, Table
from zhijiao.extract.reading.layout import read_layout

LONG = "学校坚持立德树人的根本任务，围绕地方产业办好每一个专业，服务每一名学生的成长和发展"


def paragraphs(text: str) -> list[str]:
    return [block.passage.text for block in read_layout(text).blocks if isinstance(block, Paragraph)]


def headings(text: str) -> list[tuple[int, str]]:
    blocks = read_layout(text).blocks
    return [(block.level, block.passage.text) for block in blocks if isinstance(block, Heading)]


def tables(text: str) -> list[Table]:
    return [block for block in read_layout(text).blocks if isinstance(block, Table)]


def cells(table: Table) -> list[list[str]]:
    return [[cell.text for cell in row] for row in table.rows]


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


def test_lines_broken_at_a_width_are_joined_also_over_a_page() -> None:
    lines = [LONG[:36]] * 6
    text = "\n".join(lines) + "\n\n— 3 —\n\n" + "并取得成效。\n\n另一段。\n"
    assert paragraphs(text) == ["".join(lines) + "并取得成效。", "另一段。"]


def test_long_paragraphs_beside_broken_lines_do_not_hide_the_width() -> None:
    broken = "\n".join([LONG[:38], LONG[:37] + "办", LONG[:38], LONG[:38], "到此为止。"])
    text = f"{LONG * 3}。\n{LONG * 2}。\n{LONG * 4}。\n{broken}\n"
    assert len(paragraphs(text)) == 4


def test_a_line_to_each_paragraph_stays_so() -> None:
    text = "".join(f"{LONG}{LONG}{number}。\n" for number in range(5))
    assert len(paragraphs(text)) == 5


def test_indented_lines_begin_paragraphs() -> None:
    text = f"　　{LONG[:30]}\n{LONG[30:34]}。\n　　{LONG[:30]}\n{LONG[30:34]}。\n"
    assert paragraphs(text) == [LONG[:34] + "。"] * 2


def test_bullets_lose_their_mark() -> None:
    assert paragraphs("● 学校占地128亩。\n● 教职工186人。\n") == ["学校占地128亩。", "教职工186人。"]


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


# Tables -------------------------------------------------------------------------------------------------


def test_cells_parted_by_tabs() -> None:
    (table,) = tables("年份\t招生\t毕业\n2021年\t733\t574\n2022年\t701\t623\n")
    assert cells(table) == [["年份", "招生", "毕业"], ["2021年", "733", "574"], ["2022年", "701", "623"]]
    assert table.header_rows == 1


def test_cells_parted_by_bars_with_a_rule() -> None:
    (table,) = tables("| 专业 | 人数 |\n| :--- | ---: |\n| 护理 | 94 |\n| 会计 | 43 |\n")
    assert cells(table) == [["专业", "人数"], ["护理", "94"], ["会计", "43"]]
    assert table.header_rows == 1


def test_one_cell_to_a_line() -> None:
    (table,) = tables("\t年份\n\t招生\n\n\t2021年\n\t733\n\n\t2022年\n\t701\n")
    assert cells(table) == [["年份", "招生"], ["2021年", "733"], ["2022年", "701"]]


def test_rows_have_one_length() -> None:
    (table,) = tables("甲\t乙\t丙\n1\t2\n3\t4\t5\n")
    assert {len(row) for row in table.rows} == {3} == {table.width}


def test_merged_header_cells_are_set_over_their_columns() -> None:
    rows = [["", "招生", "其中", "在校"], ["", "", "男", "女", ""], ["2021年", "10", "6", "4", "30"]]
    text = "\n\n".join("\n".join(f"\t{cell}" for cell in row) for row in rows)
    (table,) = tables(text + "\n")
    assert cells(table)[0] == ["", "招生", "其中", "其中", "在校"]
    assert cells(table)[1] == ["", "招生", "男", "女", "在校"]
    assert header_texts(table) == ["", "招生", "其中男", "其中女", "在校"]


def test_years_alone_in_the_first_row_are_a_header() -> None:
    (table,) = tables("项目\t2021\t2022\n招生\t733\t701\n")
    assert table.header_rows == 1


def test_a_table_of_words_has_one_header() -> None:
    (table,) = tables("赛项\t选手\t奖项\n护理\t甲\t一等奖\n会计\t乙\t二等奖\n")
    assert table.header_rows == 1


def test_the_caption_above_goes_with_its_unit_line() -> None:
    (table,) = tables("表2 经费情况\n单位：万元\n年份\t收入\n2021年\t733\n2022年\t800\n")
    assert table.caption is not None
    assert "经费情况" in table.caption.text
    assert "万元" in table.caption.text


def test_a_bare_title_or_the_heading_above_is_the_caption() -> None:
    (titled,) = tables("学校毕业生统计表\n年份\t毕业\n2021年\t733\n")
    (headed,) = tables("三、毕业生\n年份\t毕业\n2021年\t733\n")
    assert titled.caption is not None
    assert headed.caption is not None
    assert (titled.caption.text, headed.caption.text) == ("学校毕业生统计表", "毕业生")


def test_a_caption_below_is_the_tables_too() -> None:
    (table,) = tables("序号\t人数\n1\t733\n2\t800\n\n表 3：培训情况汇总表\n\n学校继续努力。\n")
    assert table.caption is not None
    assert "培训情况" in table.caption.text


def test_a_caption_does_not_wait_past_a_paragraph() -> None:
    (table,) = tables(f"表1 教师情况\n{LONG}。\n年份\t毕业\n2021年\t733\n")
    assert table.caption is None


def test_a_table_that_goes_on_takes_the_header_along() -> None:
    first, second = tables("专业\t人数\n护理\t94\n会计\t43\n\n- 4 -\n\n一一一\n\n专业\t人数\n电工\t12\n")
    assert cells(first)[0] == cells(second)[0] == ["专业", "人数"]
    (whole,) = tables("专业\t人数\t比例\n护理\t94\t10\n\n续表1\n电工\t12\t3\n焊接\t9\t2\n")
    assert header_texts(whole) == ["专业", "人数", "比例"]
    assert cells(whole)[1:] == [["护理", "94", "10"], ["电工", "12", "3"], ["焊接", "9", "2"]]


def test_a_tab_in_a_sentence_makes_no_table() -> None:
    assert tables("学校占地\t128亩，环境优美。\n教职工186人。\n") == []


@given(st.text(st.sampled_from("学校一、（1）.\t|\n 　-表1：人23%。，#目录"), max_size=200))
def test_any_text_is_read_and_every_block_stands_in_it(text: str) -> None:
    document = read_layout(text)
    for block in document.blocks:
        if isinstance(block, Table):
            assert len({len(row) for row in block.rows}) == 1
            assert 0 <= block.header_rows <= len(block.rows)
            passages = [cell for row in block.rows for cell in row]
        else:
            passages = [block.passage]
            assert block.passage.text
        for passage in passages:
            assert all(0 <= at < len(text) for at in passage.offsets)


BARE = ["专业", "在校生数", "招生数", "护理", "412", "150", "会计事务", "208", "77", "电子商务", "96", "31"]
BARE_ROWS = [BARE[at : at + 3] for at in range(0, 12, 3)]


@pytest.mark.parametrize("part", ["\n", "\n\n"])
def test_cells_that_stand_one_to_a_line_make_rows(part: str) -> None:
    text = f"{LONG}。\n表1-2 专业情况{part}{part.join(BARE)}\n\n{LONG}。\n"
    (table,) = tables(text)
    assert cells(table) == BARE_ROWS
    assert table.header_rows == 1
    assert table.caption is not None
    assert paragraphs(text) == [f"{LONG}。", f"{LONG}。"]


def test_blank_lines_may_part_the_rows_of_bare_cells() -> None:
    (table,) = tables("\n\n".join("\n".join(row) for row in BARE_ROWS))
    assert cells(table) == BARE_ROWS


@pytest.mark.parametrize(
    ("lines", "rows"),
    [
        (  # a cell merged downwards, and a row of sums
            "大类 专业名称 班级数 在校生数 加工制造类 焊接技术应用 6 240 数控技术应用 5 201 合计 11 441",
            [
                ["大类", "专业名称", "班级数", "在校生数"],
                ["加工制造类", "焊接技术应用", "6", "240"],
                ["加工制造类", "数控技术应用", "5", "201"],
                ["", "合计", "11", "441"],
            ],
        ),
        (  # years in the first column are labels
            "年份 在校生数 招生数 2018 2680 905 2019 2745 932",
            [["年份", "在校生数", "招生数"], ["2018", "2680", "905"], ["2019", "2745", "932"]],
        ),
        (  # the empty corner above the labels is lost
            "2019年 2020年 在校生数 2187 2254 招生数 764 791",
            [["", "2019年", "2020年"], ["在校生数", "2187", "2254"], ["招生数", "764", "791"]],
        ),
        (  # one row of figures under names of indicators
            "毕业生人数 就业人数 升学人数 742 733 418",
            [["毕业生人数", "就业人数", "升学人数"], ["742", "733", "418"]],
        ),
        (  # words alone, that bear their headers out
            "合作企业 合作专业 合作形式 澜川精工有限公司 数控技术应用 订单培养 澜川宾馆 旅游服务与管理 实习",
            [
                ["合作企业", "合作专业", "合作形式"],
                ["澜川精工有限公司", "数控技术应用", "订单培养"],
                ["澜川宾馆", "旅游服务与管理", "实习"],
            ],
        ),
        (  # a name broken over two lines
            "专业 在校生数 新能源汽车运用与 维修 212 会计事务 99",
            [["专业", "在校生数"], ["新能源汽车运用与维修", "212"], ["会计事务", "99"]],
        ),
    ],
)
def test_bare_cells_of_many_shapes_are_read(lines: str, rows: list[list[str]]) -> None:
    (table,) = tables("\n".join(lines.split()))
    assert cells(table) == rows


@pytest.mark.parametrize(
    "text",
    [
        "教学部门\n行政部门\n教务处\n学生处\n招生就业处\n",
        "尊敬的各位领导\n老师们\n同学们\n学校\n专业\n教师\n学生\n项目\n",
        "联系方式\n地址\n人民路12号\n电话\n66012345\n邮编\n252000\n",
        "年份\n学校大事\n2019\n建成新楼\n学生\n教师\n",
        "获奖学生\n王小明\n李强\n张伟\n刘芳\n",
        "校训\n明德\n校风\n求实\n学风\n勤学\n3\n5\n",
        "合作企业\n合作专业\n合作形式\n深入推进\n校企融合\n成果丰硕\n共同育人\n协同发展\n前景广阔\n",
    ],
)
def test_short_lines_that_bear_nothing_out_are_no_tables(text: str) -> None:
    assert tables(text) == []


@given(
    st.lists(st.tuples(st.integers(1, 3000), st.integers(1, 900)), min_size=2, max_size=12),
    st.sampled_from(["\n", "\n\n"]),
)
def test_a_bare_table_reads_as_the_same_with_tabs(figures: list[tuple[int, int]], part: str) -> None:
    names = [
        *("护理", "会计事务", "电子商务", "物流服务与管理", "数控技术应用", "焊接技术应用"),
        *("烹饪", "美术", "汽修", "幼儿保育", "中药", "茶艺"),
    ]
    rows = [["专业", "在校生数", "毕业生数"]]
    rows += [[name, str(one), str(two)] for name, (one, two) in zip(names, figures, strict=False)]
    (bare,) = tables(part.join(cell for row in rows for cell in row))
    (tabbed,) = tables("\n".join("\t".join(row) for row in rows))
    assert cells(bare) == cells(tabbed)


def test_marks_of_markdown_are_left_out() -> None:
    text = "**一、学校情况**\n\n**澜川职校**有教师**96**人，见[官网](https://example.org/a)和`附件`。\n"
    assert headings(text) == [(1, "学校情况")]
    assert paragraphs(text) == ["澜川职校有教师96人，见官网和附件。"]
    (table,) = tables(
        "| **企业** | 形式 |\n|---|---|\n| [澜川公司](x.md) | 实习<br>就业 |\n| 乙厂 | *订单* |\n"
    )
    assert cells(table) == [["企业", "形式"], ["澜川公司", "实习 就业"], ["乙厂", "订单"]]


def test_stars_that_mask_a_name_stay() -> None:
    assert paragraphs("获奖学生张*明、李*华，成绩3*4。\n") == ["获奖学生张*明、李*华，成绩3*4。"]


def test_entries_of_a_profile_are_paragraphs_of_their_own() -> None:
    wide = "校名：" + "澜川市职业技术学校" * 2 + "\n"
    text = (LONG[:36] + "\n") * 8 + "\n" + wide + "校址：澜川市人民路\n规模：在校生3560人\n"
    assert paragraphs(text)[-2:] == ["校址：澜川市人民路", "规模：在校生3560人"]
