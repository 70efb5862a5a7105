"""The catalogue of named queries: what headers say, and that they say it rightly."""

from pathlib import Path

import pytest
from rdflib.plugins.sparql import prepareQuery

from zhijiao.ontology.codes import concepts
from zhijiao.queries.binding import active
from zhijiao.queries.catalogue import UnknownQueryError, catalogue, named_query, read_query
from zhijiao.queries.header import QueryFileError, parse_query
from zhijiao.queries.model import Query, ValueType

# Names and columns that people and programs rely on.
COLUMNS = {
    "shared-partners": "partner kind schools school_names modes",
    "partners": "school partner kind mode major since",
    "schools-of-partner": "partner school mode major since",
    "majors": "school major code level catalogue group",
    "major-partners": "major partner school mode",
    "majors-without-partner": "school major",
    "advisors": "school person awards",
    "shared-majors": "major code schools school_names",
    "order-classes": "school class partner major",
    "joint-programmes": "school major institution scheme",
    "programmes": "school programme kind partner year",
    "awards": "school event item rank level year recipients advisors",
    "award-ranking": "school level awards",
    "honours": "school title level year",
    "indicators": "school indicator value unit year scope qualifier",
    "compare": "school value unit year qualifier",
    "groups": "group member role",
    "counterpart-aid": "school partner since",
    "region": "region school",
    "evidence": "statement report section page quote",
}
OPTIONS_OF_THE_COMMAND = {"store", "out", "param", "limit", "offset", "format", "sparql", "list", "help"}
QUERY = """# name: mine
# title: 我的查询
# param: school ?s | name school | | 学校 | school
# param: min ?min | integer | 2 | 至少 | at least
# column: kind | code partnerkind | 类别 | Kind
SELECT ?kind WHERE {
  VALUES ?min { 2 }
  #? school VALUES ?s { UNDEF } ?x ?z ?s .
  ?x ?y ?kind
}
"""


@pytest.mark.parametrize("name", COLUMNS)
def test_the_columns_of_each_query_are_fixed(name: str) -> None:
    assert " ".join(column.name for column in named_query(name).columns) == COLUMNS[name]


@pytest.mark.parametrize("query", catalogue(), ids=lambda query: query.name)
def test_each_query_is_described_in_two_languages(query: Query) -> None:
    assert query.title
    assert query.title_en
    for one in query.columns:
        assert one.heading
        assert one.heading_en
    for parameter in query.parameters:
        assert parameter.description
        assert parameter.description_en
    assert not {parameter.name for parameter in query.parameters} & OPTIONS_OF_THE_COMMAND
    for parameter in query.parameters:
        if parameter.type.name == "codes" and parameter.default:
            assert parameter.default in {one.code for one in concepts(parameter.type.scheme)}


@pytest.mark.parametrize("query", catalogue(), ids=lambda query: query.name)
def test_each_query_is_plain_sparql_as_it_stands(query: Query) -> None:
    parsed = prepareQuery(query.text)
    selected = {str(variable) for variable in parsed.algebra["PV"]}
    if not query.computed:
        assert [column.name for column in query.columns] == [str(one) for one in parsed.algebra["PV"]]
    assert selected
    whole = active(query.text, {one.name for one in query.parameters})
    assert prepareQuery(whole).algebra["PV"] == parsed.algebra["PV"]


def test_a_header_is_read() -> None:
    query = parse_query(QUERY, "mine")
    assert [one.variable for one in query.parameters] == ["s", "min"]
    assert query.parameters[1].default == "2"
    assert query.columns[0].type == ValueType("code", "partnerkind")
    assert query.to_json()["parameters"][0] == {
        "name": "school",
        "type": "name school",
        "default": None,
        "description": "学校",
        "description_en": "school",
    }


@pytest.mark.parametrize(
    ("old", "new", "word"),
    [
        ("name: mine", "name: other", "文件名"),
        ("| name school |", "| nmae school |", "nmae"),
        ("| name school |", "| name shcool |", "shcool"),
        ("code partnerkind", "code partnerkinds", "partnerkinds"),
        ("code partnerkind", "code", "code"),
        ("| at least", "", "5 格"),
        ("| Kind", "", "4 格"),
        ("title:", "titel:", "titel"),
        ("param: min ?min", "param: school ?s", "同名"),
        ("param: min ?min", "param: min", "没有放参数 min"),
        ("#? school VALUES ?s { UNDEF }", "", "没有放参数 school"),
        ("#? school VALUES", "VALUES", "开头的行"),
        ("#? school", "#? shcool", "shcool"),
        ("VALUES ?min { 2 }", "#? min VALUES ?min { 2 }\n  VALUES ?min { UNDEF }", "默认值"),
    ],
)
def test_a_faulty_header_says_what_is_wrong(old: str, new: str, word: str) -> None:
    assert old in QUERY
    with pytest.raises(QueryFileError, match=word):
        parse_query(QUERY.replace(old, new), "mine")


def test_an_unknown_query_names_the_known_ones() -> None:
    with pytest.raises(UnknownQueryError, match="shared-partners") as caught:
        named_query("shared_partners")
    assert "page-" not in str(caught.value)


def test_a_file_without_a_header_takes_any_variable(tmp_path: Path) -> None:
    path = tmp_path / "free.rq"
    path.write_text("\ufeff# who\nSELECT ?s WHERE { ?s ?p ?o }", encoding="utf-8")
    query = read_query(path)
    assert query.open
    assert query.text.startswith("# who")


@pytest.mark.parametrize(
    ("content", "word"), [(b"", "空"), (b"\xff\xfe\x00", "UTF-8"), (b" " * 1_000_001, "超过")]
)
def test_a_file_that_is_no_query_is_named(tmp_path: Path, content: bytes, word: str) -> None:
    path = tmp_path / "bad.rq"
    path.write_bytes(content)
    with pytest.raises(QueryFileError, match=word) as caught:
        read_query(path)
    assert "bad.rq" in str(caught.value)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(QueryFileError, match=r"none\.rq：没有这个文件"):
        read_query(tmp_path / "none.rq")
