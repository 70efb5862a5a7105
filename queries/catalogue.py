"""The named queries: SPARQL files that describe themselves in a header of comments.

A header is the comment lines at a file's beginning, each `# key: value`:

    # name: shared-partners
    # title: 共享合作方
    # title-en: Partners shared by schools
    # description: 哪些单位与两所或更多学校合作
    # param: school | name | | 只看包括这所学校的
    # column: partner | text | 合作方

A parameter has name, type, default (empty: none, then the parameter restricts nothing) and description; a
column name, type and heading. Types of parameters: `name` (a name of a thing or a part of one, or its IRI),
`text`, `integer`, `iri`, `code LIST`. Types of columns: `text`, `integer`, `decimal`, `iri`,
`code LIST`, `list` (several texts, joined by SEPARATOR), `list LIST` (several codes). LIST is the name of a
code list of the ontology.

A parameter `x` is the variable `?_x` of the query, which has to stand in every SELECT from the outermost to
the one that uses it. An unbound parameter makes an expression an error, so that a restriction is written
`FILTER(COALESCE(… ?_x …, true))`. BOUND(?_x) does not see a parameter's value and is refused.

A user's file may leave the header out, or have its `param` lines only.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any, Final

from ..ontology.namespaces import SCHEME_NAMES

#: Between the values of a list column, as the query returns it. Names cannot contain it.
SEPARATOR: Final = "\x1f"

_PARAMETER_TYPES: Final = frozenset({"name", "text", "integer", "iri", "code"})
_COLUMN_TYPES: Final = frozenset({"text", "integer", "decimal", "iri", "code", "list"})
_HEADER_LINE: Final = re.compile(r"#\s*([a-z-]+)\s*:\s*(.*)")
_NAME: Final = re.compile(r"[a-z][a-z0-9_-]*")
_LONGEST_FILE: Final = 1_000_000


class QueryFileError(ValueError):
    """A query's file cannot be read or its header is not of the form."""


class UnknownQueryError(LookupError):
    """There is no named query of this name."""


@dataclass(frozen=True, slots=True)
class ValueType:
    """The type of a parameter or column: one of the names above, with a code list where it has one."""

    name: str
    scheme: str = ""

    def __str__(self) -> str:
        return f"{self.name} {self.scheme}".rstrip()


@dataclass(frozen=True, slots=True)
class Parameter:
    """A parameter of a query; `default` is empty where the parameter restricts nothing unless given."""

    name: str
    type: ValueType
    default: str
    description: str

    @property
    def variable(self) -> str:
        """The query's variable for it, without the question mark."""
        return f"_{self.name}"


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a query's answer, with its Chinese heading."""

    name: str
    type: ValueType
    heading: str


@dataclass(frozen=True, slots=True)
class Query:
    """A query and its description.

    Where `columns` is empty, the answer has the columns of its SELECT. Where there is no header at all, any
    variable of the SELECT can be given as a parameter.
    """

    name: str
    text: str
    title: str = ""
    title_en: str = ""
    description: str = ""
    parameters: tuple[Parameter, ...] = ()
    columns: tuple[Column, ...] = ()

    @property
    def open(self) -> bool:
        """Whether the file has no header, so that any variable of its SELECT can be a parameter."""
        return not self.columns and not self.parameters

    @property
    def internal(self) -> bool:
        """Whether the query only serves the pages."""
        return self.name.startswith("page-")

    def to_json(self) -> dict[str, Any]:
        """Return the description as one JSON object, without the query's text."""
        return {
            "name": self.name,
            "title": self.title,
            "title_en": self.title_en,
            "description": self.description,
            "parameters": [
                {
                    "name": one.name,
                    "type": str(one.type),
                    "default": one.default or None,
                    "description": one.description,
                }
                for one in self.parameters
            ],
            "columns": [
                {"name": one.name, "type": str(one.type), "heading": one.heading} for one in self.columns
            ],
        }


@cache
def catalogue() -> tuple[Query, ...]:
    """Return all shipped queries in the order of their names, those of the pages too.

    Raises QueryFileError where a file's header is faulty.
    """
    folder = files(__package__).joinpath("sparql")
    names = sorted(one.name for one in folder.iterdir() if one.name.endswith(".rq"))
    found = tuple(
        parse_query(folder.joinpath(name).read_text(encoding="utf-8"), name.removesuffix(".rq"))
        for name in names
    )
    if bare := [one.name for one in found if not one.columns or not one.title]:
        raise QueryFileError(f"查询 {'、'.join(bare)} 的说明里没有 title 或 column")
    return found


def named_query(name: str) -> Query:
    """Return the shipped query `name`. Raises UnknownQueryError, naming those there are."""
    for one in catalogue():
        if one.name == name:
            return one
    known = "、".join(one.name for one in catalogue() if not one.internal)
    raise UnknownQueryError(f"没有名为 {name!r} 的查询。已有的查询：{known}；也可以给出一个 .rq 文件")


def read_query(path: Path) -> Query:
    """Return the query of a user's file, with or without a header.

    Raises QueryFileError where the file cannot be read, is not UTF-8, is empty or has a faulty header.
    """
    try:
        if path.stat().st_size > _LONGEST_FILE:
            raise QueryFileError(f"{path}：文件超过 {_LONGEST_FILE} 字节，不像一个查询")
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise QueryFileError(f"{path}：不是 UTF-8 文本，请另存为 UTF-8") from error
    except FileNotFoundError as error:
        raise QueryFileError(f"{path}：没有这个文件，请检查文件名") from error
    except OSError as error:
        raise QueryFileError(f"{path}：读不了（{error.strerror}），请检查文件名和权限") from error
    if not text.strip():
        raise QueryFileError(f"{path}：文件是空的，请写入一个 SELECT 查询")
    try:
        return parse_query(text, path.stem)
    except QueryFileError as error:
        raise QueryFileError(f"{path}：{error}") from error


def parse_query(text: str, name: str) -> Query:
    """Return the query in `text`, which is called `name`, with what its header says.

    Comments of another form than a header's are passed over where nothing is declared. Raises
    QueryFileError naming the query and the line that is not of the form.
    """
    if not any(key in {"param", "column"} for key, _ in _header(text)):
        return Query(name, text)
    single: dict[str, str] = {}
    parameters: list[Parameter] = []
    columns: list[Column] = []
    for key, value in _header(text):
        if key == "param":
            cells = _cells(name, key, value, 4)
            kind = _type(name, cells[1], _PARAMETER_TYPES)
            parameters.append(Parameter(cells[0], kind, cells[2], cells[3]))
        elif key == "column":
            cells = _cells(name, key, value, 3)
            columns.append(Column(cells[0], _type(name, cells[1], _COLUMN_TYPES), cells[2]))
        elif key in {"name", "title", "title-en", "description"}:
            single[key] = single.get(key, "") + value
        else:
            raise QueryFileError(f"查询 {name} 的说明里有不认识的 {key!r}")
    if single.get("name", name) != name:
        raise QueryFileError(f"查询 {name} 的说明里 name 是 {single['name']!r}，应与文件名相同")
    for what, names in (("param", [p.name for p in parameters]), ("column", [c.name for c in columns])):
        if len(set(names)) != len(names):
            raise QueryFileError(f"查询 {name} 的说明里有两个同名的 {what}")
    for one in parameters:
        refuse_bound(name, text, one.variable)
    return Query(
        name,
        text,
        single.get("title", ""),
        single.get("title-en", ""),
        single.get("description", ""),
        tuple(parameters),
        tuple(columns),
    )


def refuse_bound(query: str, text: str, variable: str) -> None:
    """Raise QueryFileError where `text` asks BOUND of a parameter's variable, which is always false there."""
    if re.search(rf"\bBOUND\s*\(\s*[?$]{re.escape(variable)}\s*\)", text, re.IGNORECASE):
        raise QueryFileError(
            f"查询 {query} 对参数 ?{variable} 用了 BOUND，这里看不到参数的值；请改写成 COALESCE(…, true)"
        )


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
    if name not in known or (scheme and name not in {"code", "list"}) or (name == "code" and not scheme):
        raise QueryFileError(f"查询 {query} 的说明里没有类型 {text!r}，可用：{'、'.join(sorted(known))}")
    if scheme and scheme not in SCHEME_NAMES:
        raise QueryFileError(f"查询 {query} 的说明里没有代码表 {scheme!r}，可用：{'、'.join(SCHEME_NAMES)}")
    return ValueType(name, scheme)
