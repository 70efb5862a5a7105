"""`zhijiao build`: reports in, an output folder out."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from . import limits, llm
from .console import say
from .errors import ExitCode, foreseen, writing

if TYPE_CHECKING:
    from .workflow import BuildResult

#: Violations and unused decisions that are printed; `zhijiao validate` and build.json list all.
_MOST_TOLD: Final = 20


def build(
    reports: Annotated[
        list[Path], typer.Argument(metavar="报告或文件夹...", help="报告文件，或装着报告的文件夹")
    ],
    out: Annotated[Path, typer.Option("--out", metavar="文件夹", help="输出文件夹")] = Path("out"),
    store: Annotated[
        str | None,
        typer.Option(
            "--store",
            metavar="文件夹或网址",
            help="图谱库的位置，不给就是输出文件夹里的 store；是 SPARQL 服务的网址（http://…）时，建好后再写进那里",
        ),
    ] = None,
    base_iri: Annotated[
        str | None, typer.Option("--base-iri", metavar="IRI", help="图谱里各种事物的 IRI 以什么开头")
    ] = None,
    links: Annotated[
        Path | None,
        typer.Option("--links", metavar="文件.csv", help="企业在 Wikidata 的编号（列 name,qid,source）"),
    ] = None,
    licence: Annotated[
        str | None, typer.Option("--licence", metavar="IRI", help="数据的许可，写进 dataset.ttl；不给就不写")
    ] = None,
    fresh: Annotated[
        bool, typer.Option("--fresh", help="不用上次的结果：全部报告重读，图谱和页面重建")
    ] = False,
    site: Annotated[
        bool, typer.Option("--site/--no-site", help="是否生成网页；很多报告只要图谱时用 --no-site 省时间")
    ] = True,
    wait: Annotated[
        bool, typer.Option("--wait", help="另一个 build 正在写这个输出文件夹时，等它结束；不给就说明并退出")
    ] = False,
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
    """读报告，生成事实、图谱和页面，全部写进输出文件夹。再运行一次，只读新的和改过的报告。"""
    from ..extract.workers import warm_up
    from .folder import DECISIONS, STATE

    if not scheduler and (fresh or not (out / STATE).is_dir()):
        warm_up(f"{__package__}.keeping")
    from ..extract.errors import ReportError
    from ..extract.language.spacy_model import SpacyModelError
    from ..graph.build import GraphBuildError
    from ..graph.iris import IriError
    from ..graph.links import LinksFileError
    from ..graph.making import DatasetError
    from ..graph.processes import ProcessesError
    from ..graph.registry import RegistryError
    from ..graph.resolution.decisions import DecisionError
    from ..graph.store import StoreError
    from ..graph.validation.blame import describe
    from ..graph.validation.violations import ValidationError
    from ..ontology.namespaces import DEFAULT_BASE
    from ..viz.site import SiteError
    from . import workflow
    from .console import Progress
    from .interruption import resumable
    from .stores import Server, is_address

    bounds = limits.limits_of(max_mb, max_text_mb, max_pages, max_seconds, max_memory_mb)
    asked = llm.settings_of(llm_url, model, llm_cache, llm_seconds, llm_max_seconds, llm_max_requests)
    limits.refuse_both(scheduler, asked)
    base = base_iri or DEFAULT_BASE
    # Asked before the long work begins: a refusal is said at once.
    server = Server.opened(store, base) if store and is_address(store) else None
    progress = Progress()
    with (
        resumable(out, lambda: progress.reached("报告"), fresh=fresh),
        writing(out),
        foreseen(
            ReportError,
            SpacyModelError,
            IriError,
            GraphBuildError,
            ProcessesError,
            DecisionError,
            RegistryError,
            LinksFileError,
            DatasetError,
            StoreError,
            ValidationError,
            SiteError,
        ),
        progress.shown(),
    ):
        result = workflow.build(
            reports,
            out,
            store=Path(store) if store and not server else None,
            base=base,
            limits=bounds,
            jobs=jobs,
            scheduler=scheduler,
            llm=asked,
            links=links,
            licence=licence or "",
            fresh=fresh,
            site=site,
            waiting=_waiting if wait else None,
            progress=progress.step,
        )
    for failure in result.failures:
        say(f"失败：{failure}")
    for warning in [one for one in result.warnings if one.startswith(DECISIONS)][:_MOST_TOLD]:
        say(f"订正：{warning}")
    for violation in result.violations[:_MOST_TOLD]:
        say(f"不合约束：{describe(violation)}")
    print(_summary(result, store if server else str(result.store)))
    if server:
        with Progress().shown() as filling:
            print(server.fill(out, filling.step))
    raise typer.Exit(ExitCode.PARTLY if result.failures or _broken(result) else ExitCode.WELL)


def _waiting(who: str) -> None:
    say(f"等另一个 build{who}结束……")


def _broken(result: BuildResult) -> int:
    """Return how many violations are more than warnings."""
    return sum(one.violation.severity == "Violation" for one in result.violations)


def _summary(result: BuildResult, store: str | None) -> str:
    found = result.extraction
    facts = sum(found.counts.values())
    known = len(found.reports) + len(found.failures) - found.read
    kept = f"（{known} 份没有变，不用重读）" if known else ""
    failed = f"，{len(found.failures)} 份失败" if found.failures else ""
    warnings = f"，{len(result.warnings)} 条提醒（见 build.json）" if result.warnings else ""
    broken = f"，{_broken(result)} 处不合约束（zhijiao validate 全部列出）" if _broken(result) else ""
    pages = result.out / "site" / "index.html"
    return "\n".join(
        (
            f"{len(found.reports)} 份报告{kept}{failed}，得到 {facts} 条事实{warnings}{broken}，"
            f"用时 {sum(result.seconds.values()):.1f} 秒。",
            *([f"  页面  {pages}（用浏览器打开）"] if pages.is_file() else []),
            f"  图谱  {result.out / 'graph.ttl'}，{result.out / 'graph.nq'}",
            f"  事实  {result.out / 'facts.jsonl'}",
            f"  查询  zhijiao query shared-partners --store {store}",
        )
    )
