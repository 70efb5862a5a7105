"""The rules of the audit: what contradicts itself is found, and what is only rounded or told apart is not."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhijiao.ontology.codes import concepts
from zhijiao.queries.audit.audit import audit
from zhijiao.queries.audit.figures import Figure, Passage, agree
from zhijiao.queries.audit.findings import RULES, SEVERITIES, Finding
from zhijiao.queries.audit.ratios import RATIOS
from zhijiao.queries.audit.totals import ADDITIVE, WHOLES
from zhijiao.tests.making.figures import APART, figure


def found(*figures: Figure) -> list[Finding]:
    """Findings in figures that stand far from each other, unless they say where."""
    placed = [
        one
        if one.passages[0].start
        else figure(
            one.indicator,
            one.passages[0].quote.removeprefix("共").removesuffix(one.unit),
            one.unit,
            one.year,
            one.scope,
            one.qualifier,
            one.passages[0].report,
            (number + 1) * APART,
            one.passages[0].section,
        )
        for number, one in enumerate(figures)
    ]
    return audit(placed)


def rules(*figures: Figure) -> list[tuple[str, str]]:
    return [(one.rule, one.severity) for one in found(*figures)]


# Two figures of one thing


def test_two_counts_of_the_same_graduates_are_a_finding_with_both_passages() -> None:
    (one,) = found(figure("graduates", "1125"), figure("graduates", "1030"))
    assert (one.rule, one.severity, one.indicator, one.year, one.scope) == (
        "within-report",
        "medium",
        "graduates",
        2020,
        "",
    )
    assert [side.words for side in one.sides] == ["1125人", "1030人"]
    assert [[(p.report, p.section, p.page, p.quote) for p in side.passages] for side in one.sides] == [
        [("a.txt", "概况", 1, "共1125人")],
        [("a.txt", "概况", 1, "共1030人")],
    ]
    assert one.difference == "95人（8.44%）"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param(
            figure("enrolled_students", "3.2", "万人"), figure("enrolled_students", "31876"), id="万"
        ),
        pytest.param(
            figure("printed_books", "10.9", "万册"), figure("printed_books", "109200", "册"), id="万册"
        ),
        pytest.param(
            figure("employment_rate", "96.5", "%"), figure("employment_rate", "96.48", "%"), id="rounded"
        ),
        pytest.param(
            figure("employment_rate", "96.4", "%"), figure("employment_rate", "96.48", "%"), id="cut off"
        ),
        pytest.param(figure("employment_rate", "965", "‰"), figure("employment_rate", "96.5", "%"), id="‰"),
        pytest.param(
            figure("total_income", "11247", "万元"), figure("total_income", "112470000", "元"), id="元"
        ),
        pytest.param(figure("campus_area", "238", "亩"), figure("campus_area", "158595", "㎡"), id="亩"),
        pytest.param(figure("floor_area", "15.02", "万㎡"), figure("floor_area", "150150", "㎡"), id="万㎡"),
        pytest.param(figure("graduates", "1100", qualifier="about"), figure("graduates", "1125"), id="about"),
        pytest.param(
            figure("graduates", "1200", qualifier="nearly"), figure("graduates", "1125"), id="nearly"
        ),
        pytest.param(figure("graduates", "200", qualifier="over"), figure("graduates", "250"), id="over"),
        pytest.param(
            figure("enrolled_students", "10000", qualifier="nearly"),
            figure("enrolled_students", "7948"),
            id="a round nearly",
        ),
        pytest.param(figure("graduates", "1100"), figure("graduates", "1125"), id="a round number"),
        pytest.param(figure("staff", "231", "人"), figure("staff", "231", "名"), id="人 and 名"),
        pytest.param(figure("graduates", "1125", year=2019), figure("graduates", "1030"), id="another year"),
        pytest.param(
            figure("graduates", "1125", scope="会计"), figure("graduates", "1130"), id="another scope"
        ),
        pytest.param(figure("graduates", "1125", year=None), figure("graduates", "1030"), id="no year"),
        pytest.param(figure("classes", "72", "个"), figure("classes", "3256", "人"), id="another quality"),
        pytest.param(figure("new_students", "1096"), figure("new_students", "30"), id="some of them"),
        pytest.param(
            figure("training_persons", "70", "人次"), figure("training_persons", "76", "人次"), id="by parts"
        ),
    ],
)
def test_what_can_be_one_figure_is_no_finding(one: Figure, other: Figure) -> None:
    assert found(one, other) == []
    assert found(other, one) == []


@pytest.mark.parametrize(
    ("one", "other", "severity"),
    [
        (figure("graduates", "1200", qualifier="over"), figure("graduates", "1125"), "medium"),
        (figure("graduates", "1000", qualifier="nearly"), figure("graduates", "1125"), "high"),
        (figure("employment_rate", "96.5", "%"), figure("employment_rate", "96.2", "%"), "low"),
        (
            figure("matched_employment_rate", "72.01", "%"),
            figure("matched_employment_rate", "80", "%"),
            "high",
        ),
        (figure("printed_books", "10.9", "万册"), figure("printed_books", "19", "万册"), "high"),
        (figure("direct_employed", "565"), figure("direct_employed", "309"), "high"),
        (figure("floor_area", "15.02", "万㎡"), figure("floor_area", "15.2", "万㎡"), "low"),
    ],
)
def test_what_cannot_be_one_figure_is_a_finding(one: Figure, other: Figure, severity: str) -> None:
    assert rules(one, other) == [("within-report", severity)]


def test_a_whole_and_its_part_said_in_one_breath_are_told_apart() -> None:
    near = [figure("enrolled_students", "7948", start=1000), figure("enrolled_students", "7670", start=1030)]
    assert audit(near) == []
    far = [near[0], figure("enrolled_students", "7670", start=9000)]
    assert [one.rule for one in audit(far)] == ["within-report"]


def test_rows_of_a_table_about_one_major_are_its_levels() -> None:
    rows = [
        figure("graduates", "182", scope="会计", start=1000),
        figure("graduates", "230", scope="会计", start=1400),
    ]
    assert audit(rows) == []
    elsewhere = [rows[0], figure("graduates", "230", scope="会计", start=1400, section="就业")]
    assert [(one.rule, one.scope) for one in audit(elsewhere)] == [("within-report", "会计")]


def test_three_figures_of_one_thing_are_one_finding() -> None:
    (one,) = found(*(figure("graduates", number) for number in ("1125", "1030", "1077")))
    assert len(one.sides) == 3


# Two reports of a school


def test_a_look_back_that_disagrees_is_a_finding() -> None:
    figures = (figure("graduates", "790", year=2021), figure("graduates", "796", year=2021, report="b.txt"))
    assert rules(*figures) == [("between-reports", "low")]


def test_what_both_reports_state_is_one_figure() -> None:
    passages = (Passage("a.txt", 10, "796人"), Passage("b.txt", 20, "796人"))
    both = Figure("graduates", Decimal(796), "人", 2021, "", "", passages)
    assert audit([both]) == []


def test_a_school_year_against_the_calendar_is_no_finding() -> None:
    # What one report gives for 2019, by the school year, the other gives for 2020.
    figures = (
        figure("new_students", "1112", year=2019),
        figure("new_students", "1150", year=2019, report="b.txt"),
        figure("new_students", "1112", year=2020, report="b.txt"),
    )
    assert found(*figures) == []
    assert rules(*figures[:2]) == [("between-reports", "medium")]


# Totals and parts


def classes(*numbers: str, total: str = "33") -> list[Figure]:
    majors = [
        figure("classes", number, "个", scope=f"专业{place}", section="专业")
        for place, number in enumerate(numbers)
    ]
    return [figure("classes", total, "个"), *majors]


def test_majors_that_are_more_than_the_school_do_not_add_up() -> None:
    (one,) = found(*classes("8", "9", "5", "6", "11", "3"))
    assert (one.rule, one.severity, one.indicator) == ("sum", "high", "classes")
    assert [side.words for side in one.sides] == ["33个", "6 个专业合计 42个（8+9+5+6+11+3）"]
    assert [len(side.passages) for side in one.sides] == [1, 6]
    assert one.difference == "9个（21.43%）"


def test_majors_that_are_fewer_are_wrong_only_where_all_are_listed() -> None:
    assert found(*classes("8", "9", "5")) == []
    assert rules(*classes("8", "9", "5"), figure("majors_offered", "3", "个")) == [("sum", "high")]
    assert found(*classes("8", "9", "5"), figure("majors_offered", "4", "个")) == []


def test_majors_that_add_up_to_one_of_two_totals_are_right() -> None:
    figures = [*classes("20", "13", total="33"), figure("classes", "35", "个")]
    assert rules(*figures) == [("within-report", "medium")]


def test_a_major_counted_over_a_number_is_not_added() -> None:
    figures = classes("20", "13", total="33")
    assert (
        found(*figures, figure("classes", "200", "个", scope="别的", qualifier="over", section="专业")) == []
    )


def test_a_rate_is_not_added_up() -> None:
    rates = [figure("employment_rate", "98", "%", scope=name) for name in ("会计", "物流")]
    assert found(figure("employment_rate", "97.5", "%"), *rates) == []


def test_parts_that_are_more_than_their_whole() -> None:
    figures = (
        figure("graduates", "1125"),
        figure("direct_employed", "565"),
        figure("advanced_study", "685"),
    )
    (one,) = found(*figures)
    assert (one.rule, one.severity, one.difference) == ("part", "high", "125人（10%）")
    assert [side.words for side in one.sides] == ["1125人", "565人", "685人"]
    assert found(*figures[:2], figure("advanced_study", "560")) == []


def test_a_part_is_held_against_the_whole_that_stands_nearest() -> None:
    figures = [
        figure("graduates", "1125", start=1000),
        figure("employed_graduates", "1118", start=1040),
        figure("graduates", "1030", start=2500),
    ]
    assert [one.rule for one in audit(figures)] == ["within-report"]


def test_a_part_far_from_its_whole_may_be_of_another_thing() -> None:
    whole = figure("graduates", "1030", start=1000)
    assert [one.rule for one in audit([whole, figure("employed_graduates", "1118", start=2000)])] == ["part"]
    assert audit([whole, figure("employed_graduates", "1118", start=9000)]) == []
    elsewhere = figure("employed_graduates", "1118", start=2000, section="就业")
    assert audit([whole, elsewhere]) == []


# Rates


@pytest.mark.parametrize(
    ("rate", "wrong"),
    [("99.38", False), ("99.37", False), ("99.4", False), ("99", False), ("98.38", True), ("95", True)],
)
def test_the_employment_rate_follows_from_the_counts(rate: str, wrong: bool) -> None:
    counts = (figure("graduates", "1125"), figure("employed_graduates", "1118"))
    assert [one.rule for one in found(*counts, figure("employment_rate", rate, "%"))] == ["ratio"] * wrong


def test_a_wrong_rate_shows_the_counts_and_what_is_due() -> None:
    (one,) = found(
        figure("graduates", "1125"),
        figure("employed_graduates", "1118"),
        figure("employment_rate", "89.38", "%"),
    )
    assert [side.words for side in one.sides] == ["89.38%", "1118人", "1125人"]
    assert one.difference == "10 个百分点，由所列数得 99.38%"
    assert one.severity == "high"


def test_a_rate_of_another_year_or_scope_is_not_held_against_the_counts() -> None:
    counts = (figure("graduates", "1125"), figure("employed_graduates", "1118"))
    assert found(*counts, figure("employment_rate", "95", "%", year=2019)) == []
    assert found(*counts, figure("employment_rate", "95", "%", scope="会计")) == []


@pytest.mark.parametrize(
    ("rate", "bases", "wrong"),
    [
        ("91.49", {"specialised_teachers": "94", "full_time_teachers": "205"}, False),  # of those of subjects
        ("41.95", {"specialised_teachers": "94", "full_time_teachers": "205"}, False),  # of all
        ("75.6", {"full_time_teachers": "205"}, False),  # of fewer, who are not stated
        ("40.3", {"staff": "205"}, True),  # fewer than of all there are
        ("97.3", {"specialised_teachers": "94"}, True),  # more than of the fewest
    ],
)
def test_a_share_may_be_of_any_teachers_but_not_of_none(
    rate: str, bases: dict[str, str], wrong: bool
) -> None:
    figures = [figure(name, number) for name, number in bases.items()]
    counted = figure("dual_qualified_teachers", "86")
    shares = found(*figures, counted, figure("dual_qualified_ratio", rate, "%"))
    assert [one.rule for one in shares] == ["ratio"] * wrong


@pytest.mark.parametrize(("ratio", "wrong"), [("15.92", False), ("16.9", False), ("20", True), ("9", True)])
def test_students_per_teacher_may_be_weighted_but_not_by_much(ratio: str, wrong: bool) -> None:
    figures = (
        figure("enrolled_students", "3256"),
        figure("full_time_teachers", "205"),
        figure("staff", "231"),
        figure("student_teacher_ratio", ratio, ":1"),
    )
    assert [one.rule for one in found(*figures)] == ["ratio"] * wrong


@pytest.mark.parametrize(
    ("written", "severity"), [("100.5", ["medium"]), ("100", []), ("0", []), ("-3", ["high"])]
)
def test_a_share_lies_between_nought_and_a_hundred(written: str, severity: list[str]) -> None:
    one = figure("employment_rate", written, "%", year=None)
    assert [finding.severity for finding in audit([one]) if finding.rule == "range"] == severity


def test_what_leaps_within_a_year_is_a_slight_finding() -> None:
    figures = (figure("printed_books", "10.5", "万册"), figure("printed_books", "1.1", "万册", 2021))
    (one,) = found(*figures)
    assert (one.rule, one.severity, one.year) == ("jump", "low", 2021)
    assert [side.words for side in one.sides] == ["2020 年 10.5万册", "2021 年 1.1万册"]
    assert found(figures[0], figure("printed_books", "1.1", "万册", 2022)) == []
    # Where one of two figures of the year does not leap, the other is of something else.
    beside = figure("printed_books", "10.6", "万册", 2021, start=99_000)
    assert [one.rule for one in found(*figures, beside)] == ["within-report"]


# What holds of all


@st.composite
def many(draw: st.DrawFn) -> list[Figure]:
    indicators = ["graduates", "employed_graduates", "employment_rate", "classes", "printed_books"]
    size = draw(st.integers(0, 14))
    return [
        figure(
            indicator := draw(st.sampled_from(indicators)),
            str(draw(st.integers(0, 400))),
            {"employment_rate": "%", "classes": "个", "printed_books": "册"}.get(indicator, "人"),
            draw(st.sampled_from([2020, 2021, None])),
            draw(st.sampled_from(["", "会计", "物流"])),
            draw(st.sampled_from(["", "about", "nearly", "over"])),
            draw(st.sampled_from(["a.txt", "b.txt"])),
            (number + 1) * APART,
        )
        for number in range(size)
    ]


@given(many(), st.randoms())
def test_the_order_of_figures_does_not_matter(figures: list[Figure], chance: object) -> None:
    expected = audit(figures)
    mixed = list(figures)
    chance.shuffle(mixed)  # type: ignore[attr-defined]
    assert audit(mixed) == expected


@given(many())
def test_every_finding_is_of_the_list_and_has_two_sides(figures: list[Figure]) -> None:
    for one in audit(figures):
        assert one.rule in RULES and one.severity in SEVERITIES
        assert len(one.sides) >= 2
        assert one.sides[0].passages
        assert one.difference


@given(st.integers(1, 10**7), st.integers(0, 4))
def test_a_number_agrees_with_itself_however_it_is_rounded(number: int, digits: int) -> None:
    exact = figure("printed_books", str(number), "册")
    in_ten_thousands = f"{number / 10_000:.{digits}f}"
    assert agree(exact, figure("printed_books", in_ten_thousands, "万册"))


@given(st.integers(0, 10**6), st.integers(0, 10**6), st.sampled_from(["", "about", "nearly", "over"]))
def test_agreeing_is_mutual(one: int, other: int, qualifier: str) -> None:
    pair = (figure("graduates", str(one), qualifier=qualifier), figure("graduates", str(other)))
    assert agree(*pair) == agree(*reversed(pair))


def test_the_rules_name_indicators_of_the_ontology() -> None:
    known = {one.code for one in concepts("indicator")}
    named = set(ADDITIVE) | {whole for _, whole in WHOLES} | {part for parts, _ in WHOLES for part in parts}
    for ratio in RATIOS:
        named |= {ratio.rate, ratio.counted, *(name for base in ratio.bases for name in base)}
    assert named <= known


def test_findings_are_the_same_in_every_order_of_a_real_case() -> None:
    figures: Sequence[Figure] = [
        figure("graduates", "1125", start=1000),
        figure("direct_employed", "565", start=1040),
        figure("advanced_study", "685", start=1080),
        figure("graduates", "1030", start=2500),
    ]
    assert len({tuple(audit(list(order))) for order in permutations(figures)}) == 1
