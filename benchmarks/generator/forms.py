"""Forms that chapters share: enumerations, tables of figures, prose that states nothing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from .draft import Block, Claim, Row, RowClaim, Said, Sheet, paragraph
from .figures import TERMS, label, written
from .plan import Plan


def joined(told: Sequence[Said], sign: str = "、") -> Iterator[Said | str]:
    """Yield the parts with a sign between them."""
    for place, one in enumerate(told):
        if place:
            yield sign
        yield one


def _in(one: Claim, *columns: int) -> RowClaim:
    return RowClaim(one, dict.fromkeys(columns, ""))


def year_table(plan: Plan, caption: str, codes: Sequence[str]) -> Sheet:
    """Return a table of figures of this year and the last: a row an indicator, or a row a year."""
    chance, years = plan.chance, (plan.year - 1, plan.year)
    values = {plan.year - 1: plan.before, plan.year: plan.figures}
    if chance.random() < 0.6:
        rows = []
        for code in codes:
            cells = [f"{label(code, chance)}（{TERMS[code].unit}）"]
            claims = []
            for column, year in enumerate(years, 1):
                cells.append(written(values[year][code]))
                claims.append(_in(plan.figure(code, year, values[year][code]), column))
            rows.append(Row(tuple(cells), tuple(claims)))
        heads = ("项目", *(f"{year}年" for year in years))
        return Sheet(caption, heads, tuple(rows))
    rows = []
    for year in years:
        cells = [f"{year}年", *(written(values[year][code]) for code in codes)]
        claims = [_in(plan.figure(code, year, values[year][code]), at) for at, code in enumerate(codes, 1)]
        rows.append(Row(tuple(cells), tuple(claims)))
    return Sheet(
        caption,
        ("年份", *(f"{label(code, chance)}（{TERMS[code].unit}）" for code in codes)),
        tuple(rows),
    )


def value_table(plan: Plan, caption: str, codes: Sequence[str]) -> Sheet:
    """Return a table of figures: name, unit and value, or name and value with its unit."""
    chance = plan.chance
    apart = chance.random() < 0.5
    rows = []
    for code in codes:
        number, unit = written(plan.figures[code]), TERMS[code].unit
        if apart:
            cells: tuple[str, ...] = (label(code, chance), unit, number)
        else:
            cells = (label(code, chance), f"{number}{unit}")
        rows.append(Row(cells, (_in(plan.figure(code), len(cells) - 1),)))
    return Sheet(caption, ("指标", "单位", "数值") if apart else ("项目", "数值"), tuple(rows))


def prose(plan: Plan, sentences: Sequence[str], least: int, most: int) -> Iterator[Block]:
    """Yield paragraphs of two sentences of a list that state nothing."""
    wanted = round(plan.chance.randint(least, most) * plan.more)
    chosen = plan.chance.sample(sentences, min(wanted, len(sentences)))
    while len(chosen) < wanted:
        chosen.append(plan.chance.choice(sentences))
    for at in range(0, len(chosen), 2):
        yield paragraph("".join(chosen[at : at + 2]))
