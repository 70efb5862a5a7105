"""The whole way from a folder of reports to an output folder: facts, graph, pages."""

from __future__ import annotations

import json
import shutil
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from ..extract.errors import ReportError
from ..extract.facts import FACT_KINDS, ReportFacts
from ..extract.finding import find_reports
from ..extract.formats.source import Limits
from ..extract.language.spacy_model import check_model, model_named
from ..extract.llm.settings import LlmSettings
from ..extract.workers import Task, extract_in_workers
from ..graph.build import GraphBuild, build_graph, write_graph
from ..graph.iris import Minter
from ..graph.store import GraphStore
from ..ontology.files import CATALOGUE, CONTEXT, ONTOLOGY, SCHEMES, SHAPES, ontology_file
from ..ontology.namespaces import DEFAULT_BASE
from ..viz.site import build_site
from .errors import CommandError
from .folder import FACTS, MANIFEST, SITE, STORE, apart, publish, publish_store, staging, staging_store
from .versions import versions

#: Called with the name of a stage, the steps done and the steps in all.
Progress = Callable[[str, int, int], None]

_ONTOLOGY_COPIES: Final = {
    ONTOLOGY: "ontology.ttl",
    SCHEMES: "schemes.ttl",
    CATALOGUE: "catalogue.ttl",
    SHAPES: "shapes.ttl",
    CONTEXT: "context.jsonld",
}


@dataclass(frozen=True, slots=True)
class Failure:
    """A report that could not be used: its name, where it is, why (Chinese) and what to do."""

    report: str
    place: str
    reason: str
    advice: str

    def __str__(self) -> str:
        return f"{self.place}：{self.reason}。{self.advice}"


@dataclass(frozen=True, slots=True)
class Extraction:
    """The facts of several reports, in the order of their names, and the reports that failed."""

    reports: tuple[ReportFacts, ...]
    failures: tuple[Failure, ...]

    @property
    def counts(self) -> dict[str, int]:
        """How many facts there are of each kind that occurs."""
        found = Counter(fact.kind for report in self.reports for fact in report.facts)
        return {kind: found[kind] for kind in FACT_KINDS if found[kind]}


@dataclass(frozen=True, slots=True)
class BuildResult:
    """What a build made: where, of which reports, how much, what was left out, how long each stage took."""

    out: Path
    store: Path
    extraction: Extraction
    counts: Mapping[str, int]
    warnings: tuple[str, ...]
    seconds: Mapping[str, float]


@dataclass(slots=True)
class _Clock:
    seconds: dict[str, float] = field(default_factory=dict)

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        begin = time.perf_counter()
        yield
        self.seconds[name] = round(time.perf_counter() - begin, 3)


def no_progress(_stage: str, _done: int, _total: int) -> None:
    """Show nothing."""


def build(
    sources: Sequence[Path],
    out: Path,
    *,
    store: Path | None = None,
    base: str = DEFAULT_BASE,
    limits: Limits | None = None,
    jobs: int | None = None,
    llm: LlmSettings | None = None,
    progress: Progress = no_progress,
) -> BuildResult:
    """Build facts, graph and pages of the reports in `sources` (files and folders) into the folder `out`.

    `store` is another place for the graph's store than `out`/store; `limits` bound what one report may cost,
    `jobs` processes read at a time, the model of `llm` is asked too. A report that fails is named in the
    result, the others are built. Raises CommandError where no report could be used or `out` or `store` is not
    ours, ReportError where the sources hold no report, IriError for a faulty base IRI, and the errors of the
    graph and the pages; `out` then stands as it was.
    """
    clock = _Clock()
    Minter(base)
    store = None if store is None else apart(out, store)
    reports = find_reports(sources)
    with ExitStack() as stack:
        # Both places are taken before the long work begins: a refusal is said at once.
        made = stack.enter_context(staging(out))
        aside = None if store is None else stack.enter_context(staging_store(store))
        with clock.stage("extract"):
            found = _with_school(extract_all(sources, reports, limits, jobs, progress, llm))
        if not found.reports:
            raise CommandError("没有一份报告可用：\n" + "\n".join(f"  {one}" for one in found.failures))
        _write_facts(found, made / FACTS)
        progress("图谱", 0, 1)
        with clock.stage("graph"):
            graph = build_graph(found.reports, base)
            write_graph(graph, made)
        progress("图谱", 1, 1)
        for name, copy in _ONTOLOGY_COPIES.items():
            shutil.copyfile(ontology_file(name), made / copy)
        with clock.stage("site"):
            pages = build_site(
                GraphStore.open(made / STORE),
                made / SITE,
                progress=lambda done, total: progress("页面", done, total),
            )
        manifest = _manifest(found, graph, base, clock.seconds, store is None) | {"pages": pages.pages}
        (made / MANIFEST).write_text(
            json.dumps(manifest, ensure_ascii=False, indent=2) + "\n", encoding="utf-8"
        )
        if store is not None and aside is not None:
            shutil.move(made / STORE, aside / STORE)
            publish_store(aside / STORE, store)
        publish(made, out)
    warnings = tuple(f"{one.report}: {text}" for one in found.reports for text in one.warnings)
    return BuildResult(
        out, store or out / STORE, found, graph.counts, warnings + graph.warnings, clock.seconds
    )


def extract_all(
    sources: Sequence[Path],
    reports: Sequence[Path],
    limits: Limits | None = None,
    jobs: int | None = None,
    progress: Progress = no_progress,
    llm: LlmSettings | None = None,
) -> Extraction:
    """Extract the facts of `reports`, found in `sources`; one that fails is a failure of the result.

    `limits` bound what one may cost, `jobs` processes work at a time, the model of `llm` is asked too. Raises
    CommandError where two reports would have the same name, SpacyModelError where the environment names a
    model that cannot be used.
    """
    check_model()
    names = report_names(sources, reports)
    tasks = [Task(path, names[path], llm) for path in sorted(reports, key=lambda one: names[one])]
    done: list[ReportFacts] = []
    failures: list[Failure] = []

    def pages(path: Path, read: int, total: int) -> None:
        progress(f"识别 {names[path]}", read, total)

    def sections(path: Path, read: int, total: int) -> None:
        progress(f"模型读 {names[path]}", read, total)

    progress("报告", 0, len(tasks))
    found = extract_in_workers(tasks, limits or Limits(), pages, jobs, sections)
    for number, (task, result) in enumerate(found, 1):
        if isinstance(result, ReportError):
            failures.append(Failure(task.name, str(task.path), result.reason, result.advice))
        else:
            done.append(result)
        progress("报告", number, len(tasks))
    return Extraction(
        tuple(sorted(done, key=lambda one: one.report)), tuple(sorted(failures, key=lambda one: one.report))
    )


def report_names(sources: Sequence[Path], reports: Sequence[Path]) -> dict[Path, str]:
    """Return a name for each report: its path within the folder it was found in, or its file name.

    Where two would be the same, the folder's own name stands before them. What is no Unicode in a file's name
    becomes U+FFFD. Raises CommandError where they are the same even so.
    """
    folders = [source for source in sources if source.is_dir()]
    homes = {path: _home(path, folders) for path in reports}
    names = {path: _unicode(path.relative_to(home).as_posix()) for path, home in homes.items()}
    counts = Counter(names.values())
    for path, name in names.items():
        if counts[name] > 1:
            names[path] = f"{_unicode(homes[path].resolve().name)}/{name}"
    for name, count in Counter(names.values()).items():
        if count > 1:
            raise CommandError(f"{name}：有 {count} 份同名的报告。请改名，或只给它们共同的上级文件夹")
    return names


def _unicode(name: str) -> str:
    """Return a file's name as text that any file can hold: its bytes may be those of another encoding."""
    return name.encode("utf-8", errors="surrogateescape").decode("utf-8", errors="replace")


def _home(path: Path, folders: Sequence[Path]) -> Path:
    """Return the widest of the folders in which a report lies, or the one that holds its file."""
    around = [folder for folder in folders if path.is_relative_to(folder)]
    return min(around, key=lambda folder: len(folder.parts), default=path.parent)


def _with_school(found: Extraction) -> Extraction:
    """Turn reports that never name their school into failures: nothing could be said about anyone."""
    nameless = tuple(
        Failure(one.report, one.report, "没有找到学校名称，读不出是谁的报告", "请检查文件内容是否完整")
        for one in found.reports
        if one.school is None
    )
    kept = tuple(one for one in found.reports if one.school is not None)
    return Extraction(kept, tuple(sorted(found.failures + nameless, key=lambda one: one.report)))


def _write_facts(found: Extraction, path: Path) -> None:
    with path.open("w", encoding="utf-8", newline="\n") as out:
        for report in found.reports:
            out.writelines(f"{line}\n" for line in report.to_lines())


def _manifest(
    found: Extraction, graph: GraphBuild, base: str, seconds: Mapping[str, float], store_inside: bool
) -> dict[str, Any]:
    """Return what `build.json` says; it names files by their names only, never by their place."""
    return {
        "generator": "zhijiao",
        "versions": versions(),
        "base_iri": base,
        "spacy_model": model_named() or None,
        "store": STORE if store_inside else None,
        "reports": [
            {
                "report": one.report,
                "school": str(one.school.get("name")) if one.school else None,
                "sha256": one.sha256,
                "characters": one.characters,
                "pages": one.pages,
                "facts": Extraction((one,), ()).counts,
                "warnings": list(one.warnings),
            }
            for one in found.reports
        ],
        "failures": [
            {"report": one.report, "reason": one.reason, "advice": one.advice} for one in found.failures
        ],
        "facts": found.counts,
        "graph": dict(graph.counts),
        "warnings": list(graph.warnings),
        "seconds": dict(seconds),
    }
