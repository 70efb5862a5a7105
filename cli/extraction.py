"""The facts of many reports, read in worker processes of this machine or on a cluster."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from ..extract.bounded import Task, whole
from ..extract.errors import ReportError
from ..extract.facts import FACT_KINDS, Fact, ReportFacts
from ..extract.formats.source import Limits
from ..extract.language.spacy_model import check_model
from ..extract.llm.settings import LlmSettings
from ..extract.workers import make_in_workers, not_idle
from .errors import CommandError

#: Called with the name of a stage, the steps done and the steps in all.
Progress = Callable[[str, int, int], None]
T = TypeVar("T")


def no_progress(_stage: str, _done: int, _total: int) -> None:
    """Show nothing."""


@dataclass(frozen=True, slots=True)
class Readers:
    """Who reads reports: `jobs` processes of this machine, or the Dask cluster at the address `scheduler`.

    `limits` bound what one report may cost.
    """

    limits: Limits = Limits()
    jobs: int | None = None
    scheduler: str | None = None


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
        return fact_counts(fact for report in self.reports for fact in report.facts)


def fact_counts(facts: Iterable[Fact]) -> dict[str, int]:
    """Return how many facts there are of each kind that occurs, in the order of the guide."""
    found = Counter(fact.kind for fact in facts)
    return {kind: found[kind] for kind in FACT_KINDS if found[kind]}


def extract_all(
    sources: Sequence[Path],
    reports: Sequence[Path],
    limits: Limits | None = None,
    jobs: int | None = None,
    progress: Progress = no_progress,
    llm: LlmSettings | None = None,
    *,
    scheduler: str | None = None,
) -> Extraction:
    """Extract the facts of `reports`, found in `sources`; one that fails is a failure of the result.

    `limits` bound what one may cost, `jobs` processes work at a time, or the Dask cluster at `scheduler`, the
    model of `llm` is asked too. Raises CommandError where two reports would have the same name,
    SpacyModelError where the environment names a model that cannot be used, ClusterError where the cluster
    cannot go on.
    """
    check_model()
    names = report_names(sources, reports)
    tasks = [Task(path, names[path], llm) for path in sorted(reports, key=lambda one: names[one])]
    readers = Readers(limits or Limits(), jobs, scheduler)
    found = list(make_each(tasks, whole, readers, progress))
    return Extraction(
        tuple(sorted((one for one in found if isinstance(one, ReportFacts)), key=lambda one: one.report)),
        tuple(sorted((one for one in found if isinstance(one, Failure)), key=lambda one: one.report)),
    )


def make_each(
    tasks: Sequence[Task],
    make: Callable[[ReportFacts], T],
    readers: Readers,
    progress: Progress,
    idle: Callable[[], None] = not_idle,
) -> Iterator[T | Failure]:
    """Yield what `make`, a function of a module, makes of each report's facts, or its failure, as it comes.

    `idle` is called now and then while nothing comes. Raises ClusterError where the cluster cannot go on.
    """
    names = {task.path: task.name for task in tasks}

    def pages(path: Path, read: int, total: int) -> None:
        progress(f"识别 {names[path]}", read, total)

    def sections(path: Path, read: int, total: int) -> None:
        progress(f"模型读 {names[path]}", read, total)

    progress("报告", 0, len(tasks))
    found = (
        _on_cluster(tasks, make, readers, idle)
        if readers.scheduler
        else make_in_workers(
            tasks, make, readers.limits, readers.jobs, pages=pages, sections=sections, idle=idle
        )
    )
    for number, (task, result) in enumerate(found, 1):
        if isinstance(result, ReportError):
            yield Failure(task.name, str(task.path), result.reason, result.advice)
        else:
            yield result
        progress("报告", number, len(tasks))


def _on_cluster(
    tasks: Sequence[Task], make: Callable[[ReportFacts], T], readers: Readers, idle: Callable[[], None]
) -> Iterator[tuple[Task, T | ReportError]]:
    from ..extract.cluster import Cluster
    from .keeping import program

    with Cluster(str(readers.scheduler), program) as cluster:
        yield from cluster.make(tasks, make, readers.limits, idle)


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
