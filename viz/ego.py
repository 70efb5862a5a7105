"""The network around one thing as data for the page's script: what is drawn, where, and what may join it.

The nodes and edges are those of pyvis, whose script draws them; physics is off, positions come with them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Final
from urllib.parse import quote

from markupsafe import Markup

from .drawing import LOOKS, Look, Side, clip
from .layout import Point
from .looks import PLAIN_MODE, in_order, mode_word
from .render import script_json

#: Links of one thing that its file holds; the rest stand in the table of its page and in the graph.
MAX_LINKS: Final = 300
#: Characters of a name in the file.
_NAME: Final = 120
#: The end of a file's name, in the place of ".html".
SUFFIX: Final = ".net.js"
#: What pyvis writes for every node and the page's script knows by itself.
_KNOWN: Final = frozenset({"shape", "physics"})


@dataclass(frozen=True, slots=True)
class Member:
    """A thing of a network: `key` is the path of its page without ".html", `look` a key of LOOKS.

    `at` is its place on a wide screen, `narrow` on a narrow one (None: left out there); `others` the number
    of other schools that work with it.
    """

    key: str
    name: str
    look: str
    at: Point = (0, 0)
    narrow: Point | None = None
    side: Side = "right"
    size: int = 9
    others: int = 0


@dataclass(frozen=True, slots=True)
class Tie:
    """A line between the members with keys `one` and `other`: `modes` are codes, `years` those of reports.

    `word` is the Chinese for a line that is no cooperation, such as the offer of a major.
    """

    one: str
    other: str
    modes: tuple[str, ...] = ()
    years: tuple[str, ...] = ()
    word: str = ""


@dataclass(frozen=True, slots=True)
class Ego:
    """What surrounds a thing: `members`, its own first; `ties` between them; `more` of its own ties.

    The other end of each of `more` is among `further`. `total` counts all own ties that the graph has.
    """

    members: tuple[Member, ...]
    ties: tuple[Tie, ...]
    further: tuple[Member, ...] = ()
    more: tuple[Tie, ...] = ()
    total: int = 0


@dataclass(frozen=True, slots=True)
class Drawing:
    """A network ready for a page. `script` is the text of the file at `href` (below the site's folder).

    `key` tells it from others, `alt` says in words what the picture shows, `caption` what it leaves out
    (may be empty); `legend` are all looks by key and whether the picture begins with one.
    """

    key: str
    href: str
    script: str
    alt: Markup
    caption: Markup
    legend: tuple[tuple[str, Look, bool], ...]


def drawing_of(ego: Ego, alt: Markup, caption: Markup) -> Drawing:
    """Return the drawing of what surrounds a thing. Raises KeyError where a tie's end is not among them."""
    key = ego.members[0].key
    present = {member.look for member in ego.members}
    return Drawing(
        key,
        quote(key + SUFFIX),
        f"zhijiao.network({script_json(key)},{script_json(_data(ego))});\n",
        alt,
        caption,
        tuple((look, LOOKS[look], look in present) for look in LOOKS),
    )


def _data(ego: Ego) -> dict[str, Any]:
    make_edge, make_network = _pyvis()
    network = make_network()
    number = {member.key: place for place, member in enumerate(ego.members)}
    modes = in_order({mode for tie in (*ego.ties, *ego.more) for mode in _modes(tie)})
    place_of_mode = {mode: place for place, mode in enumerate(modes)}
    for member in ego.members:
        network.add_node(
            number[member.key],
            label=clip(member.name, _NAME),
            group=member.look,
            x=member.at[0],
            y=member.at[1],
            size=member.size,
            physics=False,
            key=member.key,
            side=member.side,
            narrow=member.narrow or (),
            others=member.others or None,
        )
    for tie in ego.ties:
        told = {
            "modes": [place_of_mode[mode] for mode in _modes(tie)],
            "years": tie.years,
            "word": tie.word,
        }
        # Its own add_edge compares each edge with all before.
        network.edges.append(make_edge(number[tie.one], number[tie.other], **_told(told)).options)
    named = {member.key: member for member in ego.further}
    return {
        "modes": list(map(mode_word, modes)),
        "nodes": [_told(node) for node in network.nodes],
        "edges": network.edges,
        "more": [_row(named[tie.other], tie, place_of_mode) for tie in ego.more],
        "total": ego.total,
    }


def _modes(tie: Tie) -> tuple[str, ...]:
    return () if tie.word else tie.modes or (PLAIN_MODE,)


def _told(values: Mapping[str, Any]) -> dict[str, Any]:
    """Return what the script cannot know by itself: empty values are left out."""
    return {name: one for name, one in values.items() if name not in _KNOWN and one not in ((), [], "", None)}


def _row(member: Member, tie: Tie, places: Mapping[str, int]) -> list[Any]:
    name = clip(member.name, _NAME)
    modes = [places[mode] for mode in _modes(tie)]
    return [member.key, name, member.look, member.others, modes, tie.years, tie.word]


@cache
def _pyvis() -> tuple[Any, Any]:
    # Imported here: pyvis brings IPython along, which takes longer to import than a small site to build.
    from pyvis.edge import Edge
    from pyvis.network import Network

    return Edge, Network
