"""Awards told in frames of their own: titles, works, rows, tables; and what is told like one and is none."""

from __future__ import annotations

import pytest

from zhijiao.extract.awards.awards import award_facts
from zhijiao.extract.facts import Fact
from zhijiao.extract.language.sentences import sentences_of
from zhijiao.extract.reading.layout import read_layout
from zhijiao.extract.schools.school import find_speaker

Row = tuple[str, str, str, str]  # item or title, winners, rank, teachers


def told(text: str) -> set[Row]:
    found = award_facts_of(text)
    return {
        (
            str(fact.get("item") or (fact.get("event") if fact.get("rank") == "称号" else "")),
            " ".join(fact.get("recipients") or ()),
            str(fact.get("rank")),
            " ".join(fact.get("advisors") or ()),
        )
        for fact in found
    }


def award_facts_of(text: str) -> list[Fact]:
    document = read_layout(text)
    sentences = list(sentences_of(document))
    facts = award_facts(document, sentences, find_speaker(document, sentences))
    for fact in facts:
        for passage in fact.evidence:
            assert text[passage.start : passage.end] == passage.quote != ""
    return facts


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            (
                "常州市第十三届中小学生艺术节上,我校舞蹈《茉莉芬芳》获特等奖,合唱《少年中国》获一等奖,"
                "器乐合奏《赛马》获二等奖。"
            ),
            {
                ("茉莉芬芳", "", "特等奖", ""),
                ("少年中国", "", "一等奖", ""),
                ("赛马", "", "二等奖", ""),
            },
        ),
        (
            ("学校龙狮队在2021年广西学生舞龙舞狮锦标赛中包揽了三块金牌,分别是竞技舞龙、传统南狮和地狮。"),
            {
                ("竞技舞龙", "学校龙狮队", "金牌", ""),
                ("传统南狮", "学校龙狮队", "金牌", ""),
                ("地狮", "学校龙狮队", "金牌", ""),
            },
        ),
        (
            (
                "全省中职学生“劳动美”短视频大赛上,我校8件作品进入终评,《一碗刀削面》(王浩、郎朗)一"
                "等奖,《盐工》(寇静)二等奖,《夜修》《打铁花》三等奖。"
            ),
            {
                ("一碗刀削面", "王浩 郎朗", "一等奖", ""),
                ("盐工", "寇静", "二等奖", ""),
                ("打铁花", "", "三等奖", ""),
                ("夜修", "", "三等奖", ""),
            },
        ),
        (
            "学校幼师专业舞蹈队凭《采茶谣》捧走2018年全省大学生艺术展演一等奖。",
            {
                ("采茶谣", "学校幼师专业舞蹈队", "一等奖", ""),
            },
        ),
        (
            ("2022年,学校《红色基因融入思政课》案例在全国职业院校思政教育案例评选中获二等奖,是全省唯一。"),
            {
                ("红色基因融入思政课", "", "二等奖", ""),
            },
        ),
        (
            (
                "第十三届全国中等职业学校“文明风采”竞赛,我校捧回优秀组织奖,学生作品《我的职业梦》摘得"
                "职业规划类一等奖。"
            ),
            {
                ("", "", "优秀组织奖", ""),
                ("我的职业梦", "", "一等奖", ""),
            },
        ),
    ],
)
def test_works_teams_and_lists_of_items_win_without_names(text: str, expected: set[Row]) -> None:
    assert told(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            (
                "十堰市卫生学校第七届技能节5月12日落幕,护理班的严小雅以98.5分列静脉输液项目第一,"
                "同班冯春梅第二。"
            ),
            {
                ("静脉输液", "严小雅", "第一", ""),
                ("静脉输液", "冯春梅", "第二", ""),
            },
        ),
        (
            (
                "2021年邯郸市中学生运动会上,焦阳的铅球、卞晨的跳高均是第一,4×100米接力(焦阳、"
                "卞晨、乔治、詹明)第三。"
            ),
            {
                ("铅球", "焦阳", "第一", ""),
                ("跳高", "卞晨", "第一", ""),
                ("4×100米接力", "焦阳 卞晨 乔治 詹明", "第三", ""),
            },
        ),
    ],
)
def test_places_are_ranks_where_a_sport_or_verb_says_so(text: str, expected: set[Row]) -> None:
    assert told(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "省里授予陈国栋“江西省技术能手”称号;同批获此称号的还有我校实训处的熊峰。",
            {
                ("江西省技术能手", "陈国栋", "称号", ""),
                ("江西省技术能手", "熊峰", "称号", ""),
            },
        ),
        (
            "2020年度河南省教学名师名单公布,我校信息系段海霞榜上有名。",
            {
                ("河南省教学名师", "段海霞", "称号", ""),
            },
        ),
        (
            "省教育厅近日发文,认定99人为第四批职业教育专业带头人,我校魏巍、路遥两位老师入选。",
            {
                ("第四批职业教育专业带头人", "魏巍 路遥", "称号", ""),
            },
        ),
        (
            "表彰名单里,“吉林省优秀教师”是基础部白洁,“吉林省优秀教育工作者”是学生处佟伟。",
            {
                ("吉林省优秀教师", "白洁", "称号", ""),
                ("吉林省优秀教育工作者", "佟伟", "称号", ""),
            },
        ),
        (
            (
                "3月1日举行的表彰会上,县委组织部为“最美乡村教师”甘露、“教坛新秀”申智慧颁发了证书,"
                "两人都来自县职业中专。"
            ),
            {
                ("最美乡村教师", "甘露", "称号", ""),
                ("教坛新秀", "申智慧", "称号", ""),
            },
        ),
        (
            (
                "教师个人荣誉:鲁敏,2020年获“全国职业院校技能大赛优秀指导教师”;施雨,2021年获"
                "评福建省优秀共产党员;柳青青,三明市“最美教师”(2022年)。"
            ),
            {
                ("", "鲁敏", "优秀指导教师", ""),
                ("福建省优秀共产党员", "施雨", "称号", ""),
                ("三明市“最美教师”", "柳青青", "称号", ""),
            },
        ),
        (
            (
                "荣获2023年度“河北省职业院校技能大赛优秀工作者”称号的是教务处长路平;优秀指导教师则"
                "有4人:温暖、颜欢、贝宁和支一鸣。"
            ),
            {
                ("", "温暖 颜欢 贝宁 支一鸣", "优秀指导教师", ""),
                ("河北省职业院校技能大赛优秀工作者", "路平", "称号", ""),
            },
        ),
    ],
)
def test_titles_stand_in_many_frames(text: str, expected: set[Row]) -> None:
    assert told(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            (
                "获奖名单\n一等奖 护理技能 苗雨晴 指导教师 焦红\n二等奖 药物制剂 华天宇 祁连 指导"
                "教师 伍岳\n以上为我校在2023年青海省职业院校技能大赛中的成绩。"
            ),
            {
                ("护理技能", "苗雨晴", "一等奖", "焦红"),
                ("药物制剂", "华天宇 祁连", "二等奖", "伍岳"),
            },
        ),
        (
            (
                "姓名 项目 名次\n(2018年长春市中职学生技能竞赛)\n杨帆帆 平面设计 一等奖\n朴贤珠"
                " 韩语口语 二等奖\n金英爱 韩语口语 三等奖"
            ),
            {
                ("平面设计", "杨帆帆", "一等奖", ""),
                ("韩语口语", "朴贤珠", "二等奖", ""),
                ("韩语口语", "金英爱", "三等奖", ""),
            },
        ),
    ],
)
def test_a_rank_closes_or_opens_a_row_of_names(text: str, expected: set[Row]) -> None:
    assert told(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "本届大赛由市教育局主办,我校承办,设一等奖10%、二等奖20%,校长方明出席颁奖仪式。",
        ("2022年贵州省职业院校技能大赛上,一等奖被兄弟学校铜仁职院的吴昊拿走,我校选手石岩遗憾无缘奖牌。"),
        ("去年带队的金牌教练、现任总教练胡军说,今年备战国赛的目标是一等奖,要把李想、张力再往上送一送。"),
        ("三年来学校师生在全国职业院校技能大赛中获一等奖46项、二等奖80项,涌现出罗成、白杨等一批优秀选手。"),
        ("2021年江苏省职业学校技能大赛期间,裁判长王启明说,一等奖要看功底;主任李红梅带领学生参观了赛场。"),
        "副市长赵刚为获得省技能大赛一等奖的学生颁奖,校长孙宁代表学校致辞,奖金共计5万元。",
        (
            "第二届全国职业技能大赛将于9月在天津举行,省集训队名单里有我校的马超、黄忠,教练赵云希望"
            "他们冲击金牌。"
        ),
        ("我校承办的2023年省赛烹饪赛项上,来自厦门、泉州的选手陈立、李国华、张弛分获一、二、三等奖。"),
        ("评委会主任王蒙介绍,今年大赛共收到作品800件,评出一等奖20件、二等奖40件,我校教师李元担任评委。"),
        "教务处主任周密总结说,去年国赛我们差0.3分没拿到一等奖,学生何苗哭了一晚上。",
        "学校出台办法:学生获国赛一等奖的,奖励指导教师5万元;教师张扬、李娜参与了起草。",
        "学校邀请“大国工匠”高凤来校讲座,全国劳动模范许振参加座谈。",
        ("据悉,本次大赛一等奖选手将直接晋升技师,我校选手段誉、乔峰、虚竹已进入决赛,力争取得佳绩。"),
        (
            "县职教中心的吴敏获得二等奖,县一中的林杰获得三等奖,裁判组由我校李刚、王强组成。(202"
            "3年安吉县教师朗诵比赛)"
        ),
        ("我校协办的2022年全国行业技能大赛中,裁判由史可、贺岁担任,选手来自17个省,冠军被湖南选手夺走。"),
        "学校为参加省赛的选手举行壮行会,教练组长华山、副组长衡山表示,要向一等奖发起冲击。",
    ],
)
def test_hosts_plans_sums_others_and_speakers_win_nothing(text: str) -> None:
    assert told(text) == set()


def test_merged_cells_of_ranks_and_persons_hold_for_the_rows_below() -> None:
    text = (
        "2022年云州市中学生运动会，云州中专上榜的有：\n项目\t姓名\t名次\n男子跳远\t柏雪峰\t冠军\n三级跳远\t\t第七\n"
        "4×100米接力\t焦阳 卞晨 乔治 詹明\t第三（市记录）\n女子标枪\t苗雨晴\t\n"
    )
    assert told(text) == {
        ("男子跳远", "柏雪峰", "冠军", ""),
        ("三级跳远", "柏雪峰", "第七", ""),
        ("4×100米接力", "焦阳 卞晨 乔治 詹明", "第三", ""),
        ("女子标枪", "苗雨晴", "第三", ""),
    }


def test_a_prize_named_before_a_table_is_its_event() -> None:
    text = (
        "评审已毕。第六届全国林业职业教育教学成果奖，210项里有云州林校的两本教材：\n"
        "等级\t成果（教材）\t申报人\n一等奖\t果树修剪\t窦建军\n二等奖\t苗圃管理\t云浩\n"
    )
    found = {(fact.get("event"), fact.get("item"), fact.get("level")) for fact in award_facts_of(text)}
    event = "第六届全国林业职业教育教学成果奖"
    assert found == {(event, "果树修剪", "national"), (event, "苗圃管理", "national")}


def test_the_stage_of_a_competition_is_part_of_its_name_and_its_level() -> None:
    text = "全国中等职业学校“文明风采”竞赛云南省复赛上，学生柳叶获二等奖。"
    (fact,) = award_facts_of(text)
    assert fact.get("event") == "全国中等职业学校“文明风采”竞赛云南省复赛"
    assert fact.get("level") == "provincial"


def test_short_names_of_stages_stand_for_the_competition_told_before() -> None:
    text = "2023年全国职业院校技能大赛焊接赛项落幕。这次国赛，我校学生庞大勇获二等奖。"
    assert [fact.get("event") for fact in award_facts_of(text)] == ["全国职业院校技能大赛"]


def test_a_page_that_names_one_year_tells_that_of_its_results() -> None:
    text = "来源：云州技师学院 2019-11-16\n云州市技工院校演讲比赛结束，我院学生柳叶获二等奖。"
    assert [fact.get("year") for fact in award_facts_of(text)] == [2019]
