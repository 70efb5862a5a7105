"""How characters are read: the syllables of pinyin, without tones, by which names can be looked for.

Source of the readings: the single characters of pypinyin, which takes them from the Unihan database and
other dictionaries, the usual reading first.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Final

from .assets import AssetError

_FILE: Final = "pinyin_dict.json"
_TONES: Final = re.compile("[\u0300\u0301\u0304\u030c]")
#: What is left of a reading without its tones; some of the dictionary's (ê, m̀) are no syllable one types.
_SYLLABLE: Final = re.compile("[a-zü]*[aeiouü][a-zü]*")
#: Rarer readings than these bring more wrong hits than right ones.
_MAX_READINGS: Final = 3


def syllables(character: str) -> tuple[tuple[str, ...], ...]:
    """Return the readings of one character, the usual one first; none where it is no Chinese character.

    Each reading is given in all the ways in which it is typed, ü as v, u or yu: that of 女 as nv, nu and nyu.
    Raises AssetError where the installed pypinyin lacks its dictionary.
    """
    readings = _TONES.sub("", unicodedata.normalize("NFD", _dictionary().get(str(ord(character)), "")))
    plain = [one for one in unicodedata.normalize("NFC", readings).split(",") if _SYLLABLE.fullmatch(one)]
    return tuple(map(_typed, list(dict.fromkeys(plain))[:_MAX_READINGS]))


def _typed(reading: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(reading.replace("ü", typed) for typed in ("v", "u", "yu")))


def by_syllable(characters: Iterable[str]) -> dict[str, tuple[str, str]]:
    """Return by syllable the characters that are usually read so, and those that can be, too.

    All in order: {"chong": ("冲充", "重"), …}.
    """
    found: defaultdict[str, tuple[list[str], list[str]]] = defaultdict(lambda: ([], []))
    for one in sorted(set(characters)):
        known: set[str] = set()
        for place, reading in enumerate(syllables(one)):
            for syllable in set(reading) - known:
                found[syllable][min(place, 1)].append(one)
            known.update(reading)
    return {syllable: ("".join(usual), "".join(rarer)) for syllable, (usual, rarer) in sorted(found.items())}


@cache
def _dictionary() -> dict[str, str]:
    # Read without importing the package, which loads its phrases, too, and takes thrice as long.
    spec = find_spec("pypinyin")
    for folder in spec.submodule_search_locations or () if spec else ():
        source = Path(folder, _FILE)
        if source.is_file():
            readings: dict[str, str] = json.loads(source.read_text(encoding="utf-8"))
            return readings
    raise AssetError("没有安装 pypinyin，或其中没有单字的读音，请安装 pypinyin 0.55 版")
