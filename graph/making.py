"""How a graph was made, and into which files: what the description of the data set is told of the build."""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from types import MappingProxyType
from typing import Final

from .names import label

#: Media types of what can be distributed, by the ending of the file's name.
MEDIA_TYPES: Final[Mapping[str, str]] = MappingProxyType(
    {
        ".ttl": "text/turtle",
        ".trig": "application/trig",
        ".nt": "application/n-triples",
        ".nq": "application/n-quads",
        ".jsonld": "application/ld+json",
        ".rdf": "application/rdf+xml",
        ".csv": "text/csv",
        ".json": "application/json",
        ".zip": "application/zip",
    }
)
#: What holds the whole graph is called so, whatever its format.
_DUMP: Final = "graph"
_IRI: Final = re.compile(r"https?://[^\s<>\"{}|\\^`\x00-\x20\x7f-\x9f]+")
_EPOCH: Final = re.compile(r"[0-9]{1,11}")


class DatasetError(ValueError):
    """The data set cannot be described: a licence that is no IRI, a time that is none, an unreadable file."""


@dataclass(frozen=True, slots=True)
class DataFile:
    """A file that the data set is given out as: name, bytes, SHA-256; `dump` says that it holds the graph."""

    name: str
    size: int
    sha256: str
    dump: bool = True

    @property
    def media_type(self) -> str:
        """The media type that the name's ending tells; empty where it tells none."""
        return MEDIA_TYPES.get(Path(self.name).suffix, "")

    @classmethod
    def of(cls, path: Path, *, dump: bool | None = None) -> DataFile:
        """Describe the file `path`; raises DatasetError where it cannot be read.

        Without `dump` it holds the graph if it is called graph, with any ending.
        """
        try:
            with path.open("rb") as file:
                digest = hashlib.file_digest(file, "sha256").hexdigest()
                size = file.tell()
        except OSError as error:
            raise DatasetError(f"{path}：读不了（{error.strerror}），说不出它的大小和校验和") from error
        return cls(path.name, size, digest, path.stem == _DUMP if dump is None else dump)


@dataclass(frozen=True, slots=True)
class Making:
    """How a graph was made: when (UTC), by which version, by which extractor (its fingerprint).

    `issued` is when the data set was first made, `modified` where that is not known. `licence` is the IRI of
    the licence that whoever publishes the data has chosen, empty where none is stated. `download` is the
    address of the folder where the files are put, empty for the base IRI's. Raises DatasetError where one of
    these is no http or https IRI.
    """

    modified: datetime
    version: str
    extractor: str = ""
    issued: datetime | None = None
    licence: str = ""
    download: str = ""

    def __post_init__(self) -> None:
        for what, text, example in (
            ("数据许可", self.licence, "https://creativecommons.org/licenses/by/4.0/"),
            ("下载地址", self.download, "https://example.org/data/"),
        ):
            if text and not _IRI.fullmatch(text):
                raise DatasetError(f"{what} {label(text, 80)!r} 不是 http 或 https 的 IRI；例如 {example}")


def build_time(environment: Mapping[str, str] = os.environ) -> datetime:
    """Return the time of a build: SOURCE_DATE_EPOCH where it is set, else now, in UTC to the second.

    Raises DatasetError where SOURCE_DATE_EPOCH is no number of seconds.
    """
    epoch = environment.get("SOURCE_DATE_EPOCH", "").strip()
    if not epoch:
        return datetime.now(UTC).replace(microsecond=0)
    if not _EPOCH.fullmatch(epoch):
        raise DatasetError(
            f"环境变量 SOURCE_DATE_EPOCH 是 {label(epoch, 40)!r}；应是 1970 年以来的秒数，或者不设"
        )
    return datetime.fromtimestamp(int(epoch), UTC)
