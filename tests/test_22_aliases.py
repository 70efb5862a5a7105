"""Aliases inside one report: forms of one organisation's name are joined, names of two are kept apart."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhijiao.extract.language.sentences import sentences_of
from zhijiao.extract.organisations.aliases import is_form_of, name_groups
from zhijiao.extract.organisations.short_forms import with_short_forms
from zhijiao.extract.reading.layout import read_layout


def groups(names: dict[str, str], text: str = "") -> dict[str, set[str]]:
    """Return the forms of each organisation by its fullest form."""
    return dict(name_groups(names, text).values())


def firms(*names: str, text: str = "") -> dict[str, set[str]]:
    return groups(dict.fromkeys(names, "enterprise"), text)


@pytest.mark.parametrize(
    ("short", "full"),
    [
        ("青石公司", "浙江青石电子有限公司"),
        ("青石电子", "浙江青石电子有限公司"),
        ("青石集团", "青石集团股份有限公司"),
        ("青石电子有限公司", "浙江青石电子有限公司"),
        ("聊城经开区", "聊城经济技术开发区"),
        ("聊城开发区", "聊城经济技术开发区"),
        ("聊城市残联", "聊城市残疾人联合会"),
        ("青川县人社局", "青川县人力资源和社会保障局"),
        ("教育集团", "聊城市教育集团"),
        ("烟台装备职教集团", "烟台装备制造职业教育集团"),
        ("盘山大酒店", "天津盘山大酒店"),
        ("云帆酒店", "厦门云帆皇冠假日酒店"),
    ],
)
def test_a_shorter_form_of_a_name(short: str, full: str) -> None:
    assert is_form_of(short, full)
    assert not is_form_of(full, short)


@pytest.mark.parametrize(
    ("short", "full"),
    [
        ("青石集团", "青石钢结构股份公司分部"),
        ("青石电脑", "青石汽车股份有限公司"),
        ("浙江青石公司", "山东青石电子有限公司"),
        ("聊城市残联", "聊城市总工会联合会"),
        ("聊城高新区", "聊城经济技术开发区"),
        ("烟台市商会", "烟台市家具行业协会"),
        ("青石电子有限公司", "青石电子有限公司"),
        ("青石投资有限公司", "青石投资有限公司浙江分公司"),
        ("青石集团", "青石集团聊城分公司"),
    ],
)
def test_what_is_no_form_of_a_name(short: str, full: str) -> None:
    assert not is_form_of(short, full)


def test_forms_of_one_firm_are_one() -> None:
    full = "浙江青石电子有限公司"
    assert firms(full, "青石公司", "青石电子") == {full: {full, "青石公司", "青石电子"}}


def test_a_short_form_that_fits_two_names_joins_neither() -> None:
    found = firms("浙江青石电子有限公司", "浙江青石食品有限公司", "青石公司")
    assert found == {
        "浙江青石电子有限公司": {"浙江青石电子有限公司"},
        "浙江青石食品有限公司": {"浙江青石食品有限公司"},
        "青石公司": {"青石公司"},
    }


def test_a_group_is_not_a_trade_firm_of_its_name() -> None:
    assert set(firms("青石集团", "青石钢构")) == {"青石集团", "青石钢构"}


def test_names_of_two_kinds_are_never_one() -> None:
    names = {"青石职业技术学校": "school", "青石职业": "enterprise"}
    assert set(groups(names)) == set(names)


def test_a_short_form_that_the_text_gives_or_uses_is_an_alias() -> None:
    full = "浙江青石电子有限公司"
    text = f"学校与{full}（以下简称“石电”）合作。青石公司接收学生，由青石电子派师傅。"
    assert firms(full, text=text)[full] >= {full, "石电", "青石公司", "青石电子"}
    assert firms(full)[full] == {full}


def test_a_core_inside_another_word_or_name_is_no_alias() -> None:
    full = "浙江青石电子有限公司"
    assert firms(full, text=f"{full}在校。老青石公司旧址仍在。")[full] == {full}
    others = firms(full, "青石路小学服务有限公司", text=f"{full}在校，青石公司派员。")
    assert "青石公司" not in others[full]


def test_a_region_s_name_is_never_a_firm_s_short_form() -> None:
    full = "聊城有限公司"
    assert firms(full, text="学校与聊城接壤")[full] == {full}


NAMES = st.lists(
    st.builds(
        "".join,
        st.tuples(
            st.sampled_from(["", "浙江", "山东", "聊城市"]),
            st.sampled_from(["青石", "金棠", "远帆"]),
            st.sampled_from(["", "电子", "食品"]),
            st.sampled_from(["公司", "有限公司", "集团", "集团有限公司", ""]),
        ),
    ),
    max_size=8,
    unique=True,
)


@given(NAMES, st.randoms(use_true_random=False))
def test_each_name_is_in_one_group_in_whatever_order_they_come(names: list[str], random: Random) -> None:
    text = "，".join(names)
    found = name_groups(dict.fromkeys(names, "enterprise"), text)
    assert set(found) == set(names)
    for name, (full, forms) in found.items():
        assert name in forms and full in forms
        assert found[full] == (full, forms)
        assert len(full) >= len(name)
    shuffled = list(names)
    random.shuffle(shuffled)
    assert name_groups(dict.fromkeys(shuffled, "enterprise"), text) == found


def test_a_firm_is_called_by_its_place_and_the_beginning_of_its_name() -> None:
    full = "山东银鸥炊事机械有限公司"
    assert firms(full, text=f"学校与{full}签约。山东银鸥派员到校。") == {full: {full, "山东银鸥"}}
    assert is_form_of("山东银鸥", full)


def test_a_firm_is_called_by_the_first_character_of_its_place() -> None:
    full = "哈尔滨轴瓦股份有限公司"
    assert firms(full, text=f"{full}总经理到场。做哈轴瓦的好职工。")[full] >= {full}
    assert is_form_of("哈轴瓦", full)
    assert not is_form_of("大轴瓦", full)


def test_a_school_is_called_by_the_short_form_of_its_kind() -> None:
    full = "江西海棠职业学院"
    assert groups({full: "school"}, f"与{full}签约。海棠职院院长到场。") == {full: {full, "海棠职院"}}


def test_a_form_inside_a_longer_form_does_not_stand_by_itself() -> None:
    full = "浙江青石电子有限公司"
    assert firms(full, text=f"{full}。青石电子派员到校。") == {full: {full, "青石电子"}}


def test_a_short_form_that_the_text_states_is_one_of_the_name_however_it_looks() -> None:
    full = "青海海棠雪乳业"
    names = {full: "enterprise", "海棠雪": "enterprise"}
    assert groups(names, f"{full}（下称海棠雪）出资，海棠雪派员。") == {full: {full, "海棠雪"}}


def mentions(text: str, own: str = "") -> list[str]:
    sentences = list(sentences_of(read_layout(text)))
    told = with_short_forms(sentences, lambda name: name == own)
    return [one.text for sentence in told for one in sentence.organisations()]


def test_short_forms_are_mentions_where_the_full_name_stands_in_the_text() -> None:
    full = "山东银鸥炊事机械有限公司"
    assert mentions(f"学校与{full}签约。山东银鸥总经理到场。") == [full, "山东银鸥"]
    assert mentions("山东银鸥到场。") == []


def test_short_forms_of_the_school_itself_and_things_called_after_a_firm_are_no_mentions() -> None:
    full = "山东银鸥炊事机械有限公司"
    assert mentions(f"学校与{full}签约。山东银鸥班开班。") == [full]
    school = "江西海棠职业学院"
    assert mentions(f"{school}始建于1958年。海棠职院占地百亩。", own=school) == [school]


def test_a_short_form_of_two_organisations_is_a_mention_of_neither() -> None:
    text = "山东银鸥炊事机械有限公司和山东银鸥食品加工有限公司到校。山东银鸥派员。"
    assert "山东银鸥" not in mentions(text)
