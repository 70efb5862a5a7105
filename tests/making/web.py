"""A manuscript as a page of a school's web site, which has far more on it than the report."""

from __future__ import annotations

from html import escape
from pathlib import Path
from typing import Final

from .manuscript import Cell, Head, Manuscript, Prose, Sheet

_MENU: Final = ("首页", "学校概况", "新闻中心", "党建工作", "教育教学", "招生就业", "信息公开", "校企合作")
_RELATED: Final = (
    "我校举行开学典礼",
    "关于做好寒假期间校园安全工作的通知",
    "临江县教育局领导来校调研",
    "我校与澄江星野数控有限公司签订合作协议",
    "喜报：我校学生在2016年省职业院校技能大赛中获一等奖3项",
)
_TEMPLATE: Final = """<!DOCTYPE html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<title>{title}-信息公开-校园网</title>
<style>{style}</style>
<script>var visited = "2019年招生9999人"; function count() {{ return visited; }}</script>
</head>
<body>
{before}
{open}
<h1 class="title">{heading}</h1>
<p class="meta">发布时间：2023-01-05 &nbsp; 发布人：校办 &nbsp; 浏览次数：<span id="hits">1286</span> 次</p>
<div class="toc"><p class="toc-title">目录</p><ul>
{contents}
</ul></div>
<div class="content">
{content}
</div>
{close}
{after}
</body>
</html>
"""
_SEMANTIC: Final = {
    "before": """<header><a href="/">校园网</a><form><input placeholder="站内搜索"></form></header>
<nav><ul>{menu}</ul></nav>
<nav class="breadcrumb" aria-label="breadcrumb">
<a href="/">首页</a> &gt; <a href="/open">信息公开</a>
</nav>""",
    "open": "<main><article>",
    "close": """<p class="neighbours no-print">上一篇：<a href="1.html">放假通知</a> 下一篇：没有了</p>
</article></main>""",
    "after": """<aside><h2>相关链接</h2><ul>{related}</ul></aside>
<footer><p>版权所有 © 2023 校园网 备案号：0000000号</p>
<p>技术支持：澄江云帆网络科技有限公司</p></footer>""",
}
_DIVISIONS: Final = {
    "before": """<div class="top"><a href="/">校园网</a></div>
<div class="nav"><ul>{menu}</ul></div>
<div class="position">当前位置：
<a href="/">首页</a> &gt;&gt; <a href="/open">信息公开</a> &gt;&gt; 正文</div>""",
    "open": '<div class="article">',
    "close": '<div class="pages">上一篇：<a href="1.html">放假通知</a> 下一篇：没有了</div></div>',
    "after": """<div class="sidebar"><h3>相关新闻</h3><ul>{related}</ul></div>
<div class="footer">版权所有 © 2023 校园网 备案号：0000000号<br>
技术支持：澄江云帆网络科技有限公司</div>""",
}
_STYLE: Final = "table{border-collapse:collapse} td,th{border:1px solid #999;padding:4px} p{text-indent:2em}"


def write_html(manuscript: Manuscript, path: Path, *, semantic: bool = True) -> None:
    """Write `manuscript` to `path`; `semantic` marks what is no article as HTML 5 does, else classes do."""
    path.write_text(page_of(manuscript, semantic=semantic), encoding="utf-8")


def page_of(manuscript: Manuscript, *, semantic: bool = True, style: str = _STYLE) -> str:
    """Return `manuscript` as a web page, styled by the rules of `style`."""
    menu = "".join(f'<li><a href="/{number}">{words}</a></li>' for number, words in enumerate(_MENU))
    related = "".join(f'<li><a href="/n/{number}">{words}</a></li>' for number, words in enumerate(_RELATED))
    around = {
        name: part.format(menu=menu, related=related)
        for name, part in (_SEMANTIC if semantic else _DIVISIONS).items()
    }
    return _TEMPLATE.format(
        title=escape(manuscript.running_head),
        style=style,
        heading="<br>".join(map(escape, manuscript.title)),
        contents=_contents(manuscript),
        content=_content(manuscript),
        **around,
    )


def _contents(manuscript: Manuscript) -> str:
    heads = [part for part in manuscript.parts if isinstance(part, Head)]
    listed = set(manuscript.contents)
    return "\n".join(
        f'<li class="level{head.level}"><a href="#s{number}">{escape(head.words)}</a></li>'
        for number, head in enumerate(heads)
        if head in listed
    )


def _content(manuscript: Manuscript) -> str:
    out: list[str] = []
    heads = 0
    highest = min((part.level for part in manuscript.parts if isinstance(part, Head)), default=1)
    for part in manuscript.parts:
        if isinstance(part, Head):
            level = min(6, part.level - highest + 2)
            out.append(f'<h{level} id="s{heads}">{escape(part.words)}</h{level}>')
            heads += 1
        elif isinstance(part, Prose):
            out.append(f"<p>{escape(part.words)}</p>")
        else:
            out.append(_table(part))
    return "\n".join(out)


def _table(sheet: Sheet) -> str:
    above = "".join(f'<p class="caption">{escape(line)}</p>\n' for line in sheet.above)
    rows = ["<tr>" + "".join(_cell(cell, row < sheet.header_rows) for _, cell in cells) + "</tr>"
            for row, cells in enumerate(sheet.rows)]  # fmt: skip
    head = "\n".join(rows[: sheet.header_rows])
    body = "\n".join(rows[sheet.header_rows :])
    return (
        f"{above}<table>\n"
        + (f"<thead>\n{head}\n</thead>\n" if head else "")
        + f"<tbody>\n{body}\n</tbody>\n</table>"
    )


def _cell(cell: Cell, header: bool) -> str:
    tag = "th" if header else "td"
    spans = f' rowspan="{cell.rows}"' * (cell.rows > 1) + f' colspan="{cell.columns}"' * (cell.columns > 1)
    return f"<{tag}{spans}>{escape(cell.words).replace(chr(10), '<br>')}</{tag}>"
