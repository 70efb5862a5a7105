"""Modes: in which way a school and an organisation work together, told from the words of the clause."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from ..language.triggers import Sieve

#: What tells each mode, in the order in which they are told. "cooperation" is what remains.
MODE_SIEVE: Final = Sieve(
    ((mode, pattern), pattern)
    for mode, words in (
        (
            "order_class",
            r"(?<![处理接拣派送收])订单(?!量|金额|数)|冠名班|校企合作班|定向班|定向培养|定制班|委培班|组班|(?<!同)“(?![^”]*学徒)[^”]{1,10}班”|[^各该每本同跟进当上下值]班(?:开班|揭牌)|班牌",
        ),
        ("apprenticeship", r"学徒|双元制"),
        (
            "internship",
            r"实习|实践园|见习|教学医院|临床教学|顶岗|跟岗|跟班|接[收纳][^，。；]{0,8}学生|接收单位|接收的[^，。；]{0,8}(?:单位|医院|企业)|就业岗位|推荐就业|学生就业|实习就业|就业(?!率|质量|前景|与)|上岗|输送|上班",
        ),
        (
            "training_base",
            r"实训基地|[实见]习基地|教学基地|生产线|实训工厂|工坊|驻校|引厂入校|合建[^，。；]{0,12}(?:室|中心|基地|”)|"
            r"建[成设立起有][^，。；]{0,16}(?:实训|生产)(?:室|中心|基地|车间|工厂)|共[用享][^，。；]{0,10}(?:场地|设备)|校外基地|校外实训|校内实训|教学工厂|引企入校|校中厂|厂中校|校中企|孵化基地|教学实践基地|实践点|实训点|实践中心|(?:厂子?|产线)[^，。；]{0,6}[引搬][^，。；]{0,4}(?:学校|校内|校园|学院)|"
            r"共建[^，。；]{0,12}(?:基地|实训室|实训中心|实验室)|建[^，。；]{0,8}实训(?:室|中心|基地)|"
            r"捐(?:赠|出|助)[^，。；]{0,12}(?:设备|车|教具|仪器|电脑|机床|器材|机器人)|人才培养基地|车间|实训室|教学用车|实训车|生产性实训|基地建设",
        ),
        (
            "industry_college",
            r"产业学院|企业学院|乡村振兴学院|混合所有制|[A-Za-z]{2,}学院|共建[^，。；]{0,4}“[^”]{2,14}(?:学校|学院)”|二级学院|"
            r"(?:共建|合办|办起|[创新]办)[^，。；“”]{0,10}(?<!职业)(?<!技术)(?<!高职)(?<!本科)学院|"
            r"“[^”]{2,14}(?:学校|学院)”|校企一体|企业学校|学校与企业一体",
        ),
        ("scholarship", r"奖学金|奖教金|助学金(?!政策|申报)|奖助基金"),
        (
            "joint_programme",
            r"中高职|中本|3\+2|3\+4|三二|贯通|五年一贯|五年制|联办|联合办学|高职阶段|联合培养|转段|衔接",
        ),
        (
            "training_service",
            r"委托(?:学校|我校|本校|学院)[^，。；]{0,6}培训|委托培训|受托[^，。；]{0,4}(?:开班|培训|办班)|员工培训|职工培训|企业培训|培训任务|(?:为|对|给|承担)[^，。；]{0,30}培训|培训服务|技能提升培训|社会培训|提供培训|"
            r"业务提升培训|培训基地|培训班|培训包|取证班|创业班|承训|集训|轮训|(?:承|(?<![焊对衔迎连直])接)[^，。；]{0,16}(?:培训|班)|技能?(?:等级)?(?:认定|鉴定)",
        ),
        (
            "technical_service",
            r"技术服务|产学研(?!教学|基地|实践)|技术研发|技术共[创享研]|技术攻关|横向课题|科研攻关|技术创新|成果转化|科技研发|科技创新|协同创新|产品研发|"
            r"技术支持|教科研合作|技术(?:指导|咨询|改造|难题)|改造|试验|试制|研制|研发|攻关|诊断|编写[^，。；]{0,6}(?:教材|手册|规程|标准)|"
            r"解决[^，。；]{0,14}(?:难题|问题)|专利",
        ),
        (
            "counterpart_aid",
            r"(?<!专业)对口(?!率|就业|专业|升学|高考|岗位|上岗|招生|中?专?生|转段)|帮扶|支援|支教|援[疆藏青]|扶贫|乡村振兴(?!学院)|结对|送教|东西部协作",
        ),
        ("strategic", r"战略|政校|校[政府]合作|校地[政企]{0,2}合作|校政"),
        (
            "party_building",
            r"党建|党总支|联学共建|党组织|结对共建|支部[^。；]{0,30}(?:共建|结对|联建)",
        ),
        (
            "employment",
            r"招聘|双选会|就业协议|供需见面|揽才|招人|摊位|用工(?:合同|协议)|(?:学生|毕业生|[人名](?!民))[^，。；]{0,6}签约|人才预定|(?:带来|提供|拿出|推出|送来|开出)[^，。；]{0,12}(?<!实习)岗位|现场签约|宣讲会|就业输转",
        ),
        ("supply", r"采购|平台建设|承建|智慧(?:校园|课堂|教室|教学)|信息化建设|系统建设|云平台|教学平台"),
    )
    for pattern in (re.compile(words),)
)
_OTHER_MODE: Final = "cooperation"
#: Modes that leave open what is done.
VAGUE_MODES: Final = frozenset({_OTHER_MODE, "strategic"})
#: All modes, those that say most first; "cooperation" says least.
MODES: Final = (
    "order_class", "apprenticeship", "internship", "training_base", "industry_college", "scholarship",
    "joint_programme", "group_member", "training_service", "technical_service", "counterpart_aid",
    "strategic", "party_building", "employment", "supply", _OTHER_MODE,
)  # fmt: skip
#: Between a school and a firm these words are no aid: firms are visited and lectured to.
_FIRM_CALLS: Final = re.compile(r"结对|送教|乡村振兴")

#: Words of aid that stand beside those of party work, and words of practice beside those of jobs.
_AID: Final = re.compile(r"帮扶|支援|支教|扶贫|乡村振兴|送教")
_SENT_TEACHERS: Final = re.compile(
    r"[选委]?派[^，。；]{0,14}(?:任教|支教|来校|到校|挂职|驻校|执教)|互派|(?:帮助|援助|扶持)(?:我校|学校|我院|本校)"
)
#: Bases of party work and the like, in which no trade is taught.
_PARTY_BASE: Final = re.compile(r"(?:党建|党性|思政|红色|德育)[^，。；]{0,8}(?:实践|教育|教学)?基地")
#: What makes a class one to order; a class taught on with a college may have a name of its own.
_ORDERED: Final = re.compile(r"订单|冠名|定向|定制|委培")
#: What a body of government signs with a school is politics of both (政校合作).
_AGREED: Final = re.compile(r"签约|合作(?:框架|共建)?协议|框架协议|备忘录|校地|政企")
_PRACTICE: Final = re.compile(r"实习|见习|顶岗|跟岗|上岗|输送|上班")


@lru_cache(1024)
def modes_of(clause: str, kind: str) -> tuple[str, ...]:
    """Return the modes that `clause` states for an organisation of `kind`; "cooperation" where none."""
    if kind == "group":
        return ("group_member",)
    found = [mode for mode, pattern in MODE_SIEVE.of(clause) if pattern.search(clause)]
    if kind != "school" and "joint_programme" in found:
        found.remove("joint_programme")
    if (
        kind == "enterprise"
        and "counterpart_aid" in found
        and _FIRM_CALLS.search(clause)
        and "帮扶" not in clause
    ):
        found.remove("counterpart_aid")
    if kind == "school" and "counterpart_aid" not in found and _SENT_TEACHERS.search(clause):
        found.append("counterpart_aid")
    if kind == "school" and {"order_class", "joint_programme"} <= set(found) and not _ORDERED.search(clause):
        found.remove("order_class")
    if {"party_building", "training_base"} <= set(found) and _PARTY_BASE.search(clause):
        found.remove("training_base")
    if "party_building" in found and "counterpart_aid" in found and not _AID.search(clause):
        found.remove("counterpart_aid")
    if "employment" in found and "internship" in found and not _PRACTICE.search(clause):
        found.remove("internship")
    if not found and kind == "government" and _AGREED.search(clause):
        found.append("strategic")
    return tuple(found) or (_OTHER_MODE,)


def joined_modes(modes: set[str]) -> list[str]:
    """Return `modes` in order, without "cooperation" where another says more."""
    kept = modes - {_OTHER_MODE} or modes
    return [mode for mode in MODES if mode in kept]
