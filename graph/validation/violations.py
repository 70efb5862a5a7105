"""What is found where a graph breaks a shape, the same from both engines."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from ...ontology.namespaces import PREFIXES


class ValidationError(ValueError):
    """The graph or the shapes could not be read, or the check itself failed."""


class UnsupportedShapeError(ValidationError):
    """A shapes file uses what is not compiled to SPARQL; pySHACL may know it."""


@dataclass(frozen=True, slots=True, order=True)
class Violation:
    """One place where the graph breaks a shape.

    `severity` is "Violation", "Warning" or "Info"; `focus` the IRI of the thing, BLANK for a blank node;
    `path` the property with its prefix (a longer path as SPARQL writes it), or empty; `value` the value at
    fault, or empty; `message` is in Chinese where the shape has one; `constraint` is the parameter of SHACL
    that does not hold, such as "minCount".
    """

    severity: str
    focus: str
    path: str
    value: str
    message: str
    constraint: str = ""


#: How a blank node is written: its label means nothing outside its file.
BLANK: Final = "_:"

#: What is said where a shape has no message of its own, by the parameter that does not hold.
MESSAGES: Final = MappingProxyType(
    {
        "class": "值不属于要求的类",
        "datatype": "值的数据类型不对，或写法不合类型",
        "nodeKind": "值的种类（IRI、文字、空白节点）不对",
        "minCount": "值的个数太少",
        "maxCount": "值的个数太多",
        "minExclusive": "值不大于下限",
        "minInclusive": "值小于下限",
        "maxExclusive": "值不小于上限",
        "maxInclusive": "值大于上限",
        "minLength": "文字太短",
        "maxLength": "文字太长",
        "pattern": "文字不合规定的格式",
        "languageIn": "语言标记不在允许的范围内",
        "uniqueLang": "同一种语言的值不止一个",
        "equals": "两个属性的值不相同",
        "disjoint": "两个属性有相同的值",
        "lessThan": "值不小于另一属性的值",
        "lessThanOrEquals": "值大于另一属性的值",
        "not": "值符合了不应当符合的形状",
        "and": "值没有符合全部形状",
        "or": "值没有符合任何一个形状",
        "xone": "值没有恰好符合一个形状",
        "node": "值不符合要求的形状",
        "qualifiedMinCount": "符合形状的值太少",
        "qualifiedMaxCount": "符合形状的值太多",
        "closed": "有不允许的属性",
        "hasValue": "没有要求的值",
        "in": "值不在允许的范围内",
    }
)


def chosen_message(messages: Iterable[tuple[str, str | None]], constraint: str) -> str:
    """Return the first Chinese one of `messages`, texts with their languages; any where none is Chinese.

    Without messages it is what MESSAGES says of the constraint.
    """
    known = tuple(messages)
    chinese = [text for text, language in known if language and language.split("-")[0] == "zh"]
    return min(chinese or [text for text, _ in known], default=MESSAGES.get(constraint, ""))


def short(iri: str) -> str:
    """Return an IRI of a vocabulary with its prefix; any other as it is."""
    for prefix, start in PREFIXES.items():
        if iri.startswith(start):
            return f"{prefix}:{iri.removeprefix(start)}"
    return iri
