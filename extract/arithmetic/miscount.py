"""What a report works out wrongly, with the passages that say so."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from ..facts import Evidence
from ..reading.blocks import Document


@dataclass(frozen=True, slots=True)
class Miscount:
    """A number that does not follow from others that the report states with it.

    `kind` is "sum" (a table's total is not the sum of its rows), "part" (parts exceed their whole) or "share"
    (a percentage is not that of its counts). `subject` says of what, `stated` is the number as written,
    `due` what the others give, both in `unit`; `working` says in words how. `total` is the passage of the
    number, `parts` are those of the others, in the order of the report, at most MOST_PARTS.
    """

    kind: str
    subject: str
    stated: Decimal
    due: Decimal
    unit: str
    working: str
    total: Evidence
    parts: tuple[Evidence, ...]


#: Passages of a sum's parts that are kept.
MOST_PARTS = 12


def miscounts(document: Document) -> Iterator[Miscount]:
    """Yield what a report works out wrongly: its tables first, then its sentences, each in their order."""
    from .sentences import wrong_in_sentences
    from .table_sums import wrong_sums

    yield from wrong_sums(document)
    yield from wrong_in_sentences(document)
