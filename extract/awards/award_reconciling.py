"""Two readings of a paragraph made one: results told in order, and results put together from their roles."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from .award_results import Result

_OF_SCHOOLS: Final = re.compile(r"组织|单位")


def reconciled(
    text: str, told: Sequence[Result], put_together: Sequence[tuple[Result, bool]]
) -> list[Result]:
    """Return the results of both readings: those put together stand where the words leave no doubt.

    Else they only add what the other reading did not see.
    """
    kept, given = list(told), list(told)  # those that only the first reading vouches for
    sure_names = {result.recipients for result, sure in put_together if sure and result.recipients}
    for result, sure in put_together:
        spot = result.evidence[0]
        near = [
            one
            for one in kept
            if any(one is other for other in given)
            and one.evidence[0].start < spot.end
            and spot.start < one.evidence[0].end
        ]
        alike = [one for one in near if set(one.recipients) & set(result.recipients)]
        same = [one for one in alike if one.rank == result.rank and one.recipients == result.recipients]
        if same:
            at = kept.index(next((one for one in same if one.item == result.item), same[0]))
            given = [one for one in given if one is not kept[at]]
            kept[at] = _filled(text, kept[at], result)
        elif (
            not result.recipients and result.item and (like := [one for one in kept if _as_bare(one, result)])
        ):
            # 《甲》（某）二等奖，《乙》三等奖: not the winner of the work before.
            if like[0].recipients in sure_names:
                kept[kept.index(like[0])] = result
            elif (
                re.search(r"、|》《", like[0].item) and like[0].item != result.item and not like[0].recipients
            ):
                # 焊工、钳工各得…: a list of items is one result for each.
                listed = [one for one in like if one.item == like[0].item]
                kept = [one for one in kept if one not in listed]
                kept.append(result)
        elif not (sure or result.recipients) and any(
            one.recipients and one.rank == result.rank for one in near
        ):
            continue  # a team's: the item alone is no other result
        elif not alike or sure or any(_within(one, result) for one in alike):
            bare = [
                one
                for one in near
                if not one.recipients
                and one.rank == result.rank
                and (result.recipients or (result.item and not one.item))
            ]
            gone = [*alike, *(one for one in bare if not _OF_SCHOOLS.search(one.rank))]
            kept = [one for one in kept if one not in gone]
            kept.append(result)
    return kept


def _within(one: Result, other: Result) -> bool:
    return one.rank == other.rank and set(one.recipients) < set(other.recipients)


def _filled(text: str, one: Result, other: Result) -> Result:
    """Return `one` with what the other reading tells better: an item that no 赛项 vouches for, an event."""
    vouched = one.item and re.search(rf"{re.escape(one.item)}[”》]?(?:赛项|项目|》)", text)
    named = vouched or one.item.startswith(f"{other.item}（")  # 砌筑（学生组）
    placed = one.level is None and other.level is not None and one.event != other.event
    return replace(
        one,
        event=other.event if placed else one.event,
        level=other.level if placed else one.level,
        year=one.year or other.year,
        item=one.item if named or not other.item else other.item,
        advisors=one.advisors or other.advisors,
        kind=one.kind or other.kind,
    )


def _as_bare(one: Result, bare: Result) -> bool:
    """Tell whether a result of a work told without winners is one already told."""
    return one.rank == bare.rank and (one.item == bare.item or bare.item in one.item)
