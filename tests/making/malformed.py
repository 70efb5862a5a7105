"""Requests that no client means: wrong, cut short, oversized or no HTTP at all; the same for a seed."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final
from urllib.parse import quote

from .malformed_sparql import broken_query

#: Addresses that a server has, to be asked wrongly.
PATHS: Final = (
    "/sparql",
    "/graph",
    "/api/queries",
    "/api/queries/partners",
    "/api/queries/shared-partners",
    "/id/school/%E6%9F%90%E6%A0%A1",
    "/graph/entities",
    "/ontology",
    "/query",
    "/health",
    "/metrics",
    "/",
    "/index.html",
)
_METHODS: Final = (
    "GET",
    "POST",
    "PUT",
    "DELETE",
    "PATCH",
    "OPTIONS",
    "HEAD",
    "TRACE",
    "PROPFIND",
    "get",
    "X" * 300,
)
_ESCAPES: Final = (
    "%2e%2e/%2e%2e/etc/passwd",
    "../../../../etc/passwd",
    "..%2f..%2f..%2fetc%2fpasswd",
    "..%5c..%5cwindows",
    "....//....//etc/passwd",
    "%252e%252e%252fetc",
    "%00",
    "index.html%00.txt",
    "%",
    "%zz",
    "%ff%fe",
    "%c0%ae%c0%ae/",
    "\\..\\..",
    "//example.org/",
    "http://example.org/",
    "?",
    ";a=b",
    "~root",
    ".git/config",
    "a" * 5000,
    "a/" * 2000,
    "%E5%AD%A6" * 1000,
)
_PARAMETERS: Final = (
    "query", "update", "default-graph-uri", "named-graph-uri", "using-graph-uri", "graph", "default",
    "format", "limit", "offset", "school", "partner", "min", "%ff", "", "q[]", "查询",
)  # fmt: skip
_VALUES: Final = (
    "", "ASK {}", "-1", "0", "1e9", "NaN", "9" * 400, "%", "%zz", "%00", "%ff%fe", "%ED%A0%80", "\x7f",
    "a b", "<script>", "file:///etc/passwd", "not an iri", "http://[", "urn:x", "x" * 9000,
    "' OR 1=1 --", "%u0041", "%F0%9F%92%A9", "*", "..",
)  # fmt: skip
_ACCEPTS: Final = (
    "", "*", "*/*;q=", "*/*;q=2", "text/html;q=-1", "application/sparql-results+json;q=0", ";;;", ",,,,",
    "text/turtle;q=0.1.2", "a/b;" * 500, "text/*;q=nan", "\xff\xfe/\xff", "application/json, " * 400,
    "/", "x/", "application/sparql-results+xml;charset=utf-7", "text/turtle;profile=\"",
)  # fmt: skip
_TYPES: Final = (
    "application/sparql-query",
    "application/sparql-query; charset=utf-16",
    "application/sparql-query; charset=nonsense",
    "application/sparql-query; charset=idna",
    "application/sparql-update",
    "application/x-www-form-urlencoded",
    "application/x-www-form-urlencoded; charset=gb18030",
    "multipart/form-data; boundary=x",
    "multipart/form-data",
    "application/json",
    "text/plain",
    "text/turtle",
    "nonsense",
    ";;;",
    "",
    "application/sparql-query;" * 300,
)
_ODD_HEADERS: Final = (
    "Host: ", "Host: a b", "Host: example.org:99999", "Host: [::1", "Host: \xff", "Host: x/../y", "Host: a,b",
    "Range: bytes=0-", "Range: bytes=9-1", "Range: bytes=" + "0-1," * 500, "If-None-Match: *",
    "If-None-Match: \"" + "x" * 4000, "If-Modified-Since: yesterday", "Expect: 100-continue",
    "Expect: everything", "Upgrade: websocket\r\nConnection: Upgrade",
    "Upgrade: h2c\r\nHTTP2-Settings: x", "Authorization: Bearer",
    "Authorization: Basic %%%", "Origin: null", "Origin: \xff", "Cookie: " + "a=b; " * 500, "TE: trailers",
    "X: " + "y" * 30_000, "no colon here", ": no name", " folded: yes", "Bad Name: x", "X: \x00",
    "X: \x01\x02",
    "Content-Encoding: gzip", "X-Forwarded-For: " + "1.2.3.4, " * 300, "X-Forwarded-Proto: javascript",
    "Access-Control-Request-Method: DELETE", "\r\n".join(f"X-{number}: y" for number in range(300)),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Attack:
    """Bytes for a fresh connection, and what is wrong with them.

    `cut` means that more would have to follow: nothing comes, and the connection is closed for writing.
    """

    kind: str
    raw: bytes
    cut: bool = False

    @property
    def method(self) -> str:
        """The method, as far as there is one."""
        return self.raw.partition(b" ")[0].decode("latin-1")


def attacks(seed: int, count: int) -> Iterator[Attack]:
    """Yield `count` attacks of all kinds in turn."""
    chance = random.Random(seed)
    kinds = sorted(_KINDS)
    for number in range(count):
        kind = kinds[number % len(kinds)]
        yield _KINDS[kind](kind, chance)


def request(
    method: str, target: str, headers: tuple[str, ...] = (), body: bytes = b"", *, length: str | None = None
) -> bytes:
    """Return a request that asks to close the connection; `length` is written instead of the true one."""
    lines = [f"{method} {target} HTTP/1.1", *headers, "Connection: close"]
    if not any(line.lower().startswith("host") for line in headers):
        lines.insert(1, "Host: 127.0.0.1")
    if length is not None or body:
        lines.append(f"Content-Length: {len(body) if length is None else length}")
    return "\r\n".join(lines).encode("latin-1", "replace") + b"\r\n\r\n" + body


def _method(kind: str, chance: random.Random) -> Attack:
    body = b"ASK {}" if chance.random() < 0.5 else b""
    return Attack(kind, request(chance.choice(_METHODS), chance.choice(PATHS), body=body))


def _path(kind: str, chance: random.Random) -> Attack:
    target = chance.choice(("/", "", "/static/", f"{chance.choice(PATHS)}/")) + chance.choice(_ESCAPES)
    return Attack(kind, request(chance.choice(("GET", "HEAD", "POST")), target.replace(" ", "%20") or "/"))


def _parameters(kind: str, chance: random.Random) -> Attack:
    pairs = [f"{chance.choice(_PARAMETERS)}={_value(chance)}" for _ in range(chance.randrange(1, 6))]
    query = chance.choice(("&", "&&", ";", "&")).join(pairs)
    return Attack(kind, request("GET", f"{chance.choice(PATHS)}?{query}"))


def _value(chance: random.Random) -> str:
    value = chance.choice(_VALUES)
    return value.replace(" ", "+") if chance.random() < 0.5 else quote(value)


def _query(kind: str, chance: random.Random) -> Attack:
    query = broken_query(chance)
    accept = f"Accept: {chance.choice(('*/*', 'text/csv', 'text/turtle', 'application/sparql-results+xml'))}"
    if chance.random() < 0.3 and len(query) < 4000:
        return Attack(kind, request("GET", f"/sparql?query={quote(query, errors=_LOOSE)}", (accept,)))
    if chance.random() < 0.3:
        form = ("Content-Type: application/x-www-form-urlencoded", accept)
        return Attack(kind, request("POST", "/sparql", form, f"query={quote(query, errors=_LOOSE)}".encode()))
    return Attack(kind, request("POST", "/sparql", (_SPARQL, accept), query.encode("utf-8", _LOOSE)))


def _body(kind: str, chance: random.Random) -> Attack:
    body = chance.choice(
        (
            b"",
            b"ASK {}",
            b"query=ASK+%7B%7D&query=ASK+%7B%7D",
            b"query=%ff",
            b"query=%zz&&&=&",
            b"update=CLEAR+ALL",
            b"CLEAR ALL",
            b"\xff\xfe ASK {}",
            b'ASK { ?s ?p "\xed\xa0\x80" }',
            b"ASK \x00 {}",
            b"\x00" * 100,
            b'{"query": "ASK {}"}',
            b"--x\r\n\r\nASK {}\r\n--x--",
            chance.randbytes(chance.randrange(1, 3000)),
            b"ASK {} #" + b"x" * 1_200_000,
            b"&" * 5000,
            b"a=b&" * 5000,
        )
    )
    headers = (f"Content-Type: {chance.choice(_TYPES)}", f"Accept: {chance.choice(('*/*', 'text/html'))}")
    # Only one address takes bodies; the others are to refuse them.
    if chance.random() < 0.8:
        return Attack(kind, request("POST", "/sparql", headers, body))
    return Attack(kind, request(chance.choice(("POST", "PUT", "GET")), chance.choice(PATHS), headers, body))


def _length(kind: str, chance: random.Random) -> Attack:
    # What says a length that is too large leaves the server waiting: the client is gone in the middle.
    wrong = chance.choice(("0", "3", "-1", "x", "1 1", "6, 6", "6, 7", "0x6", "1000", "99999999999999999999"))
    cut = wrong in {"1000", "99999999999999999999"}
    return Attack(kind, request("POST", "/sparql", (_SPARQL,), b"ASK {}", length=wrong), cut)


def _chunks(kind: str, chance: random.Random) -> Attack:
    body, cut = chance.choice(
        (
            (b"6\r\nASK {}\r\n0\r\n\r\n", False),
            (b"6\r\nASK {}\r\n", True),
            (b"6\r\nASK", True),
            (b"zz\r\nASK {}\r\n0\r\n\r\n", True),
            (b"-1\r\n", True),
            (b"FFFFFFFFFFFFFFFFFF\r\nASK", True),
            (b"6;x=y;" + b"z" * 9000 + b"\r\nASK {}\r\n0\r\n\r\n", True),
            (b"1\r\nA\r\n" * 2000, True),
            (b"", True),
            (b"6\nASK {}\n0\n\n", True),
        )
    )
    coding = chance.choice(("chunked", "chunked", "gzip, chunked", "identity", "chunked, chunked", "x"))
    both = ("Content-Length: 6",) if chance.random() < 0.3 else ()
    head = request("POST", "/sparql", (_SPARQL, f"Transfer-Encoding: {coding}", *both))
    return Attack(kind, head + body, cut or coding != "chunked" or bool(both))


def _accept(kind: str, chance: random.Random) -> Attack:
    header = f"Accept: {chance.choice(_ACCEPTS)}"
    target = chance.choice((*PATHS, "/sparql?query=ASK%20%7B%7D", "/graph?default"))
    return Attack(kind, request("GET", target, (header,)))


def _header(kind: str, chance: random.Random) -> Attack:
    odd = tuple(chance.choice(_ODD_HEADERS) for _ in range(chance.randrange(1, 4)))
    return Attack(
        kind, request(chance.choice(("GET", "OPTIONS", "HEAD")), chance.choice(PATHS), odd), cut=True
    )


def _garbage(kind: str, chance: random.Random) -> Attack:
    raw = chance.choice(
        (
            chance.randbytes(chance.randrange(1, 4000)),
            b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + chance.randbytes(500),
            b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
            b"GET /sparql\r\n\r\n",
            b"GET / HTTP/9.9\r\n\r\n",
            b"GET / HTTP/1.0\r\n\r\n",
            b"GET  /  HTTP/1.1\r\n\r\n",
            b"\r\n\r\n\r\n",
            b"\x00" * 1000,
            b"A" * 100_000,
            b"GET /" + b"a" * 100_000 + b" HTTP/1.1\r\n\r\n",
            b"GET /sparql?query=\xe5\xad\xa6 HTTP/1.1\r\nHost: x\r\n\r\n",
            b"GET * HTTP/1.1\r\nHost: x\r\n\r\n",
            b"OPTIONS * HTTP/1.1\r\nHost: x\r\n\r\n",
            b"CONNECT example.org:443 HTTP/1.1\r\nHost: example.org\r\n\r\n",
            b"GET http://example.org/sparql HTTP/1.1\r\nHost: example.org\r\n\r\n",
        )
    )
    return Attack(kind, raw, cut=True)


def _shortened(kind: str, chance: random.Random) -> Attack:
    whole = request("POST", chance.choice(PATHS), (_SPARQL,), b"SELECT * { ?s ?p ?o } LIMIT 10")
    return Attack(kind, whole[: chance.randrange(1, len(whole))], cut=True)


def _mangled(kind: str, chance: random.Random) -> Attack:
    raw = bytearray(request("POST", chance.choice(PATHS), (_SPARQL,), b"SELECT * { ?s ?p ?o } LIMIT 10"))
    for _ in range(chance.randrange(1, 8)):
        raw[chance.randrange(len(raw))] = chance.randrange(256)
    return Attack(kind, bytes(raw), cut=True)


#: Half a pair of UTF-16 is sent as it is, which is no UTF-8.
_LOOSE: Final = "surrogatepass"
_SPARQL: Final = "Content-Type: application/sparql-query"
_KINDS: Final[dict[str, Callable[[str, random.Random], Attack]]] = {
    "accept": _accept,
    "body": _body,
    "chunks": _chunks,
    "garbage": _garbage,
    "header": _header,
    "length": _length,
    "mangled": _mangled,
    "method": _method,
    "parameters": _parameters,
    "path": _path,
    "query": _query,
    "shortened": _shortened,
}
