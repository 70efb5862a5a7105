"""The page of a school and the page of a partner."""

from __future__ import annotations

from typing import Any, Final

from ..graph.resolution.rules import RULES
from .conflicts import section_of
from .drawing import LOOKS
from .model import Account, Around, Thing
from .networks import Networks, look_of
from .tables import Tables
from .words import Phrases

#: Properties of a school, in the order in which its page names them.
_BASICS: Final = {
    "regionName": "地区",
    "organiserName": "举办者",
    "founded": "建校",
    "address": "地址",
    "website": "网址",
}
_TEMPLATE: Final = "thing.html"


class ThingPages:
    """Makes the pages one folder below the top; `phrases` and `tables` must be for that folder."""

    def __init__(self, around: Around, networks: Networks, phrases: Phrases, tables: Tables) -> None:
        self._around = around
        self._networks = networks
        self._phrases = phrases
        self._tables = tables

    def page(self, thing: Thing, account: Account) -> tuple[str, dict[str, Any]]:
        """Return the template and its values for a school with reports, or for a partner.

        A school with reports that others name as partner shows that too.
        """
        naming = self._tables.of_partner(account)
        if thing.reporting:
            sections = self._tables.of_school(account, self._shared) + section_of(account.conflicts) + naming
            drawing = self._networks.around_school(thing)
            words = self._phrases.around_school(thing)
            kicker = self._school_kicker(thing)
            network_title = "合作方的网络"
        else:
            sections = naming
            drawing = self._networks.around_partner(thing)
            words = self._phrases.around_partner(thing)
            kicker = f"合作方 · {LOOKS[look_of(thing)].word}"
            network_title = "合作学校的网络"
        values = {
            "here": "",
            "thing": thing,
            "kicker": kicker,
            "basics": [*self._basics(account), *_joined(thing)],
            "passages": account.passages,
            "sections": sections,
            "drawing": drawing,
            "words": words,
            "network_title": network_title,
        }
        return _TEMPLATE, values

    def _shared(self, partner: str) -> bool:
        return self._around.reach.get(partner, 0) > 1

    def _school_kicker(self, school: Thing) -> str:
        years = self._around.years.get(school.iri)
        return f"学校 · {'、'.join(years)} 年报告" if years else "学校"

    @staticmethod
    def _basics(account: Account) -> list[tuple[str, str]]:
        basics = []
        for name, word in _BASICS.items():
            if texts := account.properties.get(name):
                text = "、".join(sorted(texts))
                basics.append((word, f"{text} 年" if name == "founded" else text))
        return basics


def _joined(thing: Thing) -> list[tuple[str, str]]:
    """Return the line that says by which rules several names were taken for this thing, if any were."""
    words = [
        f"{RULES[name].title}（{RULES[name].reason}）" if name in RULES else name for name in thing.joined_by
    ]
    return [("合并依据", "；".join(words))] if words else []
