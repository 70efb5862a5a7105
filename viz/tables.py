"""Turns the statements about a school or partner into the tables of its page."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Final

from ..ontology.catalogue import TODAY, entries, matched
from ..ontology.codes import UnknownCodeError, concept
from ..ontology.namespaces import SCHEME_BASE
from .addresses import Addresses
from .model import Account, Passage, Statement, Value

#: A page shows at most so many rows of a table, and at most so many passages of a row; the rest is counted.
MAX_ROWS: Final = 500
MAX_PASSAGES: Final = 20


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of a cell: text, and a link where the thing named has a page."""

    text: str
    href: str | None = None


Cell = tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table, and the passages that state it; `hidden` passages more are not shown."""

    cells: tuple[Cell, ...]
    passages: tuple[Passage, ...]
    hidden: int = 0


@dataclass(frozen=True, slots=True)
class Section:
    """A table of a page. `key` names it in links; `total` counts all rows, of which `rows` are shown."""

    key: str
    title: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    total: int


@lru_cache(maxsize=4096)
def code_label(iri: str, text: str) -> str:
    """Return the Chinese label of the concept at `iri`, or `text` where it is no concept we know."""
    steps = iri.removeprefix(SCHEME_BASE).split("/")
    if not iri.startswith(SCHEME_BASE) or len(steps) != 2:
        return text
    try:
        return concept(steps[0], steps[1]).zh
    except UnknownCodeError:
        return text


@lru_cache(maxsize=4096)
def catalogue_words(iri: str) -> str:
    """Return what a page says of a major of the catalogues: code and level, or today's; may be empty."""
    one = entries().get(iri)
    if one is None:
        return ""
    if one.edition == TODAY:
        return f"{one.code}（{one.level}）"
    became = "、".join(f"{today.code} {today.name}" for _, today in matched(one))
    edition = f"{one.edition.removeprefix('catalogue')}年目录"
    return f"{edition}（今 {became}）" if became else edition


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


class Tables:
    """Makes the sections of pages that lie one folder below the top (`root` is the way back up)."""

    def __init__(self, addresses: Addresses, root: str = "../") -> None:
        self._addresses = addresses
        self._root = root

    def of_school(self, account: Account, shared: Callable[[str], bool]) -> list[Section]:
        """Return the non-empty sections about a school; partners whose IRI is `shared` come first."""
        return self._sections(
            (key, title, account.about(sort), columns, order)
            for key, title, sort, columns, order in (
                ("partnerships", "合作方", "Partnership", _PARTNERS, _by_partner(shared)),
                ("majors", "专业", "MajorOffering", _MAJORS, _by_name("majorGroup", "major")),
                ("joint", "联合培养", "JointProgramme", _JOINT, _by_name("major", "institution")),
                ("programmes", "项目", "Programme", _PROGRAMMES, _by_code("programmeKind", "prefLabel")),
                ("honours", "荣誉", "Honour", _HONOURS, _by_level_and_year("prefLabel")),
                ("awards", "获奖", "Award", _AWARDS, _by_level_and_year("competition", "item", "rank")),
                ("figures", "数据", "Observation", _FIGURES, _by_indicator),
                ("history", "沿革", "Succession", _HISTORY, _by_name("year", "predecessor")),
            )
        )

    def of_partner(self, account: Account) -> list[Section]:
        """Return the non-empty sections in which others name this school or organisation as partner."""
        return self._sections(
            (
                ("schools", "合作的学校", account.naming("Partnership"), _SCHOOLS, _by_name("school")),
                (
                    "with-programmes",
                    "共同的项目",
                    account.naming("Programme"),
                    _WITH_PROGRAMMES,
                    _by_name("school", "prefLabel"),
                ),
                (
                    "with-joint",
                    "联合培养的专业",
                    account.naming("JointProgramme"),
                    _WITH_JOINT,
                    _by_name("school", "major"),
                ),
            )
        )

    def _sections(
        self, wanted: Iterable[tuple[str, str, list[Statement], _Columns, _Order]]
    ) -> list[Section]:
        sections = []
        for key, title, statements, columns, order in wanted:
            if not statements:
                continue
            ranked = sorted(statements, key=order)
            rows = tuple(self._row(one, columns) for one in ranked[:MAX_ROWS])
            # A column in which nothing is stated says nothing.
            kept = [i for i in range(len(columns)) if i == 0 or any(row.cells[i] for row in rows)]
            headings = tuple(columns[i][0] for i in kept)
            narrowed = (replace(row, cells=tuple(row.cells[i] for i in kept)) for row in rows)
            sections.append(Section(key, title, headings, tuple(narrowed), len(ranked)))
        return sections

    def _row(self, statement: Statement, columns: _Columns) -> Row:
        cells = tuple(
            tuple(part for name in names for part in self._parts(statement, name)) for _, names in columns
        )
        shown = statement.passages[:MAX_PASSAGES]
        return Row(cells, shown, len(statement.passages) - len(shown))

    def _parts(self, statement: Statement, name: str) -> list[Part]:
        """Return the values of a property; those of two (parted by a blank) side by side as one."""
        first, _, second = name.rpartition(" ")
        parts = [self._part(value) for value in _in_order(statement.all(second))]
        if not first:
            return parts
        before = "、".join(self._part(value).text for value in _in_order(statement.all(first)))
        return [replace(part, text=f"{before} {part.text}".strip()) for part in parts]

    def _part(self, value: Value) -> Part:
        if not value.iri:
            return Part(value.text)
        if value.iri.startswith(SCHEME_BASE) and (words := catalogue_words(value.iri)):
            return Part(words)
        return Part(code_label(value.iri, value.text), self._addresses.link(value.iri, self._root))


#: What rows are sorted by, and what makes it of a statement; the last member is the statement's IRI.
_Key = tuple[int | str, ...]
_Order = Callable[[Statement], _Key]
#: Heading of each column and the properties whose values stand in it; see Tables._parts for two in one.
_Columns = tuple[tuple[str, tuple[str, ...]], ...]

_PARTNERS: Final[_Columns] = (
    ("合作方", ("partner",)),
    ("方式", ("mode",)),
    ("专业", ("major",)),
    ("始于", ("since",)),
    ("角色", ("role",)),
)
_MAJORS: Final[_Columns] = (
    ("专业", ("major",)),
    ("专业群", ("majorGroup",)),
    ("代码", ("code",)),
    ("层次", ("studyLevel",)),
    ("目录专业", ("catalogueMajor",)),
)
_JOINT: Final[_Columns] = (("专业", ("major",)), ("合作院校", ("institution",)), ("形式", ("scheme",)))
_PROGRAMMES: Final[_Columns] = (
    ("项目", ("prefLabel",)),
    ("类别", ("programmeKind",)),
    ("合作方", ("partner",)),
    ("专业", ("major",)),
    ("年份", ("year",)),
)
_HONOURS: Final[_Columns] = (("荣誉", ("prefLabel",)), ("级别", ("level",)), ("年份", ("year",)))
_AWARDS: Final[_Columns] = (
    ("赛事或奖项", ("competition",)),
    ("项目", ("item",)),
    ("名次", ("rank",)),
    ("级别", ("level",)),
    ("年份", ("year",)),
    ("获奖者", ("recipient",)),
    ("指导", ("advisor",)),
)
_FIGURES: Final[_Columns] = (
    ("指标", ("indicator",)),
    ("数值", ("qualifier value",)),  # 近 7000
    ("单位", ("unit",)),
    ("年份", ("year",)),
    ("范围", ("scopeMajor",)),
)
_HISTORY: Final[_Columns] = (("前身", ("predecessor",)), ("年份", ("year",)), ("事件", ("successionEvent",)))
_SCHOOLS: Final[_Columns] = (("学校", ("school",)), *_PARTNERS[1:])
_WITH_PROGRAMMES: Final[_Columns] = (("项目", ("prefLabel",)), ("学校", ("school",)), *_PROGRAMMES[3:])
_WITH_JOINT: Final[_Columns] = (("专业", ("major",)), ("学校", ("school",)), ("形式", ("scheme",)))


def _in_order(values: tuple[Value, ...]) -> tuple[Value, ...]:
    if len(values) < 2:
        return values
    return tuple(sorted(values, key=lambda one: (code_order(one), one.text, one.iri)))


def _by_name(*names: str) -> _Order:
    return lambda one: (*(one.text(name) for name in names), one.iri)


def _by_code(code: str, *names: str) -> _Order:
    return lambda one: (code_order(one.one(code)), *(one.text(name) for name in names), one.iri)


def _by_level_and_year(*names: str) -> _Order:
    return lambda one: (
        code_order(one.one("level")),
        -_number(one.text("year")),
        *(one.text(name) for name in names),
        one.iri,
    )


def _by_partner(shared: Callable[[str], bool]) -> _Order:
    def order(one: Statement) -> _Key:
        partner = one.one("partner")
        return (partner is None or not shared(partner.iri), one.text("partner"), one.iri)

    return order


def _by_indicator(one: Statement) -> _Key:
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
