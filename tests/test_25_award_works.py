"""Awards of works, of items alone, of schools and teachers; persons and competitions where they end."""

from __future__ import annotations

import pytest

from zhijiao.extract.awards.awards import award_facts
from zhijiao.extract.facts import Fact
from zhijiao.extract.language.sentences import sentences_of
from zhijiao.extract.reading.layout import read_layout
from zhijiao.extract.schools.school import find_speaker

Row = tuple[str, str, str]  # item, winners, rank


def awards(text: str) -> list[Fact]:
    document = read_layout(text)
    sentences = list(sentences_of(document))
    return award_facts(document, sentences, find_speaker(document, sentences))


def told(text: str) -> set[Row]:
    return {
        (str(one.get("item") or ""), " ".join(one.get("recipients") or ()), str(one.get("rank")))
        for one in awards(text)
    }


EVENT = "2018年安徽省中等职业学校文化艺术节上,"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "许若溪捏的陶塑《渔樵》、赵一鸣画的水彩《骑楼》拿了一等奖,苏赫巴鲁的皮雕《牧歌》列二等奖。",
            {
                ("渔樵", "许若溪", "一等奖"),
                ("骑楼", "赵一鸣", "一等奖"),
                ("牧歌", "苏赫巴鲁", "二等奖"),
            },
        ),
        (
            "我校有一个一等奖、一个二等奖,木雕《听雨》(孟晓舟)属前者,漆画《归帆》(查干夫)属后者。",
            {("听雨", "孟晓舟", "一等奖"), ("归帆", "查干夫", "二等奖")},
        ),
        (
            "一等奖2件,有何静的《晨光》和吴迪的《远山》;三等奖1件,是剧社和舞蹈社合演的《灯火》。",
            {("晨光", "何静", "一等奖"), ("远山", "吴迪", "一等奖"), ("灯火", "剧社 舞蹈社", "三等奖")},
        ),
        (
            "一等奖征文两篇:《槐花》(沈知夏,指导教师韩立)、《渡口》(宋晚);三等奖微视频一部:江可欣的《老街》,韩立指导。",
            {("槐花", "沈知夏", "一等奖"), ("渡口", "宋晚", "一等奖"), ("老街", "江可欣", "三等奖")},
        ),
        (
            "剪纸《年年有鱼》、布艺《老虎鞋》两件作品双双获二等奖,作者分别是林晓燕、周子涵。",
            {("年年有鱼", "林晓燕", "二等奖"), ("老虎鞋", "周子涵", "二等奖")},
        ),
    ],
)
def test_works_are_told_with_their_makers(text: str, expected: set[Row]) -> None:
    assert told(EVENT + text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "车工、钳工、焊工各得一个三等奖,电子商务有一个二等奖。",
            {
                ("车工", "", "三等奖"),
                ("钳工", "", "三等奖"),
                ("焊工", "", "三等奖"),
                ("电子商务", "", "二等奖"),
            },
        ),
        (
            "物流管理、网络搭建两个团体二等奖;个人奖里,服装设计二等奖、三等奖各占一个。",
            {
                ("物流管理", "", "二等奖"),
                ("网络搭建", "", "二等奖"),
                ("服装设计", "", "二等奖"),
                ("服装设计", "", "三等奖"),
            },
        ),
        (
            "“母婴照护”“茶艺”两个赛项的一等奖被我校收入囊中。",
            {("母婴照护", "", "一等奖"), ("茶艺", "", "一等奖")},
        ),
        ("机械、电子等项目共获一等奖5个、二等奖9个。", set()),
        ("财经系、机电系获一等奖2个。", set()),
    ],
)
def test_items_win_without_persons_where_their_number_fits(text: str, expected: set[Row]) -> None:
    assert told("2021年湖北省职业院校技能大赛中," + text) == expected


def test_items_tell_teams_by_the_word_said_last() -> None:
    text = "2021年湖北省职业院校技能大赛中,团体方面,车工、钳工各得一个三等奖;个人方面,茶艺有一个二等奖。"
    kinds = {str(one.get("item")): one.get("recipient_kind") for one in awards(text)}
    assert kinds == {"车工": "team", "钳工": "team", "茶艺": "student"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("学校自己也领回一块“优秀组织单位”的牌子。", {("", "", "优秀组织单位")}),
        ("焊接赛项的最佳组织奖也给了我校。", {("", "", "最佳组织奖")}),
        ("我校指导老师韩梅、方圆一并获“优秀指导教师”称号。", {("", "韩梅 方圆", "优秀指导教师")}),
        ("优秀指导教师奖三个:韩梅、方圆、宋词。", {("", "韩梅 方圆 宋词", "优秀指导教师奖")}),
        (
            "韩梅、方圆(测量)和宋词、范仲(物流)四位被评为优秀指导教师。",
            {("测量", "韩梅 方圆", "优秀指导教师"), ("物流", "宋词 范仲", "优秀指导教师")},
        ),
        ("大赛共评出优秀组织奖10个。", set()),
    ],
)
def test_prizes_that_say_whose_they_are(text: str, expected: set[Row]) -> None:
    assert told("2021年湖北省职业院校技能大赛落幕。" + text) == expected


def test_another_schools_prize_is_not_ours() -> None:
    text = (
        "平原职业学校喜报\n2020年山东省中职技能大赛上,临河职业学校获优秀组织奖,我校学生罗兰获钳工赛项二等奖。"
    )
    assert told(text) == {("钳工", "罗兰", "二等奖")}
    text = "2020年山东省中职技能大赛上,我校学生罗兰获二等奖,临河中专的柏雨桐获三等奖。"
    assert ("罗兰", "二等奖") in {row[1:] for row in told(text)}
    assert "柏雨桐" not in {row[1] for row in told(text)}
    department = "“最美班主任”三等奖归了测绘学院的高霞老师。2020年全省班主任大赛在兰州举行,我校报了一组。"
    assert {row[1] for row in told(department)} == {"高霞"}


@pytest.mark.parametrize(
    "text",
    [
        "(温如玉)2019年江西省职业院校技能大赛上,我校学生罗兰获二等奖。(温如玉)",
        "本报讯(温如玉)2019年江西省职业院校技能大赛上,我校学生罗兰获二等奖。",
        "2019年江西省职业院校技能大赛上,我校学生罗兰以歌曲《孟丽君》获二等奖。",
        "2019年江西省职业院校技能大赛上,我校“孟丽君工作室”学生罗兰获二等奖。",
    ],
)
def test_bylines_titles_and_quotes_name_no_winners(text: str) -> None:
    assert {row[1] for row in told(text)} == {"罗兰"}


def test_names_end_before_the_words_of_a_prize_and_begin_behind_a_team() -> None:
    text = "2019年江西省职业院校技能大赛上,教师队孟凯、段超团体一等奖,学生队何静、吴迪得团体赛三等奖。"
    assert {row[1:] for row in told(text)} == {("孟凯 段超", "一等奖"), ("何静 吴迪", "三等奖")}
    dotted = "2019年阿克苏地区职业院校技能大赛上,林峰、阿依古丽.买买提、韩江得个人赛三等奖。"
    assert {row[1:] for row in told(dotted)} == {("林峰 阿依古丽.买买提 韩江", "三等奖")}


def test_a_competition_may_list_what_is_competed_in() -> None:
    text = "浙江省第三届中等职业学校师生书法、篆刻、摄影(数码)作品大赛上,我校学生罗兰获二等奖。"
    assert [one.get("event") for one in awards(text)] == [
        "浙江省第三届中等职业学校师生书法、篆刻、摄影（数码）作品大赛"
    ]
    two = "学校参加第三届茶艺大赛、插花竞赛,学生罗兰在第三届浙江省插花竞赛中获二等奖。"
    assert [one.get("event") for one in awards(two)] == ["第三届浙江省插花竞赛"]


def test_a_bracket_behind_a_competition_is_no_other() -> None:
    text = "2016年广东省职业院校技能大赛(亦即国赛的广东选拔赛)结束,我校学生罗兰获导游服务赛项二等奖。"
    assert [one.get("event") for one in awards(text)] == ["广东省职业院校技能大赛"]


def test_the_competition_may_be_named_behind_the_results() -> None:
    text = (
        "三支队伍去了一趟杭州。\n学校捧回优秀组织奖,学生罗兰获一等奖。\n"
        "背景:2014年全国职业学校创业大赛共有600所学校报名。"
    )
    assert {(one.get("event"), one.get("rank")) for one in awards(text)} == {
        ("全国职业学校创业大赛", "优秀组织奖"),
        ("全国职业学校创业大赛", "一等奖"),
    }


def test_a_place_that_explains_a_prize_is_no_other_result() -> None:
    text = "2013年全国职业院校技能大赛上,学生罗兰、何静(全国第四)获一等奖;师弟吴迪位居第三,得铜牌。"
    assert {row[1:] for row in told(text)} == {("罗兰 何静", "一等奖"), ("吴迪", "铜牌")}


def test_places_of_one_person_and_places_dealt_out() -> None:
    text = "第三届全省大学生田径比赛举行。蓝强跳高第四名、跳远第六名。酒店服务中,何静、吴迪分获第二、三名。"
    assert {row[1:] for row in told(text)} == {
        ("蓝强", "第四名"),
        ("蓝强", "第六名"),
        ("何静", "第二名"),
        ("吴迪", "第三名"),
    }


def test_a_further_place_with_a_name_of_its_own_is_not_the_persons_before() -> None:
    text = "2020年全省建筑技能邀请赛上,砌筑项目秦岭第一名、抹灰项目华山第三名。"
    assert ("秦岭", "第三名") not in {row[1:] for row in told(text)}


def test_a_crown_is_the_first_place() -> None:
    text = "我校学生罗天佑在第三届江西省青年职业技能大赛数控车工决赛中勇夺桂冠!"
    assert {row[1:] for row in told(text)} == {("罗天佑", "冠军")}


def test_a_title_line_tells_no_result_of_its_own() -> None:
    text = "第二金!茶艺团体一等奖\n2017年全国职业院校技能大赛上,罗兰、何静捧回茶艺赛项团体一等奖。"
    assert {row[1:] for row in told(text)} == {("罗兰 何静", "一等奖")}


def test_titles_of_persons_in_lists_and_quotes() -> None:
    text = (
        "2021年度清江市技术能手里又有刘志强、林镜锋。"
        "罗天佑则把“全区技术能手”“全区青年岗位能手”两个称号都拿了。"
    )
    found = {(str(one.get("event")), " ".join(one.get("recipients") or ())) for one in awards(text)}
    assert found == {
        ("清江市技术能手", "刘志强 林镜锋"),
        ("全区技术能手", "罗天佑"),
        ("全区青年岗位能手", "罗天佑"),
    }
