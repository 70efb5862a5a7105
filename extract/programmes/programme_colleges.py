"""Colleges and workshops run with partners: of an industry, of a quoted name, opened, or behind an arrow."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from ..honours.titles import is_title
from ..language.name_edges import behind_own, counted, left_edge, planned
from ..language.sentences import Sentence
from ..schools.school import Speaker
from .programme_partners import signed

_QUOTED: Final = re.compile(r"“([^“”，。；]{2,22}?)”")
_COLLEGE: Final = re.compile(r"(?:产业|企业|ICT|工程师|工匠|技师工匠|乡村振兴|鲁班|墨子)学院|工坊(?!式)")
#: What a college ends in.
COLLEGE_HEAD: Final = re.compile(r"(?:学院|学校|书院|学堂|工坊|工场)$")
_QUOTED_SIGN: Final = re.compile(r"学校|书院|学堂|工场")  #: what else a quoted one ends in
#: What makes a college of a quoted name before it: “…”企业学院.
_COLLEGE_BEHIND: Final = re.compile(
    r"”(?:现代|特色|数字|新型|乡村)?(?:产业|企业|工匠|工程师|技师|网络|直播|电商|创业|创新创业|振兴)?(?:学院|书院|学堂|工坊)(?!校|式)"
)
_NO_COLLEGE: Final = re.compile(
    r"^(?:[与和及]|现代|特色|新型|校企|共建|混合所有制|省级|市级|国家级|示范性?|首个|首家|一个|两个|多个|若干|各|该|本|二级|实体化|高水平|专业|行业|优质|一流|区域|校级|[\d一二三四五六七八九十两][个所家]?|数字|智慧|家长|业余|党|团|少年|夜|老年|网络|空中|道德|中等|职业|技工|技师|绿色|文明|平安|示范|特色|重点|先进|星级|健康|优秀)*(?:产业|企业|工程师|工匠)?(?:学院|学校|书院|学堂|工坊|工场)$|中学|小学|大学$|党校|(?:职业|技工|技师|中等|高等).*(?:学校|学院)$|示范|特色学校|先进|文明|重点|家长学校|^社区|[一二两三四五六七八九十几\d][个所家](?:产业|企业)?学院$"
)
#: Words of founding.
FOUNDED: Final = re.compile(
    r"成立|共建|合建|创立|揭了牌|揭幕|揭开|开张|开业|落成|挂了牌|授了牌|迎来|进驻|建立|组建|设立|揭牌|挂牌|落户|建成|开办|创办|办起|合办|联合|联手|合作|签约|打造|投资|入驻|建设|开设|授牌|挂[出上起]|牌子|→"
)
#: A college without the word for industry, opened or founded: 为某某学院揭牌.
_COLLEGE_OPENED: Final = re.compile(
    r"学院(?=”?(?:正式|今日|昨日|随即|当天|日前|近日)?(?:在[^，。；]{2,14}?)?(?:揭牌|挂牌|授牌|落成|成立(?!于)|诞生|落户))"
)
_NO_COLLEGE_OPENED: Final = re.compile(
    r"职业|技师|技工|师范|大学|继续教育|二级|马克思|国际|开放|老年|社区|分院|医学院$|^[\u4e00-\u9fff]{0,2}学院$"
)
#: A college by any name that is built with another: 与某协会共建|某某学院.
_BUILT_WITH: Final = re.compile(
    r"[与同和][^，。；“”]{3,30}?(?:共建|合建|(?:合作|共同|联合)(?:共建|建设|成立|组建|开办))(?:了|的)?“?(?P<name>[\u4e00-\u9fff]{3,10}学院)(?=”?[，。；、（])"
)
#: What stands before a college's name and is no part of it, and what no name has inside.
_COMING: Final = re.compile(
    r"(?:全球|世界|全国|国内|全省|我国|海外|境外)(?:第一|首|唯一)(?:家|个|所|座)|.*(?:[合联共]办|[共合]建)|[^，。；]{0,4}(?:来自|前往|参观|走访|走进|考察|命名|取名|更名)"
)
_NO_NAME: Final = re.compile(r"平方米|学院[和与及]|[交给把将归]|(?<!鲁)班|\d{3}")
#: A firm and, behind an arrow, what it builds: 某系+某公司→某产业学院.
_ARROW: Final = re.compile(
    r"[→⇒](?:共建|合建)?“?((?![与和同跟由])(?!.{0,12}大学)[^→⇒，。；：“”+]{4,20}?(?:学院|书院|工坊))(?=”?(?:$|[，。；、（\s\u4e00-\u9fff]))"
)
#: Words of a visit: what is only looked at, here or elsewhere, is not told of.
_SEEN: Final = re.compile(r"参观|走访|考察|观摩|察看|看[了过]|走进|一行|来访|取经|介绍了")
#: A college that the school builds abroad: 某国（某地）中国海外职业技术学院.
_OVERSEAS: Final = re.compile(r"(?:[\u4e00-\u9fff]{2,3}（[^（）]{1,3}）)?中国海外[\u4e00-\u9fff]{0,8}?学院")
_RENAMED: Final = re.compile(r"荣获|称号|授予|评为|更名|改名|定名|前身|简称|加挂|增挂")

_SHORTEST: Final = 6  #: characters of a college's name without marks
_SHORTEST_OPENED: Final = 5


def colleges_in(sentence: Sentence, speaker: Speaker) -> Iterator[tuple[int, int, str]]:
    """Yield where `sentence` names colleges, with their kind."""
    text = sentence.text
    if "学院" not in text and "工坊" not in text and not ("“" in text and _QUOTED_SIGN.search(text)):
        return
    if not FOUNDED.search(text) and "产业学院" not in text and not re.search(r"[A-Za-z]{2,}学院", text):
        return
    if _SEEN.search(text) and not FOUNDED.search(text):
        return
    spans = [*_quoted(sentence, speaker), *_opened(sentence, speaker), *_of_industry(sentence, speaker)]
    for start, end in spans:
        yield start, end, "industry_college"


def _quoted(sentence: Sentence, speaker: Speaker) -> Iterator[tuple[int, int]]:
    text = sentence.text
    for match in _QUOTED.finditer(text):
        start, end = match.span(1)
        if behind := _COLLEGE_BEHIND.match(text, end):
            start, end = match.start(), behind.end()
        name = text[start:end]
        if (
            not COLLEGE_HEAD.search(name)
            or (_NO_COLLEGE.search(name.strip("“”")) and "海外" not in name)
            or speaker.is_own(name)
        ):
            continue
        if planned(text, start) and not signed(sentence, start):
            continue
        near = text[max(0, match.start() - 40) : end + 28]
        if FOUNDED.search(near) and not _RENAMED.search(near) and not is_title(name, False, speaker.home):
            yield start, end


def _opened(sentence: Sentence, speaker: Speaker) -> Iterator[tuple[int, int]]:
    """Yield colleges that are opened under any name, and those behind an arrow."""
    text = sentence.text
    for match in _ARROW.finditer(text) if "→" in text or "⇒" in text else ():
        yield match.span(1)
    for match in _OVERSEAS.finditer(text) if "海外" in text else ():
        if not planned(text, match.start()) or signed(sentence, match.start()):
            yield match.span()
    for match in _BUILT_WITH.finditer(text) if "建" in text else ():
        name = match["name"]
        if planned(text, match.start("name")) and not signed(sentence, match.start("name")):
            continue
        if not (_NO_COLLEGE_OPENED.search(name) or _NO_COLLEGE.search(name) or speaker.is_own(name)):
            yield match.span("name")
    for match in _COLLEGE_OPENED.finditer(text):
        start = behind_own(text, left_edge(sentence, match.start(), 14), match.end(), speaker)
        name = text[start : match.end()]
        known = _NO_COLLEGE_OPENED.search(name) or speaker.is_own(name)
        if len(name) >= _SHORTEST_OPENED and not known:
            yield start, match.end()


def _of_industry(sentence: Sentence, speaker: Speaker) -> Iterator[tuple[int, int]]:
    text = sentence.text
    for match in _COLLEGE.finditer(text):
        start = behind_own(text, left_edge(sentence, match.start()), match.end(), speaker)
        start += lead.end() if (lead := _COMING.match(text[start : match.end()])) else 0
        name = text[start : match.end()]
        if len(name) < _SHORTEST or _NO_COLLEGE.search(name) or _NO_NAME.search(name):
            continue
        if speaker.is_own(name) and not name.endswith(("产业学院", "工坊")):
            continue
        if (planned(text, start) and not signed(sentence, start)) or counted(text, start, match.end()):
            continue
        if "》" in text[match.end() : match.end() + 12] and "《" in text[max(0, start - 8) : start]:
            continue
        yield start, match.end()
