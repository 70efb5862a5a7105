"""Terms: where the strings of a lexicon stand in a text (Aho-Corasick), and what is made of such alone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

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
    """Finds the terms it was made of; matches on characters, so that no segmentation cuts a term."""

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
