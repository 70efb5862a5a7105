"""Mentions that were put aside come back as they were."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from zhijiao.extract.facts import ReportFacts, read_facts
from zhijiao.graph.resolution.mentions import report_mentions
from zhijiao.graph.resolution.packed_mentions import Shared, packed, unpacked

ROOT = Path(__file__).parent.parent
FACTS = sorted((ROOT / "examples" / "facts").glob("*.jsonl"))


@pytest.mark.parametrize("path", FACTS, ids=[path.stem for path in FACTS])
def test_mentions_come_back_from_json_as_they_were(path: Path) -> None:
    report = ReportFacts(f"{path.stem}.txt", tuple(read_facts(path)))
    mentions = report_mentions(report)
    again = unpacked(json.loads(json.dumps(packed(mentions), ensure_ascii=False)))
    assert again == mentions
    # What is gone through in order needs the order too.
    assert list(again.names.items()) == list(mentions.names.items())


def test_reports_share_what_is_equal() -> None:
    (path, *_) = FACTS
    report = ReportFacts(f"{path.stem}.txt", tuple(read_facts(path)))
    data = json.dumps(packed(report_mentions(report)), ensure_ascii=False)
    shared = Shared()
    one, other = (unpacked(json.loads(data), shared) for _ in range(2))
    assert one == other == report_mentions(report)
    assert one.school is other.school
    assert one.place is other.place
    for left, right in zip(one.mentions, other.mentions, strict=True):
        assert left.node is right.node
        assert left.name is right.name
        assert left.aliases is right.aliases
    for left_key, right_key in zip(one.names, other.names, strict=True):
        assert left_key is right_key


@pytest.mark.parametrize("data", [{}, {"report": "x", "nodes": [["nothing", "", "x"]], "places": []}])
def test_what_is_none_is_refused(data: dict[str, object]) -> None:
    with pytest.raises((KeyError, TypeError, ValueError, IndexError)):
        unpacked(data)
