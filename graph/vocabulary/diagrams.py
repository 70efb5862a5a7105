"""Diagrams of the ontology in Mermaid, which GitHub and most editors draw.

The syntax: https://mermaid.js.org/syntax/flowchart.html. Labels are quoted, so that any text may stand in
them; ids are made of letters and underscores.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from .terms import Term

_CONCEPT = "skos:Concept"


def class_diagram(terms: Sequence[Term]) -> str:
    """Return the hierarchy of classes: an arrow goes from each to what stands above it."""
    classes = {term.name: term for term in terms if term.kind == "class"}
    edges = [(name, "", upper) for name, term in classes.items() for upper in term.uppers]
    return _flowchart("RL", edges, {name: term.zh for name, term in classes.items()})


def relation_diagram(terms: Sequence[Term]) -> str:
    """Return how the things of classes are linked: by the object properties that data have.

    Of a class all the kinds below it are meant; what leads to codes is left out, and what follows from
    something else.
    """
    classes = {term.name: term.zh for term in terms if term.kind == "class"}
    shown = [
        term
        for term in terms
        if term.kind == "object" and not (term.stated_inverse or term.for_reasoning or term.chain)
    ]
    pairs: dict[tuple[str, str], list[str]] = {}
    for term in shown:
        for start in term.domain:
            for end in term.range:
                if end != _CONCEPT:
                    pairs.setdefault((start, end), []).append(term.zh)
    edges = [(start, "、".join(names), end) for (start, end), names in pairs.items()]
    return _flowchart("LR", edges, classes)


def chain_diagram(steps: Iterable[tuple[str, str, str]], labels: Mapping[str, str]) -> str:
    """Return some triples as a diagram; `labels` says what to write below a name."""
    return _flowchart("LR", list(steps), labels)


def _flowchart(direction: str, edges: Sequence[tuple[str, str, str]], labels: Mapping[str, str]) -> str:
    names = list(dict.fromkeys(name for start, _, end in edges for name in (start, end)))
    ids = {name: f"n{at}" for at, name in enumerate(names)}
    lines = [f"flowchart {direction}"]
    for name, at in ids.items():
        text = _quoted(f"{labels[name]}<br/>{name}" if labels.get(name) else name)
        lines.append(f"    {at}[{text}]")
    for start, label, end in edges:
        arrow = f"-- {_quoted(label)} -->" if label else "-->"
        lines.append(f"    {ids[start]} {arrow} {ids[end]}")
    return "```mermaid\n" + "\n".join(lines) + "\n```\n"


def _quoted(text: str) -> str:
    # Mermaid writes a quotation mark within a label as an entity.
    return '"' + text.replace('"', "#quot;") + '"'
