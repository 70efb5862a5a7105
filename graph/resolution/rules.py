"""The rules of resolution: their names, how sure each is, and what it says, in Chinese.

Rules that join have a weight of 0.9 and more. Rules below 0.9 join nothing: they say why a pair was looked at
and why it stays apart, or that people should look (0.5 and more).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule: its name, its weight as a score from 0 to 1, a short title and what it says, in Chinese."""

    name: str
    weight: float
    title: str
    reason: str


_RULES: Final = (
    Rule("decision", 1.0, "人工决定", "decisions.csv 里说它们相同"),
    Rule("school", 0.99, "同一学校", "名称就是有报告的学校的校名，或同一学校不同年份的报告"),
    Rule("legal_form", 0.98, "组织形式", "去掉集团、公司、有限公司等组织形式后名称相同"),
    Rule("kind_word", 0.97, "通称", "机构类别的全称和通称（残疾人联合会、残联）之外名称相同"),
    Rule("region_form", 0.97, "区划写法", "同一区划的不同写法（省份省略、市字省略、本地的“市”）之外名称相同"),
    Rule("known_school", 0.96, "知名学校", "高校名单里同一学校的简称、曾用名和全称"),
    Rule("known_firm", 0.96, "知名企业", "全国知名企业名单里同一企业的简称和全称"),
    Rule("brand_family", 0.92, "品牌家族", "同一品牌家族的集团和主业公司，报告里混用，按品牌家族表视为一家"),
    Rule("country", 0.94, "中国字样", "名称开头的“中国”或括号里的“（中国）”之外相同，且字号有区别性"),
    Rule("branch", 0.95, "分支机构", "同一企业在同一地方的同类分支机构"),
    Rule(
        "region_prefix",
        0.92,
        "上下级区划",
        "字号和行业相同，名称里的区划一个包含另一个，没有别的地方的同名企业",
    ),
    Rule("home_region", 0.91, "省略区划", "名称省略了区划，所在省里只有一个这样的企业"),
    Rule("place", 0.93, "当地唯一", "没有区划的名称，在当地只对得上这一个"),
    Rule("alias", 0.95, "声明的简称", "报告说明了它是这个机构的另一名称，没有别的机构也用它"),
    Rule("decided_apart", 0.0, "人工决定", "decisions.csv 里说它们不同"),
    Rule("region_dropped", 0.6, "省略区划待定", "名称省略了区划，不在同一省或不止一家对得上"),
    Rule("alike", 0.8, "名称相近", "名称只差一个字，可能是错字或漏字"),
    Rule("one_character", 0.3, "一字之差", "名称只差一个字，这个字足以区别"),
    Rule("alias_shared", 0.55, "简称不唯一", "这个简称对得上几个机构"),
    Rule("renamed", 0.7, "更名", "报告说其中一个是另一个更名以前的名称"),
    Rule("trade_dropped", 0.5, "省略行业", "字号相同，一个没有说行业"),
    Rule("other_kind", 0.4, "类别不同", "名称相同或只差组织形式，但机构类别不同"),
    Rule("other_place", 0.1, "异地同名", "名称相同，但分属两地的本地机构"),
    Rule("other_region", 0.2, "区划不同", "字号和行业相同，区划不同"),
    Rule("known_apart", 0.1, "不同的知名企业", "名称相近，但是全国知名企业名单里的两家"),
    Rule("other_number", 0.1, "编号不同", "名称只差编号"),
    Rule("longer_name", 0.3, "开头相同", "一个名称是另一个的开头，后面不只是行业"),
    Rule("other_trade", 0.2, "行业不同", "字号相同，行业不同"),
    Rule("parent", 0.2, "上级机构", "一个是另一个的分支机构或成员"),
)

#: All rules by name, in the order in which they are listed.
RULES: Final[Mapping[str, Rule]] = MappingProxyType({rule.name: rule for rule in _RULES})
