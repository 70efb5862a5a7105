"""What the pages of a graph depend on besides the graph: code, templates, code lists, libraries."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from functools import cache
from hashlib import sha256
from importlib.metadata import version
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Final

#: Packages whose files decide what pages look like, and the ends of those files' names.
_PACKAGES: Final = (
    "viz",
    "viz.templates",
    "viz.static",
    "viz.static.styles",
    "viz.static.vendor",
    "viz.english",
    "queries",
    "queries.audit",
    "queries.sparql",
    "ontology",
)
_ENDS: Final = (".py", ".html", ".css", ".js", ".svg", ".rq", ".csv")
_LIBRARIES: Final = ("jinja2", "markupsafe", "networkx", "numpy", "pypinyin", "pyvis", "pyoxigraph")


def version_of(title: str) -> str:
    """Return a digest of all that decides how the pages of a site with this title look, but for the graph."""
    return sha256(json.dumps([title, _code()]).encode()).hexdigest()


@cache
def _code() -> str:
    digest = sha256(json.dumps([sys.version, *(version(name) for name in _LIBRARIES)]).encode())
    for name, file in _files():
        data = file.read_bytes()
        digest.update(f"{name} {len(data)}\n".encode())
        digest.update(data)
    return digest.hexdigest()


def _files() -> Iterator[tuple[str, Traversable]]:
    root = __package__.rpartition(".")[0]
    yield "rules", files(f"{root}.graph.resolution").joinpath("rules.py")
    for package in _PACKAGES:
        folder = files(f"{root}.{package}")
        for one in sorted(folder.iterdir(), key=lambda one: one.name):
            if one.name.endswith(_ENDS) and one.is_file():
                yield f"{package}/{one.name}", one
