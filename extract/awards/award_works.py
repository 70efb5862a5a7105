"""Results told of works: who made which (甲的泥塑《…》, 《…》（甲）), and which rank a run of works won."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from ..language.persons import is_person
from .award_events import Event
from .award_people import NameList
from .award_words import Rank, each_rank

_WORK: Final = re.compile(
    r"《(?P<title>[^《》]{1,60})》|"
    r"(?<=作品|项目|成果|案例|论文|节目|微课)“(?P<quoted>[^“”]{2,60})”|“(?P<named>[^“”]{2,40})”(?=(?:创业|创新|参赛|教学)?(?:项目|作品|节目|案例)[荣获夺摘])"
)
#: What is no work that is entered: a paper, a decree.
_PAPER: Final = re.compile(
    r"^关于|(?:通知|决定|办法|意见|规定|方案|条例|日报|晚报|时报|公报|教育报)$|大赛|竞赛"
)
_BEHIND: Final = re.compile(r"（(?P<words>[^（）]{2,60})）")
_BARE: Final = re.compile(r"(?:作者|主创|设计|创作)?(?:是|为|：)?(?P<name>[\u4e00-\u9fff·]{2,6})")
_AUTHOR: Final = re.compile(r"（(?:作者|主创)(?:是|为|：)?")
_NO_NAME: Final = re.compile(r"[类组项课奖班级校社图文幅篇名等赛届专业]|作品|节目|系列|教师|学生")
#: Between the name of who made a work and the work: 捏的泥塑, 创作的, 以.
_MADE: Final = re.compile(r"(?:同学|老师)?(?:等[\d两三四五]*[名位]?人?)?[^，。；、：！？《》（）]{0,14}")
_MAKING: Final = frozenset("捏烧画写拍绘刻做编绣织塑唱演跳制剪缝雕")
_NOT_MADE: Final = re.compile(r"在|发表|[获夺颁授被]|指导|老师的|根据|按照|主持|介绍|说")
_BARE_BEFORE: Final = re.compile(
    r"(?:^|[，。；、：！？》）])(?:其中|还|该中心|该校|我校|学校|有|是|由|为)*(?P<name>(?![有是由为其还])[\u4e00-\u9fff]{2,5})的[^，。；、：《》（）]{0,10}$"
)
_UNIT: Final = r"(?:(?![是由有])[\u4e00-\u9fffA-Za-z“”]){1,10}?(?:社团?|队|团|组|班|中心|学校|师生|师)"
#: Groups that made a work together: 摄影社和话剧社合拍的.
_TOGETHER: Final = re.compile(
    rf"(?:^|[，。；：是由]|——)(?P<names>{_UNIT}(?:(?:、|和|与){_UNIT})*)(?:合|共同|联合|一起|携手)[\u4e00-\u9fff]{{1,3}}的[^，。；、《》]{{0,8}}$"
)
_GROUP: Final = re.compile(r"[社队团组班]$")
#: A group that performs or made a work: 某某社团表演的.
_PERFORMED: Final = re.compile(
    r"(?:^|[，。；：])(?:我校|学校|该校|由|，)*(?P<name>(?![由在])[\u4e00-\u9fffA-Za-z“”]{2,14}?(?:社团?|队|团|组))"
    r"(?:演唱|表演|演奏|演出|创作|编排|选送|制作)的[^，。；《》]{0,8}$"
)
_AUTHORS: Final = re.compile(
    r"(?:作者|创作者|主创|制作者|设计者)(?:分别|依次)?(?:是|为|：|有)[^，。；、]{0,16}$"
)
_JOINED: Final = re.compile(r"(?:、|和|与|及|以及|，)")
#: What may lead from a rank to works, and from works to their rank.
_COUNT: Final = r"(?:[\d一二两三四五六七八九十]+[个项件名篇部幅])"
_GENRE: Final = r"(?:征文|(?:微|短)?视频|微电影|摄影|照片|论文|课件|微课|案例|教案|书法|绘画|诗歌|动漫)"
_LEADS: Final = re.compile(
    rf"{_COUNT}?(?:的|里|里头|中|当中|则|就|也|还|又|只)*{_GENRE}?{_COUNT}?(?:的|作品|项目)*，?"
    rf"(?:有|是|为|：|——|出[在自于]|归|给了?|属于?|由|包括|含)[^；。]{{0,36}}|{_COUNT}，[^；。，]{{0,16}}|[^，。；：]{{0,2}}"
)
_TAIL: Final = re.compile(r"[^，。；：《》]{0,12}")
_TAIL_APART: Final = re.compile(
    r"，(?=.{0,14}(?:[两二三四五\d]+[件个篇部幅支]|均|都|双双|分别|分获|一举|[获夺拿捧摘得列]))[^，。；：《》]{0,18}"
)
_TAIL_SAYS: Final = re.compile(r"[属列获得拿夺捧摘是为评均都分占]")
_SUBJECT: Final = re.compile(r"学校|我校|该校|本校|我院|老师|教师(?!作品)|学生(?!作品)")
_FORMER: Final = re.compile(r"[^，。；：《》]{0,6}(?P<which>前者|后者)")
_APART: Final = frozenset("。；")


@dataclass(frozen=True, slots=True)
class Work:
    """A work named in `text[start:end]`, with who made it; `unit_end` takes in a bracket behind it."""

    start: int
    end: int
    unit_end: int
    title: str
    makers: NameList | None = None


def works_won(
    text: str, start: int, people: Sequence[NameList], ranks: Sequence[Rank], events: Sequence[Event]
) -> Iterator[tuple[Work, Rank]]:
    """Yield the works named in the sentence `text[start:]` with the rank that each won.

    A work whose maker is told otherwise than beside it, or whose rank is in doubt, is left out.
    """
    works = _with_makers(text, start, people, _works(text, start, events))
    run: list[Work] = []
    for number, work in enumerate(works):
        run.append(work)
        following = works[number + 1] if number + 1 < len(works) else None
        if following and _goes_on(text, work, following, ranks):
            continue
        for one, rank in _ranked(text, start, run, ranks, events):
            if one.makers or not _has_owner(text, start, one, people, ranks):
                yield one, rank
        run = []


def _works(text: str, start: int, events: Sequence[Event]) -> list[Work]:
    found = []
    for match in _WORK.finditer(text, start):
        inside = any(one.start <= match.start() < one.end for one in events)
        title = match["title"] or match["quoted"] or match["named"]
        if inside or _PAPER.search(title):
            continue
        behind = _BEHIND.match(text, match.end())
        found.append(Work(*match.span(), behind.end() if behind else match.end(), title))
    return found


def _with_makers(text: str, start: int, people: Sequence[NameList], works: Sequence[Work]) -> list[Work]:
    """Return `works` with their makers; names of unusual form count where other works have makers."""
    winners = [one for one in people if not one.advising]
    told = [(_maker(text, start, work, winners), work) for work in works]
    beside = any(maker for maker, _ in told)
    made = []
    for maker, work in told:
        by = maker or (_bare_maker(text, start, work) if beside else None)
        made.append(replace(work, makers=by))
    return _authors(text, made, winners)


def _maker(text: str, start: int, work: Work, winners: Sequence[NameList]) -> NameList | None:
    inside = [one for one in winners if work.end < one.start and one.end < work.unit_end]
    if inside:
        return inside[0]
    before = [one for one in winners if start <= one.start and one.end <= work.start]
    if before:
        between = text[before[-1].end : work.start]
        if _MADE.fullmatch(between) and not _NOT_MADE.search(between):
            return before[-1]
    if match := _PERFORMED.search(text, max(start - 1, work.start - 40, 0), work.start):
        return NameList(*match.span("name"), (match["name"],), ("",))
    if match := _TOGETHER.search(text, max(start - 1, work.start - 60, 0), work.start):
        names = tuple(re.split(r"、|和|与", match["names"]))
        groups = names if all(_GROUP.search(name) for name in names) else ()
        return NameList(*match.span("names"), groups, tuple("" for _ in groups))
    match = _BARE_BEFORE.search(text, max(start - 1, work.start - 24, 0), work.start)
    made = match is not None and match["name"][-1] in _MAKING and is_person(match["name"][:-1])
    made = made or _AUTHOR.match(text, work.end) is not None
    return _bare_maker(text, start, work) if made else None


def _bare_maker(text: str, start: int, work: Work) -> NameList | None:
    bracket = text[work.end + 1 : work.unit_end - 1]
    if (match := _BARE.fullmatch(bracket)) and not _NO_NAME.search(match["name"]):
        at = work.end + 1 + match.start("name")
        return NameList(at, at + len(match["name"]), (match["name"],), ("",))
    match = _BARE_BEFORE.search(text, max(start - 1, work.start - 24, 0), work.start)
    if match is None or _NO_NAME.search(match["name"]):
        return None
    # 甲某某|烧的: what makes a work stands behind a name of the common form.
    name = match["name"]
    if name[-1] in _MAKING and is_person(name[:-1]):
        name = name[:-1]
    at = match.start("name")
    return NameList(at, at + len(name), (name,), ("",))


def _authors(text: str, works: list[Work], winners: Sequence[NameList]) -> list[Work]:
    """Return the works with the makers told behind all of them: 作者分别是甲、乙."""
    alone = [work for work in works if work.makers is None]
    if not alone:
        return works
    later = [
        one
        for one in winners
        if one.start >= alone[-1].end and _AUTHORS.search(text, max(alone[-1].end, one.start - 24), one.start)
    ]
    if not later:
        return works
    names = later[0]
    between = [work for work in works if alone[-1].end <= work.start < names.start]
    if between or len(alone) not in (1, len(names.names)):
        return works
    if len(alone) == 1:
        parts = [names]
    else:
        parts = [
            NameList(names.start, names.end, (name,), (role,))
            for name, role in zip(names.names, names.roles, strict=True)
        ]
    made = dict(zip((work.start for work in alone), parts, strict=True))
    return [replace(one, makers=one.makers or made.get(one.start)) for one in works]


def _goes_on(text: str, work: Work, following: Work, ranks: Sequence[Rank]) -> bool:
    """Tell works of one run: no rank and no end of a part between them."""
    between = text[work.unit_end : following.start]
    ranked = any(work.end <= one.start < following.start for one in ranks)
    return not ranked and not _APART & set(between) and (not between or bool(_JOINED.match(between)))


def _ranked(
    text: str, start: int, run: Sequence[Work], ranks: Sequence[Rank], events: Sequence[Event]
) -> Iterator[tuple[Work, Rank]]:
    """Yield the works of a run with their rank: the one behind said of them, or the one that heads them."""
    first, last = run[0], run[-1]
    earlier = [one for one in ranks if one.end <= first.start and start <= one.start]
    if (match := _FORMER.match(text, last.unit_end)) and len(earlier) > 1:
        rank = earlier[-2] if match["which"] == "前者" else earlier[-1]
        yield from ((work, rank) for work in run)
        return
    behind = next((one for one in ranks if one.start >= last.unit_end), None)
    head = _head(text, run, earlier)
    if behind is not None and (tail := _tail(text, last, behind, events)) is not None:
        if behind.joint or _follows(text, behind, ranks):
            group = each_rank(behind) or _follows(text, behind, ranks)
            if len(group) == len(run) > 1:
                yield from zip(run, group, strict=True)
            return
        fits = behind.count in (0, len(run)) and not (behind.counted and not behind.count)
        if fits and (head is None or _TAIL_SAYS.search(tail)):
            yield from ((work, behind) for work in run)
            return
    if head is not None:
        yield from ((work, head) for work in run)


def _tail(text: str, last: Work, rank: Rank, events: Sequence[Event]) -> str | None:
    """Return the words from a run of works to the rank that they tell of it, but for the contest's name.

    None where they don't tell it.
    """
    words = text[last.unit_end : rank.start]
    for event in reversed([one for one in events if last.unit_end <= one.start and one.end <= rank.start]):
        at = event.start - last.unit_end
        words = words[:at] + words[at + event.end - event.start :]
    if not (_TAIL.fullmatch(words) or _TAIL_APART.fullmatch(words)):
        return None
    return None if _SUBJECT.search(words) else words


def _follows(text: str, rank: Rank, ranks: Sequence[Rank]) -> list[Rank]:
    """Return the ranks told in one breath with `rank`, itself first; [] where it is alone."""
    group = [rank]
    for one in ranks:
        if one.start >= group[-1].end and re.fullmatch(r"、|和|与|及", text[group[-1].end : one.start]):
            group.append(one)
    return group if len(group) > 1 else []


def _head(text: str, run: Sequence[Work], earlier: Sequence[Rank]) -> Rank | None:
    """Return the rank that leads to a run of works: 二等奖6件，有《…》."""
    if not earlier or earlier[-1].joint:
        return None
    rank, first = earlier[-1], run[0]
    begin = first.makers.start if first.makers and first.makers.end <= first.start else first.start
    lead = text[rank.end : begin] if begin >= rank.end else text[rank.end : first.start]
    return rank if _LEADS.fullmatch(lead) and "《" not in lead else None


def _has_owner(text: str, start: int, work: Work, people: Sequence[NameList], ranks: Sequence[Rank]) -> bool:
    """Tell whether a person named near a work without a maker may have made it."""
    begin = max([start, *(text.rfind(mark, start, work.start) for mark in _APART)])
    begin = max([begin, *(one.end for one in ranks if one.end <= work.start)])
    stop = min([at for mark in _APART if (at := text.find(mark, work.end)) >= 0], default=len(text))
    return any(begin <= one.start < stop for one in people if not one.advising)
