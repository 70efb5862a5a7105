"""Construction projects, and the bases, pilots and projects that the school was granted."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from ..honours.grant_items import Grant
from ..honours.titles import base_kind
from ..language.enumerations import clause_start
from ..language.levels import level_of
from ..language.sentences import Sentence, evidence
from ..majors.majors import is_catalogued
from ..reading.blocks import Document
from ..schools.school import Speaker
from .programme_agreed import agreed_bases
from .programme_bases import NO_BASE, named_bases
from .programme_found import Found, event_year
from .programme_housed import housed_in
from .programme_major_titles import titles_of_majors
from .programme_majors import majors_before
from .programme_partners import PartnerNames
from .programme_pilots import pilots_in
from .programme_places import placed_bases

_SELECTED: Final = re.compile(
    r"(?:“([^“”]{4,30}(?:中心|基地|项目|平台|工程))”，?|(?:^|——|；|。)([^，。；“”—]{4,24}(?:中心|基地|平台))，)(?:成功)?(?:入选|获批|立项)"
)
_SELECTED_SIGN: Final = re.compile(r"入选|获批|立项")


#: A trade that is no known major, as the subject of a title of majors: 某某工艺（某艺）获批省级….
_TRADE: Final = re.compile(
    r"((?![^，。]{0,12}(?:学校|我校|我院|该校|学院|中心|校|专业群?))[\u4e00-\u9fff]{3,12}?(?:（[^（）]{1,8}）)?)(?:(?:19|20)\d\d年)?[又也均都还已]?(?:被)?(?:获批|入选|获评|评为|列为|列入|认定为|确定为|成为|是|为)"
)
#: Pilots of a reform, and what is no project of construction.
_REFORM: Final = re.compile(r"改革[^，。；]{0,4}(?:试点|实验)(?:单位|院校)?$")
_NO_PROJECT: Final = re.compile(r"大赛|竞赛|比赛|援[疆藏青]|资助|基建|改造|扶贫|采购|维修|仪器")
#: A project that says of what level it is only.
_BARE_PROJECT: Final = re.compile(
    r"(?:国家级?|省级?|市级?|自治区级?|培育|建设|重点|示范|优秀|试点)*(?:项目|工程)"
)
#: The majors in brackets behind a project, and the plan that a title names a pilot of.
_OF_MAJORS: Final = re.compile(r"（([^（）]{2,12})）$")
_OF_PLAN: Final = re.compile(r"(.{4,}?(?:计划|工程|行动))试点(?:单位|学校|院校)$")


def projects_of(
    document: Document, sentences: Sequence[Sentence], speaker: Speaker, names: PartnerNames, dated: bool
) -> Iterator[Found]:
    """Yield the bases, pilots and projects of the school that no title of it names."""
    for sentence in sentences:
        yield from pilots_in(document, sentence, names, speaker)
        yield from named_bases(document, sentence, speaker, names, dated)
        yield from agreed_bases(document, sentence, speaker, names, dated)
        yield from housed_in(document, sentence, speaker)
        yield from placed_bases(document, sentence, speaker, names, dated)
        yield from titles_of_majors(document, sentence, speaker)
        if _SELECTED_SIGN.search(sentence.text):
            yield from _selected(document, sentence, speaker)


def granted_programmes(document: Document, grant: Grant, speaker: Speaker) -> Iterator[Found]:
    """Yield the base, pilot or project that a title of the school is at the same time, if it is one."""
    plan = _OF_PLAN.match(grant.name)
    kind = base_kind(grant.name) or ("initiative" if plan or _REFORM.search(grant.name) else None)
    if kind == "construction_project" and _no_project(grant):
        return
    if kind in (None, "studio") or _is_bare_base(grant, str(kind), speaker):
        return
    sentence = grant.sentence
    majors = majors_before(sentence, grant.start) if grant.of_major or kind == "construction_project" else ()
    name = plan[1] if plan and kind == "initiative" else grant.name
    if kind == "construction_project" and (bracket := _OF_MAJORS.search(name)):
        majors = tuple(one for one in re.split(r"[、和与]", bracket[1]) if is_catalogued(one)) or majors
        name = name[: bracket.start()]
    if re.search(r"专业群?”?$", grant.name) and not majors:
        earlier = {one.text for one in sentence.majors() if one.end <= grant.start}
        subject = _TRADE.match(sentence.text, clause_start(sentence.text, grant.start), grant.start)
        listed = (
            grant.strength == "given" and not grant.verb and level_of(grant.name, speaker.home)
        )  # among what the text calls honours
        if len(earlier) != 1 and not subject and not listed:
            return
        majors = tuple(earlier) if len(earlier) == 1 else (subject[1],) if subject else ()
    yield Found(
        name,
        str(kind),
        evidence(document, sentence.passage, grant.start, grant.end, sentence.section),
        year=grant.years[-1] if grant.years else _approved(sentence, grant.end),
        majors=majors,
        weight=0.85 if grant.strength == "given" else 0.8,
    )


def _no_project(grant: Grant) -> bool:
    """Tell a contest's item, and what a work named in book marks is, from a project of the school."""
    before = grant.sentence.text[max(0, grant.start - 8) : grant.start]
    if _BARE_PROJECT.fullmatch(grant.name):
        return True
    return bool(_NO_PROJECT.search(grant.name) or re.search(r"》[^，。；]{0,6}$", before))


def _is_bare_base(grant: Grant, kind: str, speaker: Speaker) -> bool:
    level = level_of(grant.name, speaker.home)
    if level is None and grant.name.endswith("机构"):
        return True
    if kind in ("apprenticeship_pilot", "certificate_pilot", "initiative") or (grant.of_major and level):
        return False
    if grant.strength == "given" and level:
        return False
    return bool(NO_BASE.match(grant.name)) or (level is None and len(grant.name) < 8)


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
