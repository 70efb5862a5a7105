"""What workers share: the process they are forked from imports this, so that word lists are loaded once."""

from __future__ import annotations

import contextlib
import gc
from typing import Final

from .extractor import extract_facts
from .language.spacy_model import SpacyModelError
from .reading.layout import read_layout
from .reports import extract_report

__all__ = ["extract_report"]

#: A report of an invented school that has something of every kind, so that each part of the extraction loads.
_SAMPLE: Final = """云谷市云谷职业学校质量年度报告（2021年）
一、学校情况
云谷市云谷职业学校创办于1985年，前身是云谷市第二农业中学，2003年改为现名。学校占地128亩，在校生812人，就业率98.6%。
表1 各专业在校生（单位：人）
专业\t代码\t人数
护理\t720201\t412
会计事务\t730301\t400
二、校企合作
学校与恒远电气股份有限公司签订合作协议，共建实训基地，开设“恒远班”；护理专业与云谷职业技术学院联办“3+2”中高职贯通培养。
三、荣誉和获奖
学校2019年被评为省级文明校园，入选省级高水平专业建设项目。张明同学在2021年全省职业院校技能大赛护理技能赛项中获一等奖。
"""

# A model of spaCy's that cannot be used is refused by the command itself, with what to do.
with contextlib.suppress(SpacyModelError):
    extract_facts(read_layout(_SAMPLE))

# What is loaded stays: the collector of cycles has no need to look through it, and so no worker copies it.
gc.freeze()
