"""What the pages of majors, topics and groups share: rankings, names in a row, links to queries."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import quote

from .model import Statement, Value
from .tables import Part

#: Lines of one page of a list.
PER_PAGE: Final = 300
#: Rows of a ranking, and names in one list, that a page shows; the rest is counted.
MAX_RANKED: Final = 100
MAX_NAMES: Final = 60


@dataclass(frozen=True, slots=True)
class Ranked:
    """A line of a ranking: what it is about, and its numbers in the order of the columns."""

    part: Part
    numbers: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Ranking:
    """A table of numbers. `key` names it in links; `total` counts all lines, of which `rows` are shown.

    `columns` are the headings of all columns; `query` is the link, from the top folder, to the query behind
    it, or "" where there is none. `note` says more in a sentence of the interface, or nothing.
    """

    key: str
    title: str
    columns: tuple[str, ...]
    rows: tuple[Ranked, ...]
    total: int
    query: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Names:
    """Names in a row; `total` counts all of them, of which `parts` are shown."""

    parts: tuple[Part, ...]
    total: int


def query_link(name: str, **values: str) -> str:
    """Return the link, from the top folder, to the page of the query `name` with these parameters given."""
    given = "&".join(f"{key.replace('_', '-')}={quote(value, safe='')}" for key, value in values.items())
    return f"query/{name}.html#{given}" if given else f"query/{name}.html"


def names(parts: Iterable[Part], limit: int = MAX_NAMES) -> Names:
    """Return names by their text, the first `limit` of them."""
    ordered = sorted(set(parts), key=lambda one: (one.text, one.href or ""))
    return Names(tuple(ordered[:limit]), len(ordered))


def ranked(
    counts: Mapping[str, tuple[int, ...]], part: Callable[[str], Part], limit: int = MAX_RANKED
) -> tuple[Ranked, ...]:
    """Return the first `limit` of what `counts` numbers by key, the greatest numbers first, then by name."""
    # Names are looked up only for those that can be among the first.
    greatest = sorted(counts.items(), key=lambda item: tuple(-number for number in item[1]))
    if len(greatest) > limit:
        least = greatest[limit - 1][1]
        greatest = [item for item in greatest if item[1] >= least]
    rows = [(Ranked(part(key), numbers), key) for key, numbers in greatest]
    rows.sort(key=lambda one: (tuple(-number for number in one[0].numbers), one[0].part.text, one[1]))
    return tuple(row for row, _ in rows[:limit])


def tallied(statements: Iterable[Statement], name: str) -> dict[Value, tuple[int, int]]:
    """Return for each value of the property `name` how many statements have it, and of how many schools."""
    counts: Counter[Value] = Counter()
    schools: defaultdict[Value, set[str]] = defaultdict(set)
    for one in statements:
        for value in dict.fromkeys(one.all(name)):
            counts[value] += 1
            schools[value] |= {school.iri for school in one.all("school")}
    return {value: (number, len(schools[value])) for value, number in counts.items()}


def cut(rows: Sequence[object]) -> list[Sequence[object]]:
    """Return rows in pages of at most PER_PAGE; at least one page, which may be empty."""
    return [rows[at : at + PER_PAGE] for at in range(0, max(1, len(rows)), PER_PAGE)]


def paged(
    name: str, parts: Sequence[Sequence[object]], *, stem: str = "", **more: object
) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Yield the pages of a list as (path below the site's folder, template, values).

    The template is called `name`, the files too unless they have another `stem`. The template gets the `rows`
    of a page, which are one of `parts`, the `total` of all, the `pages` as paths and the place of the
    `current` one, and what `more` says.
    """
    files = [f"{stem or name}{f'-{page + 1}' if page else ''}.html" for page in range(len(parts))]
    total = sum(map(len, parts))
    for page, (file, part) in enumerate(zip(files, parts, strict=True)):
        values = {"here": name, "rows": tuple(part), "total": total, "pages": files, "current": page, **more}
        yield file, f"{name}.html", values
