"""Tables as CSV files that lie beside their pages: the same columns as the browser's own download."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from ..queries.audit.rows import sign
from ..queries.table import guarded
from .model import Passage
from .tables import Row, Section

#: What a row says of its passages; a script (table.js) writes the same.
PASSAGE_COLUMNS: Final = ("原文", "报告", "章节", "页码", "把握")
#: Excel takes a file without it for text of the system's own encoding.
_BYTE_ORDER_MARK: Final = "\ufeff"
#: What a spreadsheet can only take for a number needs no apostrophe.
_NUMBER: Final = re.compile(r"[+-]?\d+(?:\.\d+)?", re.ASCII)


def csv_text(columns: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    """Return a table as CSV that Excel opens as Chinese text: byte order mark, CRLF, first the columns.

    A text that a spreadsheet would take for a formula begins with an apostrophe.
    """
    out = io.StringIO()
    out.write(_BYTE_ORDER_MARK)
    writer = csv.writer(out)
    writer.writerow(columns)
    writer.writerows([one if _NUMBER.fullmatch(one) else guarded(one) for one in row] for row in rows)
    return out.getvalue()


def section_csv(section: Section) -> str:
    """Return all rows of a section as CSV, each with its passages."""
    return facts_csv(section.columns, section.rows)


def facts_csv(columns: Sequence[str], rows: Iterable[Row]) -> str:
    """Return rows of facts under `columns` as CSV, each with its passages.

    Of several passages each column numbers them: ① ②.
    """
    return csv_text((*columns, *PASSAGE_COLUMNS), map(_texts, rows))


def _texts(row: Row) -> list[str]:
    texts = ["、".join(part.text for part in cell) for cell in row.cells]
    found = [_fields(one) for one in row.passages]
    if len(found) < 2:
        return [*texts, *(found[0] if found else ("",) * len(PASSAGE_COLUMNS))]
    return [*texts, *map(_numbered, zip(*found, strict=True))]


def _fields(one: Passage) -> tuple[str, ...]:
    return one.quote, one.report, one.section, one.page, f"{one.confidence:.2f}"


def _numbered(texts: Iterable[str]) -> str:
    return "\n".join(_signed(texts))


def _signed(texts: Iterable[str]) -> Iterator[str]:
    for place, text in enumerate(texts):
        if text:
            yield f"{sign(place)}{text}"
