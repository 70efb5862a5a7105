"""Majors in runs: catalogue names one behind the other that make a list of majors without the word 专业."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

Span = tuple[int, int]

#: What may stand behind a name of a run: its years or number of pupils, in brackets or bare, or 专业.
_TAIL: Final = re.compile(
    r"(?:”|（[^（）]{1,14}）|(?:在校生|学生|招生)?\d+(?:余)?(?:人|名|个班|个教学班|班)|专业|班|方向)*"
)
#: What parts the names of a run.
_PARTING: Final = re.compile(r"(?:[、，；/／|｜]|以及|和|与|及)?\s*(?:\d{1,2}[.．、]|“)?")
_COUNT_TAIL: Final = re.compile(r"\d+(?:余)?(?:人|名|个)")
#: Words of a clause that lead a list of majors in.
_OFFERED: Final = re.compile(
    r"(?:开设|开办|设置|设有|办有|开有|常设|主打|招收|招生|主办|增设|新增|新开|就读|选择|有|专业)[^，。；、]{0,14}$"
)
_PUPILS: Final = re.compile(
    r"等?(?:\d+|[一二三四五六七八九十两几多]+)?个?[^，。；、]{0,6}(?:专业|学生|新生|毕业生|班)"
)
_CLOSED_BY: Final = re.compile(r"等?(?:\d+|[一二三四五六七八九十两]+)个[^，。；、]{0,8}专业(?![群大类])")
#: What shows that a run names trades, contests, courses or jobs.
_OTHER_BEFORE: Final = re.compile(
    r"(?:就业|从事|赛项|课程|竞赛|大赛|比赛|培训|证书|工种|岗位|行业|产业|课|鉴定|考核|职业|教研|项目|集群|设计|企业)[^，。；]{0,14}$"
)
_OTHER_BEHIND: Final = re.compile(
    r"等?[^，。；、]{0,8}(?:行业|个工种|产业|岗位|课|工种|证书|赛|项目|技能|企业|领域|职业|培训|教研|大类|类|实训|基地|作品|获|奖|人才|服务|"
    r"工作|操作|行当|方面|知识|教材|资源|中心|室)"
)
_REACH: Final = 24
_SURE_LENGTH: Final = 5
_MANY: Final = 3


def in_runs(text: str, catalogued: Sequence[Span]) -> Iterator[Span]:
    """Yield the names (their spans are `catalogued`) in runs that tell themselves to list majors."""
    run: list[Span] = []
    end = 0
    for span in catalogued:
        if run and _PARTING.fullmatch(text, end, span[0]):
            run.append(span)
        else:
            yield from _majors_of(text, run, end)
            run = [span]
        tail = _TAIL.match(text, span[1])
        end = tail.end() if tail else span[1]
    yield from _majors_of(text, run, end)


def _majors_of(text: str, run: Sequence[Span], end: int) -> Sequence[Span]:
    """Return the names of `run`, whose tails end at `end`, where it lists majors, else none."""
    if len(run) < 2:
        return ()
    head = text[max(0, run[0][0] - _REACH) : run[0][0]]
    if _CLOSED_BY.match(text, end):
        return run
    if _OTHER_BEFORE.search(head) or _OTHER_BEHIND.match(text, end):
        return ()
    if all(text[start:stop].endswith("工") for start, stop in run):
        return ()
    sure = [span for span in run if span[1] - span[0] >= _SURE_LENGTH]
    counted = sum(bool(_COUNT_TAIL.match(text, stop + text.startswith("（", stop))) for _, stop in run)
    told = (
        bool(_OFFERED.search(head.rstrip("：“1.")))
        or counted >= 2
        or bool(_PUPILS.match(text, end))
        or text.startswith("专业", end - 2)
    )
    return run if told or (len(run) >= _MANY and sure) or len(sure) == len(run) else ()
