"""What is an organisation's name, and what only says of which sort it is."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import Final

from .. import lexicons
from ..language.places import places_in
from ..language.terms import TermRuns

MIN_LENGTH: Final = 3
MAX_LENGTH: Final = 40
_LONGEST_ENDING: Final = 12
_HONOUR_WORDS: Final = re.compile(
    r"示范|特色|重点|先进|文明|优秀|星级|规范化|试点|现代化|改革|首批|平安|绿色|达标|高水平|标兵|模范|最佳|十佳|百强|双高|一流|"
    r"标杆|典型|名牌|清廉|公立|传承|工程项目$|合作项目|第[一二三四五\d]+届|第[一二三四五\d]+批"
)
#: Words before 集团 and 联盟 that make no name of it.
_NO_GROUP: Final = re.compile(r"产学研|峰会|^[4-9]|发挥|利用|借助|暨|集团化|命运|学习|专业|教师|区域")
#: What a group is selected as is no name of one: 教育部第二批示范性|职业教育集团.
_SELECTED: Final = re.compile(r"第[一二三四五六七八九十\d]+批")
#: Words before 学校 and the like that belong to a sentence about schools.
_ABOUT_SCHOOLS: Final = re.compile(
    r"学校|办学|发挥|改进|时代|各[级类]|招生|我国|全面|开展|建设|培养|合格|生源|对接|成为|打造|创办"
)
_NAMED_BEFORE_TRADE: Final = re.compile(r"[^，]{2,8}(?:职业|技工|教育)")
#: Where a school's own part ends and its sort begins: 甲乙|职业学校, 甲乙|第一中学.
_SORT_OF_SCHOOL: Final = re.compile(r"职业|技工|技师|高级|中等|高等|实验|师范|中心|第[一二三四五六七八九十]")
#: Behind 某市中等职业学校 these make it all schools of the sort there.
_SORT_BEHIND_PLACE: Final = re.compile(r"(?:中职|高职|职业教育|职业)$")
_OF_ALL_SCHOOLS: Final = re.compile(
    r"教师|学生|师生|班主任|技能|职业能力|德育|思政|优秀|教学|文明|信息化|创新|校园|艺术节|体育|运动会|足球|课程|学业|专业|"
    r"招生|建设|办学|民族|示范|现代化|星级|标准|智慧|实训|信息|品牌|特色|骨干|重点|优质|精品|名专业"
)
_ALL_SCHOOLS: Final = frozenset(
    {
        "中等职业学校",
        "职业学校",
        "学校",
        "中等专业学校",
        "技工学校",
        "高等学校",
        "小学",
        "中学",
        "幼儿园",
        "高中",
    }
)
_TOWN: Final = re.compile(r"[镇乡]|街道|办事处|社区")
_LEADING_REGION: Final = re.compile(r"[\u4e00-\u9fff]{0,3}[省市县区旗镇乡]")
#: Bodies whose branches are named behind them: 某某协会|某某分会, 某某有限公司|炼铁厂.
_PARENT: Final = re.compile(r"协会|学会|商会|联合会|研究会|促进会|有限公司")
_ONE_NUMBER: Final = re.compile(r"\d|[一二三四五六七八九十百千万两多几数余]")
#: Endings that are common words, and what before them is no name.
_HOUSES: Final = frozenset({"公司", "酒店", "宾馆", "饭店", "景区", "庄园", "山庄", "门店"})
_COMMON: Final = _HOUSES | {"学校", "大学", "中学", "小学", "集团"}
_FUNCTION_WORDS: Final = frozenset("同与和跟把给被向从由起到在进入该本各")
#: 市人民医院, 县总工会, 区残联, 机关幼儿园: told apart in their own region.
_LOCAL_CORES: Final = frozenset({"机关", "市", "区", "县"})
_LOCAL_KINDS: Final = frozenset({"association", "kindergarten", "other", "hospital", "media"})
#: A county's school that its reports name without the county: 县第二中学, 区实验小学, 市特殊教育学校.
_LOCAL_SCHOOL: Final = re.compile(
    r"[市县区旗](?:(?:第?[一二三四五六七八九十]{1,2}|实验|特殊教育)(?:高级)?(?:中学|小学|学校)|"
    r"(?:卫生|体育|教师进修|特教)学校|成人(?:中等专业学校|中专)|电大)"
)
#: And of its associations the trade: 县物流|协会; 市级行业|协会 says none.
_LOCAL_TRADE: Final = re.compile(r"[市县区旗](?![级直属内外域])[一-鿿]{2,6}")
_BRACKET_INSIDE: Final = re.compile(r"（[^（）]*）")
#: Parts of legal forms, and trades that no lexicon has, before the ending of a name.
_LEGAL_PARTS: Final = (
    "股份",
    "集团",
    "控股",
    "有限",
    "责任",
    "航空",
    "钢铁",
    "电动工具",
    "能源",
    "环保",
    "智能",
)
_BRACKET: Final = re.compile(r"（[^）]*）$")
_REMEMBERED: Final = 8192  #: names, which reports share: those of partners above all
_OF_PEOPLE: Final = frozenset({"school", "hospital", "kindergarten"})


@lru_cache(_REMEMBERED)
def kind_of(name: str) -> str:
    """Return the partner kind that the ending of `name` tells, or "enterprise" for trade words, else ""."""
    name = _BRACKET.sub("", name) if name.endswith("）") else name
    for length in range(min(len(name), _LONGEST_ENDING), 0, -1):
        if ending := lexicons.endings().get(name[-length:]):
            return ending.kind
    return ""


@lru_cache(_REMEMBERED)
def says_only_kind(words: str) -> bool:
    """Tell whether `words` are made of words of kind alone (全国重点, 示范性), which name nothing."""
    return _kind_words().covers(words) or (words.endswith("学") and _kind_words().covers(words[:-1]))


#: Trades before an ending that make any firm of it: 制药|厂, 汽车维修|公司.
ANY_TRADE: Final = frozenset(
    re.split(
        " ",
        "汽车维修 汽车修理 汽修 旅游 制药 印刷 服装 食品 电子 机械 化工 建筑 家具 玩具 美容 美发 家政 "
        "保险 装修",
    )
)


@lru_cache(_REMEMBERED)
def says_only_trade(words: str) -> bool:
    """Tell whether `words` before a legal form hold no own part: trades, a place in brackets, a bare form."""
    if not words or words[0] in "（(":
        return bool(words)
    return _trade_words().covers(_BRACKET_INSIDE.sub("", words))


@cache
def _trade_words() -> TermRuns:
    trades = {one.text for one in lexicons.endings().values() if one.strength == "trade"}
    return TermRuns({*trades, *lexicons.words("firm_trades"), *_LEGAL_PARTS})


@cache
def _kind_words() -> TermRuns:
    return TermRuns(lexicons.words("generic_words"))


def has_place(words: str) -> bool:
    """Tell whether `words` hold the name of a region, or begin in the form of one."""
    return (
        any(True for _ in places_in(words))
        or bool(_LEADING_REGION.match(words))
        or any(words.startswith(country) for country in lexicons.words("countries"))
    )


@lru_cache(_REMEMBERED)
def is_name(name: str, core: str, kind: str, ending: str) -> bool:
    """Tell a name from a kind of thing: its own part must say more than what sort it is.

    `core` is what stands before `ending` in `name`; `kind` is the partner kind that the ending tells.
    """
    core = core.strip("·- ")
    if not _measures_up(name, core) or _points_at(core, ending) or _says_nothing(core, ending):
        return False
    if says_only_kind(core) and not (ending == "幼儿园" and core in ("实验", "中心")):
        return _is_local(name, core, kind, ending)
    if core[0] in "市县区省旗" and (kind in _LOCAL_KINDS or _LOCAL_SCHOOL.fullmatch(name)):
        return len(name) >= 4
    if not _fits_kind(core, kind):
        return False
    return _is_full(core, ending) and (kind not in _OF_PEOPLE or len(core) >= 2)


def _is_full(core: str, ending: str) -> bool:
    """Tell whether a short ending (局, 厂) has before it a place or a parent, as it must to name one."""
    known = lexicons.endings().get(ending)
    if not known or known.strength != "short":
        return True
    return len(core) >= 2 and (has_place(core) or bool(_TOWN.search(core) or _PARENT.search(core)))


def _points_at(core: str, ending: str) -> bool:
    """Tell words that point at a body or join two words: 该|公司, 智能化|工厂."""
    if core.startswith(("该", "本", "各", "此")) and len(core) <= 3:
        return True
    return ending.startswith("化工") and says_only_kind(core + "化")


def _is_local(name: str, core: str, kind: str, ending: str) -> bool:
    """Tell a body of the school's own county that is named without it (县总工会, 县第二中学)."""
    if _LOCAL_SCHOOL.fullmatch(name) or (kind == "association" and _LOCAL_TRADE.fullmatch(core)):
        return True
    return core in _LOCAL_CORES and (kind in _LOCAL_KINDS or kind == "government") and len(ending) >= 2


def _says_nothing(core: str, ending: str) -> bool:
    """Tell what before 酒店 or 公司 names none: words that end so (我系同), one character, a place."""
    if core in lexicons.words("countries"):
        return ending in _COMMON
    if ending not in _HOUSES:
        return False
    if core in lexicons.regions():
        return ending == "公司"
    return len(core) < 2 or (core[-1] in _FUNCTION_WORDS and not has_place(core))


def names_all_schools(core: str, ending: str, behind: str) -> bool:
    """Tell the schools of a sort in a region (某市中等职业学校|教师技能大赛) from one; `behind` follows."""
    region = lexicons.regions().get(_SORT_BEHIND_PLACE.sub("", core))
    if ending not in _ALL_SCHOOLS or region is None or region.level not in ("province", "prefecture"):
        return False
    return bool(_OF_ALL_SCHOOLS.match(behind))


def _measures_up(name: str, core: str) -> bool:
    if (
        not core
        or "某" in core
        or not MIN_LENGTH <= len(name) <= MAX_LENGTH
        or name.endswith(("农村", "乡村", "挂钩村", "帮扶村", "联系村", "结对村", "示范村", "贫困村"))
    ):
        return False
    return len(core) > 1 or not _ONE_NUMBER.match(core)


def _fits_kind(core: str, kind: str) -> bool:
    if kind == "group":
        return not (_NO_GROUP.search(core) or _SELECTED.search(core))
    if kind == "government":
        return "红旗" not in core
    if kind == "school":
        return not _HONOUR_WORDS.search(core) and _school_named(core)
    return True


def _school_named(core: str) -> bool:
    """Tell a school's name from words about schools: it has a place or a proper part of its own."""
    if _ABOUT_SCHOOLS.search(core):
        return bool(_NAMED_BEFORE_TRADE.match(core)) and any(True for _ in places_in(core[:4]))
    if any(start <= 2 for start, _, _ in places_in(core)):
        return True
    head = _SORT_OF_SCHOOL.split(core, maxsplit=1)[0]
    return len(head) >= 2 and not says_only_kind(head)
