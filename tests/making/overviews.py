"""Overviews of invented things, without a graph behind them, and a page on which they can be searched."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
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


def overview_of(things: Sequence[Thing], reach: Mapping[str, int] | None = None) -> Overview:
    """Return an overview of things alone, each with a page; `reach` counts schools of partners by name."""
    links = {one.iri: (reach or {}).get(one.name, 1) for one in things if one.sort == "organisation"}
    partners = sorted((one for one in things if one.iri in links), key=lambda one: -links[one.iri])
    around = Around(
        things={one.iri: one for one in things},
        labels={},
        sources={},
        years={},
        by_school={},
        by_partner={iri: (Link("", iri, ()),) * count for iri, count in links.items()},
        seen={},
        reach=links,
        majors_with={},
        offered_by={},
        behind={},
        places={},
        tallies={},
    )
    return Overview(
        things=around.things,
        named=frozenset(links),
        reports=(),
        links=(),
        counts={},
        offers={},
        regions={},
        conflicts={},
        around=around,
        schools=tuple(one for one in things if one.reporting),
        paged=tuple(things),
        majors=tuple(one for one in things if one.sort == "major"),
        partners=tuple(partners),
        shared=tuple(one for one in partners if links[one.iri] > 1),
        topics=(),
        years=(),
        areas=(),
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
