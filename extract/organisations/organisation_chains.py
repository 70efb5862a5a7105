"""Where names of organisations end: runs of endings that one name goes through (某某集团|某地|分公司)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from types import MappingProxyType
from typing import Final, NamedTuple

from .. import lexicons
from ..language.mentions import Words
from ..language.places import places_in
from ..language.terms import TermFinder

#: Characters behind an ending that make another word of it: 集团化, 大学生, 高中阶段, 银行卡.
_WRONG_AFTER: Final = MappingProxyType(
    {
        "集团": "化内", "学院": "派", "学校": "化", "中学": "生时院校", "小学": "生时", "大学": "生",
        "高中": "生阶组及部毕", "联盟": "校", "社区": "教工服护", "机场": "服", "村": "民镇", "局": "面限",
        "政府": "部采购", "厂": "家房商区校", "银行": "业卡", "酒店": "管服运行专类", "超市": "管",
        "公司": "化", "学会": "了如", "汽车": "维运检制电营驾车美专行产装类修钣", "图书馆": "藏",
        "幼儿园": "教", "景区": "服", "出版社": "出", "机器人": "应",
        "镇": "政人民街小中卫长办痛静村压江海", "乡": "政人民小中卫长办村镇土贤亲情愁音间下",
        "厅": "长级局里内堂", "餐厅": "服", "工会": "主法员干经", "码头": "工文镇", "分会": "场",
        "组织部": "门", "电大": "楼", "研究中心": "主", "茶楼": "设", "煤矿": "开", "民宿": "管",
        "海关": "管",
    }
)  # fmt: skip
#: Characters before an ending that make another word of both: 中|小学, 布|局, 餐|厅, 管理|系统.
_WRONG_BEFORE: Final = MappingProxyType(
    {
        "小学": "中", "大学": "扩壮强", "社区": "进入", "学校": "进入", "局": "布格结大全当残",
        "厅": "大餐客展舞歌音告演放门影休前", "村": "农乡新", "系统": "理息作控训务统测习学件源育疗",
        "镇": "乡城重村古市县", "乡": "家城下老故同离返山梦回异水思", "海关": "上", "公园": "业",
    }
)  # fmt: skip
#: 竞赛中|学院: what happens in something, but for the places that end so (汉中|学院).
_INSIDE_OF: Final = re.compile(r"(?<![汉关晋华闽])中$")
#: Behind an ending these make the name of a road: 大学|东路, 机场|大道.
_ROAD: Final = re.compile(r"[东西南北中一二三]?(?:路|大道|街(?!道)|巷)")
#: What between two endings shows that they end two names, or that a sentence goes on.
_BETWEEN_TWO: Final = re.compile(
    r"^讯|(?:19|20)\d\d|[\d一二两三四五六七八九十几多][个家名所]|[与和及同跟或在为是的了等以由向对]|有(?![限色机道])|系(?!统|列)|"
    r"捐|[邀帮替找聘]|请(?!示)|援建|委托|接收|入驻|选派|邀请|赠|合作|共建|签|联合(?!总?会)|成立|引进|承担|牵头|建立|共同|开展|举办|[创合联兴]办|组建|"
    r"揭牌|挂牌|授牌|结对|帮扶|主办|组织|校企|实训|实习|培训|订单|直属|下属|旗下|"
    r"领导|经理|主任|书记|校长|院长|董事|总裁|代表|党委|秘书|副|负责|员工|职工|学生|教师|师生|毕业"
)
_MAX_BETWEEN: Final = 12
#: Words of the list of border words that two parts of one name may have between them, and single characters.
_INSIDE: Final = frozenset(
    {"研究", "教师", "学习", "服务", "重点", "骨干", "专业", "企业", "优质", "支援", "投资", "联合"}
)
_SINGLE_BORDERS: Final = frozenset("将把被让使从并已再又也还先改赴至或帮称则")
#: What joins a name to the one before it: the later one does not begin before these.
_JOINTS: Final = ("与", "和", "及", "同", "跟", "或", "由", "会同", "联合", "携手", "牵手")
#: An ending shorter than this is none where it cuts a word of up to so many characters (上|海事|…).
_SURE_ENDING: Final = 3
_LONG_WORD: Final = 4
#: Behind an ending these are a post, whatever word the segmenter made of both: 某协会|会长, 某医院|院长.
_LEADER: Final = re.compile(r"[会院校局厂园馆社所处部厅行]长")


class Chain(NamedTuple):
    """A run of endings: where the first begins, where the last begins and ends, and the kind it tells.

    The name begins at `floor` at the earliest: behind a name that 与 or the like joins it to.
    """

    first: int
    start: int
    end: int
    kind: str
    floor: int = 0


class _Hit(NamedTuple):
    start: int
    end: int
    kind: str


@cache
def name_endings() -> tuple[str, ...]:
    """Return the endings that make a name; words of trade (电子, 科技) do so in lists and frames only."""
    return tuple(ending.text for ending in lexicons.endings().values() if ending.strength != "trade")


@cache
def _finder() -> TermFinder:
    return TermFinder(name_endings())


def chains_in(text: str, words: Words) -> list[Chain]:
    """Return the runs of endings in `text`, whose words are `words`, in order."""
    hits = _hits(text)
    chains: list[Chain] = []
    first: int | None = None
    floor = 0
    for number, hit in enumerate(hits):
        if number + 1 < len(hits) and _goes_on(text, words, hit, hits[number + 1]):
            first = hit.start if first is None else first
            continue
        if hit.end - hit.start >= _SURE_ENDING or not _cuts_word(text, words, hit.end):
            begin = hit.start if first is None else min(first, hit.start)
            chains.append(Chain(begin, hit.start, hit.end, hit.kind, floor))
            floor = hit.end if text.startswith(_JOINTS, hit.end) else floor
        first = None
    return chains


def _hits(text: str) -> Sequence[_Hit]:
    """Return the endings in `text` by where they end, the longest at each place."""
    known = lexicons.endings()
    longest: dict[int, _Hit] = {}
    for start, end, term in _finder().all(text):
        wrong_after = text[end : end + 1] in _wrong_after(term) and not _LEADER.match(text, end)
        if wrong_after or text[start - 1 : start] in _wrong_before(term):
            continue
        if _ROAD.match(text, end) or (term in ("学院", "学校") and _INSIDE_OF.search(text, 0, start)):
            continue
        if term == "学校" and text[end : end + 1] == "长" and text[start - 1 : start] in tuple("中大小"):
            continue  # 某中学|校长
        if end not in longest or start < longest[end].start:
            longest[end] = _Hit(start, end, known[term].kind)
    return sorted(longest.values(), key=lambda hit: hit.end)


@cache
def _wrong_after(ending: str) -> frozenset[str]:
    """Return the characters behind `ending` that make another word of it."""
    return frozenset(char for tail, wrong in _WRONG_AFTER.items() if ending.endswith(tail) for char in wrong)


@cache
def _wrong_before(ending: str) -> frozenset[str]:
    """Return the characters before `ending` that make another word of both."""
    return frozenset(_WRONG_BEFORE.get(ending, ""))


def has_mark(text: str) -> bool:
    """Tell whether `text` holds a mark that no name goes over, such as the number of an entry (②)."""
    return any(not char.isalnum() and char not in "&.’'" or "①" <= char <= "⓿" for char in text)


def _goes_on(text: str, words: Words, hit: _Hit, follower: _Hit) -> bool:
    """Tell whether the name that `hit` could end goes on to the ending behind it."""
    if follower.start < hit.end:
        return not has_mark(text[hit.end : follower.end])
    between = text[hit.end : follower.start]
    if len(between) > _MAX_BETWEEN or (
        text.endswith("公司", 0, hit.end) and not _is_branch(between, text[follower.start : follower.end])
    ):
        return False
    if not between:
        return True
    if hit.kind == follower.kind == "school" and any(start for start, _, _ in places_in(between)):
        return False  # two schools with a verb between (甲学校商量|某省乙大学)
    return (
        not has_mark(between)
        and not _BETWEEN_TWO.search(between)
        and not _holds_border(words, hit.end, follower.start)
    )


def _holds_border(words: Words, start: int, end: int) -> bool:
    """Tell whether between `start` and `end` stands a word at which names end."""
    held = words.tokens[words.before(start) : words.before(end)]
    return any(
        token.word in lexicons.words("border_words")
        and token.word not in _INSIDE
        and (len(token.word) > 1 or token.word in _SINGLE_BORDERS)
        for token in held
        if token.start >= start
    )


def _is_branch(between: str, ending: str) -> bool:
    """Tell the branch of a company behind its name, at a place or a plant: 甲电力公司|某地供电|公司."""
    if ending.endswith("厂") and _PLANT.fullmatch(between + ending):
        return True
    return ending.endswith(
        ("公司", "银行", "车务段", "机务段", "工务段", "客运段", "电务段", "车辆段")
    ) and any(start == 0 for start, _, _ in places_in(between))


#: A plant of a firm: 某钢铁有限公司|炼铁厂.
_PLANT: Final = re.compile(
    r"(?:炼[铁钢焦铜铝油]|轧钢|焦化|热电|发电|动力|机修|铸造|选矿|第?[一二三四五六七八九十]分?)厂"
)


def _cuts_word(text: str, words: Words, at: int) -> bool:
    if _LEADER.match(text, at):
        return False
    token = words.around(at)
    return token is not None and token.start < at and len(token.word) <= _LONG_WORD
