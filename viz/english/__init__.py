"""The English of the pages: a dictionary from the Chinese that templates write, which the browser applies.

The CSV files of this folder have two columns, `zh` and `en`; `{}` stands for a value, in English also `{0}`,
`{1}` where their order differs. The labels of all code lists are added from the ontology.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from io import StringIO

from markupsafe import Markup, escape

from ...ontology.codes import schemes


class MissingEnglishError(KeyError):
    """A template writes Chinese for which no CSV file of this folder has English."""


@cache
def patterns() -> Mapping[str, str]:
    """Return English by Chinese. Raises ValueError where two files disagree."""
    found: dict[str, str] = {}
    for zh, en in _pairs():
        if found.setdefault(zh, en) != en:
            raise ValueError(f"the English of {zh} is both {found[zh]!r} and {en!r}")
    # A template's own word goes before the label of a code.
    for scheme in schemes():
        for one in scheme.concepts:
            found.setdefault(one.zh, one.en)
    return found


def _pairs() -> Iterator[tuple[str, str]]:
    folder = files(__package__)
    for one in sorted(folder.iterdir(), key=lambda one: one.name):
        if one.name.endswith(".csv"):
            for row in csv.DictReader(StringIO(one.read_text(encoding="utf-8"))):
                yield row["zh"], row["en"]


def t(pattern: str, *values: object) -> Markup:
    """Return a phrase of the interface: Chinese, which the browser can turn into English.

    Each `{}` of `pattern` takes one of `values`, which are escaped unless they are Markup. Raises
    MissingEnglishError where the dictionary lacks the pattern.
    """
    if pattern not in patterns():
        raise MissingEnglishError(pattern)
    if not values:
        return Markup(f'<span class="t">{escape(pattern)}</span>')  # noqa: S704
    slots = [Markup('<span class="v">{}</span>').format(one) for one in values]
    return Markup(f'<span class="t">{escape(pattern)}</span>').format(*slots)  # noqa: S704


def ta(name: str, text: str) -> Markup:
    """Return an attribute whose text the browser can turn into English, with its mark: one for an element.

    Raises MissingEnglishError where the dictionary lacks the text.
    """
    if text not in patterns():
        raise MissingEnglishError(text)
    return Markup('{}="{}" data-t="{}"').format(name, text, name)


@cache
def script() -> str:
    """Return the dictionary as a script, read by the pages where a reader wants English."""
    data = json.dumps(patterns(), ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    return f"window.zhijiao.english({data});\n".replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
