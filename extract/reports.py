"""Reports: finding them on disk, reading them, and all their facts."""

from __future__ import annotations

import hashlib
import stat
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from .errors import ReportError
from .extractor import extract_facts
from .facts import ReportFacts
from .formats.kinds import IN_FOLDERS, SUFFIXES
from .formats.readers import read
from .formats.source import MEGABYTE, Limits, PageProgress, Source, no_progress
from .reading.blocks import Document
from .timing import time_limit

_NAMES_OF_OTHERS: Final = frozenset({"readme.md", "readme.txt", "license.txt", "changelog.md"})
#: Folders in which browsers keep the pictures and scripts of a page that was saved.
_PAGE_PARTS: Final = ("_files", ".files")


def find_reports(paths: Sequence[Path]) -> list[Path]:
    """Return the reports among `paths`: files as given, folders searched through in the order of names.

    In folders, hidden files, pictures and files of other formats are passed over, and links to folders not
    followed.
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
        raise ReportError(named, "里面没有报告", f"在文件夹里找的是 {'、'.join(sorted(IN_FOLDERS))}")
    return list(dict.fromkeys(found))


def _in_folder(folder: Path) -> list[Path]:
    names = []
    for path in folder.rglob("*"):
        inside = path.relative_to(folder).parts
        if any(part.startswith((".", "~$")) for part in inside) or path.name.lower() in _NAMES_OF_OTHERS:
            continue
        if any(part.endswith(_PAGE_PARTS) for part in inside[:-1]):
            continue
        if path.suffix.lower() in IN_FOLDERS and path.is_file():
            names.append(path)
    return sorted(names, key=lambda path: path.relative_to(folder).as_posix())


def read_report(
    path: Path, limits: Limits | None = None, progress: PageProgress = no_progress
) -> tuple[Document, bytes]:
    """Return the document that a file holds, and its bytes; `progress` is told of pages read by OCR.

    Raises ReportError for a file that is missing, unreadable, too large, empty, broken or of another format.
    """
    limits = limits or Limits()
    if path.is_dir():
        raise ReportError(path, "是文件夹，不是报告", "请给出其中的文件，或把文件夹交给 build")
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):
            raise ReportError(path, "不是普通文件（是管道或设备）", "请给出报告文件")
        if path.suffix.lower() not in SUFFIXES:
            raise ReportError(
                path, f"格式 {path.suffix or '（无扩展名）'} 不能读", f"读取的格式是 {'、'.join(SUFFIXES)}"
            )
        if status.st_size > limits.megabytes * MEGABYTE:
            raise ReportError(
                path,
                f"有 {status.st_size / MEGABYTE:.0f} MB，超过上限 {limits.megabytes} MB",
                "请检查是不是报告；确实要读就用 --max-mb 放宽",
            )
        data = path.read_bytes()
    except FileNotFoundError:
        raise ReportError(path, "没有这个文件", "请检查路径；读的时候文件可能被移走了") from None
    except OSError as error:
        raise ReportError(path, f"读不出来（{error.strerror}）", "请检查权限和磁盘") from None
    return read(Source(path, data, limits, progress)), data


def extract_report(
    path: Path, name: str | None = None, limits: Limits | None = None, progress: PageProgress = no_progress
) -> ReportFacts:
    """Return all facts of the report in `path`; `name` is what the facts call it (default: the file's name).

    Raises ReportError where the file cannot be read (see `read_report`), or not within `limits`.
    """
    limits = limits or Limits()
    with time_limit(path, limits.seconds):
        document, data = read_report(path, limits, progress)
        facts = extract_facts(document)
    warnings = list(document.warnings)
    if not any(fact.kind == "school" for fact in facts):
        warnings.append("没有找到学校名称")
    return ReportFacts(
        name or path.name, tuple(facts), hashlib.sha256(data).hexdigest(), len(document.text), tuple(warnings)
    )
