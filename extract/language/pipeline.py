"""The language pipeline: words by rjieba, then mentions by the components named here, one after another.

The components are plain functions of a text and its words. `spacy_pipeline` has them as a pipeline of spaCy,
for those who work with docs or add components of spaCy's own; extraction runs them as they are, since to make
a doc of each paragraph takes longer than to find its mentions. A model of spaCy's joins them where the
environment names one (see `spacy_model`).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import Final

import rjieba

from ..majors.major_mentions import find_majors
from ..organisations.organisations import find_organisations
from .mentions import Mention, Token, Tokens
from .persons import find_persons
from .spacy_model import model_mentions, model_named

#: Finds the mentions of one kind in a text, whose words it gets.
Component = Callable[[str, Sequence[Token]], list[Mention]]
#: Components that find mentions, by name, in their order.
COMPONENTS: Final[Mapping[str, Component]] = MappingProxyType(
    {
        "zhijiao_organisations": find_organisations,
        "zhijiao_majors": find_majors,
        "zhijiao_persons": find_persons,
    }
)


def words_of(text: str) -> Tokens:
    """Return the words of `text` with their places and parts of speech."""
    pairs = rjieba.tag(text)
    return Tokens(*zip(*pairs, strict=True)) if pairs else Tokens((), ())


def mentions_in(text: str, model: str | None = None) -> tuple[Tokens, tuple[Mention, ...]]:
    """Return the words of `text` and the mentions in it, each kind in order.

    `model` is spaCy's that joins, "" for none; it is looked up where none is given.
    """
    words = words_of(text)
    found = [mention for find in COMPONENTS.values() for mention in find(text, words)]
    name = model_named() if model is None else model
    if name:
        found += model_mentions(text, found, name)
    return words, tuple(found)
