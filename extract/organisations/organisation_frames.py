"""Firms whose names end in a word of trade, told by what stands around (与某某商贸签约, 某某乳业等企业)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Final

from .. import lexicons
from ..language.mentions import Mention, Words
from ..language.places import leading_place
from ..language.terms import TermFinder
from .organisation_borders import PROPER_TAGS, left_border
from .organisation_names import MAX_LENGTH, kind_of, says_only_kind

#: What behind a name says that it is one of a firm: 等企业, 等12家, （下称某某）.
_BEHIND: Final = re.compile(
    r"等(?:\d|[一二三四五六七八九十几多数]|知名|合作|龙头|企业|公司|单位)|（(?:以下|下)?(?:简称|称)"
)
#: What joins a partner to the school, and what is done with it.
_JOINED: Final = re.compile(
    r"(?:[与同和跟由]|携手|联合|牵手|联手|引进|引入|走进|前往|对接|对象是|企业是|单位是)$"
)
_DONE: Final = re.compile(
    r"(?:公司)?(?:的?合作|签|共[建同办育]|联合|携手|牵手|联手|达成|建立|合[办建]|开展|成立|组建|举行|揭|一起|一道|实习|参观|调研)"
)
#: What a firm does that begins a clause: 甲科技冠名; 乙电子把标准带进课堂.
_DOES: Final = re.compile(
    r"(?:冠名|把[^，。；]{1,12}[搬带引送放设][进入到在]|(?:为|向|给)(?:我校|学校|学院|我院|师生|学生)|派出?[^，。；]{1,10}(?:来|到|任|授|驻)|"
    r"(?:捐赠?|赠送?|投资?|出资?|提供|带来|送来|拿出)[^，。；]{1,14}|[入进]驻(?:学校|我校|校|学院)|接[收纳][^，。；]{0,10}(?:实习|学生))"
)
_CLAUSE_MARKS: Final = frozenset("，。；：！？、 \n”")
_JOINT_REACH: Final = 3
#: Words of trade that say as much of what is done together: 与某某教育合作.
_WIDE: Final = frozenset(
    {"教育", "文化", "农业", "建设", "信息", "工业", "制造", "智能", "生物", "能源", "环保", "网络"}
)
#: Words that only names of firms end in, as those in 业 do: what stands before is a name anyhow.
_FIRMS_ONLY: Final = frozenset(
    {
        "商贸",
        "重工",
        "重汽",
        "重科",
        "股份",
        "钢构",
        "纺机",
        "特材",
        "特钢",
        "新材",
        "城投",
        "交投",
        "交运",
        "国旅",
        "控股",
        "置地",
        "速递",
        "速运",
        "建工",
    }
)
#: The state's builders and their bureaus.
_BUREAU: Final = re.compile(
    r"中(?:国(?:铁建|电建|水电|能建|化学|交建)|铁|建|交|冶|水电|电建)第?[一二三四五六七八九十]{1,3}(?:航|公|工程)?局(?:集团)?"
    r"(?:[一二三四五六七八九十]公司)?"
)
#: A brand in the place of the other side: 到甲总部签了协议; 另一方是甲的张总.
_SIGNED_AT: Final = re.compile(
    r"(?:[到在赴](?!企业|公司|集团|其)(?P<at>[\u4e00-\u9fff]{2,5}?)(?:公司)?总部(?=[^，。；]{0,6}签)|"
    r"(?:另一方|对方|企业一方|乙方)是(?!企业|公司|集团)(?P<of>[\u4e00-\u9fff]{2,5}?)的?(?:[\u4e00-\u9fff]总(?![部监经会])|总经理|董事长))"
)
#: Posts that only firms have, and the proper part of a firm's short name.
_POST: Final = re.compile(
    r"(?:董事长|副?总经理|执行总裁|副?总裁|首席执行官|人力资源(?:总监|经理|部)|人事(?:经理|主管|总监)|招聘(?:经理|主管))"
)
_PROPER_PART: Final = re.compile(
    r"(?!.*(?:公司|集团|企业|行业|产业|酒店|市|县|区|省|[校院厂部处局店馆]|分管|常务))[\u4e00-\u9fff]{2,4}"
)
_SHORT_CORE: Final = 4
#: What is done with a firm so surely that a core of one word that is no word of kind names it.
_SURELY_DONE: Final = re.compile(r"(?:共[建同育]|签|联合|携手|牵手|联手|达成|合[办建]|冠名)")


@cache
def _trades() -> TermFinder:
    endings = lexicons.endings().values()
    return TermFinder(one.text for one in endings if one.strength == "trade" and one.kind == "enterprise")


def framed_firms(text: str, words: Words, taken: Sequence[Mention]) -> Iterator[Mention]:
    """Yield the firms in `text` that a word of trade and what stands around it tell, but for those `taken`.

    They are marked as not `known`.
    """
    for begin, end, trade in _trades().all(text):
        behind = _BEHIND.match(text, end)
        does = bool(_DOES.match(text, end))
        if not behind and not does and (trade in _WIDE or not _DONE.match(text, end)):
            continue
        start = left_border(text, words, begin)
        begins = not start or text[start - 1] in _CLAUSE_MARKS
        joined = (does and begins) or _JOINED.search(text, max(0, start - _JOINT_REACH), start)
        if not behind and not joined:
            continue
        name = text[start:end]
        sure = trade not in _WIDE and bool(_SURELY_DONE.match(text, end))
        if _names_firm(name, trade, words, start, begin, sure=sure) and not any(
            one.start < end and start < one.end for one in taken
        ):
            yield Mention(start, end, name, "organisation", "enterprise", known=False)


def bureaus(text: str) -> Iterator[Mention]:
    """Yield the bureaus of the state's builders in `text` (中铁四局, 中建三局集团)."""
    for match in _BUREAU.finditer(text) if "局" in text else ():
        yield Mention(match.start(), match.end(), match[0], "organisation", "enterprise")


def posted_firms(text: str, words: Words, taken: Sequence[Mention]) -> Iterator[Mention]:
    """Yield the firms in `text` that a place, a proper part and a person's post tell (某省甲乙总经理某某)."""
    for post in _POST.finditer(text):
        start = left_border(text, words, post.start())
        name = text[start : post.start()]
        place = leading_place(name)
        proper = name[place:]
        if not place or not _PROPER_PART.fullmatch(proper) or says_only_kind(proper):
            continue
        if kind_of(name) not in ("", "enterprise") or any(
            one.start < post.end() and start < one.end for one in taken
        ):
            continue
        yield Mention(start, post.start(), name, "organisation", "enterprise", known=False)


def signing_brands(text: str, taken: Sequence[Mention]) -> Iterator[Mention]:
    """Yield the firms in `text` named by a brand alone where an agreement is signed (到甲总部签了协议).

    They are marked as not `known`.
    """
    for match in _SIGNED_AT.finditer(text) if "总" in text else ():
        start, end = match.span("at" if match["at"] else "of")
        name = text[start:end]
        if name in lexicons.regions() or says_only_kind(name) or kind_of(name) not in ("", "enterprise"):
            continue
        if not any(one.start < end and start < one.end for one in taken):
            yield Mention(start, end, name, "organisation", "enterprise", known=False)


def _names_firm(name: str, trade: str, words: Words, start: int, end: int, *, sure: bool) -> bool:
    """Tell a firm's name from a trade or a major (现代物流): its part from `start` to `end` is proper.

    Where the words around make it `sure`, any one word that says no kind may name it.
    """
    core = name[: len(name) - len(trade)]
    if len(core) < 2 or len(name) > MAX_LENGTH or name in lexicons.majors() or says_only_kind(core):
        return False
    place = leading_place(core) or max(
        map(len, filter(core.startswith, lexicons.words("countries"))), default=0
    )
    if place:
        return len(core) - place >= 2 and not says_only_kind(core[place:])
    if len(core) <= _SHORT_CORE and (trade in _FIRMS_ONLY or (trade[-1] == "业" and trade not in _WIDE)):
        return True
    held = words.tokens[words.before(start) : words.before(end)]
    return any(token.tag in PROPER_TAGS for token in held) or (sure and len(held) == 1 and len(core) <= 3)
