"""Parameters of queries: from what a user writes to terms that the engine binds.

A value never becomes part of a query's text.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Final

from ..graph.store import Iri, Value
from ..ontology.codes import concepts
from .catalogue import Parameter, Query, ValueType, refuse_bound

_LONGEST: Final = 1000
_INTEGER: Final = re.compile(r"[+-]?[0-9]{1,18}")
_IRI: Final = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\x00-\x20<>\"{}|\\^`\x7f]+")


class ParameterError(ValueError):
    """A parameter that the query does not know, or a value that is not of its type."""


def bindings(query: Query, given: Mapping[str, object]) -> dict[str, Value]:
    """Return the values of the query's variables: those given, and defaults.

    For a query without a header every name is a variable of its SELECT; an absolute http(s) or urn address
    is an IRI there and all else a text. Raises ParameterError listing the known parameters where one is
    unknown, or saying what a value should be.
    """
    if query.open:
        for name in given:
            _check_variable(query, name)
        return {name: _guess(name, value) for name, value in given.items()}
    known = {one.name: one for one in query.parameters}
    if unknown := sorted(set(given) - set(known)):
        raise ParameterError(f"查询 {query.name} 没有参数 {'、'.join(unknown)}。{_listing(query)}")
    values = {name: one.default for name, one in known.items() if one.default} | dict(given)
    return {known[name].variable: _value(query, known[name], value) for name, value in values.items()}


def _listing(query: Query) -> str:
    if not query.parameters:
        return "这个查询不带参数"
    return "可用的参数：" + "；".join(f"{one.name}（{one.description}）" for one in query.parameters)


def _check_variable(query: Query, name: str) -> None:
    if not re.fullmatch(r"\w+", name) or not re.search(rf"[?$]{name}\b", query.text):
        raise ParameterError(f"查询 {query.name} 里没有变量 ?{name}，不能作参数")
    refuse_bound(query.name, query.text, name)


def _guess(name: str, value: object) -> Value:
    if isinstance(value, (int, Decimal, Iri)):
        return value
    text = _text(name, value)
    return Iri(text) if re.match(r"https?://|urn:", text) and _IRI.fullmatch(text) else text


def _value(query: Query, parameter: Parameter, value: object) -> Value:
    convert: Callable[[str, str, ValueType], Value] = _CONVERTERS[parameter.type.name]
    try:
        return convert(parameter.name, _text(parameter.name, value), parameter.type)
    except ParameterError as error:
        raise ParameterError(f"查询 {query.name}：{error}") from error


def _text(name: str, value: object) -> str:
    text = str(value).strip()
    if not text:
        raise ParameterError(f"参数 {name} 是空的；不想限制就不要写它")
    if len(text) > _LONGEST:
        raise ParameterError(f"参数 {name} 有 {len(text)} 个字，最多 {_LONGEST} 个")
    if "\x00" in text or any("\ud800" <= char <= "\udfff" for char in text):
        raise ParameterError(f"参数 {name} 里有不能用的字符")
    return text


def _as_text(_name: str, text: str, _type: ValueType) -> Value:
    return text


def _as_integer(name: str, text: str, _type: ValueType) -> Value:
    if not _INTEGER.fullmatch(text):
        raise ParameterError(f"参数 {name} 应是整数，不是 {text!r}")
    return int(text)


def _as_iri(name: str, text: str, _type: ValueType) -> Value:
    text = text[1:-1] if text.startswith("<") and text.endswith(">") else text
    if not _IRI.fullmatch(text):
        raise ParameterError(f"参数 {name} 应是 IRI，如 https://…，不是 {text!r}")
    return Iri(text)


def _as_code(name: str, text: str, kind: ValueType) -> Value:
    wanted = text.casefold()
    for one in concepts(kind.scheme):
        if wanted in {one.code.casefold(), one.zh.casefold(), one.en.casefold(), one.iri.casefold()}:
            return Iri(one.iri)
    known = "、".join(f"{one.code}（{one.zh}）" for one in concepts(kind.scheme))
    raise ParameterError(f"参数 {name} 不能是 {text!r}，可用：{known}")


_CONVERTERS: Final[Mapping[str, Callable[[str, str, ValueType], Value]]] = {
    "name": _as_text,
    "text": _as_text,
    "integer": _as_integer,
    "iri": _as_iri,
    "code": _as_code,
}
