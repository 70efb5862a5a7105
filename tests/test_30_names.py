"""Normal forms of names and the IRIs made of them."""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import NamedNode

from zhijiao.graph.iris import IriError, Minter, report_local_name
from zhijiao.graph.names import (
    LABEL_LENGTH,
    NameFormError,
    label,
    local_name,
    normal_form,
    organisation_core,
    readable,
)
from zhijiao.ontology.namespaces import DEFAULT_BASE

#: Text with lone surrogates, controls and all scripts: what a broken file may hold.
ANY_TEXT = st.text(st.characters(codec=None), max_size=120)


@given(ANY_TEXT)
def test_normal_form_is_its_own_normal_form(name: str) -> None:
    form = normal_form(name)
    assert normal_form(form) == form
    assert all(character.isalnum() for character in form)


@given(st.text(max_size=60))
def test_case_width_and_punctuation_do_not_count(name: str) -> None:
    spaced = " ".join(f"{character}·" for character in unicodedata.normalize("NFC", name))
    assert normal_form(f"（{name}）。") == normal_form(name)
    assert normal_form(spaced) == normal_form(unicodedata.normalize("NFC", name)) or any(
        unicodedata.combining(character) for character in unicodedata.normalize("NFKD", name)
    )


def test_local_name_is_readable() -> None:
    assert local_name("Ｈ＆Ｍ　（中国） 有限公司") == "hm中国有限公司"
    assert local_name("1+X证书") == "1x证书"


@pytest.mark.parametrize("nothing", ["", " ", "——", "<>&\"'", "\x00\n", "\ud800"])
def test_a_name_without_letters_is_refused(nothing: str) -> None:
    with pytest.raises(NameFormError):
        local_name(nothing)


def test_long_names_with_one_beginning_stay_apart() -> None:
    one, other = local_name("长" * 64 + "甲"), local_name("长" * 64 + "乙")
    assert one != other
    assert re.fullmatch("长{64}-[0-9a-f]{12}", one)
    assert local_name("长" * 64) == "长" * 64


@given(ANY_TEXT)
def test_every_local_name_makes_a_valid_iri(name: str) -> None:
    try:
        iri = Minter().entity("organisation", name)
    except NameFormError:
        assert not normal_form(name)
    else:
        assert NamedNode(iri).value == f"{DEFAULT_BASE}id/organisation/{local_name(name)}"
        assert len(local_name(name)) <= 64 + 13


@pytest.mark.parametrize(
    "name", ["正泰集团", "正泰集团股份有限公司", "正泰（集团）有限责任公司", "正泰集团公司", "正泰公司"]
)
def test_legal_forms_do_not_count(name: str) -> None:
    assert organisation_core(name) == "正泰"


@pytest.mark.parametrize(
    ("name", "core"),
    [
        ("海尔智家股份有限公司", "海尔智家"),
        ("齐鲁交通聊城分公司", "齐鲁交通聊城分公司"),
        ("集团公司", "集团公司"),
        ("乙公司", "乙公司"),
        ("温州木主木雕厂", "温州木主木雕厂"),
    ],
)
def test_what_is_no_legal_form_stays(name: str, core: str) -> None:
    assert organisation_core(name) == core


@given(ANY_TEXT)
def test_a_core_is_a_beginning_that_is_not_empty(name: str) -> None:
    core = organisation_core(name)
    assert normal_form(name).startswith(core)
    assert bool(core) == bool(normal_form(name))
    assert organisation_core(core) == core


@given(ANY_TEXT)
def test_labels_are_one_bounded_line_that_xml_can_hold(text: str) -> None:
    line = label(text)
    assert len(line) <= LABEL_LENGTH
    assert line == " ".join(line.split())
    assert not any(unicodedata.category(character) in ("Cc", "Cs", "Cf") for character in line)


@given(ANY_TEXT)
def test_readable_text_keeps_its_length_and_offsets(text: str) -> None:
    clean = readable(text)
    assert len(clean) == len(text)
    assert all(a == b or b == "\ufffd" for a, b in zip(text, clean, strict=True))
    clean.encode()


@pytest.mark.parametrize(
    "base", [DEFAULT_BASE, "http://localhost/", "https://例子.中国/图谱#", "http://a/b?c=d#"]
)
def test_bases_that_can_carry_a_graph(base: str) -> None:
    minter = Minter(base)
    for iri in (minter.entity("school", "甲校"), minter.report_graph("a b.txt"), minter.direct_graph()):
        assert NamedNode(iri).value.startswith(base)


@pytest.mark.parametrize(
    "base",
    [
        "",
        "zhijiao/",
        "ftp://a/",
        "https://a",
        "https:///",
        "https://a b/",
        'https://a/"/',
        "https://a/<x>/",
        "https://a/\n",
    ],
)
def test_other_bases_are_refused(base: str) -> None:
    with pytest.raises(IriError, match="example.org"):
        Minter(base)


def test_statements_follow_from_their_values_alone() -> None:
    minter, other = Minter(), Minter("https://example.org/x/")
    school, there = minter.entity("school", "甲校"), other.entity("school", "甲校")
    one = minter.statement("award", school, "赛", ("b", "a"), None, Decimal("1.5"))
    assert one == minter.statement("award", school, "赛", ("a", "b"), None, Decimal("1.5"))
    assert one != minter.statement("award", school, "赛", ("a",), None, Decimal("1.5"))
    assert one != minter.statement("award", school, "赛", "ba", None, Decimal("1.5"))
    assert minter.local(one) == other.local(
        other.statement("award", there, "赛", ("a", "b"), None, Decimal("1.5"))
    )
    assert re.fullmatch("[0-9a-f]{20}", minter.local(one))


def test_unknown_kinds_have_no_iris() -> None:
    with pytest.raises(IriError, match="partnership"):
        Minter().statement("friendship", "x")
    with pytest.raises(IriError, match="school"):
        Minter().entity("planet", "x")


def test_reports_of_one_name_in_two_folders_are_two() -> None:
    names = ["2020/年报.txt", "2021/年报.txt", "年报.txt", "2020年报.txt", "年报.md"]
    assert len({report_local_name(name) for name in names}) == len(names)
    assert report_local_name("2020\\年报.txt") == report_local_name("2020/年报.txt")
