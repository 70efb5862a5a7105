"""Overviews of invented things, without a graph behind them, and a page on which they can be searched."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields
from pathlib import Path
from typing import Any
from urllib.parse import quote

from zhijiao.viz.addresses import Addresses, page_paths
from zhijiao.viz.assets import assets
from zhijiao.viz.model import Around, Link, Overview, Thing
from zhijiao.viz.render import Pages
from zhijiao.viz.search_index import name_files

ORGANISATIONS = "https://names.example/id/organisation/"


def organisation(name: str, *others: str, kind: str = "enterprise") -> Thing:
    """Return an organisation with other names; `kind` is a code of partnerkind."""
    return Thing(ORGANISATIONS + quote(name, safe=""), "organisation", name, others, kind)


def around_with(**known: Mapping[str, Any]) -> Around:
    """Return what pages of single things read, empty but for the mappings `known`."""
    blank: dict[str, Mapping[str, Any]] = {one.name: {} for one in fields(Around)}
    return Around(**{**blank, **known})


def overview_with(around: Around, **known: Any) -> Overview:
    """Return an overview, empty but for what is `known`; its things are those of `around`."""
    blank: dict[str, Any] = {one.name: () for one in fields(Overview)}
    blank |= {name: {} for name in ("counts", "offers", "regions", "conflicts")}
    blank |= {"named": frozenset(), "things": around.things, "paged": tuple(around.things.values())}
    return Overview(**{**blank, "around": around, **known})


def linked_overview(things: Iterable[Thing], links: Sequence[Link]) -> Overview:
    """Return an overview of schools and partners and of the links between them."""
    known = {one.iri: one for one in things}
    by_school: defaultdict[str, list[Link]] = defaultdict(list)
    by_partner: defaultdict[str, list[Link]] = defaultdict(list)
    for link in links:
        by_school[link.school].append(link)
        by_partner[link.partner].append(link)
    around = around_with(
        things=known,
        by_school={iri: tuple(found) for iri, found in by_school.items()},
        by_partner={iri: tuple(found) for iri, found in by_partner.items()},
        reach={iri: len(found) for iri, found in by_partner.items()},
    )
    ranked = sorted(by_partner, key=lambda iri: (-len(by_partner[iri]), iri))
    return overview_with(
        around,
        links=tuple(links),
        schools=tuple(known[iri] for iri in by_school),
        partners=tuple(known[iri] for iri in ranked),
        shared=tuple(known[iri] for iri in ranked if len(by_partner[iri]) > 1),
    )


def overview_of(things: Sequence[Thing], reach: Mapping[str, int] | None = None) -> Overview:
    """Return an overview of things alone, each with a page; `reach` counts schools of partners by name."""
    links = {one.iri: (reach or {}).get(one.name, 1) for one in things if one.sort == "organisation"}
    partners = sorted((one for one in things if one.iri in links), key=lambda one: -links[one.iri])
    around = around_with(
        things={one.iri: one for one in things},
        by_partner={iri: (Link("", iri, ()),) * count for iri, count in links.items()},
        reach=links,
    )
    return overview_with(
        around,
        named=frozenset(links),
        schools=tuple(one for one in things if one.reporting),
        majors=tuple(one for one in things if one.sort == "major"),
        partners=tuple(partners),
        shared=tuple(one for one in partners if links[one.iri] > 1),
    )


def names_of(things: Sequence[Thing]) -> dict[str, str]:
    """Return the files of names, text by path, the manifest first."""
    return dict(name_files(overview_of(things), Addresses(page_paths(things))))


def search_page(folder: Path, files: Mapping[str, str]) -> Path:
    """Write an empty page with the search box and all that it loads; return its path."""
    for one in assets().values():
        (folder / one.path).parent.mkdir(exist_ok=True)
        (folder / one.path).write_bytes(one.data)
    for path, text in files.items():
        (folder / path).write_text(text, encoding="utf-8")
    page = folder / "index.html"
    page.write_text(Pages("职教图谱").page("base.html", "", here=""), encoding="utf-8")
    return page
