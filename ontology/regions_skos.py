"""The administrative regions as a SKOS concept scheme, written as Turtle.

`python -m zhijiao.ontology.regions_skos` writes `regions.ttl` anew from `regions.csv`; the same file gives
the same bytes. The levels (province, prefecture, county) are collections of concepts.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

from .files import REGIONS_SKOS, ontology_folder
from .namespaces import ONTOLOGY_IRI, PREFIXES, REGION_SCHEME, concept_iri, scheme_iri
from .regions import LEVELS, Level, Region, regions
from .schemes import turtle_block, turtle_literal, write_whole

#: The scheme's title in Chinese and English.
TITLE: Final = ("县级以上行政区划（GB/T 2260）", "Administrative regions of China (GB/T 2260)")
_SAYS: Final = (
    "省、地、县三级行政区，以国家标准 GB/T 2260 的代码为准（截至 2023 年 6 月 30 日）。",
    "Provinces, prefectures and counties by their codes of GB/T 2260, as of 30 June 2023.",
)


def level_iri(level: Level) -> str:
    """Return the IRI of the collection of all regions of a level."""
    return concept_iri(REGION_SCHEME, level)


def regions_turtle() -> str:
    """Return the regions as Turtle: the scheme, the levels, then the regions by code."""
    names = ("rdfs", "skos", REGION_SCHEME)
    scheme = f"<{scheme_iri(REGION_SCHEME)}>"
    blocks = [
        "# Generated from regions.csv by python -m zhijiao.ontology.regions_skos; edit that instead.",
        "\n".join(f"@prefix {name}: <{PREFIXES[name]}> ." for name in names),
        turtle_block(
            scheme,
            [
                ("a", ["skos:ConceptScheme"]),
                ("skos:prefLabel", [turtle_literal(TITLE[0], "zh"), turtle_literal(TITLE[1], "en")]),
                ("skos:definition", [turtle_literal(_SAYS[0], "zh"), turtle_literal(_SAYS[1], "en")]),
                ("rdfs:isDefinedBy", [f"<{ONTOLOGY_IRI}>"]),
            ],
        ),
    ]
    blocks += [_level_block(level) for level in LEVELS]
    blocks += [_region_block(one, scheme) for one in regions().values()]
    return "\n\n".join(blocks) + "\n"


def write_regions(path: Path) -> None:
    """Write the shipped regions as Turtle to `path`, whole or not at all."""
    write_whole(path, regions_turtle())


def _level_block(level: Level) -> str:
    zh, en = LEVELS[level]
    members = [f"{REGION_SCHEME}:{one.code}" for one in regions().values() if one.level == level]
    return turtle_block(
        f"{REGION_SCHEME}:{level}",
        [
            ("a", ["skos:Collection"]),
            ("skos:prefLabel", [turtle_literal(zh, "zh"), turtle_literal(en, "en")]),
            ("skos:member", members),
        ],
    )


def _region_block(one: Region, scheme: str) -> str:
    return turtle_block(
        f"{REGION_SCHEME}:{one.code}",
        [
            ("a", ["skos:Concept"]),
            ("skos:notation", [turtle_literal(one.code)]),
            ("skos:prefLabel", [turtle_literal(one.name, "zh")]),
            ("skos:inScheme", [scheme]),
            ("skos:topConceptOf", [] if one.broader else [scheme]),
            ("skos:broader", [f"{REGION_SCHEME}:{one.broader}"] if one.broader else []),
        ],
    )


if __name__ == "__main__":
    write_regions(ontology_folder() / REGIONS_SKOS)
