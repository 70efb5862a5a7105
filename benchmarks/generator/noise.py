"""What goes wrong in reports: misprints, broken tables, figures told twice with different values.

Each kind has a rate: the share of statements with a misprint, of tables that are broken, of the school's
figures that are contradicted. What a misprint does to a name is done to the claim too: a fact is recorded as
it is written. Lost cells take their claims along. All that was touched says so.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from random import Random
from typing import Any, Final

from .draft import (
    WRITTEN,
    Block,
    Claim,
    Heading,
    Listing,
    Paragraph,
    Row,
    RowClaim,
    Said,
    Sheet,
    claims_of,
    figure,
    paragraph,
)
from .figures import TERMS, written

MISPRINT: Final = "misprint"
CONTRADICTION: Final = "contradiction"
#: What breaks a table, as the claims of its rows say it.
BREAKS: Final = ("missing cell", "split row", "merged cells", "shifted row", "repeated header")
#: Characters that are taken for another, by shape or sound.
_LIKE: Final = dict(
    zip(
        "人入未末己已士土日曰大太业亚科料训川技枝工土专传赛塞获荻年午企金教校学字生主",
        "入人末未已己土士曰日太大亚业料科川训枝技土工传专塞赛荻获午年金企校教字学主生",
        strict=True,
    )
)
_KEPT: Final = frozenset("一二三四五六七八九十百千万亿零两半")
_OTHERS: Final = "的了和是在有不这中上个以时到说们为子"
_FULL: Final = str.maketrans("0123456789.%", "０１２３４５６７８９．％")


@dataclass(frozen=True, slots=True)
class Noise:
    """The rates, each between 0 and 1. Raises ValueError for any other."""

    misprints: float = 0.0
    broken_tables: float = 0.0
    contradictions: float = 0.0

    def __post_init__(self) -> None:
        for rate in (self.misprints, self.broken_tables, self.contradictions):
            if not 0 <= rate <= 1:
                raise ValueError(f"比率应在 0 与 1 之间，而不是 {rate}")

    @classmethod
    def of(cls, rate: float) -> Noise:
        """Return the same rate for all."""
        return cls(rate, rate, rate)

    def __bool__(self) -> bool:
        return any((self.misprints, self.broken_tables, self.contradictions))


def disturbed(blocks: Sequence[Block], noise: Noise, chance: Random) -> list[Block]:
    """Return the blocks with noise in them; the first, which is the title, stays as it is."""
    out = list(blocks)
    if noise.contradictions:
        out = _contradicted(out, noise.contradictions, chance)
    return out[:1] + [_block(one, noise, chance) for one in out[1:]]


def _block(block: Block, noise: Noise, chance: Random) -> Block:
    if isinstance(block, Heading):
        return block
    if isinstance(block, Paragraph):
        return Paragraph(_parts(block.parts, noise.misprints, chance))
    if isinstance(block, Listing):
        return Listing(tuple(_parts(item, noise.misprints, chance) for item in block.items))
    rows = tuple(_misprinted_row(row, noise.misprints, chance) for row in block.rows)
    sheet = replace(block, rows=rows)
    return _broken(sheet, chance) if chance.random() < noise.broken_tables else sheet


def _parts(parts: Sequence[Said], rate: float, chance: Random) -> tuple[Said, ...]:
    """Return the parts of a paragraph; a misprint beside what states facts touches all of the sentence.

    What leads a list in stays as it is: it may say what all of the items are of.
    """
    if parts[-1].text.endswith("："):
        return tuple(parts)
    if not any(part.claims for part in parts):
        return tuple(
            Said(_slip(part.text, chance)[0]) if chance.random() < rate and len(part.text) > 3 else part
            for part in parts
        )
    out, frame_hit = [], False
    for part in parts:
        if chance.random() >= rate or len(part.text) < 3:
            out.append(part)
        elif part.claims:
            text, change = _slip(part.text, chance)
            out.append(Said(text, tuple(_rewritten(one, part.text, change) for one in part.claims)))
        else:
            out.append(Said(_slip(part.text, chance)[0]))
            frame_hit = True
    if frame_hit:
        out = [Said(part.text, tuple(one.touched(MISPRINT) for one in part.claims)) for part in out]
    return tuple(out)


@dataclass(frozen=True, slots=True)
class _Change:
    """At which character a text was changed, and what stands there now; "" where it is lost."""

    at: int = -1
    now: str = ""


def _slip(text: str, chance: Random) -> tuple[str, _Change]:
    """Return the text with one misprint, and what it does to names."""
    places = [at for at, sign in enumerate(text) if "\u4e00" <= sign <= "\u9fff" and sign not in _KEPT]
    kinds = ["wrong", "wrong", "missing", "space", "break"]
    if any(sign.isdigit() for sign in text):
        kinds += ["full", "full"]
    kind = chance.choice(kinds if places else ["full"])
    if kind == "full":
        return text.translate(_FULL), _Change()
    at = chance.choice(places)
    if kind in ("space", "break"):
        inside = at if 0 < at < len(text) else len(text) // 2
        return text[:inside] + (" " if kind == "space" else "\n") + text[inside:], _Change()
    now = "" if kind == "missing" else _LIKE.get(text[at]) or chance.choice(_OTHERS)
    return text[:at] + now + text[at + 1 :], _Change(at, now)


def _rewritten(one: Claim, before: str, change: _Change) -> Claim:
    """Return the claim with its names as they are written after the change."""
    values = dict(one.values)
    for key in WRITTEN:
        if key in values:
            values[key] = _as_written(values[key], before, change)
    return replace(one, values=values).touched(MISPRINT)


def _as_written(value: Any, before: str, change: _Change) -> Any:
    if isinstance(value, tuple):
        return tuple(_as_written(one, before, change) for one in value)
    if isinstance(value, str) and value.startswith("major:"):
        return f"major:{_as_written(value.removeprefix('major:'), before, change)}"
    start = before.find(value) if isinstance(value, str) and value else -1
    if start < 0 or not start <= change.at < start + len(value):
        return value
    inside = change.at - start
    return value[:inside] + change.now + value[inside + 1 :]


def _misprinted_row(row: Row, rate: float, chance: Random) -> Row:
    if chance.random() >= rate:
        return row
    places = [at for at, cell in enumerate(row.cells) if len(cell) > 1]
    if not places:
        return row
    at = chance.choice(places)
    text, change = _slip(row.cells[at], chance)
    text = text.replace("\n", " ")
    cells = (*row.cells[:at], text, *row.cells[at + 1 :])
    claims = tuple(
        replace(one, claim=_rewritten(one.claim, row.cells[at], change)) if at in one.columns else one
        for one in row.claims
    )
    return Row(cells, claims)


def _broken(sheet: Sheet, chance: Random) -> Sheet:
    """Return the table broken in one way."""
    how = chance.choice(BREAKS)
    if how == "repeated header":
        if len(sheet.rows) < 3:
            return sheet
        at = chance.randrange(1, len(sheet.rows))
        rows = tuple(_touched(row, how) if place >= at else row for place, row in enumerate(sheet.rows))
        return replace(sheet, rows=rows, repeats=frozenset({at}))
    if how == "merged cells":
        return replace(sheet, rows=tuple(_merged(sheet.rows)))
    picked = set(chance.sample(range(len(sheet.rows)), max(1, len(sheet.rows) // 3)))
    rows_out: list[Row] = []
    for place, row in enumerate(sheet.rows):
        if place not in picked:
            rows_out.append(row)
        elif how == "missing cell":
            rows_out.append(_lost(row, chance.randrange(1, len(row.cells))))
        elif how == "split row":
            rows_out += _split(row, chance)
        else:
            at = chance.randrange(len(row.cells))
            moved = tuple(
                RowClaim(one.claim, {column + (column >= at): key for column, key in one.columns.items()})
                for one in row.claims
            )
            rows_out.append(_touched(Row((*row.cells[:at], "", *row.cells[at:]), moved), how))
    return replace(sheet, rows=tuple(rows_out))


def _touched(row: Row, how: str) -> Row:
    return Row(row.cells, tuple(replace(one, claim=one.claim.touched(how)) for one in row.claims))


def _merged(rows: Sequence[Row]) -> Iterator[Row]:
    """Yield rows whose cells are empty where they repeat those above, in the first column of words."""
    column = next((at for at, cell in enumerate(rows[0].cells) if not cell.isdigit()), 0)
    above = ""
    for row in rows:
        cell = row.cells[column]
        if cell == above and cell:
            yield _touched(Row((*row.cells[:column], "", *row.cells[column + 1 :]), row.claims), BREAKS[2])
        else:
            yield row
        above = cell


def _lost(row: Row, at: int) -> Row:
    """Return the row without the text of a cell, and without what it stated."""
    kept = []
    for one in row.claims:
        key = one.columns.get(at)
        if key == "" or key in WRITTEN and one.claim.kind != "award":
            continue
        values = dict(one.claim.values)
        if key == "modes":
            values["modes"] = ("cooperation",)
        elif key == "recipients":
            values["recipients"] = ()
        elif key:
            values.pop(key, None)
        if one.claim.kind == "award" and not values.get("event"):
            continue
        kept.append(RowClaim(replace(one.claim, values=values).touched(BREAKS[0]), one.columns))
    return Row((*row.cells[:at], "", *row.cells[at + 1 :]), tuple(kept))


def _split(row: Row, chance: Random) -> list[Row]:
    """Return the row as two: the text of its longest cell goes on below, or the row itself breaks off."""
    at = max(range(len(row.cells)), key=lambda place: len(row.cells[place]))
    cell = row.cells[at]
    if chance.random() < 0.6 and len(cell) > 4:
        half = len(cell) // 2
        first = (*row.cells[:at], cell[:half], *row.cells[at + 1 :])
        second = tuple(cell[half:] if place == at else "" for place in range(len(row.cells)))
        return [_touched(Row(first, row.claims), BREAKS[1]), Row(second)]
    middle = max(1, len(row.cells) // 2)
    return [_touched(Row(row.cells[:middle], row.claims), BREAKS[1]), Row(row.cells[middle:])]


def _contradicted(blocks: list[Block], rate: float, chance: Random) -> list[Block]:
    """Return the blocks with some of the school's figures told again, otherwise, in a last paragraph."""
    told = [
        one
        for block in blocks
        for one in claims_of(block)
        if one.kind == "indicator" and one.values["scope"] == "school" and one.values["value"] > 20
    ]
    again: list[Said] = []
    for one in {str(one.values["indicator"]): one for one in told}.values():
        if chance.random() >= rate:
            continue
        code, value, unit = str(one.values["indicator"]), float(one.values["value"]), str(one.values["unit"])
        share = 1 - chance.randint(1, 6) / 100
        other = round(value * share, 1) if "." in written(value) else float(round(value * share) - 1)
        name = TERMS[code].labels[0]
        number = f"{written(other)}：1" if unit == ":1" else f"{written(other)}{unit}"
        year = one.values.get("year")
        words = f"{year}年{name}{number}" if year else f"{name}{number}"
        plain = int(other) if other.is_integer() else other
        again.append(Said(words, (figure(code, plain, unit, year).touched(CONTRADICTION),)))
    if not again:
        return blocks
    parts: list[Said | str] = ["据学校上报的统计报表，"]
    for place, said in enumerate(again):
        parts += ["；", said] if place else [said]
    wrong = {one.claims[0].values["indicator"]: one.claims[0].values.get("year") for one in again}
    marked = [_marked(block, wrong) for block in blocks]
    return [*marked, paragraph(*parts, "。")]


def _marked(block: Block, wrong: dict[Any, Any]) -> Block:
    """Return the block with the figures marked that are told otherwise elsewhere."""

    def mark(one: Claim) -> Claim:
        values = one.values
        hit = values.get("indicator") in wrong and values.get("scope") == "school"
        return one.touched(CONTRADICTION) if hit and values.get("year") == wrong[values["indicator"]] else one

    if isinstance(block, Paragraph):
        return Paragraph(tuple(Said(part.text, tuple(map(mark, part.claims))) for part in block.parts))
    if isinstance(block, Sheet):
        rows = tuple(
            Row(row.cells, tuple(replace(one, claim=mark(one.claim)) for one in row.claims))
            for row in block.rows
        )
        return replace(block, rows=rows)
    return block
