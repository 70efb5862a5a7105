"""Shares and parts inside a sentence: 30 名，占“双师型”教师的 35.3%; 19 项，其中省级 5 项、市级 19 项.

A sentence is wrong only where it says itself of what the share is, or what the parts are of.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Final

from ..facts import Evidence
from ..reading.blocks import Document, Paragraph
from .miscount import Miscount

_COUNT: Final = r"(?<![\d,.])(\d[\d,]{0,12})\s*(人次|人|名|位|项|个|家|篇|部|门)"
#: A count and the share that it is of others named: 技师 30 名，占双师型教师的 35.3%
_SHARE: Final = re.compile(
    rf"{_COUNT}(?:（[^（）]{{0,60}}）)?，?占(?:到|了)?(?P<of>[^，。；、\d]{{2,16}}?)"
    r"[的总数人比例为]{0,8}(?P<share>\d{1,6}(?:\.\d{1,6})?)\s*%"
)
#: What a share may be of, by the words with which a report says how many there are.
_BASES: Final = (
    "双师型教师",
    "专业课教师",
    "专业教师",
    "专任教师",
    "教职工",
    "毕业学生",
    "毕业生",
    "就业学生",
    "直接就业学生",
    "在校学生",
    "在校生",
)
_BASE_COUNT: Final = r"(?:总?人?数)?[共有为是总计达到]{0,6}(\d[\d,]{0,12})(?:人|名|位)(?!次)"
#: Levels that leave no room for a third between them: nothing is of two of them.
_LEVELS: Final = "国家级|省级|市级|县级|区级|校级"
_WHOLE: Final = re.compile(rf"{_COUNT}，?其中，?：?(?P<parts>[^。；]+)")
_PART: Final = re.compile(
    rf"(?P<level>{_LEVELS})[^，。；、\d]{{0,8}}(?P<number>\d[\d,]{{0,12}})\s*(?P<unit>项|个|人|名|篇|部|门)"
)
#: Of those who sat an examination: 306 名学员参加了考试，合格 292 人，合格率 90%
_PASSED: Final = re.compile(
    r"(?<![\d,.])(?P<all>\d[\d,]{0,12})(?:人|名)[^，。；、\d]{0,10}参(?:加|与)了?[^，。；、\d]{0,10}(?:考试|考核|鉴定|测试|抽测)，"
    r"(?:其中)?(?:(?P<before>\d[\d,]{0,12})(?:人|名)合格|合格(?:人数)?为?(?P<behind>\d[\d,]{0,12})(?:人|名)?)，"
    r"合格率(?:为|达到?)?(?P<share>\d{1,6}(?:\.\d{1,6})?)\s*%"
)
_FEWEST: Final = 2


def wrong_in_sentences(document: Document) -> Iterator[Miscount]:
    """Yield the shares that do not follow from their counts, and the parts that exceed their whole."""
    for block in document.blocks:
        if isinstance(block, Paragraph):
            text = block.passage.text
            if "%" in text:
                yield from _shares(document, block)
                yield from _passed(document, block)
            if "其中" in text:
                yield from _parts(document, block)


def _shares(document: Document, block: Paragraph) -> Iterator[Miscount]:
    for found in _SHARE.finditer(block.passage.text):
        base = next((one for one in _BASES if re.sub("[“”]", "", found["of"]) == one), None)
        if base is None:
            continue
        counts = _counts_of(base, block.passage.text)
        # Told twice otherwise, it is another rule's finding, and nobody knows which is meant here.
        if len({value for value, _ in counts}) != 1:
            continue
        whole, span = counts[0]
        count, share = _decimal(found[1]), Decimal(found["share"])
        due = count * 100 / whole
        if whole < count or _follows(share, due):
            continue
        yield Miscount(
            "share",
            f"占{base}的比例",
            share,
            due.quantize(Decimal("0.01")),
            "%",
            f"{found[1]}÷{whole}",
            _evidence(document, block, *found.span()),
            (_evidence(document, block, *span),),
        )


def _passed(document: Document, block: Paragraph) -> Iterator[Miscount]:
    for found in _PASSED.finditer(block.passage.text):
        number = found["before"] or found["behind"]
        whole, passed, share = _decimal(found["all"]), _decimal(number), Decimal(found["share"])
        if whole < passed or not whole or _follows(share, passed * 100 / whole):
            continue
        place = found.start("before") if found["before"] else found.start("behind")
        yield Miscount(
            "share",
            "合格率",
            share,
            (passed * 100 / whole).quantize(Decimal("0.01")),
            "%",
            f"{number}÷{found['all']}",
            _evidence(document, block, place, found.end()),
            (_evidence(document, block, found.start(), place + len(number)),),
        )


def _counts_of(base: str, text: str) -> list[tuple[Decimal, tuple[int, int]]]:
    """Return the numbers that a paragraph states of what `base` names, with their places."""
    stated = re.compile(rf"(?<!中)“?{'”?'.join(_spelled(base))}”?{_BASE_COUNT}")
    return [(_decimal(found[1]), found.span()) for found in stated.finditer(text) if _decimal(found[1])]


def _spelled(base: str) -> list[str]:
    """Return a base in the two pieces between which a quotation mark may close: “双师型”教师."""
    return [base[:3], base[3:]] if base.startswith("双师型") else [base]


def _follows(share: Decimal, due: Decimal) -> bool:
    """Return whether a share is what is due, rounded or cut off."""
    step = Decimal(1).scaleb(int(share.as_tuple().exponent))
    return share - step / 2 <= due <= share + step


def _parts(document: Document, block: Paragraph) -> Iterator[Miscount]:
    for found in _WHOLE.finditer(block.passage.text):
        unit = found[2]
        parts = [one for one in _PART.finditer(found["parts"]) if one["unit"] == unit]
        listed = _uninterrupted(found["parts"], parts)
        whole, due = _decimal(found[1]), sum((_decimal(one["number"]) for one in listed), Decimal(0))
        if len(listed) < _FEWEST or due <= whole:
            continue
        start = found.start("parts")
        yield Miscount(
            "part",
            "、".join(dict.fromkeys(one["level"] for one in listed)),
            whole,
            due,
            unit,
            "+".join(one["number"] for one in listed),
            _evidence(document, block, found.start(), start),
            tuple(_evidence(document, block, start + one.start(), start + one.end()) for one in listed),
        )


def _uninterrupted(text: str, parts: Sequence[re.Match[str]]) -> list[re.Match[str]]:
    """Return the first parts, between which nothing else is counted."""
    listed: list[re.Match[str]] = []
    for one in parts:
        if re.search(r"\d", text[listed[-1].end() if listed else 0 : one.start()]):
            break
        listed.append(one)
    return listed


def _decimal(text: str) -> Decimal:
    return Decimal(text.replace(",", ""))


def _evidence(document: Document, block: Paragraph, start: int, end: int) -> Evidence:
    return document.evidence(*block.passage.source_span(start, end), block.section)
