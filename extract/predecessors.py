"""Predecessors: schools and names that became today's school, and when."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from .blocks import Document
from .facts import Fact
from .school import Speaker
from .sentences import Sentence, evidence

_NAME: Final = r"[“]?((?:[\u4e00-\u9fff（）·]{2,24}?)(?:学校|中学|学院|中心|职校|中专|职中|职高|职业高中|技校|卫校|训练所|讲习班|学堂|班|校|农中|夜校|专科))[”]?"
_YEAR: Final = r"((?:18|19|20)\d\d)年(?:\d{1,2}月)?(?:\d{1,2}日)?"
_FORMER: Final = re.compile(rf"(?:前身(?:是|为|叫|系)?|最早叫|源于|起源于|原名|原为|原称|起初名为)(?:[（“]?)(?:(?:创办|始建|创建|成立|建立)于{_YEAR}(?:的)?)?(?:{_YEAR})?(?:的|创办的|成立的|创建的)?{_NAME}")
_RENAMED: Final = re.compile(
    rf"{_YEAR}[，、]?(?:\d{{1,2}}月)?[^，。；]{{0,20}}?(更名为|改名为|改称|改为|易名为|定名为|定名|更现名|起用现名|用现名|改用现名|升格为|升格成|晋升为|升级为|合并为|合并组建|合并成立|并入|整合为|整合成立|组建为|组建|恢复)(?:[^，。；]{{0,4}}?)(?:{_NAME})?"
)
_MERGED: Final = re.compile(rf"(?:由|将)(?:原)?{_NAME}(?:、{_NAME})?(?:、{_NAME})?(?:和|与|及|、){_NAME}(?:等)?(?:[^，。；]{{0,10}})(?:合并|整合|组建|并校|合为)")
_EVENTS: Final = (("upgrade", "升"), ("merge", "合|并|整|组"), ("rename", "名|称|改|恢复"))


def predecessors(document: Document, sentences: Sequence[Sentence], speaker: Speaker) -> list[Fact]:
    """Return the predecessors in order; each has the year and event by which it turned into the next."""
    facts: list[Fact] = []
    for number, sentence in enumerate(sentences):
        text = sentence.text
        if not re.search(r"前身|更名|改名|原名|合并|升格|改称|最早叫|定名|源于|并入", text):
            continue
        story = text
        follower = sentences[number + 1].text if number + 1 < len(sentences) and sentences[number + 1].paragraph == sentence.paragraph else ""
        facts += _merges(document, sentence, story, speaker)
        facts += _chain(document, sentence, story, follower, speaker)
    return _distinct(facts)


def _chain(document: Document, sentence: Sentence, text: str, follower: str, speaker: Speaker) -> list[Fact]:
    """Follow 前身是甲, 某年更名为乙, 某年升格为丙: each name ends where the next begins."""
    former = _FORMER.search(text)
    turns = [match for match in _RENAMED.finditer(text)]
    if not former and not turns:
        return []
    names: list[tuple[str, int, int]] = []
    if former:
        name = _clean(former[3])
        if name and not speaker.is_own(name):
            names.append((name, former.start(), former.end()))
    facts = []
    for number, (name, start, end) in enumerate(names):
        turn = next((match for match in turns if match.start() >= start), None)
        values: dict[str, object] = {"name": name}
        if turn is not None:
            values |= {"year": int(turn[1]), "event": _event(turn[2])}
            end = max(end, turn.end())
        else:
            later = _RENAMED.search(follower)
            founded = re.search(_YEAR, text[start:])
            if later:
                values |= {"year": int(later[1]), "event": _event(later[2])}
            elif founded:
                values |= {"year": int(founded[1]), "event": "found"}
        facts.append(Fact("predecessor", values, (evidence(document, sentence.passage, start, min(end, len(text)), sentence.section),), 0.8))
        del number
    for this, following in zip(turns, turns[1:], strict=False):
        name = _clean(this[3])
        if name and following[1] and not speaker.is_own(name) and (former or _of_school(text, speaker)):
            values = {"name": name, "year": int(following[1]), "event": _event(following[2])}
            facts.append(Fact("predecessor", values, (evidence(document, sentence.passage, this.start(), following.end(), sentence.section),), 0.75))
    return facts


def _merges(document: Document, sentence: Sentence, text: str, speaker: Speaker) -> list[Fact]:
    facts = []
    for match in _MERGED.finditer(text):
        year = re.search(_YEAR, text)
        for group in range(1, 5):
            name = _clean(match[group])
            if name and not speaker.is_own(name):
                values: dict[str, object] = {"name": name, "event": "merge"}
                if year:
                    values["year"] = int(year[1])
                facts.append(Fact("predecessor", values, (evidence(document, sentence.passage, match.start(), match.end(), sentence.section),), 0.75))
    return facts


def _of_school(text: str, speaker: Speaker) -> bool:
    return any(name in text for name in speaker.names) or "学校" in text[:12]


def _event(words: str) -> str:
    return next((event for event, pattern in _EVENTS if re.search(pattern, words)), "rename")


def _clean(name: str | None) -> str:
    name = re.sub(r"^(?:原|的|是|为|于|由|和|与|及|了|地方)+", "", name or "")
    return "" if len(name) < 4 or re.search(r"我校|本校|学校学校|一所|示范|重点|国家级|省级", name) else name


def _distinct(facts: list[Fact]) -> list[Fact]:
    kept: dict[str, Fact] = {}
    for fact in facts:
        kept.setdefault(str(fact.get("name")), fact)
    return list(kept.values())
