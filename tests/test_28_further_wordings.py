"""Wordings and layouts of further schools, read as whole texts: what each tells, and what it must not."""

from __future__ import annotations

import pytest

from zhijiao.extract.extractor import extract_facts
from zhijiao.extract.reading.layout import read_layout

FIRM = "松屏数控装备有限公司"
COLLEGE = "澜川职业技术学院"


def told(text: str, kind: str, *keys: str) -> set[tuple[object, ...]]:
    """Return the values under `keys` of the facts of `kind` in `text`, each quoted from where it stands."""
    facts = [fact for fact in extract_facts(read_layout(text)) if fact.kind == kind]
    for fact in facts:
        for passage in fact.evidence:
            assert text[passage.start : passage.end] == passage.quote != ""
    values = [[fact.get(key) for key in keys] for fact in facts]
    return {tuple(tuple(one) if isinstance(one, list) else one for one in row) for row in values}


@pytest.mark.parametrize(
    ("text", "partners"),
    [
        (
            f"学院与澜川春溪|股份|有限公司、{FIRM}签订合作协议。".replace("|", ""),
            {"澜川春溪股份有限公司", FIRM},
        ),
        ("学校与浙江六月禾文化传媒有限公司签订合作协议。", {"浙江六月禾文化传媒有限公司"}),
        ("学校与海丰远洋航空股份有限公司国际公司签订合作协议。", {"海丰远洋航空股份有限公司国际公司"}),
        ("学生到澜川钢铁集团有限公司炼铁厂实习。", {"澜川钢铁集团有限公司炼铁厂"}),
        (f"签约两家，一是海棠集团有限公司，二是{FIRM}，都签了合作协议。", {"海棠集团有限公司", FIRM}),
        (f"该公司与我校签订协议。{FIRM}与学校合作。", {FIRM}),
        (
            f"澜川大学校长与{COLLEGE}院长签署《澜川大学、{COLLEGE}战略合作框架协议》。",
            {"澜川大学"},
        ),
        ("学校与四川广安市前锋区签约。", {"四川广安市前锋区"}),
        (f"护理专业同澜川市中心医院、会计专业同{FIRM}实施现代学徒制。", {"澜川市中心医院", FIRM}),
        ("学校为澜川县水利局编制小型水库鉴定报告11份。", {"澜川县水利局"}),
        (f"走访{FIRM}，就学生实习达成合作意向。", {FIRM}),
    ],
)
def test_partners_by_their_whole_names(text: str, partners: set[str]) -> None:
    assert {name for (name,) in told(text, "partnership", "partner")} == partners


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        (
            "学院占地面积821亩，建筑面积26万平方米。",
            {("campus_area", 821, "school"), ("floor_area", 26, "school")},
        ),
        (f"{COLLEGE}占地821亩。", {("campus_area", 821, "school")}),
        (
            "生师比 11.86，占地17.2万平方米。",
            {("student_teacher_ratio", 11.86, "school"), ("campus_area", 17.2, "school")},
        ),
        ("生均图书81册，年财政拨款水平1.35万元。", {("books_per_student", 81, "school")}),
        ("计划招生1250人，实际招生1355人。", {("new_students", 1355, "school")}),
        (
            "合作企业246家，较上年新增31家。",
            {("partner_enterprises", 246, "school"), ("new_partner_enterprises", 31, "school")},
        ),
        ("机械学院占地3亩。鲁班工坊占地600平方米。", set()),
        ("还有一栋实训楼在建，建筑面积7200平方米。", set()),
        ("学校在校生4355人，全日制4242人、非全日制113人。", {("enrolled_students", 4355, "school")}),
        ("学院开设专业45个，涵盖8个专业大类，思政课专任教师32人。", {("majors_offered", 45, "school")}),
        ("学校有1400多名学生在校外顶岗实习。", {("interns", 1400, "school")}),
        ("合作企业接收毕业生就业1120人，招聘会上签约毕业生312人。", set()),
        (
            "2020届毕业生4318人，截至12月31日就业3986人。",
            {("graduates", 4318, "school"), ("employed_graduates", 3986, "school")},
        ),
        (
            "专业\t合作院校\t学制\t招生数\n护理\t澜川学院\t3+2\t40\n会计\t滨江学院\t3+2\t60\n",
            {("new_students", 40, "major:护理"), ("new_students", 60, "major:会计")},
        ),
        (
            "护理专业毕业生情况\n届别\t毕业生数\t起薪（元/月）\n2017届\t38\t3200\n2018届\t41\t3500\n",
            {
                ("graduates", 38, "major:护理"),
                ("graduates", 41, "major:护理"),
                ("starting_salary", 3200, "major:护理"),
                ("starting_salary", 3500, "major:护理"),
            },
        ),
    ],
)
def test_figures_of_the_whole_school_and_of_parts(text: str, figures: set[tuple[str, float, str]]) -> None:
    assert told(text, "indicator", "indicator", "value", "scope") == figures


@pytest.mark.parametrize(
    ("text", "dated"),
    [
        (
            "澜川职业学校质量年度报告（2020）\n2019年设备总值2713万元，2020年达到3126万元。实训工位1380个（2019年1265个）。",
            {
                ("equipment_value", 2713, 2019),
                ("equipment_value", 3126, 2020),
                ("workstations", 1380, 2020),
                ("workstations", 1265, 2019),
            },
        ),
        (
            "澜川职业学校质量年度报告（2024）\n合作企业246家，较上年新增31家。",
            {("partner_enterprises", 246, 2024), ("new_partner_enterprises", 31, 2024)},
        ),
        (
            "澜川职业学校质量年度报告（2020）\n学校开设54个教学班（2019年51个）。",
            {("classes", 54, 2020), ("classes", 51, 2019)},
        ),
        (
            "附表1 计分卡\n院校代码\t院校名称\t指标\t单位\t2021年\t2022年\n"
            "10864\t澜川职业学院\t1 就业率\t%\t91.83\t92.40\n\t\t2 月收入\t元\t3985\t4126\n",
            {
                ("employment_rate", 91.83, 2021),
                ("employment_rate", 92.4, 2022),
                ("starting_salary", 3985, 2021),
                ("starting_salary", 4126, 2022),
            },
        ),
        (
            "学校从1951年的澜川交通学校起步，1991年定下今名。\n二、规模（截至2015年10月）\n校园820亩，在校生10557人。",
            {("campus_area", 820, 2015), ("enrolled_students", 10557, 2015)},
        ),
    ],
)
def test_figures_are_of_the_year_that_is_said_of_them(text: str, dated: set[tuple[str, float, int]]) -> None:
    assert told(text, "indicator", "indicator", "value", "year") == dated


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (
            f"{COLLEGE}2003年由澜川轻工业学校、澜川材料工程学校合并组建。2024年又有滨江铁路工程学校汇入。",
            {("澜川轻工业学校", 2003), ("澜川材料工程学校", 2003), ("滨江铁路工程学校", 2024)},
        ),
        ("澜川技工学校是国家级重点技工学校。2003年，学校经批准整体划入上海工程技术大学。", set()),
        (f"{COLLEGE}2003年，由省政府批准两校合组学院。", set()),
    ],
)
def test_what_joined_the_school_and_what_it_joined(text: str, names: set[tuple[str, int]]) -> None:
    assert told(text, "predecessor", "name", "year") == names


@pytest.mark.parametrize(
    ("text", "joint"),
    [
        (
            f"{COLLEGE}与滨江市职业高中、临江县职教中心在护理、学前教育两个专业开展“3+2”培养。",
            {
                ("护理", "滨江市职业高中", "3+2"),
                ("护理", "临江县职教中心", "3+2"),
                ("学前教育", "滨江市职业高中", "3+2"),
                ("学前教育", "临江县职教中心", "3+2"),
            },
        ),
        (
            "护理专业与澜川职业技术学院（澜川职院）联合举办“3+2”，电子商务专业与滨江职业学院合作办“2+3”班。",
            {("护理", "澜川职业技术学院", "3+2"), ("电子商务", "滨江职业学院", "2+3")},
        ),
        (
            "青川职业学院质量年度报告（2023）\n“3+2”中高职衔接：澜川职业学校（护理）、滨江工程学校（会计）；"
            "高本贯通：澜川大学（物流管理）。",
            {
                ("护理", "澜川职业学校", "中高职衔接"),
                ("会计", "滨江工程学校", "中高职衔接"),
                ("物流管理", "澜川大学", "高本贯通"),
            },
        ),
        (
            "青川农业学校质量年度报告（2023）\n三、中高职“3+2”\n"
            "畜牧兽医——澜川职业技术学院　　园林技术——滨江职业技术学院\n",
            {
                ("畜牧兽医", "澜川职业技术学院", "中高职“3+2"),
                ("园林技术", "滨江职业技术学院", "中高职“3+2"),
            },
        ),
        (
            "三、贯通培养\n1.“三二分段”中高职贯通培养\n中职专业\t对接高职专业\t对接高职院校\n"
            "会计事务\t大数据与会计\t澜川财贸职业学院\n电子商务\t电子商务\t滨江科技职业学院\n",
            {
                ("会计事务", "澜川财贸职业学院", "三二分段"),
                ("电子商务", "滨江科技职业学院", "三二分段"),
            },
        ),
    ],
)
def test_majors_taught_jointly(text: str, joint: set[tuple[str, str, str]]) -> None:
    found = told(text, "joint_programme", "major", "institution", "scheme")
    assert {(major, college, str(scheme).strip("“”")) for major, college, scheme in found} == joint


@pytest.mark.parametrize(
    ("text", "majors"),
    [
        (
            "按专业设置如下：\n1.护理   2.学前教育   3.建筑工程施工\n"
            "4.电子商务   5.旅游服务与管理   6.汽车运用与维修\n",
            {"护理", "学前教育", "建筑工程施工", "电子商务", "旅游服务与管理", "汽车运用与维修"},
        ),
        ("（二）旅游服务类：高星级饭店运营与管理、航空服务", {"高星级饭店运营与管理", "航空服务"}),
        ("学院是计算机应用与软件技术专业领域的培训基地。部分专业毕业生就业情况见表。", set()),
    ],
)
def test_majors_in_lists_with_numbers(text: str, majors: set[str]) -> None:
    assert {name for (name,) in told(text, "major", "name")} == majors


@pytest.mark.parametrize(
    ("text", "programmes"),
    [
        (
            "学校与澜川陈皮行业协会共建陈皮风味学院，制定标准4项。",
            {("陈皮风味学院", "industry_college")},
        ),
        (
            "1.领带面料研发中心：与松屏数控装备有限公司合建，学生参与打样。\n"
            "2.厨电装配车间：澜川厨电股份有限公司投入流水线1条。\n",
            {("领带面料研发中心", "training_base"), ("厨电装配车间", "training_base")},
        ),
        (
            "2.3 名师工作室\n校内有苏小航焊接技能大师工作室（省级）。",
            {("苏小航焊接技能大师工作室", "studio")},
        ),
        ("学校入选澜川省“一流学院”建设单位。", {("澜川省“一流学院”建设单位", "construction_project")}),
        (
            "表1 2023年省级教改与科研立项\n序号\t项目名称\t负责人\n1\t工业机器人虚实联动教学研究\t苏小航\n"
            "2\t美育课程的实践研究\t林晚舟\n",
            {("工业机器人虚实联动教学研究", "research_project"), ("美育课程的实践研究", "research_project")},
        ),
    ],
)
def test_programmes_by_whom_and_where_they_are_told(text: str, programmes: set[tuple[str, str]]) -> None:
    assert told(text, "programme", "name", "kind") == programmes


@pytest.mark.parametrize(
    ("text", "honours"),
    [
        (
            "（二）所获荣誉\n2003年　全国职业指导工作先进学校（教育部）\n2005年　绿化达标单位（澜川市）\n",
            {("全国职业指导工作先进学校", 2003), ("绿化达标单位", 2005)},
        ),
        ("澜川大学实验站派研究生驻校。学校聘请省级传承人进校。", set()),
        ("学校获评省德育先进校。", {("省德育先进校", None)}),
    ],
)
def test_honours_in_entries_and_what_is_none(text: str, honours: set[tuple[str, int | None]]) -> None:
    assert told(text, "honour", "title", "year") == honours


@pytest.mark.parametrize(
    ("text", "results"),
    [
        (
            "2026年澜川省职业院校技能大赛餐饮赛项决出名次，我校参赛团队以总成绩第一摘得金奖。\n"
            "队员：苏小航 林晚舟 陈一帆\n指导：周景明老师\n",
            {(("苏小航", "林晚舟", "陈一帆"), "金奖", ("周景明",))},
        ),
        (
            "澜川省技能大赛选拔赛我院学生成绩\n项目\t选手\t名次\n电子技术\t苏小航\t第六名\n汽车技术\t林晚舟\t第十二名\n",
            {(("苏小航",), "第六名", None), (("林晚舟",), "第十二名", None)},
        ),
        (
            "2015年全国大学生数学建模竞赛我校获奖名单\n获奖类别 | 班级 | 姓名\n国家二等奖 | 1班 | 苏小航\n"
            " | 2班 | 林晚舟\n国家二等奖 | 3班 | 陈一帆\n | 4班 | 周景明\n",
            {(("苏小航", "林晚舟"), "二等奖", None), (("陈一帆", "周景明"), "二等奖", None)},
        ),
        (
            "2025年9月，第三届全国技能大赛在郑州落幕。来自澜川技师学院的阿不都·麦合木提获中式烹调项目金牌。",
            {(("阿不都·麦合木提",), "金牌", None)},
        ),
        (
            "2021年澜川省职业院校技能大赛中，连苏小航在内的五位教师都到了现场。",
            set(),
        ),
    ],
)
def test_awards_of_teams_lists_and_far_places(
    text: str, results: set[tuple[tuple[str, ...], str, tuple[str, ...] | None]]
) -> None:
    found = told(text, "award", "recipients", "rank", "advisors")
    assert {(winners, rank, advisors or None) for winners, rank, advisors in found} == results
