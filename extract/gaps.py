"""What may stand between a label and its figure, and what before a label makes it one of a part."""

from __future__ import annotations

import re
from typing import Final

from .lexicons import IndicatorTerm

_BRACKETED: Final = r"（[^）]{0,30}）|[”）]"
#: Nouns that say again what is counted: 教职工 人数 …
_NOUNS: Final = (
    r"人数|总人数|总数|总计|总量|总额|数量|规模|教师|总值|原值|面积|学生|工资|月薪|收入|水平|资产|比例|占比|价值|数值|均值|数|值|率|标准|人员|师资|专业课?|"
    r"各类|其他|“双证书”|以上职称|及以上职称|职称|学历|学位|技术职务|者|毕业生|月均|指标|综合|总体"
)
#: Words of reaching and counting.
_VERBS: Final = (
    r"为|有|是|共|达到|达|到|至|高达|已达|多达|共计|合计|总共|计|累计|占|约|近|超过|超|逾|突破|接近|大约|大概|保持在|保持|稳定在|稳定|维持在|"
    r"不低于|不少于|不足|达成|折合|同为|(?:上升|提升|提高|增加|增长|增|扩大|扩展|扩充|上涨|升|下降|减少|降低|降|减|开|发展)[到至为]|拥有|实现|完成|"
    r"登记在册|在册|在读|收录|藏有|配有|配备"
)
#: Words of time and manner.
_ADVERBS: Final = (
    r"现有|现已|现|目前|已经|已|均|都|也|则|仅|只|还|一直|始终|连续|继续|长期|分别|每年|每月|每生|每|年均|平均|左右|实际|均值|普遍|全部|基本|全年|"
    r"本年度?|今年|当年|[12]\d{3}学?年(?:度|底|末|初)?|截至[^，]{2,12}[，]?"
)
_LINKS: Final = r"[的在由从：:、“\s]"
_GAP: Final = re.compile(rf"(?:{_BRACKETED}|{_ADVERBS}|{_VERBS}|{_NOUNS}|{_LINKS})*")
#: A gap may cross one comma where the figure's part begins with a word of reaching: 就业率稳中有升，达98%.
_CROSSED: Final = re.compile(
    rf"(?:{_BRACKETED}|{_ADVERBS}|{_VERBS}|{_NOUNS}|{_LINKS}|逐年|连年|不断|持续|稳步|稳中有升|有所|略有|大幅|明显|"
    r"[上提增抬扩攀][升高加长大]|下降|减少|改善)*，"
    r"(?:[12]\d{3}学?年(?:度|底|末)?(?=[为是有达共\d]))?(?:现已?|目前|已|总体|均|平均|共|合计|总计)*(?:达到|达|为|有|超过?|约|近|共|计|占|到|合计|总计|保持在|稳定在|高达|是)*(?:约|近|了)?"
)
_COMPARED: Final = re.compile(
    r"[余多]?(?:以上|左右)?(?:（[^）]*）)?[，、；（](?:较|比|而|高于|低于|其中)?(?:[\u4e00-\u9fff]{0,4}(?=\d))?"
    r"(?:(?:19|20)\d\d(?:年度?|届|学年)|上一?年度?|上一?学年|去年|上一?届)(?:同期|底|末|秋季|秋)?的?(?:在校|毕业|就业)?"
    r"(?:为|是|有|达到|达|约|共)?"
)
_CHANGE: Final = re.compile(
    r"(?:增加了?|增长了?|减少了?|下降了?|提高了?|上升了?|增幅|降幅|同比|环比|多出|提升了?|比上年|比去年|新增|净增|少了|多了|高了|低了|高出|增幅[为达])"
    r"(?:近|约|为|达)?$"
)
_FROM: Final = re.compile(r"(?:由|从)([^，；]{0,16})$")
_TO: Final = re.compile(
    r"[余多]?(?:人|个|家|名)?[，]?(?:迅速|逐步|稳步|大幅|逐年)?(?:增加|增长|提高|上升|增|提升|扩大|减少|下降|扩展|发展|升|跃升|上涨|调整)?"
    r"(?:到|至|为)"
)
_PART: Final = re.compile(
    r"(?:[\u4e00-\u9fff]{1,8}(?:学院|系|分院|校区|分校|教学部|学部|社团|工作室|支部|总支|年级|级|中专部|高职部|方向|公司|集团|企业|村|镇|联盟|成员|班)"
    r"|男|女|贫困|困难|建档立卡|一线|新疆|西藏|少数民族|农村|残疾|留守|住校|住宿|走读|非全日制|成人|业余|函授|退役|往届|其中转段|寄宿|省外|外地"
    r"|三年级|二年级|一年级|高三|高[一二]|对口单招|单招|参赛|获奖|报名|上线|流失|流生|转入|转出|休学|面向|首批|第[一二三]批|新发展|发展|培养|预备|离退休|退休|流动"
    r"|优秀|中青年|青年|骨干|新教师|名|各[\u4e00-\u9fff]{0,4}|每(?![年月])[\u4e00-\u9fff]{0,2}|平均|人均|公用|其他|合作企业)$"
)
_NEW_THING: Final = re.compile(
    r"(?:新增|拟|计划|规划|新建|扩建|拟建|购置|购买|争取|添置|其他|增加|增添|减少|补充|采购|力争|确保|设计|容量|容纳)[\u4e00-\u9fff]{0,2}$"
)
_HIRING: Final = re.compile(
    r"招聘|引进|新进|招录|选聘|录用|考录|聘用了|选调|考取|在读|攻读|培训|参训|选派|派出|评为|晋升|通过"
)
_STAFF: Final = frozenset(
    {
        "staff", "full_time_teachers", "specialised_teachers", "senior_title_teachers", "masters_teachers",
        "bachelors_teachers", "dual_qualified_teachers",
    }
)  # fmt: skip
_AREAS: Final = frozenset({"campus_area", "floor_area"})
#: A building or place of the school, whose area is not the school's.
_PLACE: Final = re.compile(
    r"(?:中心|基地|馆|楼|厂|园区|场|公寓|食堂|车间|校区|工程|期|大厦|”|室|院|公司|宿舍|餐厅|广场|绿地|绿化|中学|用房|项目|生均|幼儿园)(?:[总]|的|其)?$"
)
_BARE_BEFORE: Final = re.compile(
    r"(?:^|[，；。：、（年末底中]|学年|年度|全校|学校|我校|共|现有?|当年|今年|本年度|专业|其中|届|实际|直接|季|学期|毕业生)$"
)
_BARE_GAP: Final = re.compile(
    r"(?:学生|生|人数|了|共|为|有|达|约|近|总计|合计|新生|初中毕业生|数|达到|的有|的)*"
)
_SATISFIED: Final = "满意"


def between_fits(gap: str, crossing: bool) -> bool:
    """Tell whether `gap` may stand between a label and its figure; `crossing` lets it hold one comma."""
    if crossing:
        return bool(_CROSSED.fullmatch(gap))
    return bool(_GAP.fullmatch(gap))


def changes(text: str, at: int) -> bool:
    """Tell whether the figure at `at` is a difference (增加112人), not a count."""
    return bool(_CHANGE.search(text[max(0, at - 6) : at]))


def climbs(before: str, after: str) -> bool:
    """Tell whether a figure between `before` and `after` is where a change sets out from (由88%提高到)."""
    return bool(_FROM.search(before)) and bool(_TO.match(after))


def compared_gap(gap: str) -> bool:
    """Tell whether `gap` sets the figure of another year beside the one before (，2019年为)."""
    return len(gap) <= 26 and bool(_COMPARED.fullmatch(gap))


def governs_alone(text: str, start: int, end: int, at: int) -> bool:
    """Tell whether a bare label (就业, 毕业) heads its clause and stands close to the figure at `at`."""
    return bool(_BARE_BEFORE.search(text[:start])) and bool(_BARE_GAP.fullmatch(text[end:at]))


def only_part(text: str, start: int, term: IndicatorTerm) -> bool:
    """Tell by the words before `start` that the figure is a plan's, a change's or one of a part."""
    before = text[max(0, start - 12) : start].replace("新校区", "")
    clause = before[max(before.rfind(mark) for mark in "，；。：") + 1 :]
    if _PART.search(before) and not re.search(r"(?:全|我|本)校$|校党(?:委|支部|总支)$", before):
        return True
    if not term.code.startswith("new_") and _NEW_THING.search(clause):
        return True
    if term.code == "senior_title_teachers" and re.search(r"[正副中初]$", before):
        return True
    if term.code in _STAFF and _HIRING.search(text[:start]):
        return True
    if term.code == "party_members" and re.search(r"支部\d+个，$", before):
        return True
    if term.code in _AREAS and _PLACE.search(clause):
        return True
    if term.code == "majors_offered" and term.label == "专业":
        return not re.search(
            r"(?:^|[，；。：]|开设|设有|招生|现有|共有|下设|全校|学校的?|现|共|拥有|开办|设置|等)$", before
        )
    if term.code == "training_persons" and re.search(
        r"教师|师资|干部|党员", re.sub(r"（[^）]*）", "", text[:start])
    ):
        return True
    if term.code.startswith("satisfaction_") and term.label and _SATISFIED not in term.label:
        return _SATISFIED not in text[:start]
    return term.label == "企业满意度" and "培训" in text[:start]
