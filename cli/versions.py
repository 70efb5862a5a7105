"""Versions of zhijiao and of the libraries that its output depends on."""

from __future__ import annotations

import platform
from importlib.metadata import PackageNotFoundError, version
from typing import Final

_LIBRARIES: Final = (
    "jinja2",
    "networkx",
    "oxrdflib",
    "pyahocorasick",
    "pyoxigraph",
    "pyshacl",
    "pyvis",
    "rdflib",
    "rjieba",
    "spacy",
)


def zhijiao_version() -> str:
    """Return the installed version of zhijiao."""
    return version("zhijiao")


def versions() -> dict[str, str]:
    """Return the versions of zhijiao, Python and the libraries that are installed."""
    found = {"zhijiao": zhijiao_version(), "python": platform.python_version()}
    for name in _LIBRARIES:
        try:
            found[name] = version(name)
        except PackageNotFoundError:
            continue
    return found
