"""Where the data files of the ontology lie."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path
from typing import Final

#: Code lists, the source of SCHEMES.
CODES: Final = "codes.csv"
#: The OWL ontology, in Turtle.
ONTOLOGY: Final = "zhijiao.ttl"
#: The figures as RDF data cubes: components, structures and data sets, in Turtle.
CUBE: Final = "cube.ttl"
#: The code lists as SKOS concept schemes, in Turtle, generated from CODES.
SCHEMES: Final = "schemes.ttl"
#: The SHACL shapes, in Turtle.
SHAPES: Final = "shapes.ttl"
#: Today's majors, and those of older catalogues with what became of them: the sources of CATALOGUE.
MAJORS: Final = "majors.csv"
MAJORS_OLDER: Final = "majors_older.csv"
#: The catalogues of majors as SKOS concept schemes, in Turtle, generated from MAJORS and MAJORS_OLDER.
CATALOGUE: Final = "catalogue.ttl"
#: Administrative regions, the source of REGIONS_SKOS, and those as a SKOS concept scheme, in Turtle.
REGIONS: Final = "regions.csv"
REGIONS_SKOS: Final = "regions.ttl"
#: What nationally known enterprises are in Wikidata: full name, number, where that is stated.
WIKIDATA: Final = "wikidata.csv"
#: The JSON-LD context.
CONTEXT: Final = "context.jsonld"

SHIPPED: Final = (
    CODES,
    ONTOLOGY,
    CUBE,
    SCHEMES,
    SHAPES,
    MAJORS,
    MAJORS_OLDER,
    CATALOGUE,
    REGIONS,
    REGIONS_SKOS,
    WIKIDATA,
    CONTEXT,
)


class OntologyFileError(FileNotFoundError):
    """A data file of the ontology is not where the package should have it."""


def ontology_folder() -> Path:
    """Return the folder of the installed data files.

    Raises OntologyFileError where the package is not installed as plain files.
    """
    folder = files(__package__)
    if not isinstance(folder, Path):
        raise OntologyFileError(f"{folder}: the ontology's files are packed; install zhijiao unpacked")
    return folder


def ontology_file(name: str) -> Path:
    """Return the path of the shipped file `name`, one of SHIPPED.

    Raises OntologyFileError where there is no such file.
    """
    if name not in SHIPPED:
        raise OntologyFileError(f"the ontology ships no file {name!r}; it has {', '.join(SHIPPED)}")
    path = ontology_folder() / name
    if not path.is_file():
        raise OntologyFileError(f"{path}: missing from the installation; install zhijiao again")
    return path
