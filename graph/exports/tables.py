"""The graph as CSV tables for spreadsheets and databases, one for each kind of thing.

The folder of tables is a Data Package (https://specs.frictionlessdata.io): `datapackage.json` says what the
columns hold, which is the key of a table and which columns refer to which table.
"""

from __future__ import annotations

import csv
import json
import re
from collections import defaultdict
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

from ...ontology.codes import schemes
from ...ontology.namespaces import SKOS, ZJ
from ..cells import guarded as guarded_text
from ..store import GraphStore, Iri
from .datapackage import DATA_PACKAGE, datapackage
from .forms import CODES, TABLES, THING_EVIDENCE, THINGS, Column, TableForm, form_of
from .nodes import Node, column, names, nodes

#: Between several values in one cell.
LIST_SIGN: Final = "、"

_EVIDENCE: Final = f"{ZJ}evidence"
_NAMED: Final = (f"{SKOS}prefLabel",)
_NUMBER: Final = re.compile(r"[+-]?\d+(?:\.\d+)?")
# Excel shows Chinese where a file begins with a byte order mark.
_ENCODING: Final = "utf-8-sig"

#: Names of all files in a folder of tables.
FILES: Final = (
    *(f"{form.name}.csv" for form in TABLES),
    *(f"{form.list_name(one)}.csv" for form in TABLES for one in form.lists),
    f"{THINGS}.csv",
    f"{THING_EVIDENCE}.csv",
    f"{CODES}.csv",
    DATA_PACKAGE,
)


@dataclass(frozen=True, slots=True)
class Known:
    """What a row tells of other things: their names, and the values that two steps lead to, by property."""

    names: dict[str, str]
    inner: dict[str, dict[str, tuple[str, ...]]]

    @classmethod
    def of(cls, store: GraphStore, *, repeated: bool = True) -> Known:
        """Read it from the store, without what is `repeated` in the tables where that is not wanted."""
        steps = {one.path[1] for form in TABLES for one in form.columns if len(one.path) > 1}
        if not repeated:
            steps -= {one.path[1] for form in TABLES for one in form.columns if one.repeated}
        return cls(names(store), {step: column(store, step) for step in sorted(steps)})

    def values(self, node: Node, one: Column) -> tuple[str, ...]:
        """Return the values of a column of a thing, sorted, each once; of names in two languages one."""
        if one.path == _NAMED and node.iri in self.names:
            return (self.names[node.iri],)
        values = node.values.get(one.path[0], ())
        if len(one.path) > 1:
            found = self.inner[one.path[1]]
            values = tuple(value for step in values for value in found.get(step, ()))
        return tuple(sorted(set(values)))

    def text(self, value: str) -> str:
        """Return a value as people read it: the name of a thing, the Chinese label of a code, or itself."""
        if not isinstance(value, Iri):
            return value
        return code_labels().get(value) or self.names.get(value) or str(value)


def write_tables(store: GraphStore, folder: Path) -> None:
    """Write all tables and their description into the empty `folder`: CSV in UTF-8, rows sorted by IRI.

    The store is read once, and what columns tell of other things once for each property.
    """
    known = Known.of(store)
    about = _abouts(store)
    with ExitStack() as files:
        tables = _opened(folder, files)
        for node in nodes(store, folder):
            form = form_of(node.iri, node.types)
            if form is None:
                continue
            name = known.names.get(node.iri, "")
            tables[THINGS].writerow([node.iri, form.name, guarded(name)])
            for evidence in node.values.get(_EVIDENCE, ()):
                tables[THING_EVIDENCE].writerow([node.iri, evidence])
            cells = list(_cells(node, form, known))
            if form.name == "evidence":
                cells.insert(0, LIST_SIGN.join(about.get(node.iri, ())))
            tables[form.name].writerow([node.iri, *cells])
            for one in form.lists:
                for value in known.values(node, one):
                    tables[form.list_name(one)].writerow([node.iri, value if one.refers else guarded(value)])
        for scheme in schemes():
            for code in scheme.concepts:
                tables[CODES].writerow([code.iri, scheme.name, code.code, code.zh, code.en])
    description = json.dumps(datapackage(), ensure_ascii=False, indent=1)
    (folder / DATA_PACKAGE).write_text(f"{description}\n", encoding="utf-8")


def guarded(cell: str) -> str:
    """Return a cell that no spreadsheet takes for a formula: with an apostrophe, unless it is a number."""
    return cell if _NUMBER.fullmatch(cell) else guarded_text(cell)


def _cells(node: Node, form: TableForm, known: Known) -> Iterator[str]:
    for one in form.columns:
        values = known.values(node, one)
        yield guarded(LIST_SIGN.join(sorted({known.text(value) for value in values})))
        if one.refers and not one.many:
            yield LIST_SIGN.join(values)


def _opened(folder: Path, files: ExitStack) -> dict[str, Any]:
    """Open every table for writing, with the names of its columns written."""
    tables = {}
    for resource in datapackage()["resources"]:
        file = files.enter_context((folder / resource["path"]).open("w", encoding=_ENCODING, newline=""))
        tables[resource["name"]] = writer = csv.writer(file)
        writer.writerow(field["name"] for field in resource["schema"]["fields"])
    return tables


def _abouts(store: GraphStore) -> dict[str, list[str]]:
    """Return what each piece of evidence is evidence of: IRIs of statements or of a school."""
    abouts: defaultdict[str, list[str]] = defaultdict(list)
    for thing, evidence in sorted(column(store, _EVIDENCE).items()):
        for one in evidence:
            abouts[one].append(thing)
    return abouts


@cache
def code_labels() -> dict[str, str]:
    """Return the Chinese labels of all codes by their IRIs."""
    return {code.iri: code.zh for scheme in schemes() for code in scheme.concepts}
