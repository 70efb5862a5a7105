"""Studios and workshops of masters: by their titles, by the person they are named after, or quoted."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from ..language.name_edges import behind_own, behind_school, counted, left_edge, planned
from ..language.persons import is_person
from ..language.sentences import Sentence
from ..schools.school import Speaker

#: A studio of a title's holders: 名师工作室, 技能大师工作室.
_STUDIO: Final = re.compile(
    r"(?:省级|市级|县级|区级|校级|国家级|[省市县区])?(?:“?双师型”?)?(?:名班主任|班主任|名校长|首席技师|首席技能大师|技能大师|工艺美术大师|非遗大师|大师|名师|劳模(?:创新)?|高技能人才(?:（劳模）)?创新|工匠|教学名师|技艺技能传承创新|非遗传承|技艺传承|传承|非遗|名匠|思政名师|德育名师|名辅导员|传承人)(?:创新)?(?:工作室|工作坊)|非遗工作坊"
)
_NO_STUDIO: Final = re.compile(
    r"^(?:[\u4e00-\u9fff]{2,4}[省市县区]|自治区|“?双师型”?|级|高技能人才|（劳模）|国家级|省级|市级|县级|校级|[省市县]|技能|首席|高)*(?:大师|名师|技师|技能大师|劳模|劳模创新|教学名师|工匠|非遗|名师名匠|班主任|名匠|名?校长|书记|院长|专家|教授|博士)?(?:创新)?工作室$"
)
#: A studio named after the person behind a title: 非遗大师某某工作室.
_OF_PERSON: Final = re.compile(
    r"(?:大师|名师|工匠|劳模|劳动模范|能手|传承人|名家|名匠|名医|班主任|师傅|专家|首席)([\u4e00-\u9fff]{2,3})(?:[技教创][能学新])?工作(?:室|坊)"
)
#: A studio in quotation marks, or one that a quoted name leads: “某某工作坊”, “某某”工作室.
_QUOTED: Final = re.compile(
    r"“([^“”，。；]{2,16}工作(?:室|坊))”|(“[^“”，。；]{2,10}”(?:省级|市级|校级|首席|技能|大师|名师|教师|名?班主任|劳模|工匠|创新|德育|党建|思政|教学|非遗|技艺|传承|双师|专业|文化|艺术|[\u4e00-\u9fff]艺){0,4}工作(?:室|坊))"
)
#: Quoted studios of another kind: for pupils' minds, clubs, parties; those that a title of honour names.
_OTHER: Final = re.compile(r"心理|心灵|社团|学生|党员|党代表|志愿|调解|咨询|团委|[的了]")
#: The number of a heading, and words before a name: 2.3|名师工作室, 校内有|某某大师工作室.
_LEADS: Final = re.compile(r"[\d.．]+\s*|(?:校内|学校)?(?:[现设建拥])?有(?=[\u4e00-\u9fff]{2})")
_AWARDED: Final = re.compile(r"(?:荣获|授予|评为|获评|认定为|称号)[^，。；]{0,16}“?$")

#: A title that a studio was given: 某某某大师工作室被评为|某市优秀技能大师工作室.
_AWARDED_TO: Final = re.compile(
    r"工作(?:室|坊)”?[^，。；]{0,30}(?:荣获|授予|评为|获评|认定为|命名为|确定为)“?$"
)
_TRADE_LENGTHS: Final = range(2, 5)
#: Behind these a name begins.
_BEFORE_NAME: Final = "了、，；：“（有"


def studios_in(sentence: Sentence, speaker: Speaker) -> list[tuple[int, int]]:
    """Return where `sentence` names studios of the school, those of a title first."""
    if "工作室" not in sentence.text and "工作坊" not in sentence.text:
        return []
    return [*_quoted(sentence), *_of_persons(sentence), *_titled(sentence, speaker)]


def _quoted(sentence: Sentence) -> Iterator[tuple[int, int]]:
    text = sentence.text
    for match in _QUOTED.finditer(text):
        start, end = match.span(1) if match[1] else match.span(2)
        name = text[start:end]
        if _NO_STUDIO.match(name.replace("”", "").replace("“", "")) or _OTHER.search(name):
            continue
        if counted(text, match.start(), match.end()) or planned(text, start):
            continue
        if not _AWARDED.search(text[:start]):
            yield start, end


def _of_persons(sentence: Sentence) -> Iterator[tuple[int, int]]:
    text = sentence.text
    for match in _OF_PERSON.finditer(text):
        if is_person(match[1]) and not planned(text, match.start()) and not counted(text, 0, match.end()):
            yield left_edge(sentence, match.start(), 12), match.end()


def _titled(sentence: Sentence, speaker: Speaker) -> Iterator[tuple[int, int]]:
    text = sentence.text
    for match in _STUDIO.finditer(text):
        persons = _persons_before(sentence, match.start())
        example = persons and text.startswith("等", match.end())  # 某某某大师工作室等3个
        if planned(text, match.start()) or (not example and counted(text, match.start(), match.end())):
            continue
        if persons and "工作室" in text[persons[0] : match.start()]:
            persons = None
        start = persons[0] if persons else left_edge(sentence, match.start(), 18)
        start = behind_school(text, behind_own(text, start, match.end(), speaker), match.end())
        if _AWARDED_TO.search(text, 0, start):
            continue
        if "工作室" in text[start : match.start()]:
            start = text.rfind("工作室", start, match.start()) + 3
            start += text[start] in "和与及"
        start += lead.end() if (lead := _LEADS.match(text[start : match.start()])) else 0
        name = text[start : match.end()]
        if (not persons and _NO_STUDIO.match(name)) or (not example and counted(text, start, match.end())):
            continue
        if start == match.start() and not re.search(
            r"(?:成立|建立|组建|设立|建有|推行|打造)了?“?$|学院$|学校$", text[:start]
        ):
            continue
        if re.search(r"[的了等]|多个|项目", name):
            continue
        yield start, match.end()


def _persons_before(sentence: Sentence, at: int) -> tuple[int, int] | None:
    for mention in sentence.persons():
        if mention.end == at or (
            mention.end < at and re.fullmatch(r"[\u4e00-\u9fff]{0,6}", sentence.text[mention.end : at])
        ):
            return mention.start, mention.end
    for length in (3, 2):
        before = sentence.text[max(0, at - length - 1) : at - length]
        if (
            at >= length
            and (not before or before in _BEFORE_NAME)
            and is_person(sentence.text[at - length : at])
        ):
            return at - length, at
    return _with_trade(sentence, at)


def _with_trade(sentence: Sentence, at: int) -> tuple[int, int] | None:
    """Return the person before `at` with a trade between (某某某焊接大师工作室)."""
    start = left_edge(sentence, at, 9)
    for length in (3, 2):
        trade = at - start - length
        if trade in _TRADE_LENGTHS and is_person(sentence.text[start : start + length]):
            return start, start + length
    return None
