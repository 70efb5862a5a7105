"""Majors that lists lead in, close or refer to, forms of one name joined, and joint programmes by context."""

from __future__ import annotations

import pytest

from zhijiao.extract.facts import Fact
from zhijiao.extract.language.sentences import sentences_of
from zhijiao.extract.majors.joint import joint_programmes
from zhijiao.extract.majors.major_facts import major_facts
from zhijiao.extract.reading.layout import read_layout
from zhijiao.extract.schools.school import Speaker

OWN = "云湾市海棠职业技术学校"
SPEAKER = Speaker(Fact("school", {"name": OWN}), (OWN,), 2022)


def majors(text: str) -> list[tuple[str, tuple[str, ...]]]:
    document = read_layout(text)
    facts = major_facts(document, list(sentences_of(document)))
    return [(fact.get("name"), tuple(fact.get("aliases", ()))) for fact in facts]


def names(text: str) -> set[str]:
    return {name for name, _ in majors(text)}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("依托名牌专业水产养殖、船舶内装和机械工程等建立培训点。", {"水产养殖", "船舶内装", "机械工程"}),
        (
            "特色专业：茶艺与茶营销、漆器髹饰、陶瓷烧成，都有大师带徒。",
            {"茶艺与茶营销", "漆器髹饰", "陶瓷烧成"},
        ),
        ("茶艺、面点、烹饪，学校这三个专业都领到了新设备。", {"茶艺", "面点", "烹饪"}),
        ("后来又添牧场管理、渡口运输、兽医等专业。", {"牧场管理", "渡口运输", "兽医"}),
        ("护理、助产、数控技术应用系省级示范专业，其余专业也办出了特色。", {"护理", "助产", "数控技术应用"}),
        ("有哪些专业：戏曲表演、音乐表演、幼儿保育……共十大类。", {"戏曲表演", "音乐表演", "幼儿保育"}),
    ],
)
def test_lists_that_the_word_leads_in_closes_or_takes_up(text: str, expected: set[str]) -> None:
    assert names(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "重点专业建设、课程改革、师资培训等工作扎实推进。",
        "特色专业群对接产业、行业、企业等需求。",
        "机械、信息、汽车三大专业群下共24个专业。",
    ],
)
def test_lists_of_other_things_name_no_majors(text: str) -> None:
    assert names(text) == set()


def test_a_short_or_contracted_form_is_an_alias_where_no_list_tells_them_apart() -> None:
    assert majors("学校开设会计电算化、电子商务专业。会计专业在校生多，电商专业次之。") == [
        ("会计电算化", ("会计",)),
        ("电子商务", ("电商",)),
    ]
    assert names("专业\t人数\n会计电算化\t94\n会计\t23\n") == {"会计电算化", "会计"}


def test_a_name_of_today_is_no_short_form_of_a_longer_one() -> None:
    assert names("学校开设中医专业。中医护理专业是新办的专业。") == {"中医", "中医护理"}


def test_half_of_a_name_in_a_table_is_no_major() -> None:
    text = "专业\t代码\n产品设计与制造（五金方向）\t0119\n\n今年产品设计与制造（五金方向）专业招生60人。"
    assert names(text) == {"产品设计与制造（五金方向）"}


def test_planned_majors_are_not_offered() -> None:
    assert names("护理专业扩招；无人机应用技术专业拟于明年申报。") == {"护理"}


def joint(text: str) -> list[tuple[str, str | None, str]]:
    document = read_layout(text)
    facts = joint_programmes(document, list(sentences_of(document)), SPEAKER)
    return [(fact.get("major"), fact.get("institution"), fact.get("scheme")) for fact in facts]


def test_the_college_of_the_agreement_before_is_the_institution() -> None:
    text = "上周学校同白鹭职业学院签了联合办学协议。护理、助产专业都按五年一贯制招生。"
    assert joint(text) == [("护理", "白鹭职业学院", "五年一贯制"), ("助产", "白鹭职业学院", "五年一贯制")]
    unsaid = "白鹭职业学院的教师来校听课。护理专业按五年一贯制招生。"
    assert joint(unsaid) == [("护理", None, "五年一贯制")]


@pytest.mark.parametrize("scheme", ["“高级工+大专”", "“1+2”分段培养", "中级工+大专"])
def test_schemes_of_technician_schools(scheme: str) -> None:
    assert joint(f"与白鹭开放大学合作举办{scheme}，护理专业学生同步修读。") == [
        ("护理", "白鹭开放大学", scheme)
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("专业（部分）\t水产养殖；船舶驾驶；中餐烹饪\n教职工\t96人\n", {"水产养殖", "船舶驾驶", "中餐烹饪"}),
        (
            "建校 | 1962年\n专业 | 12个；护理、助产、珠宝首饰加工为特色专业\n",
            {"护理", "助产", "珠宝首饰加工"},
        ),
        (
            "能学什么？护理、助产、播音与主持，再加文秘、药剂。",
            {"护理", "助产", "播音与主持", "文秘", "药剂"},
        ),
        ("校址在城北。专业有护理、财会、英语、农学。", {"护理", "财会", "英语", "农学"}),
        ("企业来校给2022级机电一体化、数控技术专业的学生做宣讲。", {"机电一体化", "数控技术"}),
        ("专业：水产养殖0801、船舶驾驶0803、厨房管理等。", {"水产养殖", "船舶驾驶", "厨房管理"}),
        ("我校帮对口学校建专业，该院的护理、助产专业由我校包联。", set()),
        ("14个专业归在计算机应用、电子技术、财经三大类下面。", set()),
    ],
)
def test_lists_beside_labels_after_questions_and_before_classes(text: str, expected: set[str]) -> None:
    assert names(text) == expected


def test_partners_of_a_table_that_teach_jointly() -> None:
    text = "合作方\t专业\t方式\n白鹭职业学院\t护理\t五年一贯制\n海棠医院\t护理\t见习\n"
    assert joint(text) == [("护理", "白鹭职业学院", "五年一贯制")]


def test_each_run_of_majors_has_its_own_college() -> None:
    text = "五年制大专班名额200个：水产养殖技术、船舶工程技术对白鹭职业学院，计算机应用技术对海棠职业学院。"
    assert {(major, college) for major, college, _ in joint(text)} == {
        ("水产养殖技术", "白鹭职业学院"),
        ("船舶工程技术", "白鹭职业学院"),
        ("计算机应用技术", "海棠职业学院"),
    }


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("再培养100名采煤专业的学生。", {"采煤"}),
        ("2018年秋学校新开黄梅戏专业。", {"黄梅戏"}),
        ("陶瓷烧成等主打专业都在列。", set()),
        ("护理等主打专业都在列。", {"护理"}),
        ("看家专业：水产养殖/船舶驾驶/厨房管理。", {"水产养殖", "船舶驾驶", "厨房管理"}),
        ("头一年开财会、税务两个专业，往后又开了牧场管理、烹饪。", {"财会", "税务", "牧场管理", "烹饪"}),
        ("【专业】护理 药剂 汽车驾修 数控技术……十几个", {"护理", "药剂", "汽车驾修", "数控技术"}),
        ("开设护理、服装设计与表演、烹饪专业。", {"护理", "服装设计与表演", "烹饪"}),
        ("学生可以选择喜欢的专业，也可以跨专业学习。", set()),
        ("全市烹饪专业大赛在我校举行。", set()),
    ],
)
def test_names_that_no_catalogue_has_and_lists_of_other_marks(text: str, expected: set[str]) -> None:
    assert names(text) == expected


def test_lists_by_level_and_what_closes_them() -> None:
    text = "专业分两段：高职开初等教育、船舶工程技术等，中职开水产养殖、烹饪等。护理属省级骨干专业。"
    assert names(text) == {"初等教育", "船舶工程技术", "水产养殖", "烹饪", "护理"}
    assert names("张海鸥老师教数控专业。") == {"数控"}
