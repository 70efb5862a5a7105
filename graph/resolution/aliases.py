"""Names that reports declare to be other names of a thing: which thing of another report they mean."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ..names import normal_form
from .clusters import Clusters
from .mentions import Node
from .regions import is_bare
from .uses import Use
from .words import legal_core


def join_aliases(uses: Mapping[Node, Use], clusters: Clusters) -> None:
    """Ask every thing which one other thing has its name as an alias, then join all that have just one."""
    declaring = Declaring(uses)
    targets: dict[Node, set[Node]] = {}
    for node in uses:
        root = clusters.find(node)
        for other in declaring.meant_by(node):
            if (target := clusters.find(other)) != root:
                targets.setdefault(root, set()).add(target)
                if len(targets[root]) > 1:
                    break
    for node, others in sorted(targets.items()):
        if len(others) == 1:
            clusters.join_apart(node, next(iter(others)), "alias")


class Declaring:
    """Which nodes declare a name as their alias, where it counts everywhere and where in one place only.

    An alias counts in the place of the report that declares it; one that is no full name's ending and has a
    region of its own counts for names without a place too, and that of a reporting school everywhere.
    """

    def __init__(self, uses: Mapping[Node, Use]) -> None:
        """Index the aliases in `uses` that are names of nodes."""
        self._uses = uses
        self._here: dict[tuple[str, str], list[Node]] = {}
        self._unplaced: dict[str, list[Node]] = {}
        self._everywhere: dict[str, list[Node]] = {}
        forms = {node.form for node in uses}
        for node, use in uses.items():
            for alias, scope in sorted(use.aliases):
                form = normal_form(alias)
                if form not in forms:
                    continue
                self._here.setdefault((form, scope), []).append(node)
                if not _is_of_place(node, form):
                    index = self._everywhere if use.reporting else self._unplaced
                    index.setdefault(form, []).append(node)

    def meant_by(self, node: Node) -> Iterator[Node]:
        """Yield the nodes that `node` may be by its name; a node may come more than once."""
        places = self._uses[node].places
        here = node.scope or (next(iter(places)) if len(places) == 1 else "")
        for other in self._here.get((node.form, here), ()):
            # An alias of a place says nothing of a name that other places use too.
            if len(places) == 1 or not _is_of_place(other, node.form):
                yield from self._alike(node, other)
        for other in (
            *self._everywhere.get(node.form, ()),
            *(() if node.scope else self._unplaced.get(node.form, ())),
        ):
            yield from self._alike(node, other)

    def _alike(self, node: Node, other: Node) -> Iterator[Node]:
        use = self._uses[node]
        unsaid = node.kind == "organisation" and other.kind == "school" and not (use.kinds or use.decided)
        if node.kind == other.kind or unsaid:
            yield other


def _is_of_place(node: Node, alias: str) -> bool:
    """Say whether an alias of `node` means it only in its place: 市残联, or 燃气集团 for 广元燃气集团."""
    if is_bare(alias) or node.form.endswith(alias):
        return True
    return legal_core(node.form).endswith(legal_core(alias))
