"""`zhijiao build`: reports in, an output folder out."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from . import limits, llm
from .errors import ExitCode, foreseen, writing

if TYPE_CHECKING:
    from .workflow import BuildResult


def build(
    reports: Annotated[
        list[Path], typer.Argument(metavar="报告或文件夹...", help="报告文件，或装着报告的文件夹")
    ],
    out: Annotated[Path, typer.Option("--out", metavar="文件夹", help="输出文件夹")] = Path("out"),
    store: Annotated[
        Path | None,
        typer.Option("--store", metavar="文件夹", help="图谱库的位置，不给就是输出文件夹里的 store"),
    ] = None,
    base_iri: Annotated[
        str | None, typer.Option("--base-iri", metavar="IRI", help="图谱里各种事物的 IRI 以什么开头")
    ] = None,
    max_mb: limits.MaxMb = limits.MB,
    max_text_mb: limits.MaxTextMb = limits.TEXT_MB,
    max_pages: limits.MaxPages = limits.PAGES,
    max_seconds: limits.MaxSeconds = limits.SECONDS,
    max_memory_mb: limits.MaxMemoryMb = limits.MEMORY_MB,
    jobs: limits.Jobs = None,
    llm_url: llm.Url = None,
    model: llm.Model = None,
    llm_cache: llm.Cache = None,
    llm_seconds: llm.Seconds = llm.REQUEST_SECONDS,
    llm_max_seconds: llm.MaxSeconds = llm.REPORT_SECONDS,
    llm_max_requests: llm.MaxRequests = llm.REQUESTS,
) -> None:
    """读报告，生成事实、图谱和页面，全部写进输出文件夹。"""
    from ..extract.workers import warm_up

    warm_up()
    from ..extract.errors import ReportError
    from ..extract.language.spacy_model import SpacyModelError
    from ..graph.build import GraphBuildError
    from ..graph.iris import IriError
    from ..graph.store import StoreError
    from ..ontology.namespaces import DEFAULT_BASE
    from ..viz.site import SiteError
    from . import workflow
    from .console import Progress, say

    bounds = limits.limits_of(max_mb, max_text_mb, max_pages, max_seconds, max_memory_mb)
    asked = llm.settings_of(llm_url, model, llm_cache, llm_seconds, llm_max_seconds, llm_max_requests)
    with (
        writing(out),
        foreseen(ReportError, SpacyModelError, IriError, GraphBuildError, StoreError, SiteError),
        Progress().shown() as progress,
    ):
        result = workflow.build(
            reports,
            out,
            store=store,
            base=base_iri or DEFAULT_BASE,
            limits=bounds,
            jobs=jobs,
            llm=asked,
            progress=progress.step,
        )
    for failure in result.extraction.failures:
        say(f"失败：{failure}")
    print(_summary(result))
    raise typer.Exit(ExitCode.PARTLY if result.extraction.failures else ExitCode.WELL)


def _summary(result: BuildResult) -> str:
    found = result.extraction
    facts = sum(found.counts.values())
    failed = f"，{len(found.failures)} 份失败" if found.failures else ""
    warnings = f"，{len(result.warnings)} 条提醒（见 build.json）" if result.warnings else ""
    return "\n".join(
        (
            f"读了 {len(found.reports)} 份报告{failed}，得到 {facts} 条事实{warnings}，"
            f"用时 {sum(result.seconds.values()):.1f} 秒。",
            f"  页面  {result.out / 'site' / 'index.html'}（用浏览器打开）",
            f"  图谱  {result.out / 'graph.ttl'}，{result.out / 'graph.nq'}",
            f"  事实  {result.out / 'facts.jsonl'}",
            f"  查询  zhijiao query shared-partners --store {result.store}",
        )
    )
