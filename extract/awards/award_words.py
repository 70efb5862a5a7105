"""The words of results: ranks, verbs, endings of events, and what tells a result from a total or a plan."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from ..language.levels import level_of
from ..language.triggers import Sieve

_NUMERAL: Final = r"(?:\d+|[一二两三四五六七八九十几多数]+)"
_UNIT: Final = r"(?:个|项|名|枚|块|篇|件|节|幅|支|人次|人|次)"
#: A rank by itself: 一等奖, 银牌, 第一名, 优秀组织奖.
_NTH: Final = r"第[一二三四五六七八]"
_RANK: Final = (
    r"[特一二三四五]等奖|[123]等奖|[金银铜](?:奖|牌(?!教练|讲师|导游|导师|员工|工人|班主任|店))|[冠亚季]军(?:学校)?|榜首|前[三五八]名|"
    rf"(?:团队)?(?:{_NTH}|第[1-8])[名位]|第(?:[九十]|十[一二三四五六七八九]|二十)名(?=[，。；、）]|$)|(?<=总分){_NTH}|(?<=排名){_NTH}|(?<=总成绩){_NTH}|(?<=[位名]列){_NTH}|(?<=位居){_NTH}|"
    r"(?:优秀|最佳|杰出)?组织(?:奖|单位)|(?:突出贡献|(?:优秀|先进)(?:参赛|承办))单位|(?:优秀|最佳|杰出)(?:(?:教师|老师)(?:指导|辅导)奖|(?:指导|辅导)(?:教师|老师)?奖?)|"
    r"(?:优秀|最佳)(?:教练员?|选手|辩手|个人|作品|论文)奖?|"
    r"(?:优秀|优胜|鼓励|提名|入围|纪念|特别|单项|入选|创意|风尚|风采|人气|网络人气|精神文明|体育道德风尚|道德风尚|伯乐|"
    r"园丁|突出贡献|特殊贡献|特别贡献|优秀成果|创新|教学成果|表演|剧目|导演|编剧)奖|最[佳具美受][\u4e00-\u9fff]{1,8}奖"
)
#: Several at once, of which no one says who won which: 一、二、三等奖.
_JOINT: Final = (
    r"[特一二三四](?:[、，和及]?[一二三四]){1,3}、?(?:等奖|奖)|"
    r"第[一二三四五六](?:[、和][二三四五六七八]){1,3}名"
)
_RANKS: Final = re.compile(rf"(?P<joint>{_JOINT})|(?P<rank>{_RANK})")
#: What every rank has one of: cheaper to look for than the ranks.
_RANK_SIGN: Final = re.compile(r"[奖牌军榜名第织]|优秀|最佳|杰出")
#: What all that `find_ranks` reads has one of: those that a metal alone tells too, or a verb.
_ANY_SIGN: Final = re.compile(r"[奖牌军榜名第金银铜冠魁桂顶]|单位|优秀|最佳|杰出|最[具美受]")
_TITLED: Final = re.compile(
    r"评为|称号|授予|当选|获评|评选为|荣膺|表彰为|入选|遴选为|选拔为|获颁|颁发|奖章|能手|工匠|名师|榜上有名|优秀(?:教师|教育工作者)|标兵|模范|先进个人"
)
_SHORT_RANK: Final = re.compile(
    r"(?P<before>.{0,12}?)(?P<rank>[特一二三四]等|第[一二三四五六七八九十]{1,3}名?|优秀|优胜|[金银铜]|[特一二三]奖)"
)
_REMARK: Final = re.compile(r"(?<=.)（[^（）]{3,20}）$")
_COUNT_BEHIND: Final = re.compile(
    rf"(?:以上)?(?:各|共|分别)?{_NUMERAL}{_UNIT}|及?以上|奖励|奖金|等(?:奖项|多项)|、?等各?级?奖|\d+(?=[、，；。])"
)
_COUNT_BEFORE: Final = re.compile(rf"{_NUMERAL}{_UNIT}(?:团体|个人)?$|(?:各项|多项|若干|数十项)$")
#: What makes a clause a plan, a rule or an offer.
_UNREAL: Final = re.compile(
    r"力争|争取|明年|来年|下次|下一届|争创|冲刺|冲击|有望|目标|(?<!创业)(?<!商业)计划(?!书|大?赛|竞赛)|确保|(?:^|[，。；])(?:凡|若)|如果|可获|给予|"
    r"奖励|设立|设置|设有|共设|评出|评选出|评定|颁发|奖金|加分|报销|免试|保送|标准|每获|届时|希望(?!杯)|力求|"
    r"实现.{0,6}突破|未获|没有|无缘|是零|为零|“零”|零的|空白|比例|以上(?:奖项|成绩)|[奖名牌](?:的|获得|获奖)?者|(?:等奖|[金银铜][奖牌])的$"
)
#: What makes it a sum or a habit.
_MANY: Final = re.compile(
    r"(?:(?<![第\d])\d+|(?<!第)[二两三四五六七八九十几多数])余?[名位人支组个](?:人|教师|老师|学生|选手|同学|团队|队伍|代表队|队|项目|赛项|作品|"
    r"课题|节|专业|人次)?(?!组|级|专业)|\d+人次|多[名人次位个项]|多次|屡|累计|连续|历年|历届|近年|近几年|(?<!\d)分获|各级|各类(?!学校)|"
    r"共获|共荣获|先后|第一次|首次(?!参)|头一[次回]|每年|[两三]年来|有人|均[获有]"
)
#: How many pieces a team showed: 以《某某》等两支曲子.
_PIECES: Final = re.compile(r"等?[\d两三四]+[支首个件部](?:曲子|歌曲|曲目|作品|节目)")
#: Verbs of winning.
GET: Final = (
    r"(?:荣获|获得|喜获|获评|勇夺|夺得|夺取|摘得|摘取|捧回|捧得|捧走|摘走|斩获|拿到|拿下|取得|赢得|揽获|收获|荣膺|获取|分获|"
    r"分别获得|位列|位居|名列|排名|(?<![位名前行系陈排])列(?=团体|个人|总分|总成绩|全[国省市县]|第)|挣来|带回|抱回|喜夺|评为|授予|获|夺|摘|得|揽)(?:了|到)?"
)
_GET: Final = re.compile(GET)
#: A result told by its metal alone: 摘银, 夺金.
_METAL: Final = re.compile(r"(?:摘|夺|获|揽|得|斩)(?P<metal>[金银铜])(?=[，。；、！]|$)")
#: The first place told by a verb: 夺冠.
_CROWN: Final = re.compile(r"(?<=夺)冠(?![军名的热呼])|(?<=[夺折登摘])(?:桂冠|[魁桂顶](?!尖|冠))")
#: Before 优秀选手 and the like: a praise of many, no result.
_CROWD: Final = re.compile(r"(?:一批|多名|等|众多|许多|大批|[两几数][名位])$")
_SAME_WIN: Final = re.compile(r"[、，（](?:位列|排名|名列|列|总分|总成绩)?(?:全[国省市县])(?:排名)?|（")
_PRIZE_BEHIND: Final = re.compile(r"[^，。；]{0,16}[获得](?:得)?[特一二三]等奖")
_IN_QUOTE: Final = re.compile(r"大赛|竞赛|比赛|赛项|[节展杯]|[，。、]")
#: Behind a rank by which another was won: 以总分第三名的成绩|获二等奖.
_BY_RANK: Final = re.compile(r"的(?:好|优异|优秀)?(?:成绩|名次|佳绩)，?(?:荣|获|夺|斩|摘|喜|勇|拿|捧)")
#: A place without 名, where a verb, a sport or a total before it tells that it is one.
_PLACE: Final = re.compile(
    r"(?:(?<=[）列居排得获拿了是为均都全国省市县体分绩力米项高远球栏跑])|(?<=[\u4e00-\u9fff]{2}))第[一二三四五六七八九十]{1,2}(?=[，。；、）]|$)"
)
_NO_PLACE: Final = re.compile(r"(?:安全|质量|世界|客户|顾客|学生|人格|健康|生命|服务|信誉|友谊|育人|德育)$")
#: Between a place and the rank that was won by it: 甲第二、乙第九，分别捧走银奖和铜奖.
_WON_BY: Final = re.compile(
    r"^名?[^；。]{0,24}，(?:(?:分别|依次|因此|由此|双双)[^；。，]{0,8}|(?:并|最终)?(?:荣获|斩获|[获得摘夺捧])得?)$"
)
_RANK_LEVEL: Final = re.compile(r"(国家|全国|省|市|县|区|校|院)(?:部)?级?")

#: Endings of events' names, told everywhere; a rival reading (参赛, 赛项) is barred.
_EVENT_END: Final = re.compile(
    r"(?:大赛|竞赛|(?<![日天月])比赛|锦标赛|选拔赛|邀请赛|挑战赛|总决赛|复赛|初赛|公开赛|联赛|对抗赛|精英赛|争霸赛|技能赛|赛课|技能节|艺术节|"
    r"文化节|体育节|科技节|运动会|大比武|比武|大练兵|博览会|展演|汇演|会演|展评|奥林匹克|(?<=[国省市校县控])赛|决赛|特别赛|分站赛|半决赛|预选赛|资格赛|排名赛|积分赛|友谊赛|巡回赛|大奖赛|擂台赛|[足篮排]球赛|辩论赛|演讲赛|创业赛|创新赛|达标赛|马拉松)"
    r"(?![项程场制区事务后组委]|前(?![三五八十]名)|评[委分])(?:活动)?"
)
#: Endings that name an event only where a rank or a frame (在…中) is beside them.
_WEAK_END: Final = re.compile(
    r"(?:活动|学习|竞答|答题|测试|展示|评选|评比|评审|征文|测评|遴选|选拔|优质课|公开课|说课|微课|教学设计|课件|论文|案例|"
    r"成果奖?|课题|风采|展|赛|杯”|杯|课例|示范课|精品课|调研|考核|征集|作品|擂台|展览|会考|创业计划|演讲|书法|活动月|考评|"
    r"大会)$"
)
_CUP: Final = re.compile(r"“[^”]{1,16}杯”$")


#: What tells a rank or a title.
_TOLD: Final = Sieve((one, one) for one in (_TITLED, _RANKS, _PLACE, _METAL, _CROWN))


@dataclass(frozen=True, slots=True)
class Rank:
    """A rank told in `text[start:end]`.

    `counted` tells that it counts results (`count` of them, 0 where that stands behind); `joint` that it is
    several (一、二等奖).
    """

    start: int
    end: int
    rank: str
    counted: bool = False
    joint: bool = False
    count: int = 0


def has_rank(text: str) -> bool:
    """Tell whether `text` names a rank or a title, so that reading on is worth it."""
    return any(
        pattern.search(text) and (pattern is not _RANKS or _RANK_SIGN.search(text))
        for pattern in _TOLD.of(text)
    )


def find_ranks(text: str) -> list[Rank]:
    """Return the ranks named in `text`, in order."""
    found: list[Rank] = []
    if not _ANY_SIGN.search(text):
        return found
    for match in _RANKS.finditer(text):
        counted_before = _COUNT_BEFORE.search(text, max(0, match.start() - 8), match.start())
        behind = _COUNT_BEHIND.match(text, match.end())
        start = _quote_start(text, *match.span())
        found.append(
            Rank(
                start,
                match.end(),
                rank=_even_rank(text[start : match.end()]),
                counted=bool(behind or counted_before),
                joint=match["joint"] is not None,
                count=_number(counted_before[0]) if counted_before else 0,
            )
        )
    for match in _METAL.finditer(text):
        found.append(Rank(match.start("metal"), match.end("metal"), match["metal"] + "奖"))
    for match in _CROWN.finditer(text):
        # 登顶，拿到金牌: the rank itself follows.
        if not any(match.end() <= one.start <= match.end() + 12 for one in found):
            found.append(Rank(*match.span(), rank="冠军"))
    found = [
        one
        for one in found
        if one.rank.endswith("奖") or not _CROWD.search(text, max(0, one.start - 4), one.start)
    ]
    found = [one for one in found if not _BY_RANK.match(text, one.end) and not _by_place(text, one)]
    found.sort(key=lambda one: one.start)
    found = [
        one
        for one, before in zip(found, [None, *found], strict=False)
        if not (one.rank.startswith("第") and _told_beside(text, one, before))
    ]
    found = without_explained(text, found)
    # 教学成果奖一等奖: the first is what was awarded, the second the rank.
    begins = {one.start for one in found}
    return [one for one in found if one.end not in begins]


def without_explained(text: str, ranks: Sequence[Rank]) -> list[Rank]:
    """Return `ranks` without the places that but explain a prize told in the same sentence.

    Those stand in a bracket (一等奖（全国第四）) or tell how a prize was won (位居第三，得铜牌).
    """
    prizes = [one for one in ranks if not one.rank.startswith("第")]

    def explains(one: Rank) -> bool:
        if not one.rank.startswith("第"):
            return False
        begin = max(text.rfind(mark, 0, one.start) for mark in "。！？\n")
        opened = text.rfind("（", begin + 1, one.start)
        beside = any(begin < prize.start < one.start for prize in prizes)
        close = text.find("）", one.end)
        led = close >= 0 and _PRIZE_BEHIND.match(text, close)
        if (
            opened >= 0
            and (beside or led)
            and "）" not in text[opened : one.start]
            and "，" not in text[opened : one.start]
        ):
            return True
        behind = next((prize for prize in prizes if prize.start > one.end), None)
        return behind is not None and bool(_WON_BY.search(text[one.end : behind.start]))

    return [one for one in ranks if not explains(one)]


def find_places(text: str, start: int, end: int, ranks: Sequence[Rank]) -> list[Rank]:
    """Return the places told without 名 (列第三) in `text[start:end]` that are none of `ranks`."""
    taken = {at for rank in ranks for at in range(rank.start, rank.end)}
    return [
        Rank(*match.span(), rank=match[0])
        for match in _PLACE.finditer(text, start, end)
        if match.start() not in taken
        and not _NO_PLACE.search(text[max(0, match.start() - 3) : match.start()])
    ]


def _told_beside(text: str, place: Rank, before: Rank | None) -> bool:
    """Tell a place that but says more of a prize: 一等奖、全国第二名; （第四名）获三等奖."""
    if before and not before.rank.startswith("第") and _SAME_WIN.fullmatch(text, before.end, place.start):
        return True
    bracket = text[place.start - 1 : place.start] == "（" and text[place.end : place.end + 1] == "）"
    return bracket and bool(_PRIZE_BEHIND.match(text, place.end))


def _by_place(text: str, one: Rank) -> bool:
    """Tell a place by which another rank was won: 凭总分第一|摘金."""
    return one.rank.startswith("第") and bool(
        re.match(r"(?:荣获|摘|夺|斩|获(?!得者|奖))", text[one.end : one.end + 3])
    )


def _quote_start(text: str, start: int, end: int) -> int:
    """Return where a rank begins that is quoted with its giver: “某团最佳选手奖”."""
    if text[end : end + 1] != "”" or not text[start:end].startswith(("最佳", "优秀", "最")):
        return start
    opened = text.rfind("“", max(0, start - 12), start)
    words = text[opened + 1 : start]
    return opened + 1 if opened >= 0 and words and "”" not in words and not _IN_QUOTE.search(words) else start


def each_rank(rank: Rank) -> list[Rank]:
    """Return the ranks that are told in one word, one each (一、二等奖); [] where it is but one."""
    if not rank.joint:
        return []
    if rank.rank.startswith("第"):
        places = re.findall(r"[一二三四五六七八]", rank.rank)
        return [Rank(rank.start, rank.end, f"第{one}名") for one in places]
    numerals = re.findall(r"[特一二三四]", rank.rank)
    return [Rank(rank.start, rank.end, f"{one}等奖") for one in numerals]


def rank_in(words: str) -> tuple[str, str] | None:
    """Return what stands before the rank in a cell's `words`, and the rank; None where there is not one.

    温州市一等奖 gives 温州市 and 一等奖; 一等, 金 and 第一 are ranks in a cell too. A remark in brackets
    behind it is left out.
    """
    words = _REMARK.sub("", words) if words.endswith("）") else words
    matches = list(_RANKS.finditer(words)) if _ANY_SIGN.search(words) else []
    if len(matches) == 1 and not matches[0]["joint"]:
        before = words[: matches[0].start()]
        return re.sub(r"^[ ：—-]+|[ ：—-]+$", "", before), _even_rank(matches[0][0])
    if not (match := _SHORT_RANK.fullmatch(words)):
        return None
    rank = match["rank"]
    if rank.startswith("第"):
        return match["before"], rank
    return match["before"], (rank[0] + "等奖" if rank[1:] == "奖" else rank + "奖")


def _even_rank(words: str) -> str:
    return words.translate(str.maketrans("123", "一二三")) if re.match(r"[123]等", words) else words


def _number(words: str) -> int:
    digits = re.match(r"\d+", words)
    return int(digits[0]) if digits else "零一二三四五六七八九十".find(words[:1].replace("两", "二"))


def gets(text: str, start: int, end: int) -> list[re.Match[str]]:
    """Return the verbs of winning in `text[start:end]`."""
    return list(_GET.finditer(text, start, end))


def is_unreal(clause: str) -> bool:
    """Tell a plan, a rule or an offer (力争获一等奖) from something won."""
    return bool(_UNREAL.search(clause))


def is_sum(clause: str) -> bool:
    """Tell words that make a result one of many (5名学生获, 多次获得) from one result."""
    return bool(_MANY.search(_PIECES.sub("", clause)))


def strong_event_ends(text: str) -> Iterator[int]:
    """Yield the places where names of events end in `text`."""
    yield from (match.end() for match in _EVENT_END.finditer(text))


def is_event(words: str, weak: bool = False) -> bool:
    """Tell whether `words` end like an event's name; with `weak` also like one that needs a rank beside."""
    return any(end == len(words) for end in strong_event_ends(words)) or bool(
        weak and _WEAK_END.search(words)
    )


def is_cup(words: str) -> bool:
    """Tell whether `words` are but the name of a cup: “畅享杯”."""
    return bool(_CUP.fullmatch(words))


#: The stage of a wider competition: its level is that of the place before it.
_STAGE: Final = re.compile(r"(?P<place>[\u4e00-\u9fff]{1,8}?)(?:选拔赛|赛区|分区赛|预选赛|区域赛|复赛|初赛)")
#: How far a competition reaches, said at the front of its name.
_BROAD: Final = re.compile(r"全[省市县区]|[市县区校]级|省级|省(?=[^市县区])")
_SHORT: Final = (
    ("national", re.compile(r"国赛")),
    ("provincial", re.compile(r"省赛")),
    ("municipal", re.compile(r"市赛")),
    ("school", re.compile(r"校赛|校内")),
)
_LEVEL_OF: Final = {
    "国家": "national",
    "全国": "national",
    "省": "provincial",
    "县": "county",
    "区": "county",
    "校": "school",
    "院": "school",
}


def award_level(event: str, home: str, own: bool = False) -> str | None:
    """Return the level of a competition by its name, its stage before its breadth, or None.

    `own` says that the report calls it the school's; `home` is the school's region and name.
    """
    event = event.replace("中华人民共和国", "全国")
    first = event.partition("暨")[0]
    event = first if level_of(first, home) else event
    if match := _BROAD.match(event):
        return level_of(match[0], home)
    if match := _STAGE.search(event):
        place = re.split(r"大赛|竞赛|比赛|赛", match["place"])[-1]
        if place and (level := level_of(place, home)):
            return level
    for level, pattern in _SHORT:
        if pattern.search(event):
            return level
    head, national, tail = event.partition("全国")
    # 全国 goes before a mere mention of the world (…一带一路…), but not before a region named first.
    if national and not level_of(head, home) and "世界技能大赛" not in tail:
        return "national"
    return level_of(event, home) or ("school" if own else None)


def prefix_level(words: str, home: str) -> str | None:
    """Return the level that words before a rank tell (温州市, 省级, 国家), or None."""
    match = _RANK_LEVEL.fullmatch(words)
    if not words or not match:
        return level_of(words, home) if words else None
    return level_of("市级", home) if match[1] == "市" else _LEVEL_OF[match[1]]
