"""Parts: what before a label makes its figure a part's, a plan's or a change's, not the school's."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Final

from ..lexicons import IndicatorTerm
from .gaps import clause_start

_PART: Final = re.compile(
    r"(?:[\u4e00-\u9fff]{1,8}(?:学院|系|分院|校区|分校|教学部|学部|社团|工作室|支部|总支|年级|级|中专部|高职部|方向|公司|集团|企业|村|镇|联盟|成员|班)"
    r"|男|女|贫困|困难|建档立卡|一线|新疆|西藏|少数民族|农村|残疾|留守|住校|住宿|走读|非全日制|成人|业余|函授|退役|往届|转段|寄宿|省外|外地"
    r"|三年级|二年级|一年级|高三|高[一二]|对口单招|单招|参赛|获奖|报名|上线|流失|流生|转入|转出|休学|面向|首批|第[一二三]批|新发展|发展|培养|预备|离退休|退休|流动"
    r"|五年一贯制|五年制|中本贯通|中高职贯通|优秀|中青年|青年|骨干|新教师|名|各(?![类级])[\u4e00-\u9fff]{0,4}|每(?![年月])[\u4e00-\u9fff]{0,2}|平均|人均|公用|其他|合作企业)$"
)
_NEW_THING: Final = re.compile(
    r"(?:新增|拟|计划|规划|新建|扩建|拟建|购置|购买|争取|添置|其他|增加|增添|减少|补充|采购|力争|确保|设计|容量|容纳|能容|可容)(?!专业)[\u4e00-\u9fff]{0,2}$"
)
#: Words that make the figure behind them one aimed at or prescribed.
_AIMED: Final = re.compile(
    r"力争|争取|目标|预计|有望|规划|拟|计划[在到]|将(?:达|有|增|扩|实现|突破)|(?:到|至)?“?十[四五六]五”?(?:期?末|时期|期间)|到20[2-9]\d年(?:底|末|前)?[^，]{0,6}(?:力|争|要|将)"
)
_FUTURE: Final = re.compile(
    r"下一步|下一年度?|明年|(?:^|[，。；])未来(?:[一二三四五几\d]+年|，)|今后|展望(?:未来|20)|远期|(?:规划|设计)(?:办学)?(?:规模|容量)"
    r"|(?:规划|计划|力争|争取|预计)(?:到|在|至)|(?:到|至)“?十[四五六]五”?(?:规划)?期?末"
    r"|(?:全部|整体|项目|新校区|工程)?(?:建成|竣工|投用|落成|完工)(?:投用|使用|启用|之)?后|(?:力争|争取|预计|规划|计划|目标是?|拟)到?20[2-9]\d年"
)
_PRESCRIBED: Final = re.compile(r"按照?|依据|思政|心理|辅导员|班主任|标准|不低于|要求")
_GIVEN: Final = re.compile(r"赠送?|捐赠?|捐献|受赠|援助|资助")
_PER_PERSON: Final = re.compile(r"(?:每人|每生|人均|人手)[\u4e00-\u9fff]{0,3}$")
_TAKES_IN: Final = re.compile(
    r"(?:接收|接纳|吸纳|接受|安置|提供|容纳|每年接收)(?:了|我校|学校|[^，。；]{0,4}的)?$"
)
_SOME_CLASSES: Final = re.compile(
    r"(?:双语|实验|订单|冠名|试点|特色|创新|示范|优秀|先进|文明|标杆|高考|升学|普高|综高|综合高中|联办|中级工|高级工|技师|培训|短训|学徒制?|五年制|三二|晚|早|各|[授上]课的?)$"
)
_HOLDINGS: Final = frozenset({"equipment_value", "printed_books", "ebooks", "new_equipment_value"})
_HIRING: Final = re.compile(
    r"招聘|引进|新进|招录|选聘|录用|考录|聘用了|选调|考取|在读|攻读|培训|参训|选派|派出|评为|晋升|通过"
)
_SPENT: Final = re.compile(r"投入|投资|购买|购置|采购|添置|更新|捐|赠|耗资|斥资|企业提供|拟|计划")
_STAFF: Final = frozenset(
    {
        "staff", "full_time_teachers", "specialised_teachers", "senior_title_teachers", "masters_teachers",
        "bachelors_teachers", "dual_qualified_teachers",
    }
)  # fmt: skip
_LEAVERS: Final = frozenset({"graduates", "employed_graduates"})
_TAKEN_ON: Final = re.compile(
    r"(?:签约|签下|招聘|录用|接[收纳]|吸纳|安置)(?:了|我校|学校|本校)?(?:[\u4e00-\u9fff]{2,10}专业)?(?:的|毕业生)*$"
)  #: 企业接收毕业生|就业1120人
_TOLD_WHOLE: Final = re.compile(r"在[校册籍读]学?生[^，。；\d]{0,6}\d")  #: 在校生4355人，|全日制4242人
#: Teachers of one subject: 思政课|专任教师
_OF_SUBJECT: Final = re.compile(
    r"(?:思政|思想政治(?:理论)?|心理(?:健康)?|体育|公共(?:基础)?|文化|通识|语文|英语|数学)课?程?的?$"
)
_AREAS: Final = frozenset({"campus_area", "floor_area"})
#: A building or place of the school, whose area is not the school's.
_PLACE: Final = re.compile(
    r"(?:中心|基地|馆|楼|厂|园区|场|公寓|食堂|车间|工坊|校区|工程|期|大厦|”|室|(?<!学)院|公司|宿舍|餐厅|广场|绿地|绿化|中学|用房|项目|生均|幼儿园)(?:[总]|的|其)?$"
)
#: Land and houses that are given, let, planted or worked on.
_NO_GROUNDS: Final = re.compile(
    r"旧址|原址|租用|租赁|租借|借用|无偿|腾出|划拨|征地|征用|新征|流转|承包|种植|栽|茶园|果园|农田|基地|林场|牧场|拆除|改造|维修|翻新|粉刷|闲置|绿化"
)
_WHOLE: Final = re.compile(
    r"(?:全|我|本)[校院]$|(?:职业(?:技术)?|技师)学院$|\d个[^，。；\d]{0,8}班$|(?:^|[，。；：年度月日底末季])学院$|校党(?:委|支部|总支)$|[\d两三]个年级$"
)
#: What the bare word 专业 stands behind where it counts the school's: 开设专业39个, not 国家示范专业3个.
_OFFERS: Final = re.compile(
    r"(?:^|[，；。：]|(?:^|[，；、。：学院校共有设])(?:中职|中专|技工)|招生(?:简章|手册|目录|计划|册)?(?:[上里中]|列出)?的?|(?:学[校院]|[校院]内|全[校院])有|开设|设有|[现共下]设|现办|共开|招生|现有|共有|下设|全校|学校的?|现|共|拥有|开办|设置|等)$"
)
_OF_TEACHERS: Final = re.compile(r"教师|师资|干部|党员")
_RANKED: Final = re.compile(r"(?:[正副初]|(?<!其)中)$")
_BRANCH: Final = re.compile(r"(?:在职|退休|学生|教工|职工|教师|机关|第[一二三])[^，。；]{0,4}支部\d+个，$")
_SATISFIED: Final = "满意"
_UNIT_OPENED: Final = re.compile(
    r"(?:系|分院|校区|教学部|学部|分校)（(?:现有|有)?$"
)  #: 机械系（在校生680人）
#: A few who do one thing together: 课题组由5名教师组成，其中高级讲师2人
_GROUP: Final = re.compile(
    r"(?:课题组|专家组|评审组|工作组|代表团|考察团|讲师团|(?<!师资)(?<!教师)(?<!教学)团队)[^。；]*$"
)
#: 新建实训楼一栋，建筑面积1.2万平方米
_BUILT: Final = re.compile(
    r"(?:新建|兴建|建起|建成|落成|扩建|改建)[^，。；]{0,14}(?:楼|馆|中心|公寓|食堂|车间|剧场|工厂)[^，。；]{0,4}，(?:总|其)?$|"
    r"(?:楼|馆|中心|公寓|食堂|车间)[^，。；]{0,4}(?:在建|正在(?:建设|施工)|动工|开工)，(?:总|其)?$"
)
_NOW: Final = re.compile(r"现有|现已?|目前|眼下|如今|已经|截至")
_PUPILS: Final = frozenset({"enrolled_students", "new_students", "graduates"})
_OF_CLASS: Final = re.compile(
    r"班”?[，（]?(?:首[届批期年次]|当年|第一[届批期])$|班”[，（]?$"
)  #: “某某班”，在册42人
#: Whom a class of a firm takes in, out of those who are at school already: 面向护理专业招生30人
_FOR_MAJOR: Final = re.compile(r"(?:面向|从|在)[^，。；]{2,16}专业(?:学生)?中?(?:公开|择优)?$")
#: One examination of several, and places in one house of the school.
_ONE_EXAM: Final = re.compile(r"护士|执业|英语|计算机|普通话|教师资格|驾驶|会计|\d\+X|证书$")
_IN_PLACE: Final = re.compile(r"(?:中心|车间|室|馆|基地)内?(?:设有?|有|建有|共有)$")
_SALARIES: Final = frozenset({"starting_salary", "later_salary"})
#: The story of one who left school.
_ONE_PERSON: Final = re.compile(
    r"[\u4e00-\u9fff]某|同学|[他她]|\d级(?:学生|毕业生)?[\u4e00-\u9fff]{2,3}(?:毕业|现|在)"
)
_CLAUSES: Final = re.compile(r"[，；。]")
_DIGIT: Final = re.compile(r"\d")


_BRACKETS: Final = re.compile(r"（[^）]*）")
_FIRST: Final = re.compile(r"首[批届]$")  #: 首批新生 are all that a new school took in
#: 新开会计事务专业，首批招生45人
_OPENED: Final = re.compile(
    r"(?:新[开增设办]|增设|增开|开设|开办|恢复)了?([^，。；、\d]{2,20})专业，"
    r"(?:当年|今年|头一?年|第一年|首年|首[批届年次期]|第一[批届年])(?:即|就)?$"
)


@dataclass(frozen=True, slots=True)
class _Before:
    """The words before a label: the last few, those of its clause (few, all), and all but brackets."""

    near: str
    clause: str
    clause_whole: str
    said: str


def _bare_satisfaction(term: IndicatorTerm) -> bool:
    """Tell labels such as 实习实训, which only a sentence about 满意度 makes ones of it."""
    return term.code.startswith("satisfaction_") and bool(term.label) and _SATISFIED not in term.label


#: Each tells, by the words before a label, that the figure is none of the school's own total; the first of
#: each pair tells of which indicators it is asked.
_RULES: Final[tuple[tuple[Callable[[IndicatorTerm], bool], Callable[[_Before], bool]], ...]] = (
    (lambda _: True, lambda words: bool(_PART.search(words.near)) and not _WHOLE.search(words.near)),
    (lambda term: not term.code.startswith("new_"), lambda words: bool(_NEW_THING.search(words.clause))),
    (lambda term: term.code == "senior_title_teachers", lambda words: bool(_RANKED.search(words.near))),
    (lambda term: term.code in _STAFF, lambda words: bool(_HIRING.search(words.said))),
    (lambda term: term.code == "party_members", lambda words: bool(_BRANCH.search(words.said))),
    (lambda term: term.code in _AREAS, lambda words: bool(_PLACE.search(words.clause))),
    (lambda term: term.code in _AREAS, lambda words: bool(_NO_GROUNDS.search(words.clause_whole))),
    (lambda term: term.code == "equipment_value", lambda words: bool(_SPENT.search(words.clause_whole))),
    (lambda term: term.label == "专业", lambda words: not _OFFERS.search(words.near)),
    (
        lambda term: term.code == "training_persons",
        lambda words: bool(_OF_TEACHERS.search(_uncounted(words.said))),
    ),
    (_bare_satisfaction, lambda words: _SATISFIED not in words.said),
    (lambda _: True, lambda words: bool(_AIMED.search(words.clause_whole)) or _to_come(words.said)),
    (lambda term: term.code == "student_teacher_ratio", lambda words: bool(_PRESCRIBED.search(words.clause))),
    (lambda term: term.code in _HOLDINGS, lambda words: bool(_PER_PERSON.search(words.near))),
    (lambda term: term.code in _HOLDINGS, lambda words: bool(_GIVEN.search(words.clause))),
    (lambda term: term.code == "interns", lambda words: bool(_TAKES_IN.search(words.near))),
    (lambda _: True, lambda words: bool(_UNIT_OPENED.search(words.near))),
    (lambda term: not term.code.endswith("_per_student"), lambda words: words.near.endswith("生均")),
    (lambda term: term.code in _STAFF, lambda words: bool(_GROUP.search(words.said))),
    (lambda term: term.code in _PUPILS, lambda words: words.near.endswith("群内")),
    (lambda term: term.code == "new_students", lambda words: words.near.endswith("计划")),
    (lambda term: term.code in _LEAVERS, lambda words: bool(_TAKEN_ON.search(words.near))),
    (lambda term: term.label == "全日制", lambda words: bool(_TOLD_WHOLE.search(words.said))),
    (lambda term: term.code == "full_time_teachers", lambda words: bool(_OF_SUBJECT.search(words.near))),
    (lambda term: term.code in _AREAS, lambda words: bool(_BUILT.search(words.said))),
    (lambda term: term.code in _PUPILS, lambda words: bool(_OF_CLASS.search(words.near))),
    (lambda term: term.code == "new_students", lambda words: bool(_FOR_MAJOR.search(words.clause_whole))),
    (lambda term: term.code == "classes", lambda words: bool(_SOME_CLASSES.search(words.near))),
    (lambda term: term.code == "matched_employment_rate", lambda words: words.near.endswith("实习")),
    (lambda term: term.code == "certificate_rate", lambda words: bool(_ONE_EXAM.search(words.near))),
    (lambda term: term.code == "workstations", lambda words: bool(_IN_PLACE.search(words.near))),
    (lambda term: term.code in _SALARIES, lambda words: bool(_ONE_PERSON.search(words.said))),
    (lambda term: term.label == "企业满意度", lambda words: "培训" in words.said),
)


@cache
def _rules_of(term: IndicatorTerm) -> tuple[Callable[[_Before], bool], ...]:
    """Return the rules that are asked of an indicator."""
    return tuple(rule for concerns, rule in _RULES if concerns(term))


def _to_come(words: str) -> bool:
    """Tell words of a time to come, unless they turn to what is there already (设计规模3000人，现有…)."""
    if not _FUTURE.search(words):
        return False
    turns = list(_NOW.finditer(words))
    return not turns or bool(_FUTURE.search(words, turns[-1].start()))


def _uncounted(words: str) -> str:
    """Return `words` without the clauses before that count something else (专任教师102人，高级讲师29人；)."""
    clauses = _CLAUSES.split(words)
    return "，".join([*(one for one in clauses[:-1] if not _DIGIT.search(one)), clauses[-1]])


def newly_opened(text: str, at: int) -> int | None:
    """Return where the name ends of a major just opened, whose first students are told at `at`; or None."""
    match = _OPENED.search(text[:at])
    return match.end(1) if match else None


def only_part(text: str, start: int, term: IndicatorTerm) -> bool:
    """Tell by the words before `start` that the figure is a plan's, a change's or one of a part."""
    if "专业，" in text and newly_opened(text, start):
        return False
    near = text[max(0, start - 12) : start].replace("新校区", "")
    if term.label.startswith("年"):
        near = near.removesuffix("每")
    if term.label.startswith("新生"):
        near = _FIRST.sub("", near)
    said = text[:start]
    if "（" in said:
        said = _BRACKETS.sub("", said)
    clause = near[clause_start(near, len(near)) :]
    words = _Before(near, clause, text[clause_start(text, start) : start], said)
    return any(rule(words) for rule in _rules_of(term))
