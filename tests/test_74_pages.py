"""The site over HTTP: its files, and nothing but its files."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from zhijiao.serve.app import create_app
from zhijiao.serve.pages import Site
from zhijiao.serve.settings import Settings
from zhijiao.tests.making.published import get, published
from zhijiao.tests.making.serving import serving
from zhijiao.viz.assets import asset

SECRET = b"what nobody may read"
SCHOOL_PAGE = "school/青禾市云岭职业技术学校.html"
TURTLE = "school/青禾市云岭职业技术学校.ttl"


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("served") / "out"
    out.mkdir()
    published(out)
    (out / "secret.txt").write_bytes(SECRET)
    (out / "sitemap").mkdir()
    (out / "sitemap" / "secret.txt").write_bytes(SECRET)
    (out / "site" / ".hidden").write_bytes(SECRET)
    (out / "site" / "link.txt").symlink_to(out / "secret.txt")
    (out / "site" / "linked").symlink_to(out, target_is_directory=True)
    (out / "site" / "loop").symlink_to(out / "site" / "loop")
    os.mkfifo(out / "site" / "pipe.html")
    return out


@pytest.fixture(scope="module")
def url(out: Path) -> Iterator[str]:
    with serving(create_app(Settings(out / "store", out / "site", workers=1))) as address:
        yield address


@pytest.mark.parametrize(
    ("target", "file", "media_type"),
    [
        ("/", "index.html", "text/html; charset=utf-8"),
        ("/index.html", "index.html", "text/html; charset=utf-8"),
        (f"/{quote(SCHOOL_PAGE)}", SCHOOL_PAGE, "text/html; charset=utf-8"),
        (f"/{asset('style.css')}", asset("style.css"), "text/css; charset=utf-8"),
        (f"/{asset('table.js')}", asset("table.js"), "text/javascript; charset=utf-8"),
        (f"/{quote(TURTLE)}", TURTLE, "text/turtle; charset=utf-8"),
        (f"/{asset('icon.svg')}", asset("icon.svg"), "image/svg+xml"),
        ("/index.html?x=../secret.txt", "index.html", "text/html; charset=utf-8"),
    ],
)
def test_a_file_of_the_site_is_served_as_it_is(
    out: Path, url: str, target: str, file: str, media_type: str
) -> None:
    got = get(url, target)
    assert (got.status, got.headers["content-type"]) == (200, media_type)
    assert got.body == (out / "site" / file).read_bytes()
    head = get(url, target, "HEAD")
    assert (head.status, head.body) == (200, b"")
    assert head.headers["content-length"] == str(len(got.body))


def test_a_copy_that_still_holds_is_not_sent_again(url: str) -> None:
    got = get(url, "/index.html")
    assert got.headers["cache-control"] == "no-cache"
    by_tag = get(url, "/index.html", If_None_Match=got.headers["etag"])
    by_time = get(url, "/index.html", If_Modified_Since=got.headers["last-modified"])
    for again in (by_tag, by_time):
        assert (again.status, again.body) == (304, b"")
    assert get(url, "/index.html", If_None_Match='"other"').status == 200


def test_a_part_of_a_file_can_be_asked_for(url: str) -> None:
    got = get(url, "/index.html", Range="bytes=0-8")
    assert (got.status, got.body) == (206, b"<!doctype")


@pytest.mark.parametrize(
    "target",
    [
        "/../secret.txt",
        "/school/../../secret.txt",
        "/%2e%2e/secret.txt",
        "/%2E./secret.txt",
        "/..%2fsecret.txt",
        "/%2e%2e%2fsecret.txt",
        "/%252e%252e/secret.txt",
        "/..%5csecret.txt",
        "/\\..\\secret.txt",
        "/%5c..%5csecret.txt",
        "/../sitemap/secret.txt",
        "//etc/passwd",
        "/%2fetc/passwd",
        "/%2f%2fetc%2fpasswd",
        "/link.txt",
        "/linked/secret.txt",
        "/linked/store/CURRENT",
        "/loop",
        "/loop/index.html",
        "/pipe.html",
        "/.hidden",
        "/school/.",
        "/index.html%00",
        "/%00",
        "/index.html/",
        "/index.html/x",
        "/school",
        "/school/",
        "/assets/",
        "/C:/secret.txt",
        "/" + "a" * 300,
        "/" + "a/" * 3000,
        "/%ff%fe",
        "/INDEX.HTML%20",
    ],
)
def test_nothing_else_is_served(url: str, target: str) -> None:
    got = get(url, target)
    assert got.status == 404
    assert SECRET not in got.body
    assert b"root:" not in got.body


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "PROPFIND"])
def test_files_are_only_read(url: str, method: str) -> None:
    got = get(url, "/index.html", method)
    assert got.status == 405
    assert got.headers["allow"] == "GET, HEAD"


def test_a_browser_gets_a_page_that_leads_on_others_get_data(url: str) -> None:
    page = get(url, "/school/%3Cb%3Enix", Accept="text/html,application/xhtml+xml,*/*;q=0.8")
    assert (page.status, page.headers["content-type"]) == (404, "text/html; charset=utf-8")
    assert "/school/&lt;b&gt;nix" in page.text()
    assert 'href="../index.html"' in page.text()
    data = get(url, "/school/nix", Accept="application/json")
    assert (data.status, data.headers["content-type"]) == (404, "application/problem+json")


def test_a_site_that_a_build_replaces_is_served_from_then_on(tmp_path: Path) -> None:
    told = published(tmp_path)
    with serving(create_app(told)) as url:
        before = get(url, "/")
        fresh = tmp_path / "fresh"
        shutil.copytree(tmp_path / "site", fresh)
        (fresh / "index.html").write_text("<!doctype html><title>新</title>", encoding="utf-8")
        (tmp_path / "site").rename(tmp_path / "former")
        assert get(url, "/").status == 404
        fresh.rename(tmp_path / "site")
        after = get(url, "/", If_None_Match=before.headers["etag"])
        assert after.status == 200
        assert "新" in after.text()


def test_without_a_site_the_rest_is_served(out: Path) -> None:
    with serving(create_app(Settings(out / "store", None, workers=1))) as url:
        assert get(url, "/").status == 404
        assert get(url, "/api/queries").status == 200


STEPS = st.sampled_from(
    ["..", ".", "", "site", "secret.txt", "index.html", "linked", "link.txt", "school", "assets", "style.css",
     "\\", "..\\", "%2e%2e", "\0", "~", "C:", "loop"]
) | st.text(max_size=4)  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(steps=st.lists(STEPS, max_size=6))
def test_whatever_a_path_says_it_leads_into_the_site_or_nowhere(out: Path, steps: list[str]) -> None:
    site = Site(out / "site")
    path = site.get_path({"type": "http", "path": "/" + "/".join(steps)})
    found, state = site.lookup_path(path)
    if state is not None:
        assert Path(found).resolve().is_relative_to((out / "site").resolve())
        assert not Path(found).name.startswith(".")
