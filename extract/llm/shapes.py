"""The checks of form that the rules' facts pass too: what can be a school, a partner, a major, a title …"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, Final

from ..awards.award_words import find_ranks
from ..figures.qualifiers import bears_out
from ..honours.titles import is_title
from ..language.mentions import Mention
from ..language.persons import is_person
from ..language.sentences import Sentence, skeleton
from ..majors.majors import clean_major, could_be_major
from ..organisations.organisation_names import MAX_LENGTH, MIN_LENGTH, kind_of, says_only_kind
from ..partners.partner_checks import attends, can_be_partner
from ..partners.partner_patterns import STRONG
from ..partners.ties import Reading
from ..reading.blocks import Document
from ..reading.passage import Passage
from ..schools.school import Speaker

_FORMER_SCHOOL: Final = re.compile(r"(?:校|学院|中心|班|所|中学|书院|学堂|大学)(?:（[^）]*）)?$")
_PERSONAL_TITLE: Final = re.compile(r"(?:称号|证书|奖章|标兵|能手|奖|个人|工作者|模范|之星|大师|名师)$")
_WHOLE: Final = frozenset({"人", "个", "名", "家", "所", "人次"})
_LONGEST_NAME: Final = 60


@dataclass(frozen=True, slots=True)
class Place:
    """Where a fact is said: the report, the school that speaks, and the passage."""

    document: Document
    speaker: Speaker
    passage: Passage
    section: tuple[str, ...]


def shaped(kind: str, values: dict[str, Any], place: Place) -> dict[str, Any] | None:
    """Return the values of a fact as the rules would write them; None where no such fact can be."""
    made = dict(values)
    for key in ("name", "major") if kind in ("major", "joint_programme") else ():
        if key in made:
            made[key] = clean_major(made[key])
    if "majors" in made:
        made["majors"] = [clean_major(one) for one in made["majors"]]
        if not all(could_be_major(one) for one in made["majors"]):
            return None
    if not bears_out(place.passage.text, str(made.get("qualifier", ""))):
        made.pop("qualifier", None)
    return made if _CHECKS[kind](made, place) else None


def _school(values: Mapping[str, Any], place: Place) -> bool:
    name = str(values["name"])
    if place.speaker.fact is not None:
        return place.speaker.is_own(name)
    return kind_of(name) == "school" and not says_only_kind(name)


def _predecessor(values: Mapping[str, Any], place: Place) -> bool:
    name = str(values["name"])
    own = place.speaker.fact is not None and name == place.speaker.fact.get("name")
    return not own and MIN_LENGTH <= len(name) <= MAX_LENGTH and bool(_FORMER_SCHOOL.search(name))


def _major(values: Mapping[str, Any], _place: Place) -> bool:
    return could_be_major(str(values["name"]))


def _joint(values: Mapping[str, Any], place: Place) -> bool:
    college = str(values.get("institution", ""))
    return could_be_major(str(values["major"])) and (
        not college or (kind_of(college) == "school" and not place.speaker.is_own(college))
    )


def _partnership(values: Mapping[str, Any], place: Place) -> bool:
    name = str(values["partner"])
    if not MIN_LENGTH <= len(name) <= MAX_LENGTH or says_only_kind(name) or is_person(name):
        return False
    if place.speaker.is_own(name) or re.search(r"[，。；！？]|等$|^(?:多|几|各|某)", name):
        return False
    forms = [form for form in (name, *values.get("aliases", ())) if form in place.passage.text]
    if not forms:
        return False
    at = place.passage.text.index(forms[0])
    kind = kind_of(name) or str(values["partner_kind"])
    mention = Mention(at, at + len(forms[0]), forms[0], "organisation", kind)
    sentence = Sentence(place.passage, (), (mention,), place.section, 0)
    if kind == "group":
        return True  # 副理事长单位 behind it is no person's duty
    strong = bool(STRONG.search(sentence.text))
    reading = Reading(place.document, sentence, skeleton(sentence), place.speaker, "", strong)
    return can_be_partner(reading, mention, sentence.text) and not attends(sentence.text, mention, strong)


def _programme(values: Mapping[str, Any], place: Place) -> bool:
    name = str(values["name"])
    return 3 <= len(name) <= _LONGEST_NAME and not place.speaker.is_own(name) and not says_only_kind(name)


def _honour(values: Mapping[str, Any], place: Place) -> bool:
    return is_title(str(values["title"]), strict=False, home=place.speaker.home, called=True)


def _award(values: Mapping[str, Any], _place: Place) -> bool:
    rank = str(values["rank"])
    persons = values.get("recipients", []) if values.get("recipient_kind") in ("student", "teacher") else []
    if not all(map(is_person, (*persons, *values.get("advisors", ())))):
        return False
    return len(rank) <= 30 and bool(find_ranks(rank) or _PERSONAL_TITLE.search(rank))


def _indicator(values: Mapping[str, Any], _place: Place) -> bool:
    value, unit = float(values["value"]), str(values["unit"])
    if value < 0 or (unit == "%" and value > 100) or (unit in _WHOLE and not value.is_integer()):
        return False
    scope = str(values["scope"])
    return scope == "school" or could_be_major(clean_major(scope.removeprefix("major:")).removesuffix("群"))


_CHECKS: Final[Mapping[str, Callable[[Mapping[str, Any], Place], bool]]] = MappingProxyType(
    {
        "school": _school,
        "predecessor": _predecessor,
        "major": _major,
        "joint_programme": _joint,
        "partnership": _partnership,
        "programme": _programme,
        "honour": _honour,
        "award": _award,
        "indicator": _indicator,
    }
)
