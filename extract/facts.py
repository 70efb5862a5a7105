"""Facts and their evidence: what extraction hands to the graph.

A fact is one line of the annotation guide's JSON Lines form: a kind, its keys and values, and the passage
that states it. The kinds and keys below are that form; nothing else passes the seam.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from math import isfinite
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final

#: Keys of each kind of fact, in the order in which they are written.
FACT_KEYS: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {
        "school": ("name", "aliases", "founded", "region", "organiser", "address", "website", "report_year"),
        "predecessor": ("name", "year", "event"),
        "major": ("name", "aliases", "code", "level", "group"),
        "joint_programme": ("major", "institution", "scheme"),
        "partnership": ("partner", "aliases", "partner_kind", "modes", "majors", "since", "role"),
        "programme": ("name", "aliases", "kind", "partner", "year", "majors"),
        "honour": ("title", "year", "level"),
        "award": ("event", "item", "recipients", "recipient_kind", "advisors", "level", "rank", "year"),
        "indicator": ("indicator", "value", "unit", "qualifier", "year", "scope"),
    }
)
FACT_KINDS: Final = tuple(FACT_KEYS)
_KNOWN: Final[Mapping[str, frozenset[str]]] = {kind: frozenset(keys) for kind, keys in FACT_KEYS.items()}
#: Keys whose value is a list of texts, and those where it may be one.
_LISTS: Final = frozenset({"aliases", "modes", "majors", "recipients", "advisors"})
_MAY_BE_LISTS: Final = _LISTS | {"level"}
#: No number of a report is as large.
_LARGEST: Final = 1e15


class FactError(ValueError):
    """A fact, or a line that should hold one, is not of the guide's form."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """A passage of a report.

    `start` and `end` count characters in the report's decoded text, whose slice is `quote`. `section` is
    the path of headings above the passage, joined by " > "; empty before the first heading.
    """

    start: int
    end: int
    quote: str
    section: str = ""
    page: int | None = None

    def to_json(self) -> dict[str, Any]:
        """Return the evidence as the keys it has in a line of facts."""
        out: dict[str, Any] = {"section": self.section, "start": self.start, "end": self.end}
        if self.page is not None:
            out["page"] = self.page
        return out | {"quote": self.quote}

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Evidence:
        """Read the keys written by `to_json`; gold facts carry a quote only, their offsets become -1."""
        return cls(
            start=int(data.get("start", -1)),
            end=int(data.get("end", -1)),
            quote=str(data.get("quote", "")),
            section=str(data.get("section", "")),
            page=data.get("page"),
        )


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing that a report states: `kind` (see FACT_KEYS), its values and the passages that state it.

    `evidence[0]` is the passage quoted first; a fact drawn together from several places (a partnership
    with two modes) has the others behind it. `confidence` lies between 0 and 1.
    """

    kind: str
    values: Mapping[str, Any]
    evidence: tuple[Evidence, ...] = ()
    confidence: float = 1.0

    def __post_init__(self) -> None:
        if self.kind not in FACT_KEYS:
            raise FactError(f"unknown kind of fact {self.kind!r}; known: {', '.join(FACT_KINDS)}")
        if not _KNOWN[self.kind].issuperset(self.values):
            unknown = set(self.values) - _KNOWN[self.kind]
            raise FactError(f"a fact of kind {self.kind} has no key {', '.join(sorted(unknown))}")

    def get(self, key: str, default: Any = None) -> Any:
        """Return the value of `key`, or `default` where the report states none."""
        return self.values.get(key, default)

    def to_json(self) -> dict[str, Any]:
        """Return the fact as one object of the guide's form; keys without a value are left out."""
        out: dict[str, Any] = {"fact": self.kind}
        for key in FACT_KEYS[self.kind]:
            value = self.values.get(key)
            if value is None or value == "" or (value in ([], ()) and key != "recipients"):
                continue
            out[key] = list(value) if isinstance(value, tuple) else value
        if self.evidence:
            out |= self.evidence[0].to_json()
        out["confidence"] = self.confidence
        if len(self.evidence) > 1:
            out["also"] = [passage.to_json() for passage in self.evidence[1:]]
        return out

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Fact:
        """Read one object of the guide's form; keys that the guide does not know are passed over.

        Raises FactError where the kind is unknown.
        """
        kind = str(data.get("fact"))
        if kind not in FACT_KEYS:
            raise FactError(f"unknown kind of fact {kind!r}; known: {', '.join(FACT_KINDS)}")
        values = {key: data[key] for key in FACT_KEYS[kind] if key in data}
        evidence = tuple(Evidence.from_json(one) for one in (data, *data.get("also", ())))
        return cls(kind, values, evidence, float(data.get("confidence", 1.0)))


@dataclass(frozen=True, slots=True)
class ReportFacts:
    """All facts of one report. `report` is the file's name; `sha256` is of its bytes, in hexadecimal.

    `pages` is the number of its pages, 0 where the format tells none.
    """

    report: str
    facts: tuple[Fact, ...]
    sha256: str = ""
    characters: int = 0
    warnings: tuple[str, ...] = field(default=())
    pages: int = 0

    @property
    def school(self) -> Fact | None:
        """The fact about the reporting school, or None where the report never names it."""
        return next((fact for fact in self.facts if fact.kind == "school"), None)

    def to_lines(self) -> Iterator[str]:
        """Yield one JSON line per fact, with the report's name."""
        for fact in self.facts:
            data = fact.to_json()
            kind = data.pop("fact")
            yield json.dumps({"report": self.report, "fact": kind, **data}, ensure_ascii=False)


def read_facts(path: Path) -> list[Fact]:
    """Read a JSON Lines file of facts (extracted or gold).

    Raises FactError naming the file and line that is not of the guide's form.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise FactError(f"{path}: not a file of facts: it is not UTF-8 ({error})") from error
    facts = []
    for number, line in enumerate(text.split("\n"), start=1):
        if not line.strip():
            continue
        try:
            fact = Fact.from_json(json.loads(line))
            _check_values(fact)
        # Numbers may be infinite, and lists nested deeper than Python calls itself.
        except (FactError, ValueError, TypeError, AttributeError, OverflowError, RecursionError) as error:
            raise FactError(f"{path}, line {number}: not a fact: {error}") from error
        facts.append(fact)
    return facts


def _check_values(fact: Fact) -> None:
    """Raise FactError where a value is of no type that the guide has: others write such files too."""
    for key, value in fact.values.items():
        if isinstance(value, list):
            if key not in _MAY_BE_LISTS or not all(isinstance(one, str) for one in value):
                raise FactError(f"{key} may not be {value!r}")
        elif value is not None and (key in _LISTS or not _is_plain(value)):
            raise FactError(f"{key} may not be {value!r}")
    if not isfinite(fact.confidence):
        raise FactError(f"confidence may not be {fact.confidence}")


def _is_plain(value: object) -> bool:
    """Tell texts and finite numbers from all else."""
    return isinstance(value, str) or (
        isinstance(value, int | float) and not isinstance(value, bool) and abs(value) <= _LARGEST
    )
