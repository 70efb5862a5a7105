"""The main content of a web page: which of its parts are the report, and which the site around it.

After C. Kohlschütter, P. Fankhauser, W. Nejdl: Boilerplate Detection using Shallow Text Features (WSDM 2010):
a page is a row of blocks of text, told apart by their length, their share of links and their neighbours.
To this comes what the pages of Chinese schools and offices have in common: the containers in which their
systems set an article, and the wordings of the lines around it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import Final

from ...reading.headings import CAPTION, heading_level, is_heading
from ...reading.pieces import TablePiece
from .furniture import is_furniture, is_side_title, is_the_end
from .parts import Part
from .tree import Element, attribute

#: Ids and classes in which systems set the article alone, without its title and the lines around it.
_ARTICLE: Final = re.compile(
    r"(?:^|\s)(?:vsb_content\w*|v_news_content|zoom|TRS_Editor|TRS_UEDITOR|UCAPCONTENT|ucap-content|js_content"
    r"|wp_articlecontent|rich_media_content|markdown-body|entry-content|article-content|article_content"
    r"|artical_content|news_content|news-content|newscontent|con_content|detail-content|content-detail)(?:\s|$)",
    re.I,
)
_ARTICLE_TAGS: Final = frozenset({"article", "main"})
_ARTICLE_SHARE: Final = 0.8  #: of the page's text that an article's container holds at least
_TEXT: Final = 25  #: characters of a block that is text and not a label of the site
_FEW: Final = 3  #: blocks of text; a page with fewer is all content
_LEAD: Final = 6  #: parts before an article among which its title may be
_TITLE: Final = re.compile(r"报告|年报|年度|学年|学校|学院|职教中心|教育中心")
_WHERE: Final = ("当前位置", "您的位置", "您当前", "您现在", "首页")
_SENTENCE: Final = re.compile(r"[。！？；]$")


def main_parts(parts: Sequence[Part]) -> list[Part]:
    """Return those of `parts` that are the page's content, in order."""
    return _without_links(_trimmed(_inside(parts)))


def weight(part: Part) -> int:
    """Return the characters of text in a part: 0 for links, labels and lines around an article."""
    if part.is_link:
        return 0
    if isinstance(part.piece, TablePiece):
        return part.length - part.linked
    if is_furniture(part.words):
        return 0
    marked = is_heading(part.words) or bool(CAPTION.match(part.words)) or bool(_SENTENCE.search(part.words))
    return part.length - part.linked if part.length >= _TEXT or marked else 0


def _inside(parts: Sequence[Part]) -> Sequence[Part]:
    """Return the parts in the container of the article, or in the smallest element that holds all text."""
    weights = [weight(part) for part in parts]
    whole = sum(weights)
    if sum(weighs > 0 for weighs in weights) < _FEW:
        return parts
    chains = [_chain(part.owner) for part in parts]
    named: Counter[Element] = Counter()
    common: list[Element] | None = None
    for weighs, chain in zip(weights, chains, strict=True):
        if not weighs:
            continue
        for element in chain:
            if _is_article(element):
                named[element] += weighs
        common = chain if common is None else _shared(common, chain)
    articles = [element for element, weighs in named.items() if weighs >= _ARTICLE_SHARE * whole]
    chosen = articles[-1] if articles else _frame(common or [])
    if chosen is None:
        return parts
    inside = [number for number, chain in enumerate(chains) if chosen in chain]
    return [*_led(parts, inside[0]), *(parts[number] for number in inside)]


def _chain(owner: Element) -> list[Element]:
    """Return the elements around a part from the root to its own."""
    return [*reversed(list(owner.iterancestors())), owner]


def _shared(first: list[Element], second: list[Element]) -> list[Element]:
    end = min(len(first), len(second))
    return first[: next((at for at in range(end) if first[at] is not second[at]), end)]


def _frame(common: list[Element]) -> Element | None:
    """Return the smallest element around all text that can hold an article: no paragraph, row or table."""
    small = (
        "p",
        "pre",
        "li",
        "ul",
        "ol",
        "table",
        "thead",
        "tbody",
        "tr",
        "dl",
        "dd",
        "blockquote",
        "center",
    )
    outer = list(common)
    while outer and (outer[-1].tag in small or outer[-1].tag[:1] == "h" and outer[-1].tag[1:].isdigit()):
        outer.pop()
    return outer[-1] if outer else None


def _is_article(element: Element) -> bool:
    return (
        element.tag in _ARTICLE_TAGS
        or attribute(element, "role") == "main"
        or bool(_ARTICLE.search(attribute(element, "class")) or _ARTICLE.search(attribute(element, "id")))
    )


def _led(parts: Sequence[Part], first: int) -> list[Part]:
    """Return the title and its further lines before part `first`, over the lines of author and clicks."""
    led: list[Part] = []
    for part in reversed(parts[max(0, first - _LEAD) : first]):
        if part.is_link or not part.words or part.words.startswith(_WHERE):
            break
        if _TITLE.search(part.words) and not is_furniture(part.words):
            led.append(part)
    return led[::-1]


def _trimmed(parts: Sequence[Part]) -> list[Part]:
    """Leave out the lines before and after the article that name its author, its clicks, its neighbours."""
    weights = [weight(part) for part in parts]
    texts = [number for number, weighs in enumerate(weights) if weighs]
    first, last = (texts[0], texts[-1]) if texts else (len(parts), -1)
    whole, read = sum(weights), 0
    kept: list[Part] = []
    for number, (part, weighs) in enumerate(zip(parts, weights, strict=True)):
        read += weighs
        if read and read >= _ARTICLE_SHARE * whole and is_the_end(part.words):
            break
        edge = number < first or number > last
        if edge and (is_furniture(part.words) or part.is_link):
            continue
        kept.append(part)
    return kept


def _without_links(parts: Sequence[Part]) -> list[Part]:
    """Leave out lists of links (contents, too), and the titles above them."""
    kept: list[Part] = []
    for number, part in enumerate(parts):
        if part.is_only_link and (_listed(parts, number) or not heading_level(part.words)):
            continue
        if is_side_title(part.words) and _listed(parts, number + 1):
            continue
        kept.append(part)
    return kept


def _listed(parts: Sequence[Part], number: int) -> bool:
    """Tell whether the part is a link beside another one: an entry of contents or of a menu."""
    if number >= len(parts) or not parts[number].is_only_link:
        return False
    return any(parts[at].is_only_link for at in (number - 1, number + 1) if 0 <= at < len(parts))
