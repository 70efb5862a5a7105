"""What the users of a server do in a working day: pages, queries, downloads, and all that goes wrong.

Each visit is a request on a connection of its own. The same seed and number give the same visit.
"""

from __future__ import annotations

import hashlib
import http.client
import json
import random
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from socket import SHUT_WR, create_connection
from typing import Any, Final
from urllib.parse import quote, urlencode

from zhijiao.graph.store import GraphStore
from zhijiao.queries.run import run

from .malformed import attacks
from .serving import HOST, send

#: Statuses of a server that is well: busy and too slow are said with 503 and 504.
_WELL: Final = frozenset({503, 504})
_SECONDS: Final = 60.0
_ROWS: Final = 200
_ENDLESS: Final = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
_WHOLE: Final = "SELECT * { ?s ?p ?o }"
_ASKED: Final = (
    "ASK { ?s a ?c }",
    "SELECT ?c (COUNT(*) AS ?n) { ?s a ?c } GROUP BY ?c ORDER BY DESC(?n)",
    "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o } LIMIT 200",
    "SELECT DISTINCT ?p { GRAPH ?g { ?s ?p ?o } } LIMIT 50",
    "SELECT ?s ?n { ?s <http://www.w3.org/2004/02/skos/core#prefLabel> ?n FILTER(CONTAINS(?n, '校')) }",
    "SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }",
    "INSERT DATA { <x:s> <x:p> <x:o> }",
    "SELECT {",
)
_ACCEPTS: Final = (
    "application/sparql-results+json", "text/csv", "text/turtle", "application/rdf+xml", "*/*", "text/html",
    "application/ld+json", "application/sparql-results+xml", "nix/nix",
)  # fmt: skip
_NAMED: Final = ("partners", "shared-partners", "honours", "majors", "indicators", "awards", "programmes")
_FIXED: Final = (
    "/", "/index.html", "/health", "/ready", "/metrics", "/api", "/api/openapi.json", "/api/queries",
    "/editor",
    "/queries", "/ontology", "/dataset", "/.well-known/void", "/sparql", "/graph?default", "/nix",
    "/api/queries/nix",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Question:
    """A named query with its parameters, and the digests of the rows that may answer it."""

    path: str
    digests: frozenset[str]


@dataclass(frozen=True, slots=True)
class Place:
    """The server that is visited: its port, its pages, things of its graph, and questions with answers."""

    port: int
    pages: tuple[str, ...]
    things: tuple[str, ...]
    questions: tuple[Question, ...]


@dataclass(frozen=True, slots=True)
class Seen:
    """What came of a visit: which kind it was, the status, 0 for none, and what was wrong, if anything."""

    kind: str
    status: int
    fault: str = ""


def questions(stores: Sequence[GraphStore], most: int = 12) -> tuple[Question, ...]:
    """Return questions about some schools, with the answers that any of the stores gives."""
    schools = sorted({str(row[0]) for row in run(stores[0], "partners").rows})[:most]
    asked: list[tuple[str, Mapping[str, str]]] = [(name, {}) for name in _NAMED]
    asked += [("partners", {"school": school}) for school in schools]
    found = []
    for name, params in asked:
        path = f"/api/queries/{name}?{urlencode({**params, 'limit': _ROWS})}"
        digests = {_digest([list(row) for row in run(one, name, params, limit=_ROWS).rows]) for one in stores}
        found.append(Question(path, frozenset(digests)))
    return tuple(found)


def pages_of(site: Path | None) -> tuple[str, ...]:
    """Return the addresses of the files of a site, at most some thousand."""
    if site is None:
        return ()
    return tuple(f"/{quote(one.relative_to(site).as_posix())}" for one in sorted(site.rglob("*.*"))[:2000])


def visit(place: Place, seed: int, number: int) -> Seen:
    """Make the visit of that number and say what came of it."""
    chance = random.Random(f"{seed}-{number}")
    kind = chance.choices(_KINDS, _WEIGHTS)[0]
    try:
        return _VISITS[kind](place, chance)
    except TimeoutError:
        return Seen(kind, 0, "no answer")
    except (OSError, http.client.HTTPException) as error:
        return Seen(kind, 0, f"{type(error).__name__}: {error}")


def answered(place: Place, question: Question) -> Seen:
    """Ask a question and compare the answer."""
    status, body = _got(place.port, "GET", question.path)
    if status != 200:
        return _seen("question", status)
    rows = [list(row.values()) for row in json.loads(body)["rows"]]
    return Seen(
        "question", status, "" if _digest(rows) in question.digests else f"wrong answer: {question.path}"
    )


def _question(place: Place, chance: random.Random) -> Seen:
    return answered(place, chance.choice(place.questions))


def _page(place: Place, chance: random.Random) -> Seen:
    return _plain(place, "page", chance.choice(place.pages or _FIXED), chance)


def _fixed(place: Place, chance: random.Random) -> Seen:
    return _plain(place, "fixed", chance.choice(_FIXED), chance)


def _thing(place: Place, chance: random.Random) -> Seen:
    return _plain(place, "thing", chance.choice(place.things), chance)


def _form(place: Place, chance: random.Random) -> Seen:
    name = chance.choice(_NAMED)
    path = f"/queries/{name}?{urlencode({'school': chance.choice(('云岭', '学', 'x')), 'limit': 20})}"
    return _plain(place, "form", path, chance)


def _plain(place: Place, kind: str, path: str, chance: random.Random) -> Seen:
    headers = {"Accept": chance.choice(_ACCEPTS)} if chance.random() < 0.5 else {}
    status, _ = _got(place.port, chance.choice(("GET", "GET", "GET", "HEAD")), path, headers)
    return _seen(kind, status)


def _sparql(place: Place, chance: random.Random) -> Seen:
    headers = {"Content-Type": "application/sparql-query", "Accept": chance.choice(_ACCEPTS)}
    return _seen("sparql", _got(place.port, "POST", "/sparql", headers, chance.choice(_ASKED).encode())[0])


def _large(place: Place, chance: random.Random) -> Seen:
    headers = {"Content-Type": "application/sparql-query", "Accept": chance.choice(_ACCEPTS[:2])}
    return _seen("large", _got(place.port, "POST", "/sparql", headers, _WHOLE.encode())[0])


def _endless(place: Place, chance: random.Random) -> Seen:
    headers = {"Content-Type": "application/sparql-query"}
    return _seen("endless", _got(place.port, "POST", "/sparql", headers, _ENDLESS.encode())[0])


def _malformed(place: Place, chance: random.Random) -> Seen:
    (attack,) = attacks(chance.randrange(1 << 30), 1)
    status = send(place.port, attack, _SECONDS)
    if status is None:
        return Seen("malformed", 0, "" if attack.cut else f"closed without a word: {attack.raw[:200]!r}")
    return _seen("malformed", status)


def _gone(place: Place, chance: random.Random) -> Seen:
    """Send a request, wholly or not, and be gone before the answer, or in the middle of it."""
    query = chance.choice((_WHOLE, _ENDLESS, _ASKED[1]))
    raw = f"GET /sparql?query={quote(query)} HTTP/1.1\r\nHost: {HOST}\r\n\r\n".encode()
    with create_connection((HOST, place.port), timeout=_SECONDS) as connection, suppress(OSError):
        connection.sendall(raw[: chance.choice((len(raw), len(raw), len(raw) // 2))])
        if chance.random() < 0.3:
            connection.shutdown(SHUT_WR)
        time.sleep(chance.choice((0.0, 0.01, 0.2, 0.5)))
        if chance.random() < 0.5:
            connection.settimeout(0.3)
            connection.recv(100)
    return Seen("gone", 0)


def _slow(place: Place, chance: random.Random) -> Seen:
    """Read a large answer, or send a request, by and by, and give up after a second."""
    with create_connection((HOST, place.port), timeout=_SECONDS) as connection, suppress(OSError):
        raw = f"GET /sparql?query={quote(_WHOLE)} HTTP/1.1\r\nHost: {HOST}\r\n\r\n".encode()
        if chance.random() < 0.5:
            connection.sendall(raw)
            for _ in range(20):
                connection.recv(1000)
                time.sleep(0.05)
        else:
            for at in range(0, 40, 4):
                connection.sendall(raw[at : at + 4])
                time.sleep(0.05)
    return Seen("slow", 0)


def _got(
    port: int, method: str, path: str, headers: Mapping[str, str] | None = None, body: bytes | None = None
) -> tuple[int, bytes]:
    connection = http.client.HTTPConnection(HOST, port, timeout=_SECONDS)
    try:
        connection.request(method, path, body, {"Connection": "close", **(headers or {})})
        response = connection.getresponse()
        return response.status, response.read()
    finally:
        connection.close()


def _seen(kind: str, status: int) -> Seen:
    return Seen(kind, status, f"status {status}" if status >= 500 and status not in _WELL else "")


def _digest(rows: Any) -> str:
    return hashlib.sha256(json.dumps(rows, ensure_ascii=False, default=str).encode()).hexdigest()


#: Kinds of visits and how many of a thousand are such: a day of ten users, its accidents more frequent.
_VISITS: Final[Mapping[str, Callable[[Place, random.Random], Seen]]] = {
    "question": _question,
    "page": _page,
    "fixed": _fixed,
    "thing": _thing,
    "form": _form,
    "sparql": _sparql,
    "large": _large,
    "endless": _endless,
    "malformed": _malformed,
    "gone": _gone,
    "slow": _slow,
}
_KINDS: Final = tuple(_VISITS)
_WEIGHTS: Final = (250, 250, 100, 100, 80, 100, 15, 5, 60, 25, 15)
