"""Candidates: the organisations that a short text names, each with all its places and what stands around."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from ..language.mentions import Mention
from ..language.sentences import Sentence, Skeleton
from ..reading.blocks import Document
from ..schools.school import Speaker
from .cues import ENDED, WORK_CUES, cues_in
from .partner_checks import DUTY, PARENT_OF, can_be_partner
from .partner_lists import only_place
from .partner_patterns import STRONG
from .ties import Reading

#: What stands between two members of a list; with the first may go its people (甲校校长某某、乙厂厂长某某).
_PARTING: Final = re.compile(r"(?:（[^）]{1,20}）)?[^，。；：（）]{0,16}(?:、|和|与|及|以及)|[，；]")
#: What pairs two organisations.
_PAIRED: Final = re.compile(r"[^，。；、]{0,3}(?:与|跟|同|和)[^，。；、]{0,3}")
US: Final = re.compile(
    r"我校|我院|本校|学校|学院|该校|职校|职院|校方|院长|校长|本院|我系|我部|两校|校企|双方"
)
_CLAUSE_MARKS: Final = "，。；！？"
_FORMER_PUPIL: Final = re.compile(r"(?:毕业生|校友|届学生|毕业学子)[、，]?(?:现任?|如今)?$")
_LEAD_REACH: Final = 16
_TAIL_REACH: Final = 24
_ENDED_REACH: Final = 30
_NEAR_BEFORE: Final = 12
_NO_SKELETON: Final = Skeleton("", ())


@dataclass(frozen=True, slots=True)
class Place:
    """A place that names an organisation, with the words around.

    `number` is that of its sentence; `lead` and `tail` are the words before and behind the list that the name
    stands in, of `size` members; `with_us` that its clause names the school, `paired` that it stands with
    another organisation where the school might (甲与乙签约); `possible` that no rule excludes it;
    `ended` that work with it is over, `elsewhere` that it is only a venue, an origin or the parent of a firm.
    """

    number: int
    mention: Mention
    head: str
    behind: str
    clause: str
    lead: str
    tail: str
    size: int
    possible: bool
    with_us: bool
    paired: bool
    ended: bool
    elsewhere: bool

    @property
    def person(self) -> bool:
        """Tell whether a person of the organisation is named by a post (甲公司总经理某某)."""
        return bool(DUTY.match(self.behind))

    @property
    def former_pupil(self) -> bool:
        """Tell whether a former pupil is named with the organisation as employer (校友、甲公司总经理)."""
        return self.person and bool(_FORMER_PUPIL.search(self.head))

    def roles(self) -> frozenset[str]:
        """Return in which roles the organisation stands here: partner, seen, guest and the like."""
        clause, lead, tail = cues_in(self.clause), cues_in(self.lead), cues_in(self.tail)
        told = clause if "see" in lead else clause | lead | tail
        roles = {
            "partner": not self.former_pupil and bool(told & WORK_CUES),
            "seen": "see" in clause | lead,
            "guest": "guest" in clause | tail,
            "alumnus": "alumni" in clause | lead,
            "ended": self.ended,
            "authority": bool((clause | lead | tail) & {"host", "official", "media", "owner"}),
        }
        return frozenset(role for role, holds in roles.items() if holds)


@dataclass(slots=True)
class Candidate:
    """An organisation that may be a partner: its fullest name, all its names, its kind, and its places."""

    name: str
    names: set[str]
    kind: str
    places: list[Place] = field(default_factory=list)

    def roles(self) -> frozenset[str]:
        """Return the roles in which any of its places shows it."""
        return frozenset[str]().union(*(place.roles() for place in self.places))


@dataclass(frozen=True, slots=True)
class Context:
    """A short text with the candidates in it, by fullest name."""

    document: Document
    sentences: Sequence[Sentence]
    speaker: Speaker
    candidates: Mapping[str, Candidate]
    text: str

    @classmethod
    def of(
        cls,
        document: Document,
        sentences: Sequence[Sentence],
        speaker: Speaker,
        forms: Mapping[str, tuple[str, set[str]]],
    ) -> Context:
        """Gather the organisations of `sentences`; `forms` has their fullest and all names by each name."""
        found: dict[str, Candidate] = {}
        for number, sentence in enumerate(sentences):
            for mention in sentence.organisations():
                fullest, names = forms.get(mention.text, (mention.text, {mention.text}))
                if speaker.is_own(mention.text) or speaker.is_own(fullest):
                    continue
                one = found.setdefault(fullest, Candidate(fullest, set(names), mention.kind))
                reading = _reading(document, sentence, speaker)
                one.places.append(_place(reading, number, mention))
        return cls(document, sentences, speaker, found, "\n".join(one.text for one in sentences))

    @property
    def title(self) -> str:
        """The first sentence, which in news says what it is about."""
        return self.sentences[0].text if self.sentences else ""

    def paragraph(self, number: int) -> str:
        """Return the paragraph that sentence `number` stands in, with the headings above it."""
        key = self.sentences[number].paragraph
        said = "".join(one.text for one in self.sentences if one.paragraph == key)
        return " ".join([*self.sentences[number].section[-2:], said])

    def beside(self, candidate: Candidate, decided: Collection[str]) -> bool:
        """Tell whether `candidate` stands in a list beside one of the names `decided`."""
        for place in candidate.places:
            if place.size > 1:
                low, high = _list_span(self.sentences[place.number], place.mention)
                members = self.sentences[place.number].organisations()[low : high + 1]
                if any(one.text in decided and one.text not in candidate.names for one in members):
                    return True
        return False


def _reading(document: Document, sentence: Sentence, speaker: Speaker) -> Reading:
    return Reading(document, sentence, _NO_SKELETON, speaker, "", bool(STRONG.search(sentence.text)))


def _place(reading: Reading, number: int, mention: Mention) -> Place:
    text = reading.text
    held = reading.sentence.organisations()
    low, high = _list_span(reading.sentence, mention)
    start, end = held[low].start, held[high].end
    clause = clause_of(text, mention)
    with_us = bool(US.search(clause)) or any(name in clause for name in reading.speaker.names)
    return Place(
        number,
        mention,
        head=text[max(0, mention.start - _NEAR_BEFORE) : mention.start],
        behind=text[mention.end : mention.end + _TAIL_REACH],
        clause=clause,
        lead=text[max(0, start - _LEAD_REACH) : start],
        tail=text[end : end + _TAIL_REACH],
        size=high - low + 1,
        possible=can_be_partner(reading, mention, text),
        with_us=with_us,
        paired=not with_us and _is_paired(reading, mention),
        ended=bool(ENDED.search(text, mention.end, mention.end + _ENDED_REACH)),
        elsewhere=only_place(text, mention) or text.startswith(PARENT_OF, mention.end),
    )


def _is_paired(reading: Reading, mention: Mention) -> bool:
    for other in reading.sentence.organisations():
        first, second = (other, mention) if other.start < mention.start else (mention, other)
        if other.start != mention.start and _PAIRED.fullmatch(reading.text, first.end, second.start):
            return True
    return False


def _list_span(sentence: Sentence, mention: Mention) -> tuple[int, int]:
    """Return the numbers of the first and last member of the list of organisations around `mention`."""
    held, text = sentence.organisations(), sentence.text
    low = next(number for number, one in enumerate(held) if one.start == mention.start)
    high = low
    while low and _PARTING.fullmatch(text, held[low - 1].end, held[low].start):
        low -= 1
    while high + 1 < len(held) and _PARTING.fullmatch(text, held[high].end, held[high + 1].start):
        high += 1
    return low, high


def clause_of(text: str, mention: Mention) -> str:
    """Return the clause of `text` that names `mention`."""
    start = max(text.rfind(mark, 0, mention.start) for mark in _CLAUSE_MARKS) + 1
    ends = [at for at in (text.find(mark, mention.end) for mark in _CLAUSE_MARKS) if at >= 0]
    return text[start : min(ends, default=len(text))]
