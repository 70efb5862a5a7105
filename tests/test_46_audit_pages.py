"""The pages of the audit: the list of all contradictions, a school's own, and what a rebuild keeps."""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import unescape
from pathlib import Path
from urllib.parse import unquote

import pytest

from zhijiao.extract.facts import ReportFacts
from zhijiao.graph.build import build_graph
from zhijiao.graph.store import GraphStore
from zhijiao.queries.run import run
from zhijiao.tests.making.figures import SCHOOL, figure, report_of
from zhijiao.viz.site import build_site

FIRST = report_of(
    "a.txt",
    figure("graduates", "1125"),
    figure("graduates", "1030"),
    figure("employment_rate", "101", "%", scope="会计"),
)
AGREES = report_of("b.txt", figure("graduates", "1030"), figure("staff", "231"))
DISAGREES = report_of("b.txt", figure("graduates", "1030"), figure("staff", "231"), figure("staff", "331"))
PLAIN = report_of("a.txt", figure("graduates", "1125"), figure("staff", "231"))
QUERY = "SELECT ?s ?p ?o WHERE { ?s ?p ?o }"


def store_of(*reports: ReportFacts) -> GraphStore:
    return GraphStore.memory(build_graph(list(reports)).nquads)


def cells_of(page: Path) -> list[list[str]]:
    """Return the cells of the table of contradictions of a page, without their passages."""
    text = page.read_text(encoding="utf-8")
    body = re.search(r'<table class="data facts conflicts">(.*?)</table>', text, re.DOTALL)
    rows = re.findall(r"<tr[^>]*>(.*?)</tr>", body[1], re.DOTALL)[1:] if body else []
    return [
        [
            unescape(re.sub("<[^>]+>", "", cell))
            for cell in re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row, re.DOTALL)[:-1]
        ]
        for row in rows
    ]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("audit") / "site"
    build_site(store_of(FIRST, AGREES), folder)
    return folder


def test_the_list_says_what_the_query_says(site: Path) -> None:
    listed = cells_of(site / "conflicts.html")
    assert listed == [
        [SCHOOL, "毕业生数", "①1125人 ②1030人", "2020", "全校", "同一报告前后不一", "中", "95人（8.44%）"],
        [SCHOOL, "就业率", "①101% ②不应超过 100%", "2020", "会计", "比率超出范围", "中", "1 个百分点"],
    ]
    asked = run(store_of(FIRST, AGREES), "conflicts").to_objects()
    assert [(row[1], row[2], row[5], row[6], row[7]) for row in listed] == [
        (row["indicator"], row["values"], row["rule"], row["severity"], row["difference"]) for row in asked
    ]


def test_a_schools_page_has_its_own_with_every_passage(site: Path) -> None:
    (page,) = (site / "school").glob("*.html")
    assert [row[1] for row in cells_of(page)] == ["①1125人 ②1030人", "①101% ②不应超过 100%"]
    text = page.read_text(encoding="utf-8")
    section = text[text.index('<section id="conflicts">') :]
    section = section[: section.index("</section>")]
    quotes = re.findall(r"<blockquote>(.*?)</blockquote>", section)
    # The first figure is of one report, the second of two.
    assert quotes == ["共1125人", "共1030人", "共1030人", "共101%"]
    sources = [re.sub("<[^>]+>", "", one) for one in re.findall(r'<p class="source">(.*?)</p>', section)]
    assert sources[1:3] == ["a.txt　概况　第 3 页", "b.txt　概况　第 3 页"]
    assert '<a href="#conflicts">' in text


def test_the_list_leads_to_the_school_and_the_first_page_to_the_list(site: Path) -> None:
    text = (site / "conflicts.html").read_text(encoding="utf-8")
    (link,) = set(re.findall(r'<th scope="row"><a href="([^"]+)"', text))
    path, _, place = unquote(link).partition("#")
    assert place == "conflicts" and (site / path).is_file()
    first = (site / "index.html").read_text(encoding="utf-8")
    assert re.search(r'<a href="conflicts.html">.* <span class="count">2</span></a>', first)


def test_where_nothing_contradicts_itself_the_pages_say_so(tmp_path: Path) -> None:
    build_site(store_of(PLAIN), tmp_path / "site")
    assert "没有发现互相矛盾的数据" in (tmp_path / "site/conflicts.html").read_text(encoding="utf-8")
    first = (tmp_path / "site/index.html").read_text(encoding="utf-8")
    assert re.search(r'<a href="conflicts.html">.* <span class="count">0</span></a>', first)
    (page,) = (tmp_path / "site/school").glob("*.html")
    assert 'id="conflicts"' not in page.read_text(encoding="utf-8")


def files_of(folder: Path) -> dict[str, bytes]:
    return {
        one.relative_to(folder).as_posix(): one.read_bytes() for one in folder.rglob("*") if one.is_file()
    }


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ((FIRST, AGREES), (FIRST, DISAGREES)),
        ((FIRST, DISAGREES), (FIRST,)),
        ((FIRST, AGREES), (PLAIN, AGREES)),
        ((PLAIN,), (PLAIN, AGREES)),
    ],
)
def test_a_rebuilt_site_has_the_contradictions_of_a_fresh_one(
    tmp_path: Path, before: Sequence[ReportFacts], after: Sequence[ReportFacts]
) -> None:
    old, new = store_of(*before), store_of(*after)
    triples = [
        {(str(s), str(p), type(o).__name__, str(o)) for s, p, o in one.select(QUERY).rows}
        for one in (old, new)
    ]
    differing = triples[0] ^ triples[1]
    touched = frozenset({s for s, *_ in differing} | {o for *_, kind, o in differing if kind == "Iri"})
    build_site(old, tmp_path / "old", memory=tmp_path / "memory")
    build_site(new, tmp_path / "new", former=tmp_path / "old", memory=tmp_path / "memory", touched=touched)
    build_site(new, tmp_path / "fresh")
    assert files_of(tmp_path / "new") == files_of(tmp_path / "fresh")
    assert files_of(tmp_path / "new")["conflicts.html"] != files_of(tmp_path / "old")["conflicts.html"]
