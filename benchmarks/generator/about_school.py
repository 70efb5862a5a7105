"""Chapters on the school itself: who it is, what it came from, its honours, size, teachers and rooms."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from . import filler
from .about_honours import honours
from .draft import Block, Claim, Heading, Listing, Paragraph, Row, RowClaim, Said, Sheet, claim, paragraph
from .figures import written
from .forms import joined, prose, value_table, year_table
from .names import School
from .plan import Plan

_FORMER: Final = (
    "农业中学",
    "职业中学",
    "第二中学",
    "农机化学校",
    "卫生学校",
    "教师进修学校",
    "成人教育中心",
)


def title_of(plan: Plan) -> Paragraph:
    """Return the report's title, which names school and year."""
    one = plan.school
    text = plan.chance.choice(
        (
            "{n}质量年度报告（{y}年度）",
            "{n}教育质量年度报告（{y}）",
            "{n}{y}年度质量报告",
            "{n}中等职业教育质量年度报告（{y}年度）",
        )
    ).format(n=one.name, y=plan.year)
    return paragraph(
        Said(text, (claim("school", one.name, name=one.name, region=one.county, report_year=plan.year),))
    )


def overview(plan: Plan) -> Iterator[Block]:
    """Yield the chapter on the school."""
    chance = plan.chance
    yield Heading(1, chance.choice(("学校概况", "学校情况", "基本情况", "学校基本情况")))
    yield Heading(2, chance.choice(("学校简介", "学校概况", "历史沿革", "学校基本信息")))
    yield from introduction(plan)
    yield from honours(plan)
    yield Heading(2, chance.choice(("办学规模", "学生规模", "学生情况", "规模与结构")))
    yield from _size(plan)
    yield Heading(2, chance.choice(("教师队伍", "师资队伍", "师资情况")))
    yield from _teachers(plan)
    yield Heading(2, chance.choice(("办学条件", "设施设备", "基础设施")))
    yield from _rooms(plan)


def organiser(one: School) -> str:
    """Return who runs the school: the county's office."""
    office = "人力资源和社会保障局" if one.name.endswith("技工学校") else "教育局"
    return f"{one.county}{office}"


def address(one: School) -> str:
    """Return where the school stands."""
    return f"{one.county}学府路{one.number % 199 + 1}号"


def introduction(plan: Plan) -> Iterator[Block]:
    """Yield who the school is, in prose, as a card or a table."""
    one, chance = plan.school, plan.chance
    values = {"founded": one.founded, "organiser": organiser(one), "address": address(one)}
    region = one.county
    form = chance.randrange(5)
    if form == 0:
        text = (
            f"{one.name}（简称{one.short}）是{organiser(one)}举办的公办学校，"
            f"创办于{one.founded}年，位于{address(one)}"
        )
        facts = claim("school", one.name, name=one.name, aliases=(one.short,), region=region, **values)
        yield paragraph(Said(text, (facts,)), "。", *_history(plan))
    elif form == 1:
        text = f"{one.name}始建于{one.founded}年，由{organiser(one)}主管，校址在{address(one)}"
        facts = claim("school", one.name, name=one.name, region=region, **values)
        yield paragraph(
            Said(text, (facts,)), "。", *_history(plan), "学校面向本地产业办学，学生多数来自农村。"
        )
    elif form == 2:
        place = f"{one.province}{one.prefecture}{one.county}"
        text = (
            f"{one.name}地处{place}，建校于{one.founded}年，主管部门为{organiser(one)}，以下简称“{one.short}”"
        )
        facts = claim(
            "school",
            one.name,
            name=one.name,
            aliases=(one.short,),
            region=place,
            founded=one.founded,
            organiser=organiser(one),
        )
        yield paragraph(Said(text, (facts,)), "。", *_history(plan))
    elif form == 3:
        lines = (
            ("学校名称", one.name, "name", one.name),
            ("办学性质", "公办", "", ""),
            (chance.choice(("主管部门", "举办者")), organiser(one), "organiser", organiser(one)),
            ("建校时间", f"{one.founded}年", "founded", one.founded),
            ("学校地址", address(one), "address", address(one)),
        )
        yield Listing(
            tuple(
                (Said(f"{head}：{text}", (claim("school", one.name, **{key: value}),) if key else ()),)
                for head, text, key, value in lines
            )
        )
        yield paragraph("学校坚持育人为本，服务本地。", *_history(plan))
    else:
        rows = (
            Row(("学校名称", one.name), (_of(claim("school", one.name, name=one.name, region=region), 1),)),
            Row(("举办者", organiser(one)), (_of(claim("school", one.name, organiser=organiser(one)), 1),)),
            Row(("建校年份", str(one.founded)), (_of(claim("school", one.name, founded=one.founded), 1),)),
            Row(("学校地址", address(one)), (_of(claim("school", one.name, address=address(one)), 1),)),
        )
        yield Sheet("学校基本信息", ("项目", "内容"), rows)
        yield paragraph("学校多年来形成了较为稳定的办学规模。", *_history(plan))


def _of(one: Claim, *columns: int) -> RowClaim:
    return RowClaim(one, dict.fromkeys(columns, ""))


def _history(plan: Plan) -> list[Said | str]:
    """Return what the school was before, for half of the schools."""
    one, chance = plan.school, plan.chance
    if one.number % 2:
        return []
    first, second, third = (f"{one.county}{name}" for name in chance.sample(_FORMER, 3))
    early, late = one.founded + chance.randint(3, 14), one.founded + chance.randint(15, 25)

    def was(name: str, year: int, event: str) -> Claim:
        return claim("predecessor", name, name=name, year=year, event=event)

    forms: tuple[tuple[str, tuple[Claim, ...]], ...] = (
        (
            f"学校前身是创办于{one.founded}年的{first}，{early}年更名为{second}，{late}年改为现名",
            (was(first, early, "rename"), was(second, late, "rename")),
        ),
        (
            f"{late}年，{first}与{second}合并，组建{one.name}",
            (was(first, late, "merge"), was(second, late, "merge")),
        ),
        (
            f"学校前身为{first}，{early}年更名为{second}，{late}年{third}并入",
            (was(first, early, "rename"), was(third, late, "merge")),
        ),
        (f"{one.founded}年建校时校名为{first}，{late}年改用现名", (was(first, late, "rename"),)),
        (f"学校原名{first}，{late}年升格为{one.name}", (was(first, late, "upgrade"),)),
    )
    return [Said(*chance.choice(forms)), "。"]


def _size(plan: Plan) -> Iterator[Block]:
    chance, year = plan.chance, plan.year
    codes = ["new_students", "enrolled_students", "graduates"]
    if chance.random() < 0.5:
        yield year_table(plan, chance.choice(("表1  学生规模", "学生规模变化情况表", "")), codes)
    else:
        told = [plan.told(code, year) for code in codes]
        yield paragraph(f"{year}年，学校", *joined(told, "，"), "。", *_last_year(plan))
    more = [plan.told(code, year) for code in ("retention_rate", "classes")]
    yield paragraph(f"{year}年，", *joined(more, "，"), "。", "学生主要来自周边乡镇，住校的约占六成。")


def _last_year(plan: Plan) -> Iterator[Said | str]:
    before, chance, code = plan.before, plan.chance, "enrolled_students"
    value = before[code]
    forms = (f"{plan.year - 1}年在校生{written(value)}人", f"{plan.year - 1}年在校学生为{written(value)}人")
    if chance.random() < 0.5:
        yield Said(chance.choice(forms), (plan.figure(code, plan.year - 1, value),))
        yield "，规模基本稳定。"


def _teachers(plan: Plan) -> Iterator[Block]:
    chance = plan.chance
    codes = ["staff", "full_time_teachers", "specialised_teachers", "dual_qualified_teachers"]
    codes += ["senior_title_teachers", "masters_teachers"]
    form = chance.randrange(3)
    if form == 0:
        yield paragraph("学校现有", *joined([plan.told(code) for code in codes], "，"), "。")
    elif form == 1:
        yield value_table(plan, "教师队伍情况表", codes)
    else:
        yield year_table(plan, "师资情况", codes[:4])
        yield paragraph("其中", *joined([plan.told(code) for code in codes[4:]], "，"), "。")
    rest = [
        plan.told(code) for code in ("student_teacher_ratio", "dual_qualified_ratio", "part_time_teachers")
    ]
    yield paragraph(*joined(chance.sample(rest, chance.randint(1, 3)), "；"), "。")
    yield from prose(plan, filler.TEACHING, 2, 4)


def _rooms(plan: Plan) -> Iterator[Block]:
    chance = plan.chance
    codes = ["campus_area", "floor_area", "equipment_value", "workstations", "printed_books", "ebooks"]
    codes += chance.sample(["new_equipment_value", "equipment_per_student", "books_per_student"], 2)
    if chance.random() < 0.6:
        first, second = codes[:4], codes[4:]
        yield paragraph("学校", *joined([plan.told(code) for code in first], "，"), "。")
        yield paragraph(*joined([plan.told(code) for code in second], "，"), "。", "图书馆周末也开放。")
    else:
        yield value_table(plan, chance.choice(("学校办学条件一览表", "基本办学条件")), codes)
