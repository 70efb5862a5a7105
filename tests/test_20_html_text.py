"""Words, lists, tables and encodings of web pages."""

from __future__ import annotations

import pytest

from zhijiao.tests.making.webpages import MORE, TEXT, only_table, page, rows, shown


def test_breaks_and_white_space() -> None:
    body = f"<p>{TEXT}<br>{MORE}</p><p>占地\n   128\n亩，<br>绿化40亩。</p>甲<br><br>乙<div>丙<p>丁</div>戊"
    assert shown(page(body)) == [TEXT, MORE, "占地128亩，绿化40亩。", "甲", "乙", "丙", "丁", "戊"]


def test_invisible_characters_readings_and_entities() -> None:
    body = (
        "<p>占\xad地128\u200b亩&nbsp;&lt;甲&gt; A&amp;B &#8220;好&#8221;</p>"
        "<p><ruby>漢<rp>(</rp><rt>han</rt></ruby>字</p>"
    )
    assert shown(page(body)) == ["占地128亩<甲>A&B“好”", "漢字"]


def test_what_is_not_shown_is_not_read() -> None:
    body = (
        "<p>甲</p><p hidden>一</p><div style='display: none'>二</div><p aria-hidden=true>三</p>"
        "<script>四</script>"
        "<noscript>五</noscript><template>六</template><select><option>七</select><button>八</button>"
        "<textarea>九</textarea><svg><text>十</text></svg><nav>百</nav><aside>千</aside><!-- 万 --><p>乙</p>"
    )
    assert shown(page(body)) == ["甲", "乙"]


def test_pictures_and_their_captions_are_left_out_and_those_of_tables_stay() -> None:
    table = "<table><tr><th>项目<th>数<tr><td>招生<td>812</table>"
    body = (
        "<figure><img src=x alt=校门><figcaption>校门一角</figcaption></figure><p>甲<img src=y alt=图></p>"
        f"<figure class=table>{table}<figcaption>表1 招生</figcaption></figure>"
    )
    document = page(body)
    assert shown(document)[:2] == ["甲", [["项目", "数"], ["招生", "812"]]]
    caption = only_table(document).caption
    assert caption is not None
    assert caption.text == "表1招生"


def test_lists() -> None:
    body = (
        "<ul><li>甲<ul><li>乙</li></ul></li><li>丙</ul><ol start=3><li>丁</li><li>戊</li></ol>"
        "<dl><dt>校址</dt><dd>学府路18号</dd><dt>电话</dt><dd><p>1234567</p></dd></dl>"
    )
    assert shown(page(body)) == ["甲", "乙", "丙", "丁", "戊", "校址：学府路18号", "电话", "1234567"]


def test_a_break_before_an_indent_begins_a_paragraph() -> None:
    assert shown(page("<p>　　学校占地128亩，<br>　　教职工186人。</p>")) == [
        "学校占地128亩，",
        "教职工186人。",
    ]


def test_merged_cells_and_the_caption() -> None:
    body = """<table border=1><caption>表1 学生规模（单位：人）</caption>
    <tr><th rowspan=2>专业</th><th colspan=2>人数</th></tr><tr><th>招生</th><th>毕业</th></tr>
    <tr><td>会计</td><td>45</td><td>40</td></tr></table>"""
    table = only_table(page(body))
    assert rows(table) == [["专业", "人数", "人数"], ["专业", "招生", "毕业"], ["会计", "45", "40"]]
    assert table.header_rows == 2
    assert table.caption is not None
    assert table.caption.text == "表1学生规模（单位：人）"


def test_rows_over_the_whole_width_name_the_table_or_are_notes() -> None:
    body = """<table border=1><tr><td colspan=100>表2 师资情况</td></tr><tr><td>项目</td><td>人数</td></tr>
    <tr><td>专任教师</td><td>109</td></tr><tr><td colspan=100>注：数据截至2021年。</td></tr></table>"""
    document = page(body)
    assert shown(document) == [[["项目", "人数"], ["专任教师", "109"]], "注：数据截至2021年。"]
    assert "师资情况" in str(only_table(document).caption)


def test_columns_and_rows_of_the_frame_alone_are_left_out() -> None:
    body = """<table border=1><tr><td colspan=3>项目</td><td colspan=7>人数</td></tr><tr><td></td></tr>
    <tr><td colspan=3>招生</td><td colspan=7>812</td></tr></table>"""
    assert rows(only_table(page(body))) == [["项目", "人数"], ["招生", "812"]]


@pytest.mark.parametrize(
    "broken",
    [
        "<table border=1><tr><td>甲<td>乙<tr><td>1<td>2</table>",
        "<table border=1><form><tr><td>甲</td><td>乙</td></tr><tr><td>1</td><td>2</td></tr></form></table>",
        "<table border=1><td>甲<td>乙</tr><tr><td>1<td>2</tr></table></table>",
        "<table border=1><tbody><tr><td><p>甲<td><div>乙</div></tr></tr><tr><td>1</td><td><b>2</td></tr>",
        "<table border=1><tfoot><tr><td>1<td>2</tfoot><tbody><tr><td>甲<td>乙</table>",
    ],
)
def test_broken_markup_of_a_table(broken: str) -> None:
    assert rows(only_table(page(broken))) == [["甲", "乙"], ["1", "2"]]


def test_words_between_the_cells_are_not_lost() -> None:
    assert shown(page("<table border=1>漏<tr><td>甲<td>乙<tr><td>1<td>2</table>")) == [
        "漏",
        [["甲", "乙"], ["1", "2"]],
    ]


@pytest.mark.parametrize(
    "frame",
    [
        f"<table><tr><td>{TEXT}</td></tr><tr><td>{MORE}</td></tr></table>",
        f"<table border=1><tr><td><p>{TEXT}</p><p>{MORE}</p></td></tr></table>",
        f"<table><tr><td></td><td><p>{TEXT}</p><p>{MORE}</p></td></tr></table>",
        f"<table role=presentation border=1><tr><td>{TEXT}</td><td>{MORE}</td></tr></table>",
        f"<table><tr><td>{TEXT}</td><td><table><tr><td>{MORE}</table></td></tr></table>",
    ],
)
def test_tables_that_set_out_text_are_text(frame: str) -> None:
    assert shown(page(frame)) == [TEXT, MORE]


def test_lines_of_a_cell() -> None:
    firms = "<p>青禾精密机械有限公司</p><p>云岭包装有限公司</p>"
    body = f"<table border=1><tr><td>专业<td>企业<tr><td>会计事务<td>{firms}</table>"
    assert rows(only_table(page(body)))[1] == ["会计事务", "青禾精密机械有限公司、云岭包装有限公司"]


@pytest.mark.parametrize(
    ("declared", "encoding"),
    [
        ("gb2312", "gb18030"),
        ("GBK", "gb18030"),
        ("gb2312", "utf-8"),
        ("utf-8", "gb18030"),
        ("iso-8859-1", "gb18030"),
        ("", "gb18030"),
        ("", "utf-8"),
        ("utf-8", "utf-8-sig"),
        ("utf-8", "utf-16"),
        ("utf-16", "utf-8"),
        ("big5", "big5"),
    ],
)
def test_encodings(declared: str, encoding: str) -> None:
    words = "本校佔地一百畝" if encoding == "big5" else "学校镕堃占地128亩"
    meta = f'<meta http-equiv="Content-Type" content="text/html; charset={declared}">' if declared else ""
    assert shown(page(f"<html><head>{meta}</head><body><p>{words}</p></body></html>".encode(encoding))) == [
        words
    ]


def test_a_page_cut_inside_a_character_is_read_with_a_warning() -> None:
    document = page(f"<html><body><p>{TEXT * 5}".encode()[:-1])
    assert "缺字" in document.warnings[0]
    assert len(document.blocks) == 1
