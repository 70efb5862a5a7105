"""The code lists as SKOS concept schemes, written as Turtle.

`python -m zhijiao.ontology.schemes` writes `schemes.ttl` anew from `codes.csv`. The text is put together
here without an RDF library, so that the vocabulary stands alone; the same lists give the same bytes.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Final

from .codes import Concept, Scheme, schemes
from .files import SCHEMES, ontology_folder
from .namespaces import ONTOLOGY_IRI, PREFIXES

_VOCABULARIES: Final = ("rdfs", "schema", "skos")

# All that Turtle does not allow as it is in a literal of one line, and the tab for the reader's sake.
_ESCAPES: Final = str.maketrans({"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"})


def turtle_literal(text: str, lang: str = "") -> str:
    """Return `text` as a Turtle literal, escaped, with the language tag `lang` if there is one."""
    return f'"{text.translate(_ESCAPES)}"' + (f"@{lang}" if lang else "")


def schemes_turtle(lists: Sequence[Scheme]) -> str:
    """Return the code lists as Turtle: each scheme, then its concepts in order."""
    prefixes = [
        f"@prefix {name}: <{PREFIXES[name]}> ." for name in (*_VOCABULARIES, *(x.name for x in lists))
    ]
    blocks = ["# Generated from codes.csv by python -m zhijiao.ontology.schemes; edit codes.csv instead."]
    blocks.append("\n".join(prefixes))
    for one in lists:
        blocks.append(_scheme_block(one))
        blocks.extend(_concept_block(concept, one) for concept in one.concepts)
    return "\n\n".join(blocks) + "\n"


def write_schemes(path: Path) -> None:
    """Write the shipped code lists as Turtle to `path`, whole or not at all."""
    write_whole(path, schemes_turtle(schemes()))


def write_whole(path: Path, text: str) -> None:
    """Write `text` to `path`, whole or not at all."""
    handle, aside = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as file:
            file.write(text)
        Path(aside).chmod(0o644)
        Path(aside).replace(path)
    except BaseException:
        Path(aside).unlink(missing_ok=True)
        raise


def _scheme_block(one: Scheme) -> str:
    return turtle_block(
        f"<{one.iri}>",
        [
            ("a", ["skos:ConceptScheme"]),
            ("skos:prefLabel", _both(one.zh, one.en)),
            ("skos:definition", _both(one.definition_zh, one.definition_en)),
            ("rdfs:isDefinedBy", [f"<{ONTOLOGY_IRI}>"]),
            ("skos:hasTopConcept", [f"{one.name}:{concept.code}" for concept in one.concepts]),
        ],
    )


def _concept_block(concept: Concept, one: Scheme) -> str:
    return turtle_block(
        f"{one.name}:{concept.code}",
        [
            ("a", ["skos:Concept"]),
            ("skos:notation", [turtle_literal(concept.code)]),
            ("skos:prefLabel", _both(concept.zh, concept.en)),
            ("skos:definition", _both(concept.definition_zh, concept.definition_en)),
            ("schema:position", [str(concept.order)]),
            ("schema:unitText", [turtle_literal(unit) for unit in concept.units]),
            ("skos:inScheme", [f"<{one.iri}>"]),
            ("skos:topConceptOf", [f"<{one.iri}>"]),
        ],
    )


def _both(zh: str, en: str) -> list[str]:
    return [turtle_literal(zh, "zh"), turtle_literal(en, "en")]


def turtle_block(subject: str, lines: Iterable[tuple[str, Sequence[str]]]) -> str:
    """Return what is stated of `subject`, a predicate a line; predicates without objects are left out."""
    stated = [f"{predicate} {', '.join(objects)}" for predicate, objects in lines if objects]
    return f"{subject} " + " ;\n    ".join(stated) + " ."


if __name__ == "__main__":
    write_schemes(ontology_folder() / SCHEMES)
