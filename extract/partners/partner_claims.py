"""Which matches of the patterns hold: what else must be said, or must not, to make a partner."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Final

from ..language.mentions import Mention
from .partner_checks import TRUSTED, attends, can_be_partner
from .partner_deeds import DEED_CHECKS, ROOM
from .partner_patterns import US, WORK
from .partner_patterns import O as _O
from .ties import Reading

_WORK: Final = re.compile(WORK)
_US_OR_SCHOOL: Final = re.compile(US + r"|校|学院")
_RULES: Final = re.compile(r"(?:等?)(?:的)?(?:要求|规定|标准|精神|文件|通知|统一部署)")
#: 沿着, 参与, 主管, 作为: words whose end only looks like 与 or 同.
_NOT_WITH: Final = ("主管", "参", "作为")
_WORK_AT: Final = re.compile(
    r"实习|见习|顶岗|跟岗|就业|上岗|锻炼|轮转|上工|任教|执教|挂职|轮岗|跟班|下企业|支教|送教|援教|招聘|培训|授予|挂牌|"
    r"授牌|签"
)
_VISIT: Final = re.compile(
    r"(?:参观|考察|学习|调研|举行|召开|参加|培训$|培训(?:期间|学习|结束|班)|研修|进修|深造)"
)
_AID: Final = re.compile(r"对口|帮扶|支援|支教|结对|培训|送教|捐|援|等级认定|技能鉴定|技能认定")
_AIDED_KINDS: Final = frozenset(
    {"government", "school", "enterprise", "other", "kindergarten", "hospital", "association"}
)
_COUNTED_WORK: Final = re.compile(r"合作|帮扶|结对|结了对|共建|建立|协议|实习|就业|订单|基地|招聘|签")
_SUBJECT_WORK: Final = re.compile(
    WORK + r"|班|学生|捐|设|帮助|生产线|车间|岗位|支教|任教|授课|师傅|招聘|军训|派[驻来]|职工|员工|"
    r"讲台|课堂|牌子|挂了?牌|培训|认证|指导|见习|[挑选要抢招]人|就业|去向|教学医院|实践点|进驻|落户|包[下揽了]|认领|“|交给|带来|[接要招签挑领录]走"
)
_GOVERNMENT_WORK: Final = re.compile(
    r"捐|帮扶|支援|共建|援建|委托|挂了?牌|把[^，。；]{1,14}(?:培训|班|牌子|基地)|请[^，。；]{1,10}(?:教|培训|讲|指导|上[^，。；]{0,4}课)"
)
_OFFICIAL: Final = re.compile(
    r"一行|来校(?:交流|学习)|来访|到访|参观|参访|访问|主办|承办|举行|调研|考察|视察|检查|指导|慰问|授予|颁发"
)
_TRAINING_TITLE: Final = re.compile(r"[^，。；的]{0,14}培训(?:基地|中心|学校|点|示范点)")
_TRAINING_OF: Final = re.compile(r"(?:等|的)[^，。；]{0,10}培训")
_TRAINING_FOR: Final = re.compile(r"(?:承担|承接|完成|开展|(?<![评定名成作])为|对|给)[^。；]*$")
_TRAINED_BY: Final = re.compile(r"组织的?培训|举办的?培训|参加")

#: What is done for a body of government or of the public that makes a partner of it.
_SERVED: Final = re.compile(
    r"培训|技术|编[写制]|规划|研发|开发|设计|改造|解决|检测|课程|轮训|鉴定|认定|科研|帮扶"
)
_INVITED: Final = re.compile(r"之?邀请?$")
_INVITED_TO_WORK: Final = re.compile(r"培训|授课|技术|服务|鉴定|指导|合作|共建")
#: Research that bodies award, which is no order.
_AWARDED: Final = re.compile(r"[^，。；]{0,14}(?:课题|项目|大赛|竞赛|比赛)")
_GRADUATES: Final = re.compile(r"的?[^，。；]{0,4}(?:毕业|研究生|硕士|博士|教授|本科生)")
_ENTERED_BY: Final = re.compile(r"研学|参观|游学|红色教育|实践教学|瞻仰|教育资源|阵地|场馆|志愿服务|祭扫")
_BOUND: Final = re.compile(r"签|共建|合作|协议|挂牌|基地|结对")
_PUBLIC_PLACE: Final = re.compile(r"(?:馆|院|园|景区|中心)$")
_ENGAGES: Final = re.compile(
    r"招聘|招工|签约|双选|宣讲|面试|选拔|意向|用工|岗位|揽才|[挑要抢]人|招人|纳贤|选人|供需见面"
)
_OURS: Final = re.compile(US)
_GUEST: Final = re.compile(r"(?:来访|到访|前来|来校)的?$")

_MERGED: Final = re.compile(r"[^，。；]{0,4}(?:合并|并校|整合为|整合成|合组)")
#: Verbs that say by themselves that two work together: 牵手甲.
_TIES_ITSELF: Final = ("牵手", "联姻", "结缘")
#: What is taken in from a firm that is no partner: 引进甲的软件.
_ITS_GOODS: Final = re.compile(
    r"的?[^，。；]{0,8}(?:设备|软件|系统|产品|技术|教材|标准|课程|人才|毕业|教师|经验|理念|品牌|模式|平台|机床|资金|考察|参观|调研|来访|客人|来宾)"
)
#: What persons of both sides came to: 同甲校长就合作达成共识.
_AGREED: Final = re.compile(r"达成|签[约订署下了]|协议|敲定|谈妥|商定")
#: What makes the subjects of 由甲与某省政府共建 those who own the school.
_OWNED_BY: Final = re.compile(r"(?:改?由|归|隶?属)[^，。；]{0,16}$")
_OWNS: Final = re.compile(r"共[建管办](?=[，。；]|$)")
#: The school as leader ahead of the other founders: 由我校牵头，|甲、乙….
_LED_AHEAD: Final = re.compile(rf"(?P<leader>{US}|{_O})(?:牵头|发起|领头|带头)，?$")
_LED_REACH: Final = 12
_PLANNED: Final = re.compile(r"订单|学徒|冠名|联合办学|共建|实训基地|实习基地|产业学院|定向|帮扶|奖学金")
_JOINT_COURSE: Final = re.compile(r"\d\s*\+\s*\d|贯通|衔接|联合办学|合作办学|对口|结对|帮扶|五年制")
_AGREEMENT: Final = re.compile(r"签[约订署下了成字]|协议|合作|联手|备忘录|牵手|结对")
#: So many characters behind a name an official act is the body's own.
_CLOSE: Final = 20

_Match = re.Match[str]


def holds(way: str, match: _Match, reading: Reading, mention: Mention) -> bool:
    """Tell whether the `match` of a pattern of `way` makes a partner of `mention`, one of those it lists."""
    if not can_be_partner(reading, mention, reading.form.text[match.start() : match.end("rest")]):
        return False
    agreed = way in ("signers", "sides", "side", "talks") or (
        way in ("with", "and_us") and _AGREED.search(match["rest"])
    )
    if not agreed and attends(reading.text, mention, strong=reading.strong):
        return False
    check = _CHECKS.get(way)
    return check is None or check(match, reading, mention)


def _works(match: _Match, _reading: Reading, _mention: Mention) -> bool:
    return bool(_WORK.search(match["rest"])) and not _RULES.match(match["rest"])


def _works_with(match: _Match, reading: Reading, mention: Mention) -> bool:
    if match["lead"].startswith("着") or reading.form.text.endswith(_NOT_WITH, 0, match.start()):
        return False
    if _GUEST.search(match["lead"]) or _is_place_of_visit(match, mention):
        return False
    if match[0].startswith(_TIES_ITSELF) and mention.kind in TRUSTED:
        return True
    if _MERGED.match(match["rest"]):
        return False
    if _OWNS.match(match["rest"]) and _OWNED_BY.search(reading.form.text, 0, match.start()):
        return False
    return not _between_others(match, reading) and _works(match, reading, mention)


def _is_place_of_visit(match: _Match, mention: Mention) -> bool:
    """Tell a museum or the like that pupils are taken to from one that the school is bound to."""
    if mention.kind != "other" or not _PUBLIC_PLACE.search(mention.text):
        return False
    return bool(_ENTERED_BY.search(match["rest"])) and not _BOUND.search(match["rest"])


def _brings(match: _Match, reading: Reading, mention: Mention) -> bool:
    if _GRADUATES.match(match["rest"]):
        return False
    whole = mention.kind == "enterprise" and not _ITS_GOODS.match(match["rest"])
    return whole or _works(match, reading, mention)


def _ordered(match: _Match, reading: Reading, _mention: Mention) -> bool:
    """Tell an order, or an invitation to work, from one to come and see."""
    asked = reading.form.text[match.end("list") : match.start("rest")]
    return not _INVITED.search(asked) or bool(_INVITED_TO_WORK.search(match["rest"]))


def _taken(match: _Match, _reading: Reading, mention: Mention) -> bool:
    return mention.kind == "enterprise" or not _AWARDED.match(match["rest"])


def _served(match: _Match, _reading: Reading, mention: Mention) -> bool:
    return mention.kind in ("enterprise", "hospital", "media", "kindergarten") or bool(
        _SERVED.search(match["rest"])
    )


def _between_others(match: _Match, reading: Reading) -> bool:
    """Tell an agreement between two others (甲集团与乙省政府的协议) from one with the school."""
    text = reading.form.text
    if match.start() - 1 not in reading.form.organisations:
        return False
    begin = max(text.rfind(mark, 0, match.start()) for mark in "。；") + 1
    return "的" in match["rest"][:14] and not _US_OR_SCHOOL.search(text, begin, match.end("rest"))


def _recruits(match: _Match, reading: Reading, mention: Mention) -> bool:
    """Tell firms that come to engage pupils from guests, and their coming to this school from another's."""
    visited = reading.form.organisations.get(match.start("rest") - 1)
    if visited is not None and not reading.speaker.is_own(visited.text):
        return False
    return mention.kind in ("enterprise", "hospital", "kindergarten") and bool(_ENGAGES.search(match["rest"]))


def _builds(_match: _Match, _reading: Reading, mention: Mention) -> bool:
    """Tell a firm that builds or runs something for the school from bodies that provide for it."""
    return mention.kind == "enterprise"


def _founds(match: _Match, reading: Reading, _mention: Mention) -> bool:
    """Tell founders beside which the school stands in the list."""
    held = [
        one for at, one in reading.form.organisations.items() if match.start("list") <= at < match.end("list")
    ]
    if any(reading.speaker.is_own(one.text) for one in held) or _OURS.search(match["list"]):
        return True
    return _we_lead(match, reading)


def _we_lead(match: _Match, reading: Reading) -> bool:
    """Tell the words 由我校牵头 ahead of the other founders, by whatever name the school has there."""
    text = reading.form.text
    led = _LED_AHEAD.search(text, max(0, match.start() - _LED_REACH), match.start("list"))
    if led is None:
        return False
    leader = reading.form.organisations.get(led.start("leader"))
    return leader is None or reading.speaker.is_own(leader.text)


def _talks(match: _Match, reading: Reading, mention: Mention) -> bool:
    """Tell visitors who talk of a thing to do together at this school from those who only come and talk."""
    visited = reading.form.organisations.get(match.start("rest") - 1)
    if visited is not None and not reading.speaker.is_own(visited.text):
        return False
    if mention.kind == "school" and _JOINT_COURSE.search(match["rest"]):
        return True
    return mention.kind in TRUSTED and bool(_PLANNED.search(match["rest"]))


def _told_side(_match: _Match, reading: Reading, mention: Mention) -> bool:
    """Tell the sides of an agreement, told of here or in the sentence ahead, from those of a street."""
    return mention.kind != "media" and bool(_AGREEMENT.search(reading.before + reading.text))


def _work_place(match: _Match, _reading: Reading, _mention: Mention) -> bool:
    if ROOM.match(match["rest"]):
        return False
    return bool(_WORK_AT.search(match["rest"])) and not _VISIT.match(match["rest"])


def _aided(match: _Match, reading: Reading, mention: Mention) -> bool:
    return mention.kind in _AIDED_KINDS and bool(
        _AID.search(reading.form.text, match.start(), match.end("rest"))
    )


def _counted(_match: _Match, reading: Reading, _mention: Mention) -> bool:
    return bool(_COUNTED_WORK.search(reading.text))


def _subject(match: _Match, reading: Reading, mention: Mention) -> bool:
    rest = match["rest"]
    if rest.startswith("，") and mention.kind in ("other", "government"):
        return False
    if mention.kind == "government" and not _GOVERNMENT_WORK.search(rest):
        return False
    visited = reading.form.organisations.get(match.end("list") + rest.find(_O))
    if _O in rest and visited is not None and not reading.speaker.is_own(visited.text):
        rest = rest[: rest.find(_O)]
    if not _SUBJECT_WORK.search(rest):
        return False
    near = rest[:_CLOSE] if mention.kind == "government" else rest[:_CLOSE].replace("指导", "")
    return "委托" in near or not _OFFICIAL.search(near)


def _trained(match: _Match, reading: Reading, mention: Mention) -> bool:
    """Tell training done for an organisation from a title with its name (某省总工会职工教育培训基地)."""
    text = reading.form.text
    if mention.kind in ("school", "group") or _TRAINING_TITLE.match(text, match.end("list")):
        return False
    end = match.end("rest")
    told = _TRAINING_OF.search(text, match.start(), end) or _TRAINING_FOR.search(
        text[max(0, match.start() - 60) : match.start()]
    )
    return told is not None and not _TRAINED_BY.search(text, max(0, match.start() - 8), end)


#: What a match must stand up to, by way of saying it; ways not listed need nothing more.
_CHECKS: Final[Mapping[str, Callable[[_Match, Reading, Mention], bool]]] = MappingProxyType(
    {
        "with": _works_with,
        "and_us": _works,
        "bring": _brings,
        "parties": _works,
        "ordered": _ordered,
        "taken": _taken,
        "serve": _served,
        "place": _work_place,
        "recruit": _recruits,
        "founders": _founds,
        "built": _builds,
        "side": _told_side,
        "talks": _talks,
        "aid": _aided,
        "count": _counted,
        "subject": _subject,
        "train": _trained,
        **DEED_CHECKS,
    }
)
