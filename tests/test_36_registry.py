"""IRIs that were published once: what became of each, in the registry's file and in RDF."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rdflib import OWL, RDF, Graph, Literal, URIRef
from rdflib.namespace import DCTERMS

from zhijiao.extract.facts import Evidence, Fact, ReportFacts
from zhijiao.graph import registry as module
from zhijiao.graph.iris import Minter
from zhijiao.graph.registry import Gone, Registry, RegistryError, sort_of
from zhijiao.graph.resolution.decisions import Decision, Decisions
from zhijiao.graph.resolution.resolve import resolve

MINTER = Minter()
A, B, C, D = (MINTER.entity("organisation", f"{name}公司") for name in "甲乙丙丁")
SCHOOL = MINTER.entity("school", "甲公司")
AWARD = f"{MINTER.base}id/award/0123456789"


def after(registry: Registry, gone: dict[str, str], successors: dict[str, str], *live: str) -> Registry:
    return registry.after(gone, successors, set(live).__contains__)


def test_an_iri_is_followed_to_what_lives() -> None:
    registry = after(Registry(), {A: "甲公司"}, {A: B, B: C}, C)
    assert registry.resolve(A) == C
    assert registry.entries == {A: Gone(C, "甲公司")}


def test_what_is_remembered_is_followed_on() -> None:
    registry = after(Registry(), {A: "甲公司"}, {A: B}, B)
    registry = after(registry, {B: "乙公司"}, {B: C}, C)
    assert (registry.resolve(A), registry.resolve(B)) == (C, C)


def test_what_nothing_replaces_is_withdrawn() -> None:
    registry = after(Registry(), {A: "甲公司"}, {}, B)
    assert registry.resolve(A) is None
    assert registry.entries == {A: Gone("", "甲公司")}


def test_an_iri_that_lives_again_is_none_of_the_registrys() -> None:
    registry = after(Registry(), {A: "甲公司"}, {A: B}, B)
    registry = after(registry, {}, {}, A, B)
    assert not registry.entries
    assert after(registry, {A: "甲公司"}, {A: B}, B).resolve(A) == B


def test_what_replaced_an_iri_may_go_and_come_back() -> None:
    registry = after(Registry(), {A: "甲公司"}, {A: B}, B)
    registry = after(registry, {B: "乙公司"}, {})
    assert (registry.resolve(A), registry.resolve(B)) == (None, None)
    assert after(registry, {}, {}, B).resolve(A) == B


def test_what_had_replaced_an_iri_goes_back_to_it() -> None:
    registry = after(Registry(), {A: "甲公司"}, {A: B}, B)
    assert after(registry, {B: "乙公司"}, {}, A).resolve(B) == A
    # Of two things that were one, neither is it.
    registry = after(Registry(), {A: "甲公司", C: "丙公司"}, {A: B, C: B}, B)
    assert after(registry, {B: "乙公司"}, {}, A, C).resolve(B) is None


def test_what_is_known_now_counts_more_than_what_was() -> None:
    registry = after(Registry(), {A: "甲公司"}, {A: B}, B)
    assert after(registry, {}, {A: C}, B, C).resolve(A) == C


def test_a_circle_leads_nowhere() -> None:
    registry = after(Registry(), {A: "甲公司", B: "乙公司"}, {A: B, B: A}, C)
    assert (registry.resolve(A), registry.resolve(B)) == (None, None)


def test_nothing_becomes_a_thing_of_another_sort() -> None:
    assert after(Registry(), {A: "甲公司"}, {A: AWARD}, AWARD).resolve(A) is None
    # What a report took for a firm is known to be a school.
    assert after(Registry(), {A: "甲公司"}, {A: SCHOOL}, SCHOOL).resolve(A) == SCHOOL


@pytest.mark.parametrize("iri", ["甲公司", "https://w3id.org/zhijiao/graph/entities", f"{A}> <b"])
def test_only_things_are_registered(iri: str) -> None:
    with pytest.raises(RegistryError, match="不是图谱里事物的 IRI"):
        after(Registry(), {iri: "甲"}, {})


def test_a_registry_has_bounds(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MOST_ENTRIES", 1)
    with pytest.raises(RegistryError, match="超过 1 个"):
        after(Registry(), {A: "甲", B: "乙"}, {})


LABELS = st.text(st.characters(codec="utf-8"), max_size=20)


@given(st.dictionaries(st.sampled_from([A, B, C, SCHOOL]), LABELS), st.sampled_from([None, D]))
def test_the_file_gives_back_the_registry(
    tmp_path_factory: pytest.TempPathFactory, gone: dict[str, str], heir: str | None
) -> None:
    registry = after(Registry(), gone, dict.fromkeys(gone, heir) if heir else {}, D)
    path = tmp_path_factory.mktemp("registry") / "registry.csv"
    registry.write(path)
    assert Registry.read(path) == registry
    assert path.read_bytes() == Registry.read(path).to_csv()


def test_there_is_no_registry_at_first(tmp_path: Path) -> None:
    assert Registry.read(tmp_path / "registry.csv") == Registry()


def test_a_name_in_the_file_is_no_formula(tmp_path: Path) -> None:
    path = tmp_path / "registry.csv"
    after(Registry(), {A: "=1+1公司"}, {}).write(path)
    assert ",,'=1+1公司\n" in path.read_text(encoding="utf-8")
    assert Registry.read(path).entries[A].name == "=1+1公司"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "第 1 行"),
        ("iri,name\n", "表头不是 iri,replaced_by,name"),
        (f"iri,replaced_by,name\n{A},{B}\n", "第 2 行"),
        (f"iri,replaced_by,name\n甲,{B},甲\n", "第 2 行"),
        (f"iri,replaced_by,name\n{A},{AWARD},甲\n", "第 2 行"),
        (f"iri,replaced_by,name\n{A},{A},甲\n", "第 2 行"),
        (f"iri,replaced_by,name\n{A},,甲\n{A},,甲\n", "第 3 行"),
        (f"iri,replaced_by,name\n{A},,{'甲' * 30_000}\n", "超过"),
        (f'iri,replaced_by,name\n{A},,"甲\n', "读不了"),
    ],
)
def test_a_file_that_is_no_registry_is_refused(tmp_path: Path, text: str, words: str) -> None:
    path = tmp_path / "registry.csv"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(RegistryError) as error:
        Registry.read(path)
    for word in (str(path), words, "备份"):
        assert word in str(error.value)


def test_redirects_in_rdf() -> None:
    registry = after(Registry(), {A: "甲公司", B: "乙公司"}, {A: C}, C)
    data = registry.redirects()
    graph = Graph().parse(data=data, format="turtle")
    assert graph.value(URIRef(A), DCTERMS.isReplacedBy) == URIRef(C)
    assert graph.value(URIRef(B), DCTERMS.isReplacedBy) is None
    assert set(graph.objects(None, OWL.deprecated)) == {Literal(True)}
    assert set(graph.subjects(OWL.deprecated)) == {URIRef(A), URIRef(B)}
    assert not set(graph.subjects(RDF.type))
    assert data.startswith(b"@prefix ")
    assert b"organisation:" in data


def test_redirects_do_not_depend_on_order() -> None:
    one = after(Registry(), {A: "甲公司", B: "乙公司"}, {A: C, B: C}, C)
    other = after(Registry(), {B: "乙公司", A: "甲公司"}, {B: C, A: C}, C)
    assert one.redirects() == other.redirects()
    assert one.to_csv() == other.to_csv()


def fact(kind: str, **values: Any) -> Fact:
    return Fact(kind, values, (Evidence(0, 2, "原文"),))


def partner(name: str, *aliases: str, kind: str = "enterprise") -> Fact:
    return fact("partnership", partner=name, aliases=list(aliases), modes=["cooperation"], partner_kind=kind)


def report(number: int, school: str, *facts: Fact) -> ReportFacts:
    return ReportFacts(f"{number}.txt", (fact("school", name=school, region="青禾市"), *facts))


# Reports that bring merges, fuller names and other kinds for what the others speak of.
REPORTS = (
    report(0, "甲校", partner("恒远集团"), partner("双河")),
    report(1, "乙校", partner("恒远集团股份有限公司"), partner("双河机床有限公司", "双河")),
    report(2, "丙校", partner("恒远"), partner("双河科技")),
    report(3, "丁校", partner("恒远控股", "恒远")),
    report(4, "戊校", fact("award", event="省技能大赛", recipients=["张三"], level="provincial")),
    report(5, "青禾市戊校", partner("甲校", kind="other"), partner("市残联", kind="association")),
    report(6, "己校", partner("青禾市残联", kind="association"), partner("双河")),
)


# Decisions that join, part and rename what the reports speak of, and change its kind.
DECISIONS = (
    Decision("same", "双河科技", "恒远集团"),
    Decision("different", "恒远集团", "恒远集团股份有限公司"),
    Decision("rename", "双河", "双河数控"),
    Decision("rename", "甲校", "甲职校", type="school"),
    Decision("kind", "恒远控股", "school"),
)


@settings(max_examples=200, deadline=None)
@given(
    st.lists(
        st.tuples(
            st.sets(st.integers(0, len(REPORTS) - 1)), st.sets(st.integers(0, len(DECISIONS) - 1), max_size=2)
        ),
        min_size=2,
        max_size=7,
    )
)
def test_over_any_history_every_iri_answers(history: Sequence[tuple[set[int], set[int]]]) -> None:
    registry, published = Registry(), set[str]()
    former: dict[str, str] = {}
    for chosen, decided in history:
        decisions = Decisions("decisions.csv", tuple(DECISIONS[n] for n in sorted(decided)))
        resolution = resolve([REPORTS[n] for n in sorted(chosen)], MINTER, decisions)
        now = {one.iri: one.label for one in resolution.entities}
        gone = {iri: name for iri, name in former.items() if iri not in now}
        registry = registry.after(gone, resolution.iris, now.__contains__)
        published |= now.keys()
        for iri in published:
            if iri in now:
                assert iri not in registry.entries
            elif (heir := registry.resolve(iri)) is not None:
                assert heir in now
                assert sort_of(heir) == sort_of(iri)
            else:
                # It is said to be withdrawn, and rightly: no report speaks of it any more.
                assert iri in registry.entries
                assert iri not in resolution.iris
        former = now


def test_the_query_in_the_documentation_answers(root: Path) -> None:
    text = (root / "docs/iris.md").read_text(encoding="utf-8")
    (query,) = re.findall(r"```sparql\n(.*?)```", text, flags=re.DOTALL)
    registry = after(Registry(), {A: "甲公司", B: "乙公司"}, {A: C}, C)
    rows = Graph().parse(data=registry.redirects(), format="turtle").query(query)
    assert {(str(old), new and str(new)) for old, new in rows} == {(A, C), (B, None)}  # type: ignore[misc]
