"""Partners that no clause claims: in bare lists under a heading, in notes on aid, beside strong words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from ..language.mentions import Mention
from ..language.years import written_years
from .modes import modes_of
from .partner_checks import TRUSTED, attends, can_be_partner, is_outside_school
from .partner_patterns import LIST, WORK, O
from .partner_years import since
from .ties import Reading, Tie

#: How a line ends that leads a list in.
_LEAD_ENDS: Final = ("：", "。", "类", "一览", "名单", "如下", "表", "情况", "名录", "清单", "案例", "项目")
_AID_SECTION: Final = re.compile(r"对口|帮扶|支援|支教|协作")
_AID: Final = re.compile(r"援[疆藏青]|支教|帮扶|支援")
_AID_KINDS: Final = frozenset({"school", "hospital", "kindergarten"})
_LIST_HEADING: Final = re.compile(
    r"合作(?:企业|单位|院校|伙伴|关系|办学)?|校企|实习(?:单位|基地)|校外[^，。]{0,2}基地|订单|订立|产教"
)
#: （2）甲公司——订单班；
_ITEM: Final = re.compile(rf"(?:（?\d+[）.、]|[①-⑳])?(?P<list>{O})(?P<mark>——|—|－|：|，|/|／|｜|\\|)(?=.)")
#: Marks that part the fields of an item, and what a field holds that says how both work together.
_FIELD_MARKS: Final = frozenset({"——", "/", "／", "｜"})
_WAY_FIELD: Final = re.compile(
    r"学徒|订单|冠名|实习|见习|就业|共建|基地|联办|培训|奖学金|协作|帮扶|招聘|合作"
)
#: 制造业：甲、乙、丙等3家企业；
_LINE: Final = re.compile(
    rf"[^。；{O}]{{0,24}}?(?P<list>{LIST})(?:等?(?:\d*余?[家个所])?(?:企业|单位|公司)?)?[。；]?"
)
_NOT_LISTED_KINDS: Final = frozenset({"government", "group"})
#: What guests do: 甲集团负责人一行来校参观, 乙公司的工程师应邀出席开学典礼.
_COMES: Final = re.compile(r"一行|来校(?:参观|考察|交流|访问)|来访|到访|应邀|出席|莅临|致辞")
_SECTION_OF_WORK: Final = re.compile(
    r"校企|合作|产教|实习|集团化|社会服务|对口|帮扶|支援|订单|学徒|服务贡献|服务地方|服务行业|乡村振兴|国际交流|企业"
)
_WEAK: Final = re.compile(r"合作|共建|实习|就业|订单|基地|协议")
_AGREED: Final = re.compile(r"签|协议")
_NEAR_WORK: Final = re.compile(WORK + r"|招聘|岗位")
_NEAR: Final = 60
_SURE_KINDS: Final = frozenset({"enterprise", "kindergarten", "hospital"})
#: Where somebody comes from or works.
_ORIGIN: Final = re.compile(r"(?:毕业于|任职于|隶属于?|来自|[原曾]属于?|划归)[^，。]{0,6}$")
_ORIGIN_BEHIND: Final = re.compile(r"[^，。]{0,6}(?:毕业|也派人)")
#: Where something took place: 在甲酒店举行.
_VENUE: Final = re.compile(r"[^，。；]{0,8}(?:举行|召开|举办|揭牌|签约仪式|会议|报告厅|广场)")
_LIST_BEFORE: Final = re.compile(r"[^。；：]*、")
_COUNTED_LEAD: Final = re.compile(r"家\S{0,10}：$")


def aid_notes(reading: Reading) -> Iterator[Tie]:
    """Yield where teachers are sent to help, from notes on aid (某某，援疆，某县中学，2020.02)."""
    section = reading.sentence.section[-1:]
    if not any(_AID_SECTION.search(part) for part in section) or not _AID.search(reading.text):
        return
    for mention in reading.form.organisations.values():
        if mention.kind in _AID_KINDS and is_outside_school(mention.text):
            year = next((year for at, _, year in written_years(reading.text) if at > mention.end), None)
            yield Tie(mention, reading.evidence(0, len(reading.text)), ("counterpart_aid",), year)


def bare_lists(reading: Reading) -> Iterator[Tie]:
    """Yield the members of a bare list whose heading or lead says what they are (制造业：甲、乙、丙；)."""
    lead = reading.before if reading.before.endswith(_LEAD_ENDS) else ""
    about = " ".join([*reading.sentence.section[-1:], lead])
    form = reading.form
    match = _ITEM.match(form.text)
    told = match is not None and match["mark"] in _FIELD_MARKS and _WAY_FIELD.search(form.text, match.end())
    if not told and not _LIST_HEADING.search(about):
        return
    match = match or _LINE.fullmatch(form.text)
    if match is None:
        return
    held = [
        (at, mention)
        for at, mention in form.organisations.items()
        if match.start("list") <= at < match.end("list")
    ]
    ends_line = match.end("list") == len(form.text.rstrip("。；"))
    if len(held) < 2 and ends_line and not reading.before.endswith("："):
        return
    for _, mention in held:
        if mention.kind in _NOT_LISTED_KINDS or reading.speaker.is_own(mention.text):
            continue
        if mention.kind == "school" and not is_outside_school(mention.text):
            continue
        said = reading.text[mention.end :] if len(held) == 1 else about
        if len(held) == 1 and _COMES.search(said) and not _WAY_FIELD.search(said):
            continue
        yield Tie(
            mention,
            reading.evidence(mention.start, mention.end),
            modes_of(said, mention.kind),
            since(reading.text, mention, reading.speaker),
            tuple(one.text for one in reading.sentence.majors()) if len(held) == 1 else (),
            weight=0.75,
        )


def loose_partners(reading: Reading) -> Iterator[Tie]:
    """Yield firms that a sentence of strong words about cooperation names in no pattern's place."""
    text = reading.text
    about_work = _SECTION_OF_WORK.search(" ".join(reading.sentence.section[-2:])) and _WEAK.search(text)
    if not reading.strong and not about_work:
        return
    for _, mention in reading.others():
        window = text[max(0, mention.start - _NEAR) : mention.end + _NEAR]
        if not (reading.strong or mention.kind in _SURE_KINDS) or not _NEAR_WORK.search(window):
            continue
        if _can_be_loose(reading, mention):
            majors = [
                major for major in reading.sentence.majors() if abs(major.start - mention.start) < _NEAR
            ]
            yield Tie(
                mention,
                reading.evidence(mention.start, mention.end),
                modes_of(window, mention.kind),
                since(text, mention, reading.speaker),
                tuple(major.text for major in majors),
                weight=0.6,
            )


def _can_be_loose(reading: Reading, mention: Mention) -> bool:
    text = reading.text
    if mention.kind not in TRUSTED or not (mention.known or _in_counted_list(reading, mention)):
        return False
    if attends(text, mention, strong=False) and not _AGREED.search(text):
        return False
    return not only_place(text, mention) and can_be_partner(reading, mention, text)


def only_place(text: str, mention: Mention) -> bool:
    """Tell where somebody comes from, or something took place."""
    head = text[: mention.start]
    if _ORIGIN.search(head[-12:]) or _ORIGIN_BEHIND.match(text, mention.end):
        return True
    return head.endswith("在") and bool(_VENUE.match(text, mention.end))


def _in_counted_list(reading: Reading, mention: Mention) -> bool:
    """Tell a member of a list that a count of firms leads (来了40多家服装品牌：甲、乙)."""
    text = reading.text
    first = mention.start
    for _, other in reading.others():
        if other.end <= mention.start and _LIST_BEFORE.fullmatch(text, other.end, mention.start):
            first = other.start
            break
    return bool(_COUNTED_LEAD.search(text[max(0, first - 16) : first]))
