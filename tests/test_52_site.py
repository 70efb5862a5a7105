"""The site as files: what its pages say, where their links lead, that nothing hostile comes alive."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import pytest

from zhijiao.extract.facts import Evidence, Fact, ReportFacts, read_facts
from zhijiao.graph.build import build_graph
from zhijiao.graph.store import GraphStore
from zhijiao.queries.catalogue import named_query
from zhijiao.viz import forms
from zhijiao.viz.model import SORTS
from zhijiao.viz.networks import MAX_SCHOOLS
from zhijiao.viz.site import SiteError, build_site
from zhijiao.viz.writer import SiteBuild

VOID = {"meta", "link", "input", "br", "img", "circle", "rect", "path"}


def invented(root: Path) -> list[ReportFacts]:
    """Facts of three invented schools, hostile names among them."""
    facts: defaultdict[str, list[Fact]] = defaultdict(list)
    for line in (root / "tests/data/site_facts.jsonl").read_text(encoding="utf-8").rstrip("\n").split("\n"):
        data = json.loads(line)
        facts[data["report"]].append(Fact.from_json(data))
    return [ReportFacts(name, tuple(found)) for name, found in facts.items()]


def store_of(reports: Iterable[ReportFacts]) -> GraphStore:
    return GraphStore.memory(build_graph(list(reports)).nquads)


@dataclass
class Page(HTMLParser):
    """A page taken apart: its elements with attributes, the texts of some of them."""

    path: Path
    tags: list[tuple[str, dict[str, str | None]]] = field(default_factory=list)
    quotes: list[str] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)
    data: list[Any] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._open: list[str] = []
        self.feed(self.path.read_text(encoding="utf-8"))
        assert not self._open, f"{self.path.name}: not closed: {self._open}"

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self._open.append(tag)
        if tag == "blockquote":
            self.quotes.append("")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop() == tag, f"{self.path.name}: </{tag}> closes something else"

    def handle_data(self, data: str) -> None:
        here = self._open[-1] if self._open else ""
        if here == "script":
            self.data.append(json.loads(data))
            return
        self.texts.append(data)
        if here == "blockquote":
            self.quotes[-1] += data

    @property
    def text(self) -> str:
        return " ".join(" ".join(self.texts).split())

    def links(self) -> Iterator[str]:
        for _, attributes in self.tags:
            for name in ("href", "src"):
                if value := attributes.get(name):
                    yield value

    @property
    def ids(self) -> set[str]:
        return {value for _, attributes in self.tags if (value := attributes.get("id"))}


def pages_of(site: Path) -> dict[str, Page]:
    return {path.relative_to(site).as_posix(): Page(path) for path in sorted(site.rglob("*.html"))}


def network_data(path: Path) -> str:
    """Return the key and the data of a network, parted by a comma, as JSON."""
    return path.read_text(encoding="utf-8").removeprefix("zhijiao.network(").removesuffix(");\n")


@pytest.fixture(scope="module")
def site(root: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, SiteBuild]:
    out = tmp_path_factory.mktemp("out") / "site"
    return out, build_site(store_of(invented(root)), out)


@pytest.fixture(scope="module")
def pages(site: tuple[Path, SiteBuild]) -> dict[str, Page]:
    return pages_of(site[0])


def test_the_counts_are_those_of_the_files(site: tuple[Path, SiteBuild], pages: dict[str, Page]) -> None:
    folder, build = site
    assert build.schools == 3
    assert build.partners == 6  # five organisations and a college
    assert build.pages == len(pages)
    assert build.bytes == sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


def test_every_link_leads_to_a_file_and_a_place_in_it(
    site: tuple[Path, SiteBuild], pages: dict[str, Page]
) -> None:
    seen = 0
    for name, page in pages.items():
        for link in page.links():
            parts = urlsplit(link)
            if parts.scheme:
                assert link == "http://yunling.example", f"{name} links to {link}"
                continue
            target = (page.path.parent / unquote(parts.path)) if parts.path else page.path
            assert target.is_file(), f"{name}: {link}"
            assert not parts.path.startswith("/")
            if parts.fragment:
                place = target.resolve().relative_to(site[0].resolve()).as_posix()
                other = pages[place]
                if parts.path.startswith(f"{'../' * name.count('/')}query/"):
                    # A parameter of the query and its value.
                    assert parts.fragment.partition("=")[0] in other.text, f"{name}: {link}"
                else:
                    # A row of a table, which may go on on further pages: "figures.s-…".
                    section, _, row = parts.fragment.partition(".s-")
                    assert section in other.ids, f"{name}: {link}"
                    further = (
                        one.ids
                        for path, one in pages.items()
                        if path.startswith(f"{place.removesuffix('.html')}/")
                    )
                    assert not row or any(f"s-{row}" in ids for ids in (other.ids, *further)), (
                        f"{name}: {link}"
                    )
            seen += 1
    assert seen > 100


def test_the_links_in_data_lead_to_files_too(site: tuple[Path, SiteBuild], pages: dict[str, Page]) -> None:
    drawn = [json.loads(f"[{text}]") for text in map(network_data, site[0].rglob("*.net.js"))]
    keys = {key for key, _ in drawn} | {node["key"] for _, data in drawn for node in data["nodes"]}
    assert len(keys) > 8
    for key in keys:
        assert f"{key}.html" in pages, key


def test_every_quote_shown_stands_in_the_facts(root: Path, pages: dict[str, Page]) -> None:
    stated = {
        passage.quote for report in invented(root) for fact in report.facts for passage in fact.evidence
    }
    shown = {quote for page in pages.values() for quote in page.quotes}
    assert shown <= stated
    assert stated <= shown


def test_nothing_hostile_becomes_an_element_or_a_handler(pages: dict[str, Page]) -> None:
    for name, page in pages.items():
        for tag, attributes in page.tags:
            assert tag not in {"img", "b", "iframe", "object", "style"}, f"{name}: <{tag}>"
            assert not [key for key in attributes if key.startswith("on") or key == "style"], name
            if tag == "script":
                source = attributes.get("src")
                ours = source and ("assets/" in source or source.endswith(".net.js"))
                assert attributes.get("type") == "application/json" or ours
    texts = " ".join(page.text for page in pages.values())
    assert "<script>alert(1)</script>" in texts
    assert "onerror=alert(1)" in texts


def test_no_page_asks_for_anything_from_elsewhere(pages: dict[str, Page]) -> None:
    for name, page in pages.items():
        policies = [
            a["content"] or "" for tag, a in page.tags if a.get("http-equiv") == "Content-Security-Policy"
        ]
        assert len(policies) == 1, name
        assert "default-src 'none'" in policies[0]
        assert "unsafe" not in policies[0]
        assert "http" not in policies[0]


def test_a_name_of_ten_thousand_characters_leaves_pages_small(pages: dict[str, Page]) -> None:
    longest = max(len(text) for page in pages.values() for text in page.texts)
    assert longest < 2000


def test_the_first_page_puts_shared_partners_first(pages: dict[str, Page]) -> None:
    text = pages["index.html"].text
    assert "报告 3" in text
    shared = text.index("几所学校共同的合作方")
    assert shared < text.index("海棠电子") < text.index("青禾市云岭职业技术学校") < text.index("读过的报告")
    assert "共建实训基地" in text[shared:]


def test_a_school_page_tells_each_kind_of_fact_with_its_source(pages: dict[str, Page]) -> None:
    page = pages["school/青禾市云岭职业技术学校.html"]
    assert {
        "partnerships",
        "majors",
        "joint",
        "programmes",
        "honours",
        "awards",
        "figures",
        "history",
        "schools",
    } <= page.ids
    for words in (
        "又名 云岭职校",
        "建校 1986",
        "青禾市教育局",
        "订单培养 、 共建实训基地",
        "610199",
        "740105（中职）",
        "青禾职业大学",
        "海棠订单班",
        "青禾市文明单位",
        "市级",
        "周小满",
        "钱大雪",
        "在校生数",
        "近 1234",
        "98.5",
        "更名",
        "青禾云岭2021.txt",
        "二、合作 > （一）企业",
        "其中 1 个也与别的学校合作",
    ):
        assert words in page.text, words


def test_a_partner_page_tells_schools_modes_majors_and_other_names(pages: dict[str, Page]) -> None:
    (page,) = (page for name, page in pages.items() if "海棠电子" in name)
    for words in ("海棠电子股份有限公司", "海棠电子", "棠电", "云母雕刻", "2018", "实习就业", "海棠订单班"):
        assert words in page.text, words
    assert {"schools", "with-programmes", "network"} <= page.ids


def test_two_builds_are_equal_byte_for_byte(root: Path, tmp_path: Path) -> None:
    reports = invented(root)
    turned = [ReportFacts(one.report, one.facts[:1] + one.facts[:0:-1]) for one in reversed(reports)]
    for name, facts in (("one", reports), ("two", turned)):
        build_site(store_of(facts), tmp_path / name)
    files = {
        name: {
            path.relative_to(tmp_path / name): path.read_bytes() for path in (tmp_path / name).rglob("*.*")
        }
        for name in ("one", "two")
    }
    assert files["one"] == files["two"]


def test_a_new_site_takes_the_place_of_the_former_one(root: Path, tmp_path: Path) -> None:
    out = tmp_path / "site"
    steps: list[tuple[int, int]] = []
    build_site(store_of(invented(root)), out)
    second = build_site(
        store_of(invented(root)[-1:]), out, title="某县图谱", progress=lambda *one: steps.append(one)
    )
    assert [path.name for path in tmp_path.iterdir()] == ["site"]
    assert len(list((out / "school").glob("*.html"))) == 1
    assert "某县图谱" in (out / "index.html").read_text(encoding="utf-8")
    done, total = zip(*steps, strict=True)
    assert list(done) == list(range(done[0], second.pages + 1))
    assert set(total) == {second.pages}


def test_a_folder_that_cannot_be_written_is_named(root: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(SiteError, match="file"):
        build_site(store_of(invented(root)[-1:]), tmp_path / "file" / "site")


def test_an_empty_graph_has_pages_that_say_so(tmp_path: Path) -> None:
    build = build_site(GraphStore.memory(b""), tmp_path / "site")
    assert (build.schools, build.partners) == (0, 0)
    assert "还没有合作关系" in (tmp_path / "site" / "network.html").read_text(encoding="utf-8")


def test_a_partner_of_very_many_schools_is_capped_and_counted(tmp_path: Path) -> None:
    schools = 530
    reports = [
        ReportFacts(
            f"r{n:04}.txt",
            (
                Fact(
                    "school",
                    {"name": f"青禾第{n}职业学校", "report_year": 2022},
                    (_quote(f"青禾第{n}职业学校"),),
                ),
                Fact(
                    "partnership",
                    {
                        "partner": "海棠电子股份有限公司",
                        "partner_kind": "enterprise",
                        "modes": ["internship"],
                    },
                    (_quote(f"第{n}校学生到海棠电子实习"),),
                ),
            ),
        )
        for n in range(schools)
    ]
    build_site(store_of(reports), tmp_path / "site")
    pages = pages_of(tmp_path / "site")
    (page,) = (page for name, page in pages.items() if re.fullmatch("organisation/[^/]+", name))
    further = [one for name, one in pages.items() if re.fullmatch(r"organisation/.+/schools-\d+\.html", name)]
    assert f"共 {schools} 条，这里是第 1 到 {len(page.quotes)} 条" in page.text
    assert len(further) >= 1
    assert sum(len(one.quotes) for one in [page, *further]) == schools
    (table,) = (tmp_path / "site/organisation").rglob("schools.csv")
    assert len(table.read_text(encoding="utf-8").splitlines()) == schools + 1
    assert f"共 {schools} 个，图中先画 {MAX_SCHOOLS} 个" in page.text
    assert "等 530 所" in pages["index.html"].text
    assert "530 所学校：" in pages["network.html"].text
    assert {"schools.html", "schools-2.html"} <= set(pages)


def _quote(text: str) -> Evidence:
    return Evidence(0, len(text), text)


def test_the_annotated_reports_make_a_site_whose_links_and_quotes_hold(shared: Path, tmp_path: Path) -> None:
    files = sorted((shared / "gold").glob("[ly]*.jsonl"))
    reports = [ReportFacts(f"{path.stem}.txt", tuple(read_facts(path))) for path in files]
    build = build_site(store_of(reports), tmp_path / "site")
    assert build.schools == 3
    pages = pages_of(tmp_path / "site")
    stated = {passage.quote for report in reports for fact in report.facts for passage in fact.evidence}
    shown = {quote for page in pages.values() for quote in page.quotes}
    assert shown == stated
    for page in pages.values():
        for link in page.links():
            parts = urlsplit(link)
            if not parts.scheme and parts.path:
                assert (page.path.parent / unquote(parts.path)).is_file(), link


def test_the_query_of_statements_asks_for_every_property_that_tables_show() -> None:
    text = named_query("page-statements").text
    asked = set(re.findall(r"\b(?:zj|skos):(\w+)", text))
    found = [form for _, form in (*forms.OF_SCHOOL, *forms.OF_PARTNER)]
    shown = {name for form in found for _, names in form.columns for both in names for name in both.split()}
    assert len(shown) > 20
    assert shown <= asked
    assert set(SORTS) <= asked
