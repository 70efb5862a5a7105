"""Blocks as JSON: what of a report was understood, for programs to read."""

from __future__ import annotations

from typing import Any

from .blocks import Block, Document, Heading, Paragraph
from .passage import Passage


def document_json(document: Document) -> dict[str, Any]:
    """Return the document as JSON's types: its text, the places of its pages, and its blocks in order.

    Places (`start`, `end`) count characters of `text`.
    """
    return {
        "characters": len(document.text),
        "pages": [{"start": start, "page": page} for start, page in document.pages],
        "warnings": list(document.warnings),
        "blocks": [_block(document, block) for block in document.blocks],
        "text": document.text,
    }


def _block(document: Document, block: Block) -> dict[str, Any]:
    if isinstance(block, Heading):
        told: dict[str, Any] = {"type": "heading", "level": block.level, "number": block.number}
        return told | _passage(document, block.passage) | {"section": list(block.section)}
    if isinstance(block, Paragraph):
        return {"type": "paragraph"} | _passage(document, block.passage) | {"section": list(block.section)}
    first = next((cell for row in block.rows for cell in row if cell.text), None)
    return {
        "type": "table",
        "caption": _words(block.caption),
        "lead": _words(block.lead),
        "page": document.page_at(first.offsets[0]) if first else None,
        "header_rows": block.header_rows,
        "units": list(block.units),
        "rows": [[_cell(cell) for cell in row] for row in block.rows],
        "section": list(block.section),
    }


def _words(passage: Passage | None) -> str | None:
    return passage.text if passage else None


def _cell(cell: Passage) -> dict[str, Any]:
    told = {"text": cell.text} | _span(cell)
    return told | {"merged": True} if cell.spanned else told


def _passage(document: Document, passage: Passage) -> dict[str, Any]:
    place = _span(passage)
    page = document.page_at(place["start"]) if place else None
    return {"text": passage.text, **place, "page": page}


def _span(passage: Passage) -> dict[str, int]:
    return {"start": passage.offsets[0], "end": passage.offsets[-1] + 1} if passage.offsets else {}
