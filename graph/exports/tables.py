"""The graph as plain tables for spreadsheets, one for each kind of thing."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Final

from ...ontology.codes import concepts
from ...ontology.namespaces import DCTERMS, OA, SCHEME_NAMES, SKOS, ZJ
from ..store import GraphStore, Iri, Value

#: Between several values in one cell.
LIST_SIGN: Final = "、"


@dataclass(frozen=True, slots=True)
class TableForm:
    """A table: its name, the class whose instances are its rows, and its columns after `iri`.

    A column is a name and the path of properties that leads from the thing to the cell; "^" goes backwards.
    """

    name: str
    class_name: str
    columns: tuple[tuple[str, tuple[str, ...]], ...]


def _columns(**paths: str) -> tuple[tuple[str, tuple[str, ...]], ...]:
    return tuple((name, tuple(_term(step) for step in path.split())) for name, path in paths.items())


def _term(short: str) -> str:
    prefix, _, name = short.rpartition(":")
    return {"": ZJ, "skos": SKOS, "oa": OA, "dcterms": DCTERMS}[prefix] + name


#: The code of a major in today's catalogue.
_CATALOGUE_CODE: Final = "catalogueMajor skos:notation"

TABLES: Final = (
    TableForm(
        "schools",
        "School",
        _columns(
            name="skos:prefLabel",
            other_names="skos:altLabel",
            founded="founded",
            region="regionName",
            organiser="organiserName",
            address="address",
            website="website",
        ),
    ),
    TableForm(
        "partners",
        "Organisation",
        _columns(name="skos:prefLabel", other_names="skos:altLabel", kind="partnerKind"),
    ),
    TableForm(
        "partnerships",
        "Partnership",
        _columns(
            school="school",
            partner="partner",
            kind="partner partnerKind",
            modes="mode",
            majors="major",
            since="since",
            role="role",
        ),
    ),
    TableForm(
        "majors",
        "Major",
        _columns(name="skos:prefLabel", other_names="skos:altLabel", catalogue_code=_CATALOGUE_CODE),
    ),
    TableForm(
        "offerings",
        "MajorOffering",
        _columns(
            school="school",
            major="major",
            code="code",
            level="studyLevel",
            group="majorGroup",
            catalogue_code=_CATALOGUE_CODE,
        ),
    ),
    TableForm(
        "joint_programmes",
        "JointProgramme",
        _columns(school="school", major="major", institution="institution", scheme="scheme"),
    ),
    TableForm(
        "programmes",
        "Programme",
        _columns(
            school="school",
            programme="skos:prefLabel",
            other_names="skos:altLabel",
            kind="programmeKind",
            partner="partner",
            year="year",
            majors="major",
        ),
    ),
    TableForm(
        "honours", "Honour", _columns(school="school", title="skos:prefLabel", level="level", year="year")
    ),
    TableForm(
        "awards",
        "Award",
        _columns(
            school="school",
            event="competition",
            item="item",
            rank="rank",
            level="level",
            year="year",
            recipients="recipient",
            recipient_kind="recipientKind",
            advisors="advisor",
        ),
    ),
    TableForm(
        "observations",
        "Observation",
        _columns(
            school="school",
            indicator="indicator",
            value="value",
            unit="unit",
            qualifier="qualifier",
            year="year",
            major="scopeMajor",
        ),
    ),
    TableForm(
        "successions",
        "Succession",
        _columns(school="school", predecessor="predecessor", year="year", event="successionEvent"),
    ),
    TableForm(
        "evidence",
        "Evidence",
        _columns(
            report="oa:hasSource dcterms:title",
            section="section",
            page="page",
            quote="oa:hasSelector oa:exact",
            start="oa:hasSelector oa:start",
            end="oa:hasSelector oa:end",
            confidence="confidence",
        ),
    ),
)

# Spreadsheets take a cell that begins so for a formula, also in the wide forms that Chinese input makes.
_FORMULA: Final = tuple("=+-@\t\r\n＝＋－＠")
_NUMBER: Final = re.compile(r"[+-]?\d+(?:\.\d+)?")


def csv_table(store: GraphStore, form: TableForm) -> bytes:
    """Return one table as CSV in UTF-8 with a byte order mark, so that Excel shows Chinese; rows by IRI.

    Things are written by their names, codes by their Chinese labels, several values joined by "、". The
    evidence of a statement has the statement's IRI in the column `statement`.
    """
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    names = [name for name, _ in form.columns]
    about = _abouts(store) if form.class_name == "Evidence" else {}
    writer.writerow(["iri", *(["statement"] if about else []), *names])
    for iri in store.things(f"{ZJ}{form.class_name}"):
        cells = [LIST_SIGN.join(_texts(store, iri, path)) for _, path in form.columns]
        writer.writerow([guarded(cell) for cell in (iri, *([about.get(iri, "")] if about else []), *cells)])
    return b"\xef\xbb\xbf" + out.getvalue().encode()


def guarded(cell: str) -> str:
    """Return a cell that no spreadsheet takes for a formula: with an apostrophe, unless it is a number."""
    return f"'{cell}" if cell.startswith(_FORMULA) and not _NUMBER.fullmatch(cell) else cell


def _texts(store: GraphStore, subject: Iri, path: tuple[str, ...]) -> list[str]:
    values: list[Value] = [subject]
    for step in path:
        values = [found for one in values if isinstance(one, Iri) for found in store.values(one, step)]
    return sorted({_text(store, value) for value in values})


def _text(store: GraphStore, value: Value) -> str:
    if not isinstance(value, Iri):
        return str(value)
    if value in _code_labels():
        return _code_labels()[value]
    return next((str(name) for name in store.values(value, f"{SKOS}prefLabel")), str(value))


def _abouts(store: GraphStore) -> dict[str, str]:
    """Return what each piece of evidence is evidence of: IRIs of statements or of a school."""
    rows = store.select("SELECT DISTINCT ?thing ?evidence WHERE { ?thing zj:evidence ?evidence }").rows
    abouts: dict[str, list[str]] = {}
    for thing, evidence in rows:
        abouts.setdefault(str(evidence), []).append(str(thing))
    return {evidence: LIST_SIGN.join(sorted(things)) for evidence, things in abouts.items()}


@cache
def _code_labels() -> dict[str, str]:
    return {one.iri: one.zh for name in SCHEME_NAMES for one in concepts(name)}


def all_tables(store: GraphStore) -> Iterator[tuple[str, bytes]]:
    """Yield the file name and the content of every table."""
    for form in TABLES:
        yield f"{form.name}.csv", csv_table(store, form)
