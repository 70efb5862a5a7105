"""The mentions of a report as plain data for a cache, and back: each node and place is written once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, TypeVar, get_args

from .mentions import EntityKind, Mention, Node, ReportMentions
from .regions import Place

T = TypeVar("T")
_KINDS: dict[str, EntityKind] = {kind: kind for kind in get_args(EntityKind)}


def packed(report: ReportMentions) -> dict[str, Any]:
    """Return the mentions of a report as objects, lists and texts that JSON can hold."""
    nodes: dict[Node, int] = {}
    places: dict[Place, int] = {}

    def at(node: Node) -> int:
        return nodes.setdefault(node, len(nodes))

    data: dict[str, Any] = {
        "report": report.report,
        "school": at(report.school),
        "mentions": [
            [
                at(one.node),
                one.name,
                list(one.aliases),
                places.setdefault(one.place, len(places)),
                one.partner_kind,
                one.declared,
                one.reporting,
            ]
            for one in report.mentions
        ],
        "names": [[slot, form, at(node)] for (slot, form), node in report.names.items()],
        "persons": list(report.persons),
        "place": places.setdefault(report.place, len(places)),
        "forms": sorted(report.person_forms),
        "former": [at(node) for node in report.former],
    }
    data["nodes"] = [[node.kind, node.scope, node.form] for node in nodes]
    data["places"] = [[place.scope, list(place.units)] for place in places]
    return data


class Shared:
    """Equal values of many reports, kept once: names, nodes and places come again and again."""

    def __init__(self) -> None:
        self._known: dict[Any, Any] = {}

    def one(self, value: T) -> T:
        """Return the first value met that equals `value`."""
        known: T = self._known.setdefault(value, value)
        return known

    def texts(self, values: Sequence[Any]) -> tuple[str, ...]:
        """Return values as texts, each of them shared."""
        return tuple(self.one(str(value)) for value in values)


def unpacked(data: Mapping[str, Any], shared: Shared | None = None) -> ReportMentions:
    """Return the mentions that `packed` made the data of; what equals a value of `shared` is that value.

    Raises KeyError, TypeError, ValueError or IndexError for data that are none.
    """
    shared = shared or Shared()
    one, texts = shared.one, shared.texts
    nodes = [one(Node(_KINDS[kind], one(str(scope)), one(str(form)))) for kind, scope, form in data["nodes"]]
    places = [one(Place(str(scope), texts(units))) for scope, units in data["places"]]
    report = str(data["report"])
    return ReportMentions(
        report=report,
        school=nodes[data["school"]],
        mentions=tuple(
            Mention(
                report,
                nodes[node],
                one(str(name)),
                one(texts(aliases)),
                places[place],
                one(str(kind)),
                declared=bool(declared),
                reporting=bool(reporting),
            )
            for node, name, aliases, place, kind, declared, reporting in data["mentions"]
        ),
        names={one((one(str(slot)), one(str(form)))): nodes[node] for slot, form, node in data["names"]},
        persons=texts(data["persons"]),
        place=places[data["place"]],
        person_forms=frozenset(texts(data["forms"])),
        former=tuple(nodes[node] for node in data["former"]),
    )
