"""Turns the statements about a school, partner or topic into the tables of its page."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Final

from ..ontology.catalogue import TODAY, entries, matched
from ..ontology.codes import UnknownCodeError, concept
from ..ontology.namespaces import SCHEME_BASE
from .addresses import Addresses
from .forms import OF_PARTNER, OF_SCHOOL, Form, by_partner, code_order
from .model import Account, Passage, Statement, Value

#: A row shows at most so many passages, and at most so many values in a cell; the rest is counted.
MAX_PASSAGES: Final = 20
MAX_PARTS: Final = 40

#: Properties whose values are years.
_YEARS: Final = frozenset({"year", "reportYear"})
_PLAIN_NAME: Final = re.compile(r"[\w-]{1,64}", re.ASCII)
_NUMBER: Final = re.compile(r"-?\d+(?:\.\d+)?", re.ASCII)


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of a cell: text, and a link where the thing named has a page.

    `words` is the same as a pattern of the interface and its values, where the text can be said in English,
    too: ("市级",), ("近 {}", "7000"). `key` is what a column is sorted by where the text does not sort right.
    """

    text: str
    href: str | None = None
    words: tuple[str, ...] = ()
    key: str = ""


Cell = tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table, and the passages that state it; `hidden` passages more are not shown.

    `name` tells the row from others for links to it, "" where it has none.
    """

    cells: tuple[Cell, ...]
    passages: tuple[Passage, ...]
    hidden: int = 0
    name: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """A table of a page. `key` names it in links; `total` counts all rows of `rows`.

    `query` and `parameter` are those of `Form`.
    """

    key: str
    title: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    total: int
    query: str = ""
    parameter: str = ""


@lru_cache(maxsize=4096)
def code_label(iri: str, text: str) -> str:
    """Return the Chinese label of the concept at `iri`, or `text` where it is no concept we know."""
    steps = iri.removeprefix(SCHEME_BASE).split("/")
    if not iri.startswith(SCHEME_BASE) or len(steps) != 2:
        return text
    try:
        return concept(steps[0], steps[1]).zh
    except UnknownCodeError:
        return text


@lru_cache(maxsize=4096)
def catalogue_words(iri: str) -> str:
    """Return what a page says of a major of the catalogues: code and level, or today's; may be empty."""
    one = entries().get(iri)
    if one is None:
        return ""
    if one.edition == TODAY:
        return f"{one.code}（{one.level}）"
    became = "、".join(f"{today.code} {today.name}" for _, today in matched(one))
    edition = f"{one.edition.removeprefix('catalogue')}年目录"
    return f"{edition}（今 {became}）" if became else edition


@lru_cache(maxsize=4096)
def _concept_part(iri: str, text: str) -> Part:
    """Return the name of a concept without its link."""
    if words := catalogue_words(iri):
        return Part(words)
    label = code_label(iri, text)
    order = code_order(Value(text, iri))
    known = order < 1_000
    # Only levels sort otherwise than their names.
    is_level = known and iri.startswith(f"{SCHEME_BASE}level/")
    return Part(label, None, (label,) if known else (), str(order) if is_level else "")


class Tables:
    """Makes the sections of pages whose way back to the top folder is `root`."""

    def __init__(self, addresses: Addresses, root: str = "../") -> None:
        self._addresses = addresses
        self._root = root

    def of_school(self, account: Account, shared: Callable[[str], bool]) -> list[Section]:
        """Return the non-empty sections about a school; partners whose IRI is `shared` come first."""
        first = by_partner(shared)
        forms = (
            (replace(form, order=first) if sort == "Partnership" else form, account.about(sort))
            for sort, form in OF_SCHOOL
        )
        return self.sections(forms)

    def of_partner(self, account: Account) -> list[Section]:
        """Return the non-empty sections in which others name this school or organisation as partner."""
        return self.sections((form, account.naming(sort)) for sort, form in OF_PARTNER)

    def sections(self, wanted: Iterable[tuple[Form, Sequence[Statement]]]) -> list[Section]:
        """Return a section for each form and its statements, none where there are no statements."""
        return [self._section(form, statements) for form, statements in wanted if statements]

    def _section(self, form: Form, statements: Sequence[Statement]) -> Section:
        ranked = sorted(statements, key=form.order)
        # A column in which nothing is stated says nothing.
        columns = [
            (heading, names)
            for place, (heading, names) in enumerate(form.columns)
            if place == 0 or any(_states(one, names) for one in ranked)
        ]
        rows = tuple(self._row(one, [names for _, names in columns]) for one in ranked)
        headings = tuple(heading for heading, _ in columns)
        return Section(form.key, form.title, headings, rows, len(rows), form.query, form.parameter)

    def _row(self, statement: Statement, columns: Sequence[tuple[str, ...]]) -> Row:
        cells = tuple([self._cell(statement, names) for names in columns])
        shown = statement.passages[:MAX_PASSAGES]
        name = statement.iri.rsplit("/", 1)[-1]
        return Row(
            cells,
            shown,
            len(statement.passages) - len(shown),
            name if _PLAIN_NAME.fullmatch(name) else "",
        )

    def _cell(self, statement: Statement, names: Sequence[str]) -> Cell:
        if len(names) == 1:
            return tuple(self._parts(statement, names[0]))
        return tuple(part for name in names for part in self._parts(statement, name))

    def _parts(self, statement: Statement, name: str) -> list[Part]:
        """Return the values of a property; those of two (parted by a blank) side by side as one."""
        first, _, second = name.rpartition(" ")
        values = statement.values.get(second)
        if not values:
            return []
        if second in _YEARS:
            return [Part(one.text, self._addresses.year(one.text, self._root)) for one in values]
        parts = [self._part(value) for value in _in_order(values)]
        if not first:
            return parts
        before = [self._part(value) for value in _in_order(statement.all(first))]
        return [_behind(before, part) for part in parts]

    def _part(self, value: Value) -> Part:
        if not value.iri:
            return Part(value.text)
        href = self._addresses.link(value.iri, self._root)
        if not value.iri.startswith(SCHEME_BASE):
            return Part(value.text, href)
        part = _concept_part(value.iri, value.text)
        return Part(part.text, href, part.words, part.key) if href else part


def _states(one: Statement, names: Iterable[str]) -> bool:
    return any(one.all(name.rpartition(" ")[2]) for name in names)


def _behind(before: Sequence[Part], part: Part) -> Part:
    """Return a figure behind its qualifiers; it is sorted by the number alone."""
    key = part.text if _NUMBER.fullmatch(part.text) else ""
    if not before:
        return replace(part, key="")
    said = "、".join(one.text for one in before)
    # One qualifier that is a code is said in English, too.
    words = (f"{said} {{}}", part.text) if len(before) == 1 and before[0].words else ()
    return replace(part, text=f"{said} {part.text}", words=words, key=key)


def _in_order(values: tuple[Value, ...]) -> tuple[Value, ...]:
    if len(values) < 2:
        return values
    return tuple(sorted(values, key=lambda one: (code_order(one), one.text, one.iri)))
