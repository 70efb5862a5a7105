"""Ruling lines in the picture of a page: long straight runs of dark points, by morphology (OpenCV)."""

from __future__ import annotations

import math
from typing import Any, Final

import cv2
import numpy as np

from .model import Rule

_SHORTEST_LEVEL: Final = 30.0  #: points; strokes of characters are shorter, also those of two that touch
_SHORTEST_UPRIGHT: Final = 13.5  #: points, as low as a row of small print
_THICK: Final = 4.0  #: points; what is thicker is a picture or a bar
_GAP: Final = 1.0  #: points by which a line may be broken
_MOST: Final = 2_000
_BLOCK: Final = 25  #: pixels around a point that tell whether it is dark
_DARKER: Final = 12  #: by how much a point must be darker than those around it


def rules_in(picture: np.ndarray[Any, np.dtype[np.uint8]], tilt: float, scale: float) -> tuple[Rule, ...]:
    """Return the ruling lines of a picture (rows, columns, RGB), in points.

    `tilt` is the angle in radians by which the page lies askew, `scale` points to the pixel.
    """
    grey = cv2.cvtColor(picture, cv2.COLOR_RGB2GRAY)
    if tilt:
        height, width = grey.shape
        turn = cv2.getRotationMatrix2D((width / 2, height / 2), math.degrees(tilt), 1.0)
        grey = cv2.warpAffine(grey, turn, (width, height), borderValue=(255.0,))
    dark = cv2.adaptiveThreshold(
        grey, 255, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY_INV, _BLOCK, _DARKER
    )
    return (*_lines(dark, scale, upright=False), *_lines(dark, scale, upright=True))


def _lines(dark: Any, scale: float, *, upright: bool) -> list[Rule]:
    shortest = _SHORTEST_UPRIGHT if upright else _SHORTEST_LEVEL
    long, gap = max(3, round(shortest / scale)), max(1, round(_GAP / scale))
    closing = cv2.getStructuringElement(cv2.MORPH_RECT, (1, gap) if upright else (gap, 1))
    opening = cv2.getStructuringElement(cv2.MORPH_RECT, (1, long) if upright else (long, 1))
    found = cv2.morphologyEx(cv2.morphologyEx(dark, cv2.MORPH_CLOSE, closing), cv2.MORPH_OPEN, opening)
    _, _, stats, _ = cv2.connectedComponentsWithStats(found, connectivity=8)
    rules = []
    for x, y, width, height, _ in stats[1 : _MOST + 1]:
        thick = width if upright else height
        if thick * scale > _THICK:
            continue
        if upright:
            middle = float(x + width / 2) * scale
            rules.append(Rule(middle, float(y) * scale, middle, float(y + height) * scale))
        else:
            middle = float(y + height / 2) * scale
            rules.append(Rule(float(x) * scale, middle, float(x + width) * scale, middle))
    return rules
