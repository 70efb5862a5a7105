"""What a query says of itself: its titles, parameters and columns."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

#: Between the values of a list column, as the query returns it. Names cannot contain it.
SEPARATOR: Final = "\x1f"


@dataclass(frozen=True, slots=True)
class ValueType:
    """The type of a parameter or column; `scheme` is its code list or, of a name, the sort of thing."""

    name: str
    scheme: str = ""

    def __str__(self) -> str:
        return f"{self.name} {self.scheme}".rstrip()


@dataclass(frozen=True, slots=True)
class Parameter:
    """A parameter of a query; `default` is empty where the parameter restricts nothing unless given.

    `variable` is the query's variable that takes the values, without a question mark; a computed query's
    parameter may have none.
    """

    name: str
    variable: str
    type: ValueType
    default: str
    description: str
    description_en: str

    def to_json(self) -> dict[str, Any]:
        """Return the description as one JSON object."""
        return {
            "name": self.name,
            "type": str(self.type),
            "default": self.default or None,
            "description": self.description,
            "description_en": self.description_en,
        }


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a query's answer, with its headings."""

    name: str
    type: ValueType
    heading: str
    heading_en: str

    def to_json(self) -> dict[str, Any]:
        """Return the description as one JSON object."""
        return {
            "name": self.name,
            "type": str(self.type),
            "heading": self.heading,
            "heading_en": self.heading_en,
        }


@dataclass(frozen=True, slots=True)
class Query:
    """A query and its description.

    Where `columns` is empty, the answer has the columns of its SELECT. Where there is no header at all, any
    variable of the query can be given as a parameter. `computed` names the function that makes the answer
    of what the SELECT returns, empty where the SELECT is the answer. `parts` is the sort of `parts.SORTS` by
    which the answer can be given in parts, with the variable of these things; empty where it cannot.
    `stream` says that it is always given so, however many rows are wanted. `shipped` tells the named queries
    from the files of users.
    """

    name: str
    text: str
    title: str = ""
    title_en: str = ""
    description: str = ""
    computed: str = ""
    parameters: tuple[Parameter, ...] = ()
    columns: tuple[Column, ...] = ()
    parts: str = ""
    parts_variable: str = ""
    stream: bool = False
    shipped: bool = False

    @property
    def open(self) -> bool:
        """Whether the file has no header, so that any variable of the query can be a parameter."""
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
            "parameters": [one.to_json() for one in self.parameters],
            "columns": [one.to_json() for one in self.columns],
        }
