"""Sentences of a report with the mentions in them, and the skeletons that patterns are matched on."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from .blocks import Document, Heading, Paragraph
from .facts import Evidence
from .language import mentions_in
from .mentions import Mention, Token
from .passage import Passage

_END: Final = re.compile(r"[。！？]+[”’》）]*|$")
ORGANISATION: Final = "\ue000"  #: stands for an organisation in a skeleton


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence: its passage, words and mentions (places count in the sentence), and the headings above.

    `paragraph` numbers the paragraph it stands in, `text` is the passage's even text.
    """

    passage: Passage
    tokens: tuple[Token, ...]
    mentions: tuple[Mention, ...]
    section: tuple[str, ...]
    paragraph: int

    @property
    def text(self) -> str:
        """The even text of the sentence."""
        return self.passage.text

    def organisations(self) -> list[Mention]:
        """Return the organisations mentioned, in order."""
        return [mention for mention in self.mentions if mention.label == "organisation"]

    def majors(self) -> list[Mention]:
        """Return the majors mentioned, in order."""
        return [mention for mention in self.mentions if mention.label == "major"]

    def persons(self) -> list[Mention]:
        """Return the persons mentioned, in order."""
        return [mention for mention in self.mentions if mention.label == "person"]


@dataclass(frozen=True, slots=True)
class Skeleton:
    """A sentence with each organisation replaced by one character: `places[i]` is the place of `text[i]` in the sentence."""

    text: str
    places: tuple[int, ...]
    organisations: dict[int, Mention] = field(default_factory=dict)


def skeleton(sentence: Sentence) -> Skeleton:
    """Replace the organisations of `sentence` by ORGANISATION."""
    chars: list[str] = []
    places: list[int] = []
    held: dict[int, Mention] = {}
    at = 0
    for mention in sentence.organisations():
        chars += sentence.text[at : mention.start]
        places += range(at, mention.start)
        held[len(chars)] = mention
        chars.append(ORGANISATION)
        places.append(mention.start)
        at = mention.end
    chars += sentence.text[at:]
    places += range(at, len(sentence.text))
    return Skeleton("".join(chars), tuple(places), held)


def sentences_of(document: Document) -> Iterator[Sentence]:
    """Yield the sentences of the paragraphs and headings of `document`, in order."""
    path: list[tuple[int, str]] = []
    for number, block in enumerate(document.blocks):
        if isinstance(block, Paragraph):
            yield from _sentences(block.passage, block.section, number)
        elif isinstance(block, Heading):
            while path and path[-1][0] >= block.level:
                path.pop()
            yield from _sentences(block.passage, tuple(words for _, words in path), number)
            path.append((block.level, block.passage.text))


def _sentences(passage: Passage, section: tuple[str, ...], number: int) -> Iterator[Sentence]:
    tokens, mentions = mentions_in(passage.text)
    start = 0
    for match in _END.finditer(passage.text):
        end = match.end()
        if end > start:
            yield Sentence(
                passage.part(start, end),
                tuple(Token(t.start - start, t.end - start, t.word, t.tag) for t in tokens if start <= t.start < end),
                tuple(
                    Mention(m.start - start, m.end - start, m.text, m.label, m.kind, m.known)
                    for m in mentions
                    if start <= m.start and m.end <= end
                ),
                section,
                number,
            )
        start = end


def evidence(document: Document, passage: Passage, start: int, end: int, section: tuple[str, ...]) -> Evidence:
    """Return the evidence that `passage.text[start:end]` is, quoted as the report has it."""
    first, last = passage.source_span(start, end)
    return Evidence(first, last, document.text[first:last], " > ".join(section))
