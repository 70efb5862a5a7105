"""What a report says of the school's honours: in prose, in lists and tables, with and without years."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from .draft import Block, Claim, Listing, Row, RowClaim, Said, Sheet, claim, paragraph
from .forms import joined
from .plan import Plan

#: Titles of honour by level; {p}, {c} and {k} are the province's, the prefecture's and the county's name.
TITLES: Final = (
    ("national", "全国青少年校园足球特色学校"),
    ("national", "国家级重点中等职业学校"),
    ("national", "全国职业教育先进单位"),
    ("national", "全国五四红旗团委"),
    ("national", "全国教育系统先进集体"),
    ("national", "全国国防教育特色学校"),
    ("provincial", "{p}文明校园"),
    ("provincial", "{p}依法治校示范校"),
    ("provincial", "{p}绿色学校"),
    ("provincial", "{p}中等职业教育改革发展示范学校"),
    ("provincial", "{p}平安校园"),
    ("provincial", "{p}语言文字规范化示范校"),
    ("provincial", "省级文明单位"),
    ("provincial", "省德育先进集体"),
    ("provincial", "省级健康促进学校"),
    ("municipal", "{c}平安校园"),
    ("municipal", "{c}先进基层党组织"),
    ("municipal", "{c}职业教育先进单位"),
    ("municipal", "{c}五四红旗团委"),
    ("municipal", "{c}文明单位"),
    ("municipal", "{c}教育教学质量先进单位"),
    ("municipal", "{c}花园式单位"),
    ("county", "{k}教育工作先进集体"),
    ("county", "{k}五一劳动奖状"),
    ("county", "{k}平安建设先进单位"),
    ("county", "{k}关心下一代工作先进集体"),
)
_ISSUERS: Final = {
    "national": "教育部",
    "provincial": "省教育厅",
    "municipal": "市人民政府",
    "county": "县教育局",
}


def honours(plan: Plan) -> Iterator[Block]:
    """Yield the honours that the school holds."""
    one, chance = plan.school, plan.chance
    names = {"p": one.province, "c": one.prefecture, "k": one.county}
    found = [(level, title.format(**names)) for level, title in chance.sample(TITLES, chance.randint(3, 9))]
    dated = [(level, title, chance.randint(2006, plan.year - 1)) for level, title in found]
    form = chance.randrange(8)
    if form < 2:
        told = [
            Said(f"{title}（{year}年）", (_honour(title, level, year),))
            if form
            else Said(title, (_honour(title, level),))
            for level, title, year in dated
        ]
        lead = chance.choice(("学校先后获得", "学校先后荣获", "近年来，学校先后被评为", "建校以来，学校获得"))
        end = "等荣誉称号。" if "获" in lead else "。"
        yield paragraph(lead, *joined(told), end)
    elif form == 2:
        dated.sort(key=lambda item: item[2])
        told = [
            Said(f"{year}年被评为{title}", (_honour(title, level, year),)) for level, title, year in dated
        ]
        yield paragraph("学校", *joined(told, "，"), "。")
    elif form == 5:
        told = [Said(title, (_honour(title, level),)) for level, title, _ in dated]
        yield paragraph(chance.choice(("学校是", "学校现为")), *joined(told), "。")
    elif form == 6:
        for level, title, year in dated:
            text = chance.choice(
                (
                    f"{year}年，学校荣获“{title}”称号",
                    f"{year}年，学校获评{title}",
                    f"{year}年学校被授予“{title}”称号",
                )
            )
            yield paragraph(Said(text, (_honour(title, level, year),)), "。")
    elif form == 7:
        told = [Said(f"{title}（{year}）", (_honour(title, level, year),)) for level, title, year in dated]
        yield paragraph("所获荣誉：", *joined(told, "；"), "。")
    elif form == 3:
        yield paragraph("学校获得的主要荣誉有：")
        yield Listing(
            tuple(
                (Said(f"{title}（{year}年）", (_honour(title, level, year),)),)
                for level, title, year in dated
            )
        )
    else:
        rows = tuple(
            Row(
                (str(place), title, _ISSUERS[level], f"{year}年"),
                (RowClaim(_honour(title, level, year), {1: "", 3: "year"}),),
            )
            for place, (level, title, year) in enumerate(dated, 1)
        )
        yield Sheet("学校获得荣誉一览表", ("序号", "荣誉称号", "授予单位", "授予时间"), rows)


def _honour(title: str, level: str, year: int | None = None) -> Claim:
    return claim("honour", f"{title}/{year or ''}", title=title, level=level, year=year)
