"""Parameters of queries: from what a user writes to values of the type that the query asks for."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from ..graph.sparql_tokens import code
from ..graph.store import Iri, Value
from ..graph.terms import is_iri
from ..ontology.codes import concepts
from .model import Parameter, Query, ValueType

_LONGEST: Final = 1000
_MOST_YEARS: Final = 200
_INTEGER: Final = re.compile(r"[+-]?[0-9]{1,18}")
_YEARS: Final = re.compile(r"([0-9]{4})(?:\s*(?:-|–|—|~|～|至|到|\.\.)\s*([0-9]{4}))?")
_IRI: Final = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\x00-\x20<>\"{}|\\^`\x7f]+")
_ADDRESS: Final = re.compile(r"(?:https?://|urn:)", re.IGNORECASE)
_BETWEEN: Final = re.compile(r"[,，、;；]")


class ParameterError(ValueError):
    """A parameter that the query does not know, or a value that is not of its type."""


@dataclass(frozen=True, slots=True)
class Name:
    """A name, or a part of one, of a thing of a sort of `names.SORTS`."""

    sort: str
    text: str


#: What a parameter holds: a name, or one of these values.
Argument = Name | tuple[Value, ...]


def arguments(query: Query, given: Mapping[str, object]) -> dict[str, Argument]:
    """Return by parameter's name what is given or the default; those without either are left out.

    For a query without a header every name is one of its variables; an absolute http(s) or urn address is an
    IRI there and all else a text. Raises ParameterError listing the known parameters where one is unknown,
    or saying what a value should be.
    """
    if query.open:
        known_variables = {token.variable for token in code(query.text)}
        for name in given:
            if not name or name not in known_variables:
                raise ParameterError(f"查询 {query.name} 里没有变量 ?{name}，不能作参数")
        return {name: (_guess(name, value),) for name, value in given.items()}
    known = {one.name: one for one in query.parameters}
    if unknown := sorted(set(given) - set(known)):
        raise ParameterError(f"查询 {query.name} 没有参数 {'、'.join(unknown)}。{_listing(query)}")
    values = {name: one.default for name, one in known.items() if one.default} | dict(given)
    return {name: _value(query, known[name], value) for name, value in values.items()}


def _listing(query: Query) -> str:
    if not query.parameters:
        return "这个查询不带参数"
    return "可用的参数：" + "；".join(f"{one.name}（{one.description}）" for one in query.parameters)


def _guess(name: str, value: object) -> Value:
    if isinstance(value, (int, Decimal, Iri)):
        return value
    text = _text(name, value)
    return Iri(text) if _ADDRESS.match(text) and _is_iri(text) else text


def _value(query: Query, parameter: Parameter, value: object) -> Argument:
    convert: Callable[[str, str, ValueType], Argument] = _CONVERTERS[parameter.type.name]
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


def _as_text(_name: str, text: str, _type: ValueType) -> Argument:
    return (text,)


def _as_name(name: str, text: str, kind: ValueType) -> Argument:
    if _ADDRESS.match(text.removeprefix("<")):
        found = _as_iri(name, text, kind)
        # A region stands for all that lies in it, which only the graph knows.
        return found if kind.scheme != "region" else Name(kind.scheme, str(found[0]))
    if not text.strip("*＊ "):
        raise ParameterError(f"参数 {name} 里除了 * 没有字")
    return Name(kind.scheme, text)


def _as_integer(name: str, text: str, _type: ValueType) -> Argument:
    if not _INTEGER.fullmatch(text):
        raise ParameterError(f"参数 {name} 应是整数，不是 {text!r}")
    return (int(text),)


def _as_years(name: str, text: str, _type: ValueType) -> Argument:
    years: set[int] = set()
    for part in _BETWEEN.split(text):
        found = _YEARS.fullmatch(part.strip())
        if not found:
            raise ParameterError(f"参数 {name} 应是年份，如 2020、2018-2021 或 2018,2020，不是 {text!r}")
        first, last = int(found[1]), int(found[2] or found[1])
        if not 0 <= last - first < _MOST_YEARS:
            raise ParameterError(f"参数 {name} 的年份应从早到晚，最多 {_MOST_YEARS} 年，不是 {text!r}")
        years.update(range(first, last + 1))
    return tuple(sorted(years))


def _as_iri(name: str, text: str, _type: ValueType) -> tuple[Value, ...]:
    text = text[1:-1] if text.startswith("<") and text.endswith(">") else text
    if not _is_iri(text):
        raise ParameterError(f"参数 {name} 应是 IRI，如 https://…，不是 {text!r}")
    return (Iri(text),)


def _is_iri(text: str) -> bool:
    return bool(_IRI.fullmatch(text)) and is_iri(text)


def _as_codes(name: str, text: str, kind: ValueType) -> Argument:
    whole = _code(text, kind)
    found = [whole] if whole else [_code(part.strip(), kind) for part in _BETWEEN.split(text)]
    if None not in found:
        return tuple(dict.fromkeys(one for one in found if one))
    known = "、".join(f"{one.code}（{one.zh}）" for one in concepts(kind.scheme))
    raise ParameterError(f"参数 {name} 不能是 {text!r}，可用：{known}")


def _code(text: str, kind: ValueType) -> Iri | None:
    wanted = text.casefold()
    for one in concepts(kind.scheme):
        if wanted in {one.code.casefold(), one.zh.casefold(), one.en.casefold(), one.iri.casefold()}:
            return Iri(one.iri)
    return None


_CONVERTERS: Final[Mapping[str, Callable[[str, str, ValueType], Argument]]] = {
    "name": _as_name,
    "text": _as_text,
    "integer": _as_integer,
    "years": _as_years,
    "iri": _as_iri,
    "codes": _as_codes,
}
