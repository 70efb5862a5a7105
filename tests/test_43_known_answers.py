"""Named queries on whole reports: what is expected was read in the texts, not in the program's output.

The reports are read by the library, made a graph in memory and asked. Where a report is misread the right
rows are tested all the same, and the wrong one is left out.
"""

from collections.abc import Iterable
from pathlib import Path

import pytest

from zhijiao.extract.finding import find_reports
from zhijiao.extract.reports import extract_report
from zhijiao.graph.build import build_graph
from zhijiao.graph.store import GraphStore
from zhijiao.queries.catalogue import catalogue
from zhijiao.queries.run import run
from zhijiao.queries.table import Cell

YUNLING, LINZHU, WANGZE = "青禾市云岭职业技术学校", "临渚县职业教育中心", "望泽县职业教育中心"
SONGPING, COLLEGE = "松屏技师学院", "青禾职业技术学院"
UNION, LIAOCHENG = "乐清市总工会职业技术学校", "聊城高级工程职业学校"
YUEQING_EXAMPLE, YUEQING = "浙江省乐清市职业中等专业学校", "乐清市职业中等专业学校"
HAIER, DELIXI, ZHENGTAI = "海尔集团公司", "德力西集团有限公司", "正泰集团股份有限公司"
SKILLS, CITY = "省职业院校技能大赛", "澜州市中职学生技能大赛"

Params = dict[str, str]
Rows = list[tuple[Cell, ...]]


def graph(folder: Path) -> GraphStore:
    """Return the graph of all reports in a folder."""
    return GraphStore.memory(build_graph([extract_report(path) for path in find_reports([folder])]).nquads)


@pytest.fixture(scope="module")
def examples(root: Path) -> GraphStore:
    return graph(root / "examples" / "reports")


@pytest.fixture(scope="module")
def seeds(shared: Path) -> GraphStore:
    return graph(shared / "seeds")


def ask(store: GraphStore, query: str, params: Params) -> Rows:
    return list(run(store, query, params).rows)


#: The whole answer to a query: each row is stated in the examples, and no other is.
EXAMPLES: list[tuple[str, Params, Rows]] = [
    (
        "partners",
        {"school": "云岭职校", "kind": "企业", "report-year": "2021"},
        [
            # The report of 2022 adds the class run to order.
            (YUNLING, ZHENGTAI, "企业", "订单培养", "数控技术应用", 2016),
            (YUNLING, "浙江金石包装有限公司", "企业", "共建实训基地", "数控技术应用", 2019),
            (YUNLING, HAIER, "企业", "订单培养、实习就业", "计算机应用", 2018),
            (YUNLING, "澜州骏驰汽车销售服务有限公司", "企业", "共建实训基地", "汽车运用与维修", 2020),
            (YUNLING, "青禾市云雾楼餐饮有限公司", "企业", "现代学徒制", "中餐烹饪", 2017),
        ],
    ),
    ("partners", {"school": "云岭职校", "mode": "industry_college", "kind": "企业"}, [
        (YUNLING, DELIXI, "企业", "产业学院", None, 2022),
    ]),
    ("schools-of-partner", {"partner": HAIER}, [
        (HAIER, LINZHU, "实习就业", "计算机网络技术", None),
        (HAIER, LIAOCHENG, "合作", None, None),
        (HAIER, YUNLING, "订单培养、实习就业", "计算机应用", 2018),
    ]),
    ("shared-partners", {"kind": "group"}, [
        ("澜州机械制造产教联盟", "集团联盟", 2, f"{WANGZE}、{YUNLING}", "集团成员"),
    ]),
    ("shared-partners", {"partner": HAIER}, [
        (HAIER, "企业", 3, f"{LINZHU}、{LIAOCHENG}、{YUNLING}", "合作、订单培养、实习就业"),
    ]),
    ("shared-partners", {"min": "3", "school": "临渚", "mode": "internship"}, []),
    ("majors", {"school": "云岭职校", "code": "730701"}, [
        (YUNLING, "电子商务", "730701", "中高职一体", "730701", None),
    ]),
    ("majors", {"level": "预备技师", "school": "松屏"}, [
        (SONGPING, "工业机器人应用与维护", None, "预备技师", None, None),
        (SONGPING, "数控加工", None, "高级工、预备技师", None, None),
        (SONGPING, "电气自动化设备安装与维修", None, "高级工、预备技师", None, None),
    ]),
    ("shared-majors", {"major": "旅游服务与管理"}, [
        ("旅游服务与管理", "740101", 2, f"{LINZHU}、{WANGZE}"),
    ]),
    ("shared-majors", {"major": "焊接加工"}, [("焊接加工", None, 2, f"{SONGPING}、{LIAOCHENG}")]),
    ("major-partners", {"major": "计算机网络技术"}, [
        ("计算机网络技术", "华为技术有限公司", LINZHU, "产业学院"),
        ("计算机网络技术", DELIXI, LINZHU, "实习就业"),
        ("计算机网络技术", HAIER, LINZHU, "实习就业"),
    ]),
    ("major-partners", {"partner": COLLEGE, "school": "云岭"}, [
        ("工业机器人技术应用", COLLEGE, YUNLING, "联合培养"),
        ("电子商务", COLLEGE, YUNLING, "联合培养"),
    ]),
    # 旅游服务与管理 has none; the partner of 畜禽生产技术 has a name so long that it is no name.
    ("majors-without-partner", {"school": "临渚", "major": "旅游服务与管理"}, [(LINZHU, "旅游服务与管理")]),
    ("majors-without-partner", {"school": "云岭"}, []),
    ("order-classes", {"school": "云岭"}, [
        (YUNLING, "正泰班", ZHENGTAI, "数控技术应用"),
        (YUNLING, "海尔智能家居班", HAIER, "计算机应用"),
    ]),
    ("order-classes", {"school": SONGPING, "year": "2018-2019"}, [
        (SONGPING, "吉利成长班", "吉利汽车集团", "汽车维修"),
    ]),
    ("order-classes", {"partner": "跃华"}, [(YUEQING_EXAMPLE, "跃华班", "跃华集团", None)]),
    ("joint-programmes", {"school": "临渚"}, [
        (LINZHU, "护理", "汀洲卫生职业学院", "三二分段"),
        (LINZHU, "服装设计与工艺", "汀洲纺织职业技术学院", "三二分段"),
    ]),
    ("programmes", {"kind": "studio", "school": SONGPING}, [
        (SONGPING, "尹小萍服装技能大师工作室", "工作室", None, None),
        (SONGPING, "欧阳铁焊接技能大师工作室", "工作室", None, None),
        (SONGPING, "申屠磊数控技能大师工作室", "工作室", None, None),
    ]),
    ("programmes", {"kind": "industry_college", "year": "2019-2021"}, [
        (LINZHU, "华为网络学院", "产业学院", "华为技术有限公司", 2019),
        (SONGPING, "埃夫特机器人学院", "产业学院", "安徽埃夫特智能装备股份有限公司", 2021),
    ]),
    ("awards", {"school": "云岭", "year": "2022", "level": "provincial", "rank": "等奖"}, [
        (YUNLING, SKILLS, "工业机器人技术应用", "三等奖", "省级", 2022, "宓一帆、晏阳", "古承志"),
        (YUNLING, SKILLS, "数控综合应用技术", "一等奖", "省级", 2022, "柏子恒、路鸣远", "祁向东"),
    ]),
    ("awards", {"person": "芈月明"}, [
        (LINZHU, "县中小学生艺术节", "茶艺表演", "一等奖", "县级", 2021, "茶艺社", "芈月明、苗秋实"),
    ]),
    ("award-ranking", {"level": "national"}, [
        (LIAOCHENG, "国家级", 2),
        (LINZHU, "国家级", 1),
        (UNION, "国家级", 1),
        (SONGPING, "国家级", 1),
        (YUEQING_EXAMPLE, "国家级", 1),
    ]),
    ("advisors", {"school": "临渚"}, [
        (LINZHU, "苗秋实", 2),
        (LINZHU, "阮知行", 2),
        (LINZHU, "白芷兰", 1),
        (LINZHU, "芈月明", 1),
    ]),
    ("advisors", {"school": "云岭", "report-year": "2021", "year": "2021"}, [
        (YUNLING, "古承志", 1),
        (YUNLING, "宣平", 1),
        (YUNLING, "祁向东", 1),
        (YUNLING, "芮国良", 1),
        (YUNLING, "邬静", 1),
    ]),
    ("honours", {"school": "望泽", "year": "2004-2021"}, [
        (WANGZE, "省职业教育先进单位", "省级", 2021),
        (WANGZE, "省文明单位", "省级", 2015),
        (WANGZE, "省文明单位", "省级", 2011),
        (WANGZE, "国家级重点职业学校", "国家级", 2004),
    ]),
    ("honours", {"title": "星级"}, [(UNION, "温州市四星级民办中等职业学校", "市级", 2019)]),
    ("indicators", {"school": "望泽", "year": "2021", "indicator": "direct_employed"}, [
        (WANGZE, "直接就业人数", 435, "人", 2021, "全校", None),
    ]),
    ("indicators", {"school": "云岭", "indicator": "毕业生数", "scope": "全校"}, [
        # Two reports count those of 2021 each in a way of its own.
        (YUNLING, "毕业生数", 801, "人", 2022, "全校", None),
        (YUNLING, "毕业生数", 790, "人", 2021, "全校", None),
        (YUNLING, "毕业生数", 796, "人", 2021, "全校", None),
        (YUNLING, "毕业生数", 768, "人", 2020, "全校", None),
    ]),
    ("compare", {"year": "2021"}, [
        (SONGPING, 5466, "人", 2021, None),
        (LINZHU, 3204, "人", 2021, None),
        (YUNLING, 2466, "人", 2021, None),
    ]),
    ("compare", {"indicator": "占地面积", "school": UNION}, [
        # 30 亩
        (UNION, 20000.1, "㎡", 2019, None),
    ]),
    ("groups", {"group": "澜州机械制造产教联盟"}, [
        ("澜州机械制造产教联盟", WANGZE, "理事单位"),
        ("澜州机械制造产教联盟", YUNLING, "副理事长单位"),
    ]),
    ("groups", {"member": LINZHU}, [
        ("临渚县职业教育集团", LINZHU, "牵头组建"),
        ("华东茶产业职业教育联盟", LINZHU, None),
    ]),
    ("counterpart-aid", {"kind": "school", "report-year": "2021"}, [
        (LINZHU, "汀洲市职业中等专业学校", 2017),
        (SONGPING, "沅岭县技工学校", 2020),
        (YUNLING, WANGZE, 2018),
    ]),
    ("region", {"region": "温州市"}, [
        ("浙江省温州市乐清市", "乐清县总工会职工校"),
        ("浙江省温州市乐清市", UNION),
        ("浙江省温州市乐清市", "岭底乡小学"),
        ("浙江省温州市乐清市", YUEQING_EXAMPLE),
    ]),
]  # fmt: skip

#: The same on the three reports of real schools.
SEEDS: list[tuple[str, Params, Rows]] = [
    ("shared-partners", {}, []),
    ("shared-majors", {"min": "3"}, [("会计电算化", None, 3, f"{UNION}、{YUEQING}、{LIAOCHENG}")]),
    ("partners", {"school": "总工会", "partner": "企友"}, [
        (UNION, "乐清企友会计软件公司", "企业", "合作", "会计电算化", 2019),
    ]),
    ("partners", {"school": YUEQING, "kind": "group"}, [
        (YUEQING, "乐清市职业学校教育集团", "集团联盟", "集团成员", None, None),
        (YUEQING, "浙南职业教育集团", "集团联盟", "集团成员", None, None),
    ]),
    ("schools-of-partner", {"partner": "海信集团"}, [("海信集团", LIAOCHENG, "合作", None, None)]),
    ("majors", {"school": UNION, "major": "*计算机*"}, [
        (UNION, "计算机平面设计", None, None, "710210", "信息技术类"),
        (UNION, "计算机应用", None, None, "710201", "信息技术类"),
        (UNION, "计算机数字媒体技术", None, None, None, "信息技术类"),
        (UNION, "计算机网络技术", None, None, None, "信息技术类"),
    ]),
    ("major-partners", {"school": UNION}, [("会计电算化", "乐清企友会计软件公司", UNION, "合作")]),
    ("majors-without-partner", {"school": UNION, "major": "家政"}, [(UNION, "家政服务与管理")]),
    ("order-classes", {"school": YUEQING}, [
        (YUEQING, "德力西班", "德力西集团", None),
        (YUEQING, "跃华班", "跃华集团", None),
    ]),
    ("joint-programmes", {"scheme": "三二"}, [
        (LIAOCHENG, major, None, "三二连读")
        for major in ("会计电算化", "学前教育", "工程造价", "建筑工程技术", "数控技术", "无人机应用技术",
                      "机电一体化技术", "汽车检测与维修技术", "电气自动化技术")
    ]),
    ("programmes", {"school": UNION, "kind": "training_base", "year": "2014-2015"}, [
        (UNION, "浙江省总工会职工教育培训基地", "实训基地", None, 2014),
        (UNION, "温州市示范实训基地（计算机类）", "实训基地", None, 2015),
    ]),
    ("awards", {"school": YUEQING, "level": "national", "event": "*第二届全国电子信息*"}, [
        (YUEQING, "第二届全国电子信息行业新技术应用职业技能竞赛", "信息安全与数据恢复", "三等奖", "国家级",
         2020, "冯永翔、卢献东", "陈扬、陈珽"),
    ]),
    ("award-ranking", {"level": "national", "school": "总工会"}, [(UNION, "国家级", 1)]),
    # One first prize, two second and five third, all of them of the city's contest.
    ("advisors", {"person": "陈北兴"}, [(YUEQING, "陈北兴", 8)]),
    ("advisors", {"person": "陈北兴", "level": "national"}, []),
    ("honours", {"school": UNION, "year": "1998-2011"}, [
        (UNION, "全国职工教育培训优秀示范点", "国家级", 2011),
        (UNION, "乐清市科普特色学校", "县级", 2007),
        (UNION, "温州市示范专业", "市级", 2002),
        (UNION, "全国工会系统示范性职业学校", "国家级", 2000),
        (UNION, "浙江省二级重点职业学校", "省级", 1999),
        (UNION, "浙江省示范性职业学校", "省级", 1998),
    ]),
    ("indicators", {"indicator": "graduates", "year": "2020", "scope": "全校"}, [
        # In the text of the report 1,125, in the total of its table 1,030.
        (YUEQING, "毕业生数", 1030, "人", 2020, "全校", None),
        (YUEQING, "毕业生数", 1125, "人", 2020, "全校", None),
        (LIAOCHENG, "毕业生数", 2400, "人", 2020, "全校", None),
    ]),
    ("compare", {"year": "2020"}, [
        (LIAOCHENG, 7948, "人", 2020, None),
        (LIAOCHENG, 7670, "人", 2020, None),
    ]),
    ("groups", {"group": "*职教集团*", "member": LIAOCHENG}, [
        ("山东省建设职教集团", LIAOCHENG, "副理事长单位"),
        ("山东省职能建造职教集团", LIAOCHENG, "副理事长单位"),
    ]),
    ("counterpart-aid", {"school": YUEQING}, [(YUEQING, "拜城县第一中学", 2020)]),
    ("region", {"region": "330382"}, [
        ("浙江省温州市乐清市", "乐清县总工会职工校"),
        ("浙江省温州市乐清市", UNION),
        ("浙江省温州市乐清市", YUEQING),
        ("浙江省温州市乐清市", "岭底乡小学"),
    ]),
]  # fmt: skip


def names_of(cases: Iterable[tuple[str, Params, Rows]]) -> list[str]:
    return [f"{query} {' '.join(params.values())}".strip() for query, params, _ in cases]


@pytest.mark.parametrize(("query", "params", "rows"), EXAMPLES, ids=names_of(EXAMPLES))
def test_the_examples_answer_what_they_say(
    examples: GraphStore, query: str, params: Params, rows: Rows
) -> None:
    assert sorted(ask(examples, query, params), key=str) == sorted(rows, key=str)


@pytest.mark.parametrize(("query", "params", "rows"), SEEDS, ids=names_of(SEEDS))
def test_the_real_reports_answer_what_they_say(
    seeds: GraphStore, query: str, params: Params, rows: Rows
) -> None:
    assert sorted(ask(seeds, query, params), key=str) == sorted(rows, key=str)


def test_every_query_has_a_known_answer() -> None:
    """Those that a function computes have theirs beside their own tests; `evidence` has it below."""
    named = {one.name for one in catalogue() if not one.internal and not one.computed} - {"evidence"}
    for cases in (EXAMPLES, SEEDS):
        assert {query for query, _, _ in cases} == named


def test_a_statement_of_the_examples_leads_to_its_passage(examples: GraphStore) -> None:
    (row,) = ask(examples, "evidence", {"thing": "云岭街道枫桥社区"})
    assert row[1:] == (
        "青禾市云岭职业技术学校2021.txt",
        "服务地方 > 党建共建",
        None,
        "与云岭街道枫桥社区结为党建共建单位",
    )
    assert ask(examples, "evidence", {"statement": str(row[0])}) == [row]
    rows = ask(examples, "evidence", {"school": SONGPING, "thing": "吉利汽车集团", "quote": "吉利成长班"})
    assert {row[1:4] for row in rows} == {
        ("松屏技师学院2021年质量年报.pdf", "校企双元 > 冠名班与产业学院", 4)
    }


def test_a_statement_of_the_real_reports_leads_to_its_passages(seeds: GraphStore) -> None:
    rows = ask(seeds, "evidence", {"thing": "乐清企友会计软件公司", "report-year": "2019"})
    assert [(row[1], row[2]) for row in rows] == [
        ("yueqing_union_2019.txt", "学生发展 > 就业质量"),
        ("yueqing_union_2019.txt", "质量保障措施 > 专业动态调整 > 优化合作专业"),
    ]
    assert ask(seeds, "evidence", {"thing": "乐清企友会计软件公司", "report-year": "2020"}) == []


def test_rows_come_in_the_order_that_is_promised(examples: GraphStore) -> None:
    assert [row[1] for row in ask(examples, "advisors", {"school": "临渚"})] == [
        "苗秋实",
        "阮知行",
        "白芷兰",
        "芈月明",
    ]
    years = [row[3] or 0 for row in ask(examples, "honours", {"school": "望泽"})]
    assert years == sorted(years, reverse=True)
    shared = [int(str(row[2])) for row in ask(examples, "shared-partners", {})]
    assert shared == sorted(shared, reverse=True)
    assert shared[0] == 3
