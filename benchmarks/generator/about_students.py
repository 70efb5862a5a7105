"""Chapters on students and money: how they leave, what they win, what they think; income and Party."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from . import filler
from .draft import Block, Claim, Heading, Listing, Row, RowClaim, Said, Sheet, claim, figure, paragraph
from .figures import written
from .forms import joined, prose, value_table, year_table
from .names import person
from .plan import Plan

_RANKS: Final = ("一等奖", "二等奖", "二等奖", "三等奖", "三等奖")
#: Competitions by level, with {p} and {c} the province's and the prefecture's name and {k} the county's.
_EVENTS: Final = (
    ("provincial", "{p}职业院校技能大赛"),
    ("provincial", "{p}中等职业学校技能大赛"),
    ("provincial", "省职业院校技能大赛"),
    ("municipal", "{c}中职学生技能大赛"),
    ("municipal", "{c}职业技能竞赛"),
    ("national", "全国职业院校技能大赛"),
    ("county", "{k}中小学生艺术节"),
)
_TEACHER_EVENTS: Final = (
    ("provincial", "{p}职业院校教师教学能力比赛"),
    ("municipal", "{c}中职教师技能大赛"),
    ("provincial", "{p}中职班主任能力比赛"),
    ("municipal", "{c}优质课评比"),
)
_SATISFACTION: Final = (
    "satisfaction_theory",
    "satisfaction_major",
    "satisfaction_practice",
    "satisfaction_culture",
    "satisfaction_life",
    "satisfaction_safety",
    "satisfaction_graduates",
    "satisfaction_employers",
)


@dataclass(frozen=True, slots=True)
class _Result:
    """A result in a competition."""

    level: str
    event: str
    item: str
    winners: tuple[str, ...]
    advisors: tuple[str, ...]
    rank: str
    year: int

    def claim(self, kind: str = "student", **changed: object) -> Claim:
        values: dict[str, object] = {
            "event": self.event,
            "item": self.item,
            "recipients": self.winners,
            "recipient_kind": kind,
            "advisors": self.advisors,
            "level": self.level,
            "rank": self.rank,
            "year": self.year,
        }
        values |= changed
        thing = "/".join((self.event, self.item, *self.winners, self.rank))
        kept = {key: value for key, value in values.items() if value or key == "recipients"}
        return Claim("award", kept, thing)


def students(plan: Plan) -> Iterator[Block]:
    """Yield the chapter on students."""
    chance = plan.chance
    yield Heading(1, chance.choice(("学生发展", "学生成长", "人才培养质量")))
    yield Heading(2, chance.choice(("学习与就业", "就业质量", "毕业生就业情况")))
    yield from _leavers(plan)
    yield Heading(2, chance.choice(("学生管理", "德育工作", "在校体验")))
    yield from prose(plan, filler.LIFE, 4, 10)
    yield Heading(2, chance.choice(("技能竞赛", "技能大赛", "竞赛成绩")))
    yield from _awards(plan)
    yield Heading(2, chance.choice(("满意度", "在校生与毕业生满意度", "满意度调查")))
    codes = chance.sample(_SATISFACTION, chance.randint(4, 8))
    codes.sort(key=_SATISFACTION.index)
    if chance.random() < 0.6:
        yield paragraph("问卷结果：", *joined([plan.told(code) for code in codes], "，"), "。")
    else:
        yield value_table(plan, "满意度调查结果", codes)


def _leavers(plan: Plan) -> Iterator[Block]:
    chance, year = plan.chance, plan.year
    first = ["graduates", "employed_graduates", "employment_rate", "advanced_study", "direct_employed"]
    second = ["matched_employed", "matched_employment_rate", "starting_salary", "later_salary"]
    if chance.random() < 0.7:
        lead = chance.choice((f"{year}年，学校", f"{year}届", f"{year}年，"))
        yield paragraph(lead, *joined([plan.told(code, year) for code in first], "，"), "。")
        yield paragraph(f"{year}年，", *joined([plan.told(code, year) for code in second], "，"), "。")
    else:
        yield year_table(plan, "毕业生就业情况对比", first[:3] + second[:3])
    yield from _by_major(plan)
    third = [
        "culture_pass_rate",
        "skill_pass_rate",
        "fitness_pass_rate",
        "graduation_rate",
        "certificate_rate",
    ]
    told = [plan.told(code) for code in chance.sample(third, chance.randint(3, 5))]
    yield paragraph(chance.choice(("本学年，学生", "学业水平方面，", "")), *joined(told, "，"), "。")


def _by_major(plan: Plan) -> Iterator[Block]:
    """Yield a table of the leavers of some majors: their number, employment and pay."""
    chance, year = plan.chance, plan.year
    heads = {"graduates": "毕业生数", "employment_rate": "就业率", "matched_employment_rate": "对口就业率"}
    if chance.random() < 0.5:
        heads["starting_salary"] = chance.choice(("平均起薪（元）", "初次就业起薪（元）"))
    signs = chance.random() < 0.5
    if not signs:
        heads |= {code: f"{heads[code]}（%）" for code in heads if code.endswith("rate")}
    rows = []
    for name in chance.sample(plan.majors, chance.randint(3, len(plan.majors))):
        values = {
            "graduates": chance.randint(20, 180),
            "employment_rate": chance.randint(900, 1000) / 10,
            "matched_employment_rate": chance.randint(650, 960) / 10,
            "starting_salary": chance.randint(240, 420) * 10,
        }
        cells, claims = [name], [RowClaim(claim("major", name, name=name), {0: ""})]
        for column, code in enumerate(heads, 1):
            rate = code.endswith("rate")
            cells.append(written(values[code]) + ("%" if rate and signs else ""))
            unit = "%" if rate else "元" if code == "starting_salary" else "人"
            fact = figure(code, values[code], unit, year, f"major:{name}")
            claims.append(RowClaim(fact, {0: "", column: ""}))
        rows.append(Row(tuple(cells), tuple(claims)))
    caption = chance.choice((f"表2  {year}届毕业生就业情况", f"{year}年毕业生分专业就业情况表"))
    yield Sheet(caption, (chance.choice(("专业名称", "专业")), *heads.values()), tuple(rows))


def _results(plan: Plan, count: int) -> list[_Result]:
    chance, one = plan.chance, plan.school
    names = {"p": one.province, "c": one.prefecture, "k": one.county}
    found = []
    for item in chance.sample(filler.ITEMS, count):
        level, event = _EVENTS[min(int(chance.expovariate(0.6)), len(_EVENTS) - 1)]
        winners = tuple(dict.fromkeys(person(chance) for _ in range(chance.choice((1, 1, 2, 3)))))
        advisors = tuple(dict.fromkeys(person(chance) for _ in range(chance.choice((1, 1, 2)))))
        found.append(
            _Result(level, event.format(**names), item, winners, advisors, chance.choice(_RANKS), plan.year)
        )
    return found


def _awards(plan: Plan) -> Iterator[Block]:
    chance, year = plan.chance, plan.year
    results = _results(plan, chance.randint(4, 9))
    form = chance.randrange(7)
    if form == 0:
        yield paragraph(f"{year}年，学校师生在各级技能竞赛中取得较好成绩。")
        yield Listing(tuple((_result_in_prose(one, plan),) for one in results))
    elif form == 5:
        yield from _by_rank(results, plan)
    elif form == 1:
        for at in range(0, len(results), 2):
            parts: list[Said | str] = [f"{year}年，"]
            for one in results[at : at + 2]:
                parts += [_result_in_prose(one, plan), "。"]
            yield paragraph(*parts)
    else:
        yield _award_table(plan, results, form)
    yield paragraph(*_teacher_awards(plan))
    yield paragraph("全年学生在市级以上比赛中共获奖二十余项，参加训练的学生占到三成。")


def _by_rank(results: Sequence[_Result], plan: Plan) -> Iterator[Block]:
    """Yield the results of one competition, the winners of each rank together."""
    first, year = results[0], plan.year
    same = [replace(one, level=first.level, event=first.event, advisors=()) for one in results]
    yield paragraph(f"在{year}年{first.event}中，学校取得如下成绩：")
    items = []
    for rank in dict.fromkeys(sorted(_RANKS)):
        told = [
            Said(f"{'、'.join(one.winners)}（{one.item}）", (one.claim(),))
            for one in same
            if one.rank == rank
        ]
        if told:
            items.append(
                (
                    Said(f"{rank}："),
                    *(one if isinstance(one, Said) else Said(one) for one in joined(told, "；")),
                )
            )
    yield Listing(tuple(items))


def _result_in_prose(one: _Result, plan: Plan) -> Said:
    winners, advisors = "、".join(one.winners), "、".join(one.advisors)
    forms = (
        f"{winners}在{one.event}{one.item}赛项中获{one.rank}，指导教师{advisors}",
        f"{winners}同学获{one.event}{one.item}项目{one.rank}（指导教师：{advisors}）",
        f"在{one.event}{one.item}比赛中，{winners}荣获{one.rank}，由{advisors}指导",
        f"{advisors}老师指导的{winners}在{one.event}中获{one.item}{one.rank}",
        f"{winners}代表学校参加{one.event}{one.item}比赛，荣获{one.rank}，指导教师为{advisors}",
    )
    return Said(plan.chance.choice(forms), (one.claim(),))


def _award_table(plan: Plan, results: list[_Result], form: int) -> Sheet:
    chance, year = plan.chance, plan.year
    rows: list[Row] = []
    cells: tuple[str, ...]
    if form == 2:
        for one in sorted(results, key=lambda one: one.event):
            cells = (one.event, one.item, "、".join(one.winners), "、".join(one.advisors), one.rank)
            columns = {0: "event", 1: "item", 2: "recipients", 3: "advisors", 4: ""}
            rows.append(Row(cells, (RowClaim(one.claim(), columns),)))
        heads: tuple[str, ...] = ("赛事", "项目", "选手", "指导教师", "等级")
        return Sheet(f"表3  {year}年学生竞赛获奖情况", heads, tuple(rows))
    if form == 3:
        for place, one in enumerate(results, 1):
            winners, advisors = "、".join(one.winners), " ".join(one.advisors)
            cells = (str(place), winners, one.event, one.item, one.rank, advisors)
            columns = {1: "recipients", 2: "event", 3: "item", 4: "", 5: "advisors"}
            rows.append(Row(cells, (RowClaim(one.claim(), columns),)))
        heads = ("序号", "获奖学生", "竞赛名称", "竞赛项目", "奖次", "辅导教师")
        return Sheet(f"{year}年学生获奖一览表", heads, tuple(rows))
    first = results[0]
    for one in results:
        same = replace(one, level=first.level, event=first.event)
        cells = (one.item, "、".join(one.winners), one.rank, "、".join(one.advisors))
        rows.append(Row(cells, (RowClaim(same.claim(), {0: "", 1: "recipients", 2: "", 3: "advisors"}),)))
    captions = (f"{year}年{first.event}获奖名单", f"{first.event}获奖情况（{year}年）")
    return Sheet(chance.choice(captions), ("赛项", "参赛学生", "成绩", "指导老师"), tuple(rows))


def _teacher_awards(plan: Plan) -> Iterator[Said | str]:
    chance, one = plan.chance, plan.school
    names = {"p": one.province, "c": one.prefecture, "k": one.county}
    for level, event in chance.sample(_TEACHER_EVENTS, chance.randint(1, 2)):
        result = _Result(
            level, event.format(**names), "", (person(chance),), (), chance.choice(_RANKS), plan.year
        )
        text = chance.choice(
            ("教师{w}在{y}年{e}中获{r}", "{y}年，{w}老师获{e}{r}", "{w}老师参加{y}年{e}，获得{r}")
        )
        words = text.format(w=result.winners[0], y=plan.year, e=result.event, r=result.rank)
        yield Said(words, (result.claim("teacher"),))
        yield "。"
    if chance.random() < 0.4:
        level, event = _EVENTS[3]
        whole = _Result(level, event.format(**names), "", (), (), "优秀组织奖", plan.year)
        text = f"{plan.year}年，学校获{whole.event}{whole.rank}"
        yield Said(text, (whole.claim("school"),))
        yield "。"


def money(plan: Plan) -> Iterator[Block]:
    """Yield the chapter on money, and on the Party."""
    chance, year = plan.chance, plan.year
    codes = ["total_income", "total_expenditure", "funding"]
    yield Heading(1, chance.choice(("经费保障", "政策与经费", "举办者履责")))
    yield Heading(2, "经费")
    if chance.random() < 0.7:
        told = [plan.told(code, year) for code in chance.sample(codes, chance.randint(2, 3))]
        yield paragraph(f"{year}年，学校", *joined(told, "，"), "。")
    else:
        yield year_table(plan, "学校经费收支情况（万元）", codes)
    yield Heading(2, chance.choice(("党建工作", "党的建设")))
    yield paragraph(chance.choice(("学校党总支现有", "学校现有")), plan.told("party_members"), "。")
    yield from prose(plan, filler.LIFE, 0, 2)


def ending(plan: Plan) -> Iterator[Block]:
    """Yield the chapter on problems."""
    yield Heading(1, plan.chance.choice(("主要问题和改进措施", "问题与展望", "面临挑战与改进措施")))
    yield from prose(plan, filler.PROBLEMS, 3, 6)


def log(plan: Plan) -> Iterator[Block]:
    """Yield what was done from month to month, of which reports differ most in length."""
    chance = plan.chance
    entries = round(chance.triangular(0, 14, 1) * plan.more)
    if entries < 2:
        return
    yield Heading(1, chance.choice(("工作纪要", "大事记", "工作记录")))
    for month in range(1, 13):
        said = (
            chance.choice(filler.WHO) + chance.choice(filler.DID) + chance.choice(filler.CAME)
            for _ in range(chance.randint(0, entries))
        )
        if text := "".join(said):
            yield paragraph(f"{month}月，{text}")
