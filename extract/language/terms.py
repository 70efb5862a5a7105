"""Terms: where the strings of a lexicon or of a report stand in a text, and what is made of such alone."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from operator import itemgetter

import ahocorasick


def places_of(words: str, text: str) -> Iterator[int]:
    """Yield where `words` stand in `text`, one behind the other.

    For words that only a report tells: to compile a pattern of them takes longer than to read the report.
    """
    at = text.find(words) if words else -1
    while at >= 0:
        yield at
        at = text.find(words, at + len(words))


class TermFinder:
    """Finds the terms it was made of (Aho-Corasick); matches on characters: no segmentation cuts a term.

    It is made fast, for the few terms of a report. With the thousands of a lexicon it is slow to find them,
    as it looks at each character through a list of all that terms begin with: see `LexiconFinder`.
    """

    def __init__(self, terms: Iterable[str]) -> None:
        self._automaton = ahocorasick.Automaton()
        for term in terms:
            self._automaton.add_word(term, term)
        self._empty = len(self._automaton) == 0
        if not self._empty:
            self._automaton.make_automaton()

    def longest(self, text: str) -> list[tuple[int, int, str]]:
        """Return (start, end, term) of the matches that no longer one overlaps from its left, in order."""
        if self._empty or not text:
            return []
        return [(end + 1 - len(term), end + 1, term) for end, term in self._automaton.iter_long(text)]

    def all(self, text: str) -> list[tuple[int, int, str]]:
        """Return (start, end, term) of every match."""
        if self._empty or not text:
            return []
        return [(end + 1 - len(term), end + 1, term) for end, term in self._automaton.iter(text)]


class LexiconFinder:
    """Finds the terms of a lexicon as a `TermFinder` does, three times as fast where they are thousands.

    Where a term may begin is told by two characters, each of a set, which a pattern looks through a text for;
    there the terms that begin with these two are tried. A term that the text's end breaks off hides none that
    stands inside of it, as it does for the automaton.
    """

    def __init__(self, terms: Iterable[str]) -> None:
        """Raises ValueError for terms of less than two characters."""
        self._terms = frozenset(terms)
        lengths: dict[str, set[int]] = {}
        for term in self._terms:
            if len(term) < 2:
                raise ValueError(f"too short to be told by two characters: {term!r}")
            lengths.setdefault(term[:2], set()).add(len(term))
        #: The lengths of the terms that begin with two characters, the longest first.
        self._lengths = {head: tuple(sorted(ones, reverse=True)) for head, ones in lengths.items()}
        first, second = (_set_of(head[at] for head in lengths) for at in (0, 1))
        self._begins = re.compile(f"{first}(?={second})" if lengths else r"(?!)")

    def longest(self, text: str) -> list[tuple[int, int, str]]:
        """Return (start, end, term) of the matches that no longer one overlaps from its left, in order."""
        found: list[tuple[int, int, str]] = []
        done = 0
        for start, end, term in self._matches(text):
            if start >= done:
                found.append((start, end, term))
                done = end
        return found

    def all(self, text: str) -> list[tuple[int, int, str]]:
        """Return (start, end, term) of every match, by where they end and then by where they begin."""
        return sorted(self._matches(text), key=itemgetter(1, 0))

    def _matches(self, text: str) -> list[tuple[int, int, str]]:
        """Return every match, by where they begin, the longest first."""
        told = self._lengths.get
        begins = [
            (at, lengths)
            for match in self._begins.finditer(text)
            if (lengths := told(text[(at := match.start()) : at + 2]))
        ]
        return [
            (at, at + length, term)
            for at, lengths in begins
            for length in lengths
            if (term := text[at : at + length]) in self._terms and len(term) == length
        ]


def _set_of(characters: Iterable[str]) -> str:
    """Return the pattern of one of some characters."""
    return f"[{''.join(map(re.escape, sorted(set(characters))))}]"


class TermRuns:
    """Tells what is made of some words alone, in time that grows with the text only, however they overlap."""

    def __init__(self, words: Iterable[str]) -> None:
        self._words = frozenset(words)
        self._longest = max(map(len, self._words), default=0)

    def ends(self, text: str) -> frozenset[int]:
        """Return the places in `text` at which a run of one word or more from its beginning can end."""
        reached: set[int] = set()
        for at in range(len(text)):
            if at and at not in reached:
                continue
            stop = min(len(text), at + self._longest)
            reached.update(end for end in range(at + 1, stop + 1) if text[at:end] in self._words)
        return frozenset(reached)

    def covers(self, text: str) -> bool:
        """Tell whether all of `text` is one run of the words."""
        return len(text) in self.ends(text)
