"""Mentions: organisations, majors and persons in a text, with the right borders, and what is none."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from zhijiao.extract.language.mentions import Mention, Token, Words, outermost
from zhijiao.extract.language.persons import is_person, persons_of
from zhijiao.extract.language.pipeline import mentions_in
from zhijiao.extract.language.terms import TermFinder, TermRuns
from zhijiao.extract.majors.majors import clean_major, could_be_major, in_other_order, is_catalogued
from zhijiao.extract.organisations.organisation_names import kind_of, says_only_kind


def organisations(text: str) -> list[str]:
    return [mention.text for mention in mentions_in(text)[1] if mention.label == "organisation"]


def kinds(text: str) -> dict[str, str]:
    return {one.text: one.kind for one in mentions_in(text)[1] if one.label == "organisation"}


def majors(text: str) -> list[str]:
    return [mention.text for mention in mentions_in(text)[1] if mention.label == "major"]


def persons(text: str) -> list[str]:
    return [mention.text for mention in mentions_in(text)[1] if mention.label == "person"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("学校与云湾市海棠机械有限公司签订合作协议。", "云湾市海棠机械有限公司"),
        ("来自知名企业浙江金棠电器有限公司的技师入校任教。", "浙江金棠电器有限公司"),
        ("机电系学生前往松屏汽车零部件有限公司实习。", "松屏汽车零部件有限公司"),
        ("由青川县人民政府投资兴建。", "青川县人民政府"),
        ("学校加入海西智能制造产教联盟。", "海西智能制造产教联盟"),
        ("三名学生在云湾市实验幼儿园实习。", "云湾市实验幼儿园"),
        ("同济大学的专家到校讲学。", "同济大学"),
        ("合作企业有腾岳集团。", "腾岳集团"),
        ("与腾岳汽车集团（中国）共建车间。", "腾岳汽车集团（中国）"),
        ("组织学生到云湾市第一人民医院见习。", "云湾市第一人民医院"),
    ],
)
def test_a_name_begins_behind_what_leads_it_in(text: str, name: str) -> None:
    assert organisations(text) == [name]


def test_a_bracket_that_names_no_place_stays_outside() -> None:
    assert organisations("腾岳机械有限公司（以下简称甲方）派员到校。") == ["腾岳机械有限公司"]


def test_a_parent_firm_and_its_own_firm_are_two_names() -> None:
    text = "学校与腾岳集团旗下云湾腾岳酒店有限公司合作。"
    assert organisations(text) == ["腾岳集团", "云湾腾岳酒店有限公司"]


def test_the_ending_tells_the_kind() -> None:
    text = "云湾市总工会、青川县教育局、云湾市中医医院、云湾日报社、松屏职业技术学院和腾岳食品有限公司到会。"
    assert kinds(text) == {
        "云湾市总工会": "association",
        "青川县教育局": "government",
        "云湾市中医医院": "hospital",
        "云湾日报社": "media",
        "松屏职业技术学院": "school",
        "腾岳食品有限公司": "enterprise",
    }
    assert kind_of("没有结尾的词") == ""


@pytest.mark.parametrize(
    "text",
    [
        "学校被评为全国重点职业学校和国家级示范性中等专业学校。",
        "骨干企业、龙头企业和行业协会参与办学。",
        "大学生就业工作和集团化办学扎实推进。",
        "开展美丽乡村、新农村建设宣传。",
        "各级各类学校的师生参加了活动。",
        "学生家长和社区教育志愿者到场。",
    ],
)
def test_honours_and_kinds_of_things_are_no_names(text: str) -> None:
    assert organisations(text) == []


def test_members_of_a_list_need_no_ending_among_firms() -> None:
    text = "合作企业有腾岳集团、蓝棠铜业、恒舟纺机等36家。"
    found = [one for one in mentions_in(text)[1] if one.label == "organisation"]
    assert [(one.text, one.known) for one in found] == [
        ("腾岳集团", True),
        ("蓝棠铜业", False),
        ("恒舟纺机", False),
    ]


def test_a_list_that_firms_lead_in_has_firms_for_members() -> None:
    text = "来了40多家服装品牌：腾岳服饰有限公司、雅汀服饰、佳澜制衣。"
    assert organisations(text) == ["腾岳服饰有限公司", "雅汀服饰", "佳澜制衣"]


@pytest.mark.parametrize(
    "text",
    [
        "合作内容有课程开发、师资培训、学生实习等方面。",
        "校企双方在人才培养、技能竞赛、员工培训上合作。",
        "开设了摄影、书法、篮球等社团。",
    ],
)
def test_members_of_a_list_without_firms_stay_words(text: str) -> None:
    assert organisations(text) == []


def test_common_words_in_a_list_of_firms_stay_words() -> None:
    text = "与腾岳集团、远帆电子有限公司、实习实训、课程开发等12家企业合作。"
    assert organisations(text) == ["腾岳集团", "远帆电子有限公司"]


def test_firms_known_nationally_need_no_ending_but_room() -> None:
    assert organisations("学校与海尔、格力合作。") == ["海尔", "格力"]
    assert organisations("学生住在海尔路附近。") == []


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (
            "学校开设机电技术应用、汽车运用与维修、会计事务、烹饪4个专业。",
            ["机电技术应用", "汽车运用与维修", "会计事务", "烹饪"],
        ),
        ("学校现有汽修、幼师两个专业。", ["汽修", "幼师"]),
        ("学校现有汽修和幼师两个专业。", ["汽修", "幼师"]),
        ("加工制造类：机电技术应用、数控技术应用。", ["机电技术应用", "数控技术应用"]),
        (
            "开设旅游服务与管理、酒店服务专业和学前教育专业等。",
            ["旅游服务与管理", "酒店服务", "学前教育"],
        ),
        ("汽车维修和运用专业的学生参赛。", ["汽车维修和运用"]),
        ("我校护理专业招生两百人。", ["护理"]),
    ],
)
def test_majors_are_found_in_lists_before_counts_and_before_the_word(text: str, names: list[str]) -> None:
    assert majors(text) == names


@pytest.mark.parametrize(
    "text",
    [
        "本校骨干专业和特色专业建设成效明显。",
        "针对服装设计与工艺专业群开展调研。",
        "举办护理专业技术人员培训。",
        "教师参加专业技能考核，专业课成绩合格。",
        "围绕产业需求，优化专业设置，新增专业三个。",
        "会计事务是一门学问。",
    ],
)
def test_words_about_majors_name_none(text: str) -> None:
    assert majors(text) == []


def test_a_catalogue_name_is_found_again_where_the_word_is_missing() -> None:
    text = "护理专业停招一年后恢复招生，如今报考护理的学生增多。"
    assert majors(text) == ["护理", "护理"]


def test_names_of_majors_are_cleaned_and_known_by_the_catalogue() -> None:
    assert clean_major("3、“会计事务专业”") == "会计事务"
    assert clean_major("护理（新增）") == "护理"
    assert clean_major("汽修专业（新能源方向）") == "汽修（新能源方向）"
    assert is_catalogued("会计事务") and is_catalogued("会计事务（税务方向）")
    assert not is_catalogued("海棠栽种")
    assert in_other_order("汽车维修和运用") and not in_other_order("汽车维修和应用")
    assert could_be_major("海棠花种植") and could_be_major("汽修")
    assert not any(map(could_be_major, ("骨干", "技术", "围绕市场营销", "合作企业", "实训基地建设")))


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("王小明老师指导李思雨、陈佳怡同学获奖。", ["王小明", "李思雨", "陈佳怡"]),
        ("（记者 周海波）学校举行典礼。", ["周海波"]),
        ("项目经理负责安全管理方案。", []),
    ],
)
def test_persons_need_a_surname_and_a_place(text: str, names: list[str]) -> None:
    assert persons(text) == names


def test_the_form_of_a_person_s_name() -> None:
    assert all(map(is_person, ("王伟", "李思雨", "欧阳文静", "阿依古丽·买买提")))
    assert not any(map(is_person, ("安全", "高级", "机电技术", "王", "Li Wei", "经理", "")))


def test_a_cell_of_names() -> None:
    assert persons_of("王 伟、李思雨，陈佳怡") == ["王伟", "李思雨", "陈佳怡"]
    assert persons_of("指导教师：王伟（校外） 李思雨") == ["王伟", "李思雨"]
    assert persons_of("王伟等3人") == ["王伟"]
    assert persons_of("王伟、机电部") == []
    assert persons_of("") == []


def test_runs_of_words_are_told_whatever_overlaps() -> None:
    runs = TermRuns(["中", "中高", "高职", "职业"])
    assert runs.covers("中高职") and runs.covers("中高职业") and not runs.covers("高") and not runs.covers("")
    assert runs.ends("中高职校") == {1, 2, 3}
    assert says_only_kind("全国重点中学") is False
    assert says_only_kind("国家级重点骨干")
    assert says_only_kind("省市" * 5000) and not says_only_kind("省市" * 5000 + "甲")


def test_terms_are_found_on_characters() -> None:
    finder = TermFinder(["机电", "机电技术", "技术"])
    assert list(finder.longest("机电技术")) == [(0, 4, "机电技术")]
    assert sorted(finder.all("机电技术")) == [(0, 2, "机电"), (0, 4, "机电技术"), (2, 4, "技术")]
    assert list(TermFinder([]).longest("机电")) == []


def test_words_are_found_by_place() -> None:
    words = Words([Token(0, 2, "学校", "n"), Token(2, 3, "与", "p"), Token(3, 6, "海尔路", "n")])
    assert [words.number_at(at) for at in (-1, 0, 1, 2, 5, 6)] == [None, 0, 0, 1, 2, None]
    assert [words.before(at) for at in (0, 1, 2, 3, 5, 6)] == [0, 0, 1, 2, 2, 3]


PIECES = (
    "学校与腾岳机械有限公司签订协议，", "云湾市教育局", "、", "和", "海尔", "等12家企业", "机电技术应用",
    "护理专业", "。", "王小明老师", "（中国）", "集团", "与", "青川职业技术学院", "汽修", "两个专业", "腾岳",
    "幼儿园", "第", "3", "，", "“", "”",
)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=14).map("".join))
def test_mentions_are_what_stands_at_their_place_and_overlap_no_other_of_their_label(text: str) -> None:
    tokens, mentions = mentions_in(text)
    assert "".join(token.word for token in tokens) == text
    ends: dict[str, int] = {}
    for mention in mentions:
        assert mention.start >= ends.get(mention.label, 0)
        assert mention.start < mention.end
        ends[mention.label] = mention.end
        said = text[mention.start : mention.end]
        assert (clean_major(said) if mention.label == "major" else said) == mention.text


@given(st.lists(st.tuples(st.integers(0, 30), st.integers(1, 8)), max_size=20))
def test_of_overlapping_mentions_the_longest_remains(spans: list[tuple[int, int]]) -> None:
    mentions = [Mention(start, start + size, "甲" * size, "organisation") for start, size in spans]
    kept = outermost(mentions)
    assert all(one.end <= other.start for one, other in zip(kept, kept[1:], strict=False))
    for mention in mentions:
        rivals = [one for one in kept if one.start < mention.end and mention.start < one.end]
        assert mention in kept or any(len(one.text) >= len(mention.text) for one in rivals)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("1.云湾县山泉米业有限公司/护理/实习", ["云湾县山泉米业有限公司"]),
        ("2021·10·18青川县恒兴饲料有限公司来校签约。", ["青川县恒兴饲料有限公司"]),
        ("与腾岳集团宁德生产基地开设冠名班。", ["腾岳集团宁德生产基地"]),
        ("承接国网四川电力公司广元供电公司电工班。", ["国网四川电力公司广元供电公司"]),
        ("与金棠（浙江）食品有限公司合作。", ["金棠（浙江）食品有限公司"]),
        ("与克斯—里德（太仓）有限公司共用考场。", ["克斯—里德（太仓）有限公司"]),
        ("数控技术应用—温州正大机械有限公司", ["温州正大机械有限公司"]),
        ("与青川县云台茶树良种繁育专业合作社合作。", ["青川县云台茶树良种繁育专业合作社"]),
        ("2014年吉利汽车集团来校。", ["吉利汽车集团"]),
        ("受青川县人社局委托举办培训。", ["青川县人社局"]),
        ("联合会每年委托学校承办集训。", []),
    ],
)
def test_numbers_dates_dashes_and_branches_at_the_borders_of_names(text: str, names: list[str]) -> None:
    assert organisations(text) == names


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("云湾市水产技术推广站", "government"),
        ("云湾市人民检察院", "government"),
        ("云湾滨海旅游度假区", "enterprise"),
        ("云湾市越剧团", "other"),
        ("云湾县家庭农场", "enterprise"),
        ("云湾县革命纪念馆", "other"),
    ],
)
def test_kinds_of_public_bodies_and_of_the_country(name: str, kind: str) -> None:
    assert kind_of(name) == kind
