"""Makes the files of a page about one thing or topic, and notes what of the whole graph they were made of."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from ..graph.star import MOST_STATEMENTS, turtle_of
from ..graph.store import GraphStore
from ..ontology.namespaces import SCHEME_BASE
from .accounts import account
from .addresses import Addresses, all_paths
from .ego import SUFFIX
from .files import SiteFolder
from .majors import MajorPages
from .memory import Memory, PageNote
from .model import Account, Overview, Thing
from .networks import Networks
from .reads import Noted, Reads, noted
from .render import Pages
from .sections import laid_out
from .tables import Tables
from .things import ThingPages
from .topics import TopicPages
from .words import Phrases

#: Statements in the Turtle of a topic: some have hundreds of thousands, and all are in the whole graph's.
_MOST_OF_TOPIC: Final = 2_000


@dataclass(frozen=True, slots=True)
class Source:
    """What pages are made of, and where they go; `processes` write at a time."""

    store: GraphStore
    memory: Memory
    overview: Overview
    folder: SiteFolder
    title: str
    processes: int = 1


class PageMaker:
    """Makes pages one folder below the top, one after the other, each with the files beside it."""

    def __init__(self, source: Source) -> None:
        """Write into the folder of `source` what its graph says."""
        overview = source.overview
        self._store, self._memory, self._folder = source.store, source.memory, source.folder
        self._pages = Pages(source.title)
        self._paths = paths = all_paths(overview)
        self._reads = Reads()
        self._around = around = noted(overview.around, self._reads)
        self._own = Noted("own", overview.things, self._reads)
        addresses = Addresses(Noted("paths", paths, self._reads))
        networks, tables = Networks(around, addresses), Tables(addresses)
        phrases = Phrases(around, addresses, "../")
        self._things = ThingPages(around, networks, phrases, tables, addresses)
        self._majors = MajorPages(around, networks, phrases, tables)
        self._topics = TopicPages(phrases, tables, addresses)

    def write(self, iri: str) -> list[PageNote]:
        """Write the files of the page about `iri`, its page first; return the notes on them."""
        made = list(self._made(iri))
        taken = self._reads.take()
        # What the page has read holds for the files beside it, too.
        return [
            self._folder.write(path, iri, text, b"" if place else taken)
            for place, (path, text) in enumerate(made)
        ]

    def _made(self, iri: str) -> Iterator[tuple[str, str]]:
        path = self._paths[iri]
        stem = path.removesuffix(".html")
        thing = None if iri.startswith(SCHEME_BASE) else self._own[iri]
        # One thing at a time: what the graph says of all of them may not fit into memory.
        kept = self._memory.about(iri, as_school=thing is not None and thing.reporting)
        told = account(iri, self._memory.own(iri), kept, self._around)
        template, values = self._values(iri, thing, told)
        laid = laid_out(values["sections"], path, iri)
        values |= {"sections": laid.first, "stem": stem.rpartition("/")[2]}
        yield path, self._pages.page(template, "../", **values)
        for one in laid.further:
            known = {"here": "", "name": values["name"], "table": one.view, "back": one.back}
            yield one.path, self._pages.page("section.html", "../../", **known)
        yield from laid.files
        most = MOST_STATEMENTS if thing else _MOST_OF_TOPIC
        yield f"{stem}.ttl", turtle_of(self._store, iri, [statement for statement, *_ in kept], most)
        if drawing := values.get("drawing"):
            yield f"{stem}{SUFFIX}", drawing.script

    def _values(self, iri: str, thing: Thing | None, told: Account) -> tuple[str, dict[str, Any]]:
        if thing is None:
            template, values = self._topics.page(iri, told)
            return template, {"name": values["topic"].zh, **values}
        pages = self._majors if thing.sort == "major" else self._things
        template, values = pages.page(thing, told)
        return template, {"name": thing.name, **values}
