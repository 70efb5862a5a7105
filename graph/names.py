"""Normal forms of names: what is compared when two names are held against each other, and what IRIs show.

Nothing here depends on other names or on the order in which names come.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from functools import lru_cache
from typing import Final

#: Longest readable part of a local name, in characters.
LOCAL_NAME_LENGTH: Final = 64
_DIGEST_LENGTH: Final = 12

#: Longest label, in characters; what a report gives as a longer name is cut and ends in "…".
LABEL_LENGTH: Final = 300

# Longest first, so that 集团股份有限公司 loses 股份有限公司 and then 集团. Branches (分公司), factories (厂)
# and subsidiaries (控股) are other organisations than their parents: their words stay.
_LEGAL_FORMS: Final = (
    "股份有限责任公司",
    "股份有限公司",
    "有限责任公司",
    "股份公司",
    "集团公司",
    "有限公司",
    "总公司",
    "公司",
    "集团",
)
# A branch's name ends like a legal form and is none.
_BRANCH: Final = ("分公司", "子公司")
_SHORTEST_CORE: Final = 2


class NameFormError(ValueError):
    """A name holds no letter and no digit, so that nothing can be named by it."""


# The same names come again and again, in one report and in thousands.
@lru_cache(maxsize=1 << 17)
def normal_form(name: str) -> str:
    """Return the letters and digits of `name` in NFKC and lower case; empty where it has none.

    The form of a normal form is itself. Names with the same normal form are one name.
    """
    # Lower case can bring back what NFKC had settled (and the other way round): twice is a fixed point.
    text = name
    for _ in range(2):
        text = unicodedata.normalize("NFKC", text).lower()
    return "".join(character for character in text if character.isalnum())


def local_name(name: str) -> str:
    """Return the part of an IRI that stands for `name`: readable, at most 64 characters and a digest.

    A normal form longer than 64 characters is cut there and followed by "-" and the first 12 hexadecimal
    digits of the SHA-256 of the whole form, so that long names with the same beginning stay apart.
    Raises NameFormError where `name` has no letter and no digit.
    """
    form = normal_form(name)
    if not form:
        raise NameFormError(f"{name[:40]!r} has no letter and no digit; a thing needs a name to have an IRI")
    if len(form) <= LOCAL_NAME_LENGTH:
        return form
    digest = hashlib.sha256(form.encode()).hexdigest()[:_DIGEST_LENGTH]
    return f"{form[:LOCAL_NAME_LENGTH]}-{digest}"


def organisation_core(name: str) -> str:
    """Return the normal form of an organisation's name without its legal form.

    正泰集团, 正泰集团股份有限公司 and 正泰(集团)有限责任公司 share the core 正泰. Fewer than two characters
    are no core: such a name is returned whole. Branches keep their whole name.
    """
    form = normal_form(name)
    while not form.endswith(_BRANCH):
        ending = next((one for one in _LEGAL_FORMS if form.endswith(one)), "")
        if not ending or len(form) - len(ending) < _SHORTEST_CORE:
            break
        form = form[: -len(ending)]
    return form


def label(text: str, limit: int = LABEL_LENGTH) -> str:
    """Return `text` fit for a label: one line, no control characters, at most `limit` characters.

    Empty where nothing readable is left.
    """
    line = " ".join((text if text.isprintable() else readable(text)).split())
    if not line.isprintable():
        # Format characters (direction marks, zero-width blanks) can make a label show what it does not say.
        line = "".join(character for character in line if unicodedata.category(character) != "Cf")
        line = line.strip()
    return line if len(line) <= limit else line[: limit - 1].rstrip() + "…"


# Characters that no XML document and hence not every RDF format can hold, among them lone surrogates; a
# form feed is one of them too but is left alone, as it is how PDF texts mark a new page.
_UNREADABLE: Final = re.compile(
    "[\x00-\x08\x0b\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]"
)


def readable(text: str) -> str:
    """Return `text` with every control character, lone surrogate and non-character replaced by U+FFFD.

    Line ends, tabs and form feeds stay, and so does the length: offsets into the text keep their meaning.
    """
    return _UNREADABLE.sub("\ufffd", text)
