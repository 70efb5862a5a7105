"""The facts of a workspace's reports: those known from before, those read now."""

from __future__ import annotations

import hashlib
import json
import zlib
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
from ..graph.assembly import Source, graph_fingerprint
from ..graph.resolution.mentions import report_mentions
from ..graph.resolution.packed_mentions import packed, unpacked
from .extraction import Failure, Progress, fact_counts, report_names
from .folder import CACHE

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
    empty = True
    try:
        with FactsCache(folder / FACTS_CACHE, extractor_fingerprint(llm)) as cache:
            yield cache
            empty = cache.empty
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
            if name not in failures and cache.lines(name, hashes[name]) is None:
                learn([path])  # what was kept is broken
            if name in failures:
                continue
            one = _known(name, hashes[name], cache)
            if one.school:
                known.append(one)
                out.write(cache.lines(name, hashes[name]) or "")
            else:
                failures[name] = Failure(name, name, *_NAMELESS)
    progress("事实", len(ordered), len(ordered))
    return KnownReports(tuple(known), tuple(failure for _, failure in sorted(failures.items())), len(unknown))


def keys_of(known: KnownReports) -> Iterator[str]:
    """Yield by what the facts of reports, and what is noted of them, are kept in the cache."""
    for one in known.reports:
        yield from (one.source.origin, _note_key(one.source.origin))


def _known(report: str, sha256: str, cache: FactsCache) -> KnownReport:
    """Return what is known of a report whose facts are in the cache; a school that none names is empty."""
    origin = cache.key(report, sha256)
    noted = _from_note(cache.note(_note_key(origin)), report, sha256, origin)
    if noted is not None:
        return noted
    facts = cache.need(report, sha256)
    one = KnownReport(
        report,
        str(facts.school.get("name")) if facts.school else "",
        sha256,
        facts.characters,
        facts.pages,
        fact_counts(facts.facts),
        facts.warnings,
        Source(report_mentions(facts), origin),
    )
    note = one.to_json() | {"mentions": packed(one.source.mentions)}
    cache.put_note(_note_key(origin), zlib.compress(json.dumps(note, ensure_ascii=False).encode(), 1))
    return one


def _note_key(origin: str) -> str:
    # What is made of the facts follows from the code as well.
    return f"{origin} {graph_fingerprint()}"


def _from_note(note: bytes | None, report: str, sha256: str, origin: str) -> KnownReport | None:
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
            Source(unpacked(data["mentions"]), origin),
        )
    except (zlib.error, ValueError, KeyError, TypeError, IndexError, AttributeError):
        return None


def _sha256(path: Path, limits: Limits) -> str:
    """Return the SHA-256 of a file; empty where it cannot be read or is too large: reading it says so."""
    try:
        if not path.is_file() or path.stat().st_size > limits.megabytes * MEGABYTE:
            return ""
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return ""
