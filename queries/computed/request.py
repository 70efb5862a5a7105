"""What a computed query is asked, and what it gives back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from ...graph.store import Iri, Value
from ..model import Query
from ..names import things_named
from ..parameters import Argument, Name, ParameterError
from ..stores import Answer, Store


@dataclass(frozen=True, slots=True)
class Computed:
    """The answer of a computed query: its columns and rows of terms, None for no value."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Value | None, ...], ...]


@dataclass(frozen=True, slots=True)
class Request:
    """A computed query with what was given: `text` is its SELECT with all places filled."""

    store: Store
    query: Query
    arguments: Mapping[str, Argument]
    text: str

    def select(self) -> Answer:
        """Return what the query's own SELECT gives. Raises the store's error."""
        return self.store.select(self.text)

    def things(self, parameter: str) -> tuple[Iri, ...] | None:
        """Return the things that a `name` parameter stands for, none where no thing bears the name.

        None where the parameter was not given. Raises the store's error.
        """
        value = self.arguments.get(parameter)
        if value is None:
            return None
        if isinstance(value, Name):
            return things_named(self.store, value.sort, value.text)
        return tuple(Iri(str(one)) for one in value)

    def thing(self, parameter: str) -> Iri:
        """Return the one thing that a `name` parameter stands for.

        Raises ParameterError where it was not given, or stands for none or for several, naming these.
        """
        found = self.things(parameter)
        if found is None:
            raise ParameterError(f"查询 {self.query.name} 要给出参数 {parameter}")
        if len(found) == 1:
            return found[0]
        value = self.arguments[parameter]
        name = value.text if isinstance(value, Name) else str(value[0])
        if not found:
            raise ParameterError(f"参数 {parameter}：图谱里没有叫 {name!r} 的")
        some = "、".join(one.rsplit("/", 1)[-1] for one in found[:10])
        raise ParameterError(f"参数 {parameter}：{name!r} 可以是几个，请写全名：{some}")

    def number(self, parameter: str) -> int | None:
        """Return the whole number that was given or is the default, None where there is neither."""
        value: Any = self.arguments.get(parameter)
        return int(value[0]) if value and isinstance(value[0], (int, Decimal)) else None

    def text_of(self, parameter: str) -> str | None:
        """Return the text that was given or is the default, None where there is neither."""
        value = self.arguments.get(parameter)
        return str(value[0]) if value and not isinstance(value, Name) else None
