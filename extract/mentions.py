"""Mentions: named things in a stretch of text."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

MentionLabel = Literal["organisation", "major", "person", "region"]


@dataclass(frozen=True, slots=True)
class Token:
    """A word by the segmenter, with its part of speech (jieba's tags)."""

    start: int
    end: int
    word: str
    tag: str


@dataclass(frozen=True, slots=True)
class Mention:
    """A named thing: `text[start:end]` of the passage it was found in.

    `kind` is the partner kind of an organisation; `known` tells a name that a lexicon or its ending vouches
    for from one that only its place in a list does.
    """

    start: int
    end: int
    text: str
    label: MentionLabel
    kind: str = ""
    known: bool = True
