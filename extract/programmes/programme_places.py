"""Bases without a verb of building before them: of a quoted subject, with a verb behind, the school's own."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from ..honours.grant_lists import AHEAD
from ..language.enumerations import clause_start, inside, items_in
from ..language.name_edges import counted, left_edge
from ..language.sentences import Sentence, evidence
from ..reading.blocks import Document
from ..schools.school import Speaker
from .programme_bases import NO_BASE, PLANNED
from .programme_found import Found, event_year
from .programme_partners import PartnerNames

_HEAD: Final = (
    r"(?:基地|中心|工坊|工厂|工场|车间|示范园|实训园|产业园|创业园|科技园|体验馆|研究院|产业研究所)"
)
_SIGN: Final = re.compile(_HEAD)
#: A quoted subject and what it is: “某某”产教融合孵化基地.
_QUOTED_SUBJECT: Final = re.compile(
    rf"(“[^“”，。；！？]{{2,18}}”(?:(?![和与及的在于是为向到由落设建挂入成授])[\u4e00-\u9fff]){{0,14}}?{_HEAD})(?=[，。；：、）！…]|$|[\u4e00-\u9fff]{{1,3}}[，。；、]|[也就随都已正托揭挂授落建启开成立投的])"
)
#: Quoted words that name no base by themselves.
_COMMON: Final = re.compile(
    r"双师|双创|1\+|产教融合|校企|三全|工学|双元|双高|双优|互联网|一带一路|教学做|五育|理实|产学研|四新|三教|岗课|现代学徒|订单|十[一二三四五]五|乡村振兴"
)
#: What happened to the base named before: it was built, opened, hung out at the school.
_CAME: Final = re.compile(
    rf"{_HEAD}(?P<verb>”?(?:也|已|就|都|均|随之|随后|相继|先后|正式|陆续|全面|一期|刚刚?|同时|同日|当天|也都|在[^，。；]{{0,12}}){{0,3}}(?:建起来|建了起来|有了(?![\u4e00-\u9fff])|建成|落成|启用|投用|投入使用|投入运行|开放|揭牌|挂牌|授牌|挂在|设在(?:这里|学校|校内|校园|我校|院内|学院|[东南西北]校区)|开门|开园|开馆|开业|竣工|亮相|落户|立起来|办起来|成立))"
)
#: What a base is for; without it the name is one of a house (体育中心) or of a body.
_TASK: Final = re.compile(
    r"训|实践|实验|实操|实习|孵化|研发|考核|体验|鉴定|创新|科普|教育|产教|双创|创客|研学|工坊|工厂"
)
#: Bases that the text says are the school's own: in it, or under it.
_OWN_BASE: Final = re.compile(
    rf"(?:校内|校园内|院内|我校|(?<![\u4e00-\u9fff])学校|该校)(?:的|建有的|设有的)?(?!现有|还有|另有|也有|有|建有|拥有|设有|组织|在|到|与|和|利用|依托)(?P<name>[\u4e00-\u9fffA-Za-z]{{2,12}}?(?:实训|实践|培训|孵化|拓展|训练)(?:{_HEAD}))(?![、和与及]|等|实[训习]|\d)"
)
#: One base given as an example of the school's: 某某训练基地等6大校内实训基地.
_EXAMPLE: Final = re.compile(
    rf"(?P<names>[^，。；：“”]{{4,60}}?{_HEAD})等(?:\d+|[一二两三四五六七八九十多几数]+)?余?[个大座家处]?(?:校内|校级|省级|市级|国家级|生产性|高水平)*(?:实训|实践|实习|培训)?基地"
)
_EXAMPLE_SIGN: Final = re.compile(rf"{_HEAD}等")
#: What stands under the school: 附属单位三家：…, 下设….
_UNDER: Final = re.compile(
    r"(?:附属(?:单位|机构)|直属单位|下属单位|培训机构|下设|内设|挂靠(?:单位|机构)|挂靠[在于]?(?:学校|我校|学院)的有)(?:(?:\d+|[一二两三四五六七八九十多]+)[家个所])?[：，]?"
)
#: A centre under the school that has a subject and a task.
_TASKED: Final = re.compile(rf"[\u4e00-\u9fff]{{3,}}(?:培训|实训|孵化|推广|研发|研究|鉴定|考核)(?:{_HEAD})$")
#: Words that say nothing of a base's subject.
_PLAIN: Final = re.compile(
    r"(?:校[内外]|校企|共建|专业|综合性?|省级|市级|国家级|县级|区级|示范性?|高水平|区域|现代|多个|各|本|该|这个?|那个?|优质|企业|行业|产业|一批|[一两三四五六七八九十几\d]+[个大座]|共享型?|虚拟仿真|实习|实训|实践|教学|学生|师生|教师|大学生|职业教育|职教|高技能人才|人才|培养|培训|开放性?|公共|产教融合型?|产学研|生产性?|校园|创新|创业|孵化|就业|职业|技能|社会|新|老|的|全[省市国县]|首个|首家)*"
)
#: Whose bases these are, if not the school's.
_OTHERS: Final = re.compile(
    r"参观|走访|考察|走进|来到|前往|赴|公司的?|集团的?|企业的?|对方|园区[里内]|厂[里内]|工业园|基地在?实习|到(?=[^，。；]{2,20}$)|看了|[、，][^，。；、]{1,8}[局厅委]"
)
_MARK: Final = re.compile(r"[的了着是把将给交归]|平方米|专业[是为]|\d{3}|[一二三四五六七八九十\d]家")


def placed_bases(
    document: Document, sentence: Sentence, speaker: Speaker, names: PartnerNames, dated: bool
) -> Iterator[Found]:
    """Yield the bases that `sentence` names by a quoted subject, a verb behind, or as the school's own."""
    text = sentence.text
    if not _SIGN.search(text):
        return
    held: list[tuple[int, int]] = []
    for start, end, weight in (
        *_quoted(text),
        *_come(sentence),
        *_own(text),
        *_examples(sentence),
        *_under(text),
    ):
        name = text[start:end]
        before = text[clause_start(text, start) : start]
        if any(start < stop and begin < end for begin, stop in held) or not _is_named(name, speaker):
            continue
        if PLANNED.search(before) or AHEAD.search(text, 0, start) or _OTHERS.search(before):
            continue
        if inside(text, start, "《》") or counted(text, start, end):
            continue
        held.append((start, end))
        partner = names.of_clause(sentence, start)
        yield Found(
            name,
            "training_base",
            evidence(document, sentence.passage, start, end, sentence.section),
            partner=partner if partner not in name else "",
            year=event_year(sentence, start, end, speaker.year, dated),
            weight=weight,
        )


def _is_named(name: str, speaker: Speaker) -> bool:
    """Tell a name, or a subject of its own, from the school itself and from what any school has."""
    if speaker.is_own(name):
        return False
    if name.startswith("“"):
        return True
    subject = re.sub(rf"{_HEAD}$", "", name)
    plain = _PLAIN.fullmatch(subject) is not None or NO_BASE.search(name) is not None
    return not plain and not _MARK.search(name.rsplit("的", maxsplit=1)[-1])


def _quoted(text: str) -> Iterator[tuple[int, int, float]]:
    for match in _QUOTED_SUBJECT.finditer(text) if "”" in text else ():
        if not _COMMON.search(match[1].split("”")[0]):
            yield *match.span(1), 0.7


def _come(sentence: Sentence) -> Iterator[tuple[int, int, float]]:
    text = sentence.text
    for match in _CAME.finditer(text):
        end = match.start("verb")
        start = left_edge(sentence, end - 2, 22)
        clause = clause_start(text, start)
        if not _TASK.search(text, start, end):
            continue
        # a description before it belongs to it: 三位一体的…中心, but not 全省首创的
        if text[start - 1 : start] == "的" and re.search(r"[一二三四五六七八]位一体的$", text[clause:start]):
            start = max(clause, text.rfind("。", 0, start) + 1)
        yield start, end, 0.65


def _own(text: str) -> Iterator[tuple[int, int, float]]:
    for match in _OWN_BASE.finditer(text):
        yield *match.span("name"), 0.6


def _examples(sentence: Sentence) -> Iterator[tuple[int, int, float]]:
    text = sentence.text
    for match in _EXAMPLE.finditer(text) if _EXAMPLE_SIGN.search(text) else ():
        start = max(left_edge(sentence, match.end("names") - 2, 20), match.start())
        if "、" not in match["names"]:  # of a list the members are trades, not names
            yield start, match.end("names"), 0.65


def _under(text: str) -> Iterator[tuple[int, int, float]]:
    for match in _UNDER.finditer(text):
        stop = min(place for mark in "。；" if (place := (text + mark).find(mark, match.end())) >= 0)
        for item in items_in(text, match.end(), stop):
            if _TASKED.fullmatch(text, item.start, item.end):
                yield item.start, item.end, 0.6
