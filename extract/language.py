"""The language pipeline: a blank spaCy `zh` pipeline, words by rjieba, mentions by components named here."""

from __future__ import annotations

from functools import cache
from typing import Any

import rjieba
import spacy
from spacy.language import Language
from spacy.tokens import Doc
from spacy.vocab import Vocab

from .majors import find_majors
from .mentions import Mention, Token
from .organisations import find_organisations
from .persons import find_persons


class RjiebaTokenizer:
    """Makes docs of the words and parts of speech that rjieba gives."""

    def __init__(self, vocab: Vocab) -> None:
        self.vocab = vocab

    def __call__(self, text: str) -> Doc:
        pairs = rjieba.tag(text)
        words = [word for word, _ in pairs]
        return Doc(self.vocab, words=words, spaces=[False] * len(words), tags=[tag for _, tag in pairs])

    def to_disk(self, _path: Any, **_kwargs: Any) -> None:
        """Nothing to keep: the segmenter ships its own dictionary."""

    def from_disk(self, _path: Any, **_kwargs: Any) -> RjiebaTokenizer:
        """Nothing to read."""
        return self


def tokens_of(doc: Doc) -> list[Token]:
    """Return the words of `doc` with their places in its text."""
    return [Token(token.idx, token.idx + len(token.text), token.text, token.tag_) for token in doc]


def _register() -> None:
    if not Doc.has_extension("mentions"):
        Doc.set_extension("mentions", default=())
        Doc.set_extension("words", default=())


@Language.component("zhijiao_words")
def words_component(doc: Doc) -> Doc:
    """Keep the words with their character offsets."""
    doc._.words = tuple(tokens_of(doc))
    return doc


@Language.component("zhijiao_organisations")
def organisations_component(doc: Doc) -> Doc:
    """Add the mentions of organisations."""
    doc._.mentions = (*doc._.mentions, *find_organisations(doc.text, doc._.words))
    return doc


@Language.component("zhijiao_majors")
def majors_component(doc: Doc) -> Doc:
    """Add the mentions of majors."""
    doc._.mentions = (*doc._.mentions, *find_majors(doc.text, doc._.words))
    return doc


@Language.component("zhijiao_persons")
def persons_component(doc: Doc) -> Doc:
    """Add the mentions of persons."""
    doc._.mentions = (*doc._.mentions, *find_persons(doc.text, doc._.words))
    return doc


COMPONENTS = ("zhijiao_words", "zhijiao_organisations", "zhijiao_majors", "zhijiao_persons")


@cache
def pipeline() -> Language:
    """Return the pipeline: `pipeline()(text)._.mentions` are the mentions found in a passage's text."""
    _register()
    nlp = spacy.blank("zh")
    nlp.tokenizer = RjiebaTokenizer(nlp.vocab)
    nlp.max_length = 10_000_000
    for name in COMPONENTS:
        nlp.add_pipe(name)
    return nlp


def mentions_in(text: str) -> tuple[tuple[Token, ...], tuple[Mention, ...]]:
    """Return the words of `text` and the mentions in it."""
    doc = pipeline()(text)
    return doc._.words, doc._.mentions
