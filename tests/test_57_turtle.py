"""The Turtle beside a page: exactly the triples of the thing and its statements, whatever else is there."""

from __future__ import annotations

import re
import shlex
from functools import cache
from pathlib import Path
from urllib.parse import unquote

import pytest
import rdflib
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Quad

from zhijiao.graph.star import turtle_of
from zhijiao.graph.store import GraphStore
from zhijiao.graph.turtle import sorted_nquads, sorted_ntriples
from zhijiao.ontology.namespaces import DEFAULT_BASE, ZJ
from zhijiao.tests.making.published import PARTNER, SCHOOL, quads

#: The properties by which a statement is about a thing.
NAMING = ("school", "partner", "institution", "major", "scopeMajor")


@cache
def small() -> GraphStore:
    return GraphStore.memory(quads())


def statements_of(store: GraphStore, iri: str) -> list[str]:
    named = "|".join(f"zj:{name}" for name in NAMING)
    query = f"SELECT DISTINCT ?st WHERE {{ ?st {named} <{iri}> ; zj:evidence ?any ; zj:school ?school }}"
    return [str(row[0]) for row in store.select(query).rows]


def parsed(text: str, form: str = "turtle") -> set[tuple[object, ...]]:
    return set(rdflib.Graph().parse(data=text, format=form))


def triples_of(nquads: bytes, subjects: list[str]) -> set[tuple[object, ...]]:
    """The triples of these subjects in N-Quads."""
    wanted = set(map(rdflib.URIRef, subjects))
    return {one for one in parsed(sorted_ntriples(nquads).decode(), "nt") if one[0] in wanted}


def paged() -> list[str]:
    return [iri for name in ("School", "Organisation", "Major") for iri in small().things(f"{ZJ}{name}")]


def test_a_file_holds_the_triples_of_a_thing_and_of_its_statements_and_no_others() -> None:
    assert len(paged()) > 10
    triples = parsed(sorted_ntriples(quads()).decode(), "nt")
    for iri in paged():
        statements = statements_of(small(), iri)
        wanted = set(map(rdflib.URIRef, [iri, *statements]))
        assert parsed(turtle_of(small(), iri, statements)) == {one for one in triples if one[0] in wanted}, (
            iri
        )


def test_a_schools_file_has_all_its_partnerships() -> None:
    found = 0
    for school in small().things(f"{ZJ}School"):
        here = rdflib.Graph().parse(data=turtle_of(small(), school, statements_of(small(), school)))
        query = f"SELECT ?st ?p WHERE {{ ?st a zj:Partnership ; zj:school <{school}> ; zj:partner ?p }}"
        for statement, partner in small().select(query).rows:
            assert (
                rdflib.URIRef(str(statement)),
                rdflib.URIRef(f"{ZJ}partner"),
                rdflib.URIRef(str(partner)),
            ) in here
            found += 1
    assert found == 7


def test_the_bytes_depend_on_these_triples_alone() -> None:
    statements = statements_of(small(), SCHOOL)
    subjects = tuple(f"<{iri}> ".encode() for iri in (SCHOOL, *statements))
    own = [line for line in quads().splitlines(keepends=True) if line.startswith(subjects)]
    alone = GraphStore.memory(b"".join(reversed(own)))
    assert turtle_of(alone, SCHOOL, reversed(statements)) == turtle_of(small(), SCHOOL, statements)


def test_the_thing_comes_first_then_its_statements_and_no_prefix_is_there_for_nothing() -> None:
    text = turtle_of(small(), PARTNER, statements_of(small(), PARTNER))
    head, _, body = text.partition("\n\n")
    assert body.startswith("organisation:海棠电子股份有限公司 ")
    subjects = [line.split(" ")[0] for line in body.split("\n") if line and not line.startswith("\t")]
    assert subjects[1:] == sorted(subjects[1:])
    assert len(subjects) == 4
    declared = [line.split(" ")[1] for line in head.split("\n") if line.startswith("@prefix")]
    assert declared == sorted(declared)
    assert all(prefix in body for prefix in declared)
    assert "school:" in declared
    assert "dcat:" not in declared


def test_a_file_of_too_many_statements_says_what_is_left_out() -> None:
    statements = sorted(statements_of(small(), SCHOOL))
    text = turtle_of(small(), SCHOOL, statements, most=3)
    assert f"# 它自己的三元组和关于它的陈述的三元组；陈述共 {len(statements)} 条，这里只有" in text
    subjects = {str(one[0]) for one in parsed(text)}
    assert subjects == {SCHOOL, *statements[:3]}
    assert "只有" not in turtle_of(small(), SCHOOL, statements)


def test_the_command_at_the_top_names_the_thing_whatever_its_name() -> None:
    iri = f"{DEFAULT_BASE}id/organisation/a'b(c)&d"
    graph = NamedNode(f"{DEFAULT_BASE}graph/x")
    store = GraphStore.memory(sorted_nquads([Quad(NamedNode(iri), NamedNode(f"{ZJ}x"), Literal("y"), graph)]))
    text = turtle_of(store, iri, ())
    (command,) = [line.partition("：")[2] for line in text.split("\n") if "zhijiao export" in line]
    assert shlex.split(command)[-2:] == ["--subject", iri]
    assert len(parsed(text)) == 1


def test_what_is_no_iri_is_refused() -> None:
    with pytest.raises(ValueError, match="IRI"):
        turtle_of(small(), "no IRI\n@prefix", ())


# Characters that no text of the graph holds are left out: lone surrogates, and the null character.
TEXTS = st.text(
    st.characters(blacklist_categories=["Cs"], blacklist_characters="\0"), max_size=30
) | st.sampled_from(
    ["a .\n@prefix skos: <x> .\n", "# <https://x>", 'skos:b "', "zj:", '\\u0022 """', "\u2028\r\n"]
)


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.tuples(st.sampled_from([0, 1, 2]), TEXTS, st.sampled_from([None, "zh", "en"])), min_size=1)
)
def test_any_text_is_read_back(said: list[tuple[int, str, str | None]]) -> None:
    iris = [f"{DEFAULT_BASE}id/school/某校", *(f"{DEFAULT_BASE}id/award/{one}" for one in "ab")]
    graph = NamedNode(f"{DEFAULT_BASE}graph/x")
    nquads = sorted_nquads(
        Quad(NamedNode(iris[place]), NamedNode(f"{ZJ}item"), Literal(text, language=language), graph)
        for place, text, language in said
    )
    text = turtle_of(GraphStore.memory(nquads), iris[0], iris[1:])
    assert parsed(text) == triples_of(nquads, iris)


def test_the_site_has_the_file_beside_the_page_of_each_thing_and_the_page_leads_to_it(site: Path) -> None:
    store = small()
    pages = [
        path for sort in ("school", "organisation", "major") for path in sorted((site / sort).glob("*.html"))
    ]
    assert len(pages) > 8
    for page in pages:
        text = page.read_text(encoding="utf-8")
        (href,) = re.findall(r'<link rel="alternate" type="text/turtle" href="([^"]*)">', text)
        assert text.count(f'href="{href}"') == 2
        file = page.parent / unquote(href)
        assert file.name == f"{page.stem}.ttl"
        (iri,) = re.findall(r"\A# <(.*)>\n", file.read_text(encoding="utf-8"))
        assert file.read_text(encoding="utf-8") == turtle_of(store, iri, statements_of(store, iri))
