"""Queries that are not SPARQL, or hardly: good ones with parts changed, nested deeply, of huge tokens."""

from __future__ import annotations

import random
from typing import Final

from zhijiao.graph.sparql_tokens import tokens

_GOOD: Final = (
    "SELECT ?s ?o WHERE { ?s <http://www.w3.org/2004/02/skos/core#prefLabel> ?o } LIMIT 5",
    "PREFIX zj: <https://w3id.org/zhijiao/ontology#>\n"
    "SELECT ?p (COUNT(DISTINCT ?s) AS ?n) { ?s zj:partnerWith ?p }\n"
    "GROUP BY ?p HAVING (COUNT(?s) > 1) ORDER BY DESC(?n) LIMIT 3",
    'SELECT * { VALUES (?a ?b) { (1 "二") (UNDEF "学校"@zh) } FILTER(STRLEN(?b) < 3 || ?a IN (1, 2)) }',
    "ASK { GRAPH ?g { ?s a ?c . MINUS { ?s ?p 1.5e3 } } OPTIONAL { ?s !(^a|<urn:x>)* ?o } }",
    "CONSTRUCT { ?s ?p [ a ?o ] } WHERE { ?s ?p ?o BIND(IF(isIRI(?o), STR(?o), 'x') AS ?t) } LIMIT 4",
    "DESCRIBE <https://w3id.org/zhijiao/id/school/x>",
    "SELECT (GROUP_CONCAT(DISTINCT ?x; SEPARATOR='、') AS ?all)\n"
    "{ { SELECT ?x { ?x a ?y } LIMIT 9 } UNION { BIND(NOW() AS ?x) } }",
    "BASE <http://example.org/> SELECT REDUCED ?x FROM <g> FROM NAMED <h>\n"
    "{ FILTER NOT EXISTS { ?x <p>/<q>+ 'a'^^<t> } }",
)
_PIECES: Final = (
    "{", "}", "(", ")", "[", "]", ".", ";", ",", "'", '"', "'''", "\\", "\\u00e9", "\\ud800",
    "\\U00110000", "<", ">", "#", "?", "$", "@", "^^", "*", "+", "SELECT", "WHERE", "UNION", "SERVICE",
    "INSERT DATA", "LOAD", "a", "_:b", "::", "1e", "é", "学", "\u200d", "\x00", "\x7f", "\ufeff",
    "\ud800", "<<", ">>", "{|", "|}", "LATERAL", "VERSION '1.2'",
)  # fmt: skip


def broken_query(chance: random.Random) -> str:
    """Return a query with something wrong; now and then the change leaves it right."""
    if chance.random() < 0.2:
        return _huge(chance)
    parts = [one.text for one in tokens(chance.choice(_GOOD))]
    for _ in range(chance.randrange(1, 5)):
        place = chance.randrange(len(parts))
        change = chance.randrange(5)
        if change == 0:
            parts[place] = ""
        elif change == 1:
            parts[place] += parts[place]
        elif change == 2:
            other = chance.randrange(len(parts))
            parts[place], parts[other] = parts[other], parts[place]
        elif change == 3:
            parts[place] = chance.choice(_PIECES)
        else:
            text = parts[place]
            cut = chance.randrange(len(text) + 1)
            parts[place] = text[:cut] + chance.choice(_PIECES) + text[cut:]
    text = "".join(parts)
    return text[: chance.randrange(len(text) + 1)] if chance.random() < 0.1 else text


def _huge(chance: random.Random) -> str:
    size = chance.choice((50, 500, 5000, 50_000))
    return chance.choice(
        (
            "ASK " + "{" * size + "}" * size,
            "ASK " + "{" * size,
            f"ASK {{ FILTER({'(' * size}1{')' * size}) }}",
            f"ASK {{ FILTER({'!' * size}true) }}",
            f"SELECT (1{'+1' * size} AS ?x) {{}}",
            f"SELECT (1{' && 1' * size} AS ?x) {{}}",
            f"ASK {{ ?s {'(' * size}<p>{')' * size} ?o }}",
            f"ASK {{ ?s <p>{'/<p>' * min(size, 5000)} ?o }}",
            f"ASK {{ ?s ?p {'[ ?p ' * size}1{']' * size} }}",
            f"ASK {{ ?s ?p {'( ' * size}{')' * size} }}",
            f"ASK {{ BIND('{'x' * size * 10}' AS ?x) }}",
            f"SELECT ?{'v' * size * 10} {{}}",
            f"ASK {{ <http://example.org/{'x' * size * 10}> ?p ?o }}",
            f"ASK {{ FILTER(1 IN ({'1,' * size}1)) }}",
            f"ASK {{ VALUES ?x {{ {'1 ' * size} }} }}",
            "ASK " + "{} UNION " * size + "{}",
            "ASK { " + "OPTIONAL { " * size + "} " * size + "}",
            "ASK { " + "{ SELECT * { " * size + "} } " * size + "}",
            "ASK { " + "FILTER NOT EXISTS { " * size + "} " * size + "}",
            f"ASK {{ FILTER(REGEX('{'a' * 30}!', '{'(a+)+' * 5}$')) }}",
            f"SELECT ({'STR(' * size}1{')' * size} AS ?x) {{}}",
            "PREFIX : <urn:x> " * size + "ASK {}",
            "#" * size + "\nASK {}",
            " " * size * 10 + "ASK {}",
            f"ASK {{}} LIMIT {'9' * size}",
        )
    )
