"""In which ways a partner works with the school where its own clauses do not say: by what stands around."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from ..language.sentences import Sentence
from .candidates import Candidate, Context
from .modes import VAGUE_MODES, modes_of

#: What is hoped for or remembered, or said of others and of all.
_OF_OTHERS: Final = re.compile(r"希望|期待|期望|建议|盼|曾|历年|毕业于|全市|全省|全国|嘱咐|截至|累计|以来")
#: So many lines a list may have; so much a line of it may say beside names.
_ITEMS_BACK: Final = 12
_BESIDE_NAMES: Final = 4
#: The founding of an alliance, and what says that more is done together.
_FOUNDS: Final = re.compile(r"牵头|发起|组建|成立")
_ALLIANCE: Final = re.compile(r"共同体|联合体|联盟|职教集团|职业教育集团")
_MORE_THAN_FOUNDING: Final = re.compile(
    r"实训|实习|基地|订单|学徒|产业学院|培训|(?<!职业)技术|签|帮扶|攻关|贯通"
)
#: The agreement that a text tells of, by its name.
_STRATEGIC: Final = re.compile(r"战略(?:性)?(?:合作)?(?:框架)?(?:合作)?协议")
_CLAUSES: Final = re.compile(r"[^，。；]+[，。；]?")
#: News names what it is about in its first sentences; what comes later is one thing among others.
_BEGINNING: Final = 2
#: With more partners than these the text at large is not about one of them.
_FEW: Final = 3
#: Ways that the words of a whole text tell of its one matter; the others are often told of something else.
_OF_A_MATTER: Final = frozenset(
    {"order_class", "apprenticeship", "internship", "training_base", "industry_college", "scholarship"}
    | {"employment", "technical_service", "training_service", "joint_programme"}
)


def told_modes(context: Context, candidate: Candidate, partners: int) -> tuple[str, ...]:
    """Return the modes of `candidate` that the nearest words tell, "cooperation" where none do.

    Asked are the clauses and sentences that name it, what leads a list in, the title, what follows, and
    where the text has few `partners`, its paragraphs and the text at large.
    """
    plain = modes_of("", candidate.kind)
    vague: tuple[str, ...] = ()
    for near, said in _scopes(context, candidate, partners):
        modes = tuple(mode for mode in modes_of(said, candidate.kind) if near or mode in _OF_A_MATTER)
        if set(modes) - VAGUE_MODES:
            return (*vague, *(mode for mode in modes if mode not in vague))
        vague = vague or tuple(mode for mode in modes if mode not in plain)
    if not vague and partners <= _FEW and _STRATEGIC.search(context.text):
        return ("strategic",)
    return vague or plain


def founded_with_us(candidate: Candidate) -> bool:
    """Tell one that a text shows only as founder of an alliance, which says no more of the ways."""
    told = [place.clause + place.tail for place in candidate.places]
    if candidate.kind == "group" or not all(map(_FOUNDS.search, told)):
        return False
    return any(map(_ALLIANCE.search, told)) and not any(map(_MORE_THAN_FOUNDING.search, told))


def _scopes(context: Context, candidate: Candidate, partners: int) -> Iterator[tuple[bool, str]]:
    """Yield words about `candidate` from near to far; the first of a pair tells that they are near."""
    places = candidate.places
    yield True, "，".join(place.clause for place in places)
    yield True, "。".join(context.sentences[place.number].text for place in places)
    yield True, "。".join(_leads(context, candidate))
    yield True, context.title
    if places[0].number > _BEGINNING:
        return
    yield False, "。".join(_about(said) for said in _following(context, candidate))
    if partners <= _FEW:
        yield False, "。".join(_about(context.paragraph(place.number)) for place in places)
        yield False, _about(context.text)


def _leads(context: Context, candidate: Candidate) -> Iterator[str]:
    """Yield the sentences that lead in the lists a line of which names `candidate`."""
    for place in candidate.places:
        if _is_item(context.sentences[place.number]):
            ahead = reversed(context.sentences[max(0, place.number - _ITEMS_BACK) : place.number])
            yield next((one.text for one in ahead if not _is_item(one)), "")


def _is_item(sentence: Sentence) -> bool:
    """Tell a line that holds organisations' names and little else."""
    names = sum(len(one.text) for one in sentence.organisations())
    return len(sentence.text) - names <= _BESIDE_NAMES


def _following(context: Context, candidate: Candidate) -> Iterator[str]:
    """Yield the sentences behind those that name `candidate` up to the next that names somebody else."""
    for place in candidate.places:
        for sentence in context.sentences[place.number + 1 :]:
            if any(not context.speaker.is_own(one.text) for one in sentence.organisations()):
                break
            yield sentence.text


def _about(text: str) -> str:
    """Return `text` without the clauses that speak of other times or of others."""
    return "".join(part[0] for part in _CLAUSES.finditer(text) if not _OF_OTHERS.search(part[0]))
