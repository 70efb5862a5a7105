"""Bases with a name or subject of their own: quoted, opened, built with a partner, or in the school."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from ..honours.grant_lists import AHEAD
from ..language.enumerations import clause_start, inside
from ..language.levels import level_of
from ..language.name_edges import left_edge
from ..language.sentences import Sentence, evidence
from ..reading.blocks import Document
from ..schools.school import Speaker
from .programme_found import Found, event_year
from .programme_majors import majors_before
from .programme_partners import PartnerNames, signed

#: What is planned, asked for or set down in a document is no programme yet.
PLANNED: Final = re.compile(
    r"拟(?<![虚模]拟)|打算|准备|力争|争取|将(?<!即将)(?![其学我])|计划(?=[于在与和同跟]|(?:19|20)\d\d|新建|[建共投引]|年内|[一二两三]年|$)|希望|有望|设想|提出|要求|培育目标|下一步|意见|鼓励|国家(?:将|要)|瞄准"
)
_BASE_HEADS: Final = "基地|中心|教学工厂|车间|工场|实训室|实验室|创客空间|工厂|工坊"
_BASE_HEAD: Final = f"(?:{_BASE_HEADS})"
#: What a quoted name may end in besides: rooms and places that bear a name of their own.
_PLACE_HEADS: Final = (
    "厨房|传习[所馆]|直播间|标本馆|体验[馆店]|展[馆厅]|博物馆|工作间|小院|驿站|门店|超市|客栈"
    "|茶[社楼]|农场|研究[院所]|产业园|诊所|药房|站"
)
_PLACE_HEAD: Final = f"(?:{_PLACE_HEADS})"
_QUOTED_BASE: Final = re.compile(rf"“([^“”，。；、]{{2,24}}?(?:{_BASE_HEAD}|{_PLACE_HEAD}))”")
#: What was built with a partner, up to the end of the clause.
_BUILT_WITH: Final = re.compile(
    rf"(?:共建|合建|联合建[立设成]|共同建[立设成]|共同打造|援建|捐建|公司——|厂——)(?:了|起)?“?([^，。；、“”]{{3,18}}?(?:“[^”]{{1,6}}”)?[^，。；、“”]{{0,8}}?{_BASE_HEAD})(?=”?(?:[，。；、（]|$))"
)
#: What a firm and the school built, told by its coming in or their agreement before.
_BUILT_IN: Final = re.compile(
    r"(?:引企(?:入|进|驻)校|校企合作|企业投资|公司投资|投资|厂校合作|合作|协议|协议书)，?(?:在校内|在学校|共同|联合|投资|先后)?(?:建成|建立|建设|建起|设立|成立|组建|打造)(?:了|起)?([^，。；、“”]{3,18}?(?:基地|工厂|工坊))(?=”?(?:[，。；（]|$))"
)
#: What was opened, and what was selected for a project.
_OPENED: Final = re.compile(
    rf"(?<=[，。；：、…])([^，。；：、“”《》]{{4,24}}?{_BASE_HEAD})(?:正式)?(?:揭牌|挂牌|授牌|落户|成立)"
)
_BUILT: Final = re.compile(
    r"共建|合建|揭[开了]?牌|揭了牌|揭幕|揭开|在建|中标|开张|开业|开馆|开园|进驻|落成|投用|挂牌|挂了牌|授牌|授了牌|创立|创办|建立|成立|设立|建成|联合|牌子|牌匾|块新?牌|挂进|打造|投资|援建|捐赠|交到|引进|落户|加挂|启用|建设|内设|[校院]内|合办|挂[出上起]|取名|命名|办起|开进|搬进|入驻|出资|墙上|承接|[建设拥]有|有[座个家间处]|开[到进在]"
)
#: Bases that bear no name of their own.
NO_BASE: Final = re.compile(
    r"^(?:主要|骨干|建起|建成|校[内外]|校企|学生|师生|教师|人才|人才培养|培养|实习|实训|实践|实习实训|教学|就业|创业|培训|社会实践|产教融合|产学研|生产性|生产|专业|合作|大学生|双创|研学|劳动|毕业生|党建|优质|稳定|企业|订单|共建|产业|行业|顶岗|跟岗|教育|综合|虚拟仿真|开放性?|示范性?|省级|市级|国家级|校园|跨企业|高水平|多功能|职业|双元|生源|科研|技术|技能|用工|教学实习|对外|双师型|教师企业|企业实践)*(?:基地|中心|车间|工场|实训室|实验室|工厂|工坊)$|资助管理中心|服务中心$|活动中心|(?:职教|职业教育|教育)中心$|心理|信息中心|考试中心|指导中心|教研|数据中心|校中厂|厂中校"
)
_TOPIC_BASE: Final = re.compile(
    r"产教融合型?(?:实训)?(?:基地|中心)|教学工厂|协同创新中心|(?:创业|创新|电商)孵化(?:基地|中心)|公共实训(?:基地|中心)|生产性实训(?:基地|中心)|(?:数字经济|智能制造)实训基地|开放实训中心|维修中心|高技能人才培训基地|(?:职业体验|社会培训|继续教育|人才培训|职工培训|技能培训)(?:基地|中心)|考试点|人才培养、?培训基地"
)
#: What each of these has.
_BASE_SIGN: Final = re.compile(f"{_BASE_HEADS}|{_PLACE_HEADS}|考试点")
#: Names of counted parts that stand for no base: 一厂三基地, 一学院、两联盟.
_COUNTED_PARTS: Final = re.compile(
    r"^[一二三四五六七八九十两双多]\w{1,3}[、]?[一二三四五六七八九十两双多]|(?<!培养)、"
)


def named_bases(
    document: Document,
    sentence: Sentence,
    speaker: Speaker,
    names: PartnerNames,
    dated: bool,
    *,
    firms: bool = False,
) -> Iterator[Found]:
    """Yield bases that are quoted as built or opened, or that have a subject of their own and were built.

    `firms` says that the text stands beside a firm's name (in a table's row).
    """
    text = sentence.text
    if not _BASE_SIGN.search(text):
        return
    spans = [
        (match.start(1), match.end(1))
        for match in _QUOTED_BASE.finditer(text)
        if firms or _BUILT.search(text[max(0, match.start() - 30) : match.end() + 16])
    ]
    spans += [
        match.span(1)
        for pattern in (_BUILT_WITH, _BUILT_IN)
        for match in pattern.finditer(text)
        if firms or sentence.organisations()
    ]
    spans += [
        (match.start(1), match.end(1))
        for match in _OPENED.finditer(text)
        if level_of(match[1], speaker.home)
        and not re.search(r"[在由与了被]|举行", match[1])
        and not _elsewhere(sentence, match.end(), speaker)
    ]
    for match in _TOPIC_BASE.finditer(text):
        start = left_edge(sentence, match.start(), 18)
        if _own_subject(text[start : match.start()]) and _has(text, start, match.end()):
            spans.append((start, match.end()))
    for start, end in _outermost(spans):
        name = text[start:end]
        partner = names.by_nickname(
            re.sub(rf"(?:实训)?(?:{_BASE_HEAD}|{_PLACE_HEAD})$", "", name), sentence
        ) or names.of_clause(sentence, start)
        if (
            NO_BASE.search(name)
            or re.search(r"[的了]", name)
            or _COUNTED_PARTS.search(name)
            or _planned(sentence, start, partner)
            or inside(text, start, "《》")
        ):
            continue
        yield Found(
            name,
            "training_base",
            evidence(document, sentence.passage, start, end, sentence.section),
            partner=partner if partner != name else "",
            year=event_year(sentence, start, end, speaker.year, dated),
            majors=majors_before(sentence, start),
            weight=0.75,
        )


def _elsewhere(sentence: Sentence, at: int, speaker: Speaker) -> bool:
    """Tell what has come to somebody else's place (…基地落户某公司)."""
    if not sentence.text.endswith("落户", 0, at):
        return False
    return any(0 <= one.start - at <= 1 and not speaker.is_own(one.text) for one in sentence.organisations())


def _planned(sentence: Sentence, start: int, partner: str) -> bool:
    """Tell what is only planned; a plan signed with a named partner counts."""
    text = sentence.text
    clause = clause_start(text, start)
    if text.startswith(("并", "同时", "还将"), clause) and clause > 1:  # it goes on with what was said before
        clause = clause_start(text, clause - 1)
    ahead = PLANNED.search(text[clause:start]) or AHEAD.search(text, 0, start)
    return bool(ahead) and not (partner and signed(sentence, start))


def _outermost(spans: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    kept: list[tuple[int, int]] = []
    for span in sorted(set(spans), key=lambda one: (one[0], -one[1])):
        if not any(start < span[1] and span[0] < end for start, end in kept):
            kept.append(span)
    return kept


def _own_subject(words: str) -> bool:
    return (
        len(words) >= 2
        and not re.fullmatch(
            r"(?:校[内外]|校企|共建|专业|综合|省级|市级|国家级|示范性?|高水平|区域|现代|多个|各|本|该|优质|企业|行业|产业|一批|共享型?|虚拟仿真|实习|实训|学生|大学生|职业教育|高技能人才|人才|开放性?|[\d一二三四五六七八九十]+个?|职教)*",
            words,
        )
        and not re.search(r"[的了]|为|公司共", words)
    )


def _has(text: str, start: int, end: int) -> bool:
    before, after = text[max(0, start - 12) : start], text[end : end + 12]
    if re.search(r"(?:在|到|赴|参观|走访|考察|前往|与|组织|走进)“?$", before) or re.match(
        r"”?(?:\d+|[一二三四五六七八九十多几]+)[个家所]", after
    ):
        return False
    return bool(
        re.search(
            r"(?:共建|合建|建成|建立|成立|设立|引进|打造|建有|拥有|办有|设有|[是为]|和|、|建设|[了着]|，)“?$",
            before,
        )
    ) and bool(_BUILT.search(text) or re.search(r"设在|[是为]|[建办持握]有|守着|合建", text))
