"""A line of results taken apart at its ranks, with what belongs to them: 团体一等奖（3名）."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from ..language.persons import is_person
from ..reading.passage import Passage
from .award_line_atoms import Part, atoms, inside, listed, masked
from .award_words import find_ranks

#: Bullets and numbers before a row.
_BULLET: Final = re.compile(
    r"(?:[^\w《“（【〔\[“\s]+\s*|（[一二三四五六七八九十\d]{1,3}）\s*|[一二三四五六七八九十]{1,3}、\s*|"
    r"\d{1,2}[、.．)）](?!\d)\s*|[①-⑳]\s*)+"
)
_FRAMES: Final = re.compile(r"[【】\[\]☆★◆◇●■]")
_BRACKETS: Final = re.compile(r"（[^（）]{1,10}）")
_NUMERAL: Final = r"(?:\d{1,2}|[一二两三四五六七八九十]{1,3})"
_RANK_PREFIX: Final = re.compile(
    rf"(?P<count>^(?:这|其中|共)?{_NUMERAL}[个名项枚块位件])?(?:另有|另外?|还有|此外|同时|其中|并|也|均|都|各|双双|分别)*"
    r"(?P<verb>荣获|获得|获评|喜获|斩获|夺得|摘得|获|夺|得|捧回)?"
    r"(?P<told>(?:国家级?|全国|省部?级?|市级?|县级?|区级?|校级|院级|国赛|省赛|市赛|"
    r"(?<![\u4e00-\u9fff])[\u4e00-\u9fff]{2,3}[省市])*(?:个人|团体|团队|集体|双人|单项|项目)?(?:赛|项目|总分)?)$"
)
_COUNT: Final = re.compile(
    r"\s*(?:（\s*共?(?:\d+|[一二两三四五六七八九十]+)\s*[名人项个件组枚张篇]?\s*）|"
    r"[共各]?(?:\d+|[一二两三四五六七八九十]+)[名人项个件组枚张篇](?![\u4e00-\u9fff]))"
)
_RANK_TAIL: Final = re.compile(
    r"\s*(?:的?(?:获得者|得主|获奖者|选手|学生|同学)|获奖名单|获奖作品|名单|作品|的)?(?:有|是|为|如下)?(?=\s*(?:[：:]|——)|$)"
)
_REMARK: Final = re.compile(r"\s*（([^（）]*)）")
#: Ranks that only a list makes ranks: 一等, 特金奖, 金花.
_SHORT_RANK: Final = re.compile(
    r"(?<![\u4e00-\u9fff\d])(?:特金奖?|[特一二三四]等|[金银铜][花星]奖?|第[一二三四五六七八九十]{1,3}名?|第\d{1,2}名|"
    r"优[秀胜]奖?|最佳[\u4e00-\u9fff]{2,6})(?![\u4e00-\u9fff\d])"
)
_SPREAD: Final = re.compile(
    r"(?<![\u4e00-\u9fff])([\u4e00-\u9fff])[ \u3000]{1,3}([\u4e00-\u9fff])(?![\u4e00-\u9fff])"
)
_NUMBERS: Final = "零一二三四五六七八九十"
_BEFORE: Final = 16  #: characters before a rank that may belong to it


@dataclass(frozen=True, slots=True)
class _Rank:
    """A rank in `words[start:end]`, its start that of what belongs to it before."""

    start: int
    end: int
    rank: str
    prefix: str
    verb: bool
    counted: bool


def spaced(source: str, passage: Passage) -> tuple[str, tuple[int, ...]]:
    """Return a passage's text with the spaces and tabs of its `source`, and where they all stand there."""
    chars: list[str] = []
    places: list[int] = []
    for at, (char, place) in enumerate(zip(passage.text, passage.offsets, strict=True)):
        if at and place > passage.offsets[at - 1] + 1 and char != " " and chars[-1] not in " \t":
            chars.append("\t" if "\t" in source[passage.offsets[at - 1] : place] else " ")
            places.append(place - 1)
        chars.append("\t" if char == " " and source[place] == "\t" else char)
        places.append(place)
    return "".join(chars), tuple(places)


def unbulleted(words: str) -> tuple[str, str]:
    """Return the bullet or number before a row's `words`, and the words without it."""
    match = _BULLET.match(words)
    return (match[0].strip(), words[match.end() :]) if match else ("", words)


def parts_of(words: str) -> list[Part]:
    """Return the parts of one entry of a list, in order."""
    words = _unbracketed(_FRAMES.sub(" ", _SPREAD.sub(_closed_up, words)))
    return listed(list(_parts(words, masked(words))))


def _closed_up(match: re.Match[str]) -> str:
    """Close up a name of two characters written apart (王 伟), and leave other characters apart."""
    name = match[1] + match[2]
    return name if is_person(name) else match[0]


def _unbracketed(words: str) -> str:
    """Take the brackets off ranks that stand but in brackets: 甲（一等奖）、乙（二等奖）."""
    if "（" not in words or _ranks(masked(words)):
        return words
    return _BRACKETS.sub(lambda match: f" {match[0][1:-1]} " if _ranks(match[0][1:-1]) else match[0], words)


def _parts(words: str, cover: str) -> Iterator[Part]:
    """Yield the parts between the ranks of an entry, and the ranks."""
    at = 0
    for one in _ranks(cover):
        if one.start < at:
            continue
        yield from atoms(words[at : one.start], cover[at : one.start])
        count = _COUNT.match(words, one.end)
        tail = _RANK_TAIL.match(words, count.end() if count else one.end)
        at = tail.end() if tail else count.end() if count else one.end
        remark = _REMARK.match(words, at)
        at = remark.end() if remark else at
        beside = remark[1] if remark else ""
        yield Part("rank", one.rank, (), one.prefix, beside, one.counted or count is not None, one.verb)
        yield from inside(beside)
    yield from atoms(words[at:], cover[at:])


def _named(place: str) -> str:
    """Return a place with its number in characters: 第1名 is 第一名."""
    return re.sub(r"\d+", lambda match: _NUMBERS[int(match[0])] if int(match[0]) < 11 else match[0], place)


def _ranks(cover: str) -> list[_Rank]:
    """Return the ranks in masked words, with what belongs to them before: 团体一等奖, 获省级二等奖."""
    found = [(one.start, one.end, _named(one.rank)) for one in find_ranks(cover) if not one.joint]
    taken = {at for start, end, _ in found for at in range(start, end)}
    for match in _SHORT_RANK.finditer(cover):
        if match.start() not in taken:
            whole = match[0][-1] in "奖花星" or match[0].startswith(("第", "最佳"))
            found.append((*match.span(), _named(match[0]) if whole else match[0] + "奖"))
    ranks = []
    for start, end, rank in sorted(found):
        prefix = _RANK_PREFIX.search(cover, max(0, start - _BEFORE), start)
        begin = prefix.start() if prefix else start
        told, verb = (prefix["told"], bool(prefix["verb"])) if prefix else ("", False)
        ranks.append(_Rank(begin, end, rank, told, verb, bool(prefix and prefix["count"])))
    return ranks
