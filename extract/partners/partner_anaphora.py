"""Partners by the word of their kind: 与社区签了共建协议, where the words ahead name one."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from typing import Final

from ..language.sentences import evidence
from .candidates import Candidate, Context
from .modes import modes_of
from .partner_years import since
from .ties import Tie

#: The words of kind that stand for a body named before, and what is done with it.
_WITH_KIND: Final = re.compile(
    r"(?:与|同|和|跟)(?:该|这家|这所|这个)?(?P<kind>社区|街道|公司|集团|医院|酒店|协会|学会|商会|银行|幼儿园|[镇乡村局])"
    r"(?:方面)?[^，。；、]{0,6}(?:签[了订下约署]|共建|结对|达成|携手|合作)"
)
#: So many sentences back the body is named at most.
_BACK: Final = 2
_WEIGHT: Final = 0.65


def bodies_meant(context: Context, decided: Collection[str]) -> Iterator[Tie]:
    """Yield ties to bodies that `context` takes up by their kind, but for those of the names `decided`.

    Only a body that is the one of its kind in the sentences before is meant for sure.
    """
    for number, sentence in enumerate(context.sentences):
        for match in _WITH_KIND.finditer(sentence.text):
            meant = [
                one
                for one in context.candidates.values()
                if one.name.endswith(match["kind"]) and _named_before(one, number, match.start())
            ]
            if len(meant) != 1 or not meant[0].names.isdisjoint(decided):
                continue
            mention = meant[0].places[0].mention
            yield Tie(
                mention,
                evidence(context.document, sentence.passage, match.start(), match.end(), sentence.section),
                modes_of(sentence.text, meant[0].kind),
                since(sentence.text, mention, context.speaker),
                weight=_WEIGHT,
            )


def _named_before(candidate: Candidate, number: int, at: int) -> bool:
    return any(
        0 < number - place.number <= _BACK or (place.number == number and place.mention.end <= at)
        for place in candidate.places
    )
