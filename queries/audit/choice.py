"""Which findings are asked for: by rule, severity, year and indicator."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from ..parameters import Argument, Name, ParameterError
from .findings import RULES, SEVERITIES, Finding

_BETWEEN: Final = re.compile(r"[,，、;；]")


@dataclass(frozen=True, slots=True)
class Choice:
    """What is asked for; None takes all. `indicators` are codes."""

    rules: frozenset[str] | None = None
    severities: frozenset[str] | None = None
    years: frozenset[int] | None = None
    indicators: frozenset[str] | None = None

    @classmethod
    def of(cls, arguments: Mapping[str, Argument]) -> Choice:
        """Return what the parameters `rule`, `severity`, `year` and `indicator` of `conflicts` ask for.

        Raises ParameterError where a rule or a severity is unknown.
        """
        years, indicators = arguments.get("year"), arguments.get("indicator")
        return cls(
            _codes("rule", arguments.get("rule"), RULES),
            _codes("severity", arguments.get("severity"), SEVERITIES),
            None if years is None else frozenset(int(str(one)) for one in _values(years)),
            None if indicators is None else frozenset(code_of(one) for one in _values(indicators)),
        )

    def takes(self, finding: Finding) -> bool:
        """Return whether a finding is asked for."""
        return (
            (self.rules is None or finding.rule in self.rules)
            and (self.severities is None or finding.severity in self.severities)
            and (self.years is None or finding.year in self.years)
            and (self.indicators is None or finding.indicator in self.indicators)
        )


def code_of(iri: object) -> str:
    """Return the code at the end of a concept's IRI."""
    return str(iri).rsplit("/", 1)[-1]


def _values(argument: Argument) -> tuple[object, ...]:
    return () if isinstance(argument, Name) else argument


def _codes(parameter: str, argument: Argument | None, known: Mapping[str, str]) -> frozenset[str] | None:
    if argument is None:
        return None
    return frozenset(code for text in _values(argument) for code in _each_code(parameter, str(text), known))


def _each_code(parameter: str, text: str, known: Mapping[str, str]) -> Iterator[str]:
    for part in _BETWEEN.split(text):
        wanted = part.strip().casefold()
        code = next((one for one, word in known.items() if wanted in {one, word}), None)
        if code is None:
            choices = "、".join(f"{one}（{word}）" for one, word in known.items())
            raise ParameterError(f"参数 {parameter} 不能是 {part.strip()!r}，可用：{choices}")
        yield code
