"""Words as a browser would show them: white space collapsed, invisible characters left out."""

from __future__ import annotations

import re
from typing import Final

#: White space at the ends of a paragraph, indents among it.
MARGIN: Final = " \t\n\r\f\v\xa0\u3000\u2002\u2003\u2009"
_COLLAPSED: Final = re.compile(r"[ \t\n\r\f\v]+")
#: A line end between Chinese characters or marks: the source was only wrapped there.
_WRAPPED: Final = re.compile(r"(?<=[\u2e80-\uffef])[ \t\r\f]*\n[ \t\n\r\f]*(?=[\u2e80-\uffef])")
_NOT_SEEN: Final = re.compile("[\u200b-\u200f\u2060\ufeff\xad\x00-\x08\x0e-\x1f]")


def shown(text: str) -> str:
    """Return `text` as it shows: soft hyphens and other invisible characters gone, white space collapsed."""
    return _COLLAPSED.sub(" ", _WRAPPED.sub("", visible(text)))


def visible(text: str) -> str:
    """Return `text` without soft hyphens, zero-width and control characters."""
    return _NOT_SEEN.sub("", text)
