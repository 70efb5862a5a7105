"""What tells that a school named in a line is another one: a partner, a host, a guest, one of the past."""

from __future__ import annotations

import re
from typing import Final

NEAR: Final = 300  #: characters about a name that are read for what it is
#: What stands before a school that works with the one which speaks.
_PARTNER_BEFORE: Final = re.compile(
    r"(?:与|同|和|跟|联合|携手|牵手|对接|衔接|结对|毕业于|就读于?|考入|升入|支援|帮扶|走访|考察|参观|邀请|衔接到|合作院校为?|[向赴对]|(?:结对|合作|帮扶|签约|对口|联办)[^，。；]{0,6}(?:是|为|有)|[结签](?:了|过|上)?对?的?是)“?$"
)
_PARTNER_AFTER: Final = re.compile(
    r"(?:[^，。；]{0,8}(?:牵头|联合培养|联合(?:举办|办学|招生|主办|开办|申报)|贯通|合作(?:办学|培养|院校)|对接|对口|结对|实行|开展[^，。；]{0,4}(?:贯通|联合|对口)|等(?:\d|院校|学校|高校|[一二三四五六七八九十多]所))|中(?!心|专|等)|[一二两三四五六七八九十]所)"
)
_FORMER_BEFORE: Final = re.compile(
    r"(?:前身(?:是|为|叫|系)?|原名|原为|原称|最早叫|当时叫|那时叫|并入|合并|原|移交|一条是|得从)[^，。；]{0,12}$|挂牌(?:为|成)?“?$|"
    r"(?:是|为|[到至])(?:18|19|20)\d\d年[^，。；]{0,8}的$"
)
#: 将甲并入: the school behind takes the other in.
_TAKES_IN: Final = re.compile(
    r"(?:(?:将|把)[^，。；]{4,30}|[\u4e00-\u9fff]{2,20}(?:学校|学院|中专|职高|技校)[^，。；]{0,14})(?:并入|划入|归入)(?:了|到)?$"
)
#: A line of a chronicle (1958年：某校成立).
_CHRONICLED: Final = re.compile(r"(?:18|19|20)\d\d年(?:\d{1,2}月)?[：\s]?$")
#: Years of a chronicle, bare or not, before a name.
IN_CHRONICLE: Final = re.compile(
    r"(?:^|[\u4e00-\u9fff）\n])[^\w，。（]{0,3}(?:18|19|20)\d\d(?:年(?:\d{1,2}月)?|(?:\.\d{1,2}){0,2})[：—\s]*$"
)
#: A name taken at some time; the last one taken is likeliest to be today's.
_TURN: Final = r"(?:更名|改名|易名|改称|改为|定名|命名|升格|晋升|合并|组建|成立|恢复|转型)(?:为|成|了)?"
#: Names that came later still: 后更今名.
LATER_NAME: Final = re.compile(
    rf"(?:{_TURN})?(?:更|改|定|用|取|换)?(?:为|成|了|用)?(?:今|现)(?:在)?(?:的)?(?:校)?名"
)
TURNED_INTO: Final = re.compile(
    rf"(?:{_TURN}|(?<=[年月日])(?:又|再|起|后)?(?:改)?[叫称]回?|取名|起称|挂牌|复[称名]|换[成为名]|变[成为]|成[了为]|设为|[名称]为|启用|名曰)“?$"
)
_DATED: Final = re.compile(r"(?:18|19|20)\d\d年")
_TURNED_LATER: Final = re.compile(
    rf"”?(?:[^，。；]{{0,10}}(?:成立|创办|建立|开办))?[，；。]\d{{4}}年[^，。；由与]{{0,16}}?{_TURN}"
)
#: Schools that were merged or renamed: 甲、乙三校合一, 丙并入, 丁更名为.
_MERGED_AFTER: Final = re.compile(
    r"(?:（[^）]*）)?(?:(?:(?:[、和与]|以及)[^，。；、由]{2,32}){1,5}?|(?:于?\d{4}年(?:\d+月)?)?(?:等|整体|正式|一起|共同|先后|成建制|——){0,2})"
    r"(?:合并|[两三四]校合一|并入|划入|归入|撤并|并进)|(?:正式)?(?:更名|改名|易名|改称|升格|升级为|晋升为|升为|改制为|改建为|停办)"
)
_VENUE_BEFORE: Final = re.compile(r"(?:在|东道主|地点(?:是|为|在|设在)?|承办(?:单位|校)?(?:是|为)?)$")
_VENUE_AFTER: Final = re.compile(r"[^，。；]{0,10}(?:举行|举办|召开|比完|开幕|落幕|开赛|进行|收官|承办)")
_HOST_AFTER: Final = re.compile(r"[^，。；]{0,4}(?:东道主|做东)")
_CONTEST: Final = re.compile(r"大赛|比赛|竞赛|赛项|选拔赛|运动会")
#: The speaker as subject of a sentence that names another school.
_BARE_SUBJECT: Final = re.compile(
    r"(?:^|[，。；、）\s])(?:学校|学院|该校|[\u4e00-\u9fff\d]{0,8}(?:专业|系|班|部|学生|选手)|双方)|(?:学生|选手|教师|老师)[\u4e00-\u9fff]{2,3}[与和]$"
)
#: A report's own words for its school.
OURS: Final = re.compile(r"我校|本校|我院|我们|我中心")
#: One school that sends to another is the other's helper, and the other tells of it.
_SENDS: Final = re.compile(r"[^。；]{0,14}(?:选派|派出|派遣|支援|帮扶|援助|捐赠|帮(?:助)?我)")
_TO_OURS: Final = re.compile(r"(?:到|赴|向|给|对|为|帮).{0,3}(?:我|[\u4e00-\u9fff]{2,20}(?:学校|中心|学院))")
#: 向某校捐赠: the one that is given to is the one told of.
_GIVEN_TO: Final = re.compile(r"[^，。；]{0,4}(?:捐|赠|授予|颁发|发来|伸出)")
#: What is done to, or at, the school that speaks: 向学校赠书, 走进我校, 来校调研.
_AT_OURS: Final = re.compile(
    r"(?:向|给|对|走进|来到?|莅临|到访|访问|赴|与|同|和)(?:我们)?(?:学校|我校|本校|我院|该校)|来[校访]"
)
#: The school that another supports: 某校对口支援某校.
_HELPED: Final = re.compile(r"(?:学校|学院|中专|职高|职校|中心)[^，。；]{0,6}(?:对口)?(?:支援|帮扶|援助)$")
#: What is said of a school that guests came to, by one who is there: 率队来某校, 走进某校, 应某校之邀.
_COMES: Final = r"(?:来到?|做客|来访|莅临|到访)"
CAME_TO: Final = re.compile(rf"(?<![前外归回往到带])(?:{_COMES}|走进)(?:了|位于[^，。；的]{{2,12}}的)?“?$")
INVITED_BY: Final = re.compile(r"[\u4e00-\u9fff]{0,10}(?:之邀|的?邀请)")
#: Guests from a school on their way: 院长率队来某校.
_COMING: Final = re.compile(
    rf"[^。；]{{0,40}}?(?:一行|[率带领]|师生|教师|教授|[院校]长|书记|主任|\d人)[^。；]{{0,24}}?(?:(?P<came>{_COMES})|走进)(?:了)?(?=[\u4e00-\u9fff]{{4,20}}(?:学校|学院|中专|职高|中心))"
)
#: Guests by what they are and do.
_GUEST_AFTER: Final = re.compile(
    r"[^，。；]{0,12}(?:一行|考察团|代表团|调研组|支教队)|(?:校友会|原?(?:校长|院长)[^，。；]{0,4}(?:为|给))|"
    r"[^，。；]{0,8}(?:教授|博导|博士|专家)[^。；]{0,14}(?:讲座|报告|授课|评审|指导|讲学)|[^。；]{0,24}等?(?:专家|嘉宾)[^。；]{0,4}(?:点评|出席|到会|莅临|致辞)"
)
#: Lists of guests, members and judges.
_LISTED_BEFORE: Final = re.compile(
    r"(?:成员(?:单位|院校|学校|校)?|同行|评委|专家|嘉宾|参会|取经|来访|前来[^，。；]{0,8}|友好(?:学校|院校)|兄弟(?:学校|院校)|合作(?:学校|院校|高校)|"
    r"对口(?:学校|院校|高校)|联办(?:学校|院校))的?(?:有|是|为|包括|分别是|来自|：)$|(?:兄弟|友好|姐妹|结对|联办|帮扶|受援|协作)(?:学校|院校)“?$|"
    r"(?:学员|学生|代表|选手|队伍|嘉宾|同行)[^，。；]{0,4}来自[^。；]{0,20}$"
)
#: Where one of the school's people went or came from: 到某校参加培训, 现任某校校长.
_AWAY_BEFORE: Final = re.compile(r"(?:到|赴|去|往|前往|在)$")
_AWAY_AFTER: Final = re.compile(
    r"[^，。；]{0,4}(?:参加|学习|培训|跟岗|挂职|考察|参观|研修|进修|观摩|取经|访问|实训(?!中心|基地|室|车间|楼))"
)
_SERVES_BEFORE: Final = re.compile(r"(?:现任|时任|曾任|任职于?|就职于|供职于|执教于|调[任到入])$")
#: What a former student set up: 校友某某1992年创办某校.
_ALUMNUS_BEFORE: Final = re.compile(r"(?:校友|毕业生)[^。；]{2,30}(?:创办|创建|开办|更名为)“?$")
#: Of several in a contest, or of its winners, one comes from the school that a text is about.
_OWN_PEOPLE: Final = re.compile(r"(?:的)?(?:学生|选手|学子|同学|教师|老师|师生)")
#: Done by another in the passive: 由某校承办, 被某校录取.
_BY: Final = re.compile(r"(?:由|被)$")
_DONE_BY: Final = re.compile(
    r"(?:、[^，。；、]{4,20})*(?:等[^，。；]{0,6})?(?:统一|共同|负责|联合)?(?:承办|协办|主办|派出|选派|录取|授课|承担|管理|推荐|提供|评审|牵头|接收|培养)(?!的)"
)
#: Schools of other countries, which no report of ours is of.
_ABROAD: Final = re.compile(
    r"柬埔寨|泰国|老挝|越南|缅甸|马来西亚|印度|印尼|菲律宾|新加坡|日本|韩国|朝鲜|蒙古国|德国|英国|法国|美国|加拿大|澳大利亚|新西兰|俄罗斯|白俄罗斯|"
    r"乌克兰|哈萨克斯坦|乌兹别克斯坦|吉尔吉斯斯坦|塔吉克斯坦|巴基斯坦|孟加拉|斯里兰卡|尼泊尔|埃及|南非|肯尼亚|埃塞俄比亚|坦桑尼亚|赞比亚|尼日利亚|加纳|"
    r"意大利|西班牙|葡萄牙|荷兰|瑞士|瑞典|芬兰|丹麦|挪威|奥地利|波兰|匈牙利|塞尔维亚|爱尔兰|巴西|墨西哥|阿根廷|智利|土耳其|以色列|沙特"
)
#: Universities that teach no trade.
_UNIVERSITY: Final = re.compile(r"(?<!职业)(?<!职业技术)(?<!职工)(?<!开放)(?<!电视)大学$")
_COLLEGE: Final = re.compile(r"(?<!技师)学院$|大学$|高等|高专$|职院$")
_STUDIES_BEFORE: Final = re.compile(
    r"(?:就读于?|毕业于|考[入上取]|升[入学到]|升学到|录取[到至]|进入|深造于|输送[到至]?)“?$"
)
_STUDIES_AFTER: Final = re.compile(
    r"(?:、[^，。；、]{4,20})*(?:等[^，。；]{0,8})?(?:录取|深造|就读|继续学习|继续深造|学习|读[本专大]|攻读)"
)
#: Ways from a school up to a college, which name the college and seldom the school.
_UPWARD: Final = re.compile(
    r"[345五三四]\s*[+＋]\s*[234二三四]|中高职|中本|专本|贯通|衔接|升学|深造|五年制|五年一贯|毕业生|中职"
)
#: A row of a list, its cells parted by strokes or dashes.
_ROW_HEAD: Final = re.compile(r"^(?:[①-⑳]|[（(]?\d{1,2}[）).、．])")


def others_weight(text: str, start: int, end: int, *, opening: bool, ours: bool) -> float:
    """Return how much tells that the school named at `text[start:end]` is not the one that speaks.

    `opening` says that the line begins with the name, `ours` that the report says 我校 somewhere. A weight
    of 2 makes an unmarked mention doubtful, one of 4 rules it out.
    """
    before, after, name = text[max(0, start - NEAR) : start], text[end : end + NEAR], text[start:end]
    text = before + name + after
    venue = _CONTEST.search(text) or (ours and _VENUE_AFTER.match(after))
    joined = _TAKES_IN.search(before)
    past = _MERGED_AFTER.match(after) or (
        _TURNED_LATER.match(after) and (not opening or _DATED.match(before))
    )
    helped = _HELPED.search(before) and OURS.search(text)
    partner = (
        None if helped or _GIVEN_TO.match(after) and before.endswith("向") else _PARTNER_BEFORE.search(before)
    )
    weights = (
        (bool(partner and (ours or _BARE_SUBJECT.search(before))), 2.0),
        (bool(partner), 1.0),
        (bool(partner and OURS.search(before[before.rfind("。") + 1 :])), 4.0),
        (bool(_PARTNER_AFTER.match(after) and not opening), 2.0),
        (bool(_CHRONICLED.search(before) and len(after) <= 4), 3.0),
        (bool(past or (_FORMER_BEFORE.search(before) and not joined)), 4.0),
        (bool((_VENUE_BEFORE.search(before) and venue) or (ours and _HOST_AFTER.match(after))), 5.0),
        (before.endswith("、") or after.startswith("、"), 1.0),
        (bool(_LISTED_BEFORE.search(before) and not _OWN_PEOPLE.match(after)), 4.0),
        (bool(_BY.search(before) and _DONE_BY.match(after)), 4.0),
        (bool(_AWAY_BEFORE.search(before) and _AWAY_AFTER.match(after)), 4.0),
        (ours and before.endswith("走进"), 2.0),
        (bool(_SERVES_BEFORE.search(before) or _ALUMNUS_BEFORE.search(before)), 4.0),
        (_in_row(text, before, after), 8.0),
        (bool(_ABROAD.match(name)), 6.0),
        (bool(_UNIVERSITY.search(name)), 1.5),
    )
    return (
        sum(weight for holds, weight in weights if holds)
        + _others_deed(before, after)
        + _college_weight(before, after, name)
    )


def _in_row(text: str, before: str, after: str) -> bool:
    """Tell a cell of a list's row: 1.某校/某专业/…, 某专业——某校——“3+2”."""
    numbered = after.startswith("/") and text.count("/") >= 2
    numbered = numbered or (bool(_ROW_HEAD.match(text)) and after.startswith(("——", "|", "｜")))
    between = before.endswith(("/", "——", "|", "｜")) and after.startswith(("/", "——", "|", "｜"))
    return numbered or between


def _college_weight(before: str, after: str, name: str) -> float:
    """Weigh signs that a college takes in those who leave the school."""
    if not _COLLEGE.search(name):
        return 0.0
    if _STUDIES_BEFORE.search(before) or _STUDIES_AFTER.match(after):
        return 4.0
    line = before + after
    return 2.0 if before.strip("“①②③④⑤⑥⑦⑧⑨⑩ .") and _UPWARD.search(line) else 0.0


def _others_deed(before: str, after: str) -> float:
    """Weigh signs that the named school does something for, or with, the one that speaks."""
    clause = before[max(before.rfind(mark) for mark in "，；。：") + 1 :]
    rest = re.split(r"[，；。]", after, maxsplit=1)[0]
    if _SENDS.match(after) and _TO_OURS.search(rest):
        return 4.0
    weight = 3.0 if _GUEST_AFTER.match(after) else 0.0
    if coming := _COMING.match(after):
        weight += 4.0 if coming["came"] else 2.0
    if at_ours := _AT_OURS.search(rest):
        return weight + (6.0 if OURS.search(at_ours[0]) else 4.0)
    near = OURS.search(clause) or OURS.search(rest)
    sentence = before[before.rfind("。") + 1 :] + re.split(r"。", after, maxsplit=1)[0]
    return weight + (2.0 if near else 1.0 if OURS.search(sentence) else 0.0)
