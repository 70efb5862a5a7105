"""The graph as files for Neo4j's importer (neo4j-admin database import), nodes and relationships.

A thing is a node with its classes as labels and its literal values as properties, codes by their codes;
what refers to a thing is a relationship named after the property. Evidence is nodes too, with quote and
place: `(statement)-[:EVIDENCE]->(:Evidence)-[:HAS_SOURCE]->(:Report)` leads from a statement to its reports.

The header's form: https://neo4j.com/docs/operations-manual/current/import/#import-tool-header-format
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any, Final

from ...ontology.namespaces import ZJ
from ..store import GraphStore
from .forms import TABLES, Column, TableForm, form_of
from .network import RELATIONS
from .nodes import Node, nodes
from .tables import Known

#: Between the values of an array and between labels: a character that stands in no name or value.
UNIT_SEPARATOR: Final = "\x1f"
README: Final = "README.txt"

_TYPES: Final = {"integer": "long", "decimal": "double"}
_EDGES: Final = "direct"
_EVIDENCE: Final = "evidence"

_PROPERTIES: Final = {
    form.name: tuple(one for one in form.columns if one.kind != "thing" and not one.repeated)
    for form in TABLES
}
_REFERENCES: Final = {form.name: tuple(one for one in form.columns if one.kind == "thing") for form in TABLES}


def _node_file(form: TableForm) -> str:
    return f"nodes_{form.name}.csv"


def _relation_file(form: TableForm, one: Column) -> str:
    return f"relationships_{form.name}_{one.name}.csv"


#: Names of all files: nodes by class, relationships by class and property, edges, evidence.
NODE_FILES: Final = tuple(_node_file(form) for form in TABLES)
RELATION_FILES: Final = (
    *(_relation_file(form, one) for form in TABLES for one in _REFERENCES[form.name]),
    f"relationships_{_EDGES}.csv",
    f"relationships_{_EVIDENCE}.csv",
)
FILES: Final = (*NODE_FILES, *RELATION_FILES, README)


def write_neo4j(store: GraphStore, folder: Path) -> None:
    """Write all files into the empty `folder`: CSV in UTF-8, sorted by IRI, and how to import them.

    Cells hold exactly what the graph says: these files are for the importer, not for spreadsheets.
    """
    known = Known.of(store, repeated=False)
    with ExitStack() as files:
        tables = _opened(folder, files)
        for node in nodes(store, folder):
            form = form_of(node.iri, node.types)
            if form is None:
                continue
            tables[_node_file(form)].writerow([node.iri, *_cells(node, form, known), _labels(node, form)])
            for one in _REFERENCES[form.name]:
                kind = _relation(one.path[0])
                for value in known.values(node, one):
                    tables[_relation_file(form, one)].writerow([node.iri, value, kind])
            for name, predicates in ((_EDGES, _EDGE_IRIS), (_EVIDENCE, _EVIDENCE_IRIS)):
                for predicate in predicates:
                    for value in node.values.get(predicate, ()):
                        row = [node.iri, value, _relation(predicate)]
                        tables[f"relationships_{name}.csv"].writerow(row)
    (folder / README).write_text(_readme(), encoding="utf-8", newline="\n")


_EDGE_IRIS: Final = tuple(f"{ZJ}{name}" for name in RELATIONS)
_EVIDENCE_IRIS: Final = (f"{ZJ}evidence",)


def _opened(folder: Path, files: ExitStack) -> dict[str, Any]:
    headers = {
        _node_file(form): ["iri:ID", *(_header(one) for one in _PROPERTIES[form.name]), ":LABEL"]
        for form in TABLES
    }
    headers |= dict.fromkeys(RELATION_FILES, [":START_ID", ":END_ID", ":TYPE"])
    tables = {}
    for name, header in headers.items():
        file = files.enter_context((folder / name).open("w", encoding="utf-8", newline=""))
        tables[name] = writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header)
    return tables


def _header(one: Column) -> str:
    return f"{one.name}:{_TYPES.get(one.kind, 'string')}{'[]' if one.many or one.several else ''}"


def _cells(node: Node, form: TableForm, known: Known) -> Iterator[str]:
    for one in _PROPERTIES[form.name]:
        values = known.values(node, one)
        codes = [value.rpartition("/")[2] for value in values] if one.kind == "code" else values
        yield UNIT_SEPARATOR.join(codes if one.many or one.several else codes[:1])


def _labels(node: Node, form: TableForm) -> str:
    """Return the labels: the names of the classes of our own vocabulary, of concepts what they are."""
    own = [one.removeprefix(ZJ) for one in node.types if one.startswith(ZJ)]
    row = "".join(word.capitalize() for word in form.row.split("_"))
    return UNIT_SEPARATOR.join(own or [row])


def _relation(predicate: str) -> str:
    """Return a property's name as relationships are written: partnerWith is PARTNER_WITH."""
    name = re.split(r"[/#]", predicate)[-1]
    return re.sub(r"(?<=[a-z])(?=[A-Z])", "_", name).upper()


def _readme() -> str:
    command = [
        "neo4j-admin database import full neo4j --overwrite-destination=true",
        "--array-delimiter=U+001F --multiline-fields=true",
        *(f"--nodes={name}" for name in NODE_FILES),
        *(f"--relationships={name}" for name in RELATION_FILES),
    ]
    lines = " \\\n  ".join(command)
    return f"""职教图谱，供 Neo4j 5 导入

先停下数据库，在这个文件夹里运行（数据库名 neo4j 可以换；原有的内容会被覆盖）：

{lines}

导入以后先建索引：

CREATE CONSTRAINT school_iri FOR (n:School) REQUIRE n.iri IS UNIQUE;
CREATE INDEX organisation_name FOR (n:Organisation) ON (n.name);

节点的标签是词表里的类，属性 iri 是它在图谱里的 IRI；多个值的属性是数组，代码（合作方式、级别……）写代码本身。
关系的名称是词表里的属性，如 PARTNER_WITH、OFFERS_MAJOR、SCHOOL、PARTNER、EVIDENCE、HAS_SOURCE。
例如，与两所以上学校合作的单位，和每项合作的原文：

MATCH (s:School)-[:PARTNER_WITH]->(o) WITH o, count(s) AS n WHERE n > 1 RETURN o.name, n ORDER BY n DESC;
MATCH (p:Partnership)-[:EVIDENCE]->(e:Evidence)-[:HAS_SOURCE]->(r:Report)
RETURN p.iri, r.title, e.section, e.page, e.quote LIMIT 20;

单元格里就是图谱里的文字，没有防公式的撇号，请不要用电子表格打开。
"""
