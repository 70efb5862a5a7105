"""Lists of winners line by line under a rank that stands alone: 一等奖, then rows of names and 赛项."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from ..language.persons import is_person
from ..reading.blocks import Document
from ..schools.school import Speaker
from .award_events import Event
from .award_people import NameList, Role
from .award_results import Result
from .award_roles import Around, recipient_kind
from .award_words import award_level, find_ranks

#: A rank as a line of its own, counted or numbered: （一）一等奖（3名）：.
_RANK_LINE: Final = re.compile(
    r"\s*(?:[（(]?[一二三四五六七八\d]{1,2}[）)、.．]\s*)?[【*★●◆]*\s*(?:荣获|获得?)?(?P<rank>[^\s，。；：:（(【】*]{2,8})[】*]*"
    r"\s*(?:[（(]\s*(?:共)?\d+\s*[名人项个件]\s*[）)]|\d+\s*[名人项个件])?(?:获得者|名单)?\s*[：:]?\s*"
)
_OPENING: Final = re.compile(
    r"\s*(?P<rank>[特一二三四]等奖|[金银铜][奖牌]|优[秀胜]奖)[：:]?[ \u3000]+(?=[^\t]+$)"
)
_CLOSING: Final = re.compile(
    r"^[^\t，。；：]{2,40}[ \u3000]+(?P<rank>[特一二三四]等奖|[金银铜][奖牌]|优[秀胜]奖)[\s）)]*$(?<!\t)"
)
_BELOW: Final = 600  #: characters that a list under its competition's name below may take
_PARTING: Final = re.compile(r"[\s、，,；;/|｜]+")
#: Before the teachers of a row: 指导教师：丙; they may stand in a bracket.
_TEACHERS: Final = re.compile(r"[（(]?\s*(?:指导|辅导)(?:教师|老师)?\s*[：:]?\s*|[（(]?\s*教练\s*[：:]?\s*")
_NUMBER: Final = re.compile(r"^\s*(?:\d{1,2}[、.．)）]|[①-⑳]|[-—·●★*])\s*")
_SPREAD: Final = re.compile(
    r"(?<![\u4e00-\u9fff])([\u4e00-\u9fff])[ \u3000]([\u4e00-\u9fff])(?![\u4e00-\u9fff])"
)
#: A class or department beside a name, and words that look like names and are of trades.
_UNIT: Final = re.compile(r"(?:班|系|部|级|专业|学校|学院|同学|老师)$")
_NO_NAME: Final = re.compile(r"(?:机|械|工|程|术|计|修|用|理|文|学|课|剪|组)$")
_MAX_ROW: Final = 60  #: characters; longer lines are prose


@dataclass(frozen=True, slots=True)
class Title:
    """A competition named at the place `at` of the document's text, with its year where told."""

    at: int
    event: Event
    year: int | None


@dataclass(frozen=True, slots=True)
class _Row:
    """One line under a rank: who won, in what, taught by whom."""

    start: int
    end: int
    names: tuple[str, ...]
    item: str
    advisors: tuple[str, ...]


def roster_results(document: Document, titles: Sequence[Title], speaker: Speaker) -> Iterator[Result]:
    """Yield one result for each row of names under a line that is but a rank.

    The competition is the last of `titles` above; without one the lines tell nothing. Rows go on as long as
    they hold names.
    """
    rank, title, at = "", None, 0
    for line in document.text.split("\n"):
        start, at = at, at + len(line) + 1
        above = _above(titles, start)
        if not line.strip():
            continue
        if told := _rank_line(line):
            rank, title = told, above
            continue
        if (closed := _CLOSING.search(line)) and (told := _rank_line(closed["rank"])):
            # 甲 会计 二等奖: the rank closes its row, and heads none.
            row, rank, title = _row(line[: closed.start("rank")], start), "", above
            if row and above:
                yield _result(document, row, told, above, speaker)
            continue
        if (opened := _OPENING.match(line)) and (told := _rank_line(opened["rank"])):
            # 一等奖 护理技能 甲: rank and row in one line.
            rank, title = told, above or _title_below(titles, document.text, start)
        skip = opened.end() if opened else 0
        row = _row(line[skip:], start + skip) if rank and title else None
        if row is None or title is None:
            rank = ""
            continue
        yield _result(document, row, rank, title, speaker)


def _above(titles: Sequence[Title], at: int) -> Title | None:
    return next((one for one in reversed(titles) if one.at < at), None)


def _title_below(titles: Sequence[Title], text: str, at: int) -> Title | None:
    """Return the competition that the line below a list gives: 以上为我校在…中的成绩."""
    below = next((one for one in titles if at < one.at <= at + _BELOW), None)
    return below if below and re.search(r"\n\s*[（(]?(?:以上|上述)[^\n]*$", text[at : below.at]) else None


def _rank_line(line: str) -> str:
    """Return the rank that a line consists of; "" for other lines."""
    match = _RANK_LINE.fullmatch(line)
    ranks = find_ranks(match["rank"]) if match else []
    whole = len(ranks) == 1 and match is not None and ranks[0].rank == match["rank"]
    return ranks[0].rank if whole and not ranks[0].joint else ""


def _row(line: str, start: int) -> _Row | None:
    """Read 赛项 甲 乙 指导教师 丙, 甲、乙（赛项） or 赛项：甲; None where no person stands in the line."""
    if len(line) > _MAX_ROW or "。" in line:
        return None
    words = _SPREAD.sub(r"\1\2", _NUMBER.sub("", line.rstrip("；;")))
    winners, _, teachers = _parted(words)
    names = [part for part in winners if _is_name(part)]
    others = [part for part in winners if not _is_name(part) and not _UNIT.search(part)]
    if not names or len(others) > 2:
        return None
    advisors = tuple(part for part in teachers if is_person(part))
    left = len(line) - len(line.lstrip())
    return _Row(start + left, start + len(line.rstrip()), tuple(names), " ".join(others[:1]), advisors)


def _parted(words: str) -> tuple[list[str], str, list[str]]:
    """Return the cells of a row before and behind 指导教师, brackets and colons parting too."""
    match = _TEACHERS.search(words)
    front, behind = (words[: match.start()], words[match.end() :]) if match else (words, "")
    cells = [_PARTING.split(re.sub(r"[（()）：:]", " ", part).strip()) for part in (front, behind)]
    return [cell for cell in cells[0] if cell], match[0] if match else "", [cell for cell in cells[1] if cell]


def _is_name(words: str) -> bool:
    return is_person(words) and not (len(words) == 3 and _NO_NAME.search(words))


def _result(document: Document, row: _Row, rank: str, title: Title, speaker: Speaker) -> Result:
    untold: Role = ""
    roles = tuple(untold for _ in row.names)
    names = NameList(row.start, row.end, row.names, roles)
    line = document.text[row.start : row.end]
    above = document.text[max(0, title.at - 40) : row.start]
    event = title.event
    return Result(
        event=event.name,
        rank=rank,
        evidence=(document.evidence(row.start, row.end, ()),),
        item=row.item,
        recipients=row.names,
        kind=recipient_kind(names, event.name, rank, Around(line, above, ())),
        advisors=row.advisors,
        level=award_level(event.name, speaker.home, event.own),
        year=title.year,
        confidence=0.75,
    )
