"""How fast long work goes and how long it will take, in the words of the command line."""

from __future__ import annotations

from collections import deque
from typing import Final

#: Seconds over which the rate is taken: the beginning, when workers load, soon counts no more.
_WINDOW: Final = 30.0
#: Seconds before a rate is told.
_LEAST: Final = 2.0
#: Seconds between two points that the rate is taken from.
_STEP: Final = 1.0
_MINUTE: Final = 60
_HOUR: Final = 3600
#: What the steps of a stage are counted in; stages of one report have its name behind theirs.
_UNITS: Final = {
    "报告": "份",
    "事实": "份",
    "图谱": "份",
    "页面": "页",
    "页面的学校": "所",
    "识别": "页",
    "模型读": "节",
}


class Rate:
    """The rate of one stage's steps; its state are the points in time of the last half minute."""

    def __init__(self, stage: str, total: int) -> None:
        self._stage = stage
        self._unit = _UNITS.get(stage.partition(" ")[0], "步")
        self._total = total
        self._points: deque[tuple[float, int]] = deque()
        self._last = (0.0, 0)

    def note(self, done: int, now: float) -> None:
        """Take in that so many steps are done at the time `now`, in seconds."""
        if not self._points or now - self._points[-1][0] >= _STEP:
            self._points.append((now, done))
        self._last = (now, done)
        while len(self._points) > 1 and now - self._points[1][0] >= _WINDOW:
            self._points.popleft()

    @property
    def text(self) -> str:
        """How fast it goes and how long it will take: “17.2 份/秒，还要约 8 分 30 秒”; empty at first."""
        if not self._points:
            return ""
        (begin, before), (now, done) = self._points[0], self._last
        if now - begin < _LEAST or done <= before:
            return ""
        rate = (done - before) / (now - begin)
        shown = f"{rate:.1f}" if rate >= 1 else f"{rate:.2g}"
        return f"{shown} {self._unit}/秒，还要约 {duration((self._total - done) / rate)}"

    @property
    def line(self) -> str:
        """The stage, how far it has come, and `text`: “报告 1234/10000，17.2 份/秒，还要约 8 分 30 秒”."""
        said = self.text
        return f"{self._stage} {self._last[1]}/{self._total}" + (f"，{said}" if said else "")


def duration(seconds: float) -> str:
    """Return a time in Chinese, the rougher the longer it is."""
    if seconds < _MINUTE:
        return f"{max(1, round(seconds))} 秒"
    if seconds < _HOUR:
        minutes, rest = divmod(round(seconds / 10) * 10, _MINUTE)
        return f"{minutes} 分 {rest} 秒" if rest else f"{minutes} 分"
    hours, minutes = divmod(round(seconds / _MINUTE), _MINUTE)
    return f"{hours} 小时 {minutes} 分" if minutes else f"{hours} 小时"
