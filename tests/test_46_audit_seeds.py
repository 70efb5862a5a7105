"""What the audit finds in real reports, against a list made by reading them."""

from __future__ import annotations

from pathlib import Path

import pytest

from zhijiao.extract.arithmetic.miscount import miscounts
from zhijiao.extract.extractor import extract_facts
from zhijiao.extract.facts import ReportFacts
from zhijiao.extract.reports import read_report
from zhijiao.queries.audit.reports import Reading, audit_reports

#: The contradictions that a person found: report, indicator or subject, the figures.
BY_HAND = {
    # Graduates of 2020, in the text and as the total of a table; and those of them directly employed.
    ("yueqing_vocational_2020", "graduates", ("1125人", "1030人")),
    ("yueqing_vocational_2020", "direct_employed", ("565人", "309人")),
    # Directly employed and gone on to study are more than there are graduates.
    ("yueqing_vocational_2020", "graduates", ("1125人", "565人", "685人")),
    # 30 of 86 dual-qualified teachers are no 35.3 %.
    ("yueqing_vocational_2020", "占双师型教师的比例", ("35.3%", "34.88%（30÷86）")),
    # 109,200 books for 3,256 students are 33.54 each; 33.24 is what last year's students would have.
    ("yueqing_vocational_2020", "books_per_student", ("33.24册", "10.92万册", "3256人")),
    # 158,595 ㎡ for 3,256 students are 48.71 ㎡ each.
    ("yueqing_vocational_2020", "生均校园面积", ("48.81㎡", "158595㎡", "3256人")),
    # 33 classes in the introduction; those of the majors are 42.
    ("yueqing_union_2019", "classes", ("33个", "6 个专业合计 42个（8+9+5+6+11+3）")),
    # Jobs that match the major, in a table and in the text.
    ("yueqing_union_2019", "matched_employment_rate", ("72.01%", "80%")),
    # 19 finished projects, of which 5 and 19 provincial.
    ("liaocheng_2020", "省级", ("19项", "24项（5+19）")),
    # 292 of 306 passed: no 90 %.
    ("liaocheng_2020", "合格率", ("90%", "95.42%（292÷306）")),
    # 15, 63 and 41 prizes by level; 75 in all elsewhere.
    ("liaocheng_2020", "技能大赛奖项", ("119项", "75项")),
}
#: Those that the audit cannot find: figures without a code, and a year's books by another year's students.
UNSEEN = {"books_per_student", "生均校园面积", "技能大赛奖项"}


@pytest.fixture(scope="module")
def found(shared: Path) -> set[tuple[str, str, tuple[str, ...]]]:
    readings = []
    for path in sorted((shared / "seeds").glob("*.txt")):
        document, _ = read_report(path)
        facts = ReportFacts(path.stem, tuple(extract_facts(document)))
        readings.append(Reading(facts, tuple(miscounts(document))))
    assert len(readings) == 3
    return {
        (
            one.sides[0].passages[0].report,
            one.indicator or one.subject,
            tuple(side.words for side in one.sides),
        )
        for _, findings in audit_reports(readings)
        for one in findings
    }


def test_every_finding_is_one_that_a_person_made_too(found: set[tuple[str, str, tuple[str, ...]]]) -> None:
    assert found <= BY_HAND, "precision: 1"


def test_all_but_three_that_a_person_made_are_found(found: set[tuple[str, str, tuple[str, ...]]]) -> None:
    missed = BY_HAND - found
    assert {subject for _, subject, _ in missed} == UNSEEN, "recall: 8 of 11"


def test_the_example_reports_contradict_themselves_seven_times(root: Path) -> None:
    readings = []
    for path in sorted((root / "examples/reports").iterdir()):
        document, _ = read_report(path)
        facts = ReportFacts(path.name, tuple(extract_facts(document)))
        readings.append(Reading(facts, tuple(miscounts(document))))
    told = [
        (one.indicator, tuple(side.words for side in one.sides))
        for _, findings in audit_reports(readings)
        for one in findings
    ]
    # Each was held against the text; the last is explained there, by the day of counting.
    assert sorted(told) == [
        ("direct_employed", ("565人", "309人")),
        ("employed_graduates", ("1466人", "1481人")),
        ("graduates", ("1125人", "1030人")),
        ("graduates", ("1125人", "565人", "685人")),
        ("graduates", ("1487人", "1512人")),
        ("graduates", ("796人", "790人")),
        ("matched_employment_rate", ("72.01%", "80%")),
    ]
