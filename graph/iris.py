"""The one place where the IRIs of a graph's things are made and checked.

An IRI follows from what it names, never from the order in which things came or from what was there before.
Entities have readable local names, joined by "_" to the place or school that they belong to; statements and
evidence have the digest of their defining values.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from ..ontology.namespaces import (
    DEFAULT_BASE,
    ENTITY_NAMES,
    STATEMENT_NAMES,
    catalogue_graph_iri,
    direct_graph_iri,
    entities_graph_iri,
    inferred_graph_iri,
    regions_graph_iri,
    report_graph_iri,
)
from .names import local_name, normal_form

_BASE: Final = re.compile(
    r"https?://[^\s<>\"{}|\\^`\x00-\x20\x7f-\x9f/?#@]+(?:[/?][^\s<>\"{}|\\^`\x00-\x20\x7f-\x9f#]*)?[/#]"
)
_DIGEST_LENGTH: Final = 20
#: Made once: json.dumps would make an encoder for every digest.
_canonical: Final = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode

#: What a statement's IRI may be made of.
Value = str | int | Decimal | None | Sequence[str]


class IriError(ValueError):
    """A base IRI that cannot carry a graph, or a kind of thing that has no IRIs."""


@dataclass(frozen=True, slots=True)
class Minter:
    """Makes IRIs under `base`, an http or https IRI that ends in "/" or "#".

    Raises IriError where `base` is not of that form.
    """

    base: str = DEFAULT_BASE

    def __post_init__(self) -> None:
        if not _BASE.fullmatch(self.base):
            raise IriError(
                f"基础 IRI {self.base!r} 不能用：要以 http:// 或 https:// 开头，不含空白、引号和尖括号，"
                "以 / 或 # 结尾，例如 https://example.org/zhijiao/"
            )

    def entity(self, kind: str, name: str, scope: str = "") -> str:
        """Return the IRI of the entity called `name`; `scope` is a local name that it belongs to, or empty.

        Raises IriError for an unknown kind and names.NameFormError for a name without letters and digits.
        """
        if kind not in ENTITY_NAMES or kind == "report":
            raise IriError(f"no entities of the kind {kind!r}; known: {', '.join(ENTITY_NAMES)}")
        local = local_name(name)
        return f"{self.base}id/{kind}/{scope}_{local}" if scope else f"{self.base}id/{kind}/{local}"

    def person(self, school: str, name: str) -> str:
        """Return the IRI of the person called `name` at the school with the IRI `school`."""
        return self.entity("person", name, self.local(school))

    def statement(self, kind: str, school: str, *values: Value) -> str:
        """Return the IRI of a statement of `kind` about the school with the IRI `school`.

        `values` are what makes it that statement, in the order fixed for the kind; IRIs of things under
        the base count by what follows it, so that a graph under another base has the same local names.
        """
        if kind not in STATEMENT_NAMES:
            raise IriError(f"no statements of the kind {kind!r}; known: {', '.join(STATEMENT_NAMES)}")
        return f"{self.base}id/{kind}/{self._digest(kind, school, *values)}"

    def report(self, report: str) -> str:
        """Return the IRI of the report with the (relative) file name `report`."""
        return f"{self.base}id/report/{report_local_name(report)}"

    def report_graph(self, report: str) -> str:
        """Return the IRI of the named graph of the report with the (relative) file name `report`."""
        return report_graph_iri(self.base, report_local_name(report))

    def entities_graph(self) -> str:
        """Return the IRI of the named graph of entities."""
        return entities_graph_iri(self.base)

    def direct_graph(self) -> str:
        """Return the IRI of the named graph of direct edges."""
        return direct_graph_iri(self.base)

    def catalogue_graph(self) -> str:
        """Return the IRI of the named graph of concepts of the catalogues of majors."""
        return catalogue_graph_iri(self.base)

    def regions_graph(self) -> str:
        """Return the IRI of the named graph of administrative regions."""
        return regions_graph_iri(self.base)

    def inferred_graph(self) -> str:
        """Return the IRI of the named graph of what is inferred, the direct edges left out."""
        return inferred_graph_iri(self.base)

    def shared_graphs(self) -> tuple[str, ...]:
        """Return the IRIs of the named graphs that say what is stated by all reports together."""
        return self.entities_graph(), self.catalogue_graph(), self.regions_graph()

    def evidence(self, report: str, about: str, start: int, end: int, quote: str) -> tuple[str, str]:
        """Return the IRIs of a passage and of its selector; `report` and what it is `about` are IRIs."""
        digest = self._digest(report, about, start, end, quote)
        return f"{self.base}id/evidence/{digest}", f"{self.base}id/selector/{digest}"

    def local(self, iri: str) -> str:
        """Return the local name of the IRI of a thing under the base."""
        prefix, _, local = iri.rpartition("/")
        if not prefix.startswith(f"{self.base}id/") or not local:
            raise IriError(f"{iri!r} is no thing under {self.base}")
        return local

    def _digest(self, *values: Value) -> str:
        relative = [self._relative(value) for value in values]
        return hashlib.sha256(_canonical(relative).encode()).hexdigest()[:_DIGEST_LENGTH]

    def _relative(self, value: Value) -> str | int | None | list[str]:
        if isinstance(value, str):
            return value.removeprefix(f"{self.base}id/")
        if isinstance(value, Decimal):
            return str(value)
        if value is None or isinstance(value, int):
            return value
        return sorted(str(self._relative(one)) for one in value)


def report_local_name(report: str) -> str:
    """Return the part of IRIs that stands for a report: letters and digits of its file's name, and a digest.

    The digest is of the whole relative path, so that files of one name in two folders stay two reports.
    """
    path = report.replace("\\", "/")
    readable = normal_form(path.rsplit("/", 1)[-1].rsplit(".", 1)[0])[:40] or "report"
    digest = hashlib.sha256(path.encode(errors="surrogatepass")).hexdigest()[:10]
    return f"{readable}-{digest}"
