"""Turns templates and records into HTML: everything escaped, nothing missing passed over."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, Final

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from .assets import asset
from .drawing import clip
from .english import t, ta
from .markup import joined, linked, quotes, table_row

_TEMPLATES: Final = Path(__file__).parent / "templates"

#: What a page may load: its own scripts, styles and pictures. Scripts set styles of elements through the
#: document's object model, which the policy lets them do; `file:` is for browsers to which a page opened
#: from disk has no 'self'.
CONTENT_POLICY: Final = (
    "default-src 'none'; script-src 'self' file:; style-src 'self' file:; img-src 'self' file: data:; "
    "base-uri 'none'; form-action 'none'"
)

# Inside <script> the parser looks for "</script" and "<!--" only, but no reader should have to know that;
# the two separators end a line in older JavaScript.
_UNSAFE_IN_SCRIPT: Final = str.maketrans(
    {
        "<": "\\u003c",
        ">": "\\u003e",
        "&": "\\u0026",
        "\u2028": "\\u2028",
        "\u2029": "\\u2029",
    }
)


def script_json(data: Any) -> Markup:
    """Return `data` as JSON that may stand inside a `<script type="application/json">` element."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    return Markup(text.translate(_UNSAFE_IN_SCRIPT))  # noqa: S704


class Pages:
    """Renders the templates of this folder. Names of templates end in ".html"."""

    def __init__(self, title: str) -> None:
        """`title` is the site's title, shown on every page."""
        self._environment = Environment(
            loader=FileSystemLoader(_TEMPLATES),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
        )
        self._environment.filters["script_json"] = script_json
        self._environment.filters["clip"] = clip
        self._environment.globals |= {"site_title": title, "content_policy": CONTENT_POLICY}
        self._environment.globals |= {
            one.__name__: one for one in (linked, joined, quotes, table_row, asset, t, ta)
        }

    def page(self, template: str, root: str, **values: Any) -> str:
        """Return the page; `root` is the way from it to the top folder, "" or "../".

        Raises jinja2.UndefinedError where the template wants a value that is not given.
        """
        return self._environment.get_template(template).render(root=root, **values)
