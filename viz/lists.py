"""All pages about many things: the first page, the lists, the network of all, regions, years, indicators."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from .addresses import Addresses
from .groups import Groups
from .home import home_page
from .indicators import IndicatorPages, all_figures
from .long_lists import LongLists
from .majors import MajorList
from .model import Overview
from .query_pages import query_pages
from .regions import RegionPages
from .search_index import name_files
from .topic_list import topic_list
from .whole_network import whole_network
from .words import Phrases
from .years import YearPages

#: Path below the site's folder, template, values for it.
Page = tuple[str, str, dict[str, Any]]


class Lists:
    """Makes the pages that are made of the overview alone, and the files that go with them."""

    def __init__(self, overview: Overview, addresses: Addresses) -> None:
        """`addresses` are those of all pages."""
        self._overview = overview
        self._addresses = addresses
        self._phrases = Phrases(overview.around, addresses, "")
        self._long = LongLists(overview, self._phrases, addresses)
        self._majors = MajorList(overview, self._phrases)
        self._figures = all_figures(overview)
        self._indicators = IndicatorPages(overview, self._figures, addresses)
        self._network, self._network_files = whole_network(overview, addresses)

    def pages(self) -> Iterator[Page]:
        """Yield every page."""
        overview, phrases, addresses = self._overview, self._phrases, self._addresses
        yield home_page(overview, phrases, addresses)
        yield from self._long.pages()
        yield from self._majors.pages()
        yield from Groups(overview, phrases, self._roles()).pages()
        yield topic_list(overview, addresses)
        yield from RegionPages(overview, addresses).pages()
        yield from YearPages(overview, self._figures, addresses).pages()
        yield from self._indicators.pages()
        yield from query_pages()
        yield "network.html", "network.html", self._network

    def files(self) -> Iterator[tuple[str, str]]:
        """Yield (path, text) of every file that is no page: lists as CSV, names to search, the network."""
        yield from self._long.files()
        yield from self._majors.files()
        yield from self._indicators.files()
        yield from name_files(self._overview, self._addresses)
        yield from self._network_files

    def _roles(self) -> dict[str, list[tuple[str, str]]]:
        """Return what each member of a group is there, as (school, role) by the group's IRI."""
        roles: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
        for link in self._overview.links:
            roles[link.partner] += ((link.school, role) for role in link.roles)
        return roles
