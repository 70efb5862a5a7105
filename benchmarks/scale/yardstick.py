"""The yardstick: pieces of work that never change, so that figures of machines and days can be compared.

A figure is told beside the yardstick's seconds of the same run: so much of it in the time that the yardstick
takes. Whoever changes the work has to raise VERSION, since figures by the old one mean something else.
"""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Mapping
from typing import Final

from pyoxigraph import RdfFormat, Store

VERSION: Final = 1
#: The pieces by name, and the one that fits each kind of work.
PYTHON: Final = "python"
REGEX: Final = "regex"
LOAD: Final = "load"
#: How many triples LOAD loads.
TRIPLES: Final = 100_000
#: Which pieces are the yardstick of a stage, taken together; PYTHON of all stages that are not named.
FITTING: Final[Mapping[str, tuple[str, ...]]] = {
    "build": (PYTHON, REGEX, LOAD),
    "extract": (PYTHON, REGEX),
    "load": (LOAD,),
    "validate": (LOAD,),
    "queries": (LOAD,),
}
_RUNS: Final = 3


def seconds_for(stage: str, measured: Mapping[str, float]) -> float:
    """Return the seconds of the yardstick that fits a stage. Raises KeyError where it was not measured."""
    return sum(measured[piece] for piece in FITTING.get(stage, (PYTHON,)))


def measure(runs: int = _RUNS) -> dict[str, float]:
    """Return the processor seconds of each piece: the best of `runs`, which other work disturbs least."""
    return {name: best(work, runs) for name, work in _prepared().items()}


def best(work: Callable[[], object], runs: int) -> float:
    """Return the least processor seconds, of this process, that `work` took in `runs` runs."""
    taken = []
    for _ in range(runs):
        begin = time.process_time()
        work()
        taken.append(time.process_time() - begin)
    return min(taken)


def _prepared() -> dict[str, Callable[[], object]]:
    text, triples = _text(), _triples()
    return {
        PYTHON: _python,
        REGEX: lambda: sum(1 for _ in _PATTERN.finditer(text)),
        LOAD: lambda: Store().load(triples, RdfFormat.N_TRIPLES),
    }


def _python() -> int:
    """Make, count and sort strings in dictionaries and lists, as extraction, graph and pages do."""
    seen: dict[str, int] = {}
    for number in range(150_000):
        word = f"校{number * 7919 % 50_021:05}"
        seen[word] = seen.get(word, 0) + 1
    ordered = sorted(seen.items(), key=lambda one: (-one[1], one[0]))
    return len("\n".join(f"{name}\t{count}" for name, count in ordered).encode())


_PATTERN: Final = re.compile(
    r"(?:与|和|同)([\u4e00-\u9fff]{2,12}?(?:公司|学校|学院|医院|协会))(?:签订|共建|合作|开展)|(\d{4})年|(\d+(?:\.\d+)?)%"
)


def _text() -> str:
    """Return Chinese text of a fixed length with some matches of the pattern."""
    words = ("学校", "与", "甲乙丙丁", "公司", "合作", "开展", "2021年", "就业率95.5%", "教师")
    return "".join(words[number * number % 97 % len(words)] for number in range(1_500_000))


def _triples() -> bytes:
    line = "<https://example.org/s{}> <https://example.org/p{}> <https://example.org/o{}> .\n"
    return "".join(line.format(n // 5, n % 20, n * 7919 % 30_011) for n in range(TRIPLES)).encode()
