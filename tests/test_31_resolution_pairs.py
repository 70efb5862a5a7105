"""How well names are joined, on pairs of names that people have labelled."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path

import pytest

from zhijiao.extract.facts import Evidence, Fact, ReportFacts, read_facts
from zhijiao.graph.iris import Minter
from zhijiao.graph.resolution.resolve import resolve

PAIRS = Path(__file__).parent / "data" / "resolution_pairs.csv"
EVIDENCE = (Evidence(0, 2, "原文"),)
LEAST = 0.95

Pair = dict[str, str]


@cache
def pairs() -> tuple[Pair, ...]:
    with PAIRS.open(encoding="utf-8", newline="") as lines:
        return tuple(csv.DictReader(lines))


def report(number: str, name: str, kind: str, region: str) -> ReportFacts:
    """A report of a school of its own in `region` that works with `name`."""
    school = Fact("school", {"name": f"学校{number}", "region": region}, EVIDENCE)
    values = {"partner": name, "partner_kind": kind, "modes": ["cooperation"]}
    return ReportFacts(f"{number}.txt", (school, Fact("partnership", values, EVIDENCE)))


def both(number: int, pair: Pair) -> list[ReportFacts]:
    return [
        report(f"{number}甲", pair["one"], pair["kind"], pair["region_one"]),
        report(f"{number}乙", pair["other"], pair["kind"], pair["region_two"]),
    ]


@cache
def joined(*, together: bool) -> tuple[bool, ...]:
    """Say of each pair whether it is joined: all pairs in one graph, or each in one of its own."""
    minter = Minter()
    everything = [both(number, pair) for number, pair in enumerate(pairs())]
    one_graph = resolve([one for reports in everything for one in reports], minter) if together else None
    found = []
    for pair, reports in zip(pairs(), everything, strict=True):
        resolution = one_graph or resolve(reports, minter)
        one, other = (
            resolution.find(each.report, "partner", pair[key])
            for each, key in zip(reports, ("one", "other"), strict=True)
        )
        assert one is not None
        found.append(one == other)
    return tuple(found)


def f1(labelled: Iterable[Pair], said: Sequence[bool]) -> float:
    marks = [(pair["same"] == "yes", one) for pair, one in zip(labelled, said, strict=True)]
    right = sum(same and one for same, one in marks)
    return 2 * right / (sum(same for same, _ in marks) + sum(one for _, one in marks))


def test_the_gold_set_is_large_and_half_of_it_hard() -> None:
    assert len(pairs()) >= 300
    assert len({(one["one"], one["other"], one["region_one"], one["region_two"]) for one in pairs()}) == len(
        pairs()
    )
    different = sum(pair["same"] == "no" for pair in pairs())
    assert 0.45 < different / len(pairs()) < 0.55
    assert {pair["same"] for pair in pairs()} == {pair["held_out"] for pair in pairs()} == {"yes", "no"}
    kinds = {pair["kind"] for pair in pairs()}
    assert kinds == {
        "enterprise",
        "association",
        "government",
        "school",
        "hospital",
        "kindergarten",
        "media",
        "group",
        "other",
    }


@pytest.mark.parametrize("together", [False, True], ids=["each alone", "all in one graph"])
@pytest.mark.parametrize("held_out", ["yes", "no"])
def test_pairs_are_joined_as_people_say(held_out: str, *, together: bool) -> None:
    chosen = [
        (pair, one)
        for pair, one in zip(pairs(), joined(together=together), strict=True)
        if pair["held_out"] == held_out
    ]
    wrong = [
        f"{pair['one']} / {pair['other']}: {pair['same']}"
        for pair, one in chosen
        if one != (pair["same"] == "yes")
    ]
    assert f1(*zip(*chosen, strict=True)) >= LEAST, wrong


@pytest.mark.parametrize("together", [False, True], ids=["each alone", "all in one graph"])
def test_what_is_two_things_is_never_taken_for_one(*, together: bool) -> None:
    said = zip(pairs(), joined(together=together), strict=True)
    assert [(pair["one"], pair["other"]) for pair, one in said if one and pair["same"] == "no"] == []


def test_no_person_of_the_annotated_reports_is_joined_across_schools(shared: Path) -> None:
    reports = [
        ReportFacts(path.stem, tuple(read_facts(path)))
        for path in sorted((shared / "gold").glob("*_20*.jsonl"))
    ]
    # A second school with the very same names of persons.
    twins = [
        ReportFacts(
            f"{one.report}_2",
            tuple(
                Fact(
                    "school", {**fact.values, "name": f"{fact.get('name')}分校", "aliases": []}, fact.evidence
                )
                if fact.kind == "school"
                else fact
                for fact in one.facts
            ),
        )
        for one in reports
    ]
    resolution = resolve([*reports, *twins], Minter())
    compared = 0
    for one, twin in zip(reports, twins, strict=True):
        names = {
            name
            for fact in one.facts
            if fact.kind == "award"
            for name in (*(fact.get("recipients") or ()), *(fact.get("advisors") or ()))
        }
        for name in names:
            first, second = (resolution.find(each.report, "person", name) for each in (one, twin))
            assert first is not None
            assert second is not None
            assert first.iri != second.iri
            compared += 1
    assert compared > 50
