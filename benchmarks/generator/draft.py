"""What a generated report is made of: blocks of text that know which facts each of their words state.

A report is built from its facts, never the other way round: each `Said` and each row of a `Sheet` carries the
claims that it makes, in the form of the annotation guide. Noise and layout change the words; the claims go
along with them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Any, Final

#: The key of each kind that names the thing, where one does.
NAMING: Final[Mapping[str, str]] = MappingProxyType(
    {
        "school": "name",
        "predecessor": "name",
        "major": "name",
        "partnership": "partner",
        "programme": "name",
        "honour": "title",
    }
)
#: What a misprint may change in a claim: names as they are written.
WRITTEN: Final = (
    "name",
    "partner",
    "title",
    "institution",
    "major",
    "item",
    "event",
    "recipients",
    "advisors",
    "scope",
)


@dataclass(frozen=True, slots=True)
class Claim:
    """One statement of a fact: its kind and values as written, and the thing it is about.

    `thing` tells which statements are of one fact whatever form of a name each uses. `noise` names what was
    done to the words that state it; empty for a clean statement.
    """

    kind: str
    values: Mapping[str, Any]
    thing: str
    noise: tuple[str, ...] = ()

    def touched(self, how: str) -> Claim:
        """Return the claim with one more kind of noise, once each."""
        return self if how in self.noise else replace(self, noise=(*self.noise, how))


@dataclass(frozen=True, slots=True)
class Said:
    """Some words of a paragraph with the claims that they state; the words are the quote of the claims."""

    text: str
    claims: tuple[Claim, ...] = ()


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of level 1 (chapter) to 3, without its number."""

    level: int
    text: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Words one after the other in one paragraph."""

    parts: tuple[Said, ...]


@dataclass(frozen=True, slots=True)
class Listing:
    """Items, each on a line of its own, marked in the report's way."""

    items: tuple[tuple[Said, ...], ...]


@dataclass(frozen=True, slots=True)
class RowClaim:
    """A claim of a row; `columns` tells which key each of its columns gives, "" where it needs the column."""

    claim: Claim
    columns: Mapping[int, str]


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table with the claims that it states."""

    cells: tuple[str, ...]
    claims: tuple[RowClaim, ...] = ()


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table: its caption (empty for none), header and rows. `repeats` holds rows before which the header
    stands once more.
    """

    caption: str
    header: tuple[str, ...]
    rows: tuple[Row, ...]
    repeats: frozenset[int] = field(default=frozenset())


Block = Heading | Paragraph | Listing | Sheet


def claim(kind: str, thing: str = "", /, **values: Any) -> Claim:
    """Return a claim; `thing` is its name where none is told. Values that are None are left out."""
    kept = {key: value for key, value in values.items() if value not in (None, "", ())}
    return Claim(kind, kept, thing or str(kept.get(NAMING.get(kind, ""), "")))


def figure(indicator: str, value: float, unit: str, year: int | None = None, scope: str = "school") -> Claim:
    """Return the claim of an indicator."""
    values = {"indicator": indicator, "value": value, "unit": unit, "year": year, "scope": scope}
    kept = {key: value for key, value in values.items() if value is not None}
    return Claim("indicator", kept, f"{indicator}/{scope}/{value}")


def paragraph(*parts: Said | str) -> Paragraph:
    """Return a paragraph; a plain string states nothing."""
    return Paragraph(tuple(Said(one) if isinstance(one, str) else one for one in parts))


def claims_of(block: Block) -> Iterator[Claim]:
    """Yield the claims that a block states, in order."""
    if isinstance(block, Paragraph):
        yield from (one for part in block.parts for one in part.claims)
    elif isinstance(block, Listing):
        yield from (one for item in block.items for part in item for one in part.claims)
    elif isinstance(block, Sheet):
        yield from (one.claim for row in block.rows for one in row.claims)


def with_texts(block: Block, change: Callable[[str], str]) -> Block:
    """Return the block with each of its words and the names in its claims changed, one as the other."""

    def said(part: Said) -> Said:
        return Said(change(part.text), tuple(changed(one) for one in part.claims))

    def changed(one: Claim) -> Claim:
        values = {key: _changed(value, change) for key, value in one.values.items()}
        return replace(one, values=values)

    if isinstance(block, Heading):
        return replace(block, text=change(block.text))
    if isinstance(block, Paragraph):
        return Paragraph(tuple(said(part) for part in block.parts))
    if isinstance(block, Listing):
        return Listing(tuple(tuple(said(part) for part in item) for item in block.items))
    rows = tuple(
        Row(
            tuple(change(cell) for cell in row.cells),
            tuple(replace(one, claim=changed(one.claim)) for one in row.claims),
        )
        for row in block.rows
    )
    header = tuple(change(cell) for cell in block.header)
    return replace(block, caption=change(block.caption), header=header, rows=rows)


def _changed(value: Any, change: Callable[[str], str]) -> Any:
    if isinstance(value, str):
        return change(value)
    return tuple(change(one) for one in value) if isinstance(value, tuple) else value
