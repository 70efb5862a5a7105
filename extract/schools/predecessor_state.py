"""What a school's history has told so far: the names in force, those that ended, and the clause at hand."""

from __future__ import annotations

from dataclasses import dataclass, field

from .predecessor_clauses import Clause
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
    """A name that ended: when, by which event ("" where untold), and where the story has told it.

    `loose` marks what no word for a new name tells, but only its standing behind a year.
    """

    name: Name
    year: int | None
    event: str
    end: int
    loose: bool = False


@dataclass(slots=True)
class View:
    """A clause with its brackets blanked out, the names in it, the year it tells or goes on with.

    `dated` says that the clause before was that year only.
    """

    clause: Clause
    text: str
    names: list[Name]
    year: int | None
    dated: bool = False

    @property
    def end(self) -> int:
        """Where the clause ends in the story."""
        return self.clause.end

    def behind(self, name: Name) -> int:
        """Return where in the clause `name` ends."""
        return name.start - self.clause.start + len(name.text)


@dataclass(slots=True)
class History:
    """What has been read so far.

    `linked` tells that the story is the school's own, `spoken` that it has spoken of the school at all,
    `about` that its sentence does, `others` that the sentence has another as subject,
    `dated` that the clause before was a date only; `subject` is the school
    that the sentence is about. `closed` says that the names in force were closed down, `counted` that names
    came between of which only the number is told. `merged` says that a merger was told whose new name is
    still to come, `merged_at` its year, `united` are those said to unite before it is told what they made;
    `raised` is the year of an upgrade whose new name is still to come. `began` is the year in which the first
    of all names was taken, `set_up` that in which several schools became this one. `listed` are names of
    which the next clause may say that they became one, `parked` those in force in other lines of descent,
    `itemised` says that the lines which follow name what merged, `branch` that a line of descent begins,
    `unnamed` that the parties of a merger are,
    `undated` that the year of the merger told last is still to come, `past` that the story calls
    itself history.
    """

    own: tuple[str, ...]
    current: list[Name] = field(default_factory=list)
    turns: list[Turn] = field(default_factory=list)
    year: int | None = None
    before: int | None = None
    merged: bool = False
    about: bool = False
    linked: bool = False
    closed: bool = False
    subject: Name | None = None
    merged_at: int | None = None
    others: bool = False
    dated: bool = False
    spoken: bool = False
    united: list[Name] = field(default_factory=list)
    raised: int | None = None
    counted: bool = False
    began: int | None = None
    set_up: int | None = None
    last_end: int = 0
    listed: list[Name] = field(default_factory=list)
    parked: list[Name] = field(default_factory=list)
    itemised: bool = False
    branch: bool = False
    unnamed: bool = False
    undated: bool = False
    past: bool = False

    @property
    def ours(self) -> bool:
        """Whether the story is the school's own: said to be, or history with no other subject."""
        return self.linked or (self.past and not self.others)

    def end_all(self, year: int | None, event: str, end: int, *, loose: bool = False) -> None:
        """Let the names in force end."""
        for name in self.current:
            if self.counted and name.origin:
                self.turns.append(Turn(name, name.founded, "found" if name.founded else "", end))
            else:
                self.turns.append(Turn(name, year, event, end, loose))
        self.current, self.closed, self.counted = [], False, False

    def take(self, target: Name | None) -> None:
        """Put the new name in force; today's ends the story."""
        own = target is None or self.is_own(target.text)
        self.linked = self.linked or own
        self.current = [target] if target is not None and not own else []

    def is_own(self, name: str) -> bool:
        """Tell today's name and its nearly full forms from an older one."""
        if self.own and name.endswith(self.own[0]):
            return True
        return any(
            name == own
            or (is_short_form(name, own) and name.endswith(own[-3:]) and len(name) >= len(own) - 4)
            for own in self.own
        )

    def knows(self, name: str) -> bool:
        """Tell a name in force, by its last words too."""
        return any(name == one.text or (len(name) >= 4 and one.text.endswith(name)) for one in self.current)
