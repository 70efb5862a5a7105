"""Clauses that tell what a school began as: 前身是甲, 由甲发展而来, 从某年的甲说起."""

from __future__ import annotations

from . import predecessor_cues as cues
from .predecessor_state import History, Name, Turn, View


def old_name_in_bracket(history: History, view: View) -> None:
    """Read 某校（原甲）."""
    former = cues.FORMER_BRACKET.search(view.clause.text)
    if not former or not any(own in view.clause.text[: former.start()] for own in (*history.own, "学校")):
        return
    found = names_in(view.clause.text[: former.end()], former.start() + 1)
    if found:
        history.current = [Name(found[0][2], view.clause.start + found[0][0], origin=True)]
        history.linked = True
        history.last_end = view.end


def outgrown(history: History, view: View) -> bool:
    """Read 由甲发展而来 and 在甲的基础上; an upgrade in the same clause goes on with it."""
    match = cues.OUTGROWN.search(view.text)
    if not match:
        return False
    old = [
        name
        for name in view.names
        if not history.is_own(name.text) and name.start < view.clause.start + match.start()
    ]
    fate = "upgrade" if cues.UPGRADE.search(view.text) else "rename"
    history.current = [
        Name(name.text, name.start, origin=True, fate=fate) for name in old[-1:]
    ] or history.current
    view.names = [name for name in view.names if name not in old]
    history.linked = history.linked or bool(old)
    return not cues.UPGRADE.search(view.text[match.end() :])


def earlier(history: History, view: View) -> bool:
    """Read 再往上是甲: what stood before the names in force."""
    if not (cues.EARLIER.search(view.text) and view.names and history.current):
        return False
    history.turns.append(_founded(view.names[-1], view))
    return True


def origin(history: History, view: View) -> bool:
    """Read 前身是甲; several origins stand side by side until they merge."""
    cue = cues.ORIGIN.search(view.text)
    if not cue or cues.OTHERS.search(view.text[max(0, cue.start() - 8) : cue.start()]):
        return False
    at = view.clause.start + cue.start()
    fresh = [name for name in view.names if name.start >= at and not history.is_own(name.text)]
    before = [name for name in view.names if name.start < at and not history.is_own(name.text)]
    if not fresh:
        if cues.THIS_WAS.search(view.text.rstrip("的是为")):
            history.linked = True
            for name in history.current:
                name.origin = True
        return True
    if before and "前身" in cue[0]:
        known = history.knows(before[-1].text) or any(
            turn.name.text == before[-1].text for turn in history.turns
        )
        history.turns += [_founded(name, view) for name in fresh if known]
        return True
    if not cues.ALSO.search(view.text):
        history.current = []
    year = view.clause.years[-1] if view.clause.years else None
    history.current += [Name(name.text, name.start, year, origin=True) for name in fresh]
    history.linked = True
    return True


def through(history: History, view: View) -> bool:
    """Read 历经甲、乙等时期: one name after the other."""
    if not (cues.THROUGH.search(view.text) and view.names):
        return False
    for name in view.names:
        history.end_all(None, "rename", view.end)
        history.take(name)
    return True


def chronicled(history: History, view: View) -> bool:
    """Read a line of a chronicle that is a year and a name only."""
    if not (view.names and view.clause.years) or cues.PLAIN.sub(
        "", view.text.replace(view.names[0].text, "")
    ):
        return False
    name = view.names[0]
    if not history.knows(name.text):
        history.end_all(view.year, "merge" if history.merged else "rename", view.end)
        history.take(name)
    return True


def beginning(history: History, view: View) -> bool:
    """Read 某年甲成立, the first line of a story, and ，创办于某年 behind an origin."""
    if not (cues.FOUND.search(view.text) and view.year):
        return False
    if view.names and not history.current and not history.turns and not history.is_own(view.names[0].text):
        history.current = [Name(view.names[0].text, view.names[0].start, view.year)]
    for name in history.current:
        if name.founded is None and view.clause.years:
            name.founded = view.clause.years[0]
    return True


def _founded(name: Name, view: View) -> Turn:
    year = view.clause.years[-1] if view.clause.years else None
    return Turn(name, year, "found" if year else "", view.end)
