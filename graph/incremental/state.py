"""What a build remembers for the next one: its units, and by what its files can be known again."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from itertools import islice
from pathlib import Path
from typing import Final

from ..shared import EntityMark
from ..units import Unit

#: The form of the file; a state of another form is none.
_FORM: Final = 3
#: Units remembered of one report that has changed again and again.
_MOST_DEPARTED: Final = 5


@dataclass(frozen=True, slots=True)
class Files:
    """Checksums of the N-Quads and the Turtle of a build, and the mark of its store."""

    nquads: str
    turtle: str
    store: str


@dataclass(frozen=True, slots=True)
class State:
    """The units of a build by report, its base IRI, its files, and how many quads and triples they hold.

    `departed` are the last units of reports that are gone or have changed: one that comes back as it was may
    find its statements under other IRIs. `marks` tell what was said of each entity, by IRI.
    """

    base: str
    files: Files
    quads: int
    triples: int
    units: Mapping[str, Unit]
    departed: tuple[Unit, ...] = ()
    marks: Mapping[str, EntityMark] = field(default_factory=dict)

    def write(self, path: Path) -> None:
        """Write the state as lines of JSON: what all have in common, then one for each report and entity."""
        head = {
            "form": _FORM,
            "base": self.base,
            "files": asdict(self.files),
            "quads": self.quads,
            "triples": self.triples,
        }
        head |= {"reports": len(self.units), "departed": len(self.departed)}
        units = (*self.units.values(), *self.departed)
        with path.open("w", encoding="utf-8", newline="\n") as out:
            out.writelines(f"{_dump(one)}\n" for one in (head, *(unit.to_json() for unit in units)))
            out.writelines(f"{_dump([iri, *mark])}\n" for iri, mark in self.marks.items())

    @classmethod
    def read(cls, path: Path) -> State | None:
        """Read what `write` wrote; None where there is none, or none of this form: all is then made anew."""
        try:
            with path.open(encoding="utf-8") as lines:
                head = json.loads(next(lines, "{}"))
                if head.get("form") != _FORM:
                    return None
                reports, departed = int(head["reports"]), int(head["departed"])
                units = [Unit.from_json(json.loads(line)) for line in islice(lines, reports + departed)]
                marks = [json.loads(line) for line in lines]
            return cls(
                base=str(head["base"]),
                files=Files(**{name: str(value) for name, value in head["files"].items()}),
                quads=int(head["quads"]),
                triples=int(head["triples"]),
                units={unit.report: unit for unit in units[:reports]},
                departed=tuple(units[reports:]),
                marks={str(iri): (str(digest), str(region)) for iri, digest, region in marks},
            )
        except (OSError, ValueError, KeyError, TypeError, AttributeError, OverflowError, RecursionError):
            return None


def departed_units(former: State, units: Mapping[str, Unit]) -> tuple[Unit, ...]:
    """Return the units to remember of `former`, the state before, besides the `units` of now.

    They are those of reports that are gone or have changed, in the order in which they went; of each report
    the last few.
    """
    now = {(unit.report, unit.origin) for unit in units.values()}
    left = [
        unit for unit in (*former.departed, *former.units.values()) if (unit.report, unit.origin) not in now
    ]
    latest = {(unit.report, unit.origin): unit for unit in left}.values()
    of_report: dict[str, list[Unit]] = {}
    for unit in latest:
        of_report.setdefault(unit.report, []).append(unit)
    kept = {id(unit) for several in of_report.values() for unit in several[-_MOST_DEPARTED:]}
    return tuple(unit for unit in latest if id(unit) in kept)


def _dump(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
