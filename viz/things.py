"""The page of a school and the page of a partner."""

from __future__ import annotations

from typing import Any, Final

from markupsafe import Markup

from ..graph.resolution.rules import RULES
from .addresses import Addresses
from .conflicts import section_of
from .drawing import LOOKS
from .english import t
from .forms import OF_PARTNER
from .groups import MEMBERS
from .looks import look_of
from .markup import joined
from .model import Account, Around, Thing
from .networks import Networks
from .plots import school_plots
from .tables import Part, Section, Tables
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

#: What a page says of a property: a word, then texts that may have links.
_Line = tuple[str, tuple[Part, ...]]


class ThingPages:
    """Makes the pages one folder below the top; `phrases` and `tables` must be for that folder."""

    def __init__(
        self, around: Around, networks: Networks, phrases: Phrases, tables: Tables, addresses: Addresses
    ) -> None:
        self._around = around
        self._networks = networks
        self._phrases = phrases
        self._tables = tables
        self._addresses = addresses

    def page(self, thing: Thing, account: Account) -> tuple[str, dict[str, Any]]:
        """Return the template and its values for a school with reports, or for a partner.

        A school with reports that others name as partner shows that too.
        """
        sections = naming = self._naming(thing, account)
        if thing.reporting:
            sections = (
                self._tables.of_school(account, self._shared)
                + section_of(account.conflicts, self._addresses)
                + naming
            )
        values = {
            "here": "",
            "thing": thing,
            "kicker": self._kicker(thing),
            "basics": [*self._basics(thing, account), *_joined(thing)],
            "passages": account.passages,
            "sections": sections,
            "drawing": self._networks.around(thing),
            "words": self._phrases.around(thing),
            "plots": school_plots(account) if thing.reporting else (),
            "network_title": "合作方的网络" if thing.reporting else "合作学校的网络",
        }
        return _TEMPLATE, values

    def _naming(self, thing: Thing, account: Account) -> list[Section]:
        """Return the sections in which others name it; a group's partners are its members."""
        return self._tables.sections(
            (MEMBERS if thing.kind == "group" and sort == "Partnership" else form, account.naming(sort))
            for sort, form in OF_PARTNER
        )

    def _shared(self, partner: str) -> bool:
        return self._around.reach.get(partner, 0) > 1

    def _kicker(self, thing: Thing) -> Markup:
        """Say what kind of thing it is; the years of a school's reports lead to their pages."""
        if not thing.reporting:
            return Markup(" · ").join((t("合作方"), t(LOOKS[look_of(thing)].word)))
        years = self._around.years.get(thing.iri)
        if not years:
            return t("学校")
        parts = [Part(year, self._addresses.year(year, "../")) for year in years]
        return Markup(" · ").join((t("学校"), t("{} 年报告", joined(parts))))

    def _basics(self, thing: Thing, account: Account) -> list[_Line]:
        basics = []
        for name, word in _BASICS.items():
            if texts := account.properties.get(name):
                parts = [Part("、".join(sorted(texts)))]
                if name == "regionName" and (place := self._around.places.get(thing.iri)):
                    parts = [Part(parts[0].text, self._addresses.topic(place, "../"))]
                basics.append((word, tuple(parts)))
        return basics


def _joined(thing: Thing) -> list[_Line]:
    """Return the line that says by which rules several names were taken for this thing, if any were."""
    words = [
        f"{RULES[name].title}（{RULES[name].reason}）" if name in RULES else name for name in thing.joined_by
    ]
    return [("合并依据", (Part("；".join(words)),))] if words else []
