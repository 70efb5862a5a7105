"""Targets of fuzzing: the readers of reports, and of the small files that a workspace has.

What a reader may do is to give a document that holds together, or to refuse by the error it declares.
"""

from __future__ import annotations

import io
import json
import random
import tempfile
import zipfile
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Final

from zhijiao.extract.errors import ReportError
from zhijiao.extract.facts import FactError, read_facts
from zhijiao.extract.facts_cache import FactsCache
from zhijiao.extract.formats.kinds import NAMES, SUFFIXES, kind_of
from zhijiao.extract.formats.readers import read
from zhijiao.extract.formats.source import Limits, Source
from zhijiao.extract.reading.blocks import Document, Table
from zhijiao.extract.reading.passage import Passage
from zhijiao.extract.scoring import evaluate
from zhijiao.graph.incremental.state import State
from zhijiao.graph.registry import Registry, RegistryError
from zhijiao.graph.resolution.decision_rows import DecisionError
from zhijiao.graph.resolution.decisions import read_decisions

from . import fuzz_files, fuzz_markup
from .fuzzing import Target, ensure, fuzzed_text, spoiled, window
from .plain_pdf import PlainPage, write_pdf

_LIMITS: Final = Limits(text_megabytes=2, pages=40)


@cache
def scratch() -> Path:
    """Return a folder of this process for files that readers take by their path."""
    return Path(tempfile.mkdtemp(prefix="zhijiao-fuzz-"))


def check_document(document: Document) -> None:
    """Raise AssertionError where a document does not hold together."""
    size = len(document.text)
    last = -1
    for block in document.blocks:
        if isinstance(block, Table):
            ensure(len({len(row) for row in block.rows}) == 1, "rows of a table have one length")
            ensure(0 <= block.header_rows <= len(block.rows), "no more headers than rows")
            cells = [cell for row in block.rows for cell in row]
            _check_passages([*cells, *(one for one in (block.caption, block.lead) if one)], size)
            continue
        _check_passages([block.passage], size)
        offsets = block.passage.offsets
        ensure(offsets, "a heading or paragraph has words")
        ensure(list(offsets) == sorted(offsets), "a passage goes forward")
        ensure(offsets[0] > last, "blocks stand in order")
        last = offsets[0]
    places = [place for place, _ in document.pages]
    ensure(places == sorted(places), "pages stand in order")


def _check_passages(passages: list[Passage], size: int) -> None:
    for one in passages:
        ensure(len(one.text) == len(one.offsets), "each character has its place")
        ensure(all(0 <= place < size for place in one.offsets), "places lie in the text")


def report_check(suffix: str) -> Target:
    """Return the target for reports whose names end in `suffix`."""

    def check(data: bytes) -> None:
        seen = []
        for _ in range(2):
            source = Source(Path(f"report{suffix}"), data, _LIMITS)
            try:
                seen.append(read(source))
            except ReportError as error:
                ensure(error.reason and error.advice, "an error says what and what to do")
                return
        check_document(seen[0])
        ensure(seen[0] == seen[1], "the same bytes are the same document")

    return Target(suffix.removeprefix("."), _MAKERS[suffix], check)


def _text(chance: random.Random) -> bytes:
    text = fuzzed_text(chance, window(chance))
    coding = chance.choice(
        ("utf-8", "utf-8", "utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le", "utf-16-be")
    )
    data = text.encode(coding, "surrogatepass" if coding.startswith("utf") else "replace")
    return spoiled(chance, data) if chance.random() < 0.2 else data


def _pdf(chance: random.Random) -> bytes:
    pages = []
    for _ in range(chance.choice((1, 1, 2, 3))):
        page = PlainPage(turned=chance.choice((0, 0, 0, 90, 180, 45)))
        text = fuzzed_text(chance, window(chance, 600))
        top = chance.choice((20.0, 60.0, -30.0, 700.0))
        for line in text.split("\n")[:40]:
            drawn = line.encode("utf-16-le", "ignore").decode("utf-16-le", "ignore")
            page.words(
                chance.choice((90.0, 90.0, 90.0, 10.0, 560.0, -5.0)),
                top,
                drawn,
                chance.choice((12.0, 12.0, 1.0)),
            )
            top += chance.choice((20.0, 20.0, 20.0, 3.0, 0.0))
        if chance.random() < 0.5:
            xs = [90.0 + 60 * at for at in range(chance.choice((2, 3, 5, 30)))]
            page.grid(xs, [100.0 + 24 * at for at in range(chance.choice((2, 4, 9, 40)))])
        if chance.random() < 0.3 and page.operators:
            at = chance.randrange(len(page.operators))
            page.operators[at] = (
                spoiled(chance, page.operators[at].encode(), 3)
                .decode("latin-1")
                .encode("ascii", "ignore")
                .decode()
            )
        pages.append(page)
    data = write_pdf(scratch() / "made.pdf", pages).read_bytes()
    return spoiled(chance, data) if chance.random() < 0.6 else data


_MAKERS: Final = {
    ".txt": _text,
    ".html": fuzz_markup.web_page,
    ".mhtml": fuzz_markup.archive,
    ".docx": fuzz_markup.word_file,
    ".pdf": _pdf,
}


# Kinds


def _some_file(chance: random.Random) -> bytes:
    kind = chance.randrange(3)
    if kind == 0:
        return spoiled(chance, _MAKERS[chance.choice(sorted(_MAKERS))](chance), 3)
    if kind == 1:
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w") as archive:
            for name in chance.sample(
                ("mimetype", "word/document.xml", "xl/workbook.xml", "content.xml", "x"), 3
            ):
                archive.writestr(
                    name, chance.choice((b"application/vnd.oasis.opendocument.text", b"\xff", b""))
                )
        return spoiled(chance, out.getvalue(), 3)
    start = chance.choice(
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"{\\rtf1", b"%PDF-1.7", b"PK\x03\x04", b"PK\x05\x06",
        b"\xff\xd8\xff",
         b"BM", b"MIME-Version: 1.0\r\nContent-Type: multipart/related", b"<html", b"\xef\xbb\xbf", b"\x00")
    )  # fmt: skip
    return (
        start
        + chance.randbytes(chance.choice((0, 3, 600)))
        + "WordDocument".encode("utf-16-le") * chance.randrange(2)
    )


def _check_kinds(data: bytes) -> None:
    for suffix in ("", ".x", *SUFFIXES):
        kind = kind_of(data, suffix)
        ensure(kind in NAMES, "a kind has a name")
        if kind in ("text", "sheet", "locked") and len(data) < 5000:
            with suppress(ReportError):
                read(Source(Path(f"report{suffix}"), data, _LIMITS))


# Small files


def _check_facts(data: bytes) -> None:
    path = scratch() / "facts.jsonl"
    path.write_bytes(data)
    try:
        facts = read_facts(path)
    except FactError as error:
        ensure(str(path) in str(error), "an error names the file")
        return
    again = scratch() / "again.jsonl"
    again.write_bytes("".join(f"{json.dumps(fact.to_json())}\n" for fact in facts).encode())
    ensure(
        str([one.to_json() for one in read_facts(again)]) == str([one.to_json() for one in facts]),
        "facts round",
    )
    # As gold: they can be compared and written whatever their values are.
    result = evaluate(facts, facts)
    ensure(result.total.hit <= len(facts), "no fact is found twice")
    json.dumps(result.to_json(), allow_nan=False)


def _check_decisions(data: bytes) -> None:
    path = scratch() / "decisions.csv"
    path.write_bytes(data)
    try:
        read_decisions(path)
    except DecisionError as error:
        ensure(str(path) in str(error), "an error names the file")


def _check_registry(data: bytes) -> None:
    path = scratch() / "registry.csv"
    path.write_bytes(data)
    try:
        registry = Registry.read(path)
    except RegistryError as error:
        ensure(str(path) in str(error), "an error names the file")
        return
    registry.redirects()
    path.write_bytes(registry.to_csv())
    ensure(Registry.read(path) == registry, "a registry is read back")
    for iri in registry.entries:
        registry.resolve(iri)


def _check_state(data: bytes) -> None:
    path = scratch() / "state.jsonl"
    path.write_bytes(data)
    state = State.read(path)
    if state is not None:
        with suppress(UnicodeEncodeError):  # half a pair of UTF-16 that was written as \ud800
            state.write(path)
            ensure(State.read(path) == state, "a state is read back")


def _check_cache(data: bytes) -> None:
    path = scratch() / "facts.sqlite"
    for one in scratch().glob("facts.sqlite*"):
        one.unlink()
    path.write_bytes(data)
    try:
        with FactsCache(path, fuzz_files.FINGERPRINT) as cache_file:
            found = cache_file.get(*fuzz_files.CACHED)
            cache_file.lines(*fuzz_files.CACHED)
            if found is not None:
                cache_file.put(found)
    except OSError as error:
        ensure(str(path) in str(error), "an error names the file")


TARGETS: Final = (
    *(report_check(suffix) for suffix in _MAKERS),
    Target("kinds", _some_file, _check_kinds),
    Target("facts", fuzz_files.facts, _check_facts),
    Target("decisions", fuzz_files.decisions, _check_decisions),
    Target("registry", fuzz_files.registry, _check_registry),
    Target("state", fuzz_files.state, _check_state),
    Target("cache", fuzz_files.cache_file, _check_cache),
)
