"""Clauses that tell how a name ended: by a merger, an upgrade or a new name."""

from __future__ import annotations

from dataclasses import replace

from . import predecessor_cues as cues
from .predecessor_clauses import years_of
from .predecessor_named import event_between
from .predecessor_state import History, Name, Turn, View
from .school_names import is_short_form


def merger(history: History, view: View) -> bool:
    """Read 与乙合并组建丙, 整合甲、乙成立丙, 甲并入 and 并入甲、乙."""
    verb = cues.MERGE.search(view.text)
    if _set_up(history, view):
        return True
    if not verb:
        return False
    if cues.UPGRADE.search(view.text) and len(view.names) < 2:
        return False
    history.others = history.others or bool(cues.PARTS.search(view.text))
    if history.others:
        return True
    if cues.UNITED.fullmatch(verb[0]) and not cues.SURE_MERGE.search(view.text):
        if _unite(history, view):
            return True
        if verb[0] != "组建":
            return False
        if cues.BODIES.search(view.text, verb.start()):
            return True
    names = _with_elided(view, history)
    target = _made(history, view.text, names)
    to_own = any(history.is_own(name.text) for name in names)
    made = cues.MADE_AFTER.search(view.text)
    incoming = [
        name
        for name in names
        if name is not target
        and not history.is_own(name.text)
        and not cues.PARTLY.match(view.text, name.start - view.clause.start + len(name.text))
        and not (made and name.start - view.clause.start >= made.end())
    ]
    if history.closed and cues.JOINED.search(view.text) and not to_own:
        return True
    if to_own and cues.JOINED.search(view.text) and not incoming and history.subject:
        incoming = [one for one in [history.subject] if not history.is_own(one.text)]
    history.linked = history.linked or to_own
    if not incoming and not history.current and (verb[0] == "组建" or history.merged):
        if names and (history.merged or to_own):
            history.take(names[-1])
            history.merged = False
        return True
    if not (view.year or history.current or (target is not None and history.is_own(target.text))):
        return True
    known = {name.text for name in incoming if history.knows(name.text)}
    joins = bool(cues.JOINED.search(view.text)) and target is None and not cues.BOTH.search(view.text)
    if cues.INTO_OURS.search(view.text):
        history.linked = True
    renames = cues.NOW.search(view.text) or cues.RENAME.search(view.text)
    history.linked = (
        history.linked or history.about or joins or (target is not None and history.is_own(target.text))
    )
    if (not joins or renames) and not view.clause.inner and (incoming or (history.current and cues.WE_MERGE.search(view.text))):
        history.end_all(view.year, "merge", view.end)
    if not joins and len(incoming) > 1 and history.began is None:
        history.set_up = history.set_up or view.year
    fresh = [name for name in incoming if name.text not in known]
    years = _years_of_each(view, len(fresh))
    history.turns += [Turn(name, year, "merge", view.end) for name, year in zip(fresh, years, strict=True)]
    history.merged_at = view.year
    if view.clause.inner and fresh:
        history.turns = [_merged_with(turn, view.year) for turn in history.turns]
    history.merged = target is None and (not history.current or (bool(fresh) and len(set(years)) == 1))
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
    if cues.PARTS.search(view.text) or (verb and not view.names and cues.OTHERS.search(view.text[: verb.start()])):
        return True
    if cues.COUNTED.search(view.text.strip()) and not view.names:
        history.counted = bool(history.current)
        return True
    worded = cues.WORDED.search(view.text) and view.clause.years
    dated = view.clause.years or history.merged or history.raised or cues.AT_LAST.search(view.text)
    if not verb and not worded and not (cues.NOW.search(view.text) and dated and view.year):
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
    history.end_all(view.year, "merge", view.end)
    history.take(view.names[-1])
    history.merged = False
    return True


def _merged_with(turn: Turn, year: int | None) -> Turn:
    """Return `turn` as a merger where it is the new name of `year`, in which others joined."""
    return replace(turn, event="merge") if turn.year == year and turn.event == "rename" else turn


def _unite(history: History, view: View) -> bool:
    """Keep the schools said to unite (甲与乙联合), which are one only once something is set up."""
    schools = [name for name in view.names if not history.is_own(name.text)]
    if len(schools) < 2 or cues.BODIES.search(view.text[schools[-1].start - view.clause.start :]):
        return False
    history.united = schools
    return True


def _set_up(history: History, view: View) -> bool:
    """Read ，批准组建 and ，合组丙 behind schools that united."""
    if not history.united or not cues.SET_UP.search(view.text) or cues.BODIES.search(view.text):
        return False
    history.turns += [Turn(name, view.year, "merge", view.end) for name in history.united]
    history.linked, history.united, history.current = True, [], []
    history.set_up = history.set_up or view.year
    history.take(view.names[-1] if view.names else None)
    return True


def _years_of_each(view: View, count: int) -> list[int | None]:
    """Return the years of `count` mergers: one each where as many lead the clause (2000年、2006年先后接收甲、乙)."""
    first = view.names[0].start - view.clause.start if view.names else 0
    leading = years_of(view.text[:first])
    if count > 1 and len(leading) == count and "先后" in view.text:
        return list(leading)
    plain = [year for year in years_of(cues.ROOTED.sub("", view.text)) if year]
    return [plain[-1] if plain else view.year] * count


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
        or (cues.WORDED.search(view.text) and view.clause.years)
        or cues.RAISED.search(view.text)
        or (event == "rename" and (cues.RENAMED_ONLY.search(view.text) or cues.RETYPED.search(view.text)))
        or any(name in view.text[at - view.clause.start :] for name in history.own)
    )
    if target is not None and cues.NOT_TARGET.match(view.text, target.start - view.clause.start + len(target.text)):
        return True
    if target is None and not told:
        if event == "upgrade" and not cues.TITLED.search(view.text):
            history.raised = view.year
        return True
    history.linked = history.linked or (target is None and history.spoken)
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
    year = view.year
    if target is not None and not years_of(view.text):
        span = cues.SPAN.match(view.clause.text, target.start - view.clause.start + len(target.text))
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
