"""Lists of persons in running text, with the role that each is named in: who won, who taught the winners."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final, Literal

from .. import lexicons
from ..language.mentions import Token
from ..language.persons import is_person
from .award_advisors import is_advising, leads_to_advisor

Role = Literal["student", "teacher", ""]

_STUDENT: Final = r"(?:学生|同学|学员|实习生|毕业生|选手|队员|校友)"
_TEACHER: Final = (
    r"(?:老师|教师|班主任|校长|书记|主任|教授|讲师|同志|辅导员|教练|骨干|职工|科长|处长|组长|院长|园长|大师|师傅|党员|"
    r"带头人|工程师|主席|会长|部长|干事|员工|研究生|技师)"
)
_ROLE: Final = rf"(?:{_STUDENT}|{_TEACHER})"
_ROLE_BEFORE: Final = re.compile(rf"({_STUDENT}|[班级])[：:]?$|({_TEACHER})[：:]?$")
#: Words that only a winner's name stands behind.
_WINNER_BEFORE: Final = re.compile(
    r"(?:作者|获奖者|获奖人|主创|完成人|主讲人?|得主|设计者)(?:是|为|：)?$|获奖的(?:分别)?是$"
)
#: 我校 before a name, which the segmenter may have cut across.
_OWN_BEFORE: Final = re.compile(r"我校|本校|该校|我院")
#: What may close a list of names: 等8人, 两位老师, 同学.
_TAIL: Final = re.compile(
    r"等?(?:(?:\d+|[一两二三四五六七八九十几]+)(?:[名位人]|(?=同学|学生|选手|老师|教师)))?"
    r"(?:(?P<student>同学|学生|选手|学员|队员)|(?P<teacher>老师|教师|同志))?(?!们的)"
)
#: Words and marks that a name may stand before.
_AFTER: Final = re.compile(
    rf"[，、。；：！？（）“”《》〈〉\-—·/ \d]|$|{_ROLE}|等|[一两二三四五六七八九十\d]+[名位人个]|获|荣|夺|"
    r"摘|斩|捧|拿|揽|取得|得|当选|入选|喜|勇|在|以|凭|被|的|分|参|代表|双双|均|都|也|还|同|先后|曾|力|再|又|名列|位[列居]|排名|成为|"
    r"作为|[特一二三]等奖|[金银铜][奖牌]|学校|和|与|及|跟|并|评为|入围|率|领|负责|出战|为|从|上[台榜]|一[行起同举路人并]|"
    r"组[成队合]|团[队体]|个人(?=[一二三])|指导|辅导|执教|带|主持|撰写|设计|创作|制作|完成|所|胜|表现|报送|编|率先|经|通过|最终|不负|顺利|"
    r"成功|登|晋级|说课|讲|是|由|一[队组]|来自|把|拿|同心|两位|本人|去年|今年|曾|打出|[列居](?=第)|合力|合作|搭档|联手|携手|才\d|年仅|另|则|最近|近日|近来|日前"
)
_BREAK: Final = frozenset("，、。；：！？（）“”《》〈〉-—/ >")
#: What ends the name of a class, office or department, before one of its people.
_UNITS: Final = frozenset("班级组系部室队")
_CUT_FRONT: Final = frozenset("有是由被为让把")
#: Characters that no given name has but that often follow one.
_NO_NAME: Final = re.compile(
    r"[在的获被等与从了是让把个名位这那我你他她它奖赛项级届们还又也却已仅凭夺摘斩捧揽杯说]|连冠"
)
#: A trade before a rank, not a person: 管道工|一等奖.
_TRADE: Final = re.compile(
    r"(?:工|师|员|机|械|程|术|计|修|课)(?:[特一二三四]等奖|[金银铜][奖牌]|第[一二三四五六七八九十])"
)
_TOGETHER: Final = re.compile(r"合力|合作|搭档|联手|携手|联袂")
#: What names of departments, groups and trades end with: 商贸系, 高职组, 维修工.
_UNIT_ENDS: Final = frozenset("系组班部院科处队工")
_REACH: Final = frozenset({"全国", "全省", "全市", "全县", "全区", "全校"})
#: Adverbs behind a name that given names may end with too: as words of their own they are adverbs.
_ADVERBS: Final = frozenset("均亦再曾刚都")
#: 以 behind a name, before what it was won with: 钟伟|以10秒98.
VERB_BEHIND: Final = re.compile(
    r"以(?=[\d“总优绝高第全满出排小])|[列居](?=第)|带(?=的?队|领)|"
    r"得(?=团体|个人|[特一二三]等|[金银铜]|第)|一(?=[并同起举路行])|任(?=指导|教练|领队)|[特一二三四](?=等奖)|[金银铜](?=[奖牌])"
)
#: Words that the segmenter takes for names, or that have a surname's character before.
_WORDS: Final = frozenset(
    ["师傅", "华为", "练操作", "管大局", "高素质", "全校教", "东道主", "乐团", "金工", "郎诵"]
)
_NAME_TAGS: Final = frozenset({"nr", "nrt", "nrfg", "x", "zg"})
#: Surnames that are oftener a word by themselves.
_FUNCTION_WORDS: Final = frozenset([*"和与向由但位那来应从经全都为时以能同照练要可次", "党委"])
_COMMON: Final = re.compile(
    r"荣[获膺]|同[学志]|老师|教师|学生|选手|获奖|分[别获]|先后|成[绩为]|参[加赛与]|代表"
)
_SEPARATOR: Final = re.compile(rf"(?:[、/ ]|和|与|及|以及|，)(?:我校|学校)?(?:{_ROLE}(?![、，和]))?")
#: Who wrote of it: （通讯员 甲 记者 乙）.
_REPORTER: Final = re.compile(
    r"(?:记者|通讯员|摄影|供稿|撰稿|编辑|审核|来源|图文|文/图)[^，。；）]{0,8}$|"
    r"[讯电]（$|(?:^|\n)文[：/]$"
)
_FOREIGN_NAME: Final = re.compile(
    rf"[\u4e00-\u9fff]{{1,8}}(?:[·.][\u4e00-\u9fff]{{1,8}}?)+(?={_AFTER.pattern})"
)
_BEFORE_FOREIGN: Final = re.compile(r"的|[校院奖系级]|老师|教师|学生|选手|同学|获奖者?")
_OF_ROLE: Final = re.compile(r"(?:[校院系班]|老师|教师|学生|选手|同学)的?$")
_ENDS_ROLE: Final = re.compile(rf"(?:{_BEFORE_FOREIGN.pattern})$")
WITH_HIM: Final = re.compile(r"连[\u4e00-\u9fff·]{2,8}在内")  #: 连|某某在内的五位教师
_DOT: Final = re.compile(r"(?<=[\u4e00-\u9fff])[·.](?=[\u4e00-\u9fff])")
#: One named alone in a bracket at the beginning or behind the last sentence: who wrote it.
_BYLINE: Final = re.compile(r"^（[\u4e00-\u9fff·]{2,6}）|(?<=[。！？”])（[\u4e00-\u9fff·]{2,6}）$")
_NAME_LIKE: Final = re.compile(r"[\u4e00-\u9fff]{2,3}(?=[、）；。]|和|与)")
_ROLE_BETWEEN: Final = re.compile(r"(?:同学|老师|同志)(?=[、和与])")
_ANY_ROLE: Final = re.compile(_ROLE)


@dataclass(frozen=True, slots=True)
class NameList:
    """Persons named together in `text[start:end]`, each with the role said of them.

    `advising` tells that they taught winners and are none.
    """

    start: int
    end: int
    names: tuple[str, ...]
    roles: tuple[Role, ...]
    advising: bool = False

    @property
    def role(self) -> Role:
        """The role that all share, or ""."""
        return self.roles[0] if len(set(self.roles)) == 1 else ""

    @property
    def mixed(self) -> bool:
        """Tell whether teachers and students stand side by side."""
        return {"student", "teacher"} <= set(self.roles)


@cache
def _surnames() -> tuple[frozenset[str], frozenset[str]]:
    return lexicons.surnames()


def name_lists(text: str, tokens: Sequence[Token]) -> list[NameList]:
    """Return the persons named in `text`, those listed together in one list, in order.

    `tokens` are the words of `text`. A name stands alone only where a role, the segmenter or the verb
    behind vouches for it; in a list its neighbours do.
    """
    starts = {token.start: token for token in tokens}
    found: list[NameList] = []
    text = _BYLINE.sub(lambda match: "　" * len(match[0]), text)
    done = 0
    for at in _beginnings(text, tokens):
        if at >= done and _may_begin(text, at, starts) and (one := _list_at(text, at, starts)):
            done = one.end
            if not (found and _is_sort(text, found[-1], one)):
                found.append(one)
    return found


def _is_sort(text: str, last: NameList, one: NameList) -> bool:
    """Tell what stands in a bracket behind the item of a person, a sort of it: 甲，无人机驾驶（植保）."""
    if len(one.names) > 1 or one.end - one.start != 2 or text[one.start - 1] != "（":
        return False
    return bool(re.fullmatch(r"，[^，。；：、（）]{2,12}（", text[last.end : one.start]))


def _beginnings(text: str, tokens: Sequence[Token]) -> list[int]:
    """Return the places of `text` whose characters names can begin with."""
    single, double = _surnames()
    fronts = {name[0] for name in double}
    tagged = {token.start for token in tokens if token.tag == "nr" and len(token.word) == 3}
    dots = {
        at for match in _DOT.finditer(text) for at in range(_since_role(text, match.start()), match.start())
    }
    return [
        at
        for at, char in enumerate(text)
        if char in single or at in tagged or (char in fronts and text[at : at + 2] in double) or at in dots
    ]


def _since_role(text: str, dot: int) -> int:
    """Return where a name with the `dot` inside may begin at the earliest: behind 学院的, 选手, 教师."""
    floor = max(0, dot - 8)
    last = max((match.end() for match in _BEFORE_FOREIGN.finditer(text, floor, dot)), default=floor)
    return min(last, dot - 1)


def _may_begin(text: str, at: int, starts: dict[int, Token]) -> bool:
    if _REPORTER.search(text, max(0, at - 12), at):
        return False
    if text.startswith(("荣膺", "荣获", "荣誉"), at):
        return False
    # 园林班|花蕾, 基础部|白洁: the last character of a unit begins no name.
    if text[at] in "班部组工队" and at > 0 and text[at - 1] not in _BREAK - {"）"}:
        return False
    if WITH_HIM.match(text, at):
        return False
    return (
        at == 0
        or at in starts
        or text[at - 1] in _BREAK
        or text[at - 1] in _UNITS
        or _is_cut(starts.get(at - 1))
        or bool(_ROLE_BEFORE.search(text, max(0, at - 4), at))
        or bool(_OWN_BEFORE.search(text, max(0, at - 2), at))
        or bool(_ENDS_ROLE.search(text, max(0, at - 2), at) and _FOREIGN_NAME.match(text, at))
    )


def _is_cut(word: Token | None) -> bool:
    """Tell a word that the segmenter took for a name together with the character before it: 有|叶川."""
    return word is not None and word.tag == "nr" and word.word[0] in _CUT_FRONT


def _list_at(text: str, start: int, starts: dict[int, Token]) -> NameList | None:
    role = _role_before(text, start)
    first = starts.get(start)
    inner = text[start - 1 : start] in ("、", "（")
    if not role and not inner and first and first.word in _FUNCTION_WORDS:
        return None
    # 甲同学和|机电分院: the surname is oftener a word between names.
    if first and first.word in ("和", "与") and getattr(starts.get(first.end), "tag", "") != "nr":
        return None
    names: list[str] = []
    roles: list[Role] = []
    scores: list[int] = []
    at = end = start
    while name := _name_at(text, at, starts) or (_name_like(text, at, starts) if names else None):
        names.append(name)
        roles.append(role)
        scores.append(_score(text, at, name, starts))
        end = at + len(name)
        step = _step(text, start, end)
        if step is None:
            break
        own = _ROLE_BEFORE.search(text[end:step])
        role = ("student" if own[1] else "teacher") if own else role
        at = step
    if not names or not _vouched(scores):
        return None
    end, roles = _tail(text, end, roles)
    return NameList(start, end, tuple(names), tuple(roles), is_advising(text, start, end))


def _name_at(text: str, at: int, starts: dict[int, Token]) -> str | None:
    """Return the name that begins at `at`, the longest that is followed by what may follow a name."""
    if match := _FOREIGN_NAME.match(text, at):
        return match[0]
    single, double = _surnames()
    lengths = (4, 3) if text[at : at + 2] in double else (3, 2) if text[at : at + 1] in single else ()
    word = starts.get(at)
    if not lengths and word and word.tag == "nr" and len(word.word) == 3 and text.startswith(word.word, at):
        tagged = (
            _AFTER.match(text, word.end)
            and not _TRADE.match(text, word.end - 1)
            and word.word[-1] not in _UNIT_ENDS
            and word.word[0] not in _CUT_FRONT
            and word.word not in lexicons.words("no_persons")
            and not _NO_NAME.search(word.word)
            and not _COMMON.search(word.word)
        )
        return word.word if tagged else None
    for length in lengths:
        behind = at + length
        # 王伟荣 + 获 is read as 王伟 + 荣获: the common word wins.
        verb = _COMMON.match(text, behind - 1) or VERB_BEHIND.match(text, behind - 1)
        if verb or not _AFTER.match(text, behind):
            continue
        if (
            length == 3
            and word
            and word.tag == "nr"
            and word.end == behind - 1
            and _across(text, behind, starts)
        ):
            continue  # 樊星|合力
        last = starts.get(behind - 1)
        if length == 3 and last and last.word in _ADVERBS and last.tag == "d":
            continue
        if word and word.end > behind and word.tag not in _NAME_TAGS and len(word.word) > length:
            continue
        if _has_form(text[at:behind]) and not _TRADE.match(text, behind - 1):
            return text[at:behind]
    return None


def _across(text: str, end: int, starts: dict[int, Token]) -> bool:
    """Tell whether a name that ends at `end` cuts a word of two characters or more."""
    word = starts.get(end - 1)
    return (
        word is not None
        and word.end > end
        and bool(_AFTER.match(text, end - 1) or _TOGETHER.match(text, end - 1))
    )


def _has_form(name: str) -> bool:
    if len(name) == 3 and name[-1] in _UNIT_ENDS:
        return False
    barred = (
        name in lexicons.regions()
        or name in _WORDS
        or name[:2] in _REACH
        or _NO_NAME.search(name, 1)
        or _COMMON.search(name, 1)
    )
    return not barred and is_person(name)


def _name_like(text: str, at: int, starts: dict[int, Token]) -> str | None:
    """Return what stands in a list of names as one of them, though no surname known begins it."""
    match = _NAME_LIKE.match(text, at)
    word = starts.get(at)
    if (
        not match
        or word is None
        or text[at - 1 : at] != "、"
        or (len(word.word) > 1 and word.tag not in _NAME_TAGS)
    ):
        return None
    barred = _NO_NAME.search(match[0]) or _COMMON.search(match[0]) or _ANY_ROLE.search(match[0])
    return None if barred else match[0]


def _score(text: str, at: int, name: str, starts: dict[int, Token]) -> int:
    """Return how much speaks for `name` at `at`: the segmenter, roles beside it, marks around it."""
    end = at + len(name)
    word = starts.get(at)
    score = _word_score(word, name, end)
    given = starts.get(word.end) if word and len(word.word) == 1 else None
    if given and given.end == end:
        # 张 + 博文: the given name alone is in the segmenter's dictionary; 车 + 加工 is none.
        score += (given.tag == "nr") - (given.tag in ("v", "vn"))
    if _ROLE_BEFORE.search(text, max(0, at - 4), at) and text[at - 1] not in "班级":
        score += 2
    if _ANY_ROLE.match(text, end) or leads_to_advisor(text, at):
        score += 2
    if at == 0 or text[at - 1] in _BREAK or text[at - 1] in _UNITS:
        score += 1
    if _WINNER_BEFORE.search(text, max(0, at - 8), at):
        score += 2
    if _OWN_BEFORE.search(text, max(0, at - 2), at):
        score += 1
    if _DOT.search(name) and _OF_ROLE.search(text, max(0, at - 3), at):
        score += 2
    other = word is not None and word.end == end and word.tag not in _NAME_TAGS and len(name) == 2
    alone = (
        at > 0
        and not (other and text[at - 1] == "（")
        and text[at - 1] in "；（"
        and text[end : end + 1] in ("；", "）", "。", "")
    )
    return score + 2 * alone


def _word_score(word: Token | None, name: str, end: int) -> int:
    """Return what the segmenter's word at a name's place says: a name, a part of one, or another word."""
    if word is None:
        return 0
    if word.tag == "nr" and (word.end == end or len(word.word) == 1):
        return 2
    if word.tag == "nr" and word.end == end - 1:
        return 1
    if word.end == end and word.tag not in _NAME_TAGS:
        return -2 if len(name) == 2 else -1
    return int(len(word.word) == 1)


def _vouched(scores: list[int]) -> bool:
    if len(scores) == 1:
        return scores[0] >= 2
    return max(scores) >= 2 and sum(scores) >= len(scores)


def _step(text: str, start: int, end: int) -> int | None:
    """Return where the next name of a list would begin, or None where the list ends."""
    role = _ROLE_BETWEEN.match(text, end)
    behind = role.end() if role else end
    match = _SEPARATOR.match(text, behind)
    if not match:
        return None
    if match[0].startswith("，") and text[start - 1 : start] not in ("（", "："):
        return None
    return match.end()


def _role_before(text: str, start: int) -> Role:
    match = _ROLE_BEFORE.search(text, max(0, start - 4), start)
    if not match:
        return ""
    return "student" if match[1] else "teacher"


def _tail(text: str, end: int, roles: list[Role]) -> tuple[int, list[Role]]:
    """Take in what closes a list (等8位同学) and give its role to all that have none."""
    match = _TAIL.match(text, end)
    if not match or not match[0]:
        return end, roles
    said: Role = "student" if match["student"] else "teacher" if match["teacher"] else ""
    if said and not any(roles):
        roles = [said] * len(roles)
    # 教师团队 behind a name is no tail of the list.
    return (match.end() if not text[match.end() :].startswith(("团队", "组")) else end), roles
