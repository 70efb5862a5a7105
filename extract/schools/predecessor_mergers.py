"""Clauses that tell that schools became one: 甲与乙合并组建丙, 甲并入, 甲、乙联合，组建丙."""

from __future__ import annotations

import re
from dataclasses import replace

from . import predecessor_cues as cues
from .predecessor_clauses import years_of
from .predecessor_state import History, Name, Turn, View


def item(history: History, view: View) -> bool:
    """Read a line that is but a school's name: ①甲 behind a line on joining, or a branch (二支：甲)."""
    if not ((history.itemised or history.branch) and len(view.names) == 1):
        return False
    name = view.names[0]
    if cues.ITEM.sub("", view.text.replace(name.text, "")):
        return False
    if history.branch:
        history.current = [name]
        return True
    history.turns.append(Turn(name, history.merged_at or view.year, "merge", view.end))
    return True


def merger(history: History, view: View) -> bool:
    """Read 与乙合并组建丙, 整合甲、乙成立丙, 甲并入 and 并入甲、乙."""
    if view.year is None and cues.SURE_MERGE.search(view.text):
        view.year = history.before
    if _named_after(history, view) or _set_out(history, view) or _set_up(history, view):
        return True
    verb = cues.MERGE.search(view.text)
    if not verb or (cues.UPGRADE.search(view.text) and len(view.names) < 2):
        return False
    history.others = history.others or bool(cues.PARTS.search(view.text))
    if history.others:
        return True
    if not cues.UNITED.fullmatch(verb[0]) or cues.SURE_MERGE.search(view.text):
        return _read(history, view, verb[0])
    return _unite(history, view) or _founded_by(history, view, verb)


def _named_after(history: History, view: View) -> bool:
    """Read 它们是甲、乙、丙 behind a merger of which only the number of schools was told."""
    others = [name for name in view.names if not history.is_own(name.text)]
    if history.unnamed and len(others) > 1:
        history.turns += [Turn(name, view.year, "merge", view.end) for name in others]
        history.linked, history.unnamed = True, False
        return True
    several = not others and cues.OF_SEVERAL.search(view.text) and cues.MERGE.search(view.text)
    history.unnamed = bool(several)
    return False


def _set_out(history: History, view: View) -> bool:
    """Read 另并进三所中专：, whose names follow as items."""
    if view.names or not view.text.rstrip().endswith("：") or not cues.SURE_MERGE.search(view.text):
        return False
    history.itemised = history.linked = True
    history.end_all(view.year, "merge", view.end)
    history.merged_at = view.year
    return True


def _founded_by(history: History, view: View, verb: re.Match[str]) -> bool:
    """Read 组建 of a school by others than schools; what only works together (联合) tells of none."""
    if verb[0] != "组建" or not view.names:
        return False
    return bool(cues.BODIES.search(view.text, verb.start())) or _read(history, view, verb[0])


def _read(history: History, view: View, verb: str) -> bool:
    """Take in the parties of a merger: those in force end by it, as do those that join."""
    names = _with_elided(view, history)
    if len(history.listed) > 1 and cues.SURE_MERGE.search(view.text) and len(names) < 2:
        names = history.listed + names
    history.current, history.parked = history.parked + history.current, []
    target = _made(history, view.text, names)
    to_own = any(history.is_own(name.text) for name in names)
    joined = bool(cues.JOINED.search(view.text))
    incoming = _incoming(history, view, [name for name in names if name is not target])
    if joined and target is None and history.subject and _subject_goes_in(history, view, incoming):
        incoming.insert(0, history.subject)
    subject = history.subject
    ours = history.is_own(subject.text) if subject else bool(cues.OURS.search(view.text))
    if ours and joined and _goes_into(view, incoming):
        return True  # the school itself became part of a university
    if subject and cues.WITH.match(view.text) and not (history.current or history.is_own(subject.text)):
        incoming.insert(0, subject)
    if joined and target is None and not to_own and (into := _taken_in(view, incoming)):
        incoming.remove(into)
        known = history.knows(into.text)
        history.turns += [Turn(name, view.year, "merge", view.end) for name in incoming]
        history.current = history.current if known else [into]
        return True
    if history.closed and joined and not to_own:
        return True
    if to_own and joined and not incoming and history.subject and not history.is_own(history.subject.text):
        incoming = [history.subject]
    history.linked = history.linked or to_own
    if not incoming and not history.current and (verb == "组建" or history.merged):
        if names and (history.merged or to_own):
            history.take(names[-1])
            history.merged = False
        return True
    made = history.about and len(incoming) > 1 and cues.MADE_OF.search(view.text)
    if not (view.year or history.current or made or (target is not None and history.is_own(target.text))):
        return True
    joins = joined and target is None and not cues.BOTH.search(view.text)
    parties = bool(incoming) or target is not None
    unsaid = history.spoken and cues.OUT_OF.match(view.text)
    ours = bool(history.about or joins or unsaid) and parties
    history.linked = history.linked or ours or bool(cues.INTO_OURS.search(view.text) and parties)
    _end(history, view, incoming, joins)
    if target is not None:
        history.merged = False
        history.take(target)
    return True


def _subject_goes_in(history: History, view: View, incoming: list[Name]) -> bool:
    """Tell 甲，2000年并入乙, where the clause names only what 甲 goes into."""
    subject, verb = history.subject, cues.INTO.search(view.text)
    if not subject or not verb or len(incoming) != 1 or subject.text == incoming[0].text:
        return False
    behind = incoming[0].start >= view.clause.start + verb.end()
    return behind and subject.start < view.clause.start and not history.is_own(subject.text)


def _goes_into(view: View, incoming: list[Name]) -> bool:
    """Tell a clause that names but the school that its subject goes into: 整体划入乙."""
    verb = cues.INTO.search(view.text)
    return bool(verb and len(incoming) == 1 and incoming[0].start == view.clause.start + verb.end())


def _taken_in(view: View, schools: list[Name]) -> Name | None:
    """Return the school that another goes into: 甲并入乙."""
    verb = cues.INTO.search(view.text)
    if not verb or len(schools) < 2:
        return None
    at = view.clause.start + verb.start()
    return schools[-1] if schools[-2].start < at < schools[-1].start else None


def _incoming(history: History, view: View, names: list[Name]) -> list[Name]:
    """Return the schools among `names` that merge: none that is made, or of which only a part joins."""
    made = cues.MADE_AFTER.search(view.text)
    return [
        name
        for name in names
        if not history.is_own(name.text)
        and not cues.PARTLY.match(view.text, view.behind(name))
        and not (made and name.start - view.clause.start >= made.end())
    ]


def _end(history: History, view: View, incoming: list[Name], joins: bool) -> None:
    """Let `incoming` end, and the names in force unless others only join them."""
    renames = cues.NOW.search(view.text) or cues.RENAME.search(view.text)
    fresh = [name for name in incoming if not history.knows(name.text)]
    history.undated = not view.year
    merging = incoming or (history.current and cues.WE_MERGE.search(view.text))
    if (not joins or renames) and merging and (not view.clause.inner or len(history.current) > 1):
        history.end_all(view.year, "merge", view.end)
    if not joins and len(incoming) > 1 and history.began is None:
        history.set_up = history.set_up or view.year
    years = _years_of_each(view, len(fresh))
    history.turns += [Turn(name, year, "merge", view.end) for name, year in zip(fresh, years, strict=True)]
    history.merged_at = view.year
    if view.clause.inner and fresh:
        history.turns = [_merged_with(turn, view.year) for turn in history.turns]
    history.merged = not history.current or (bool(fresh) and len(set(years)) == 1)


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
    """Return the years of `count` mergers: one for each where as many lead the clause.

    2000年、2006年先后接收甲、乙: two years for two.
    """
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
