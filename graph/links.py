"""Links from enterprises to Wikidata, from tables that say for each where it is stated; never by guessing.

A table is a CSV file in UTF-8 with the columns name (a full name), qid (Q and a number) and source (an
address or a title where one can look it up). Rows of a user's table come before those of the shipped one,
`ontology/wikidata.csv`. Its numbers are those of the OpenStreetMap Name Suggestion Index, of brands that are
the firm itself; a brand that several firms share is not in it.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Final

from pyoxigraph import NamedNode, Quad

from ..ontology.files import WIKIDATA, ontology_file
from ..ontology.namespaces import SCHEMA
from .iris import Minter
from .names import LABEL_LENGTH, label, normal_form
from .resolution.resolve import Entity

#: Where the things of Wikidata have their IRIs.
WIKIDATA_ENTITY: Final = "http://www.wikidata.org/entity/"
COLUMNS: Final = ("name", "qid", "source")

_QID: Final = re.compile(r"Q[1-9][0-9]{0,11}")
_LONGEST_FILE: Final = 10_000_000
_LONGEST_SOURCE: Final = 2_000
_SHORTEST_NAME: Final = 2
_KIND: Final = "enterprise"


class LinksFileError(ValueError):
    """A table of links that cannot be read, or is not of its form."""


@dataclass(frozen=True, slots=True)
class WikidataLink:
    """A row: an enterprise's full name, its number in Wikidata, and where that is stated."""

    name: str
    qid: str
    source: str

    @property
    def iri(self) -> str:
        """The IRI of the thing in Wikidata."""
        return f"{WIKIDATA_ENTITY}{self.qid}"


def shipped_links() -> tuple[WikidataLink, ...]:
    """Return the rows of the shipped table. Raises LinksFileError where it is faulty."""
    return read_links(ontology_file(WIKIDATA))


def read_links(path: Path) -> tuple[WikidataLink, ...]:
    """Return the rows of a table in their order; equal ones once.

    Raises LinksFileError naming the file and the line where it cannot be read, is not UTF-8, has other
    columns, a name that is none, a number that is none, no source, or one name with two numbers.
    """
    found: dict[str, tuple[int, WikidataLink]] = {}
    for line, cells in _lines(path):
        one = WikidataLink(*(cell.strip() for cell in cells))
        if fault := _fault(one):
            raise LinksFileError(f"{path} 第 {line} 行：{fault}")
        before, same = found.setdefault(normal_form(one.name), (line, one))
        if same.qid != one.qid:
            raise LinksFileError(
                f"{path} 第 {line} 行：{label(one.name, 40)} 在第 {before} 行已是 {same.qid}，"
                f"这里是 {one.qid}；请只留对的一行"
            )
    return tuple(one for _, one in found.values())


def link_quads(entities: Iterable[Entity], links: Iterable[WikidataLink], minter: Minter) -> Iterator[Quad]:
    """Yield `schema:sameAs` from each enterprise to what a link says it is, in the graph of entities.

    A link holds for the enterprise whose preferred name is the link's name (in normal form), else for the one
    that has it among its other names; where several have, it holds for none. An enterprise whose other names
    lead to two things gets none. The first of several links with one name counts.
    """
    graph, same_as = NamedNode(minter.entities_graph()), NamedNode(f"{SCHEMA}sameAs")
    of_name = _by_name(links)
    if not of_name:
        return
    enterprises = [one for one in entities if one.kind == "organisation" and one.partner_kind == _KIND]
    preferred = _claims(of_name, ((one.iri, one.label) for one in enterprises))
    others = _claims(of_name, ((one.iri, name) for one in enterprises for name in one.alt_labels))
    found: dict[str, set[str]] = {}
    for thing, claimants in preferred.items():
        if len(claimants) == 1:
            found.setdefault(min(claimants), set()).add(thing)
    named = frozenset(found)
    for thing, claimants in others.items():
        if len(claimants) == 1 and thing not in preferred and not claimants & named:
            found.setdefault(min(claimants), set()).add(thing)
    for iri, things in found.items():
        if len(things) == 1:
            yield Quad(NamedNode(iri), same_as, NamedNode(min(things)), graph)


def _claims(of_name: Mapping[str, WikidataLink], names: Iterable[tuple[str, str]]) -> dict[str, set[str]]:
    """Return which IRIs have a name of each linked thing, of (IRI, name)."""
    claims: dict[str, set[str]] = {}
    for iri, name in names:
        if link := of_name.get(normal_form(name)):
            claims.setdefault(link.iri, set()).add(iri)
    return claims


def _by_name(links: Iterable[WikidataLink]) -> Mapping[str, WikidataLink]:
    found: dict[str, WikidataLink] = {}
    for one in links:
        found.setdefault(normal_form(one.name), one)
    return MappingProxyType(found)


def _fault(one: WikidataLink) -> str:
    """Say what is wrong with a row and what to do; empty where nothing is."""
    shown = label(one.name, 40)
    if len(normal_form(one.name)) < _SHORTEST_NAME or len(one.name) > LABEL_LENGTH:
        return f"name {shown!r} 不是名称；请写企业的全名"
    if not _QID.fullmatch(one.qid):
        return f"{shown} 的 qid {label(one.qid, 40)!r} 不是 Wikidata 编号；请写 Q 和数字，如 Q42"
    if not label(one.source) or len(one.source) > _LONGEST_SOURCE:
        return f"{shown} 没有出处，或出处超过 {_LONGEST_SOURCE} 字；请在 source 写明从哪里查到这个编号"
    return ""


def _lines(path: Path) -> Iterator[tuple[int, list[str]]]:
    """Yield the rows below the head, each with the number of its line."""
    try:
        if path.stat().st_size > _LONGEST_FILE:
            raise LinksFileError(
                f"{path}：文件超过 {_LONGEST_FILE} 字节，不像一张链接表；请检查是否选错了文件"
            )
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise LinksFileError(f"{path}：不是 UTF-8 文本；请另存为 UTF-8 的 CSV") from error
    except OSError as error:
        raise LinksFileError(f"{path}：读不了（{error.strerror}）；请检查文件名和权限") from error
    if not text.strip():
        raise LinksFileError(f"{path}：文件是空的；第一行应是 {','.join(COLUMNS)}")
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    try:
        for number, cells in enumerate(reader):
            if number == 0:
                if tuple(cell.strip() for cell in cells) != COLUMNS:
                    raise LinksFileError(f"{path}：第一行应是 {','.join(COLUMNS)}；请补上这个表头")
            elif len(cells) == len(COLUMNS):
                yield reader.line_num, cells
            elif any(cell.strip() for cell in cells):
                raise LinksFileError(
                    f"{path} 第 {reader.line_num} 行：有 {len(cells)} 格，应有 {len(COLUMNS)} 格；"
                    "含逗号的内容请加英文双引号"
                )
    except csv.Error as error:
        raise LinksFileError(
            f"{path} 第 {reader.line_num} 行：不合 CSV 格式（{error}）；请检查引号"
        ) from error
