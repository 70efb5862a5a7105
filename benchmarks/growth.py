"""Look for extraction that takes more than linear time: one sentence or line, repeated, and twice as often.

usage: python benchmarks/growth.py [--times N] [--bound RATIO] [--only TEXT]

Sentences are those of the example reports, tables' rows among them, and some made to be hard. Each is
repeated so that the text has about 30 kB times `--times`, then twice that; the ratio of the processor times
is near 2 where time grows in proportion. Prints the worst, and ends with status 1 where a ratio is above the
bound.
"""

from __future__ import annotations

import argparse
import time
from dataclasses import dataclass
from typing import Final

from zhijiao.extract.extractor import extract_facts
from zhijiao.extract.reading.layout import read_layout
from zhijiao.tests.making.fuzzing import example

_HEAD: Final = "青禾市云岭职业技术学校质量年度报告（2021年）\n\n"
_CHARACTERS: Final = 10_000
_EXAMPLES: Final = 8
_SHOWN: Final = 15
#: Seconds below which a ratio says nothing.
_LEAST: Final = 0.15
_HARD: Final = (
    "（", "《护理", "1", "1,000,", "第一章 ", "一、", "与恒远电气股份有限公司、", "王小明、", "的",
    "|", "| 1 | 2 |\n",
    "1620\n", "2021年", "学校", "、", "“", "a ", "在校生1620人，", "一等奖、", "护理专业、", "\t1",
    "  1620  ",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence, how long its repetitions took in seconds of processor, and what twice as many took."""

    text: str
    once: float
    twice: float

    @property
    def ratio(self) -> float:
        """How many times as long twice the text takes."""
        return self.twice / self.once if self.once >= _LEAST else 0.0


def sentences() -> list[str]:
    """Return all lines of the examples, running text by sentences, and those made to be hard; each once."""
    found: dict[str, None] = dict.fromkeys(_HARD)
    for number in range(_EXAMPLES):
        for line in example(number).split("\n"):
            if "|" in line or "\t" in line:
                found[f"{line}\n"] = None
            else:
                found.update(dict.fromkeys(f"{one}。" for one in line.split("。") if len(one) > 4))
    return list(found)


def measured(sentence: str, times: float) -> Line:
    """Extract from a sentence repeated, and from twice that."""
    many = max(1, int(times * _CHARACTERS / len(sentence)))
    return Line(sentence, _seconds(_HEAD + sentence * many), _seconds(_HEAD + sentence * (2 * many)))


def _seconds(text: str) -> float:
    begin = time.process_time()
    extract_facts(read_layout(text))
    return time.process_time() - begin


def main() -> int:
    """Print the sentences with the highest ratios; return the status of the program."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--times", type=float, default=1.0)
    parser.add_argument("--bound", type=float, default=2.6)
    parser.add_argument("--only", default="", help="only sentences that hold this")
    options = parser.parse_args()
    _seconds(_HEAD + example(0))  # loads all that is loaded once
    lines = [measured(one, options.times) for one in sentences() if options.only in one]
    # Where one looks too slow it is measured again: something else may have been going on.
    lines = [measured(one.text, options.times) if one.ratio > options.bound else one for one in lines]
    lines.sort(key=lambda one: (-one.ratio, -one.twice))
    print("| ratio | seconds | twice | repeated |\n|---|---|---|---|")
    for one in [*lines[:_SHOWN], *sorted(lines, key=lambda one: -one.twice)[:5]]:
        shown = one.text.strip()[:60].replace("|", "\\|")
        print(f"| {one.ratio:.2f} | {one.once:.2f} | {one.twice:.2f} | {shown} |")
    return 1 if any(one.ratio > options.bound for one in lines) else 0


if __name__ == "__main__":
    raise SystemExit(main())
