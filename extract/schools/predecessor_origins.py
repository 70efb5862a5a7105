"""Clauses that tell what a school began as: 前身是甲, 由甲发展而来, 从某年的甲说起."""

from __future__ import annotations

from . import predecessor_cues as cues
from .predecessor_clauses import years_of
from .predecessor_named import grade_of
from .predecessor_names import names_in
from .predecessor_state import History, Name, Turn, View


def old_name_in_bracket(history: History, view: View) -> None:
    """Read 某校（原甲）."""
    former = cues.FORMER_BRACKET.search(view.clause.text)
    if not former or not any(own in view.clause.text[: former.start()] for own in (*history.own, "学校")):
        return
    found = names_in(view.clause.text[: former.end()], former.start() + 1)
    if found:
        history.current = [Name(name, view.clause.start + at, origin=True) for at, _, name in found]
        history.linked = True
        history.last_end = view.end


def outgrown(history: History, view: View) -> bool:
    """Read 由甲发展而来 and 在甲的基础上; an upgrade in the same clause goes on with it."""
    match = cues.OUTGROWN.search(view.text)
    if not match or _merges(view, match[0]):
        return False
    end = view.clause.start + match.start()
    old = [name for name in view.names if not history.is_own(name.text) and name.start < end]
    fate = "upgrade" if cues.UPGRADE.search(view.text) else "rename"
    year = _year_outside(view, old[-1]) if old else None
    if old and history.current and _of_the_one_before(history, view, old[-1]):
        history.turns.append(Turn(old[-1], year or view.year, fate, view.end))
        return True
    if len(old) > 1 and cues.LISTED.search(
        view.text, view.behind(old[-2]), old[-1].start - view.clause.start
    ):
        _united_in(history, view, old, year or view.year)
        return True
    if old:
        history.current = [Name(old[-1].text, old[-1].start, year, origin=True, fate=fate)]
    view.names = [name for name in view.names if name not in old]
    history.linked = history.linked or bool(old)
    return not cues.UPGRADE.search(view.text[match.end() :])


def _merges(view: View, cue: str) -> bool:
    """Tell 由甲、乙合并升格而成, which is a merger's, from 在甲、乙合并的基础上."""
    return bool(cues.SURE_MERGE.search(view.text)) and len(view.names) > 1 and "基础" not in cue


def _of_the_one_before(history: History, view: View, old: Name) -> bool:
    """Tell the second clause of 前身是甲，1984年由乙改制: it tells what came before 甲."""
    return "由" in view.text and not view.clause.opens and not history.knows(old.text)


def _united_in(history: History, view: View, old: list[Name], year: int | None) -> None:
    """Let several schools unite in `year`, or in the year that a later clause tells."""
    if not year:
        history.united = old
        return
    history.end_all(year, "merge", view.end)
    history.turns += [Turn(name, year, "merge", view.end) for name in old]
    history.linked = True


def _year_outside(view: View, old: Name) -> int | None:
    """Return the year in which `old` turned into the school: not the one that its founding is told by."""
    at = old.start - view.clause.start
    lead = max(view.text.rfind(word, 0, at) for word in ("由", "在", "从"))
    before, after = years_of(view.text[: max(lead, 0)]), years_of(view.text[at:])
    return next(reversed(after or before), None)


def from_then(history: History, view: View) -> bool:
    """Read 要从1964年的甲说起: the first name, founded in that year."""
    match = cues.FROM_THEN.search(view.text)
    if not match:
        return False
    at = view.clause.start + match.start()
    first = [name for name in view.names if name.start >= at and not history.is_own(name.text)]
    history.current = [Name(name.text, name.start, view.clause.years[0], origin=True) for name in first[:1]]
    history.linked = history.linked or bool(first)
    return True


def until(history: History, view: View) -> bool:
    """Read 2002年以前叫甲: the name that ended in that year."""
    match = cues.UNTIL.search(view.text)
    if not match or not view.names:
        return False
    behind = [name for name in view.names if name.start - view.clause.start >= match.end()]
    if not behind or history.is_own(behind[0].text):
        return False
    history.linked = True
    if len(behind) > 1:
        history.current = behind
        return True
    history.turns.append(Turn(behind[0], int(match[1]), "rename", view.end))
    history.current = []
    return True


def spans(history: History, view: View) -> bool:
    """Read names with their years behind: 甲（1962—2003）、乙（2003—2016）, or 甲（1962年）、乙（1979年）."""
    dated = [
        (name, match)
        for name in view.names
        if (match := cues.SPAN.match(view.clause.text, name.start - view.clause.start + len(name.text)))
    ]
    if (
        not dated
        or cues.ALLIED.search(view.text)
        or cues.MERGE.search(view.text)
        or (len(dated) < 2 and not dated[0][1][2])
    ):
        return False
    if history.current and not history.knows(dated[0][0].text):
        began = int(dated[0][1][1])
        usual = "upgrade" if grade_of(dated[0][0].text) > grade_of(history.current[-1].text) else "rename"
        history.end_all(began, usual, view.end)
    following = [name.text for name, _ in dated[1:]] + [next(iter(history.own), "")]
    starts = [int(match[1]) for _, match in dated[1:]] + [0]
    for (name, match), then, start in zip(dated, following, starts, strict=True):
        ended = int(match[2]) if match[2] else start
        if ended and not history.is_own(name.text):
            event = "upgrade" if grade_of(then) > grade_of(name.text) else "rename"
            history.turns.append(Turn(name, ended, event, view.clause.start + match.end()))
    last, span = dated[-1]
    history.current = [] if span[2] or history.is_own(last.text) else [last]
    history.linked = True
    return True


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
    if len(fresh) > 1 and cues.SURE_MERGE.search(view.text):
        history.linked = True
        return False
    if not fresh:
        if cues.THIS_WAS.search(view.text.rstrip("的是为")):
            history.linked = True
            if before and not history.current:
                founded = view.clause.years[-1] if view.clause.years else None
                history.current = [Name(before[-1].text, before[-1].start, founded)]
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
    history.current += [
        Name(name.text, name.start, _start_behind(view, name) or year, origin=True) for name in fresh
    ]
    history.linked = True
    return True


def _start_behind(view: View, name: Name) -> int | None:
    span = cues.SPAN.match(view.clause.text, name.start - view.clause.start + len(name.text))
    return int(span[1]) if span else None


def through(history: History, view: View) -> bool:
    """Read 历经甲、乙等时期: one name after the other."""
    if not (cues.THROUGH.search(view.text) and view.names):
        return False
    history.linked = history.linked or history.about or bool(cues.FORMERLY.search(view.text))
    for name in view.names:
        history.end_all(None, "rename", view.end)
        name.origin, name.fate = True, "rename"
        history.take(name)
    return True


def beginning(history: History, view: View) -> bool:
    """Read 某年甲成立, the first line of a story, and ，创办于某年 behind an origin."""
    if not (cues.FOUND.search(view.text) and view.year):
        return False
    fresh = history.closed or not (history.current or history.turns)
    older = [name for name in view.names if not history.is_own(name.text)]
    made = bool(older) and cues.SET_UP.search(view.text[: older[0].start - view.clause.start])
    if older and fresh and (made or older[0] is view.names[0]):
        history.current = [Name(older[0].text, older[0].start, view.year)]
        history.closed = False
    for name in history.current:
        if name.founded is None and view.clause.years:
            name.founded = view.clause.years[0]
    return True


def _founded(name: Name, view: View) -> Turn:
    year = view.clause.years[-1] if view.clause.years else None
    return Turn(name, year, "found" if year else "", view.end)
