"""The graph in the formats that others read. The same graph gives the same bytes in every format."""

from __future__ import annotations

import shutil
import tempfile
import zipfile
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Final

from ..files import file_aside, folder_aside
from ..store import GraphStore
from . import neo4j, tables
from .gexf import write_gexf
from .graphml import write_graphml
from .jsonld import write_jsonld
from .rdf import write_nquads, write_ntriples, write_rdfxml, write_trig, write_turtle

# The earliest time that a zip archive can hold, so that two archives of one graph are equal.
_NO_TIME: Final = (1980, 1, 1, 0, 0, 0)


class ExportError(ValueError):
    """An export that cannot be written as asked."""


@dataclass(frozen=True, slots=True)
class _Folder:
    """A format of several files: what writes them into a folder, and how they may be called."""

    write: Callable[[GraphStore, Path], None]
    files: frozenset[str]


_WRITERS: Final[Mapping[str, Callable[[GraphStore, Path], None]]] = MappingProxyType(
    {
        "ttl": write_turtle,
        "trig": write_trig,
        "nt": write_ntriples,
        "nq": write_nquads,
        "jsonld": write_jsonld,
        "rdfxml": write_rdfxml,
        "graphml": write_graphml,
        "gexf": write_gexf,
    }
)
_FOLDERS: Final[Mapping[str, _Folder]] = MappingProxyType(
    {
        "csv": _Folder(tables.write_tables, frozenset(tables.FILES)),
        "neo4j": _Folder(neo4j.write_neo4j, frozenset(neo4j.FILES)),
    }
)

#: Every format that `export` writes; those of FOLDER_FORMATS are several files.
FORMATS: Final = (*_WRITERS, *_FOLDERS)
FOLDER_FORMATS: Final = tuple(_FOLDERS)


def export(store: GraphStore, format: str, target: Path) -> None:
    """Write the graph of `store` to `target` in a format of FORMATS.

    Formats of FOLDER_FORMATS make a folder, or one zip archive where `target` ends in .zip; all others make
    a file. What does not fit into memory is put aside beside `target` meanwhile. Everything is written aside
    and renamed, so that `target` is whole or as it was. Raises ExportError for an unknown format or where
    something else stands at `target`, OSError where it cannot be written, and store.StoreError where the
    store holds no graph of reports.
    """
    if format not in FORMATS:
        raise ExportError(f"没有格式 {format!r}；可用的有：{'、'.join(FORMATS)}")
    if not target.parent.is_dir():
        raise ExportError(f"{target.parent}：没有这个文件夹；请先建好，或换一个")
    folder = _FOLDERS.get(format)
    if folder and target.suffix.lower() != ".zip":
        _export_folder(store, folder, target)
        return
    if target.is_dir():
        raise ExportError(f"{target}：是文件夹；格式 {format} 要写成文件，请给出文件名")
    store.base()
    with tempfile.TemporaryDirectory(prefix=".zhijiao-export-", dir=target.parent) as work:
        path = Path(work) / "export"
        if folder:
            path.mkdir()
            folder.write(store, path)
            path = _zipped(sorted(path.iterdir()), Path(work) / "zip")
        else:
            _WRITERS[format](store, path)
        with file_aside(target) as aside:
            path.replace(aside)


def _export_folder(store: GraphStore, folder: _Folder, target: Path) -> None:
    if target.exists() and (
        not target.is_dir() or not {one.name for one in target.iterdir()} <= folder.files
    ):
        raise ExportError(f"{target}：里面有不是这样导出的东西；请换一个新文件夹")
    store.base()
    with folder_aside(target) as aside:
        folder.write(store, aside)


def _zipped(files: Iterable[Path], target: Path) -> Path:
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in files:
            info = zipfile.ZipInfo(path.name, _NO_TIME)
            info.compress_type = zipfile.ZIP_DEFLATED
            with path.open("rb") as source, archive.open(info, "w", force_zip64=True) as entry:
                shutil.copyfileobj(source, entry)
    return target
