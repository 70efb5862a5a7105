"""The parts of a line of results put together: what each result of them has, in whatever order they stand."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from .award_events import event_between
from .award_line_atoms import Name, Part, is_hard, is_like_name
from .award_view import is_placed
from .award_words import strong_event_ends

_UNIT: Final = re.compile(
    r".*(?:系|专业部|教学部|学部|班|\d级|年级|处|科|教研室|学院|学校|职教中心|中专|技校|校区|同学|组队)|[\u4e00-\u9fff]{2,8}部|.*专业"
)
_IGNORED: Final = re.compile(
    r"[\d.．、\-—/年月日]*|(?:个人|团体|团队|集体|单项|双人|项目)(?:赛|奖|组)?|[中高]职组?|(?:中等|高等)职业(?:学校|院校)?组?|本科组|"
    r"第.{1,2}组|[A-Z甲乙丙]组|(?:获奖)?名单|获奖"
)
_KIND: Final = re.compile(
    r"(?:(?P<student>学生)|(?P<teacher>教师|教工|职工|老师))(?:组|类|队|个人|赛|团体|项目|部分|获奖|名单|作品)*"
)
_LEVEL: Final = re.compile(r"(?:国家|省|市|县|区|校|院)(?:部)?级|全[国省市区县]|国赛|省赛|市赛|校赛")
_YEAR: Final = re.compile(r"(?<!\d)((?:19|20)\d\d)(?=年|学年|[-./]|$)")
#: Remarks beside a name that are no item: a class, a place, a count, a school.
_NO_ITEM: Final = re.compile(
    r"班|\d级|专业|学校|学院|全[国省市]|第.{1,2}名?|总分|\d+分|^[男女左右师生]$|队长|校友|教师|学生|老师|组长|主讲|"
    r"\d[人岁]|(?:系|部|院|奖)$"
)
_ITEM_TAIL: Final = re.compile(r"(?<=.)(?:赛项|项目|比赛)$")
#: What a rank brings rather than what it was won in: 手机一部, 奖金500元.
_GOODS: Final = re.compile(r"[一二两三\d][部台个份张副只套本元]|元$|券$|证书|奖[金品]|空缺")
_ITEM: Final = 4  #: characters of an item that can't be a name
_WINNING: Final = ("student", "teacher", "names")  # labels behind which winners stand
_WINNERS: Final = ("names", "work", "team", "school")


@dataclass(slots=True)
class Entry:
    """One result of a line, `start` to `end` in its text; what the line leaves to those above is empty.

    `leading` tells that its rank stands before its winners, so that it may go on behind ；, `item_first` that
    the item stands before rank or winners, so that it may hold for those behind it, `listed` that items are
    listed alone.
    """

    start: int = 0
    end: int = 0
    rank: str = ""
    prefix: str = ""
    item: str = ""
    item_first: bool = False
    names: tuple[Name, ...] = ()
    teams: tuple[str, ...] = ()
    school: str = ""
    work: bool = False
    advisors: tuple[str, ...] = ()
    same_advisors: bool = False
    kind: str = ""
    event: str = ""
    own_event: bool = False
    level: str = ""
    year: int | None = None
    leading: bool = False
    counted: bool = False
    listed: bool = False

    @property
    def won(self) -> bool:
        """Whether it tells who won, or with what work."""
        return bool(self.names or self.teams or self.school or self.work)

    @property
    def told(self) -> bool:
        """Whether it tells anything."""
        return self.won or bool(self.item or self.advisors or self.same_advisors or self.event or self.kind)


def entries_of(parts: Sequence[Part], home: str) -> list[Entry]:
    """Return the results that the parts between two ； tell, in order; some have no rank of their own.

    `home` is the school's region and name, by which competitions tell how far they reach.
    """
    ranks = [at for at, part in enumerate(parts) if part.kind == "rank"]
    if not ranks:
        return _gathered(parts, home)
    before = any(part.kind in _WINNERS for part in parts[: ranks[0]])
    closing = before or (ranks[0] > 0 and not any(part.kind in _WINNERS for part in parts))
    stops = [*ranks[1:], len(parts)]
    found: list[Entry] = []
    if closing:
        at = 0
        for place, stop in zip(ranks, stops, strict=True):
            behind = _taught_behind(parts, place + 1, stop)
            told = [*parts[at:place], *_taught(parts[place + 1 : behind])]
            group = _gathered(told, home)
            for one in group or [Entry()]:
                if found and one.item and not one.won and not one.advisors:
                    # 甲：护理二等奖、珠算三等奖: the winner of the item before.
                    one.names = found[-1].names
                found.append(_ranked(one, parts[place], False))
            at = behind
        return found
    head = next(iter(_gathered(parts[: ranks[0]], home)), Entry())
    for place, stop in zip(ranks, stops, strict=True):
        end = _before_rank(parts, stop) if head.item and stop < len(parts) else stop
        listed = parts[place + 1 : end]
        for one in _items(listed) or _gathered(listed, home, known=bool(head.item)) or [Entry()]:
            one.item_first = False
            found.append(_ranked(_under(head, one), parts[place], True))
        head = next(iter(_gathered(parts[end:stop], home)), head)
    return found


def _items(parts: Sequence[Part]) -> list[Entry]:
    """Return the results of items listed alone behind a rank (二等奖：护理技能、会计技能), else []."""
    listed = len(parts) > 1 and all(part.kind == "words" for part in parts) and "：" in parts[0].mark
    if not listed or any(part.mark.strip() != "、" for part in parts[1:]):
        return []
    words = [bare_item(part.text) for part in parts]
    if any(len(one) < _ITEM or _GOODS.search(one) or _is_beside(one) for one in words):
        return []
    return [Entry(item=one, listed=True) for one in words]


def _before_rank(parts: Sequence[Part], stop: int) -> int:
    """Return where the words before the rank at `stop` begin that tell its item: 甲，护理|二等奖."""
    at = stop
    while parts[at - 1].kind in ("words", "break"):
        at -= 1
    return at


def _ranked(one: Entry, rank: Part, leading: bool) -> Entry:
    one.rank, one.prefix, one.leading, one.counted = rank.text, rank.prefix, leading, rank.counted
    return one


def _under(head: Entry, one: Entry) -> Entry:
    """Let a result take over what is told before the rank of its line."""
    if head.item and not one.item:
        one.item, one.item_first = head.item, True
    one.kind, one.level = one.kind or head.kind, one.level or head.level
    one.event, one.own_event = one.event or head.event, one.own_event or head.own_event
    one.year = one.year or head.year
    return one


def _taught_behind(parts: Sequence[Part], at: int, stop: int) -> int:
    """Return where what belongs to a rank behind its winners ends: advisors, or all where no rank follows."""
    if stop == len(parts):
        return stop
    if at < stop and parts[at].kind == "label" and parts[at].text == "advisors":
        return min(at + 2, stop)
    return at


def _taught(parts: Sequence[Part]) -> list[Part]:
    """Return what stands behind a rank that closes; names alone there are those of teachers."""
    alone = len(parts) == 1 and parts[0].kind == "names"
    return [Part("label", "advisors"), *parts] if alone else list(parts)


def _gathered(parts: Sequence[Part], home: str, *, known: bool = False) -> list[Entry]:
    """Return what parts without a rank tell, by result: a new one begins where a role comes again.

    `known` tells that the item stands elsewhere.
    """
    found: list[Entry] = []
    one, mode = Entry(), ""
    for at, part in enumerate(parts):
        advised = at + 1 < len(parts) and parts[at + 1].text == "advised"
        # 护理技能 | 甲 乙 | 丙: the column behind the winners' is their teachers'.
        beside = part.kind == "names" and is_hard(part.mark) and parts[at - 1].kind == "names" and at > 0
        advised = advised or (beside and bool(one.names) and (known or bool(one.item)) and mode == "")
        repeats = (
            (
                part.kind == "names"
                and (mode != "names" or one.advisors)
                and mode != "advisors"
                and not advised
                and one.names
                and (one.item or one.advisors)
            )
            or (part.kind == "work" and one.work)
            or (
                part.kind == "words" and one.item and one.names and not one.work and not _is_beside(part.text)
            )
        )
        if repeats:
            found.append(one)
            one = Entry()
        if part.kind == "label":
            mode = part.text
            one.kind = part.text if part.text in ("student", "teacher") else one.kind
            continue
        if part.kind == "names" and mode == "leader":
            continue
        won = one.names or one.teams or not is_hard(part.mark)
        if part.kind == "names" and (advised or (mode == "advisors" and (won or not one.advisors))):
            one.advisors += tuple(name.name for name in part.names)
            continue
        if part.kind == "same":
            one.same_advisors = mode == "advisors"
        elif part.kind == "names":
            one.names += part.names
        elif part.kind == "work":
            one.item, one.work = part.text, True
        elif part.kind == "team":
            one.teams += (part.text,)
        elif part.kind == "school":
            one.school = part.text
        elif part.kind == "words":
            _take_words(one, part, home, mode)
        mode = "" if part.kind != "break" else mode
    if one.told:
        found.append(one)
    return [each for whole in found for each in _by_remarks(whole)]


#: Words beside a rank that say how many won it: 四个赛项均为, 共五所院校.
_TALK: Final = re.compile(
    r"^共?(?:\d+|[一二两三四五六七八九十]+)个?[个所支家](?:赛项|项目|院校|学校|单位|代?表?队)|(?:均|都)(?:为|是)$"
)


def _is_beside(words: str) -> bool:
    return bool(_UNIT.fullmatch(words) or _IGNORED.fullmatch(words) or _LEVEL.fullmatch(words))


def _take_words(one: Entry, part: Part, home: str, mode: str) -> None:
    """Take in words that are an item, a competition, a level, a group of competitors, or of no matter.

    Behind the label `mode` of winners they may be a name, one of an uncommon surname.
    """
    if mode in _WINNING and part.remark and is_like_name(part.text):
        one.names += (Name(part.text, "", part.remark),)
        return
    words = part.text.strip("“”")
    if kind := head_kind(words):
        one.kind = kind
        return
    if year := _YEAR.match(words):
        one.year = int(year[1])
    if _LEVEL.fullmatch(words):
        one.level = words
        return
    end = max(strong_event_ends(words), default=0)
    event = event_between(words, 0, end) if end else None
    if event and event.name and not event.weak and is_placed(event, home):
        one.event, one.own_event = event.name, event.own
        words = words[end:]
    if one.item and not one.names and not one.work and is_like_name(words):
        one.names = (Name(words),)
    elif words and not (one.item or _is_beside(words) or len(words) < 2):
        if _TALK.search(words):
            return
        words = bare_item(words)
        one.item = f"{words}（{part.remark}）" if part.remark else words
        one.item_first = not one.names


def bare_item(words: str) -> str:
    """Return the name of a 赛项 without that word and without quotation marks."""
    words = _ITEM_TAIL.sub("", words).strip("“”")
    return words[: words.index("（")] if words.count("（") > words.count("）") else words


def _by_remarks(one: Entry) -> list[Entry]:
    """Return a result as several where remarks tell the item of each winner: 甲、乙（护理）、丙（药剂）."""
    told = [name for name in one.names if len(name.remark) >= 2 and not _NO_ITEM.search(name.remark)]
    if one.item or not told or one.names[-1] not in told:
        return [one]
    found: list[Entry] = []
    held: list[Name] = []
    for name in one.names:
        held.append(name)
        if name in told:
            found.append(replace(one, names=tuple(held), item=name.remark))
            held = []
    return found


def head_kind(words: str) -> str:
    """Return whom words say the rows beside or below to be of (学生组, 教师获奖): student, teacher, or ""."""
    kind = _KIND.fullmatch(words)
    return "" if not kind else "student" if kind["student"] else "teacher"
