"""Sentences that state a partnership, our own, with the modes that each means."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Wording:
    """A sentence that states a partnership: {f} the partner as written, {m} a major, {y} a year, {n} a
    number, {k} a short name, {s} the short form declared, {o} a month.
    `rest` follows and states nothing more.
    """

    text: str
    modes: tuple[str, ...]
    since: bool = False
    programme: tuple[str, str] | None = None
    rest: str = "。"


WORDINGS: Final = (
    Wording(
        "{y}年起，学校与{f}合作开办“{k}班”，{m}专业每年有{n}名学生进入订单班学习",
        ("order_class",),
        True,
        ("{k}班", "order_class"),
        "，企业派技术人员到校授课。",
    ),
    Wording(
        "学校现有“{k}班”，由{f}出资冠名，学员从{m}专业二年级选出",
        ("order_class",),
        False,
        ("{k}班", "order_class"),
    ),
    Wording(
        "{f}（以下简称{s}）是{m}专业的实习单位，{y}年接收顶岗实习学生{n}人",
        ("internship",),
        rest="，{s}为每名学生配了带班师傅。",
    ),
    Wording(
        "{f}自{y}年起接收{m}专业学生顶岗实习", ("internship",), True, rest="，实习期满考核合格的可以留用。"
    ),
    Wording("学校与{f}签订合作协议，在厂区共建校外实训基地，{m}专业学生分批到企业上课", ("training_base",)),
    Wording(
        "{m}专业与{f}联合开展现代学徒制培养，{y}年双方共招收学徒{n}名",
        ("apprenticeship",),
        rest="，签了校、企、生三方协议。",
    ),
    Wording(
        "{f}向学校捐赠价值{n}万元的实训设备，双方在校内共建{m}实训室",
        ("training_base",),
        False,
        ("{m}实训室", "training_base"),
    ),
    Wording(
        "学校承担{f}的员工培训任务", ("training_service",), rest="，{y}年先后办班三期，培训企业职工{n}人次。"
    ),
    Wording("学校与{f}共同设立企业奖学金，每年奖励{m}专业的优秀学生", ("scholarship",)),
    Wording(
        "{m}专业教师帮助{f}解决生产中的技术难题", ("technical_service",), rest="，{y}年共同申请专利两项。"
    ),
    Wording("{y}年，{f}到校招聘毕业生，提供岗位{n}个，双方签订就业合作协议", ("employment",)),
    Wording("学校引企入校，{f}在校内建起生产性实训车间，{m}专业的学生轮流到车间跟岗", ("training_base",)),
    Wording(
        "{y}年，学校与{f}共建{k}产业学院", ("industry_college",), True, ("{k}产业学院", "industry_college")
    ),
    Wording("{y}年，学校与{f}签订战略合作协议", ("strategic",), True, rest="，约定互派人员、共享场地。"),
    Wording(
        "{y}年起，学校与{f}联办“{k}订单班”，首批从{m}专业选拔学生{n}人",
        ("order_class",),
        True,
        ("{k}订单班", "order_class"),
    ),
    Wording(
        "{f}在学校设立“{k}班”，参与{m}专业的教学和考核",
        ("order_class",),
        False,
        ("{k}班", "order_class"),
    ),
    Wording("{m}专业{n}名学生到{f}跟岗实习", ("internship",), rest="，时间为两个月。"),
    Wording("学校与{f}签订实习协议，每年选派{m}专业学生前往实习", ("internship",)),
    Wording("{f}为{m}专业提供实习岗位{n}个", ("internship",), rest="，并为实习学生安排食宿。"),
    Wording(
        "学校与{f}共建{m}生产性实训基地",
        ("training_base",),
        False,
        ("{m}生产性实训基地", "training_base"),
        "，设备由企业提供。",
    ),
    Wording("{f}选派技师到校担任{m}专业兼职教师，双方建立了长期合作关系", ("cooperation",)),
    Wording("学校为{f}开展员工技能培训", ("training_service",), rest="，学员考核合格率在九成以上。"),
    Wording("{f}出资在学校设立“{k}奖学金”，奖励{m}专业品学兼优的学生", ("scholarship",)),
    Wording(
        "{y}年{o}月，学校与{f}举行校企合作签约仪式", ("cooperation",), True, rest="，双方商定每年会商一次。"
    ),
    Wording(
        "{y}年起，{m}专业与{f}合作开展现代学徒制试点",
        ("apprenticeship",),
        True,
        ("现代学徒制试点", "apprenticeship_pilot"),
        "，学徒每周到厂学习两天。",
    ),
    Wording("学校联合{f}共同开发{m}专业活页式教材", ("cooperation",), rest="，已在课堂上试用。"),
    Wording("{f}是学校的校外实训基地，可同时容纳{m}专业学生{n}人", ("training_base",)),
    Wording("学校与{f}开展深度合作，共同制定{m}专业人才培养方案", ("cooperation",), rest="，每年修订一次。"),
    Wording("{m}专业依托{f}开展实践教学，学生每学期到企业见习一周", ("internship",)),
)
