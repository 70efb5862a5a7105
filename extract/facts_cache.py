"""Facts that were read before: kept by what the file holds, its name, and all that they follow from.

Beside them it has notes of what others have made of the facts, so that it need not be made again. The cache
is one SQLite file. Entries are added in transactions of half a second: a build that is killed loses no more
of what it has read, and each entry is whole or not there.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
import time
import zlib
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from types import TracebackType
from typing import Any, Final

from .facts import Fact, FactError, ReportFacts

#: With row numbers, since entries of kilobytes are read and written in half the time beside the tree of keys.
_TABLE: Final = "CREATE TABLE IF NOT EXISTS {} (key TEXT PRIMARY KEY, content BLOB NOT NULL)"
_TABLES: Final = ("facts", "notes")
#: The form of the entries; another number makes all of them unknown.
_FORM: Final = 2
#: Most bytes of one report's facts, unpacked: no report has so many.
_LARGEST: Final = 256 * 1024 * 1024
#: Fast packing: it is read at every build.
_PACKING: Final = 1
#: Seconds for which entries may wait for the end of their transaction.
_WAIT: Final = 0.5


def pack_facts(facts: ReportFacts) -> bytes:
    """Return the facts of a report as the cache keeps them; the report's name and SHA-256 are its key.

    Raises UnicodeEncodeError where a text holds what UTF-8 cannot say.
    """
    head = {"characters": facts.characters, "pages": facts.pages, "warnings": facts.warnings}
    lines = [json.dumps(head, ensure_ascii=False), *facts.to_lines()]
    return zlib.compress("\n".join(lines).encode(), _PACKING)


class FactsCache:
    """The facts of reports read before with the extractor of one fingerprint; use it in a `with` block."""

    def __init__(self, path: Path, fingerprint: str, *, looking_through: bool = False) -> None:
        """Open the cache in the file `path`, made where it is missing; a broken one is begun anew.

        With `looking_through` all of the file is looked at for that first (0.08 s for 10,000 reports), as it
        may be broken anywhere after a power cut. Raises OSError where the file cannot be made or written.
        """
        self._fingerprint = fingerprint
        self._path = path
        self._committed = time.monotonic()
        with self._told():
            try:
                self._database = self._open(looking_through)
            except sqlite3.OperationalError:
                raise  # a disk that is full, a folder that may not be written: the file itself may be whole
            except sqlite3.DatabaseError:
                for ending in ("", "-wal", "-shm"):
                    path.with_name(path.name + ending).unlink(missing_ok=True)
                self._database = self._open(looking_through)

    def __enter__(self) -> FactsCache:
        return self

    def __exit__(
        self, _kind: type[BaseException] | None, _error: BaseException | None, _trace: TracebackType | None
    ) -> None:
        # What was read stays, also where an error or Ctrl-C ends the work.
        try:
            self.flush()
        finally:
            self._database.close()

    def key(self, report: str, sha256: str) -> str:
        """Return what the facts of the report of this name, with bytes of this SHA-256, are kept by."""
        parts = json.dumps([_FORM, self._fingerprint, report, sha256], ensure_ascii=True)
        return hashlib.sha256(parts.encode()).hexdigest()

    def knows(self, report: str, sha256: str) -> bool:
        """Say whether facts are kept for a report."""
        key = self.key(report, sha256)
        with self._told():
            return self._database.execute("SELECT 1 FROM facts WHERE key = ?", (key,)).fetchone() is not None

    def get(self, report: str, sha256: str) -> ReportFacts | None:
        """Return the facts kept for a report; None where there are none, or they cannot be read."""
        content = self._content("facts", self.key(report, sha256))
        return None if content is None else _unpacked(content, report, sha256)

    def need(self, report: str, sha256: str) -> ReportFacts:
        """Return the facts kept for a report. Raises LookupError where there are none."""
        found = self.get(report, sha256)
        if found is None:
            raise LookupError(f"{self._path}: no facts of {report}")
        return found

    def put(self, facts: ReportFacts) -> None:
        """Keep the facts of a report. Raises OSError where the disk is full."""
        self.put_packed(facts.report, facts.sha256, pack_facts(facts))

    def put_packed(self, report: str, sha256: str, content: bytes) -> None:
        """Keep what `pack_facts` made of the facts of a report. Raises OSError where the disk is full."""
        self._put("facts", self.key(report, sha256), content)

    def lines(self, report: str, sha256: str) -> bytes | None:
        """Return the lines of JSON (UTF-8) that say the facts of a report, without reading them.

        None where there are none, or they cannot be read.
        """
        content = self._content("facts", self.key(report, sha256))
        data = None if content is None else _unzipped(content)
        return None if data is None else data.partition(b"\n")[2] + b"\n"

    def note(self, key: str) -> bytes | None:
        """Return what was noted under `key`, such as what was made of a report's facts."""
        return self._content("notes", key)

    def put_note(self, key: str, content: bytes) -> None:
        """Note something under `key`. Raises OSError where the disk is full."""
        self._put("notes", key, content)

    def flush(self) -> None:
        """End the transaction of the entries added last. Raises OSError where the disk is full."""
        self._committed = time.monotonic()
        with self._told():
            self._database.commit()

    def keep_only(self, keys: Iterable[str]) -> None:
        """Forget all but what has these keys: reports that are gone, and facts of an older extractor."""
        self.flush()
        with self._told(), self._database:
            self._database.execute("CREATE TEMP TABLE kept (key TEXT PRIMARY KEY)")
            self._database.executemany("INSERT OR IGNORE INTO kept VALUES (?)", [(key,) for key in keys])
            for table in _TABLES:
                self._database.execute(f"DELETE FROM {table} WHERE key NOT IN (SELECT key FROM kept)")  # noqa: S608
            self._database.execute("DROP TABLE kept")

    @property
    def empty(self) -> bool:
        """Whether no facts are kept."""
        with self._told():
            return self._database.execute("SELECT 1 FROM facts LIMIT 1").fetchone() is None

    def _content(self, table: str, key: str) -> bytes | None:
        with self._told(), closing(self._database.cursor()) as cursor:
            row = cursor.execute(f"SELECT content FROM {table} WHERE key = ?", (key,)).fetchone()  # noqa: S608
        return row[0] if row and isinstance(row[0], bytes) else None

    def _put(self, table: str, key: str, content: bytes) -> None:
        with self._told():
            self._database.execute(f"INSERT OR REPLACE INTO {table} VALUES (?, ?)", (key, content))  # noqa: S608
        if time.monotonic() - self._committed >= _WAIT:
            self.flush()

    @contextmanager
    def _told(self) -> Iterator[None]:
        """Say by OSError what the database cannot do: the disk is full, or the file was broken at rest."""
        try:
            yield
        except sqlite3.DatabaseError as error:
            raise OSError(f"{self._path}: {error}") from error

    def _open(self, looking_through: bool) -> sqlite3.Connection:
        database = sqlite3.connect(self._path)
        try:
            # A kill loses at most the last reports, never the file; after a power cut it may be begun anew.
            database.execute("PRAGMA journal_mode = WAL")
            database.execute("PRAGMA synchronous = NORMAL")
            with database:
                for table in _TABLES:
                    database.execute(_TABLE.format(table))
            if looking_through and database.execute("PRAGMA quick_check(1)").fetchone() != ("ok",):
                raise sqlite3.DatabaseError("broken")
        except sqlite3.DatabaseError:
            database.close()
            raise
        return database


def _unzipped(content: bytes) -> bytes | None:
    """Return what `pack_facts` compressed; None for anything else."""
    unpacker = zlib.decompressobj()
    try:
        data = unpacker.decompress(content, _LARGEST)
    except zlib.error:
        return None
    return data if unpacker.eof else None


def _unpacked(content: bytes, report: str, sha256: str) -> ReportFacts | None:
    found = _unzipped(content)
    if found is None:
        return None
    try:
        head, *lines = found.decode().split("\n")
        data: dict[str, Any] = json.loads(head)
        return ReportFacts(
            report=report,
            facts=tuple(Fact.from_json(json.loads(line)) for line in lines),
            sha256=sha256,
            characters=int(data["characters"]),
            warnings=tuple(str(one) for one in data["warnings"]),
            pages=int(data["pages"]),
        )
    # What cannot be read is read anew from the report: nothing is lost.
    except (ValueError, KeyError, TypeError, AttributeError, OverflowError, RecursionError, FactError):
        return None
