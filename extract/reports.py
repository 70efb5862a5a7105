"""Reports: finding them on disk, reading them, and all their facts. The seam for other formats is READERS."""

from __future__ import annotations

import hashlib
import stat
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import Final

from .errors import ReportError
from .extractor import extract_facts
from .facts import ReportFacts
from .reading.blocks import Document
from .reading.decode import MAX_BYTES, decode
from .reading.layout import read_layout
from .timing import SECONDS, time_limit


def _read_text(data: bytes, path: Path) -> Document:
    return read_layout(decode(data, path))


#: How files of each ending are read: bytes and the path (for messages) to a document.
READERS: Final[Mapping[str, Callable[[bytes, Path], Document]]] = MappingProxyType(
    {".txt": _read_text, ".text": _read_text, ".md": _read_text, ".markdown": _read_text}
)
_NAMES_OF_OTHERS: Final = frozenset({"readme.md", "readme.txt", "license.txt", "changelog.md"})


def find_reports(paths: Sequence[Path]) -> list[Path]:
    """Return the reports among `paths`: files as given, folders searched through in the order of names.

    In folders, hidden files and files of other formats are passed over, and links to folders not followed.
    A file that does not exist is returned too: reading it tells. Raises ReportError where no report is found.
    """
    found: list[Path] = []
    for path in paths:
        if path.is_dir():
            found += _in_folder(path)
        else:
            found.append(path)
    if not found:
        named = "、".join(str(path) for path in paths) or "（空）"
        raise ReportError(named, "里面没有报告", f"目前读取的格式是 {'、'.join(READERS)}")
    return list(dict.fromkeys(found))


def _in_folder(folder: Path) -> list[Path]:
    names = []
    for path in folder.rglob("*"):
        inside = path.relative_to(folder).parts
        if any(part.startswith(".") for part in inside) or path.name.lower() in _NAMES_OF_OTHERS:
            continue
        if path.suffix.lower() in READERS and path.is_file():
            names.append(path)
    return sorted(names, key=lambda path: path.relative_to(folder).as_posix())


def read_report(path: Path) -> tuple[Document, bytes]:
    """Return the document that a file holds, and its bytes.

    Raises ReportError for a file that is missing, unreadable, too large, empty, no text or of another format.
    """
    reader = READERS.get(path.suffix.lower())
    if path.is_dir():
        raise ReportError(path, "是文件夹，不是报告", "请给出其中的文件，或把文件夹交给 build")
    if reader is None and path.exists():
        raise ReportError(
            path,
            f"格式 {path.suffix or '（无扩展名）'} 还不能读",
            f"目前读取 {'、'.join(READERS)}，请先转换成文本",
        )
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):
            raise ReportError(path, "不是普通文件（是管道或设备）", "请给出报告文件")
        size = status.st_size
        if size > MAX_BYTES:
            raise ReportError(
                path,
                f"有 {size / 1024 / 1024:.0f} MB，超过上限 {MAX_BYTES // 1024 // 1024} MB",
                "一份报告的文本通常不到 1 MB，请检查是不是报告",
            )
        data = path.read_bytes()
    except FileNotFoundError:
        raise ReportError(path, "没有这个文件", "请检查路径") from None
    except OSError as error:
        raise ReportError(path, f"读不出来（{error.strerror}）", "请检查权限和磁盘") from None
    return (reader or _read_text)(data, path), data


def extract_report(path: Path, name: str | None = None, seconds: float = SECONDS) -> ReportFacts:
    """Return all facts of the report in `path`; `name` is what the facts call it (default: the file's name).

    Raises ReportError where the file cannot be read (see `read_report`), or not in `seconds`.
    """
    with time_limit(path, seconds):
        document, data = read_report(path)
        facts = extract_facts(document)
    warnings = []
    if not any(fact.kind == "school" for fact in facts):
        warnings.append("没有找到学校名称")
    return ReportFacts(
        name or path.name, tuple(facts), hashlib.sha256(data).hexdigest(), len(document.text), tuple(warnings)
    )
