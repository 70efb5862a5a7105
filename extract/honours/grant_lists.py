"""Lists of titles without a verb before them: announced by a word, closed by one, or standing alone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from ..language.enumerations import clause_start, items_in
from ..language.sentences import Sentence
from ..schools.school import Speaker
from .grant_items import Grant, titles_in, years_apart
from .grant_years import item_years, years_told
from .holders import subject_of
from .titles import base_kind, is_title, trimmed

#: What is hoped for, planned or asked is not held.
#: Goals set for later years: whatever follows in the sentence is not held yet.
AHEAD: Final = re.compile(
    r"目标[：，为是]|到20\d\d年|规划期|十[三四五]五”?(?:末|时期将)|下一步|今后|未来[三五]?年|整改措施|改进措施"
)
PLANNED: Final = re.compile(
    r"争创|争取|力争|目标|努力|拟(?<![虚模]拟)|计划(?!”)|打算|准备|冲刺|争当|争做|对标|希望|将(?<!即将)(?![其学我])|力求|有望|瞄准|着力|致力|申请|迎接|推荐|旨在|为把|把[^，]{0,12}(?:建设|打造|办)|要求|应当|必须|提出|如果|若|未|没有|不断|加快|积极(?!参)|推进|推动|争(?<!竞争)(?!先)"
)
#: A list closed by words that call it one of honours.
_CLOSED: Final = re.compile(
    r"(?:等(?:[\d一二两三四五六七八九十百多几数]+余?多?[个项块顶张])?|[\d一二两三四五六七八九十几数]+[个项块顶张面方])(?:国家级|省级|市级)?、?(?:荣誉称号|荣誉|称号|牌匾|牌子|奖牌|铜牌|金字招牌|招牌|头衔|名头|名号|名片|帽子|光环|美誉|殊荣|桂冠)(?!有?：|如|——)"
)
#: What is quoted is no plan, whatever words it has (“毕业生推荐学校”).
_QUOTED: Final = re.compile(r"“[^“”]*”")
_TAKEN: Final = re.compile(
    r"(?:等?(?:荣誉)?称号)?(?:也|均|都|亦|先后|曾)?(?:被|曾|先后)?(?:授予学校|收入囊中|花落|归属?学校|落户)"
)
#: What either of the two has.
_CLOSED_SIGN: Final = re.compile(
    r"荣誉|称号|牌|殊荣|桂冠|头衔|名头|名号|名片|帽子|光环|美誉|授予学校|收入囊中|花落|归属?学校|落户"
)
#: What either way of announcing a list of honours has.
_ANNOUNCED_SIGN: Final = re.compile(
    r"荣誉|称号|光环|名片|牌子|奖牌|牌匾|铜牌|匾额|匾牌|招牌|头衔|名头|名号|桂冠|帽子|奖状|美誉|表彰|所获|殊荣|资质"
)
#: Words that announce a list of honours.
_ANNOUNCED: Final = re.compile(
    r"(?:荣誉(?:称号)?|称号|光环|名片|牌子|奖牌|牌匾|铜牌|匾额|匾牌|招牌|头衔|名头|名号|桂冠|帽子|奖状|美誉|表彰|所获|殊荣)[^，。；：]{0,14}?(?:[：】〕〗\]]|——|主要有|包括|计有|如下|分别[为是]|有(?=[省市国全县区自“]))[：]?|（[^（）]{0,4}(?:荣誉|称号|资质|表彰)[^（）]{0,4}）|(?:获得|得到|取得|拥有)的[^，。；：]{0,10}(?:荣誉|称号)[^，。；：]{0,6}(?:[有为是：])[：]?"
)
#: Plates that hang at the door, by whomever, and those that were handed to the school.
_HUNG: Final = re.compile(r"牌[^。；]{0,12}挂|挂[^。；]{0,8}牌|多了|揭[^。；]{0,6}牌")
_HANDED: Final = re.compile(r"拿|获|授|领|捧|颁|评|荣誉")
OF_OTHERS: Final = re.compile(r"教师|老师|学生|个人|选手|毕业生|企业|公司")


def announced(sentence: Sentence, speaker: Speaker, start: int) -> Iterator[Grant]:
    """Yield the titles of `sentence` from `start` on, where words before or a heading call them honours.

    A year that stands alone (2011年，…) holds for the title after it.
    """
    text = sentence.text
    years = years_told(text, start, speaker.year)
    own: tuple[int, ...] = ()
    hung = _HUNG.search(text, 0, start) is not None and not _HANDED.search(text, 0, start)
    for item in (part for whole in items_in(text, start, len(text)) for part in years_apart(text, whole)):
        alone = re.fullmatch(r"[（(]?(\d{4})年?(?:\d{1,2}月)?[）)]?", text[item.start : item.end].strip())
        if alone:
            own = (int(alone[1]),)
            continue
        grants = list(titles_in(sentence, item, "given", False, speaker))
        for grant in grants:
            told = item_years(text, item, grant.start, grant.end) or own or years
            merely = hung and base_kind(grant.name) is not None
            yield replace(grant, years=told, strength="bare" if merely else "given")
        if grants and item.mark in "；。":
            own = ()


def announcement(text: str) -> int | None:
    """Return where the list begins that `text` announces as one of the school's honours, or None."""
    if not _ANNOUNCED_SIGN.search(text):
        return None
    match = _ANNOUNCED.search(text)
    return match.end() if match and not OF_OTHERS.search(text[: match.end()]) else None


def closed_list(sentence: Sentence, speaker: Speaker) -> Iterator[Grant]:
    """Yield the titles of a list that only its end calls one of honours: 甲、乙、丙等称号也曾授予学校."""
    text = sentence.text
    if not _CLOSED_SIGN.search(text):
        return
    for match in (*_CLOSED.finditer(text), *_TAKEN.finditer(text)):
        start = clause_start(text, match.start(), "，；。！？")
        if subject_of(sentence, start, speaker) == "other":
            continue
        if PLANNED.search(_QUOTED.sub("“”", text[start : match.start()])):
            continue
        for number, item in enumerate(items_in(text, start, match.start())):
            for grant in titles_in(sentence, item, "given", number > 0, speaker):
                plate = ("牌" in match[0] or "落户" in match[0]) and base_kind(
                    grant.name
                ) is not None  # hung up, by whomever
                years = item_years(text, item, grant.start, grant.end)
                yield replace(grant, years=years, strength="bare" if plate else "given")


#: A list of those chosen, and words that say the school is on it: 公布某某名单，学校榜上有名.
_ENROLLED: Final = re.compile(
    r"(?:公布|发布|公示|下发|印发)(?:了|的)?《?(?:关于)?(?P<title>[^，。；：《》]{6,40}?)(?:建设单位)?(?:入选|拟认定|认定|评选|建设|立项|拟立项|评审|遴选)?(?:名单|结果)(?:的通知|的公示)?》?"
)
_AUTHORITY: Final = re.compile(r"[部厅局委办会]|政府|部门")
#: Words of being on a list.
_ON_LIST: Final = re.compile(r"榜上有名|上榜|在列|位列其中|名列其中|成功入选|跻身其中|入选|入围|名列|在榜")


def enrolled(sentence: Sentence, speaker: Speaker) -> Iterator[Grant]:
    """Yield the title whose list of holders the text says the school to be on (…名单公布，学校榜上有名)."""
    text = sentence.text
    if "名单" not in text and "结果" not in text:
        return
    for match in _ENROLLED.finditer(text):
        on_list = _ON_LIST.search(text, match.end())
        if not on_list or subject_of(sentence, on_list.start(), speaker) != "own":
            continue
        if re.search(r"\d[所家个]|其他|多[所家]", text[match.end() : on_list.start()]):
            continue  # it tells how many are on it
        start, end = trimmed(text, *match.span("title"))
        by_authority = _AUTHORITY.search(text, 0, match.start()) is not None
        if is_title(text[start:end], not by_authority, speaker.home):
            years = years_told(text, start, speaker.year)
            yield Grant(sentence, start, end, text[start:end], years, text[: match.start()][-40:], "given")
