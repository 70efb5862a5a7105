"""The language pipeline as one of spaCy's: a blank `zh` pipeline, words by rjieba, the components by name."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any, Final

import spacy
from spacy.language import Language
from spacy.tokens import Doc
from spacy.vocab import Vocab

from .pipeline import COMPONENTS, Component, words_of

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
        found = words_of(text)
        words = [token.word for token in found]
        doc = Doc(self.vocab, words=words, spaces=[False] * len(words), tags=[token.tag for token in found])
        doc._.passage, doc._.words = text, found
        return doc

    def to_disk(self, _path: Any, **_kwargs: Any) -> None:
        """Keep nothing: the segmenter ships its own dictionary."""

    def from_disk(self, _path: Any, **_kwargs: Any) -> RjiebaTokenizer:
        """Read nothing, and return the tokenizer."""
        return self


def _of_docs(find: Component) -> Callable[[Doc], Doc]:
    """Return the component `find` as spaCy has them: it adds its mentions to a doc."""

    def component(doc: Doc) -> Doc:
        doc._.mentions = (*doc._.mentions, *find(doc._.passage, doc._.words))
        return doc

    return component


@cache
def pipeline() -> Language:
    """Return the pipeline: `pipeline()(text)._.mentions` are the mentions found in a passage's text."""
    for name, empty in (("passage", ""), ("words", ()), ("mentions", ())):
        if not Doc.has_extension(name):
            Doc.set_extension(name, default=empty)
    nlp = spacy.blank("zh")
    nlp.tokenizer = RjiebaTokenizer(nlp.vocab)
    nlp.max_length = _MAX_LENGTH
    for name, find in COMPONENTS.items():
        Language.component(name, func=_of_docs(find))
        nlp.add_pipe(name)
    return nlp
