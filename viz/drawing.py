"""What a thing looks like in pictures, by its kind: a shape and a colour."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Literal

Side = Literal["left", "right", "below"]


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


def clip(text: str, length: int) -> str:
    """Return `text`, cut to `length` characters with an ellipsis where it is longer."""
    return text if len(text) <= length else text[: length - 1] + "…"
