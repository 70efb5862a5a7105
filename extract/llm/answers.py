"""Answers of the model: the JSON in its words, also where that is wrapped, or cut off in the middle."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import Any, Final

_THOUGHT: Final = re.compile(r"<think>.*?</think>", re.DOTALL)
_FENCED: Final = re.compile(r"```(?:json)?\s*(.*?)(?:```|$)", re.DOTALL)
_LIST: Final = re.compile(r'"facts"\s*:\s*\[')
_PARTING: Final = re.compile(r"[\s,]*")


@dataclass(frozen=True, slots=True)
class Answer:
    """The lines of an answer, as they came; `whole` is False where it broke off and the rest is missing."""

    lines: tuple[dict[str, Any], ...]
    whole: bool = True


def read_answer(words: str) -> Answer | None:
    """Return the lines in an answer of the model; None where no JSON can be found in it.

    An answer that breaks off gives the objects before the break.
    """
    words = _THOUGHT.sub("", words).strip()
    candidates = [words, *(match[1].strip() for match in _FENCED.finditer(words))]
    if "{" in words:
        candidates.append(words[words.index("{") : words.rfind("}") + 1])
    for candidate in candidates:
        try:
            data = json.loads(candidate)
        except (ValueError, RecursionError):
            continue
        if (lines := _lines(data)) is not None:
            return Answer(lines)
    return _salvaged(words)


def _lines(data: Any) -> tuple[dict[str, Any], ...] | None:
    facts = data.get("facts") if isinstance(data, dict) else data
    if not isinstance(facts, list):
        return None
    return tuple(one for one in facts if isinstance(one, dict))


def _salvaged(words: str) -> Answer | None:
    """Return the whole objects at the head of a list that breaks off."""
    match = _LIST.search(words)
    if not match:
        return None
    decoder = json.JSONDecoder()
    lines: list[dict[str, Any]] = []
    at = match.end()
    while True:
        gap = _PARTING.match(words, at)
        at = gap.end() if gap else at
        try:
            data, at = decoder.raw_decode(words, at)
        except (ValueError, RecursionError):
            return Answer(tuple(lines), whole=False)
        if isinstance(data, dict):
            lines.append(data)
