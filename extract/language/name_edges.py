"""Where a name begins whose end is known: leftwards over the words that can belong to it."""

from __future__ import annotations

import re
from typing import Final

from ..schools.school import Speaker
from .sentences import Sentence

#: Parts of speech that no name has inside: prepositions, particles, pronouns, adverbs, marks.
_STOP_TAG: Final = re.compile(r"p|c|u[ljzdgv]?|r|d|y|e|o|x|f")
#: Words before a name that belong to the sentence.
_STOP_WORD: Final = re.compile(
    r"成立|共建|合建|建立|组建|设立|创建|创办|建成|建有|建设|开设|开办|举办|拥有|设有|现有|引进|引入|打造|依托|联合|携手|合作|获批|入选|立项|申报|荣获|获得|评为|授予|认定|认定为|命名|命名为|揭牌|挂牌|授牌|实施|推行|推进|开展|启动|落实|深化|构建|探索|完善|推动|制定|制订|出台|通过|利用|发挥|加强|参与|承担|承接|学校|我校|我院|本校|校企|双方|企业|公司|共同|联手|建|办|开|有|设|是|为|系|把|将|以|使|让|牵头|主持|负责|名为|称为|作为|成为|进入|走进|来到|参加|加入|就读|所在|位于|包括|如|含|即|其中|分别|还|又|年|月|日|个|名|家|所|项|批|首个|首批|新|等|现|已|已有|首|期|首期|专业|学生|教师|老师|校长|院长|指导|建起|办起|新增|增设|新设|筹建|运行|冠名|打造出|升格|升格为|升级|入校|入驻|改名|更名|确定|确定为|列为|列入"
)
_COUNT: Final = re.compile(r"[一二三四五六七八九十两几多\d]+")
_SCHOOL: Final = re.compile(
    r"[\u4e00-\u9fff]{2,16}?(?:职业技术学院|职业技术大学|职业学院|职业大学|技师学院|高等专科学校|职业学校|技工学校|中等专业学校|职教中心|职业教育中心)(?=[\u4e00-\u9fff])"
)

#: Words of a plan.
_PLANNED: Final = re.compile(
    r"(?<![虚模])拟|计划(?!”)|打算|准备|力争|争取|将(?!其|学)|希望|探索|目标|下一步|有望|设想"
)
#: A count behind what is counted, and before it.
_COUNTED: Final = re.compile(
    r"^”?(?:（[^）]{0,12}）)?(?:共|已|建设)?(?:\d+|[一二三四五六七八九十两几多])[余多]?[个所家间]|^的(?:代表|主持|建设与|发展)|^(?:等)?(?:\d+|[一二三四五六七八九十两几多]+)个"
)
_COUNTED_BEFORE: Final = re.compile(
    r"(?:\d+|[一二三四五六七八九十两几多]+)余?多?[个所家间](?:国家级|省级|市级|校级|[省市县])?$"
)


def left_edge(sentence: Sentence, end: int, longest: int = 20) -> int:
    """Return where the name begins that stands before `end`: behind the last word that is no part of it.

    An organisation mentioned right there begins it; a quotation mark or any other mark ends the search.
    """
    edge = end
    for token in reversed(sentence.tokens):
        if token.start < end < token.end:  # the segmenter joined the name's last word with what went before
            edge = token.start
            continue
        if token.end > edge:
            continue
        if token.end < edge or end - token.start > longest:
            break
        if _STOP_WORD.fullmatch(token.word) or (
            _STOP_TAG.fullmatch(token.tag) and token.word not in ("与", "及", "和", "·")
        ):
            break
        if re.fullmatch(r"[^\w·+\-]+|\d+", token.word) or (
            token.tag == "m" and re.fullmatch(r"[一二三四五六七八九十两几多\d]+", token.word)
        ):
            break
        edge = token.start
    while edge < end and sentence.text[edge] in "与及和":
        edge += 1
    for mention in sentence.organisations():
        if edge < mention.end <= end and mention.start < edge and end - mention.start <= longest:
            edge = mention.start
    return behind_school(sentence.text, edge, end)


def behind_school(text: str, start: int, end: int) -> int:
    """Return where a unit's name begins behind the name of its school (某职业学院汽车产业学院)."""
    match = _SCHOOL.match(text, start, end)
    return match.end() if match else start


def behind_own(text: str, start: int, end: int, speaker: Speaker) -> int:
    """Return where a unit's name begins behind the name of the reporting school."""
    for own in speaker.names:
        if text.startswith(own, start) and end - start - len(own) >= 4:
            return start + len(own)
    return start


def planned(text: str, at: int) -> bool:
    """Tell whether the clause before `at` only plans what follows."""
    start = max(text.rfind(mark, 0, at) for mark in "，。；") + 1
    return bool(_PLANNED.search(text, start, at))


def counted(text: str, start: int, end: int) -> bool:
    """Tell whether `text[start:end]` is what a number counts (名师工作室6个), no name."""
    return bool(_COUNTED.match(text[end:]) or _COUNTED_BEFORE.search(text[:start]))
