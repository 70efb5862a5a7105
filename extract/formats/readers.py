"""The seam: which reader reads which kind of file. A reader is imported when a file of its kind comes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib import import_module
from types import MappingProxyType
from typing import Final, cast

from ..errors import ReportError
from ..reading.blocks import Document
from .kinds import NAMES, Kind, kind_of, promised
from .source import MEGABYTE, Source

Reader = Callable[[Source], Document]

#: Module of this package and function that read each kind.
READERS: Final[Mapping[Kind, tuple[str, str]]] = MappingProxyType(
    {
        "text": ("text", "read_text"),
        "html": ("web.html", "read_html"),
        "mhtml": ("web.archive", "read_mhtml"),
        "docx": ("word.docx", "read_docx"),
        "odt": ("office.office", "read_office"),
        "doc": ("office.office", "read_office"),
        "rtf": ("office.office", "read_office"),
        "pptx": ("office.office", "read_office"),
        "ppt": ("office.office", "read_office"),
        "odp": ("office.office", "read_office"),
        "pdf": ("pages.pdf", "read_pdf"),
        "image": ("pages.pictures", "read_image"),
    }
)
_READABLE: Final = "PDF、Word、网页、文本和扫描图片"


def read(source: Source) -> Document:
    """Return the document that a file holds, read by its content rather than by its name.

    Raises ReportError where it is empty, broken, locked, too large, or of a kind that no reader reads.
    """
    if not source.data.strip():
        raise ReportError(source.path, "文件是空的", "请换成有正文的报告文件")
    suffix = source.path.suffix
    kind = kind_of(source.data, suffix)
    if kind not in READERS:
        raise _unread(source, kind)
    said = promised(suffix)
    if suffix and kind != said and not {kind, said} <= {"html", "mhtml", "text"}:
        source.warnings.append(f"扩展名是 {suffix}，内容是{NAMES[kind]}，按{NAMES[kind]}读")
    if kind in ("text", "html") and len(source.data) > source.limits.text_megabytes * MEGABYTE:
        raise ReportError(
            source.path,
            f"有 {len(source.data) / MEGABYTE:.0f} MB，超过文本的上限 {source.limits.text_megabytes} MB",
            "一份报告的文本通常不到 1 MB，请检查是不是报告；确实要读就用 --max-text-mb 放宽",
        )
    module, name = READERS[kind]
    reader = cast("Reader", getattr(import_module(f".{module}", __package__), name))
    return reader(source)


def _unread(source: Source, kind: Kind) -> ReportError:
    if kind == "locked":
        return ReportError(source.path, "设了打开密码", "请去掉密码另存一份再读")
    return ReportError(source.path, f"是{NAMES[kind]}，不是报告", f"目前读取{_READABLE}，请先转换")
