"""Sentences of a report with the mentions in them, and the skeletons that patterns are matched on."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from ..facts import Evidence
from ..reading.blocks import Document, Heading, Paragraph
from ..reading.passage import Passage
from .mentions import Mention, MentionLabel, Moved, Token
from .pipeline import mentions_in
from .spacy_model import model_named

_END: Final = re.compile(r"[。！？]+[”’》）]*")
_MAX_SENTENCE: Final = 3_000  # characters
_MAX_STRETCH: Final = 6_000
ORGANISATION: Final = "\ue000"  #: stands for an organisation in a skeleton


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence: its passage, words and mentions (places count in the sentence), and the headings above.

    `paragraph` numbers the paragraph it stands in, `text` is the passage's even text.
    """

    passage: Passage
    tokens: Sequence[Token]
    mentions: tuple[Mention, ...]
    section: tuple[str, ...]
    paragraph: int
    #: Kept at hand, as all readers ask for them again and again.
    text: str = field(init=False, repr=False, compare=False)
    _of_label: dict[MentionLabel, tuple[Mention, ...]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "text", self.passage.text)
        object.__setattr__(self, "_of_label", {})

    def _labelled(self, label: MentionLabel) -> tuple[Mention, ...]:
        """Return the mentions of `label`, in order."""
        if not self.mentions:
            return ()
        found = self._of_label.get(label)
        if found is None:
            found = self._of_label[label] = tuple(one for one in self.mentions if one.label == label)
        return found

    def organisations(self) -> tuple[Mention, ...]:
        """Return the organisations mentioned, in order."""
        return self._labelled("organisation")

    def majors(self) -> tuple[Mention, ...]:
        """Return the majors mentioned, in order."""
        return self._labelled("major")

    def persons(self) -> tuple[Mention, ...]:
        """Return the persons mentioned, in order."""
        return self._labelled("person")


@dataclass(frozen=True, slots=True)
class Skeleton:
    """A sentence with each organisation replaced by one character, ORGANISATION.

    `places[i]` is the place of `text[i]` in the sentence; `organisations` are mentions by place in `text`.
    """

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
    model = model_named()
    for number, block in enumerate(document.blocks):
        if isinstance(block, (Paragraph, Heading)):
            yield from _sentences(block.passage, block.section, number, model)


def _sentences(passage: Passage, section: tuple[str, ...], number: int, model: str) -> Iterator[Sentence]:
    """Yield the sentences of a passage; a mention that goes over the end of one is in none."""
    for spans in _stretches(passage.text):
        start, end = spans[0][0], spans[-1][1]
        whole = start == 0 and end == len(passage.text)
        stretch = passage if whole else passage.part(start, end)
        yield from _of_stretch(stretch, spans, section, number, model)


def _spans(text: str) -> Iterator[tuple[int, int]]:
    """Yield where sentences begin and end; one without end is cut at a comma, so that time stays bounded."""
    start = 0
    for end in (*(match.end() for match in _END.finditer(text)), len(text)):
        while end - start > _MAX_SENTENCE:
            cut = max(text.rfind(mark, start + 1, start + _MAX_SENTENCE) for mark in "；，、 ") + 1
            stop = cut if cut > start else start + _MAX_SENTENCE
            yield start, stop
            start = stop
        if end > start:
            yield start, end
        start = end


def _stretches(text: str) -> Iterator[list[tuple[int, int]]]:
    """Yield the sentences of `text` in stretches short enough for the recognisers of names."""
    held: list[tuple[int, int]] = []
    for span in _spans(text):
        if held and span[1] - held[0][0] > _MAX_STRETCH:
            yield held
            held = []
        held.append(span)
    if held:
        yield held


def _of_stretch(
    passage: Passage,
    spans: Sequence[tuple[int, int]],
    section: tuple[str, ...],
    number: int,
    model: str,
) -> Iterator[Sentence]:
    """Yield the sentences of a stretch; `spans` count in the whole passage."""
    tokens, mentions = mentions_in(passage.text, model)
    offset = spans[0][0]
    if len(spans) == 1:
        yield Sentence(passage, tokens, mentions, section, number)
        return
    order = sorted(range(len(mentions)), key=lambda at: mentions[at].start)
    first_mentions = [mentions[at].start for at in order]
    for start, end in ((start - offset, end - offset) for start, end in spans):
        held = sorted(order[bisect_left(first_mentions, start) : bisect_left(first_mentions, end)])
        yield Sentence(
            passage.part(start, end),
            Moved(tokens, start, end),
            tuple(_moved(mentions[at], start) for at in held if mentions[at].end <= end),
            section,
            number,
        )


def _moved(mention: Mention, start: int) -> Mention:
    """Return `mention` with its place counted from `start`."""
    if not start:
        return mention
    one = mention
    return Mention(one.start - start, one.end - start, one.text, one.label, one.kind, one.known)


def evidence(
    document: Document, passage: Passage, start: int, end: int, section: tuple[str, ...]
) -> Evidence:
    """Return the evidence that `passage.text[start:end]` is, quoted as `document` has it.

    `section` are the headings above it.
    """
    first, last = passage.source_span(start, end)
    return document.evidence(first, last, section)
