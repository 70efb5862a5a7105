"""Programmes: named classes, colleges, studios, bases, pilots, projects and schemes of the school."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from ..facts import Fact
from ..honours.grant_items import Grant
from ..honours.grants import grants_of
from ..language.sentences import Sentence
from ..reading.blocks import Document
from ..schools.school import Speaker
from .programme_found import Found, programmes_of
from .programme_partners import PartnerNames
from .programme_projects import granted_programmes, projects_of
from .programme_research import research_of
from .programme_schemes import schemes_of
from .programme_tables import table_programmes
from .programme_units import units_in


def programme_facts(
    document: Document,
    sentences: Sequence[Sentence],
    speaker: Speaker,
    partner_names: Mapping[str, str],
    grants: Sequence[Grant] | None = None,
) -> list[Fact]:
    """Return the programmes of the report, each once, in order of first mention.

    `partner_names` maps every form of a partner's name to its fullest form; `grants` are those of
    `grants_of(sentences, speaker)` where the caller has them already.
    """
    names = PartnerNames(partner_names, sentences, speaker)
    held = list(grants_of(sentences, speaker)) if grants is None else grants
    found = list(_found(document, sentences, speaker, names, held))
    found.sort(key=lambda one: one.evidence.start)
    return programmes_of(found)


def _found(
    document: Document,
    sentences: Sequence[Sentence],
    speaker: Speaker,
    names: PartnerNames,
    grants: Sequence[Grant],
) -> Iterator[Found]:
    dated = speaker.fact is None or not speaker.fact.get("report_year")
    for sentence in sentences:
        yield from units_in(document, sentence, speaker, names, dated)
    for grant in grants:
        yield from granted_programmes(document, grant, speaker)
    yield from projects_of(document, sentences, speaker, names, dated)
    yield from research_of(document, sentences, speaker)
    yield from schemes_of(document, sentences, speaker, names)
    yield from table_programmes(document, speaker, names)
