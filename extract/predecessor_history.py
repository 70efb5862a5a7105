"""A school's history read clause by clause: which names were in force, when and how each ended."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final

from . import predecessor_cues as cues
from .passage import Passage
from .predecessor_clauses import Clause, clauses_of
from .predecessor_names import names_in
from .school_names import is_short_form


@dataclass(slots=True)
class Name:
    """A name in force: where the story says it, its founding year where told, and whether it is an origin.

    `fate` is the event of an origin that no turn is told of.
    """

    text: str
    start: int
    founded: int | None = None
    origin: bool = False
    fate: str = "found"


@dataclass(frozen=True, slots=True)
class Turn:
    """A name that ended: when, by which event ("" where untold), and where the story has told it."""

    name: Name
    year: int | None
    event: str
    end: int


@dataclass(slots=True)
class _View:
    """A clause with its brackets blanked out, the names in it, and the year it tells or goes on with."""

    clause: Clause
    text: str
    names: list[Name]
    year: int | None

    @property
    def end(self) -> int:
        return self.clause.end


@dataclass(slots=True)
class _History:
    """What has been read so far; `linked` tells that the story is the school's own, `about` its sentence."""

    own: tuple[str, ...]
    current: list[Name] = field(default_factory=list)
    turns: list[Turn] = field(default_factory=list)
    year: int | None = None
    before: int | None = None
    merged: bool = False
    about: bool = False
    linked: bool = False
    last_end: int = 0

    def end_all(self, year: int | None, event: str, end: int) -> None:
        """Let the names in force end."""
        self.turns += [Turn(name, year, event, end) for name in self.current]
        self.current = []

    def take(self, target: Name | None) -> None:
        """Put the new name in force; today's ends the story."""
        own = target is None or self.is_own(target.text)
        self.linked = self.linked or own
        self.current = [target] if target is not None and not own else []

    def is_own(self, name: str) -> bool:
        """Tell today's name and its nearly full forms from an older one."""
        return any(
            name == own
            or (is_short_form(name, own) and name.endswith(own[-3:]) and len(name) >= len(own) - 4)
            for own in self.own
        )

    def knows(self, name: str) -> bool:
        """Tell a name in force."""
        return any(name == one.text for one in self.current)


def read_history(story: Passage, own: tuple[str, ...]) -> list[Turn]:
    """Return the names that ended in `story` on the way to the school that `own` names stand for, in order.

    An origin that no turn is told of is given with its founding ("found"). A story that never comes to the
    school is another's and gives nothing.
    """
    if not cues.HISTORY.search(story.text):
        return []
    history = _History(own)
    for clause in clauses_of(story):
        _step(history, clause)
    for name in history.current:
        if name.origin:
            event = name.fate if name.founded or name.fate != "found" else ""
            history.turns.append(Turn(name, name.founded, event, history.last_end))
    return [turn for turn in history.turns if not history.is_own(turn.name.text)] if history.linked else []


def _step(history: _History, clause: Clause) -> None:
    """Let the first reader that knows the clause's words take it in."""
    if clause.opens:
        history.merged = history.about = False
        history.before, history.year = history.year or history.before, None
    history.about = history.about or _speaks_of_school(history, clause)
    history.linked = history.linked or bool(cues.NOW.search(clause.text))
    text = cues.BRACKET.sub(lambda match: " " * len(match[0]), clause.text)
    year = _year(history, clause)
    if cues.SECOND.search(text) and not cues.ORIGIN.search(text):
        return
    view = _View(clause, text, [Name(name, clause.start + at) for at, _, name in names_in(text)], year)
    _old_name_in_bracket(history, view)
    for reader in _READERS:
        if reader(history, view):
            history.last_end = view.end
            return


def _speaks_of_school(history: _History, clause: Clause) -> bool:
    return any(name in clause.text for name in history.own) or bool(cues.OURS.search(clause.text))


def _year(history: _History, clause: Clause) -> int | None:
    """Return the clause's year, or the one said before in its sentence; 同年 and 次年 count from that."""
    told = history.year or history.before
    if clause.years:
        history.year = clause.years[-1]
    elif told and (match := cues.TOLD_YEAR.match(clause.text)):
        history.year = told + (0 if match[0].startswith(("同", "当", "是")) else 1)
    return history.year


def _old_name_in_bracket(history: _History, view: _View) -> None:
    """Read 某校（原甲）."""
    former = cues.FORMER_BRACKET.search(view.clause.text)
    if not former or not any(own in view.clause.text[: former.start()] for own in (*history.own, "学校")):
        return
    found = names_in(view.clause.text[: former.end()], former.start() + 1)
    if found:
        history.current = [Name(found[0][2], view.clause.start + found[0][0], origin=True)]
        history.linked = True
        history.last_end = view.end


def _outgrown(history: _History, view: _View) -> bool:
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


def _earlier(history: _History, view: _View) -> bool:
    """Read 再往上是甲: what stood before the names in force."""
    if not (cues.EARLIER.search(view.text) and view.names and history.current):
        return False
    history.turns.append(_founded(view.names[-1], view))
    return True


def _origin(history: _History, view: _View) -> bool:
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


def _through(history: _History, view: _View) -> bool:
    """Read 历经甲、乙等时期: one name after the other."""
    if not (cues.THROUGH.search(view.text) and view.names):
        return False
    for name in view.names:
        history.end_all(None, "rename", view.end)
        history.take(name)
    return True


def _merger(history: _History, view: _View) -> bool:
    """Read 与乙合并组建丙, 整合甲、乙成立丙, 甲并入 and 并入甲、乙."""
    verb = cues.MERGE.search(view.text)
    if not verb or (cues.UPGRADE.search(view.text) and len(view.names) < 2):
        return False
    names = _with_elided(view, history)
    target = _made(history, view.text, names)
    incoming = [name for name in names if name is not target and not history.is_own(name.text)]
    history.linked = history.linked or any(history.is_own(name.text) for name in names)
    if verb[0] == "组建" and not incoming and not history.current:
        return True
    if not (view.year or history.current or (target is not None and history.is_own(target.text))):
        return True
    known = {name.text for name in history.current}
    joins = bool(cues.JOINED.search(view.text)) and target is None
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


def _made(history: _History, text: str, names: list[Name]) -> Name | None:
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


def _upgrade(history: _History, view: _View) -> bool:
    """Read 升格为乙."""
    verb = cues.UPGRADE.search(view.text)
    return bool(verb) and _turn(history, view, verb.start() if verb else 0, "upgrade")


def _rename(history: _History, view: _View) -> bool:
    """Read 更名为乙 and 现名从某年起使用; behind a merger it names what the merger made."""
    verb = cues.RENAME.search(view.text)
    if not verb and not (cues.NOW.search(view.text) and view.clause.years):
        return False
    return _turn(history, view, verb.start() if verb else 0, "rename")


def _turn(history: _History, view: _View, at: int, event: str) -> bool:
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
    if target is not None and history.knows(target.text):
        return True
    if old and not history.knows(old[-1].text):
        history.current = [one for one in history.current if is_short_form(old[-1].text, one.text)] or [
            old[-1]
        ]
    history.end_all(view.year, "merge" if history.merged and not old else event, view.end)
    if target is None and not cues.NOW.search(view.text):
        history.current = []
    else:
        history.take(target)
    history.merged = False
    return True


def _chronicled(history: _History, view: _View) -> bool:
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


def _made_later(history: _History, view: _View) -> bool:
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


def _beginning(history: _History, view: _View) -> bool:
    """Read 某年甲成立, the first line of a story, and ，创办于某年 behind an origin."""
    if not (cues.FOUND.search(view.text) and view.year):
        return False
    if view.names and not history.current and not history.turns and not history.is_own(view.names[0].text):
        history.current = [Name(view.names[0].text, view.names[0].start, view.year)]
    for name in history.current:
        if name.founded is None and view.clause.years:
            name.founded = view.clause.years[0]
    return True


def _founded(name: Name, view: _View) -> Turn:
    year = view.clause.years[-1] if view.clause.years else None
    return Turn(name, year, "found" if year else "", view.end)


def _with_elided(view: _View, history: _History) -> list[Name]:
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


#: Readers of a clause, the surest words first.
_READERS: Final[tuple[Callable[[_History, _View], bool], ...]] = (
    _outgrown,
    _earlier,
    _origin,
    _through,
    _merger,
    _upgrade,
    _rename,
    _made_later,
    _chronicled,
    _beginning,
)
