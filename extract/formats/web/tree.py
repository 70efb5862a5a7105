"""The tree of a web page: parsed without fetching anything, and cleared of what is no content by its make."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from lxml import etree, html

from ...errors import ReportError

#: An element of lxml, which has no types of its own.
Element = Any
Lengths = Mapping[Element, int]

_MOST_ELEMENTS: Final = 200_000  #: a report of 60 pages as Word writes it has some 50,000
_GONE: Final = frozenset({
    "script", "style", "noscript", "template", "svg", "math", "iframe", "object", "embed", "applet",
    "audio", "video", "canvas", "map", "select", "option", "textarea", "button", "input", "datalist",
    "label", "img", "marquee", "xml", "del", "rt", "rp", "rtc", "link", "meta", "base", "colgroup",
})  # fmt: skip
#: Elements around the content, unless they hold most of the page.
_AROUND: Final = frozenset({"nav", "header", "footer", "aside", "dialog"})
_AROUND_ROLES: Final = frozenset(
    {"navigation", "banner", "contentinfo", "complementary", "search", "doc-toc"}
)
#: Classes and ids of contents: of Word, LibreOffice, and renderers of Markdown.
_CONTENTS: Final = re.compile(
    r"(?:^|\s)(?:MsoToc\w*|MsoTOC\w*|Table of Contents\d*|toc|table-of-contents|toctree-wrapper)(?:\s|$)",
    re.I,
)
_UNSEEN: Final = re.compile(
    r"display\s*:\s*none|mso-hide\s*:\s*all|mso-element\s*:\s*(?:header|footer)\b", re.I
)
_SIGNS: Final = frozenset({"¶", "#", "§", "🔗", "\uf0c1", "↩", "↩︎"})
_NOTE: Final = re.compile(r"#(?:_?(?:ftn|edn)|sd(?:foot|end)note|fn|cite|user-content-fn)", re.I)
_SPACE: Final = re.compile(r"\s+")
_DROPPED: Final = "zhijiao-dropped"


def parse(text: str, path: Path | str) -> Element:
    """Return the root of the page `text`, however broken its markup.

    Raises ReportError where nothing is in it, or where it has more elements or a deeper nesting than a page
    made by people has: the parser then leaves out what stands deeper.
    """
    parser = html.HTMLParser(
        encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True, huge_tree=True
    )
    try:
        root = html.document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise ReportError(path, "网页是空的或已损坏", "请在浏览器里打开原网页，重新另存一份") from error
    if any("depth" in entry.message for entry in parser.error_log):
        raise ReportError(path, "标签嵌套得太深，不是正常的网页", "请在浏览器里打开，复制正文存为文本再读")
    if sum(1 for _ in root.iter()) > _MOST_ELEMENTS:
        raise ReportError(
            path, f"有超过 {_MOST_ELEMENTS} 个标签，不是正常的网页", "请在浏览器里打开，复制正文存为文本再读"
        )
    return root


def attribute(element: Element, name: str) -> str:
    """Return an attribute of `element`, "" where it has none."""
    return str(element.get(name) or "")


def text_of(element: Element) -> str:
    """Return the words inside `element`, white space collapsed."""
    return _SPACE.sub(" ", "".join(element.itertext())).strip()


def text_lengths(root: Element) -> Lengths:
    """Return how many characters, white space apart, stand inside each element of the tree."""
    lengths: dict[Element, int] = {}
    for element in _reversed(root):
        own = _visible(element.text) + sum(lengths[child] + _visible(child.tail) for child in element)
        lengths[element] = own
    return lengths


def _reversed(root: Element) -> list[Element]:
    """Return the elements in the order in which children come before their parents."""
    return list(root.iter())[::-1]


def _visible(text: str | None) -> int:
    return len("".join(text.split())) if text else 0


def clear(root: Element) -> Lengths:
    """Drop from the tree what is no content: scripts, controls, hidden parts, frames of the page, contents.

    Returns the lengths of text inside each element that stays (what is dropped later still counts in them).
    """
    _drop(root, [element for element in root.iter() if _is_gone(element)])
    lengths = text_lengths(root)
    whole = lengths[root]
    _drop(
        root,
        [
            element
            for element in root.iter()
            if element is not root and _is_around(element) and lengths[element] * 2 <= whole
        ],
    )
    return text_lengths(root)


def _drop(root: Element, elements: Sequence[Element]) -> None:
    """Drop elements from the tree, but for what stands behind them."""
    for element in elements:
        if element is not root:
            element.tag = _DROPPED
    # Unlike `drop_tree` this takes no text through Python, where control characters would be refused.
    etree.strip_elements(root, _DROPPED, with_tail=False)


def _is_gone(element: Element) -> bool:
    tag = element.tag
    if tag in ("html", "body"):
        return False
    if tag in _GONE:
        return True
    if element.get("hidden") is not None or attribute(element, "aria-hidden").lower() == "true":
        return True
    if _UNSEEN.search(attribute(element, "style")):
        return True
    if tag == "a":
        return _is_sign(element)
    return tag == "figure" and element.find(".//table") is None


def _is_sign(link: Element) -> bool:
    """Tell a link that is only a sign: to the heading itself, to a footnote and back."""
    target = attribute(link, "href")
    if not target.startswith("#"):
        return False
    parent = link.getparent()
    raised = parent is not None and parent.tag == "sup"
    return bool(_NOTE.match(target)) or raised or text_of(link) in _SIGNS


def _is_around(element: Element) -> bool:
    if element.tag in _AROUND or attribute(element, "role") in _AROUND_ROLES:
        return True
    if element.tag == "div" and attribute(element, "title") in ("header", "footer"):
        return True  # of the pages of LibreOffice
    return bool(_CONTENTS.search(attribute(element, "class")) or _CONTENTS.search(attribute(element, "id")))
