"""One line of a list of results read by a small grammar: who won which rank in what, taught by whom.

The parts may stand in any order: 一等奖 护理：甲、乙，教练丙; 甲 → 《作品》 → 金奖;
护理：甲，二等奖；乙，三等奖。指导：丙.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from .award_entries import Entry, bare_item, entries_of
from .award_line_atoms import Part
from .award_line_parts import parts_of, unbulleted

_ENTRY_END: Final = re.compile(r"[；;。]")
_BRACKETS: Final = re.compile(r"《[^》]*》|\([^()]*\)|（(?:[^（）]|（[^（）]*）)*）|“[^”]*”|【[^】]*】")
#: What running text has and the cells of a list have not.
_PROSE: Final = re.compile(
    r"[了将让使把被！？您们]|(?<![\u4e00-\u9fff])是|[我该本]校|参加|举办|举行|荣|取得|组织|代表|来自|通过|其中|分别|老师|校长|书记|"
    r"第一次|还有|以及|成绩|经过|之[一后]|此次|奖金|奖励|元$|[获给收拿摘夺捧斩揽赢]|共[计有]?\d|^有|^[都均全]在|公布|揭晓|揭榜|的$|\d[年月日家多余]|[均又都同]$"
)
_SAID: Final = re.compile(
    r"[了将让使把被！？您们]|[我该本]校|参加|举办|举行|取得|通过|其中|还有|以及|颁[发奖]|[开闭]幕|评出|设立|另据|据悉|在列。"
)
_COUNTED: Final = re.compile(r"[\d一二两三四五六七八九十几多][件个项枚块名人]$")
_DATE: Final = re.compile(r"^(?:19|20)\d\d(?:年度?|学年)(?:\d{1,2}月)?")
_HEAD_LABEL: Final = re.compile(r"^(?:赛项|项目|组别)[一二三四五六七八九十\d]{0,2}[：:]")
_PLACE: Final = re.compile(r"第[一二三四五六七八九十]+")
_VERB: Final = re.compile(r"(?:荣|喜)?获(?:得)?(?=.{2})")
_MAX_WORDS: Final = 30


@dataclass(frozen=True, slots=True)
class Row:
    """A line read: its results, and the teachers it tells of all of them; `bullet` stands before it."""

    entries: tuple[Entry, ...]
    bullet: str = ""
    advisors: tuple[str, ...] = ()


def read_row(text: str, home: str) -> Row | None:
    """Return what a line of a list tells, None where it is running text or tells of no winner and no rank.

    `home` is the school's region and name, by which competitions tell how far they reach.
    """
    bullet, words = unbulleted(text.rstrip())
    shift = len(text.rstrip()) - len(words)
    entries: list[Entry] = []
    of_all: tuple[str, ...] = ()
    for start, end, mark in _spans(words):
        parts = _plain_spoken(parts_of(words[start:end]))
        if any(map(_is_prose, parts, [*parts[1:], None])):
            if entries and mark == "。":
                break  # what follows a list's full stop may be anything
            return None
        made = entries_of(parts, home)
        for one in made:
            one.start, one.end = start + shift, end + shift
        if len(made) == 1 and made[0].advisors and not (made[0].rank or made[0].won or made[0].item):
            if mark == "；" and entries:
                entries[-1].advisors = entries[-1].advisors or made[0].advisors
            else:
                of_all = made[0].advisors
        elif not all(_added(entries, one) for one in made):
            return None
    if any(_PLACE.fullmatch(one.rank) and not one.names for one in entries):
        return None  # 第一，…: a count of points
    for one in entries:
        one.advisors = one.advisors or of_all
    _inherit(entries)
    return Row(tuple(entries), bullet, of_all) if entries or of_all else None


def is_said(text: str) -> bool:
    """Tell running text by words that no row has, before a line is taken apart."""
    return bool(_SAID.search(_BRACKETS.sub("", text.partition("。")[0])))


def _spans(words: str) -> Iterator[tuple[int, int, str]]:
    """Yield where the entries of a line stand, each with the mark before it: ； or 。."""
    masked = _BRACKETS.sub(lambda match: "　" * len(match[0]), words)
    start, mark = 0, ""
    for match in _ENTRY_END.finditer(masked):
        yield start, match.start(), mark
        start, mark = match.end(), "。" if match[0] == "。" else "；"
    if words[start:].strip():
        yield start, len(words), mark


def _plain_spoken(parts: Sequence[Part]) -> list[Part]:
    """Return `parts` without the verb between a winner and what was won: 甲 获|护理技能 一等奖."""
    told = list(parts)
    for at in range(1, len(parts) - 1):
        word, verb = parts[at], _VERB.match(parts[at].text)
        if word.kind == "words" and verb and parts[at - 1].kind == "names" and parts[at + 1].kind == "rank":
            told[at] = replace(word, text=word.text[verb.end() :])
    return told


def _is_prose(part: Part, following: Part | None) -> bool:
    """Tell running text, also by a verb behind words that are no winner (某校获一等奖) or by a count."""
    if part.kind != "words":
        return False
    before_rank = following is not None and following.kind == "rank"
    says = before_rank and following is not None and following.verb
    counts = before_rank and _COUNTED.search(part.text)
    words = _DATE.sub("", part.text)
    return len(words) > _MAX_WORDS or bool(_PROSE.search(words) or says or counts)


def _added(entries: list[Entry], one: Entry) -> bool:
    """Add a further result, with the rank that the one before leaves it; False where it makes no sense."""
    last = entries[-1] if entries else None
    if last and not one.rank and last.rank:
        if not last.leading and not last.names and one.names and not one.item:
            # 《作品》，二等奖；学生甲、乙，指导丙: the winners of the work before.
            last.names, last.end = one.names, one.end
            last.advisors, last.kind = one.advisors, one.kind or last.kind
            return True
        if not last.leading:
            return False
        one.rank, one.prefix, one.leading = last.rank, last.prefix, True
    entries.append(one)
    return True


def _inherit(entries: Sequence[Entry]) -> None:
    """Give the item of a line's first result to those behind it, and 教练同上 its teachers."""
    first = entries[0] if entries else None
    taught: tuple[str, ...] = ()
    for one in entries:
        if first and first.item_first and not first.work and not one.item and not one.school:
            one.item = first.item
        if one.same_advisors and taught:
            one.advisors, one.same_advisors = taught, False
        taught = one.advisors or taught


def head_words(text: str) -> str:
    """Return the words of a line that heads a list, without number and marks; "" where it is prose."""
    bullet, words = unbulleted(text.strip())
    if re.search(r"[\d一二三四五六七八九十①-⑳]", bullet):
        words = re.split(r"[。；]", words)[0]
    words = _HEAD_LABEL.sub("", re.sub(r"（[^（）]*[\d个人项：][^（）]*）[：:]?$", "", words.strip()))
    words = bare_item(re.sub(r"^[【（\[“]|[】）\]”]?[^\w”）]*$", "", words).strip())
    prose = _PROSE.search(words) or re.search(r"[，。；：！？、]", words)
    return "" if prose or not 2 <= len(words) <= 24 else words
