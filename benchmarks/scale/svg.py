"""Curves as SVG: lines over logarithmic axes, for light and dark pages; the same data give the same bytes."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final
from xml.sax.saxutils import escape

_WIDTH, _HEIGHT = 720, 400
_LEFT, _RIGHT, _TOP, _BOTTOM = 64, 170, 40, 48
#: Colours told apart by people who see colours otherwise (Okabe and Ito 2008), for light and for dark pages.
_LIGHT: Final = ("#0072b2", "#d55e00", "#007a5a", "#a3568a", "#8a6d00", "#3d8fc4", "#5c5c5c", "#b5121b")
_DARK: Final = ("#56b4e9", "#ff9d5c", "#2fc79b", "#e59fcb", "#f0e442", "#9fd0f0", "#bdbdbd", "#ff8a80")
_DASHES: Final = ("", "6 3", "2 3", "9 3 2 3")


@dataclass(frozen=True, slots=True)
class Line:
    """A named line of points (x, y), both above 0."""

    name: str
    points: tuple[tuple[float, float], ...]


def chart(title: str, x_label: str, y_label: str, lines: Sequence[Line]) -> str:
    """Return an SVG of `lines` over two logarithmic axes. Raises ValueError where there is no point."""
    shown = [one for one in lines if one.points]
    points = [point for one in shown for point in one.points]
    if not points or min(min(point) for point in points) <= 0:
        raise ValueError("曲线要有点，两个坐标都大于零")
    x_axis = _Axis.of([x for x, _ in points], _LEFT, _WIDTH - _RIGHT)
    y_axis = _Axis.of([y for _, y in points], _HEIGHT - _BOTTOM, _TOP)
    body = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {_HEIGHT}" role="img" '
        f'aria-label="{escape(title, _QUOTE)}">',
        f"<style>{_style(len(shown))}</style>",
        f'<rect class="page" width="{_WIDTH}" height="{_HEIGHT}"/>',
        f'<text class="title" x="{_LEFT}" y="22">{escape(title)}</text>',
        *_grid(x_axis, y_axis),
        f'<text x="{(_LEFT + _WIDTH - _RIGHT) // 2}" y="{_HEIGHT - 10}" text-anchor="middle">'
        f"{escape(x_label)}</text>",
        f'<text x="14" y="{_HEIGHT // 2}" text-anchor="middle" '
        f'transform="rotate(-90 14 {_HEIGHT // 2})">{escape(y_label)}</text>',
    ]
    for number, one in enumerate(shown):
        body += _drawn(number, one, x_axis, y_axis)
    body += _legend(shown)
    return "\n".join([*body, "</svg>", ""])


_QUOTE: Final = {'"': "&quot;"}


@dataclass(frozen=True, slots=True)
class _Axis:
    """A logarithmic axis from `low` to `high` (powers of ten), drawn from `start` to `end`."""

    low: int
    high: int
    start: float
    end: float

    @classmethod
    def of(cls, values: Sequence[float], start: float, end: float) -> _Axis:
        low = math.floor(math.log10(min(values)))
        return cls(low, max(math.ceil(math.log10(max(values))), low + 1), start, end)

    def at(self, value: float) -> float:
        part = (math.log10(value) - self.low) / (self.high - self.low)
        return round(self.start + part * (self.end - self.start), 1)

    @property
    def ticks(self) -> list[float]:
        return [10.0**power for power in range(self.low, self.high + 1)]


def _style(lines: int) -> str:
    """Return the rules: colours by class, other ones where the reader's page is dark."""
    fonts = "font:13px system-ui,'Noto Sans CJK SC',sans-serif"
    light = "".join(f".l{n}{{stroke:{_LIGHT[n % len(_LIGHT)]}}}" for n in range(lines))
    dark = "".join(f".l{n}{{stroke:{_DARK[n % len(_DARK)]}}}" for n in range(lines))
    return (
        f"text{{{fonts};fill:#24292f}}.title{{font-size:15px;font-weight:600}}.page{{fill:#fff}}"
        f".grid{{stroke:#d0d7de}}.line{{fill:none;stroke-width:2}}{light}"
        f"@media (prefers-color-scheme:dark){{text{{fill:#e6edf3}}.page{{fill:#0d1117}}"
        f".grid{{stroke:#30363d}}{dark}}}"
    )


def _grid(x_axis: _Axis, y_axis: _Axis) -> Iterator[str]:
    for tick in x_axis.ticks:
        x = x_axis.at(tick)
        yield f'<line class="grid" x1="{x}" y1="{_TOP}" x2="{x}" y2="{_HEIGHT - _BOTTOM}"/>'
        yield f'<text x="{x}" y="{_HEIGHT - _BOTTOM + 17}" text-anchor="middle">{_number(tick)}</text>'
    for tick in y_axis.ticks:
        y = y_axis.at(tick)
        yield f'<line class="grid" x1="{_LEFT}" y1="{y}" x2="{_WIDTH - _RIGHT}" y2="{y}"/>'
        yield f'<text x="{_LEFT - 6}" y="{y + 4}" text-anchor="end">{_number(tick)}</text>'


def _drawn(number: int, line: Line, x_axis: _Axis, y_axis: _Axis) -> Iterator[str]:
    points = [(x_axis.at(x), y_axis.at(y)) for x, y in sorted(line.points)]
    path = " ".join(f"{x},{y}" for x, y in points)
    yield f'<polyline class="line l{number}"{_dash(number)} points="{path}"/>'
    for x, y in points:
        yield f'<circle class="line l{number}" cx="{x}" cy="{y}" r="3"/>'


def _legend(lines: Sequence[Line]) -> Iterator[str]:
    """Yield a line and a name for each, as they lie at their ends: the highest first."""
    left = _WIDTH - _RIGHT + 14
    ordered = sorted(enumerate(lines), key=lambda one: (-max(one[1].points)[1], one[0]))
    for place, (number, line) in enumerate(ordered):
        y = _TOP + 10 + 20 * place
        yield f'<line class="line l{number}"{_dash(number)} x1="{left}" y1="{y}" x2="{left + 24}" y2="{y}"/>'
        yield f'<text x="{left + 30}" y="{y + 4}">{escape(line.name)}</text>'


def _dash(number: int) -> str:
    dash = _DASHES[number % len(_DASHES)]
    return f' stroke-dasharray="{dash}"' if dash else ""


def _number(value: float) -> str:
    return f"{value:,.0f}" if value >= 1 else f"{value:g}"
