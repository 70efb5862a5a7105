"""The language pipeline: a blank spaCy `zh` pipeline, words by rjieba, mentions by components named here."""

from __future__ import annotations

from functools import cache
from itertools import accumulate
from typing import Any, Final

import rjieba
import spacy
from spacy.language import Language
from spacy.tokens import Doc
from spacy.vocab import Vocab

from ..majors.major_mentions import find_majors
from ..organisations.organisations import find_organisations
from .mentions import Mention, Token
from .persons import find_persons

#: Components that find mentions, in their order.
COMPONENTS: Final = ("zhijiao_organisations", "zhijiao_majors", "zhijiao_persons")
#: The longest passage read, in characters; reports are bounded before.
_MAX_LENGTH: Final = 10_000_000


class RjiebaTokenizer:
    """Makes docs of the words and parts of speech that rjieba gives.

    `doc._.words` are the words with their places in `doc._.passage`, which is `doc.text` kept at hand.
    """

    def __init__(self, vocab: Vocab) -> None:
        self.vocab = vocab

    def __call__(self, text: str) -> Doc:
        """Return the doc of `text`."""
        pairs = rjieba.tag(text)
        words = [word for word, _ in pairs]
        doc = Doc(self.vocab, words=words, spaces=[False] * len(words), tags=[tag for _, tag in pairs])
        doc._.passage = text
        ends = accumulate(map(len, words))
        doc._.words = tuple(
            Token(end - len(word), end, word, tag) for (word, tag), end in zip(pairs, ends, strict=True)
        )
        return doc

    def to_disk(self, _path: Any, **_kwargs: Any) -> None:
        """Keep nothing: the segmenter ships its own dictionary."""

    def from_disk(self, _path: Any, **_kwargs: Any) -> RjiebaTokenizer:
        """Read nothing, and return the tokenizer."""
        return self


@Language.component("zhijiao_organisations")
def organisations_component(doc: Doc) -> Doc:
    """Add the mentions of organisations."""
    doc._.mentions = (*doc._.mentions, *find_organisations(doc._.passage, doc._.words))
    return doc


@Language.component("zhijiao_majors")
def majors_component(doc: Doc) -> Doc:
    """Add the mentions of majors."""
    doc._.mentions = (*doc._.mentions, *find_majors(doc._.passage, doc._.words))
    return doc


@Language.component("zhijiao_persons")
def persons_component(doc: Doc) -> Doc:
    """Add the mentions of persons."""
    doc._.mentions = (*doc._.mentions, *find_persons(doc._.passage, doc._.words))
    return doc


@cache
def pipeline() -> Language:
    """Return the pipeline: `pipeline()(text)._.mentions` are the mentions found in a passage's text."""
    for name, empty in (("passage", ""), ("words", ()), ("mentions", ())):
        if not Doc.has_extension(name):
            Doc.set_extension(name, default=empty)
    nlp = spacy.blank("zh")
    nlp.tokenizer = RjiebaTokenizer(nlp.vocab)
    nlp.max_length = _MAX_LENGTH
    for name in COMPONENTS:
        nlp.add_pipe(name)
    return nlp


def mentions_in(text: str) -> tuple[tuple[Token, ...], tuple[Mention, ...]]:
    """Return the words of `text` and the mentions in it, each kind in order."""
    doc = pipeline()(text)
    return doc._.words, doc._.mentions
