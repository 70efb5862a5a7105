"""Members of lists of organisations that their own form does not tell (甲集团、乙丙纺机、丁戊铜业等160家)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from .. import lexicons
from ..language.mentions import Mention, Words
from ..language.places import leading_place, places_in
from .organisation_borders import PROPER_TAGS
from .organisation_names import ANY_TRADE, kind_of, says_only_kind, says_only_trade

#: A stretch between marks stronger than 、.
_STRETCH: Final = re.compile(r"[^，。；：！？…—“”《》]+")
#: Where a list ends: 等12家, 等知名企业, 等企业建立….
_ENOUGH: Final = re.compile(
    r"(?:\d{1,3}|[两三四五六七八九十])余?家(?=[^、]{0,6}(?:企业|单位|公司|院校|合作|共|联|签|走进|来|与))|"
    r"等(?:\d|[一二三四五六七八九十几数多]|[^、]{0,14}$|[^、]{0,20}(?:企业|公司|单位|合作|共建|建立|签|开展))"
)
#: What behind a list shows that it is one of firms: 等160家, 等合作企业, “订单培养”.
_TAIL: Final = re.compile(
    r"等?(?:\d+|[一二三四五六七八九十百千几数多]+)?余?多?[家个所]|"
    r"等[^，。；]{0,12}(?:企业|公司|单位|集团|学校|院校|酒店|幼儿园|医院)|"
    r"……|等?[这那][些几](?:家|个)?“?(?:企业|公司|单位|厂|“|老|国际|品牌|牌子|名企|大牌)|等“|"
    r"等?(?:都|均|皆|也)?(?:在列|在内|在其中|位列其中|名列其中|榜上有名)|(?:都|均|皆)在(?=[，。；]|$)|"
    r"“(?:引企入校|订单培养|订单式培养|现代学徒制)”"
)
#: What behind a list says that all its members are firms: 甲、乙画院等|企业.
_FIRMS: Final = re.compile(r"等[^，。；、]{0,8}(?:企业|公司|商家|厂家)")
#: What before a list shows that it is one of firms: 来了40多家服装品牌：, 合作企业有.
_HEAD: Final = re.compile(
    r"(?:家|企业|单位|公司|品牌|酒店|院校|集团)[\u4e00-\u9fff]{0,6}(?:：|——)$|(?:企业|公司|单位|品牌)(?:有|包括|分别是|为|如)$|"
    r"合作(?:企业|单位)[^，。；、]{0,4}\d+余?多?家，$"
)
_HEADED: Final = re.compile(r"(?:企业|单位|公司|品牌)[\u4e00-\u9fff]{0,6}(?:：|——|有|包括|分别是|为|如)")
_HEAD_REACH: Final = 12
_TAIL_REACH: Final = 24
_ITEM: Final = re.compile(r"[\u4e00-\u9fffA-Za-z0-9·&（）\-]{2,20}$")
_SEAT_AT_END: Final = re.compile(r"（[\u4e00-\u9fff]{2,5}）$")
_FIRM_KINDS: Final = frozenset({"enterprise", "hospital", "kindergarten", "media", "association"})
#: What leads the first member: 与|甲, 合作企业|甲.
_LEAD: Final = re.compile(
    r"[与和同跟为有在到向对由赴]|包括|(?:企业|单位|公司|方)是|企业|单位|公司|龙头|巨头|名企|厂家|走进|来到|前往|走访|考察|参观|调研|拜访|探访|先后"
)
#: What follows the last member.
_REST: Final = re.compile(
    r"(?:都|均|皆|也)?在(?:列|内|其中|里面|$)|[这那][些几]|建立|签订|签署|共建|合作|开展|联合|共同|成立|实施|达成|举行|的|进行"
)
_LAST_TWO: Final = re.compile(r"[和及与](?=.{2,})")
#: Words of things done with firms, and of people in them: no firms.
_NO_FIRM: Final = re.compile(
    r"人才|培养|课程|教学|师资|学生|教师|专业|基地|合作|实习|实训|就业|培训|技能|学徒|订单|教材|科研|开发|资源|独资|"
    r"领导|同志|嘉宾|主任|书记|[校园院厂董行处局科部站所]长|经理|总监|一起|共同"
)
_BARE: Final = 3  #: characters of an ending that is a word for any such body: 幼儿园, 车辆段
_NO_FIRM_END: Final = re.compile(
    r"(?:建设|管理|服务|企业|单位|院校|部门|等|工程|项目|平台|家|名|(?<!机器)人|次|个)$"
)


def list_members(text: str, words: Words, mentions: Sequence[Mention]) -> list[Mention]:
    """Return the members of lists in `text` that stand among `mentions` and are none of them yet.

    They are of kind "enterprise" where their ending tells nothing else, and marked as not `known`.
    """
    found: list[Mention] = []
    for start, end in _list_spans(text):
        inside = [mention for mention in mentions if start <= mention.start and mention.end <= end]
        firms = sum(mention.kind in _FIRM_KINDS for mention in inside)
        headed = bool(_HEAD.search(text[max(0, start - _HEAD_REACH) : start]))
        told = bool(inside) and bool(_FIRMS.match(text, end))
        if not firms and not headed and not told:
            continue
        members = _split_list(text, start, end)
        if (
            not firms
            and not told
            and 2 * sum(_ends_in_trade(text[at:stop]) for at, stop in members) <= len(members)
        ):
            continue  # most members must be like names of firms where none is one for sure
        firms += sum(_says_trade(text, words, at, stop, inside) for at, stop in members)
        marked = headed or bool(_TAIL.match(text[end : end + _TAIL_REACH]))
        if not marked and (firms < 2 or firms * 4 < len(members)):
            continue
        among_firms = marked or firms * 2 >= len(members)
        for at, stop in members:
            if any(mention.start < stop and at < mention.end for mention in inside):
                continue
            item = text[at:stop]
            if _ITEM.match(item) and _could_be_firm(item, among_firms):
                found.append(
                    Mention(at, stop, item, "organisation", kind_of(item) or "enterprise", known=False)
                )
    return found


def headed_list(text: str) -> bool:
    """Tell whether `text` may have a list of firms behind words that say so (合作企业：甲电子、乙制药)."""
    return "、" in text and bool(_HEADED.search(text))


def _ends_in_trade(item: str) -> bool:
    return kind_of(item) == "enterprise" and _could_be_firm(item, among_firms=True)


def _says_trade(text: str, words: Words, start: int, end: int, inside: Sequence[Mention]) -> bool:
    """Tell a member with a proper name and a word of trade (某某汽车), which is a firm as well."""
    item = text[start:end]
    if not _could_be_firm(item, among_firms=False) or any(
        one.start < end and start < one.end for one in inside
    ):
        return False
    held = words.tokens[words.before(start) : words.before(end)]
    return leading_place(item) > 0 or any(token.tag in PROPER_TAGS for token in held)


def _list_spans(text: str) -> list[tuple[int, int]]:
    spans = []
    for match in _STRETCH.finditer(text):
        if "、" not in match[0]:
            continue
        enough = _ENOUGH.search(match[0])
        spans.append((match.start(), match.start() + enough.start() if enough else match.end()))
    return spans


def _split_list(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Split a list at 、 and at a last 和 or 及, without what leads its first member and follows its last."""
    members: list[tuple[int, int]] = []
    at = start
    for part in text[start:end].split("、"):
        members.append((at, at + len(part)))
        at += len(part) + 1
    first_start, first_end = members[0]
    leads = list(_LEAD.finditer(text[first_start:first_end]))
    if leads and first_start + leads[-1].end() < first_end:
        members[0] = (first_start + leads[-1].end(), first_end)
    elif leads:
        members = members[1:]
    if members:
        members[-1:] = _split_last(text, *members[-1])
    return [(begin, stop) for begin, stop in members if stop > begin]


def _split_last(text: str, start: int, end: int) -> list[tuple[int, int]]:
    if rest := _REST.search(text[start:end]):
        end = start + rest.start()
    both = _LAST_TWO.search(text[start:end])
    if both and both.start() >= 2:
        return [(start, start + both.start()), (start + both.end(), end)]
    return [(start, end)]


def _of_any(item: str) -> bool:
    """Tell any firm of a trade from one with an own part: 制药厂, 汽车维修公司, 车辆段."""
    for length in range(len(item), 1, -1):
        if item[-length:] in lexicons.endings():
            core = item[:-length]
            bare = not core and len(item) <= _BARE
            return bare or bool(core) and (says_only_trade(core) or core in ANY_TRADE)
    return False


def _could_be_firm(item: str, among_firms: bool) -> bool:
    """Tell a short name of a firm (乙丙纺机) from a common word (实习实训, 课程开发) in a list of firms."""
    if among_firms and item in lexicons.firms():
        return True
    if len(item) < 3 or item[0] == "（" or item.count("（") != item.count("）"):
        return False
    if item in lexicons.regions() or item in lexicons.majors() or says_only_kind(item) or _of_any(item):
        return False
    place = next((end for start, end, _ in places_in(item) if start == 0), 0)
    placed = place > 0 and 2 <= len(item) - place <= 8
    if _NO_FIRM.search(item) or (not placed and _NO_FIRM_END.search(item)):
        return False
    bare = _SEAT_AT_END.sub("", item)
    return bool(kind_of(item)) or (among_firms and (placed or 3 <= len(bare) <= 6))
