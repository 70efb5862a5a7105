"""What a build keeps of a report, made where the report is read: few bytes come back, nothing is redone."""

from __future__ import annotations

import json
import zlib
from dataclasses import dataclass
from typing import Final

from ..extract.facts import ReportFacts
from ..extract.facts_cache import pack_facts
from ..extract.fingerprint import extractor_fingerprint
from ..graph.resolution.mentions import report_mentions
from ..graph.resolution.packed_mentions import packed
from .extraction import fact_counts

#: Fast packing: it is read at every build.
_PACKING: Final = 1


@dataclass(frozen=True, slots=True)
class KeptReport:
    """The facts of a report as the cache keeps them, and the note of what the graph begins with."""

    report: str
    sha256: str
    facts: bytes
    note: bytes


def keep(facts: ReportFacts) -> KeptReport:
    """Return what is kept of a report. Raises UnicodeEncodeError where a text holds what UTF-8 cannot say."""
    return KeptReport(facts.report, facts.sha256, pack_facts(facts), note_of(facts))


def note_of(facts: ReportFacts) -> bytes:
    """Return the note of a report: what `build.json` says of it, and the mentions of its names."""
    note = {
        "school": str(facts.school.get("name")) if facts.school else "",
        "characters": facts.characters,
        "pages": facts.pages,
        "facts": fact_counts(facts.facts),
        "warnings": facts.warnings,
        "mentions": packed(report_mentions(facts)),
    }
    return zlib.compress(json.dumps(note, ensure_ascii=False).encode(), _PACKING)


def program() -> str:
    """Return what must be the same where `keep` runs and where its outcome is kept."""
    from ..graph.assembly import graph_fingerprint

    return f"{extractor_fingerprint()} {graph_fingerprint()}"
