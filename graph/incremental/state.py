"""What a build remembers for the next one: its units, and by what its files can be known again."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Final

from ..units import Unit

#: The form of the file; a state of another form is none.
_FORM: Final = 1


@dataclass(frozen=True, slots=True)
class Files:
    """Checksums of the N-Quads and the Turtle of a build, and the mark of its store."""

    nquads: str
    turtle: str
    store: str


@dataclass(frozen=True, slots=True)
class State:
    """The units of a build by report, its base IRI, its files, and how many quads and triples they hold."""

    base: str
    files: Files
    quads: int
    triples: int
    units: Mapping[str, Unit]

    def write(self, path: Path) -> None:
        """Write the state as lines of JSON: what all have in common, then one line for each report."""
        head = {
            "form": _FORM,
            "base": self.base,
            "files": asdict(self.files),
            "quads": self.quads,
            "triples": self.triples,
        }
        with path.open("w", encoding="utf-8", newline="\n") as out:
            out.writelines(f"{_dump(one)}\n" for one in (head, *_lines(self.units.values())))

    @classmethod
    def read(cls, path: Path) -> State | None:
        """Read what `write` wrote; None where there is none, or none of this form: all is then made anew."""
        try:
            with path.open(encoding="utf-8") as lines:
                head = json.loads(next(lines, "{}"))
                if head.get("form") != _FORM:
                    return None
                units = [Unit.from_json(json.loads(line)) for line in lines]
            return cls(
                base=str(head["base"]),
                files=Files(**{name: str(value) for name, value in head["files"].items()}),
                quads=int(head["quads"]),
                triples=int(head["triples"]),
                units={unit.report: unit for unit in units},
            )
        except (OSError, ValueError, KeyError, TypeError, AttributeError):
            return None


def _lines(units: Iterable[Unit]) -> Iterable[dict[str, object]]:
    return (unit.to_json() for unit in units)


def _dump(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
