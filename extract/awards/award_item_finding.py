"""What a result was won in: found in the words nearest to its winners and its rank, or inherited."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from .award_bindings import Binding
from .award_leftovers import Span, left_over, named_items, says_same, works
from .award_people import NameList

_CUT: Final = re.compile(r"[；。！？]")
_CLAUSE_MARKS: Final = "，。；！？：、"
#: What is said of winners right behind their names: 甲（焊接）, 甲的《某某》.
_ATTACHED: Final = re.compile(r"（|的|《|，|同学|老师")
_WHOLE: Final = frozenset({"团体", "个人", "团队"})  # said of an item rather than one
_ATTACHMENT: Final = re.compile(r"（[^）]*）|.[^，；。、]*")
#: The item that heads a list: 美术设计：一等奖甲、二等奖乙.
_HEADING: Final = re.compile(
    r"(?:^|[。；！？，]|（[一二三四五六七八九十\d]+）)([^，。；：！？（）]{2,16})：$"
)


class ItemFinder:
    """Finds the items of the results of one paragraph, in order; remembers the last for what follows."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._last, self._at = "", 0  # the item told last, and the end of those who won it

    def items(self, one: Binding, edge: int, limit: int, cuts: Sequence[Span]) -> list[str]:
        """Return what was competed in: one item, or as many as there are winners; [] where untold.

        Looked at are the words from `edge` to `limit`; `cuts` are the places of persons, ranks and events.
        """
        text, names, rank = self.text, one.names, one.rank
        first = min(names.start, rank.start)
        zones = self._zones(one, edge, limit)
        for left, right in zones:
            if found := works(text, left, right) or named_items(text, left, right, cuts):
                return self._kept(found, found[0], names)
        if self._last and any(says_same(text, *zone) for zone in zones):
            return [self._last]
        if heading := self._heading(edge, first, cuts):
            return self._kept([heading], heading, names)
        whole = ""
        for left, right in zones:
            found = left_over(text, left, right, cuts, right == names.start)
            whole = whole or next((item for item in found if item in _WHOLE), "")
            if found := [item for item in found if item not in _WHOLE]:
                # Before winners counts what stands nearest, behind them what stands first.
                nearest = found[0] if left >= names.end and one.headed else found[-1]
                return self._kept(found, nearest, names)
        return self._inherited(one, first, cuts) or ([whole] if whole else [])

    def _inherited(self, one: Binding, first: int, cuts: Sequence[Span]) -> list[str]:
        """Return the 赛项 named earlier in the sentence, or that of the winners before in a list."""
        begin = max(self.text.rfind(mark, 0, first) for mark in "。；！？") + 1
        if above := named_items(self.text, begin, first, cuts):
            return self._kept(above[-1:], above[-1], one.names)
        if one.headed and self._last and not _CUT.search(self.text, self._at, one.names.start):
            return [self._last]
        return []

    def _kept(self, found: Sequence[str], item: str, names: NameList) -> list[str]:
        self._last, self._at = item, names.end
        return list(found) if len(found) == len(names.names) > 1 else [item]

    def _zones(self, one: Binding, edge: int, limit: int) -> list[Span]:
        """Return the stretches that may tell the item, the likeliest first."""
        text, names, rank = self.text, one.names, one.rank
        cut = _CUT.search(text, names.end, limit)
        end = cut.start() if cut else limit
        if not one.headed:
            clause = max([edge, *(match.end() for match in _CUT.finditer(text, edge, names.start))])
            zones = [(names.end, min(rank.start, limit)), (clause, names.start)]
            return [zone for zone in zones if zone[1] > zone[0]]
        first = edge <= rank.start
        begin = max(edge, *(text.rfind(mark, 0, names.start) + 1 for mark in "，；、：和"))
        attached = _ATTACHED.match(text, names.end) and _ATTACHMENT.match(text, names.end, end)
        behind = (names.end, attached.end() if attached else names.end)
        clause = max(text.rfind(mark, 0, rank.start) for mark in _CLAUSE_MARKS) + 1
        before = (max(edge, clause), rank.start) if first else (rank.start, rank.start)
        zones = [(rank.end if first else begin, names.start)]
        listed = text.startswith("，", names.end)
        zones += [before, behind] if listed or before[1] > before[0] else [behind, before]
        return [zone for zone in zones if zone[1] > zone[0]]

    def _heading(self, start: int, at: int, cuts: Sequence[Span]) -> str:
        match = _HEADING.search(self.text, max(start, at - 24), at)
        found = left_over(self.text, match.start(1), match.end(1), cuts) if match else []
        return found[-1] if found else ""
