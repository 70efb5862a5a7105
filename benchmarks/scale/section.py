"""A part of the page: paragraphs of Markdown, and the images that they show."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Final

#: The folder of images, beside the page.
IMAGES: Final = "images"
_TITLE: Final = re.compile(r'aria-label="([^"]*)"')


@dataclass(slots=True)
class Section:
    """Paragraphs in their order, and SVG by file name."""

    paragraphs: list[str] = field(default_factory=list)
    images: dict[str, str] = field(default_factory=dict)

    def add(self, *paragraphs: str) -> None:
        """Append paragraphs, headings or tables."""
        self.paragraphs += paragraphs

    def draw(self, name: str, svg: str) -> None:
        """Append an image, with its title for those who do not see it."""
        title = _TITLE.search(svg)
        self.images[name] = svg
        self.paragraphs.append(f"![{title[1] if title else name}]({IMAGES}/{name})")
