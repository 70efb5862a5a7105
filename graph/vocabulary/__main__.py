"""Writes docs/ontology.md and docs/inference.md anew: `python -m zhijiao.graph.vocabulary DOCS`."""

from __future__ import annotations

import sys
from pathlib import Path

from .examples import Examples
from .pages import ontology_page
from .rules_page import rules_page

if __name__ == "__main__":
    docs = Path(sys.argv[1])
    examples = Examples.read(docs.parent / "tests" / "data" / "ontology_example.ttl")
    (docs / "ontology.md").write_text(ontology_page(examples), encoding="utf-8")
    (docs / "inference.md").write_text(rules_page(), encoding="utf-8")
