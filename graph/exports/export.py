"""The graph in the formats that others read. The same graph gives the same bytes in every format."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Final

from pyoxigraph import Literal, RdfFormat, Triple, parse, serialize

from ...ontology.namespaces import PREFIXES, thing_prefixes
from ..files import folder_aside, write_aside
from ..store import GraphStore
from ..turtle import sorted_ntriples, turtle
from .graphml import graphml
from .jsonld import jsonld
from .tables import TABLES, all_tables

# The earliest time that a zip archive can hold, so that two archives of one graph are equal.
_NO_TIME: Final = (1980, 1, 1, 0, 0, 0)


class ExportError(ValueError):
    """An export that cannot be written as asked."""


def export(store: GraphStore, format: str, target: Path) -> None:
    """Write the graph of `store` to `target` in a format of FORMATS.

    ttl, jsonld, rdfxml, graphml and nq make a file. csv makes a folder of tables, or one zip archive where
    `target` ends in .zip. Files are written aside and renamed, so that `target` is whole or as it was.
    Raises ExportError for an unknown format or where something else stands at `target`, OSError where it
    cannot be written, and store.StoreError where the store holds no graph of reports.
    """
    if format not in FORMATS:
        raise ExportError(f"没有格式 {format!r}；可用的有：{'、'.join(FORMATS)}")
    if not target.parent.is_dir():
        raise ExportError(f"{target.parent}：没有这个文件夹；请先建好，或换一个")
    if format == "csv" and target.suffix.lower() != ".zip":
        _export_folder(store, target)
        return
    if target.is_dir():
        raise ExportError(f"{target}：是文件夹；格式 {format} 要写成文件，请给出文件名")
    write_aside(target, _zipped(store) if format == "csv" else _WRITERS[format](store))


def rdfxml(store: GraphStore) -> bytes:
    """Return all triples as RDF/XML. A form feed in a quote, which XML cannot hold, becomes U+FFFD."""
    triples = (
        _for_xml(quad.triple) for quad in parse(sorted_ntriples(store.nquads()), format=RdfFormat.N_TRIPLES)
    )
    prefixes = dict(PREFIXES) | thing_prefixes(store.base())
    return serialize(triples, format=RdfFormat.RDF_XML, prefixes=prefixes) or b""


def _for_xml(triple: Triple) -> Triple:
    value = triple.object
    if isinstance(value, Literal) and "\f" in value.value:
        return Triple(triple.subject, triple.predicate, Literal(value.value.replace("\f", "\ufffd")))
    return triple


def _turtle(store: GraphStore) -> bytes:
    return turtle(store.nquads(), store.base())


def _jsonld(store: GraphStore) -> bytes:
    return jsonld(store.nquads(), store.base())


_WRITERS: Final[Mapping[str, Callable[[GraphStore], bytes]]] = MappingProxyType(
    {"ttl": _turtle, "nq": GraphStore.nquads, "jsonld": _jsonld, "rdfxml": rdfxml, "graphml": graphml}
)

#: Every format that `export` writes.
FORMATS: Final = (*_WRITERS, "csv")


def _export_folder(store: GraphStore, target: Path) -> None:
    ours = {f"{form.name}.csv" for form in TABLES}
    if target.exists() and (not target.is_dir() or not {path.name for path in target.iterdir()} <= ours):
        raise ExportError(f"{target}：里面有不是导出表格的东西；请换一个新文件夹")
    with folder_aside(target) as folder:
        for name, content in all_tables(store):
            (folder / name).write_bytes(content)


def _zipped(store: GraphStore) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in all_tables(store):
            archive.writestr(zipfile.ZipInfo(name, _NO_TIME), content, zipfile.ZIP_DEFLATED)
    return out.getvalue()
