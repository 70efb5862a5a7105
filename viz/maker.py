"""Makes the files of a page about one thing or topic, and notes what of the whole graph they were made of."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from ..ontology.namespaces import SCHEME_BASE
from .accounts import account
from .addresses import Addresses
from .files import SiteFolder
from .memory import Memory, PageNote
from .model import Account, Overview
from .networks import Networks
from .reads import Noted, Reads, noted
from .render import Pages
from .tables import Tables
from .things import ThingPages
from .words import Phrases


class PageMaker:
    """Makes pages one folder below the top, one after the other."""

    def __init__(
        self, overview: Overview, paths: Mapping[str, str], memory: Memory, folder: SiteFolder, title: str
    ) -> None:
        """Write into `folder` what `memory` and `overview` say; `paths` are those of all pages by IRI."""
        self._memory = memory
        self._folder = folder
        self._pages = Pages(title)
        self._paths = paths
        self._reads = Reads()
        self._around = noted(overview.around, self._reads)
        self._own = Noted("own", overview.things, self._reads)
        addresses = Addresses(Noted("paths", paths, self._reads))
        networks = Networks(self._around, addresses)
        self._things = ThingPages(
            self._around, networks, Phrases(self._around, addresses, "../"), Tables(addresses)
        )

    def write(self, iri: str) -> list[PageNote]:
        """Write the files of the page about `iri`, its page first; return the notes on them."""
        # One thing at a time: what the graph says of all of them may not fit into memory.
        is_topic = iri.startswith(SCHEME_BASE)
        thing = None if is_topic else self._own[iri]
        kept = self._memory.about(iri, as_school=thing is not None and thing.reporting)
        told = account(iri, self._memory.own(iri), kept, self._around)
        made = list(self._made(iri, told))
        taken = self._reads.take()
        # What the page has read holds for the files beside it, too.
        return [
            self._folder.write(path, iri, text, b"" if place else taken)
            for place, (path, text) in enumerate(made)
        ]

    def _made(self, iri: str, told: Account) -> Iterator[tuple[str, str]]:
        path = self._paths[iri]
        template, values = self._values(iri, told)
        yield path, self._pages.page(template, "../", **values)

    def _values(self, iri: str, told: Account) -> tuple[str, dict[str, Any]]:
        return self._things.page(self._own[iri], told)
