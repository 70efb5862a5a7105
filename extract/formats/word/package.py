"""The package of a Word file: the few XML parts that hold its words, unpacked within bounds."""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final
from urllib.parse import unquote

from lxml import etree

from ...errors import ReportError
from ..source import MEGABYTE, Source
from .markup import STRICT, Element

#: Unpacked XML for each megabyte of text that a report may have: Word marks up every few characters.
_XML_PER_TEXT: Final = 20
_MOST_MEMBERS: Final = 10_000
_RATIO: Final = 250  #: XML packs to a twentieth or so; what packs better is made to fill the memory
_RATIO_FROM: Final = MEGABYTE
_MOST_NODES: Final = 6_000_000  #: elements and attributes; each takes some 100 bytes of memory
_ENCRYPTED: Final = 0x1
_PACKED_BY: Final = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})
_DECLARES: Final = re.compile(rb"<!\s*(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_MAIN: Final = "word/document.xml"
_SAVE_AGAIN: Final = "请用 Word 或 WPS 打开，另存为 .docx 再读"


@dataclass(frozen=True, slots=True)
class Parts:
    """The roots of the parts that are read: the body; styles and numbering, where the file has them."""

    document: Element
    styles: Element | None
    numbering: Element | None


def read_parts(source: Source) -> Parts:
    """Return the parts of the Word file `source`.

    Only these parts are unpacked, pictures and embedded files never; nothing that the file refers to outside
    of itself is followed. Raises ReportError where the file is broken, locked, no Word file, or unpacks to
    more than the limits allow.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(source.data)) as archive:
            return _Package(source, archive).parts()
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError) as error:
        raise ReportError(
            source.path, "文件损坏或不完整", f"请重新下载；打得开的话，{_SAVE_AGAIN}"
        ) from error


class _Package:
    """An open package and how much of it may still be unpacked."""

    def __init__(self, source: Source, archive: zipfile.ZipFile) -> None:
        self._source = source
        self._archive = archive
        self._left = source.limits.text_megabytes * _XML_PER_TEXT * MEGABYTE
        infos = archive.infolist()
        if len(infos) > _MOST_MEMBERS:
            raise ReportError(source.path, f"压缩包里有 {len(infos)} 个文件，不像 Word 文件", _SAVE_AGAIN)
        # Names of parts are the same in either case, and some writers part folders the Windows way.
        self._members = {info.filename.replace("\\", "/").lstrip("/").lower(): info for info in infos}

    def parts(self) -> Parts:
        """Return the parts that hold words."""
        main = self._related("").get("officeDocument", _MAIN)
        document = self._part(main) if self._has(main) else None
        if document is None:
            raise ReportError(self._source.path, f"里面没有正文（{_MAIN}），不是 Word 文件", _SAVE_AGAIN)
        related = self._related(main)
        folder = posixpath.dirname(main)
        return Parts(
            document,
            self._part(related.get("styles", posixpath.join(folder, "styles.xml"))),
            self._part(related.get("numbering", posixpath.join(folder, "numbering.xml"))),
        )

    def _has(self, name: str) -> bool:
        return name.lower() in self._members

    def _related(self, name: str) -> Mapping[str, str]:
        """Return the names of the parts to which the part `name` refers, by the last word of their type."""
        folder, file = posixpath.split(name)
        root = self._part(posixpath.join(folder, "_rels", f"{file}.rels"))
        found: dict[str, str] = {}
        for relation in root if root is not None else ():
            target = unquote(relation.get("Target", ""))
            if relation.get("TargetMode") == "External" or not target:
                continue
            path = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
            if self._has(path):
                found.setdefault(relation.get("Type", "").rsplit("/", 1)[-1], path)
        return found

    def _part(self, name: str) -> Element | None:
        """Return the root of the part `name`, or None where the package has none."""
        info = self._members.get(name.lower())
        return None if info is None else self._parsed(name, self._unpacked(name, info))

    def _unpacked(self, name: str, info: zipfile.ZipInfo) -> bytes:
        path = self._source.path
        if info.flag_bits & _ENCRYPTED:
            raise ReportError(path, f"里面的 {name} 加了密码", "请去掉密码另存一份再读")
        if info.compress_type not in _PACKED_BY:
            raise ReportError(path, f"里面的 {name} 用了 Word 不用的压缩方式", _SAVE_AGAIN)
        if info.file_size > _RATIO_FROM and info.file_size > _RATIO * info.compress_size:
            raise ReportError(
                path,
                f"里面的 {name} 压缩了 {info.file_size // max(info.compress_size, 1)} 倍，像是压缩炸弹",
                "请检查文件的来源；确是报告的话，" + _SAVE_AGAIN,
            )
        if info.file_size > self._left:
            raise self._too_large(name)
        with self._archive.open(info) as member:
            data = member.read(self._left + 1)
        if len(data) > self._left:
            raise self._too_large(name)
        self._left -= len(data)
        return data

    def _too_large(self, name: str) -> ReportError:
        most = self._source.limits.text_megabytes * _XML_PER_TEXT
        return ReportError(
            self._source.path,
            f"解开以后 {name} 太大，各部分合计超过上限 {most} MB",
            "一份报告解开通常不到 10 MB，请检查是不是报告；确实要读就用 --max-text-mb 放宽",
        )

    def _parsed(self, name: str, data: bytes) -> Element:
        path = self._source.path
        if _DECLARES.search(data.replace(b"\x00", b"")):
            raise self._declares(name)
        if data.count(b"<") + data.count(b"=") > _MOST_NODES:
            raise ReportError(path, f"里面的 {name} 标记太多，不像报告", "请检查文件，或拆成几份再读")
        for strict, usual in STRICT:
            data = data.replace(strict, usual)
        parser = etree.XMLParser(
            resolve_entities=False,
            load_dtd=False,
            no_network=True,
            huge_tree=False,
            remove_comments=True,
            remove_pis=True,
        )
        try:
            root: Element = etree.fromstring(data, parser)
        except etree.XMLSyntaxError as error:
            raise ReportError(path, f"里面的 {name} 读不出来（{error.msg}）", _SAVE_AGAIN) from error
        # An encoding in which the bytes above do not spell the declaration cannot hide it from the parser.
        if root.getroottree().docinfo.doctype:
            raise self._declares(name)
        return root

    def _declares(self, name: str) -> ReportError:
        return ReportError(
            self._source.path,
            f"里面的 {name} 声明了文档类型或实体，Word 从不这样写，可能有害",
            "请检查文件的来源；确是报告的话，" + _SAVE_AGAIN,
        )
