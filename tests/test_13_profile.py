"""The ontology is OWL 2 DL by the OWL API, which owlready2 brings along with HermiT."""

from __future__ import annotations

import shutil
import subprocess
from functools import cache
from pathlib import Path

import owlready2
import pytest

from zhijiao.ontology.files import ONTOLOGY, ontology_file

CHECKER = Path(__file__).parent / "making" / "OwlProfile.java"


@cache
def compiler_is_there() -> bool:
    """Whether Java runs a source file: for that it needs its compiler, which a bare runtime has not."""
    java = shutil.which("java")
    if java is None:
        return False
    modules = subprocess.run([java, "--list-modules"], capture_output=True, text=True, check=False)
    return "jdk.compiler@" in modules.stdout


@pytest.fixture(autouse=True)
def _java() -> None:
    if not compiler_is_there():
        pytest.skip("no Java development kit is installed; the OWL API's check of profiles needs it")


def checked(folder: Path, more: str = "") -> tuple[int, list[str]]:
    """The number of axioms, and what is not OWL 2 DL, of the ontology with `more` Turtle."""
    jars = Path(owlready2.__file__).parent / "hermit" / "HermiT.jar"
    path = folder / "ontology.ttl"
    path.write_text(ontology_file(ONTOLOGY).read_text(encoding="utf-8") + more, encoding="utf-8")
    done = subprocess.run(
        ["java", "-Dfile.encoding=UTF-8", "-cp", str(jars), str(CHECKER), str(path)],
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    count, *violations = done.stdout.splitlines()
    return int(count), violations


def test_the_ontology_is_owl_2_dl(tmp_path: Path) -> None:
    axioms, violations = checked(tmp_path)
    assert violations == []
    assert axioms > 800


@pytest.mark.parametrize(
    ("more", "told"),
    [
        # What follows from a chain may not be functional, nor be counted.
        ("zj:partnerWith a owl:FunctionalProperty .", "partnerWith"),
        (
            """zj:School rdfs:subClassOf [ a owl:Restriction ; owl:onProperty zj:offersMajor ;
                 owl:maxCardinality "1"^^xsd:nonNegativeInteger ] .""",
            "offersMajor",
        ),
        # A chain may not come back to what it goes along.
        (
            "zj:offersMajor owl:propertyChainAxiom ( zj:partnerWith zj:offersMajor zj:teachesWith ) .",
            "offersMajor",
        ),
        ("zj:school a owl:DatatypeProperty .", "school"),
    ],
)
def test_what_is_not_is_found(tmp_path: Path, more: str, told: str) -> None:
    _, violations = checked(tmp_path, more)
    assert any(told in line for line in violations)
