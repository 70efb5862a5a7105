"""Pages of majors, kinds of programme, levels and groups: they say what the graph and its queries say."""

from __future__ import annotations

import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import unescape
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhijiao.extract.facts import Fact, ReportFacts, read_facts
from zhijiao.graph.build import build_graph
from zhijiao.graph.store import GraphStore
from zhijiao.ontology.catalogue import majors_today
from zhijiao.ontology.namespaces import concept_iri
from zhijiao.queries.run import run
from zhijiao.viz import topics
from zhijiao.viz.accounts import account
from zhijiao.viz.addresses import Addresses, all_paths
from zhijiao.viz.groups import MEMBERS, Groups, role_rank
from zhijiao.viz.kin import entries_named, entries_of, kin_of
from zhijiao.viz.majors import MajorList, MajorPages
from zhijiao.viz.memory import Memory
from zhijiao.viz.model import Account, Overview, Thing
from zhijiao.viz.networks import Networks
from zhijiao.viz.page_parts import query_link
from zhijiao.viz.read import read_overview
from zhijiao.viz.render import Pages
from zhijiao.viz.sections import laid_out
from zhijiao.viz.site import build_site
from zhijiao.viz.tables import Tables
from zhijiao.viz.topic_list import topic_list
from zhijiao.viz.topics import TopicPages
from zhijiao.viz.words import Phrases

MAJOR = "茶艺与茶营销"
PAGES = Pages("图谱")
LEVELS = ("international", "national", "provincial", "municipal", "county", "school")


@dataclass(frozen=True)
class Graph:
    """A graph of invented schools and of the examples, with all that pages are made of."""

    facts: tuple[Fact, ...]
    store: GraphStore
    memory: Memory
    overview: Overview
    addresses: Addresses

    def major(self, name: str) -> Thing:
        return next(one for one in self.overview.majors if one.name == name)

    def account(self, iri: str) -> Account:
        return account(iri, "", self.memory.about(iri, as_school=False), self.overview.around)

    def phrases(self, root: str) -> Phrases:
        return Phrases(self.overview.around, self.addresses, root)

    def major_page(self, thing: Thing) -> tuple[dict[str, Any], str]:
        """The values and the text of a major's page."""
        around = self.overview.around
        networks = Networks(around, self.addresses)
        maker = MajorPages(around, networks, self.phrases("../"), Tables(self.addresses))
        return self.rendered(thing.iri, *maker.page(thing, self.account(thing.iri)))

    def topic_page(self, scheme: str, code: str) -> tuple[dict[str, Any], str]:
        """The values and the text of a topic's page."""
        iri = concept_iri(scheme, code)
        tables = Tables(self.addresses)
        maker = TopicPages(self.phrases("../"), tables, self.addresses)
        return self.rendered(iri, *maker.page(iri, self.account(iri)))

    def rendered(self, iri: str, template: str, values: dict[str, Any]) -> tuple[dict[str, Any], str]:
        path = self.addresses.path(iri)
        assert path is not None
        laid = laid_out(values["sections"], path, iri)
        shown = values | {"sections": laid.first, "stem": Path(path).stem}
        return values, PAGES.page(template, "../", **shown)

    def asked(self, query: str, **params: str) -> list[dict[str, Any]]:
        """The rows of a named query."""
        answer = run(self.store, query, params)
        return [dict(zip(answer.columns, row, strict=True)) for row in answer.rows]


@pytest.fixture(scope="module")
def graph(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Graph]:
    reports: defaultdict[str, list[Fact]] = defaultdict(list)
    for line in (root / "tests/data/site_facts.jsonl").read_text(encoding="utf-8").rstrip("\n").split("\n"):
        data = json.loads(line)
        reports[data["report"]].append(Fact.from_json(data))
    for path in sorted((root / "examples/facts").glob("*.jsonl")):
        reports[f"{path.stem}.txt"] = list(read_facts(path))
    build = build_graph([ReportFacts(name, tuple(found)) for name, found in reports.items()])
    store = GraphStore.memory(build.nquads)
    folder = tmp_path_factory.mktemp("topics")
    build_site(store, folder / "site", memory=folder / "memory")
    memory = Memory.open(folder / "memory")
    overview = read_overview(memory)
    facts = tuple(fact for found in reports.values() for fact in found)
    yield Graph(facts, store, memory, overview, Addresses(all_paths(overview)))
    memory.close()


def words(text: str) -> str:
    """The words of a page without its elements."""
    return unescape(re.sub(r"<[^>]*>", "", text))


def first_cells(section: Any) -> list[str]:
    return ["、".join(part.text for part in row.cells[0]) for row in section.rows]


def section_of(values: Mapping[str, Any], key: str) -> Any:
    return next(one for one in values["sections"] if one.key == key)


def ranking_of(values: Mapping[str, Any], key: str) -> Any:
    return next(one for one in values["rankings"] if one.key == key)


# A major


def test_a_majors_tables_say_what_the_queries_behind_them_say(graph: Graph) -> None:
    for thing in graph.overview.majors:
        values, _ = graph.major_page(thing)
        sections = {one.key: one for one in values["sections"]}
        offered = [one["school"] for one in graph.asked("majors", major=thing.iri)]
        assert sorted(first_cells(sections["offered"]) if offered else []) == sorted(offered)
        behind = {(one["partner"], one["school"]) for one in graph.asked("major-partners", major=thing.iri)}
        rows = sections["partners"].rows if "partners" in sections else ()
        assert {(row.cells[0][0].text, row.cells[1][0].text) for row in rows} == behind
        joint = graph.asked("joint-programmes", major=thing.iri)
        assert len(sections["joint"].rows if "joint" in sections else ()) == len(joint)


def test_a_major_shows_quotes_other_names_and_its_network(graph: Graph) -> None:
    thing = graph.major("云母雕刻")
    values, text = graph.major_page(thing)
    for fact in graph.facts:
        if fact.values.get("name") == thing.name or thing.name in fact.values.get("majors", ()):
            assert all(f"<blockquote>{one.quote}</blockquote>" in text for one in fact.evidence)
    assert values["drawing"] is not None
    assert values["drawing"].href in text
    assert "云母雕刻" in words(text)
    assert [one.key for one in values["sections"]] == [
        "offered",
        "partners",
        "joint",
        "programmes",
        "measures",
    ]


def test_schools_without_a_stated_partner_for_a_major_are_those_of_the_query(graph: Graph) -> None:
    for thing in graph.overview.majors:
        values, text = graph.major_page(thing)
        alone = {part.text for part in values["alone"].parts}
        assert alone == {one["school"] for one in graph.asked("majors-without-partner", major=thing.iri)}
        assert ('id="alone"' in text) == bool(alone)
    values, _ = graph.major_page(graph.major(MAJOR))
    alone = {part.text for part in values["alone"].parts}
    assert "青禾市星河职业中专学校" in alone
    assert "青禾市云岭职业技术学校" not in alone


def test_years_of_the_reports_stand_in_a_majors_table(graph: Graph) -> None:
    values, _ = graph.major_page(graph.major(MAJOR))
    section = section_of(values, "offered")
    place = section.columns.index("报告年份")
    for row in section.rows:
        assert {part.text for part in row.cells[place]} == {one.year for one in row.passages}


# Its place in the catalogue


def test_a_name_of_todays_catalogue_has_its_code_and_class() -> None:
    (entry,) = entries_named("数控技术应用")
    assert (entry.code, entry.level, entry.class_code, entry.former) == ("660103", "中职", "6601", "")


def test_a_name_of_an_older_catalogue_has_todays_entry() -> None:
    entries = entries_named("会计")
    assert "730301" in {one.code for one in entries}
    assert {one.former for one in entries} >= {"2010"}


def test_a_major_is_where_its_offerings_say_and_else_where_its_name_is() -> None:
    stated = entries_of([concept_iri("catalogue2021", "660103")], "护理")
    assert [one.code for one in stated] == ["660103"]
    assert entries_of(["https://example.org/none"], "护理") == entries_named("护理")
    assert entries_named("云母雕刻") == ()


def test_levels_of_a_name_go_from_secondary_up() -> None:
    assert [one.level for one in entries_named("护理")] == ["中职", "高职专科", "职教本科"]


@given(st.sampled_from(majors_today()))
def test_every_major_of_todays_catalogue_is_among_its_kin(major: Any) -> None:
    found = kin_of(entries_of([major.iri], major.name))
    assert [kin.entry.code for kin in found] == [major.code]
    assert major.name in found[0].names or any(name in major.name for name in found[0].names)


def test_kin_are_linked_to_their_pages_and_exclude_the_major_itself(graph: Graph) -> None:
    paths = set(all_paths(graph.overview).values())
    seen = 0
    for thing in graph.overview.majors:
        values, _ = graph.major_page(thing)
        for group in values["kin"]:
            for one in group.majors:
                assert one.part.text != thing.name
                assert unquote(one.part.href).removeprefix("../") in paths
                seen += 1
    assert seen


# The list of majors


def test_the_list_has_every_major_with_its_numbers(graph: Graph) -> None:
    pages = list(MajorList(graph.overview, graph.phrases("")).pages())
    rows = [row for _, _, values in pages for row in values["rows"]]
    assert [row.major.part.text for row in rows] == [one.name for one in graph.overview.majors]
    around = graph.overview.around
    for row, major in zip(rows, graph.overview.majors, strict=True):
        partners = {partner for _, partner in around.behind.get(major.iri, ())}
        assert row.major.numbers == (len(set(around.offered_by.get(major.iri, ()))), len(partners))
    text = "".join(PAGES.page(template, "", **values) for _, template, values in pages)
    assert 'href="major/' in text
    assert "660103" in text


# Kinds of programme and levels


def test_a_kind_of_programme_counts_its_programmes(graph: Graph) -> None:
    for kind in ("order_class", "training_base", "studio"):
        values, text = graph.topic_page("programmekind", kind)
        rows = graph.asked("programmes", kind=kind)
        assert section_of(values, "programmes").total == len(rows)
        assert sum(row.numbers[0] for row in ranking_of(values, "schools").rows) == len(rows)
        schools = Counter(one["school"] for one in rows)
        assert {row.part.text: row.numbers[0] for row in ranking_of(values, "schools").rows} == schools
        assert f'{query_link("programmes", kind=concept_iri("programmekind", kind))}"' in text


def test_a_kind_of_programme_shows_its_definition_and_its_siblings(graph: Graph) -> None:
    values, text = graph.topic_page("programmekind", "order_class")
    assert values["topic"].definition_zh in text
    assert values["topic"].definition_en in text
    assert "../programmekind/studio.html" in text
    assert "../programmekind/order_class.html" not in text


def test_a_level_ranks_schools_by_awards_then_honours(graph: Graph) -> None:
    for level in LEVELS:
        if graph.addresses.topic(concept_iri("level", level), "") is None:
            continue
        values, _ = graph.topic_page("level", level)
        awards = Counter(one["school"] for one in graph.asked("awards", level=level))
        honours = Counter(one["school"] for one in graph.asked("honours", level=level))
        rows = ranking_of(values, "schools").rows
        assert {row.part.text: row.numbers for row in rows} == {
            school: (awards[school], honours[school]) for school in awards | honours
        }
        assert [row.numbers for row in rows] == sorted((row.numbers for row in rows), reverse=True)


def test_a_level_shows_the_newest_and_counts_what_it_leaves_out(
    graph: Graph, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(topics, "MAX_SHOWN", 3)
    values, text = graph.topic_page("level", "municipal")
    total = len(graph.asked("awards", level="municipal"))
    section = section_of(values, "awards")
    assert len(section.rows) == 3
    assert values["left_out"]["awards"].total == total
    place = section.columns.index("年份")
    years = [int(row.cells[place][0].text) for row in section.rows if row.cells[place]]
    stated = sorted(int(one["year"]) for one in graph.asked("awards", level="municipal") if one["year"])
    assert years == stated[::-1][:3]
    assert f"共 {total} 条，这里是最新的 3 条" in words(text)


def test_awards_by_year_add_up_to_those_with_a_year(graph: Graph) -> None:
    values, _ = graph.topic_page("level", "provincial")
    rows = ranking_of(values, "years").rows
    assert [row.part.text for row in rows] == sorted((row.part.text for row in rows), reverse=True)
    with_year = [one for one in graph.asked("awards", level="provincial") if one["year"]]
    assert sum(row.numbers[0] for row in rows) == len(with_year)


def test_hostile_names_stay_text(graph: Graph) -> None:
    made = [graph.major_page(one)[1] for one in graph.overview.majors]
    made += [graph.topic_page("programmekind", "order_class")[1], graph.topic_page("level", "provincial")[1]]
    for text in made:
        assert "<script>alert" not in text
        assert "<img" not in text


# The entrance to topics


def test_all_topics_are_listed_with_links_to_their_pages(graph: Graph) -> None:
    path, template, values = topic_list(graph.overview, graph.addresses)
    assert path == "topics.html"
    tables = {one.key: one for one in values["tables"]}
    links = {row.part.href for table in tables.values() for row in table.rows}
    for iri in graph.overview.topics:
        assert graph.addresses.topic(iri, "") in links, iri
    for year in graph.overview.years:
        assert graph.addresses.year(year, "") in links
    kinds = Counter(one.values["kind"] for one in graph.facts if one.kind == "programme")
    assert len(tables["programmekind"].rows) == len(kinds)
    text = PAGES.page(template, "", **values)
    assert "query/partners.html#mode=order_class" in text
    assert 'href="groups.html"' in text


def test_modes_count_partners_and_schools(graph: Graph) -> None:
    _, _, values = topic_list(graph.overview, graph.addresses)
    table = next(one for one in values["tables"] if one.key == "mode")
    for row in table.rows:
        found = graph.asked("partners", mode=row.part.href.rpartition("=")[2])
        assert row.numbers[1] == len({one["school"] for one in found})


# Groups


def test_groups_are_listed_with_members_and_leaders(graph: Graph) -> None:
    roles: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
    for link in graph.overview.links:
        roles[link.partner] += [(link.school, role) for role in link.roles]
    pages = list(Groups(graph.overview, graph.phrases(""), roles).pages())
    rows = {row.group.text: row for _, _, values in pages for row in values["rows"]}
    members: defaultdict[str, set[str]] = defaultdict(set)
    for one in graph.asked("groups"):
        members[one["group"]].add(one["member"])
    assert {name: row.members for name, row in rows.items()} == {
        name: len(found) for name, found in members.items()
    }
    assert [part.text for part in rows["望泽县职业教育集团"].leaders.parts] == ["望泽县职业教育中心"]
    assert rows["浙南职业教育集团"].leaders.parts == ()
    assert ("理事单位", 1) in rows["浙南职业教育集团"].roles
    ordered = [row.members for _, _, values in pages for row in values["rows"]]
    assert ordered == sorted(ordered, reverse=True)
    text = PAGES.page(pages[0][1], "", **pages[0][2])
    assert "望泽县职业教育集团" in text


def test_members_of_a_group_stand_in_the_order_of_their_roles(graph: Graph) -> None:
    group = next(one for one in graph.overview.partners if one.name == "澜州机械制造产教联盟")
    statements = graph.account(group.iri).naming("Partnership")
    (section,) = Tables(graph.addresses).sections([(MEMBERS, statements)])
    place = section.columns.index("角色")
    ranks = [role_rank(row.cells[place][0].text) for row in section.rows]
    assert len(set(ranks)) > 1
    assert ranks == sorted(ranks)


@pytest.mark.parametrize(
    "lower",
    [
        ("理事长单位", "副理事长单位", "常务理事单位", "理事单位", "协作方", ""),
        ("牵头单位", "副会长单位", "成员单位", ""),
        ("主任委员单位", "副主任委员单位", "委员单位"),
    ],
)
def test_roles_go_from_the_head_down(lower: Sequence[str]) -> None:
    ranks = [role_rank(one) for one in lower]
    assert ranks == sorted(ranks)
    assert len(set(ranks)) == len(ranks)
