"""The page that says which triples follow from which, made from the rules themselves."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import resources
from string import Template

from pyoxigraph import NamedNode

from ..axioms import Chain, Guard
from ..inference import Rules
from .terms import own_terms, short


def rules_page() -> str:
    """Return the page about inference as Markdown."""
    rules = Rules.shipped()
    direct = "、".join(f"`{name}`" for name in sorted(short(one.value) for one in rules.direct))
    head = resources.files(__package__).joinpath("inference.md").read_text(encoding="utf-8")
    parts = [Template(head).substitute(direct=direct)]
    parts += [*_edges(rules), *_classes(rules), *_properties(rules), *_cubes(rules)]
    return "\n".join(parts)


def _edges(rules: Rules) -> Iterator[str]:
    for title, wanted in (("简单边", True), ("他家词表的读法", False)):
        rows = []
        for chain in rules.axioms.chains:
            if (chain.head in rules.direct) is wanted:
                start, end, condition = _condition(chain)
                heads = [chain.head, *sorted(rules.axioms.properties.get(chain.head, ()), key=str)]
                edges = "<br/>".join(f"`{start} {_short(head)} {end}`" for head in heads)
                rows.append(f"| {condition} | {edges} |")
        yield f"## {title}\n\n| 如果 | 就有 |\n|---|---|\n" + "\n".join(rows) + "\n"


def _condition(chain: Chain) -> tuple[str, str, str]:
    """Return where a chain starts and ends, and its pattern as Turtle with variables."""
    names = ["?a", "?b", "?c", "?d"]
    at, lines = 0, []
    for part in chain.parts:
        if isinstance(part, Guard):
            lines.append(f"{names[at]} a {_short(part.cls)}")
            continue
        pair = (names[at], names[at + 1])
        subject, value = reversed(pair) if part.backwards else pair
        lines.append(f"{subject} {_short(part.predicate)} {value}")
        at += 1
    return names[0], names[at], "<br/>".join(f"`{line}`" for line in lines)


def _classes(rules: Rules) -> Iterator[str]:
    rows = []
    for one in rules.axioms.conditions:
        within = f"`?a a {_short(one.within)}`<br/>" if one.within else ""
        back = any(known.cls == one.cls and known.value == one.value for known in rules.axioms.values)
        rows.append(
            f"| {within}`?a {_short(one.predicate)} {_short(one.value)}` | `?a a {_short(one.cls)}` | "
            f"{'反过来也推' if back else ''} |"
        )
    yield "## 由类别定的类\n\n| 如果 | 就有 | |\n|---|---|---|\n" + "\n".join(rows) + "\n"
    own = {term.iri for term in own_terms() if term.kind == "class"}
    rows = []
    for name in sorted(own):
        uppers = sorted(_short(one) for one in rules.axioms.classes.get(NamedNode(name), ()))
        rows.append(f"| `{short(name)}` | {'、'.join(f'`{one}`' for one in uppers)} |")
    yield "## 上位类\n\n| 属于 | 也属于 |\n|---|---|\n" + "\n".join(rows) + "\n"


def _properties(rules: Rules) -> Iterator[str]:
    rows = [
        f"| `{_short(one)}` | {'、'.join(f'`{name}`' for name in sorted(map(_short, uppers)))} |"
        for one, uppers in sorted(rules.axioms.properties.items(), key=lambda pair: pair[0].value)
    ]
    yield "## 上位属性\n\n| 有 | 也有 |\n|---|---|\n" + "\n".join(rows) + "\n"


def _cubes(rules: Rules) -> Iterator[str]:
    rows = []
    for cube in rules.axioms.cubes:
        names = "、".join(f"`{name}`" for name in sorted(map(_short, cube.dimensions)))
        rows.append(f"| {names} | `{_short(cube.dataset)}` |")
    yield (
        "## 数据在哪个数据集\n\n`zj:Observation` 恰好写明这些维度、没有别的维度的，`qb:dataSet` 是：\n\n"
        "| 维度 | 数据集 |\n|---|---|\n" + "\n".join(rows) + "\n"
    )


def _short(one: NamedNode) -> str:
    return short(one.value)
