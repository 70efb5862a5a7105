"""Parameters: what a user writes becomes a value of the right type in its place, or an error that helps."""

from pathlib import Path

import pyoxigraph
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from zhijiao.graph.sparql_tokens import code
from zhijiao.graph.store import GraphStore, Iri
from zhijiao.queries import names
from zhijiao.queries.binding import filled, first_in, paged, slots, term, values_block
from zhijiao.queries.catalogue import catalogue, named_query
from zhijiao.queries.header import parse_query
from zhijiao.queries.parameters import Name, ParameterError, arguments
from zhijiao.queries.run import run, sparql

SCHEME = "https://w3id.org/zhijiao/scheme/"
SCHOOL = "https://w3id.org/zhijiao/id/school/"
#: Texts of Unicode that a user can give: no surrogates, no NUL, something besides spaces.
TEXTS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), min_size=1, max_size=60)
HARD = st.sampled_from(
    [
        '"',
        "\\",
        '\\"',
        "\\u0022",
        "\\U00000022",
        '\\" } SERVICE <http://x/> { #',
        "'''",
        '"""',
        "\n",
        "\r\n",
    ]
    + [
        "?thing",
        "{text}",
        "{0}",
        "}} UNION {{ ?s ?p ?o",
        "#? school ",
        "<x>",
        "@zh",
        "^^<x>",
        "$s",
        "\ufeff",
        "\u2028",
    ]
)
# "\\U…" beside "service" is refused to be on the safe side.
VALUES = (
    st.lists(TEXTS | HARD, min_size=1, max_size=4)
    .map("".join)
    .filter(lambda text: text.strip() and not ("\\u" in text.lower() and "service" in text.lower()))
)
TEXT_PARAMETERS = [
    (query.name, one.name)
    for query in catalogue()
    if not query.computed
    for one in query.parameters
    if one.type.name in {"text", "name"}
]


@pytest.fixture(scope="module")
def store() -> GraphStore:
    quads = pyoxigraph.parse(
        (Path(__file__).parent / "data" / "small_graph.trig").read_bytes(), format=pyoxigraph.RdfFormat.TRIG
    )
    return GraphStore.memory(pyoxigraph.serialize(quads, format=pyoxigraph.RdfFormat.N_QUADS) or b"")


def named(*labels: str) -> GraphStore:
    """Return a store of schools of these names."""
    quads = [
        pyoxigraph.Quad(pyoxigraph.NamedNode(f"{SCHOOL}{place}"), pyoxigraph.NamedNode(term), value)
        for place, label in enumerate(labels)
        for term, value in (
            ("http://www.w3.org/2004/02/skos/core#prefLabel", pyoxigraph.Literal(label, language="zh")),
            (
                "http://www.w3.org/1999/02/22-rdf-syntax-ns#type",
                pyoxigraph.NamedNode("https://w3id.org/zhijiao/ontology#School"),
            ),
        )
    ]
    return GraphStore.memory(pyoxigraph.serialize(quads, format=pyoxigraph.RdfFormat.N_QUADS) or b"")


def kinds(query: str) -> list[str]:
    """Return what sort of tokens a query has."""
    return [token.kind if token.kind in {"string", "iri"} else token.text for token in code(query)]


def test_defaults_hold_unless_given() -> None:
    query = named_query("shared-partners")
    assert arguments(query, {}) == {"min": (2,)}
    assert arguments(query, {"min": "3"}) == {"min": (3,)}
    assert "VALUES ?min { 3 }" in sparql(named(), query, {"min": "3"})


@pytest.mark.parametrize("text", ["provincial", "Provincial", "省级", f"{SCHEME}level/provincial"])
def test_a_code_is_known_by_code_label_and_address(text: str) -> None:
    (value,) = arguments(named_query("honours"), {"level": text})["level"]  # type: ignore[misc]
    assert value == f"{SCHEME}level/provincial"
    assert isinstance(value, Iri)


@pytest.mark.parametrize(
    "text", ["provincial,national", "省级、国家级", "省级；national", "省级, 国家级,省级"]
)
def test_several_codes_are_one_value(text: str, store: GraphStore) -> None:
    found = set(arguments(named_query("awards"), {"level": text})["level"])  # type: ignore[arg-type]
    assert found == {f"{SCHEME}level/provincial", f"{SCHEME}level/national"}
    assert len(run(store, "awards", {"level": text}).rows) == 2


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("2020", (2020,)),
        ("2018-2021", (2018, 2019, 2020, 2021)),
        ("2018—2019", (2018, 2019)),
        ("2018 至 2019", (2018, 2019)),
        ("2020,2018", (2018, 2020)),
        ("2018-2019、2019-2020", (2018, 2019, 2020)),
    ],
)
def test_years_are_single_and_spans(text: str, years: tuple[int, ...]) -> None:
    assert arguments(named_query("honours"), {"year": text}) == {"year": years}


@given(st.integers(1000, 9000), st.integers(0, 150))
def test_a_span_of_years_has_each_of_them_once(first: int, more: int) -> None:
    text = f"{first}-{first + more},{first}"
    assert arguments(named_query("honours"), {"year": text})["year"] == tuple(range(first, first + more + 1))


def test_an_unknown_parameter_lists_the_known_ones() -> None:
    with pytest.raises(ParameterError, match=r"没有参数 shcool.*school.*kind"):
        arguments(named_query("shared-partners"), {"shcool": "某校"})


@pytest.mark.parametrize(
    ("name", "value", "word"),
    [
        ("year", "今年", "年份"),
        ("year", "2021-2018", "从早到晚"),
        ("year", "1000-9999", "最多"),
        ("year", "9" * 30, "年份"),
        ("level", "超级", "provincial"),
        ("level", "省级,超级", "provincial"),
        ("school", "  ", "空"),
        ("school", "**", "字"),
        ("school", "长" * 1001, "1000"),
        ("school", "a\x00b", "字符"),
        ("school", "\ud800", "字符"),
        ("school", "https://x/a b", "IRI"),
    ],
)
def test_a_value_of_the_wrong_type_is_refused(name: str, value: str, word: str) -> None:
    with pytest.raises(ParameterError, match=word):
        arguments(named_query("honours"), {name: value})


@pytest.mark.parametrize("text", ["1.5", "两", "9" * 30])
def test_a_whole_number_is_asked_for(text: str) -> None:
    with pytest.raises(ParameterError, match="整数"):
        arguments(named_query("shared-partners"), {"min": text})


@pytest.mark.parametrize("text", ["no address", "https://x/a b", "https://x/<>", "plain", 'https://x/"} #'])
def test_what_is_no_address_is_refused(text: str) -> None:
    with pytest.raises(ParameterError, match="IRI"):
        arguments(named_query("evidence"), {"statement": text})


@given(VALUES.filter(lambda text: text.strip("*＊ \t\n\r")))
def test_a_name_stays_as_it_is(text: str) -> None:
    if not text.strip().startswith(("<", "http", "urn")):
        assert arguments(named_query("honours"), {"school": text}) == {"school": Name("school", text.strip())}


@settings(max_examples=50, deadline=None)
@given(VALUES)
def test_a_text_is_read_back_as_it_was_given(text: str) -> None:
    query = f"SELECT ?v WHERE {{ {values_block('v', [text])} }}"
    assert named().select(query).rows == ((text,),)
    (slot,) = slots(query, ["v"])
    assert slot.written == term(text)


@pytest.mark.parametrize(("query", "parameter"), TEXT_PARAMETERS)
def test_no_value_changes_what_a_query_is(store: GraphStore, query: str, parameter: str) -> None:
    harmless = kinds(sparql(store, query, {parameter: "没有这样的东西"}))

    @settings(max_examples=12, deadline=None)
    @given(VALUES)
    def check(value: str) -> None:
        try:
            text = sparql(store, query, {parameter: value})
        except ParameterError:
            return
        # A name finds things or none; what stands outside of the braces is the same.
        if not value.strip().startswith(("<", "http", "urn")):
            assert [one for one in kinds(text) if one != "iri"] == [one for one in harmless if one != "iri"]
        store.select(text)

    check()


@settings(max_examples=50, deadline=None)
@given(
    VALUES.filter(lambda text: text.strip("*＊ \t\n\r") and not text.strip().startswith(("<", "http", "urn")))
)
def test_too_many_things_are_looked_for_by_the_query_itself(text: str) -> None:
    graph = named(f"甲{text}", f"{text.upper()}乙", "丙", "?thing")
    found = names.things_named(graph, "school", f"*{text.strip()}*")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(names, "MOST_THINGS", 0)
        block = names.block(graph, "s", "school", f"*{text.strip()}*")
    query = f"PREFIX zj: <https://w3id.org/zhijiao/ontology#> SELECT ?s WHERE {{ {block} }} ORDER BY STR(?s)"
    assert tuple(one for (one,) in graph.select(query).rows) == found
    assert f"{SCHOOL}0" in found


def test_a_whole_name_comes_before_parts_of_names() -> None:
    graph = named("云岭学校", "云岭学校附属学校", "白鹿学校")

    def found(text: str) -> list[str]:
        return [one.removeprefix(SCHOOL) for one in names.things_named(graph, "school", text)]

    assert found("云岭学校") == ["0"]
    assert found("*云岭学校*") == found("云岭学校*") == found("云岭") == ["0", "1"]
    assert found("学校") == ["0", "1", "2"]
    assert found("云?学校") == found("云%") == []


def test_brackets_of_either_width_are_one() -> None:
    graph = named("恒远（上海）公司", "恒远(北京)公司")
    for text in ("恒远(上海)公司", "恒远（上海）公司", "(上海)", "*(上海)*"):
        assert names.things_named(graph, "school", text) == (f"{SCHOOL}0",)
    assert names.things_named(graph, "school", "恒远（北京）公司") == (f"{SCHOOL}1",)


@pytest.mark.parametrize(
    "name", ["Blue Service 公司", "SERVICE", "service { }", 'a"b', "a\\u0022b", "甲'''乙"]
)
def test_a_name_may_look_like_sparql(name: str) -> None:
    graph = named(name, "丙")
    assert names.things_named(graph, "school", name) == (f"{SCHOOL}0",)
    assert names.things_named(graph, "school", f"*{name[:7]}*") == (f"{SCHOOL}0",)
    assert run(graph, "partners", {"school": name}).rows == ()
    assert run(graph, "evidence", {"quote": name}).rows == ()


def test_an_open_query_binds_variables_as_text_or_address() -> None:
    query = parse_query("SELECT ?s ?name WHERE { ?s ?p ?name }", "open")
    values = arguments(query, {"name": "2020", "s": f"{SCHOOL}a"})
    assert values == {"name": ("2020",), "s": (f"{SCHOOL}a",)}
    assert not isinstance(values["name"][0], Iri)  # type: ignore[index]
    assert isinstance(values["s"][0], Iri)  # type: ignore[index]


def test_an_open_query_refuses_what_it_has_not() -> None:
    query = parse_query("SELECT ?s ?n WHERE { ?s ?p ?n }", "open")
    for name in ("other", "s } DROP ALL #", ""):
        with pytest.raises(ParameterError, match="没有变量"):
            arguments(query, {name: "x"})


def test_only_whole_blocks_of_a_variable_are_places() -> None:
    query = """SELECT ?s WHERE { VALUES ?s { UNDEF } VALUES ?t { 1 } # VALUES ?s { 2 }
      BIND("VALUES ?s { 3 }" AS ?u) VALUES (?s ?v) { (4 5) } }"""
    (slot,) = slots(query, ["s"])
    assert query[slot.start : slot.end] == "VALUES ?s { UNDEF }"
    assert filled(query, {"s": "VALUES ?s { 9 }"}) == query.replace("?s { UNDEF }", "?s { 9 }")


def test_a_value_comes_into_the_where_clause() -> None:
    query = "SELECT (EXISTS { ?a ?b ?c } AS ?e) ?s WHERE { ?s ?p ?o }"
    assert first_in(query, "VALUES ?s { 1 }") == query.replace("WHERE {", "WHERE { VALUES ?s { 1 } ")
    with pytest.raises(ValueError, match="group"):
        first_in("SELECT ?s", "x")


@pytest.mark.parametrize(
    "tail", ["LIMIT 5", "OFFSET 1", "LIMIT 5 VALUES ?s { 1 }", "VALUES ?s { 1 2 }", "limit 3 offset 1"]
)
def test_a_query_that_ends_with_its_own_page_stays_whole(tail: str) -> None:
    assert paged(f"SELECT ?s WHERE {{ ?s ?p ?o }} {tail}", 3, 0) is None


def test_a_page_comes_behind_a_comment_and_past_inner_limits() -> None:
    query = "SELECT ?s WHERE { { SELECT ?s WHERE { ?s ?p ?o } LIMIT 9 } VALUES ?o { 1 } } # LIMIT 1"
    assert paged(query, 3, 2) == f"{query}\nLIMIT 3\nOFFSET 2"


@pytest.mark.parametrize(
    "query", [one for one in catalogue() if not one.computed], ids=lambda query: query.name
)
def test_a_page_is_the_same_part_of_the_whole_answer(store: GraphStore, query: object) -> None:
    whole = run(store, query)  # type: ignore[arg-type]
    ordered = "ORDER BY" in query.text  # type: ignore[attr-defined]
    for limit, offset in ((1, 0), (2, 1), (None, 1), (0, 0), (100, 0)):
        page = run(store, query, limit=limit, offset=offset)  # type: ignore[arg-type]
        expected = whole.page(limit, offset)
        assert page == expected if ordered else len(page.rows) == len(expected.rows)
