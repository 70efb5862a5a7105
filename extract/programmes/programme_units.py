"""Classes, colleges, studios and workshops that bear a name of their own."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from ..language.name_edges import planned
from ..language.sentences import Sentence, evidence
from ..reading.blocks import Document
from ..schools.school import Speaker
from .programme_classes import classes_in
from .programme_colleges import COLLEGE_HEAD, FOUNDED, colleges_in
from .programme_found import Found, event_year
from .programme_majors import majors_behind
from .programme_partners import PartnerNames
from .programme_studios import studios_in

_CLASS: Final = re.compile(
    r"(?:订单|定向|冠名|定制|委培|学徒|学徒制|企业|精英|工匠|联合培养|特色|实验|卓越)*班$"
)
_NICKNAMED_CLASS: Final = re.compile(
    r"(?:(?![就在对向为于把将由到从给及是共办开设建与和工])[\u4e00-\u9fff]){0,5}?班(?![级主组车长次子])"
)
_NICKNAMED_COLLEGE: Final = re.compile(
    r"(?:(?!公司|[就在对向为于把将由到从给及是共办开设建与和])[\u4e00-\u9fffA-Za-z]){2,8}?(?:学院|学校)(?!校|派)"
)


def units_in(
    document: Document,
    sentence: Sentence,
    speaker: Speaker,
    names: PartnerNames,
    dated: bool,
    *,
    firms: bool = False,
) -> Iterator[Found]:
    """Yield the named classes, colleges and studios of `sentence`; `firms` says that it speaks of a firm."""
    text = sentence.text
    if (
        "班" not in text
        and "学院" not in text
        and "工作" not in text
        and "学校" not in text
        and "工坊" not in text
    ):
        return
    for start, end, kind in _spans(sentence, speaker, names, firms):
        name = text[start:end]
        nickname = re.sub(_CLASS if kind == "order_class" else COLLEGE_HEAD, "", name)
        partner = ""
        if kind != "studio":
            partner = (
                names.by_nickname(nickname, sentence)
                or names.of_clause(sentence, start)
                or names.behind(sentence, start, end)
            )
        yield Found(
            name,
            kind,
            evidence(document, sentence.passage, start, end, sentence.section),
            partner=partner,
            year=event_year(sentence, start, end, speaker.year, dated),
            majors=tuple(_majors(sentence, start)) or majors_behind(sentence, end)
            if kind != "studio"
            else (),
            aliases=tuple(own + name for own in speaker.names if text.endswith(own, 0, start)),
            weight=0.85 if partner or kind == "studio" else 0.7,
        )


def _spans(
    sentence: Sentence, speaker: Speaker, names: PartnerNames, firms: bool
) -> list[tuple[int, int, str]]:
    spans = [
        *classes_in(sentence, firms),
        *colleges_in(sentence, speaker),
        *((start, end, "studio") for start, end in studios_in(sentence, speaker)),
        *_nicknamed(sentence, speaker, names),
    ]
    kept: list[tuple[int, int, str]] = []
    for span in sorted(set(spans), key=lambda one: (one[0], -one[1])):
        if not any(span[0] < end and start < span[1] for start, end, _ in kept):
            kept.append(span)
    return kept


def _nicknamed(sentence: Sentence, speaker: Speaker, names: PartnerNames) -> Iterator[tuple[int, int, str]]:
    """Yield classes and colleges that begin with a partner's short name (正泰班, 华为网络学院)."""
    text = sentence.text
    if "班" not in text and "学院" not in text and "学校" not in text:
        return
    for start, end, _ in names.nicknames.longest(text):
        if match := _NICKNAMED_CLASS.match(text, end):
            if not planned(text, start) and not re.search(r"培训|[的了]|订单人才", match[0]):
                yield start, match.end(), "order_class"
        elif (match := _NICKNAMED_COLLEGE.match(text, end)) and FOUNDED.search(text):
            own = speaker.is_own(text[start : match.end()]) or any(
                name.endswith(match[0]) and text.endswith(name, 0, match.end()) for name in speaker.names
            )
            if (
                not own
                and not planned(text, start)
                and not re.search(r"职业|技师|技工|[的了]|与|和", match[0])
            ):
                yield start, match.end(), "industry_college"


def _majors(sentence: Sentence, at: int) -> list[str]:
    """Return the majors that the clause before `at` or right behind it ties to what is named there."""
    floor = max(sentence.text.rfind(mark, 0, at) for mark in "，。；") + 1
    return list(dict.fromkeys(one.text for one in sentence.majors() if floor <= one.start < at and one.known))
