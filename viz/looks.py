"""How things and modes of cooperation are named in pictures and lists: kinds, modes, and which come first."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache
from typing import Final

from ..ontology.codes import UnknownCodeError, concept, concepts
from .drawing import LOOKS
from .model import Around, Link, Thing

_PLACE_OF_LOOK: Final = {key: place for place, key in enumerate(LOOKS)}
#: What a partnership is in whose sentence no mode stands.
PLAIN_MODE: Final = "cooperation"


def mode_words(modes: Sequence[str], limit: int = 16) -> str:
    """Return the Chinese labels of modes in their order, joined by "、"; unknown codes stand as they are."""
    return "、".join(mode_word(one) for one in in_order(modes)[:limit])


def in_order(modes: Iterable[str]) -> list[str]:
    """Return codes of modes in the order of their code list, unknown ones at the end."""
    order = _mode_order()
    return sorted(modes, key=lambda mode: (order.get(mode, len(order) + 1), mode))


@cache
def _mode_order() -> dict[str, int]:
    return {one.code: one.order for one in concepts("mode")}


@cache
def mode_word(mode: str) -> str:
    """Return the Chinese label of a mode's code, or the code where it has none."""
    try:
        return concept("mode", mode).zh
    except UnknownCodeError:
        return mode


def is_mode(mode: str) -> bool:
    """Return whether the code list of modes has this code."""
    return mode in _mode_order()


def look_of(thing: Thing) -> str:
    """Return the key of LOOKS under which a school, partner or major is drawn."""
    if thing.reporting:
        return "reporting"
    if thing.sort in {"school", "major"}:
        return thing.sort
    return thing.kind if thing.kind in LOOKS and thing.kind != "major" else "other"


def place_of(thing: Thing) -> int:
    """Return the place of a thing's kind among LOOKS."""
    return _PLACE_OF_LOOK[look_of(thing)]


def ranked(links: Sequence[Link], around: Around) -> list[Link]:
    """Order a school's links: partners of most schools first, then by kind and name."""

    def rank(link: Link) -> tuple[int, int, str, str]:
        partner = around.things[link.partner]
        return -around.reach[link.partner], place_of(partner), partner.name, partner.iri

    return sorted(links, key=rank)
