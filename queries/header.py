"""Reads the header of comments in which a SPARQL file describes itself.

A header is the comment lines at a file's beginning, each `# key: value`:

    # name: shared-partners
    # title: 共享合作方
    # title-en: Partners shared by schools
    # description: 哪些单位与两所或更多学校合作
    # param: school ?s | name school | | 只看包括这所学校的 | only those of this school
    # column: partner | text | 合作方 | partner

A parameter has its name with the variable that takes its values, type, default (empty: none, then the
parameter restricts nothing) and description in two languages; a column name, type and heading in two
languages. Types of parameters: `name SORT` (a name of a thing of that sort, or a part of one, or its IRI),
`text`, `integer`, `years` (years and spans of years), `iri`, `codes LIST` (one or more codes). Types of
columns: `text`, `integer`, `decimal`, `iri`, `code LIST`, `list` (several texts, joined by SEPARATOR),
`list LIST` (several codes). SORT is one of `names.SORTS`, LIST the name of a code list of the ontology.

The places for a parameter's values are blocks `VALUES ?s { UNDEF }` in lines `#? school …`, which count only
where the parameter is given, or, in any line, blocks with the default in place of UNDEF.

A query whose answer no SELECT can give says `# computed: NAME`: the function of that name (see `computed`)
makes its rows of what the SELECT returns. Its parameters may be without a variable.

A query whose rows come in the order of a name says `# parts: ?s school`: the variable and the sort of the
thing that bears it, one of `sorted_parts.SORTS`, and `stream` behind it where the answer is to be given in
parts always. Its line `#? parts VALUES ?s { UNDEF }` takes some of these things.
Its parameters of the type `codes` restrict variables that its patterns bind, so that they may be filters too.

A user's file may leave the header out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from ..ontology.namespaces import SCHEME_NAMES
from .binding import active, conditions, slots
from .model import Column, Parameter, Query, ValueType
from .names import SORTS
from .sorted_parts import PARTS
from .sorted_parts import SORTS as SORTS_OF_PARTS

_PARAMETER_TYPES: Final = frozenset({"name", "text", "integer", "years", "iri", "codes"})
_COLUMN_TYPES: Final = frozenset({"text", "integer", "decimal", "iri", "code", "list"})
_WITH_SCHEME: Final = frozenset({"code", "codes", "list"})
_HEADER_LINE: Final = re.compile(r"#\s*([a-z-]+)\s*:\s*(.*)")
_NAME: Final = re.compile(r"[a-z][a-z0-9_-]*")
_PARTS: Final = re.compile(r"\?([A-Za-z]\w*)\s+([a-z]+)(\s+stream)?", re.ASCII)
_NAMED_VARIABLE: Final = re.compile(r"([a-z][a-z0-9_-]*)(?:\s+\?([A-Za-z]\w*))?", re.ASCII)


class QueryFileError(ValueError):
    """A query's file cannot be read or its header is not of the form."""


def parse_query(text: str, name: str) -> Query:
    """Return the query in `text`, which is called `name`, with what its header says.

    Comments of another form than a header's are passed over where nothing is declared. Raises
    QueryFileError naming the query and the line that is not of the form, or the parameter without a place.
    """
    if not any(key in {"param", "column"} for key, _ in _header(text)):
        return Query(name, text)
    single: dict[str, str] = {}
    parameters: list[Parameter] = []
    columns: list[Column] = []
    for key, value in _header(text):
        if key == "param":
            parameters.append(_parameter(name, value))
        elif key == "column":
            cells = _cells(name, key, value, 4)
            columns.append(Column(cells[0], _type(name, cells[1], _COLUMN_TYPES), cells[2], cells[3]))
        elif key in {"name", "title", "title-en", "description", "computed", "parts"}:
            single[key] = single.get(key, "") + value
        else:
            raise QueryFileError(f"查询 {name} 的说明里有不认识的 {key!r}")
    if single.get("name", name) != name:
        raise QueryFileError(f"查询 {name} 的说明里 name 是 {single['name']!r}，应与文件名相同")
    for what, names in (("param", [p.name for p in parameters]), ("column", [c.name for c in columns])):
        if len(set(names)) != len(names):
            raise QueryFileError(f"查询 {name} 的说明里有两个同名的 {what}")
    _check_slots(name, text, parameters, computed="computed" in single)
    parts, variable, stream = _parts(name, text, single.get("parts", ""))
    return Query(
        name,
        text,
        single.get("title", ""),
        single.get("title-en", ""),
        single.get("description", ""),
        single.get("computed", ""),
        tuple(parameters),
        tuple(columns),
        parts,
        variable,
        stream,
    )


def _parts(query: str, text: str, value: str) -> tuple[str, str, bool]:
    """Return the sort and the variable of the things by which an answer has parts, and whether it always has.

    Sort and variable are empty where it has none.
    """
    if not value:
        return "", "", False
    found = _PARTS.fullmatch(value)
    if not found or found[2] not in SORTS_OF_PARTS:
        known = "、".join(SORTS_OF_PARTS)
        raise QueryFileError(
            f"查询 {query} 的说明里 parts 应是变量和一种事物（{known}），如 ?s school：{value!r}"
        )
    if not any(slots(active(text, {PARTS}), {found[1]})):
        raise QueryFileError(f"查询 {query} 里要有一行 #? parts VALUES ?{found[1]} {{ UNDEF }}")
    return found[2], found[1], bool(found[3])


def _check_slots(query: str, text: str, parameters: list[Parameter], *, computed: bool) -> None:
    known = {one.name for one in parameters}
    if strange := sorted(conditions(text) - known - {PARTS}):
        raise QueryFileError(f"查询 {query} 的行 #? {strange[0]} 说的不是它的参数")
    variables = {one.variable for one in parameters if one.variable}
    places = {slot.variable for slot in slots(active(text, known), variables)}
    always = tuple(slots(text, variables))
    for one in parameters:
        if computed and not one.variable:
            continue
        if one.variable not in places:
            raise QueryFileError(
                f"查询 {query} 里没有放参数 {one.name} 的地方：要有一行 "
                f"#? {one.name} VALUES ?{one.variable or '变量'} {{ UNDEF }} …"
            )
        if any(slot.variable == one.variable and (slot.bare or not one.default) for slot in always):
            raise QueryFileError(
                f"查询 {query} 里参数 {one.name} 的 VALUES 要么写默认值，要么写在 #? {one.name} 开头的行里"
            )


def _parameter(query: str, value: str) -> Parameter:
    cells = [cell.strip() for cell in value.split("|")]
    found = _NAMED_VARIABLE.fullmatch(cells[0])
    if len(cells) != 5 or not found:
        raise QueryFileError(
            f"查询 {query} 的说明里 param 应有 5 格，以 | 分开，第一格是名称和变量，如 school ?s：{value!r}"
        )
    return Parameter(found[1], found[2] or "", _type(query, cells[1], _PARAMETER_TYPES), *cells[2:])


def _header(text: str) -> Iterator[tuple[str, str]]:
    """Yield key and value of each `# key: value` among the comment lines at the beginning."""
    for line in text.splitlines():
        if line.strip() and not line.startswith("#"):
            return
        if found := _HEADER_LINE.fullmatch(line.strip()):
            yield found[1], found[2].strip()


def _cells(query: str, key: str, value: str, count: int) -> list[str]:
    cells = [cell.strip() for cell in value.split("|")]
    if len(cells) != count or not _NAME.fullmatch(cells[0]):
        raise QueryFileError(
            f"查询 {query} 的说明里 {key} 应有 {count} 格，以 | 分开，第一格是名称：{value!r}"
        )
    return cells


def _type(query: str, text: str, known: frozenset[str]) -> ValueType:
    name, _, scheme = text.partition(" ")
    scheme = scheme.strip()
    if name not in known or (scheme and name not in {*_WITH_SCHEME, "name"}):
        raise QueryFileError(f"查询 {query} 的说明里没有类型 {text!r}，可用：{'、'.join(sorted(known))}")
    if name == "name" and scheme not in SORTS:
        raise QueryFileError(f"查询 {query} 的说明里没有这种事物 {text!r}，可用：{'、'.join(SORTS)}")
    if name in _WITH_SCHEME and scheme not in {*SCHEME_NAMES, *([""] if name == "list" else [])}:
        raise QueryFileError(f"查询 {query} 的说明里没有代码表 {text!r}，可用：{'、'.join(SCHEME_NAMES)}")
    return ValueType(name, scheme)
