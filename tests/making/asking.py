"""A report and what a model may say of it: what the tests of the optional model share."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from zhijiao.extract.extractor import extract_facts
from zhijiao.extract.facts import Fact
from zhijiao.extract.llm.reader import ModelReading, read_with_model
from zhijiao.extract.llm.settings import LlmSettings
from zhijiao.extract.reading.blocks import Document
from zhijiao.tests.making.stub_model import Answering, Reply, StubModel, stub_model

REPORT = """青禾市云岭职业技术学校质量年度报告（2021年）

一、学校情况
青禾市云岭职业技术学校创办于1985年。2021年在校生1620人，纸质图书9.5万册，就业率98.2%。
可在线翻看的书有3.2万册。

二、校企合作
那家名叫瑞科晶的老东家一直惦记着学校，恒远电气股份有限公司与学校签订合作协议，安排学生到该公司顶岗实习。

三、竞赛成绩

| 赛项 | 选手 | 等第 |
|---|---|---|
| 钳工 | 王小明 | 一等奖 |
"""
PARTNER = "恒远电气股份有限公司"
FIRM: dict[str, Any] = {
    "fact": "partnership",
    "partner": "瑞科晶",
    "partner_kind": "enterprise",
    "modes": ["cooperation"],
    "quote": "瑞科晶的老东家一直惦记着学校",
}
BOOKS: dict[str, Any] = {
    "fact": "indicator",
    "indicator": "ebooks",
    "value": 3.2,
    "unit": "万册",
    "year": 2021,
    "scope": "school",
    "quote": "可在线翻看的书有3.2万册",
}


def settings(stub: StubModel | str, tmp_path: Path, **changes: Any) -> LlmSettings:
    """Return settings for `stub` (or an address) that lose no time; `changes` are other values."""
    url = stub if isinstance(stub, str) else stub.url
    quick: dict[str, Any] = {"first_wait": 0.01, "longest_wait": 0.05, "request_seconds": 5.0, "tries": 3}
    return LlmSettings(url, "stub", tmp_path / "answers", **(quick | changes))


def reading(
    document: Document, answering: Answering | Sequence[Reply] | Reply, tmp_path: Path, **changes: Any
) -> tuple[ModelReading, StubModel]:
    """Read `document` with the rules and a model that answers so; also return what it was sent."""
    with stub_model(answering) as stub:
        rules = extract_facts(document)
        return read_with_model(document, rules, settings(stub, tmp_path, **changes)), stub


def added(document: Document, found: ModelReading) -> list[Fact]:
    """Return what the model has added to the rules' facts."""
    rules = [(fact.kind, fact.values) for fact in extract_facts(document)]
    return [fact for fact in found.facts if (fact.kind, fact.values) not in rules]
