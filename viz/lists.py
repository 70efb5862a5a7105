"""The pages at the top of the site: the first page, the lists, and the network of all."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

from ..ontology.codes import concepts
from .addresses import Addresses
from .drawing import LOOKS, Drawing
from .long_lists import PER_PARTNER, LongLists, school_columns
from .majors import MajorList
from .model import SORTS, Overview, Thing
from .networks import look_of
from .search_index import name_files
from .tables import Part
from .words import Phrases

#: Lines of the lists on the first page and beside the network.
FIRST_SHARED: Final = 100
FIRST_SCHOOLS: Final = 60
FIRST_REPORTS: Final = 300
_NETWORK_HUBS: Final = 60
_HUB_PARTNERS: Final = 20

#: Path below the site's folder, template, values for it.
Page = tuple[str, str, dict[str, Any]]


@dataclass(frozen=True, slots=True)
class ReportRow:
    """A report in the list of the first page."""

    title: str
    year: str
    school: Part


class Lists:
    """Makes the pages at the top; `phrases` must be for the top folder."""

    def __init__(self, overview: Overview, phrases: Phrases, addresses: Addresses) -> None:
        self._overview = overview
        self._phrases = phrases
        self._addresses = addresses
        self._long = LongLists(overview, phrases, addresses)

    def pages(self, network: Drawing | None) -> Iterator[Page]:
        """Yield every page at the top; `network` is the drawing of all schools and partners."""
        overview = self._overview
        shared = overview.shared
        yield self._index(shared)
        yield from self._long.pages()
        yield from MajorList(overview, self._phrases).pages()
        hubs = self._phrases.hubs(_NETWORK_HUBS, _HUB_PARTNERS)
        used = {mode for link in overview.links for mode in link.modes}
        yield (
            "network.html",
            "network.html",
            {
                "here": "network",
                "drawing": network,
                "modes": [(one.code, one.zh) for one in concepts("mode") if one.code in used],
                "shared": [self._phrases.partner_row(one, PER_PARTNER) for one in shared[:FIRST_SHARED]],
                "shared_total": len(shared),
                "hubs": hubs,
                "hubs_total": len(overview.around.by_school),
            },
        )

    def files(self) -> Iterator[tuple[str, str]]:
        """Yield (path, text) of every file that is no page: the lists as CSV, the names to be searched."""
        yield from self._long.files()
        yield from name_files(self._overview, self._addresses)

    def _index(self, shared: Sequence[Thing]) -> Page:
        overview = self._overview
        facts: Counter[str] = Counter()
        for counts in overview.counts.values():
            facts.update(counts)
        kinds = Counter(look_of(one) for one in overview.partners)
        values = {
            "here": "index",
            "totals": {
                "reports": len(overview.reports),
                "facts": sum(facts.values()),
                "schools": len(overview.schools),
                "partners": len(overview.partners),
                "majors": len(overview.majors),
                "conflicts": sum(map(len, overview.conflicts.values())),
            },
            "shared": [self._phrases.partner_row(one, PER_PARTNER) for one in shared[:FIRST_SHARED]],
            "shared_total": len(shared),
            "schools": [self._long.school_row(one) for one in overview.schools[:FIRST_SCHOOLS]],
            "school_columns": school_columns(),
            "partner_kinds": [(LOOKS[key], kinds[key]) for key in LOOKS if kinds[key]],
            "fact_kinds": [(word, facts[sort]) for sort, word in SORTS.items() if facts[sort]],
            "reports": [
                ReportRow(one.title, one.year, self._phrases.part(one.school))
                for one in overview.reports[:FIRST_REPORTS]
            ],
        }
        return "index.html", "index.html", values
