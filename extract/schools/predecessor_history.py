"""A school's history read clause by clause: which names were in force, when and how each ended."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import lru_cache
from typing import Final

from ..reading.passage import Passage
from . import predecessor_cues as cues
from .predecessor_clauses import BRANCH, Clause, clauses_of, years_of
from .predecessor_mergers import item, merger
from .predecessor_named import arrowed, named, paired
from .predecessor_names import names_in
from .predecessor_origins import (
    beginning,
    earlier,
    from_then,
    old_name_in_bracket,
    origin,
    outgrown,
    spans,
    through,
    until,
)
from .predecessor_state import History, Name, Turn, View
from .predecessor_turns import made_later, rename, upgrade

_REMEMBERED: Final = 64  #: stories of a report


def first_year(story: Passage, own: tuple[str, ...]) -> int | None:
    """Return the year in which the first name in `story` was taken, None where it tells none."""
    history = _history_of(story.text, own)
    return history.began or history.set_up if history.ours else None


def last_name(story: Passage) -> tuple[str, frozenset[str]]:
    """Return the name in force where `story` ends ("" for none or several) and those that ended before it."""
    history = _history_of(story.text, ())
    last = history.current[0].text if len(history.current) == 1 else ""
    return last, frozenset(turn.name.text for turn in history.turns) - {last}


def read_history(story: Passage, own: tuple[str, ...]) -> list[Turn]:
    """Return the names that ended in `story` on the way to the school that `own` names stand for, in order.

    An origin that no turn is told of is given with its founding ("found"). A story that never comes to the
    school is another's and gives nothing.
    """
    history = _history_of(story.text, own)
    turns = list(history.turns)
    for name in history.current:
        if name.origin and history.raised:
            turns.append(Turn(name, history.raised, "upgrade", history.last_end))
        elif name.origin:
            event = name.fate if name.founded or name.fate != "found" else ""
            turns.append(Turn(name, name.founded, event, history.last_end))
    return [turn for turn in turns if not history.is_own(turn.name.text)] if history.ours else []


@lru_cache(_REMEMBERED)
def _history_of(story: str, own: tuple[str, ...]) -> History:
    """Return what a story tells; it is read once, for the founding and the turns, and not changed after."""
    history = History(own, past=bool(cues.PAST.search(story)))
    # Most paragraphs with a word of history name no other school: none of them can have ended.
    if all(history.is_own(name) for _, _, name in names_in(story)):
        return history
    for clause in clauses_of(story):
        _step(history, clause)
    return history


def _step(history: History, clause: Clause) -> None:
    """Let the first reader that knows the clause's words take it in."""
    _note_subject_matter(history, clause)
    if BRANCH.match(clause.text):
        history.parked, history.current, history.branch = history.parked + history.current, [], True
        return
    if cues.LABEL.fullmatch(clause.text.strip()):
        return
    if clause.inner and not (history.linked or history.about or history.current or history.turns):
        return
    _take_in(history, clause)


def _note_subject_matter(history: History, clause: Clause) -> None:
    """Keep whom the story and its sentence are about, and the year that a merger told before still lacks."""
    if clause.opens:
        history.merged = history.about = history.others = False
        history.united = []
        history.unnamed = False
        history.itemised = history.itemised and bool(cues.ITEM_HEAD.match(clause.text))
        history.before, history.year = history.year or history.before, None
        history.subject = None
    history.about = history.about or _speaks_of_school(history, clause)
    history.spoken = history.spoken or history.about
    if cues.NOT_OURS.search(clause.text):
        history.others = True
    elif _speaks_of_school(history, clause):
        history.others = False
    history.linked = history.linked or bool(cues.NOW.search(clause.text))
    history.linked = history.linked or _own_ends(history, clause)
    if history.undated:
        _date_merger(history, clause)


def _take_in(history: History, clause: Clause) -> None:
    """Give the clause to the readers in turn."""
    text = cues.BRACKET.sub(lambda match: " " * len(match[0]), clause.text)
    year = _year(history, clause)
    if cues.SECOND.search(text) and not cues.ORIGIN.search(text):
        return
    view = View(clause, text, _names(clause, text), year)
    view.dated, history.dated = history.dated, bool(clause.years) and not cues.PLAIN.sub("", text)
    held = history.current or history.turns or history.united or history.listed
    if not (view.names or held or "（" in clause.text or cues.OF_SEVERAL.search(text)):
        return
    old_name_in_bracket(history, view)
    history.closed = history.closed or bool(cues.CLOSED.search(text))
    for reader in _READERS:
        if reader(history, view):
            history.last_end = view.end
            if history.began is None and history.current:
                history.began = _began(history, view)
            break
    else:
        history.branch = False
        _note_subject(history, view)
        if view.names or clause.opens:
            history.listed = [name for name in view.names if not history.is_own(name.text)]
        return
    history.branch = False
    if view.names or clause.opens:
        history.listed = []


def _date_merger(history: History, clause: Clause) -> None:
    """Give a merger told without its year that of the clause behind it: 由甲、乙合并而成，2003年挂牌."""
    history.undated = not clause.opens and not clause.years
    if clause.years and not clause.opens:
        history.turns = [
            replace(turn, year=clause.years[0]) if turn.event == "merge" and not turn.year else turn
            for turn in history.turns
        ]


def _began(history: History, view: View) -> int | None:
    """Return the year of the first name: its founding where told, else that of the clause."""
    founded = [name.founded for name in history.current if name.founded]
    return min(founded, default=view.clause.years[0] if view.clause.years else view.year)


def _names(clause: Clause, text: str) -> list[Name]:
    """Return the names outside brackets; where none is, those that a bracket of names only spells out."""
    found = names_in(text)
    if (
        not found
        and "（" in clause.text
        and not cues.FORMER_BRACKET.search(clause.text)
        and (cues.FOUND.search(text) or cues.MERGE.search(text))
    ):
        found = tuple(
            (at, end, name)
            for at, end, name in names_in(clause.text)
            if clause.text[end : end + 1] in "）、" and clause.text[at - 1 : at] in "（、"
        )
    return [Name(name, clause.start + at) for at, _, name in found]


def _note_subject(history: History, view: View) -> None:
    """Keep the school that a clause begins with, for what the next clause says became of it."""
    if not view.names or history.subject:
        return
    lead = view.text[: view.names[0].start - view.clause.start]
    if not cues.PLAIN.sub("", lead).strip("，原 ") or lead.endswith(("撤销", "将", "把", "原")):
        history.subject = view.names[0]


def _own_ends(history: History, clause: Clause) -> bool:
    """Tell ，某校挂牌 with the school's own name behind what others of the sentence became."""
    if not history.turns or clause.opens:
        return False
    if cues.SET_UP_THEN.match(clause.text):
        return True
    if not cues.OWN_ENDS.match(clause.text):
        return False
    return any(clause.text.strip(" “").startswith(name) for name in history.own[:1])


def _speaks_of_school(history: History, clause: Clause) -> bool:
    return any(name in clause.text for name in history.own) or bool(cues.OURS.search(clause.text))


def _year(history: History, clause: Clause) -> int | None:
    """Return the clause's year, or the one said before in its sentence; 同年 and 次年 count from that."""
    told = history.year or history.before
    if clause.years:
        outside = years_of(cues.BRACKET.sub("", cues.DATING.sub(" ", clause.text)))
        first = 0 if cues.PERIOD.match(clause.text) else -1
        history.year = outside[first] if outside else history.year or clause.years[-1]
    elif told and (match := cues.TOLD_YEAR.match(clause.text)):
        later = "零一二三四五六七八九十".find((match["later"] or "零").replace("两", "二"))
        history.year = told + (later or int(match[0][-2:] in ("次年", "翌年", "二年", "隔年")))
    return history.year


#: Readers of a clause, the surest words first.
_READERS: Final[tuple[Callable[[History, View], bool], ...]] = (
    item,
    from_then,
    until,
    spans,
    outgrown,
    earlier,
    origin,
    through,
    merger,
    paired,
    arrowed,
    upgrade,
    rename,
    made_later,
    named,
    beginning,
)
