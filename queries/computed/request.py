"""What a computed query is asked, and what it gives back."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Final

from ...graph.store import Iri, Value
from ..model import Query
from ..names import things_named
from ..parameters import Argument, Name, ParameterError
from ..stores import Answer, Store

#: Most things that a name stands for here: more than there are regions, and few enough for Virtuoso, which
#: sorts no more than 10,000 rows.
_MOST_THINGS: Final = 5_000
_BETWEEN: Final = re.compile(r"[,，、;；\s]+")


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

        None where the parameter was not given. Raises ParameterError where the name stands for too many;
        the store's error.
        """
        value = self.arguments.get(parameter)
        if value is None:
            return None
        if not isinstance(value, Name):
            return tuple(Iri(str(one)) for one in value)
        found = things_named(self.store, value.sort, value.text, _MOST_THINGS)
        if len(found) > _MOST_THINGS:
            raise ParameterError(
                f"参数 {parameter}：{value.text!r} 可以是 {_MOST_THINGS} 个以上，请写得更全一些"
            )
        return found

    def known_things(self, parameter: str) -> tuple[Iri, ...] | None:
        """Return the things that a `name` parameter stands for, None where it was not given.

        Raises ParameterError where no thing bears the name or too many do; the store's error.
        """
        found = self.things(parameter)
        if found is not None and not found:
            raise ParameterError(f"参数 {parameter}：图谱里没有叫 {self._given(parameter)!r} 的")
        return found

    def thing(self, parameter: str) -> Iri:
        """Return the one thing that a `name` parameter stands for.

        Raises ParameterError where it was not given, or stands for none or for several, naming these.
        """
        found = self.known_things(parameter)
        if found is None:
            raise ParameterError(f"查询 {self.query.name} 要给出参数 {parameter}")
        if len(found) == 1:
            return found[0]
        some = "、".join(one.rsplit("/", 1)[-1] for one in found[:10])
        raise ParameterError(
            f"参数 {parameter}：{self._given(parameter)!r} 可以是几个，请写全名或地址：{some}"
        )

    def number(self, parameter: str) -> int | None:
        """Return the whole number that was given or is the default, None where there is neither."""
        value: Any = self.arguments.get(parameter)
        return int(value[0]) if value and isinstance(value[0], (int, Decimal)) else None

    def text_of(self, parameter: str) -> str | None:
        """Return the text that was given or is the default, None where there is neither."""
        value = self.arguments.get(parameter)
        return str(value[0]) if value and not isinstance(value, Name) else None

    def number_between(self, parameter: str, least: int, most: int) -> int:
        """Return the whole number that was given or is the default.

        Raises ParameterError where it is not from `least` to `most`.
        """
        number = self.number(parameter)
        if number is None or not least <= number <= most:
            raise ParameterError(f"参数 {parameter} 应是 {least} 到 {most} 的整数，不是 {number}")
        return number

    def choices(self, parameter: str, known: Mapping[str, str]) -> tuple[str, ...]:
        """Return which of `known`, words with their Chinese ones, a text names, in the order of `known`.

        Several have commas between them; none is returned where the parameter has no value. Raises
        ParameterError, naming `known`, where one is not of them.
        """
        text = self.text_of(parameter) or ""
        words = {word.casefold() for word in _BETWEEN.split(text) if word}
        found = tuple(key for key, zh in known.items() if {key.casefold(), zh.casefold()} & words)
        if words - {word.casefold() for pair in known.items() for word in pair} or (text and not found):
            listing = "、".join(f"{key}（{zh}）" for key, zh in known.items())
            raise ParameterError(f"参数 {parameter} 不能是 {text!r}，可用：{listing}")
        return found

    def choice(self, parameter: str, known: Iterable[str]) -> str:
        """Return which of the words `known` a text is, the default included.

        Raises ParameterError, naming `known`, where it is none of them.
        """
        text = (self.text_of(parameter) or "").casefold()
        if text not in known:
            raise ParameterError(f"参数 {parameter} 不能是 {text!r}，可用：{'、'.join(known)}")
        return text

    def codes(self, parameter: str) -> frozenset[Iri] | None:
        """Return the codes' IRIs that a `codes` parameter was given or has, None where it has none."""
        value = self.arguments.get(parameter)
        return frozenset(Iri(str(one)) for one in value) if value and not isinstance(value, Name) else None

    def _given(self, parameter: str) -> str:
        value = self.arguments[parameter]
        return value.text if isinstance(value, Name) else str(value[0])
