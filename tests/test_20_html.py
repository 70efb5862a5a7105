"""Web pages of many makes: their content read as blocks, the site around it left out."""

from __future__ import annotations

import base64
from collections.abc import Sequence
from html import escape
from pathlib import Path

import pytest

from zhijiao.extract.extractor import extract_facts
from zhijiao.extract.facts import Fact
from zhijiao.extract.formats.readers import read
from zhijiao.extract.formats.source import Source
from zhijiao.extract.reading.blocks import Document, Heading, Paragraph, Table
from zhijiao.tests.making.webpages import LAST, MORE, TEXT, only_table, page, rows, shown

CMS_HEAD = """
<div class="top"><h1 class="logo"><a href="/">云岭职业技术学校</a></h1>
<ul class="nav"><li><a href="/">首页</a></li><li><a href="/gk">学校概况</a></li>
<li><a href="/xx">信息公开</a></li></ul></div>
<div class="left"><h3>栏目导航</h3>
<ul><li><a href="/a">部门职责</a></li><li><a href="/b">质量年报</a></li></ul></div>
<div class="pos">当前位置：<a href="/">首页</a> &gt; <a href="/xx">信息公开</a> &gt; 正文</div>
"""
CMS_FOOT = """
<div class="share"><span>分享到：</span><a href="#">微信</a><a href="#">微博</a></div>
<p>上一篇：<a href="/1">关于放假的通知</a></p><p>下一篇：没有了</p>
<div>【<a href="javascript:window.print()">打印</a>】【<a href="javascript:window.close()">关闭</a>】</div>
<div class="rel"><h4>相关新闻</h4><ul><li><a href="/3">技能节圆满闭幕</a><span>2021-11-02</span></li>
<li><a href="/4">新生军训汇演举行</a><span>2021-09-08</span></li></ul></div>
<div class="foot"><p>地址：青禾市云岭街道学府路18号　电话：0000-1234567　邮编：000000</p>
<p>版权所有：青禾市云岭职业技术学校　某ICP备00000000号　技术支持：某某软件</p></div>
"""


def cms(article: str, title: str = "质量年度报告（2021年度）") -> str:
    meta = "发布时间：2021-12-30&nbsp;&nbsp;来源：教务处&nbsp;&nbsp;浏览次数：<span>123</span>"
    heading = f'<div class="title"><h3>{title}</h3><div>{meta}</div></div>'
    return f'{CMS_HEAD}<form name="_newscontent">{heading}{article}</form>{CMS_FOOT}'


@pytest.mark.parametrize(
    "container",
    [
        '<div id="vsb_content"><div class="v_news_content">{}</div></div>',
        '<div id="zoom">{}</div>',
        '<div class="TRS_Editor">{}</div>',
        '<div class="article">{}</div>',
        "<article>{}</article>",
        '<table border="0" width="100%"><tr><td class="c">{}</td></tr></table>',
    ],
)
def test_of_a_page_of_a_school_s_site_the_article_is_read(container: str) -> None:
    article = (
        f"<p><strong>一、基本情况</strong></p><p>　　{TEXT}</p><p>　　{MORE}<br>　　{LAST}</p>"
        "<p>青禾市云岭职业技术学校</p><p>2021年12月30日</p>"
    )
    assert shown(page(cms(container.format(article)))) == [
        "质量年度报告（2021年度）",
        "# 基本情况",
        TEXT,
        MORE,
        LAST,
        "青禾市云岭职业技术学校",
        "2021年12月30日",
    ]


def test_of_a_page_set_out_by_tables_the_article_is_read() -> None:
    body = f"""
    <table width=778 border=0 align=center><tr><td colspan=2><img src=banner.gif></td></tr>
    <tr><td width=160><table width=100%>
    <tr><td><a href=1.asp>学校概况</a></td></tr><tr><td><a href=2.asp>新闻</a>
    </td></tr></table><table><tr><td>站内公告</td></tr><tr><td><a href=9>放假安排</a></td></tr>
    <tr><td><a href=9>考试安排</a></td></tr></table></td>
    <td><table width=100%><tr><td>您现在的位置：<a href=/>首页</a>&gt;&gt;<a href=x>质量年报</a></td></tr>
    <tr><td align=center><font size=4><b>望泽县职业中专2022年质量年度报告</b></font></td></tr>
    <tr><td align=center>作者：办公室　发布时间：2023-1-5　点击数：88</td></tr>
    <tr><td><font>&nbsp;&nbsp;&nbsp;&nbsp;一、学校情况<br>&nbsp;&nbsp;&nbsp;&nbsp;{TEXT}<br>
    &nbsp;&nbsp;&nbsp;&nbsp;2022年毕业生就业率97.5%，<br>对口就业率81.2%。<br><br>
    <table border=1 cellpadding=0><tr><td rowspan=2>专业</td><td colspan=2>人数</td></tr>
    <tr><td>招生</td><td>毕业</td></tr><tr><td>会计事务</td><td>45</td><td>40</td></tr></table>
    二、展望<br>{LAST}</font></td></tr>
    <tr><td align=right>【<a href="javascript:window.print()">打印</a>】【<a href=# >关闭窗口</a>】</td></tr>
    </table>
    </td></tr><tr><td colspan=2>Copyright 2005 望泽县职业中专 版权所有</td></tr></table>"""
    data = (
        f"<html><head><meta http-equiv=Content-Type content='text/html; charset=gb2312'></head><body>{body}"
    )
    document = page(data.encode("gbk"))
    assert shown(document) == [
        "望泽县职业中专2022年质量年度报告",
        "# 学校情况",
        TEXT,
        "2022年毕业生就业率97.5%，对口就业率81.2%。",
        [["专业", "人数", "人数"], ["专业", "招生", "毕业"], ["会计事务", "45", "40"]],
        "# 展望",
        LAST,
    ]
    assert only_table(document).header_rows == 2


def test_a_page_that_word_wrote() -> None:
    mark = "<![if !supportLists]><span style='mso-list:Ignore'>{}<span>&nbsp;&nbsp; </span></span><![endif]>"
    body = f"""<div class=WordSection1>
    <p class=MsoNormal align=center><b>临渚县职业教育中心质量年度报告<o:p></o:p></b></p>
    <p class=MsoNormal><span lang=EN-US><o:p>&nbsp;</o:p></span></p>
    <p class=MsoTocHeading>目录</p>
    <p class=MsoToc1><a href="#_Toc1">一、学校情况<span>.......... 1</span></a></p>
    <h1><a name="_Toc1"></a>{mark.format("一、")}学校情况<o:p></o:p></h1><h2>（一）概况</h2>
    <p class=MsoNormal>临渚县职业教育中心（简称<span lang=EN-US>“</span>临渚职教<span
    lang=EN-US>”</span>）占地<span lang=EN-US>150</span>亩
    <a href="#_ftn1" name="_ftnref1"><span>[1]</span></a>，建筑
    面积8万平方米。</p><p class=MsoListParagraph>{mark.format("l")}教职工186人；</p>
    <table class=MsoTableGrid border=1><thead>
    <tr><td><p class=MsoNormal>指标</p></td><td><p>数值</p></td></tr></thead>
    <tr><td><p class=MsoNormal>教职工</p><p class=MsoNormal>总数</p></td>
    <td><p>186<o:p></o:p></p></td></tr></table></div>
    <p class=MsoFootnoteText><a href="#_ftnref1">[1]</a>数据截至2021年8月31日。</p>"""
    head = (
        "<meta name=ProgId content=Word.Document><title>关于某项工作的通知</title>"
        "<!--[if gte mso 9]><xml><o:Author>某人</o:Author></xml><![endif]-->"
        "<style><!-- p{margin:0} --></style>"
    )
    document = page(body, head)
    assert shown(document) == [
        "临渚县职业教育中心质量年度报告",
        "# 学校情况",
        "# 概况",
        "临渚县职业教育中心（简称“临渚职教”）占地150亩，建筑面积8万平方米。",
        "教职工186人；",
        [["指标", "数值"], ["教职工总数", "186"]],
        "数据截至2021年8月31日。",
    ]
    assert only_table(document).header_rows == 1


def test_a_page_that_libreoffice_wrote() -> None:
    body = f"""<div title="header"><p>松屏技师学院质量年报</p></div>
    <div id="Table of Contents1" dir="ltr"><p>目录</p><p><a href="#__RefHeading__1">1 学生情况</a></p></div>
    <h1 class="western">1 学生情况</h1><p class="western">{TEXT[:20]}
{TEXT[20:]}</p><dl><dd>{MORE}</dd></dl>
    <table width="100%" cellpadding="4"><thead><tr valign="top"><th style="border:1px solid"><p>专业</p></th>
    <th><p>招生</p></th></tr></thead><tbody><tr><td><p>会计事务</p></td><td><p>45</p></td></tr></tbody></table>
    <div title="footer"><p>第 1 页</p></div>"""
    found = shown(page(body, '<meta name="generator" content="LibreOffice 7.4"/><title>附件</title>'))
    assert found == ["1学生情况", TEXT, MORE, [["专业", "招生"], ["会计事务", "45"]]]


def test_a_page_rendered_from_markdown() -> None:
    body = f"""<h1 id="a">晴川职业中专质量年报</h1><div class="toc"><ul><li><a href="#b">学生情况</a></li>
    <li><a href="#c">师资情况</a></li></ul></div><h2 id="b">学生情况<a class="headerlink" href="#b">¶</a></h2>
    <p>{TEXT}</p><h2 id="c">师资情况</h2>
    <ol><li><p>专任教师</p><p>{MORE}</p></li><li><p>兼职教师</p><p>{LAST}</p></li></ol>
    <table><thead><tr><th>项目</th><th>人数</th></tr></thead><tbody><tr><td>教师</td><td>109</td></tr></tbody></table>"""
    assert shown(page(body)) == [
        "晴川职业中专质量年报",
        "# 学生情况",
        TEXT,
        "# 师资情况",
        "# 专任教师",
        MORE,
        "# 兼职教师",
        LAST,
        [["项目", "人数"], ["教师", "109"]],
    ]


def test_contents_of_links_are_left_out_and_headings_that_are_links_stay() -> None:
    body = f"""<p><a href="#1">一、学生</a></p><p><a href="#2">二、教师</a></p><p>{TEXT}</p>
    <p><a href="#0">一、学生</a></p><p>{MORE}</p><p>网址：<a href="http://x.example">www.x.example</a></p>"""
    assert shown(page(body)) == [TEXT, "# 学生", MORE, "网址：www.x.example"]


def test_a_page_of_a_public_account_hidden_until_its_script_shows_it() -> None:
    body = f"""<div id="page-content"><h1 class="rich_media_title">晴川职业中专质量年报</h1>
    <div><span>原创</span></div>
    <div id="js_content" style="visibility: hidden;"><section><section><p><span>{TEXT}</span></p></section>
    <section><p>{MORE}</p><p>{LAST}</p></section></section></div></div><div>微信扫一扫</div>"""
    assert shown(page(body)) == ["晴川职业中专质量年报", TEXT, MORE, LAST]


def test_text_as_typed_is_read_as_a_text_file() -> None:
    text = f"一、学校情况\n{TEXT}\n\n项目\t2020年\t2021年\n招生\t812\t865\n毕业\t768\t790\n"
    assert shown(page(f"<pre>{text}</pre>")) == [
        "# 学校情况",
        TEXT,
        [["项目", "2020年", "2021年"], ["招生", "812", "865"], ["毕业", "768", "790"]],
    ]


def test_a_saved_archive_is_read_by_its_first_page() -> None:
    html = f"<html><head><meta charset=gb2312></head><body><p>{TEXT}</p></body></html>".encode("gbk")
    archive = (
        b"From: <saved>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=XX\r\n\r\n--XX\r\n"
        b'Content-Type: text/html; charset="gb2312"\r\nContent-Transfer-Encoding: base64\r\n\r\n'
        + base64.encodebytes(html)
        + b"\r\n--XX\r\nContent-Type: image/png\r\n"
        + b"Content-Transfer-Encoding: base64\r\n\r\nAAAA\r\n--XX--\r\n"
    )
    assert shown(page(archive, suffix=".mht")) == [TEXT]


def test_the_article_is_kept_where_a_frame_s_tag_holds_the_page() -> None:
    assert shown(page(f"<header><p>{TEXT}</p><p>{MORE}</p></header><p>丙</p>")) == [TEXT, MORE, "丙"]


@pytest.mark.parametrize(
    ("head", "body", "first"),
    [
        (
            "<title>晴川职业中专质量年报（2021）-信息公开-晴川市教育局</title>",
            "",
            "晴川职业中专质量年报（2021）",
        ),
        ("<title>晴川职业中专 | 质量年报（2021）</title>", "", "质量年报（2021）"),
        ("<title>2021-2022学年质量年报_晴川职业中专</title>", "", "2021-2022学年质量年报"),
        ('<meta name="ArticleTitle" content="晴川职业中专年报"><title>x</title>', "", "晴川职业中专年报"),
        ("<title>晴川网</title>", "<div class=t><h1>晴川职业中专年报</h1></div>", "晴川职业中专年报"),
        ("<title>无标题文档</title>", "", TEXT),
    ],
)
def test_the_page_s_title_comes_first(head: str, body: str, first: str) -> None:
    assert shown(page(f"{body}<div id=zoom><p>{TEXT}</p><p>{MORE}</p><p>{LAST}</p></div>", head))[0] == first


def test_a_title_that_the_article_repeats_in_lines_of_its_own_is_not_added() -> None:
    body = f"<p>晴川职业中专</p><p>质量年度报告</p><p>（2021年度）</p><p>{TEXT}</p>"
    found = shown(page(body, "<title>晴川职业中专质量年度报告（2021年度）</title>"))
    assert found == ["晴川职业中专", "质量年度报告", "（2021年度）", TEXT]


def test_the_heading_that_is_the_title_heads_no_section() -> None:
    document = page(f"<h1>晴川职业中专<br>质量年报</h1><h2>学生</h2><p>{TEXT}</p>")
    assert [block.section for block in document.blocks if isinstance(block, Paragraph)][-1] == ("学生",)


def test_headings_nest_by_their_level() -> None:
    body = f"<h2>学生</h2><p>{TEXT}</p><h3>就业</h3><p>{MORE}</p><h2>师资</h2><p>{LAST}</p>"
    sections = [block.section for block in page(body).blocks if isinstance(block, Paragraph)]
    assert sections == [("学生",), ("学生", "就业"), ("师资",)]


@pytest.mark.parametrize(
    "name", ["浙江省乐清市职业中等专业学校2020.txt", "临渚县职业教育中心2021.md", "yunling_2022.txt"]
)
def test_a_report_on_a_page_gives_the_facts_of_its_text(root: Path, name: str) -> None:
    path = root / "examples" / "reports" / name
    text = read(Source(path, path.read_bytes()))
    html = page(
        cms(f'<div id="zoom">{rendered(text)}</div>', "质量年度报告"), "<title>质量年度报告-学校</title>"
    )
    told, found = values(extract_facts(text)), values(extract_facts(html))
    same = len(told & found)
    assert same >= 0.97 * len(told)
    assert same >= 0.97 * len(found)


def rendered(document: Document) -> str:
    """The blocks as a person would set them in the editor of a site."""
    made: list[str] = []
    heading = ""
    for block in document.blocks:
        if isinstance(block, Table):
            named = block.caption is not None and block.caption.text != heading
            caption = f"<p align=center>{escape(block.caption.text)}</p>" if block.caption and named else ""
            lines = ("".join(f"<td>{escape(cell)}</td>" for cell in row) for row in rows(block))
            made.append(f"{caption}<table border=1>{''.join(f'<tr>{line}</tr>' for line in lines)}</table>")
        elif isinstance(block, Heading):
            heading = block.passage.text
            made.append(f"<h{block.level}>{block.number}{escape(heading)}</h{block.level}>")
        else:
            made.append(f"<p>　　{escape(block.passage.text)}</p>")
    return "".join(made)


def values(facts: Sequence[Fact]) -> set[str]:
    return {
        f"{fact.kind} {sorted((key, str(value)) for key, value in fact.values.items())}" for fact in facts
    }
