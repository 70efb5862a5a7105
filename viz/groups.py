"""Education groups and alliances: the list of all, and the members of one in the order of their roles."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from .forms import Form, Key
from .model import Link, Overview, Statement, Thing
from .page_parts import Names, cut, names, paged
from .tables import Part
from .words import Phrases

#: The mode of cooperation that makes a school a member.
MEMBERSHIP: Final = "group_member"
#: Leaders that a line of the list names.
MAX_LEADERS: Final = 6
_ROLES: Final = 4
#: Roles from the head down, as reports write them; the first that fits counts.
_RANKS: Final = (
    re.compile(r"(?<!副)(?:理事长|会长|主席|主任|盟主|董事长)|牵头|龙头|发起|组长|秘书长"),
    re.compile(r"副(?:理事长|会长|主席|主任|盟主|董事长|组长|秘书长)"),
    re.compile(r"常务"),
    re.compile(r"理事|会员|成员|委员"),
)
_OTHER: Final = len(_RANKS)
_NO_ROLE: Final = _OTHER + 1

#: Roles of a group's members: (school's IRI, role as the reports write it).
Roles = Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class GroupRow:
    """A group in the list: its members' number, its leaders, its most frequent roles with their numbers."""

    group: Part
    members: int
    leaders: Names
    roles: tuple[tuple[str, int], ...]
    years: str


def role_rank(role: str) -> int:
    """Return the place of a role: 0 for the head of a group, higher for lesser ones, most for none."""
    if not role:
        return _NO_ROLE
    return next((place for place, pattern in enumerate(_RANKS) if pattern.search(role)), _OTHER)


class Groups:
    """Makes the list of groups at the top; `phrases` must be for the top folder."""

    def __init__(self, overview: Overview, phrases: Phrases, roles: Mapping[str, Roles]) -> None:
        """`roles` are those of each group's members, by the group's IRI."""
        self._overview = overview
        self._phrases = phrases
        self._roles = roles

    def pages(self) -> Iterator[tuple[str, str, dict[str, Any]]]:
        """Yield (path, template, values) of every page, groups of most members first."""
        groups = [self._row(one) for one in self._overview.partners if one.kind == "group"]
        groups.sort(key=lambda one: (-one.members, one.group.text, one.group.href or ""))
        yield from paged("groups", cut(groups))

    def _row(self, group: Thing) -> GroupRow:
        links = members(self._overview.around.by_partner.get(group.iri, ()))
        told = self._roles.get(group.iri, ())
        leaders = {school for school, role in told if role_rank(role) == 0}
        counts = Counter(role for _, role in told)
        roles = sorted(counts.items(), key=lambda item: (role_rank(item[0]), -item[1], item[0]))
        return GroupRow(
            self._phrases.part(group.iri),
            len(links),
            names((self._phrases.part(one) for one in leaders), MAX_LEADERS),
            tuple(roles[:_ROLES]),
            "、".join(sorted({year for link in links for year in link.years})),
        )


def members(links: Sequence[Link]) -> Sequence[Link]:
    """Return the links that make a school a member; all where none says so: a group has no other ties."""
    return [one for one in links if MEMBERSHIP in one.modes] or links


def _by_role(one: Statement) -> Key:
    rank = min((role_rank(role.text) for role in one.all("role")), default=_NO_ROLE)
    return rank, one.text("school"), one.iri


#: The table of members on the page of a group, in the place of that of a partner's schools.
MEMBERS: Final = Form(
    "members",
    "成员",
    (
        ("学校", ("school",)),
        ("角色", ("role",)),
        ("方式", ("mode",)),
        ("专业", ("major",)),
        ("始于", ("since",)),
    ),
    _by_role,
    "groups",
    "group",
)
