"""Who is named in a sentence of results: also names that only their place in it vouches for."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import Final

from .. import lexicons
from ..language.mentions import Token
from ..language.persons import is_person
from .award_advisors import is_advising
from .award_people import NameList, Role
from .award_words import GET

_ROLE: Final = r"(?:学生|同学|学员|选手|队员|毕业生|校友|小将|姑娘|小伙|得主|获得者|获奖者|作者|负责人|成员|代表|老师|教师|教练|指导|师兄|师弟|师姐|师妹|徒弟|搭档|队友)"
#: What stands before a name in such a sentence: a mark, a role, a rank, a unit, a trade, a verb of giving.
_LEFT: Final = re.compile(
    rf"(?:^|[，。；：！？（、“”》—\-\s]|{_ROLE}|等奖|[金银铜][奖牌]|[冠亚季]军|的|[班系级部处组队室院校科社]|专业|中心|项目|赛项|工种|"
    r"我校|我院|[由归给为是有叫和与及]|归了|给了)$"
)
_SURE_LEFT: Final = re.compile(rf"(?:{_ROLE}：?|等奖|[金银铜][奖牌]|我校|我院|[师手匠秀者兵范人星]”)$")
#: And what behind.
_RIGHT: Final = re.compile(
    rf"$|[，。；：！？、（）《》“—\s]|的|和|与|及|同|以|凭|用|把|在|又|还|也|则|均|都|双|再|两[位人名]|[二三四五六]人|一[路举队组人道]|"
    rf"第[一二三四五六七八九十]|[特一二三]等奖|[金银铜][奖牌]|{_ROLE}|{GET}|来自|代表|[列排居位]|带|拿|跑|跳|升|这|组|领|率|收|"
    r"不负|发挥|是|获|负责|主持|被|由|榜上|入选|当选|等|才\d|颁|年仅|今年|搭档|合力|合作|联手|携手"
)
_NO_NAME: Final = re.compile(
    r"[的在获被等与从了是让把个名位这那我你他她它奖赛项级届们还又也却已仅凭夺摘斩捧揽员课班次第量程业术月日人校组队牌]"
)
_NAME_TAGS: Final = frozenset({"nr", "nrt", "nrfg", "x", "zg"})
_FUNCTION: Final = frozenset("和与向由但位那来应从经全都为时以能同照练要可次成")
#: A trade before a rank: 管道工|一等奖.
_TRADE: Final = re.compile(
    r"(?:工|师|员|机|械|程|术|计|修|课)(?:[特一二三四]等奖|[金银铜][奖牌]|第[一二三四五六七八九十])"
)
#: A rank that heads a list, whose entries end with a name: 银牌：汽车喷漆|甲；….
_HEAD: Final = re.compile(r"(?:等奖|[金银铜][奖牌])(?:\d+[个项名人枚])?：")
_LIST_MARKS: Final = frozenset("、；。（，")
_WORK: Final = re.compile(r"《[^》]{1,60}》")
_JOIN: Final = re.compile(rf"{_ROLE}?\s*(?:、|和|与|及|以及|/|\s)\s*{_ROLE}?$")
_JOIN_IN_BRACKET: Final = re.compile(r"，$")
_ROLES: Final = (
    (
        "teacher",
        re.compile(r"(?:老师|教师|班主任|教练|主任|校长)$"),
        re.compile(r"(?:[两二三]位)?(?:老师|教师)"),
    ),
    (
        "student",
        re.compile(r"(?:学生|同学|选手|学员|小将|队员|毕业生)$|[\d级]班$"),
        re.compile(r"(?:等?[\d一二两三四五六]*[名位个])?(?:同学|学生|选手)"),
    ),
)
#: One who speaks, leads or gives prizes wins none.
_TALKS: Final = re.compile(
    r"(?:老师|校长|主任)?(?:说|表示|认为|介绍|告诉|坦言|感慨|讲|总?带队|率队|领队|领着|率领|出席|到场|致辞|主持|宣布|捧花|接站|代表学校|"
    r"带领|为[^，。；]{0,24}(?:颁奖|颁发)|报来|等到|来到|写道|撰稿|摄影|供稿)"
)
_OFFICIAL: Final = re.compile(
    r"(?:市长|省长|县长|区长|局长|厅长|处长|校长|书记|院长|裁判长?|记者|通讯员|副?主席|部长|会长|总经理|董事长)$"
)


def _blank(match: re.Match[str]) -> str:
    return "《" + "　" * (len(match[0]) - 2) + "》"


def _quoted(text: str, span: tuple[int, int]) -> bool:
    return text[span[0] - 1 : span[0]] == "“" and text[span[1] : span[1] + 1] == "”"


@cache
def _surnames() -> tuple[frozenset[str], frozenset[str]]:
    return lexicons.surnames()


def people_in(
    text: str,
    start: int,
    end: int,
    tokens: Sequence[Token],
    known: Sequence[NameList],
    *,
    officials: bool = False,
) -> list[NameList]:
    """Return the persons named in the sentence `text[start:end]`, those listed together in one list.

    `known` are those found by form, role and segmentation; others count where words of results stand on
    both sides. Speakers and leaders are left out, and unless `officials` those named by their office.
    """
    spans = {span for one in known if start <= one.start < end for span in _spread(text, one)}
    told = frozenset(name for one in known for name in one.names)
    spans |= set(_slotted(_WORK.sub(_blank, text[:end]), start, end, tokens, spans, told))
    spans = {span for span in spans if not (text[span[0] - 1 : span[0]] == "《" or _quoted(text, span))}
    found: list[NameList] = []
    group: list[tuple[int, int]] = []
    for span in sorted(spans):
        if group and not _joins(text, group, span):
            found.append(_listed(text, group, known))
            group = []
        group.append(span)
    if group:
        found.append(_listed(text, group, known))
    return [one for one in found if not _stands_by(text, one, officials)]


def _spread(text: str, one: NameList) -> list[tuple[int, int]]:
    at, spans = one.start, []
    for name in one.names:
        at = text.find(name, at)
        if at >= 0:
            # 园林班|花蕾: the last character of a unit is no surname.
            cut = name[0] in "班部组工" and at > 0 and "\u4e00" <= text[at - 1] <= "\u9fff" and len(name) == 3
            spans.append((at + cut, at + len(name)))
            at += len(name)
    return spans


def _slotted(
    text: str,
    start: int,
    end: int,
    tokens: Sequence[Token],
    taken: set[tuple[int, int]],
    told: frozenset[str],
) -> list[tuple[int, int]]:
    """Return the places of names that words of results stand around."""
    single, double = _surnames()
    starts = {token.start: token for token in tokens if start <= token.start < end}
    ends = {token.end for token in starts.values()}
    found: list[tuple[int, int]] = []
    heads = _HEAD.search(text, start, end)
    for at, token in _beginnings(starts.values()):
        long = text[at : at + 2] in double
        if not long and text[at] not in single:
            continue
        slot = _LEFT.search(text, max(start, at - 4), at) or (heads and heads.end() <= at)
        if not slot or any(left <= at < right for left, right in taken):
            continue
        for length in (4, 3) if long else (3, 2):
            close = at + length
            hit = any(left < close and at < right for left, right in taken)
            # 卜凡用/nr: a name that the segmenter took too long.
            cut = token.tag == "nr" and close == token.end - 1 and text[close] in "用以在列说把获居拿"
            if hit or close > end or not (close in ends or cut) or not _RIGHT.match(text, close):
                continue
            plain = not _LEFT.search(text, max(start, at - 4), at)
            if plain and not (
                (close - at > 2 or token.tag in _NAME_TAGS) and text[close : close + 1] in _LIST_MARKS
            ):
                continue
            if text[at:close] in told or _may_be(text, at, close, token, starts.get(token.end), [*taken, *found]):
                found.append((at, close))
                break
    for left, _ in [*taken, *found]:
        if text[left - 1 : left] not in ("、", "和", "与"):
            continue
        for length in (3, 2):
            at = left - 1 - length
            free = not any(one < left - 1 and at < other for one, other in [*taken, *found])
            if at >= start and free and at in starts and is_person(text[at : left - 1]):
                if not _NO_NAME.search(text, at + 1, left - 1) and starts[at].word not in _FUNCTION:
                    found.append((at, left - 1))
                    break
    return found


def _beginnings(tokens: Iterable[Token]) -> Iterator[tuple[int, Token]]:
    """Yield where names may begin: with a word, or behind the unit that a word was cut with (信息|系段|海霞)."""
    for token in tokens:
        yield token.start, token
        if token.word[0] in "系部班组处队科工" and len(token.word) > 1:
            yield token.start + 1, Token(token.start + 1, token.end, token.word[1:], token.tag)


def _may_be(
    text: str, at: int, close: int, token: Token, given: Token | None, found: Sequence[tuple[int, int]]
) -> bool:
    name = text[at:close]
    if not is_person(name) or name.endswith("老师") or name in ("荣膺", "荣获") or _NO_NAME.search(name, 1):
        return False
    sure = bool(_SURE_LEFT.search(text, max(0, at - 4), at))
    if _TRADE.match(text, close - 1):
        return False
    whole = token.end == close and token.tag not in _NAME_TAGS
    # 项目|中, 高度|重: a common word and a character more.
    if len(token.word) == 2 and len(name) == 3 and token.tag not in _NAME_TAGS and not sure:
        return False
    if whole and len(name) == 3:
        return False
    if token.word in _FUNCTION and not sure:
        return False
    # 车|加工: a verb behind the character.
    if (
        len(token.word) == 1
        and token.tag != "nr"
        and given is not None
        and given.end == close
        and given.tag in ("v", "vn")
        and not sure
    ):
        return False
    beside = any(text[right:at] in ("、", "和", "与") for _, right in found if right < at)
    return sure or beside if whole else len(name) > 2 or token.tag in _NAME_TAGS or sure or beside


def _joins(text: str, group: Sequence[tuple[int, int]], span: tuple[int, int]) -> bool:
    between = text[group[-1][1] : span[0]]
    if _JOIN.fullmatch(between):
        return True
    return bool(_JOIN_IN_BRACKET.fullmatch(between)) and text[group[0][0] - 1 : group[0][0]] == "（"


def _listed(text: str, group: Sequence[tuple[int, int]], known: Sequence[NameList]) -> NameList:
    start, end = group[0][0], group[-1][1]
    names = tuple(text[left:right] for left, right in group)
    role: Role = ""
    for kind, before, behind in _ROLES:
        if before.search(text, max(0, start - 4), start) or behind.match(text, end):
            role = "teacher" if kind == "teacher" else "student"
            break
    same = [one for one in known if one.start < end and start < one.end]
    roles = same[0].roles if len(same) == 1 and same[0].names == names and any(same[0].roles) else ()
    tail = re.compile(r"(?:等?[\d一二两三四五六]*[名位])?(?:老师|教师|同学)").match(text, end)
    advising = (
        any(one.advising for one in same)
        or is_advising(text, start, end)
        or (tail is not None and is_advising(text, start, tail.end()))
    )
    return NameList(start, end, names, roles or tuple(role for _ in names), advising)


def _stands_by(text: str, one: NameList, officials: bool) -> bool:
    if one.advising:
        return False
    official = not officials and _OFFICIAL.search(text, max(0, one.start - 4), one.start)
    wins = re.compile(rf"(?:也|还|本人)?(?:荣?获|被|{GET})").match(text, one.end)
    return bool(_TALKS.match(text, one.end) or (official and not wins))
