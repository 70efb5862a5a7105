"""Qualifiers: words that say how near a figure is (近7000人, 约120亩, 3000余人, 98%以上), beside its value.

The codes are those of the ontology's list `qualifier`: about, nearly, over.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from ..facts import Fact

ABOUT, NEARLY, OVER = "about", "nearly", "over"

#: Words right before a number. 附近, 签约, 赶超 and 不超过 only end like one of them.
_BEFORE: Final = re.compile(
    r"(?:(?P<about>(?<![签节预合契特相履解毁失邀简制])约|大概|大致)"
    r"|(?P<nearly>(?<![附最临靠邻亲就])近|不足|不到)"
    r"|(?P<over>(?<![不赶])超(?:过|出)?|逾|突破|[多大高]于|不[少低小]于|至少|[≥>＞]))"
    r"(?:了|为|有|达到?|占|是|计|共)?\s*$"
)
_BEFORE_SIGN: Final = re.compile(r"[约概致近足到超过出逾破于少≥>＞了为有达占是计共]\s*$")
_BEFORE_REACH: Final = 6
#: Words inside a quantity, between number and unit; 来 stands with Chinese numerals (六百来人).
_INSIDE: Final = re.compile(r"(?P<over>[余多几])|(?P<about>来)")
#: 多 without a unit behind it that begins the next word: 3000多层次.
_NEXT_WORD: Final = re.compile(r"多$")
_GOES_ON: Final = re.compile(r"[层样元方媒维渠角]")
#: Words right behind a quantity; 以上级, 以上述 and 以上三项 begin something else.
_BEHIND: Final = re.compile(
    r"\s*(?:(?P<over>[余多]?(?:及?以上(?![级述各三四五六七八九\d])|开外))|(?P<about>左右|上下))"
)
_CELL_NUMBER: Final = re.compile(r"\d[\d,.]*")
_CELL_BEHIND: Final = re.compile(r"(?P<over>[余多]|以上)|(?P<about>左右)")
#: What a passage must hold for a qualifier that another reader found in it.
_SIGNS: Final = {
    ABOUT: re.compile(r"约|大概|大致|左右|上下|来"),
    NEARLY: re.compile(r"近|不足|不到"),
    OVER: re.compile(r"[余多几超逾≥>＞]|以上|突破|于|至少|开外"),
}


def qualifier_at(text: str, start: int, end: int) -> str:
    """Return the code of the qualifier of the quantity at `start` to `end` of `text`, "" where it has none.

    What stands before the number goes before what stands behind it (约3000余人 is about).
    """
    head = text[max(0, start - _BEFORE_REACH) : start]
    if _BEFORE_SIGN.search(head) and (before := _BEFORE.search(head)):
        return before.lastgroup or ""
    written = text[start:end]
    if (inside := _INSIDE.search(written)) and not (_NEXT_WORD.search(written) and _GOES_ON.match(text, end)):
        return inside.lastgroup or ""
    behind = _BEHIND.match(text, end)
    return (behind.lastgroup or "") if behind else ""


def cell_qualifier(text: str) -> str:
    """Return the code of the qualifier in a cell that holds one quantity (约120亩, ≥98%), "" for none."""
    if text.isascii() and not text.startswith(">"):
        return ""
    number = _CELL_NUMBER.search(text)
    if number is None:
        return ""
    found = _BEFORE.search(text[: number.start()]) or _CELL_BEHIND.search(text, number.end())
    return (found.lastgroup or "") if found else ""


def bears_out(text: str, qualifier: str) -> bool:
    """Tell whether `text` has a word that `qualifier` can come from."""
    return qualifier in _SIGNS and bool(_SIGNS[qualifier].search(text))


def common_qualifier(facts: Iterable[Fact]) -> str:
    """Return what facts of one figure say of it together: "" where one says it plainly, else what all say.

    A report that writes the number without a qualifier somewhere stands by it; 近7000 in one place and 7000余
    in another leave that it is about 7000.
    """
    said = {str(fact.get("qualifier") or "") for fact in facts}
    if "" in said:
        return ""
    return said.pop() if len(said) == 1 else ABOUT
