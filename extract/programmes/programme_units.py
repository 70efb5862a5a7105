"""Classes, colleges, studios and workshops that bear a name of their own."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from ..language.name_edges import left_edge, planned
from ..language.sentences import Sentence, evidence
from ..reading.blocks import Document
from ..schools.school import Speaker
from .programme_colleges import COLLEGE_HEAD, FOUNDED, colleges_in
from .programme_found import Found, event_year
from .programme_majors import majors_behind
from .programme_partners import PartnerNames
from .programme_studios import studios_in

_QUOTED: Final = re.compile(r"“([^“”，。；]{2,22}?)”(?=(班|学院|学校|工作室|工作坊)?)")
#: What makes a class one of a firm's.
_FIRMS: Final = re.compile(
    r"订单|冠名|定向|校企|企业|公司|集团|学徒|委培|委托培养|定制|合作|厂|酒店|医院|学员|开班|班牌|班旗|协议|签约"
)
#: What is said of a quoted class that bears a name of its own, no firm being spoken of.
_HELD: Final = re.compile(
    r"(?:成立|开设|开办|组建|举办|设立|建起|办起|办了|合办|创办|招收|第[一二三四五六七八九十\d]+[届期]|首[届期]|头一[届期])[^，。；“”]{0,8}“?$"
)
_CLASS: Final = re.compile(
    r"(?:订单|定向|冠名|定制|委培|学徒|学徒制|企业|精英|工匠|联合培养|特色|实验|卓越)*班$"
)
#: Classes of no firm: by what they prepare for, whom they take, when they meet.
_NO_CLASS: Final = re.compile(
    r"^(?:校企|企业|现代|新型|合作|订单|定向|冠名|定制|委培|学徒制?|精英|工匠|联合培养|特色|实验|卓越|试点|高考|升学|大专|本科|创新|创业|尖子|培训|辅导|提高|冲刺|拓展|领航|启航|就业|业余|党校|团校|青马|青年马克思主义者培养工程|"
    r"周末|夜|兴趣|社团|火箭|平行|普通|重点|对口|单招|职教高考|技师|高级工|中级工|预备技师|五年制|三二连读|贯通|直通车|短训|研修|骨干|研讨|学习|先进|文明|优秀|示范|星级|免费|春季|秋季|新疆|西藏|内高|内职|女子|体验|教学|全日制|[一二三]年级?|\d+级?|各|每|本|全|该|首期|一个|多个)*班$|[\d一二三四五六七八九十]班$|班主任|班级|上班|下班|值班|接班|班组|大赛|活动|晚班|早班|代班|转班|开班|分班|带好班"
)
_LISTED_CLASSES: Final = re.compile(
    r"((?:[\u4e00-\u9fffA-Za-z0-9·（）]{2,12}班[、和及]){1,}[\u4e00-\u9fffA-Za-z0-9·（）]{2,12}班)(?=等?(?:共?计?(?:\d+|[一二三四五六七八九十多几数]+)(?:余|多)?个)?[^，。；]{0,8})"
)
_VISIT: Final = re.compile(r"(?:参观|走访|观摩|考察)[^，。；“”]{0,10}“?$")
_VISITED: Final = re.compile(r"”?(?:参观|观摩|考察)")
_ORDER_CLASS: Final = re.compile(r"(?:订单|定向|冠名|定制|委培|学徒)(?:培养)?(?:制)?(?:试点)?班")
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
            weight=0.85 if partner or kind == "studio" else 0.7,
        )


def _spans(
    sentence: Sentence, speaker: Speaker, names: PartnerNames, firms: bool
) -> list[tuple[int, int, str]]:
    spans = [
        *_classes(sentence, firms),
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


def _classes(sentence: Sentence, firms: bool) -> Iterator[tuple[int, int, str]]:
    text = sentence.text
    if "班" not in text:
        return
    about_firms = bool(_FIRMS.search(text))
    for match in _QUOTED.finditer(text):
        name, end = match[1], match.end(1)
        if not name.endswith("班") and match[2] != "班":
            if not (after := re.match(r"”(?:订单|定向|冠名|定制)班", text[end:])):
                continue
            name, end = name + after[0].replace("”", ""), end + after.end()
        if _visited(text, match.start(), match.end()):
            continue
        held = (
            about_firms
            or firms
            or _HELD.search(text, max(0, match.start() - 16), match.start() + 1)
            or (
                match.start() > 1
                and text[match.start() - 1] in "”、"
                and text[: match.start()].rstrip("、").endswith("班”")
            )
        )
        if held and not _NO_CLASS.search(name if name.endswith("班") else name + "班"):
            yield match.start(1), end, "order_class"
    for match in _LISTED_CLASSES.finditer(text):
        if not re.search(r"订单|冠名|定向|企业", text[max(0, match.start() - 30) : match.end() + 12]):
            continue
        at = match.start()
        for part in re.split(r"[、和及]", match[1]):
            start = max(at, left_edge(sentence, at + len(part), 16))
            if _class_name(text[start : at + len(part)]):
                yield start, at + len(part), "order_class"
            at += len(part) + 1
    for match in _ORDER_CLASS.finditer(text):
        start = left_edge(sentence, match.start(), 16)
        if (
            start < match.start()
            and not _visited(text, start, match.end() + 1)
            and _class_name(text[start : match.end()])
            and _noun(sentence, start, match.start())
        ):
            yield start, match.end(), "order_class"


def _visited(text: str, start: int, end: int) -> bool:
    """Tell a class that is only gone to see (参观“…班”, 去“…班”参观); `end` is behind the marks."""
    return bool(_VISIT.search(text, max(0, start - 14), start) or _VISITED.match(text, end - 1))


def _noun(sentence: Sentence, start: int, end: int) -> bool:
    """Tell a name from words that hold a verb or a number (商量联办…, 两个…)."""
    if "”" in sentence.text[start:end]:
        return False
    return not any(
        token.tag in ("v", "m", "q", "d") and start <= token.start and token.end <= end
        for token in sentence.tokens
    )


def _class_name(name: str) -> bool:
    return (
        len(name) >= 3
        and not _NO_CLASS.search(name)
        and not re.search(r"专业|学生|年级|[\d一二三四五六七八九十]个|[的了]", name)
    )


def _majors(sentence: Sentence, at: int) -> list[str]:
    """Return the majors that the clause before `at` or right behind it ties to what is named there."""
    floor = max(sentence.text.rfind(mark, 0, at) for mark in "，。；") + 1
    return list(dict.fromkeys(one.text for one in sentence.majors() if floor <= one.start < at and one.known))
