"""Generated reports by number: the same for a seed, however many are made."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from zhijiao.extract.facts import ReportFacts

from . import about_majors, about_partners, about_school, about_students
from .draft import Block, Heading
from .figures import figures_of
from .layout import Layout, layout_for
from .names import Firm, School, known_firm, regional_firm, rng, school
from .noise import Noise, disturbed
from .plan import Plan
from .text import TextWriter
from .truth import Report, true_facts

YEAR: Final = 2022
#: Of so many reports one is the second of its school, of the year before.
_SECOND: Final = 5
CLEAN: Final = Noise()


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which report is wanted, and how: see `report`."""

    number: int
    seed: int = 1
    noise: Noise = CLEAN
    size: float = 1.0
    revision: int = 0
    suffix: str = "txt"
    short: bool = False


def school_and_year(number: int, seed: int = 1) -> tuple[School, int]:
    """Return of which school and year the report of that number is: every fifth is a second one."""
    rounds, place = divmod(number, _SECOND)
    first = rounds * (_SECOND - 1)
    if place == _SECOND - 1:
        return school(seed, first), YEAR - 1
    return school(seed, first + place), YEAR


def report(
    number: int,
    seed: int = 1,
    *,
    noise: Noise = CLEAN,
    size: float = 1.0,
    revision: int = 0,
    suffix: str = "txt",
    short: bool = False,
) -> Report:
    """Return the report of that number with its facts.

    `revision` says other things under the same name; `suffix` (txt, md, html, docx) is the format that it is
    to be written in; a `short` report has only the school, its majors and partners, some 3 kB.
    """
    one, year = school_and_year(number, seed)
    wanted = Wanted(number, seed, noise, size, revision, suffix, short)
    layout, blocks = drafted(wanted)
    writer = TextWriter(layout, one.name)
    text = writer.write(blocks)
    return Report(f"{one.name}{year}.{suffix}", text, layout.name, true_facts(writer.placed))


def drafted(wanted: Wanted) -> tuple[Layout, list[Block]]:
    """Return the layout and the blocks of a report, the title first."""
    number, seed = wanted.number, wanted.seed
    one, year = school_and_year(number, seed)
    plan = _plan(one, year, wanted)
    layout = layout_for(rng(seed, "layout", number), wanted.suffix)
    blocks = _blocks(plan, wanted.short, rng(seed, "order", one.number).random() < 0.5)
    if wanted.noise:
        blocks = disturbed(blocks, wanted.noise, rng(seed, "noise", number, wanted.revision))
    return layout, [layout.dressed(block) for block in blocks]


def facts_of(number: int, seed: int = 1, *, noise: Noise = CLEAN, size: float = 1.0) -> ReportFacts:
    """Return the facts of the report of that number as extraction would, without writing it."""
    made = report(number, seed, noise=noise, size=size)
    return made.as_facts(hashlib.sha256(made.text.encode()).hexdigest())


def report_text(one: School, year: int, seed: int = 1, revision: int = 0) -> str:
    """Return the text of a school's report of a year."""
    return report(_number(one, year), seed, revision=revision).text


def short_text(one: School, year: int, seed: int = 1, revision: int = 0) -> str:
    """Return a report of about 3 kB: the school, its majors and partners."""
    return report(_number(one, year), seed, revision=revision, short=True).text


def write_reports(folder: Path, count: int, seed: int = 1) -> list[Path]:
    """Write `count` clean reports as text into `folder`, made where it is missing; return their paths."""
    folder.mkdir(parents=True, exist_ok=True)
    return [write_report(folder, number, seed) for number in range(count)]


def write_report(folder: Path, number: int, seed: int = 1, revision: int = 0) -> Path:
    """Write the report of that number into `folder`; another `revision` says other things under its name."""
    made = report(number, seed, revision=revision)
    path = folder / made.name
    path.write_text(made.text, encoding="utf-8")
    return path


def _number(one: School, year: int) -> int:
    if year < YEAR:
        return one.number // (_SECOND - 1) * _SECOND + _SECOND - 1
    return one.number // (_SECOND - 1) * _SECOND + one.number % (_SECOND - 1)


def _plan(one: School, year: int, wanted: Wanted) -> Plan:
    seed, revision = wanted.seed, wanted.revision
    chance = rng(seed, "report", one.number, year, revision)
    before = figures_of(one, year - 1, seed)
    partners = _partners(one, seed, year, revision)
    figures = figures_of(one, year, seed, revision)
    return Plan(one, year, figures, before, partners[:4] if wanted.short else partners, chance, wanted.size)


def _partners(one: School, seed: int, year: int, revision: int) -> list[Firm]:
    """Return the firms that a school works with, most of them those of its other years."""
    lasting, now = rng(seed, "partners", one.number), rng(seed, "told", one.number, year, revision)
    found = [known_firm(lasting) for _ in range(lasting.randint(2, 4))]
    found += [regional_firm(seed, one, lasting) for _ in range(lasting.randint(4, 9))]
    found += [known_firm(now), regional_firm(seed, one, now)]
    return list({firm.full: firm for firm in found}.values())


def _blocks(plan: Plan, short: bool, partners_first: bool) -> list[Block]:
    title = about_school.title_of(plan)
    if short:
        chapters = [
            about_school.introduction(plan),
            about_majors.offered(plan),
            about_partners.partners(plan),
        ]
        return [title, Heading(1, "学校概况"), *(block for chapter in chapters for block in chapter)]
    middle = [about_students.students(plan), about_majors.majors(plan), about_partners.partners(plan)]
    if partners_first:
        middle.reverse()
    chapters = [
        about_school.overview(plan),
        *middle,
        about_partners.service(plan),
        about_students.money(plan),
        about_students.ending(plan),
        about_students.log(plan),
    ]
    return [title, *(block for chapter in chapters for block in chapter)]
