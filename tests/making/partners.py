"""Partnerships found in a text of an invented school, by partner, each held against the guide's form."""

from __future__ import annotations

from typing import Final

from zhijiao.extract.facts import Fact
from zhijiao.extract.language.sentences import sentences_of
from zhijiao.extract.partners.modes import MODES
from zhijiao.extract.partners.partnerships import partnerships
from zhijiao.extract.reading.layout import read_layout
from zhijiao.extract.schools.school import Speaker

OWN: Final = "云湾市海棠职业技术学校"
FIRM: Final = "云湾远帆电子科技有限公司"
REPORT: Final = Speaker(Fact("school", {"name": OWN, "report_year": 2022}), (OWN, "海棠职校"), 2022)
NEWS: Final = Speaker(Fact("school", {"name": OWN}), (OWN,), 2021)


def found(text: str, speaker: Speaker = REPORT) -> dict[str, Fact]:
    """Return the partnerships that `text` states, by the partner's name."""
    document = read_layout(text)
    facts = partnerships(document, list(sentences_of(document)), speaker)
    for fact in facts:
        assert fact.kind == "partnership"
        assert 0 < fact.confidence < 1
        assert set(fact.get("modes")) <= set(MODES) and fact.get("modes")
        for passage in fact.evidence:
            assert passage.quote == document.text[passage.start : passage.end] != ""
    return {fact.get("partner"): fact for fact in facts}


def one(text: str, speaker: Speaker = REPORT) -> Fact:
    """Return the one partnership that `text` states."""
    (fact,) = found(text, speaker).values()
    return fact
