"""Tests of the W3C suite that the engine (Oxigraph) answers otherwise, each with the reason.

Reasons marked so in Oxigraph's own list (testsuite/tests/sparql.rs) are the same here. The lists are those of
`docs/conformance.md`, where each is explained.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

_REASONS: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {
        # 001 and 1, 1.0 and 1.00 are one number in the store; types derived from xsd:integer become it.
        "numbers": (
            "sparql10/distinct#distinct-1",
            "sparql10/distinct#distinct-9",
            "sparql10/expr-builtin#dawg-str-1",
            "sparql10/expr-builtin#dawg-str-2",
            "sparql10/expr-builtin#sameTerm-simple",
            "sparql10/expr-builtin#sameTerm-eq",
            "sparql10/expr-builtin#sameTerm-not-eq",
            "sparql10/expr-equals#eq-graph-1",
            "sparql10/expr-equals#eq-graph-2",
            "sparql10/open-world#open-eq-01",
            "sparql11/csv-tsv-res#tsv03",
        ),
        # Dates with and without a time zone compare as in XSD 1.1.
        "dates": ("sparql10/open-world#date-2",),
        # The variable of GRAPH is bound after its pattern, not before.
        "graph-variable": (
            "sparql10/graph#graph-variable-scope",
            "sparql10/graph#graph-optional",
            "sparql11/aggregates#agg-empty-group-count-graph",
            "sparql11/bindings#graph",
            "sparql11/negation#graph-minus",
        ),
        # ?, * between two equal terms that are not in the data.
        "paths": (
            "sparql11/property-path#zero_or_more_set_start",
            "sparql11/property-path#zero_or_more_set_end",
            "sparql11/property-path#zero_or_one_set_start",
            "sparql11/property-path#zero_or_one_set_end",
        ),
        # GROUP_CONCAT of texts of one language has that language, as in SPARQL 1.2.
        "languages": ("sparql11/aggregates#agg-groupconcat-04", "sparql11/aggregates#agg-groupconcat-06"),
        # BNODE("x") gives the same node in all rows.
        "bnode": ("sparql11/functions#bnode01",),
        # The parser does not take the longest token, and wants true and false in small letters.
        "tokens": (
            "sparql10/syntax-sparql3#syn-bad-26",
            "sparql10/expr-builtin#case-insensitive-booleans",
        ),
        # A function that it does not know is an error of the query, not of the row.
        "functions": (
            "sparql10/syntax-sparql1#syntax-expr-05",
            "sparql10/syntax-sparql1#syntax-order-05",
            "sparql10/syntax-sparql1#syntax-order-06",
            "sparql10/syntax-sparql2#syntax-function-01",
            "sparql10/syntax-sparql2#syntax-function-02",
            "sparql10/syntax-sparql2#syntax-function-03",
            "sparql10/syntax-sparql2#syntax-function-04",
            "sparql11/syntax-query#test_4",
        ),
    }
)
#: Reason of each test, by folder and local name.
KNOWN: Final[Mapping[str, str]] = MappingProxyType(
    {test: reason for reason, tests in _REASONS.items() for test in tests}
)
