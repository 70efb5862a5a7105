"""Chooses a media type by a client's Accept header (RFC 9110, section 12.5.1)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

_MOST_RANGES: Final = 100
_RANGE: Final = re.compile(r"\s*([!#$%&'*+.^_`|~\w-]+)/([!#$%&'*+.^_`|~\w-]+)\s*", re.ASCII)
_WEIGHT: Final = re.compile(r"\s*[qQ]\s*=\s*(0?\.[0-9]+|0\.?|1(?:\.0*)?)\s*")


@dataclass(frozen=True, slots=True)
class MediaRange:
    """A media type or range such as `text/*`, with the client's weight for it from 0 to 1."""

    main: str
    sub: str
    weight: float

    @property
    def precision(self) -> int:
        """How exactly the range says what it takes: 0 for all, 1 for a main type, 2 for a type."""
        return (self.main != "*") + (self.sub != "*")

    def takes(self, media_type: str) -> bool:
        """Say whether a media type lies in the range."""
        main, _, sub = media_type.partition("/")
        return self.main in ("*", main) and self.sub in ("*", sub)


def ranges(accept: str) -> tuple[MediaRange, ...]:
    """Return the ranges of an Accept header; what is not of the form is passed over."""
    found = []
    for part in accept.split(",")[:_MOST_RANGES]:
        name, *parameters = part.split(";")
        matched = _RANGE.fullmatch(name)
        if not matched:
            continue
        weights = [one for parameter in parameters if (one := _WEIGHT.fullmatch(parameter))]
        weight = float(weights[0][1]) if weights else 1.0
        found.append(MediaRange(matched[1].lower(), matched[2].lower(), weight))
    return tuple(found)


def preferred(accept: str, offered: Sequence[str]) -> str | None:
    """Return the media type among `offered` that the client likes best, None where it takes none of them.

    Of equal weights the first offered counts, and so it does without an Accept header. The most exact range
    that takes a type gives its weight.
    """
    if not accept.strip():
        return offered[0] if offered else None
    wanted = ranges(accept)
    best, best_weight = None, 0.0
    for media_type in offered:
        takers = [one for one in wanted if one.takes(media_type)]
        weight = max(takers, key=lambda one: one.precision).weight if takers else 0.0
        if weight > best_weight:
            best, best_weight = media_type, weight
    return best
