"""Reports added in any order, some removed and added again: one graph, and every IRI goes on answering."""

from __future__ import annotations

import csv
import shutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Final

import pytest
from rdflib import Graph, Literal, URIRef

from zhijiao.cli.workflow import build
from zhijiao.ontology.namespaces import DCTERMS, DEFAULT_BASE, OWL, XSD

SEED: Final = 5
WALKS: Final = 10
#: Files that follow from the reports alone, however a workspace came to hold them.
SAME: Final = ("graph.ttl", "graph.nq", "facts.jsonl")
THINGS: Final = f"{DEFAULT_BASE}id/"
REPLACED: Final = URIRef(f"{DCTERMS}isReplacedBy")
DEPRECATED: Final = URIRef(f"{OWL}deprecated")
TRUE: Final = Literal("true", datatype=URIRef(f"{XSD}boolean"))

#: Schools and what their reports say of partners: full names, short ones, brackets, names with and without a
#: place, names of local bodies, a school by its short name, a firm that a later report calls by its group.
#: (name, region, sentences)
REPORTS: Final = (
    (
        "青禾市云岭职业技术学校2021",
        "青禾市",
        "学校与恒远电气股份有限公司签订合作协议，共建实训基地。学校与市残联合作，承担残疾人技能培训。"
        "学校与海尔合作，安排学生顶岗实习。",
    ),
    (
        "青禾市云岭职业技术学校2022",
        "青禾市",
        "学校与浙江恒远电气股份有限公司（以下简称恒远电气）合作开办订单班。学校与青禾市残疾人联合会合作，承担残疾人技能培训。",
    ),
    (
        "白鹿县职业中等专业学校2021",
        "白鹿县",
        "学校与恒远电气合作开办订单班。学校与机关幼儿园合作，安排学生见习和实习。"
        "学校与海尔集团公司合作，共建校外实训基地。",
    ),
    (
        "乐清市白鹤职业中等专业学校2021",
        "乐清市",
        "学校与吉利汽车签订合作协议，共建实训基地。学校与机关幼儿园合作，安排学生见习和实习。"
        "学校与市残联合作，承担残疾人技能培训。",
    ),
    (
        "乐清市白鹤职业中等专业学校2022",
        "乐清市",
        "学校与浙江吉利控股集团有限公司签订合作协议，共建实训基地。学校与乐清市机关幼儿园合作，安排学生见习和实习。",
    ),
    (
        "正定县金枫职业技术学校2021",
        "正定县",
        "学校与石家庄盛泰机械有限公司合作开办订单班。学校与县人民医院合作，安排学生见习和实习。"
        "学校对口帮扶白鹿县职业中专，每年派教师驻校任教。",
    ),
    (
        "正定县金枫职业技术学校2022",
        "正定县",
        "学校与石家庄市盛泰机械有限责任公司合作开办订单班。学校与正定县人民医院合作，安排学生见习和实习。"
        "学校与海尔智家股份有限公司签订合作协议，共建实训基地。",
    ),
    (
        "遂平县明月职业技术学校2021",
        "遂平县",
        "学校与盛泰机械签订合作协议，共建实训基地。学校与县人民医院合作，安排学生见习和实习。"
        "2019年起，学校对口帮扶白鹿县职业中等专业学校，每年派教师驻校任教。",
    ),
    (
        "同心县青松职业技术学校2021",
        "同心县",
        "学校与华为技术有限公司签订合作协议，共建华为网络学院。学校与宁夏远江电子（集团）有限公司合作开办订单班。",
    ),
    (
        "同心县青松职业技术学校2022",
        "同心县",
        "学校与华为签订合作协议，共建实训基地。学校与远江电子集团合作开办订单班。",
    ),
)
#: A report that comes and goes: with it, things go that no other report names.
VISITOR: Final = (
    "海棠县望江职业技术学校2021",
    "海棠县",
    "学校与海棠县望江造船有限公司合作开办订单班。学校与浙江恒远电气股份有限公司签订合作协议，共建实训基地。",
)
#: The first report in other words: partners of its own, and none of those that it has otherwise.
CHANGED: Final = (
    REPORTS[0][0],
    REPORTS[0][1],
    "学校与青禾市云帆食品有限公司合作开办订单班。学校与海信集团合作，安排学生顶岗实习。",
)
#: Where those two stand behind REPORTS.
VISITS, CHANGES = len(REPORTS), len(REPORTS) + 1
TEXT: Final = """{school}质量年度报告（{year}年）

一、学校情况
{school}是{place}教育局举办的公办学校。{year}年在校生{students}人。学校开设数控技术应用、电子商务专业。

二、学生获奖
{year}年，学生王小明在省职业院校技能大赛电子商务技能项目中获一等奖，指导教师李华。

三、校企合作
{partners}
"""


@dataclass(frozen=True)
class Walk:
    """A workspace at the end of its builds: where it is, and the IRIs of things that each build published."""

    out: Path
    published: tuple[frozenset[str], ...]

    @property
    def ever(self) -> frozenset[str]:
        """All that was ever published."""
        return frozenset().union(*self.published)

    @property
    def live(self) -> frozenset[str]:
        """What is in the graph at the end."""
        return self.published[-1]


@dataclass(frozen=True)
class Redirects:
    """What `redirects.ttl` says: what replaced an IRI, and which are withdrawn."""

    replaced: Mapping[str, str]
    deprecated: frozenset[str]

    def end(self, iri: str) -> str:
        """Return where the redirects of an IRI lead, itself where it has none."""
        seen = {iri}
        while (following := self.replaced.get(iri)) and following not in seen:
            iri = following
            seen.add(iri)
        return iri


@pytest.fixture(scope="module")
def fresh(tmp_path_factory: pytest.TempPathFactory) -> Walk:
    """A workspace that was built once, of all reports."""
    folder = tmp_path_factory.mktemp("fresh")
    return walk(folder, [range(len(REPORTS))])


@pytest.fixture(scope="module")
def walks(tmp_path_factory: pytest.TempPathFactory) -> list[Walk]:
    """Workspaces that came to hold all reports in different ways, never any other report."""
    folder = tmp_path_factory.mktemp("walks")
    return [walk(folder / f"{number}", steps(Random(SEED + number))) for number in range(WALKS)]


@pytest.fixture(scope="module")
def visited(tmp_path_factory: pytest.TempPathFactory) -> Walk:
    """A workspace that held a report which is gone now, and one in other words."""
    every = range(len(REPORTS))
    held = [every, [*every, VISITS], [CHANGES, *every[1:]], every]
    return walk(tmp_path_factory.mktemp("visited"), held)


def steps(chance: Random) -> list[list[int]]:
    """Return which reports a workspace holds at each of its builds, all of them at the last."""
    order = chance.sample(range(len(REPORTS)), len(REPORTS))
    first, second = sorted(chance.sample(range(2, len(REPORTS)), 2))
    held = [order[:first], order[:second]]
    held.append([one for one in order[:second] if chance.random() < 0.6] or order[:1])
    held.append([one for one in order if chance.random() < 0.7 or one == order[-1]])
    return [*held, order]


def walk(folder: Path, held: Sequence[Sequence[int]]) -> Walk:
    """Build a workspace step by step, each time of the reports held."""
    reports, out = folder / "reports", folder / "out"
    reports.mkdir(parents=True)
    published = []
    for numbers in held:
        wanted = {f"{name_of(number)}.txt": text_of(number) for number in numbers}
        for path in reports.iterdir():
            if path.name not in wanted:
                path.unlink()
        for name, text in wanted.items():
            (reports / name).write_text(text, encoding="utf-8")
        build([reports], out, jobs=1)
        published.append(things(out))
    return Walk(out, tuple(published))


def name_of(number: int) -> str:
    return (*REPORTS, VISITOR, CHANGED)[number][0]


def text_of(number: int) -> str:
    name, place, partners = (*REPORTS, VISITOR, CHANGED)[number]
    school, year = name[:-4], int(name[-4:])
    return TEXT.format(school=school, year=year, place=place, partners=partners, students=900 + 11 * number)


def things(out: Path) -> frozenset[str]:
    """Return the IRIs of all things that the graph in `out` speaks of."""
    lines = (out / "graph.nq").read_text(encoding="utf-8").split("\n")
    subjects = (line[1 : line.index("> ")] for line in lines if line)
    return frozenset(subject for subject in subjects if subject.startswith(THINGS))


def redirects(out: Path) -> Redirects:
    """Return what is said of IRIs that are no more, each in the form agreed."""
    graph = Graph().parse(out / "redirects.ttl")
    assert {*graph.predicates()} <= {REPLACED, DEPRECATED}
    assert {*graph.objects(None, DEPRECATED)} <= {TRUE}
    pairs = list(graph.subject_objects(REPLACED))
    assert all(isinstance(term, URIRef) for pair in pairs for term in pair)
    assert len({former for former, _ in pairs}) == len(pairs), "an IRI is replaced by one"
    return Redirects(
        {str(former): str(now) for former, now in pairs},
        frozenset(str(one) for one in graph.subjects(DEPRECATED, TRUE)),
    )


def test_ways_differ_and_end_with_all_reports() -> None:
    ways = [steps(Random(SEED + number)) for number in range(WALKS)]
    assert len({str(way) for way in ways}) == WALKS
    assert all(sorted(way[-1]) == list(range(len(REPORTS))) for way in ways)
    removed = [set(former) - set(later) for way in ways for former, later in zip(way, way[1:], strict=False)]
    assert sum(map(bool, removed)) >= WALKS, "reports are removed on most ways"


@pytest.mark.parametrize("name", SAME)
def test_however_reports_came_the_files_are_the_same_byte_for_byte(
    fresh: Walk, walks: list[Walk], visited: Walk, name: str
) -> None:
    expected = (fresh.out / name).read_bytes()
    assert expected
    unlike = [number for number, one in enumerate(walks) if (one.out / name).read_bytes() != expected]
    assert unlike == []
    assert (visited.out / name).read_bytes() == expected


def test_things_move_on_the_way(walks: list[Walk]) -> None:
    # Otherwise the tests below would say nothing.
    moved = {iri.removeprefix(THINGS).partition("/")[0] for one in walks for iri in one.ever - one.live}
    assert {"organisation", "partnership"} <= moved


def test_every_iri_that_was_ever_published_leads_to_a_thing_of_the_graph(walks: list[Walk]) -> None:
    lost: dict[str, str] = {}
    for number, one in enumerate(walks):
        said = redirects(one.out)
        lost |= {f"{iri} (way {number})": said.end(iri) for iri in one.ever if said.end(iri) not in one.live}
    assert lost == {}


def test_what_lives_is_not_said_to_be_gone(walks: list[Walk], visited: Walk) -> None:
    for one in (*walks, visited):
        said = redirects(one.out)
        assert not one.live & said.deprecated
        assert not one.live & {*said.replaced}
        assert {*said.replaced} <= said.deprecated


def test_what_went_with_its_report_is_withdrawn_or_replaced(visited: Walk) -> None:
    said = redirects(visited.out)
    gone = visited.ever - visited.live
    assert any("云帆食品" in iri for iri in gone)
    assert gone <= said.deprecated
    assert all(said.end(iri) in visited.live for iri in gone if iri in said.replaced)
    (shipyard,) = (iri for iri in gone if "/organisation/" in iri and "望江造船" in iri)
    assert shipyard not in said.replaced


def test_all_done_anew_comes_to_the_same_and_forgets_nothing(visited: Walk, tmp_path: Path) -> None:
    folder = tmp_path / "copy"
    shutil.copytree(visited.out.parent, folder)
    build([folder / "reports"], folder / "out", jobs=1, fresh=True)
    for name in (*SAME, "redirects.ttl", "registry.csv"):
        assert (folder / "out" / name).read_bytes() == (visited.out / name).read_bytes(), name


def test_an_iri_of_a_report_that_came_back_lives_again(tmp_path: Path) -> None:
    every = [0, 1, 2]
    one = walk(tmp_path, [every, [0, 1], every])
    assert one.published[0] == one.published[2]
    assert one.published[0] - one.published[1]
    said = redirects(one.out)
    assert not said.deprecated & one.live


def test_the_registry_says_what_the_redirects_say(walks: list[Walk], visited: Walk) -> None:
    for one in (*walks, visited):
        said = redirects(one.out)
        with (one.out / "registry.csv").open(encoding="utf-8", newline="") as lines:
            rows = list(csv.DictReader(lines))
        assert [row["iri"] for row in rows] == sorted({row["iri"] for row in rows})
        assert {row["iri"] for row in rows} == said.deprecated
        kept = {row["iri"]: row["replaced_by"] for row in rows if row["replaced_by"] in one.live}
        assert kept == said.replaced
        assert all(row["name"] for row in rows if "/organisation/" in row["iri"])
