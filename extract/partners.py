"""Partners in running text: which of the organisations in a sentence the school works with, and how."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Final

from . import lexicons
from .blocks import Document
from .facts import Evidence
from .mentions import Mention
from .modes import modes_of
from .school import Speaker
from .sentences import ORGANISATION, Sentence, Skeleton, evidence, skeleton
from .terms import TermFinder
from .years import written_years, year_before

_O: Final = ORGANISATION
#: A list of organisations: parted by 、 and 和, short words of kind between them allowed.
_LIST: Final = rf"{_O}(?:（[^）]{{1,20}}）)?(?:(?:、|，|和|与|及|以及|还有|，以及|；)(?:[\u4e00-\u9fff]{{0,6}})?{_O}(?:（[^）]{{1,20}}）)?)*"
_WITH: Final = r"(?:与|和|同|跟|联合|携手|联手|会同|协同|依托|对接|牵手|连同|借助)"
_US: Final = r"(?:我校|学校|我院|学院|校方|该校|本校|我系|我部|校企双方|双方)"
_WORK: Final = (
    r"合作|共建|签订|签约|签署|签下|联合|共同|订单|冠名|协议|组建|成立|建立|开展|开设|开办|创办|办起|联办|合办|实习|实训|就业|基地|培养|学徒|办学|产业学院|挂牌|揭牌|授牌|结对|交流|对接|协作|帮扶|党建|捐|交道|沟通|引进|入驻"
)
_PATTERNS: Final = (
    # 与甲、乙等共建…; 同甲签订协议; 联合甲创办
    ("with", re.compile(rf"{_WITH}(?P<lead>[^，。；、{_O}]{{0,14}}?)(?P<list>{_LIST})(?:等)?(?P<rest>[^。；]{{0,60}})")),
    # 甲与我校签订…
    ("and_us", re.compile(rf"(?P<list>{_LIST})[^，。；{_O}]{{0,14}}{_WITH}(?:{_US}|{_O})(?P<rest>[^。；]{{0,40}})")),
    # 引进甲, 引入甲
    ("bring", re.compile(rf"(?:引进|引入|引企入校|吸引|通过)(?P<list>{_LIST})(?P<rest>[^。；]{{0,40}})")),
    # 合作企业有甲、乙
    ("partners", re.compile(rf"(?:合作|实习|就业|用人|订单|对口|签约|联办|共建)[^，。；{_O}]{{0,8}}(?:企业|单位|院校|学校|伙伴|基地|酒店|幼儿园|医院|公司|还有)[^，。；{_O}]{{0,8}}(?:有|包括|为|是|：|如|即|分别是|还有|以及)[^，。；{_O}]{{0,6}}(?P<list>{_LIST})(?P<rest>[^。；]{{0,20}})")),
    ("partners", re.compile(rf"合作(?:企业|单位|伙伴|院校|方)(?P<list>{_LIST})(?P<rest>[^。；]{{0,40}})")),
    # 签了协议的有四家：甲、乙; 接收实习生最多的是甲
    ("partners", re.compile(rf"(?:签|合作|共建|订单|协议|接收|接纳|实习|就业|帮扶|培训|录用)[^，。；{_O}]{{0,16}}(?:有|包括|为|是|：)[^，。；{_O}]{{0,8}}(?P<list>{_LIST})(?P<rest>[^。；]{{0,20}})")),
    # 实践园：甲、乙
    ("partners", re.compile(rf"(?:^|[，。；\s])[^，。；：{_O}]{{0,6}}(?:实践|实习|见习|合作|就业|订单|共建)[^，。；：{_O}]{{0,6}}：[^，。；{_O}]{{0,4}}(?P<list>{_LIST})(?P<rest>[^。；]{{0,20}})")),
    # 甲在我校设立…; 甲接收我校学生实习; 甲自2018年起对口帮扶我校
    ("subject", re.compile(rf"(?P<list>{_LIST})(?P<rest>[^。；{_O}]{{0,30}}(?:在(?:我)?校设|在(?:我校|学校|校内)|来(?:我)?校|到(?:我)?校|入校|与(?:我校|学校)|接[收纳][^，。]{{0,10}}(?:实习|学生)|为(?:我校|学校)|对口帮扶(?:我校|学校)|对口支援(?:我校|学校)|帮扶(?:我校|学校)|向(?:我校|学校)|录用|吸纳|师傅|派出?[^，。]{{0,8}}(?:师傅|技师|工程师)|(?:与|同|和)[^，。]{{0,12}}合作)[^。；]{{0,30}})")),
    ("partners", re.compile(rf"有合作的(?:还)?有[^，。；{_O}]{{0,6}}(?P<list>(?:{_LIST}|[^。；]){{1,300}})(?P<rest>)")),
    # 甲、乙等企业的培训基地; 承担了甲的培训任务
    ("train", re.compile(rf"(?P<list>{_LIST})等?[^，。；{_O}]{{0,6}}(?:企业|单位|部门|机构)?的?(?:员工|职工)?培训(?P<rest>[^。；]{{0,20}})")),
    # 到甲实习
    ("place", re.compile(rf"(?:到|赴|在|进入|前往|走进|去|往|为|向|给)[^，。；、{_O}]{{0,8}}(?P<list>{_LIST})等?(?P<rest>[^。；]{{0,40}})")),
    # 对甲进行对口帮扶
    ("aid", re.compile(rf"(?:对|为|向|给|援助|支援|帮扶|结对)[^，。；、{_O}]{{0,8}}(?P<list>{_LIST})(?P<rest>[^。；]{{0,40}})")),
    # 甲、乙等N家企业
    ("count", re.compile(rf"(?P<list>{_LIST})等(?:\d+|[一二三四五六七八九十百几数多]+)?余?多?[家个所](?P<rest>[^。；]{{0,40}})")),
    # 甲“引企入校”
    ("quoted", re.compile(rf"(?P<list>{_LIST})“(?:引企入校|订单培养|订单式培养|校企合作|现代学徒制)”(?P<rest>)")),
    # 甲向学校捐赠; 甲捐出
    ("gift", re.compile(rf"(?P<list>{_LIST})[^。；]{{0,20}}(?:捐赠|捐出|捐助|赠送|送给|送来|资助|设立[^，。；]{{0,12}}(?:奖学金|奖教金|助学金|基金))(?P<rest>[^。；]{{0,30}})")),
)
_NEEDS_WORK: Final = frozenset({"with", "and_us", "bring"})
_PLACE_WORK: Final = re.compile(r"实习|见习|顶岗|跟岗|就业|上岗|实践锻炼|招聘|培训|授予|挂牌|授牌|签")
_AID_WORK: Final = re.compile(r"对口|帮扶|支援|支教|结对|培训|送教|捐|援|等级认定|技能鉴定|技能认定")
_COUNT_WORK: Final = re.compile(r"合作|共建|建立|协议|实习|就业|订单|基地|招聘|签")
_STRONG: Final = re.compile(
    r"校企合作|签约|签订|签下|签署|签字|合作协议|共建|订单班|冠名班|冠名|产业学院|企业学院|战略合作|实训基地|实习基地|学徒制|联合办学|校企共同体|订单培养|合作企业|合作办学|双选会|招聘会|合作共同体|达成[^，。]{0,6}意向|长期合作|办起|合办|联办"
)
_NOT_WORKING: Final = re.compile(r"(?:主办|承办|举办|举行|颁发|授予|评为|评审|认定|批准|印发|下发|颁布|发布|公布|通报|表彰|要求|部署|组织的|指导下|领导下|精神|文件|意见|通知|验收|督导|检查|考察|报道|采访|记者|摄)")
_TITLE: Final = re.compile(r"(?:集团)?(?:党委|党组|党支部|人力资源|人事|行政|培训|教育|市场|技术|生产)?[\u4e00-\u9fff]{0,8}?(?:董事长|总经理|副总|经理|总裁|总监|主任|局长|处长|主管|书记|校长|院长|会长|秘书长|负责人|代表|专家|厂长|园长|科长|部长|总工程师|调研员|巡视员|区长|县长|市长|镇长|主席|厅长|司长|副[\u4e00-\u9fff]{1,3}长)")
_SECTION_OF_WORK: Final = re.compile(r"校企|合作|产教|实习|集团化|社会服务|对口|帮扶|支援|订单|学徒|服务贡献|服务地方|服务行业|乡村振兴|国际交流|企业")
_SUPERIOR: Final = re.compile(r"教育部|教育厅|教育局|教体局|财政|人社厅|国务院|省政府|市委|市人民政府$|省人民政府$|人力资源和社会保障厅|党校$")
_TRUSTED: Final = frozenset({"enterprise", "hospital", "kindergarten", "association", "media"})
_DUTY: Final = re.compile(r"(?:副?(?:理事长|会长|秘书长|主任)|常务理事|常务副理事长|理事|成员|会员|牵头|发起|主席团|轮值主席|盟主|龙头|执行理事长|联合理事长|核心成员)单位|龙头|牵头单位|牵头成立|牵头组建|联手发起|发起单位|理事长学校|成员学校")


@dataclass(slots=True)
class Tie:
    """A partnership as one passage states it."""

    mention: Mention
    evidence: Evidence
    modes: list[str]
    since: int | None = None
    majors: list[str] = field(default_factory=list)
    role: str | None = None
    weight: float = 0.8


def ties_in(document: Document, sentence: Sentence, speaker: Speaker, before: str = "") -> Iterator[Tie]:
    """Yield the partnerships that a sentence states; `before` is the sentence ahead of it, which may lead it in."""
    organisations = [mention for mention in sentence.organisations() if not speaker.is_own(mention.text)]
    if not organisations:
        return
    form = skeleton(sentence)
    seen: set[int] = set()
    for kind, pattern in _PATTERNS:
        for match in pattern.finditer(form.text):
            for at in range(*match.span("list")):
                mention = form.organisations.get(at)
                if mention is None or mention.start in seen or speaker.is_own(mention.text):
                    continue
                if _holds(kind, match, form, mention, sentence):
                    seen.add(mention.start)
                    yield _tie(document, sentence, form, match, mention, speaker)
    yield from _groups(document, sentence, form, seen, speaker)
    yield from _others(document, sentence, form, organisations, seen, speaker)
    yield from _aid_notes(document, sentence, form, seen, speaker)
    yield from _bare_lists(document, sentence, form, before, seen, speaker)


def _holds(kind: str, match: re.Match[str], form: Skeleton, mention: Mention, sentence: Sentence) -> bool:
    if not _can_be_partner(mention, sentence, match[0]):
        return False
    rest = match["rest"]
    if _attends(sentence.text, mention, strong=bool(_STRONG.search(sentence.text))):
        return False
    if kind in _NEEDS_WORK:
        if kind == "with" and (match["lead"].startswith("着") or form.text[: match.start()].endswith(("主管", "参", "作为")) or _between_others(form, match)):
            return False
        return bool(re.search(_WORK, rest)) and not re.match(r"(?:等?)(?:的)?(?:要求|规定|标准|精神|文件|通知|统一部署)", rest)
    if kind == "place":
        return bool(_PLACE_WORK.search(rest)) and not re.match(r"(?:参观|考察|学习|调研|举行|召开|参加|培训$)", rest)
    if kind == "aid":
        return bool(_AID_WORK.search(match[0])) and (mention.kind in ("government", "school", "enterprise", "other", "kindergarten", "hospital", "association"))
    if kind == "count":
        return bool(_COUNT_WORK.search(sentence.text))
    if kind == "subject":
        if rest.startswith("，") and mention.kind in ("other", "government"):
            return False
        if mention.kind == "government" and not re.search(r"捐|帮扶|支援|共建", rest):
            return False
        return bool(re.search(_WORK + r"|班|学生|捐|设", rest)) and not re.search(r"主办|承办|举行|调研|考察|视察|检查|指导|慰问|授予|颁发", rest[:20])
    if kind == "train":
        if mention.kind in ("school", "group") or not _trains(form, match):
            return False
        return "培训" in match[0] and not re.search(r"组织的?培训|举办的?培训|参加", form.text[max(0, match.start() - 8) : match.end()])
    return True


def _between_others(form: Skeleton, match: re.Match[str]) -> bool:
    """Tell an agreement between two others (甲集团与乙省政府的协议) from one with the school."""
    subject = form.organisations.get(match.start() - 1)
    if subject is None:
        return False
    clause = form.text[max(form.text.rfind(mark, 0, match.start()) for mark in "。；") + 1 : match.end()]
    return not re.search(_US + r"|校|学院", clause) and "的" in match["rest"][:14]


def _trains(form: Skeleton, match: re.Match[str]) -> bool:
    """Tell training done for an organisation from a title that holds its name (浙江省总工会职工教育培训基地)."""
    if re.match(r"[^，。；的]{0,14}培训(?:基地|中心|学校|点|示范点)", form.text[match.end("list") :]):
        return False
    before = form.text[max(0, match.start() - 60) : match.start()]
    return bool(re.search(r"(?:等|的)[^，。；]{0,10}培训", match[0])) or bool(re.search(r"(?:承担|承接|完成|开展|(?<![评定名成作])为|对|给)[^。；]*$", before))


def _can_be_partner(mention: Mention, sentence: Sentence, stretch: str) -> bool:
    name = mention.text
    if sentence.text.startswith(("旗下", "下属", "所属"), mention.end):
        return False
    if mention.kind == "government" or _SUPERIOR.search(name):
        if _SUPERIOR.search(name) and not re.search(r"战略|协议|共建|对口|签署|签订", sentence.text):
            return False
        if not re.search(r"战略|政校|共建|签|对口|帮扶|支援|培训|联合|牵头|党建|交流|协作|联办|合作|挂牌|创办", stretch + sentence.text[mention.end : mention.end + 30]):
            return False
    if re.search(r"开放大学|干部学院", name) and "合作" not in sentence.text:
        return False
    if mention.kind == "school" and re.search(r"(?:培训中心|培训学校|社区学校|教育基地)$", name) and not re.search(r"与|同|和|联合", sentence.text[max(0, mention.start - 2) : mention.start]):
        return False
    before = sentence.text[max(0, mention.start - 5) : mention.start]
    if re.search(r"(?:被|经|由)$", before) and _NOT_WORKING.search(sentence.text[mention.end : mention.end + 14]):
        return False
    after = sentence.text[mention.end : mention.end + 14]
    if re.match(r"[^，。；]{0,24}(?:为邻|相邻|毗邻)", after + sentence.text[mention.end + 14 : mention.end + 40]) or re.search(r"(?:地处|位于|坐落在|坐落于)$", sentence.text[: mention.start]):
        return False
    if mention.kind in ("association", "government") and _TITLE_TAIL.match(sentence.text[mention.end :]):
        return False
    if mention.kind == "school" and not _is_outside_school(name):
        return False
    if re.match(r"(?:提出|要求|关于|确定|主办|承办|举办|组织|颁发|授予|评为|认定|批准|印发|下发|颁布|发布|公布|表彰|授课|的?通知|的?文件|毕业)", after):
        return False
    if mention.kind == "school" and re.match(r"(?:党建|就业办|校长|院长|教授|专家|博士)", after) and not _STRONG.search(sentence.text):
        return False
    return not re.search(r"[（“《]$", before) or bool(re.search(r"“$", before)) is False or mention.kind != "school"


#: What makes a body's name the beginning of a title (某省总工会|职工教育培训基地).
_TITLE_TAIL: Final = re.compile(r"[^，。；、的与和]{2,14}(?:基地|示范点|示范校|试点学校|特色学校|先进单位|先进集体)")


def _is_outside_school(name: str) -> bool:
    """Tell a school with a place in its name from colleges and bases inside a school (ICT学院, 产业学院)."""
    if re.search(r"(?:产业|企业|二级)学院$|产业学院|培训学院", name):
        return False
    return any(True for _ in _regions().longest(name)) or bool(re.search(r"[省市县区乡镇]|大学$|职业技术学院|职业学院|高等专科|师范|技师学院|职业技术学校|职业学校|技工学校|中等专业学校|职教中心|职业教育中心|[^职]中学$|小学$", name))


@cache
def _regions() -> TermFinder:
    return TermFinder(lexicons.regions())


def _attends(text: str, mention: Mention, strong: bool) -> bool:
    """Tell an organisation that is named only as somebody's employer (甲公司总经理王某)."""
    if strong and mention.kind in _TRUSTED:
        return False
    return bool(_TITLE.match(text[mention.end : mention.end + 16]))


def _tie(
    document: Document, sentence: Sentence, form: Skeleton, match: re.Match[str], mention: Mention, speaker: Speaker
) -> Tie:
    start = form.places[match.start()]
    end_at = match.end() - 1
    end = form.places[end_at] + 1 if end_at < len(form.places) else len(sentence.text)
    clause = _own_clause(form, match, mention, sentence)
    return Tie(
        mention,
        evidence(document, sentence.passage, min(start, mention.start), max(_clip(sentence.text, mention.end, end), mention.end), sentence.section),
        modes_of(clause, mention.kind),
        _since(sentence.text, mention, speaker),
        [] if mention.kind == "group" else [major.text for major in sentence.majors() if abs(major.start - mention.start) < 90 and "专业" in clause][:6],
        weight=0.9 if mention.known else 0.8,
    )


def _clip(text: str, start: int, end: int) -> int:
    """End a quote at the clause that goes with the name."""
    stop = re.search(r"[，；。]", text[start:end])
    return start + stop.start() if stop and stop.start() > 4 else end


#: A part of a sentence that goes on with what is done together.
_GOES_ON: Final = re.compile(r"(?:并|共|联合|合作|开展|开设|组建|建立|成立|设立|实施|实行|推行|探索|就|在|一起|共同|双方|签|围绕|实现|由|企业|为学|选派|接|开办|冠名|投资|捐)")
_OWN_FIGURES: Final = re.compile(r"总人数|累计|近[一二三四五\d]+年|输送了|满意")


def _own_clause(form: Skeleton, match: re.Match[str], mention: Mention, sentence: Sentence) -> str:
    """Return the words that say how: from the list to the next list, with what leads it in."""
    begin = max(form.text.rfind(mark, 0, match.start("list")) for mark in "，；。：")
    stop = len(form.text)
    for following in re.finditer(rf"(?:[，；。”]|{_WITH})[^{_O}，；。]{{0,10}}{_O}", form.text[match.end("list") :]):
        stop = match.end("list") + following.start()
        break
    head = form.text[max(0, begin) : match.end("list")]
    parts = re.split(r"[，；。]", form.text[match.end("list") : max(stop, match.end("list"))])
    said = parts[:1]
    for part in parts[1:]:
        if not _GOES_ON.match(part) or _OWN_FIGURES.search(part):
            break
        said.append(part)
    aid = " 党建" if any("党建" in part for part in sentence.section[-1:]) and "党" in sentence.text else ""
    del mention
    return "，".join([head + said[0], *said[1:]]) + aid


_SIGNED: Final = re.compile(r"签(?:订|署|约|下|了|字)|揭牌|授牌|挂牌")


def _since(text: str, mention: Mention, speaker: Speaker) -> int | None:
    """Return the year since which, where the words tie one to the cooperation.

    News of a signing is of the year it is dated; a yearly report's sentence must say the year itself.
    """
    head = text[: mention.start]
    for _, end, found in reversed(written_years(head)):
        between = head[end:]
        if len(between) <= 40 and _LEADS_TO.match(between):
            return found
    if not _SIGNED.search(text):
        return None
    if re.search(r"今年|去年|本年度", head):
        return year_before(text, mention.start, speaker.year)
    is_report = speaker.fact is not None and speaker.fact.get("report_year") is not None
    return None if is_report or re.search(r"下一步|将|打算|拟|计划", text) else speaker.year


_LEADS_TO: Final = re.compile(
    r"年?(?:\d{1,2}月(?:\d{1,2}日)?)?(?:起|开始|以来|，|与|同|和|由|我|学|校|双方|两家|[^。；]{0,20}(?:与|同|和|联合|联手|签))"
)


def _groups(
    document: Document, sentence: Sentence, form: Skeleton, seen: set[int], speaker: Speaker
) -> Iterator[Tie]:
    """Yield memberships: groups and alliances that the school leads, joined or belongs to."""
    text = sentence.text
    for at, mention in form.organisations.items():
        if mention.kind != "group" or mention.start in seen:
            continue
        after = form.text[at + 1 :]
        duty = re.match(rf"(?:(?:、|和|与){_O})*[的]?(?:第[一二三四五]届)?({_DUTY.pattern})", after)
        led = re.search(r"(牵头(?:成立|组建|发起)?|龙头|联手发起|发起成立|组建|加入|参与(?:组建|发起)?|成为|当选|担任|隶属|是)[^。；]{0,40}$", form.text[:at])
        if led and _led_by_other(form, at, speaker):
            continue
        if re.search(r"关于(?:成立|组建|同意)[^。；]{0,4}$|批复", form.text[max(0, at - 8) : at]) and not duty:
            continue
        told = re.search(r"牵头单位|联手发起|发起|理事单位|成员单位|龙头|宣告成立|成立|揭牌|组建", text)
        if not (duty or led or (told and (speaker.names or "我校" in text or "学校" in text))):
            continue
        role = _role(duty, led, text)
        since = _since(text, mention, speaker) or _founded_with(text, mention)
        end = mention.end + (duty.end() if duty else 0)
        yield Tie(
            mention,
            evidence(document, sentence.passage, max(0, mention.start - 4 if led else mention.start), min(len(text), end), sentence.section),
            ["group_member"],
            since,
            role=role,
            weight=0.85,
        )
        seen.add(mention.start)


def _led_by_other(form: Skeleton, at: int, speaker: Speaker) -> bool:
    """Tell whether a firm, not the school, is the subject that leads or joins the group at `at`."""
    before = [mention for place, mention in form.organisations.items() if place < at]
    if not before or before[0].kind != "enterprise":
        return False
    head = form.text[:at]
    return not re.search(_US, head) and not any(speaker.is_own(mention.text) for mention in before)


def _founded_with(text: str, mention: Mention) -> int | None:
    match = re.match(r"[^。；]{0,10}?(?:于)?((?:19|20)\d\d)年[^。；]{0,10}成立", text[mention.end :])
    return int(match[1]) if match else None


def _role(duty: re.Match[str] | None, led: re.Match[str] | None, text: str) -> str | None:
    if duty:
        return duty[1]
    if led and led[1].startswith(("牵头", "龙头", "联手")):
        return led[1]
    if match := re.search(r"(?:副理事长|常务理事|理事长|理事|成员|会员|牵头)单位", text):
        return match[0]
    return None


def _in_led_list(text: str, organisations: Sequence[Mention], mention: Mention) -> bool:
    """Tell a member of a list that a count of firms leads (来了40多家服装品牌：甲、乙)."""
    run = [one for one in organisations if one.end <= mention.start and re.fullmatch(r"[^。；：]*、", text[one.end : mention.start])]
    first = run[0].start if run else mention.start
    return bool(re.search(r"[家]\S{0,10}：$", text[max(0, first - 16) : first]))


def _aid_notes(
    document: Document, sentence: Sentence, form: Skeleton, seen: set[int], speaker: Speaker
) -> Iterator[Tie]:
    """Yield where teachers are sent to help, from the terse notes of a section on aid (某某，援疆，某县中学，2020.02)."""
    if not any(re.search(r"对口|帮扶|支援|支教|协作", part) for part in sentence.section[-1:]) or not re.search(r"援[疆藏青]|支教|帮扶|支援", sentence.text):
        return
    for mention in form.organisations.values():
        if mention.start in seen or mention.kind not in ("school", "hospital", "kindergarten") or not _is_outside_school(mention.text):
            continue
        years = [year for start, _, year in written_years(sentence.text) if start > mention.end]
        seen.add(mention.start)
        passage = evidence(document, sentence.passage, 0, len(sentence.text), sentence.section)
        yield Tie(mention, passage, ["counterpart_aid"], years[0] if years else None, weight=0.8)
    del speaker


def _bare_lists(
    document: Document, sentence: Sentence, form: Skeleton, before: str, seen: set[int], speaker: Speaker
) -> Iterator[Tie]:
    """Yield the members of a bare list under a heading or a sentence that says what they are (制造业：甲、乙、丙；)."""
    about = " ".join([*sentence.section[-1:], before if before.endswith(("：", "。", "类")) else ""])
    if not re.search(r"合作(?:企业|单位|院校|伙伴|关系|办学)?|校企|实习(?:单位|基地)|订单|订立|产教", about):
        return
    match = re.match(rf"(?:（?\d+[）.、]|[①-⑳])?(?P<list>{_O})(?:——|—|－|：|，)(?=.)", form.text) or re.fullmatch(rf"[^。；{_O}]{{0,24}}?(?P<list>{_LIST})(?:等?(?:\d*余?[家个所])?(?:企业|单位|公司)?)?[。；]?", form.text)
    held = [at for at in range(*match.span("list")) if at in form.organisations] if match else []
    alone = len(held) < 2 and match is not None and match.end("list") == len(form.text.rstrip("。；"))
    if not match or (alone and not before.endswith("：")):
        return
    for at in range(*match.span("list")):
        mention = form.organisations.get(at)
        if mention is None or mention.start in seen or speaker.is_own(mention.text) or mention.kind in ("government", "group"):
            continue
        seen.add(mention.start)
        yield Tie(
            mention,
            evidence(document, sentence.passage, mention.start, mention.end, sentence.section),
            modes_of(sentence.text[mention.end :] if len(held) == 1 else about, mention.kind),
            weight=0.75,
        )


def _others(
    document: Document, sentence: Sentence, form: Skeleton, organisations: Sequence[Mention], seen: set[int], speaker: Speaker
) -> Iterator[Tie]:
    """Yield firms that a sentence of strong words about cooperation names in no pattern's place."""
    text = sentence.text
    section = " ".join(sentence.section[-2:])
    strong = _STRONG.search(text)
    if not strong and not (_SECTION_OF_WORK.search(section) and re.search(r"合作|共建|实习|就业|订单|基地|协议", text)):
        return
    for mention in organisations:
        if mention.start in seen or mention.kind not in _TRUSTED or not (mention.known or _in_led_list(text, organisations, mention)):
            continue
        if _attends(text, mention, strong=False) and not re.search(r"签|协议", text):
            continue
        if not _can_be_partner(mention, sentence, text):
            continue
        window = text[max(0, mention.start - 60) : mention.end + 60]
        if not (re.search(_WORK + "|招聘|岗位", window) and (strong or mention.kind in ("enterprise", "kindergarten", "hospital"))):
            continue
        if re.search(r"(?:毕业于|任职于|隶属于?|来自)[^，。]{0,6}$", text[: mention.start]) or re.match(r"[^，。]{0,6}(?:毕业|也派人)", text[mention.end :]):
            continue
        if re.search(r"在$", text[: mention.start]) and re.match(r"[^，。；]{0,8}(?:举行|召开|举办|揭牌|签约仪式|会议|报告厅|广场)", text[mention.end :]):
            continue
        yield Tie(
            mention,
            evidence(document, sentence.passage, mention.start, mention.end, sentence.section),
            modes_of(window, mention.kind),
            _since(text, mention, speaker),
            [major.text for major in sentence.majors() if abs(major.start - mention.start) < 60],
            weight=0.6,
        )
        seen.add(mention.start)
    del form
