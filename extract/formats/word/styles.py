"""Styles of a Word file: what a paragraph takes from its style and from those that this is based on."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from .markup import Element, W, is_on, number, value

_HEADING: Final = re.compile(r"(?:heading|标题)\s*([1-9])$", re.IGNORECASE)
_TITLE: Final = re.compile(r"(?:title|subtitle|标题|副标题)$", re.IGNORECASE)
_CONTENTS: Final = re.compile(
    r"(?:toc|contents|目录)\s*(?:\d|heading|标题)$|table of figures$|图表目录$", re.IGNORECASE
)
_BODY_LEVEL: Final = 9  #: the outline level of what is no heading


@dataclass(frozen=True, slots=True)
class Style:
    """What a style says, None or "" where it leaves it open.

    `level` is the level of a heading (0: none), `title` tells the title of the whole report, which heads no
    section whatever its outline. `list` is the id of its numbering ("0": none) and `depth` the level in that.
    `names` are the ids of the style and of those it is based on, nearest first.
    """

    names: tuple[str, ...] = ()
    level: int | None = None
    title: bool = False
    list: str = ""
    depth: int | None = None
    hidden: bool | None = None
    contents: bool = False
    indented: bool | None = None
    new_page: bool | None = None


class Styles:
    """The styles of a file by their id."""

    def __init__(self, root: Element | None) -> None:
        elements = root.findall(f"{W}style") if root is not None else []
        self._elements: dict[str, Element] = {value(one, "styleId"): one for one in elements}
        self._read: dict[str, Style] = {}
        self._default = next(
            (
                value(one, "styleId")
                for one in elements
                if value(one, "type") == "paragraph" and value(one, "default") in ("1", "true", "on")
            ),
            "",
        )

    def of_paragraph(self, properties: Element | None) -> Style:
        """Return the style of a paragraph with these properties (w:pPr)."""
        named = value(properties.find(f"{W}pStyle")) if properties is not None else ""
        return self.named(named if named in self._elements else self._default)

    def named(self, name: str) -> Style:
        """Return the style with the id `name`, with all that it takes from others."""
        if name not in self._read:
            self._read[name] = self._resolved(name)
        return self._read[name]

    def _resolved(self, name: str) -> Style:
        chain: list[str] = []
        while name in self._elements and name not in chain:
            chain.append(name)
            name = value(self._elements[name].find(f"{W}basedOn"))
        style = Style()
        for one in reversed(chain):
            style = _over(_own(self._elements[one]), style)
        return style


def _own(element: Element) -> Style:
    """Return what a style says itself."""
    paragraph, run = element.find(f"{W}pPr"), element.find(f"{W}rPr")
    name = value(element.find(f"{W}name"))
    listed, depth = numbering_said(paragraph)
    return Style(
        names=(value(element, "styleId"),),
        level=_level(paragraph, name, value(element, "styleId")),
        title=bool(_TITLE.match(name)),
        list=listed,
        depth=depth,
        hidden=hidden_said(run),
        contents=bool(_CONTENTS.match(name)),
        indented=indent_said(paragraph),
        new_page=toggle_said(paragraph, "pageBreakBefore"),
    )


def _over(own: Style, base: Style) -> Style:
    """Return the style `own` set over the one that it is based on."""
    return Style(
        names=own.names + base.names,
        level=base.level if own.level is None else own.level,
        title=own.title or base.title,
        list=own.list or base.list,
        depth=base.depth if own.depth is None else own.depth,
        hidden=base.hidden if own.hidden is None else own.hidden,
        contents=own.contents or base.contents,
        indented=base.indented if own.indented is None else own.indented,
        new_page=base.new_page if own.new_page is None else own.new_page,
    )


def _level(paragraph: Element | None, name: str, style_id: str) -> int | None:
    """Return the level of heading that a style gives, by its outline or else by its name; None for none."""
    said = outline_said(paragraph)
    if said is not None:
        return said
    heading = _HEADING.match(name) or (None if name else _HEADING.match(style_id))
    return int(heading[1]) if heading else None


def outline_said(paragraph: Element | None) -> int | None:
    """Return the level of heading that paragraph properties say by the outline, 0 for none; or None."""
    level = number(paragraph.find(f"{W}outlineLvl")) if paragraph is not None else None
    if level is None:
        return None
    return level + 1 if level < _BODY_LEVEL else 0


def numbering_said(paragraph: Element | None) -> tuple[str, int | None]:
    """Return the id of the numbering that paragraph properties say, or "", and the level in it."""
    said = paragraph.find(f"{W}numPr") if paragraph is not None else None
    if said is None:
        return "", None
    return value(said.find(f"{W}numId")), number(said.find(f"{W}ilvl"))


def hidden_said(run: Element | None) -> bool | None:
    """Return whether run properties hide words, None where they do not say."""
    return toggle_said(run, "vanish")


def toggle_said(properties: Element | None, name: str) -> bool | None:
    """Return whether a property is on, None where `properties` do not have it."""
    toggle = properties.find(W + name) if properties is not None else None
    return None if toggle is None else is_on(toggle)


def indent_said(paragraph: Element | None) -> bool | None:
    """Return whether paragraph properties set the first line in, None where they do not say."""
    indent = paragraph.find(f"{W}ind") if paragraph is not None else None
    said = [number(indent, name) for name in ("firstLine", "firstLineChars")] if indent is not None else []
    return any(said) if any(one is not None for one in said) else None
