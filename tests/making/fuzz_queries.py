"""Targets of fuzzing: the guard against SERVICE, parameters of named queries, files of queries, SPARQL.

The oracle of the guard is the store's own parser: where the word is put out of a query and the query still
parses, the word was no keyword there.
"""

from __future__ import annotations

import json
import random
import re
from collections.abc import Callable
from functools import cache
from typing import Any, Final, cast

import pyoxigraph
from lxml import etree

from zhijiao.graph.formats import GRAPH_FORMATS, TABLE_FORMATS
from zhijiao.graph.served import ServedStore
from zhijiao.graph.sparql_guard import FederationError, refuse_service
from zhijiao.graph.sparql_size import QuerySizeError, check_size
from zhijiao.graph.sparql_tokens import tokens
from zhijiao.graph.store import GraphStore
from zhijiao.queries.binding import string
from zhijiao.queries.catalogue import catalogue
from zhijiao.queries.header import QueryFileError, parse_query
from zhijiao.queries.parameters import ParameterError
from zhijiao.queries.run import run, sparql
from zhijiao.serve.jobs import Answer, JobError, SparqlJob
from zhijiao.serve.settings import Limits
from zhijiao.serve.work import Work

from .fuzz_readers import scratch
from .fuzzing import ODD, Target, ensure, fuzzed_text, spoiled
from .malformed_sparql import broken_query
from .serving import SMALL

_LOOSE: Final = "surrogatepass"
#: The letters of the word, each as it is or escaped.
_WORD: Final = re.compile(
    "".join(rf"(?:{one}|(?:\\u|\\U0000)00(?:{ord(one):02x}|{ord(one) - 32:02x}))" for one in "service"),
    re.IGNORECASE,
)  # fmt: skip
#: Where the guard may refuse more than it must, as it says: what the store's parser may take otherwise.
_DOUBTFUL: Final = re.compile(
    r"(?i:graph|from|named)service|'''|\"\"\"|\\|<[^<>\s]*['#]|['\"](?:[^'\"]*[\n\r]|[^'\"]*\Z)"
)
_PLACE: Final = "http://127.0.0.1:9/"

#: Queries that hold the word and ask nobody, and queries that do ask; `{at}` is where.
HARMLESS: Final = (
    "SELECT ?service WHERE {{ ?service ?p ?o }}",
    "SELECT * WHERE {{ ?s schema:service <https://a/service> ; mode:training_service ?o }}",
    "SELECT * WHERE {{ ?s ?p \"SERVICE <{at}> {{ ?a ?b ?c }}\" }} # SERVICE <{at}> {{ }}",
    "SELECT * WHERE {{ ?s ?p 'x' FILTER(CONTAINS(STR(?o), 'service')) BIND('SERVICE' AS ?services) }}",
    "PREFIX service: <{at}> SELECT * {{ GRAPH service:b {{ ?s service:c service:d.service }} }}",
    "SELECT * {{ VALUES (?x ?service) {{ (1 'Service') (UNDEF <{at}service#SERVICE>) }} }}",
    "CONSTRUCT {{ ?s <{at}service> \"service\"@en }} WHERE {{ ?s a/^<service>* ?o }} LIMIT 1",
    "ASK {{ _:service ?p ?o MINUS {{ ?s ?service 1.0e1 }} }}",
)  # fmt: skip
ASKING: Final = (
    "SELECT * WHERE {{ SERVICE <{at}> {{ ?s ?p ?o }} }}",
    "SELECT * WHERE {{ ?s ?p ?o . service silent ?g {{ ?s ?p ?o }} }}",
    "PREFIX a: <{at}> ASK {{ OPTIONAL {{ ?s ?p 'x' . SERVICE a:b {{ ?s ?p ?o }} }} }}",
    "CONSTRUCT {{ ?s ?p ?o }} {{ {{ SELECT * {{ SERVICE<{at}>{{?s ?p ?o}} }} }} UNION {{ ?s ?p ?o }} }}",
    "SELECT * {{ FILTER NOT EXISTS {{ \\u0053ERVICE <{at}> {{ ?s ?p ?o }} }} }}",
    "SELECT * {{ GRAPH ?g {{ ?s ?p 1SERVICE SILENT<{at}>{{}} }} }}",
)
_PIECES: Final = (
    "SERVICE", "service", "SeRvIcE", "SILENT", "service:x", "SERVICE:x", ":SERVICE", "?service",
    "_:service",
    "'service'", "\"SERVICE\"", "'''service'''", '"""SERVICE"""', "#service\n", "# SERVICE", "<service>",
    f"<{_PLACE}>", "<x:#>", "<?b#>", "<?b'>", "?a", "a:b", ".", ";", "'", '"', "'''", '"""', "#",
    "\\q", "\\u0053",
    "\\u0022", "\\u0027", "\\u000A", "\\U00000053", "\\", "{", "}", "{?a ?b ?c}", "FILTER(1", "(", ")",
    "[", "]",
    "VALUES?x", "1", "1.", "1e", "@en", "@service", "^^", ":", "/", "|", "^", "GRAPH", "FROM", " ",
    "\n", "\r", "\t",
    "\x0c", "\xa0", "\u200b", "BASE <x:>", "PREFIX service: <x:>", "true", "a", "<", ">", "<<", "<(",
    "LATERAL",
)  # fmt: skip


def parses(query: str) -> bool:
    """Say whether the store's parser takes a query; it is asked of an empty store."""
    try:
        pyoxigraph.Store().query(
            query, base_iri="http://example.org/", prefixes={"schema": "x:s", "mode": "x:m"}
        )
    except SyntaxError:
        return False
    except (ValueError, RuntimeError, OSError):
        return True  # it was understood, and could not be answered
    return True


def service_in(query: str) -> bool | None:
    """Say whether SERVICE is a keyword to the store's parser; None where the query is no SPARQL."""
    if parses(_WORD.sub(_other_word, query)):
        return False
    return True if parses(query) else None


def _other_word(found: re.Match[str]) -> str:
    # As long, of the same letters, and a keyword nowhere.
    return "SERVICF" if found[0][0] == "S" else "servicf"


def _check_guard(data: bytes) -> None:
    query = data.decode("utf-8", "replace")
    try:
        refuse_service(query)
    except FederationError:
        if _DOUBTFUL.search(query) is None:
            ensure(service_in(query) is not False, "a harmless query is refused")
        return
    if _WORD.search(query):
        ensure(service_in(query) is not True, "a query that asks another server passes")


def _query(chance: random.Random) -> str:
    kind = chance.randrange(4)
    if kind == 0:
        return broken_query(chance)
    text = chance.choice(HARMLESS + ASKING).format(at=_PLACE)
    if kind == 1:
        return text
    parts = [one.text for one in tokens(text)]
    for _ in range(chance.choice((1, 1, 2, 4, 8))):
        place, other = chance.randrange(len(parts)), chance.randrange(len(parts))
        change = chance.randrange(6)
        if change == 0:
            parts[place] = ""
        elif change == 1:
            parts[place], parts[other] = parts[other], parts[place]
        elif change == 2:
            parts[place] = chance.choice(_PIECES)
        elif change == 3:
            at = chance.randrange(len(parts[place]) + 1)
            parts[place] = parts[place][:at] + chance.choice(_PIECES) + parts[place][at:]
        elif change == 4:
            parts.insert(place, chance.choice(ODD + _PIECES))
        else:
            parts.insert(place, chance.choice(_PIECES))
    return "".join(parts)


def _guarded(chance: random.Random) -> bytes:
    return _query(chance).encode("utf-8", "replace")


# Whole queries, as the server answers them


@cache
def _work() -> Work:
    quads = (
        b'<x:s> <x:p> "a,\\"b\\n\\t<&>" .\n<x:s> <x:p> "\\u5B66"@zh .\n<x:s> <x:q> "1.50"^^'
        b"<http://www.w3.org/2001/XMLSchema#decimal> .\n<x:s> <x:q> _:b .\n<x:t> <x:p> <x:s> <x:g> .\n"
        b'<x:t> <x:p> "\\u0001\\u000B" <x:g> .\n'
    )
    store = pyoxigraph.Store()
    store.load(quads, pyoxigraph.RdfFormat.N_QUADS)
    return Work(ServedStore(store), Limits(rows=2000, answer_bytes=3_000_000), scratch())


_FLEETING: Final = re.compile(r"now|rand|uuid|bnode|limit|offset|sample|concat|<<|\[|_:", re.IGNORECASE)


def _check_sparql(data: bytes) -> None:
    query = data.decode("utf-8", "replace")
    if len(data) > 20_000:
        return
    counts: dict[str, int] = {}
    readers = _ROWS
    for media_type in ("", *TABLE_FORMATS, *GRAPH_FORMATS):
        try:
            answer = _work().do(SparqlJob(query, media_type))
        except JobError as error:
            ensure(error.message, "a refusal says why")
            if not media_type:
                return
            continue
        form = answer.media_type.partition(";")[0]
        if not media_type:
            readers = _ROWS if "sparql-results" in form else _TRIPLES
        if media_type:
            ensure(form == media_type, "an answer has the format that was asked for")
        counts[form] = readers[form](_body(answer))
    if not _FLEETING.search(query):
        ensure(len(set(counts.values())) <= 1, f"all formats say as much: {counts}")


def _body(answer: Answer) -> bytes:
    if answer.file is None:
        return answer.body
    body = answer.file.read_bytes()
    answer.file.unlink()
    return body


def _rows(form: pyoxigraph.QueryResultsFormat) -> Callable[[bytes], int]:
    def count(body: bytes) -> int:
        found = pyoxigraph.parse_query_results(body, form)
        return len(list(found)) if isinstance(found, pyoxigraph.QuerySolutions) else 1

    return count


def _csv_rows(body: bytes) -> int:
    import csv
    import io

    rows = list(csv.reader(io.StringIO(body.decode(), newline=""), strict=True))
    # ASK is one word without a heading.
    return 1 if body in (b"true", b"false") else len(rows) - 1


def _xml_rows(body: bytes) -> int:
    root = etree.fromstring(body)
    name = "{http://www.w3.org/2005/sparql-results#}"
    return 1 if root.find(f"{name}boolean") is not None else len(root.findall(f"{name}results/{name}result"))


def _triples(form: pyoxigraph.RdfFormat) -> Callable[[bytes], int]:
    return lambda body: len({str(one.triple) for one in pyoxigraph.parse(body, form, base_iri="http://x/")})


_OWN: Final[dict[pyoxigraph.QueryResultsFormat, Callable[[bytes], int]]] = {
    pyoxigraph.QueryResultsFormat.CSV: _csv_rows,
    pyoxigraph.QueryResultsFormat.XML: _xml_rows,
}
#: What counts rows or triples in an answer of a format.
_ROWS: Final = {media_type: _OWN.get(form) or _rows(form) for media_type, form in TABLE_FORMATS.items()}
_TRIPLES: Final = {media_type: _triples(form) for media_type, form in GRAPH_FORMATS.items()}


def _answered(chance: random.Random) -> bytes:
    return (broken_query(chance) if chance.random() < 0.7 else _query(chance)).encode("utf-8", "replace")


# Named queries


@cache
def _small() -> GraphStore:
    quads = pyoxigraph.parse(path=SMALL, format=pyoxigraph.RdfFormat.TRIG)
    return GraphStore.memory(pyoxigraph.serialize(quads, format=pyoxigraph.RdfFormat.N_QUADS) or b"")


_VALUES: Final = (
    "青禾市云岭职业技术学校", "云岭", "*", "**", "?", "2021", "2018-2021", "2021,2019", "1e9", "-1",
    "0", "", " ",
    "护理", "北京", "https://w3id.org/zhijiao/id/school/x", "<http://x/>", "http://[", "urn:x", "urn:",
    "https://%",
    "x\" } SERVICE <http://127.0.0.1:9/> { ?a ?b ?c } #", "'''", "\\", "\\u0022", "\\\\u0022",
    "*" * 900, "a\nb",
    "企业", "enterprise", "企业,政府", "cooperation；order_class", "order_class,x", "省级",
    "学" * 1000, "[", "(.*)",
    "﹡", "＊", "０", "٣", "²", "二〇二一", "9999-9998", "1000-9999", "１９９９", "0" * 19, "+1",
    "true", "NaN",
)  # fmt: skip


def _asked(chance: random.Random) -> bytes:
    query = chance.choice(catalogue())
    names = [*(one.name for one in query.parameters), "limit", "x"]
    params = {}
    for _ in range(chance.randrange(4)):
        value: Any = chance.choice(_VALUES)
        if chance.random() < 0.4:
            value = fuzzed_text(chance, value or "x", 2)
        params[chance.choice(names)] = value
    asked = {
        "query": query.name,
        "params": params,
        "limit": chance.choice((None, 1, 5)),
        "offset": chance.choice((0, 1)),
    }
    return json.dumps(asked).encode()


def _check_parameters(data: bytes) -> None:
    try:
        asked = json.loads(data)
        query = next(one for one in catalogue() if one.name == asked["query"])
        params = {str(key): str(value) for key, value in asked["params"].items()}
        limit, offset = asked["limit"], int(asked["offset"])
    except (ValueError, KeyError, TypeError, AttributeError, StopIteration, RecursionError):
        return
    try:
        text = sparql(_small(), query, params)
        table = run(_small(), query, params, limit=limit, offset=offset)
    except ParameterError as error:
        ensure(str(error), "a refusal says why")
        return
    refuse_service(text)
    check_size(text)
    ensure(parses(text), "a query whose parameters are filled in is SPARQL")
    ensure(limit is None or len(table.rows) <= limit, "there are no more rows than asked for")
    ensure(all(len(row) == len(table.columns) for row in table.rows), "rows are as wide as the table")
    json.loads(table.to_json())
    table.to_csv()


def _check_terms(data: bytes) -> None:
    text = data.decode("utf-8", _LOOSE) if _is_text(data) else data.decode("latin-1")
    try:
        written = string(text)
    except ValueError:
        ensure(any(char == "\x00" or "\ud800" <= char <= "\udfff" for char in text), "a text can be written")
        return
    ensure("\n" not in written and "\r" not in written, "a string stands on one line")
    found = cast("pyoxigraph.QuerySolutions", pyoxigraph.Store().query(f"SELECT ({written} AS ?x) {{}}"))
    ((value,),) = list(found)
    ensure(isinstance(value, pyoxigraph.Literal) and value.value == text, "a string is read back as it was")
    kinds = [one.kind for one in tokens(f"SELECT ({written} AS ?x) {{}}") if one.kind != "space"]
    ensure(kinds[2] == "string" and len(kinds) == 8, "a string is one token")


def _is_text(data: bytes) -> bool:
    try:
        data.decode("utf-8", _LOOSE)
    except UnicodeDecodeError:
        return False
    return True


def _texts(chance: random.Random) -> bytes:
    return fuzzed_text(chance, chance.choice(_VALUES) or "x", 4).encode(errors=_LOOSE)


# Files of queries, tokens


def _file(chance: random.Random) -> bytes:
    lines = chance.choice(catalogue()).text.split("\n")
    for _ in range(chance.randrange(4)):
        place, other = chance.randrange(len(lines)), chance.randrange(len(lines))
        lines[place], lines[other] = lines[other], lines[place]
        lines[place] = fuzzed_text(chance, lines[place], 1)
    data = "\n".join(lines).encode(errors="replace")
    return spoiled(chance, data, 3) if chance.random() < 0.3 else data


def _check_file(data: bytes) -> None:
    text = data.decode("utf-8", "replace")
    ensure("".join(one.text for one in tokens(text)) == text, "tokens together are the query")
    try:
        check_size(text)
    except QuerySizeError as error:
        ensure(str(error), "a refusal says why")
    try:
        query = parse_query(text, "x")
    except QueryFileError as error:
        ensure(str(error), "a refusal says why")
        return
    for one in query.parameters:
        ensure(one.name and one.type.name, "a parameter has a name and a type")


TARGETS: Final = (
    Target("guard", _guarded, _check_guard),
    Target("sparql", _answered, _check_sparql),
    Target("parameters", _asked, _check_parameters),
    Target("terms", _texts, _check_terms),
    Target("query-file", _file, _check_file),
)
