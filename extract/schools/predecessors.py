"""Predecessors: schools and names that became today's school, and when."""

from __future__ import annotations

from typing import Final

from ..facts import Fact
from ..language.sentences import evidence
from ..reading.blocks import Document
from ..reading.passage import Passage
from .predecessor_history import read_history
from .predecessor_state import Turn
from .predecessor_stories import stories_of
from .school import Speaker

_LOOSE: Final = 0.7  #: confidence in a name that only stands behind its year


def predecessors(document: Document, speaker: Speaker) -> list[Fact]:
    """Return the predecessors in the order told, each with the year and event by which it ended.

    One that the report only says was founded has the event `found` with that year. Where two passages tell
    the history, the first counts and the second adds names that the first lacks. Whole paragraphs are read,
    so that a chain may go through several sentences.
    """
    facts: list[Fact] = []
    told: set[str] = set()
    for story, section in stories_of(document):
        here: dict[tuple[str, int | None], Fact] = {}
        for turn in read_history(story, speaker.names):
            if turn.name.text not in told:
                here.setdefault((turn.name.text, turn.year), _fact(document, story, section, turn))
        told |= {name for name, _ in here}
        facts += here.values()
    return facts


def _fact(document: Document, story: Passage, section: tuple[str, ...], turn: Turn) -> Fact:
    values: dict[str, object] = {"name": turn.name.text}
    if turn.year:
        values["year"] = turn.year
    if turn.event:
        values["event"] = turn.event
    end = max(turn.end, turn.name.start + len(turn.name.text))
    passage = evidence(document, story, turn.name.start, end, section)
    confidence = 0.85 if turn.year and turn.event != "found" else 0.75 if turn.year else 0.6
    confidence = min(confidence, _LOOSE) if turn.loose else confidence
    return Fact("predecessor", values, (passage,), confidence)
