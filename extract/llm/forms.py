"""The guide's form of facts as the model must keep it: keys, their types, code lists; and its JSON schema."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType
from typing import Any, Final

from ...ontology.codes import concepts
from ..facts import FACT_KEYS, FACT_KINDS

#: The code list that the values of a key come from.
CODE_LISTS: Final[Mapping[tuple[str, str], str]] = MappingProxyType(
    {
        ("predecessor", "event"): "successionevent",
        ("partnership", "partner_kind"): "partnerkind",
        ("partnership", "modes"): "mode",
        ("programme", "kind"): "programmekind",
        ("honour", "level"): "level",
        ("award", "level"): "level",
        ("award", "recipient_kind"): "recipientkind",
        ("indicator", "indicator"): "indicator",
        ("indicator", "qualifier"): "qualifier",
    }
)
#: Keys without which a line says nothing.
REQUIRED: Final[Mapping[str, frozenset[str]]] = MappingProxyType(
    {
        "school": frozenset({"name"}),
        "predecessor": frozenset({"name", "event"}),
        "major": frozenset({"name"}),
        "joint_programme": frozenset({"major", "scheme"}),
        "partnership": frozenset({"partner", "partner_kind", "modes"}),
        "programme": frozenset({"name", "kind"}),
        "honour": frozenset({"title"}),
        "award": frozenset({"event", "rank", "recipients"}),
        "indicator": frozenset({"indicator", "value", "unit", "scope"}),
    }
)
LISTS: Final = frozenset({"aliases", "modes", "majors", "recipients", "advisors"})
YEARS: Final = frozenset({"founded", "report_year", "since", "year"})
FIRST_YEAR: Final = 1840
LAST_YEAR: Final = 2100


def is_list(kind: str, key: str) -> bool:
    """Tell whether `key` of a fact of `kind` holds a list; `level` does for majors only."""
    return key in LISTS or (kind, key) == ("major", "level")


def codes_of(kind: str, key: str) -> frozenset[str]:
    """Return the codes that `key` may hold; empty where its values are free."""
    name = CODE_LISTS.get((kind, key))
    return frozenset(one.code for one in concepts(name)) if name else frozenset()


@cache
def schema() -> Mapping[str, Any]:
    """Return the JSON schema of an answer: {"facts": [...]}; every key is there, null where not stated."""
    kinds = [_schema_of(kind) for kind in FACT_KINDS]
    facts = {"type": "array", "items": {"anyOf": kinds}}
    return MappingProxyType(
        {
            "type": "object",
            "properties": {"facts": facts},
            "required": ["facts"],
            "additionalProperties": False,
        }
    )


def _schema_of(kind: str) -> dict[str, Any]:
    properties: dict[str, Any] = {"fact": {"type": "string", "enum": [kind]}}
    for key in FACT_KEYS[kind]:
        properties[key] = _type_of(kind, key)
    properties["quote"] = {"type": "string"}
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


def _type_of(kind: str, key: str) -> dict[str, Any]:
    required = key in REQUIRED[kind]
    if key in YEARS:
        return {"type": ["integer", "null"]}
    if key == "value":
        return {"type": "number"}
    codes = sorted(codes_of(kind, key))
    one: dict[str, Any] = {"type": "string", "enum": codes} if codes else {"type": "string"}
    if is_list(kind, key):
        return {"type": "array", "items": one}
    if required:
        return one
    return {"type": ["string", "null"], **({"enum": [*codes, None]} if codes else {})}
