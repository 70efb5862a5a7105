"""Fuzzing: what a target is, and ways to spoil texts, bytes, zip files and lines of JSON, by chance.

Whoever has the same `random.Random` gets the same: hypothesis draws one, a campaign makes one from a seed.
"""

from __future__ import annotations

import io
import json
import random
import zipfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

from zhijiao.extract.reading.decode import decode

from .examples import example_texts

#: Cases that once were faults, by target: `<target>/<what it was>`.
CASES: Final = Path(__file__).resolve().parent.parent / "data" / "fuzz"


@dataclass(frozen=True, slots=True)
class Target:
    """What is fuzzed: `make` gives an input, `check` raises where it is not dealt with as it should be."""

    name: str
    make: Callable[[random.Random], bytes]
    check: Callable[[bytes], None]

    def cases(self) -> list[Path]:
        """Return the inputs kept of this target, by name."""
        return sorted(one for one in (CASES / self.name).glob("*") if one.is_file())


def ensure(holds: object, what: str) -> None:
    """Raise AssertionError saying `what` where something does not hold; also where Python runs with -O."""
    if not holds:
        raise AssertionError(what)


#: Characters that readers, patterns and writers may trip over.
ODD: Final = (
    "\x00", "\x01", "\x08", "\x0b", "\x0c", "\x1b", "\x7f", "\x85", "\xa0", "\xad", "\u0301" * 30, "\u0e47",
    "\u061c", "\u115f", "\u180e", "\u200b", "\u200d", "\u200e", "\u2028", "\u2029", "\u202e", "\u2066",
    "\u2069",
    "\ufeff", "\ufffd", "\uffff", "\ue000", "\U000f0000", "\U0010ffff", "\ud800", "\udfff", "\U00020000",
    "\U0001f468\u200d\U0001f469\u200d\U0001f467", "\ufe0f", "ﷺ", "㍿", "㎡", "⼀", "⺀", "ﬁ", "½", "²", "①",
    "⑳", "㈠", "Ⅷ", "〇", "零", "廿", "兆", "٣", "۴", "९", "߉", "𝟗", "\u3000", "％", "‰", "″", "～",
    "——", "──",
    "│", "┃", "|", "||", "\t", "\t\t\t", "<", "</p>", "&amp;", "&#0;", "\\", "\\u0041", '"', "'", "''",
    "“", "”",
    "（", "）", "（（（", "《", "》》", "【", "、、", "，，", "。。。", "；", "：：", "…", "*", "**",
    "`", "#", "# ",
    "- ", "---", "|---|", "> ", "1.", "1、", "一、", "（一）", "第一章 ", "第九十九节", "附件：",
    "表1 ", "图 1",
    "\r", "\r\n", "\n", "\n\n\n", " ", "     ",
)  # fmt: skip
_FIGURES: Final = (
    "0", "-1", "1", "00", "0.0", "1e9", "9" * 30, "0." + "3" * 40, "1,2,3", "1,234,56", "１２３",
    "12.", ".5",
    "100.01%", "200%", "-5%", "1/0", "3:0", "1：1：1", "零", "一百万亿", "半", "十十", "百千万", "两",
    "若干", "近百",
    "0000年", "1000年", "1899年", "2022-2021年", "2021年13月", "2099年", "99999年", "二〇二二年", "〇年",
    "20212022学年", "2021—2022学年度", "∞", "NaN", "²³", "Ⅻ", "①②", "3+2", "3+", "五年一贯制", "1万2千",
)  # fmt: skip
_BRACKETS: Final = ("（）", "()", "《》", "“”", "【】", "[]", "{}", "<>", "「」")


@cache
def example(number: int) -> str:
    """Return the text of an example report, whatever the number."""
    paths = example_texts()
    path = paths[number % len(paths)]
    return decode(path.read_bytes(), path)


def window(chance: random.Random, most: int = 1200) -> str:
    """Return some lines of an example that follow each other, of about `most` characters."""
    text = example(chance.randrange(8))
    start = text.rfind("\n", 0, chance.randrange(len(text))) + 1
    return text[start : start + chance.randrange(20, most)]


def fuzzed_text(chance: random.Random, text: str, most: int = 6) -> str:
    """Return `text` after one to `most` changes for the worse."""
    for _ in range(chance.randrange(most) + 1):
        text = chance.choice(_OF_TEXT)(chance, text)
    return text


def spoiled(chance: random.Random, data: bytes, most: int = 8) -> bytes:
    """Return `data` with up to `most` stretches changed, dropped, doubled, moved or replaced by noise."""
    raw = bytearray(data)
    for _ in range(chance.randrange(most) + 1):
        if not raw:
            return bytes(raw)
        start, size = chance.randrange(len(raw)), chance.choice((1, 1, 2, 4, 16, 200))
        kind = chance.randrange(7)
        if kind == 0:
            raw[start] ^= 1 << chance.randrange(8)
        elif kind == 1:
            del raw[start : start + size]
        elif kind == 2:
            raw[start:start] = raw[start : start + size] * chance.choice((1, 2, 50))
        elif kind == 3:
            raw[start : start + size] = chance.randbytes(size)
        elif kind == 4:
            raw[start : start + size] = chance.choice((b"\x00", b"\xff", b"9", b"<", b"-")) * size
        elif kind == 5:
            other = chance.randrange(len(raw))
            raw[start : start + size] = raw[other : other + size]
        else:
            del raw[chance.randrange(len(raw)) :]
    return bytes(raw)


def spoiled_zip(
    chance: random.Random, data: bytes, spoil: Callable[[random.Random, str, bytes], bytes]
) -> bytes:
    """Return a zip file with the contents of some members changed by `spoil`, others missing or there twice.

    Now and then the bytes of the whole are spoiled too.
    """
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as read,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as written,
    ):
        names = read.namelist()
        chosen = {chance.choice(names) for _ in range(2)} | {
            one for one in names if one.endswith("document.xml")
        }
        for name in names:
            content = read.read(name)
            if name in chosen and chance.random() < 0.8:
                content = spoil(chance, name, content)
            if chance.random() < 0.03:
                continue
            new = f"{name[:-1]}\\x" if chance.random() < 0.01 else name
            written.writestr(new, content)
    made = out.getvalue()
    return spoiled(chance, made) if chance.random() < 0.2 else made


def fuzzed_json(chance: random.Random, value: Any, depth: int = 0) -> Any:
    """Return a value of JSON with some of its parts replaced, dropped or put in each other's place."""
    if chance.random() < 0.08:
        return _odd_json(chance)
    if isinstance(value, dict):
        kept = {
            key: fuzzed_json(chance, one, depth + 1) for key, one in value.items() if chance.random() > 0.03
        }
        if chance.random() < 0.1 and kept:
            kept[chance.choice(sorted(kept))] = chance.choice(list(kept.values()))
        return kept
    if isinstance(value, list):
        return [
            fuzzed_json(chance, one, depth + 1)
            for one in value
            for _ in range(chance.choice((1, 1, 1, 0, 2)))
        ]
    if isinstance(value, str) and chance.random() < 0.15:
        return fuzzed_text(chance, value, 2)
    return value


def as_line(chance: random.Random, value: Any) -> bytes:
    """Return a value as a line of JSON, sometimes escaped, with surrogates as they are, or spoiled."""
    line = json.dumps(value, ensure_ascii=chance.random() < 0.2).encode(errors="surrogatepass")
    return spoiled(chance, line, 3) if chance.random() < 0.1 else line


def _odd_json(chance: random.Random) -> Any:
    deep: Any = []
    for _ in range(200):
        deep = [deep]
    return chance.choice(
        (None, True, False, 0, -1, 10**30, 1e308, float("inf"), float("nan"), 0.1, "", " ", "\x00",
        "\ud800",
         "学" * 5000, [], {}, [[]], {"": None}, [None], deep, "2021", "1e9", [1, "a", None])
    )  # fmt: skip


# Ways to spoil a text


def _dropped(chance: random.Random, text: str) -> str:
    start, size = _stretch(chance, text)
    return text[:start] + text[start + size :]


def _doubled(chance: random.Random, text: str) -> str:
    start, size = _stretch(chance, text)
    return text[:start] + text[start : start + size] * chance.choice((2, 2, 3, 40)) + text[start + size :]


def _swapped(chance: random.Random, text: str) -> str:
    (one, size), (other, more) = sorted((_stretch(chance, text), _stretch(chance, text)))
    other = max(other, one + size)
    return (
        text[:one]
        + text[other : other + more]
        + text[one + size : other]
        + text[one : one + size]
        + (text[other + more :])
    )


def _mixed(chance: random.Random, text: str) -> str:
    start, size = _stretch(chance, text)
    part = list(text[start : start + size])
    chance.shuffle(part)
    return text[:start] + "".join(part) + text[start + size :]


def _odd(chance: random.Random, text: str) -> str:
    for _ in range(chance.choice((1, 2, 10))):
        place = chance.randrange(len(text) + 1)
        text = text[:place] + chance.choice(ODD) + text[place + chance.randrange(2) :]
    return text


def _figure(chance: random.Random, text: str) -> str:
    places = [at for at, char in enumerate(text) if char.isdigit()]
    start = chance.choice(places) if places else 0
    end = start
    while end < len(text) and (text[end].isdigit() or text[end] in ".,%年"):
        end += 1
    return text[:start] + chance.choice(_FIGURES) + text[end:]


def _reordered(chance: random.Random, text: str) -> str:
    lines = text.split("\n")
    if chance.random() < 0.5:
        chance.shuffle(lines)
    else:
        start = chance.randrange(len(lines))
        lines[start : start + 5] = lines[start : start + 5][::-1]
    return "\n".join(lines)


def _torn(chance: random.Random, text: str) -> str:
    """Tear tables: bars and tabs lost, doubled, changed, rows broken or joined."""
    lines = text.split("\n")
    for at, line in enumerate(lines):
        bar = "|" if "|" in line else "\t"
        if bar in line and chance.random() < 0.5:
            cells = line.split(bar)
            place = chance.randrange(len(cells))
            cells[place] = chance.choice(
                ("", bar, cells[place][:3] + "\n" + cells[place][3:], "9" * 3, "合计", " ")
            )
            lines[at] = (
                bar.join(cells) if chance.random() < 0.9 else chance.choice(("\t", "  ", "")).join(cells)
            )
    return "\n".join(lines)


def _grid(chance: random.Random, text: str) -> str:
    width, height = chance.choice(((1, 40), (2, 3), (60, 3), (3, 60), (12, 12)))
    words = text.split() or ["空"]
    bar = chance.choice(("|", "\t", "    ", "│"))
    rows = [bar.join(chance.choice(words)[:12] for _ in range(width)) for _ in range(height)]
    return "\n".join((*rows, text)) if chance.random() < 0.5 else "\n".join((text, *rows))


def _one_line(chance: random.Random, text: str) -> str:
    return text.replace("\n", chance.choice(("", " ", "。", "\u2028", "\r", "\x0b")))


def _broken(chance: random.Random, text: str) -> str:
    size = chance.choice((1, 2, 7, 30))
    return "\n".join(text[at : at + size] for at in range(0, min(len(text), 600 * size), size))


def _nested(chance: random.Random, text: str) -> str:
    opening, closing = chance.choice(_BRACKETS)
    size = chance.choice((5, 60, 400))
    start, length = _stretch(chance, text)
    inner = opening * size + text[start : start + length] + closing * chance.choice((0, size - 1, size))
    return text[:start] + inner + text[start + length :]


def _spliced(chance: random.Random, text: str) -> str:
    place = chance.randrange(len(text) + 1)
    return text[:place] + window(chance, 200) + text[place:]


def _repeated(chance: random.Random, text: str) -> str:
    line = chance.choice(text.split("\n"))[:100]
    return text + (line + chance.choice(("", "\n", "、", "；"))) * chance.choice((3, 20, 60))


def _stretch(chance: random.Random, text: str) -> tuple[int, int]:
    return chance.randrange(len(text) + 1), chance.choice((1, 1, 1, 2, 5, 20, 80))


_OF_TEXT: Final[Sequence[Callable[[random.Random, str], str]]] = (
    _dropped, _doubled, _swapped, _mixed, _odd, _odd, _figure, _figure, _reordered, _torn, _torn, _grid,
    _one_line, _broken, _nested, _spliced, _repeated,
)  # fmt: skip
