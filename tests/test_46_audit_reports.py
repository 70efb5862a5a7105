"""What a report works out wrongly, `zhijiao audit` of reports and of a graph, and the query `conflicts`."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from zhijiao.cli.app import app
from zhijiao.extract.arithmetic.miscount import Miscount, miscounts
from zhijiao.extract.extractor import extract_facts
from zhijiao.extract.reading.layout import read_layout
from zhijiao.graph.build import build_graph
from zhijiao.graph.store import GraphStore
from zhijiao.queries.parameters import ParameterError
from zhijiao.queries.run import run
from zhijiao.tests.making.figures import SCHOOL, figure, report_of

REPORT = f"""{SCHOOL}质量年度报告（2020年）

一、学校概况
{SCHOOL}创办于1985年。学校设有3个专业，教学班30个。

二、就业
2020年毕业生1125人，直接就业565人，升学685人。

表1 设备

| 实训室 | 台数 | 金额（万元） |
|---|---|---|
| 会计 | 182 | 19 |
| 物流 | 143 | 64 |
| 合计 | 325 | 93 |

三、教师
“双师型”教师86名，技师30名，占“双师型”教师的35.3%。
"""


def wrong(text: str) -> list[Miscount]:
    document = read_layout(text)
    found = list(miscounts(document))
    for one in found:
        for passage in (one.total, *one.parts):
            assert passage.quote == document.text[passage.start : passage.end] != ""
    return found


def table(*rows: str) -> str:
    lines = [f"| {' | '.join(row.split())} |" for row in rows]
    return "\n".join(["一、情况", "", "表1 情况", "", lines[0], "|---" * 3 + "|", *lines[1:], ""])


# Tables


def test_a_total_that_its_rows_do_not_give() -> None:
    (one,) = wrong(REPORT)[:1]
    assert (one.kind, str(one.stated), str(one.due)) == ("sum", "93", "83")
    assert "金额" in one.subject
    assert "93" in one.total.quote
    assert [passage.quote[-3:].strip("| ") for passage in one.parts] == ["19", "64"]
    assert one.total.section == "就业"


@pytest.mark.parametrize(
    ("rows", "sums"),
    [
        pytest.param(("专业 人数 班数", "会计 182 4", "物流 143 3", "合计 325 7"), [], id="right"),
        pytest.param(("专业 人数 班数", "会计 182 4", "物流 143 3", "合计 326 7"), [(326, 325)], id="wrong"),
        pytest.param(("专业 人数 班数", "会计 182 4", "物流 143 3", "总计 325 8"), [(8, 7)], id="总计"),
        pytest.param(("项目 金额 数量", "机床 10.4 1", "电脑 20.4 2", "合计 31 3"), [], id="rounded"),
        pytest.param(
            ("专业 就业率 人数", "会计 98 4", "物流 96 3", "合计 97 7"), [], id="rates are not added"
        ),
        pytest.param(("专业 平均分 人数", "会计 98 4", "物流 96 3", "合计 97 7"), [], id="nor means"),
        pytest.param(("专业 人数 班数", "会计 - 4", "物流 143 3", "合计 325 7"), [], id="a cell is missing"),
        pytest.param(
            ("专业 人数 班数", "会计 - 4", "物流 143 3", "旅游 60 1", "合计 100 8"),
            [(100, 203)],
            id="missing, too much",
        ),
        pytest.param(("专业 人数 班数", "会计 若干 4", "物流 143 3", "合计 325 7"), [], id="a cell of words"),
        pytest.param(
            (
                "专业 人数 班数",
                "会计 1 4",
                "物流 2 3",
                "小计 3 7",
                "商贸 5 1",
                "旅游 6 1",
                "小计 11 2",
                "合计 14 9",
            ),
            [],
            id="subtotals",
        ),
        pytest.param(("专业 人数 班数", "会计 182 4", "合计 300 4", "物流 143 3"), [], id="not at the end"),
        pytest.param(("专业 人数 班数", "会计 182 4", "物流 143 3"), [], id="no total"),
    ],
)
def test_sums_of_tables(rows: tuple[str, ...], sums: list[tuple[int, int]]) -> None:
    assert [(int(one.stated), int(one.due)) for one in wrong(table(*rows)) if one.kind == "sum"] == sums


# Sentences


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("双师型教师86名，技师30名，占双师型教师的35.3%。", [("share", "35.3", "34.88")]),
        ("双师型教师86名，技师30名，占双师型教师的34.9%。", []),
        ("双师型教师86名，技师30名，占双师型教师的34.8%。", []),
        ("专任教师205人。骨干教师55人，占专任教师的30%。", [("share", "30", "26.83")]),
        ("骨干教师55人，占专任教师的30%。", []),
        ("专任教师205人。原有专任教师198人。骨干教师55人，占专任教师的30%。", []),
        ("306名学员参加了考试，合格292人，合格率90%。", [("share", "90", "95.42")]),
        ("306名学员参加了考试，292人合格，合格率95.4%。", []),
        ("结题课题19项，其中，省级课题5项，省级课题19项。", [("part", "19", "24")]),
        ("立项课题51项，其中，省级课题4项，市级课题47项。", []),
        ("立项课题60项，其中，省级课题4项，市级课题47项。", []),
        ("学生41人，其中，省级获奖30人，党员20人。", []),
    ],
)
def test_shares_and_parts_of_sentences(text: str, found: list[tuple[str, str, str]]) -> None:
    told = wrong(f"一、情况\n{text}\n")
    assert [(one.kind, str(one.stated), str(one.due)) for one in told] == found


def test_endless_numbers_cost_no_time_and_are_none() -> None:
    digits = "1" * 200_000
    again = "共有" * 40_000 + "的比例为" * 40_000
    for odd in (digits, again, again + digits):
        assert (
            wrong(f"一、情况\n双师型教师{odd}名，其中，技师30名，占双师型教师{odd}%，占{odd}的30%。\n") == []
        )


def test_what_a_bracket_dates_is_not_the_year_of_the_next_sentence() -> None:
    text = f"{SCHOOL}质量年度报告（2022年）\n\n一、教师\n教职工191人（2021年186人）。专业课教师96人。\n"
    years = {fact.get("indicator"): fact.get("year") for fact in extract_facts(read_layout(text))}
    assert years["specialised_teachers"] == 2022


# The query


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    first = report_of(
        "a.txt",
        figure("graduates", "1125"),
        figure("graduates", "1030"),
        figure("staff", "231"),
        figure("employment_rate", "101", "%"),
    )
    second = report_of("b.txt", figure("graduates", "1030"), figure("staff", "240"))
    folder = tmp_path_factory.mktemp("audit") / "store"
    GraphStore.create(folder, build_graph([first, second]).nquads)
    return folder


@pytest.mark.parametrize(
    ("params", "rules"),
    [
        ({}, ["within-report", "range", "between-reports"]),
        ({"rule": "range"}, ["range"]),
        ({"rule": "同一报告前后不一、range"}, ["within-report", "range"]),
        ({"severity": "low"}, []),
        ({"severity": "中"}, ["within-report", "range", "between-reports"]),
        ({"indicator": "graduates"}, ["within-report"]),
        ({"indicator": "毕业生数,staff"}, ["within-report", "between-reports"]),
        ({"year": "2020"}, ["within-report", "range", "between-reports"]),
        ({"year": "2018-2019"}, []),
        ({"school": "海棠"}, ["within-report", "range", "between-reports"]),
        ({"school": "没有的学校"}, []),
        ({"region": "没有的地方"}, []),
    ],
)
def test_the_query_conflicts(store: Path, params: dict[str, str], rules: list[str]) -> None:
    names = {
        "within-report": "同一报告前后不一",
        "range": "比率超出范围",
        "between-reports": "不同年份报告不一",
    }
    rows = run(GraphStore.open(store), "conflicts", params).to_objects()
    assert sorted(str(row["rule"]) for row in rows) == sorted(names[rule] for rule in rules)


def test_a_row_of_the_query_has_both_sides(store: Path) -> None:
    (row,) = run(GraphStore.open(store), "conflicts", {"indicator": "graduates"}).to_objects()
    assert row == {
        "school": SCHOOL,
        "indicator": "毕业生数",
        "year": 2020,
        "values": "①1125人 ②1030人",
        "quotes": "①“共1125人” ②“共1030人”",
        "severity": "中",
        "rule": "同一报告前后不一",
        "difference": "95人（8.44%）",
        "scope": "全校",
        "reports": "①a.txt ②a.txt b.txt",
        "sections": "①概况 ②概况",
        "pages": "①3 ②3",
    }


@pytest.mark.parametrize("name", ["rule", "severity"])
def test_an_unknown_rule_or_severity_is_refused_with_those_there_are(store: Path, name: str) -> None:
    with pytest.raises(ParameterError, match="可用：.*range|可用：.*high"):
        run(GraphStore.open(store), "conflicts", {name: "没有"})


# The command


def zhijiao(*args: object) -> Result:
    return CliRunner().invoke(app, [str(arg) for arg in args], prog_name="zhijiao")


@pytest.fixture(scope="module")
def reports(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("reports")
    (folder / "a.txt").write_text(REPORT, encoding="utf-8")
    return folder


def test_reports_are_audited_without_a_graph(reports: Path) -> None:
    ended = zhijiao("audit", reports, "--format", "json")
    assert ended.exit_code == 1
    found = {(row["rule"], row["values"].split()[0]) for row in json.loads(ended.stdout)}
    assert found == {
        ("合计与各项之和不符", "①93万元"),
        ("比率与人数不符", "①35.3%"),
        ("部分多于整体", "①1125人"),
    }


def test_the_text_for_people_says_where(reports: Path) -> None:
    ended = zhijiao("audit", reports / "a.txt", "--rule", "part")
    assert ended.stdout.splitlines() == [
        f"［高］{SCHOOL} 2020 年 毕业生数：部分多于整体，125人（10%）",
        "    数值 ①1125人 ②565人 ③685人",
        "    原文 ①“年毕业生1125人” ②“直接就业565人” ③“升学685人”",
        "    出处 ①a.txt ②a.txt ③a.txt | ①就业 ②就业 ③就业",
    ]
    assert "共 1 处矛盾" in ended.stderr


def test_a_graph_is_audited_page_by_page(store: Path) -> None:
    whole = zhijiao("audit", "--store", store, "--format", "csv")
    assert whole.exit_code == 1
    rows = list(csv.DictReader(io.StringIO(whole.stdout.removeprefix("\ufeff"))))
    assert len(rows) == 3
    part = zhijiao("audit", "--store", store, "--limit", 1, "--offset", 1, "--format", "csv")
    assert list(csv.DictReader(io.StringIO(part.stdout.removeprefix("\ufeff")))) == rows[1:2]


def test_nothing_found_ends_well(store: Path) -> None:
    ended = zhijiao("audit", "--store", store, "--year", "1999")
    assert (ended.exit_code, ended.stdout) == (0, "")
    assert "没有发现矛盾" in ended.stderr


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (("--rule", "没有"), "参数 rule 不能是 '没有'"),
        (("--severity", "grave"), "可用：high（高）"),
        (("--year", "去年"), "应是年份"),
        (("--indicator", "没有"), "参数 indicator 不能是"),
        (("--store", "没有的文件夹"), "没有的文件夹"),
    ],
)
def test_a_slip_of_the_pen_is_told(args: tuple[str, str], said: str) -> None:
    ended = CliRunner().invoke(app, ["audit", *args])
    assert ended.exit_code == 2
    assert said in ended.stderr


def test_a_report_that_cannot_be_read_does_not_stop_the_others(reports: Path, tmp_path: Path) -> None:
    broken = tmp_path / "broken.pdf"
    broken.write_bytes(b"%PDF-1.7 nothing")
    ended = zhijiao("audit", reports / "a.txt", broken, "--rule", "part")
    assert ended.exit_code == 1
    assert "失败" in ended.stderr and "broken.pdf" in ended.stderr
    assert "部分多于整体" in ended.stdout
    alone = zhijiao("audit", broken)
    assert alone.exit_code == 2
    assert "没有一份报告读得出来" in alone.stderr


def test_a_region_needs_a_graph(reports: Path) -> None:
    ended = zhijiao("audit", reports, "--region", "云湾")
    assert ended.exit_code == 2
    assert "--region 只用于图谱" in ended.stderr
