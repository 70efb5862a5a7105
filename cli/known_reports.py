"""The facts of a workspace's reports: those known from before, those read now."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from ..extract.facts import ReportFacts
from ..extract.facts_cache import FactsCache
from ..extract.fingerprint import extractor_fingerprint
from ..extract.formats.source import MEGABYTE, Limits
from ..extract.language.spacy_model import check_model
from ..extract.llm.settings import LlmSettings
from ..extract.workers import Task
from ..graph.assembly import Source
from ..graph.resolution.mentions import report_mentions
from .extraction import Failure, Progress, fact_counts, report_names
from .folder import CACHE

_FILE: Final = "facts.sqlite"


@dataclass(frozen=True, slots=True)
class KnownReport:
    """What a build says of a report, and what its graph begins with; its facts are in the cache."""

    report: str
    school: str
    sha256: str
    characters: int
    pages: int
    counts: Mapping[str, int]
    warnings: tuple[str, ...]
    source: Source

    def to_json(self) -> dict[str, Any]:
        """Return what `build.json` says of the report."""
        return {
            "report": self.report,
            "school": self.school,
            "sha256": self.sha256,
            "characters": self.characters,
            "pages": self.pages,
            "facts": dict(self.counts),
            "warnings": list(self.warnings),
        }


@dataclass(frozen=True, slots=True)
class KnownReports:
    """All reports of a workspace by name, those that failed, and how many had to be read."""

    reports: tuple[KnownReport, ...]
    failures: tuple[Failure, ...]
    read: int

    @property
    def counts(self) -> dict[str, int]:
        """How many facts there are of each kind that occurs."""
        kinds = {kind for one in self.reports for kind in one.counts}
        found = {kind: sum(one.counts.get(kind, 0) for one in self.reports) for kind in kinds}
        return dict(sorted(found.items()))


@contextmanager
def open_cache(out: Path, llm: LlmSettings | None) -> Iterator[FactsCache]:
    """Open the cache of facts in the output folder `out`; one that holds nothing in the end goes.

    Raises SpacyModelError where the environment names a model that cannot be used, and OSError.
    """
    check_model()
    folder = out / CACHE
    folder.mkdir(exist_ok=True)
    empty = True
    try:
        with FactsCache(folder / _FILE, extractor_fingerprint(llm)) as cache:
            yield cache
            empty = cache.empty
    finally:
        if empty:
            for path in folder.glob(f"{_FILE}*"):
                path.unlink(missing_ok=True)
            if not any(folder.iterdir()):
                folder.rmdir()


def know_reports(
    cache: FactsCache,
    sources: Sequence[Path],
    reports: Sequence[Path],
    facts_file: Path,
    read: Callable[[Sequence[Task]], Iterator[ReportFacts | Failure]],
    *,
    limits: Limits,
    llm: LlmSettings | None,
    fresh: bool,
    progress: Progress,
) -> KnownReports:
    """Read the reports that the cache does not know, write all facts to `facts_file`, and say what they are.

    `read` does the tasks it is given. With `fresh` all are read. A report that never names its school is a
    failure. Raises CommandError where two reports would have the same name, and OSError.
    """
    names = report_names(sources, reports)
    ordered = sorted(reports, key=lambda one: names[one])
    hashes = {names[path]: _sha256(path, limits) for path in ordered}
    unknown = [path for path in ordered if fresh or not cache.knows(names[path], hashes[names[path]])]
    failures: dict[str, Failure] = {}

    def learn(paths: Sequence[Path]) -> None:
        for result in read([Task(path, names[path], llm) for path in paths]):
            if isinstance(result, Failure):
                failures[result.report] = result
            else:
                hashes[result.report] = result.sha256
                cache.put(result)

    learn(unknown)
    known: list[KnownReport] = []
    with facts_file.open("w", encoding="utf-8", newline="\n") as out:
        for number, path in enumerate(ordered):
            progress("事实", number, len(ordered))
            name = names[path]
            kept = cache.get(name, hashes[name])
            if kept is None and name not in failures:
                learn([path])  # what was kept is broken
                kept = cache.get(name, hashes[name])
            if kept is not None and kept.facts.school is None:
                failures[name] = Failure(
                    name, name, "没有找到学校名称，读不出是谁的报告", "请检查文件内容是否完整"
                )
            elif kept is not None:
                known.append(_known(kept.facts, cache))
                out.write(kept.lines)
    progress("事实", len(ordered), len(ordered))
    return KnownReports(tuple(known), tuple(failure for _, failure in sorted(failures.items())), len(unknown))


def _known(facts: ReportFacts, cache: FactsCache) -> KnownReport:
    origin = cache.key(facts.report, facts.sha256)
    return KnownReport(
        facts.report,
        str(facts.school.get("name")) if facts.school else "",
        facts.sha256,
        facts.characters,
        facts.pages,
        fact_counts(facts.facts),
        facts.warnings,
        Source(report_mentions(facts), origin),
    )


def _sha256(path: Path, limits: Limits) -> str:
    """Return the SHA-256 of a file; empty where it cannot be read or is too large: reading it says so."""
    try:
        if not path.is_file() or path.stat().st_size > limits.megabytes * MEGABYTE:
            return ""
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return ""
