"""Classes, colleges, studios and workshops that bear a name of their own."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from ..language.name_edges import behind_own, counted, left_edge, planned
from ..language.sentences import Sentence, evidence
from ..reading.blocks import Document
from ..schools.school import Speaker
from .programme_found import Found, event_year
from .programme_majors import majors_behind
from .programme_partners import PartnerNames
from .programme_studios import studios_in

_QUOTED: Final = re.compile(r"“([^“”，。；]{2,22}?)”(?=(班|学院|学校|工作室|工作坊)?)")
#: What makes a class one of a firm's.
_FIRMS: Final = re.compile(r"订单|冠名|定向|校企|企业|公司|集团|学徒|委培|委托培养|定制|合作|厂|酒店|医院")
_CLASS: Final = re.compile(
    r"(?:订单|定向|冠名|定制|委培|学徒|学徒制|企业|精英|工匠|联合培养|特色|实验|卓越)*班$"
)
#: Classes of no firm: by what they prepare for, whom they take, when they meet.
_NO_CLASS: Final = re.compile(
    r"^(?:校企|企业|现代|新型|合作|订单|定向|冠名|定制|委培|学徒制?|精英|工匠|联合培养|特色|实验|卓越|试点|高考|升学|大专|本科|创新|创业|尖子|培训|辅导|提高|冲刺|拓展|领航|启航|就业|业余|党校|团校|青马|青年马克思主义者培养工程|"
    r"周末|夜|兴趣|社团|火箭|平行|普通|重点|对口|单招|职教高考|技师|高级工|中级工|预备技师|五年制|三二连读|贯通|直通车|短训|研修|骨干|研讨|学习|先进|文明|优秀|示范|星级|免费|春季|秋季|新疆|西藏|内高|内职|女子|体验|教学|全日制|[一二三]年级?|\d+级?|各|每|本|全|该|首期|一个|多个)*班$|班主任|班级|上班|下班|值班|接班|班组|大赛|活动|晚班|早班|代班|转班|开班|分班|带好班"
)
_LISTED_CLASSES: Final = re.compile(
    r"((?:[\u4e00-\u9fffA-Za-z0-9·（）]{2,12}班[、和及]){1,}[\u4e00-\u9fffA-Za-z0-9·（）]{2,12}班)(?=等?(?:共?计?(?:\d+|[一二三四五六七八九十多几数]+)(?:余|多)?个)?[^，。；]{0,8})"
)
_ORDER_CLASS: Final = re.compile(r"(?:订单|定向|冠名|定制|委培|学徒)(?:培养)?(?:制)?(?:试点)?班")
_NICKNAMED_CLASS: Final = re.compile(
    r"(?:(?![就在对向为于把将由到从给及是共办开设建与和工])[\u4e00-\u9fff]){0,5}?班(?![级主组车长次子])"
)
_NICKNAMED_COLLEGE: Final = re.compile(
    r"(?:(?!公司|[就在对向为于把将由到从给及是共办开设建与和])[\u4e00-\u9fffA-Za-z]){2,8}?(?:学院|学校)(?!校|派)"
)
_COLLEGE: Final = re.compile(r"(?:产业|企业|ICT|工程师|工匠|技师工匠|乡村振兴|鲁班|墨子)学院|工坊(?!式)")
_COLLEGE_QUOTED: Final = re.compile(r"(?:学院|学校|书院|学堂|工坊|工场)$")
#: What makes a college of a quoted name before it: “…”企业学院.
_COLLEGE_BEHIND: Final = re.compile(
    r"”(?:现代|特色|数字|新型|乡村)?(?:产业|企业|工匠|工程师|技师|网络|直播|电商|创业|创新创业|振兴)?(?:学院|书院|学堂|工坊)(?!校|式)"
)
_NO_COLLEGE: Final = re.compile(
    r"^(?:[与和及]|现代|特色|新型|校企|共建|混合所有制|省级|市级|国家级|示范性?|首个|首家|一个|两个|多个|若干|各|该|本|二级|实体化|高水平|专业|行业|优质|区域|校级|\d+个?|数字|智慧|家长|业余|党|团|少年|夜|老年|网络|空中|道德|中等|职业|技工|技师|绿色|文明|平安|示范|特色|重点|先进|星级|健康|优秀)*(?:产业|企业|工程师|工匠)?(?:学院|学校|书院|学堂|工坊|工场)$|中学|小学|大学$|党校|(?:职业|技工|技师|中等|高等).*(?:学校|学院)$|示范|特色学校|先进|文明|重点|家长学校|^社区"
)
_FOUNDED: Final = re.compile(
    r"成立|共建|合建|建立|组建|设立|揭牌|挂牌|落户|建成|开办|创办|办起|合办|联合|联手|合作|签约|打造|投资|入驻|建设|开设|授牌"
)
_RENAMED: Final = re.compile(r"荣获|称号|授予|评为|更名|改名|定名|前身|简称")


def units_in(
    document: Document, sentence: Sentence, speaker: Speaker, names: PartnerNames, dated: bool
) -> Iterator[Found]:
    """Yield the named classes, colleges and studios of `sentence`."""
    text = sentence.text
    if (
        "班" not in text
        and "学院" not in text
        and "工作" not in text
        and "学校" not in text
        and "工坊" not in text
    ):
        return
    for start, end, kind in _spans(sentence, speaker, names):
        name = text[start:end]
        nickname = re.sub(_CLASS if kind == "order_class" else _COLLEGE_QUOTED, "", name)
        partner = ""
        if kind != "studio":
            partner = names.by_nickname(nickname, sentence) or names.of_clause(sentence, start)
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


def _spans(sentence: Sentence, speaker: Speaker, names: PartnerNames) -> list[tuple[int, int, str]]:
    spans = [
        *_classes(sentence),
        *_colleges(sentence, speaker),
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
        elif (match := _NICKNAMED_COLLEGE.match(text, end)) and _FOUNDED.search(text):
            own = speaker.is_own(text[start : match.end()]) or any(
                name.endswith(match[0]) and text.endswith(name, 0, match.end()) for name in speaker.names
            )
            if (
                not own
                and not planned(text, start)
                and not re.search(r"职业|技师|技工|[的了]|与|和", match[0])
            ):
                yield start, match.end(), "industry_college"


def _classes(sentence: Sentence) -> Iterator[tuple[int, int, str]]:
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
        if about_firms and not _NO_CLASS.search(name if name.endswith("班") else name + "班"):
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
            and _class_name(text[start : match.end()])
            and _noun(sentence, start, match.start())
        ):
            yield start, match.end(), "order_class"


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


def _colleges(sentence: Sentence, speaker: Speaker) -> Iterator[tuple[int, int, str]]:
    text = sentence.text
    if not _FOUNDED.search(text) and "产业学院" not in text and not re.search(r"[A-Za-z]{2,}学院", text):
        return
    for match in _QUOTED.finditer(text):
        start, end = match.span(1)
        if behind := _COLLEGE_BEHIND.match(text, end):
            start, end = match.start(), behind.end()
        name = text[start:end]
        if not _COLLEGE_QUOTED.search(name) or _NO_COLLEGE.search(name.strip("“”")) or speaker.is_own(name):
            continue
        near = text[max(0, match.start() - 40) : end + 16]
        if _FOUNDED.search(near) and not _RENAMED.search(near):
            yield start, end, "industry_college"
    for match in _COLLEGE.finditer(text):
        start = behind_own(text, left_edge(sentence, match.start()), match.end(), speaker)
        name = text[start : match.end()]
        if (
            _NO_COLLEGE.search(name)
            or len(name) < 6
            or "班" in name
            or speaker.is_own(name)
            or planned(text, start)
        ):
            continue
        if "》" in text[match.end() : match.end() + 12] and "《" in text[max(0, start - 8) : start]:
            continue
        if counted(text, start, match.end()):
            continue
        yield start, match.end(), "industry_college"


def _majors(sentence: Sentence, at: int) -> list[str]:
    """Return the majors that the clause before `at` or right behind it ties to what is named there."""
    floor = max(sentence.text.rfind(mark, 0, at) for mark in "，。；") + 1
    return list(dict.fromkeys(one.text for one in sentence.majors() if floor <= one.start < at and one.known))
