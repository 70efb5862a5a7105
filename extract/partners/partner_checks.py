"""Which organisations in a sentence cannot be partners of the school, whatever the words around say."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

from .. import lexicons
from ..language.mentions import Mention
from ..language.places import places_in
from .ties import Reading

#: Kinds that do work with schools where a sentence says so in any way.
TRUSTED: Final = frozenset({"enterprise", "hospital", "kindergarten", "association", "media"})
#: Bodies over the school: partners only by an agreement with them.
SUPERIOR: Final = re.compile(
    r"教育部|教育厅|教育局|教体局|财政|人社厅|国务院|省政府|市委|市人民政府$|省人民政府$|人力资源和社会保障厅|党校$"
)
_AGREED: Final = re.compile(
    r"战略|协议|共建|对口|援建|支教|东西部协作|签署|签订|委托[^，。；]{0,8}(?:代培|培训|培养)"
)
_JOINT: Final = re.compile(
    r"战略|政校|共建|签|对口|帮扶|支援|培训|联合|牵头|党建|交流|协作|联办|合作|挂了?牌|创办|委托|承接|技术|编[写制]|结对|合办|援建|班"
)
PARENT_OF: Final = ("旗下", "下属", "所属", "下面的", "麾下")
_PARENT_REACH: Final = 14
#: What a member of an association is called by: 甲协会|会长单位|乙公司.
_SEAT_OF: Final = re.compile(r"的?副?(?:会长|理事长|理事|常务理事|会员|成员|秘书长)单位(?=[^，。；、的])")
#: Firms of a group that are not named: 旗下酒店, 下属11家单位.
_ITS_FIRMS: Final = re.compile(
    r"(?:旗下|下属|所属)的?(?:各|多|数|\d+|[一二两三四五六七八九十几]+)?余?[家个]?(?:酒店|企业|单位|公司|门店|医院|学校|幼儿园|工厂)(?!集团)"
)
#: What visitors do: 到甲公司走了走.
_STROLL: Final = re.compile(r"(?:走了走|看了看|转了转|转了一圈|看了一圈)")
_GROUP: Final = re.compile(r"集团|联盟|共同体|联合体")
_AMONG_MEMBERS: Final = re.compile(
    r"[^。；]{0,40}?(?:等?\d+余?[家个所](?:单位|成员|企业|院校|学校)?(?:联合|共同)?组成|[名位皆都均]列?在?其中)"
)
_OUR_FOUNDING: Final = re.compile(r"牵头|发起|联合组建|共同组建|签")
_TRAINING_PLACE: Final = re.compile(r"(?:培训中心|培训学校|社区学校|教育基地)$")
_JOINED: Final = re.compile(r"与|同|和|联合")
_PASSIVE: Final = re.compile(r"(?:被|经|由)$")
#: What a body does that holds an event or gives an award.
_OFFICIAL_ACT: Final = re.compile(
    r"主办|承办|举办|举行|颁发|授予|评为|评审|认定|批准|印发|下发|颁布|发布|公布|通报|表彰|要求|部署|组织的|指导下|领导下|"
    r"精神|文件|意见|通知|验收|督导|检查|考察|报道|采访|记者|摄|协调|牵线|搭桥"
)
_ACTS: Final = re.compile(
    r"提出|要求|关于|确定|主管|主办|承办|举办|组织|颁发|授予|评为|认定|批准|印发|下发|颁布|发布|公布|表彰|授课|的?通知|的?文件|毕业|"
    r"(?:则|也)?要?[当做搭架]好[^，。；]{0,4}(?:桥|纽带|红娘|后盾|保障)|(?:从中|居中|指导|出面|牵线)?(?:协调|牵线|搭桥|撮合)|也?(?:有人|派人)[来到]"
)
_NEIGHBOUR: Final = re.compile(r"[^，。；]{0,24}(?:为邻|相邻|毗邻)")
_LIES_AT: Final = ("地处", "位于", "坐落在", "坐落于")
#: What makes a body's name the beginning of a title (某省总工会|职工教育培训基地).
_TITLE_TAIL: Final = re.compile(
    r"(?!把|共|联|合|签|挂牌|建[立设成起]|设立|成立|委托|开)[^，。；、的与和]{2,14}(?:基地|示范点|示范校|试点学校|特色学校|先进单位|先进集体)"
)
_SCHOOL_PERSON: Final = re.compile(r"党建|就业办|校长|院长|教授|专家|博士")
#: A person's duty behind the name of an employer.
DUTY: Final = re.compile(
    r"(?:集团)?(?:党委|党组|党支部|人力资源|人事|行政|培训|教育|市场|技术|生产)?[\u4e00-\u9fff]{0,8}?"
    r"(?:董事长|总经理|副总|经理|总裁|总监|主任|局长|处长|主管|书记|校长|院长|会长|秘书长|负责人|代表|专家|厂长|园长|科长|"
    r"部长|总工程师|调研员|巡视员|区长|县长|市长|镇长|主席|厅长|司长|副[\u4e00-\u9fff]{1,3}长)"
)
#: 与甲的专家一道: its people stand for it.
_WITH_PERSONS: Final = re.compile(r"的?[^，。；、与和同的]{0,8}(?:一道|共同|联合|合作|联手|携手)")
#: A body's person who says what he hopes for: 甲厅的某某盼…, 乙局局长某某希望….
_SPEAKS: Final = re.compile(
    rf"的?(?:{DUTY.pattern})?[\u4e00-\u9fff]{{2,3}}(?:也|则|还)?(?:盼|希望|期待|期望|勉励|寄语|说|介绍|坦言|建议|要求|强调|指出|认为|表示)"
)
_ONLOOKS: Final = re.compile(
    r"(?P<who>[^，。；]{0,60}?)(?:见证|同来|同行|随行|陪同|在座|在场|观礼|旁听)(?:了?(?:签约|签字|揭牌|仪式|这一刻){0,2})(?=[，。；]|$)"
)
_SIGNED: Final = re.compile(r"签|协议|共建|揭牌")
_HOUSE: Final = re.compile(r"(?:宾馆|酒店|饭店|馆|会议中心|会展中心|大厦|广场)$")
_WITHIN: Final = re.compile(
    r"(?:校内|[校院]内|我校|学校)(?:还|也|先后)?(?:设有?|建有|下设|内设|拥有)[^，。；]*$"
)
_THANKS: Final = re.compile(r"致谢|鸣谢|道谢|感谢")
_THANKS_REACH: Final = 30
_LEADER_IS: Final = re.compile(r"(?:牵头|领头|龙头|理事长)(?:的|单位|院校|学校)(?:是|为)$")
_ALLIANCE: Final = re.compile(r"集团|联盟|共同体|联合体")
_OUR: Final = re.compile(r"我校|学校|我院|学院|本校|该校|校方")
_INNER_COLLEGE: Final = re.compile(
    r"(?:产业|企业|二级)学院$|产业学院|培训学院|(?:^|[省市县区])(?:数字)?(?:乡村振兴|工匠|创新?创业|现场工程师|退役军人|老年|社区|家长)(?:学院|学校|大学)$"
)
_SCHOOL_FORM: Final = re.compile(
    r"[省市县区乡镇]|大学$|职业技术学院|职业学院|高等专科|师范|技师学院|职业技术学校|职业学校|技工学校|中等专业学校|"
    r"职教中心|职业教育中心|[^职]中学$|小学$|[^，。]{4,}学校$"
)


def can_be_partner(reading: Reading, mention: Mention, stretch: str) -> bool:
    """Tell whether `mention` can be a partner; `stretch` are the words of the sentence that claim it."""
    if mention.kind in ("government", "association") and _begins_title(reading, mention):
        return False
    if (mention.kind == "government" or SUPERIOR.search(mention.text)) and _is_superior(
        reading, mention, stretch
    ):
        return False
    checks = _NO_PARTNER
    if mention.kind == "school":
        if not is_outside_school(mention.text):
            return False
        checks = (*_NO_PARTNER, *_NO_PARTNER_SCHOOL)
    return not any(check(reading, mention) for check in checks)


def attends(text: str, mention: Mention, strong: bool) -> bool:
    """Tell an organisation that is named only as somebody's employer (甲公司总经理王某).

    `strong` says that the sentence has strong words about cooperation, which make a firm of it all the same.
    """
    if strong and mention.kind in TRUSTED:
        return False
    if _WITH_PERSONS.match(text, mention.end):
        return False
    return bool(DUTY.match(text, mention.end, mention.end + 16))


def is_outside_school(name: str) -> bool:
    """Tell a school with a place or form of its own from colleges inside one (ICT学院, 产业学院)."""
    if _INNER_COLLEGE.search(name):
        return False
    placed = any(True for _ in places_in(name)) or name.startswith(tuple(lexicons.words("countries")))
    return placed or bool(_SCHOOL_FORM.search(name))


def _begins_title(reading: Reading, mention: Mention) -> bool:
    return bool(_TITLE_TAIL.match(reading.text, mention.end))


def _is_superior(reading: Reading, mention: Mention, stretch: str) -> bool:
    """Tell a body of government over schools from one that has agreed on something with this one."""
    if SUPERIOR.search(mention.text) and not _AGREED.search(reading.text):
        return True
    return not _JOINT.search(stretch + reading.text[mention.end : mention.end + 30])


def _is_parent(reading: Reading, mention: Mention) -> bool:
    """Tell the parent of a named firm (甲旗下乙酒店) from one whose firms are meant (甲下属3家单位)."""
    if _SEAT_OF.match(reading.text, mention.end):  # 甲协会会长单位乙公司
        return any(0 < one.start - mention.end <= _PARENT_REACH for one in reading.sentence.organisations())
    if not reading.text.startswith(PARENT_OF, mention.end):
        return False
    near = range(mention.end, mention.end + _PARENT_REACH)
    return not _ITS_FIRMS.match(reading.text, mention.end) or any(
        one.start in near for one in reading.sentence.organisations()
    )


def _is_other_member(reading: Reading, mention: Mention) -> bool:
    """Tell a member of an alliance, named as such: 集团由甲、乙等45家组成; 甲、乙名列其中."""
    if not _GROUP.search(reading.form.text or reading.text):
        return False
    return bool(_AMONG_MEMBERS.match(reading.text, mention.end)) and not _OUR_FOUNDING.search(reading.text)


def _only_teaches(reading: Reading, mention: Mention) -> bool:
    """Tell colleges for adults and cadres, at which somebody studies."""
    return bool(re.search(r"开放大学|干部学院", mention.text)) and "合作" not in reading.text


def _is_agent(reading: Reading, mention: Mention) -> bool:
    """Tell the agent of an official act: 被甲评为, 由甲主办."""
    before = reading.text[max(0, mention.start - 5) : mention.start]
    after = reading.text[mention.end : mention.end + 14]
    return bool(_PASSIVE.search(before) and _OFFICIAL_ACT.search(after)) or bool(_ACTS.match(after))


def _is_strolled(reading: Reading, mention: Mention) -> bool:
    return bool(_STROLL.match(reading.text, mention.end))


def _is_neighbour(reading: Reading, mention: Mention) -> bool:
    after = reading.text[mention.end : mention.end + 40]
    return bool(_NEIGHBOUR.match(after)) or reading.text[: mention.start].endswith(_LIES_AT)


def _is_training_place(reading: Reading, mention: Mention) -> bool:
    joined = _JOINED.search(reading.text[max(0, mention.start - 2) : mention.start])
    return bool(_TRAINING_PLACE.search(mention.text)) and not joined


def _sends_person(reading: Reading, mention: Mention) -> bool:
    return bool(_SCHOOL_PERSON.match(reading.text, mention.end)) and not reading.strong


def _is_quoted(reading: Reading, mention: Mention) -> bool:
    return reading.text.startswith("“", mention.start - 1) if mention.start else False


def _only_speaks(reading: Reading, mention: Mention) -> bool:
    """Tell a body of government or of the trade whose people hope or ask for something (甲厅的某某盼…)."""
    return mention.kind in ("government", "association") and bool(_SPEAKS.match(reading.text, mention.end))


def _looks_on(reading: Reading, mention: Mention) -> bool:
    """Tell who comes along or looks on, as the end of its clause says: 甲局某某、乙行某某等见证."""
    found = _ONLOOKS.match(reading.text, mention.end)
    return found is not None and not _SIGNED.search(found["who"])


def _is_scene(reading: Reading, mention: Mention) -> bool:
    """Tell the house in which something takes place: 在甲宾馆，乙和丙签约."""
    return bool(
        _HOUSE.search(mention.text)
        and reading.text.endswith("在", 0, mention.start)
        and reading.text.startswith("，", mention.end)
    )


def _is_within(reading: Reading, mention: Mention) -> bool:
    """Tell a body that the school has within: 校内设有甲培训中心和某地技能鉴定所."""
    begin = max(reading.text.rfind(mark, 0, mention.start) for mark in "，。；") + 1
    return mention.kind == "other" and bool(_WITHIN.search(reading.text, begin, mention.start))


def _is_gloss(reading: Reading, mention: Mention) -> bool:
    """Tell whose house another is, as the bracket behind that one's name says: 甲学院（乙集团）."""
    text = reading.text
    if not (text.startswith("（", mention.start - 1) and text.startswith("）", mention.end)):
        return False
    return any(one.end == mention.start - 1 for one in reading.sentence.organisations())


def _is_thanked(reading: Reading, mention: Mention) -> bool:
    """Tell one in a list of those to whom somebody gives thanks."""
    begin = max(reading.text.rfind(mark, 0, mention.start) for mark in "。；") + 1
    return bool(_THANKS.search(reading.text, max(begin, mention.start - _THANKS_REACH), mention.start))


def _leads_others(reading: Reading, mention: Mention) -> bool:
    """Tell the leader of an alliance that is told of without the school: 集团牵头的是甲."""
    if not _LEADER_IS.search(reading.text, 0, mention.start) or not _ALLIANCE.search(reading.text):
        return False
    said = reading.text
    for one in reading.sentence.organisations():
        if reading.speaker.is_own(one.text):
            return False
        said = said.replace(one.text, "")
    return not _OUR.search(said)


_NO_PARTNER: Final[tuple[Callable[[Reading, Mention], bool], ...]] = (
    _is_parent,
    _is_other_member,
    _is_strolled,
    _only_teaches,
    _is_agent,
    _is_neighbour,
    _only_speaks,
    _looks_on,
    _is_scene,
    _is_gloss,
    _is_within,
    _is_thanked,
    _leads_others,
)
_NO_PARTNER_SCHOOL: Final[tuple[Callable[[Reading, Mention], bool], ...]] = (
    _is_training_place,
    _sends_person,
    _is_quoted,
)
