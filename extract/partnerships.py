"""Partnerships of the school: the ties of all passages drawn together, one fact for each partner."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from .aliases import name_groups
from .blocks import Document, Table
from .facts import Evidence, Fact
from .mentions import Mention
from .modes import modes_of
from .organisations import kind_of
from .partners import Tie, ties_in
from .school import Speaker
from .sentences import Sentence
from .table_indicators import header_texts

_PARTNER_COLUMN: Final = re.compile(r"合作(?:企业|单位|院校|方|机构)|企业名称|实习(?:单位|企业)|用人单位|单位名称|基地名称|依托(?:企业|单位)|共建单位|对接企业|培训单位|冠名企业|订单企业|接收单位|委托单位|合作方|合作对象|^对方$|^(?:企业|单位|机构|公司)(?:全称)?$|企业$")
_ABOUT_PARTNERS: Final = re.compile(r"合作|实习|实训|订单|冠名|培训|基地|就业|产教|企业|学徒")
_MAJOR_COLUMN: Final = re.compile(r"专业")
_NO_NAME: Final = re.compile(r"培训$|合计|总计|其他|^\d|员工|以下|^/$|有关|相关|各|等$")
_ORDER: Final = ("order_class", "apprenticeship", "internship", "training_base", "industry_college", "scholarship", "joint_programme", "group_member", "training_service", "technical_service", "counterpart_aid", "strategic", "party_building", "employment", "supply", "cooperation")  # fmt: skip


@dataclass(slots=True)
class _Partner:
    names: set[str]
    kind: str
    ties: list[Tie] = field(default_factory=list)


def partnerships(
    document: Document, sentences: Sequence[Sentence], speaker: Speaker, joint: Sequence[Fact] = ()
) -> list[Fact]:
    """Return the school's partnerships, in order of first mention; colleges of the `joint` programmes are partners."""
    ties: list[Tie] = []
    before = ""
    for sentence in sentences:
        ties += ties_in(document, sentence, speaker, before)
        before = before if _lists_only(sentence) else sentence.text
    ties += _taught_with(joint)
    for block in document.blocks:
        if isinstance(block, Table):
            ties += _table_ties(document, block, speaker)
    all_names = {mention.text: mention.kind for sentence in sentences for mention in sentence.organisations() if mention.known}
    all_names |= {tie.mention.text: tie.mention.kind for tie in ties}
    text = "\n".join(sentence.text for sentence in sentences)
    own = set(speaker.names)
    groups = name_groups({name: kind for name, kind in all_names.items() if name not in own}, text)
    partners: dict[str, _Partner] = {}
    for tie in ties:
        fullest, names = groups.get(tie.mention.text, (tie.mention.text, {tie.mention.text}))
        partner = partners.setdefault(fullest, _Partner(set(names), tie.mention.kind))
        partner.ties.append(tie)
    return [_fact(name, partner) for name, partner in partners.items() if not speaker.is_own(name)]


def _lists_only(sentence: Sentence) -> bool:
    """Tell a line of a list (（2）甲公司——订单班；) from a sentence that may lead one in."""
    return bool(sentence.organisations()) and bool(re.match(r"（?\d+[）.、]|[①-⑳]|[^，。]{2,10}：", sentence.text) or sentence.text.endswith(("；", ";"))) or len(sentence.text) < 4


def _taught_with(joint: Sequence[Fact]) -> Iterator[Tie]:
    for fact in joint:
        if college := fact.get("institution"):
            mention = Mention(0, 0, str(college), "organisation", "school")
            yield Tie(mention, fact.evidence[0], ["joint_programme"], majors=[str(fact.get("major"))], weight=0.75)


def _fact(name: str, partner: _Partner) -> Fact:
    modes = {mode for tie in partner.ties for mode in tie.modes}
    if len(modes) > 1:
        modes.discard("cooperation")
    majors = list(dict.fromkeys(major for tie in partner.ties for major in tie.majors))
    years = [tie.since for tie in partner.ties if tie.since]
    roles = [tie.role for tie in partner.ties if tie.role]
    passages: dict[tuple[int, int], Evidence] = {}
    for tie in partner.ties:
        passages.setdefault((tie.evidence.start, tie.evidence.end), tie.evidence)
    values: dict[str, object] = {
        "partner": name,
        "aliases": sorted(partner.names - {name}, key=lambda one: (-len(one), one)),
        "partner_kind": kind_of(name) or partner.kind or "enterprise",
        "modes": [mode for mode in _ORDER if mode in modes],
    }
    if majors:
        values["majors"] = majors
    if years:
        values["since"] = min(years)
    if roles:
        values["role"] = roles[0]
    weight = 1.0
    for tie in partner.ties:
        weight *= 1 - tie.weight
    return Fact("partnership", values, tuple(passages.values())[:6], round(min(0.97, 1 - weight), 2))


def _table_ties(document: Document, table: Table, speaker: Speaker) -> Iterator[Tie]:
    """Yield the partners that a table lists in a column of its own."""
    headers = [re.sub(r"\s", "", header) for header in header_texts(table)]
    caption = table.caption.text if table.caption else ""
    about = " ".join([caption, table.lead.text[-40:] if table.lead else "", *table.section[-2:], *headers])
    at = next((n for n, header in enumerate(headers) if _PARTNER_COLUMN.search(header) and not re.search(r"数|人员|金额", header)), None)
    if at is None or not _ABOUT_PARTNERS.search(about):
        return
    major_at = next((n for n, header in enumerate(headers) if _MAJOR_COLUMN.search(header) and n != at), None)
    for row in table.rows[table.header_rows :]:
        cell = row[at]
        for match in re.finditer(r"[^、；，]+", cell.text):
            name = match[0].strip()
            kind = kind_of(name)
            if not 3 <= len(name) <= 40 or (_NO_NAME.search(name) and not kind) or speaker.is_own(name) or name.isdigit():
                continue
            if not kind and not re.search(r"[\u4e00-\u9fff]{2}", name) or (not kind and re.search(r"专业|基地|中心$|项目|培训|商务", name)):
                continue
            kind = kind or "enterprise"
            first, last = cell.source_span(match.start(), match.end())
            cells = [one for one in row if one.text]
            start, end = min(first, cells[0].offsets[0]), max(last, cells[-1].offsets[-1] + 1)
            words = " ".join([about, *(one.text for one in row)])
            majors = [row[major_at].text] if major_at is not None and 2 <= len(row[major_at].text) <= 24 else []
            yield Tie(
                Mention(match.start(), match.end(), name, "organisation", kind),
                Evidence(start, end, document.text[start:end], " > ".join(table.section)),
                modes_of(words, kind),
                majors=[major.removesuffix("专业") for major in re.split(r"[、，]", majors[0])] if majors else [],
                weight=0.85,
            )
