"""Shares a page's room among its tables: what does not fit goes to further pages and, whole, to a CSV file.

Whoever writes a page calls, with the sections of `Tables` and `section_of`:

    laid = laid_out(sections, path, iri)

gives `laid.first` to the page's template as `sections` (macro `section` of parts.html), renders each of
`laid.further` with the template "section.html", the root "../../" and the values {"here": "", "name": the
thing's name, "table": one.view, "back": one.back}, and writes `laid.files` as they are (UTF-8, newlines
kept).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Final
from urllib.parse import quote

from markupsafe import Markup

from .downloads import section_csv
from .markup import table_row
from .tables import Row, Section

#: Bytes of rows on one page: with all else that stands on it, it stays under 300 kB.
BUDGET: Final = 220_000
#: A line break and blanks that the template puts between rows.
_BETWEEN: Final = 1


@dataclass(frozen=True, slots=True)
class SectionView:
    """A table, or a part of it, as a page shows it: `rows` are HTML.

    `first` is the place of its first row among `total`, from 1 on, `shown` the number of its rows. The links
    are percent-encoded and fit the page: `query` leads to the page of the named query ("" where there is
    none), `csv` to the file of all rows and `pages` to all pages of the table ("" and empty where all stand
    here), of which this is the one at `current`.
    """

    key: str
    title: str
    columns: tuple[str, ...]
    rows: Markup
    total: int
    first: int
    shown: int
    query: str
    csv: str = ""
    pages: tuple[str, ...] = ()
    current: int = 0


@dataclass(frozen=True, slots=True)
class FurtherPage:
    """A page on which a table goes on: its path below the site's folder, the table, the link back."""

    path: str
    view: SectionView
    back: str


@dataclass(frozen=True, slots=True)
class LaidOut:
    """The tables of a page, the pages on which they go on, and files (path, text) of the tables that do."""

    first: tuple[SectionView, ...]
    further: tuple[FurtherPage, ...]
    files: tuple[tuple[str, str], ...]


def laid_out(sections: Sequence[Section], path: str, iri: str, budget: int = BUDGET) -> LaidOut:
    """Share `budget` bytes of rows among the sections of the page at `path` about the thing `iri`.

    `path` is below the site's folder, such as "school/青禾职校.html", and links in the sections are made for
    it. Each section shows at least one row there, and each further page at least one. A name of a row that
    an earlier row has is left out, so that each stands once on the page.
    """
    sections = _named_once(sections)
    rendered = [_rendered(one.rows, budget, "") for one in sections]
    rooms = _shared([sum(map(_size, found)) for found in rendered], budget)
    first: list[SectionView] = []
    further: list[FurtherPage] = []
    files: list[tuple[str, str]] = []
    for section, found, room in zip(sections, rendered, rooms, strict=True):
        laid = _laid_out(section, _fitting(found, room), path, iri, budget)
        first.append(laid.first[0])
        further += laid.further
        files += laid.files
    return LaidOut(tuple(first), tuple(further), tuple(files))


def _laid_out(section: Section, shown: Sequence[str], path: str, iri: str, budget: int) -> LaidOut:
    """Return a section whose first page is at `path` and holds the rows `shown`."""
    query = _query(section, iri)
    parts = _parted(section, shown, budget)
    if len(parts) == 1:
        return LaidOut((_view(section, shown, 1, f"../{query}"),), (), ())
    stem = path.removesuffix(".html")
    name = quote(stem.rpartition("/")[2])
    csv = f"{section.key}.csv"
    files = [f"{section.key}-{number + 1}.html" for number in range(1, len(parts))]
    back = f"{name}.html#{section.key}"
    view = _view(section, shown, 1, f"../{query}")
    first = replace(view, csv=f"{name}/{csv}", pages=(back, *(f"{name}/{file}" for file in files)))
    further = []
    place = 1 + len(shown)
    for number, (file, part) in enumerate(zip(files, parts[1:], strict=True), start=1):
        view = _view(section, part, place, f"../../{query}")
        view = replace(view, csv=csv, pages=(f"../{back}", *files), current=number)
        further.append(FurtherPage(f"{stem}/{file}", view, f"../{back}"))
        place += len(part)
    return LaidOut((first,), tuple(further), ((f"{stem}/{csv}", section_csv(section)),))


def _parted(section: Section, shown: Sequence[str], budget: int) -> list[Sequence[str]]:
    """Return the rows of each page, rendered for it: after `shown` as many on each as fit."""
    parts = [shown]
    done = len(shown)
    while done < section.total:
        part = _fitting(_rendered(section.rows[done:], budget, "../"), budget)
        parts.append(part)
        done += len(part)
    return parts


def _view(section: Section, rows: Sequence[str], first: int, query: str) -> SectionView:
    html = Markup("\n".join(rows))  # noqa: S704
    # A section without a query has only the way to the folder of queries.
    link = query if section.query else ""
    return SectionView(
        section.key, section.title, section.columns, html, section.total, first, len(rows), link
    )


def _query(section: Section, iri: str) -> str:
    """Return where the named query behind a section is, from the top folder, asked about the thing `iri`."""
    return f"query/{section.query}.html#{section.parameter}={quote(iri, safe='')}"


def _rendered(rows: Iterable[Row], budget: int, up: str) -> list[str]:
    """Return rows as HTML until they pass `budget`: more could not be shown."""
    found: list[str] = []
    size = 0
    for row in rows:
        text = table_row(row, up)
        found.append(text)
        size += _size(text)
        if size > budget:
            break
    return found


def _fitting(rendered: Sequence[str], room: int) -> Sequence[str]:
    """Return the first rows that fit into `room`, at least one."""
    size = 0
    for place, text in enumerate(rendered):
        size += _size(text)
        if size > room and place:
            return rendered[:place]
    return rendered


def _size(text: str) -> int:
    return len(text.encode()) + _BETWEEN


def _shared(sizes: Sequence[int], budget: int) -> list[int]:
    """Return the room of each section: what small ones leave goes to the large, in equal parts."""
    rooms = [0] * len(sizes)
    left = budget
    for done, place in enumerate(sorted(range(len(sizes)), key=lambda one: sizes[one])):
        rooms[place] = min(sizes[place], left // (len(sizes) - done))
        left -= rooms[place]
    return rooms


def _named_once(sections: Sequence[Section]) -> list[Section]:
    """Return the sections with each row's name on its first row only."""
    seen: set[str] = set()
    found = []
    for section in sections:
        names = [row.name for row in section.rows if row.name]
        if seen.isdisjoint(names) and len(set(names)) == len(names):
            seen.update(names)
            found.append(section)
            continue
        rows = []
        for row in section.rows:
            rows.append(replace(row, name="") if row.name in seen else row)
            seen.add(row.name)
        found.append(replace(section, rows=tuple(rows)))
    return found
