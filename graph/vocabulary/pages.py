"""The page of all terms: `python -m zhijiao.graph.vocabulary docs` writes it, and that of inference, anew."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from importlib import resources
from string import Template
from typing import Final

from rdflib import Graph
from rdflib.namespace import OWL, QB, RDF, RDFS

from ...ontology.files import CUBE, ONTOLOGY, ontology_file
from ...ontology.namespaces import ONTOLOGY_IRI, PREFIXES
from .diagrams import chain_diagram, class_diagram, relation_diagram
from .examples import Examples
from .terms import Term, own_terms, short

_WAY_SUBJECT: Final = "partnership:p2"
#: The properties along which the diagram of the way goes, from the statement on.
_WAY_LINKS: Final = (
    *("zj:school", "zj:partner", "zj:mode", "zj:evidence", "oa:hasSource", "oa:hasSelector", "oa:exact"),
    "prov:wasDerivedFrom",
)


def ontology_page(examples: Examples) -> str:
    """Return the page of all terms as Markdown."""
    terms = own_terms()
    head = resources.files(__package__).joinpath("ontology.md").read_text(encoding="utf-8")
    parts = [
        Template(head).substitute(
            version=_version(),
            namespace=PREFIXES["zj"],
            classes=class_diagram(terms),
            relations=relation_diagram(terms),
            way=_way(examples),
            cubes=_cubes(),
        )
    ]
    sections = list(_sections(terms))
    anchors = _anchors(term for _, chosen in sections for term in chosen)
    for title, chosen in sections:
        parts.append(f"## {title}\n\n{_index(chosen, anchors)}")
        parts += [_term(term, examples) for term in chosen]
    return "\n".join(parts)


def _sections(terms: Sequence[Term]) -> Iterator[tuple[str, list[Term]]]:
    properties = [term for term in terms if term.kind == "object"]
    yield "类", [term for term in terms if term.kind == "class"]
    yield "对象属性", [one for one in properties if not (one.stated_inverse or one.for_reasoning)]
    yield "数据属性", [term for term in terms if term.kind == "data"]
    yield "逆属性（数据里不写，查询时用 `^`）", [one for one in properties if one.stated_inverse]
    yield "只供推理的属性（数据里没有）", [one for one in properties if one.for_reasoning]


def _index(terms: Iterable[Term], anchors: Mapping[str, str]) -> str:
    rows = [f"| [`{term.name}`](#{anchors[term.name]}) | {term.zh} | {term.en} |" for term in terms]
    return "| 词 | 中文 | English |\n|---|---|---|\n" + "\n".join(rows) + "\n"


def _anchors(terms: Iterable[Term]) -> Mapping[str, str]:
    """Return the anchors of terms in the order of the page.

    GitHub makes them of headings: small letters, no punctuation, hyphens for blanks, and a number behind one
    that is there already (zj:School and zj:school).
    """
    anchors: dict[str, str] = {}
    times: Counter[str] = Counter()
    for term in terms:
        anchor = f"{term.zh}-{term.name.replace(':', '').lower()}"
        anchors[term.name] = f"{anchor}-{times[anchor]}" if times[anchor] else anchor
        times[anchor] += 1
    return anchors


def _term(term: Term, examples: Examples) -> str:
    rows = [
        ("IRI", f"<{term.iri}>"),
        ("上位类" if term.kind == "class" else "上位属性", _names(term.uppers)),
        ("定义域", _names(term.domain, " 或 ")),
        ("值域", _names(term.range, " 或 ")),
        ("逆属性", _names((term.inverse,) if term.inverse else ())),
        ("等价于", " 取 ".join(f"`{one}`" for one in term.value or ())),
        ("由链推出", " → ".join(f"`{one}`" for one in term.chain)),
        ("键", _names(term.key)),
        ("个数", "最多一个值" if term.functional else ""),
    ]
    lines = [f"### {term.zh} `{term.name}`", "", term.comment_zh, "", f"*{term.en}*: {term.comment_en}", ""]
    lines += ["| | |", "|---|---|", *(f"| {name} | {value} |" for name, value in rows if value), ""]
    return "\n".join((*lines, *_example(term, examples)))


def _example(term: Term, examples: Examples) -> list[str]:
    if term.stated_inverse:
        return [f"查询时写 `?x ^{term.inverse} ?y`。", ""]
    if term.for_reasoning:
        return []
    if term.kind == "class":
        text, inferred = examples.of_class(term.name), False
    else:
        text, inferred = examples.of_property(term.name)
    return ["例（推出的）：" if inferred else "例：", "", "```turtle", text, "```", ""] if text else []


def _names(names: Iterable[str], joined: str = "、") -> str:
    return joined.join(f"`{name}`" for name in names)


def _way(examples: Examples) -> str:
    steps, todo, seen = [], [_WAY_SUBJECT], set[str]()
    triples = (*examples.stated, *examples.inferred)
    types = {subject: value for subject, link, value in examples.stated if link == "a"}
    while todo:
        at = todo.pop(0)
        seen.add(at)
        for subject, link, value in triples:
            if subject == at and link in _WAY_LINKS and not at.startswith(("school:", "organisation:")):
                steps.append((subject, link, value))
                todo += [value] if value not in seen and value not in todo else []
    ends = {value for _, link, value in steps if link in ("zj:school", "zj:partner")}
    steps += [row for row in triples if row[1] == "zj:partnerWith" and {row[0], row[2]} <= ends]
    return chain_diagram(steps, types)


def _cubes() -> str:
    graph = Graph().parse(ontology_file(CUBE), format="turtle")
    rows = []
    for dataset in sorted(graph.subjects(RDF.type, QB.DataSet), key=str):
        label = next(
            one for one in graph.objects(dataset, RDFS.label) if getattr(one, "language", "") == "zh"
        )
        structure = graph.value(dataset, QB.structure)
        parts = [
            sorted(
                short(str(one))
                for part in graph.objects(structure, QB.component)
                for one in graph.objects(part, kind)
            )
            for kind in (QB.dimension, QB.measure, QB.attribute)
        ]
        rows.append(f"| `{short(str(dataset))}` | {label} | " + " | ".join(map(_names, parts)) + " |")
    return "| 数据集 | | 维度 | 度量 | 特性 |\n|---|---|---|---|---|\n" + "\n".join(rows) + "\n"


def _version() -> str:
    graph = Graph().parse(ontology_file(ONTOLOGY), format="turtle")
    header = next(one for one in graph.subjects(RDF.type, OWL.Ontology) if str(one) == ONTOLOGY_IRI)
    return str(graph.value(header, OWL.versionInfo))
