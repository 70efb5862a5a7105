"""The language pipeline: words by rjieba, then mentions by the components named here, one after another.

The components are plain functions of a text and its words. `spacy_pipeline` has them as a pipeline of spaCy,
for those who work with docs or add components of spaCy's own; extraction runs them as they are, since to make
a doc of each paragraph takes longer than to find its mentions. A model of spaCy's joins them where the
environment names one (see `spacy_model`).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from itertools import accumulate
from types import MappingProxyType
from typing import Final

import rjieba

from ..majors.major_mentions import find_majors
from ..organisations.organisations import find_organisations
from .mentions import Mention, Token, made_token
from .persons import find_persons
from .spacy_model import model_mentions

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


def words_of(text: str) -> tuple[Token, ...]:
    """Return the words of `text` with their places and parts of speech."""
    pairs = rjieba.tag(text)
    if not pairs:
        return ()
    words, tags = zip(*pairs, strict=True)
    ends = list(accumulate(map(len, words)))
    return tuple(map(made_token, zip([0, *ends], ends, words, tags, strict=False)))


def mentions_in(text: str) -> tuple[tuple[Token, ...], tuple[Mention, ...]]:
    """Return the words of `text` and the mentions in it, each kind in order."""
    words = words_of(text)
    found = [mention for find in COMPONENTS.values() for mention in find(text, words)]
    return words, (*found, *model_mentions(text, found))
