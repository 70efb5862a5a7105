"""Pilots of apprenticeship and of certificates, and apprenticeships run with firms."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from ..language.enumerations import clause_end, clause_start, inside
from ..language.sentences import Sentence, evidence
from ..reading.blocks import Document
from ..schools.school import Speaker
from .programme_bases import PLANNED
from .programme_found import Found, event_year
from .programme_majors import majors_before, majors_behind
from .programme_partners import PartnerNames

_DOING: Final = re.compile(
    r"开展|实施|推进|入选|获批|[是为]|列[为入]|确定|申报|承担|完成|通过|参与|启动|试行|加入|获|组织|试点|拿下|推广|拥有|成为"
)
_APPRENTICES: Final = re.compile(
    r"(?:教育部|人社部|国家级?|全国|[省市]级?|首批|第[一二三四五\d]+批|[\u4e00-\u9fff]{2,3}[省市县区]){0,6}(?:“?现代学徒制”?|“?新型学徒制”?)(?:人才培养|培养|改革|项目|工作)?试点(?:专业|单位|学校|院校|项目|班)?"
)
_CERTIFICATES: Final = re.compile(
    r"“?1\+[Xx]”?(?:[\u4e00-\u9fff（）A-Za-z]{0,14}?)(?:证书)?(?:制度)?(?:试点|考点|考核站点|考核站|考核点)(?:院校|学校|单位|项目|专业)?"
)
#: How many took part, no pilot of its own: 1+X证书试点参考211人.
_COUNTED_BEHIND: Final = re.compile(
    r"(?:（[^）]{1,40}）)?(?:参考|参加|通过|取证|考取)\d|(?:工作)?(?:推进|座谈|研讨|启动|说明|交流|培训|部署)?会"
)
_PILOT_SIGN: Final = re.compile(r"学徒制|1\+[Xx]")  #: what either of the two has
#: An apprenticeship run with a firm.
_WITH_APPRENTICES: Final = re.compile(
    r"(?:实施|开展|试行|推行|合办|开办|试点|推进)了?((?:企业)?(?:新型|现代)学徒制|中国特色(?:企业新型|现代)?学徒制(?:人才)?(?:培养)?(?:项目|试点)?)(?!度|试点|意见)"
)
#: A class of apprentices: 企业新型学徒制高级工班.
_APPRENTICE_CLASS: Final = re.compile(r"(?:企业)?(?:新型|现代)学徒制[\u4e00-\u9fff]{1,8}?班(?![级主组])")
#: An apprenticeship that is a project, or has a name of its own; and one told with its firm behind.
_PROJECTED: Final = re.compile(
    r"(?:[省市区县]级)?“?(?:全员|(?:企业)?(?:新型|现代)|中国特色)学徒制”?(?:人才)?(?:培养)?项目(?=[^，。；]{0,12}(?:落地|启动|实施|签约|开班|揭牌|推进))|(?<=[推行用叫做])“全员学徒制”"
)
_FIRM_BEHIND: Final = re.compile(
    r"((?:企业)?新型学徒制)(?:培[训养])?[^，。；]{0,6}，(?:又|再|还|已)?(?=[同与和跟])"
)


def pilots_in(
    document: Document, sentence: Sentence, names: PartnerNames, speaker: Speaker
) -> Iterator[Found]:
    """Yield the pilots of apprenticeship and of certificates in `sentence`, and those with firms."""
    if _PILOT_SIGN.search(sentence.text):
        yield from _pilots(document, sentence, speaker)
        yield from _apprenticeships(document, sentence, names, speaker)


def _pilots(document: Document, sentence: Sentence, speaker: Speaker) -> Iterator[Found]:
    text = sentence.text
    for kind, pattern in (("apprenticeship_pilot", _APPRENTICES), ("certificate_pilot", _CERTIFICATES)):
        for match in pattern.finditer(text):
            start = clause_start(text, match.start())
            if (
                inside(text, match.start(), "《》")
                or (inside(text, match.start(), "“”") and not text.startswith("“", match.start() - 1))
                or _COUNTED_BEHIND.match(text, match.end())
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
                aliases=_of_major(sentence, match.start(), match[0]),
                weight=0.75,
            )


def _of_major(sentence: Sentence, at: int, name: str) -> tuple[str, ...]:
    """Return a pilot's `name`, at `at`, with the major right before it: 某某专业|现代学徒制试点."""
    before = next(
        (one for one in sentence.majors() if f"{one.text}专业" == sentence.text[one.start : at]), None
    )
    return (f"{before.text}专业{name}",) if before else ()


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
    for match in (*_PROJECTED.finditer(text), *_FIRM_BEHIND.finditer(text)) if "学徒制" in text else ():
        stop = clause_end(text, match.end())
        behind = [one for one in sentence.organisations() if match.end() <= one.start < stop]
        if match.re is _FIRM_BEHIND and not behind:
            continue
        if PLANNED.search(text, clause_start(text, match.start()), match.start()) or inside(
            text, match.start(), "《》"
        ):
            continue
        start, end = match.span(1) if match.re is _FIRM_BEHIND else match.span()
        start, end = start + (text[start] == "“"), end - (text[end - 1] == "”" and text[start] == "“")
        quote = evidence(document, sentence.passage, start, end, sentence.section)
        partner = names.full(behind[0].text) if match.re is _FIRM_BEHIND else names.of_clause(sentence, start)
        yield Found(text[start:end], "apprenticeship_pilot", quote, partner=partner, weight=0.6)
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
