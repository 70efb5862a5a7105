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
    """A name that ended: when, by which event ("" where untold), and where the story has told it."""

    name: Name
    year: int | None
    event: str
    end: int


@dataclass(slots=True)
class View:
    """A clause with its brackets blanked out, the names in it, and the year it tells or goes on with."""

    clause: Clause
    text: str
    names: list[Name]
    year: int | None

    @property
    def end(self) -> int:
        """Where the clause ends in the story."""
        return self.clause.end


@dataclass(slots=True)
class History:
    """What has been read so far; `linked` tells that the story is the school's own, `about` its sentence;
    `closed` that the names in force were closed down; `subject` is the school that the sentence is about.
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
    last_end: int = 0

    def end_all(self, year: int | None, event: str, end: int) -> None:
        """Let the names in force end."""
        self.turns += [Turn(name, year, event, end) for name in self.current]
        self.current, self.closed = [], False

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
        """Tell a name in force, by its last words too."""
        return any(name == one.text or (len(name) >= 4 and one.text.endswith(name)) for one in self.current)
