"""Clauses of a school's history: where each begins, the year it tells and what it says happened."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

#: Four figures of a year, in figures or Chinese ones.
_YEAR: Final = re.compile(
    r"(?<!\d)((?:18|19|20)\d\d)(?=年|\.\d{1,2}(?!\d)|[-—~～]\d{4}|\s|(?<=（\d{4})[，）])|([一二][八九〇○零][〇○零一二三四五六七八九]{2})(?=年)"
    r"|(?<![\d一二三四五六七八九〇○零十])([五六七八九][〇○零一二三四五六七八九])年(?![后来间内代多里])"
    r"|^[^\w（]{0,3}((?:18|19|20)\d\d)(?!\d|[余多]?[\d名人个元亩平㎡所家.%])"
)
_DATE: Final = (
    r"(?:(?:18|19|20)\d\d|[一二][八九〇○零][〇○零一二三四五六七八九]{2})年(?:\d{1,2}月)?(?:\d{1,2}日)?"
)
#: A new clause begins at a year unless words lead to it (始建于1978年) or a name follows (1978年的…).
_AT_YEAR: Final = re.compile(
    rf"(?<=[^\s，。；：→（(于自从在至到以是为的及和、即了约近自已达第\d—~～-])(?={_DATE}(?!的|[^，。；→]{{0,8}}的))"
)
#: A chronicle of bare years, the lines of which may have run together: 1956某校成立1964改称某校.
_BARE_CHRONICLE: Final = re.compile(r"(?:^|[\n。；])[^\w（]{0,3}(?:18|19|20)\d\d(?:\.\d{1,2}){0,2}(?![\d年])")
_AT_BARE: Final = re.compile(
    r"(?<=[\u4e00-\u9fff”）])(?=(?:18|19|20)\d\d(?:\.\d{1,2}){0,2}(?![名人个元亩平所家余多级届号年])[\u4e00-\u9fff“])"
)
#: The label of a history begins it anew.
_BEFORE_LABEL: Final = re.compile(r"(?<=[\u4e00-\u9fff）\d])(?=(?:更名|现名|曾用名)：)")
_HEADED: Final = re.compile(
    r"(?:沿革|历程|校史|变迁|更名|校名|学校|学院|中心|着|(?<!创办|始建|建校|成立|时间|日期|创建))：(?=(?:18|19|20)\d\d(?:年(?!的)|[.\s]|(?!年)[\u4e00-\u9fff]))|(?:沿革|历程|校史)：|[。\n]答："
)
_MARKS: Final = re.compile(
    r"[，。；！？\n】]|(?<=[校院中专])—{1,2}(?=[^和与及、，。\d（）—\s]{3,24}[校院中专心](?:—|[，。；\n]|$))|\s?/\s?(?=(?:18|19|20)\d\d)|→|—>|->|⟶|➔|➜|➝|⇒|=>|»|–>|>{2,3}|(?<=[校院专\d）])>(?=[\d\u4e00-\u9fff])"
)
#: One of several lines of descent: 一支：, 第二条线：
BRANCH: Final = re.compile(
    r"(?:^|[\n。；])(?:[①-⑨]|其)?(?:第?[一二三四五六](?:条?[支线脉系路源]|是)|另一[支线脉路])(?:源|线|脉)?[：，]"
)
_ARROW: Final = re.compile(r"→|—{1,2}|->|⟶|➔|➜|➝|⇒|=>|»|–>|>{1,3}")
#: A bracket that goes on with the story: arrows between names, or what was merged.
_TELLING: Final = re.compile(
    r"（(?=[^（）]{0,80}(?:→|⇒|前身[^（）]{4,30}，|并入|划入|合并|归入|更名|改名|改称))[^（）]{6,120}）"
)
_REMEMBERED: Final = 64  #: stories, each of which is read for the name, the founding and the turns
_CHINESE: Final = {char: str(number) for number, char in enumerate("零一二三四五六七八九")} | {
    "〇": "0",
    "○": "0",
}


@dataclass(frozen=True, slots=True)
class Clause:
    """`text` of the story from `start` to `end`, the years in it, and whether a sentence begins with it.

    `inner` marks what a bracket adds to the clause before it, `arrowed` what stands beside an arrow or dash.
    """

    start: int
    end: int
    text: str
    years: tuple[int, ...]
    opens: bool
    inner: bool = False
    arrowed: bool = False


@lru_cache(_REMEMBERED)
def clauses_of(story: str) -> tuple[Clause, ...]:
    """Return the clauses of `story`: parted at punctuation, arrows, and years that begin a line."""
    cuts = {0, len(story)}
    opens = {0}
    telling = [match.span() for match in _TELLING.finditer(story)]
    for start, end in telling:
        cuts |= {start, start + 1, end - 1, end}
    for match in _MARKS.finditer(story):
        told = any(start < match.start() < end for start, end in telling)
        if not told and _in_bracket(story, match.start()):
            continue
        cuts |= {match.start(), match.end()}
        if match[0] not in "，":
            opens.add(match.end())
    cuts |= {match.start() for match in _BEFORE_LABEL.finditer(story)}
    cuts |= {match.end() for match in BRANCH.finditer(story)}
    for match in _HEADED.finditer(story):
        cuts.add(match.end())
        opens.add(match.end())
    for match in _AT_YEAR.finditer(story):
        if not _in_bracket(story, match.start()):
            cuts.add(match.start())
    if _BARE_CHRONICLE.search(story):
        bare = {match.start() for match in _AT_BARE.finditer(story)}
        cuts |= bare
        opens |= bare
    ordered = sorted(cuts)
    clauses = []
    pending = True
    for start, end in zip(ordered, ordered[1:], strict=False):
        text = story[start:end]
        pending = pending or start in opens
        if _MARKS.fullmatch(text) or not text.strip("（） "):
            continue
        inner = any(first < start < last for first, last in telling)
        arrowed = bool(_ARROW.match(story, end) or _ARROW.match(story[:start][-2:]))
        clauses.append(Clause(start, end, text, tuple(years_of(text)), pending, inner, arrowed))
        pending = False
    return tuple(clauses)


def years_of(text: str) -> list[int]:
    """Return the years that `text` names in order."""
    found = []
    for match in _YEAR.finditer(text):
        spelled = match[2] or (match[3] and f"一九{match[3]}")
        figures = match[1] or match[4] or "".join(_CHINESE[char] for char in spelled)
        found.append(int(figures))
    return [year for year in found if 1800 <= year < 2100]


def _in_bracket(text: str, at: int) -> bool:
    opened = text.rfind("（", max(0, at - 60), at)
    return opened >= 0 and text.find("）", opened, at) < 0 and "）" in text[at : at + 60]
