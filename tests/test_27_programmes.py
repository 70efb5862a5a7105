"""Programmes: named classes, colleges, studios, bases, pilots, projects and schemes; and what has no name."""

from __future__ import annotations

import pytest

from zhijiao.extract.facts import Fact
from zhijiao.extract.language.sentences import sentences_of
from zhijiao.extract.programmes.programmes import programme_facts
from zhijiao.extract.reading.layout import read_layout
from zhijiao.extract.schools.school import find_speaker

HEAD = "云湾市海棠职业技术学校2022年度质量报告\n\n云湾市海棠职业技术学校是一所公办学校。\n\n"
PARTNERS = {"腾岳集团": "腾岳集团股份有限公司", "腾岳集团股份有限公司": "腾岳集团股份有限公司"}


def programmes(text: str) -> list[Fact]:
    document = read_layout(HEAD + text)
    sentences = list(sentences_of(document))
    found = programme_facts(document, sentences, find_speaker(document, sentences), PARTNERS)
    for fact in found:
        for passage in fact.evidence:
            assert document.text[passage.start : passage.end] == passage.quote
        assert 0 < fact.confidence <= 1
    return found


def named(text: str) -> list[tuple[str, str]]:
    return [(fact.get("kind"), fact.get("name")) for fact in programmes(text)]


def test_quoted_and_listed_classes() -> None:
    text = "校企合作建立了“天工班”、“蓝海班”“启明班”等12个订单班。"
    assert named(text) == [("order_class", "天工班"), ("order_class", "蓝海班"), ("order_class", "启明班")]


def test_a_class_is_tied_to_the_partner_that_it_is_called_after() -> None:
    (fact,) = programmes("学校2019年起开办“腾岳班”，与企业共同培养。")
    assert fact.get("partner") == "腾岳集团股份有限公司"
    assert fact.get("year") == 2019
    assert named("腾岳班是学校办得最早的冠名班。") == [("order_class", "腾岳班")]


@pytest.mark.parametrize(
    "text",
    [
        "学校开设高考班12个、订单班3个，组建“火箭班”。",
        "双方商量联办订单班，希望组建冠名班。",
        "两个冠名班在读学生合计186人。",
        "学校现有省级技能大师工作室1个，市级名师工作室2个。",
        "学校建有校内外实训基地56个，校内实训中心8个。",
        "学校与三家企业共建校外实习基地、人才培养基地。",
        "学校将与企业合作筹建现代产业学院，拟申报省级特色专业。",
        "学校坚持“五育并举”，深化“三教”改革，推行“2+1”人才培养模式，开展“两学一做”学习教育。",
        "学校贯彻《职业教育提质培优行动计划》，落实《国家职业教育改革实施方案》。",
        "学校提出现代学徒制试点、1+X证书制度试点等多个建设项目。",
        "论文《浅谈中职语文教学的探索与实践》在《教育》上发表。",
        "学校积极响应国家“乡村振兴”行动和“一带一路”倡议。",
    ],
)
def test_what_has_no_name_or_is_not_the_schools(text: str) -> None:
    assert named(text) == []


def test_colleges_founded_with_firms() -> None:
    text = "学校与腾岳集团共建“腾岳智造学院”，与腾图科技有限公司成立智慧物流产业学院。"
    found = programmes(text)
    assert [(fact.get("kind"), fact.get("name")) for fact in found] == [
        ("industry_college", "腾岳智造学院"),
        ("industry_college", "智慧物流产业学院"),
    ]
    assert found[0].get("partner") == "腾岳集团股份有限公司"


def test_studios_bear_a_person_or_are_founded() -> None:
    text = "学校建有王建国技能大师工作室和李晓梅名班主任工作室。"
    assert named(text) == [("studio", "王建国技能大师工作室"), ("studio", "李晓梅名班主任工作室")]


def test_bases_that_the_school_is_and_was_granted() -> None:
    text = "学校是省级退役军人培训基地、云南省职工教育培训基地，2020年被认定为国家级高技能人才培训基地。"
    found = programmes(text)
    assert {fact.get("kind") for fact in found} == {"training_base"}
    assert [(fact.get("name"), fact.get("year")) for fact in found] == [
        ("省级退役军人培训基地", None),
        ("云南省职工教育培训基地", None),
        ("国家级高技能人才培训基地", 2020),
    ]


def test_bases_built_with_a_partner_or_housed_in_the_school() -> None:
    (fact,) = programmes("学校与腾岳集团共建智能网联汽车实训中心，面向全市开放。")
    assert (fact.get("name"), fact.get("partner")) == ("智能网联汽车实训中心", "腾岳集团股份有限公司")
    assert named("云南省公共实训基地、昆明市安全生产考试点都设在校内。") == [
        ("training_base", "云南省公共实训基地"),
        ("training_base", "昆明市安全生产考试点"),
    ]


def test_pilots() -> None:
    text = "2018年入选教育部第三批现代学徒制试点单位。学校获批3个1+X证书制度试点。"
    assert named(text) == [
        ("apprenticeship_pilot", "教育部第三批现代学徒制试点单位"),
        ("certificate_pilot", "1+X证书制度试点"),
    ]


def test_projects_of_majors_name_the_majors() -> None:
    text = "护理、学前教育专业为省级品牌专业，汽车运用与维修专业是全省示范专业建设项目。"
    found = programmes(text)
    assert [(fact.get("name"), fact.get("majors")) for fact in found] == [
        ("省级品牌专业", ["护理", "学前教育"]),
        ("全省示范专业建设项目", ["汽车运用与维修"]),
    ]
    turned = programmes("学校现有专业9个，省级示范专业为护理、会计。")
    assert [fact.get("majors") for fact in turned] == [["护理", "会计"]]


def test_research_projects() -> None:
    text = "张敏主持的课题《中职汽修专业课程思政的实践研究》于2021年3月立项。"
    (fact,) = programmes(text)
    assert fact.get("kind") == "research_project"
    assert fact.get("name") == "中职汽修专业课程思政的实践研究"
    assert fact.get("year") == 2021


def test_schemes_of_the_schools_own() -> None:
    text = "学校实施“青蓝工程”，推行“全员导师制”，打造“匠心红帆”党建品牌。"
    assert named(text) == [
        ("initiative", "青蓝工程"),
        ("initiative", "全员导师制"),
        ("initiative", "“匠心红帆”党建品牌"),
    ]


@pytest.mark.parametrize(
    ("text", "name", "year"),
    [
        ("把红色研学、劳动实践整合为“三色润心”工程。", "“三色润心”工程", None),
        ("推行“一班一导师”制，每周家访。", "“一班一导师”制", None),
        ("受市妇联委托，举办“湖畔家政”培训班4期。", "“湖畔家政”培训班", None),
        ("市总工会在学校开办“逐梦”职工夜校。", "“逐梦”职工夜校", None),
        ("举办全省“领雁”项目带头人培训班，学员50人。", "“领雁”项目带头人培训班", None),
        ("“晚霞”职工夜校设在我校，开设会计等课程。", "“晚霞”职工夜校", None),
        ("学校参与现场工程师专项培养计划，实施现场工程师培养计划。", "现场工程师培养计划", None),
        ("“海棠厨娘”累计培训家政员1200人次。", "海棠厨娘", None),
        ("自2018年起，学校实施“钢铁之心”育人工程。", "“钢铁之心”育人工程", 2018),
        ("县总工会启动“圆梦学历行动”，学校作为承办单位招收学员90人。", "圆梦学历行动", None),
    ],
)
def test_quoted_names_before_a_word_for_schemes_and_courses(text: str, name: str, year: int | None) -> None:
    (fact,) = programmes(text)
    assert (fact.get("kind"), fact.get("name"), fact.get("year")) == ("initiative", name, year)


def test_schemes_of_one_list_share_the_verb() -> None:
    text = "实施新教师“启明”计划、骨干教师“远山”计划和名师“高峰”计划。"
    assert [name for _, name in named(text)] == ["“启明”计划", "“远山”计划", "“高峰”计划"]


@pytest.mark.parametrize(
    "text",
    [
        "学校实行“校长负责”制，落实“首问负责”制和“3+2”制。",
        "“订单式”培训200人，“双师型”教师培训60人次。",
        "举办“1+X”师资培训班和“党史”学习培训班，办“入党积极分子”培训班。",
        "开展“反诈”宣传行动，落实“一人一档”制。",
        "县农业农村局举办“新农人”培训班，学校教师参加授课。",
        "杭州市制定《杭州市职业教育提质行动实施方案》，学校认真学习。",
        "市人社局印发了《高技能人才培育行动实施方案》。",
        "省教育厅实施的“远航”计划中，学校2名校长入选。",
        "学校“三项工程”成效显著，“五大行动”扎实推进。",
        "学校教学成果《护理人才培养模式的创新与实践》获省二等奖。",
        "下一步，学校将深化合作，计划2025年共建智能产品检测实训基地。",
    ],
)
def test_what_the_state_prescribes_or_is_only_planned(text: str) -> None:
    assert named(text) == []


def test_colleges_and_studios_by_a_quoted_name() -> None:
    (college,) = programmes("“海棠之路”企业学院于2021年6月揭牌。")
    assert (college.get("kind"), college.get("name")) == ("industry_college", "“海棠之路”企业学院")
    assert college.get("year") == 2021
    text = "“扎染传承工作坊”由王梅主持；非遗大师李国强工作室、“匠心”名师工作室通过验收。"
    assert named(text) == [
        ("studio", "扎染传承工作坊"),
        ("studio", "非遗大师李国强工作室"),
        ("studio", "“匠心”名师工作室"),
    ]
    assert (
        named("“校长”工作室面向社会，“心灵驿站”心理工作室接待学生60人次，学校获评“省级名师工作室”2个。") == []
    )


def test_a_counted_title_is_held_by_the_majors_listed_before_it() -> None:
    (fact,) = programmes("学校现有数控技术应用、会计、中餐烹饪3个省级骨干专业建设点。")
    assert fact.get("name") == "省级骨干专业建设点"
    assert fact.get("majors") == ["数控技术应用", "会计", "中餐烹饪"]
    assert named("学校拥有3个省级骨干专业，力争会计、电子商务2个省级示范专业建成。") == []


def test_majors_and_partners_beside_the_name() -> None:
    (made,) = programmes("2021年9月，腾岳集团股份有限公司与我校合办“腾岳班”，招收数控技术应用专业学生30人。")
    assert (made.get("partner"), made.get("year")) == ("腾岳集团股份有限公司", 2021)
    assert made.get("majors") == ["数控技术应用"]
    (base,) = programmes("学校与杭州市西湖区人民法院共建青少年法治教育基地，开庭观摩4场。")
    assert base.get("partner") == "杭州市西湖区人民法院"


def test_years_behind_research_projects() -> None:
    text = (
        "立项课题有《中职课程思政的实践研究》（主持人：王梅）《衔接课程的构建研究》（李强），均于2022年开题。"
    )
    assert [fact.get("year") for fact in programmes(text)] == [2022, 2022]
    (fact,) = programmes("《中职电商专业培养模式研究》2020年获省规划办课题立项。")
    assert fact.get("year") == 2020


def test_projects_and_pilots_of_further_wordings() -> None:
    assert named("2022年，学校入选首批浙江省现场工程师培养计划。") == [
        ("construction_project", "首批浙江省现场工程师培养计划")
    ]
    assert named("学校2019年成为全省首批产教融合型试点院校。") == [
        ("construction_project", "全省首批产教融合型试点院校")
    ]
    assert named("县人社局在校内设立桐庐县职业技能培训考试中心。") == [
        ("training_base", "桐庐县职业技能培训考试中心")
    ]
    (fact,) = programmes("学校与腾岳集团股份有限公司合作开展中国特色学徒制项目。")
    assert (fact.get("kind"), fact.get("partner")) == ("apprenticeship_pilot", "腾岳集团股份有限公司")
    (base,) = programmes("与腾岳集团股份有限公司签订协议，引企入校建成中药炮制实训基地。")
    assert (base.get("name"), base.get("partner")) == ("中药炮制实训基地", "腾岳集团股份有限公司")
    assert named("与腾岳集团股份有限公司签订协议，建立稳定的实习基地。") == []


def test_forms_of_one_name_are_aliases_of_one_fact() -> None:
    text = "学校打造“匠心红帆”党建品牌。各支部落实“匠心红帆”品牌建设。"
    (fact,) = programmes(text)
    assert "匠心红帆" in fact.get("aliases")
    assert len(fact.evidence) == 2


def test_tables_name_classes_colleges_and_projects() -> None:
    table = (
        "表5 冠名班一览\n\n名称\t合作企业\t对应专业\t开办年份\n"
        "腾岳班\t腾岳集团\t机电技术应用\t2018\n腾图物流学院\t腾图科技有限公司\t物流服务与管理\t2020\n"
    )
    found = programmes(table)
    assert [(fact.get("name"), fact.get("kind"), fact.get("year")) for fact in found] == [
        ("腾岳班", "order_class", 2018),
        ("腾图物流学院", "industry_college", 2020),
    ]
    assert found[0].get("partner") == "腾岳集团股份有限公司"
    assert found[0].get("majors") == ["机电技术应用"]


def test_a_long_text_without_marks_is_read_in_bounded_steps() -> None:
    assert isinstance(programmes("学校荣获先进单位并开设订单班" * 400), list)
