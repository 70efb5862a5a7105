"""Which competition and 赛项 the results of a table belong to, where the table itself names none."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final

from ..reading.blocks import Block, Heading, Paragraph
from ..schools.school import Speaker
from .award_events import Event
from .award_items import clean_item
from .award_results import Result
from .award_roles import kind_of_event
from .award_tables import TableResults
from .award_text import AwardText
from .award_words import award_level

_TOTAL: Final = re.compile(
    r"(?P<rank>[特一二三四]等奖|[金银铜](?:奖|牌)|优胜奖|优秀奖)(?P<count>\d+)(?:个|项|人|枚|名)"
)
_NOTE: Final = re.compile(r"注[：:释]|说明[：:]|备注[：:]|[（]?(?:以上|上述|上表|表中|表内)")
#: The 赛项 of all rows, said above the table: “砌筑”项目, （项目：砌筑）.
_ITEM_ABOVE: Final = re.compile(r"“([^“”]{2,30})”(?:项目|赛项)|(?:项目|赛项)：([^，。；：（）]{2,30})")
#: A note's word for a competition: “国家”指全国…大赛.
_MEANS: Final = re.compile(r"^“[^”]{1,8}”(?:指|即|为|是|系)")
_ABOVE: Final = 3  #: how many blocks above a table speak of it
_LINE: Final = 60  #: characters; longer blocks are running text


def placed_results(
    blocks: Sequence[Block],
    number: int,
    table: TableResults,
    texts: Mapping[int, AwardText],
    speaker: Speaker,
) -> list[Result]:
    """Return the results of the table that is block `number`, with the competition told around it.

    `texts` are the paragraphs and headings read, by the numbers of their blocks.
    """
    above = _item_above(blocks, number)
    results = [one if one.item or not one.recipients else replace(one, item=above) for one in table.results]
    if table.named:
        return results
    noted = _events_of_note(number, texts)
    event = _event_by_totals(table, texts) or (noted[0] if len(noted) == 1 else None)
    before = _events_before(number, table, texts)
    placed = []
    for one in results:
        found = event or _fitting(before, one.level, speaker) or _fitting(noted, one.level, speaker)
        if one.event:
            placed.append(one)
        elif found:
            told = award_level(found.name, speaker.home, found.own)
            placed.append(
                replace(
                    one,
                    event=found.name,
                    level=(told or one.level) if event else (one.level or told),
                    kind=one.kind or kind_of_event(found.name),
                    confidence=0.8 if event else 0.7,
                )
            )
        elif one.item:
            placed.append(replace(one, event=one.item, item="", confidence=0.5))
    return placed


def _item_above(blocks: Sequence[Block], number: int) -> str:
    """Return the 赛项 that lines right above a table say it to be of; "" where none or several are."""
    found = set()
    for block in blocks[max(0, number - _ABOVE) : number]:
        if isinstance(block, (Paragraph, Heading)) and len(block.passage.text) <= _LINE:
            for match in _ITEM_ABOVE.finditer(block.passage.text):
                found.add(clean_item(match[1] or match[2]))
    return found.pop() if len(found) == 1 else ""


def _events_before(number: int, table: TableResults, texts: Mapping[int, AwardText]) -> list[Event]:
    """Return the competitions that the text right above a table names, in the table's own section."""
    found: dict[str, Event] = {}
    for at in range(max(0, number - 2), number):
        if (told := texts.get(at)) and told.section == table.section:
            found |= {event.name: event for event in told.events if event.name and not event.weak}
    return _fullest(list(found.values()))


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


def _fullest(events: Sequence[Event]) -> list[Event]:
    """Return `events` without those whose names are but part of another's."""
    return [
        one
        for one in events
        if not any(one.name != other.name and one.name in other.name for other in events)
    ]


def _events_of_note(number: int, texts: Mapping[int, AwardText]) -> list[Event]:
    """Return the events that the note below a table gives: 注：以上奖项均由…大赛评出; “省”指…大赛."""
    for at in (number + 1, number + 2):
        if (told := texts.get(at)) and _NOTE.match(told.text):
            named = [event for event in told.events if event.name and not event.weak]
            plain = [replace(event, name=_MEANS.sub("", event.name)) for event in named]
            return _fullest(list({event.name: event for event in plain}.values()))
    return []


def _event_by_totals(table: TableResults, texts: Mapping[int, AwardText]) -> Event | None:
    for told in texts.values():
        totals = {match["rank"]: int(match["count"]) for match in _TOTAL.finditer(told.text)}
        if len(totals) >= 2 and all(table.ranks.get(rank) == count for rank, count in totals.items()):
            first = min(match.start() for match in _TOTAL.finditer(told.text))
            named = [event for event in told.events if event.end <= first and event.name]
            if named:
                return named[-1]
    return None
