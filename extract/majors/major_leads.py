"""Majors in lists that the word 专业 leads in: 重点专业甲、乙和丙等, 特色专业：甲、乙."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from .. import lexicons
from .majors import begins_clause, could_be_major, is_body, is_catalogued, no_item

Span = tuple[int, int]

#: 重点专业|甲、乙和丙|等: the list begins right behind the word and ends at 等, a mark or the clause's end.
_LED: Final = re.compile(
    r"(?:重点|骨干|特色|品牌|名牌|示范|优势|主干|主体|传统|热门|紧缺|新兴|龙头|王牌|老牌|拳头|看家|主打|招牌|拿手|核心)(?:建设)?专业(?P<lead>有：|为：|是：|包括|：|——)?"
    r"(?P<list>[^，。；：？！、/（）]{2,16}(?:[、/][^，。；：？！、/（）]{2,16})+(?:（[^（）]{2,16}）)?)"
    r"(?=[，。；）]|等|$)"
)
#: 专业有|甲、乙、丙: a clause that begins with the word and goes on to say which there are.
_HEADED: Final = re.compile(
    r"(?:^|[，。；：！？\n])(?:[^，。；：！？、]{0,12}?(?:开设|设置|设有|招生|主要|现有|常设|所设)的?)?专业(?:目前|现|主要|一共|共|先后)?"
    r"(?P<lead>有|包括|分为|涵盖|含|是|为|：|——)：?"
    r"(?P<list>[^，。；：？！、（）]{2,12}(?:（[^（）、]{2,12}）)?(?:、[^，。；：？！、（）]{2,14}(?:（[^（）、]{2,12}）)?)+)"
    r"(?=[，。；]|等|$|…)"
)
#: 能学什么？|甲、乙，再加丙、丁: a question and its answer.
_ASKED: Final = re.compile(
    r"(?:能?学(?:些|点)?(?:什么|啥)|(?:有|开设?了?|办了?)(?:哪些|什么|啥)专业|专业(?:有哪些|有啥|怎么选))[？：](?:答：?)?"
    r"(?P<lead>)(?P<list>[^，。；：？！、（）]{2,12}(?:、[^，。；：？！、（）]{2,14})+(?:，(?:再加|还有|另有|外加|以及)上?"
    r"[^，。；：？！、（）]{2,12}(?:、[^，。；：？！、（）]{2,14})*)?)(?=[，。；]|等|$|…)"
)
_ASKING: Final = re.compile(r"什么|啥|哪些|怎么选")  #: what every question has in it
#: Further majors of a sentence that has named some: 又开了|甲、乙.
_FURTHER: Final = re.compile(
    r"专业[^。！？]*?(?:又|还|再|后来|往后|陆续|相继)+(?:新)?(?:开|增|添|设|办)(?:设|办|了|出|过)*(?P<lead>)"
    r"(?P<list>[^，。；：？！、（）]{2,10}(?:、[^，。；：？！、（）]{2,10})+)(?=[，。；])"
)
#: 高职开|甲、乙，中职开丙、丁.
_BY_LEVEL: Final = re.compile(
    r"(?:高职|中职|大专|专科|本科|中专|技工|[高中]级工|技师|[三五]年制)(?:部|段|层次)?(?:开设?|设有?|办有?|招)(?P<lead>)"
    r"(?P<list>[^，。；：？！、（）]{2,12}(?:、[^，。；：？！、（）]{2,12})+)(?=[，。；]|等|$)"
)
_MORE: Final = re.compile(r"，(?:再加|还有|另有|外加|以及)上?")
_LIST_END: Final = re.compile(r"(?<![初中高特优])等(?![级教])")
_AND: Final = re.compile(r"(?<=..)(?:和|与|及|以及)(?=..)")
#: So many of a list must look like majors, as a share.
_SHARE: Final = 0.5


def led(text: str) -> Iterator[Span]:
    """Yield the members of lists that the word 专业 leads in, where most look like majors."""
    listing = "、" in text
    for match in (
        *(_LED.finditer(text) if listing or "/" in text else ()),
        *(_HEADED.finditer(text) if listing else ()),
        *(_ASKED.finditer(text) if listing and _ASKING.search(text) else ()),
        *(_FURTHER.finditer(text) if listing else ()),
        *(_BY_LEVEL.finditer(text) if listing else ()),
    ):
        end = _LIST_END.search(text, *match.span("list"))
        members = list(_members(text, match.start("list"), end.start() if end else match.end("list")))
        names = [text[start:stop] for start, stop in members]
        if len(names) < 2 or any(_is_no_member(name) for name in names):
            continue
        like = sum(map(could_be_major, names))
        if like >= _SHARE * len(names) or (match["lead"] == "：" and like):
            yield from members


def _members(text: str, start: int, end: int) -> Iterator[Span]:
    for part in re.finditer(r"[^、，/]+", _MORE.sub(lambda more: "、" * len(more[0]), text[start:end])):
        first, last = start + part.start(), start + part.end()
        joined = None if is_catalogued(part[0]) or last != end else _AND.search(part[0])
        halves = (part[0][: joined.start()], part[0][joined.end() :]) if joined else ()
        if joined and not any(map(_is_no_member, halves)):
            yield first, first + joined.start()
            first += joined.end()
        yield first, last


def _is_no_member(name: str) -> bool:
    """Tell what no major can be; one may end in 工程 here, where the word 专业 stands before the list."""
    return not _is_listed_name(name) and (
        len(name) < 2 or no_item(name.removesuffix("工程")) or begins_clause(name) or is_body(name)
    )


def _is_listed_name(name: str) -> bool:
    return is_catalogued(name) or name in lexicons.words("major_short_forms")
