"""Mentions: named things in a stretch of text; words: what the stretch is made of."""

from __future__ import annotations

from abc import ABC, abstractmethod
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, partial
from itertools import accumulate, islice
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


class MadeLater(Sequence[Token], ABC):
    """Words that are made into tokens when first asked for, as few are."""

    __slots__ = ("_made",)

    def __init__(self) -> None:
        self._made: tuple[Token, ...] | None = None

    @abstractmethod
    def _make(self) -> tuple[Token, ...]:
        """Return the tokens."""

    def made(self) -> tuple[Token, ...]:
        """Return the tokens; they are made once."""
        if self._made is None:
            self._made = self._make()
        return self._made

    @overload
    def __getitem__(self, at: int) -> Token: ...
    @overload
    def __getitem__(self, at: slice) -> tuple[Token, ...]: ...
    def __getitem__(self, at: int | slice) -> Token | tuple[Token, ...]:
        return self.made()[at]

    def __len__(self) -> int:
        return len(self.made())

    def __iter__(self) -> Iterator[Token]:
        return iter(self.made())

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and self.made() == tuple(other)

    def __hash__(self) -> int:
        return hash(self.made())

    def __repr__(self) -> str:
        return repr(self.made())


class Tokens(MadeLater):
    """The words of a text; most texts are asked for their `tags`, the parts of speech, only."""

    __slots__ = ("_starts", "_words", "tags")

    def __init__(self, words: Sequence[str], tags: Sequence[str]) -> None:
        """`words` stand one behind the other from the text's beginning."""
        super().__init__()
        self._words, self.tags = words, tags
        self._starts: list[int] | None = None

    @property
    def starts(self) -> list[int]:
        """Where the words begin, and where the last one ends."""
        if self._starts is None:
            self._starts = [0, *accumulate(map(len, self._words))]
        return self._starts

    def _make(self) -> tuple[Token, ...]:
        ends = islice(self.starts, 1, None)
        return tuple(map(made_token, zip(self.starts, ends, self._words, self.tags, strict=False)))


class Moved(MadeLater):
    """The words of a sentence, out of those of its paragraph; their places count from its beginning."""

    __slots__ = ("_end", "_start", "_words")

    def __init__(self, words: Tokens, start: int, end: int) -> None:
        """The sentence has those of `words` that begin from `start` on and before `end`."""
        super().__init__()
        self._words, self._start, self._end = words, start, end

    def _make(self) -> tuple[Token, ...]:
        start, starts = self._start, self._words.starts
        words = self._words.made()[bisect_left(starts, start) : bisect_left(starts, self._end)]
        if not start:
            return words
        return tuple(
            map(made_token, [(left - start, right - start, word, tag) for left, right, word, tag in words])
        )


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
        self._given = tokens

    @cached_property
    def tokens(self) -> tuple[Token, ...]:
        """The words; they are made when first asked for."""
        return self._given.made() if isinstance(self._given, MadeLater) else tuple(self._given)

    @cached_property
    def _starts(self) -> list[int]:
        return [token.start for token in self.tokens]

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
