"""The index behind the search box: every name of every school, partner and major."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final
from urllib.parse import quote

from .addresses import Addresses
from .drawing import LOOKS, clip
from .model import Overview, Thing
from .networks import look_of

#: The index stands in the page itself: a page opened from disk cannot fetch another file.
MAX_ENTRIES: Final = 20_000
_MAX_NAME: Final = 120
_MAX_OTHERS: Final = 12

#: Name, other names, word for the kind, link from the top folder.
Entry = tuple[str, tuple[str, ...], str, str]


def entries(overview: Overview, addresses: Addresses, major_pages: dict[str, str]) -> list[Entry]:
    """Return at most MAX_ENTRIES entries: schools first, then partners of most schools, then majors.

    `major_pages` gives for each major's IRI its place in the list of majors, a link from the top folder.
    """
    found: list[Entry] = []
    for thing in _ranked(overview):
        path = addresses.path(thing.iri)
        href = quote(path) if path else major_pages.get(thing.iri)
        if href is None:
            continue
        others = tuple(clip(name, _MAX_NAME) for name in thing.other_names[:_MAX_OTHERS])
        found.append((clip(thing.name, _MAX_NAME), others, LOOKS[look_of(thing)].word, href))
        if len(found) == MAX_ENTRIES:
            break
    return found


def _ranked(overview: Overview) -> Iterator[Thing]:
    seen: set[str] = set()
    for group in (overview.schools, overview.partners, overview.paged, overview.majors):
        for thing in group:
            if thing.iri not in seen:
                seen.add(thing.iri)
                yield thing
