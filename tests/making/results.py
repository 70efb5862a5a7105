"""Results of competitions read from a text, as rows that tests compare."""

from __future__ import annotations

from zhijiao.extract.awards.awards import award_facts
from zhijiao.extract.facts import Fact
from zhijiao.extract.language.sentences import sentences_of
from zhijiao.extract.reading.layout import read_layout
from zhijiao.extract.schools.school import find_speaker

Row = tuple[str, str, str, str]  #: item or title, winners, rank, teachers


def results_of(text: str) -> list[Fact]:
    """Return the awards that `text` tells, each with evidence that quotes the text."""
    document = read_layout(text)
    sentences = list(sentences_of(document))
    facts = award_facts(document, sentences, find_speaker(document, sentences))
    for fact in facts:
        for passage in fact.evidence:
            assert text[passage.start : passage.end] == passage.quote != ""
    return facts


def rows_of(text: str) -> list[Row]:
    """Return the awards that `text` tells as rows; a title given stands in the place of the item."""
    return [
        (
            str(fact.get("item") or (fact.get("event") if fact.get("rank") == "称号" else "")),
            " ".join(fact.get("recipients") or ()),
            str(fact.get("rank")),
            " ".join(fact.get("advisors") or ()),
        )
        for fact in results_of(text)
    ]
