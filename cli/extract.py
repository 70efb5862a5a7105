"""`zhijiao extract`: the facts of reports as JSON Lines."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from . import limits, llm
from .errors import CommandError, ExitCode, foreseen


def extract(
    source: Annotated[Path, typer.Argument(metavar="报告或文件夹", help="一份报告，或装着报告的文件夹")],
    out: Annotated[
        Path | None, typer.Option("--out", metavar="文件", help="写到这个文件，不给就写到标准输出")
    ] = None,
    max_mb: limits.MaxMb = limits.MB,
    max_text_mb: limits.MaxTextMb = limits.TEXT_MB,
    max_pages: limits.MaxPages = limits.PAGES,
    max_seconds: limits.MaxSeconds = limits.SECONDS,
    max_memory_mb: limits.MaxMemoryMb = limits.MEMORY_MB,
    jobs: limits.Jobs = None,
    scheduler: limits.Scheduler = None,
    llm_url: llm.Url = None,
    model: llm.Model = None,
    llm_cache: llm.Cache = None,
    llm_seconds: llm.Seconds = llm.REQUEST_SECONDS,
    llm_max_seconds: llm.MaxSeconds = llm.REPORT_SECONDS,
    llm_max_requests: llm.MaxRequests = llm.REQUESTS,
) -> None:
    """读出报告里的事实，每条一行 JSON，带原文出处。"""
    from ..extract.workers import warm_up

    if not scheduler:
        warm_up()
    from ..extract.cluster import ClusterError
    from ..extract.errors import ReportError
    from ..extract.finding import find_reports
    from ..extract.language.spacy_model import SpacyModelError
    from .console import Progress, emit, say, write_whole
    from .extraction import extract_all

    bounds = limits.limits_of(max_mb, max_text_mb, max_pages, max_seconds, max_memory_mb)
    asked = llm.settings_of(llm_url, model, llm_cache, llm_seconds, llm_max_seconds, llm_max_requests)
    limits.refuse_both(scheduler, asked)
    with foreseen(ReportError, ClusterError, SpacyModelError), Progress().shown() as progress:
        found = extract_all(
            [source], find_reports([source]), bounds, jobs, progress.step, asked, scheduler=scheduler
        )
    for failure in found.failures:
        say(f"失败：{failure}")
    if asked is not None:
        for warning in (f"{one.report}：{text}" for one in found.reports for text in one.warnings):
            say(f"提醒：{warning}")
    if not found.reports:
        raise CommandError(f"{source}：没有一份报告读得出来")
    text = "".join(f"{line}\n" for report in found.reports for line in report.to_lines())
    if out is None:
        emit(text)
    else:
        write_whole(out, text)
        say(f"{len(found.reports)} 份报告，{sum(found.counts.values())} 条事实，写到 {out}")
    raise typer.Exit(ExitCode.PARTLY if found.failures else ExitCode.WELL)
