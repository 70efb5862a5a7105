"""Counts put in whole phrases: people trained, those who went on to study or found work, partners."""

from __future__ import annotations

import re
from typing import Final

from ..language.quantities import Quantity
from .gaps import clause_start

#: Phrases that end at the figure: what they count, how they begin and go on, and the units of the figure.
_ANY_CERTIFICATE: Final = (
    r"(?:了|到|相应|相关|有关|各类|各级|国家|初级|中级|高级|[一二三四五]级|本专业|对应|一项|[一二两]种|及?以上|[或和及与等的、“”]"
    r"|职业|中级工|高级工|技师|技能|资格|等级|鉴定|行业|从业|专项|能力|双|1\+X|X)*证书?”?"
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
    (
        "part_time_teachers",
        re.compile(
            r"[^，。；\d]{0,16}(?:担任|任|为|作为|做|当)(?:学校|我校|学院)?的?(?:兼职|外聘)(?:专业课?)?教师"
        ),
    ),
    (
        "interns",
        re.compile(
            r"(?:学生|同学|学子)?(?:正?在|到|赴|分赴|进入|前往|奔赴|走进|分布在)(?:省内外|市内外|[\d一二两三四五六七八九十百]+[余多]?家|各地?|校外|各类|相关|对口|合作|实习)*"
            r"(?:企业|单位|医院|公司|企事业单位|岗位|酒店|幼儿园)(?:进行|参加|开展)?(?:顶岗|岗位|跟岗|毕业|生产)?实习(?=[，。；、）]|$)|"
            r"(?:学生|同学)(?:正?在(?:校外|外)?)?(?:参加|进行)?(?:顶岗|岗位|跟岗)实习(?=[，。；、）]|$)"
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
#: 95%以上已落实去向 · 98%的毕业生实现就业
_PLACED: Final = re.compile(
    r"(?:以上|左右)?的?(?:应届)?(?:毕业生|学生|人)?(?:都|均|已经?|实现|顺利|成功|全部|能够?)*"
    r"(?P<matched>专业对口就业|对口就业)?(?(matched)|(?:落实(?:了|毕业)?(?:去向|就业|工作|岗位)|就业|走上(?:了)?(?:工作)?岗位|找到(?:了)?工作))(?=[，。；、）]|$)"
)
_NOT_STUDENTS: Final = re.compile(r"教师|教职工|教工|师资|学历|培训")
_WITH_FIRMS: Final = re.compile(
    r"[余多]?(?:[\u4e00-\u9fff]{0,8}?)(?:企业|单位|公司|用人单位|企事业单位)[^，。；\d]{0,10}"
    r"(?:(?:建立|保持|签订|签署|签下|签有|签了|签约|缔结|达成|形成|结成|结为|开展|有着|有)[^，。；\d]{0,12}?(?:合作|协议|伙伴)(?:的?(?:关系|伙伴|协议))*"
    r"|(?:合作|携手|联姻|结盟|共建|签约|结对|牵手|结缘)(?:办学|育人|关系)?(?=[，。；]|$)"
    r"|(?:是|为|成为|作为|成了|挂牌为?)(?:了|学校|我校|学生|稳定|固定|长期|的)*(?:校外)?(?:实训|实习|就业|校外|实践|教学)[^，。；\d]{0,6}基地)"
)
#: 合作协议签了60多家企业
_SIGNED: Final = re.compile(r"(?:合作|协议|培养)[^，。；\d]{0,6}(?:签了|签订了?|签下了?|签约了?|签署了?)$")
_FIRMS_BEHIND: Final = re.compile(r"[余多]?[^，。；、\d]{0,6}(?:企业|单位|公司)(?=[，。；]|$)")
_SENT: Final = re.compile(r"(?:企业|公司|厂|医院|集团|酒店)[^，。；]{0,6}(?:选派|派出|派驻|派)")
_NEAR, _WHOLE = 12, 100
_FEW_INTERNS: Final = 100  #: a group that sets out for one place
_WITH: Final = re.compile(r"(?:[与同和跟]|联合|携手)(?:省内外|本地|周边|全国|当地|近|约|超过?|的)*$")
_FIRMS: Final = re.compile(
    r"[余多]?(?:[\u4e00-\u9fff]{0,6}?)(?:企业|用人单位|企事业单位|公司)(?:[都均也]?(?:有|如此|这样|在做|建立|展开|开展|实现)|(?=[，。；]|$))"
)
_SOME_FIRMS: Final = re.compile(
    r"订单|学徒|冠名|双元|技术服务|课程|教材|班|新(?!能源|材料|华|疆|乡)|其中|分别|专业"
)
_LEAST_FIRMS: Final = 3
_PHRASES: Final = (
    (
        "new_students",
        "招",
        re.compile(r"(?<!扩)招(?:收|生|录)?(?![聘标商])[^，。；：\d]{1,24}(?:共|合计|总计|计|共计)$"),
        ("人", "名"),
    ),
    (
        "training_persons",
        "培训",
        re.compile(r"培训(?!学校|中心|机构|教师|骨干)[^，。；：\d]{0,25}$"),
        ("人次", "万人次"),
    ),
    (
        "advanced_study",
        "升入",
        re.compile(
            r"升入[^，。；\d]{2,14}?(?:院校|学校|高校|大学|高职|本科)(?:继续)?(?:深造|学习|就读)?(?:的|有|共|人数|学生|达|约|为)*$"
        ),
        ("人", "名"),
    ),
    (
        "certificates",
        "证",
        re.compile(
            rf"(?:获得|取得|考取|拿到|获取)(?:[^，。；\d]{{0,14}}证书的?(?:学生|毕业生|人数)(?:人数)?|{_ANY_CERTIFICATE}的?)"
            r"(?:共计|共|有|达|为|计|约)*$"
        ),
        ("人", "名"),
    ),
    (
        "interns",
        "实习",
        re.compile(r"(?:顶岗|岗位|跟岗)实习的?(?:学生|人员|人数)(?:总数)?(?:共计|共|有|达|为|计|约)*$"),
        ("人", "名"),
    ),
    (
        "partner_enterprises",
        "",
        re.compile(
            r"(?:(?:携手|牵手|联手|联合|联姻|结对)[^，。；\d]{0,10}(?:企业|公司|单位)|(?:合作|签约|签订[^，。；]{0,8}协议)的?(?:[^，。；、\d的]{0,8}?)(?:企业|单位|企事业单位))(?:总数|数|已|目前|现|共|有|达到|达|增至|超过|近|约|为|发展到|增加到)*$"
        ),
        ("家", "个"),
    ),
    (
        "partner_enterprises",
        "合作",
        re.compile(r"合作(?:企业|单位)(?:有|包括|包含|涵盖|含)[^，。；\d]{2,50}等(?:共|共计|总计)?$"),
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
            if code == "part_time_teachers" and (clause.endswith("等") or _SENT.search(clause)):
                continue  # some who are named, or whom one firm sends
            if code == "certificates" and "培训" in text[: quantity.start]:
                continue  # trainees
            few = code == "interns" and quantity.value < _FEW_INTERNS
            if not few and (match := pattern.match(text, quantity.end)):
                return code, quantity.start, match.end()
    if quantity.unit == "%" and (placed := _placed(text, quantity, clause)):
        return placed
    if quantity.unit in ("家", "个") and quantity.value >= _LEAST_FIRMS:
        if _SIGNED.search(clause) and (match := _FIRMS_BEHIND.match(text, quantity.end)):
            return "partner_enterprises", quantity.start, match.end()
        match = _WITH_FIRMS.match(text, quantity.end) or _joined_firms(text, quantity, clause)
        if match and not _SOME_FIRMS.search(clause + match[0]):
            return "partner_enterprises", quantity.start, match.end()
    return None


def _placed(text: str, quantity: Quantity, clause: str) -> tuple[str, int, int] | None:
    """Return the share of graduates who found work, where it is told behind it (95%以上已落实去向)."""
    if "毕业" not in text[: quantity.end + _NEAR] or "就业率" in clause or quantity.value > _WHOLE:
        return None
    match = _PLACED.match(text, quantity.end)
    if match is None:
        return None
    code = "matched_employment_rate" if match["matched"] else "employment_rate"
    return code, quantity.start, match.end()


def _joined_firms(text: str, quantity: Quantity, clause: str) -> re.Match[str] | None:
    """Return the words behind 同160家 where 合作 is said before (深度合作，学院同160家企业都有)."""
    if not _WITH.search(clause):
        return None
    sentence = text[text.rfind("。", 0, quantity.start) + 1 : quantity.start]
    return _FIRMS.match(text, quantity.end) if "合作" in sentence else None


def phrased(text: str, quantity: Quantity) -> tuple[str, int, int] | None:
    """Return the indicator that a phrase about the figure states, and where the phrase starts and ends."""
    start = clause_start(text, quantity.start)
    clause = text[start : quantity.start]
    for code, sign, pattern, units in _PHRASES:
        match = pattern.search(clause) if quantity.unit in units and sign in clause else None
        if match and not (
            code == "training_persons"
            and _part_of_training(text, clause, text.startswith("：", quantity.end))
        ):
            return code, start + match.start(), quantity.end
    if found := _phrased_behind(text, quantity, clause):
        return found
    if quantity.unit in ("万元", "亿元") and (match := _INVESTED.search(clause)):
        bought = _BOUGHT.match(text, quantity.end)
        return ("new_equipment_value", start + match.start(), bought.end()) if bought else None
    return None
