"""The facts of a workspace's reports: those known from before, those read now."""

from __future__ import annotations

import hashlib
import json
import zlib
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from ..extract.bounded import Task
from ..extract.facts_cache import FactsCache
from ..extract.fingerprint import extractor_fingerprint
from ..extract.formats.source import MEGABYTE, Limits
from ..extract.language.spacy_model import check_model
from ..extract.llm.settings import LlmSettings
from ..extract.workers import default_jobs
from ..graph.assembly import Source, graph_fingerprint
from ..graph.resolution.packed_mentions import Shared, unpacked
from .extraction import Failure, Progress, Readers, make_each, report_names
from .folder import CACHE
from .keeping import keep, note_of

#: The file of the cache of facts in its folder.
FACTS_CACHE: Final = "facts.sqlite"
_NAMELESS: Final = ("没有找到学校名称，读不出是谁的报告", "请检查文件内容是否完整")


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
    empty = False
    try:
        with FactsCache(folder / FACTS_CACHE, extractor_fingerprint(llm), looking_through=True) as cache:
            try:
                yield cache
            finally:
                empty = cache.empty  # what was read before an error or Ctrl-C stays
    finally:
        if empty:
            for path in folder.glob(f"{FACTS_CACHE}*"):
                path.unlink(missing_ok=True)
            if not any(folder.iterdir()):
                folder.rmdir()


def know_reports(
    cache: FactsCache,
    sources: Sequence[Path],
    reports: Sequence[Path],
    facts_file: Path,
    readers: Readers,
    *,
    llm: LlmSettings | None,
    fresh: bool,
    progress: Progress,
) -> KnownReports:
    """Read the reports that the cache does not know, write all facts to `facts_file`, and say what they are.

    `readers` read, the model of `llm` is asked too. With `fresh` all are read. A report that never names its
    school is a failure. Raises CommandError where two reports would have the same name, ClusterError where
    the cluster cannot go on, and OSError.
    """
    names = report_names(sources, reports)
    ordered = sorted(reports, key=lambda one: names[one])
    tasks = [Task(path, names[path], llm) for path in ordered]
    work = _Work(cache, readers, progress)
    # Where nothing is kept, the hash is that of the bytes as they are read.
    hashes = {} if fresh or cache.empty else _hashes(ordered, readers)
    unknown = [task for task in tasks if not work.recall(task.name, hashes.get(task.path, ""))]
    work.read(unknown)
    with facts_file.open("wb") as out:
        for number, task in enumerate(tasks):
            progress("事实", number, len(tasks))
            lines = work.lines(task.name)
            if lines is None and task.name not in work.failures:
                work.read([task])  # what was kept is broken
                lines = work.lines(task.name)
            out.write(lines or b"")
    cache.flush()
    progress("事实", len(tasks), len(tasks))
    return KnownReports(
        tuple(one for _, one in sorted(work.known.items())),
        tuple(failure for _, failure in sorted(work.failures.items())),
        len(unknown),
    )


def keys_of(known: KnownReports) -> Iterator[str]:
    """Yield by what the facts of reports, and what is noted of them, are kept in the cache."""
    for one in known.reports:
        yield from (one.source.origin, _note_key(one.source.origin))


class _Work:
    """What is known of reports, and which failed, while they are recalled and read."""

    def __init__(self, cache: FactsCache, readers: Readers, progress: Progress) -> None:
        self._cache = cache
        self._readers = readers
        self._progress = progress
        self._shared = Shared()
        self.known: dict[str, KnownReport] = {}
        self.failures: dict[str, Failure] = {}

    def recall(self, report: str, sha256: str) -> bool:
        """Know a report of which facts are kept; say whether that is so."""
        if not self._cache.knows(report, sha256):
            return False
        origin = self._cache.key(report, sha256)
        one = _from_note(self._cache.note(_note_key(origin)), report, sha256, origin, self._shared)
        if one is None:
            facts = self._cache.get(report, sha256)
            if facts is None:
                return False
            self._learn(report, sha256, note_of(facts))
        else:
            self._accept(one)
        return True

    def read(self, tasks: Sequence[Task]) -> None:
        """Read reports and keep what they state; those that fail are no longer known."""
        for result in make_each(tasks, keep, self._readers, self._progress, self._cache.flush):
            if isinstance(result, Failure):
                self._fail(result)
            else:
                self._cache.put_packed(result.report, result.sha256, result.facts)
                self._learn(result.report, result.sha256, result.note)

    def lines(self, report: str) -> bytes | None:
        """Return the lines of a report's facts; None where it failed or they cannot be read."""
        one = self.known.get(report)
        return None if one is None else self._cache.lines(report, one.sha256)

    def _learn(self, report: str, sha256: str, note: bytes) -> None:
        origin = self._cache.key(report, sha256)
        self._cache.put_note(_note_key(origin), note)
        one = _from_note(note, report, sha256, origin, self._shared)
        if one is None:
            raise ValueError(f"{report}: the note that was just made cannot be read")
        self._accept(one)

    def _accept(self, one: KnownReport) -> None:
        if one.school:
            self.known[one.report] = one
        else:
            self._fail(Failure(one.report, one.report, *_NAMELESS))

    def _fail(self, failure: Failure) -> None:
        self.failures[failure.report] = failure
        self.known.pop(failure.report, None)


def _note_key(origin: str) -> str:
    # What is made of the facts follows from the code as well.
    return f"{origin} {graph_fingerprint()}"


def _from_note(
    note: bytes | None, report: str, sha256: str, origin: str, shared: Shared
) -> KnownReport | None:
    """Return what was noted of a report; None where that is nothing, or cannot be read."""
    try:
        data = json.loads(zlib.decompress(note)) if note else None
        return data and KnownReport(
            report,
            str(data["school"]),
            sha256,
            int(data["characters"]),
            int(data["pages"]),
            {str(kind): int(n) for kind, n in data["facts"].items()},
            tuple(str(one) for one in data["warnings"]),
            Source(unpacked(data["mentions"], shared), origin),
        )
    except (zlib.error, ValueError, KeyError, TypeError, IndexError, AttributeError):
        return None


def _hashes(paths: Sequence[Path], readers: Readers) -> dict[Path, str]:
    """Return the SHA-256 of files; files are hashed several at a time, since that needs nothing of Python."""
    with ThreadPoolExecutor(readers.jobs or default_jobs()) as pool:
        found = pool.map(lambda path: _sha256(path, readers.limits), paths)
        return dict(zip(paths, found, strict=True))


def _sha256(path: Path, limits: Limits) -> str:
    """Return the SHA-256 of a file; empty where it cannot be read or is too large: reading it says so."""
    try:
        if not path.is_file() or path.stat().st_size > limits.megabytes * MEGABYTE:
            return ""
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return ""
