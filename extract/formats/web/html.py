"""Web pages: saved from the site of a school or an office, or written by Word, LibreOffice or a renderer."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Final

from ...errors import ReportError
from ...reading.blocks import Document
from ...reading.layout import read_layout, read_pieces
from ...reading.pieces import TablePiece
from ..source import Source
from .content import main_parts
from .decode import page_text
from .grid import TooManyPlacesError
from .parts import Part, parts_of
from .titles import page_title, with_title
from .tree import Element, attribute, clear, parse, text_of
from .words import visible

_PREFORMATTED: Final = 0.8  #: share of a page's characters in text as typed, from which on it is a text file
_SHELL: Final = re.compile(
    r"(?:loading|正在加载|加载中|请?稍[候等]|跳转)[\s.…。]*$"
    r"|(?:enable|启用|开启|打开|允许).{0,12}javascript|javascript.{0,12}(?:enable|disabled|禁用)",
    re.I,
)
_FAILED: Final = re.compile(
    r"^\s*(?:http|error|错误)?\s*(?:代码)?[：:\s]*(?:40[0134]|50[0234])(?![\d.,亩人名个万元年%])"
    r"|not found|forbidden|bad gateway|访问(?:被拒绝|受限|出错)"
    r"|(?:页面|网页|文章|内容|信息)(?:不存在|未找到|已删除|已被删除)"
    r"|(?:找不到|无法访问|没有找到)(?:该|此|您)?.{0,6}(?:页|文件|内容|资源)",
    re.I | re.M,
)
_SHORT: Final = 200  #: characters; a page with fewer may be an error's, or only lead to a file
_ATTACHED: Final = re.compile(r"\.(?:pdf|docx?|wps|zip|rar|xlsx?)(?:$|[?#])", re.I)
_LOOK: Final = "请在浏览器里打开，确认看得到正文，再另存为网页或打印成 PDF"


def read_html(source: Source) -> Document:
    """Return the document that a web page holds: its main content, without menus and the lines around it.

    Nothing that the page refers to is fetched, and nothing in it is run. Raises ReportError where it is no
    text, a frame for other pages, an error's page, or one that only scripts would fill.
    """
    return read_page(page_text(source.data, source.path, source.warnings), source)


def read_page(text: str, source: Source) -> Document:
    """Return the document of the page whose decoded text is `text`; see `read_html`."""
    path, warnings = source.path, source.warnings
    root = parse(text, path)
    if next(root.iter("frameset"), None) is not None:
        raise _framed(path, [attribute(frame, "src") for frame in root.iter("frame")])
    title = page_title(root)
    inner = [
        attribute(frame, "src") or attribute(frame, "data")
        for frame in root.iter("iframe", "embed", "object")
    ]
    attached = [link for link in root.iter("a") if _ATTACHED.search(attribute(link, "href"))]
    attachments = [text_of(link) or attribute(link, "href") for link in attached]
    lengths = clear(root)
    try:
        parts = main_parts(parts_of(_body(root), lengths))
    except TooManyPlacesError as error:
        raise ReportError(path, "表格大得不像报告里的表", "请检查网页；需要时另存为文本再读") from error
    length = sum(part.length for part in parts)
    _check_content(path, title, parts, inner)
    if length < _SHORT and attachments:
        warnings.append(f"正文只有 {length} 字，报告可能在附件里：{'、'.join(attachments[:3])}")
    if typed := _as_typed(parts, length):
        return replace(read_layout(typed), warnings=tuple(warnings))
    return read_pieces(with_title(title, [part.piece for part in parts]), warnings)


def _body(root: Element) -> Element:
    body = root.find("body")
    return root if body is None else body


def _check_content(path: Path, title: str, parts: Sequence[Part], inner: Sequence[str]) -> None:
    """Raise ReportError where a page has no content of its own."""
    length = sum(part.length for part in parts)
    words = "".join(part.words for part in parts)
    shell = length < _SHORT and _SHELL.search(words)
    if not parts or shell:
        if files := [
            target for target in inner if target and not target.startswith(("about:", "javascript:"))
        ]:
            raise ReportError(path, f"页面里没有正文，内容在嵌入的 {files[0][:100]} 里", "请下载那个文件来读")
        raise ReportError(path, "页面里没有正文，可能要由脚本生成", _LOOK)
    if length < _SHORT and _FAILED.search(f"{title}\n{words}"):
        raise ReportError(path, f"是出错的页面（{(title or words)[:30]}），不是报告", "请重新下载")


def _framed(path: Path, targets: Sequence[str]) -> ReportError:
    named = "、".join(target for target in targets if target)[:200] or "其中的各页"
    return ReportError(path, "只是框架页，正文在别的文件里", f"请打开框架里的正文页另存：{named}")


def _as_typed(parts: Sequence[Part], length: int) -> str:
    """Return the text of a page that is a text file in a frame, "" for any other."""
    typed = sum(part.length for part in parts if part.preformatted)
    if typed < _PREFORMATTED * length or any(isinstance(part.piece, TablePiece) for part in parts):
        return ""
    texts: dict[Element, str] = {}
    for part in parts:
        if part.preformatted:
            texts[part.owner] = visible("".join(part.owner.itertext()))
        else:
            texts[part.owner] = f"{texts.get(part.owner, '')}{part.words}\n"
    return "\n\n".join(texts.values())
