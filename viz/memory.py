"""What a build of pages keeps for the next one: the answers that pages are made of, and what each page read.

One SQLite file. It is never changed in place: a build works on a copy (or a new file) aside, which takes the
place of the former at the end.
"""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path
from typing import Final

from .accounts import SchoolRecord

_TABLES: Final = """
CREATE TABLE meta (version TEXT NOT NULL);
CREATE TABLE answer (query TEXT, key TEXT, rows TEXT NOT NULL, PRIMARY KEY (query, key)) WITHOUT ROWID;
CREATE TABLE school (id INTEGER PRIMARY KEY, iri TEXT UNIQUE NOT NULL, own TEXT NOT NULL,
                     summary TEXT NOT NULL);
CREATE TABLE statement (id INTEGER PRIMARY KEY, school INTEGER NOT NULL, iri TEXT NOT NULL,
                        record TEXT NOT NULL);
CREATE INDEX statement_school ON statement (school);
CREATE INDEX statement_iri ON statement (iri);
CREATE TABLE naming (thing TEXT, statement INTEGER, PRIMARY KEY (thing, statement)) WITHOUT ROWID;
CREATE INDEX naming_statement ON naming (statement);
CREATE TABLE part (hash INTEGER, school INTEGER, PRIMARY KEY (hash, school)) WITHOUT ROWID;
CREATE INDEX part_school ON part (school);
CREATE TABLE page (place INTEGER PRIMARY KEY, path TEXT UNIQUE NOT NULL, thing TEXT NOT NULL,
                   size INTEGER NOT NULL, time INTEGER NOT NULL, made_of BLOB NOT NULL);
"""


@dataclass(frozen=True, slots=True)
class PageNote:
    """A file that was written: its path, its thing (empty for a list), its size and time.

    `made_of` says what it was made of: for a thing's page what it read (empty for a file beside it), for a
    list a digest of its values.
    """

    path: str
    thing: str
    size: int
    time: int
    made_of: bytes

    @property
    def is_page(self) -> bool:
        """Whether the file is a page, not one beside it."""
        return self.path.endswith(".html")


class Memory:
    """The memory of one build while it works; `keep` or `close` ends it."""

    def __init__(self, path: Path, connection: sqlite3.Connection) -> None:
        """Take an open file at `path`; use `fresh` or `copy`."""
        self._path = path
        self._connection = connection

    @classmethod
    def fresh(cls, path: Path, version: str) -> Memory:
        """Make an empty memory at `path`; what stands there goes."""
        path.unlink(missing_ok=True)
        memory = cls(path, sqlite3.connect(path))
        _hasten(memory._connection)
        memory._connection.executescript(_TABLES)
        memory._connection.execute("INSERT INTO meta VALUES (?)", (version,))
        return memory

    @classmethod
    def copy(cls, former: Path, path: Path, version: str) -> Memory | None:
        """Make a copy of the memory `former` at `path`; None where it is damaged or of another version."""
        shutil.copyfile(former, path)
        connection = sqlite3.connect(path)
        try:
            _hasten(connection)
            if connection.execute("SELECT version FROM meta").fetchall() == [(version,)]:
                return cls(path, connection)
        except sqlite3.DatabaseError:
            # A cache that cannot be read is none; everything is made anew.
            pass
        connection.close()
        return None

    @classmethod
    def open(cls, path: Path) -> Memory:
        """Open the memory at `path`, which another process has committed, only to read it."""
        return cls(path, sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True))

    @property
    def path(self) -> Path:
        """Where the memory is kept."""
        return self._path

    def commit(self) -> None:
        """Let other processes see what is kept."""
        self._connection.commit()

    def keep(self, path: Path) -> None:
        """Put the memory in the place of `path`, whole or not at all."""
        self._connection.commit()
        self.close()
        with self._path.open("rb") as file:
            os.fsync(file.fileno())
        self._path.replace(path)

    def close(self) -> None:
        """Close the file; closing twice does nothing."""
        self._connection.close()

    # Answers of queries about things and reports, by the thing

    def answers(self, query: str) -> dict[str, list[list[str]]]:
        """Return the rows of a query by the IRI in their first column, sorted."""
        found = self._connection.execute(
            "SELECT key, rows FROM answer WHERE query = ? ORDER BY key", (query,)
        )
        return {key: json.loads(rows) for key, rows in found}

    def answer(self, query: str, key: str) -> list[list[str]]:
        """Return the rows of a query about one thing."""
        found = self._connection.execute(
            "SELECT rows FROM answer WHERE query = ? AND key = ?", (query, key)
        ).fetchone()
        return json.loads(found[0]) if found else []

    def set_answer(self, query: str, key: str, rows: Iterable[list[str]]) -> None:
        """Replace the rows of a query about one thing; without rows there is no answer."""
        if rows := sorted(rows):
            text = json.dumps(rows, ensure_ascii=False, separators=(",", ":"))
            self._connection.execute("INSERT OR REPLACE INTO answer VALUES (?, ?, ?)", (query, key, text))
        else:
            self._connection.execute("DELETE FROM answer WHERE query = ? AND key = ?", (query, key))

    # Schools and their statements

    def summaries(self) -> dict[str, str]:
        """Return the summary of each school, sorted by IRI."""
        return dict(self._connection.execute("SELECT iri, summary FROM school ORDER BY iri"))

    def schools_with(self, iris: Iterable[str]) -> set[str]:
        """Return the schools that were read from one of `iris` (of statements, evidence, selectors)."""
        query = "SELECT iri FROM part JOIN school ON school = id WHERE hash = ?"
        return {
            school for iri in iris for (school,) in self._connection.execute(query, (_hash(iri),)).fetchall()
        }

    def has_part(self, iri: str) -> bool:
        """Return whether `iri` is a statement, evidence or selector from which a school was read."""
        query = "SELECT 1 FROM part WHERE hash = ?"
        return self._connection.execute(query, (_hash(iri),)).fetchone() is not None

    def put_school(self, record: SchoolRecord) -> set[str]:
        """Replace what is kept of a school; return the things whose account has changed by that."""
        before = self._statements(record.iri)
        now = {(one.iri, one.text): one.named for one in record.statements}
        touched = {
            thing for key in before.keys() ^ now.keys() for thing in (before.get(key) or now.get(key, ()))
        }
        kept = self._connection.execute("SELECT own FROM school WHERE iri = ?", (record.iri,)).fetchone()
        if before.keys() != now.keys() or kept != (record.own,):
            touched.add(record.iri)
        self.drop_school(record.iri)
        cursor = self._connection.cursor()
        cursor.execute(
            "INSERT INTO school (iri, own, summary) VALUES (?, ?, ?)",
            (record.iri, record.own, record.summary),
        )
        school = cursor.lastrowid
        for one in record.statements:
            cursor.execute(
                "INSERT INTO statement (school, iri, record) VALUES (?, ?, ?)", (school, one.iri, one.text)
            )
            number = cursor.lastrowid
            cursor.executemany("INSERT INTO naming VALUES (?, ?)", [(thing, number) for thing in one.named])
        hashes = {_hash(part) for part in record.parts}
        cursor.executemany("INSERT INTO part VALUES (?, ?)", [(one, school) for one in sorted(hashes)])
        return touched

    def drop_school(self, iri: str) -> set[str]:
        """Forget a school; return the things whose account has changed by that."""
        found = self._connection.execute("SELECT id FROM school WHERE iri = ?", (iri,)).fetchone()
        if not found:
            return set()
        touched = {iri}.union(*self._statements(iri).values())
        inner = "SELECT id FROM statement WHERE school = ?"
        self._connection.execute(f"DELETE FROM naming WHERE statement IN ({inner})", found)  # noqa: S608
        for table in ("statement", "part"):
            self._connection.execute(f"DELETE FROM {table} WHERE school = ?", found)  # noqa: S608
        self._connection.execute("DELETE FROM school WHERE id = ?", found)
        return touched

    def _statements(self, school: str) -> dict[tuple[str, str], tuple[str, ...]]:
        """Return the things that each kept statement (its IRI and record) of a school names."""
        query = """SELECT s.iri, s.record, thing FROM school JOIN statement s ON s.school = school.id
                   LEFT JOIN naming ON naming.statement = s.id WHERE school.iri = ?"""
        found: dict[tuple[str, str], tuple[str, ...]] = {}
        for iri, record, thing in self._connection.execute(query, (school,)):
            found[iri, record] = (*found.get((iri, record), ()), *([thing] if thing else []))
        return found

    def named_by(self, statements: Iterable[str]) -> set[str]:
        """Return the things that the kept statements of these IRIs name, and the schools they are about."""
        query = """SELECT thing, school.iri FROM statement s JOIN school ON school.id = s.school
                   LEFT JOIN naming ON naming.statement = s.id WHERE s.iri = ?"""
        found = (row for iri in statements for row in self._connection.execute(query, (iri,)))
        return {iri for row in found for iri in row if iri}

    def own(self, school: str) -> str:
        """Return what is kept of a school itself; empty where nothing is."""
        found = self._connection.execute("SELECT own FROM school WHERE iri = ?", (school,)).fetchone()
        return str(found[0]) if found else ""

    def about(self, thing: str, *, as_school: bool) -> list[tuple[str, str, str]]:
        """Return (IRI, school, record) of the statements that name a thing, by IRI, each once.

        `as_school`: also those about it as a school.
        """
        query = """SELECT s.iri, school.iri, record FROM naming JOIN statement s ON s.id = statement
                   JOIN school ON school.id = s.school WHERE thing = ?"""
        found = set(self._connection.execute(query, (thing,)))
        if as_school:
            query = """SELECT s.iri, school.iri, record FROM school JOIN statement s ON s.school = school.id
                       WHERE school.iri = ?"""
            found |= set(self._connection.execute(query, (thing,)))
        return sorted(found)

    # Pages

    def pages(self) -> Iterator[PageNote]:
        """Yield the notes on all files of the build before, or of this one, in the order of writing."""
        for row in self._connection.execute(
            "SELECT path, thing, size, time, made_of FROM page ORDER BY place"
        ).fetchall():
            yield PageNote(*row)

    def set_pages(self, notes: Iterable[PageNote]) -> None:
        """Replace the notes on pages by those of this build."""
        self._connection.execute("DELETE FROM page")
        self._connection.executemany(
            "INSERT INTO page (path, thing, size, time, made_of) VALUES (?, ?, ?, ?, ?)",
            ((one.path, one.thing, one.size, one.time, one.made_of) for one in notes),
        )


def _hasten(connection: sqlite3.Connection) -> None:
    # The file is thrown away where a build breaks off, so that nothing has to be undone.
    connection.execute("PRAGMA journal_mode = OFF")
    connection.execute("PRAGMA synchronous = OFF")


def _hash(iri: str) -> int:
    # Should two IRIs ever share a number, a school is read again without need, no more.
    return int.from_bytes(blake2b(iri.encode(), digest_size=8).digest(), "big", signed=True)
