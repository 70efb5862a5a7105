"""Pages' file names and links."""

from __future__ import annotations

from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhijiao.viz.addresses import Addresses, file_stem
from zhijiao.viz.model import Thing

BASE = "https://w3id.org/zhijiao/id/organisation/"


def test_a_plain_local_name_is_the_file_name() -> None:
    assert file_stem(BASE + "正泰集团") == "正泰集团"
    assert file_stem(BASE + "青禾市_机关幼儿园") == "青禾市_机关幼儿园"
    assert file_stem(BASE + "%E6%AD%A3%E6%B3%B0") == "正泰"


@pytest.mark.parametrize(
    "name", ["", "..", ".", "a b", "con", "LPT1", "a%2Fb", "a%00b", "名" * 80, "-x", "x."]
)
def test_a_name_that_some_file_system_refuses_becomes_a_digest(name: str) -> None:
    stem = file_stem(BASE + name)
    assert len(stem) == 20
    assert set(stem) <= set("0123456789abcdef")


@given(st.text(max_size=90))
def test_a_file_name_is_safe_whatever_the_iri(name: str) -> None:
    stem = file_stem(BASE + name.encode("utf-8", "replace").decode())
    assert 0 < len(stem.encode()) <= 200
    assert not set(stem) & set('/\\:*?"<>|.%# \0')


@given(st.sets(st.text(st.sampled_from("abAB甲乙-_"), min_size=1, max_size=4), max_size=12))
def test_no_two_things_share_a_page(names: set[str]) -> None:
    things = [Thing(BASE + name, "organisation", name) for name in names]
    addresses = Addresses.of(things)
    paths = [addresses.path(thing.iri) for thing in things]
    assert None not in paths
    assert len({str(path).casefold() for path in paths}) == len(things)
    again = Addresses.of(reversed(things))
    assert [again.path(thing.iri) for thing in things] == paths


def test_a_link_is_percent_encoded_and_leads_back_to_the_path() -> None:
    thing = Thing(BASE + "正泰集团", "organisation", "正泰集团")
    addresses = Addresses.of([thing])
    link = addresses.link(thing.iri, "../")
    assert link is not None
    assert link.isascii()
    assert unquote(link) == f"../{addresses.path(thing.iri)}"


def test_a_major_has_a_page_of_its_own() -> None:
    major = Thing("https://w3id.org/zhijiao/id/major/会计", "major", "会计")
    assert Addresses.of([major]).path(major.iri) == "major/会计.html"
