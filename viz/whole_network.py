"""The network of all schools and partners: its page's values, and the data that the page's scripts draw."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Final

from ..ontology.regions import above, regions
from .addresses import Addresses
from .assets import hashed
from .clusters import communities, region_of
from .drawing import LOOKS
from .listing import listed_partner
from .looks import in_order, look_of, mode_word
from .model import Overview
from .whole_choice import Choice, choose
from .whole_layout import Layout, lay_out
from .words import Phrases

#: Lines of the lists beside the picture, and names in each of them.
FIRST_SHARED: Final = 60
FIRST_HUBS: Final = 40
_PER_PARTNER: Final = 8
_PER_HUB: Final = 10
#: Communities of fewer nodes get no name.
_NAMED: Final = 5
_LOOK_SIGNS: Final = {key: chr(ord("a") + place) for place, key in enumerate(LOOKS)}


@dataclass(frozen=True, slots=True)
class Totals:
    """What the picture shows and what it leaves out, in numbers."""

    schools: int
    partners: int
    shared: int
    schools_left_out: int
    partners_left_out: int


def whole_network(overview: Overview, addresses: Addresses) -> tuple[dict[str, Any], list[tuple[str, str]]]:
    """Return the values of the template network.html and the (path, text) of the files that it names.

    Where nobody works together there is no file, and the value `data` is "".
    """
    phrases = Phrases(overview.around, addresses, "")
    values: dict[str, Any] = {
        "here": "network",
        "data": "",
        "totals": Totals(0, 0, 0, 0, 0),
        "looks": (),
        "shared": [
            listed_partner(phrases, one, overview.around.by_partner[one.iri], _PER_PARTNER)
            for one in overview.shared[:FIRST_SHARED]
        ],
        "shared_total": len(overview.shared),
        "hubs": phrases.hubs(FIRST_HUBS, _PER_HUB),
        "hubs_total": len(overview.around.by_school),
    }
    if not overview.links:
        return values, []
    data = _Encoding(overview, addresses, choose(overview))
    text = f"window.zhijiao.wholeNetwork({_json(data.record())});\n"
    path = hashed("network.js", text.encode())
    values |= {"data": path, "totals": data.totals(), "looks": tuple(LOOKS[key] for key in data.looks())}
    return values, [(path, text)]


class _Encoding:
    """Writes a choice of the network as lists of numbers and joined texts; static/whole-data.js reads it.

    Nodes are numbered: first the core, then the leaves in the order of the nodes that they hang on.
    """

    def __init__(self, overview: Overview, addresses: Addresses, choice: Choice) -> None:
        self._overview = overview
        self._addresses = addresses
        self._choice = choice
        self._iris = (*choice.core, *(iri for found in choice.leaves.values() for iri in found))
        self._number = {iri: place for place, iri in enumerate(self._iris)}
        self._home = self._communities()
        self._layout = self._places()

    def totals(self) -> Totals:
        around = self._overview.around
        drawn = [iri for iri in self._iris if iri in around.by_partner]
        schools = sum(iri in around.by_school for iri in self._iris)
        shared = sum(around.reach[iri] > 1 for iri in drawn)
        return Totals(schools, len(drawn), shared, *self._choice.left_out)

    def looks(self) -> tuple[str, ...]:
        """Return the keys of LOOKS that are drawn, in their order."""
        present = {self._look(iri) for iri in self._iris}
        return tuple(key for key in LOOKS if key in present)

    def record(self) -> dict[str, Any]:
        """Return everything that the scripts need."""
        names = [self._name(iri) for iri in self._iris]
        stems = dict(self._stems(names))
        around = self._overview.around
        modes = in_order({mode for link in self._choice.links for mode in link.modes})
        years = sorted({year for link in self._choice.links for year in link.years})
        areas, of_node = self._areas()
        return {
            "names": "\n".join(names),
            "looks": "".join(_LOOK_SIGNS[self._look(iri)] for iri in self._iris),
            "lookKeys": [
                [_LOOK_SIGNS[key], key, LOOKS[key].word, LOOKS[key].shape, LOOKS[key].colour]
                for key in self.looks()
            ],
            "folders": "".join(self._folder(iri) for iri in self._iris),
            "stems": {str(place): stem for place, stem in stems.items()},
            "schools": [self._number[iri] for iri in self._iris if iri in around.by_school],
            "x": [x for x, _ in self._layout.at],
            "y": [y for _, y in self._layout.at],
            "home": self._home_of_all(),
            "groups": self._groups(),
            "areas": areas,
            "area": of_node,
            "modes": [[mode, mode_word(mode)] for mode in modes],
            "years": years,
            **self._lines(modes, years),
        }

    def _communities(self) -> list[int]:
        core = len(self._choice.core)
        pairs = ((self._number[one.school], self._number[one.partner]) for one in self._choice.links)
        return communities(core, [(one, other) for one, other in pairs if one < core and other < core])

    def _places(self) -> Layout:
        core = len(self._choice.core)
        pairs = ((self._number[one.school], self._number[one.partner]) for one in self._choice.links)
        hanging = {
            self._number[iri]: [self._number[one] for one in found]
            for iri, found in self._choice.leaves.items()
        }
        inner = [(one, other) for one, other in pairs if one < core and other < core]
        return lay_out(self._home, inner, hanging, len(self._iris))

    def _home_of_all(self) -> list[int]:
        """Return the communities of all nodes: a leaf's is that of the node it hangs on."""
        return [
            *self._home,
            *(self._home[self._number[iri]] for iri, found in self._choice.leaves.items() for _ in found),
        ]

    def _groups(self) -> list[list[Any]]:
        """Return name, x, y, radius of each community.

        A name is that of the region in which most of its schools lie, with the partner of most of its
        schools; without region the partner alone.
        """
        around = self._overview.around
        members: defaultdict[int, list[str]] = defaultdict(list)
        for iri, home in zip(self._choice.core, self._home, strict=True):
            members[home].append(iri)
        names = {code: one.name for code, one in regions().items()}
        taken: set[str] = set()
        found: list[list[Any]] = []
        for home, disc in enumerate(self._layout.discs):
            iris = members[home]
            size = sum(1 + len(self._choice.leaves.get(iri, ())) for iri in iris)
            places = [_code(around.places.get(iri, "")) for iri in iris if iri in around.by_school]
            region = region_of(places, _above, names)
            hub = max(
                (iri for iri in iris if around.reach.get(iri, 0) > 1),
                key=lambda iri: (around.reach[iri], iri),
                default="",
            )
            words = [names[region]] if region else []
            if hub and (not words or words[0] in taken):
                words.append(self._name(hub))
            taken.update(words[:1])
            found.append(["·".join(words) if size >= _NAMED and len(iris) > 1 else "", *disc])
        return found

    def _areas(self) -> tuple[list[list[Any]], list[int]]:
        """Return [code, name, number of the area around or -1] of regions, and the region of each node."""
        codes = [_code(self._overview.around.places.get(iri, "")) for iri in self._iris]
        known = regions()
        wanted = {code for code in codes if code in known}
        wanted |= {outer for code in wanted for outer in _above(code)}
        order = {code: place for place, code in enumerate(sorted(wanted))}
        rows = [[code, known[code].name, order.get(known[code].broader, -1)] for code in order]
        return rows, [order.get(code, -1) for code in codes]

    def _lines(self, modes: Sequence[str], years: Sequence[str]) -> dict[str, Any]:
        """Return the lines: of each school the number, of each partner the step from the one before.

        Modes and years of lines come as numbers of the sets that occur.
        """
        by_school: defaultdict[int, list[tuple[int, int, int]]] = defaultdict(list)
        kinds = _Sets(modes)
        times = _Sets(years)
        for link in self._choice.links:
            line = (self._number[link.partner], kinds.number(link.modes), times.number(link.years))
            by_school[self._number[link.school]].append(line)
        from_, to, kind, time = [], [], [], []
        for school in sorted(by_school):
            lines = sorted(by_school[school])
            from_ += [school, len(lines)]
            last = 0
            for partner, one, other in lines:
                to.append(partner - last)
                last = partner
                kind.append(one)
                time.append(other)
        return {
            "from": from_,
            "to": to,
            "kind": kind,
            "time": time,
            "kinds": kinds.sets,
            "times": times.sets,
        }

    def _stems(self, names: Sequence[str]) -> Iterable[tuple[int, str]]:
        """Yield the file's stem of each page that is not named like its thing."""
        for place, iri in enumerate(self._iris):
            path = self._addresses.path(iri)
            if path is not None:
                stem = path.partition("/")[2].removesuffix(".html")
                if stem != names[place]:
                    yield place, stem

    def _folder(self, iri: str) -> str:
        """Return "s" or "o" for a page of a school or an organisation, "-" where there is no page."""
        path = self._addresses.path(iri)
        return "-" if path is None else path[0]

    def _look(self, iri: str) -> str:
        thing = self._overview.around.things.get(iri)
        return look_of(thing) if thing else "other"

    def _name(self, iri: str) -> str:
        thing = self._overview.around.things.get(iri)
        return " ".join((thing.name if thing else iri).split())


class _Sets:
    """Numbers the sets of values that occur, each a list of the values' numbers."""

    def __init__(self, values: Sequence[str]) -> None:
        self._place = {value: place for place, value in enumerate(values)}
        self._known: dict[tuple[str, ...], int] = {}
        self.sets: list[list[int]] = []

    def number(self, values: tuple[str, ...]) -> int:
        """Return the number of a set, known or new."""
        if values not in self._known:
            self._known[values] = len(self.sets)
            self.sets.append([self._place[value] for value in values])
        return self._known[values]


def _code(iri: str) -> str:
    return iri.rsplit("/", 1)[-1]


def _above(code: str) -> tuple[str, ...]:
    region = regions().get(code)
    return tuple(one.code for one in above(region)) if region else ()


def _json(data: object) -> str:
    # Two separators end a line in older JavaScript.
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return text.replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
