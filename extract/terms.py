"""Terms: where the strings of a lexicon stand in a text (Aho-Corasick, longest match)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import ahocorasick


class TermFinder:
    """Finds the terms it was made of; matches on characters, so that no segmentation cuts a term."""

    def __init__(self, terms: Iterable[str]) -> None:
        self._automaton = ahocorasick.Automaton()
        self._empty = True
        for term in terms:
            self._automaton.add_word(term, term)
            self._empty = False
        if not self._empty:
            self._automaton.make_automaton()

    def longest(self, text: str) -> Iterator[tuple[int, int, str]]:
        """Yield (start, end, term) of the matches that no longer one overlaps from its left, in order."""
        if not self._empty:
            for end, term in self._automaton.iter_long(text):
                yield end + 1 - len(term), end + 1, term

    def all(self, text: str) -> Iterator[tuple[int, int, str]]:
        """Yield (start, end, term) of every match."""
        if not self._empty:
            for end, term in self._automaton.iter(text):
                yield end + 1 - len(term), end + 1, term
