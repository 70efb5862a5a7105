"""Winners and teachers named in lines with labels below the paragraph that told the only result."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from ..facts import Evidence
from ..language.persons import is_person
from ..language.sentences import evidence
from ..reading.blocks import Block, Document, Heading, Paragraph
from .award_line_parts import parts_of, spaced
from .award_results import Result

_LONGEST: Final = 80  #: characters of a line of names
_WINNERS: Final = frozenset(("names", "student", "teacher"))
_OF_SCHOOL: Final = ("组织", "单位")


@dataclass(frozen=True, slots=True)
class _Line:
    """What a line says: the label of its names, "" where those named are neither winners nor teachers."""

    label: str
    names: tuple[str, ...]
    evidence: Evidence


def with_labelled(document: Document, results: Sequence[Result]) -> list[Result]:
    """Return `results`, those whose winners stand in lines of their own below (队员：…, 指导：…) with them.

    Only where the paragraph above such lines told one result, and named none who won it.
    """
    found = list(results)
    for first, last, lines in _groups(document):
        told = [at for at, one in enumerate(found) if first <= one.evidence[0].start < last]
        if len(told) == 1 and (filled := _filled(found[told[0]], lines)):
            found[told[0]] = filled
    return found


def _groups(document: Document) -> Iterator[tuple[int, int, list[_Line]]]:
    """Yield where the paragraph above lines with labels stands, and those lines."""
    above: Block | None = None
    lines: list[_Line] = []
    for block in [*document.blocks, None]:
        line = _line(document, block) if isinstance(block, Paragraph) and above else None
        if line:
            lines.append(line)
            continue
        if lines and isinstance(above, Paragraph):
            offsets = above.passage.offsets
            yield offsets[0], offsets[-1] + 1, lines
        above, lines = (block if isinstance(block, (Paragraph, Heading)) and block.passage.text else None), []


def _line(document: Document, block: Paragraph) -> _Line | None:
    passage = block.passage
    if "：" not in passage.text[:8] or len(passage.text) > _LONGEST:
        return None
    parts = parts_of(spaced(document.text, passage)[0])
    if len(parts) < 2 or parts[0].kind != "label" or any(part.kind == "rank" for part in parts):
        return None
    place = evidence(document, passage, 0, len(passage.text), block.section)
    names = tuple(one.name for part in parts[1:] for one in part.names)
    only = all(part.kind == "names" for part in parts[1:]) and names
    return _Line(parts[0].text if only else "", names if only else (), place)


def _filled(result: Result, lines: Sequence[_Line]) -> Result | None:
    """Return `result` with the persons of `lines`, None where they add none."""
    if any(word in result.rank for word in _OF_SCHOOL) or any(map(is_person, result.recipients)):
        return None
    winners = next((line for line in lines if line.label in _WINNERS), None)
    taught = next((line for line in lines if line.label == "advisors"), None)
    if winners is None:
        return None
    kind = result.kind
    if kind in ("", "school"):
        kind = winners.label if winners.label != "names" else "team" if len(winners.names) > 1 else "student"
    used = [line.evidence for line in (winners, taught) if line]
    return replace(
        result,
        recipients=winners.names,
        kind=kind,
        advisors=result.advisors or (taught.names if taught else ()),
        evidence=(*result.evidence, *used),
    )
