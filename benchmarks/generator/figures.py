"""Figures of a school by year, and the words that a report has for each of them.

The figures of one school agree with each other and from year to year, so that a report may tell them twice.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from random import Random
from types import MappingProxyType
from typing import Final

from .names import School, rng


@dataclass(frozen=True, slots=True)
class Term:
    """How an indicator is written: its labels in prose and tables, and its unit."""

    labels: tuple[str, ...]
    unit: str


#: Labels of the indicators (the guide's codes), common forms of Chinese reports first.
TERMS: Final[Mapping[str, Term]] = MappingProxyType(
    {
        "enrolled_students": Term(("在校生", "在校学生", "全日制在校生", "在籍学生"), "人"),
        "new_students": Term(("招生", "招收新生", "录取新生"), "人"),
        "graduates": Term(("毕业生", "毕业学生", "应届毕业生"), "人"),
        "retention_rate": Term(("巩固率", "学生巩固率", "在校生巩固率"), "%"),
        "classes": Term(("教学班", "班级", "全日制教学班"), "个"),
        "majors_offered": Term(("开设专业", "招生专业"), "个"),
        "staff": Term(("教职工", "在编教职工", "教职工总数"), "人"),
        "full_time_teachers": Term(("专任教师", "专职教师"), "人"),
        "specialised_teachers": Term(("专业课教师", "专业教师"), "人"),
        "dual_qualified_teachers": Term(("双师型教师", "“双师型”教师", "“双师”教师"), "人"),
        "dual_qualified_ratio": Term(("双师型教师占比", "“双师型”教师比例"), "%"),
        "part_time_teachers": Term(("兼职教师", "外聘教师", "企业兼职教师"), "人"),
        "senior_title_teachers": Term(("高级职称教师", "副高级以上职称教师", "高级讲师"), "人"),
        "masters_teachers": Term(("硕士及以上学历教师", "研究生学历教师", "硕士以上学历"), "人"),
        "bachelors_ratio": Term(("本科以上学历占比", "本科及以上学历教师占"), "%"),
        "student_teacher_ratio": Term(("生师比", "师生比"), ":1"),
        "campus_area": Term(("占地面积", "占地", "校园占地面积"), "亩"),
        "floor_area": Term(("建筑面积", "校舍建筑面积", "总建筑面积"), "万平方米"),
        "equipment_value": Term(("教学仪器设备总值", "实训设备总值", "仪器设备总值"), "万元"),
        "new_equipment_value": Term(("新增教学仪器设备值", "新增设备"), "万元"),
        "equipment_per_student": Term(("生均教学仪器设备值", "生均设备值"), "元"),
        "workstations": Term(("实训工位", "实习实训工位", "校内实践教学工位数"), "个"),
        "printed_books": Term(("纸质图书", "馆藏纸质图书", "图书馆藏书"), "万册"),
        "ebooks": Term(("电子图书", "数字图书"), "万册"),
        "books_per_student": Term(("生均图书", "生均纸质图书"), "册"),
        "employed_graduates": Term(("就业学生数", "就业人数", "实现就业"), "人"),
        "employment_rate": Term(("就业率", "毕业生就业率", "毕业去向落实率"), "%"),
        "direct_employed": Term(("直接就业", "直接就业人数"), "人"),
        "matched_employed": Term(("对口就业", "对口就业人数"), "人"),
        "matched_employment_rate": Term(("对口就业率", "专业对口率"), "%"),
        "advanced_study": Term(("升学", "升入高一级学校", "升学人数"), "人"),
        "starting_salary": Term(("平均起薪", "初次就业平均起薪", "毕业生平均起薪"), "元"),
        "later_salary": Term(("转正后平均工资", "转正后月薪"), "元"),
        "skill_pass_rate": Term(("专业技能合格率", "技能考核合格率"), "%"),
        "culture_pass_rate": Term(("文化课合格率", "公共基础课合格率"), "%"),
        "fitness_pass_rate": Term(("体质测评合格率", "体质健康合格率"), "%"),
        "graduation_rate": Term(("毕业率",), "%"),
        "certificate_rate": Term(("职业技能等级证书获取率", "双证书获取率"), "%"),
        "training_persons": Term(("社会培训", "开展各类培训", "完成社会培训"), "人次"),
        "interns": Term(("顶岗实习学生", "岗位实习学生"), "人"),
        "partner_enterprises": Term(("合作企业", "校企合作企业"), "家"),
        "order_class_students": Term(("订单班学生", "订单班在校生"), "人"),
        "satisfaction_theory": Term(("理论学习满意度",), "%"),
        "satisfaction_major": Term(("专业学习满意度",), "%"),
        "satisfaction_practice": Term(("实习实训满意度",), "%"),
        "satisfaction_culture": Term(("校园文化与社团活动满意度",), "%"),
        "satisfaction_life": Term(("校园生活满意度", "生活满意度"), "%"),
        "satisfaction_safety": Term(("校园安全满意度",), "%"),
        "satisfaction_graduates": Term(("毕业生对学校满意度", "毕业生对母校满意度"), "%"),
        "satisfaction_employers": Term(("用人单位满意度", "用人单位对毕业生满意度"), "%"),
        "total_income": Term(("总收入", "经费总收入", "收入合计"), "万元"),
        "total_expenditure": Term(("总支出", "支出合计"), "万元"),
        "funding": Term(("财政拨款", "财政投入"), "万元"),
        "party_members": Term(("党员", "中共党员"), "名"),
    }
)
#: Rates: the least and the most, in tenths of a percent.
_RATES: Final[Mapping[str, tuple[int, int]]] = MappingProxyType(
    {
        "retention_rate": (930, 992),
        "bachelors_ratio": (880, 1000),
        "matched_employment_rate": (680, 940),
        "skill_pass_rate": (880, 996),
        "culture_pass_rate": (840, 990),
        "fitness_pass_rate": (860, 985),
        "graduation_rate": (950, 1000),
        "certificate_rate": (800, 990),
        "satisfaction_theory": (850, 985),
        "satisfaction_major": (860, 985),
        "satisfaction_practice": (860, 990),
        "satisfaction_culture": (860, 990),
        "satisfaction_life": (820, 970),
        "satisfaction_safety": (900, 998),
        "satisfaction_graduates": (880, 990),
        "satisfaction_employers": (890, 990),
    }
)


def figures_of(one: School, year: int, seed: int, revision: int = 0) -> dict[str, float]:
    """Return the figures of a school for a year; they drift from year to year."""
    lasting, now = rng(seed, "size", one.number), rng(seed, "figures", one.number, year, revision)
    students = lasting.randint(700, 5200) + now.randint(-60, 60)
    graduates = students * lasting.randint(26, 34) // 100 + now.randint(-20, 20)
    teachers = students // lasting.randint(13, 20) + now.randint(-3, 3)
    special = teachers * lasting.randint(45, 62) // 100
    dual = special * lasting.randint(50, 92) // 100
    employed = graduates * now.randint(950, 995) // 1000
    study = employed * lasting.randint(30, 75) // 100
    value = lasting.randint(8000, 60000) / 10 + now.randint(0, 900) / 10
    income = lasting.randint(18000, 90000) / 10 + now.randint(-900, 900) / 10
    books = lasting.randint(30, 160) / 10
    return {
        "enrolled_students": students,
        "new_students": students * lasting.randint(30, 37) // 100 + now.randint(-15, 15),
        "graduates": graduates,
        "classes": students // lasting.randint(38, 46),
        "majors_offered": len(one.majors),
        "staff": teachers + lasting.randint(8, 40),
        "full_time_teachers": teachers,
        "specialised_teachers": special,
        "dual_qualified_teachers": dual,
        "dual_qualified_ratio": round(100 * dual / special, 2),
        "part_time_teachers": now.randint(6, 40),
        "senior_title_teachers": teachers * lasting.randint(18, 33) // 100,
        "masters_teachers": teachers * lasting.randint(4, 19) // 100 + 2,
        "student_teacher_ratio": round(students / teachers, 2),
        "campus_area": lasting.randint(60, 420),
        "floor_area": lasting.randint(250, 1200) / 100,
        "equipment_value": round(value, 2),
        "new_equipment_value": round(now.randint(300, 6000) / 10, 1),
        "equipment_per_student": round(value * 10000 / students),
        "workstations": lasting.randint(30, 240) * 10 + now.randint(0, 9),
        "printed_books": books,
        "ebooks": lasting.randint(10, 300) / 10,
        "books_per_student": round(books * 10000 / students, 1),
        "employed_graduates": employed,
        "employment_rate": round(100 * employed / graduates, 2),
        "direct_employed": employed - study,
        "matched_employed": (employed - study) * now.randint(70, 92) // 100,
        "advanced_study": study,
        "starting_salary": now.randint(260, 420) * 10,
        "later_salary": now.randint(430, 560) * 10,
        "training_persons": now.randint(500, 9800),
        "interns": graduates - now.randint(30, 90),
        "partner_enterprises": lasting.randint(18, 160),
        "order_class_students": now.randint(60, 480),
        "total_income": round(income, 2),
        "total_expenditure": round(income - now.randint(5, 900) / 10, 2),
        "funding": round(income * lasting.randint(60, 90) / 100, 1),
        "party_members": teachers * lasting.randint(20, 50) // 100,
    } | {code: now.randint(*limits) / 10 for code, limits in _RATES.items()}


def written(value: float) -> str:
    """Return a figure as reports write it: whole numbers without a point."""
    return str(int(value)) if float(value).is_integer() else str(value)


def label(code: str, chance: Random) -> str:
    """Return one of the labels of an indicator, the first more often than others."""
    labels = TERMS[code].labels
    return labels[min(int(chance.expovariate(1.0)), len(labels) - 1)]
