"""Pilots and construction projects, and the bases that the school was granted."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from ..honours.grant_items import Grant
from ..honours.titles import base_kind
from ..language.enumerations import clause_start, inside
from ..language.levels import level_of
from ..language.sentences import Sentence, evidence
from ..reading.blocks import Document
from ..schools.school import Speaker
from .programme_bases import NO_BASE, PLANNED, named_bases
from .programme_found import Found, event_year
from .programme_housed import housed_in
from .programme_majors import majors_before, majors_behind
from .programme_partners import PartnerNames

_DOING: Final = re.compile(
    r"开展|实施|推进|入选|获批|[是为]|列[为入]|确定|申报|承担|完成|通过|参与|启动|试行|加入|获|组织|试点|拿下|推广|拥有|成为"
)
_APPRENTICES: Final = re.compile(
    r"(?:教育部|人社部|国家级?|全国|[省市]级?|首批|第[一二三四五\d]+批|[\u4e00-\u9fff]{2,3}[省市县区])*(?:“?现代学徒制”?|“?新型学徒制”?)(?:人才培养|培养|改革|项目|工作)?试点(?:专业|单位|学校|院校|项目|班)?"
)
_CERTIFICATES: Final = re.compile(
    r"“?1\+[Xx]”?(?:[\u4e00-\u9fff（）A-Za-z]{0,14}?)(?:证书)?(?:制度)?(?:试点|考点|考核站点|考核站|考核点)(?:院校|学校|单位|项目|专业)?"
)
_PILOT_SIGN: Final = re.compile(r"学徒制|1\+[Xx]")  #: what either of the two has
_SELECTED: Final = re.compile(
    r"(?:“([^“”]{4,30}(?:中心|基地|项目|平台|工程))”，?|(?:^|——|；|。)([^，。；“”—]{4,24}(?:中心|基地|平台))，)(?:成功)?(?:入选|获批|立项)"
)
#: An apprenticeship run with a firm.
_WITH_APPRENTICES: Final = re.compile(
    r"(?:实施|开展|试行|推行|合办|开办)了?((?:企业)?(?:新型|现代)学徒制|中国特色(?:企业新型|现代)?学徒制(?:人才)?(?:培养)?(?:项目|试点)?)(?!度|试点|意见)"
)
_TITLE_OF_MAJORS: Final = re.compile(
    r"(?:[省市县区]级?|国家级?|自治区级?|全省|[\u4e00-\u9fff]{2,8}[省市县区])(?:级)?[\u4e00-\u9fff“”]{0,14}?(?:示范|品牌|特色|骨干|重点|优质|名牌|高水平|试点)[\u4e00-\u9fff]{0,6}专业群?(?=(?:[是为：]|有[^，。]{0,4}(?:，即|：|、)?|包括|分别))"
)

#: A title that a list of majors before it holds, with their count: 甲、乙两个省级骨干专业建设点.
_COUNTED_TITLE: Final = re.compile(
    r"(?:(?:等|共)?(?:\d{1,2}|[一二两三四五六七八九十])个)((?:国家级?|省部?级|自治区级?|市级|县级|区级|省|市|部级|校级)(?:示范性?|品牌|特色|骨干|重点|优质|名牌|高水平|一流|精品)+(?:特色|品牌)?专业群?(?:建设点|点)?)(?![\u4e00-\u9fff]{0,4}[、和及])"
)

#: A trade that is no known major, as the subject of a title of majors: 某某工艺（某艺）获批省级….
_TRADE: Final = re.compile(
    r"((?![^，。]{0,12}(?:学校|我校|我院|该校|学院|中心|校|专业群?))[\u4e00-\u9fff]{3,12}?(?:（[^（）]{1,8}）)?)(?:(?:19|20)\d\d年)?[又也均都还已]?(?:被)?(?:获批|入选|获评|评为|列为|列入|认定为|确定为|成为|是|为)"
)
#: Pilots of a reform, and what is no project of construction.
_REFORM: Final = re.compile(r"改革[^，。；]{0,4}(?:试点|实验)(?:单位|学校|院校|校)?$")
_NO_PROJECT: Final = re.compile(r"大赛|竞赛|比赛|援[疆藏青]|资助|基建|改造|扶贫|采购|维修|仪器")
#: A class of apprentices: 企业新型学徒制高级工班.
_APPRENTICE_CLASS: Final = re.compile(r"(?:企业)?(?:新型|现代)学徒制[\u4e00-\u9fff]{1,8}?班(?![级主组])")
#: Characters of the shortest list of majors (甲某、乙某).
_SHORTEST_LIST: Final = 5


def projects_of(
    document: Document, sentences: Sequence[Sentence], speaker: Speaker, names: PartnerNames, dated: bool
) -> Iterator[Found]:
    """Yield the bases, pilots and projects of the school that no title of it names."""
    for sentence in sentences:
        yield from _pilots(document, sentence, speaker)
        yield from _apprenticeships(document, sentence, names, speaker)
        yield from named_bases(document, sentence, speaker, names, dated)
        yield from housed_in(document, sentence, speaker)
        yield from _of_majors(document, sentence, speaker)
        yield from _counted(document, sentence, speaker)
        yield from _selected(document, sentence, speaker)


def granted_programmes(document: Document, grant: Grant, speaker: Speaker) -> Iterator[Found]:
    """Yield the base, pilot or project that a title of the school is at the same time, if it is one."""
    kind = base_kind(grant.name) or ("initiative" if _REFORM.search(grant.name) else None)
    if kind == "construction_project" and _no_project(grant):
        return
    if kind in (None, "studio") or _is_bare_base(grant, str(kind), speaker):
        return
    sentence = grant.sentence
    majors = majors_before(sentence, grant.start) if grant.of_major or kind == "construction_project" else ()
    if re.search(r"专业群?”?$", grant.name) and not majors:
        earlier = {one.text for one in sentence.majors() if one.end <= grant.start}
        subject = _TRADE.match(sentence.text, clause_start(sentence.text, grant.start), grant.start)
        if len(earlier) != 1 and not subject:
            return
        majors = tuple(earlier) if len(earlier) == 1 else (subject[1],) if subject else ()
    yield Found(
        grant.name,
        str(kind),
        evidence(document, sentence.passage, grant.start, grant.end, sentence.section),
        year=grant.years[-1] if grant.years else _approved(sentence, grant.end),
        majors=majors,
        weight=0.85 if grant.strength == "given" else 0.8,
    )


def _no_project(grant: Grant) -> bool:
    """Tell a contest's item, and what a work named in book marks is, from a project of the school."""
    before = grant.sentence.text[max(0, grant.start - 8) : grant.start]
    return bool(_NO_PROJECT.search(grant.name) or re.search(r"》[^，。；]{0,6}$", before))


def _is_bare_base(grant: Grant, kind: str, speaker: Speaker) -> bool:
    level = level_of(grant.name, speaker.home)
    if kind in ("apprenticeship_pilot", "certificate_pilot", "initiative") or (grant.of_major and level):
        return False
    if grant.strength == "given" and level:
        return False
    return bool(NO_BASE.match(grant.name)) or (level is None and len(grant.name) < 8)


def _pilots(document: Document, sentence: Sentence, speaker: Speaker) -> Iterator[Found]:
    text = sentence.text
    if not _PILOT_SIGN.search(text):
        return
    for kind, pattern in (("apprenticeship_pilot", _APPRENTICES), ("certificate_pilot", _CERTIFICATES)):
        for match in pattern.finditer(text):
            start = clause_start(text, match.start())
            if (
                inside(text, match.start(), "《》")
                or PLANNED.search(text[start : match.end()])
                or not _DOING.search(text[start : match.end() + 6])
            ):
                continue
            yield Found(
                match[0],
                kind,
                evidence(document, sentence.passage, match.start(), match.end(), sentence.section),
                year=event_year(sentence, match.start(), match.end(), speaker.year, False),
                majors=majors_before(sentence, match.start()) if kind == "apprenticeship_pilot" else (),
                weight=0.75,
            )


def _apprenticeships(
    document: Document, sentence: Sentence, names: PartnerNames, speaker: Speaker
) -> Iterator[Found]:
    """Yield an apprenticeship that is run with a firm named in the sentence."""
    text = sentence.text
    for match in _APPRENTICE_CLASS.finditer(text) if "学徒制" in text else ():
        if inside(text, match.start(), "《》") or re.search(r"[的了]|试点", match[0]):
            continue
        quote = evidence(document, sentence.passage, match.start(), match.end(), sentence.section)
        year = event_year(sentence, match.start(), match.end(), speaker.year, True)
        yield Found(
            match[0],
            "apprenticeship_pilot",
            quote,
            partner=names.of_clause(sentence, match.start()),
            year=year,
            majors=majors_before(sentence, match.start()),
            weight=0.7,
        )
    for match in _WITH_APPRENTICES.finditer(text):
        partner = names.of_clause(sentence, match.start())
        if not partner or PLANNED.search(text[: match.start()]) or inside(text, match.start(), "《》"):
            continue
        quote = evidence(document, sentence.passage, match.start(1), match.end(1), sentence.section)
        year = event_year(sentence, match.start(), match.end(), speaker.year, False)
        yield Found(
            match[1],
            "apprenticeship_pilot",
            quote,
            partner=partner,
            year=year,
            majors=majors_before(sentence, match.start()) or majors_behind(sentence, match.end()),
            weight=0.7,
        )


def _of_majors(document: Document, sentence: Sentence, speaker: Speaker) -> Iterator[Found]:
    """Yield 省级示范专业为甲、乙: a title of majors, and behind it those that hold it."""
    text = sentence.text
    for match in _TITLE_OF_MAJORS.finditer(text) if sentence.majors() else ():
        end = min(
            at
            for at in (
                text.find("，", match.end() + 6),
                text.find("；", match.end()),
                text.find("。", match.end()),
                len(text),
            )
            if at > 0
        )
        majors = tuple(dict.fromkeys(one.text for one in sentence.majors() if match.end() <= one.start < end))
        if not majors:
            continue
        name = match[0]
        kind = base_kind(name) or "construction_project"
        quote = evidence(document, sentence.passage, match.start(), end, sentence.section)
        yield Found(
            name,
            kind,
            quote,
            majors=majors,
            weight=0.8,
            year=event_year(sentence, match.start(), match.end(), speaker.year, False),
        )


def _counted(document: Document, sentence: Sentence, speaker: Speaker) -> Iterator[Found]:
    """Yield 甲、乙、丙3个省级示范专业: a title, and before it a list of the majors that hold it."""
    text = sentence.text
    for match in _COUNTED_TITLE.finditer(text):
        start = clause_start(text, match.start())
        if match.start() - start < _SHORTEST_LIST or PLANNED.search(text[start : match.start()]):
            continue
        majors = majors_before(sentence, match.start())
        if len(majors) < 2 or level_of(match[1], speaker.home) == "school":
            continue
        quote = evidence(document, sentence.passage, match.start(), match.end(), sentence.section)
        year = event_year(sentence, match.start(1), match.end(1), speaker.year, False)
        yield Found(match[1], "construction_project", quote, majors=majors, year=year, weight=0.75)


def _selected(document: Document, sentence: Sentence, speaker: Speaker) -> Iterator[Found]:
    """Yield what is quoted as selected for a project (“…中心”入选…)."""
    for match in _SELECTED.finditer(sentence.text):
        name = match[1] or match[2]
        start = match.start(1) if match[1] else match.start(2)
        quote = evidence(document, sentence.passage, start, start + len(name), sentence.section)
        majors = tuple(one.text for one in sentence.majors() if match.start() <= one.start < match.end())
        year = event_year(sentence, match.start(), match.end(), speaker.year, False)
        yield Found(name, "construction_project", quote, majors=majors, year=year, weight=0.75)


def _approved(sentence: Sentence, end: int) -> int | None:
    """Return the year of approval that the next clause tells (，2018年由省教育厅认定)."""
    match = re.match(
        r"”?[，（]((?:19|20)\d\d)年[^，。；]{0,14}(?:立项|认定|批准|获批|入选|确定)(?!为)",
        sentence.text[end:],
    )
    return int(match[1]) if match else None
