"""Whether the values of a fact stand in the report: names, years and figures where the quote is."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, Final

from ...ontology.codes import concept
from ..language.quantities import quantities_in
from ..reading.passage import Passage
from .forms import CODE_LISTS
from .quotes import bare
from .sections import Piece

#: Words of the guide for levels of majors and schemes of joint programmes, which need not stand literally.
_LEVELS: Final = frozenset(
    {"中职", "五年一贯制", "中高职一体", "中本一体", "中级工", "高级工", "预备技师", "技师", "高职"}
)
_SCHEMES: Final = frozenset({"中高职一体", "中本一体", "五年一贯制", "3+2", "3+4", "2+3", "5+0"})
_GIVEN: Final = re.compile(r"称号|评为|授予|当选|评选为|命名|表彰|获评|入选|认定为")
_LAST_YEAR: Final = re.compile(r"上[一]?(?:学?年|届)|去年|前一年")
_REGION: Final = re.compile(r"[^省市县区州盟旗]+(?:自治[区州县旗]|[省市县区州盟旗])?")
_SHARE: Final = re.compile(r"%|百分|率|比例|满意")
_FIGURE: Final = re.compile(r"(?<![\d.])(\d+(?:,\d{3})*(?:\.\d+)?)(?![\d.]*\d|\s*[年月日])\s*([万亿]?)")
_SCALES: Final = {"万": 1e4, "亿": 1e8}
_MARKS: Final = re.compile(r"[\"'《》「」]")
#: Keys whose values stand in the passage as written; a list of such values counts one by one.
_LITERAL: Final = frozenset(
    {
        *("organiser", "address", "website", "code", "major", "institution", "role"),
        *("item", "title", "recipients"),
    }
)
#: Keys whose values may stand earlier in the section, said once for several facts.
_TOLD_BEFORE: Final = frozenset({"event", "group", "majors", "advisors"})
_NAMED: Final = frozenset({"name", "partner"})
_YEARS: Final = frozenset({"year", "report_year", "founded", "since"})


@dataclass(frozen=True, slots=True)
class Support:
    """The words around a quote: the `passage` with its context, the `section`, the `report`, all `plain`.

    `quoted` is the even text of the quote itself, `year` the report's year.
    """

    passage: str
    section: str
    report: str
    quoted: str
    year: int | None

    def missing(self, kind: str, values: Mapping[str, Any]) -> str | None:
        """Return the first key whose value does not stand where it should; None where all do."""
        return next((key for key in values if not self._stands(kind, key, values)), None)

    def _stands(self, kind: str, key: str, values: Mapping[str, Any]) -> bool:
        value = values[key]
        if (kind, key) in CODE_LISTS:
            return True
        if (kind, key) in _CHECKED:
            return _CHECKED[kind, key](self, values)
        if key in _NAMED:
            return self._named(key, values)
        if key in _LITERAL or key in _TOLD_BEFORE:
            words = self.section if key in _TOLD_BEFORE else self.passage
            return all(plain(one) in words for one in (value if isinstance(value, list) else [value]))
        if key in _YEARS:
            return self._dated(value) if key.endswith("year") else str(value) in self.passage
        return True  # another key's check covers it

    def _named(self, key: str, values: Mapping[str, Any]) -> bool:
        """Tell whether all forms of a name stand in the report, and one of them in the passage."""
        forms = [plain(one) for one in (values[key], *values.get("aliases", ()))]
        return all(one and one in self.report for one in forms) and any(one in self.passage for one in forms)

    def _dated(self, year: int) -> bool:
        if str(year) in self.passage or f"{year % 100:02d}级" in self.passage:
            return True
        if self.year is None:
            return False
        return year == self.year or (year == self.year - 1 and bool(_LAST_YEAR.search(self.passage)))


def _placed(told: Support, values: Mapping[str, Any]) -> bool:
    return all(plain(part) in told.report for part in _REGION.findall(values["region"]))


def _levelled(told: Support, values: Mapping[str, Any]) -> bool:
    return all(one in _LEVELS or plain(one) in told.section for one in values["level"])


def _schemed(told: Support, values: Mapping[str, Any]) -> bool:
    return values["scheme"] in _SCHEMES or plain(values["scheme"]) in told.section


def _ranked(told: Support, values: Mapping[str, Any]) -> bool:
    """Tell whether the rank is named; 称号 is what the guide calls any title given to persons."""
    if values["rank"] == "称号":
        return bool(_GIVEN.search(told.passage))
    return plain(values["rank"]) in told.passage


def _scoped(told: Support, values: Mapping[str, Any]) -> bool:
    kind, _, major = values["scope"].partition(":")
    return values["scope"] == "school" or (kind == "major" and bool(major) and plain(major) in told.section)


def _counted(told: Support, values: Mapping[str, Any]) -> bool:
    unit = values["unit"]
    return fits_unit(values["indicator"], unit) and states_figure(
        told.quoted, told.passage, values["value"], unit
    )


#: Keys with a check of their own.
_CHECKED: Final[Mapping[tuple[str, str], Callable[[Support, Mapping[str, Any]], bool]]] = MappingProxyType(
    {
        ("school", "region"): _placed,
        ("major", "level"): _levelled,
        ("joint_programme", "scheme"): _schemed,
        ("award", "rank"): _ranked,
        ("indicator", "scope"): _scoped,
        ("indicator", "value"): _counted,
        ("programme", "partner"): lambda told, values: plain(values["partner"]) in told.section,
    }
)


def plain(words: str) -> str:
    """Return `words` without white space, quotation marks and bars, of one width, in lower case."""
    return _MARKS.sub("", bare(words)).lower()


def fits_unit(indicator: str, unit: str) -> bool:
    """Tell whether figures of `indicator` are written in `unit`, 万 before it or not."""
    usual = {_base_unit(one) for one in concept("indicator", indicator).units}
    return _base_unit(unit) in usual


def _base_unit(unit: str) -> str:
    bared = bare(unit).lstrip("万亿")
    for written, even in (
        ("平方米", "㎡"),
        ("平米", "㎡"),
        ("m2", "㎡"),
        ("：", ":"),
        ("个", ""),
        ("名", "人"),
    ):
        bared = bared.replace(written, even)
    return bared


def states_figure(quote: str, passage: str, value: float, unit: str) -> bool:
    """Tell whether `quote` states `value` in `unit`.

    万 and % may stand in the `passage` alone, as in the header of a column.
    """
    scale = _SCALES.get(unit[:1], 1.0)
    if "%" in unit and not _SHARE.search(passage):
        return False
    for number, size, stated in _figures(quote):
        if _same(number * size, value * scale) and (stated or scale > 1 or _unscaled(quote, passage, unit)):
            return True
        if not stated and _same(number, value) and scale > 1 and plain(unit) in passage:
            return True
    return False


def _unscaled(quote: str, passage: str, unit: str) -> bool:
    """Tell whether figures without 万 mean no 万: the unit stands behind them, or no header says 万."""
    behind = re.search(rf"\d\s*{re.escape(unit)}", quote)
    return bool(behind) or not unit or not any(plain(f"{size}{unit}") in passage for size in _SCALES)


def _figures(text: str) -> Iterator[tuple[float, float, bool]]:
    """Yield the numbers in `text`, the size of 万 or 亿 behind each, and whether there is one."""
    for match in _FIGURE.finditer(text):
        number = float(match[1].replace(",", ""))
        yield number, _SCALES.get(match[2], 1.0), bool(match[2])
    for one in quantities_in(text):
        yield one.value, _SCALES.get(one.unit[:1], 1.0), one.unit[:1] in _SCALES


def _same(one: float, other: float) -> bool:
    return abs(one - other) <= 1e-9 * max(1.0, abs(one))


def support_of(
    text: str, quote: tuple[int, int], piece: Piece, *, section: str, report: str, year: int | None
) -> Support:
    """Return the support of the quote at `quote` in `text`, which stands in `piece`.

    `section` and `report` are plain words, `year` is the report's year.
    """
    start, end = quote
    passage = plain(" ".join((text[start:end], piece.words, piece.context)))
    return Support(passage, section, report, Passage.of(text, start, end).text, year)
