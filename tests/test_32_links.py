"""Links to Wikidata: tables that are read with care, and which enterprise a row is about."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhijiao.graph.iris import Minter
from zhijiao.graph.links import LinksFileError, WikidataLink, link_quads, read_links, shipped_links
from zhijiao.graph.resolution.resolve import Entity

MINTER = Minter()
HEAD = "name,qid,source\n"


def firm(name: str, *others: str, kind: str = "enterprise") -> Entity:
    return Entity(MINTER.entity("organisation", name), "organisation", name, others, kind)


def links_of(entities: list[Entity], *rows: tuple[str, str]) -> dict[str, str]:
    """Return the number that each entity is linked to, by its label."""
    links = [WikidataLink(name, qid, "https://example.org/") for name, qid in rows]
    label = {one.iri: one.label for one in entities}
    found = list(link_quads(entities, links, MINTER))
    assert all(str(one.graph_name) == f"<{MINTER.entities_graph()}>" for one in found)
    assert all(str(one.predicate) == "<https://schema.org/sameAs>" for one in found)
    return {
        label[str(one.subject).strip("<>")]: str(one.object).strip("<>").rsplit("/", 1)[1] for one in found
    }


def written(tmp_path: Path, text: str | bytes) -> Path:
    path = tmp_path / "links.csv"
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return path


def test_the_shipped_table_is_of_the_form_and_each_row_has_its_source() -> None:
    assert all(one.source for one in shipped_links())


def test_a_table_is_read(tmp_path: Path) -> None:
    text = f'\ufeff{HEAD}远山汽车有限公司,Q42,"《大典》，第3页"\n\n远山（汽车）有限公司,Q42,https://example.org/\n白鹿电气集团,Q7,x\n'
    assert read_links(written(tmp_path, text)) == (
        WikidataLink("远山汽车有限公司", "Q42", "《大典》，第3页"),
        WikidataLink("白鹿电气集团", "Q7", "x"),
    )
    assert WikidataLink("远山", "Q42", "x").iri == "http://www.wikidata.org/entity/Q42"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (b"", "文件是空的"),
        ("name,qid\n远山,Q42\n", "第一行应是 name,qid,source"),
        (f"{HEAD}远山汽车,Q42\n", "第 2 行：有 2 格"),
        (f"{HEAD}远山汽车,42,x\n", "不是 Wikidata 编号"),
        (f"{HEAD}远山汽车,Q042,x\n", "不是 Wikidata 编号"),
        (f"{HEAD}远山汽车,Q42> <x,x\n", "不是 Wikidata 编号"),
        (f"{HEAD}远山汽车,Q42,\n", "没有出处"),
        (f"{HEAD}——,Q42,x\n", "不是名称"),
        (f"{HEAD}{'远' * 301},Q42,x\n", "不是名称"),
        (f"{HEAD}远山汽车,Q42,x\n远山 汽车,Q43,x\n", "第 3 行：远山 汽车 在第 2 行已是 Q42，这里是 Q43"),
        (f'{HEAD}"远山汽车,Q42,x\n', "不合 CSV 格式"),
        ("name,qid,source\n远山汽车,Q42,x\n".encode("gb18030"), "不是 UTF-8"),
    ],
)
def test_a_faulty_table_is_refused(tmp_path: Path, text: str | bytes, said: str) -> None:
    path = written(tmp_path, text)
    with pytest.raises(LinksFileError, match=said) as refused:
        read_links(path)
    assert str(refused.value).startswith(str(path))


def test_a_table_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(LinksFileError, match="读不了"):
        read_links(tmp_path / "none.csv")
    with pytest.raises(LinksFileError, match="读不了"):
        read_links(tmp_path)


@given(st.binary(max_size=200))
def test_no_file_however_broken_is_more_than_refused(
    tmp_path_factory: pytest.TempPathFactory, text: bytes
) -> None:
    path = written(tmp_path_factory.mktemp("links"), HEAD.encode() + text)
    try:
        assert all(one.source for one in read_links(path))
    except LinksFileError as error:
        assert str(path) in str(error)


def test_an_enterprise_is_linked_by_its_name_or_an_alias_of_it_alone() -> None:
    one, two = firm("远山汽车有限公司", "远山汽车", "远山"), firm("白鹿电气集团", "白鹿")
    assert links_of([one, two], ("远山（汽车）有限公司", "Q42")) == {one.label: "Q42"}
    assert links_of([one, two], ("远山汽车", "Q42"), ("白鹿", "Q7")) == {one.label: "Q42", two.label: "Q7"}
    assert links_of([one, two], ("青禾汽车", "Q42")) == {}
    assert links_of([one, two]) == {}


def test_what_is_no_enterprise_is_not_linked() -> None:
    school = Entity(MINTER.entity("school", "远山"), "school", "远山")
    assert links_of([school, firm("远山", kind="association"), firm("远山", kind="")], ("远山", "Q42")) == {}


def test_what_two_have_as_an_alias_is_neither() -> None:
    one, two = firm("远山汽车有限公司", "远山"), firm("远山电气有限公司", "远山")
    assert links_of([one, two], ("远山", "Q42")) == {}
    assert links_of([one, two, firm("远山")], ("远山", "Q42")) == {"远山": "Q42"}
    places = [replace(one, iri=f"{one.iri}{n}", label="远山") for n in range(2)]
    assert links_of([*places, two], ("远山", "Q42")) == {}


def test_a_preferred_name_counts_more_than_aliases_and_two_aliases_tell_nothing() -> None:
    one = firm("远山汽车有限公司", "远山", "青禾汽车")
    assert links_of([one], ("远山汽车有限公司", "Q42"), ("远山", "Q7")) == {one.label: "Q42"}
    assert links_of([one], ("青禾汽车", "Q42"), ("远山", "Q7")) == {}
    assert links_of([one], ("青禾汽车", "Q42"), ("远山", "Q42")) == {one.label: "Q42"}


def test_the_first_of_two_rows_counts() -> None:
    one = firm("远山汽车有限公司")
    assert links_of([one], ("远山汽车有限公司", "Q42"), ("远山汽车有限公司", "Q7")) == {one.label: "Q42"}
