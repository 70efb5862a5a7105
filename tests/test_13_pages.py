"""The pages of terms and of inference: current, whole, and true in their examples."""

from __future__ import annotations

import re
import runpy
import shutil
import sys
from pathlib import Path

import pytest
from pyoxigraph import RdfFormat, Store, parse

from zhijiao.graph.inference import Rules
from zhijiao.graph.vocabulary.diagrams import chain_diagram
from zhijiao.graph.vocabulary.examples import Examples
from zhijiao.graph.vocabulary.pages import ontology_page
from zhijiao.graph.vocabulary.rules_page import rules_page
from zhijiao.graph.vocabulary.terms import own_terms, short
from zhijiao.ontology.namespaces import DEFAULT_BASE, PREFIXES, ZJ, thing_prefixes

HEAD = "".join(f"@prefix {name}: <{iri}> .\n" for name, iri in {**PREFIXES, **thing_prefixes()}.items())
ANEW = "run: python -m zhijiao.graph.vocabulary docs"


@pytest.fixture(scope="module")
def data(root: Path) -> Path:
    return root / "tests" / "data" / "ontology_example.ttl"


@pytest.fixture(scope="module")
def page(data: Path) -> str:
    return ontology_page(Examples.read(data))


def blocks(page: str, language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```$", page, re.M | re.S)


def test_the_pages_are_those_of_the_ontology(root: Path, page: str) -> None:
    assert (root / "docs" / "ontology.md").read_text(encoding="utf-8") == page, ANEW
    assert (root / "docs" / "inference.md").read_text(encoding="utf-8") == rules_page(), ANEW


def test_the_command_writes_both_pages(
    root: Path, data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, page: str
) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / "tests" / "data").mkdir(parents=True)
    shutil.copy(data, tmp_path / "tests" / "data")
    monkeypatch.setattr(sys, "argv", ["vocabulary", str(tmp_path / "docs")])
    runpy.run_module("zhijiao.graph.vocabulary", run_name="__main__")
    assert (tmp_path / "docs" / "ontology.md").read_text(encoding="utf-8") == page
    assert (tmp_path / "docs" / "inference.md").read_text(encoding="utf-8") == rules_page()


def test_every_term_has_its_section_and_the_index_leads_to_it(page: str) -> None:
    headings = re.findall(r"^### (\S+) `(zj:\w+)`$", page, re.M)
    assert sorted(name for _, name in headings) == sorted(term.name for term in own_terms())
    # As GitHub makes them: what is there already gets a number.
    anchors: list[str] = []
    for label, name in headings:
        anchor = f"{label}-{name.replace(':', '').lower()}"
        again = sum(re.fullmatch(rf"{re.escape(anchor)}(-\d+)?", one) is not None for one in anchors)
        anchors.append(f"{anchor}-{again}" if again else anchor)
    links = re.findall(r"^\| \[`(zj:\w+)`\]\(#([^)]+)\)", page, re.M)
    assert links == [(name, anchor) for (_, name), anchor in zip(headings, anchors, strict=True)]
    assert ("zj:school", "学校-zjschool-1") in links


def test_every_term_that_data_have_has_an_example(page: str) -> None:
    sections = dict(re.findall(r"^### \S+ `(zj:\w+)`$(.*?)(?=^##|\Z)", page, re.M | re.S))
    for term in own_terms():
        shown = "```turtle" in sections[term.name]
        assert shown is not (term.stated_inverse or term.for_reasoning), term.name
        assert not term.stated_inverse or f"^{term.inverse}" in sections[term.name]


def test_examples_stand_in_the_graph_of_examples(page: str, data: Path) -> None:
    stated = list(parse(path=data, format=RdfFormat.TURTLE))
    known = {one.triple for one in stated} | Rules.shipped().infer(stated)
    shown = blocks(page, "turtle")
    assert len(shown) > 70
    for text in shown:
        triples = {one.triple for one in parse((HEAD + text).encode(), format=RdfFormat.TURTLE)}
        assert triples
        assert triples <= known


def test_links_of_the_pages_lead_somewhere(root: Path, page: str) -> None:
    for text in (page, rules_page()):
        for link in re.findall(r"\]\(([^)#]+)", text):
            assert "://" in link or (root / "docs" / link).exists(), link


def test_diagrams_are_flowcharts(page: str) -> None:
    shown = blocks(page, "mermaid")
    assert len(shown) == 3
    for text in shown:
        first, *lines = text.splitlines()
        assert re.fullmatch(r"flowchart (RL|LR)", first)
        nodes = [line for line in lines if "[" in line]
        assert all(re.fullmatch(r'    n\d+\["[^"]+"\]', line) for line in nodes)
        ids = {line.split("[")[0].strip() for line in nodes}
        assert len(ids) == len(nodes)
        edges = [
            re.fullmatch(r'    (n\d+) (?:-- "[^"]+" )?--> (n\d+)', line)
            for line in lines
            if line not in nodes
        ]
        assert edges
        assert all(edge and {edge[1], edge[2]} <= ids for edge in edges)


def test_a_quotation_mark_cannot_end_a_label() -> None:
    text = chain_diagram([("a", 'b" --> c', 'd"e')], {"a": 'x"y'})
    assert text.count('"') == 6
    assert "#quot;" in text


def test_the_diagram_of_the_way_leads_from_the_edge_to_the_quote(page: str) -> None:
    way = blocks(page, "mermaid")[2]
    for part in ("zj:partnerWith", "zj:partner", "zj:evidence", "oa:hasSelector", "oa:exact", "#quot;"):
        assert part in way


def test_the_page_of_inference_names_all_that_is_inferred() -> None:
    text, axioms = rules_page(), Rules.shipped().axioms
    heads = {one.head for one in axioms.chains} | {
        one for uppers in axioms.properties.values() for one in uppers
    }
    classes = {one for uppers in axioms.classes.values() for one in uppers} | {
        one.cls for one in axioms.conditions
    }
    for term in (
        *heads,
        *(one for one in classes if one.value.startswith(ZJ)),
        *(one.dataset for one in axioms.cubes),
    ):
        assert re.search(rf"{re.escape(short(term.value))}\b", text), term


@pytest.mark.parametrize("base", [None, "https://example.org/g/"])
def test_the_rules_for_other_stores_are_one_request(
    base: str | None, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], data: Path
) -> None:
    monkeypatch.setattr(sys, "argv", ["inference", *([base] if base else [])])
    with pytest.warns(RuntimeWarning):  # The module is loaded already.
        runpy.run_module("zhijiao.graph.inference", run_name="__main__")
    store = Store()
    graph = f"<{base or DEFAULT_BASE}graph/report/r>"
    text = data.read_text(encoding="utf-8")
    prefixes = "\n".join(re.findall(r"^@prefix.*$", text, re.M))
    body = re.sub(r"^(@prefix|#).*$", "", text, flags=re.M)
    store.load(f"{prefixes}\n{graph} {{ {body} }}".encode(), format=RdfFormat.TRIG)
    store.update(capsys.readouterr().out)
    inferred = {quad.triple for quad in store if str(quad.graph_name) != graph}
    assert inferred == Rules.shipped().infer(parse(path=data, format=RdfFormat.TURTLE))
