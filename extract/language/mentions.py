"""Mentions: named things in a stretch of text; words: what the stretch is made of."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Final, Literal, NamedTuple, overload

MentionLabel = Literal["organisation", "major", "person", "region"]

#: Marks that no name holds (but for brackets around a place).
PUNCTUATION: Final = frozenset("，。、；：！？“”‘’《》（）()[]【】—…－·/|,;!?*# \n\t")


class Token(NamedTuple):
    """A word by the segmenter, with its part of speech (jieba's tags).

    A report has tens of thousands: tuples are made five times as fast as dataclasses.
    """

    start: int
    end: int
    word: str
    tag: str


#: Makes a token of a tuple of its fields, in a quarter of the time that the class itself takes.
made_token: Final[Callable[[tuple[int, int, str, str]], Token]] = partial(tuple.__new__, Token)


class Moved(Sequence[Token]):
    """Words of a text whose places count from `start` on; they are moved when first asked for, as few are."""

    __slots__ = ("_made", "_start", "_words")

    def __init__(self, words: Sequence[Token], start: int) -> None:
        self._words, self._start = words, start
        self._made: tuple[Token, ...] | None = None

    @property
    def _tokens(self) -> tuple[Token, ...]:
        if self._made is None:
            start = self._start
            moved = [(first - start, end - start, word, tag) for first, end, word, tag in self._words]
            self._made = tuple(map(made_token, moved))
        return self._made

    @overload
    def __getitem__(self, at: int) -> Token: ...
    @overload
    def __getitem__(self, at: slice) -> tuple[Token, ...]: ...
    def __getitem__(self, at: int | slice) -> Token | tuple[Token, ...]:
        return self._tokens[at]

    def __len__(self) -> int:
        return len(self._words)

    def __iter__(self) -> Iterator[Token]:
        return iter(self._tokens)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and self._tokens == tuple(other)

    def __hash__(self) -> int:
        return hash(self._tokens)

    def __repr__(self) -> str:
        return repr(self._tokens)


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


class Words:
    """The words of a text in order, found by place."""

    def __init__(self, tokens: Sequence[Token]) -> None:
        self.tokens = tokens
        self._starts = [token.start for token in tokens]

    def number_at(self, at: int) -> int | None:
        """Return the number of the word that holds the character at `at`, or None where no word does."""
        number = bisect_right(self._starts, at) - 1
        return number if number >= 0 and at < self.tokens[number].end else None

    def around(self, at: int) -> Token | None:
        """Return the word that holds the character at `at`, or None."""
        number = self.number_at(at)
        return None if number is None else self.tokens[number]

    def before(self, at: int) -> int:
        """Return how many words end at or before `at`."""
        number = bisect_right(self._starts, at) - 1
        return number if number >= 0 and self.tokens[number].end > at else number + 1


def outermost(mentions: Iterable[Mention]) -> list[Mention]:
    """Return the mentions in order, without those that a longer one overlaps."""
    starts: list[int] = []
    kept: list[Mention] = []
    for mention in sorted(mentions, key=lambda one: (one.start - one.end, one.start)):
        place = bisect_right(starts, mention.start)
        fits_behind = place == 0 or kept[place - 1].end <= mention.start
        if fits_behind and (place == len(kept) or mention.end <= kept[place].start):
            starts.insert(place, mention.start)
            kept.insert(place, mention)
    return kept
