"""Relations between entities that a name itself states: a branch and its firm, a part and its university.

- A branch (远山集团客车福建分公司) is `org:subOrganizationOf` what the longest beginning of its name names.
- A name that goes on behind a group's or firm's (远山集团河北机械有限公司) is `org:subOrganizationOf` it.
- A name that goes on behind a university's is `org:subOrganizationOf` it where it ends in 学院, 系, 分校 and
  the like, and `org:linkedTo` it where it is 附属.

Only entities of the graph are related. Firms of one brand (中通集团, 中通钢构) are not: their names do not
say how they are.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final, Literal

from .entities import Entity
from .firms import known_firm
from .mentions import Node
from .parts import is_branch
from .uses import Nodes
from .words import LONGEST_NAME, legal_core

Term = Literal["subOrganizationOf", "linkedTo"]
#: (IRI of an entity, local name of a property of ORG, IRI of an entity).
Relation = tuple[str, Term, str]

_FIRM: Final = ("集团", "公司")
_UNIVERSITY: Final = ("大学", "学院")
_PART: Final = re.compile(r".{1,}(?:学院|研究生院|系|分校|校区|研究院|分院)")
_AFFILIATED: Final = re.compile(r".*附属.+|附[中小]")
_SHORTEST: Final = 2


def relations_of(nodes: Nodes, of_node: Mapping[Node, Entity]) -> tuple[Relation, ...]:
    """Return the relations between entities that their names state, sorted."""
    stated = _Stated(nodes, of_node)
    found = {relation for node in nodes.uses for relation in stated.of(node)}
    return tuple(sorted(found))


class _Stated:
    """Finds what the beginnings of names name."""

    def __init__(self, nodes: Nodes, of_node: Mapping[Node, Entity]) -> None:
        self._of_node = of_node
        self._by_form: dict[tuple[str, str], Entity] = {}
        self._by_firm: dict[str, Entity] = {}
        for node in nodes.uses:
            if node.kind in ("organisation", "school"):
                self._by_form.setdefault((node.scope, node.form), of_node[node])
                if node.kind == "organisation" and not node.scope and (firm := known_firm(node.form)):
                    self._by_firm.setdefault(firm, of_node[node])

    def of(self, node: Node) -> tuple[Relation, ...]:
        """Return what the name of `node` states, by its longest beginning that says anything."""
        if node.kind not in ("organisation", "school") or len(node.form) > LONGEST_NAME:
            return ()
        entity, form, branch = self._of_node[node], node.form, is_branch(node.form)
        for end in range(len(form) - _SHORTEST, _SHORTEST - 1, -1):
            head = form[:end]
            if not branch and not head.endswith((*_FIRM, *_UNIVERSITY)):
                continue
            parent = self._by_form.get((node.scope, head)) or self._by_form.get(("", head))
            if parent is None and branch:
                parent = self._by_firm.get(known_firm(head))
            if parent is None or parent.iri == entity.iri:
                continue
            if term := _term(form, head, parent, branch=branch):
                return ((entity.iri, term, parent.iri),)
        return ()


def _term(form: str, head: str, parent: Entity, *, branch: bool) -> Term | None:
    """Return how what is called `form` relates to the `parent` called `head`; None where that is not said."""
    rest = form[len(head) :]
    if branch:
        return "subOrganizationOf"
    if parent.kind == "school":
        if _AFFILIATED.fullmatch(rest):
            return "linkedTo"
        return "subOrganizationOf" if _PART.fullmatch(rest) else None
    if head.endswith(_FIRM) and legal_core(form) != legal_core(head):
        return "subOrganizationOf"
    return None
