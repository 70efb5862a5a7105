"""Makers of spoiled small files: facts, decisions, registries, states of builds, caches of facts."""

from __future__ import annotations

import json
import random
import sqlite3
import tempfile
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any, Final

from zhijiao.extract.facts import Fact, ReportFacts
from zhijiao.extract.facts_cache import FactsCache
from zhijiao.graph.incremental.state import Files, State
from zhijiao.graph.names import label
from zhijiao.graph.registry import Gone, Registry
from zhijiao.graph.resolution.decision_rows import ACTIONS, COLUMNS, HEADINGS, TYPES
from zhijiao.graph.units import Unit

from .examples import ROOT
from .fuzzing import as_line, fuzzed_json, fuzzed_text, spoiled

#: What the cache of `cache_file` is of: the fingerprint, and the report's name and checksum.
FINGERPRINT: Final = "fuzz"
CACHED: Final = ("report.txt", "0" * 64)
_BASE: Final = "https://w3id.org/zhijiao/id"
_NAMES: Final = (
    "青禾市云岭职业技术学校", "恒远电气股份有限公司", "恒远电气", "云岭职校", "护理", "数控技术",
    "市残联", "*", "",
    " ", "=1+1", "'=x", "\x00", "学" * 1001, f"{_BASE}/organisation/x", f"{_BASE}/person/x",
    "https://", "（）",
    "\ud800", "\u202e", "a\nb", '"', '""', "#", "-", "0",
)  # fmt: skip


@cache
def _example_facts() -> tuple[Any, ...]:
    paths = sorted((ROOT / "examples" / "facts").glob("*.jsonl"))
    lines = [line for path in paths for line in path.read_text(encoding="utf-8").splitlines()]
    return tuple(json.loads(line) for line in lines)


def facts(chance: random.Random) -> bytes:
    """Return lines of facts, some with other values, some no JSON."""
    lines = [fuzzed_json(chance, chance.choice(_example_facts())) for _ in range(chance.randrange(1, 8))]
    return _joined(chance, [as_line(chance, line) for line in lines])


def decisions(chance: random.Random) -> bytes:
    """Return a table of decisions, or of something like it."""
    head = chance.choice((COLUMNS, tuple(HEADINGS.values()), COLUMNS[:3], (*COLUMNS, "x"), ("decision",), ()))
    actions = [word for action, words in ACTIONS.items() for word in (action, *words)]
    kinds = [word for kind, words in TYPES.items() for word in (kind, *words)]
    bar = chance.choice((",", ",", ";", "\t"))
    rows = [bar.join(head)]
    for _ in range(chance.randrange(8)):
        row = [chance.choice((*actions, "", "x")), *(chance.choice(_NAMES) for _ in range(3))]
        row += [chance.choice((*kinds, "", "x")), chance.choice(_NAMES)]
        rows.append(bar.join(f'"{cell}"' if chance.random() < 0.4 else cell for cell in row))
    text = "\n".join(rows)
    if chance.random() < 0.5:
        text = fuzzed_text(chance, text, 3)
    coding = chance.choice(("utf-8", "utf-8-sig", "gb18030", "utf-16"))
    data = text.encode(coding, "surrogatepass" if coding.startswith("utf") else "replace")
    return spoiled(chance, data, 3) if chance.random() < 0.3 else data


def registry(chance: random.Random) -> bytes:
    """Return a registry, mostly spoiled."""
    sorts = ("school", "organisation", "award", "person", "x")
    iris = [
        f"{_BASE}/{chance.choice(sorts)}/{name}" for name in ("a", "b", "c", "学校", "%", "a/b", "a b", "")
    ]
    entries = {
        chance.choice(iris): Gone(chance.choice(("", "", *iris)), label(chance.choice(_NAMES)))
        for _ in range(4)
    }
    data = (
        Registry(entries).to_csv()
        if chance.random() < 0.7
        else b"iri,replaced_by,name\n" + _lines(chance, iris)
    )
    return spoiled(chance, data, 3) if chance.random() < 0.7 else data


def _lines(chance: random.Random, iris: Sequence[str]) -> bytes:
    rows = (f"{chance.choice(iris)},{chance.choice(('', *iris))},{chance.choice(_NAMES)}\n" for _ in range(5))
    return "".join(rows).encode(errors="surrogatepass")


def state(chance: random.Random) -> bytes:
    """Return what a build remembers, with values replaced."""
    lines = [json.loads(line) for line in _whole_state().splitlines()]
    return _joined(chance, [as_line(chance, fuzzed_json(chance, line)) for line in lines])


@cache
def _whole_state() -> str:
    units = {
        name: Unit(name, "o", "k", f"{_BASE}/school/a", ("s1", "s2"), {f"{_BASE}/school/a": "甲"},
                   (("a", "b", ("c",)),), "region", ("w",), 3)
        for name in ("a.txt", "b.txt")
    }  # fmt: skip
    whole = State(_BASE, Files("1", "2", "3"), 10, 9, units, (next(iter(units.values())),))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "state"
        whole.write(path)
        return path.read_text(encoding="utf-8")


def cache_file(chance: random.Random) -> bytes:
    """Return the file of a cache of facts: with another content of its row, or spoiled itself."""
    data = _whole_cache()
    if chance.random() < 0.5:
        return spoiled(chance, data, 4)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "cache"
        path.write_bytes(data)
        connection = sqlite3.connect(path)
        with connection:
            (content,) = connection.execute("SELECT content FROM facts").fetchone()
            changed = chance.choice((_packed(chance), spoiled(chance, content, 3), b"", "text", 5))
            connection.execute("UPDATE facts SET content = ?", (changed,))
        connection.close()
        return path.read_bytes()


def _packed(chance: random.Random) -> bytes:
    import zlib

    head = fuzzed_json(chance, {"characters": 10, "pages": 2, "warnings": ["w"]})
    lines = [as_line(chance, one) for one in (head, fuzzed_json(chance, chance.choice(_example_facts())))]
    return zlib.compress(b"\n".join(lines))


@cache
def _whole_cache() -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "cache"
        fact = Fact("school", {"name": "云岭学校"})
        with FactsCache(path, FINGERPRINT) as kept:
            kept.put(ReportFacts(CACHED[0], (fact,), CACHED[1], 10))
        connection = sqlite3.connect(path)
        connection.execute("PRAGMA journal_mode = DELETE")
        connection.close()
        return path.read_bytes()


def _joined(chance: random.Random, lines: Sequence[bytes]) -> bytes:
    data = chance.choice((b"\n", b"\n", b"\r\n", b"\n\n")).join(lines)
    return spoiled(chance, data, 2) if chance.random() < 0.1 else data
