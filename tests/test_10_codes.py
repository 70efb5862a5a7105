"""The code lists: what they hold, how they are read, what is refused."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from zhijiao.ontology.codes import (
    COLUMNS,
    CodesFileError,
    Concept,
    Scheme,
    UnknownCodeError,
    concept,
    concepts,
    label,
    read_schemes,
    scheme,
    schemes,
)
from zhijiao.ontology.files import CODES, ontology_file
from zhijiao.ontology.namespaces import SCHEME_NAMES

LEVELS = ["international", "national", "provincial", "municipal", "county", "school"]


def guide_codes(guide: str, passage: str) -> set[str]:
    """Codes in backquotes in the paragraph or table cell of the guide that begins with `passage`."""
    start = guide.index(passage) + len(passage)
    return set(re.findall(r"`([a-z_]+)`", re.split(r"\n\n| \|| , ", guide[start:])[0]))


@pytest.fixture(scope="module")
def guide(shared: Path) -> str:
    return (shared / "gold" / "GUIDE.md").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("name", "passage"),
    [
        ("mode", "`modes`: "),
        ("partnerkind", "`partner_kind`: "),
        ("programmekind", "`kind` of programmes: "),
        ("level", "`level` of honours and awards: "),
        ("recipientkind", "`recipient_kind`: "),
        ("successionevent", "`event`: "),
    ],
)
def test_lists_have_the_codes_of_the_annotation_guide(guide: str, name: str, passage: str) -> None:
    assert {one.code for one in concepts(name)} == guide_codes(guide, passage)


def test_indicators_have_the_codes_labels_and_units_of_the_annotation_guide(guide: str) -> None:
    rows = re.findall(r"^\| ([a-z_]+) \| (.+?) \| (.+?) \|$", guide.split("## Indicators")[1], re.M)
    stated = {code: (name, unit) for code, name, unit in rows if code != "code"}
    assert len(stated) > 50
    assert [one.code for one in concepts("indicator")] == list(stated)
    for one in concepts("indicator"):
        name, unit = stated[one.code]
        assert one.zh == re.split("[（ ]", name)[0]
        assert one.units == tuple(unit.removesuffix(" as written").replace(" or ", "/").split("/"))


def test_every_list_is_there_with_its_number_of_codes() -> None:
    assert tuple(one.name for one in schemes()) == SCHEME_NAMES
    counts = {one.name: len(one.concepts) for one in schemes()}
    assert counts == {
        "mode": 16,
        "partnerkind": 9,
        "programmekind": 9,
        "level": 6,
        "recipientkind": 4,
        "successionevent": 4,
        "indicator": 58,
        "qualifier": 3,
    }


def test_levels_go_from_high_to_low() -> None:
    assert [one.code for one in concepts("level")] == LEVELS
    assert [one.order for one in concepts("level")] == [1, 2, 3, 4, 5, 6]


def test_a_code_has_labels_definitions_and_an_iri() -> None:
    one = concept("mode", "order_class")
    assert (one.zh, one.en) == ("订单培养", "order class")
    assert one.iri == "https://w3id.org/zhijiao/scheme/mode/order_class"
    assert label("mode", "order_class") == "订单培养"
    assert label("mode", "order_class", "en") == "order class"


def test_only_indicators_have_units_the_usual_one_first() -> None:
    assert concept("indicator", "campus_area").units == ("亩", "㎡")
    assert concept("indicator", "campus_area").unit == "亩"
    assert all(one.unit for one in concepts("indicator"))
    assert concept("mode", "supply").unit == ""
    assert not any(one.units for two in schemes() if two.name != "indicator" for one in two.concepts)


def test_no_two_codes_of_a_list_have_one_label() -> None:
    for one in schemes():
        for lang in ("zh", "en"):
            labels = [two.label(lang) for two in one.concepts]
            assert len(set(labels)) == len(labels), one.name


def test_chinese_texts_are_chinese_and_english_ones_are_not() -> None:
    han = re.compile("[\u4e00-\u9fff]")
    for one in schemes():
        described: list[Scheme | Concept] = [one, *one.concepts]
        for two in described:
            assert han.search(two.zh)
            assert han.search(two.definition_zh)
            assert not han.search(two.en + two.definition_en)


def test_an_unknown_code_names_those_there_are() -> None:
    with pytest.raises(
        UnknownCodeError, match="no level 'galactic'; known: international, national"
    ) as caught:
        concept("level", "galactic")
    assert "school" in str(caught.value)
    with pytest.raises(UnknownCodeError, match="no code list 'colour'; known: mode, partnerkind"):
        scheme("colour")
    with pytest.raises(UnknownCodeError, match="known: mode"):
        concepts("")


HEADER = ",".join(COLUMNS)


def shipped_with(tmp_path: Path, change: tuple[str, str]) -> Path:
    text = ontology_file(CODES).read_text(encoding="utf-8")
    assert text.count(change[0]) == 1
    path = tmp_path / "codes.csv"
    path.write_text(text.replace(*change), encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ((HEADER, "scheme,code"), "the columns must be scheme, code"),
        (("level,national,国家级,", "level,national, ,"), "line [0-9]+: zh is empty"),
        (("level,national,", "tier,national,"), "line [0-9]+: no code list 'tier'"),
        (("level,national,", "level,international,"), "a code of level stands twice"),
        (("level,,级别,", "level,tier,级别,"), "the list level is not described|must count 1, 2, 3"),
        (("level,national,", "level,,"), "the list level is described twice"),
        (("学校内部。,Within the school.,,6", "学校内部。,Within the school.,,7"), "must count 1, 2, 3"),
        (
            ("学校内部。,Within the school.,,6", "学校内部。,Within the school.,,six"),
            "'six' is no whole number",
        ),
        (("学校内部。,Within the school.,,6", "学校内部。,Within the school."), "a row needs 8 cells"),
        (("学校内部。,Within the school.,,6", "学校内部。,Within the school.,,6,7"), "a row needs 8 cells"),
    ],
)
def test_a_faulty_file_is_refused_by_name_and_line(
    tmp_path: Path, change: tuple[str, str], fault: str
) -> None:
    path = shipped_with(tmp_path, change)
    with pytest.raises(CodesFileError, match=fault) as caught:
        read_schemes(path)
    assert str(path) in str(caught.value)
