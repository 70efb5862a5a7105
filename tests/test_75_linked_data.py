"""The IRIs of graph and vocabulary over HTTP: in what the client accepts, moved, withdrawn, unknown."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote, urljoin, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html
from pyoxigraph import NamedNode, RdfFormat, parse
from starlette.requests import Request

from zhijiao.graph.registry import Gone, Registry
from zhijiao.graph.vocabulary_store import vocabulary_document
from zhijiao.ontology.files import ONTOLOGY, ontology_file
from zhijiao.ontology.namespaces import DEFAULT_BASE, ONTOLOGY_IRI, SCHEME_BASE, SKOS, ZJ
from zhijiao.serve.app import create_app
from zhijiao.serve.iris import iri_of, link_to
from zhijiao.tests.making.published import MOVED, PARTNER, SCHOOL, WITHDRAWN, Got, below, get, published
from zhijiao.tests.making.serving import serving

BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
PAGE = "/school/青禾市云岭职业技术学校.html"
FORMATS = {
    "ttl": ("text/turtle", RdfFormat.TURTLE),
    "nt": ("application/n-triples", RdfFormat.N_TRIPLES),
    "rdf": ("application/rdf+xml", RdfFormat.RDF_XML),
    "jsonld": ("application/ld+json", RdfFormat.JSON_LD),
}
BY = f"{ZJ}partnerKind"
IN_SCHEME = NamedNode(f"{SKOS}inScheme")


@pytest.fixture(scope="module")
def url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    out = tmp_path_factory.mktemp("out")
    with serving(create_app(published(out))) as address:
        yield address


def path_of(iri: str, base: str = DEFAULT_BASE) -> str:
    return "/" + quote(iri.removeprefix(base), safe="/")


def document(iri: str, **more: str) -> str:
    return f"/resource?iri={quote(iri, safe='')}" + "".join(
        f"&{name}={value}" for name, value in more.items()
    )


def followed(url: str, target: str, **headers: str) -> tuple[str, Got]:
    """Follow redirects by hand; return the last address and response."""
    for _ in range(5):
        got = get(url, target, **headers)
        if got.status not in (301, 303):
            return target, got
        to = urlsplit(urljoin(f"{url}{target}", got.headers["location"]))
        assert to.netloc == urlsplit(url).netloc
        target = to.path + (f"?{to.query}" if to.query else "")
    raise AssertionError("redirects without end")


def triples(got: Got, form: RdfFormat) -> set[tuple[str, str, str]]:
    return {(str(one.subject), str(one.predicate), str(one.object)) for one in parse(got.body, format=form)}


def test_a_browser_is_led_to_the_page_of_a_thing(url: str) -> None:
    got = get(url, path_of(SCHOOL), Accept=BROWSER)
    assert (got.status, got.headers["vary"], got.body) == (303, "Accept", b"")
    target, page = followed(url, path_of(SCHOOL), Accept=BROWSER)
    assert (target, page.status) == (quote(PAGE), 200)
    assert "<h1" in page.text()


@pytest.mark.parametrize("form", FORMATS)
def test_data_is_led_to_a_document_in_the_format_asked_for(url: str, form: str) -> None:
    media_type, parser = FORMATS[form]
    got = get(url, path_of(SCHOOL), Accept=media_type)
    assert (got.status, got.headers["vary"]) == (303, "Accept")
    target, data = followed(url, path_of(SCHOOL), Accept=media_type)
    assert data.status == 200
    assert data.headers["content-type"].split(";")[0] == media_type
    assert target == document(SCHOOL, format=form)
    label = ("<" + SCHOOL + ">", f"<{SKOS}prefLabel>", '"青禾市云岭职业技术学校"')
    assert label in triples(data, parser)


@pytest.mark.parametrize(
    ("accept", "form"),
    [
        ("text/turtle;q=0.5, application/ld+json", "jsonld"),
        ("text/html;q=0.3, text/turtle;q=0.4", "ttl"),
        ("application/*", "jsonld"),
        ("*/*;q=0.1, application/rdf+xml", "rdf"),
        ("text/turtle;q=0, application/n-triples", "nt"),
    ],
)
def test_what_the_client_likes_best_counts(url: str, accept: str, form: str) -> None:
    got = get(url, path_of(SCHOOL), Accept=accept)
    assert got.headers["location"].endswith(f"&format={form}")


def test_who_accepts_nothing_we_have_is_told_what_there_is(url: str) -> None:
    got = get(url, path_of(SCHOOL), Accept="image/png")
    assert got.status == 406
    assert "text/turtle" in got.text()


def test_a_document_says_which_form_it_is_and_what_others_there_are(url: str) -> None:
    negotiated = get(url, document(SCHOOL), Accept="text/turtle")
    named = get(url, document(SCHOOL, format="ttl"), Accept="text/html")
    assert negotiated.body == named.body
    assert urljoin("/resource", negotiated.headers["content-location"]) == document(SCHOOL, format="ttl")
    page = get(url, document(SCHOOL), Accept=BROWSER)
    assert page.headers["content-type"] == "text/html; charset=utf-8"
    for form, (media_type, _) in FORMATS.items():
        assert f'&format={form}>; rel="alternate"; type="{media_type}"' in page.headers["link"]
    again = get(url, document(SCHOOL), Accept="text/turtle", If_None_Match=negotiated.headers["etag"])
    assert (again.status, again.body) == (304, b"")


def test_a_thing_without_a_page_has_a_plain_one(url: str) -> None:
    data = get(url, document(SCHOOL, format="nt"))
    partnerships = {
        one.subject.value
        for one in parse(data.body, format=RdfFormat.N_TRIPLES)
        if isinstance(one.subject, NamedNode) and "/id/partnership/" in one.subject.value
    }
    statement = min(partnerships)
    target, page = followed(url, path_of(statement), Accept=BROWSER)
    assert target == document(statement, format="html")
    tree = html.fromstring(page.text())
    assert statement in tree.text_content()
    assert tree.xpath("//a[contains(@href, 'id/school/')]")


def test_what_leads_to_a_thing_can_be_paged_through(url: str) -> None:
    kind = f"{SCHEME_BASE}partnerkind/enterprise"
    page = get(url, document(kind), Accept=BROWSER)
    assert "指向它的" in page.text()
    listed = get(url, document(kind, property=BY), Accept=BROWSER)
    assert "海棠电子股份有限公司" in listed.text()
    beyond = get(url, document(kind, property=BY, offset="1000"), Accept=BROWSER)
    assert (beyond.status, "没有了" in beyond.text()) == (200, True)
    for wrong in ("-1", "x", "9" * 30):
        got = get(url, document(kind, property=BY, offset=wrong), Accept=BROWSER)
        assert got.status == 400


def test_every_link_of_the_plain_pages_leads_somewhere(url: str) -> None:
    for start in (document(SCHOOL), document(PARTNER), "/ontology", document(f"{SCHEME_BASE}mode")):
        page = get(url, start, Accept=BROWSER)
        links = {
            urljoin(start, str(href)).partition("#")[0]
            for href in html.fromstring(page.text()).xpath("//a/@href")
            if "://" not in href
        }
        assert len(links) > 5
        for link in sorted(links)[:60]:
            assert followed(url, quote(link, safe="/?=&%"), Accept=BROWSER)[1].status == 200, (start, link)


def test_hostile_names_are_text(url: str) -> None:
    page = get(url, document(SCHOOL), Accept=BROWSER)
    assert "&lt;script&gt;alert(1)" in page.text()
    assert not html.fromstring(page.text()).xpath("//main//script | //main//img")


@pytest.mark.parametrize("accept", ["text/turtle", BROWSER])
def test_an_iri_that_moved_leads_to_the_new_one(url: str, accept: str) -> None:
    got = get(url, path_of(MOVED), Accept=accept)
    assert got.status == 301
    assert urljoin(path_of(MOVED), got.headers["location"]) == path_of(PARTNER)
    assert followed(url, path_of(MOVED), Accept=accept)[1].status == 200
    named = get(url, document(MOVED, format="nt"))
    assert (named.status, named.headers["location"]) == (301, document(PARTNER, format="nt")[1:])


@pytest.mark.parametrize(
    "target", [path_of(WITHDRAWN), document(WITHDRAWN), document(WITHDRAWN, format="ttl")]
)
def test_a_withdrawn_iri_is_gone(url: str, target: str) -> None:
    assert get(url, target, Accept="text/turtle").status == 410
    page = get(url, target, Accept=BROWSER)
    assert (page.status, "双河机床厂" in page.text()) == (410, True)


@pytest.mark.parametrize(
    "target",
    [
        "/id/school/nix",
        "/id/school/",
        "/id/",
        "/id/school/" + quote("青禾市云岭职业技术学校") + "/",
        "/id/school%2F" + quote("青禾市云岭职业技术学校"),
        "/scheme/nix",
        "/scheme/mode/nix",
        "/resource?iri=http://example.org/nix",
        "/resource?iri=https://w3id.org/zhijiao/ontology%23nix",
        "/graph/nix",
        "/id/school/%3Cscript%3E",
        "/id/school/a%20b",
        "/id/school/%00",
        "/id/school/%22%7B%7D%5C%5E%60",
    ],
)
def test_an_iri_that_nothing_is_known_of_is_not_found(url: str, target: str) -> None:
    for accept in ("text/turtle", BROWSER):
        got = get(url, target, Accept=accept)
        assert got.status == 404
        if got.headers["content-type"].startswith("text/html"):
            assert b"<script>" not in got.body


@pytest.mark.parametrize(
    "target",
    [
        "/resource",
        "/resource?iri=",
        "/resource?iri=nix",
        "/resource?iri=http://x/%3Ca%3E",
        "/resource?iri=http://x/%22%7D%20DROP",
        "/resource?iri=http://x/" + "a" * 3000,
        "/resource?iri=http://x/&format=exe",
        "/resource?iri=http://x/&property=nix",
    ],
)
def test_what_is_no_iri_is_refused(url: str, target: str) -> None:
    got = get(url, target, Accept=BROWSER)
    assert got.status == 400
    assert "<script>" not in got.text()


def test_the_ontology_is_a_document_of_all_its_terms(url: str) -> None:
    data = get(url, "/ontology", Accept="text/turtle")
    assert data.body == ontology_file(ONTOLOGY).read_bytes()
    stated = len(list(parse(data.body, format=RdfFormat.TURTLE)))
    page = get(url, "/ontology", Accept=BROWSER)
    row = html.fromstring(page.text()).get_element_by_id("partnerWith")
    assert "与之合作" in row.text_content()
    for form, (media_type, parser) in FORMATS.items():
        got = get(url, document(ONTOLOGY_IRI, format=form))
        assert got.headers["content-type"].startswith(media_type)
        assert len(list(parse(got.body, format=parser))) == stated


def test_a_scheme_has_all_its_concepts_and_a_concept_itself(url: str) -> None:
    scheme, concept = f"{SCHEME_BASE}mode", f"{SCHEME_BASE}mode/internship"
    _, all_of_it = followed(url, path_of(scheme), Accept="application/n-triples")
    members = {
        one.subject for one in parse(all_of_it.body, format=RdfFormat.N_TRIPLES) if one.predicate == IN_SCHEME
    }
    assert NamedNode(concept) in members
    assert len(members) > 10
    _, one_of_it = followed(url, path_of(concept), Accept="application/n-triples")
    assert {str(one.subject) for one in parse(one_of_it.body, format=RdfFormat.N_TRIPLES)} == {f"<{concept}>"}
    _, page = followed(url, path_of(concept), Accept=BROWSER)
    assert "实习就业" in page.text()


def test_the_same_vocabulary_gives_the_same_bytes() -> None:
    for media_type, _ in FORMATS.values():
        first = vocabulary_document(ONTOLOGY_IRI, media_type)
        assert first
        assert vocabulary_document(ONTOLOGY_IRI, media_type) == first
    with pytest.raises(ValueError, match="image/png"):
        vocabulary_document(ONTOLOGY_IRI, "image/png")


def test_a_graph_has_a_page_for_people_and_triples_for_others(url: str) -> None:
    page = get(url, "/graph/entities", Accept=BROWSER)
    assert (page.status, "三元组" in page.text()) == (200, True)
    data = get(url, "/graph/entities", Accept="text/turtle")
    assert (data.status, data.headers["content-type"].split(";")[0]) == (200, "text/turtle")


def test_the_data_set_is_described_and_its_files_can_be_fetched(tmp_path: Path) -> None:
    told = published(tmp_path)
    about = b"<https://w3id.org/zhijiao/dataset> a <http://rdfs.org/ns/void#Dataset> .\n"
    (tmp_path / "dataset.ttl").write_bytes(about)
    (tmp_path / "graph.nq").write_bytes(b"# quads\n")
    (tmp_path / "facts.jsonl").write_bytes(b"{}")
    (tmp_path / "shapes.ttl").symlink_to(__file__)
    with serving(create_app(told)) as url:
        assert get(url, "/dataset", Accept="text/turtle").body == about
        assert get(url, "/dataset", Accept="*/*").headers["content-type"].startswith("text/turtle")
        for media_type, parser in FORMATS.values():
            got = get(url, "/dataset", Accept=media_type)
            assert triples(got, parser) == triples(get(url, "/dataset.ttl"), RdfFormat.TURTLE)
        page = get(url, "/dataset", Accept=BROWSER)
        links = html.fromstring(page.text()).xpath("//table//a/@href")
        assert links == ["graph.nq", "dataset.ttl"]
        for start in ("/.well-known/void", "/dataset/build", "/dataset/file/graph.nq"):
            assert followed(url, start, Accept="text/turtle")[0] == "/dataset"
        quads = get(url, "/graph.nq")
        assert (quads.status, quads.body) == (200, b"# quads\n")
        assert quads.headers["content-type"] == "application/n-quads; charset=utf-8"
        assert get(url, "/graph.nq", If_None_Match=quads.headers["etag"]).status == 304
        for name in ("facts.jsonl", "registry.csv", "shapes.ttl", "graph.ttl", "store/CURRENT"):
            assert get(url, f"/{name}").status == 404


def test_a_registry_that_a_build_replaces_counts_from_then_on(tmp_path: Path) -> None:
    told = published(tmp_path)
    path = tmp_path / "registry.csv"
    with serving(create_app(told)) as url:
        assert get(url, path_of(MOVED)).status == 301
        Registry({MOVED: Gone("", "棠电")}).write(path)
        assert get(url, path_of(MOVED)).status == 410
        path.unlink()
        assert get(url, path_of(MOVED)).status == 404


def test_a_graph_of_another_base_answers_under_its_own_iris(tmp_path: Path) -> None:
    base = "https://example.org/kg/"
    school = SCHOOL.replace(DEFAULT_BASE, base)
    with serving(create_app(published(tmp_path, base))) as url:
        _, data = followed(url, path_of(school, base), Accept="application/n-triples")
        assert f"<{school}>" in data.text()
        assert followed(url, path_of(school, base), Accept=BROWSER)[0] == quote(PAGE)
        # The vocabulary stays where it is.
        assert get(url, "/ontology", Accept="text/turtle").status == 200
        _, concept = followed(url, "/scheme/mode/internship", Accept="application/n-triples")
        assert f"<{SCHEME_BASE}mode/internship>" in concept.text()


def test_all_links_work_behind_a_proxy_that_has_us_below_a_path(tmp_path: Path) -> None:
    with serving(below("/kg", create_app(published(tmp_path)))) as url:
        for start in (
            "/kg/",
            "/kg" + document(SCHOOL),
            "/kg/ontology",
            "/kg/api",
            "/kg/editor",
            "/kg/nix/nix",
        ):
            page = get(url, start, Accept=BROWSER)
            tree = html.fromstring(page.text())
            links = {
                urljoin(start, str(href)).partition("#")[0]
                for href in tree.xpath("//a/@href | //link/@href | //script/@src")
                if "://" not in href and not href.startswith("#")
            }
            assert len(links) > 3
            for link in sorted(links)[:15]:
                assert link.startswith("/kg/"), (start, link)
                assert get(url, quote(link, safe="/?=&%"), Accept=BROWSER).status in (200, 303), (start, link)
        for iri in (SCHOOL, MOVED, f"{SCHEME_BASE}mode"):
            for accept in (BROWSER, "text/turtle"):
                target, got = followed(url, "/kg" + path_of(iri), Accept=accept)
                assert (got.status, target[:4]) == (200, "/kg/")


LOCAL = st.text(
    st.characters(categories=["L", "N"]) | st.sampled_from("._~!$&'()*+,;=:@-/"), min_size=1, max_size=12
).filter(lambda text: not text.startswith("/"))


@given(local=LOCAL, part=st.sampled_from(["id/school/", "graph/report/", "scheme/mode/"]))
def test_the_address_of_an_iri_means_this_iri(local: str, part: str) -> None:
    base = "https://example.org/kg/" if part != "scheme/mode/" else DEFAULT_BASE
    iri = f"{base}{part}{local}"
    target = link_to(iri, base, "/")
    assert target.isascii()
    scope = {"type": "http", "path": "", "raw_path": target.encode(), "root_path": "", "headers": []}
    assert iri_of(Request(scope), base) == iri


@pytest.mark.parametrize(
    ("raw", "iri"),
    [
        ("/id/school/%E9%9D%92%E7%A6%BE", "id/school/青禾"),
        ("/id/school/%e9%9d%92", "id/school/青"),
        ("/id/school/a%2Fb", "id/school/a%2Fb"),
        ("/id/school/a%28b%29", "id/school/a(b)"),
        ("/id/school/a%25b", "id/school/a%25b"),
        ("/id/school/%E9%9D", "id/school/%E9%9D"),
        ("/id/school/%41%E9%9D%92%2F", "id/school/A青%2F"),
        ("/kg/id/school/a", "kg/id/school/a"),
    ],
)
def test_percent_encoding_is_undone_where_an_iri_has_the_character(raw: str, iri: str) -> None:
    scope = {"type": "http", "path": "", "raw_path": raw.encode(), "root_path": "", "headers": []}
    assert iri_of(Request(scope), DEFAULT_BASE) == DEFAULT_BASE + iri


def test_a_server_below_a_path_of_its_own_means_the_same() -> None:
    scope = {"type": "http", "path": "", "raw_path": b"/kg/id/school/a", "root_path": "/kg", "headers": []}
    assert iri_of(Request(scope), DEFAULT_BASE) == f"{DEFAULT_BASE}id/school/a"
