"""Organisations in the wordings of real pages: where their names begin and end, and what is no name."""

from __future__ import annotations

import pytest

from zhijiao.extract.language.pipeline import mentions_in
from zhijiao.extract.organisations.organisation_names import kind_of


def organisations(text: str) -> list[str]:
    return [mention.text for mention in mentions_in(text)[1] if mention.label == "organisation"]


def kinds(text: str) -> dict[str, str]:
    return {one.text: one.kind for one in mentions_in(text)[1] if one.label == "organisation"}


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("汽车学院+云湾腾岳汽车有限公司→云湾新能源产业", ["云湾腾岳汽车有限公司"]),
        ("▲云湾腾岳酒店 ■青川宾馆", ["云湾腾岳酒店", "青川宾馆"]),
        ("①云湾市海棠小学②青川县第二小学", ["云湾市海棠小学", "青川县第二小学"]),
        ("1983改名青川县第一技工学校", ["青川县第一技工学校"]),
        ("汽修专业／云湾腾岳汽车销售服务有限公司／订单班", ["云湾腾岳汽车销售服务有限公司"]),
    ],
)
def test_signs_of_lines_and_lists_are_no_part_of_a_name(text: str, names: list[str]) -> None:
    assert organisations(text) == names


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("与云湾海棠牧业（集团）有限公司签约。", "云湾海棠牧业（集团）有限公司"),
        ("与海棠（中国）投资有限公司合作。", "海棠（中国）投资有限公司"),
        ("依托海棠智能科技（云湾）有限公司办班。", "海棠智能科技（云湾）有限公司"),
        ("与海棠控股（集团）股份有限公司云湾分公司签约。", "海棠控股（集团）股份有限公司云湾分公司"),
        ("来自广东名海锁业有限公司的技师。", "广东名海锁业有限公司"),
    ],
)
def test_names_go_over_brackets_before_a_legal_form_and_single_characters_behind_a_place(
    text: str, name: str
) -> None:
    assert organisations(text) == [name]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("云湾市商业学校同麦思可公司今天签约。", ["云湾市商业学校", "麦思可公司"]),
        ("后两年转去青川职业学院或云湾职业技术学院。", ["青川职业学院", "云湾职业技术学院"]),
        ("学院会同天津海棠大学牵头。", ["天津海棠大学"]),
        ("松屏职校与江西海棠职业学院签约。", ["江西海棠职业学院"]),
        ("师生走进夕照年华集团。", ["夕照年华集团"]),
        ("青川职业高级中学将迁往海棠街道办事处松屏社区。", ["青川职业高级中学", "海棠街道办事处松屏社区"]),
    ],
)
def test_two_names_in_one_clause_are_two(text: str, names: list[str]) -> None:
    assert organisations(text) == names


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("学校归口青川县人力资源和社会保障局管理。", "青川县人力资源和社会保障局"),
        ("王强团队帮青川县海棠五金制品厂改造生产线。", "青川县海棠五金制品厂"),
        ("1984年归中国海棠金属工业总公司。", "中国海棠金属工业总公司"),
        ("56名毕业生升入海南海棠职业学院。", "海南海棠职业学院"),
        ("比赛由省商务厅主办。", "省商务厅"),
        ("当年被市总工会授予称号。", "市总工会"),
        ("校名全称四川省青川县职业高级中学。", "四川省青川县职业高级中学"),
        ("这是中国海棠工业集团公司的项目。", "中国海棠工业集团公司"),
    ],
)
def test_verbs_and_function_words_before_a_place_stay_outside(text: str, name: str) -> None:
    assert organisations(text) == [name]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("与青川县科技和工业信息化局签约。", "青川县科技和工业信息化局"),
        ("与青川县商务和投资促进局签约。", "青川县商务和投资促进局"),
        ("由青川县文化和旅游局主办。", "青川县文化和旅游局"),
        ("市规划和自然资源局到校。", "市规划和自然资源局"),
        ("由四川省食品药品与粮食骨干职业教育集团牵头。", "四川省食品药品与粮食骨干职业教育集团"),
        ("加入全国智慧物流与供应链行业产教融合共同体。", "全国智慧物流与供应链行业产教融合共同体"),
        ("全国机械行业职业教育教学指导委员会到校。", "全国机械行业职业教育教学指导委员会"),
    ],
)
def test_one_name_goes_over_and(text: str, name: str) -> None:
    assert organisations(text) == [name]


@pytest.mark.parametrize(
    "text",
    [
        "与青川县教育局和财政局协商。",
        "与青川县人民医院和卫生局合作。",
        "来自青川县企业和教育局的代表。",
        "与四川省和浙江省教育厅联系。",
    ],
)
def test_two_bodies_that_and_joins_are_not_one(text: str) -> None:
    assert all("和" not in name for name in organisations(text))


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("同泰国孔府职业学院交流。", "school"),
        ("与缅甸海棠工商联合作。", "association"),
        ("柬埔寨海棠省贸易厅到访。", "government"),
        ("与德国海棠集团签约。", "enterprise"),
    ],
)
def test_foreign_bodies_begin_with_their_country(text: str, kind: str) -> None:
    [(name, told)] = kinds(text).items()
    assert name.startswith(("泰国", "缅甸", "柬埔寨", "德国"))
    assert told == kind


@pytest.mark.parametrize(
    "text",
    [
        "维护学校稳定，促使学校发展，增强学校活力。",
        "走进社区，送教进社区。",
        "全市中小学和初中高中一起参加。",
        "浙江省中等职业学校教师教学能力大赛开幕。",
        "地址：青川县大学路8号，机场大道以东。",
        "深化课程布局，教务管理系统和教育系统升级。",
        "会议在学校报告厅举行，展厅和餐厅焕然一新。",
        "建设信息化标杆学校、清廉学校、典型学校。",
        "广州某电子厂因管理不规范被退回。",
        "获五四红旗团委称号。",
    ],
)
def test_words_about_bodies_are_no_names(text: str) -> None:
    assert organisations(text) == []


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("把云南海裕商贸等企业的厂子引进学校。", ["云南海裕商贸"]),
        ("青海昆雪峰乳业（下称昆雪峰）把灌装线搬进校园。", ["青海昆雪峰乳业"]),
        ("我校与四川久海特材合作。", ["四川久海特材"]),
        ("数控专业与久海特材合作。", ["久海特材"]),
        ("学校与松屏乳业共建车间。", ["松屏乳业"]),
    ],
)
def test_a_word_of_trade_ends_a_name_where_the_words_around_say_so(text: str, names: list[str]) -> None:
    found = [one for one in mentions_in(text)[1] if one.label == "organisation"]
    assert [one.text for one in found] == names
    assert not any(one.known for one in found)


@pytest.mark.parametrize(
    "text",
    [
        "与现代物流合作紧密。",
        "与本地乳业合作，与传统药业联合。",
        "与新能源汽车等企业对接。",
        "与传统农业联合。",
        "工业机器人等12家。",
        "与四川省凉山州餐饮合作。",
        "与中海教育合作办学。",
        "与韩国美容合作。",
    ],
)
def test_trades_alone_are_no_firms(text: str) -> None:
    assert organisations(text) == []


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("青川农商行", "enterprise"),
        ("海棠养猪场", "enterprise"),
        ("海棠大酒楼", "enterprise"),
        ("青川海关", "government"),
        ("青川县海棠镇", "government"),
        ("武警青川中队", "other"),
        ("夕照老年公寓", "other"),
        ("海棠社区卫生服务站", "hospital"),
        ("青川县中心血站", "hospital"),
        ("海棠幼稚园", "kindergarten"),
        ("青川县慈善总会", "association"),
        ("海棠联合会丽水分会", "association"),
    ],
)
def test_endings_of_many_kinds_of_bodies(name: str, kind: str) -> None:
    assert kind_of(name) == kind


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (
            "签约三家，一是海棠集团有限公司，二是云湾远帆科技有限公司。",
            ["海棠集团有限公司", "云湾远帆科技有限公司"],
        ),
        ("设备由远帆数控装备有限公司提供。", ["远帆数控装备有限公司"]),
        ("校外基地有松屏数控装备有限公司、海棠制药有限公司。", ["松屏数控装备有限公司", "海棠制药有限公司"]),
        ("课堂整个搬进酒店，学生很高兴。", []),
        ("他回县里办起缝制公司。", []),
        ("县里要建世界级旅游景区。", []),
        ("我系同酒店谈了三次。", []),
        ("跟学校来往的法国学校有三所。", []),
        (
            "青川市职业教育中心商量浙江海棠大学青川学院怎么办。",
            ["青川市职业教育中心", "浙江海棠大学青川学院"],
        ),
        ("去了杭州西湖五号海景酒店。", ["杭州西湖五号海景酒店"]),
        ("知名企业海棠集团来了。", ["海棠集团"]),
    ],
)
def test_verbs_counts_and_words_of_kind_begin_no_name(text: str, names: list[str]) -> None:
    assert organisations(text) == names


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("云湾市海棠镇（现海棠街道）社区学校", "云湾市海棠镇（现海棠街道）社区学校"),
        ("与“远洋”酒店集团合作", "“远洋”酒店集团"),
        ("组建“云湾片区技工院校校企合作联盟”", "云湾片区技工院校校企合作联盟"),
        ("同德国汉斯·韦伯基金会合作", "德国汉斯·韦伯基金会"),
        ("同郑州富士康合作", "郑州富士康"),
        ("中国海棠和松屏工业联合会", "中国海棠和松屏工业联合会"),
        ("为海棠农产品加工与检测行业产教融合共同体揭牌", "海棠农产品加工与检测行业产教融合共同体"),
        ("与中铁四局签约", "中铁四局"),
        ("山东海银总经理周航", "山东海银"),
        ("湖南云帆科技冠名，学费全免", "湖南云帆科技"),
    ],
)
def test_names_hold_brackets_quotations_dots_and_places(text: str, name: str) -> None:
    assert organisations(text) == [name]


@pytest.mark.parametrize(
    "text",
    [
        "6家企业一次签下——比亚迪、远飞航空、海蓝检测、东帆机电。",
        "合作企业：远飞航空、海蓝机电、东帆制药。",
    ],
)
def test_lists_behind_a_dash_or_a_label_are_of_firms(text: str) -> None:
    assert "远飞航空" in organisations(text) and len(organisations(text)) >= 3
