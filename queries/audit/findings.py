"""What the audit finds: the rules by name, how grave a finding is, and its two sides."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from .figures import Figure, Passage, plain

#: The rules by code, in the order of the documentation, with their names.
RULES: Final = {
    "within-report": "同一报告前后不一",
    "between-reports": "不同年份报告不一",
    "sum": "合计与各项之和不符",
    "part": "部分多于整体",
    "ratio": "比率与人数不符",
    "range": "比率超出范围",
    "jump": "逐年变化异常",
}
#: Severities by code, the gravest first.
SEVERITIES: Final = {"high": "高", "medium": "中", "low": "低"}

#: From what difference on a finding is grave, and from what on of some weight: of counts, as a part of the
#: larger, and of shares, in points of a percentage.
_GRAVE: Final = Decimal("0.1")
_SOME: Final = Decimal("0.02")
_GRAVE_POINTS: Final = Decimal(5)
_SOME_POINTS: Final = Decimal(1)


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a contradiction: what it says, and the passages that say it."""

    words: str
    passages: tuple[Passage, ...]


@dataclass(frozen=True, slots=True)
class Finding:
    """A contradiction: its rule and severity by code, what it is about, its sides and their difference.

    `indicator` is a code, or empty for a figure of a report that no code covers; `scope` is "" for the whole
    school; `subject` names what no code covers.
    """

    rule: str
    severity: str
    indicator: str
    year: int | None
    scope: str
    sides: tuple[Side, ...]
    difference: str
    subject: str = ""

    @property
    def key(self) -> tuple[int, int, str, int, str, tuple[str, ...]]:
        """By what findings of a school are sorted: the gravest first, then by rule."""
        return (
            list(SEVERITIES).index(self.severity),
            list(RULES).index(self.rule),
            f"{self.indicator}{self.subject}",
            -(self.year or 0),
            self.scope,
            tuple(side.words for side in self.sides),
        )


def side(figure: Figure, report: str = "") -> Side:
    """Return a figure as a side, with its passages in one report or, where none is named, in all."""
    return Side(figure.words(), figure.within(report) if report else figure.passages)


def gap(sizes: Iterable[Decimal], quality: str) -> tuple[str, str]:
    """Return the severity of a difference between the least and the largest of `sizes`, and its words."""
    found = sorted(sizes)
    difference, largest = found[-1] - found[0], abs(found[-1])
    if quality == "%":
        severity = _severity(difference, _GRAVE_POINTS, _SOME_POINTS)
        return severity, f"{_short(difference)} 个百分点"
    part = difference / largest if largest else Decimal(1)
    unit = "" if quality == ":1" else quality
    return _severity(part, _GRAVE, _SOME), f"{_short(difference)}{unit}（{_short(part * 100)}%）"


def softened(severity: str) -> str:
    """Return the next milder severity."""
    codes = list(SEVERITIES)
    return codes[min(len(codes) - 1, codes.index(severity) + 1)]


def _severity(difference: Decimal, grave: Decimal, some: Decimal) -> str:
    if difference >= grave:
        return "high"
    return "medium" if difference >= some else "low"


def _short(value: Decimal) -> str:
    return plain(value.quantize(Decimal("0.01")))
