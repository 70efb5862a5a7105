"""The whole way from a folder of reports to an output folder: facts, graph, pages."""

from __future__ import annotations

import json
import os
import shutil
import time
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from ..extract.cached_facts import CachedFacts
from ..extract.collecting import uncollected
from ..extract.finding import find_reports
from ..extract.fingerprint import extractor_fingerprint
from ..extract.formats.source import Limits
from ..extract.language.spacy_model import model_named
from ..extract.llm.settings import LlmSettings
from ..extract.workers import default_jobs
from ..graph.counts import Counts, count
from ..graph.dataset import DATASET_NAME, describe
from ..graph.incremental.state import State
from ..graph.incremental.update import Former
from ..graph.iris import Minter
from ..graph.links import read_links, shipped_links
from ..graph.making import DataFile, Making, build_time
from ..graph.registry import REDIRECTS_NAME, REGISTRY_NAME, Registry
from ..graph.resolution.decisions import read_decisions
from ..graph.store import NQUADS_NAME, TURTLE_NAME, GraphStore
from ..graph.validation.blame import Blamed, blame
from ..graph.validation.check import validate_store
from ..graph.workspace import Workspace, WorkspaceGraph, build_workspace_graph
from ..ontology.files import CATALOGUE, CONTEXT, ONTOLOGY, REGIONS_SKOS, SCHEMES, SHAPES, ontology_file
from ..ontology.namespaces import DEFAULT_BASE
from ..viz.site import build_site
from ..viz.writer import SiteBuild
from .errors import CommandError
from .extraction import Failure, Progress, Readers, no_progress
from .folder import (
    CACHE,
    DECISIONS,
    FACTS,
    MANIFEST,
    SITE,
    STATE,
    STORE,
    apart,
    publish,
    staging,
    staging_store,
)
from .known_reports import FACTS_CACHE, KnownReports, keys_of, know_reports, open_cache
from .lock import Waiting
from .versions import versions, zhijiao_version

_ONTOLOGY_COPIES: Final = {
    ONTOLOGY: "ontology.ttl",
    SCHEMES: "schemes.ttl",
    CATALOGUE: "catalogue.ttl",
    REGIONS_SKOS: "regions.ttl",
    SHAPES: "shapes.ttl",
    CONTEXT: "context.jsonld",
}
#: What is half done of a graph stands there in the cache.
_RUNS: Final = "runs"
#: What `state/` holds: what the graph and what the pages were made of.
_UNITS: Final = "units.jsonl"
_PAGES: Final = "pages"


@dataclass(frozen=True, slots=True)
class BuildResult:
    """What a build made: where, of which reports, how much, what was left out, how long each stage took.

    `violations` are the places where the graph breaks the ontology's shapes, with the facts that they are of.
    """

    out: Path
    store: Path
    extraction: KnownReports
    counts: Mapping[str, int]
    warnings: tuple[str, ...]
    violations: tuple[Blamed, ...]
    seconds: Mapping[str, float]

    @property
    def failures(self) -> tuple[Failure, ...]:
        """The reports that could not be used."""
        return self.extraction.failures


@dataclass(slots=True)
class _Clock:
    seconds: dict[str, float] = field(default_factory=dict)

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        begin = time.perf_counter()
        yield
        self.seconds[name] = round(time.perf_counter() - begin, 3)


def build(
    sources: Sequence[Path],
    out: Path,
    *,
    store: Path | None = None,
    base: str = DEFAULT_BASE,
    limits: Limits | None = None,
    jobs: int | None = None,
    scheduler: str | None = None,
    llm: LlmSettings | None = None,
    links: Path | None = None,
    licence: str = "",
    fresh: bool = False,
    site: bool = True,
    waiting: Waiting | None = None,
    progress: Progress = no_progress,
) -> BuildResult:
    """Build facts, graph and pages of the reports in `sources` (files and folders) into the folder `out`.

    What an earlier build has left in `out` is used again: only new and changed reports are read, only what
    has changed is written anew, and a report that is gone is gone from the graph; `fresh` does all anew. The
    decisions of people in `out`/decisions.csv correct who is who. Without `site` no pages are written.
    Another build that writes there is waited for where `waiting` is given, which is told who that is.

    `store` is another place for the graph's store than `out`/store; `limits` bound what one report may cost,
    `jobs` processes read at a time, or the Dask cluster at the address `scheduler`, the model of `llm` is
    asked too; the table `links` says what enterprises are in Wikidata, `licence` is the IRI of the data's
    licence. A report that fails is named in the result, the others are built. Raises CommandError where no
    report could be used or `out` or `store` is not ours, ReportError where the sources hold no report,
    ClusterError where the cluster cannot go on, IriError and DatasetError for a faulty base IRI or licence,
    DecisionError, RegistryError and LinksFileError for a file that cannot be read, and the errors of the
    graph and the pages; `out` then stands as it was.
    """
    clock = _Clock()
    minter = Minter(base)
    making = Making(build_time(), zhijiao_version(), extractor_fingerprint(llm), licence=licence)
    store = None if store is None else apart(out, store)
    reports = find_reports(sources)
    with ExitStack() as stack:
        # Both places are taken before the long work begins: a refusal is said at once.
        made = stack.enter_context(staging(out, waiting))
        aside = None if store is None else stack.enter_context(staging_store(store, waiting))
        workspace = _workspace(out, store or out / STORE, base, links, reuse=not fresh)
        cache = stack.enter_context(open_cache(out, llm))
        with clock.stage("extract"), uncollected():
            known = know_reports(
                cache, sources, reports, made / FACTS,
                Readers(limits or Limits(), jobs, scheduler), llm=llm, fresh=fresh, progress=progress,
            )  # fmt: skip
        if not known.reports:
            raise CommandError("没有一份报告可用：\n" + "\n".join(f"  {one}" for one in known.failures))
        hashes = {one.report: one.sha256 for one in known.reports}
        with clock.stage("graph"), uncollected():
            graph = build_workspace_graph(
                [one.source for one in known.reports],
                CachedFacts(out / CACHE / FACTS_CACHE, making.extractor, hashes),
                minter, made, workspace=workspace,
                work=out / CACHE / _RUNS, jobs=jobs or default_jobs(), progress=progress,
            )  # fmt: skip
            (made / STATE).mkdir()
            graph.written.state.write(made / STATE / _UNITS)
        opened = GraphStore.open(made / STORE)
        # Counted beside what follows, which leaves a processor free now and then.
        counted = stack.enter_context(ThreadPoolExecutor(1)).submit(_counted, opened, made)
        with clock.stage("validate"):
            violations = blame(opened, validate_store(opened, graph.touched, jobs=jobs or default_jobs()))
        for name, copy in _ONTOLOGY_COPIES.items():
            shutil.copyfile(ontology_file(name), made / copy)
        pages = 0
        if site:
            with clock.stage("site"):
                wanted = _Pages(not fresh, jobs or default_jobs())
                pages = _site(opened, made, out, graph, progress, wanted).pages
        with clock.stage("describe"):
            issued = _describe(*counted.result(), made, out, making)
        manifest = _manifest(known, graph, making, base, clock.seconds) | {
            "issued": issued,
            "store": STORE if store is None else None,
            "pages": pages,
            "violations": len(violations),
        }
        (made / MANIFEST).write_text(
            json.dumps(manifest, ensure_ascii=False, indent=2) + "\n", encoding="utf-8"
        )
        elsewhere = None
        if store is not None and aside is not None:
            shutil.move(made / STORE, aside / STORE)
            elsewhere = (aside / STORE, store)
        publish(made, out, elsewhere)
        shutil.rmtree(out / CACHE / _RUNS, ignore_errors=True)
        with suppress(OSError):  # all is published; what is not forgotten now is at the next build
            cache.keep_only(keys_of(known))
    warnings = tuple(f"{one.report}: {text}" for one in known.reports for text in one.warnings)
    return BuildResult(
        out, store or out / STORE, known, graph.counts, warnings + graph.warnings, violations, clock.seconds
    )


def _workspace(out: Path, store: Path, base: str, links: Path | None, *, reuse: bool) -> Workspace:
    """Return what the build before has left in `out`, and what people have written."""
    state = State.read(out / STATE / _UNITS)
    former = Former(state, out, store) if state and state.base == base else None
    return Workspace(
        former,
        out / NQUADS_NAME,
        reuse,
        Registry.read(out / REGISTRY_NAME),
        read_decisions(out / DECISIONS),
        (*(read_links(links) if links else ()), *shipped_links()),
    )


@dataclass(frozen=True, slots=True)
class _Pages:
    """How pages are written: whether those of the build before may stay, and how many processes write."""

    reuse: bool
    processes: int


def _site(
    store: GraphStore, made: Path, out: Path, graph: WorkspaceGraph, progress: Progress, wanted: _Pages
) -> SiteBuild:
    """Write the pages, those of which nothing has changed by linking them from the build before."""
    memory, before = made / STATE / _PAGES, out / STATE / _PAGES
    if wanted.reuse and before.is_file():
        os.link(before, memory)
    return build_site(
        store,
        made / SITE,
        progress=lambda done, total: progress("页面", done, total),
        reading=lambda done, total: progress("页面的学校", done, total),
        former=out / SITE if wanted.reuse and (out / SITE).is_dir() else None,
        memory=memory,
        touched=graph.touched,
        processes=wanted.processes,
    )


def _counted(store: GraphStore, made: Path) -> tuple[Counts, list[DataFile]]:
    """Return how much the graph holds, and the sizes and digests of its files."""
    return count(store), [DataFile.of(made / name) for name in (TURTLE_NAME, NQUADS_NAME, REDIRECTS_NAME)]


def _describe(counts: Counts, files: Sequence[DataFile], made: Path, out: Path, making: Making) -> str:
    """Write what the data set says of itself; return when it was first issued."""
    issued = _issued(out / MANIFEST) or making.modified
    text = describe(counts, replace(making, issued=issued), files)
    (made / DATASET_NAME).write_bytes(text)
    return issued.isoformat()


def _issued(manifest: Path) -> datetime | None:
    """Return when the first build of a workspace was, None where no build has left word."""
    try:
        return datetime.fromisoformat(json.loads(manifest.read_text(encoding="utf-8"))["issued"])
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _manifest(
    known: KnownReports, graph: WorkspaceGraph, making: Making, base: str, seconds: Mapping[str, float]
) -> dict[str, Any]:
    """Return what `build.json` says; it names files by their names only, never by their place."""
    return {
        "generator": "zhijiao",
        "versions": versions(),
        "extractor": making.extractor,
        "modified": making.modified.isoformat(),
        "base_iri": base,
        "spacy_model": model_named() or None,
        "reports": [one.to_json() for one in known.reports],
        "failures": [
            {"report": one.report, "reason": one.reason, "advice": one.advice} for one in known.failures
        ],
        "read": known.read,
        "restated": len(known.reports) - graph.reused,
        "facts": known.counts,
        "graph": dict(graph.counts),
        "warnings": list(graph.warnings),
        "seconds": dict(seconds),
    }
