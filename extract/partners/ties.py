"""Ties: partnerships as single passages state them, and the sentence that is read for them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ..facts import Evidence
from ..language.mentions import Mention
from ..language.sentences import Sentence, Skeleton, evidence
from ..reading.blocks import Document
from ..schools.school import Speaker


@dataclass(frozen=True, slots=True)
class Tie:
    """A partnership as one passage states it: with whom, how, since when, for which majors, in which role.

    `weight` is how sure the passage makes it, between 0 and 1; `aliases` are other names that it gives.
    """

    mention: Mention
    evidence: Evidence
    modes: tuple[str, ...]
    since: int | None = None
    majors: tuple[str, ...] = ()
    role: str | None = None
    weight: float = 0.8
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """A sentence with its skeleton, the school that speaks, and the text of the sentence ahead.

    `strong` tells that the sentence has strong words about cooperation.
    """

    document: Document
    sentence: Sentence
    form: Skeleton
    speaker: Speaker
    before: str
    strong: bool

    @property
    def text(self) -> str:
        """The even text of the sentence."""
        return self.sentence.text

    def others(self) -> Iterator[tuple[int, Mention]]:
        """Yield the organisations other than the school, each with its place in the skeleton."""
        for at, mention in self.form.organisations.items():
            if not self.speaker.is_own(mention.text):
                yield at, mention

    def evidence(self, start: int, end: int) -> Evidence:
        """Return the evidence that `text[start:end]` is."""
        return evidence(self.document, self.sentence.passage, start, end, self.sentence.section)
