"""Clauses that tell how a name ended: by an upgrade or a new name."""

from __future__ import annotations

from . import predecessor_cues as cues
from .predecessor_clauses import years_of
from .predecessor_named import event_between
from .predecessor_state import History, Name, Turn, View
from .school_names import is_short_form


def upgrade(history: History, view: View) -> bool:
    """Read 升格为乙."""
    verb = cues.UPGRADE.search(view.text)
    return bool(verb) and _turn(history, view, verb.start() if verb else 0, "upgrade")


def rename(history: History, view: View) -> bool:
    """Read 更名为乙 and 现名从某年起使用; behind a merger it names what the merger made."""
    verb = cues.RENAME.search(view.text)
    if history.others or _no_name_ends(history, view, verb.start() if verb else 0):
        return True
    worded = cues.WORDED.search(view.text) and view.clause.years
    dated = (
        view.clause.years or view.dated or history.merged or history.raised or cues.AT_LAST.search(view.text)
    )
    if not verb and not worded and not (cues.NOW.search(view.text) and dated and view.year):
        return False
    return _turn(history, view, verb.start() if verb else 0, "rename")


def _no_name_ends(history: History, view: View, at: int) -> bool:
    """Tell what else is renamed (a major, a department) and changes that are only counted."""
    if cues.PARTS.search(view.text) or (not view.names and cues.OTHERS.search(view.text[:at])):
        return True
    if view.names or not cues.COUNTED.search(view.text.strip()):
        return False
    history.counted = bool(history.current)
    return True


def made_later(history: History, view: View) -> bool:
    """Read ，成立丙 behind a merger."""
    if not (
        history.merged
        and view.names
        and cues.MADE.search(view.text[: view.names[-1].start - view.clause.start])
    ):
        return False
    history.end_all(view.year, "merge", view.end)
    history.take(view.names[-1])
    history.merged = False
    return True


def _turn(history: History, view: View, at: int, event: str) -> bool:
    """Let the old name, before the verb at `at` or in force, turn into the one behind the verb."""
    at += view.clause.start
    old = [name for name in view.names if name.start < at and not history.is_own(name.text)]
    target = next((name for name in view.names if name.start >= at), None)
    told = (
        cues.NOW.search(view.text)
        or (cues.WORDED.search(view.text) and view.clause.years)
        or cues.RAISED.search(view.text)
        or (event == "rename" and (cues.RENAMED_ONLY.search(view.text) or cues.RETYPED.search(view.text)))
        or any(name in view.text[at - view.clause.start :] for name in history.own)
    )
    if target is not None and cues.NOT_TARGET.match(view.text, view.behind(target)):
        return True
    if target is None and not told:
        if event == "upgrade" and not cues.TITLED.search(view.text):
            history.raised = view.year
        return True
    history.linked = history.linked or (target is None and history.spoken)
    if target is not None and any(target.text == one.text for one in history.current):
        return True
    called = cues.CALLED.match(view.text, at - view.clause.start)
    if not (old or history.current or called or not history.subject or history.is_own(history.subject.text)):
        old = [history.subject]
    if old and not history.knows(old[-1].text):
        history.current = [one for one in history.current if is_short_form(old[-1].text, one.text)] or [
            old[-1]
        ]
    if history.closed and cues.REOPENED.search(view.text):
        history.turns += [Turn(one, one.founded, "found", view.end) for one in history.current if one.founded]
        history.current = []
    year = view.year
    if target is not None and not years_of(view.text):
        span = cues.SPAN.match(view.clause.text, view.behind(target))
        year = int(span[1]) if span else year
    history.end_all(year, _event(history, view, target, event, old), view.end)
    if target is None and not cues.NOW.search(view.text):
        history.current = []
    else:
        history.take(target)
    history.merged = False
    return True


def _event(history: History, view: View, target: Name | None, event: str, old: list[Name]) -> str:
    """Return the event of a new name: what a merger or an upgrade told just before made it, or `event`."""
    if not old and history.merged_at is not None and history.merged_at == view.year:
        return "merge"
    if history.raised is not None and history.raised == view.year:
        history.raised = None
        return "upgrade"
    if target is None or cues.MERE_NAME.search(view.text):
        return event
    return event_between(history.current, target, event)
