"""The code lists: modes of cooperation, kinds of partner, levels, indicators and the others.

`codes.csv` is their one source. A row without a code describes the list itself.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Final, Literal

from .files import CODES, ontology_file
from .namespaces import SCHEME_NAMES, concept_iri, scheme_iri

COLUMNS: Final = ("scheme", "code", "zh", "en", "definition_zh", "definition_en", "unit", "order")

Language = Literal["zh", "en"]


class UnknownCodeError(LookupError):
    """A code, or a code list, that does not exist."""


class CodesFileError(ValueError):
    """The file of the code lists is not of its form."""


@dataclass(frozen=True, slots=True)
class Concept:
    """One code of a list.

    `zh` and `en` are labels. `units` are the units in which an indicator's figures are written, the usual
    one first; empty in other lists. `order` counts from 1 within the list; levels go from high to low.
    """

    scheme: str
    code: str
    zh: str
    en: str
    definition_zh: str
    definition_en: str
    units: tuple[str, ...]
    order: int

    @property
    def unit(self) -> str:
        """The usual unit of an indicator; empty in other lists."""
        return self.units[0] if self.units else ""

    @property
    def iri(self) -> str:
        """The concept's IRI."""
        return concept_iri(self.scheme, self.code)

    def label(self, lang: Language = "zh") -> str:
        """Return the label in Chinese or English."""
        return self.zh if lang == "zh" else self.en


@dataclass(frozen=True, slots=True)
class Scheme:
    """A code list: its name, labels and definitions, and its concepts in order."""

    name: str
    zh: str
    en: str
    definition_zh: str
    definition_en: str
    concepts: tuple[Concept, ...]

    @property
    def iri(self) -> str:
        """The code list's IRI."""
        return scheme_iri(self.name)


@cache
def schemes() -> tuple[Scheme, ...]:
    """Return all code lists, in the order of SCHEME_NAMES. Raises CodesFileError where the file is faulty."""
    return read_schemes(ontology_file(CODES))


def scheme(name: str) -> Scheme:
    """Return one code list. Raises UnknownCodeError, naming the lists there are."""
    for one in schemes():
        if one.name == name:
            return one
    raise UnknownCodeError(f"no code list {name!r}; known: {', '.join(SCHEME_NAMES)}")


def concepts(scheme_name: str) -> tuple[Concept, ...]:
    """Return the concepts of one code list in their order. Raises UnknownCodeError."""
    return scheme(scheme_name).concepts


def concept(scheme_name: str, code: str) -> Concept:
    """Return one concept. Raises UnknownCodeError, naming the codes there are."""
    known = _by_code(scheme_name)
    try:
        return known[code]
    except KeyError:
        raise UnknownCodeError(f"no {scheme_name} {code!r}; known: {', '.join(known)}") from None


def label(scheme_name: str, code: str, lang: Language = "zh") -> str:
    """Return the label of a code. Raises UnknownCodeError."""
    return concept(scheme_name, code).label(lang)


def read_schemes(path: Path) -> tuple[Scheme, ...]:
    """Read a file of code lists; returns them in the order of SCHEME_NAMES.

    Raises CodesFileError naming the file, and the line or list that is not of the form.
    """
    heads: dict[str, dict[str, str]] = {}
    members: dict[str, list[Concept]] = {name: [] for name in SCHEME_NAMES}
    with path.open(encoding="utf-8", newline="") as lines:
        reader = csv.DictReader(lines, strict=True)
        if tuple(reader.fieldnames or ()) != COLUMNS:
            raise CodesFileError(f"{path}: the columns must be {', '.join(COLUMNS)}")
        for row in reader:
            place = f"{path}, line {reader.line_num}"
            _check_row(row, place)
            if row["code"]:
                members[row["scheme"]].append(_concept(row, place))
            elif row["scheme"] in heads:
                raise CodesFileError(f"{place}: the list {row['scheme']} is described twice")
            else:
                heads[row["scheme"]] = row
    return tuple(_scheme(name, heads.get(name), members[name], path) for name in SCHEME_NAMES)


@cache
def _by_code(scheme_name: str) -> Mapping[str, Concept]:
    return MappingProxyType({one.code: one for one in concepts(scheme_name)})


def _check_row(row: Mapping[str | None, str | None], place: str) -> None:
    if None in row or None in row.values():
        raise CodesFileError(f"{place}: a row needs {len(COLUMNS)} cells")
    if row["scheme"] not in SCHEME_NAMES:
        raise CodesFileError(f"{place}: no code list {row['scheme']!r}; known: {', '.join(SCHEME_NAMES)}")
    for column in ("zh", "en", "definition_zh", "definition_en"):
        if not (row[column] or "").strip():
            raise CodesFileError(f"{place}: {column} is empty; fill it in")


def _concept(row: Mapping[str, str], place: str) -> Concept:
    try:
        order = int(row["order"])
    except ValueError:
        raise CodesFileError(f"{place}: order {row['order']!r} is no whole number") from None
    return Concept(
        scheme=row["scheme"],
        code=row["code"],
        zh=row["zh"],
        en=row["en"],
        definition_zh=row["definition_zh"],
        definition_en=row["definition_en"],
        units=tuple(row["unit"].split("|")) if row["unit"] else (),
        order=order,
    )


def _scheme(name: str, head: Mapping[str, str] | None, members: list[Concept], path: Path) -> Scheme:
    if head is None:
        raise CodesFileError(f"{path}: the list {name} is not described; add a row for it without a code")
    members = sorted(members, key=lambda one: one.order)
    if [one.order for one in members] != list(range(1, len(members) + 1)):
        raise CodesFileError(f"{path}: the order of {name} must count 1, 2, 3 without gaps")
    if len({one.code for one in members}) != len(members):
        raise CodesFileError(f"{path}: a code of {name} stands twice")
    return Scheme(name, head["zh"], head["en"], head["definition_zh"], head["definition_en"], tuple(members))
