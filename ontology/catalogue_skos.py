"""The catalogues of majors as SKOS concept schemes, written as Turtle.

`python -m zhijiao.ontology.catalogue_skos` writes `catalogue.ttl` anew from `majors.csv` and
`majors_older.csv`; the same files give the same bytes.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Final

from .catalogue import LEVELS, Entry, matched, older, today
from .files import CATALOGUE, ontology_folder
from .namespaces import CATALOGUE_NAMES, ONTOLOGY_IRI, PREFIXES, scheme_iri
from .schemes import turtle_block, turtle_literal, write_whole

#: Titles of the editions in Chinese and English, and what each holds.
TITLES: Final[Mapping[str, tuple[str, str, str, str]]] = MappingProxyType(
    {
        "catalogue2021": (
            "职业教育专业目录（2021年，含历年增补）",
            "Catalogue of vocational majors (2021, with yearly additions)",
            "教育部《职业教育专业目录（2021年）》及历年增补：层次、专业大类、专业类、专业。",
            "Today's catalogue of the Ministry of Education: levels, categories, classes and majors.",
        ),
        "catalogue2010": (
            "中等职业学校专业目录（2010年修订）",
            "Catalogue of majors of secondary vocational schools (2010)",
            "仍常见于报告的旧目录专业名；与今天的专业相当的有映射。",
            "Names of the older catalogue that reports still use, related to today's majors where known.",
        ),
        "catalogue2015": (
            "普通高等学校高等职业教育（专科）专业目录（2015年）",
            "Catalogue of majors of higher vocational colleges (2015)",
            "仍常见于报告的旧目录专业名；与今天的专业相当的有映射。",
            "Names of the older catalogue that reports still use, related to today's majors where known.",
        ),
        "catalogue2018": (
            "全国技工院校专业目录（2018年修订）",
            "Catalogue of majors of technician schools (2018)",
            "技工院校的专业名；这一目录与职业教育专业目录并行，没有对照。",
            "Names of majors of technician schools, whose catalogue stands beside the other, unrelated.",
        ),
    }
)


def catalogue_turtle() -> str:
    """Return the catalogues as Turtle: each scheme, then its concepts."""
    names = ("rdfs", "skos", *CATALOGUE_NAMES)
    blocks = [
        "# Generated from majors.csv and majors_older.csv by python -m zhijiao.ontology.catalogue_skos;"
        " edit those instead.",
        "\n".join(f"@prefix {name}: <{PREFIXES[name]}> ." for name in names),
    ]
    for edition in CATALOGUE_NAMES:
        blocks.append(_scheme_block(edition))
        blocks.extend(_entry_block(one) for one in (*today(), *older()) if one.edition == edition)
    return "\n\n".join(blocks) + "\n"


def write_catalogue(path: Path) -> None:
    """Write the shipped catalogues as Turtle to `path`, whole or not at all."""
    write_whole(path, catalogue_turtle())


def labels(entry: Entry) -> list[tuple[str, str]]:
    """Return the labels of a concept, each with its language."""
    english = [(LEVELS[entry.name][1], "en")] if entry.kind == "level" else []
    return [(entry.name, "zh"), *english]


def _scheme_block(edition: str) -> str:
    zh, en, says_zh, says_en = TITLES[edition]
    return turtle_block(
        f"<{scheme_iri(edition)}>",
        [
            ("a", ["skos:ConceptScheme"]),
            ("skos:prefLabel", [turtle_literal(zh, "zh"), turtle_literal(en, "en")]),
            ("skos:definition", [turtle_literal(says_zh, "zh"), turtle_literal(says_en, "en")]),
            ("rdfs:isDefinedBy", [f"<{ONTOLOGY_IRI}>"]),
        ],
    )


def _entry_block(entry: Entry) -> str:
    scheme = f"<{scheme_iri(entry.edition)}>"
    above = [f"{entry.edition}:{entry.broader}"] if entry.broader else []
    return turtle_block(
        f"{entry.edition}:{entry.local}",
        [
            ("a", ["skos:Concept"]),
            ("skos:notation", [turtle_literal(entry.code)] if entry.code else []),
            ("skos:prefLabel", [turtle_literal(text, lang) for text, lang in labels(entry)]),
            ("skos:historyNote", [turtle_literal(entry.note, "zh")] if entry.note else []),
            ("skos:inScheme", [scheme]),
            ("skos:topConceptOf", [] if above else [scheme]),
            ("skos:broader", above),
            *((f"skos:{relation}", [f"{one.edition}:{one.local}"]) for relation, one in matched(entry)),
        ],
    )


if __name__ == "__main__":
    write_catalogue(ontology_folder() / CATALOGUE)
