"""The rules that join nodes, in the order in which they are asked.

1. `school`: a reporting school of several years is one, and an organisation with its name is that school.
2. `legal_form`: names of one kind of partner that differ by the legal form only: 正泰集团,
   正泰集团股份有限公司. A core of two characters that is no known firm's counts within a province only.
3. `kind_word`: and by a kind's official name and its short form: 聊城市残疾人联合会, 聊城市残联.
4. `region_form`: and by how the same region is written: 浙江省乐清市妇联, 乐清妇联, 市妇联 in 乐清市.
5. `known_school`, `known_firm`, `brand_family`: names of one nationally known university or firm, and firms
   of one family (see `firms`).
6. `country`: 中国德力西集团 and 德力西集团, 费斯托（中国） and 费斯托, where the core is distinctive.
7. `branch`: a known firm's branches of one kind in one place, however the firm's name is written.
8. `region_prefix`: 浙江乐清金石包装 and 浙江金石包装, where only this one of the province has that name.
9. `place`: within a place, a name without any region joins what only that place has with it.
10. `home_region`: an enterprise's distinctive name without a region (金石包装) joins the one of its province.
11. `alias`: an alias that a report declares joins the thing of that name in other reports where everything
    else that has this alias is one thing already. An alias that is a full name's ending or has no region of
    its own counts in its own place only.

No report's own two things are joined by `known_school` or by 8 to 11. Branches are joined by 2 to 4 and 7
only.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from .aliases import join_aliases
from .clusters import Clusters
from .firms import family_of, known_firm, known_school, without_country
from .mentions import Node
from .parts import Parts, around, branch_kind, core_of, parts_of, province, region_id, within
from .regions import is_bare, leading_region, short_region, units_of
from .uses import Use
from .words import LONGEST_NAME, is_distinctive, legal_core

_ENTERPRISE: Final = "enterprise"
#: A core of so few characters is the name of several firms in the country.
_SHORT_CORE: Final = 2


@dataclass(frozen=True, slots=True)
class Named:
    """A node with its kind of partner ("school" for schools) and the parts of its name."""

    node: Node
    kind: str
    parts: Parts
    use: Use

    @property
    def is_firm(self) -> bool:
        """Whether rules for enterprises' own names hold: an enterprise of no place, and no branch."""
        return self.kind == _ENTERPRISE and not self.node.scope and not self.parts.branch


def named_nodes(uses: dict[Node, Use]) -> list[Named]:
    """Return schools and organisations with the parts of their names; texts too long for names left out."""
    found = []
    for node, use in uses.items():
        if node.kind in ("organisation", "school") and len(node.form) <= LONGEST_NAME:
            kind = "school" if node.kind == "school" else use.kind
            found.append(Named(node, kind, parts_of(node, use.places.values() if node.scope else ()), use))
    return found


def provinces(use: Use) -> list[str]:
    """Return the provinces of the places where a node is used, sorted; places without any count as one."""
    found: set[str] = set()
    for place in use.places.values():
        found |= {province(region) for region in around(place)} or {place.scope}
    return sorted(found)


def join_all(uses: dict[Node, Use], clusters: Clusters) -> None:
    """Join what the rules take for one thing."""
    names = named_nodes(uses)
    _join_schools(uses, clusters)
    firms = [one for one in names if one.is_firm]
    branches = [one for one in names if one.kind == _ENTERPRISE and one.parts.branch]
    for rule, some, keys in (
        ("legal_form", names, _legal_keys),
        ("kind_word", names, _kind_keys),
        ("region_form", names, _region_keys),
        ("known_school", names, _school_keys),
        ("known_firm", firms, _firm_keys),
        ("brand_family", firms, _family_keys),
        ("country", firms, _country_keys),
        ("branch", branches, _branch_keys),
    ):
        _join_equal(some, keys, clusters, rule)
    _join_nested_regions(firms, clusters)
    _join_at_place(names, clusters)
    _join_at_home(firms, clusters)
    join_aliases(uses, clusters)


def _join_schools(uses: dict[Node, Use], clusters: Clusters) -> None:
    by_form: dict[str, list[Node]] = {}
    for node in uses:
        if node.kind == "school":
            by_form.setdefault(node.form, []).append(node)
    for node, use in uses.items():
        if node.kind == "organisation":
            for school in by_form.get(node.form, ()):
                reporting = uses[school].reporting and not use.decided
                if school.scope in ("", node.scope) and (reporting or not (use.kinds or use.decided)):
                    clusters.join(node, school, "school")
    for form, nodes in by_form.items():
        # A year's report that does not tell the region is taken for the one school of that name.
        homeless = [node for node in nodes if node.scope == form]
        others = [node for node in nodes if node.scope != form and uses[node].reporting]
        if homeless and len(others) == 1:
            clusters.join(homeless[0], others[0], "school")


Keys = Callable[[Named], Iterable[Hashable]]


def _join_equal(names: list[Named], keys: Keys, clusters: Clusters, rule: str) -> None:
    """Join nodes that have a key in common."""
    # A school's report that tells of its former name has both.
    join = clusters.join_apart if rule == "known_school" else clusters.join
    first: dict[Hashable, Node] = {}
    for one in names:
        for key in keys(one):
            known = first.setdefault(key, one.node)
            if known != one.node:
                join(known, one.node, rule)


def _legal_keys(one: Named) -> Iterator[Hashable]:
    if one.node.kind == "school":
        return
    key = one.node.scope, legal_core(one.node.form), one.kind
    if one.node.scope or len(key[1]) > _SHORT_CORE or known_firm(one.node.form):
        yield key
    else:
        # There is more than one 宏达 in the country.
        yield from ((*key, province) for province in provinces(one.use))


def _kind_keys(one: Named) -> Iterator[Hashable]:
    if (core := core_of(one.node.form)) != legal_core(one.node.form) or len(core) > _SHORT_CORE:
        yield one.node.scope, core, one.kind


def _region_keys(one: Named) -> Iterator[Hashable]:
    if one.parts.region:
        yield one.parts.region, one.parts.core, one.kind


def _school_keys(one: Named) -> Iterator[Hashable]:
    if one.kind == "school" and not one.node.scope and (school := known_school(one.node.form)):
        yield school


def _firm_keys(one: Named) -> Iterator[Hashable]:
    if firm := known_firm(one.node.form):
        yield firm


def _family_keys(one: Named) -> Iterator[Hashable]:
    if family := family_of(known_firm(one.node.form)):
        yield family


def _country_keys(one: Named) -> Iterator[Hashable]:
    bare = without_country(one.parts.core)
    if not one.parts.region and len(bare) > _SHORT_CORE and is_distinctive(bare):
        yield bare


def _branch_keys(one: Named) -> Iterator[Hashable]:
    form, kind = one.node.form, branch_kind(one.node.form)
    for end in range(len(form) - len(kind), 1, -1):
        if firm := known_firm(form[:end]):
            where = form[end : len(form) - len(kind)]
            # A region is leading only where something follows it.
            if where and leading_region(f"{where}{kind}") == where:
                yield family_of(firm) or firm, region_id(tuple(units_of(where))), kind
            return


def _join_nested_regions(firms: list[Named], clusters: Clusters) -> None:
    of_core: dict[str, dict[str, list[Named]]] = {}
    for one in firms:
        if one.parts.region and is_distinctive(one.parts.core):
            of_core.setdefault(one.parts.core, {}).setdefault(one.parts.region, []).append(one)
    for regions in of_core.values():
        for outer, firms_there in regions.items():
            inner = [one for region, some in regions.items() if within(region, outer) for one in some]
            # 浙江乐清金石包装 says that it is in 浙江, 乐清金石包装 does not.
            begin = short_region(_lead(firms_there[0]))
            if len({clusters.find(one.node) for one in inner}) == 1 and inner[0].node.form.startswith(begin):
                clusters.join_apart(firms_there[0].node, inner[0].node, "region_prefix")


def _lead(one: Named) -> str:
    """Return the region that leads a name, as it is written."""
    return one.node.form[: len(one.node.form) - len(one.parts.rest)]


def _join_at_place(names: list[Named], clusters: Clusters) -> None:
    with_region: dict[tuple[str, str, str], list[Node]] = {}
    for one in names:
        if one.parts.region:
            key = (one.kind, one.parts.region, one.parts.core)
            with_region.setdefault(key, []).append(one.node)
    for one in names:
        if one.parts.region or not one.node.scope or is_bare(one.node.form):
            continue
        units = next(iter(one.use.places.values())).units
        ends = range(len(units), 0, -1)
        # The 残联 of a county is not the one of its province; firms carry the name of any unit.
        tried = [region_id(units[:end]) for end in (ends if one.kind == _ENTERPRISE else ends[:1])]
        targets = {
            clusters.find(other)
            for region in tried
            for other in with_region.get((one.kind, region, one.parts.core), ())
        }
        if len(targets) == 1:
            clusters.join_apart(one.node, targets.pop(), "place")


def _join_at_home(firms: list[Named], clusters: Clusters) -> None:
    with_region: dict[str, dict[str, list[Node]]] = {}
    for one in firms:
        if one.parts.region:
            with_region.setdefault(one.parts.core, {}).setdefault(one.parts.region, []).append(one.node)
    for one in firms:
        competing = with_region.get(one.parts.core)
        if one.parts.region or not competing or not is_distinctive(one.parts.core):
            continue
        targets = {clusters.find(node) for nodes in competing.values() for node in nodes}
        short = len(one.parts.core) <= _SHORT_CORE and not known_firm(one.parts.core)
        at_home, elsewhere = _homes(one, competing, near=short)
        home = {clusters.find(node) for region in at_home for node in competing[region]}
        if len(home) == 1 and (len(targets) == 1 or not elsewhere):
            clusters.join_apart(one.node, home.pop(), "home_region")


def _homes(one: Named, competing: dict[str, list[Node]], *, near: bool) -> tuple[list[str], bool]:
    """Return the competing regions where `one` is used, and whether it is used elsewhere too.

    A region is where the province is the same; with `near` only where it is below a province and holds the
    place itself.
    """
    at_home, elsewhere = set[str](), False
    for place in one.use.places.values():
        here = around(place)
        wide = set() if near else {province(region) for region in here}
        small = {region for region in here if not near or region != province(region)}
        found = {region for region in competing if region in small or province(region) in wide}
        at_home |= found
        elsewhere |= not found
    return sorted(at_home), elsewhere
