"""Where each page lies: file names that every file system takes, and links that work from disk."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from hashlib import sha256
from urllib.parse import quote, unquote

from .model import Overview, Thing

#: Names that Windows keeps for devices.
_RESERVED = re.compile(r"con|prn|aux|nul|com\d|lpt\d", re.IGNORECASE)
#: Letters and digits of any script, with single hyphens or underscores inside.
_PLAIN = re.compile(r"[^\W_]+(?:[-_][^\W_]+)*")
#: With the suffix, safely below the 255 bytes that file systems allow for a name.
_MAX_BYTES = 200


def file_stem(iri: str) -> str:
    """Return a file name without suffix for the thing at `iri`: its local name, or a digest of the IRI.

    The digest (20 hexadecimal digits) stands in where the local name is empty, long, reserved or has
    characters other than letters, digits, hyphens and underscores.
    """
    name = unquote(re.split(r"[/#]", iri)[-1])
    fits = _PLAIN.fullmatch(name) and not _RESERVED.fullmatch(name) and len(name.encode()) <= _MAX_BYTES
    return name if fits else _digest(iri)


def _digest(iri: str) -> str:
    return sha256(iri.encode()).hexdigest()[:20]


def page_paths(things: Iterable[Thing]) -> dict[str, str]:
    """Return the path of the page of each thing below the site's folder, by its IRI.

    The same in whatever order they come. No two things share a file, not even where a file system takes
    upper and lower case for the same.
    """
    paths: dict[str, str] = {}
    taken: set[str] = set()
    for thing in sorted(things, key=lambda one: one.iri):
        path = f"{thing.sort}/{file_stem(thing.iri)}.html"
        if path.casefold() in taken:
            path = f"{thing.sort}/{_digest(thing.iri)}.html"
        taken.add(path.casefold())
        paths[thing.iri] = path
    return paths


def topic_paths(topics: Iterable[str]) -> dict[str, str]:
    """Return the path of the page of each concept, such as a level or a region, by its IRI."""
    return {iri: "/".join(iri.rsplit("/", 2)[1:]) + ".html" for iri in topics}


def year_paths(years: Iterable[str]) -> dict[str, str]:
    """Return the path of the page of each year by what `Addresses.year` looks for."""
    return {_year_key(year): f"year/{year}.html" for year in years}


def all_paths(overview: Overview) -> dict[str, str]:
    """Return the path of every page about one thing, topic, region or year, by its IRI (or key)."""
    return {
        **page_paths(overview.paged),
        **topic_paths((*overview.topics, *overview.areas)),
        **year_paths(overview.years),
    }


def _year_key(year: str) -> str:
    return f"year:{year}"


def possible_paths(iri: str, sort: str) -> tuple[str, str]:
    """Return where the page of a thing of `sort` may lie, to who does not know all things.

    The first that is there is its page: the second is taken only by a thing that found it free.
    """
    return f"{sort}/{_digest(iri)}.html", f"{sort}/{file_stem(iri)}.html"


class Addresses:
    """The page of each thing, topic, region and year, as a path below the site's folder, and links to it."""

    def __init__(self, paths: Mapping[str, str]) -> None:
        """`paths` are those of `page_paths`, `topic_paths` and `year_paths` together."""
        self._paths = paths
        self._quoted: dict[str, str] = {}

    @classmethod
    def of(cls, things: Iterable[Thing]) -> Addresses:
        """Return the addresses of `things`."""
        return cls(page_paths(things))

    def path(self, iri: str) -> str | None:
        """Return the path of the page of `iri`, such as "school/青禾职校.html", or None if it has no page."""
        return self._paths.get(iri)

    def link(self, iri: str, root: str) -> str | None:
        """Return a percent-encoded link to the page of `iri` from a page whose way to the top is `root`.

        `root` is "" at the top and "../" one folder below; None where the thing has no page.
        """
        path = self.path(iri)
        if path is None:
            return None
        if (quoted := self._quoted.get(path)) is None:
            quoted = self._quoted[path] = quote(path)
        return root + quoted

    def topic(self, iri: str, root: str) -> str | None:
        """Return a link to the page of a concept, such as a level or a region; None where it has none."""
        return self.link(iri, root)

    def year(self, year: str, root: str) -> str | None:
        """Return a link to the page of a year such as "2020"; None where it has none."""
        return self.link(_year_key(year), root)
