"""A school's history read clause by clause: which names were in force, when and how each ended."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from ..reading.passage import Passage
from . import predecessor_cues as cues
from .predecessor_clauses import Clause, clauses_of
from .predecessor_names import names_in
from .predecessor_origins import (
    beginning,
    chronicled,
    earlier,
    from_then,
    old_name_in_bracket,
    origin,
    outgrown,
    spans,
    through,
)
from .predecessor_state import History, Name, Turn, View
from .predecessor_turns import made_later, merger, rename, upgrade


def read_history(story: Passage, own: tuple[str, ...]) -> list[Turn]:
    """Return the names that ended in `story` on the way to the school that `own` names stand for, in order.

    An origin that no turn is told of is given with its founding ("found"). A story that never comes to the
    school is another's and gives nothing.
    """
    if not cues.HISTORY.search(story.text):
        return []
    history = History(own)
    for clause in clauses_of(story):
        _step(history, clause)
    for name in history.current:
        if name.origin:
            event = name.fate if name.founded or name.fate != "found" else ""
            history.turns.append(Turn(name, name.founded, event, history.last_end))
    return [turn for turn in history.turns if not history.is_own(turn.name.text)] if history.linked else []


def _step(history: History, clause: Clause) -> None:
    """Let the first reader that knows the clause's words take it in."""
    if clause.opens:
        history.merged = history.about = False
        history.before, history.year = history.year or history.before, None
        history.subject = None
    history.about = history.about or _speaks_of_school(history, clause)
    history.linked = history.linked or bool(cues.NOW.search(clause.text))
    text = cues.BRACKET.sub(lambda match: " " * len(match[0]), clause.text)
    year = _year(history, clause)
    if cues.SECOND.search(text) and not cues.ORIGIN.search(text):
        return
    view = View(clause, text, [Name(name, clause.start + at) for at, _, name in names_in(text)], year)
    old_name_in_bracket(history, view)
    history.closed = history.closed or bool(cues.CLOSED.search(text))
    for reader in _READERS:
        if reader(history, view):
            history.last_end = view.end
            break
    else:
        _note_subject(history, view)


def _note_subject(history: History, view: View) -> None:
    """Keep the school that a clause begins with, for what the next clause says became of it."""
    if not view.names or history.subject:
        return
    lead = view.text[: view.names[0].start - view.clause.start]
    if not cues.PLAIN.sub("", lead).strip("，原 "):
        history.subject = view.names[0]


def _speaks_of_school(history: History, clause: Clause) -> bool:
    return any(name in clause.text for name in history.own) or bool(cues.OURS.search(clause.text))


def _year(history: History, clause: Clause) -> int | None:
    """Return the clause's year, or the one said before in its sentence; 同年 and 次年 count from that."""
    told = history.year or history.before
    if clause.years:
        history.year = clause.years[-1]
    elif told and (match := cues.TOLD_YEAR.match(clause.text)):
        history.year = told + (0 if match[0].startswith(("同", "当", "是")) else 1)
    return history.year


#: Readers of a clause, the surest words first.
_READERS: Final[tuple[Callable[[History, View], bool], ...]] = (
    from_then,
    spans,
    outgrown,
    earlier,
    origin,
    through,
    merger,
    upgrade,
    rename,
    made_later,
    chronicled,
    beginning,
)
