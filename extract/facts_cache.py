"""Facts that were read before: kept by what the file holds, its name, and all that they follow from.

Beside them it has notes of what others have made of the facts, so that it need not be made again. An
interrupted build loses nothing of what it has read. The cache is one SQLite file; each report is added in a
transaction of its own, so that it is whole or not there.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
import zlib
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path
from types import TracebackType
from typing import Any, Final

from .facts import Fact, FactError, ReportFacts

_TABLE: Final = "CREATE TABLE IF NOT EXISTS {} (key TEXT PRIMARY KEY, content BLOB NOT NULL) WITHOUT ROWID"
_TABLES: Final = ("facts", "notes")
#: The form of the entries; another number makes all of them unknown.
_FORM: Final = 2
#: Most bytes of one report's facts, unpacked: no report has so many.
_LARGEST: Final = 256 * 1024 * 1024
#: Fast packing: it is read at every build.
_PACKING: Final = 1


class FactsCache:
    """The facts of reports read before with the extractor of one fingerprint; use it in a `with` block."""

    def __init__(self, path: Path, fingerprint: str) -> None:
        """Open the cache in the file `path`, made where it is missing; a broken one is begun anew.

        Raises OSError where the file cannot be made or written.
        """
        self._fingerprint = fingerprint
        self._path = path
        try:
            self._database = self._open()
        except sqlite3.DatabaseError:
            path.unlink(missing_ok=True)
            try:
                self._database = self._open()
            except sqlite3.DatabaseError as error:
                raise OSError(f"{path}: {error}") from error

    def __enter__(self) -> FactsCache:
        return self

    def __exit__(
        self, _kind: type[BaseException] | None, _error: BaseException | None, _trace: TracebackType | None
    ) -> None:
        self._database.close()

    def key(self, report: str, sha256: str) -> str:
        """Return what the facts of the report of this name, with bytes of this SHA-256, are kept by."""
        parts = json.dumps([_FORM, self._fingerprint, report, sha256], ensure_ascii=True)
        return hashlib.sha256(parts.encode()).hexdigest()

    def knows(self, report: str, sha256: str) -> bool:
        """Say whether facts are kept for a report."""
        return self._content("facts", self.key(report, sha256)) is not None

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
        self._put("facts", self.key(facts.report, facts.sha256), _packed(facts))

    def lines(self, report: str, sha256: str) -> str | None:
        """Return the lines of JSON that say the facts of a report, without reading them."""
        content = self._content("facts", self.key(report, sha256))
        text = _text(content) if content is not None else None
        return None if text is None else text.partition("\n")[2] + "\n"

    def note(self, key: str) -> bytes | None:
        """Return what was noted under `key`, such as what was made of a report's facts."""
        return self._content("notes", key)

    def put_note(self, key: str, content: bytes) -> None:
        """Note something under `key`. Raises OSError where the disk is full."""
        self._put("notes", key, content)

    def keep_only(self, keys: Iterable[str]) -> None:
        """Forget all but what has these keys: reports that are gone, and facts of an older extractor."""
        with self._database:
            self._database.execute("CREATE TEMP TABLE kept (key TEXT PRIMARY KEY)")
            self._database.executemany("INSERT OR IGNORE INTO kept VALUES (?)", [(key,) for key in keys])
            for table in _TABLES:
                self._database.execute(f"DELETE FROM {table} WHERE key NOT IN (SELECT key FROM kept)")  # noqa: S608
            self._database.execute("DROP TABLE kept")

    @property
    def empty(self) -> bool:
        """Whether no facts are kept."""
        return self._database.execute("SELECT 1 FROM facts LIMIT 1").fetchone() is None

    def _content(self, table: str, key: str) -> bytes | None:
        with closing(self._database.cursor()) as cursor:
            row = cursor.execute(f"SELECT content FROM {table} WHERE key = ?", (key,)).fetchone()  # noqa: S608
        return bytes(row[0]) if row else None

    def _put(self, table: str, key: str, content: bytes) -> None:
        try:
            with self._database:
                self._database.execute(f"INSERT OR REPLACE INTO {table} VALUES (?, ?)", (key, content))  # noqa: S608
        except sqlite3.OperationalError as error:
            raise OSError(f"{self._path}: {error}") from error

    def _open(self) -> sqlite3.Connection:
        database = sqlite3.connect(self._path)
        try:
            # A kill loses at most the last reports, never the file; after a power cut it may be begun anew.
            database.execute("PRAGMA journal_mode = WAL")
            database.execute("PRAGMA synchronous = NORMAL")
            with database:
                for table in _TABLES:
                    database.execute(_TABLE.format(table))
        except sqlite3.DatabaseError:
            database.close()
            raise
        return database


def _packed(facts: ReportFacts) -> bytes:
    head = {"characters": facts.characters, "pages": facts.pages, "warnings": facts.warnings}
    lines = [json.dumps(head, ensure_ascii=False), *facts.to_lines()]
    return zlib.compress("\n".join(lines).encode(errors="surrogatepass"), _PACKING)


def _text(content: bytes) -> str | None:
    """Return what `_packed` made a text of; None for anything else."""
    unpacker = zlib.decompressobj()
    try:
        data = unpacker.decompress(content, _LARGEST)
        return data.decode(errors="surrogatepass") if unpacker.eof else None
    except (zlib.error, UnicodeDecodeError):
        return None


def _unpacked(content: bytes, report: str, sha256: str) -> ReportFacts | None:
    text = _text(content)
    if text is None:
        return None
    try:
        head, *lines = text.split("\n")
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
    except (ValueError, KeyError, TypeError, AttributeError, FactError):
        return None
