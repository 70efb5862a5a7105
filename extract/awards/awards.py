"""Results of competitions, prizes and titles of persons: from tables and from running text."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from ..facts import Fact
from ..language.sentences import Sentence
from ..reading.blocks import Document, Heading, Paragraph, Table
from ..schools.school import Speaker
from .award_events import Event
from .award_prose import prose_results
from .award_results import Result, merged
from .award_roles import kind_of_event
from .award_rosters import Title, roster_results
from .award_tables import TableResults, table_results
from .award_text import AwardText, read_text
from .award_title_frames import framed_titles
from .award_titles import title_results
from .award_view import Background, Scene, is_placed
from .award_words import Rank, award_level, has_rank

_COMPETES: Final = re.compile(r"赛|节|评选|征文|博览会|比武|展示")
_ADVISING: Final = re.compile(r"(?:指导|辅导)学生[^，。；：]{0,12}获奖")
_TOTAL: Final = re.compile(
    r"(?P<rank>[特一二三四]等奖|[金银铜](?:奖|牌)|优胜奖|优秀奖)(?P<count>\d+)(?:个|项|人|枚|名)"
)
_NOTE: Final = re.compile(r"注[：:释]|说明[：:]|备注[：:]|[（]?(?:以上|上述|上表|表中|表内)")
#: When a page was published: 发布时间：2021-03-05, 来源：某校 2021-03-05.
_PAGE: Final = 4000  #: characters of a page of news; what is longer is a report
_DATE: Final = re.compile(
    r"(?:发布(?:时间|日期|于)?|来源|日期|时间)[^\n。，；]{0,30}?((?:19|20)\d\d)[-/.年]\d{1,2}[-/.月]\d{1,2}"
)
#: A year, but for that of a class or of students who leave (2020级, 2021届).
_ANY_YEAR: Final = re.compile(r"(?<!\d)((?:19|20)\d\d)(?=年|[-/.]\d|[〕）])")
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
    for number, block in enumerate(document.blocks):
        if isinstance(block, Table):
            if found := table_results(document, block, speaker):
                tables.append((number, found))
        elif isinstance(block, (Paragraph, Heading)) and by_block[number]:
            text = block.passage.text
            if not has_rank(text) and not _COMPETES.search(text):
                continue
            recent = [event for at, event, _, _ in known if number - at <= _REACH]
            told = _unlined(document, read_text(block.passage, by_block[number], recent))
            texts[number] = told
            if isinstance(block, Paragraph) and has_rank(text):
                near = [
                    (event, year)
                    for at, event, year, section in reversed(known)
                    if number - at <= _REACH and (section == block.section or number - at <= 1)
                ]
                # An event that does not say which it is may be an item of the one before.
                placed = (one for one in near if is_placed(one[0], speaker.home))
                last = next(placed, near[0] if near else (None, None))
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
    results += roster_results(document, titles, speaker)
    for number, table in tables:
        results += _placed(number, table, texts, speaker)
    dated = _published(document.text)
    kept = [replace(one, year=one.year or dated) for one in results if one.event]
    return [result.fact() for result in merged(kept)]


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


def _placed(number: int, table: TableResults, texts: dict[int, AwardText], speaker: Speaker) -> list[Result]:
    """Return a table's results; where it names no event, the event whose totals the text gives is it."""
    if table.named:
        return list(table.results)
    event = _event_by_totals(table, texts) or _event_of_note(number, texts)
    before = _events_before(number, table, texts)
    placed = []
    for one in table.results:
        if one.event:
            placed.append(one)
        elif event:
            level = award_level(event.name, speaker.home, event.own) or one.level
            placed.append(
                replace(
                    one,
                    event=event.name,
                    level=level,
                    kind=one.kind or kind_of_event(event.name),
                    confidence=0.8,
                )
            )
        elif fitting := _fitting(before, one.level, speaker):
            placed.append(
                replace(
                    one,
                    event=fitting.name,
                    kind=one.kind or kind_of_event(fitting.name),
                    level=one.level or award_level(fitting.name, speaker.home),
                    confidence=0.7,
                )
            )
        elif one.item:
            placed.append(replace(one, event=one.item, item="", confidence=0.5))
    return placed


def _events_before(number: int, table: TableResults, texts: dict[int, AwardText]) -> list[Event]:
    """Return the competitions that the text right above a table names, in the table's own section."""
    found: dict[str, Event] = {}
    for at in range(max(0, number - 2), number):
        if (told := texts.get(at)) and told.section == table.section:
            found |= {event.name: event for event in told.events if event.name and not event.weak}
    return list(found.values())


def _fitting(events: Sequence[Event], level: str | None, speaker: Speaker) -> Event | None:
    """Return the one event of a row's level; None where several are, or the only one is of another."""
    fitting = [
        event for event in events if level is None or award_level(event.name, speaker.home) in (level, None)
    ]
    exact = [
        event for event in fitting if level is not None and award_level(event.name, speaker.home) == level
    ]
    chosen = exact or fitting
    return chosen[0] if len(chosen) == 1 else None


def _event_of_note(number: int, texts: dict[int, AwardText]) -> Event | None:
    """Return the one event that the note below a table gives: 注：以上奖项均由…大赛评出."""
    for at in (number + 1, number + 2):
        if (told := texts.get(at)) and _NOTE.match(told.text):
            named = {event.name: event for event in told.events if event.name and not event.weak}
            return next(iter(named.values())) if len(named) == 1 else None
    return None


def _event_by_totals(table: TableResults, texts: dict[int, AwardText]) -> Event | None:
    for told in texts.values():
        totals = {match["rank"]: int(match["count"]) for match in _TOTAL.finditer(told.text)}
        if len(totals) >= 2 and all(table.ranks.get(rank) == count for rank, count in totals.items()):
            first = min(match.start() for match in _TOTAL.finditer(told.text))
            named = [event for event in told.events if event.end <= first and event.name]
            if named:
                return named[-1]
    return None
