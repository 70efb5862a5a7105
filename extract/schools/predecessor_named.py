"""Clauses that say of a year which name it brought, whatever the words between: 1959年成了乙, 1972年乙."""

from __future__ import annotations

from typing import Final

from . import predecessor_cues as cues
from .predecessor_clauses import years_of
from .predecessor_state import History, Name, View

_HIGHER: Final = 2  #: the grade of colleges, to which no school comes by a mere new name
_SHORT_LEAD: Final = 4  #: characters before a name in a clause that tells no year of its own


def paired(history: History, view: View) -> bool:
    """Read 从1958年的甲到1984年的乙 and 2008年丙: names each behind the year that it came in."""
    pairs = []
    for name in view.names:
        lead = view.text[: name.start - view.clause.start]
        after = view.text[len(lead) + len(name.text) :]
        if (match := cues.PAIRED.search(lead)) and cues.NAME_ENDS.match(after):
            pairs.append((int(match[1]), name))
    if len(pairs) < 2 and not (pairs and view.text.lstrip("从自由").startswith(("再到", "又到", "到"))):
        return False
    history.linked = history.linked or history.about
    for year, name in pairs:
        _becomes(history, name, year, view.end)
    return True


def arrowed(history: History, view: View) -> bool:
    """Read 甲→乙→丙: names only, one turning into the other."""
    if not (view.clause.arrowed and len(view.names) == 1 and not years_of(view.text)):
        return False
    name = view.names[0]
    span = cues.SPAN.match(view.clause.text, view.behind(name))
    year = view.clause.years[0] if view.clause.years else int(span[1]) if span else None
    if cues.PLAIN.sub("", view.text.replace(name.text, "")).strip("（）"):
        return False
    history.linked = history.linked or history.is_own(name.text)
    if not history.knows(name.text):
        event = event_between(history.current, name, "rename")
        history.end_all(year, event, view.end, loose=True)
        history.take(name)
    return True


def named(history: History, view: View) -> bool:
    """Read a clause whose year (or the one said before) brought the school its name."""
    if not view.names or view.year is None:
        return False
    name = view.names[0]
    lead = view.text[: name.start - view.clause.start]
    after = view.text[len(lead) + len(name.text) :]
    if not cues.NAME_ENDS.match(after) or cues.ELSEWHERE.search(lead):
        return False
    dated = view.dated and not after.strip("”；。")
    bare = (bool(years_of(lead)) or dated) and not cues.PLAIN.sub("", lead).removesuffix("是")
    if bare and not history.current and cues.FOUND.search(after):
        return False
    if not bare:
        own = history.is_own(name.text)
        todays = own and cues.TODAYS.search(lead.rstrip("“"))
        told = todays or view.dated or bool(years_of(lead)) or 0 < len(lead.strip()) <= _SHORT_LEAD
        set_up = cues.SET_UP.search(lead)
        becomes = cues.BECOMES.search(lead) or (set_up and own)
        if not told or not (todays or becomes) or (set_up and not own and "批准" not in lead):
            return False
        if not (history.current or history.turns or history.about or "牌" in after):
            return False
    _becomes(history, name, view.year, view.end)
    return True


def _becomes(history: History, name: Name, year: int, end: int) -> None:
    """Let `name` follow upon those in force, unless it is one of them."""
    if history.knows(name.text):
        return
    name.founded = year
    event = (
        "merge"
        if history.merged and history.merged_at == year
        else event_between(history.current, name, "rename")
    )
    history.end_all(year, event, end, loose=True)
    history.take(name)
    history.merged = False


def event_between(old: list[Name], new: Name, usual: str) -> str:
    """Return "upgrade" where `new` is a college's name and those before were none, else `usual`."""
    grade = grade_of(new.text)
    higher = grade >= _HIGHER and all(grade_of(name.text) < grade for name in old)
    return "upgrade" if old and higher else usual


def grade_of(name: str) -> int:
    """Return how high the kind of school in `name` is, 0 for schools and all that is not known."""
    if cues.CALLED_HIGH.search(name):
        return 0
    return max((at for at, kind in enumerate(cues.KINDS) if kind.search(name)), default=0)
