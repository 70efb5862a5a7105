"""Chapters on majors: which there are, how they are taught, with whom jointly, and what is built."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from . import filler
from .draft import Block, Claim, Heading, Listing, Row, RowClaim, Said, Sheet, claim, figure, paragraph
from .forms import joined, prose
from .names import college, group, person
from .plan import Plan

_GROUPS: Final = {
    "61": "现代农业",
    "64": "建筑工程",
    "66": "智能制造",
    "70": "交通运输",
    "71": "信息技术",
    "72": "医药卫生",
    "73": "现代商贸",
    "74": "旅游服务",
    "75": "文化艺术",
    "77": "教育与保育",
}
_CLOSED: Final = ("丝绸工艺", "农村经济综合管理", "文秘")
_SCHEMES: Final = ("3+2", "中高职一体化", "五年一贯制", "“3+2”中高职贯通", "三二连读")
_TOPICS: Final = (
    "任务驱动教学法在{m}课堂中的应用研究",
    "中职{m}专业课程思政的实践研究",
    "基于岗位需求的{m}实训教学改革研究",
    "中职学生职业素养评价体系构建研究",
    "县域中职学校家校共育路径研究",
)
_INITIATIVES: Final = (
    "青蓝工程",
    "阳光德育工程",
    "匠心育人工程",
    "名师领航计划",
    "一人一技行动",
    "校企双师互聘计划",
)


def majors(plan: Plan) -> Iterator[Block]:
    """Yield the chapter on majors."""
    chance = plan.chance
    yield Heading(1, chance.choice(("专业建设", "教育教学改革", "专业与课程")))
    yield Heading(2, chance.choice(("专业设置", "专业布局", "专业结构")))
    yield from offered(plan)
    yield from _changed(plan)
    yield Heading(2, chance.choice(("专业教学", "课堂教学", "教学改革")))
    for name in chance.sample(plan.majors, chance.randint(2, len(plan.majors))):
        text = chance.choice(filler.MAJORS).removeprefix("{m}")
        yield paragraph(Said(name, (_major(name),)), text)
    yield from prose(plan, filler.TEACHING, 2, 6)
    yield Heading(2, chance.choice(("贯通培养", "中高职衔接", "联合办学")))
    yield from _joint(plan)
    yield Heading(2, chance.choice(("建设项目", "质量工程", "项目建设")))
    yield from _built(plan)


def _changed(plan: Plan) -> Iterator[Block]:
    """Yield which majors are new, and which are given up: those are none of the school's any more."""
    chance = plan.chance
    new = chance.choice(plan.majors)
    closed = next(name for name in _CLOSED if name not in plan.majors)
    form = chance.randrange(3)
    if form == 0:
        yield paragraph(Said(f"{plan.year}年新增{new}专业", (_major(new),)), "，招生情况良好。")
    elif form == 1:
        yield paragraph(f"根据市场需求变化，学校停办了{closed}专业，富余教师经培训后转岗。")


def _major(name: str, **more: object) -> Claim:
    return claim("major", name, name=name, **more)


def offered(plan: Plan) -> Iterator[Block]:
    """Yield which majors the school offers: a table, a list, prose."""
    chance, form = plan.chance, plan.chance.randrange(6)
    count = plan.figure("majors_offered")
    if form < 3:
        yield paragraph(chance.choice(("学校现有专业情况见下表。", "各专业基本情况如下。")))
        yield _major_table(plan, form)
    elif form == 3:
        told = [Said(name, (_major(name),)) for name in plan.majors]
        end = Said(f"等{len(told)}个专业", (count,))
        yield paragraph("学校开设", *joined(told), end, "，均为当地产业所需。")
    elif form == 4:
        yield paragraph(Said(f"学校共开设专业{len(plan.majors)}个", (count,)), "，具体如下：")
        yield Listing(
            tuple(
                (Said(f"{name}（{code}）", (_major(name, code=code),)),) for code, name in plan.school.majors
            )
        )
    else:
        for digits in dict.fromkeys(code[:2] for code, _ in plan.school.majors):
            name = f"{_GROUPS.get(digits, '综合服务')}专业群"
            told = [
                Said(one, (_major(one, group=name),))
                for code, one in plan.school.majors
                if code.startswith(digits)
            ]
            yield paragraph(f"{name}包括", *joined(told), chance.choice(("专业。", f"{len(told)}个专业。")))


def _major_table(plan: Plan, form: int) -> Sheet:
    chance, year = plan.chance, plan.year
    rows = []
    for place, (code, name) in enumerate(plan.school.majors, 1):
        size = chance.randint(40, 520)
        inside = figure("enrolled_students", size, "人", year, f"major:{name}")
        new = figure("new_students", size // 3, "人", year, f"major:{name}")
        if form == 0:
            fact = _major(name, code=code, level=("中职",))
            cells: tuple[str, ...] = (code, name, "中职", str(size))
            claims: tuple[RowClaim, ...] = (
                RowClaim(fact, {0: "code", 1: "", 2: "level"}),
                RowClaim(inside, {1: "", 3: ""}),
            )
        elif form == 1:
            fact = _major(name, code=code)
            cells = (str(place), name, code, "三年", str(size), str(size // 3))
            claims = (
                RowClaim(fact, {1: "", 2: "code"}),
                RowClaim(inside, {1: "", 4: ""}),
                RowClaim(new, {1: "", 5: ""}),
            )
        else:
            group = f"{_GROUPS.get(code[:2], '综合服务')}类"
            cells = (group, name, str(size))
            claims = (
                RowClaim(_major(name, group=group), {0: "group", 1: ""}),
                RowClaim(inside, {1: "", 2: ""}),
            )
        rows.append(Row(cells, claims))
    heads = (
        ("专业代码", "专业名称", "培养层次", f"{year}年在校生"),
        ("序号", "专业名称", "专业代码", "学制", f"{year}年在校生数", f"{year}年招生数"),
        ("专业大类", "专业名称", f"{year}年在校生数"),
    )[form]
    return Sheet(chance.choice(("表4  专业设置", "专业设置一览表", "学校专业设置情况")), heads, tuple(rows))


def _joint(plan: Plan) -> Iterator[Block]:
    chance = plan.chance
    place = college(plan.school, chance)
    names = chance.sample(plan.majors, chance.randint(1, 2))
    scheme = chance.choice(_SCHEMES)

    def facts(chosen: list[str]) -> tuple[Claim, ...]:
        both = claim(
            "partnership",
            place,
            partner=place,
            partner_kind="school",
            modes=("joint_programme",),
            majors=tuple(chosen),
        )
        told = [
            claim("joint_programme", f"{one}/{place}", major=one, institution=place, scheme=scheme)
            for one in chosen
        ]
        return (*told, both, *(_major(one) for one in chosen))

    listed = "、".join(names)
    both = "两个专业" if len(names) > 1 else "专业"
    forms = (
        f"{listed}{both}与{place}开展{scheme}人才培养",
        f"学校与{place}合作，在{listed}{both}实行{scheme}培养",
        f"{listed}{both}同{place}联合举办{scheme}班",
    )
    if chance.random() < 0.75:
        yield paragraph(Said(chance.choice(forms), facts(names)), "，学生毕业后可以到高校继续学习。")
        return
    rows = tuple(
        Row((one, place, scheme), tuple(RowClaim(fact, {0: "", 1: "", 2: "scheme"}) for fact in facts([one])))
        for one in names
    )
    yield Sheet("中高职衔接专业一览表", ("专业名称", "合作高校", "培养模式"), rows)


def _built(plan: Plan) -> Iterator[Block]:
    chance, one, year = plan.chance, plan.school, plan.year
    first, second, third = chance.sample(plan.majors, 3)
    since = year - chance.randint(1, 5)
    master = person(chance)
    topic = chance.choice(_TOPICS).format(m=third)
    scheme = chance.choice(_INITIATIVES)
    grade = chance.choice(("省级", "市级"))
    base = f"{one.province}{chance.choice(('高技能人才', '退役军人', '新型职业农民'))}培训基地"
    unit = f"{one.province}{chance.choice(('高水平中等职业学校', '优质中等职业学校'))}建设单位"
    kinds: tuple[Said, ...] = (
        _programme(
            f"{first}专业列入省级品牌专业建设项目（{since}年立项）",
            "省级品牌专业建设项目",
            "construction_project",
            since,
            first,
        ),
        _programme(
            chance.choice(("学校建有{n}", "{n}通过验收", "学校设有{n}")).format(n=f"{master}技能大师工作室"),
            f"{master}技能大师工作室",
            "studio",
        ),
        _programme(f"{second}专业开展现代学徒制试点", "现代学徒制试点", "apprenticeship_pilot", None, second),
        _programme("学校参加1+X证书制度试点", "1+X证书制度试点", "certificate_pilot"),
        _programme(f"省级课题《{topic}》（主持人：{person(chance)}）顺利结题", topic, "research_project"),
        _programme(f"学校实施“{scheme}”", scheme, "initiative"),
        _programme(
            f"{first}专业被列为{grade}重点专业", f"{grade}重点专业", "construction_project", None, first
        ),
        _programme(f"学校设有{master}名班主任工作室", f"{master}名班主任工作室", "studio"),
        _granted(f"{since}年，学校被认定为{base}", base, "training_base", since),
        _granted(f"{since}年，学校入选{unit}", unit, "construction_project", since),
    )
    chosen = chance.sample(kinds, chance.randint(3, 6))
    if chance.random() < 0.3:
        yield Listing(tuple((told,) for told in chosen))
        return
    yield paragraph(*joined(chosen, "。"), "。")


def _programme(text: str, name: str, kind: str, year: int | None = None, *of: str) -> Said:
    fact = claim("programme", name, name=name, kind=kind, year=year, majors=of)
    return Said(text, (fact, *(_major(one) for one in of)))


def _granted(text: str, name: str, kind: str, year: int) -> Said:
    """Return words that grant the school what is both honour and programme."""
    fact = claim("programme", name, name=name, kind=kind, year=year)
    return Said(text, (fact, claim("honour", f"{name}/{year}", title=name, level="provincial", year=year)))


def groups(plan: Plan) -> Iterator[Block]:
    """Yield what groups of schools and firms the school is in."""
    chance = plan.chance
    name, role = group(plan.school, chance), chance.choice(("副理事长单位", "理事单位", "成员单位"))
    fact = claim("partnership", name, partner=name, partner_kind="group", modes=("group_member",), role=role)
    text = chance.choice((f"学校是{name}的{role}", f"学校为{name}{role}", f"学校担任{name}{role}"))
    yield paragraph(Said(text, (fact,)), "。")
