"""The tables that the graph is exported as: one for each class of things, and one for each list of values.

CSV tables, the data package that describes them and the files for Neo4j all follow these forms.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final, Literal

from ...ontology.namespaces import CATALOGUE_NAMES, DCTERMS, OA, REGION_SCHEME, SCHEME_BASE, SKOS, ZJ

Kind = Literal["text", "integer", "decimal", "thing", "code"]


#: The table of everything that has a row in a table of its class.
THINGS: Final = "things"
#: The code lists, which are part of the vocabulary and not of the graph.
CODES: Final = "codes"
#: Which passages are evidence of which thing.
THING_EVIDENCE: Final = "thing_evidence"


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its name, the one or two properties that lead to its value, and what it holds.

    A thing or a code has its IRI in a column of its own, called `reference`, unless there may be `many`: then
    the values stand in a table of their own besides. `target` is the table of the thing. Of a value that
    reports may put differently there may be `several` in one cell. A `repeated` value is one that another
    thing of the graph has, told here for those who read.
    """

    name: str
    path: tuple[str, ...]
    kind: Kind = "text"
    many: bool = False
    target: str = THINGS
    several: bool = False
    repeated: bool = False

    @property
    def refers(self) -> bool:
        """Whether the values are things or codes."""
        return self.kind in ("thing", "code")

    @property
    def reference(self) -> str:
        """The name of the column with the value's IRI."""
        return f"{self.name}_iri"


@dataclass(frozen=True, slots=True)
class TableForm:
    """A table: its name, what one row is called, the class of its things and its columns after `iri`.

    Where `schemes` are given the things are only the concepts of these schemes.
    """

    name: str
    row: str
    class_iri: str
    columns: tuple[Column, ...]
    schemes: tuple[str, ...] = field(default=())

    @property
    def lists(self) -> tuple[Column, ...]:
        """The columns whose values have a table of their own."""
        return tuple(one for one in self.columns if one.many)

    def list_name(self, column: Column) -> str:
        """Return the name of the table of a column with many values."""
        return f"{self.row}_{column.name}"

    def holds(self, iri: str) -> bool:
        """Whether a thing of the class has a row here."""
        return not self.schemes or any(iri.startswith(f"{SCHEME_BASE}{one}/") for one in self.schemes)


_PREFIXES: Final = {"": ZJ, "skos": SKOS, "oa": OA, "dcterms": DCTERMS}


def _iri(short: str) -> str:
    prefix, _, name = short.rpartition(":")
    return _PREFIXES[prefix] + name


def _text(name: str, path: str, *, several: bool = False) -> Column:
    return Column(name, _path(path), several=several)


def _texts(name: str, path: str) -> Column:
    return Column(name, _path(path), many=True)


def _integer(name: str, path: str, *, several: bool = False) -> Column:
    return Column(name, _path(path), "integer", several=several)


def _decimal(name: str, path: str) -> Column:
    return Column(name, _path(path), "decimal")


def _thing(name: str, term: str, target: str = THINGS) -> Column:
    return Column(name, _path(term), "thing", target=target)


def _things(name: str, term: str, target: str = THINGS) -> Column:
    return Column(name, _path(term), "thing", many=True, target=target)


def _code(name: str, term: str) -> Column:
    return Column(name, _path(term), "code", target=CODES)


def _codes(name: str, term: str) -> Column:
    return Column(name, _path(term), "code", many=True, target=CODES)


def _path(steps: str) -> tuple[str, ...]:
    return tuple(_iri(step) for step in steps.split())


_NAME: Final = _text("name", "skos:prefLabel")
_OTHER_NAMES: Final = _texts("other_names", "skos:altLabel")
_SCHOOL: Final = _thing("school", "school", "schools")
_REGION: Final = _thing("administrative_region", "region", "regions")
_MAJORS: Final = _things("majors", "major", "majors")
_CATALOGUE_CODE: Final = Column("catalogue_code", _path("catalogueMajor skos:notation"), repeated=True)

TABLES: Final = (
    TableForm(
        "schools",
        "school",
        f"{ZJ}School",
        (
            _NAME,
            _OTHER_NAMES,
            _integer("founded", "founded", several=True),
            _text("region", "regionName", several=True),
            _text("organiser", "organiserName", several=True),
            _text("address", "address", several=True),
            _text("website", "website", several=True),
            _REGION,
        ),
    ),
    TableForm(
        "partners",
        "partner",
        f"{ZJ}Organisation",
        (_NAME, _OTHER_NAMES, _code("kind", "partnerKind"), _REGION),
    ),
    TableForm(
        "partnerships",
        "partnership",
        f"{ZJ}Partnership",
        (
            _SCHOOL,
            _thing("partner", "partner"),
            Column("kind", _path("partner partnerKind"), "code", target=CODES, repeated=True),
            _codes("modes", "mode"),
            _MAJORS,
            _integer("since", "since", several=True),
            _text("role", "role", several=True),
        ),
    ),
    TableForm(
        "majors",
        "major",
        f"{ZJ}Major",
        (
            _NAME,
            _OTHER_NAMES,
            _CATALOGUE_CODE,
            _thing("catalogue_major", "catalogueMajor", "catalogue_majors"),
        ),
    ),
    TableForm(
        "offerings",
        "offering",
        f"{ZJ}MajorOffering",
        (
            _SCHOOL,
            _thing("major", "major", "majors"),
            _text("code", "code", several=True),
            _texts("level", "studyLevel"),
            _text("group", "majorGroup", several=True),
            _CATALOGUE_CODE,
            _things("catalogue_majors", "catalogueMajor", "catalogue_majors"),
        ),
    ),
    TableForm(
        "joint_programmes",
        "joint_programme",
        f"{ZJ}JointProgramme",
        (
            _SCHOOL,
            _thing("major", "major", "majors"),
            _thing("institution", "institution", "schools"),
            _text("scheme", "scheme"),
        ),
    ),
    TableForm(
        "programmes",
        "programme",
        f"{ZJ}Programme",
        (
            _SCHOOL,
            _text("programme", "skos:prefLabel"),
            _OTHER_NAMES,
            _codes("kind", "programmeKind"),
            _things("partner", "partner"),
            _integer("year", "year", several=True),
            _MAJORS,
        ),
    ),
    TableForm(
        "honours",
        "honour",
        f"{ZJ}Honour",
        (
            _SCHOOL,
            _text("title", "skos:prefLabel"),
            _codes("level", "level"),
            _integer("year", "year"),
        ),
    ),
    TableForm(
        "awards",
        "award",
        f"{ZJ}Award",
        (
            _SCHOOL,
            _thing("event", "competition", "competitions"),
            _text("item", "item"),
            _text("rank", "rank"),
            _codes("level", "level"),
            _integer("year", "year"),
            _things("recipients", "recipient", "persons"),
            _codes("recipient_kind", "recipientKind"),
            _things("advisors", "advisor", "persons"),
        ),
    ),
    TableForm(
        "observations",
        "observation",
        f"{ZJ}Observation",
        (
            _SCHOOL,
            _code("indicator", "indicator"),
            _decimal("value", "value"),
            _text("unit", "unit"),
            _codes("qualifier", "qualifier"),
            _integer("year", "year"),
            _thing("major", "scopeMajor", "majors"),
        ),
    ),
    TableForm(
        "successions",
        "succession",
        f"{ZJ}Succession",
        (
            _SCHOOL,
            _thing("predecessor", "predecessor", "schools"),
            _integer("year", "year"),
            _codes("event", "successionEvent"),
        ),
    ),
    TableForm("competitions", "competition", f"{ZJ}Competition", (_NAME, _OTHER_NAMES)),
    TableForm("persons", "person", f"{ZJ}Person", (_NAME, _OTHER_NAMES)),
    TableForm(
        "reports",
        "report",
        f"{ZJ}Report",
        (
            _text("title", "dcterms:title"),
            _thing("school", "reportingSchool", "schools"),
            _integer("year", "reportYear"),
            _integer("characters", "characters"),
            _text("sha256", "sha256"),
        ),
    ),
    TableForm(
        "evidence",
        "evidence",
        f"{ZJ}Evidence",
        (
            _thing("report", "oa:hasSource", "reports"),
            _text("section", "section"),
            _integer("page", "page"),
            _text("quote", "oa:hasSelector oa:exact"),
            _integer("start", "oa:hasSelector oa:start"),
            _integer("end", "oa:hasSelector oa:end"),
            _decimal("confidence", "confidence"),
        ),
    ),
    TableForm(
        "catalogue_majors",
        "catalogue_major",
        f"{SKOS}Concept",
        (
            _text("code", "skos:notation"),
            _NAME,
            _thing("broader", "skos:broader", "catalogue_majors"),
        ),
        CATALOGUE_NAMES,
    ),
    TableForm(
        "regions",
        "region",
        f"{SKOS}Concept",
        (
            _text("code", "skos:notation"),
            _NAME,
            _thing("broader", "skos:broader", "regions"),
        ),
        (REGION_SCHEME,),
    ),
)


def form_of(iri: str, types: tuple[str, ...]) -> TableForm | None:
    """Return the table in which a thing of these classes has its row, the first of TABLES that holds it."""
    return next((form for form in TABLES if form.class_iri in types and form.holds(iri)), None)
