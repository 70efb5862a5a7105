"""Draws networks with pyvis: what a node looks like by kind, and the data that the page's script shows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, Literal

from .layout import Point

Side = Literal["left", "right", "below"]

#: Characters of a name that stand in a picture; the whole name shows on hovering and in the list.
LABEL_LENGTH: Final = 16


@dataclass(frozen=True, slots=True)
class Look:
    """How a kind of node is drawn: its word in the legend, a shape of vis-network, a colour (#rrggbb)."""

    word: str
    shape: str
    colour: str


# Colours of Okabe and Ito, which colour-blind people can tell apart; the shapes say the same again.
LOOKS: Final[Mapping[str, Look]] = {
    "reporting": Look("有报告的学校", "dot", "#0072B2"),
    "enterprise": Look("企业", "square", "#E69F00"),
    "association": Look("协会学会", "diamond", "#CC79A7"),
    "government": Look("政府机构", "triangle", "#009E73"),
    "school": Look("其他院校", "dot", "#56B4E9"),
    "hospital": Look("医院", "hexagon", "#CC79A7"),
    "kindergarten": Look("幼儿园", "triangleDown", "#F0E442"),
    "media": Look("媒体", "triangle", "#999999"),
    "group": Look("集团联盟", "star", "#D55E00"),
    "major": Look("专业", "diamond", "#F0E442"),
    "other": Look("其他", "square", "#999999"),
}


@dataclass(frozen=True, slots=True)
class Node:
    """A node to be drawn: `key` (an IRI), its `look` (a key of LOOKS), where it stands.

    `narrow` is its place on a narrow screen, None where it is left out there. `note` is small print behind
    the name, `hover` the text shown on hovering; `strong` nodes are drawn larger and labelled first, `faint`
    ones without label until looked at closely. The `centre` is what the page is about.
    """

    key: str
    name: str
    look: str
    at: Point
    narrow: Point | None = None
    side: Side = "below"
    note: str = ""
    hover: str = ""
    href: str | None = None
    size: int = 8
    strong: bool = False
    faint: bool = False
    centre: bool = False


@dataclass(frozen=True, slots=True)
class Edge:
    """A line between the nodes with keys `one` and `other`; `modes` are codes, `hover` their words."""

    one: str
    other: str
    modes: tuple[str, ...] = ()
    hover: str = ""
    strong: bool = False


@dataclass(frozen=True, slots=True)
class Drawing:
    """A network ready for a page: `data` for the script, the looks that its legend must explain.

    `alt` says in words what the picture shows; `caption` (a sentence, may be empty) what it leaves out;
    `ringed` whether some node is ringed for working with several schools.
    """

    data: dict[str, Any]
    legend: tuple[Look, ...]
    alt: str
    caption: str = ""
    ringed: bool = False


def clip(text: str, length: int) -> str:
    """Return `text`, cut to `length` characters with an ellipsis where it is longer."""
    return text if len(text) <= length else text[: length - 1] + "…"


def draw(
    nodes: Sequence[Node], edges: Sequence[Edge], *, alt: str, caption: str = "", roam: bool = False
) -> Drawing:
    """Make a drawing of `nodes` and `edges`; `roam` lets readers drag and zoom the picture freely.

    Edges whose ends are not both among the nodes raise KeyError.
    """
    # Imported here: pyvis brings IPython along, which takes longer to import than a small site to build.
    from pyvis.network import Network

    network = Network()
    number = {node.key: index for index, node in enumerate(nodes)}
    for node in nodes:
        look = LOOKS[node.look]
        network.add_node(
            number[node.key],
            label=clip(node.name, LABEL_LENGTH),
            color=look.colour,
            shape=look.shape,
            x=node.at[0],
            y=node.at[1],
            size=node.size,
            physics=False,
            title=clip(node.hover or node.name, 300),
            side=node.side,
            note=node.note,
            href=node.href or "",
            narrow=list(node.narrow) if node.narrow else [],
            strong=node.strong,
            faint=node.faint,
            centre=node.centre,
        )
    for edge in edges:
        network.add_edge(
            number[edge.one],
            number[edge.other],
            title=edge.hover,
            modes=list(edge.modes),
            strong=edge.strong,
            width=2 if edge.strong else 1,
        )
    present = {node.look for node in nodes}
    return Drawing(
        data={"nodes": network.nodes, "edges": network.edges, "roam": roam, "height": _height(nodes)},
        legend=tuple(look for key, look in LOOKS.items() if key in present),
        alt=alt,
        caption=caption,
        ringed=any(node.strong and not node.centre for node in nodes),
    )


def _height(nodes: Sequence[Node]) -> dict[str, int]:
    """Return how many pixels high the picture is at full size, on wide and on narrow screens."""
    wide = [node.at[1] for node in nodes]
    narrow = [node.narrow[1] for node in nodes if node.narrow]
    return {
        "wide": max(wide) - min(wide) + 70 if wide else 0,
        "narrow": max(narrow) - min(narrow) + 60 if narrow else 0,
    }
