"""What a graph says of itself as a data set: DCAT, VoID and PROV-O in a file apart from the graph.

Everything follows from the counts, the files and what is told of the build; only the time is new each time,
and SOURCE_DATE_EPOCH fixes it (https://reproducible-builds.org/specs/source-date-epoch/). The descriptions
follow "Describing Linked Datasets with the VoID Vocabulary" (W3C, 2011) and DCAT 3 (W3C, 2024).
"""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from types import MappingProxyType
from typing import Final
from urllib.parse import quote

from pyoxigraph import Literal, NamedNode, RdfFormat, Triple, parse, serialize

from ..ontology.namespaces import DCAT, DCTERMS, PREFIXES, PROV, SCHEMA, VOID, XSD, thing_prefixes
from .counts import Counts
from .names import label
from .terms import TITLE, TYPE, integer, zj
from .turtle import ntriple_lines

#: The name of the file.
DATASET_NAME: Final = "dataset.ttl"
SPDX: Final = "http://spdx.org/rdf/terms#"
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
#: Files of these endings hold the graph itself.
_DUMPS: Final = frozenset({".ttl", ".trig", ".nt", ".nq", ".jsonld", ".rdf"})

_MEDIA_TYPE_BASE: Final = "https://www.iana.org/assignments/media-types/"
_IRI: Final = re.compile(r"https?://[^\s<>\"{}|\\^`\x00-\x20\x7f-\x9f]+")
_EPOCH: Final = re.compile(r"[0-9]{1,11}")
_LONGEST_TEXT: Final = 1_000

_TITLE_ZH: Final = "职业院校质量年度报告知识图谱"
_TITLE_EN: Final = "Knowledge graph of annual quality reports of vocational schools"


class DatasetError(ValueError):
    """The data set cannot be described: a licence that is no IRI, a time that is none, an unreadable file."""


@dataclass(frozen=True, slots=True)
class DataFile:
    """A file that the data set is given out as: name, bytes, SHA-256; `dump` says that it holds the graph."""

    name: str
    size: int
    sha256: str
    dump: bool = True

    @classmethod
    def of(cls, path: Path, *, dump: bool | None = None) -> DataFile:
        """Describe the file `path`; raises DatasetError where it cannot be read.

        Without `dump` its name's ending says whether it holds the graph.
        """
        try:
            with path.open("rb") as file:
                digest = hashlib.file_digest(file, "sha256").hexdigest()
                size = file.tell()
        except OSError as error:
            raise DatasetError(f"{path}：读不了（{error.strerror}），说不出它的大小和校验和") from error
        return cls(path.name, size, digest, path.suffix in _DUMPS if dump is None else dump)


@dataclass(frozen=True, slots=True)
class Making:
    """How a graph was made: when (UTC), by which version, by which extractor (its fingerprint).

    `issued` is when the data set was first made, `modified` where that is not known. `licence` is the IRI of
    the licence that whoever publishes the data has chosen, empty where none is stated. `download` is the
    address of the folder where the files are put, empty for the base IRI's.
    """

    modified: datetime
    version: str
    extractor: str = ""
    issued: datetime | None = None
    licence: str = ""
    download: str = ""


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


def describe(counts: Counts, making: Making, files: Sequence[DataFile]) -> bytes:
    """Return the description of a data set as Turtle: the same bytes for the same arguments.

    `files` need different names. Raises DatasetError where the licence or the download address is no http
    or https IRI.
    """
    triples = _Description(counts, making, tuple(files)).triples()
    ordered = b"".join(ntriple_lines(triples))
    prefixes = _prefixes(counts.base)
    head = "".join(f"@prefix {name}: <{iri}> .\n" for name, iri in sorted(prefixes.items()))
    text = serialize(
        (quad.triple for quad in parse(ordered, format=RdfFormat.N_TRIPLES)),
        format=RdfFormat.TURTLE,
        prefixes=prefixes,
    )
    body = [line for line in (text or b"").split(b"\n") if not line.startswith(b"@prefix ")]
    return head.encode() + b"\n".join(body)


def dataset_iri(base: str) -> str:
    """Return the IRI of the data set of the graph with the base IRI `base`."""
    return f"{base}dataset"


@dataclass(frozen=True, slots=True)
class _Description:
    counts: Counts
    making: Making
    files: tuple[DataFile, ...]

    def triples(self) -> Iterator[Triple]:
        """Yield all that is said, in no order."""
        for subject, predicate, value in self._stated():
            yield Triple(NamedNode(subject), predicate, value)

    def _stated(self) -> Iterator[tuple[str, NamedNode, NamedNode | Literal]]:
        me = dataset_iri(self.counts.base)
        for predicate, value in (*self._about(), *self._sizes()):
            yield me, predicate, value
        for one in self.counts.reports:
            yield me, _dcterms("source"), NamedNode(one.iri)
            yield one.iri, TITLE, Literal(label(one.title, _LONGEST_TEXT))
            if one.sha256:
                yield one.iri, zj("sha256"), Literal(one.sha256)
        yield from self._activity(me)
        for file in self.files:
            yield from self._distribution(me, file)
        yield from self._partitions(me)

    def _about(self) -> Iterator[tuple[NamedNode, NamedNode | Literal]]:
        making, number = self.making, len(self.counts.reports)
        yield TYPE, _dcat("Dataset")
        yield TYPE, _void("Dataset")
        yield TITLE, Literal(_TITLE_ZH, language="zh")
        yield TITLE, Literal(_TITLE_EN, language="en")
        said = (
            f"从 {number} 份职业院校质量年度报告中读出的学校、合作方、专业、奖项和数据，每一条陈述都有原文作证据。",
            f"Schools, partners, majors, awards and figures read from {number} annual quality reports of "
            "vocational schools, every statement with the passage that says it.",
        )
        for text, language in zip(said, ("zh", "en"), strict=True):
            yield _dcterms("description"), Literal(text, language=language)
        yield _dcterms("issued"), _time(making.issued or making.modified)
        yield _dcterms("modified"), _time(making.modified)
        if making.licence:
            yield _dcterms("license"), _web_iri(making.licence, "数据许可")

    def _sizes(self) -> Iterator[tuple[NamedNode, NamedNode | Literal]]:
        counts = self.counts
        yield _void("triples"), integer(counts.triples)
        yield _void("entities"), integer(counts.entities)
        yield _void("classes"), integer(len(counts.classes))
        yield _void("properties"), integer(len(counts.properties))
        yield _void("uriSpace"), Literal(f"{counts.base}id/")
        if counts.example:
            yield _void("exampleResource"), NamedNode(counts.example)
        for namespace in sorted(set(PREFIXES.values())):
            if any(_in_namespace(term, namespace) for term in (*counts.classes, *counts.properties)):
                yield _void("vocabulary"), NamedNode(namespace)

    def _activity(self, me: str) -> Iterator[tuple[str, NamedNode, NamedNode | Literal]]:
        activity, generator, extractor = f"{me}/build", f"{me}/generator", f"{me}/extractor"
        yield me, _prov("wasGeneratedBy"), NamedNode(activity)
        yield activity, TYPE, _prov("Activity")
        yield activity, _prov("endedAtTime"), _time(self.making.modified)
        yield activity, _prov("wasAssociatedWith"), NamedNode(generator)
        yield generator, TYPE, _prov("SoftwareAgent")
        yield generator, TYPE, NamedNode(f"{SCHEMA}SoftwareApplication")
        yield generator, NamedNode(f"{SCHEMA}name"), Literal("zhijiao")
        yield generator, NamedNode(f"{SCHEMA}softwareVersion"), Literal(self.making.version)
        if self.making.extractor:
            yield activity, _prov("used"), NamedNode(extractor)
            yield extractor, TYPE, _prov("Entity")
            yield extractor, TITLE, Literal("读取报告的规则、词表和程序库", language="zh")
            yield (
                extractor,
                TITLE,
                Literal("Rules, lexicons and libraries that read the reports", language="en"),
            )
            yield extractor, _dcterms("identifier"), Literal(self.making.extractor)

    def _distribution(self, me: str, file: DataFile) -> Iterator[tuple[str, NamedNode, NamedNode | Literal]]:
        name = quote(file.name, safe="")
        one, checksum = f"{me}/file/{name}", f"{me}/checksum/{name}"
        place = NamedNode(f"{_folder(self.making.download or self.counts.base)}{name}")
        yield me, _dcat("distribution"), NamedNode(one)
        yield one, TYPE, _dcat("Distribution")
        yield one, TITLE, Literal(file.name)
        yield one, _dcat("downloadURL"), place
        yield one, _dcat("byteSize"), Literal(str(file.size), datatype=NamedNode(f"{XSD}nonNegativeInteger"))
        if media_type := MEDIA_TYPES.get(Path(file.name).suffix):
            yield one, _dcat("mediaType"), NamedNode(f"{_MEDIA_TYPE_BASE}{media_type}")
        if self.making.licence:
            yield one, _dcterms("license"), _web_iri(self.making.licence, "数据许可")
        yield one, _spdx("checksum"), NamedNode(checksum)
        yield checksum, TYPE, _spdx("Checksum")
        yield checksum, _spdx("algorithm"), _spdx("checksumAlgorithm_sha256")
        yield checksum, _spdx("checksumValue"), Literal(file.sha256, datatype=NamedNode(f"{XSD}hexBinary"))
        if file.dump:
            yield me, _void("dataDump"), place

    def _partitions(self, me: str) -> Iterator[tuple[str, NamedNode, NamedNode | Literal]]:
        for kind, of, measure, each in (
            ("class", "class", "entities", self.counts.classes),
            ("property", "property", "triples", self.counts.properties),
        ):
            for term, number in each.items():
                part = f"{me}/{kind}/{_short_term(term)}"
                yield me, _void(f"{kind}Partition"), NamedNode(part)
                yield part, TYPE, _void("Dataset")
                yield part, _void(of), NamedNode(term)
                yield part, _void(measure), integer(number)


def _prefixes(base: str) -> dict[str, str]:
    """Return the prefixes of a description, one for each kind of thing in it."""
    me, things = dataset_iri(base), thing_prefixes(base)
    return dict(PREFIXES) | {
        "spdx": SPDX,
        "school": things["school"],
        "report": things["report"],
        "file": f"{me}/file/",
        "checksum": f"{me}/checksum/",
        "class": f"{me}/class/",
        "property": f"{me}/property/",
    }


def _in_namespace(term: str, namespace: str) -> bool:
    return term.startswith(namespace) and not re.search(r"[/#]", term[len(namespace) :])


def _short_term(term: str) -> str:
    """Return a local name for a term: its prefix and name, or a digest where no prefix is known."""
    for prefix, namespace in PREFIXES.items():
        if _in_namespace(term, namespace):
            return f"{prefix}.{quote(term[len(namespace) :], safe='')}"
    return hashlib.sha256(term.encode()).hexdigest()[:20]


def _folder(address: str) -> str:
    """Return the address of a folder, which ends in a slash, for a base IRI or a download address."""
    if not _IRI.fullmatch(address):
        raise DatasetError(
            f"下载地址 {label(address, 80)!r} 不是 http 或 https 地址；例如 https://example.org/data/"
        )
    address = address.partition("#")[0]
    return address if address.endswith("/") else f"{address}/"


def _web_iri(text: str, what: str) -> NamedNode:
    if not _IRI.fullmatch(text):
        raise DatasetError(
            f"{what} {label(text, 80)!r} 不是 http 或 https 的 IRI；"
            "例如 https://creativecommons.org/licenses/by/4.0/"
        )
    return NamedNode(text)


def _time(moment: datetime) -> Literal:
    text = moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    return Literal(text, datatype=NamedNode(f"{XSD}dateTime"))


def _dcat(name: str) -> NamedNode:
    return NamedNode(f"{DCAT}{name}")


def _dcterms(name: str) -> NamedNode:
    return NamedNode(f"{DCTERMS}{name}")


def _void(name: str) -> NamedNode:
    return NamedNode(f"{VOID}{name}")


def _prov(name: str) -> NamedNode:
    return NamedNode(f"{PROV}{name}")


def _spdx(name: str) -> NamedNode:
    return NamedNode(f"{SPDX}{name}")
