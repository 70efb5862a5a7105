"""Awards told in lists of lines: in whatever order rank, item, winners and teachers stand."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhijiao.extract.awards.award_lines import read_row
from zhijiao.tests.making.results import Row, results_of, rows_of

HEAD = "喜报\n2022年湖南省职业院校技能竞赛日前落幕，我校成绩如下：\n"
TAIL = "\n成绩的取得离不开师生的努力。\n"


NURSE: Row = ("护理技能", "周明月", "一等奖", "")
CLERK: Row = ("会计技能", "陈浩", "二等奖", "")
TAUGHT: list[Row] = [("护理技能", "周明月", "一等奖", "王海燕"), ("会计技能", "陈浩", "二等奖", "刘芳")]
WORKS: list[Row] = [("扶贫路上", "周明月", "一等奖", "王海燕"), ("山里的灯", "陈浩", "二等奖", "刘芳")]
BARE: list[Row] = [("", "周明月", "一等奖", ""), ("", "陈浩", "二等奖", "")]

#: Rank first, the winners behind it.
LEADING: list[tuple[str, list[Row]]] = [
    ("一等奖 护理技能：周明月，指导教师：王海燕\n二等奖 会计技能：陈浩，指导教师：刘芳", TAUGHT),
    (
        "一等奖 护理技能：周明月、李思源（全国第二），教练王海燕\n一等奖 会计技能：陈浩，教练同上",
        [
            ("护理技能", "周明月 李思源", "一等奖", "王海燕"),
            ("会计技能", "陈浩", "一等奖", "王海燕"),
        ],
    ),
    ("【一等奖】护理技能：周明月\n【二等奖】会计技能：陈浩", [NURSE, CLERK]),
    (
        "〔护理技能〕一等奖 周明月 李思源；二等奖 吴俊杰\n〔会计技能〕二等奖 陈浩",
        [
            ("护理技能", "周明月 李思源", "一等奖", ""),
            ("护理技能", "吴俊杰", "二等奖", ""),
            CLERK,
        ],
    ),
    (
        "【银奖】艺术插花：周明月、李思源；茶艺：陈浩\n【铜奖】西式面点：吴俊杰",
        [
            ("艺术插花", "周明月 李思源", "银奖", ""),
            ("茶艺", "陈浩", "银奖", ""),
            ("西式面点", "吴俊杰", "铜奖", ""),
        ],
    ),
    ("1、一等奖：护理技能——周明月（教练：王海燕）\n2、二等奖：会计技能——陈浩（教练：刘芳）", TAUGHT),
    ("一等奖（1人） 周明月\n二等奖（2人） 陈浩 吴俊杰", [BARE[0], ("", "陈浩 吴俊杰", "二等奖", "")]),
    ("一等奖获得者：周明月\n二等奖获得者：陈浩", BARE),
    ("获一等奖的有：周明月。\n获二等奖的有：陈浩。", BARE),
    ("一等奖——护理1班周明月\n二等奖——会计2班陈浩", BARE),
    ("校级一等奖 电子班 周明月\n校级二等奖 护理班 陈浩", BARE),
    ("护理技能一等奖：周明月\n会计技能二等奖：陈浩", [NURSE, CLERK]),
    ("一等奖：“护理技能”赛项 周明月\n二等奖：“会计技能”赛项 陈浩", [NURSE, CLERK]),
    ("一等奖 周明月 护理技能 王海燕指导\n二等奖 陈浩 会计技能 刘芳指导", TAUGHT),
    (
        "省一等奖：周明月（护理技能）、吴俊杰（砌筑）\n省二等奖：陈浩（会计技能）",
        [NURSE, ("砌筑", "吴俊杰", "一等奖", ""), CLERK],
    ),
    (
        "团体一等奖：护理技能（周明月、李思源）\n个人二等奖：会计技能（陈浩）",
        [("护理技能", "周明月 李思源", "一等奖", ""), CLERK],
    ),
    ("护理技能：一等奖1个（周明月）\n会计技能：二等奖1个（陈浩）", [NURSE, CLERK]),
    (
        "1.一等奖——周明月团队、陈浩团队\n2.二等奖——吴俊杰团队",
        [("", "周明月团队 陈浩团队", "一等奖", ""), ("", "吴俊杰团队", "二等奖", "")],
    ),
    (
        "金奖2个：《智慧农场》《青瓷》\n银奖1个：《云上茶园》",
        [("智慧农场", "", "金奖", ""), ("青瓷", "", "金奖", ""), ("云上茶园", "", "银奖", "")],
    ),
    (
        "一等奖2项：护理技能、会计技能\n二等奖：西式面点、工程测量",
        [
            ("护理技能", "", "一等奖", ""),
            ("会计技能", "", "一等奖", ""),
            ("西式面点", "", "二等奖", ""),
            ("工程测量", "", "二等奖", ""),
        ],
    ),
    (
        "冠军：周明月（男子100米）\n亚军：陈浩（女子跳远）",
        [("男子100米", "周明月", "冠军", ""), ("女子跳远", "陈浩", "亚军", "")],
    ),
    (
        "另有优秀指导教师奖两张：王海燕、刘芳。\n优秀组织奖：湖南省某某职业学校",
        [("", "王海燕 刘芳", "优秀指导教师奖", ""), ("", "", "优秀组织奖", "")],
    ),
]

#: Rank behind the winners.
CLOSING: list[tuple[str, list[Row]]] = [
    ("周明月 → 护理技能 → 一等奖\n陈浩 → 会计技能 → 二等奖", [NURSE, CLERK]),
    ("护理技能 周明月 一等奖 指导教师 王海燕\n会计技能 陈浩 二等奖 指导教师 刘芳", TAUGHT),
    ("周明月|护理技能|一等奖|王海燕\n陈浩|会计技能|二等奖|刘芳", TAUGHT),
    ("周明月——护理技能——一等奖\n陈浩——会计技能——二等奖", [NURSE, CLERK]),
    ("① 护理技能 ｜ 周明月 ｜ 一等奖；② 会计技能 ｜ 陈浩 ｜ 二等奖", [NURSE, CLERK]),
    ("王 伟 护理技能 一等奖\n陈浩 会计技能 二等奖", [("护理技能", "王伟", "一等奖", ""), CLERK]),
    ("周明月《扶贫路上》一等奖（指导教师：王海燕）\n陈浩《山里的灯》二等奖（指导教师：刘芳）", WORKS),
    ("《扶贫路上》 作者：周明月 指导：王海燕 一等奖\n《山里的灯》 作者：陈浩 指导：刘芳 二等奖", WORKS),
    (
        "作品：《扶贫路上》，作者：周明月，奖项：一等奖，指导：王海燕\n作品：《山里的灯》，作者：陈浩，奖项：二等奖，指导：刘芳",
        WORKS,
    ),
    (
        "（一）《扶贫路上》，一等奖；学生周明月、李思源等，指导王海燕。\n（二）《山里的灯》，二等奖；学生陈浩，指导刘芳。",
        [("扶贫路上", "周明月 李思源", "一等奖", "王海燕"), WORKS[1]],
    ),
    (
        "★《扶贫路上》（创业计划类） 一等奖\n★《山里的灯》 二等奖",
        [("扶贫路上", "", "一等奖", ""), ("山里的灯", "", "二等奖", "")],
    ),
    (
        "医护系 → 护理技能（小组）：周明月，个人一等奖；李思源，个人三等奖。指导：王海燕\n"
        "财经系 → 会计技能：陈浩，二等奖。指导：刘芳",
        [
            ("护理技能（小组）", "周明月", "一等奖", "王海燕"),
            ("护理技能（小组）", "李思源", "三等奖", "王海燕"),
            TAUGHT[1],
        ],
    ),
    (
        "护理技能：周明月/李思源/吴俊杰，团体一等奖；王海燕、刘芳，优秀指导教师奖\n学校：优秀组织奖",
        [
            ("护理技能", "周明月 李思源 吴俊杰", "一等奖", ""),
            ("护理技能", "王海燕 刘芳", "优秀指导教师奖", ""),
            ("", "", "优秀组织奖", ""),
        ],
    ),
    (
        "◆护理技能：周明月（一等奖）\n◆会计技能：陈浩（二等奖）、吴俊杰（三等奖）",
        [NURSE, CLERK, ("会计技能", "吴俊杰", "三等奖", "")],
    ),
    (
        "周明月：护理技能一等奖\n陈浩：会计技能二等奖、珠算三等奖",
        [NURSE, CLERK, ("珠算", "陈浩", "三等奖", "")],
    ),
    ("周明月（21护理1班） 一等奖\n陈浩（21会计2班） 二等奖", BARE),
    (
        "男子100米 周明月 第一名\n女子跳远 陈浩 第3名",
        [("男子100米", "周明月", "第一名", ""), ("女子跳远", "陈浩", "第三名", "")],
    ),
    ("周明月同学 护理技能 一等\n陈浩同学 会计技能 二等", [NURSE, CLERK]),
    ("护理技能 一等奖\n会计技能 二等奖", [("护理技能", "", "一等奖", ""), ("会计技能", "", "二等奖", "")]),
    (
        "阿依古丽·买买提 护理技能 一等奖\n陈浩 会计技能 二等奖",
        [("护理技能", "阿依古丽·买买提", "一等奖", ""), CLERK],
    ),
    (
        "周明月 《游园》 金花 辅导：王海燕\n集体节目《夜归》 最佳集体节目 辅导：刘芳",
        [("游园", "周明月", "金花", "王海燕"), ("夜归", "", "最佳集体节目", "刘芳")],
    ),
]

#: Columns without a header.
COLUMNS: list[tuple[str, list[Row]]] = [
    ("护理技能 | 一等奖 | 周明月 | 王海燕\n会计技能 | 二等奖 | 陈浩 | 刘芳", TAUGHT),
    ("护理技能\t周明月\t王海燕\t一等奖\n会计技能\t陈浩\t刘芳\t二等奖", TAUGHT),
    ("1 护理技能 周明月 一等奖 王海燕\n2 会计技能 陈浩 二等奖 刘芳", TAUGHT),
    ("周明月 女 21护理1班 护理技能 一等奖\n陈浩 男 21会计2班 会计技能 二等奖", [NURSE, CLERK]),
    (
        "一等奖：护理技能 负责人：周明月 成员：李思源、吴俊杰 指导教师：王海燕\n"
        "二等奖：会计技能 负责人：陈浩",
        [("护理技能", "周明月 李思源 吴俊杰", "一等奖", "王海燕"), CLERK],
    ),
    ("一等奖 护理技能 周明月 领队：韩冰\n二等奖 会计技能 陈浩 领队：韩冰", [NURSE, CLERK]),
]

#: Lists within a sentence that announces them.
INLINE: list[tuple[str, list[Row]]] = [
    ("2022年湖南省技能竞赛获奖名单如下：一等奖 周明月；二等奖 陈浩。", BARE),
    (
        "2022年湖南省技能竞赛落幕，我校成绩如下：护理技能，周明月一等奖，李思源二等奖；"
        "会计技能，陈浩二等奖。",
        [NURSE, ("护理技能", "李思源", "二等奖", ""), CLERK],
    ),
    (
        "2022年湖南省技能竞赛战报：护理技能一等奖（周明月，指导王海燕）；会计技能二等奖（陈浩，指导刘芳）。",
        TAUGHT,
    ),
    (
        "2022年湖南省技能竞赛结果：周明月《扶贫路上》一等奖、陈浩《山里的灯》二等奖。",
        [("扶贫路上", "周明月", "一等奖", ""), ("山里的灯", "陈浩", "二等奖", "")],
    ),
    ("2022年湖南省技能竞赛获奖学生：周明月 护理技能 一等奖|陈浩 会计技能 二等奖", [NURSE, CLERK]),
]

#: Rank, item or kind given by a line above.
HEADED: list[tuple[str, list[Row]]] = [
    ("一等奖\n· 周明月《扶贫路上》 指导：王海燕\n二等奖\n· 陈浩《山里的灯》 指导：刘芳", WORKS),
    (
        "一等奖（职教赛道）\n《扶贫路上》 指导：王海燕、刘芳等\n《青瓷》，吴俊杰、郭小雨等指导",
        [("扶贫路上", "", "一等奖", "王海燕 刘芳"), ("青瓷", "", "一等奖", "吴俊杰 郭小雨")],
    ),
    ("一、护理技能\n 一等奖 周明月（护理201班）\n二、会计技能\n 二等奖 陈浩", [NURSE, CLERK]),
    (
        "一、手工制陶\n 个人一等奖 佘文洁；个人三等奖 陈浩、吴俊杰",
        [("手工制陶", "佘文洁", "一等奖", ""), ("手工制陶", "陈浩 吴俊杰", "三等奖", "")],
    ),
    ("★护理技能★\n一等奖：周明月\n★会计技能★\n二等奖：陈浩", [NURSE, CLERK]),
    ("护理技能赛项：\n周明月，一等奖；\n会计技能赛项：\n陈浩，二等奖。", [NURSE, CLERK]),
    (
        "（一）一等奖（1项）\n1.《扶贫路上》 周明月\n（二）二等奖（1项）\n1.《山里的灯》 陈浩",
        [("扶贫路上", "周明月", "一等奖", ""), ("山里的灯", "陈浩", "二等奖", "")],
    ),
    ("☆ 一等奖 ☆\n周明月 李思源\n☆ 二等奖 ☆\n陈浩", [("", "周明月 李思源", "一等奖", ""), BARE[1]]),
    (
        "赛项：护理技能\n选手：周明月\n指导教师：王海燕\n成绩：一等奖\n赛项：会计技能\n选手：陈浩\n指导教师：刘芳\n成绩：二等奖",
        TAUGHT,
    ),
    ("一等奖\n护理技能 周明月 （指导教师：王海燕）\n二等奖\n会计技能 陈浩 （指导教师：刘芳）", TAUGHT),
]

#: What looks like such a list and tells no result.
NONE: list[str] = [
    "参赛名单\n护理技能：周明月、李思源\n会计技能：陈浩",
    "比赛项目：护理技能、会计技能、西式面点\n承办单位：长沙某校",
    "一等奖2项、二等奖5项、三等奖8项\n优秀指导教师3人",
    "设一等奖10%、二等奖20%\n奖金：一等奖5000元，二等奖3000元",
    "一等奖：手机一部\n二等奖：耳机一副\n三等奖：水杯一个",
    "一等奖：手机一部、证书一张\n二等奖：耳机一副、证书一张",
    "三好学生：周明月、李思源\n优秀班干部：陈浩",
    "上午9:00 护理技能 实训楼\n下午2:00 会计技能 机房",
    "领队：王海燕\n裁判：刘芳、韩冰",
    "第二天 护理技能\n第三天 闭幕 颁发一等奖、二等奖",
    "一等奖 3人\n二等奖 5人\n合计 8人",
    "第一，场地不够用，学生逐年增多。\n第二，教师不稳，骨干流动大。",
    "护理技能 20人\n会计技能 15人\n一等奖 3人",
]


@pytest.mark.parametrize(("lines", "expected"), [*LEADING, *CLOSING, *COLUMNS, *HEADED])
def test_lists_are_read_in_many_shapes(lines: str, expected: list[Row]) -> None:
    assert rows_of(HEAD + lines + TAIL) == expected


@pytest.mark.parametrize(("text", "expected"), INLINE)
def test_a_sentence_may_hold_the_list_that_it_announces(text: str, expected: list[Row]) -> None:
    assert rows_of(text + TAIL) == expected


@pytest.mark.parametrize("lines", NONE)
def test_names_items_prizes_and_schedules_win_nothing(lines: str) -> None:
    assert rows_of(HEAD + lines + TAIL) == []


def test_without_a_competition_lines_tell_nothing() -> None:
    assert rows_of("光荣榜\n一等奖 护理技能：周明月\n二等奖 会计技能：陈浩\n") == []


def test_a_competition_may_stand_below_on_a_page_of_news() -> None:
    text = (
        "捷报！\n★《扶贫路上》 一等奖\n★《山里的灯》 二等奖\n"
        "背景：2014年第二届湖南省中职学生创业大赛3月起报名。\n"
    )
    assert {(fact.get("event"), fact.get("item")) for fact in results_of(text)} == {
        ("第二届湖南省中职学生创业大赛", "扶贫路上"),
        ("第二届湖南省中职学生创业大赛", "山里的灯"),
    }


def test_each_list_belongs_to_the_competition_named_last() -> None:
    text = (
        "喜报\n（一）2022年湖南省职业院校技能竞赛\n一等奖：护理技能 周明月\n"
        "（二）2022年长沙市职工技能竞赛\n二等奖：会计技能 陈浩、吴俊杰\n"
        "（三）长沙市第三届教学成果奖\n一等奖 《课岗融通》 王海燕、刘芳\n"
    )
    found = [(fact.get("event"), fact.get("item"), fact.get("level")) for fact in results_of(text)]
    assert found == [
        ("湖南省职业院校技能竞赛", "护理技能", "provincial"),
        ("长沙市职工技能竞赛", "会计技能", "municipal"),
        ("长沙市第三届教学成果奖", "课岗融通", "municipal"),
    ]


def test_rows_of_other_schools_are_left_out() -> None:
    text = (
        "长沙市第一职业中等专业学校在第五届湖南省黄炎培创业大赛中获佳绩\n获奖名单\n"
        "一等奖 《智慧农场》 长沙市第一职业中等专业学校 周明月 陈浩\n"
        "一等奖 《云上茶园》 岳阳市第二职业中等专业学校 吴俊杰 刘洋\n"
        "二等奖 《青瓷》 长沙市第一职业中等专业学校 郭小雨\n"
    )
    assert rows_of(text) == [("智慧农场", "周明月 陈浩", "一等奖", ""), ("青瓷", "郭小雨", "二等奖", "")]
    beside = (
        "长沙市第一职业中等专业学校承办2022年长沙市职业技能竞赛\n"
        "一等奖：周明月（长沙市第一职业中等专业学校）、陈浩（岳阳市第二职业中等专业学校）\n"
        "二等奖：吴俊杰（株洲市工业学校）\n"
    )
    assert rows_of(beside) == [("", "周明月", "一等奖", "")]


def test_a_row_may_name_its_own_competition() -> None:
    text = (
        "获奖名单\n2021年湖南省职业院校技能竞赛 护理技能 周明月 一等奖\n"
        "陈浩 全国职业院校技能大赛会计技能赛项 二等奖\n"
    )
    found = [(fact.get("event"), fact.get("item"), fact.get("level")) for fact in results_of(text)]
    assert found == [
        ("湖南省职业院校技能竞赛", "护理技能", "provincial"),
        ("全国职业院校技能大赛", "会计技能", "national"),
    ]


@pytest.mark.parametrize(
    ("lead", "row", "kind"),
    [
        ("我校成绩如下：", "一等奖 护理技能：周明月，教练：王海燕", "student"),
        ("我校成绩如下：", "一等奖 护理技能：周明月、李思源，教练：王海燕", "team"),
        ("我校成绩如下：", "团体一等奖 护理技能：周明月、李思源", "team"),
        ("我校烹饪专业的老师这回自己上场，结果如下：", "周明月 → 《翡翠白玉》 → 金奖", "teacher"),
        ("我校成绩如下：\n教师组：", "一等奖 周明月", "teacher"),
        ("我校成绩如下：", "一等奖 周明月（师）", "teacher"),
        ("我校成绩如下：", "一等奖 护理技能：周明月（师）、陈浩（学生）", "team"),
        ("我校成绩如下：", "学校：优秀组织奖", "school"),
    ],
)
def test_the_kind_of_winners_is_told_by_row_heading_or_lead(lead: str, row: str, kind: str) -> None:
    text = f"2022年湖南省烹饪协会技能竞赛落幕，{lead}\n{row}\n"
    assert [fact.get("recipient_kind") for fact in results_of(text)] == [kind]


CELLS = {"item": "护理技能", "names": "周明月、李思源", "rank": "一等奖", "advisors": "指导教师：王海燕"}


@given(st.permutations(list(CELLS)), st.sampled_from([" ", "，", " | ", "\t", " → ", "——"]))
def test_the_parts_of_a_row_may_stand_in_any_order(order: list[str], mark: str) -> None:
    if mark in (" ", "，", "\t"):  # else names behind 指导教师 are those of teachers
        order = sorted(order, key=lambda cell: cell == "advisors")
    row = read_row(mark.join(CELLS[key] for key in order), "湖南省")
    assert row is not None
    (one,) = row.entries
    found = (one.rank, one.item, [name.name for name in one.names], list(one.advisors))
    assert found == ("一等奖", "护理技能", ["周明月", "李思源"], ["王海燕"])


@pytest.mark.parametrize(
    "line",
    [
        "经过激烈角逐，周明月同学最终获得了一等奖。",
        "我校代表队参加了护理技能比赛，取得一等奖的好成绩",
        "学校组织了校内选拔，评出一等奖两名",
    ],
)
def test_running_text_is_no_row(line: str) -> None:
    assert read_row(line, "") is None


# -- tables ----------------------------------------------------------------------------------------


def test_lists_stand_beside_prose_that_tells_other_results() -> None:
    for order in itertools.permutations(["一等奖 护理技能：周明月", "二等奖 会计技能：陈浩"]):
        text = HEAD + "\n".join(order) + "\n在2022年长沙市职工技能竞赛中，学生吴俊杰获砌筑赛项三等奖。\n"
        assert set(rows_of(text)) == {NURSE, CLERK, ("砌筑", "吴俊杰", "三等奖", "")}
