"""What marks part in a line of results: labels, names with their remarks, works, teams and other words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from ..language.persons import is_person
from .award_people import Role

PartKind = Literal["rank", "names", "work", "label", "words", "team", "school", "same", "break"]


@dataclass(frozen=True, slots=True)
class Name:
    """A person named in a line, with the role and the remark beside the name (class, place, item)."""

    name: str
    role: Role = ""
    remark: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a line, `text` as it stands there but for remarks.

    A rank has what stands before it in `prefix` (团体, 省级), `counted` where it counts (一等奖3项), and
    `verb` where 获 leads to it. A label says in `text` what follows: "advisors", "student", "teacher",
    "names", "item", "leader" (领队), "apart" (个人赛), "rank"; "advised" says it of the names before. `mark`
    parts it from the part before.
    """

    kind: PartKind
    text: str
    names: tuple[Name, ...] = ()
    prefix: str = ""
    remark: str = ""
    counted: bool = False
    verb: bool = False
    mark: str = ""


_BRACKETED: Final = re.compile(r"《[^》]{1,60}》|（(?:[^（）]|（[^（）]*）){0,40}）")
_QUOTED: Final = re.compile(r"“[^”]{1,40}”")
#: What stands in brackets and quotes for the search of marks and ranks.
_MASK: Final = "\ue000"
_QUOTE_MASK: Final = "\ue001"
_MASKED: Final = re.compile(f"{_MASK}+")
_MARKS: Final = re.compile(r"\s*(?:——?|→|-?->|=>|[：:、，,|｜/／+＋>—-]|\s)\s*(?:(?:——?|→|[：:|｜])\s*)?")
#: Between letters these part nothing: CAD/CAM, C++, 1+X.
_WITHIN: Final = re.compile(r"(?<=[A-Za-z0-9])[/+＋ -](?=[A-Za-z0-9+])")
_LISTING: Final = frozenset(("、", "", "/", "／", "和", "+", "＋", ","))
_HARD: Final = frozenset(("|", "｜", "→", "——", ">"))
_BREAKS: Final = frozenset(("：", ":", "→", "——", "—"))
_LABELS: Final[tuple[tuple[str, re.Pattern[str]], ...]] = (
    (
        "advisors",
        re.compile(
            r"(?:技术)?(?:指导|辅导|带队)(?:教师|老师|教练|人)?(?:是|为)?|(?:主|总)?教练员?|导师|执教"
        ),
    ),
    ("student", re.compile(r"(?:参赛|获奖)?(?:学生|同学|学员|选手)(?:姓名|名单|队)?|参赛人员")),
    (
        "teacher",
        re.compile(r"(?:参赛|获奖)?(?:教师|老师)(?:姓名|名单|队)?|主讲(?:教师|人)?|授课教师"),
    ),
    (
        "names",
        re.compile(
            r"(?:团队|小组|项目|课题组?)?(?:作者|成员|队员|组员|姓名|演员|表演者|主创|完成人|获奖者|获奖人员?|参赛者|负责人|主持人|申报人|由)"
        ),
    ),
    (
        "item",
        re.compile(
            r"(?:参赛|比赛|竞赛|获奖)?(?:项目|赛项|作品|节目|课题|曲目|题目|组别|科目)(?:名称)?|"
            r"论文|微课|课件|案例|说课|征文|教案|课例|教学设计"
        ),
    ),
    ("leader", re.compile(r"(?:总)?领队(?:教师|老师)?|裁判(?:员|长)?|带队领导")),
    ("apart", re.compile(r"(?:个人|团体|团队|双人)(?:赛|项目)?")),
    ("rank", re.compile(r"(?:获奖|比赛)?(?:奖项|奖次|等次|等级|成绩|名次|结果)|荣?获|获得")),
)
_ANY_LABEL: Final = re.compile("|".join(pattern.pattern for _, pattern in _LABELS))
_SAME: Final = frozenset(("同上", "同前"))
_ADVISING: Final = re.compile(r"(?:指导|辅导|带队)(?:教师|老师|教练)?[：: ]?|教练[：: ]?")
_ADVISED: Final = re.compile(r"(?:[两二三]位)?(?:老师|教师)?(?:共同|联合)?(?:指导|辅导)$|执教$")
#: A class or department right before one of its people: 护理1班甲.
_OF_UNIT: Final = re.compile(r".{1,12}?(?:\d班|\d级|系|专业|学院|学校|部)(?=[\u4e00-\u9fff·]{2,8}$)")
_NAME_TAIL: Final = re.compile(
    r"等?(?:\d+|[一两二三四五六七八九十]+)?[人名位]?(?:(?P<student>同学|学生|选手)|(?P<teacher>老师|教师))$|"
    r"等(?:\d+|[一两二三四五六七八九十]+)?[人名位]?$|(?:组队|搭档|合作)$"
)
_TEAM: Final = re.compile(
    r"[^，]{1,18}(?:代表队|团队|战队|队|小组|合唱团|舞蹈团|乐团|艺术团|社团?|(?<!领航)班)"
)
_SCHOOL: Final = re.compile(
    r"(?:我|本|该)?(?:学?校|院)|学院|[\u4e00-\u9fff]{3,20}(?:学校|学院|职教中心|技校|职高|中专)"
)
#: Words of a trade that have the form of a name: 电工, 车工组.
_TRADE: Final = re.compile(r"[机械工程术计修用理学课剪组类艺贸法务赛项师员奖系部班级科画字影片案车焊]$")
_LATIN_NAME: Final = re.compile(r"[\u4e00-\u9fff]{2,8}(?:[·.•][\u4e00-\u9fff]{1,8})+")
_ROLES: Final[dict[str, Role]] = {
    "师": "teacher",
    "教师": "teacher",
    "老师": "teacher",
    "学生": "student",
    "生": "student",
}


def is_hard(mark: str) -> bool:
    """Tell a mark of columns, behind which others are named than before."""
    return "\t" in mark or mark.strip() in _HARD


def masked(words: str) -> str:
    """Return `words` with works, brackets and quoted words covered up, each character by one."""
    covered = _BRACKETED.sub(lambda match: _MASK * len(match[0]), words)
    return _QUOTED.sub(lambda match: "“" + _QUOTE_MASK * (len(match[0]) - 2) + "”", covered)


def atoms(words: str, cover: str) -> Iterator[Part]:
    """Yield the parts of a stretch without ranks, each with the mark before; `cover` is it masked."""
    cuts = [match.span() for match in _MARKS.finditer(cover) if not _WITHIN.match(cover, match.start())]
    at, mark = 0, ""
    for left, right in [*cuts, (len(words), len(words))]:
        if words[at:left].strip():
            yield from _atom(words[at:left], cover[at:left], mark)
            mark = ""
        mark = (mark + words[left:right]).strip() or mark or words[left:right]
        at = right
    if mark.strip() in _BREAKS:
        yield Part("break", mark.strip())


def inside(remark: str) -> list[Part]:
    """Return what a remark in brackets tells of persons (指导教师：丙; 甲、乙), [] where it tells else."""
    led = _ADVISING.match(remark)
    names = [one for one in _MARKS.split(remark[led.end() :] if led else remark) if one]
    if remark in _ROLES or not names or not all(_name(one, "") for one in names):
        return []
    return listed(list(atoms(remark, remark)))


def _atom(words: str, cover: str, mark: str) -> Iterator[Part]:
    """Yield the parts of what no mark parts: words or a name, a remark behind them, a work, and the rest."""
    place = _MASKED.search(cover)
    held = _BRACKETED.match(words, place.start()) if place else None
    if place is None or held is None:
        yield from _bare(words.strip(), mark)
        return
    front, end = words[: place.start()].strip(), held.end()
    if held[0].startswith("《"):
        if front:
            yield from _bare(front, mark)
            mark = ""
        behind = _BRACKETED.match(words, end) if words.startswith("（", end) else None
        remark, end = (behind[0][1:-1], behind.end()) if behind else ("", end)
        yield Part("work", held[0][1:-1], mark=mark, remark=remark)
        yield from inside(remark)
    elif front:
        yield from _beside(front, held[0][1:-1], mark)
    else:
        yield from inside(held[0][1:-1]) or _bare(held[0][1:-1], mark or "（")
    if words[end:].strip():
        yield from _atom(words[end:], cover[end:], "")


def _beside(words: str, remark: str, mark: str) -> Iterator[Part]:
    """Yield the parts of words with a remark behind them that may tell of persons itself."""
    told = inside(remark)
    yield from _bare(words, mark, "" if told else remark)
    yield from told


def _bare(words: str, mark: str, remark: str = "") -> Iterator[Part]:
    """Yield the parts that words without brackets are; `remark` stands in brackets behind them."""
    if words in _SAME:
        yield Part("same", words, mark=mark)
        return
    for label, pattern in _LABELS if _ANY_LABEL.match(words) else ():
        if not (match := pattern.match(words)):
            continue
        rest = words[match.end() :]
        if not rest or rest in _SAME or _name(rest, ""):
            yield Part("label", label, mark=mark, remark=remark)
            if rest:
                yield from _bare(rest, "", remark)
            return
    if name := _name(words, remark):
        yield Part("names", words, (name,), mark=mark)
        return
    of_unit = _OF_UNIT.match(words)
    if of_unit and (name := _name(words[of_unit.end() :], remark)):
        yield Part("words", of_unit[0], mark=mark)
        yield Part("names", name.name, (name,))
        return
    advised = _ADVISED.search(words)
    if advised and (name := _name(words[: advised.start()], remark)):
        yield Part("names", words, (name,), mark=mark)
        yield Part("label", "advised")
    elif _SCHOOL.fullmatch(words):
        yield Part("school", words, mark=mark)
    elif _TEAM.fullmatch(words):
        yield Part("team", words, mark=mark)
    else:
        yield Part("words", words, remark=remark, mark=mark)


def _name(words: str, remark: str) -> Name | None:
    """Return the person that `words` are, less 同学 and 等; None for other words."""
    tail = _NAME_TAIL.search(words)
    bare = words[: tail.start()] if tail else words
    role: Role = ""
    if tail:
        role = "student" if tail["student"] else "teacher" if tail["teacher"] else ""
    role = role or _ROLES.get(remark, "")
    if _LATIN_NAME.fullmatch(bare):
        return Name(bare, role, remark)
    if not is_person(bare) or (len(bare) > 2 and _TRADE.search(bare) and not tail):
        return None
    return Name(bare, role, remark)


def listed(parts: Sequence[Part]) -> list[Part]:
    """Join names beside each other to lists; what stands among names as one of them is a name too."""
    joined: list[Part] = []
    for at, part in enumerate(parts):
        last = joined[-1] if joined else None
        if last and last.kind == "names" and part.mark.strip() in _LISTING and not is_hard(part.mark):
            if part.kind == "names":
                joined[-1] = _with(last, part)
                continue
            if part.kind == "words" and _is_among(part, last, parts[at + 1 : at + 2]):
                tail = _NAME_TAIL.search(part.text)
                bare = part.text[: tail.start()] if tail else part.text
                joined[-1] = _with(last, Part("names", part.text, (Name(bare, "", part.remark),)))
                continue
        joined.append(part)
    return joined


def _with(last: Part, part: Part) -> Part:
    return Part("names", f"{last.text}、{part.text}", (*last.names, *part.names), mark=last.mark)


def _is_among(part: Part, last: Part, following: Sequence[Part]) -> bool:
    """Tell a name of an uncommon surname: behind 、 or more names, and no item before names of its own."""
    tail = _NAME_TAIL.search(part.text)
    bare = part.text[: tail.start()] if tail else part.text
    beside = part.mark.strip() == "、" or len(last.names) > 1 or any(one.kind == "names" for one in following)
    heads = any(one.kind == "names" and one.mark.strip() in _BREAKS for one in following)
    return bool(beside and not heads and is_like_name(bare))


def is_like_name(words: str) -> bool:
    """Tell words that have the length of a name and do not end like a trade, where a name is due."""
    return bool(re.fullmatch(r"[\u4e00-\u9fff]{2,3}", words) and not _TRADE.search(words))
