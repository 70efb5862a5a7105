"""Research projects of the school: named in book marks beside a word of study."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from ..language.enumerations import clause_start
from ..language.sentences import Sentence, evidence
from ..reading.blocks import Document
from ..schools.school import Speaker
from .programme_found import Found, event_year

_WORK: Final = re.compile(r"《([^《》]{4,60})》")
_SHORTEST: Final = 6  #: characters of a title that only its words show to be a project's
_RESEARCH: Final = re.compile(r"课题(?!组)|立项|结题|科研项目|开题|研究项目|教改项目|规划项目")
_STUDIED: Final = re.compile(
    r"研究|探索|实践|构建|创新|策略|路径|应用|模式|建设|开发|探究|培养|对策|机制|设计"
)
#: What says outright that the work just named is a project: 《…》为某省教学改革研究项目.
_IS_PROJECT: Final = re.compile(
    r"(?:为|是|系|获批|获评|列为|列入|入选|立项为|被[列评]为)[^，。；《》]{2,24}(?:课题|研究项目|改革项目|教改项目|规划项目|科研项目)"
)
#: A project in quotation marks.
_QUOTED_PROJECT: Final = re.compile(
    r"“([^“”，。；]{8,60})”(?:这一|的)?(?:专项|重点|规划|教改)?(?:课题|研究项目|教改项目|科研项目)"
)
#: A list of projects: 课题《…》《…》, 立项课题3项：《…》（主持人）、《…》.
_PROJECTS_LISTED: Final = re.compile(
    r"课题(?:有|为|包括)?(?:共?(?:\d+|[一二两三四五六七八九十]+)[项个])?(?:，?(?:分别|即)?[是为])?[：—]*(?:《[^《》]{4,60}》(?:（[^（）]{1,30}）)?(?:[、和与及，；]|以及)?)*$"
)
#: Documents, books, papers and works are no projects.
_NO_STUDY: Final = re.compile(
    r"(?:意见|方案|办法|通知|制度|规划|纲要|条例|细则|标准|大纲|教材|报告|计划|规定|决定|要点|手册|指南|章程|协议|协议书|守则|法|批复|函|目录|汇编|实录|报|杂志|行动计划|规范|规程|若干措施|清单)(?:（[^）]*）)?$|^关于(?!.*研究)"
)
_PAPER: Final = re.compile(
    r"论文|发表|刊|教学成果|教材|著作|专著|课例|微课|优质课|文件|印发|出台|颁布|贯彻|落实|根据|按照|精神|作品"
)


def research_of(document: Document, sentences: Sequence[Sentence], speaker: Speaker) -> Iterator[Found]:
    """Yield the research projects that `sentences` name."""
    before: Sentence | None = None
    for sentence in sentences:
        lead = before.text if before is not None and before.paragraph == sentence.paragraph else ""
        if "《" in sentence.text:
            yield from _research(document, sentence, lead, speaker)
        if "“" in sentence.text:
            yield from _quoted(document, sentence, speaker)
        before = sentence


def _quoted(document: Document, sentence: Sentence, speaker: Speaker) -> Iterator[Found]:
    """Yield projects whose titles stand in quotation marks: 承担省级“…研究”课题."""
    text = sentence.text
    for match in _QUOTED_PROJECT.finditer(text) if "课题" in text or "项目" in text else ():
        if not _STUDIED.search(match[1]):
            continue
        quote = evidence(document, sentence.passage, match.start(1), match.end(1), sentence.section)
        year = event_year(sentence, match.start(), match.end(), speaker.year, False)
        yield Found(match[1], "research_project", quote, year=year, weight=0.75)


def _research(document: Document, sentence: Sentence, lead: str, speaker: Speaker) -> Iterator[Found]:
    text = sentence.text
    for match in _WORK.finditer(text):
        name = match[1]
        listed = _PROJECTS_LISTED.search(text, 0, match.start()) is not None
        told = _IS_PROJECT.match(text, match.end()) is not None or listed
        studied = told or (len(name) >= _SHORTEST and _STUDIED.search(name))
        if (
            (_NO_STUDY.search(name) and not listed)
            or not studied
            or not re.search(r"[\u4e00-\u9fff]{4}", name)
        ):
            continue
        clause = text[clause_start(text, match.start(), "；。") : match.end() + 40]
        cue = (
            told
            or _RESEARCH.search(clause)
            or (_RESEARCH.search(lead) and not _PAPER.search(text[: match.start()]))
        )
        if not cue and not re.match(r"（[^）]{0,10}主持", text[match.end() :]):
            continue
        nearest = max((one.start() for one in _PAPER.finditer(text, 0, match.start())), default=-1)
        cued = max((one.start() for one in _RESEARCH.finditer(text, 0, match.start())), default=-1)
        if nearest > cued and not _RESEARCH.search(text[match.end() : match.end() + 30]):
            continue
        yield Found(
            name,
            "research_project",
            evidence(document, sentence.passage, match.start(), match.end(), sentence.section),
            year=event_year(sentence, match.start(), match.end(), speaker.year, False),
            weight=0.85,
        )
