"""Plain text and Markdown, whatever their encoding."""

from __future__ import annotations

from dataclasses import replace

from ..reading.blocks import Document
from ..reading.decode import decode
from ..reading.layout import read_layout
from .source import Source


def read_text(source: Source) -> Document:
    """Return the document that a text file holds. Raises ReportError for one that is empty or no text."""
    document = read_layout(decode(source.data, source.path))
    return replace(document, warnings=tuple(source.warnings))
