"""What of an answer is kept: lines of the guide's form that the report's own words bear out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from ..facts import Fact
from ..reading.blocks import Document
from ..reading.passage import Passage
from ..schools.school import Speaker
from .lines import LineError, values_of
from .quotes import found_quote
from .sections import Section
from .shapes import Place, shaped
from .support import plain, support_of

#: How sure a fact is that only the model has found: it is right in its words, perhaps not in what they mean.
MODEL_CONFIDENCE: Final = 0.6
#: A section holds no more facts than this; what an answer has beyond is not read.
_MOST_LINES: Final = 400


@dataclass(slots=True)
class Checker:
    """Checks the answers about one report; `refused` counts the lines not kept, by what was wrong.

    What may be wrong: "form" (kind, key, code, type), "quote", "value" (not in the passage), "shape".
    """

    document: Document
    speaker: Speaker
    refused: Counter[str] = field(default_factory=Counter)
    _report: str = ""

    def __post_init__(self) -> None:
        self._report = plain(self.document.text)

    def kept(self, lines: Sequence[Mapping[str, Any]], section: Section) -> list[Fact]:
        """Return the facts among `lines`, the answer about `section`, that stand."""
        facts = []
        words = plain(f"{section.words} {section.whole.context}")
        for line in lines[:_MOST_LINES]:
            fact, wrong = self._checked(line, section, words)
            if fact is None:
                self.refused[wrong] += 1
            else:
                facts.append(fact)
        return facts

    def _checked(self, line: Mapping[str, Any], section: Section, words: str) -> tuple[Fact | None, str]:
        """Return the fact of a line, or None and what was wrong."""
        try:
            kind, values = values_of(line)
        except LineError:
            return None, "form"
        quote = line.get("quote")
        found = found_quote(self.document.text, section, quote) if isinstance(quote, str) else None
        if found is None:
            return None, "quote"
        piece, start, end = found
        support = support_of(
            self.document.text,
            (start, end),
            piece,
            section=words,
            report=self._report,
            year=self.speaker.year,
        )
        if support.missing(kind, values):
            return None, "value"
        passage = Passage.of(self.document.text, piece.start, piece.end)
        place = Place(self.document, self.speaker, passage, piece.section)
        made = shaped(kind, values, place)
        if made is None:
            return None, "shape"
        evidence = self.document.evidence(start, end, piece.section)
        return Fact(kind, made, (evidence,), MODEL_CONFIDENCE), ""
