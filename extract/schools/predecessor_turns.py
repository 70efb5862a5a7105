"""Clauses that tell how a name ended: by a merger, an upgrade or a new name."""

from __future__ import annotations

from . import predecessor_cues as cues
from .predecessor_state import History, Name, Turn, View
from .school_names import is_short_form


def merger(history: History, view: View) -> bool:
    """Read 与乙合并组建丙, 整合甲、乙成立丙, 甲并入 and 并入甲、乙."""
    verb = cues.MERGE.search(view.text)
    if not verb or (cues.UPGRADE.search(view.text) and len(view.names) < 2):
        return False
    names = _with_elided(view, history)
    target = _made(history, view.text, names)
    incoming = [name for name in names if name is not target and not history.is_own(name.text)]
    to_own = any(history.is_own(name.text) for name in names)
    if to_own and cues.JOINED.search(view.text) and not incoming and history.subject:
        incoming = [one for one in [history.subject] if not history.is_own(one.text)]
    history.linked = history.linked or to_own
    if verb[0] == "组建" and not incoming and not history.current:
        return True
    if not (view.year or history.current or (target is not None and history.is_own(target.text))):
        return True
    known = {name.text for name in incoming if history.knows(name.text)}
    joins = bool(cues.JOINED.search(view.text)) and target is None
    if cues.INTO_OURS.search(view.text):
        history.linked = True
    renames = cues.NOW.search(view.text) or cues.RENAME.search(view.text)
    history.linked = (
        history.linked or history.about or joins or (target is not None and history.is_own(target.text))
    )
    if (not joins or renames) and (incoming or (history.current and cues.WE_MERGE.search(view.text))):
        history.end_all(view.year, "merge", view.end)
    history.turns += [Turn(name, view.year, "merge", view.end) for name in incoming if name.text not in known]
    history.merged = target is None and not history.current
    if target is not None:
        history.take(target)
    return True


def upgrade(history: History, view: View) -> bool:
    """Read 升格为乙."""
    verb = cues.UPGRADE.search(view.text)
    return bool(verb) and _turn(history, view, verb.start() if verb else 0, "upgrade")


def rename(history: History, view: View) -> bool:
    """Read 更名为乙 and 现名从某年起使用; behind a merger it names what the merger made."""
    verb = cues.RENAME.search(view.text)
    if cues.COUNTED.search(view.text.strip()) and not view.names:
        return True
    if not verb and not (cues.NOW.search(view.text) and view.clause.years):
        return False
    return _turn(history, view, verb.start() if verb else 0, "rename")


def made_later(history: History, view: View) -> bool:
    """Read ，成立丙 behind a merger."""
    if not (
        history.merged
        and view.names
        and cues.MADE.search(view.text[: view.names[-1].start - view.clause.start])
    ):
        return False
    history.take(view.names[-1])
    history.merged = False
    return True


def _made(history: History, text: str, names: list[Name]) -> Name | None:
    """Return the school that a merger made, if the clause names it."""
    if not names:
        return None
    into = cues.MADE.search(text[: max(0, text.rfind(names[-1].text))])
    if not into or not (len(names) > 1 or history.current or history.is_own(names[-1].text)):
        return None
    if into[0].startswith("并入") and (
        cues.OWN_SUBJECT.search(text) or len(names) > 1 or not history.current
    ):
        return None
    return names[-1]


def _turn(history: History, view: View, at: int, event: str) -> bool:
    """Let the old name, before the verb at `at` or in force, turn into the one behind the verb."""
    at += view.clause.start
    old = [name for name in view.names if name.start < at and not history.is_own(name.text)]
    target = next((name for name in view.names if name.start >= at), None)
    told = (
        cues.NOW.search(view.text)
        or cues.RAISED.search(view.text)
        or (event == "rename" and (cues.RENAMED_ONLY.search(view.text) or cues.RETYPED.search(view.text)))
        or any(name in view.text[at - view.clause.start :] for name in history.own)
    )
    if target is None and not told:
        return True
    if target is not None and any(target.text == one.text for one in history.current):
        return True
    if not old and not history.current and history.subject and not history.is_own(history.subject.text):
        old = [history.subject]
    if old and not history.knows(old[-1].text):
        history.current = [one for one in history.current if is_short_form(old[-1].text, one.text)] or [
            old[-1]
        ]
    if history.closed and cues.REOPENED.search(view.text):
        history.turns += [Turn(one, one.founded, "found", view.end) for one in history.current if one.founded]
        history.current = []
    history.end_all(view.year, "merge" if history.merged and not old else event, view.end)
    if target is None and not cues.NOW.search(view.text):
        history.current = []
    else:
        history.take(target)
    history.merged = False
    return True


def _with_elided(view: View, history: History) -> list[Name]:
    """Spell out 第一、第二卫校: the first of the two is the name in force where that has its number."""
    match = cues.ELIDED.search(view.text)
    if not match:
        return view.names
    start = view.clause.start + match.start()
    first, second = f"第{match[1]}{match[3]}", f"第{match[2]}{match[3]}"
    spelled = [Name(second, start)]
    if not any(f"第{match[1]}" in name.text for name in history.current):
        spelled.insert(0, Name(first, start))
    return spelled + [name for name in view.names if name.text not in (first, second)]
