"""Results of competitions, prizes and titles of persons: from tables and from running text."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache
from typing import Final

from ..facts import Fact
from ..language.sentences import Sentence
from ..reading.blocks import Document, Heading, Paragraph, Table
from ..schools.school import Speaker
from .award_columns import is_headless
from .award_events import Event
from .award_labels import with_labelled
from .award_list_titles import Title
from .award_placing import placed_results
from .award_prose import prose_results
from .award_results import Result, merged
from .award_rosters import Listed, roster_results
from .award_tables import TableResults, table_results
from .award_text import AwardText, read_text
from .award_title_frames import framed_titles
from .award_titles import title_results
from .award_view import Background, Scene, is_placed
from .award_words import Rank, has_rank

_COMPETES: Final = re.compile(
    r"赛|节|评[选比审]|征文|博览会|比武|展[示演评]|[汇会]演|成果奖|运动会|大练兵|优质课"
)
_ADVISING: Final = re.compile(r"(?:指导|辅导)学生[^，。；：]{0,12}获奖")
#: When a page was published: 发布时间：2021-03-05, 来源：某校 2021-03-05.
_PAGE: Final = 4000  #: characters of a page of news; what is longer is a report
_DATE: Final = re.compile(
    r"(?:发布(?:时间|日期|于)?|来源|日期|时间)[^\n。，；]{0,30}?((?:19|20)\d\d)[-/.年]\d{1,2}[-/.月]\d{1,2}"
)
#: A year, but for that of a class or of students who leave (2020级, 2021届).
_ANY_YEAR: Final = re.compile(r"(?<!\d)((?:19|20)\d\d)(?=年|[-/.]\d|[〕）])")
#: A prize that is told rather than one of a line of a list.
_TELLS: Final = re.compile(r"[。！；]")
_TITLE: Final = 48  #: characters of a title line at most
_REACH: Final = 4  #: how many blocks back a competition is still spoken of


def award_facts(document: Document, sentences: Sequence[Sentence], speaker: Speaker) -> list[Fact]:
    """Return the awards that a report states: one fact for each result, with all who won it and taught them.

    Sums (一等奖6个), plans and rules are none. A result told twice is one fact with both passages.
    """
    by_block: dict[int, list[Sentence]] = defaultdict(list)
    for sentence in sentences:
        by_block[sentence.paragraph].append(sentence)
    texts: dict[int, AwardText] = {}
    results: list[Result] = []
    tables: list[tuple[int, TableResults]] = []
    known: list[tuple[int, Event, int | None, tuple[str, ...]]] = []
    only = cache(lambda: _only_event(document, by_block, speaker))
    for number, block in enumerate(document.blocks):
        if isinstance(block, Table):
            if found := table_results(document, block, speaker):
                tables.append((number, found))
        elif isinstance(block, (Paragraph, Heading)) and by_block[number]:
            text = block.passage.text
            ranked = has_rank(text)
            if not ranked and not _COMPETES.search(text):
                continue
            recent = [event for at, event, _, _ in known if number - at <= _REACH]
            told = _unlined(document, read_text(block.passage, by_block[number], recent))
            texts[number] = told
            if isinstance(block, Paragraph) and ranked:
                near = [
                    (event, year)
                    for at, event, year, section in reversed(known)
                    if number - at <= _REACH and (section == block.section or number - at <= 1)
                ]
                # An event that does not say which it is may be an item of the one before.
                placed = (one for one in near if is_placed(one[0], speaker.home))
                none: tuple[Event | None, int | None] = (None, None)
                last = next(placed, near[0] if near else none)
                if last[0] is None and _TELLS.search(text):
                    last = only()
                background = Background(
                    last[0],
                    last[1],
                    bool(_ADVISING.search(text)),
                    {event.name: year for _, event, year, _ in known if year},
                )
                results += prose_results(document, told, speaker, background)
                results += title_results(document, told, speaker)
                results += framed_titles(Scene(document, told, speaker, background))
            for event in told.events:
                if event.name and not event.weak:
                    known.append(
                        (
                            number,
                            event,
                            _year(told, event),
                            block.section if isinstance(block, Paragraph) else (),
                        )
                    )
    titles = [
        Title(texts[number].passage.offsets[event.start], event, year)
        for number, event, year, _ in known
        if number in texts
    ]
    read = [block for number, _ in tables if isinstance(block := document.blocks[number], Table)]
    read = [table for table in read if not is_headless(table)]
    listed = roster_results(document, titles, speaker, read)
    results = [one for one in results if not _is_listed(one, listed)] + list(listed.results)
    for number, table in tables:
        found_there = placed_results(document.blocks, number, table, texts, speaker)
        results += [one for one in found_there if not _is_listed(one, listed)]
    results = with_labelled(document, _without_headlines(document.text, results))
    dated = _published(document.text)
    kept = [replace(one, year=one.year or dated) for one in results if one.event]
    return [result.fact() for result in merged(kept)]


def _is_listed(one: Result, listed: Listed) -> bool:
    """Tell a result that was read from the words of a line which a list holds."""
    return any(listed.holds(place.start, place.end) for place in one.evidence)


def _only_event(
    document: Document, by_block: Mapping[int, Sequence[Sentence]], speaker: Speaker
) -> tuple[Event | None, int | None]:
    """Return the one competition that a page names, anywhere, and its year; nothing where it names more."""
    named: dict[str, tuple[Event, int | None]] = {}
    if len(document.text) <= _PAGE:
        for number, block in enumerate(document.blocks):
            if not (isinstance(block, (Paragraph, Heading)) and _COMPETES.search(block.passage.text)):
                continue
            told = read_text(block.passage, by_block[number], ()) if by_block.get(number) else None
            for event in told.events if told else ():
                if event.name and not event.weak and is_placed(event, speaker.home):
                    named.setdefault(event.name, (event, _year(told, event) if told else None))
    return next(iter(named.values())) if len(named) == 1 else (None, None)


def _without_headlines(text: str, results: Sequence[Result]) -> list[Result]:
    """Return `results` without those of the title line that the text tells again with the winners' names."""
    title = text.find("\n", len(text) - len(text.lstrip()))
    if not 0 < title <= _TITLE:
        return list(results)
    named = {one.rank for one in results if one.recipients and one.evidence[0].start > title}
    return [
        one
        for one in results
        if one.recipients
        or one.advisors
        or one.kind == "school"
        or one.evidence[0].start >= title
        or one.rank not in named
    ]


def _published(text: str) -> int | None:
    """Return the year in which a page says it was published, None where it does not."""
    if len(text) > _PAGE:
        return None
    match = _DATE.search(text, 0, 400) or _DATE.search(text, max(0, len(text) - 400))
    said = {match[1]} if match else set(_ANY_YEAR.findall(text))
    return int(next(iter(said))) if len(said) == 1 else None


def _unlined(document: Document, told: AwardText) -> AwardText:
    """Return a paragraph without the ranks that are lines of their own: they head the lines below."""
    whole, offsets = document.text, told.passage.offsets

    def is_line(rank: Rank) -> bool:
        left, right = offsets[rank.start], offsets[rank.end - 1] + 1
        return left > 0 and whole[left - 1] == "\n" and whole[right : right + 1] == "\n"

    return replace(told, ranks=tuple(rank for rank in told.ranks if not is_line(rank)))


def _year(told: AwardText, event: Event) -> int | None:
    match = re.search(
        r"((?:19|20)\d\d)年?(?:\d{1,2}月)?(?:\d{1,2}日)?$", told.text[: event.start]
    ) or re.search(r"((?:19|20)\d\d)年", told.text)
    return int(match[1]) if match else None
