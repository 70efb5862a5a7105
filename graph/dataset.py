"""What a graph says of itself as a data set: DCAT, VoID and PROV-O in a file apart from the graph.

Everything follows from the counts, the files and what is told of the build; only the time is new each time,
and `making.build_time` lets it be fixed. The description follows "Describing Linked Datasets with the VoID
Vocabulary" (W3C, 2011) and "Data Catalog Vocabulary - Version 3" (W3C, 2024).
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final
from urllib.parse import quote

from pyoxigraph import Literal, NamedNode, RdfFormat, Triple, parse, serialize

from ..ontology.namespaces import DCAT, DCTERMS, PREFIXES, PROV, SCHEMA, VOID, XSD, thing_prefixes
from .counts import Counts
from .making import DataFile, Making
from .names import label
from .terms import TITLE, TYPE, integer, zj
from .turtle import ntriple_lines

#: The name of the file.
DATASET_NAME: Final = "dataset.ttl"
SPDX: Final = "http://spdx.org/rdf/terms#"
_MEDIA_TYPE_BASE: Final = "https://www.iana.org/assignments/media-types/"
_LONGEST_TEXT: Final = 1_000

_TITLE_ZH: Final = "职业院校质量年度报告知识图谱"
_TITLE_EN: Final = "Knowledge graph of annual quality reports of vocational schools"


def describe(counts: Counts, making: Making, files: Sequence[DataFile]) -> bytes:
    """Return the description of a data set as Turtle: the same bytes for the same arguments.

    `files` need different names.
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
            f"从 {number} 份职业院校质量年度报告中读出的学校、合作方、专业、奖项和数据，"
            "每一条陈述都有原文作证据。",
            f"Schools, partners, majors, awards and figures read from {number} annual quality reports of "
            "vocational schools, every statement with the passage that says it.",
        )
        for text, language in zip(said, ("zh", "en"), strict=True):
            yield _dcterms("description"), Literal(text, language=language)
        yield _dcterms("issued"), _time(making.issued or making.modified)
        yield _dcterms("modified"), _time(making.modified)
        if making.licence:
            yield _dcterms("license"), NamedNode(making.licence)

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
        name = _step(file.name)
        one, checksum = f"{me}/file/{name}", f"{me}/checksum/{name}"
        place = NamedNode(f"{_folder(self.making.download or self.counts.base)}{name}")
        yield me, _dcat("distribution"), NamedNode(one)
        yield one, TYPE, _dcat("Distribution")
        yield one, TITLE, Literal(file.name)
        yield one, _dcat("downloadURL"), place
        yield one, _dcat("byteSize"), Literal(str(file.size), datatype=NamedNode(f"{XSD}nonNegativeInteger"))
        if file.media_type:
            yield one, _dcat("mediaType"), NamedNode(f"{_MEDIA_TYPE_BASE}{file.media_type}")
        if self.making.licence:
            yield one, _dcterms("license"), NamedNode(self.making.licence)
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
            return f"{prefix}.{_step(term[len(namespace) :])}"
    return hashlib.sha256(term.encode()).hexdigest()[:20]


def _step(name: str) -> str:
    """Return `name` as a step of an IRI; not all readers of Turtle take a local name that ends in a dot."""
    return re.sub(r"^\.+|\.+$", lambda dots: "%2E" * len(dots[0]), quote(name, safe=""))


def _folder(address: str) -> str:
    """Return the address of a folder, which ends in a slash, for a base IRI or a download address."""
    address = address.partition("#")[0]
    return address if address.endswith("/") else f"{address}/"


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
