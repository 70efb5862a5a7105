"""Classes of firms: quoted, listed, opened, or called order classes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from ..language.name_edges import left_edge
from ..language.sentences import Sentence

_QUOTED: Final = re.compile(r"“([^“”，。；]{2,22}?)”(?=(班|学院|学校|工作室|工作坊)?)")
#: What makes a class one of a firm's.
_FIRMS: Final = re.compile(
    r"订单|冠名|定向|校企|企业|公司|集团|学徒|委培|委托培养|定制|合作|厂|酒店|医院|学员|开班|班牌|班旗|协议|签约"
)
#: What is said of a quoted class that bears a name of its own, no firm being spoken of.
_HELD: Final = re.compile(
    r"(?:成立|开出|开设|开办|组建|举办|设立|建起|办起|办了|办有|设有|开有|开了|带了|合办|创办|创立|联办|共办|共建|推出|招收|第[一二三四五六七八九十\d]+[届期]|首[届期]|头一[届期])[^，。；“”]{0,16}“?$"
)
#: Classes of no firm: by what they prepare for, whom they take, when they meet.
_NO_CLASS: Final = re.compile(
    r"^(?:目前|现有|全部|主要|[中高]?职校|我?校|学校|校企|企业|现代|新型|合作|订单|定向|冠名|定制|委培|学徒制?|精英|工匠|联合培养|特色|实验|卓越|试点|产教融合|校企合作|校企双元|高考|升学|大专|本科|创新|创业|尖子|培训|辅导|提高|冲刺|拓展|领航|启航|就业|业余|党校|团校|青马|青年马克思主义者培养工程|"
    r"周末|夜|兴趣|社团|火箭|平行|普通|重点|对口|单招|职教高考|技师|高级工|中级工|预备技师|五年制|三二连读|贯通|直通车|短训|研修|骨干|研讨|学习|先进|文明|优秀|示范|星级|免费|春季|秋季|新疆|西藏|内高|内职|女子|体验|教学|全日制|[一二三]年级?|\d级?|各|每|本|全|该|首期|一个|多个)*班$|[\d一二三四五六七八九十]班$|班主任|班级|上班|下班|值班|接班|班组|大赛|活动|晚班|早班|代班|转班|开班|分班|带好班"
)
_LISTED_CLASSES: Final = re.compile(
    r"((?:[\u4e00-\u9fffA-Za-z0-9·（）]{2,12}班[、和及]){1,}[\u4e00-\u9fffA-Za-z0-9·（）]{2,12}班)(?=等?(?:共?计?(?:\d+|[一二三四五六七八九十多几数]+)(?:余|多)?个)?[^，。；]{0,8})"
)
#: What a class that is held has behind it.
_MEETS: Final = re.compile(
    r"”?(?:[、和]?“[^“”]{2,16}班”){0,4}(?:的)?(?:第[一二三四五六七八九十\d]+[届期])?(?:的)?(?:毕业典礼|开学典礼|开班|结业|拜师|学员|同学|首批|毕业生|(?:同时|分别)?授[旗牌])"
)
_VISIT: Final = re.compile(r"(?:参观|走访|观摩|考察)[^，。；“”]{0,10}“?$")
_VISITED: Final = re.compile(r"”?(?:参观|观摩|考察)")
_ORDER_CLASS: Final = re.compile(r"(?:订单|定向|冠名|定制|委培|学徒)(?:培养)?(?:制)?(?:试点)?班")
#: A class without marks that is opened, and those of training that bear no name.
_OPENED_CLASS: Final = re.compile(
    r"([\u4e00-\u9fffA-Za-z]{3,12}班)(?:也|就|于|同日|当天|当日|同时|正式|随即|同步|随后){0,2}(?:开班|成立|揭牌|组建)"
)
_TRAINING: Final = re.compile(r"培训|研修|讲习|提升|进修|骨干|学习|轮训|实验班|毕业|新生|年级|届")


def classes_in(sentence: Sentence, firms: bool) -> Iterator[tuple[int, int, str]]:
    """Yield where `sentence` names classes, with their kind; `firms` says that it speaks of a firm."""
    text = sentence.text
    if "班" not in text:
        return
    about_firms = bool(_FIRMS.search(text))
    yield from _quoted(text, about_firms or firms)
    yield from _listed(sentence)
    yield from _plain(sentence, about_firms)


def _quoted(text: str, about_firms: bool) -> Iterator[tuple[int, int, str]]:
    """Yield the quoted classes; `about_firms` says that a firm is spoken of."""
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
            or _HELD.search(text, max(0, match.start() - 24), match.start() + 1)
            or _MEETS.match(text, end)
            or (
                match.start() > 1
                and text[match.start() - 1] in "”、"
                and text[: match.start()].rstrip("、").endswith("班”")
            )
        )
        if held and not _NO_CLASS.search(name if name.endswith("班") else name + "班"):
            yield match.start(1), end, "order_class"


def _listed(sentence: Sentence) -> Iterator[tuple[int, int, str]]:
    """Yield the members of a list of classes: 甲班、乙班等…."""
    text = sentence.text
    for match in _LISTED_CLASSES.finditer(text):
        if not re.search(r"订单|冠名|定向|企业", text[max(0, match.start() - 30) : match.end() + 12]):
            continue
        at = match.start()
        for part in re.split(r"[、和及]", match[1]):
            start = max(at, left_edge(sentence, at + len(part), 16))
            if _class_name(text[start : at + len(part)]):
                yield start, at + len(part), "order_class"
            at += len(part) + 1


def _plain(sentence: Sentence, about_firms: bool) -> Iterator[tuple[int, int, str]]:
    """Yield the classes without marks that are opened, or called order classes."""
    text = sentence.text
    for match in _OPENED_CLASS.finditer(text) if about_firms or "产业学院" in text else ():
        start = left_edge(sentence, match.end(1) - 1, 12)
        if (
            start < match.end(1) - 2
            and _class_name(text[start : match.end(1)])
            and not _TRAINING.search(match[1])
        ):
            yield start, match.end(1), "order_class"
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
        and not re.search(r"班[和与及、]|专业|学生|年级|[\d一二三四五六七八九十]个|[的了]", name)
    )
