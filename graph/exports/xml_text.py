"""Text as XML 1.0 can hold it."""

from __future__ import annotations

from ..names import readable


def xml_text(text: str) -> str:
    """Return `text` with each character that no XML document can hold, as a form feed, replaced by U+FFFD.

    See https://www.w3.org/TR/xml/#charsets.
    """
    return readable(text).replace("\f", "\ufffd")
