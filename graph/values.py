"""Values of facts as they may be: read with care, refused with a warning, never trusted.

A fact comes from a file that anyone may have written: a key may hold a number where a name belongs, an
unknown code or a year that is none. What does not fit is left out and said; what fits goes on.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from functools import cache
from typing import Any, Final

from ..extract.facts import Evidence, Fact
from ..ontology.codes import concepts
from .names import label, normal_form, readable

FIRST_YEAR: Final = 1850
LAST_YEAR: Final = 2100

#: Longest quote, in characters; the rest of a longer one is left out and its end moved.
QUOTE_LENGTH: Final = 20_000
#: Longest value other than a name (an address, a role), in characters.
TEXT_LENGTH: Final = 1_000
#: Figures need to be below this, so that every SPARQL engine can reckon with them.
_LARGEST: Final = Decimal(10) ** 15
_DECIMALS: Final = Decimal("1e-9")


@dataclass(slots=True)
class Warnings:
    """What was left out, in words that name the report and the fact. The same warning is kept once."""

    texts: dict[str, int] = field(default_factory=dict)

    def add(self, report: str, text: str) -> None:
        """Note `text` about `report`."""
        line = f"{label(report)}：{text}"
        self.texts[line] = self.texts.get(line, 0) + 1

    def lines(self) -> tuple[str, ...]:
        """Return all warnings sorted, with their number where one came several times."""
        return tuple(text if n == 1 else f"{text}（{n} 次）" for text, n in sorted(self.texts.items()))


@dataclass(frozen=True, slots=True)
class FactReader:
    """Reads the values of one fact of `report`; what does not fit is noted in `warnings`."""

    report: str
    fact: Fact
    warnings: Warnings

    def warn(self, text: str) -> None:
        """Note `text` about this fact, which is named by its kind and its first name."""
        names = (self.fact.get(key) for key in ("name", "partner", "title", "event", "indicator", "major"))
        name = next((str(one) for one in names if one), "")
        self.warnings.add(self.report, f"{self.fact.kind} {label(name, 40)!r}：{text}")

    def name(self, key: str) -> str:
        """Return a name: text with at least one letter or digit; empty where there is none."""
        return self._name(key, self.fact.get(key))

    def names(self, key: str) -> tuple[str, ...]:
        """Return a list of names, each once, in their order; a single name counts as a list of one."""
        found = (self._name(key, one) for one in self._items(key))
        return tuple(dict.fromkeys(one for one in found if one))

    def text(self, key: str) -> str:
        """Return a text on one line, at most TEXT_LENGTH characters; empty where there is none."""
        return self._text(key, self.fact.get(key))

    def texts(self, key: str) -> tuple[str, ...]:
        """Return a list of texts, each once, in their order."""
        return tuple(dict.fromkeys(one for item in self._items(key) if (one := self._text(key, item))))

    def year(self, key: str) -> int | None:
        """Return a year between FIRST_YEAR and LAST_YEAR, None where there is none."""
        value = self.fact.get(key)
        if value is None:
            return None
        if isinstance(value, str) and value.strip().isdecimal() and len(value.strip()) == 4:
            value = int(value)
        if isinstance(value, bool) or not isinstance(value, int) or not FIRST_YEAR <= value <= LAST_YEAR:
            self.warn(f"{key} {_short(value)} 不是 {FIRST_YEAR} 到 {LAST_YEAR} 之间的年份，略去")
            return None
        return value

    def number(self, key: str) -> Decimal | None:
        """Return a figure, None where there is none: finite, below 10^15, rounded to nine decimals."""
        value = self.fact.get(key)
        try:
            if isinstance(value, bool) or not isinstance(value, int | float | str | Decimal):
                raise InvalidOperation
            number = Decimal(str(value)[:60].strip())
            if not number.is_finite() or abs(number) >= _LARGEST:
                raise InvalidOperation
            return plain(number)
        except InvalidOperation:
            self.warn(f"{key} {_short(value)} 不是小于 10^15 的数")
            return None

    def code(self, key: str, scheme: str) -> str:
        """Return a code of the code list `scheme`; empty where there is none or it is unknown."""
        value = self.fact.get(key)
        return self._code(key, scheme, value) if value not in (None, "") else ""

    def codes(self, key: str, scheme: str) -> tuple[str, ...]:
        """Return the known codes of a list of codes, sorted."""
        return tuple(sorted({one for item in self._items(key) if (one := self._code(key, scheme, item))}))

    def confidence(self) -> Decimal:
        """Return the fact's confidence, drawn into 0 to 1, with at most three decimals."""
        value = self.fact.confidence
        if not isinstance(value, int | float) or not math.isfinite(value):
            self.warn(f"confidence {_short(value)} 不是数，当作 0")
            return Decimal(0)
        return plain(Decimal(str(round(min(1.0, max(0.0, float(value))), 3))))

    def evidence(self) -> tuple[Evidence, ...]:
        """Return the passages that quote something, each fit to be written.

        Offsets that do not go with the quote's place (-1 for unknown ones) become -1.
        """
        passages = []
        for one in self.fact.evidence:
            quote = readable(one.quote[:QUOTE_LENGTH])
            if not normal_form(quote) and not quote.strip():
                continue
            start, end = one.start, one.end
            if len(one.quote) > QUOTE_LENGTH:
                end = start + QUOTE_LENGTH
            if not 0 <= start < end:
                start = end = -1
            page = one.page if isinstance(one.page, int) and one.page >= 1 else None
            passages.append(Evidence(start, end, quote, label(one.section, TEXT_LENGTH), page))
        return tuple(passages)

    def _items(self, key: str) -> tuple[Any, ...]:
        value = self.fact.get(key)
        if value is None or value == "":
            return ()
        if isinstance(value, str):
            return (value,)
        if isinstance(value, list | tuple):
            return tuple(value)
        self.warn(f"{key} {_short(value)} 不是列表，略去")
        return ()

    def _text(self, key: str, value: Any) -> str:
        if value is None or value == "":
            return ""
        if isinstance(value, int | float) and not isinstance(value, bool):
            value = str(value)
        text = label(value, TEXT_LENGTH) if isinstance(value, str) else ""
        if not text:
            self.warn(f"{key} {_short(value)} 不是文字，略去")
        return text

    def _name(self, key: str, value: Any) -> str:
        if value is None or value == "":
            return ""
        # A name is kept whole: its IRI is made from all of it, only its label is cut.
        if not isinstance(value, str) or not normal_form(value):
            self.warn(f"{key} {_short(value)} 不是名称，略去")
            return ""
        return value

    def _code(self, key: str, scheme: str, value: Any) -> str:
        if isinstance(value, str) and value in _known(scheme):
            return value
        self.warn(f"{key} {_short(value)} 不在代码表 {scheme} 里，略去")
        return ""


def plain(number: Decimal) -> Decimal:
    """Return `number` rounded to nine decimals, without an exponent and without closing zeros."""
    number = number.quantize(_DECIMALS) if number.as_tuple().exponent not in range(-9, 1) else number
    number = number.normalize()
    return number.quantize(Decimal(1)) if number == number.to_integral_value() else number


def _short(value: Any) -> str:
    return repr(label(str(value), 40))


@cache
def _known(scheme: str) -> Mapping[str, None]:
    return {one.code: None for one in concepts(scheme)}
