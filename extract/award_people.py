"""Lists of persons in running text, with the role that each is named in: who won, who taught the winners."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Final, Literal

from . import lexicons
from .mentions import Token
from .persons import is_person

Role = Literal["student", "teacher", ""]

_STUDENT: Final = r"(?:学生|同学|学员|实习生|毕业生|选手|队员|校友)"
_TEACHER: Final = r"(?:老师|教师|班主任|校长|书记|主任|教授|讲师|同志|辅导员|教练|骨干|职工|科长|处长|组长|院长|园长|大师|师傅|党员|带头人|工程师)"
_ROLE: Final = rf"(?:{_STUDENT}|{_TEACHER})"
_ROLE_BEFORE: Final = re.compile(rf"({_STUDENT}|[班级])[：:]?$|({_TEACHER})[：:]?$")
#: What may close a list of names: 等8人, 两位老师, 同学.
_TAIL: Final = re.compile(
    r"等?(?:\d+|[一两二三四五六七八九十几]+)?(?:名|位|人)?(?:(?P<student>同学|学生|选手|学员|队员)|(?P<teacher>老师|教师|同志))?(?!们的)"
)
#: Words and marks that a name may stand before.
_AFTER: Final = re.compile(
    rf"[，、。；：！？（）“”《》〈〉\-—·/ \d]|$|{_ROLE}|等|[一两二三四五六七八九十\d]+[名位人个]|获|荣|夺|摘|斩|捧|拿|揽|取得|得|当选|入选|喜|勇|在|以|凭|被|的|分|参|代表|双双|均|都|也|还|同|先后|曾|力|再|又|名列|位[列居]|排名|成为|作为|"
    r"[特一二三]等奖|[金银铜][奖牌]|学校|和|与|及|跟|并|评为|入围|率|领|负责|出战|为|从|上[台榜]|一[行起同举路人]|组[成队]|团队|指导|辅导|执教|带|主持|撰写|设计|创作|制作|完成|所|胜|表现|报送|编|率先|经|通过|最终|不负|顺利|成功|登|晋级|说课|讲"
)
_BREAK: Final = frozenset("，、。；：！？（）“”《》〈〉-—/ >")
#: Characters that no given name has but that often follow one.
_NO_NAME: Final = re.compile(r"[在的获被等与从了是让把个名位这那我你他她它奖赛项级届们]")
#: Words that the segmenter takes for names, or that have a surname's character before.
_WORDS: Final = frozenset("师傅 华为 练操作 管大局 高素质 全校教 乐团 金工 郎诵".split())
_NAME_TAGS: Final = frozenset({"nr", "nrt", "nrfg", "x", "zg"})
#: Surnames that are oftener a word by themselves.
_FUNCTION_WORDS: Final = frozenset(
    "和 与 向 由 但 位 那 来 应 从 经 全 都 为 时 以 能 由 同 照 党委 练 要 可 次".split()
)
_COMMON: Final = re.compile(
    r"荣[获膺]|同[学志]|老师|教师|学生|选手|获奖|分[别获]|先后|成[绩为]|参[加赛与]|代表"
)
_SEPARATOR: Final = re.compile(rf"(?:[、/ ]|和|与|及|以及|，)(?:我校|学校)?(?:{_ROLE}(?![、，和]))?")
#: Who wrote of it: （通讯员 甲 记者 乙）.
_REPORTER: Final = re.compile(r"(?:记者|通讯员|摄影|供稿|撰稿|编辑|审核|来源|图文|文/图)[^，。；）]{0,8}$")
_ADVISOR_BEFORE: Final = re.compile(
    r"(?<!优秀)(?<!杰出)(?<!最佳)(?:指导|辅导)(?:教师|老师|教练)(?:分别)?(?:是|为|有|由)?[：:]?$|(?<!优秀)(?:教练|指导|辅导|执教)[：:]$"
)
_ADVISOR_AFTER: Final = re.compile(
    r"(?:的)?(?:悉心|精心|共同|联合|倾力|耐心)?(?:指导|辅导|带教)(?!教师|老师|委员|思想|意见|中心|性)|(?:担任|任|为)?(?:指导|辅导)(?:教师|老师)(?!奖|称号|获|荣|[、，]?优秀)"
)


@dataclass(frozen=True, slots=True)
class NameList:
    """Persons named together: `text[start:end]` with the roles around; `advising` tells teachers of winners."""

    start: int
    end: int
    names: tuple[str, ...]
    roles: tuple[Role, ...]
    advising: bool = False
    places: tuple[int, ...] = field(default=())

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
    at = 0
    while at < len(text):
        one = _list_at(text, at, starts) if _may_begin(text, at, starts) else None
        if one is None:
            at += 1
            continue
        found.append(one)
        at = one.end
    return found


def _may_begin(text: str, at: int, starts: dict[int, Token]) -> bool:
    single, double = _surnames()
    tagged = (word := starts.get(at)) is not None and word.tag == "nr" and len(word.word) == 3
    if not (tagged or text[at] in single or text[at : at + 2] in double or "·" in text[at + 1 : at + 8]):
        return False
    if _REPORTER.search(text, max(0, at - 12), at):
        return False
    return (
        at == 0
        or at in starts
        or text[at - 1] in _BREAK
        or bool(_ROLE_BEFORE.search(text, max(0, at - 4), at))
    )


def _list_at(text: str, start: int, starts: dict[int, Token]) -> NameList | None:
    names: list[str] = []
    places: list[int] = []
    roles: list[Role] = []
    scores: list[int] = []
    at = start
    role = _role_before(text, start)
    end = start
    if (
        not role
        and text[start - 1 : start] not in ("、", "（")
        and (first := starts.get(start))
        and first.word in _FUNCTION_WORDS
    ):
        return None
    while name := _name_at(text, at, starts) or (_name_like(text, at, starts) if names else None):
        names.append(name)
        places.append(at)
        scores.append(_score(text, at, name, starts))
        end = at + len(name)
        roles.append(role)
        step = _step(text, start, end)
        if step is None:
            break
        own = _ROLE_BEFORE.search(text[end:step])
        role = ("student" if own[1] else "teacher") if own else role
        at = step
    if not names or not _vouched(scores):
        return None
    end, roles = _tail(text, end, roles)
    return NameList(start, end, tuple(names), tuple(roles), _advising(text, start, end), tuple(places))


def _name_at(text: str, at: int, starts: dict[int, Token]) -> str | None:
    """Return the name that begins at `at`, the longest that is followed by what may follow a name."""
    if match := re.compile(r"[\u4e00-\u9fff]{1,8}(?:·[\u4e00-\u9fff]{1,8})+").match(text, at):
        return match[0]
    single, double = _surnames()
    lengths = (4, 3) if text[at : at + 2] in double else (3, 2) if text[at : at + 1] in single else ()
    word = starts.get(at)
    if (
        not lengths
        and word
        and word.tag == "nr"
        and len(word.word) == 3
        and _AFTER.match(text, word.end)
        and not _NO_NAME.search(word.word)
        and not _COMMON.search(word.word)
    ):
        return word.word
    for length in lengths:
        name = text[at : at + length]
        if (
            len(name) < length
            or name in lexicons.regions()
            or name in _WORDS
            or _NO_NAME.search(name, 1)
            or not is_person(name)
            or _COMMON.search(name, 1)
        ):
            continue
        behind = at + length
        if not _AFTER.match(text, behind):
            continue
        # 王伟荣 + 获 is read as 王伟 + 荣获: the common word wins.
        if _COMMON.match(text, behind - 1):
            continue
        if word and word.end > behind and word.tag not in _NAME_TAGS and len(word.word) > length:
            continue
        return name
    return None


def _name_like(text: str, at: int, starts: dict[int, Token]) -> str | None:
    """Return what stands in a list of names as one of them, though no surname known begins it."""
    match = re.compile(r"[\u4e00-\u9fff]{2,3}(?=[、）；。]|和|与)").match(text, at)
    word = starts.get(at)
    if (
        not match
        or word is None
        or text[at - 1 : at] != "、"
        or (len(word.word) > 1 and word.tag not in _NAME_TAGS)
        or _NO_NAME.search(match[0])
    ):
        return None
    return None if _COMMON.search(match[0]) or re.search(_ROLE, match[0]) else match[0]


def _score(text: str, at: int, name: str, starts: dict[int, Token]) -> int:
    end = at + len(name)
    word = starts.get(at)
    score = 0
    if word and word.tag == "nr" and (word.end == end or (len(word.word) == 1 and end - at > 1)):
        score += 2
    elif word and word.tag == "nr" and word.end == end - 1:
        score += 1
    elif word and word.end == end and word.tag not in _NAME_TAGS:
        score -= 2 if len(name) == 2 else 1
    elif word and len(word.word) == 1:
        score += 1
    score += 2 * bool(
        _ROLE_BEFORE.search(text, max(0, at - 4), at) and not text[max(0, at - 1) : at] in "班级"
    )
    score += 2 * bool(re.compile(_ROLE).match(text, end))
    begins = at == 0 or text[at - 1] in _BREAK or text[at - 1] in "班级"
    score += begins + 2 * (
        begins and text[end : end + 1] in ("；", "）", "。", "") and at > 0 and text[at - 1] in "；（"
    )
    score += 2 * bool(_ADVISOR_BEFORE.search(text, max(0, at - 12), at))
    return score


def _vouched(scores: list[int]) -> bool:
    if len(scores) == 1:
        return scores[0] >= 2
    return max(scores) >= 2 and sum(scores) >= len(scores)


def _step(text: str, start: int, end: int) -> int | None:
    """Return where the next name of a list would begin, or None where the list ends."""
    role = re.compile(rf"(?:同学|老师|同志)(?=[、和与])").match(text, end)
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


def _advising(text: str, start: int, end: int) -> bool:
    before = (
        re.sub(r"(?:我校|学校|由|老师|教师)+$", "", text[max(0, start - 12) : start])
        if not _ADVISOR_BEFORE.search(text[max(0, start - 12) : start])
        else text[max(0, start - 12) : start]
    )
    return bool(_ADVISOR_BEFORE.search(before) or _ADVISOR_AFTER.match(text, end))
