"""Radicals in the place of characters: text copied or printed from PDF has U+2F63 for 生 (U+751F)."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

#: Of the block CJK Radicals Supplement those that stand for a whole character, after Unicode's
#: EquivalentUnifiedIdeograph.txt; they have no compatibility mapping.
_SUPPLEMENT: Final = (
    "⺟母⺠民⺩王⺪疋⺬示⺭礻⺮竹⺰纟⺲罒⺼肉⺾艹⻀艹⻁虎⻂衤⻃覀⻄西⻅见⻆角⻇角⻈讠⻉贝⻋车⻌辶⻍辶⻎辶⻐钅⻒长⻓长⻔门⻖阝"
    "⻗雨⻘青⻙韦⻚页⻛风⻜飞⻝食⻟飠⻠饣⻢马⻣骨⻤鬼⻥鱼⻦鸟⻧卤⻨麦⻩黄⻪黾⻬齐⻮齿⻯竜⻰龙⻱龜⻲亀⻳龟"
)
_BLOCKS: Final = (range(0x2F00, 0x2FD6), range(0xF900, 0xFADA))  #: Kangxi radicals, compatibility ideographs
#: The character that each radical (by its code point) stands for.
CHARACTERS: Final[Mapping[int, str]] = MappingProxyType(
    {
        code: even
        for block in _BLOCKS
        for code in block
        if len(even := unicodedata.normalize("NFKC", chr(code))) == 1 and even != chr(code)
    }
    | {ord(_SUPPLEMENT[at]): _SUPPLEMENT[at + 1] for at in range(0, len(_SUPPLEMENT), 2)}
)
