"""The page of a major: who offers it, who stands behind it, its kin in the catalogue; and the list of all."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any, Final

from .downloads import csv_text
from .drawing import clip
from .forms import Form, by_indicator, by_name
from .kin import Entry, Kin, entries_named, entries_of, kin_of
from .model import Account, Around, Overview, Statement, Thing, Value
from .networks import Networks
from .page_parts import Names, Ranked, cut, names, paged, query_link
from .tables import Section, Tables
from .words import Phrases

#: Majors of the same class of the catalogue that a page names.
MAX_KIN: Final = 40
_OTHER_NAMES: Final = 120

_OFFERINGS: Final = Form(
    "offered",
    "开设的学校",
    (
        ("学校", ("school",)),
        ("层次", ("studyLevel",)),
        ("代码", ("code",)),
        ("目录专业", ("catalogueMajor",)),
        ("专业群", ("majorGroup",)),
        ("报告年份", ("reportYear",)),
    ),
    by_name("school"),
    "majors",
    "major",
)
_PARTNERS: Final = Form(
    "partners",
    "背后的合作方",
    (
        ("合作方", ("partner",)),
        ("学校", ("school",)),
        ("方式", ("mode",)),
        ("始于", ("since",)),
        ("报告年份", ("reportYear",)),
    ),
    by_name("partner", "school"),
    "major-partners",
    "major",
)
_JOINT: Final = Form(
    "joint",
    "联合培养",
    (("学校", ("school",)), ("合作院校", ("institution",)), ("形式", ("scheme",))),
    by_name("school", "institution"),
    "joint-programmes",
    "major",
)
_PROGRAMMES: Final = Form(
    "programmes",
    "项目",
    (
        ("项目", ("prefLabel",)),
        ("类别", ("programmeKind",)),
        ("学校", ("school",)),
        ("合作方", ("partner",)),
        ("年份", ("year",)),
    ),
    by_name("school", "prefLabel"),
    "programmes",
    "major",
)
_FIGURES: Final = Form(
    "measures",
    "关于它的数据",
    (
        ("学校", ("school",)),
        ("指标", ("indicator",)),
        ("数值", ("qualifier value",)),
        ("单位", ("unit",)),
        ("年份", ("year",)),
    ),
    lambda one: (one.text("school"), *by_indicator(one)),
)
#: The tables of a major's page, by the class of the statements that name it.
_FORMS: Final = (
    ("MajorOffering", _OFFERINGS),
    ("Partnership", _PARTNERS),
    ("JointProgramme", _JOINT),
    ("Programme", _PROGRAMMES),
    ("Observation", _FIGURES),
)


@dataclass(frozen=True, slots=True)
class KinGroup:
    """Majors of one class of the catalogue: the class, and each major with the number of its schools.

    `total` counts all of them that reports name, of which `majors` are shown.
    """

    entry: Entry
    majors: tuple[Ranked, ...]
    total: int


@dataclass(frozen=True, slots=True)
class MajorRow:
    """A major in the list: its numbers of schools and of partners, its other names, its entries and levels.

    Entries and levels are those of the catalogue.
    """

    major: Ranked
    others: str
    entries: tuple[Entry, ...]
    levels: tuple[str, ...]


class MajorPages:
    """Makes the pages of majors, one folder below the top; `phrases` and `tables` must be for that folder."""

    def __init__(self, around: Around, networks: Networks, phrases: Phrases, tables: Tables) -> None:
        self._around = around
        self._networks = networks
        self._phrases = phrases
        self._tables = tables

    def page(self, thing: Thing, account: Account) -> tuple[str, dict[str, Any]]:
        """Return the template and its values for a major."""
        entries = entries_of(self._catalogued(account), thing.name)
        kin = (self._kin(thing, one) for one in kin_of(entries))
        values = {
            "here": "majors",
            "thing": thing,
            "entries": entries,
            "totals": self._totals(thing, account),
            "sections": self._sections(account),
            "alone": self._alone(account),
            "alone_query": query_link("majors-without-partner", major=thing.iri),
            "kin": tuple(one for one in kin if one.total),
            "drawing": self._networks.around(thing),
            "words": self._phrases.around(thing),
        }
        return "major.html", values

    def _sections(self, account: Account) -> list[Section]:
        return self._tables.sections(
            (form, [_with_years(one) for one in account.naming(sort)]) for sort, form in _FORMS
        )

    def _totals(self, thing: Thing, account: Account) -> tuple[tuple[str, int], ...]:
        """Say how many schools offer it, how many partners stand behind it, how many teach it jointly."""
        offered = set(self._around.offered_by.get(thing.iri, ()))
        partners = {partner for _, partner in self._around.behind.get(thing.iri, ())}
        joint = {one.iri for found in account.naming("JointProgramme") for one in found.all("institution")}
        return (
            ("{} 所学校开设", len(offered)),
            ("{} 个合作方", len(partners)),
            ("{} 所院校联合培养", len(joint)),
        )

    def _alone(self, account: Account) -> Names:
        """Return the schools that offer it and name no partner for it, in cooperation or a programme."""
        offering = {one.iri for found in account.naming("MajorOffering") for one in found.all("school")}
        helped = {
            one.iri
            for found in account.naming("Partnership", "Programme")
            if "major" in found.links and found.all("partner")
            for one in found.all("school")
        }
        return names(self._phrases.part(one) for one in offering - helped)

    def _kin(self, thing: Thing, kin: Kin) -> KinGroup:
        folder = thing.iri.rpartition("/")[0]
        found: list[Ranked] = []
        for local in kin.names:
            iri = f"{folder}/{local}"
            # A name in the catalogue is a major of the graph where an IRI of that name has a page.
            if iri == thing.iri or (part := self._phrases.part(iri)).href is None:
                continue
            found.append(Ranked(part, (len(self._around.offered_by.get(iri, ())),)))
        found.sort(key=lambda one: (-one.numbers[0], one.part.text))
        return KinGroup(kin.entry, tuple(found[:MAX_KIN]), len(found))

    @staticmethod
    def _catalogued(account: Account) -> list[str]:
        """Return the IRIs of the entries of the catalogue that offerings name, the most frequent first."""
        counts = Counter(
            one.iri for found in account.naming("MajorOffering") for one in found.all("catalogueMajor")
        )
        return sorted(counts, key=lambda iri: (-counts[iri], iri))


class MajorList:
    """Makes the list of all majors at the top; `phrases` must be for the top folder."""

    def __init__(self, overview: Overview, phrases: Phrases) -> None:
        self._overview = overview
        self._phrases = phrases

        self._rows = [self._row(one) for one in overview.majors]

    def pages(self) -> Iterator[tuple[str, str, dict[str, Any]]]:
        """Yield the pages of the list as (path below the site's folder, template, values)."""
        yield from paged("majors", cut(self._rows))

    def files(self) -> Iterator[tuple[str, str]]:
        """Yield (path, text) of the whole list as CSV."""
        columns = ("专业", "学校数", "合作方数", "目录代码", "目录层次", "其他名称", "IRI")
        rows = zip(self._rows, self._overview.majors, strict=True)
        yield "data/majors.csv", csv_text(columns, (_texts(row, major) for row, major in rows))

    def _row(self, major: Thing) -> MajorRow:
        around = self._overview.around
        partners = {partner for _, partner in around.behind.get(major.iri, ())}
        numbers = (len(around.offered_by.get(major.iri, ())), len(partners))
        entries = entries_named(major.name)
        return MajorRow(
            Ranked(self._phrases.part(major.iri), numbers),
            clip("、".join(major.other_names), _OTHER_NAMES),
            entries,
            tuple(dict.fromkeys(one.level for one in entries)),
        )


def _texts(row: MajorRow, major: Thing) -> tuple[str, ...]:
    return (
        major.name,
        *map(str, row.major.numbers),
        "、".join(one.code for one in row.entries),
        "、".join(row.levels),
        "、".join(major.other_names),
        major.iri,
    )


def _with_years(one: Statement) -> Statement:
    """Return a statement with the years of the reports that make it, as the property "reportYear"."""
    years = sorted({passage.year for passage in one.passages} - {""})
    return replace(one, values={**one.values, "reportYear": tuple(map(Value, years))})
