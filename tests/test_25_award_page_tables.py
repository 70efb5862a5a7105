"""Awards in tables of web pages: notes below, names with remarks, no header, two names of one competition."""

from __future__ import annotations

from zhijiao.tests.making.results import results_of, rows_of

HEAD = "喜报\n2022年湖南省职业院校技能竞赛日前落幕，我校成绩如下：\n"
TAIL = "\n成绩的取得离不开师生的努力。\n"


def test_a_note_below_a_table_may_say_which_competition_a_level_means() -> None:
    text = (
        "机电学院2011年在“焊接机器人应用”项目上的收获\n级别\t组别\t选手\t指导教师\t奖项\n"
        "国家\t教师组\t卢文 杨波 冉军\t—\t一等奖\n省\t学生组\t王飞 李超\t南欢 张鹏\t一等奖\n"
        "\t\t许迪 刘佑\t张鹏\t二等奖\n"
        "注：“国家”指全国职业院校技能大赛；“省”指2011年陕西省高等职业院校技能大赛。\n"
    )
    found = [(fact.get("event"), fact.get("recipient_kind")) for fact in results_of(text)]
    assert found == [
        ("全国职业院校技能大赛", "teacher"),
        ("陕西省高等职业院校技能大赛", "student"),
        ("陕西省高等职业院校技能大赛", "student"),
    ]
    assert rows_of(text) == [
        ("焊接机器人应用", "卢文 杨波 冉军", "一等奖", ""),
        ("焊接机器人应用", "王飞 李超", "一等奖", "南欢 张鹏"),
        ("焊接机器人应用", "许迪 刘佑", "二等奖", "张鹏"),
    ]


def test_names_in_a_cell_may_have_remarks_and_be_parted_by_spaces() -> None:
    text = (
        "2012年陕西省高等职业院校技能大赛，学院成绩如下。\n选手\t指导\t奖项\n"
        "卢文 杨波 冉军（教师队）\t—\t省级一等奖\n王飞 李超 陈龙（师）\t南欢 张鹏\t省级二等奖\n"
        "陈龙（教师个人）\t—\t省级三等奖\n"
    )
    found = [(" ".join(fact.get("recipients")), fact.get("recipient_kind")) for fact in results_of(text)]
    assert found == [("卢文 杨波 冉军", "team"), ("王飞 李超 陈龙", "team"), ("陈龙", "teacher")]


def test_a_table_may_have_no_header_and_short_rows() -> None:
    text = (
        "2021年长沙市中等职业学校学生技能竞赛开赛，我校战绩：\n周明月\t玻璃更换\t一等奖\n"
        "陈浩\t车身焊接\t二等奖\n吴俊杰、刘洋、郭小雨\t三等奖\n"
    )
    assert rows_of(text) == [
        ("玻璃更换", "周明月", "一等奖", ""),
        ("车身焊接", "陈浩", "二等奖", ""),
        ("", "吴俊杰 刘洋 郭小雨", "三等奖", ""),
    ]


def test_two_names_of_one_competition_above_a_table_are_one() -> None:
    text = (
        "我院在自治区第一届职业技能大赛上的获奖情况\n内蒙古自治区第一届职业技能大赛8月在呼和浩特举行。\n"
        "赛项\t姓名\t成绩\n电子商务\t周明月（教师）\t金牌\n木雕\t陈浩（学生）\t铜牌\n"
    )
    found = [(fact.get("event"), fact.get("item")) for fact in results_of(text)]
    assert found == [
        ("内蒙古自治区第一届职业技能大赛", "电子商务"),
        ("内蒙古自治区第一届职业技能大赛", "木雕"),
    ]
