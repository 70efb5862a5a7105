"""The rows of decisions.csv: what people decide about who is who, read from what a spreadsheet saved.

The file is people's own: it is read, checked and never written. A row says what was decided (`decision`) of
which thing, given by any of its names or by an IRI. Encodings and separators are those that spreadsheets
write: UTF-8 with or without a byte order mark, UTF-16, GB18030; comma, semicolon or tab.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal, TypeVar

from ...extract.errors import ReportError
from ...extract.reading.decode import decode
from ...ontology.codes import concepts
from ..cells import unguarded
from ..names import LABEL_LENGTH, label, normal_form
from .mentions import EntityKind

Action = Literal["same", "different", "rename", "not-a-partner", "kind"]
_Word = TypeVar("_Word", Action, EntityKind)

#: Columns of the file, in the order in which we write them, and their Chinese headings.
COLUMNS: Final = ("decision", "thing", "other", "school", "type", "note")
HEADINGS: Final[Mapping[str, str]] = {
    "decision": "决定",
    "thing": "事物",
    "other": "另一个",
    "school": "学校",
    "type": "类型",
    "note": "备注",
}
_OTHER_HEADINGS: Final = {"名称": "thing", "另一个事物": "other", "新名称": "other", "新类别": "other"}

#: What each decision is called, in Chinese first.
ACTIONS: Final[Mapping[Action, tuple[str, ...]]] = {
    "same": ("相同", "同一个", "是", "yes"),
    "different": ("不同", "不相同", "不是同一个", "否", "no"),
    "rename": ("改名", "更名"),
    "not-a-partner": ("不是合作方", "非合作方", "not a partner"),
    "kind": ("类别", "合作方类别"),
}
TYPES: Final[Mapping[EntityKind, tuple[str, ...]]] = {
    "organisation": ("组织", "机构", "合作方", "organization"),
    "school": ("学校", "院校"),
    "major": ("专业",),
    "competition": ("赛事", "比赛", "奖项"),
}

#: Bounds of a file that people keep by hand.
LARGEST_FILE: Final = 16 * 1024 * 1024
MOST_ROWS: Final = 100_000
_LONGEST_CELL: Final = 1_000
_FAULTS_TOLD: Final = 20

_SEPARATORS: Final = (",", ";", "\t")
_IRI: Final = re.compile(r"https?://\S+", re.IGNORECASE)


class DecisionError(ValueError):
    """A file of decisions cannot be read, or rows of it are faulty. The text names file and lines."""


@dataclass(frozen=True, slots=True)
class Decision:
    """One row: what was decided of which thing, and in which line of the file it stands.

    `thing` and the `other` of same and different are names or IRIs; `other` of rename is the new name, that
    of kind the code of a kind of partner. `school` and `type` are empty where the row does not say.
    """

    action: Action
    thing: str
    other: str = ""
    school: str = ""
    type: EntityKind | Literal[""] = ""
    note: str = ""
    line: int = 0


def is_iri(thing: str) -> bool:
    """Say whether `thing` is given by an IRI, not by a name."""
    return bool(_IRI.fullmatch(thing))


def read_rows(path: Path) -> tuple[Decision, ...]:
    """Read the decisions of the file `path` in the order in which they stand.

    Rows without a decision, blank rows and rows that begin with # are passed over; so are columns that are
    not ours. Raises DecisionError naming the file, and each faulty line with what is wrong and what to do.
    """
    decisions: list[Decision] = []
    faults: list[str] = []
    for line, cells in _filled(path):
        found = _decision(cells, line)
        if isinstance(found, Decision):
            decisions.append(found)
        else:
            faults.append(f"第 {line} 行：{found}")
    if faults:
        more = [f"……另有 {len(faults) - _FAULTS_TOLD} 行"] if len(faults) > _FAULTS_TOLD else []
        raise DecisionError(
            "\n  ".join([f"{path}：有 {len(faults)} 行写得不对", *faults[:_FAULTS_TOLD], *more])
        )
    return tuple(decisions)


def rows_filled_in(path: Path) -> int:
    """Count the rows of the file `path` in which a decision stands, faulty or not. Raises DecisionError."""
    return sum(1 for _ in _filled(path))


def _filled(path: Path) -> Iterator[tuple[int, dict[str, str]]]:
    """Yield line number and cells by column of every row with a decision."""
    text = _text(path)
    if not text:
        return
    separator = _separator(text)
    columns: Sequence[str] = ()
    for number, (line, row) in enumerate(_rows(text, separator, path)):
        if number > MOST_ROWS:
            raise DecisionError(f"{path}：超过 {MOST_ROWS} 行。请删去用不着的行")
        if not columns:
            columns = _columns(row, path, line)
            continue
        cells = {name: _cell(cell) for name, cell in zip(columns, row, strict=False) if name}
        if cells.get("decision"):
            yield line, cells


def _text(path: Path) -> str:
    try:
        size = path.stat().st_size
        if size > LARGEST_FILE:
            raise DecisionError(f"{path}：文件太大（{size} 字节，最多 {LARGEST_FILE}）。请删去用不着的行")
        data = path.read_bytes()
    except OSError as error:
        raise DecisionError(f"{path}：读不了（{error.strerror or error}）。请检查文件和权限") from error
    if not data.strip():
        return ""
    try:
        return decode(data, path)
    except ReportError as error:
        raise DecisionError(f"{path}：{error.reason}。请在表格软件里另存为 CSV（UTF-8）") from error


def _separator(text: str) -> str:
    """Return what separates the cells of the first line that is no comment; a comma where nothing does."""
    lines = (
        line for line in text.split("\n") if line.strip(" ,;\t") and not line.lstrip('"').startswith("#")
    )
    head = next(lines, "")
    return max(_SEPARATORS, key=lambda one: (head.count(one), one == ","))


def _rows(text: str, separator: str, path: Path) -> Iterator[tuple[int, list[str]]]:
    """Yield the number of its first line and the cells of every row that is neither blank nor a comment."""
    lines = text.split("\n")
    position = 0

    def feed() -> Iterator[str]:
        nonlocal position
        while position < len(lines):
            position += 1
            yield lines[position - 1] + "\n"

    reader = csv.reader(feed(), delimiter=separator, strict=True)
    while position < len(lines):
        # A comment is one line, whatever quotes it holds.
        if lines[position].startswith("#"):
            position += 1
            continue
        begin = position + 1
        try:
            row = next(reader, None)
        except csv.Error as error:
            raise DecisionError(
                f"{path}，第 {begin} 行：引号不成对或写法不对（{error}）。请在表格软件里另存为 CSV（UTF-8）"
            ) from error
        if row is None:
            return
        if any(cell.strip() for cell in row) and not row[0].lstrip().startswith("#"):
            yield begin, row


def _columns(row: Sequence[str], path: Path, line: int) -> list[str]:
    """Return the name of each column, empty where it is not ours."""
    known = {name: name for name in COLUMNS} | {zh: name for name, zh in HEADINGS.items()} | _OTHER_HEADINGS
    columns = [known.get(_cell(cell).lower(), "") for cell in row]
    needed = [name for name in ("decision", "thing", "other") if name not in columns]
    twice = sorted({name for name in columns if name and columns.count(name) > 1})
    if needed or twice:
        wrong = f"缺 {'、'.join(needed)} 列" if needed else f"{'、'.join(twice)} 列不止一个"
        raise DecisionError(
            f"{path}，第 {line} 行：表头{wrong}。第一行要写列名：{','.join(COLUMNS)}"
            f"（或 {','.join(HEADINGS[name] for name in COLUMNS)}）"
        )
    return columns


def _cell(cell: str) -> str:
    return unguarded(cell.strip()).strip()


def _decision(cells: Mapping[str, str], line: int) -> Decision | str:
    """Return the decision of a row, or what is wrong with it and what to do."""
    action = _word(ACTIONS, cells["decision"])
    if action is None:
        return f"不认识决定 {cells['decision']!r}。可写：{_listed(ACTIONS)}；还没定的就空着"
    kind = _word(TYPES, cells.get("type", ""))
    faults = (
        f"有一格超过 {_LONGEST_CELL} 字。请缩短" if max(map(len, cells.values())) > _LONGEST_CELL else "",
        _unusable(cells.get("thing", ""), "事物（thing）"),
        _wrong_other(action, cells.get("thing", ""), cells.get("other", "")),
        _wrong_type(action, kind, cells.get("type", "")),
        _wrong_school(cells.get("school", "")),
    )
    if wrong := next(filter(None, faults), ""):
        return wrong
    other = cells.get("other", "") if action != "not-a-partner" else ""
    if action == "kind":
        other = _partner_kind(other) or ""
    return Decision(
        action, cells["thing"], other, cells.get("school", ""), kind or "", cells.get("note", ""), line
    )


def _wrong_other(action: Action, thing: str, other: str) -> str:
    """Return what is wrong with the column `other` of a row; empty where nothing is."""
    if action in ("same", "different"):
        same = "两边写的是同一个。请写两个不同的名称或 IRI" if thing == other else ""
        return _unusable(other, "另一个事物（other）") or same
    if action == "rename":
        if is_iri(other):
            return f"新名称 {other!r} 是 IRI。请写名称；IRI 由名称自动得出"
        odd = label(other) != other or len(other) > LABEL_LENGTH
        long = f"新名称里有控制字符、多余的空白，或超过 {LABEL_LENGTH} 字。请重写" if odd else ""
        return _unusable(other, "新名称（other）") or long
    if action == "kind" and _partner_kind(other) is None:
        kinds = "、".join(f"{one.zh}（{one.code}）" for one in concepts("partnerkind"))
        return f"不认识合作方类别 {other!r}。在 other 列写：{kinds}"
    return ""


def _wrong_type(action: Action, kind: EntityKind | None, said: str) -> str:
    if said and kind is None:
        return f"不认识类型 {said!r}。可写：{_listed(TYPES)}，或空着"
    if action in ("kind", "not-a-partner") and kind in ("major", "competition"):
        return f"类型是{said}，而只有组织和学校才有类别、才会是合作方。请改类型或决定"
    return ""


def _wrong_school(school: str) -> str:
    if school and not normal_form(school):
        return f"学校 {school!r} 不是名称。请写校名或它所在的县市，或空着"
    return ""


def _unusable(thing: str, column: str) -> str:
    if not thing:
        return f"{column}空着。请写名称或 IRI"
    if not normal_form(thing):
        return f"{column} {thing!r} 里没有文字和数字。请写名称或 IRI"
    if "/id/person/" in thing and is_iri(thing):
        return f"{column}是人。人只在一所学校之内算同一个，不由这个文件决定，请删去这一行"
    return ""


def _word(words: Mapping[_Word, Sequence[str]], said: str) -> _Word | None:
    """Return which of `words` is meant, None where none is."""
    said = said.lower()
    return next((one for one, others in words.items() if said == one or said in others), None)


def _listed(words: Mapping[_Word, Sequence[str]]) -> str:
    return "、".join(f"{others[0]}（{one}）" for one, others in words.items())


def _partner_kind(said: str) -> str | None:
    said = said.lower()
    found = (one.code for one in concepts("partnerkind") if said in (one.code, one.zh, one.en.lower()))
    return next(found, None)
