"""Generated reports of invented schools: 8 to 30 kB of text with some hundred facts, the same for a seed.

A report depends on its seed, school, year and revision only, not on how many are made.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from random import Random
from typing import Final

from . import many_words as words
from .many_names import (
    LOCAL_BODIES,
    SHORT_BODIES,
    Firm,
    School,
    college,
    group,
    known_firm,
    person,
    regional_firm,
    rng,
    school,
)

YEAR: Final = 2022
#: Of so many reports one is the second of its school, of the year before.
_SECOND: Final = 5
_RANKS: Final = ("一等奖", "二等奖", "二等奖", "三等奖", "三等奖")


def write_reports(folder: Path, count: int, seed: int = 1) -> list[Path]:
    """Write `count` reports into `folder`, made where it is missing; return their paths in order."""
    folder.mkdir(parents=True, exist_ok=True)
    return [write_report(folder, number, seed) for number in range(count)]


def write_report(folder: Path, number: int, seed: int = 1, revision: int = 0) -> Path:
    """Write the report of that number into `folder`; another `revision` says other things under its name."""
    one, year = school_and_year(number, seed)
    path = folder / f"{one.name}{year}.txt"
    path.write_text(report_text(one, year, seed, revision), encoding="utf-8")
    return path


def school_and_year(number: int, seed: int = 1) -> tuple[School, int]:
    """Return of which school and year the report of that number is: every fifth is a second one."""
    rounds, place = divmod(number, _SECOND)
    first = rounds * (_SECOND - 1)
    if place == _SECOND - 1:
        return school(seed, first), YEAR - 1
    return school(seed, first + place), YEAR


def report_text(one: School, year: int, seed: int = 1, revision: int = 0) -> str:
    """Return a report; figures and partners change somewhat with the year and the revision."""
    chance = rng(seed, "report", one.number, year, revision)
    parts = (
        [f"{one.name}质量年度报告（{year}年度）"],
        _overview(one, year, chance),
        _students(one, year, chance),
        _majors(one, year, chance),
        _partners(one, year, seed, revision),
        _service(one, year, chance),
        _ending(year, chance),
        _log(chance),
    )
    return "\n\n".join(line for part in parts for line in part) + "\n"


def short_text(one: School, year: int, seed: int = 1, revision: int = 0) -> str:
    """Return a report of about 3 kB: the school, its majors and partners."""
    chance = rng(seed, "short", one.number, year, revision)
    heading = [f"{one.name}质量年度报告（{year}年度）", "一、学校概况", *_introduction(one, chance)]
    parts = (heading, _major_table(one, year, chance), _awards(one, year, chance))
    partners = _partners(one, year, seed, revision, short=True)
    return "\n\n".join([*(line for part in parts for line in part), *partners]) + "\n"


def _introduction(one: School, chance: Random) -> list[str]:
    titles = [
        f"{title.format(p=one.province, c=one.prefecture)}（{chance.randint(2010, 2020)}年）"
        for title in chance.sample(words.HONOURS, chance.randint(3, 6))
    ]
    return [
        f"{one.name}（简称{one.short}）是{one.county}教育局举办的公办学校，创办于{one.founded}年，"
        f"位于{one.county}学府路{chance.randint(1, 200)}号。学校开设专业{len(one.majors)}个。",
        f"学校先后获得{'、'.join(titles)}等称号。",
    ]


def _overview(one: School, year: int, chance: Random) -> Iterator[str]:
    yield "一、学校概况"
    yield "（一）学校简介"
    yield from _introduction(one, chance)
    yield "（二）办学规模"
    students, new = chance.randint(900, 4800), chance.randint(300, 1600)
    table = [("项目", f"{year - 1}年", f"{year}年")]
    for name, size in (("招生数（人）", new), ("在校生数（人）", students), ("毕业生数（人）", new - 60)):
        table.append((name, str(size - chance.randint(5, 90)), str(size)))
    yield _table("表1  学生规模", table)
    yield "（三）教师队伍"
    teachers = students // 17
    dual = teachers // 3
    yield (
        f"{year}年，学校有教职工{teachers + 28}人，专任教师{teachers}人，"
        f"双师型教师{dual}人，高级职称教师{teachers // 4}人，硕士及以上学历{teachers // 12}人；"
        f"生师比{students / teachers:.2f}：1。"
        f"从企业聘请兼职教师{chance.randint(5, 30)}人。"
    )
    yield from _filler(words.TEACHING, chance, 2, 4)
    yield "（四）办学条件"
    yield (
        f"学校占地{chance.randint(60, 400)}亩，建筑面积{chance.randint(30, 120) / 10}万平方米，"
        f"教学仪器设备总值{chance.randint(900, 6000)}.{chance.randint(1, 9)}万元，"
        f"实训工位{chance.randint(400, 2400)}个，纸质图书{chance.randint(30, 150) / 10}万册。"
    )


def _students(one: School, year: int, chance: Random) -> Iterator[str]:
    yield "二、学生发展"
    yield "（一）学习与就业"
    graduates = chance.randint(250, 1500)
    yield (
        f"{year}年毕业生{graduates}人，升学{graduates * 6 // 10}人，直接就业{graduates * 3 // 10}人，"
        f"就业率{_rate(chance)}%，对口就业率{_rate(chance, 70)}%，平均起薪{chance.randint(260, 420)}0元。"
        f"文化课合格率{_rate(chance)}%，专业技能合格率{_rate(chance)}%，体质测评合格率{_rate(chance)}%。"
    )
    rows = [("专业名称", "毕业生数", "就业率", "对口就业率")]
    for _, name in chance.sample(one.majors, 3):
        rows.append((name, str(chance.randint(20, 180)), f"{_rate(chance)}%", f"{_rate(chance, 70)}%"))
    yield _table(f"表2  {year}届毕业生就业情况", rows)
    yield "（二）学生管理"
    yield from _filler(words.LIFE, chance, 4, 12)
    yield "（三）技能竞赛"
    yield from _awards(one, year, chance)
    yield "（四）满意度"
    yield (
        f"问卷结果：理论学习满意度{_rate(chance)}%，专业学习满意度{_rate(chance)}%，实习实训满意度{_rate(chance)}%，"
        f"校园安全满意度{_rate(chance)}%，毕业生对学校满意度{_rate(chance)}%，用人单位满意度{_rate(chance)}%。"
    )


def _awards(one: School, year: int, chance: Random) -> Iterator[str]:
    rows = [("赛事", "项目", "选手", "指导教师", "等级")]
    events = (
        f"{one.province}职业院校技能大赛（中职组）",
        f"{one.prefecture}中职学生技能大赛",
        "省职业院校技能大赛",
    )
    for item in chance.sample(words.ITEMS, chance.randint(4, 8)):
        winners = "、".join(person(chance) for _ in range(chance.choice((1, 1, 2, 3))))
        rows.append((chance.choice(events), item, winners, person(chance), chance.choice(_RANKS)))
    yield _table(f"表3  {year}年学生竞赛获奖情况", rows)


def _majors(one: School, year: int, chance: Random) -> Iterator[str]:
    yield "三、专业建设"
    yield "（一）专业设置"
    yield from _major_table(one, year, chance)
    yield "（二）专业教学"
    for _, name in chance.sample(one.majors, chance.randint(2, len(one.majors))):
        yield chance.choice(words.MAJORS).format(m=name)
    yield from _filler(words.TEACHING, chance, 2, 8)
    yield "（三）贯通培养"
    for (_, name), place in zip(chance.sample(one.majors, 2), {college(one, chance): 0}, strict=False):
        yield f"{name}专业与{place}开展“3+2”中高职一体化培养，前三年在校学习，后两年到{place}学习。"
    yield "（四）建设项目"
    first, second, third = (name for _, name in chance.sample(one.majors, 3))
    yield (
        f"{first}专业列入省级品牌专业建设项目（{year - chance.randint(1, 5)}年立项），"
        f"学校建有{person(chance)}技能大师工作室。{second}专业开展现代学徒制试点。"
        f"学校是{third}1+X证书试点院校。"
    )


def _major_table(one: School, year: int, chance: Random) -> Iterator[str]:
    rows = [("专业代码", "专业名称", "培养层次", f"{year}年在校生")]
    rows += [(code, name, "中职", str(chance.randint(40, 520))) for code, name in one.majors]
    yield _table("表4  专业设置", rows)


def _partners(one: School, year: int, seed: int, revision: int, short: bool = False) -> Iterator[str]:
    """Yield what the report says of partners, most of them those of the school's other years."""
    lasting, chance = rng(seed, "partners", one.number), rng(seed, "told", one.number, year, revision)
    found = [known_firm(lasting) for _ in range(lasting.randint(2, 4))]
    found += [regional_firm(seed, one, lasting) for _ in range(lasting.randint(4, 9))]
    found += [known_firm(chance), regional_firm(seed, one, chance)]
    firms = list({firm.full: firm for firm in found}.values())
    told = firms[: len(firms) // 2] if not short else firms[:3]
    yield "四、校企合作"
    yield "（一）合作育人"
    for firm in told:
        yield _told(firm, one, year, chance)
    if not short:
        yield from _filler(words.COOPERATION, chance, 2, 6)
    yield "（二）主要合作单位"
    rows = [("序号", "合作单位", "合作专业", "合作形式", "起始年份")]
    for number, firm in enumerate(firms[len(told) :], 1):
        form, since = chance.choice(words.FORMS), str(chance.randint(2010, year))
        rows.append((str(number), _form(firm, chance), _major_for(firm.digits, one, chance), form, since))
    yield _table("表5  主要合作单位", rows)
    yield "（三）行业、医院和社区"
    for name, deed, _ in chance.sample(LOCAL_BODIES, 2 if short else 4):
        # Some reports say the county's name, others trust that it is known.
        full = name not in SHORT_BODIES or chance.random() < 0.5
        place = one.county if full else one.county[-1]
        yield f"学校与{place}{name if full else SHORT_BODIES[name]}合作，{deed}。"
    yield f"学校是{group(one, lasting)}的{lasting.choice(('副理事长单位', '理事单位', '成员单位'))}。"


def _told(firm: Firm, one: School, year: int, chance: Random) -> str:
    return chance.choice(words.PARTNERSHIPS).format(
        f=_form(firm, chance),
        s=firm.short,
        k=firm.short[:4],
        m=_major_for(firm.digits, one, chance),
        y=chance.randint(year - 6, year),
        n=chance.randint(15, 90),
    )


def _form(firm: Firm, chance: Random) -> str:
    return chance.choice(firm.forms)


def _major_for(digits: str, one: School, chance: Random) -> str:
    """Return a major of the school that a firm of that trade may need, or any."""
    fitting = [name for code, name in one.majors if digits and code.startswith(digits)]
    return chance.choice(fitting or [name for _, name in one.majors])


def _service(one: School, year: int, chance: Random) -> Iterator[str]:
    yield "五、服务社会"
    other = school(99, chance.randrange(300))
    yield (
        f"{year}年，学校面向企业职工、退役军人和农村劳动力开展培训{chance.randint(500, 9000)}人次。"
        f"{chance.randint(2015, year)}年起，学校对口帮扶{other.name}，每年派专业课教师驻校任教。"
    )
    yield f"学校党总支有党员{chance.randint(20, 120)}名，与{one.county}枫桥社区结为党建共建单位。"


def _ending(year: int, chance: Random) -> Iterator[str]:
    yield "六、经费与展望"
    income = chance.randint(1500, 9000)
    spent = income - 42
    yield f"{year}年学校总收入{income}.{chance.randint(1, 9)}万元，总支出{spent}.{chance.randint(1, 9)}万元。"
    yield from _filler(words.PROBLEMS, chance, 3, 6)


def _log(chance: Random) -> Iterator[str]:
    """Yield what was done from month to month, of which reports differ most in length."""
    yield "七、工作纪要"
    entries = int(chance.triangular(0, 17, 1))
    for month in range(1, 13):
        said = (
            chance.choice(words.WHO) + chance.choice(words.DID) + chance.choice(words.CAME)
            for _ in range(chance.randint(0, entries))
        )
        if text := "".join(said):
            yield f"{month}月，{text}"


def _filler(sentences: Sequence[str], chance: Random, least: int, most: int) -> Iterator[str]:
    """Yield paragraphs of two sentences of a list, each sentence once at most."""
    chosen = chance.sample(sentences, min(chance.randint(least, most), len(sentences)))
    for at in range(0, len(chosen), 2):
        yield "".join(chosen[at : at + 2])


def _table(caption: str, rows: Sequence[Sequence[str]]) -> str:
    return "\n".join([caption, *("\t".join(row) for row in rows)])


def _rate(chance: Random, least: int = 86) -> str:
    return f"{chance.randint(least * 10, 996) / 10}"
