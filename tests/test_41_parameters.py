"""Parameters: what a user writes becomes a value of the right type, or an error that helps."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhijiao.graph.store import Iri
from zhijiao.queries.catalogue import QueryFileError, named_query, parse_query
from zhijiao.queries.parameters import ParameterError, bindings

LEVEL = "https://w3id.org/zhijiao/scheme/level/"


def test_defaults_hold_unless_given() -> None:
    query = named_query("shared-partners")
    assert bindings(query, {}) == {"_min": 2}
    assert bindings(query, {"min": "3"}) == {"_min": 3}


@pytest.mark.parametrize("text", ["provincial", "Provincial", "省级", f"{LEVEL}provincial"])
def test_a_code_is_known_by_code_label_and_address(text: str) -> None:
    value = bindings(named_query("honours"), {"level": text})["_level"]
    assert value == f"{LEVEL}provincial"
    assert isinstance(value, Iri)


def test_an_unknown_parameter_lists_the_known_ones() -> None:
    with pytest.raises(ParameterError, match=r"没有参数 shcool.*school.*kind"):
        bindings(named_query("shared-partners"), {"shcool": "某校"})


@pytest.mark.parametrize(
    ("name", "value", "word"),
    [
        ("year", "今年", "整数"),
        ("year", "9" * 30, "整数"),
        ("level", "超级", "provincial"),
        ("school", "  ", "空"),
        ("school", "长" * 1001, "1000"),
        ("school", "a\x00b", "字符"),
        ("school", "\ud800", "字符"),
    ],
)
def test_a_value_of_the_wrong_type_is_refused(name: str, value: str, word: str) -> None:
    with pytest.raises(ParameterError, match=word):
        bindings(named_query("honours"), {name: value})


@pytest.mark.parametrize("text", ["no address", "https://x/a b", "https://x/<>", "plain", 'https://x/"} #'])
def test_what_is_no_address_is_refused(text: str) -> None:
    with pytest.raises(ParameterError, match="IRI"):
        bindings(named_query("evidence"), {"statement": text})


@given(st.text(min_size=1, max_size=50).filter(lambda text: text.strip() and "\x00" not in text))
def test_a_name_stays_as_it_is(text: str) -> None:
    assert bindings(named_query("honours"), {"school": text}) == {"_school": text.strip()}


def test_an_open_query_binds_variables_as_text_or_address() -> None:
    query = parse_query("SELECT ?s ?name WHERE { ?s ?p ?name }", "open")
    values = bindings(query, {"name": "2020", "s": "https://w3id.org/zhijiao/id/school/a"})
    assert values["name"] == "2020"
    assert not isinstance(values["name"], Iri)
    assert isinstance(values["s"], Iri)


def test_an_open_query_refuses_what_it_cannot_bind() -> None:
    query = parse_query("SELECT ?s ?n WHERE { ?s ?p ?n FILTER(!BOUND(?n) || ?n = 1) }", "open")
    with pytest.raises(ParameterError, match="没有变量"):
        bindings(query, {"other": "x"})
    with pytest.raises(ParameterError, match="没有变量"):
        bindings(query, {"s } DROP ALL #": "x"})
    with pytest.raises(QueryFileError, match="COALESCE"):
        bindings(query, {"n": "x"})
