"""What the facts of a report follow from besides the report: rules, word lists, libraries, settings."""

from __future__ import annotations

import hashlib
import platform
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Final

from .language.spacy_model import model_named
from .llm.settings import LlmSettings

#: Libraries whose other version may read another text, or cut it into other words.
_LIBRARIES: Final = (
    "lxml",
    "onnxruntime",
    "pdfplumber",
    "pyahocorasick",
    "pypdfium2",
    "rapidocr",
    "rjieba",
    "spacy",
)
#: Files that rules and lists are in.
_SUFFIXES: Final = (".py", ".csv", ".txt", ".json")


def extractor_fingerprint(llm: LlmSettings | None = None) -> str:
    """Return 16 hexadecimal digits that change whenever the facts of the same report might.

    They cover the code and the lists of this package and of the ontology, the versions of the libraries that
    read and cut texts, an installed spaCy model where one joins, and which language model is asked, if any.
    """
    parts = [_code_digest(), platform.python_version(), *(f"{name} {_version(name)}" for name in _LIBRARIES)]
    if model := model_named():
        parts.append(f"spacy model {model} {_version(model.replace('_', '-'))}")
    if llm is not None:
        parts.append(f"llm {llm.url} {llm.model}")
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:16]


@cache
def _code_digest() -> str:
    package = Path(__file__).parent
    return code_digest(package, package.parent / "ontology")


def code_digest(*folders: Path) -> str:
    """Return the SHA-256 of all code and lists in `folders`, by the names and the bytes of their files."""
    digest = hashlib.sha256()
    for folder in folders:
        for path in sorted(folder.rglob("*")):
            if path.suffix in _SUFFIXES and path.is_file():
                content = hashlib.sha256(path.read_bytes()).hexdigest()
                digest.update(f"{path.relative_to(folder).as_posix()} {content}\n".encode())
    return digest.hexdigest()


def _version(library: str) -> str:
    try:
        return version(library)
    except PackageNotFoundError:
        return "-"
