"""Results whose winners have no name in the sentence: a team's place, a work's prize, a count of items."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from typing import Final

from .award_claims import UNNAMED, Claim, claimed
from .award_events import Event
from .award_people import NameList
from .award_results import Result
from .award_roles import kind_of_text
from .award_view import View
from .award_words import Rank

_WORK: Final = re.compile(r"《([^》]{1,40})》")
_MORE_WORKS: Final = re.compile(r"^[、和与]?(?:《[^》]{1,40}》[、和与]?)+")
_PLAIN: Final = re.compile(r"[^，。；：《]{0,10}")
_LIST: Final = re.compile(r"，?(?:分别|依次)?(?:是|为|：)(?P<items>[^，。；：（）]{4,60})[。；]")
_WHOLE: Final = re.compile(r"团体(?:总分|赛)?$|团队(?:总分)?$")


def item_list(view: View, rank: Rank, people: Sequence[NameList]) -> list[str]:
    """Return the items listed behind a count of ranks, [] where none are: 三块金牌，分别是甲、乙和丙."""
    match = _LIST.match(view.text, rank.end, view.segment.end) if rank.count > 1 else None
    items = re.split(r"、|和|以及|及", match["items"]) if match else []
    persons = any(rank.end <= one.start < view.segment.end for one in people)
    return items if len(items) == rank.count and not persons else []


def team_places(view: View, rank: Rank, event: Event) -> Iterator[Result]:
    """Yield the place that the school's team won as a whole: 团体第七."""
    match = _WHOLE.search(view.text, max(view.segment.start, rank.start - 6), rank.start)
    if match and not rank.counted:
        nobody = NameList(match.start(), rank.start, (), ())
        claim = Claim(rank, event, match[0], rank.start)
        result = claimed(view, claim, nobody, kind="team", advisors=(), confidence=UNNAMED)
        if result is not None:
            yield result


def works_alone(
    view: View, rank: Rank, ranks: Sequence[Rank], event: Event, spoken: Collection[str]
) -> Iterator[Result]:
    """Yield the results of works before `rank` that are told without winners: 《某某》获铜奖.

    `spoken` are the works whose winners are told.
    """
    if rank.counted or rank.joint:
        return
    begin = max([one.end for one in ranks if one.end <= rank.start] + [view.segment.start])
    for match in _WORK.finditer(view.text, begin, rank.start):
        between = _MORE_WORKS.sub("", view.text[match.end() : rank.start])
        if match[1] in spoken or not _PLAIN.fullmatch(between):
            continue
        kind = kind_of_text(view.text[view.segment.start : match.start()], rank.rank) or "team"
        nobody = NameList(match.start(), match.end(), (), ())
        claim = Claim(rank, event, match[1], match.start())
        result = claimed(view, claim, nobody, kind=kind, advisors=(), confidence=UNNAMED)
        if result is not None:
            yield result
