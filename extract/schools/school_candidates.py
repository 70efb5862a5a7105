"""Which of the schools named in a text may be the one that speaks: each name with its weight."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from ..language.places import leading_place, place_levels
from ..language.sentences import Sentence
from ..reading.blocks import Document, Heading, Paragraph, Table
from .report_years import TITLE, head_of
from .school_names import (
    SchoolName,
    bare_short_names,
    begins_place,
    has_short_form,
    is_short_form,
    is_short_name,
    school_names,
)
from .school_others import (
    CAME_TO,
    IN_CHRONICLE,
    INVITED_BY,
    LATER_NAME,
    NEAR,
    OURS,
    TURNED_INTO,
    others_weight,
)

#: Between the names of a list; 与 and 和 behind a subject lead to its partner.
_LISTED: Final = re.compile(r"(?:（[^）]*）)?(?:、|和|与|及|以及|暨|\s)")
_TOGETHER: Final = re.compile(r"(?:（[^）]*）)?(?:、|及|以及|暨|\s)")
_LABELLED: Final = re.compile(r"(?:学校(?:名称|全称)|校\s*名|单位名称|院校名称)\**[：:]\**\s*$")
_NAME_LABEL: Final = re.compile(
    r"(?:学校(?:名称|全称)|校名|单位名称|院校名称)(?:（[^）]{1,8}）)?[：:]?$"
)  #: of a cell
_SOURCE: Final = re.compile(r"(?:来源|文|供稿|发布单位|编制单位|报送单位|作者)[：:/]\s*$")
#: What a school is said to be before it is named: 首所牧业类高职院校——某校.
_APPOSED: Final = re.compile(r"(?:学校|院校|高职|中职|学院|大学)——$")
#: Labels of lists, whose first name is not what the text is about.
_LIST_LABEL: Final = re.compile(r"奖|名[单次]|单位|院校|学校|成员|合作|结对|嘉宾|专家|对象")
#: How a guest speaks of the school he works with: 能跟某校这样一所示范校合作.
_PRAISED: Final = re.compile(
    r"这样(?:的?一?所|的)[^，。；]{0,20}(?:院校|学校|高校|学院|中职|高职)?(?:合作|牵手|共事|结缘|共建)"
)
#: What others say of the school.
_SAYS: Final = re.compile(r"(?:表示|说道?|指出|认为|评价|坦言)[，：]“?$")
#: The school that sent the text in, said at its end.
_SENT_IN: Final = re.compile(r"[\u4e00-\u9fff]{0,6}(?:供稿|供图|报送|报道组?)[\u4e00-\u9fff\s]{0,4}）?。?$")
#: What follows the name of the school that a text is about.
_SPOKEN_OF: Final = re.compile(
    r"(?:（[^）]{2,24}）)?(?:简称|是一所|是|系|现有|坐落|座落|位于|地处|创办|始建|创建|建校|前身|占地|地址|成立于|由[^，。]{2,20}(?:主管|领导|举办|主办)|隶属|"
    r"校史|历史沿革|沿革|大事|简介|概况|简况|简史|校情|校名|一览|介绍|名片|学校性质|校园|开设|目前|20\d\d届|[（(]以下|的(?:开端|起点|源头|雏形|根|家底|历史|前身|来路|来历|校名|校史|故事|旧址)|学生|教师|师生|共参赛|派出|落户|校长|党委|举行|召开|将迁往)"
)
#: Marks and numbers before the name that opens a line, and the place and date before a news item.
_BEFORE_TITLE: Final = "★■●▲◆□○·-—0123456789.（）表附图 "
#: A short name without a place as subject: 某某职校.
_SHORT_SUBJECT: Final = re.compile(
    r"(?:^|[。；，：—\s“])([\u4e00-\u9fff]{2,4}?(?:职校|职高|职专|职中|中专|职教中心|技校|卫校|农校|财校|商校|职院))(?=[\u4e00-\u9fff，])"
)
#: A college by its place's first character only: 某职学子.
_BARE_COLLEGE: Final = re.compile(
    r"(?:^|[，。；：、—\s])((?![高中任在就求供专本兼辞初])[\u4e00-\u9fff]职)(?=学子|师生|健儿|代表队|学生|选手|老师|人[的说])"
)
#: When something was, before the subject of a sentence.
_WHEN: Final = re.compile(
    r"^(?:近(?:年来|日|期|几年)?|日前|昨[天日]|今[天日年]|去年|目前|如今|本(?:学年度?|年度|学期)|这个?[\u4e00-\u9fff]{1,2}[假天月]|据悉|据了解|多年来|一直以来|长期以来|"
    r"(?:20\d\d年)?(?:\d{1,2}月)?(?:\d{1,2}日)?(?:[上下]午|以来|至今|间|初|底)?)，?$"
)
#: The school says its name: 学校全称某校, 我校（某校）.
_SELF_NAMED: Final = re.compile(
    r"(?:学校|我校|本校|母校|[，。；]|^)(?:的?(?:全称|全名|校名|大名|现名|名字|名称))(?:是|为|叫|作)?：?“?$|"
    r"(?:(?<![\u4e00-\u9fff])学校|我们学校|我校|本校)(?:现名|叫|名叫|名为|——|（(?!原|前身))“?$|校名(?:是|为|叫|定为)?：?“?$"
)
_DATELINE: Final = re.compile(r"(?:讯|电|）|日讯)$")
#: What a sentence may begin with before its subject: 围绕乡村振兴，某校…
#: The first words of a text before its subject: 10月16日的某某市，某校…
_SHORT_LEAD: Final = re.compile(r"(?![^，]*[校院建创])(?:[^，。；：]{2,8}：)?[^，。；：]{2,24}，")
_ADVERBIAL: Final = re.compile(r"^(?:围绕|按照|根据|立足|随着|面对|截至|据)[^，。；]{2,20}，$")
#: What stands before the first words of news: 某报讯（记者某）.
_NEWS_HEAD: Final = re.compile(
    r"^(?:[^，。；]{0,24}?(?:讯|电|消息|报道)(?=[（\d，：\s\u4e00-\u9fff])(?:（[^）]{0,40}）)?|（[^）]{2,40}）|[QA问答]：)"
)
#: Who acts for a school known by a short name only.
_OWN_PEOPLE: Final = re.compile(
    r"[\u4e00-\u9fff]{0,4}(?:代表队|学子|选手)|学子|选手|招生|师生|代表队|合唱队|健儿|老师|学生"
)
#: What a title tells that the school named first in it does.
_TITLE_DEED: Final = re.compile(r"[与同和在]|举行|召开|开展|举办|获|喜|荣|夺|包揽|迎|启动|开学|签")
_HEAD: Final = 200  #: characters at the beginning in which a school known by two characters may be named
_NEAR: Final = 2.0  #: what 我校 near a name weighs; said of the very first words it tells of no other school
_DATED: Final = re.compile(r"(?:18|19|20)\d\d(?:年|[^\d])")
_FAR: Final = 2000.0  #: characters after which a name taken late hardly counts more than one taken early
_LEAST: Final = -1.5  #: weight from which up the only school named may still be the one that speaks
_CAPTION: Final = re.compile(r"^(?:附?[表图]\d*|附件\d*)")


@dataclass(frozen=True, slots=True)
class _Place:
    """A line of the text: its number, how many characters stand before it, and what sort of line it is."""

    text: str
    number: int
    at: int
    line: bool
    names: tuple[SchoolName, ...]


def candidates(document: Document, sentences: Sequence[Sentence]) -> dict[str, float]:
    """Return the schools named with the weight of each as the reporting one; from 0 down it is another.

    A name weighs by where it stands (title, label, source, subject of the first sentences) and less by what
    tells that it is another's: a partner's, a venue's, a predecessor's. Short names (某职院) count only where
    no full name does.
    """
    ours = bool(OURS.search(document.text))
    weights: dict[str, float] = {}
    captions = _captions(document, sentences)
    for place in _places(sentences, captions):
        for name, weight in _weighed(place, ours):
            held = weights.get(name, 0.0)
            # A name taken twice is no likelier to be today's than the one taken last.
            weights[name] = max(held, weight) if 0 < held < 1 and 0 < weight < 1 else held + weight
    for name in _title_names(document) & weights.keys():
        weights[name] += 12
    weights = _without_lead(weights)
    short = _short_candidates([*(sentence.text for sentence in sentences), *captions], ours)
    for name, weight in short.items():
        fuller = [one for one in weights if is_short_form(name, one)]
        if fuller:
            weights[max(fuller, key=lambda one: weights[one])] += weight
    if any(weight > 0 for weight in weights.values()):
        return weights
    weights |= {
        name: weight
        for name, weight in short.items()
        if name not in weights and not any(is_short_form(name, one) for one in weights)
    }
    return weights if any(weight > 0 for weight in weights.values()) else _the_only_one(weights, document)


def _the_only_one(weights: dict[str, float], document: Document) -> dict[str, float]:
    """Let the only school that a text names be the one that it is about, where nobody says 我校."""
    if len(weights) != 1 or OURS.search(document.text):
        return weights
    ((name, weight),) = weights.items()
    return {name: 0.1} if weight > _LEAST else weights


def _without_lead(weights: dict[str, float]) -> dict[str, float]:
    """Give the weight of a name with words before it (组建某县职教中心) to the name without them."""
    plain: dict[str, float] = {}
    for name, weight in weights.items():
        inner = [one for one in weights if one != name and name.endswith(one)]
        shorter = next((one for one in inner if leading_place(name) < len(name) - len(one)), name)
        plain[shorter] = plain.get(shorter, 0.0) + weight
    return plain


def _places(sentences: Sequence[Sentence], captions: Sequence[str]) -> Iterator[_Place]:
    at = 0
    for number, sentence in enumerate(sentences):
        at += len(sentence.text)
        names = tuple(_without_location(one) for one in school_names(sentence.text, sentence.tokens))
        if names:
            yield _Place(sentence.text, number, at - len(sentence.text), _is_line(sentence.text), names)
    for text in captions:
        if names := tuple(_without_location(one) for one in school_names(text)):
            yield _Place(text, 0, 0, True, names)


def _captions(document: Document, sentences: Sequence[Sentence]) -> list[str]:
    """Return what stands above the tables of `document` and is no sentence of its own."""
    read = {sentence.text for sentence in sentences}
    tables = [block for block in document.blocks if isinstance(block, Table)]
    passages = [passage for table in tables for passage in (table.caption, table.lead) if passage]
    said = [passage.text for passage in passages if passage.text not in read]
    return said + [line for table in tables for line in _labelled_cells(table)]


def _labelled_cells(table: Table) -> Iterator[str]:
    """Yield 学校名称：… for the cells of a table that are labelled so, the name to the right of the label."""
    for row in table.rows:
        for label, cell in pairwise(row):
            if cell.text and not cell.spanned and _NAME_LABEL.match(label.text):
                yield f"学校名称：{cell.text}"


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
        shared = _context(place, group, ours) - (4.5 if len(group) > 2 else 0.5 if len(group) > 1 else 0.0)
        for number, name in enumerate(group):
            yield name.text, shared - 0.25 * number


def _groups(place: _Place) -> Iterator[list[SchoolName]]:
    group: list[SchoolName] = []
    for name in place.names:
        between = place.text[group[-1].end : name.start] if group else ""
        joints = _TOGETHER if group and _opens(place.text[: group[0].start]) else _LISTED
        if group and not joints.fullmatch(between):
            yield group
            group = []
        group.append(name)
    if group:
        yield group


def _context(place: _Place, group: Sequence[SchoolName], ours: bool) -> float:
    """Weigh what stands before and after a name, or a list of names, in its line."""
    before = place.text[max(0, group[0].start - NEAR) : group[0].start]
    after = place.text[group[-1].end : group[-1].end + NEAR]
    if (told := _SELF_NAMED.search(before)) and not ("校名" in told[0] and _DATED.search(before)):
        return 8.0
    if told:
        return _turned_weight(place, before)
    if TURNED_INTO.search(before) or (IN_CHRONICLE.search(before) and _dated_name(before, after)):
        if LATER_NAME.search(after) or _BELONGS.match(after):
            return -4.0
        return _turned_weight(place, before)
    opening = _opens(before) or bool(_DATELINE.search(before)) or _begins(place, before)
    weight = 1.0 + (1.0 if place.number < 3 else 0.0) - (0.5 if after.startswith("毕业") else 0.0)
    others = others_weight(place.text, group[0].start, group[-1].end, opening=opening, ours=ours)
    standing = _standing(place, before, after, opening, ours)
    if ours and not standing and place.number:
        weight -= 1.0
    return weight + standing - others


def _turned_weight(place: _Place, before: str) -> float:
    """Return the small weight of a name once taken: the later it is told of, the likelier it is today's."""
    return 0.3 + 0.65 * (1.0 - 1.0 / (1.0 + (place.at + len(before)) / _FAR))


def _dated_name(before: str, after: str) -> bool:
    """Tell a line of a chronicle that is a year and a name from a sentence that tells when something was."""
    bare = not before.rstrip().endswith(("年", "月", "日"))
    return (bare or len(after) <= 4) and bool(_CHRONICLE_END.match(after))


#: What the school became of another: 成为某大学教学点.
_BELONGS: Final = re.compile(r"[\u4e00-\u9fff]{0,6}(?:教学点|学习中心|函授站|生源|基地|成员|会员|理事|合作)")
#: What follows a name in a chronicle.
_CHRONICLE_END: Final = re.compile(r"$|[，（。；\d]|正式|成立|挂牌|开办|开学|建立|招生|诞生")


def _opens(before: str) -> bool:
    """Tell whether a line begins with the name that `before` stands before, but for marks and the time."""
    rest = _NEWS_HEAD.sub("", before, count=1)
    return not _WHEN.sub("", _ADVERBIAL.sub("", rest)).strip(_BEFORE_TITLE)


def _begins(place: _Place, before: str) -> bool:
    """Tell the subject of the first sentence behind a few words on time and place, or of a title's end."""
    if place.line and place.number < 2 and before.endswith(("——", "——记", "：")):
        return not _LIST_LABEL.search(before)
    return place.number < 2 and bool(_SHORT_LEAD.fullmatch(_NEWS_HEAD.sub("", before, count=1)))


def _standing(place: _Place, before: str, after: str, opening: bool, ours: bool) -> float:
    """Weigh signs that the line speaks of the school: label, source, title, subject."""
    weight = 12.0 if _LABELLED.search(before) else 5.0 if _SOURCE.search(before) else 0.0
    if opening:
        weight += 3 if place.line else 2 if place.number < 6 else 0
    elif place.line and _CAPTION.search(place.text):
        weight += 2
    weight += 5 if _SENT_IN.match(after) else 1 if _SAYS.search(before) else 0
    weight += 2 if _APPOSED.search(before) else 0
    weight += 5 if _PRAISED.match(after) else 0
    came = CAME_TO.search(before)
    if (came and not (ours and "走进" in came[0])) or (before.endswith("应") and INVITED_BY.match(after)):
        weight += 3
    return weight + (2 if _SPOKEN_OF.match(after) else 0)


def _title_names(document: Document) -> set[str]:
    found: set[str] = set()
    lines = [
        head_of(block.passage.text)
        for block in document.blocks[:30]
        if isinstance(block, (Paragraph, Heading))
    ]
    headed = any(len(line) <= 60 and TITLE.search(line) for line in lines[:6])
    for number, line in enumerate(lines):
        if len(line) <= 60 and (TITLE.search(line) or (number < 4 and headed)):
            found |= {name.text for name in school_names(line) if _is_line(line)}
    return found


def _short_candidates(texts: Sequence[str], ours: bool) -> dict[str, float]:
    """Return schools named in short in `texts`, by how often they are and what tells that they are another's.

    One without a place (某某职校) counts only as what a sentence is about.
    """
    found: dict[str, float] = {}
    at = 0
    for text in texts:
        if not has_short_form(text):
            at += len(text)
            continue
        spoken = [
            (match.start(1), match[1])
            for match in _SHORT_SUBJECT.finditer(text)
            if is_short_name(match[1])
            and (
                _SPOKEN_OF.match(text, match.end(1))
                or (at < _HEAD and _OWN_PEOPLE.match(text, match.end(1)))
                or (not at and not match.start(1) and _TITLE_DEED.match(text, match.end(1)))
            )
        ]
        if at < _HEAD:
            spoken += [
                (match.start(1), match[1])
                for match in _BARE_COLLEGE.finditer(text)
                if begins_place(match[1][0])
            ]
        for start, name in {*bare_short_names(text), *spoken}:
            first = not at and _opens(text[:start])
            others = others_weight(text, start, start + len(name), opening=_opens(text[:start]), ours=ours)
            others = min(others, 0.0) if first and others <= _NEAR else others
            found[name] = found.get(name, 0.0) + (1.0 if at + start > 400 else 2.0) - others
        at += len(text)
    return {name: weight for name, weight in found.items() if weight >= 2}
