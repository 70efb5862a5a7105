"""What the names of one report mean: all that its part of the graph needs to know of the resolution."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from ..names import normal_form
from .entities import Entity


@dataclass(frozen=True, slots=True)
class Meant:
    """The entities that one report means by its names, small enough to be sent to another process.

    `names` maps (slot, normal form) to an entity; slots are "school", "partner" (school or other
    organisation), "major" and "competition". `persons` has the persons of the report's school by the normal
    form of their names.
    """

    report: str
    school: Entity
    names: Mapping[tuple[str, str], Entity]
    persons: Mapping[str, Entity]

    def find(self, slot: str, name: str) -> Entity | None:
        """Return what the report means by `name`, None where it never used the name in this way.

        `slot` is one of `names` or "person".
        """
        form = normal_form(name)
        return self.persons.get(form) if slot == "person" else self.names.get((slot, form))
