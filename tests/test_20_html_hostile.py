"""Web pages without content, hostile ones, and any at all."""

from __future__ import annotations

import time
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from zhijiao.extract.errors import ReportError
from zhijiao.extract.formats.readers import read
from zhijiao.extract.formats.source import Limits, Source
from zhijiao.extract.reading.blocks import Table
from zhijiao.tests.making.webpages import TEXT, only_table, page, shown

ARCHIVE = b"MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=X\r\n\r\n"


def failure(body: str | bytes, head: str = "") -> ReportError:
    with pytest.raises(ReportError) as raised:
        page(body, head)
    return raised.value


def test_a_frameset_is_named_with_its_pages() -> None:
    error = failure(
        b"<html><frameset cols='20%,*'><frame src=menu.htm><frame src=main.htm></frameset></html>"
    )
    assert "框架" in error.reason
    assert "main.htm" in error.advice


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        ("<div id=app></div><noscript>Please enable JavaScript</noscript><script>x()</script>", "没有正文"),
        ("<div>正在加载……</div>", "没有正文"),
        ("<p>本站需要启用 JavaScript 才能浏览</p>", "没有正文"),
        ("<iframe src='/files/2021.pdf'></iframe>", "2021.pdf"),
        ("<h1>404 Not Found</h1><hr>nginx", "出错"),
        ("<p>您访问的页面不存在或已被删除</p>", "出错"),
        ("<ul><li><a href=1>通知</a></li><li><a href=2>公告</a></li></ul>", "没有正文"),
    ],
)
def test_pages_without_content_say_so(body: str, reason: str) -> None:
    assert reason in failure(body).reason


def test_a_short_page_of_figures_is_no_error_page() -> None:
    assert shown(page("<p>404亩</p><p>占地500.5亩</p>")) == ["404亩", "占地500.5亩"]


def test_a_page_that_only_leads_to_a_file_is_read_with_a_warning() -> None:
    document = page("<p>现将质量年报予以公布，详见附件。</p><p><a href=/f/1.pdf>质量年报（2021）</a></p>")
    assert "质量年报（2021）" in document.warnings[0]


def test_deep_nesting_is_read_or_named() -> None:
    deep = "<div>" * 1500
    assert shown(page(deep + TEXT)) == [TEXT]
    assert "嵌套" in failure("<div>" * 50_000 + TEXT).reason


@pytest.mark.parametrize(
    "hostile",
    [
        "<table border=1><tr><td colspan=100000>甲<td>乙<tr><td rowspan=99999>1<td>2</table>",
        "<table border=1><tr><td colspan=0 rowspan=0>甲<td colspan=-3>乙<tr><td>1<td>2</table>",
        "<table border=1><tr><td colspan=²>甲<td rowspan=x>乙<tr><td>1<td>2</table>",
    ],
)
def test_absurd_spans_make_no_absurd_tables(hostile: str) -> None:
    table = only_table(page(hostile))
    assert len(table.rows) * table.width <= 9


@pytest.mark.parametrize(
    "hostile",
    [
        "<table border=1>" + "<tr>" + "<td>x" * 300_000,
        ("<table border=1><tr>" + "<td rowspan=200>x" * 199 + ("<tr><td>y" * 200) + "</table>") * 30,
        "<b>" * 500_000,
        "<table>" * 1_000 + "<tr><td>甲<td>乙",
        "<a href=x>" * 50_000 + "<p>甲",
        "<p style='" + "display:" * 100_000 + "'>甲",
        "<![if " * 100_000 + "<p>甲",
        "&#" * 500_000,
    ],
)
def test_hostile_pages_end_soon(hostile: str) -> None:
    begun = time.monotonic()
    try:
        page(hostile)
    except ReportError as error:
        assert error.advice
    assert time.monotonic() - begun < 20


def test_a_page_over_the_limit_of_text_is_refused_also_in_an_archive() -> None:
    body = f"<html><body><p>{TEXT}</p>{'<p>甲</p>' * 150_000}</body></html>".encode()
    head = ARCHIVE + b"--X\r\nContent-Type: text/html\r\n\r\n"
    for suffix, data in ((".html", body), (".mht", head + body + b"\r\n--X--\r\n")):
        with pytest.raises(ReportError) as raised:
            read(Source(Path(f"a{suffix}"), data, Limits(text_megabytes=1)))
        assert "MB" in raised.value.reason


@pytest.mark.parametrize(
    "archive",
    [
        ARCHIVE + b"--X\r\nContent-Type: text/css\r\n\r\na\r\n--X--",
        ARCHIVE,
        b"".join(
            b"MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=X%d\r\n\r\n--X%d\r\n" % (n, n)
            for n in range(3000)
        ),
    ],
)
def test_broken_archives_say_so(archive: bytes) -> None:
    with pytest.raises(ReportError, match="网页存档"):
        page(archive, suffix=".mhtml")


WORDS = st.text("甲乙丙丁戊己庚辛", min_size=1, max_size=6)
GRID = st.integers(2, 4).flatmap(
    lambda width: st.lists(st.lists(WORDS, min_size=width, max_size=width), min_size=2, max_size=4)
)


def markup(block: str | list[list[str]], wrap: int) -> str:
    if isinstance(block, str):
        inner = f"<p>{block}</p>"
    else:
        lines = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in block)
        inner = f"<table border=1>{lines}</table>"
    return "<div>" * wrap + inner + "</div>" * wrap


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(WORDS | GRID, st.integers(0, 3)), min_size=1, max_size=8))
def test_any_paragraphs_and_tables_are_read_back_in_order(
    blocks: Sequence[tuple[str | list[list[str]], int]],
) -> None:
    found: list[str] = []
    apart = "<p>隔</p>"  # two tables with the same first row would be one that goes on
    for block in page(apart.join(markup(block, wrap) for block, wrap in blocks)).blocks:
        if isinstance(block, Table):
            found += [cell.text for row in block.rows for cell in row]
        else:
            found.append(block.passage.text)
    found = [words for words in found if words != "隔"]
    told = [
        words
        for block, _ in blocks
        for words in ([block] if isinstance(block, str) else [c for r in block for c in r])
    ]
    assert found == told


TAGS = [
    *("<p>", "</p>", "<table border=1>", "</table>", "<tr>", "<td>", "<td colspan=3>", "<th rowspan=2>"),
    *("<thead>", "<tfoot>", "<b>", "</b>", "<div>", "</div>", "<br>", "<ul>", "<li>", "<h2>", "</h2>"),
    *("<dl>", "<dt>", "<dd>", "<pre>", "</pre>", "<a href=x>", "</a>", "甲", "乙丙", "&nbsp;"),
]


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(TAGS), max_size=40))
def test_any_soup_of_tags_is_read_without_losing_words(tags: Sequence[str]) -> None:
    soup = f"<p>{TEXT}</p>" + "".join(tags)
    text = page(soup).text
    assert TEXT in text
    if "<a href=x>" not in tags:
        for word in ("甲", "乙丙"):
            assert text.count(word) == tags.count(word)
