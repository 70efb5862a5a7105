"""Bases, pilots and construction projects: what the school was granted or selected for, and what it built with others."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from .blocks import Document
from .enumerations import clause_start, items_in
from .grants import Grant, grants_of
from .levels import level_of
from .majors import is_catalogued
from .name_edges import left_edge
from .programme_found import Found, event_year
from .programme_partners import PartnerNames
from .school import Speaker
from .sentences import Sentence, evidence
from .titles import base_kind, trimmed

#: What is planned, asked for or set down in a document is no programme yet.
_PLANNED: Final = re.compile(r"拟|打算|准备|力争|争取|(?<!即)将(?![其学我])|希望|有望|设想|提出|要求|培育目标|下一步|意见|鼓励|国家(?:将|要)|瞄准")
_DOING: Final = re.compile(r"开展|实施|推进|入选|获批|[是为]|列[为入]|确定|申报|承担|完成|通过|参与|启动|试行|加入|获|组织|试点|拿下|推广|拥有|成为")
_APPRENTICES: Final = re.compile(
    r"(?:教育部|人社部|国家级?|全国|[省市]级?|首批|第[一二三四五\d]+批|[\u4e00-\u9fff]{2,3}[省市县区])*(?:“?现代学徒制”?|“?新型学徒制”?)(?:人才培养|培养|改革|项目|工作)?试点(?:专业|单位|学校|院校|项目|班)?"
)
_CERTIFICATES: Final = re.compile(r"“?1\+[Xx]”?(?:[\u4e00-\u9fff（）A-Za-z]{0,14}?)(?:证书)?(?:制度)?(?:试点|考点|考核站点|考核站|考核点)(?:院校|学校|单位|项目|专业)?")
_BASE_HEAD: Final = r"(?:基地|中心|教学工厂|车间|工场|实训室|实验室|创客空间|工厂|工坊)"
_QUOTED_BASE: Final = re.compile(rf"“([^“”，。；]{{2,24}}?{_BASE_HEAD})”")
#: What was built with a partner, up to the end of the clause.
_BUILT_WITH: Final = re.compile(
    rf"(?:共建|合建|联合建[立设成]|共同建[立设成]|共同打造|援建|捐建|公司——|厂——)(?:了|起)?“?([^，。；、“”]{{3,18}}?(?:“[^”]{{1,6}}”)?[^，。；、“”]{{0,8}}?{_BASE_HEAD})(?=”?(?:[，。；、（]|$))"
)
#: What was opened, and what was selected for a project.
_OPENED: Final = re.compile(rf"(?<=[，。；：、…])([^，。；：、“”《》]{{4,24}}?{_BASE_HEAD})(?:正式)?(?:揭牌|挂牌|授牌|落户|成立)")
_SELECTED: Final = re.compile(r"(?:“([^“”]{4,30}(?:中心|基地|项目|平台|工程))”，?|(?:^|——|；|。)([^，。；“”—]{4,24}(?:中心|基地|平台))，)(?:成功)?(?:入选|获批|立项)")
#: What stands in the school: 某基地设在校内.
_STANDING: Final = re.compile(r"(?:也|均|都)?设在(?:学校|我校|我院|学院|校内|本校|校区)")
_BUILT: Final = re.compile(r"共建|合建|揭牌|挂牌|授牌|建立|成立|设立|建成|联合|牌子|牌匾|挂进|打造|投资|援建|捐赠|交到|引进|落户|加挂|启用|建设")
#: Bases that bear no name of their own.
_NO_BASE: Final = re.compile(
    r"^(?:校[内外]|校企|学生|师生|教师|人才|人才培养|培养|实习|实训|实践|实习实训|教学|就业|创业|培训|社会实践|产教融合|产学研|生产性|生产|专业|合作|大学生|双创|研学|劳动|毕业生|党建|优质|稳定|企业|订单|共建|产业|行业|顶岗|跟岗|教育|综合|虚拟仿真|开放性?|示范性?|省级|市级|国家级|校园|跨企业|高水平|多功能|职业|双元|生源|科研|技术|技能|用工|教学实习|对外|双师型|教师企业|企业实践)*(?:基地|中心|车间|工场|实训室|实验室|工厂|工坊)$|资助管理中心|服务中心$|活动中心|心理|信息中心|考试中心|指导中心|教研|数据中心|校中厂|厂中校"
)
_TOPIC_BASE: Final = re.compile(
    r"产教融合型?(?:实训)?(?:基地|中心)|教学工厂|协同创新中心|(?:创业|创新|电商)孵化(?:基地|中心)|公共实训(?:基地|中心)|生产性实训(?:基地|中心)|(?:数字经济|智能制造)实训基地|开放实训中心|维修中心|高技能人才培训基地|(?:职业体验|社会培训|继续教育|人才培训|职工培训|技能培训)(?:基地|中心)|考试点"
)
#: Words that may be majors' names though nothing near says so.
_NAMED_MAJORS: Final = re.compile(r"(?:其中|我校|学校|学院|现有)*([\u4e00-\u9fff、]{2,40}?)(?:专业)?(?:[又也均都还]|已|现)*(?:是|为|被|获|入选|通过|[三二两四五六]个)")
#: An apprenticeship run with a firm.
_WITH_APPRENTICES: Final = re.compile(r"(?:实施|开展|试行|推行|合办|开办)了?((?:企业)?(?:新型|现代)学徒制)(?!度|试点|意见)")
_TITLE_OF_MAJORS: Final = re.compile(
    r"(?:[省市县区]级?|国家级?|自治区级?|全省|[\u4e00-\u9fff]{2,8}[省市县区])(?:级)?[\u4e00-\u9fff“”]{0,14}?(?:示范|品牌|特色|骨干|重点|优质|名牌|高水平|试点)[\u4e00-\u9fff]{0,6}专业群?(?=(?:[是为：]|有[^，。]{0,4}(?:，即|：|、)?|包括|分别))"
)


def projects_of(
    document: Document, sentences: Sequence[Sentence], speaker: Speaker, names: PartnerNames, dated: bool
) -> Iterator[Found]:
    """Yield the bases, pilots and projects of the school."""
    for grant in grants_of(sentences, speaker):
        yield from _of_grant(document, grant, speaker)
    for sentence in sentences:
        yield from _pilots(document, sentence, speaker)
        yield from _apprenticeships(document, sentence, names, speaker)
        yield from named_bases(document, sentence, speaker, names, dated)
        yield from _of_majors(document, sentence, speaker)
        yield from _selected(document, sentence, speaker)


def _of_grant(document: Document, grant: Grant, speaker: Speaker) -> Iterator[Found]:
    kind = base_kind(grant.name)
    if kind in (None, "studio") or _is_bare_base(grant, str(kind), speaker):
        return
    if kind == "construction_project" and grant.of_major and grant.strength == "given" and re.search(r"评", grant.verb):
        return
    sentence = grant.sentence
    majors = _majors_before(sentence, grant.start) if grant.of_major or kind == "construction_project" else ()
    if re.search(r"专业群?”?$", grant.name) and not majors:
        return
    yield Found(
        grant.name,
        str(kind),
        evidence(document, sentence.passage, grant.start, grant.end, sentence.section),
        year=grant.years[-1] if grant.years else _approved(sentence, grant.end),
        majors=majors,
        weight=0.85 if grant.strength == "given" else 0.8,
    )


def _is_bare_base(grant: Grant, kind: str, speaker: Speaker) -> bool:
    if kind in ("apprenticeship_pilot", "certificate_pilot"):
        return False
    return bool(_NO_BASE.match(grant.name)) or (level_of(grant.name, speaker.home) is None and len(grant.name) < 8)


def _pilots(document: Document, sentence: Sentence, speaker: Speaker) -> Iterator[Found]:
    text = sentence.text
    for kind, pattern in (("apprenticeship_pilot", _APPRENTICES), ("certificate_pilot", _CERTIFICATES)):
        for match in pattern.finditer(text):
            start = clause_start(text, match.start())
            if _inside_document(text, match.start()) or _PLANNED.search(text[start : match.end()]) or not _DOING.search(text[start : match.end() + 6]):
                continue
            yield Found(
                match[0],
                kind,
                evidence(document, sentence.passage, match.start(), match.end(), sentence.section),
                year=event_year(sentence, match.start(), speaker.year, False),
                majors=_majors_before(sentence, match.start()) if kind == "apprenticeship_pilot" else (),
                weight=0.75,
            )


def _apprenticeships(document: Document, sentence: Sentence, names: PartnerNames, speaker: Speaker) -> Iterator[Found]:
    """Yield an apprenticeship that is run with a firm named in the sentence."""
    text = sentence.text
    for match in _WITH_APPRENTICES.finditer(text):
        partner = names.of_clause(sentence, match.start(), match.end())
        if not partner or _PLANNED.search(text[: match.start()]) or _inside_document(text, match.start()):
            continue
        quote = evidence(document, sentence.passage, match.start(1), match.end(1), sentence.section)
        year = event_year(sentence, match.start(), speaker.year, False)
        yield Found(match[1], "apprenticeship_pilot", quote, partner=partner, year=year, majors=_majors_before(sentence, match.start()), weight=0.7)


def _inside_document(text: str, at: int) -> bool:
    return text.count("《", 0, at) > text.count("》", 0, at)


def named_bases(
    document: Document, sentence: Sentence, speaker: Speaker, names: PartnerNames, dated: bool
) -> Iterator[Found]:
    """Yield bases that are quoted as built or opened, or that have a subject of their own and were built."""
    text = sentence.text
    spans = [(match.start(1), match.end(1)) for match in _QUOTED_BASE.finditer(text) if _BUILT.search(text[max(0, match.start() - 30) : match.end() + 16])]
    spans += [(match.start(1), match.end(1)) for match in _BUILT_WITH.finditer(text) if sentence.organisations()]
    spans += [
        (match.start(1), match.end(1))
        for match in _OPENED.finditer(text)
        if level_of(match[1], speaker.home) and not re.search(r"[在由与了被]|举行", match[1])
    ]
    for match in _STANDING.finditer(text):
        for item in items_in(text, clause_start(text, match.start()), match.start()):
            start, end = trimmed(text, item.start, item.end)
            end = end if (dash := text.find("——", start, end)) < 0 else dash
            if base_kind(text[start:end]) == "training_base" and level_of(text[start:end], speaker.home):
                spans.append((start, end))
    for match in _TOPIC_BASE.finditer(text):
        start = left_edge(sentence, match.start(), 18)
        if _own_subject(text[start : match.start()]) and _has(text, start, match.end()):
            spans.append((start, match.end()))
    for start, end in _outermost(spans):
        name = text[start:end]
        if _NO_BASE.search(name) or _PLANNED.search(text[clause_start(text, start) : start]) or _inside_document(text, start):
            continue
        partner = names.by_nickname(re.sub(rf"(?:实训)?{_BASE_HEAD}$", "", name), sentence) or names.of_clause(sentence, start, end)
        yield Found(
            name,
            "training_base",
            evidence(document, sentence.passage, start, end, sentence.section),
            partner=partner,
            year=event_year(sentence, start, speaker.year, dated),
            majors=_majors_before(sentence, start),
            weight=0.75,
        )


def _outermost(spans: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    kept: list[tuple[int, int]] = []
    for span in sorted(set(spans), key=lambda one: (one[0], -one[1])):
        if not any(start < span[1] and span[0] < end for start, end in kept):
            kept.append(span)
    return kept


def _own_subject(words: str) -> bool:
    return len(words) >= 2 and not re.fullmatch(
        r"(?:校[内外]|校企|共建|专业|综合|省级|市级|国家级|示范性?|高水平|区域|现代|多个|各|本|该|优质|企业|行业|产业|一批|共享型?|虚拟仿真|实习|实训|学生|大学生|职业教育|高技能人才|人才|开放性?|[\d一二三四五六七八九十]+个?|职教)*", words
    ) and not re.search(r"[的了]|为|公司共", words)


def _has(text: str, start: int, end: int) -> bool:
    before, after = text[max(0, start - 12) : start], text[end : end + 12]
    if re.search(r"(?:在|到|赴|参观|走访|考察|前往|与|组织|走进)“?$", before) or re.match(r"”?(?:\d+|[一二三四五六七八九十多几]+)[个家所]", after):
        return False
    return bool(re.search(r"(?:共建|合建|建成|建立|成立|设立|引进|打造|建有|拥有|办有|设有|[是为]|和|、|建设|了|，)“?$", before)) and bool(
        _BUILT.search(text) or re.search(r"设在|[是为]|建有|办有|合建", text)
    )


def _of_majors(document: Document, sentence: Sentence, speaker: Speaker) -> Iterator[Found]:
    """Yield 省级示范专业为甲、乙: a title of majors, and behind it those that hold it."""
    text = sentence.text
    for match in _TITLE_OF_MAJORS.finditer(text):
        end = min(at for at in (text.find("，", match.end() + 6), text.find("；", match.end()), text.find("。", match.end()), len(text)) if at > 0)
        majors = tuple(dict.fromkeys(one.text for one in sentence.majors() if match.end() <= one.start < end))
        if not majors:
            continue
        name = match[0]
        kind = base_kind(name) or "construction_project"
        quote = evidence(document, sentence.passage, match.start(), end, sentence.section)
        yield Found(name, kind, quote, majors=majors, weight=0.8, year=event_year(sentence, match.start(), speaker.year, False))


def _selected(document: Document, sentence: Sentence, speaker: Speaker) -> Iterator[Found]:
    """Yield what is quoted as selected for a project (“…中心”入选…)."""
    for match in _SELECTED.finditer(sentence.text):
        name = match[1] or match[2]
        start = match.start(1) if match[1] else match.start(2)
        quote = evidence(document, sentence.passage, start, start + len(name), sentence.section)
        majors = tuple(one.text for one in sentence.majors() if match.start() <= one.start < match.end())
        year = event_year(sentence, match.start(), speaker.year, False)
        yield Found(name, "construction_project", quote, majors=majors, year=year, weight=0.75)


def _majors_before(sentence: Sentence, at: int) -> tuple[str, ...]:
    """Return the majors that the clause before `at` names, or the clause before it where it begins with the verb."""
    floor = clause_start(sentence.text, at)
    if at - floor <= 6 and floor > 1 and sentence.text[floor - 1] == "，":
        floor = clause_start(sentence.text, floor - 1)
    found = [one.text for one in sentence.majors() if floor <= one.start < at]
    if not found and (match := _NAMED_MAJORS.match(sentence.text, floor, at)):
        words = match[1]
        found = [words] if is_catalogued(words) else [one for one in re.split(r"[、和与及]", words) if is_catalogued(one)]
    return tuple(dict.fromkeys(found))


def _approved(sentence: Sentence, end: int) -> int | None:
    """Return the year in which, as the next clause says, the project was approved (，2018年由省教育厅认定)."""
    match = re.match(r"”?[，（]((?:19|20)\d\d)年[^，。；]{0,14}(?:立项|认定|批准|获批|入选|确定)", sentence.text[end:])
    return int(match[1]) if match else None
