"""Who is named in a sentence of results: also names that only their place in it vouches for."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import Final

from .. import lexicons
from ..language.mentions import Token
from ..language.persons import is_person
from .award_advisors import is_advising
from .award_people import VERB_BEHIND, WITH_HIM, NameList, Role
from .award_words import GET

_ROLE: Final = (
    r"(?:学生|同学|学员|选手|队员|毕业生|校友|小将|姑娘|小伙|得主|获得者|获奖者|作者|负责人|成员|代表|老师|教师|教练|指导|"
    r"师兄|师弟|师姐|师妹|徒弟|搭档|队友)"
)
#: What stands before a name in such a sentence: a mark, a role, a rank, a unit, a trade, a verb of giving.
_LEFT: Final = re.compile(
    rf"(?:^|[，。；：！？（、“”》—\-\s]|{_ROLE}|等奖|[金银铜][奖牌]|[冠亚季]军|的|[班系级部处组队室院校科社]|专业|中心|项目|赛项|工种|"
    r"我校|我院|[由归给为是有叫和与及]|归了|给了)$"
)
_SURE_LEFT: Final = re.compile(rf"(?:{_ROLE}：?|等奖|[金银铜][奖牌]|我校|我院|[师手匠秀者兵范人星]”)$")
#: And what behind.
_RIGHT: Final = re.compile(
    rf"$|[，。；：！？、（）《》“—\s]|的|和|与|及|同|以|凭|用|把|在|又|还|也|则|均|都|双|再|两[位人名]|[二三四五六]人|一[路举队组人道并]|团体|个人(?=[一二三])|"
    rf"第[一二三四五六七八九十]|[特一二三]等奖|[金银铜][奖牌]|{_ROLE}|{GET}|来自|代表|[列排居位]|带|拿|跑|跳|升|这|组|领|率|收|"
    r"不负|发挥|是|获|负责|主持|被|由|榜上|入选|当选|等|才\d|颁|年仅|今年|搭档|合力|合作|联手|携手|本人|打出|升|激动|最近|近日|近来|日前|另|今[年天]|去年|曾"
)
_NO_NAME: Final = re.compile(
    r"[的在获被等与从了是让把个名位这那我你他她它奖赛项级届们还又也却已仅凭夺摘斩捧揽员课班次第量程业术月日人校组队牌说]"
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
_SHORT: Final = 2  #: characters of names that may be parts of other words
_AND: Final = ("、", "和", "与")
_BEHIND: Final = "用以在列说把获居拿则也还又被得一"
_WORK: Final = re.compile(r"《[^》]{1,60}》|“[^“”]{1,60}”")
_JOIN: Final = re.compile(rf"{_ROLE}?\s*(?:、|和|与|及|以及|/|\s)\s*{_ROLE}?$")
_JOIN_FAR: Final = re.compile(r"(?:同学|老师)?(?:和|与|及|以及)[^，。；、《》]{2,14}(?:的|专业|班)")
_COUNTED: Final = re.compile(r"等?(?P<count>\d+|[两三四五六七八九])[名位人]")
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
_WINS: Final = re.compile(rf"(?:也|还|本人)?(?:荣?获|被|{GET})")
_OFFICIAL: Final = re.compile(
    r"(?:市长|省长|县长|区长|局长|厅长|处长|校长|书记|院长|裁判长?|记者|通讯员|副?主席|部长|会长|总经理|董事长)$"
)


def _blank(match: re.Match[str]) -> str:
    # What a quoted title ends with tells whether its holder may stand behind: “教坛新秀”|甲.
    kept = 2 if match[0][0] == "“" else 1
    return match[0][0] + "　" * (len(match[0]) - 1 - kept) + match[0][-kept:]


def _quoted(text: str, span: tuple[int, int]) -> bool:
    return text[span[0] - 1 : span[0]] == "“" and text[span[1] : span[1] + 1] == "”"


Span = tuple[int, int]


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
    told_text = _WORK.sub(_blank, text[start:end])
    spans = _Slots(text[:start] + told_text, start, end, tokens).names(spans, told)
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


def _spread(text: str, one: NameList) -> list[Span]:
    at, spans = one.start, []
    for name in one.names:
        at = text.find(name, at)
        if at >= 0:
            spans.append((at, at + len(name)))
            at += len(name)
    return spans


class _Slots:
    """Finds the names in a sentence that words of results stand around."""

    def __init__(self, text: str, start: int, end: int, tokens: Sequence[Token]) -> None:
        self.text, self.start, self.end = text, start, end
        first = bisect_left(tokens, start, key=lambda token: token.start)
        last = bisect_left(tokens, end, key=lambda token: token.start)
        self.starts = {token.start: token for token in tokens[first:last]}
        self.ends = {token.end for token in self.starts.values()}
        self.head = _HEAD.search(text, start, end)

    def names(self, taken: set[Span], told: frozenset[str]) -> set[Span]:
        """Return the places of names beside those `taken`; `told` are names known from elsewhere."""
        found = set(taken)
        for name in told:
            # A name known from elsewhere in the text is one wherever it stands: 教师|队甲某某.
            at = self.text.find(name, self.start, self.end) if len(name) > _SHORT else -1
            while at >= 0:
                if not any(left < at + len(name) and at < right for left, right in found):
                    found.add((at, at + len(name)))
                at = self.text.find(name, at + len(name), self.end)
        for at, token in _beginnings(self.starts.values()):
            if any(left <= at < right for left, right in found) or not self._opens(at):
                continue
            if close := next((one for one in self._closes(at, token, told, found)), 0):
                found.add((at, close))
        for left, _ in sorted(found):
            # 动漫制作甲、|乙: one who stands before a name in its list.
            if self.text[left - 1 : left] in _AND and (span := self._neighbour(left - 1, found)):
                found.add(span)
        return found

    def _opens(self, at: int) -> bool:
        single, double = _surnames()
        if self.text[at] not in single and self.text[at : at + 2] not in double:
            return False
        if WITH_HIM.match(self.text, at):
            return False
        slot = _LEFT.search(self.text, max(self.start - 1, at - 4, 0), at)
        return bool(slot or (self.head and self.head.end() <= at))

    def _closes(self, at: int, token: Token, told: frozenset[str], found: set[Span]) -> Iterator[int]:
        """Yield where a name that begins at `at` may end, the longest first."""
        text = self.text
        listed = not _LEFT.search(text, max(self.start - 1, at - 4, 0), at)
        for length in (4, 3) if text[at : at + 2] in _surnames()[1] else (3, 2):
            close = at + length
            # 卜凡用/nr: a name that the segmenter took too long.
            cut = token.tag == "nr" and close == token.end - 1 and text[close] in _BEHIND
            apart = not any(left < close and at < right for left, right in found)
            ends = close <= self.end and (close in self.ends or cut) and _RIGHT.match(text, close)
            if not (apart and ends) or VERB_BEHIND.match(text, close - 1):
                continue
            if listed and not (
                (length > 2 or token.tag in _NAME_TAGS) and text[close : close + 1] in _LIST_MARKS
            ):
                continue
            if text[at:close] in told or self._may_be(at, close, token, found):
                yield close

    def _may_be(self, at: int, close: int, token: Token, found: set[Span]) -> bool:
        """Tell whether `text[at:close]` may be a name, by its form and the words that it is made of."""
        text, name = self.text, self.text[at:close]
        if not _has_form(name) or _TRADE.match(text, close - 1):
            return False
        given = self.starts.get(token.end)
        if token.word in _FUNCTION and not (given and given.tag == "nr"):
            return False
        if _SURE_LEFT.search(text, max(0, at - 4), at):
            return not (token.end == close and token.tag not in _NAME_TAGS and len(name) == 3)
        verb = len(token.word) == 1 and token.tag != "nr" and given and given.tag in ("v", "vn")
        if len(name) == 3:
            # 项目|中: a common word and a character; 车|加工: a character and a verb.
            word = token.tag not in _NAME_TAGS and (token.end == close or len(token.word) == 2)
            return not (word or (verb and given and given.end == close))
        whole = token.end == close and token.tag not in _NAME_TAGS
        beside = any(text[right:at] in _AND for _, right in found if right < at)
        return beside or (not whole and token.tag in _NAME_TAGS)

    def _neighbour(self, end: int, found: set[Span]) -> Span | None:
        for at in (end - 3, end - 2):
            free = not any(left < end and at < right for left, right in found)
            if at < self.start or not free or at not in self.starts:
                continue
            if _has_form(self.text[at:end]) and self.starts[at].word not in _FUNCTION:
                return at, end
        return None


def _has_form(name: str) -> bool:
    barred = (
        (len(name) == 3 and name[-1] in "系组班部院科处队工")
        or _NO_NAME.search(name, 1)
        or name.endswith("老师")
        or name[:2] in ("荣膺", "荣获", "荣誉", "师傅", "师父")
    )
    return not barred and is_person(name)


def _beginnings(tokens: Iterable[Token]) -> Iterator[tuple[int, Token]]:
    """Yield where names may begin: with a word, or behind a unit cut together with it (信息|系段|海霞)."""
    for token in tokens:
        yield token.start, token
        if token.word[0] in "系部班组处队科工有是由" and len(token.word) > 1:
            tag = "x" if len(token.word) == 4 and is_person(token.word[1:]) else token.tag
            yield token.start + 1, Token(token.start + 1, token.end, token.word[1:], tag)


def _joins(text: str, group: Sequence[tuple[int, int]], span: tuple[int, int]) -> bool:
    between = text[group[-1][1] : span[0]]
    if _JOIN.fullmatch(between):
        return True
    # 甲、乙同学和某学院的丙等3名同学: the count takes in all.
    counted = _COUNTED.match(text, span[1]) if _JOIN_FAR.fullmatch(between) else None
    if counted:
        return counted["count"] in (
            str(len(group) + 1),
            "零一两三四五六七八九"[len(group) + 1 : len(group) + 2],
        )
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
    if text[one.start - 2 : one.start] in ("讯（", "电（"):
        return True
    if one.advising:
        return False
    official = not officials and _OFFICIAL.search(text, max(0, one.start - 4), one.start)
    wins = _WINS.match(text, one.end)
    return bool(_TALKS.match(text, one.end) or (official and not wins))
