"""What was competed in, where no word such as 赛项 tells it: what a clause holds beside its other roles."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from .award_items import clean_item
from .award_words import GET

Span = tuple[int, int]

_NAMED: Final = re.compile(
    r"“(?P<quoted>[^”]{2,30})”(?:赛项|项目|课题)?|"
    r"(?P<name>[^，。；：！？、《》“”　]{2,24}?)(?:赛项|项目|(?<!个人)单项|科目|工种)(?!组|书)"
)
_VERBS: Final = re.compile(
    r"^.*(?:包揽|囊括|参加|出战|角逐|报名|获得|夺得|摘得|取得|赢得|拿下|斩获|荣获|喜获|勇夺|凭借)了?(?=.{2})"
)
_WORK: Final = re.compile(r"《([^》]{1,40})》")
_MARKS: Final = re.compile(r"[，。；：！？、“”《》　—]+")
#: What leads and closes a clause's rest and is no part of an item.
_HEAD: Final = re.compile(
    rf"^(?:又|还|也|列(?!车)|则|就|再|都|均|亦|各|双双|同学|老师|们|一举|最终|最后|成功|分别|依次|同样|同时|共同|携手|联手|一起|凭借?|靠着?|把|将|在|于|从|用|"
    rf"与|和|的|是|为|由|其中|其|来自|这|该|本|归|给|出自|出在|有|拿|{GET}|参加|参赛|出战|角逐|主攻|获奖|表演|演唱|选送|报送|"
    rf"创作|设计|制作|撰写|组成|四人组|[一二两三四五六\d]+[名位人个席项件枚]|以?\d+(?:\.\d+)?(?:秒|分)的?(?:成绩)?|我校|我院|学校|选手|学生|教师|"
    rf"（[一二三四五六七八九十\d]+）|一[篇件个部幅]|以|了|到|下|走|回|另|此外|报道|出)+"
)
_TAIL: Final = re.compile(
    rf"(?:赛项|项目|比赛|竞赛|个人赛|团体赛?|团队赛?|单项|科目|工种|的|上|中|里|占去?.{{0,4}}|{GET}|[获得到下走回列居取占]了?|是|为|由|把|"
    rf"收下|出战|参赛|获奖|成绩|以|凭|(?<![应使利])用|则|均|都|也|又|还|分别|依次|各)+$"
)
_MODIFIER: Final = re.compile(
    r"(?:\d{2,4}级)?[^的]{0,16}?(?:专业|班|系|学院|教研[组室]|级|组|队|部|处|室|校)(?:的)?(?:学生|教师|选手|同学|老师|小将)?$|"
    r"[^，的]{0,6}(?:教师|老师)$|(?:学生|选手|同学|老师|小将|毕业生|学员|得主|获得者|作者|负责人)$"
)
_NONE: Final = re.compile(
    r"带队|上场|落幕|结束|闭幕|收官|比完|公布|揭晓|消息|记者|成绩|名单|选手|站台|报道|表示|第.{1,3}[届次]|\d{4}年|\d月|今年|去年|来自|"
    r"全[国省市]第|教练|指导|负责人|队员|作者|成员|主创|[着过被让从]|路遥?领先|发挥|心协力|同场|冠|亚军|等[奖次]|[金银铜]|"
    r"得主|团队|一席|一队|前[两三]|包揽|唯一|首[枚次个]|参赛|报讯|突破|同样|实习|表现|竞赛|杯$|学生|教师|教师|此前|收获|揽|我们|主人|战报|东道主|个|现场|传来|优秀|佳绩|喜报|"
    r"添彩|纪录|同学|另一|一个|师兄|师弟|师姐|师妹|主任|院长|校长|身旁|身边|队友|^[他她]|[他她]的|入选|带出|徒弟|弟子|门下|四人|三人|两人|二人|分数|总分|用时|最短|以及|^第|还有|评出|[往历上]届|连续|[两三]年|[组班系部]的|代表|组成|上台|登台|老师"
)
_GROUP_ITEM: Final = re.compile(r"((?:学生|教师|职工|成人|青年)组)的?$")
_GROUP: Final = re.compile(r"（[^（）]{0,6}组）")
_SAME: Final = re.compile(r"同(?:一|个|一个)?(?:赛项|项目|工种|场)|该(?:赛项|项目)|同班")


def named_items(text: str, start: int, end: int, cuts: Sequence[Span]) -> list[str]:
    """Return the 赛项 and the works named in `text[start:end]`, in order; `cuts` are other roles."""
    masked = _masked(text, start, end, cuts)
    found = [
        (match.start(), item)
        for match in _NAMED.finditer(masked)
        if (item := clean_item(match["quoted"] or _strip(_VERBS.sub("", match["name"]))))
        and not item.endswith("杯")
        and (match["quoted"] or not _NONE.search(item))
    ]
    return [item for _, item in found]


def works(text: str, start: int, end: int) -> list[str]:
    """Return the works named in `text[start:end]`."""
    return _WORK.findall(text[start:end])


def says_same(text: str, start: int, end: int) -> bool:
    """Tell whether `text[start:end]` refers to the item told before: 同一赛项."""
    return bool(_SAME.search(text, start, end))


def is_noise(words: str) -> bool:
    """Tell words that are said of a competition or its winners and name nothing competed in."""
    return bool(_NONE.search(words))


def left_over(text: str, start: int, end: int, cuts: Sequence[Span], before_name: bool = False) -> list[str]:
    """Return what `text[start:end]` tells besides the roles at `cuts`, as items, in order.

    With `before_name` a person stands right behind: their class or office there is none.
    """
    if end <= start:
        return []
    masked = _GROUP.sub("", _masked(text, start, end, cuts))
    pieces = list(_MARKS.split(masked))
    found = []
    for number, piece in enumerate(pieces):
        words = piece
        if before_name and number == len(pieces) - 1:
            words = _MODIFIER.sub("", re.sub(r"(?<=.)的$", "", words))
        words = group[1] if (group := _GROUP_ITEM.search(words)) else _strip(words)
        item = clean_item(words)
        if item and (item.endswith("组") or not _NONE.search(item)) and len(item) <= 20:
            found.append(item)
    return found


def _strip(words: str) -> str:
    left = -1
    while left != len(words):
        left = len(words)
        words = _TAIL.sub("", _HEAD.sub("", words))
        if words.count("（") != words.count("）"):
            words = words.strip("（）") if words.count("（") + words.count("）") == 1 else words
    return words


def _masked(text: str, start: int, end: int, cuts: Sequence[Span]) -> str:
    words = list(text[start:end])
    for left, right in cuts:
        for at in range(max(left, start), min(right, end)):
            words[at - start] = "　"
    return "".join(words)
