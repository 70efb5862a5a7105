"""What people write into decisions.csv, how it is read, and what it says of the names in a graph."""

from __future__ import annotations

import re
from collections.abc import Collection
from itertools import permutations
from pathlib import Path
from urllib.parse import quote

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from zhijiao.graph.iris import Minter
from zhijiao.graph.names import local_name, normal_form
from zhijiao.graph.resolution import decision_rows
from zhijiao.graph.resolution.decision_rows import Decision, DecisionError, rows_filled_in
from zhijiao.graph.resolution.decisions import (
    Decisions,
    NodeDecisions,
    read_decisions,
    renamed_node,
)
from zhijiao.graph.resolution.mentions import Node
from zhijiao.ontology.codes import label

HEADER = "decision,thing,other,school,type,note\n"
CHINESE = "决定,事物,另一个,学校,类型,备注\n"


def organisation(form: str, scope: str = "") -> Node:
    return Node("organisation", scope, form)


HENGYUAN, YUANHENG, SHUANGHE = (organisation(name) for name in ("恒远电气", "远恒电气", "双河机床"))
DISABLED = tuple(organisation("市残联", place) for place in ("临海市", "乐清市"))
NODES: dict[Node, Collection[str]] = {
    HENGYUAN: ("恒远电气", "恒远"),
    YUANHENG: ("远恒电气",),
    SHUANGHE: ("双河机床", "双河"),
    **dict.fromkeys(DISABLED, ("市残联",)),
    Node("school", "", "青禾市云岭职业技术学校"): ("青禾市云岭职业技术学校", "云岭职校"),
    Node("school", "", "临海市职业中专"): ("临海市职业中专",),
    Node("school", "", "双河机床"): ("双河机床",),
    Node("major", "", "数控技术应用"): ("数控技术应用",),
}


def written(folder: Path, text: str | bytes) -> Path:
    path = folder / "decisions.csv"
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return path


def bound(folder: Path, rows: str, header: str = HEADER) -> NodeDecisions:
    return read_decisions(written(folder, header + rows)).bind(NODES)


def test_no_file_is_no_decision(tmp_path: Path) -> None:
    assert read_decisions(tmp_path / "decisions.csv") == Decisions.none()
    assert Decisions.none().bind(NODES) == NodeDecisions()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("header", [HEADER, CHINESE])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_what_spreadsheets_save(tmp_path: Path, encoding: str, separator: str, header: str, end: str) -> None:
    text = (
        "# 我们的决定，一行一条\n\n" + header + "相同,恒远电气,远恒电气,,,看过营业执照\n"
        '# 另一件事\n,,,,,\n不同,恒远电气,"双河机床",,组织,\n'
    )
    path = written(tmp_path, text.replace(",", separator).replace("\n", end).encode(encoding))
    assert read_decisions(path).rows == (
        Decision("same", "恒远电气", "远恒电气", note="看过营业执照", line=4),
        Decision("different", "恒远电气", "双河机床", type="organisation", line=7),
    )


def test_rows_without_a_decision_and_other_columns_are_passed_over(tmp_path: Path) -> None:
    text = "thing,other,score,decision\n甲公司,乙公司,0.71,\n丙公司,丁公司,0.66,same\n"
    path = written(tmp_path, text)
    assert [(one.thing, one.other) for one in read_decisions(path).rows] == [("丙公司", "丁公司")]
    assert rows_filled_in(path) == 1


def test_a_guard_against_formulas_is_no_part_of_a_name(tmp_path: Path) -> None:
    rows = read_decisions(written(tmp_path, HEADER + "same,'+咖啡,'80后工坊,,,\n")).rows
    assert (rows[0].thing, rows[0].other) == ("+咖啡", "'80后工坊")


def test_a_comment_may_hold_quotes(tmp_path: Path) -> None:
    rows = read_decisions(written(tmp_path, HEADER + '# 名称写作 ,"恒远\nsame,甲公司,乙公司,,,\n')).rows
    assert [one.line for one in rows] == [3]


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ("合并,甲公司,乙公司,,,", ("不认识决定 '合并'", "相同（same）")),
        ("same,,乙公司,,,", ("事物（thing）空着",)),
        ("same,甲公司,,,,", ("另一个事物（other）空着",)),
        ("same,甲公司,甲公司,,,", ("两边写的是同一个",)),
        ("same,……,甲公司,,,", ("没有文字和数字",)),
        ("rename,甲公司,,,,", ("新名称（other）空着",)),
        ("rename,甲公司,https://w3id.org/zhijiao/id/organisation/乙,,,", ("新名称", "是 IRI")),
        ("rename,甲公司,乙\u202e公司,,,", ("控制字符",)),
        ("kind,甲公司,工厂,,,", ("不认识合作方类别 '工厂'", "企业（enterprise）")),
        ("same,甲公司,乙公司,,人物,", ("不认识类型 '人物'", "组织（organisation）")),
        ("kind,甲公司,企业,,专业,", ("只有组织和学校",)),
        ("not-a-partner,甲公司,,——,,", ("学校", "不是名称")),
        ("same,https://w3id.org/zhijiao/id/person/云岭_张三,李四,,,", ("人只在一所学校之内",)),
        (f"same,{'甲' * 1001},乙公司,,,", ("超过 1000 字",)),
    ],
)
def test_a_faulty_row_is_named_with_its_line_and_what_to_do(
    tmp_path: Path, row: str, words: Collection[str]
) -> None:
    path = written(tmp_path, f"{HEADER}same,丙公司,丁公司,,,\n{row}\n")
    with pytest.raises(DecisionError) as error:
        read_decisions(path)
    for word in (str(path), "第 3 行", *words):
        assert word in str(error.value)
    assert "第 2 行" not in str(error.value)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("thing,other\n甲,乙\n", ("第 1 行", "缺 decision 列")),
        ("decision,thing,thing,other\n", ("thing 列不止一个",)),
        (HEADER + 'same,"甲公司,乙公司\n', ("第 2 行", "引号不成对")),
        (b"\x00\x01\x02\x89PNG" * 9, ("不是文本文件", "另存为 CSV")),
    ],
)
def test_a_file_that_is_no_table_of_decisions(
    tmp_path: Path, text: str | bytes, words: Collection[str]
) -> None:
    with pytest.raises(DecisionError) as error:
        read_decisions(written(tmp_path, text))
    for word in ("decisions.csv", *words):
        assert word in str(error.value)


def test_a_file_has_bounds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = written(tmp_path, HEADER + "same,甲公司,乙公司,,,\n" * 9)
    monkeypatch.setattr(decision_rows, "MOST_ROWS", 8)
    with pytest.raises(DecisionError, match="超过 8 行"):
        read_decisions(path)
    monkeypatch.setattr(decision_rows, "LARGEST_FILE", 64)
    with pytest.raises(DecisionError, match="文件太大"):
        read_decisions(path)


def test_only_the_first_faults_are_told(tmp_path: Path) -> None:
    with pytest.raises(DecisionError) as error:
        read_decisions(written(tmp_path, HEADER + "合并,甲公司,乙公司,,,\n" * 50))
    assert "有 50 行" in str(error.value)
    assert str(error.value).count("不认识决定") == 20


@settings(max_examples=200)
@given(st.binary(max_size=300) | st.text(max_size=200).map(str.encode))
def test_any_file_is_read_or_refused(tmp_path_factory: pytest.TempPathFactory, data: bytes) -> None:
    path = tmp_path_factory.mktemp("any") / "decisions.csv"
    path.write_bytes(data)
    try:
        read_decisions(path)
    except DecisionError as error:
        assert str(path) in str(error)


def test_every_decision_is_bound_to_nodes(tmp_path: Path) -> None:
    found = bound(
        tmp_path,
        "same,恒远电气,远恒电气,,,\n"
        "different,恒远电气,双河机床,,组织,\n"
        "rename,双河,双河数控机床,,组织,\n"
        "kind,恒远,其他,,,\n"
        "not-a-partner,远恒电气,,云岭职校,,\n",
    )
    assert found.same == ((HENGYUAN, YUANHENG),)
    assert found.different == ((SHUANGHE, HENGYUAN),)
    assert found.labels == {SHUANGHE: "双河数控机床"}
    assert found.kinds == {HENGYUAN: "other"}
    assert found.not_partners == {("青禾市云岭职业技术学校", YUANHENG)}
    assert found.warnings == ()


def test_a_thing_is_given_by_its_iri_too(tmp_path: Path) -> None:
    minter = Minter("https://example.org/zj/")
    iri = minter.entity("organisation", "市残联", local_name("乐清市"))
    found = bound(
        tmp_path, f"rename,{iri},乐清市残疾人联合会,,,\nkind,{iri.replace('市', '%E5%B8%82')},其他,,,\n"
    )
    assert found.labels == {DISABLED[1]: "乐清市残疾人联合会"}
    assert found.kinds == {DISABLED[1]: "other"}


@given(st.text(max_size=100), st.sampled_from(["", "临海市", "甲" * 80]))
def test_any_node_is_found_by_its_iri(name: str, place: str) -> None:
    if not (form := normal_form(name)):
        return
    node = organisation(form, place)
    iri = Minter().entity("organisation", form, local_name(place) if place else "")
    rows = (Decision("kind", iri, "other"), Decision("kind", quote(iri, safe=":/"), "other"))
    for row in rows:
        assert Decisions("decisions.csv", (row,)).bind(NODES | {node: (name,)}).kinds == {node: "other"}


@pytest.mark.parametrize("school", ["临海市职业中专", "临海市"])
def test_a_school_or_its_place_says_whose_name_is_meant(tmp_path: Path, school: str) -> None:
    assert bound(tmp_path, f"kind,市残联,政府机构,{school},,\n").kinds == {DISABLED[0]: "government"}


def test_the_place_that_a_report_tells_counts(tmp_path: Path) -> None:
    path = written(tmp_path, HEADER + "kind,市残联,其他,海滨商贸学院,,\n")
    found = read_decisions(path).bind(NODES, {"海滨商贸学院": "临海市"})
    assert found.kinds == {DISABLED[0]: "other"}


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ("same,恒远电气,从未有过的公司,,,", ("没有 '从未有过的公司'", "就会用上")),
        ("kind,市残联,其他,,,", ("不止指一个事物", "organisation/临海市_市残联", "school 列")),
        ("rename,双河机床,双河数控,,,", ("不止指一个事物", "type 列")),
        ("same,恒远电气,数控技术应用,,,", ("不是一类事物",)),
        ("same,恒远电气,恒远 电气,,,", ("两种写法",)),
        ("not-a-partner,恒远电气,,从未有过的学校,,", ("没有学校 '从未有过的学校'",)),
        ("kind,数控技术应用,企业,,,", ("没有 '数控技术应用'",)),
        ("same,恒远电气,https://w3id.org/zhijiao/id/award/0123,,,", ("没有 'https://",)),
    ],
)
def test_a_row_whose_thing_is_not_found_is_told_of(tmp_path: Path, row: str, words: Collection[str]) -> None:
    found = bound(tmp_path, row + "\n")
    assert found == NodeDecisions(warnings=found.warnings)
    (warning,) = found.warnings
    for word in ("decisions.csv，第 2 行", *words):
        assert word in warning


def test_what_is_nobodys_partner_is_so_in_every_place(tmp_path: Path) -> None:
    assert bound(tmp_path, "不是合作方,市残联,,,,\n").not_partners == {("", node) for node in DISABLED}


@pytest.mark.parametrize(
    ("rows", "lines", "words"),
    [
        ("same,恒远电气,远恒电气\ndifferent,远恒电气,恒远\n", "2、3", "又说它们不同"),
        ("same,甲,乙\nsame,乙,丙\ndifferent,甲,丙\n", "2、3、4", "又说它们不同"),
        ("rename,恒远电气,恒远集团\nrename,恒远,恒远股份\n", "2、3", "几个新名称"),
        ("same,甲,乙\nrename,甲,丁\nrename,乙,戊\n", "3、4", "几个新名称"),
        ("kind,恒远电气,企业\nkind,恒远电气,其他\n", "2、3", "几个类别"),
        ("rename,甲,丁\nrename,乙,丁\n", "2、3", "不同的事物都改名"),
        ("rename,甲,乙\ndifferent,甲,乙\n", "2、3", "又说它们不同"),
        ("rename,甲,丁\nrename,丁,戊\n", "2、3", "几个新名称"),
    ],
)
def test_of_contradicting_rows_none_is_applied(tmp_path: Path, rows: str, lines: str, words: str) -> None:
    nodes = NODES | {organisation(name): (name,) for name in "甲乙丙"}
    path = written(tmp_path, "decision,thing,other\n" + rows + "same,双河,远恒电气\n")
    found = read_decisions(path).bind(nodes | {SHUANGHE: ("双河",)})
    (warning,) = found.warnings
    assert f"decisions.csv，第 {lines} 行：互相矛盾" in warning
    assert words in warning
    assert not (found.different or found.labels or found.kinds)
    contested = {int(one) for one in lines.split("、")}
    sames = {number for number, row in enumerate(rows.split("\n"), 2) if row.startswith("same")}
    assert len(found.same) == 1 + len(sames - contested)


def test_names_that_agree_are_no_contradiction(tmp_path: Path) -> None:
    found = bound(
        tmp_path,
        "rename,恒远电气,恒远集团,,,\nrename,远恒电气,恒远集团,,,\nsame,恒远电气,远恒电气,,,\n"
        "kind,恒远电气,其他,,,\nkind,远恒电气,other,,,\n",
    )
    assert found.warnings == ()
    assert set(found.labels.values()) == {"恒远集团"}


def test_a_new_name_that_is_a_things_name_makes_them_one(tmp_path: Path) -> None:
    found = bound(tmp_path, "rename,恒远电气,远恒电气,,,\nkind,双河机床,院校,,组织,\n")
    assert set(found.same) == {
        (HENGYUAN, YUANHENG),
        (SHUANGHE, Node("school", "", "双河机床")),
    }
    assert found.labels == {HENGYUAN: "远恒电气"}


def test_a_given_name_is_a_name_for_other_rows(tmp_path: Path) -> None:
    found = bound(tmp_path, "kind,恒远集团,其他,,,\nrename,恒远电气,恒远集团,,,\n")
    assert found.kinds == {HENGYUAN: "other"}
    iri = Minter().entity("organisation", "恒远集团")
    assert bound(tmp_path, f"kind,{iri},其他,,,\nrename,恒远电气,恒远集团,,,\n").kinds == {HENGYUAN: "other"}


def test_an_iri_that_a_decision_gave_is_known_too(tmp_path: Path) -> None:
    iri = Minter().entity("school", "恒远学院")
    rows = "rename,恒远电气,恒远学院,,,\nkind,恒远电气,院校,,,\n"
    found = bound(tmp_path, f"{rows}not-a-partner,{iri},,,,\n")
    assert found.not_partners == {("", HENGYUAN)}
    assert found.warnings == ()


def test_a_school_by_another_of_its_names_tells_its_place(tmp_path: Path) -> None:
    path = written(tmp_path, HEADER + "kind,市残联,其他,云岭职校,,\n")
    found = read_decisions(path).bind(NODES, {"青禾市云岭职业技术学校": "乐清市"})
    assert found.kinds == {DISABLED[1]: "other"}


def test_where_a_renamed_thing_belongs() -> None:
    local = organisation("市残联", "乐清市")
    assert renamed_node(local, "乐清市残联") == organisation("乐清市残联")
    assert renamed_node(local, "残疾人联合会") == organisation("残疾人联合会", "乐清市")
    assert renamed_node(HENGYUAN, "恒远（集团）") == organisation("恒远集团")


NAMES = ["甲厂", "乙厂", "丙厂", "丁厂", "戊厂"]
PLANTS = {organisation(name): (name,) for name in NAMES}
ROWS = st.lists(
    st.one_of(
        st.tuples(
            st.sampled_from(["same", "different"]), st.sampled_from(NAMES), st.sampled_from(NAMES)
        ).filter(lambda row: row[1] != row[2]),
        st.tuples(st.just("rename"), st.sampled_from(NAMES), st.sampled_from([*NAMES, "己厂", "庚厂"])),
        st.tuples(st.just("kind"), st.sampled_from(NAMES), st.sampled_from(["enterprise", "school"])),
    ),
    max_size=8,
)


@settings(max_examples=300)
@given(ROWS)
def test_what_is_applied_never_contradicts_itself(rows: list[tuple[str, str, str]]) -> None:
    decisions = Decisions("decisions.csv", tuple(Decision(*row, line=n) for n, row in enumerate(rows, 2)))  # type: ignore[arg-type]
    found = decisions.bind(PLANTS)
    joined = nx.Graph()
    joined.add_nodes_from(PLANTS)
    joined.add_edges_from(found.same)
    things = {node: n for n, part in enumerate(nx.connected_components(joined)) for node in part}
    assert all(things[one] != things[other] for one, other in found.different)
    for said in (found.labels, found.kinds):
        assert len({(things[node], text) for node, text in said.items()}) == len({things[n] for n in said})
    schools = {things[node] for node, kind in found.kinds.items() if kind == "school"}
    names = {(things[node], things[node] in schools, text) for node, text in found.labels.items()}
    assert len(names) == len({text for _, _, text in names})
    taken = {node.form: things[node] for node in PLANTS}
    assert all(school or taken.get(text, thing) == thing for thing, school, text in names)
    # A row is applied or told of.
    assert not rows or found != NodeDecisions()


@settings(max_examples=40)
@given(ROWS.filter(lambda rows: len(rows) <= 4))
def test_the_order_of_rows_means_nothing(rows: list[tuple[str, str, str]]) -> None:
    numbered = [Decision(*row, line=n) for n, row in enumerate(rows, 2)]  # type: ignore[arg-type]
    found = {str(Decisions("decisions.csv", tuple(order)).bind(PLANTS)) for order in permutations(numbered)}
    assert len(found) == 1


def test_the_file_in_the_documentation_is_read(root: Path, tmp_path: Path) -> None:
    text = (root / "docs/decisions.md").read_text(encoding="utf-8")
    (example,) = re.findall(r"```csv\n(.*?)```", text, flags=re.DOTALL)
    rows = read_decisions(written(tmp_path, example)).rows
    assert [row.action for row in rows] == ["same", "different", "rename", "not-a-partner", "kind"]
    assert rows[-1] == Decision("kind", "市残联", "government", "临海市", "organisation", line=6)
    for code in ("enterprise", "group"):
        assert label("partnerkind", code) in text
