"""Reports: reading them from disk, and all their facts."""

from __future__ import annotations

import hashlib
import stat
from pathlib import Path

from .errors import ReportError
from .extractor import extract_facts
from .facts import ReportFacts
from .formats.kinds import SUFFIXES
from .formats.readers import read
from .formats.source import MEGABYTE, Limits, PageProgress, Source, no_progress
from .llm.settings import LlmSettings
from .reading.blocks import Document
from .timing import Deadline, time_limit


def read_report(
    path: Path, limits: Limits | None = None, progress: PageProgress = no_progress
) -> tuple[Document, bytes]:
    """Return the document that a file holds, and its bytes; `progress` is told of pages read by OCR.

    Raises ReportError for a file that is missing, unreadable, too large, empty, broken or of another format.
    """
    limits = limits or Limits()
    data = read_bytes(path, limits)
    return read(Source(path, data, limits, progress)), data


def read_bytes(path: Path, limits: Limits) -> bytes:
    """Return the bytes of a report's file.

    Raises ReportError for a file that is missing, unreadable, too large or of another format.
    """
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
        return path.read_bytes()
    except FileNotFoundError:
        raise ReportError(path, "没有这个文件", "请检查路径；读的时候文件可能被移走了") from None
    except OSError as error:
        raise ReportError(path, f"读不出来（{error.strerror}）", "请检查权限和磁盘") from None


def read_in_time(path: Path, limits: Limits, progress: PageProgress = no_progress) -> Document:
    """Return the document that a file holds; raises ReportError as `read_report`, and where time is over."""
    with time_limit(path, limits.seconds) as deadline:
        return read_report(path, limits, _extending(deadline, limits, progress))[0]


def _extending(deadline: Deadline, limits: Limits, progress: PageProgress) -> PageProgress:
    """Return `progress` such that each page read by OCR puts the deadline off."""

    def page_read(done: int, total: int) -> None:
        deadline.extend(limits.ocr_seconds)
        progress(done, total)

    return page_read


def extract_report(
    path: Path,
    name: str | None = None,
    limits: Limits | None = None,
    progress: PageProgress = no_progress,
    *,
    llm: LlmSettings | None = None,
    sections: PageProgress = no_progress,
) -> ReportFacts:
    """Return all facts of the report in `path`; `name` is what the facts call it (default: the file's name).

    The model of `llm` is asked too, where it is given: `sections` is told of the sections it has read, and
    what fails of it becomes a warning.
    Raises ReportError where the file cannot be read (see `read_report`), or not within `limits`.
    """
    limits = limits or Limits()
    with time_limit(path, limits.seconds) as deadline:
        document, data = read_report(path, limits, _extending(deadline, limits, progress))
        facts = extract_facts(document)
    warnings = list(document.warnings)
    if llm is not None:
        # Behind the time limit: asking has bounds of its own, and the rules' facts stand whatever comes.
        from .llm.reader import read_with_model

        read_besides = read_with_model(document, facts, llm, sections, path)
        facts = list(read_besides.facts)
        warnings += read_besides.warnings
    if not any(fact.kind == "school" for fact in facts):
        warnings.append("没有找到学校名称")
    return ReportFacts(
        report=name or path.name,
        facts=tuple(facts),
        sha256=hashlib.sha256(data).hexdigest(),
        characters=len(document.text),
        warnings=tuple(warnings),
        pages=max((page for _, page in document.pages), default=0),
    )
