"""Which tables pages have: their columns, the order of their rows, the named query that asks the same."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from ..ontology.codes import UnknownCodeError, concept
from ..ontology.namespaces import SCHEME_BASE
from .model import Statement, Value

#: Heading of each column and the properties whose values stand in it. In "qualifier value" the values of the
#: second property stand behind those of the first: 近 7000.
Columns = tuple[tuple[str, tuple[str, ...]], ...]
#: What rows are sorted by; the last member is the statement's IRI.
Key = tuple[int | str, ...]
Order = Callable[[Statement], Key]


@dataclass(frozen=True, slots=True)
class Form:
    """A kind of table: its `key` in links, title, columns and order.

    `query` is the named query that gives the same rows for any school or partner ("" where there is none) and
    `parameter` its parameter that takes the IRI of what the page is about.
    """

    key: str
    title: str
    columns: Columns
    order: Order
    query: str = ""
    parameter: str = ""


def code_order(value: Value | None) -> int:
    """Return the place of a concept in its list; what is no concept, or missing, comes last."""
    return _order_of(value.iri) if value else 1_000


@lru_cache(maxsize=4096)
def _order_of(iri: str) -> int:
    steps = iri.removeprefix(SCHEME_BASE).split("/")
    if len(steps) != 2:
        return 1_000
    try:
        return concept(steps[0], steps[1]).order
    except UnknownCodeError:
        return 1_000


def by_name(*names: str) -> Order:
    """Order by the texts of these properties."""
    return lambda one: (*(one.text(name) for name in names), one.iri)


def by_code(code: str, *names: str) -> Order:
    """Order by the place of the concept that the property `code` names, then by texts."""
    return lambda one: (code_order(one.one(code)), *(one.text(name) for name in names), one.iri)


def by_level_and_year(*names: str) -> Order:
    """Order by level from the highest on, then the latest year first, then by texts."""
    return lambda one: (
        code_order(one.one("level")),
        -_number(one.text("year")),
        *(one.text(name) for name in names),
        one.iri,
    )


def by_partner(shared: Callable[[str], bool]) -> Order:
    """Order by the partner's name; partners whose IRI is `shared` come first."""

    def order(one: Statement) -> Key:
        partner = one.one("partner")
        return (partner is None or not shared(partner.iri), one.text("partner"), one.iri)

    return order


def by_indicator(one: Statement) -> Key:
    """Return the key by which figures are ordered: of the whole school first, by indicator, latest first."""
    return (
        bool(one.all("scopeMajor")),
        code_order(one.one("indicator")),
        one.text("scopeMajor"),
        -_number(one.text("year")),
        one.text("value"),
        one.iri,
    )


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() else 0


_PARTNERS: Final[Columns] = (
    ("合作方", ("partner",)),
    ("方式", ("mode",)),
    ("专业", ("major",)),
    ("始于", ("since",)),
    ("角色", ("role",)),
)
_MAJORS: Final[Columns] = (
    ("专业", ("major",)),
    ("专业群", ("majorGroup",)),
    ("代码", ("code",)),
    ("层次", ("studyLevel",)),
    ("目录专业", ("catalogueMajor",)),
)
_JOINT: Final[Columns] = (("专业", ("major",)), ("合作院校", ("institution",)), ("形式", ("scheme",)))
_PROGRAMMES: Final[Columns] = (
    ("项目", ("prefLabel",)),
    ("类别", ("programmeKind",)),
    ("合作方", ("partner",)),
    ("专业", ("major",)),
    ("年份", ("year",)),
)
_HONOURS: Final[Columns] = (("荣誉", ("prefLabel",)), ("级别", ("level",)), ("年份", ("year",)))
_AWARDS: Final[Columns] = (
    ("赛事或奖项", ("competition",)),
    ("赛项", ("item",)),
    ("名次", ("rank",)),
    ("级别", ("level",)),
    ("年份", ("year",)),
    ("获奖者", ("recipient",)),
    ("指导", ("advisor",)),
)
_FIGURES: Final[Columns] = (
    ("指标", ("indicator",)),
    ("数值", ("qualifier value",)),  # 近 7000
    ("单位", ("unit",)),
    ("年份", ("year",)),
    ("范围", ("scopeMajor",)),
)
_HISTORY: Final[Columns] = (("前身", ("predecessor",)), ("年份", ("year",)), ("事件", ("successionEvent",)))

#: The tables of a school's page, by the class of their statements; partners are ordered by `by_partner`.
OF_SCHOOL: Final[tuple[tuple[str, Form], ...]] = (
    ("Partnership", Form("partnerships", "合作方", _PARTNERS, by_name("partner"), "partners", "school")),
    (
        "MajorOffering",
        Form("majors", "专业", _MAJORS, by_name("majorGroup", "major"), "majors", "school"),
    ),
    (
        "JointProgramme",
        Form("joint", "联合培养", _JOINT, by_name("major", "institution"), "joint-programmes", "school"),
    ),
    (
        "Programme",
        Form(
            "programmes", "项目", _PROGRAMMES, by_code("programmeKind", "prefLabel"), "programmes", "school"
        ),
    ),
    ("Honour", Form("honours", "荣誉", _HONOURS, by_level_and_year("prefLabel"), "honours", "school")),
    (
        "Award",
        Form("awards", "获奖", _AWARDS, by_level_and_year("competition", "item", "rank"), "awards", "school"),
    ),
    ("Observation", Form("figures", "数据", _FIGURES, by_indicator, "indicators", "school")),
    ("Succession", Form("history", "沿革", _HISTORY, by_name("year", "predecessor"))),
)

#: The tables of a partner's page, by the class of the statements that name it.
OF_PARTNER: Final[tuple[tuple[str, Form], ...]] = (
    (
        "Partnership",
        Form(
            "schools",
            "合作的学校",
            (("学校", ("school",)), *_PARTNERS[1:]),
            by_name("school"),
            "schools-of-partner",
            "partner",
        ),
    ),
    (
        "Programme",
        Form(
            "with-programmes",
            "共同的项目",
            (("项目", ("prefLabel",)), ("学校", ("school",)), _PROGRAMMES[1], *_PROGRAMMES[3:]),
            by_name("school", "prefLabel"),
            "programmes",
            "partner",
        ),
    ),
    (
        "JointProgramme",
        Form(
            "with-joint",
            "联合培养的专业",
            (("专业", ("major",)), ("学校", ("school",)), ("形式", ("scheme",))),
            by_name("school", "major"),
            "joint-programmes",
            "institution",
        ),
    ),
)
