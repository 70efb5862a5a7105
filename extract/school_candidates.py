"""Which of the schools named in a text may be the one that speaks: each name with its weight."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from .blocks import Document, Heading, Paragraph, Table
from .places import leading_place, place_levels
from .report_years import TITLE, head_of
from .school_names import SchoolName, bare_short_names, is_short_form, school_names
from .sentences import Sentence

_LABELLED: Final = re.compile(r"(?:学校(?:名称|全称)|校\s*名|单位名称|院校名称)\**[：:]\**\s*$")
_SOURCE: Final = re.compile(r"(?:来源|文|供稿|发布单位|编制单位|报送单位|作者)[：:/]\s*$")
#: What follows the name of the school that a text is about.
_SPOKEN_OF: Final = re.compile(
    r"(?:（[^）]{2,24}）)?(?:简称|是一所|是|系|现有|坐落|座落|位于|地处|创办|始建|创建|建校|前身|占地|地址|成立于|由[^，。]{2,20}(?:主管|领导|举办|主办)|隶属|"
    r"学校性质|校园|开设|目前|20\d\d届|[（(]以下|的历史|学生|教师|师生|共参赛|派出|落户|校长|党委|举行|召开|将迁往)"
)
#: What stands before a school that works with the one which speaks.
_PARTNER_BEFORE: Final = re.compile(
    r"(?:与|同|和|跟|联合|携手|牵手|对接|衔接|结对|毕业于|就读于?|考入|升入|支援|帮扶|走访|考察|参观|邀请|衔接到|合作院校为?|[向赴对])“?$"
)
_PARTNER_AFTER: Final = re.compile(
    r"(?:[^，。；]{0,8}(?:牵头|联合培养|贯通|合作(?:办学|培养|院校)|对接|对口|结对|实行|开展[^，。；]{0,4}(?:贯通|联合|对口)|等(?:\d|院校|学校|高校|[一二三四五六七八九十多]所))|中(?!心|专|等)|[一二两三四五六七八九十]所)"
)
_FORMER_BEFORE: Final = re.compile(
    r"(?:前身(?:是|为|叫|系)?|原名|原为|原称|最早叫|当时叫|并入|合并|原|移交|一条是)[^，。；]{0,12}$|"
    r"(?:是|为|[到至])(?:18|19|20)\d\d年[^，。；]{0,8}的$"
)
#: A line of a chronicle (1958年：某校成立).
_CHRONICLED: Final = re.compile(r"(?:18|19|20)\d\d年(?:\d{1,2}月)?[：\s]?$")
#: A name taken at some time; the last one taken is likeliest to be today's.
_TURN: Final = r"(?:更名|改名|易名|改称|改为|定名|命名|升格|晋升|合并|组建|成立|恢复|转型)(?:为|成|了)?"
_TURNED_INTO: Final = re.compile(rf"{_TURN}“?$")
_TURNED_LATER: Final = re.compile(rf"”?[，；。]\d{{4}}年[^，。；由与]{{0,16}}?{_TURN}")
#: Schools that were merged or renamed: 甲、乙三校合一, 丙并入, 丁更名为.
_MERGED_AFTER: Final = re.compile(
    r"(?:（[^）]*）)?(?:(?:(?:[、和与]|以及)[^，。；、由]{2,32}){1,5}?|(?:于\d{4}年(?:\d+月)?)?(?:等|整体|正式|一起|共同|先后){0,2})"
    r"(?:合并|[两三四]校合一|并入)|(?:正式)?(?:更名|改名|易名|改称)"
)
_VENUE_BEFORE: Final = re.compile(r"(?:在|地点(?:是|为|在|设在)?|承办(?:单位|校)?(?:是|为)?)$")
_VENUE_AFTER: Final = re.compile(r"[^，。；]{0,10}(?:举行|举办|召开|比完|开幕|落幕|开赛|进行|收官|承办)")
_CONTEST: Final = re.compile(r"大赛|比赛|竞赛|赛项|选拔赛|运动会")
#: The speaker as subject of a sentence that names another school.
_BARE_SUBJECT: Final = re.compile(r"(?:^|[，。；、）\s])(?:学校|学院|该校|[\u4e00-\u9fff]{0,8}专业|双方)")
_OURS: Final = re.compile(r"我校|本校|我院|我们|我中心")
#: One school that sends to another is the other's helper, and the other tells of it.
_SENDS: Final = re.compile(r"[^。；]{0,14}(?:选派|派出|派遣|支援|帮扶|援助|捐赠|帮(?:助)?我)")
#: Marks and numbers before the name that opens a line, and the place and date before a news item.
_BEFORE_TITLE: Final = "★■●▲◆□○·-—0123456789.（）表附图 "
_DATELINE: Final = re.compile(r"(?:讯|电|）|日讯)$")
_CAPTION: Final = re.compile(r"^(?:附?[表图]\d*|附件\d*)")


@dataclass(frozen=True, slots=True)
class _Place:
    """A line of the text: where it stands and what sort of line it is."""

    text: str
    number: int
    line: bool
    names: tuple[SchoolName, ...]


def candidates(document: Document, sentences: Sequence[Sentence]) -> dict[str, float]:
    """Return the schools named with the weight of each as the reporting one; from 0 down it is another.

    A name weighs by where it stands (title, label, source, subject of the first sentences) and less by what
    tells that it is another's: a partner's, a venue's, a predecessor's. Short names (某职院) count only where
    no full name does.
    """
    ours = bool(_OURS.search(document.text))
    weights: dict[str, float] = {}
    for place in _places(document, sentences):
        for name, weight in _weighed(place, ours):
            weights[name] = weights.get(name, 0.0) + weight
    for name in [one for one in weights if one in _title_names(document)]:
        weights[name] += 12
    weights = _without_lead(weights)
    short = _short_candidates(document)
    for name, weight in short.items():
        fuller = [one for one in weights if is_short_form(name, one)]
        if fuller:
            weights[max(fuller, key=lambda one: weights[one])] += weight
    if any(weight > 0 for weight in weights.values()):
        return weights
    return weights | {
        name: weight for name, weight in short.items() if not any(is_short_form(name, one) for one in weights)
    }


def _without_lead(weights: dict[str, float]) -> dict[str, float]:
    """Give the weight of a name with words before it (组建某县职教中心) to the name without them."""
    plain: dict[str, float] = {}
    for name, weight in weights.items():
        inner = [one for one in weights if one != name and name.endswith(one)]
        shorter = next((one for one in inner if leading_place(name) < len(name) - len(one)), name)
        plain[shorter] = plain.get(shorter, 0.0) + weight
    return plain


def _places(document: Document, sentences: Sequence[Sentence]) -> Iterator[_Place]:
    for number, sentence in enumerate(sentences):
        names = tuple(_without_location(one) for one in school_names(sentence.text, sentence.tokens))
        if names:
            yield _Place(sentence.text, number, _is_line(sentence.text), names)
    read = {sentence.text for sentence in sentences}
    for block in document.blocks:
        for passage in (block.caption, block.lead) if isinstance(block, Table) else ():
            if passage and passage.text not in read:
                names = tuple(_without_location(one) for one in school_names(passage.text))
                yield _Place(passage.text, 0, True, names)


def _is_line(text: str) -> bool:
    """Tell a heading, caption or line of a title page from a sentence."""
    return len(text) <= 40 and not text.endswith("。")


def _without_location(name: SchoolName) -> SchoolName:
    """Leave out an address before a name: three or more regions (某省某市|某县职业学校)."""
    levels = place_levels(name.text)
    if len(levels) < 3:
        return name
    shift = sum(len(level) for level in levels[:-1])
    return SchoolName(name.start + shift, name.end, name.text[shift:])


def _weighed(place: _Place, ours: bool) -> Iterator[tuple[str, float]]:
    """Yield the names in a line with their weights; a list shares what stands about it."""
    for group in _groups(place):
        before, after = place.text[: group[0].start], place.text[group[-1].end :]
        shared = _context(place, before, after, ours) - (
            4.5 if len(group) > 2 else 0.5 if len(group) > 1 else 0.0
        )
        for number, name in enumerate(group):
            yield name.text, shared - 0.25 * number


def _groups(place: _Place) -> Iterator[list[SchoolName]]:
    group: list[SchoolName] = []
    for name in place.names:
        between = place.text[group[-1].end : name.start] if group else ""
        if group and not re.fullmatch(r"(?:（[^）]*）)?(?:、|和|与|及|以及|暨|\s)", between):
            yield group
            group = []
        group.append(name)
    if group:
        yield group


def _context(place: _Place, before: str, after: str, ours: bool) -> float:
    """Weigh what stands before and after a name, or a list of names, in its line."""
    if _TURNED_INTO.search(before):
        return 0.3 + min(0.6, 0.02 * place.number + 0.001 * len(before))
    opening = not before.strip(_BEFORE_TITLE) or bool(_DATELINE.search(before))
    weight = 1.0 + (1.0 if place.number < 3 else 0.0) - (0.5 if after.startswith("毕业") else 0.0)
    return (
        weight + _standing(place, before, after, opening) - _others(place, before, after, opening, ours=ours)
    )


def _standing(place: _Place, before: str, after: str, opening: bool) -> float:
    """Weigh signs that the line speaks of the school: label, source, title, subject."""
    weight = 12.0 if _LABELLED.search(before) else 5.0 if _SOURCE.search(before) else 0.0
    if opening:
        weight += 3 if place.line else 2 if place.number < 6 else 0
    elif place.line and _CAPTION.search(place.text):
        weight += 2
    return weight + (2 if _SPOKEN_OF.match(after) else 0)


def _others(place: _Place, before: str, after: str, opening: bool, *, ours: bool) -> float:
    """Weigh signs that the school is a partner, a venue, one of a list or one of the past."""
    venue = _CONTEST.search(place.text) or (ours and _VENUE_AFTER.match(after))
    past = _MERGED_AFTER.match(after) or (_TURNED_LATER.match(after) and not opening)
    partner = _PARTNER_BEFORE.search(before)
    weights = (
        (bool(partner and (ours or _BARE_SUBJECT.search(before))), 2.0),
        (bool(partner), 1.0),
        (bool(_PARTNER_AFTER.match(after) and not opening), 2.0),
        (bool(_CHRONICLED.search(before) and len(after) <= 4), 3.0),
        (bool(past or _FORMER_BEFORE.search(before)), 4.0),
        (bool(_VENUE_BEFORE.search(before) and venue), 5.0),
        (before.endswith("、") or after.startswith("、"), 1.0),
    )
    return sum(weight for holds, weight in weights if holds) + _others_deed(before, after)


def _others_deed(before: str, after: str) -> float:
    """Weigh signs that the named school does something for, or with, the one that speaks."""
    clause = before[max(before.rfind(mark) for mark in "，；。：") + 1 :]
    rest = re.split(r"[，；。]", after, maxsplit=1)[0]
    if _SENDS.match(after) and re.search(
        r"(?:到|赴|向|给|对|为|帮).{0,3}(?:我|[\u4e00-\u9fff]{2,20}(?:学校|中心|学院))", rest
    ):
        return 4.0
    if _OURS.search(clause) or _OURS.search(rest):
        return 2.0
    return 0.0


def _title_names(document: Document) -> set[str]:
    found: set[str] = set()
    lines = [
        head_of(block.passage.text)
        for block in document.blocks[:30]
        if isinstance(block, (Paragraph, Heading))
    ]
    for number, line in enumerate(lines):
        if len(line) > 60:
            continue
        near = TITLE.search(line) or (
            number < 4 and any(TITLE.search(other) and len(other) <= 60 for other in lines[:6])
        )
        if near:
            found |= {name.text for name in school_names(line) if _is_line(line)}
    return found


def _short_candidates(document: Document) -> dict[str, float]:
    """Return schools named in short, by how often they are, those at the border of a phrase only."""
    text = "\n".join(
        block.passage.text for block in document.blocks if isinstance(block, (Paragraph, Heading))
    )
    found: dict[str, float] = {}
    for at, name in bare_short_names(text):
        found[name] = found.get(name, 0.0) + (1.0 if at > 400 else 2.0)
    return {name: weight for name, weight in found.items() if weight >= 2}
