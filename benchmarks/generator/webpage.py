"""Generated reports as web pages."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from .draft import Block, Listing, Paragraph, Sheet
from .layout import Layout
from .marked import numbered, rows, words


def as_html(layout: Layout, blocks: Sequence[Block]) -> str:
    """Return the report as a web page of headings, paragraphs, lists and tables."""
    title = blocks[0]
    name = escape(words(title.parts)) if isinstance(title, Paragraph) else ""
    out = [
        f'<!DOCTYPE html>\n<html lang="zh-CN"><head><meta charset="utf-8"><title>{name}</title></head><body>'
    ]
    out.append(f"<h1>{name}</h1>")
    for block in numbered(layout, blocks[1:]):
        if isinstance(block, tuple):
            level, line = block
            out.append(f"<h{level + 1}>{escape(line)}</h{level + 1}>")
        elif isinstance(block, Paragraph):
            out.append(f"<p>{escape(words(block.parts))}</p>")
        elif isinstance(block, Listing):
            items = "".join(f"<li>{escape(words(item))}</li>" for item in block.items)
            out.append(f"<ul>{items}</ul>")
        elif isinstance(block, Sheet):
            caption = f"<caption>{escape(block.caption)}</caption>" if block.caption else ""
            body = "".join(
                "<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in cells) + "</tr>"
                for cells in rows(block)
            )
            out.append(f"<table>{caption}{body}</table>")
    return "\n".join([*out, "</body></html>\n"])
