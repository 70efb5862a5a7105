"""Counts put in whole phrases: majors offered, people trained, those who went on to study, partners."""

from __future__ import annotations

import re
from typing import Final

from ..language.quantities import Quantity
from .subjects import catalogued_before

#: The words behind the figure: 12个专业, 39个中职专业; not of a part of them, nor of what majors have.
_MAJORS: Final = re.compile(
    r"[余多]?(?P<kind>中职|高职|中专|全日制|招生|在招|特色|主干|学历教育|学历|职业|技工|不同)?专业(?:（方向）)?"
    r"(?P<closed>(?=$|[，。；、（）：]|[和及与中]|在校|招生))?(?!群)"
)
#: What a clause goes on with that tells of some of the majors only (12个专业获评省级骨干专业).
_SOME_MAJORS: Final = re.compile(
    r"获|被|评|入选|立项|列为|列入|定为|成为|参加|参赛|参与|试点|开展|实施|推行|实行|进行|完成|通过|申报|新增|停|撤|学生|教师|[省市校]级|国家|重点|带头|都|均|的"
)
_MANY_MAJORS: Final = 5
_OFFERING: Final = re.compile(
    r"(?:开设|开办|设有|设置|设立|下设|现设|常设|现有|拥有|共有|办有|开有|建有|涵盖|覆盖|包括|目录内|全校|学校|设|开|办|共|有|招生专业)"
)
#: Words of time that may go before a bare count: 本学年10个专业
_TIMES: Final = re.compile(
    r"[\d一二两三四五六七八九十]+(?:个)?(?:专业)?(?:大类|门类|科类|大专业群|个专业群)|(?:19|20)\d\d学?年(?:度|[底末初])?|本学?年度?|目前|眼下|如今|现在|今年|仅|只|近|约|余|已|——|—|\s"
)
_CLAUSE: Final = re.compile(r"[^，。；：]{1,40}")
_IN_NAMES: Final = re.compile(r"[与为群]")  #: what is in names of majors, too
_COVERED: Final = re.compile(r"覆盖|涵盖|涉及|包括|惠及")  #: what a project does with a few majors, too
_FEW_MAJORS: Final = 5
_NOT_OFFERED: Final = re.compile(
    r"新增|停招|撤销|其中|调整|增设|新设|面向|针对|参加|重点|围绕|依托|申报|立项|遴选|共建|对接|服务|组织|合作|其余|另有|另外|连读|贯通|一体|试点|学徒"
    r"|获|被|评|最|省级|国家|市级|示范|品牌|骨干|联合|联办|与|为|计划|拟|群|实训|高水平|优势|修订|制定|紧缺"
)
#: Phrases that end at the figure: what they count, how they begin and go on, and the units of the figure.
_ANY_CERTIFICATE: Final = (
    r"(?:了|到|相应|相关|有关|各类|各级|国家|初级|中级|高级|[一二三四五]级|本专业|对应|一项|[一二两]种|及?以上|[或和及与等的、“”]"
    r"|职业|技能|资格|等级|鉴定|行业|从业|专项|能力|双|1\+X|X)*证书?”?"
)
#: Phrases that begin at the figure: how many did it comes before what they did.
_BEHIND_PHRASES: Final = (
    (
        "certificates",
        re.compile(
            r"(?:应届|往届)?(?:毕业生|学生|同学|学员)?(?:顺利|成功|均|都|已|全部|先后|分别)?(?:通过(?:考核|考试|鉴定))?"
            rf"(?:取得|获得|考取|拿到|获取|领取)(?=[^，。；]*证){_ANY_CERTIFICATE}(?!培训|考试|考核)"
        ),
    ),
    (
        "new_students",
        re.compile(
            r"(?:初中|初高中|应届|往届)*(?:毕业生|学子|学生|新生)[^，。；\d]{0,6}(?:被[^，。；\d]{0,6}录取|报到入学|注册入学|入学报到)"
        ),
    ),
    ("graduates", re.compile(r"(?:学生|学员|同学)?(?:顺利|如期|按期|准予)?毕业(?=[，。；、）]|$)")),
    (
        "advanced_study",
        re.compile(
            r"(?:应届)?(?:毕业生|学生|同学)?(?:通过|经|参加|凭|以|考取|报考)?[^，。；\d]{0,20}(?:升入|考入|进入|走进|迈入|升学进入)"
            r"(?:了|各类|各级|省内外|上一级|高一级|高等|高职|高专|职业|、|和)*(?:院校|学校|高校|大学)"
        ),
    ),
)
_NOT_STUDENTS: Final = re.compile(r"教师|教职工|教工|师资|学历|培训")
_WITH_FIRMS: Final = re.compile(
    r"[余多]?(?:[\u4e00-\u9fff]{0,8}?)(?:企业|单位|公司|用人单位|企事业单位)[^，。；\d]{0,10}"
    r"(?:(?:建立|保持|签订|签署|签下|签有|缔结|达成|形成|结成|结为|开展|有着|有)[^，。；\d]{0,12}?(?:合作|协议|伙伴)(?:的?(?:关系|伙伴|协议))*"
    r"|(?:合作|携手|联姻|结盟|共建|签约|结对|牵手|结缘)(?:办学|育人|关系)?(?=[，。；]|$)"
    r"|(?:是|为|成为|作为|成了|挂牌为?)(?:了|学校|我校|学生|稳定|固定|长期|的)*(?:校外)?(?:实训|实习|就业|校外|实践|教学)[^，。；\d]{0,6}基地)"
)
_WITH: Final = re.compile(r"(?:[与同和跟]|联合|携手)(?:省内外|本地|周边|全国|当地|近|约|超过?|的)*$")
_FIRMS: Final = re.compile(
    r"[余多]?(?:[\u4e00-\u9fff]{0,6}?)(?:企业|用人单位|企事业单位|公司)(?:[都均也]?(?:有|如此|这样|在做|建立|展开|开展|实现)|(?=[，。；]|$))"
)
_SOME_FIRMS: Final = re.compile(r"订单|学徒|冠名|双元|技术服务|课程|教材|班|新|其中|分别|专业")
_LEAST_FIRMS: Final = 3
_PHRASES: Final = (
    (
        "training_persons",
        re.compile(r"培训(?!学校|中心|机构|教师|骨干)[^，。；：\d]{0,25}$"),
        ("人次", "万人次"),
    ),
    (
        "advanced_study",
        re.compile(
            r"升入[^，。；\d]{2,14}?(?:院校|学校|高校|大学|高职|本科)(?:继续)?(?:深造|学习|就读)?(?:的|有|共|人数|学生|达|约|为)*$"
        ),
        ("人", "名"),
    ),
    (
        "certificates",
        re.compile(
            rf"(?:获得|取得|考取|拿到|获取)(?:[^，。；\d]{{0,14}}证书的?(?:学生|毕业生|人数)(?:人数)?|{_ANY_CERTIFICATE}的?)"
            r"(?:共计|共|有|达|为|计|约)*$"
        ),
        ("人", "名"),
    ),
    (
        "interns",
        re.compile(r"(?:顶岗|岗位|跟岗)实习的?(?:学生|人员|人数)(?:总数)?(?:共计|共|有|达|为|计|约)*$"),
        ("人", "名"),
    ),
    (
        "partner_enterprises",
        re.compile(
            r"(?:(?:携手|牵手|联手|联合|联姻|结对)[^，。；\d]{0,10}(?:企业|公司|单位)|(?:合作|签约|签订[^，。；]{0,8}协议)的?(?:[^，。；、\d的]{0,8}?)(?:企业|单位|企事业单位))(?:总数|数|已|目前|现|共|有|达到|达|增至|超过|近|约|为|发展到|增加到)*$"
        ),
        ("家", "个"),
    ),
)
_INVESTED: Final = re.compile(
    r"(?:投入|投资|斥资|出资|拿出|筹措|筹集|筹资|自筹|安排|列支|拨出|花费?|耗资|落实)(?:了|专项|项目)*(?:资金|经费)?(?:约|近|了|共|达)*$"
)
_BOUGHT: Final = re.compile(
    r"[余多]?，?(?:主要|专项|专门)?(?:用于|用来|用以|来)?(?:购置|添置|更新|新增|购买|采购|补充|增置|升级)[^，。；]{0,24}?设备"
)
_SUBSET: Final = re.compile(r"其中[^。；，]*")
_OF_TEACHERS: Final = re.compile(r"教师|师资|骨干|国培|省培|干部|党员|班主任")


def _part_of_training(text: str, clause: str, sums_up: bool) -> bool:
    """Tell the training of the school's own teachers, and one of several groups trained, from the whole.

    `sums_up` says that the groups are told only behind the figure (3210人次：电工480人次，…).
    """
    if _OF_TEACHERS.search(clause):
        return True
    if sums_up:
        return False
    return len(re.findall(r"\d[余多]?万?人次", _SUBSET.sub("", text))) > 1 and not re.search(
        r"共|合计|总计", clause
    )


def _phrased_behind(text: str, quantity: Quantity, clause: str) -> tuple[str, int, int] | None:
    """Return what those counted did, where it is told behind the figure (598人取得职业资格证书)."""
    if quantity.unit in ("人", "名") and not _NOT_STUDENTS.search(clause):
        for code, pattern in _BEHIND_PHRASES:
            if match := pattern.match(text, quantity.end):
                return code, quantity.start, match.end()
    if quantity.unit in ("家", "个") and quantity.value >= _LEAST_FIRMS:
        match = _WITH_FIRMS.match(text, quantity.end) or _joined_firms(text, quantity, clause)
        if match and not _SOME_FIRMS.search(clause + match[0]):
            return "partner_enterprises", quantity.start, match.end()
    return None


def _joined_firms(text: str, quantity: Quantity, clause: str) -> re.Match[str] | None:
    """Return the words behind 同160家 in a sentence that speaks of cooperation before (深度合作，学院同160家企业都有)."""
    if not _WITH.search(clause):
        return None
    sentence = text[text.rfind("。", 0, quantity.start) + 1 : quantity.start]
    return _FIRMS.match(text, quantity.end) if "合作" in sentence else None


def counted_majors(text: str, quantity: Quantity) -> int | None:
    """Return where the words end that say how many majors the school offers, or None."""
    if quantity.unit not in ("个", "大") or not 2 <= quantity.value <= 150:
        return None
    match = _MAJORS.match(text, quantity.end)
    if match is None:
        return None
    if match["closed"] is None and match["kind"] not in ("招生", "在招"):
        rest = _CLAUSE.match(text, match.end())
        if quantity.value < _MANY_MAJORS or (rest and _SOME_MAJORS.search(rest[0])):
            return None
    clause_start = max(text.rfind(mark, 0, quantity.start) for mark in "，；。：") + 1
    clause = text[clause_start : quantity.start]
    head = _TIMES.sub("", _before_major(clause.split("、")[0]))
    if verb := _OFFERING.search(head):
        head = head[: verb.end()]
    if _COVERED.search(clause) and quantity.value < _FEW_MAJORS:
        return None
    listed = "、" in clause and clause.endswith(("等", "共", "这"))
    listed = listed or ("、" in clause and clause.count("、") + 1 == quantity.value)
    if _NOT_OFFERED.search(head) or (_NOT_OFFERED.search(clause) and not listed):
        return None
    bare = not _TIMES.sub("", clause) or match["kind"] == "招生"
    return match.end() if listed or bare or _OFFERING.search(clause) else None


def _before_major(head: str) -> str:
    """Return the words before a list of majors: `head` without the catalogue's name that ends it."""
    name = catalogued_before(head, len(head)) if _IN_NAMES.search(head) else None
    return head.removesuffix(name) if name else head


def phrased(text: str, quantity: Quantity) -> tuple[str, int, int] | None:
    """Return the indicator that a phrase about the figure states, and where the phrase starts and ends."""
    clause_start = max(text.rfind(mark, 0, quantity.start) for mark in "，；。：") + 1
    clause = text[clause_start : quantity.start]
    for code, pattern, units in _PHRASES:
        match = pattern.search(clause) if quantity.unit in units else None
        if match and not (
            code == "training_persons"
            and _part_of_training(text, clause, text.startswith("：", quantity.end))
        ):
            return code, clause_start + match.start(), quantity.end
    if found := _phrased_behind(text, quantity, clause):
        return found
    if quantity.unit in ("万元", "亿元") and (match := _INVESTED.search(clause)):
        bought = _BOUGHT.match(text, quantity.end)
        return ("new_equipment_value", clause_start + match.start(), bought.end()) if bought else None
    return None
