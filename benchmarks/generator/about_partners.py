"""Chapters on partners: firms, hospitals, associations and schools, and what is done with each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from . import filler
from .about_majors import groups
from .draft import Block, Claim, Heading, Listing, Row, RowClaim, Said, Sheet, claim, paragraph
from .figures import written
from .forms import joined, prose
from .names import Firm, body, community, known_firm, school
from .partner_words import WORDINGS
from .plan import Plan

#: How a partner works with a school, in a table, and the modes that it means.
_FORMS: Final = (
    ("顶岗实习", "internship"),
    ("共建校外实训基地", "training_base"),
    ("订单培养", "order_class"),
    ("现代学徒制", "apprenticeship"),
    ("员工培训", "training_service"),
    ("技术服务", "technical_service"),
    ("学生实习", "internship"),
    ("共建实训室", "training_base"),
)
#: What bodies of the county do with a school, by kind.
_BODIES: Final = (
    ("hospital", "学校与{f}合作，安排学生见习和实习", "internship"),
    ("kindergarten", "学校与{f}签订协议，学生每学期到园见习", "internship"),
    ("school", "学校与{f}结对帮扶，每学期派教师支教", "counterpart_aid"),
    ("association", "学校与{f}合作，开展技能等级认定和员工培训", "training_service"),
    ("government", "学校承担{f}委托的职业技能培训", "training_service"),
    ("media", "学校与{f}共建校外实训基地", "training_base"),
)
#: Sentences with names in them that state no partnership; {f} is a firm.
_TRAPS: Final = (
    "{f}负责人一行来校参观，与学生作了交流。",
    "{f}的工程师应邀出席开学典礼并讲话。",
    "教师普遍使用钉钉和学习通布置作业、批改作业。",
    "学校曾与几家外地企业商谈，因路途较远没有结果。",
)
_LEGAL: Final = ("股份有限公司", "有限责任公司", "集团有限公司", "有限公司", "集团", "公司")


def partners(plan: Plan) -> Iterator[Block]:
    """Yield the chapter on partners."""
    chance = plan.chance
    yield Heading(1, chance.choice(("校企合作", "产教融合", "产教融合与校企合作")))
    yield Heading(2, chance.choice(("合作育人", "校企合作开展情况", "校企协同育人")))
    cut = max(2, len(plan.partners) * chance.randint(30, 70) // 100)
    for firm in plan.partners[:cut]:
        yield _told(firm, plan)
    yield from prose(plan, filler.COOPERATION, 2, 6)
    known = {firm.full for firm in plan.partners}
    guests = [full for full in (known_firm(chance).full for _ in range(4)) if full not in known]
    if len(guests) > 1:
        traps = chance.sample(_TRAPS, 2)
        yield paragraph(*(one.format(f=guest) for one, guest in zip(traps, guests, strict=False)))
    yield Heading(2, chance.choice(("主要合作单位", "合作企业", "校外实训基地")))
    yield from _listed(plan.partners[cut:], plan)
    yield Heading(2, chance.choice(("行业、医院和社区", "多方合作", "集团化办学")))
    for kind, text, mode in chance.sample(_BODIES, chance.randint(2, 4)):
        firm = body(plan.school, kind, chance)
        form = chance.choice(firm.forms)
        fact = claim("partnership", firm.full, partner=form, partner_kind=kind, modes=(mode,))
        yield paragraph(Said(text.format(f=form), (fact,)), "。")
    yield from groups(plan)


def _told(firm: Firm, plan: Plan) -> Block:
    chance = plan.chance
    wording = chance.choice(WORDINGS)
    form, major = chance.choice(firm.forms), plan.major_for(firm)
    year = chance.randint(plan.year - 6, plan.year)
    short = firm.short[:4] if firm.short else form[:2]
    places = {"f": form, "s": firm.short, "k": short, "m": major, "y": year, "n": chance.randint(15, 90)}
    places["o"] = chance.randint(3, 12)
    majors = (major,) if "{m}" in wording.text else ()
    declared = (firm.short,) if "{s}" in wording.text and firm.short != form else ()
    text, rest = wording.text, wording.rest
    if "{s}" in text and firm.short == form:
        text, rest = text.replace("（以下简称{s}）", ""), rest.replace("{s}", "企业")
    facts = [
        claim(
            "partnership",
            firm.full,
            partner=form,
            aliases=declared,
            partner_kind=firm.kind,
            modes=wording.modes,
            majors=majors,
            since=year if wording.since else None,
        )
    ]
    if wording.programme:
        name, kind = wording.programme[0].format(**places), wording.programme[1]
        since = year if wording.since else None
        facts.append(claim("programme", name, name=name, kind=kind, partner=form, year=since, majors=majors))
    facts += (claim("major", one, name=one) for one in majors)
    return paragraph(Said(text.format(**places), tuple(facts)), rest.format(**places))


def _listed(firms: Sequence[Firm], plan: Plan) -> Iterator[Block]:
    chance, form = plan.chance, plan.chance.randrange(5)
    if form < 2:
        yield _partner_table(firms, plan, form)
    elif form == 2:
        number = plan.figures["partner_enterprises"]
        told = [Said(name, (_with(firm, name, "cooperation"),)) for firm, name in _named(firms, plan)]
        end = Said(f"等{written(number)}家企业建立了稳定的合作关系", (plan.figure("partner_enterprises"),))
        yield paragraph("学校与", *joined(told), end, "。")
    elif form == 3:
        told = [Said(name, (_with(firm, name, "internship"),)) for firm, name in _named(firms, plan)]
        yield paragraph(*joined(told), "等单位每年接收学生实习。")
    else:
        yield paragraph(chance.choice(("学校主要校外实训基地有：", "学校校外实训基地名单如下：")))
        yield Listing(
            tuple((Said(name, (_with(firm, name, "training_base"),)),) for firm, name in _named(firms, plan))
        )
    yield paragraph(plan.told("order_class_students"), "，", plan.told("interns"), "。")


def _named(firms: Sequence[Firm], plan: Plan) -> list[tuple[Firm, str]]:
    return [(firm, plan.chance.choice(firm.forms)) for firm in firms]


def _with(firm: Firm, form: str, mode: str, majors: tuple[str, ...] = (), since: int | None = None) -> Claim:
    return claim(
        "partnership",
        firm.full,
        partner=form,
        partner_kind=firm.kind,
        modes=(mode,),
        majors=majors,
        since=since,
    )


def _partner_table(firms: Sequence[Firm], plan: Plan, form: int) -> Sheet:
    chance = plan.chance
    rows = []
    for place, (firm, name) in enumerate(_named(firms, plan), 1):
        words, mode = chance.choice(_FORMS)
        major, since = plan.major_for(firm), chance.randint(2010, plan.year)
        if form:
            columns = {0: "", 1: "majors", 2: "modes"}
            cells: tuple[str, ...] = (name, major, words)
            facts = _with(firm, name, mode, (major,))
        else:
            columns = {1: "", 2: "majors", 3: "modes", 4: "since"}
            cells = (str(place), name, major, words, str(since))
            facts = _with(firm, name, mode, (major,), since)
        rows.append(Row(cells, (RowClaim(facts, columns),)))
    if form:
        return Sheet("校企合作情况一览表", ("合作企业", "对接专业", "合作内容"), tuple(rows))
    heads = ("序号", "合作单位", "合作专业", "合作形式", "起始年份")
    return Sheet("表5  主要合作单位", heads, tuple(rows))


def service(plan: Plan) -> Iterator[Block]:
    """Yield the chapter on what the school does for others."""
    chance, year = plan.chance, plan.year
    other = school(99, chance.randrange(300)).name
    near = community(plan.school, chance)
    since = chance.randint(2015, year)
    yield Heading(1, chance.choice(("服务社会", "社会贡献", "服务贡献")))
    yield Heading(2, chance.choice(("社会培训", "社会服务")))
    yield paragraph(
        f"{year}年，学校面向企业职工、退役军人和农村劳动力，",
        plan.told("training_persons", year),
        "，学员对培训安排总体满意。",
    )
    yield Heading(2, chance.choice(("对口支援", "对口帮扶")))
    aid = claim(
        "partnership", other, partner=other, partner_kind="school", modes=("counterpart_aid",), since=since
    )
    text = chance.choice((f"{since}年起，学校对口帮扶{other}", f"学校自{since}年起对口支援{other}"))
    yield paragraph(Said(text, (aid,)), "，每年派专业课教师驻校任教。")
    bond = claim(
        "partnership", near.full, partner=near.full, partner_kind="government", modes=("party_building",)
    )
    yield paragraph(Said(f"学校党总支与{near.full}结为党建共建单位", (bond,)), "，定期开展志愿服务。")
