"""The catalogues of majors: today's, with its levels, categories and classes, and the older ones by name.

`majors.csv` has today's majors, `majors_older.csv` names of older editions with the major of today's that
each became. A name that today's catalogue kept at the same level is the same major; only renamed, merged and
split ones have a relation of their own in the file. Where it is not known for sure there is none.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import Final, Literal

from .files import MAJORS, MAJORS_OLDER, ontology_file
from .namespaces import CATALOGUE_NAMES, concept_iri

#: Today's edition; its name is also the prefix of its concepts.
TODAY: Final = CATALOGUE_NAMES[0]
#: The levels of today's catalogue, with the local names of their concepts and their labels in English.
LEVELS: Final[Mapping[str, tuple[str, str]]] = MappingProxyType(
    {
        "中职": ("secondary", "secondary vocational"),
        "高职专科": ("college", "higher vocational, college"),
        "职教本科": ("bachelor", "higher vocational, bachelor"),
    }
)
#: The level of technician schools, which have a catalogue of their own.
TECHNICIAN: Final = "技工"
#: The older editions, by the `source` of their rows, with the level that each is of.
OLDER_LEVELS: Final[Mapping[str, str]] = MappingProxyType(
    {"2010": "中职", "2015": "高职专科", "2018": TECHNICIAN}
)
#: How a major of an older edition can relate to one of today's: the terms of SKOS.
RELATIONS: Final = ("exactMatch", "closeMatch", "broadMatch", "narrowMatch", "relatedMatch")

Kind = Literal["level", "category", "class", "major"]
_NAME: Final = re.compile(r"[^\W_]+")


class CatalogueFileError(ValueError):
    """A file of the catalogues is not of its form."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A concept of a catalogue: a major, or a class, category or level that majors belong to.

    `local` is its local name in the `edition`: the code in today's, the name in the older ones, which are
    kept without codes. `broader` is the local name of the concept above it, empty at the top. `matches` are
    the relations of an older major to majors of today's, as (relation, code). `note` tells of a later
    addition.
    """

    edition: str
    kind: Kind
    local: str
    name: str
    level: str
    code: str = ""
    broader: str = ""
    note: str = ""
    matches: tuple[tuple[str, str], ...] = ()

    @property
    def iri(self) -> str:
        """The concept's IRI."""
        return concept_iri(self.edition, self.local)


@cache
def today() -> tuple[Entry, ...]:
    """Return all concepts of today's catalogue: levels, then categories, classes and majors by code.

    Raises CatalogueFileError where the file is faulty.
    """
    levels = [Entry(TODAY, "level", local, name, name) for name, (local, _) in LEVELS.items()]
    groups: dict[str, Entry] = {}
    majors: dict[str, Entry] = {}
    for place, row in _rows(MAJORS):
        code, level = row["code"], row["level"]
        if not re.fullmatch(r"\d{6}K?", code) or level not in LEVELS or code in majors:
            raise CatalogueFileError(f"{place}: code {code!r} or level {level!r} is none, or stands twice")
        category, class_ = code[:2], code[:4]
        above = LEVELS[level][0]
        groups.setdefault(
            category, Entry(TODAY, "category", category, row["category"], level, category, above)
        )
        groups.setdefault(class_, Entry(TODAY, "class", class_, row["class"], level, class_, category))
        majors[code] = Entry(TODAY, "major", code, row["name"], level, code, class_, row["note"])
    ranked = sorted(groups.values(), key=lambda one: (len(one.code), one.code))
    return (*levels, *ranked, *sorted(majors.values(), key=lambda one: one.code))


@cache
def older() -> tuple[Entry, ...]:
    """Return the majors of the older catalogues, each edition in the order of the file.

    Raises CatalogueFileError where the file is faulty.
    """
    majors = {one.code: one for one in majors_today()}
    kept = {(one.level, one.name): one.code for one in majors_today()}
    found: dict[tuple[str, str], Entry] = {}
    for place, row in _rows(MAJORS_OLDER):
        name, source, relation, code = row["name"], row["source"], row["relation"], row["code"]
        if source not in OLDER_LEVELS or (source, name) in found:
            raise CatalogueFileError(f"{place}: source {source!r} is none, or {name!r} stands twice")
        if (relation or code) and (relation not in RELATIONS or code not in majors):
            raise CatalogueFileError(
                f"{place}: {relation!r} {code!r}: a relation is one of {', '.join(RELATIONS)}, "
                "to a code of today's catalogue"
            )
        level = OLDER_LEVELS[source]
        if not relation and (same := kept.get((level, name))):
            relation, code = "exactMatch", same
        matches = ((relation, code),) if relation else ()
        local = "_".join(_NAME.findall(name))
        found[source, name] = Entry(f"catalogue{source}", "major", local, name, level, matches=matches)
    return tuple(found.values())


@cache
def majors_today() -> tuple[Entry, ...]:
    """Return the majors of today's catalogue by code."""
    return tuple(one for one in today() if one.kind == "major")


@cache
def entries() -> Mapping[str, Entry]:
    """Return every concept of every catalogue by its IRI."""
    return MappingProxyType({one.iri: one for one in (*today(), *older())})


def above(entry: Entry) -> Iterator[Entry]:
    """Yield the concepts above `entry`, the nearest first."""
    while entry.broader:
        entry = entries()[concept_iri(entry.edition, entry.broader)]
        yield entry


def matched(entry: Entry) -> Iterator[tuple[str, Entry]]:
    """Yield the majors of today's catalogue that an older one relates to, each with the relation."""
    for relation, code in entry.matches:
        yield relation, entries()[concept_iri(TODAY, code)]


def _rows(name: str) -> Iterator[tuple[str, dict[str, str]]]:
    """Yield the rows of a file, each with its place for errors."""
    path = ontology_file(name)
    with path.open(encoding="utf-8", newline="") as lines:
        reader = csv.DictReader(lines, strict=True)
        for row in reader:
            place = f"{path}, line {reader.line_num}"
            if None in row or None in row.values():
                raise CatalogueFileError(f"{place}: a row needs as many cells as there are columns")
            yield place, row
