"""What a thing is directly linked to: the one list behind its picture, its data file and its words."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import Final

from .looks import place_of
from .model import Around, Thing

#: Words of links that are no cooperation of their own.
OFFERS: Final = "开设专业"
NAMED_FOR: Final = "合作专业"


@dataclass(frozen=True, slots=True)
class Neighbour:
    """To whom (an IRI) a thing is linked, in which modes (codes), by reports of which years.

    `word` says in Chinese what the link is where it is no cooperation.
    """

    iri: str
    modes: tuple[str, ...] = ()
    years: tuple[str, ...] = ()
    word: str = ""


def neighbours(thing: Thing, around: Around) -> list[Neighbour]:
    """Return the links of a school, partner or major, the most telling first.

    A school has those to its partners and, where others name it as theirs, to them; a major those to schools
    that offer it or work with somebody for it.
    """
    return _of_major(thing, around) if thing.sort == "major" else _of_body(thing, around)


def others(iri: str, around: Around) -> int:
    """Return how many other schools work with a partner of a school; MAX_REACH stands for more, too."""
    return max(0, around.reach.get(iri, 0) - 1)


def behind(major: Thing, around: Around) -> dict[str, list[str]]:
    """Return the partners with whom schools work for a major, by school."""
    partners: defaultdict[str, list[str]] = defaultdict(list)
    for school, partner in around.behind.get(major.iri, ()):
        partners[school].append(partner)
    return dict(partners)


def _of_body(thing: Thing, around: Around) -> list[Neighbour]:
    modes: defaultdict[str, set[str]] = defaultdict(set)
    years: defaultdict[str, set[str]] = defaultdict(set)
    for link in around.by_school.get(thing.iri, ()):
        modes[link.partner].update(link.modes)
        years[link.partner].update(link.years)
    for link in around.by_partner.get(thing.iri, ()):
        modes[link.school].update(link.modes)
        years[link.school].update(link.years)

    def rank(one: Neighbour) -> tuple[int, int, int, str, str]:
        """Partners of most schools first, then by kind, by how many modes are told, and by name."""
        other = around.things[one.iri]
        return -others(one.iri, around), place_of(other), -len(one.modes), other.name, one.iri

    found = [Neighbour(iri, tuple(sorted(modes[iri])), tuple(sorted(years[iri]))) for iri in modes]
    return sorted(found, key=rank)


def _of_major(major: Thing, around: Around) -> list[Neighbour]:
    partners = behind(major, around)
    offered = set(around.offered_by.get(major.iri, ()))

    def rank(one: Neighbour) -> tuple[int, str, str]:
        """Schools with partners behind the major tell more than those that only offer it."""
        return -len(partners.get(one.iri, ())), around.things[one.iri].name, one.iri

    found = [Neighbour(iri, word=OFFERS if iri in offered else NAMED_FOR) for iri in offered | set(partners)]
    return sorted(found, key=rank)
