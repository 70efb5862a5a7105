"""The schools and names that became today's school, from histories in prose, lists and chronicles."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhijiao.extract.facts import Fact
from zhijiao.extract.language.sentences import sentences_of
from zhijiao.extract.reading.layout import read_layout
from zhijiao.extract.schools.predecessor_names import is_predecessor_name, names_in
from zhijiao.extract.schools.predecessors import predecessors
from zhijiao.extract.schools.school import find_speaker

Row = tuple[str, int | None, str | None]


def facts_of(text: str) -> list[Fact]:
    document = read_layout(text)
    sentences = list(sentences_of(document))
    return predecessors(document, find_speaker(document, sentences))


def rows(text: str) -> list[Row]:
    return [(fact.get("name"), fact.get("year"), fact.get("event")) for fact in facts_of(text)]


def test_a_chain_of_names_ends_each_where_the_next_begins() -> None:
    text = (
        "溪川县职业技术学校前身为溪川县农业中学（创办于1965年），1984年更名为溪川县职业高级中学，"
        "2001年与溪川县教师进修学校、溪川县卫生职业学校合并组建溪川县职业教育中心，2010年升格为溪川县职业技术学校。"
    )
    assert rows(text) == [
        ("溪川县农业中学", 1984, "rename"),
        ("溪川县职业高级中学", 2001, "merge"),
        ("溪川县教师进修学校", 2001, "merge"),
        ("溪川县卫生职业学校", 2001, "merge"),
        ("溪川县职业教育中心", 2010, "upgrade"),
    ]


def test_a_chain_goes_on_through_sentences() -> None:
    text = (
        "学校的前身是创办于1936年的省立溪川简易师范学校。1952年，学校更名为溪川初级师范学校；"
        "1978年恢复溪川师范学校；2002年转型为溪川市职业技术学校。溪川市职业技术学校现有在校生三千人。"
    )
    assert rows(text) == [
        ("省立溪川简易师范学校", 1952, "rename"),
        ("溪川初级师范学校", 1978, "rename"),
        ("溪川师范学校", 2002, "rename"),
    ]


def test_a_chronicle_has_a_line_for_each_name() -> None:
    text = (
        "1958年 溪川县农业技术学校\n1964年 更名为溪川县农业中学\n1985年 溪川县职业高中\n"
        "2005年 与溪川县技工学校合并，成立溪川县职业教育中心\n溪川县职业教育中心是公办学校。"
    )
    assert rows(text) == [
        ("溪川县农业技术学校", 1964, "rename"),
        ("溪川县农业中学", 1985, "rename"),
        ("溪川县职业高中", 2005, "merge"),
        ("溪川县技工学校", 2005, "merge"),
    ]


def test_arrows_lead_to_the_name_of_today() -> None:
    text = (
        "溪川市幼儿师范学校（简称“溪川幼师”）\n"
        "沿革：1978年溪川地区师范学校 → 1999年溪川市第二师范学校 → 2007年起用今名"
    )
    assert rows(text) == [("溪川地区师范学校", 1999, "rename"), ("溪川市第二师范学校", 2007, "rename")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "溪川市卫生学校创建于1951年，原名溪川专区护士学校，1959年定现名。",
            [("溪川专区护士学校", 1959, "rename")],
        ),
        (
            "溪川县职教中心最早叫城东农技中学，1990年改称“溪川县职业中学”，2014年起用现名。",
            [("城东农技中学", 1990, "rename"), ("溪川县职业中学", 2014, "rename")],
        ),
        (
            "溪川市第三职业中学的前身为1958年建立的溪川市民办第三中学。1983年改为职业中学。",
            [("溪川市民办第三中学", 1983, "rename")],
        ),
        (
            "溪川市第二职业学校（原溪川市第二职业高中）创建于1981年，2013年11月更名。",
            [("溪川市第二职业高中", 2013, "rename")],
        ),
        (
            "1987年建校时的校名是溪川市第二农业中学，现名从1996年起使用。溪川市工贸职业学校占地百亩。",
            [("溪川市第二农业中学", 1996, "rename")],
        ),
        (
            "1980年，溪川县总工会职工校开班，这便是溪川市工人职业学校的前身。到了1999年，学校改用今天的校名。",
            [("溪川县总工会职工校", 1999, "rename")],
        ),
        (
            "溪川市交通技师学院由溪川市交通技工学校发展而来。2012年10月，经省政府批准，晋升为技师学院。",
            [("溪川市交通技工学校", 2012, "upgrade")],
        ),
        (
            "在溪川市职业技术学院的基础上，2019年升格为溪川职业技术大学。溪川职业技术大学是本科层次学校。",
            [("溪川市职业技术学院", 2019, "upgrade")],
        ),
        (
            "溪川技师学院是在原溪川市高级技工学校基础上升格而成的，2014年3月经省政府批准设立。",
            [("溪川市高级技工学校", 2014, "upgrade")],
        ),
        (
            "溪川县中等职业学校始建于1952年，校名为溪川初级师范，1962年停办，1977年复办，更名溪川师范学校，2000年定现名。",
            [("溪川初级师范", 1977, "rename"), ("溪川师范学校", 2000, "rename")],
        ),
        (
            "溪川护理学校创建于1951年，曾用名溪川专区卫生学校、溪川地区卫生学校，2001年改为溪川护理学校。",
            [("溪川专区卫生学校", None, "rename"), ("溪川地区卫生学校", 2001, "rename")],
        ),
        (
            "溪川高级技工学校前身是溪川纺织厂技工学校。1996年晋升为国家级重点技工学校，2005年更名溪川高级技工学校。",
            [("溪川纺织厂技工学校", 2005, "rename")],
        ),
    ],
)
def test_ways_to_tell_a_new_name(text: str, expected: list[Row]) -> None:
    assert rows(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "溪川市工业学校由原溪川市第一技工学校、溪川市机械工业学校于2003年合并而成。",
            [("溪川市第一技工学校", 2003, "merge"), ("溪川市机械工业学校", 2003, "merge")],
        ),
        (
            "1994年，溪川县职业中学、溪川县教师进修学校三校合一，成立溪川县职教中心。",
            [("溪川县职业中学", 1994, "merge"), ("溪川县教师进修学校", 1994, "merge")],
        ),
        (
            "2006年，县里把溪川县职业中学、溪川县成人教育中心合并，组建溪川县职业教育中心。",
            [("溪川县职业中学", 2006, "merge"), ("溪川县成人教育中心", 2006, "merge")],
        ),
        (
            "2003年，溪川县职业高级中学与溪川县农机学校合并，组成了现在的学校。溪川县职教中心位于城关镇。",
            [("溪川县职业高级中学", 2003, "merge"), ("溪川县农机学校", 2003, "merge")],
        ),
        (
            "溪川市科技中等专业学校2016年招生。2016年，溪川市财经学校整体并入。",
            [("溪川市财经学校", 2016, "merge")],
        ),
        (
            "溪川县职教中心前身为1976年成立的溪川县“五七”农大，1985年改为溪川县职业中学，"
            "1996年溪川县技工学校并入后始称现名。",
            [
                ("溪川县“五七”农大", 1985, "rename"),
                ("溪川县职业中学", 1996, "merge"),
                ("溪川县技工学校", 1996, "merge"),
            ],
        ),
        (
            "溪川职业技术学院2004年由溪川农业学校、溪川师范学校两所学校合并升格组建。",
            [("溪川农业学校", 2004, "merge"), ("溪川师范学校", 2004, "merge")],
        ),
    ],
)
def test_schools_that_were_merged_are_predecessors(text: str, expected: list[Row]) -> None:
    assert sorted(rows(text), key=str) == sorted(expected, key=str)


def test_two_lines_of_descent_meet() -> None:
    text = (
        "校史有两条线：一条是1946年创办的溪川县师范学校；一条是溪川县李渡职业高级中学，"
        "再往上是1892年的明德女子学校。1998年12月两校合并，定名溪川县职业中专学校；2001年又并入溪川县粮食学校。"
    )
    assert set(rows(text)) == {
        ("溪川县师范学校", 1998, "merge"),
        ("溪川县李渡职业高级中学", 1998, "merge"),
        ("明德女子学校", 1892, "found"),
        ("溪川县粮食学校", 2001, "merge"),
    }


def test_an_origin_of_which_only_the_founding_is_told() -> None:
    assert rows("溪川县职业高级中学的前身叫溪川县第一职业中学，1992年9月办起。") == [
        ("溪川县第一职业中学", 1992, "found")
    ]


@pytest.mark.parametrize(
    "text",
    [
        "溪川县职业中专的电子商务专业2018年更名为网络营销专业。",
        "合作企业溪川机械厂的前身是溪川农具厂，2001年更名为溪川机械公司。溪川县职业中专占地百亩。",
        "2015年，溪川工业学校机电系与信息系合并为智能制造系。",
        "溪川县职教中心受邀参会。2019年南岭县职业中学更名为南岭县职教中心，并与我校结对。",
        "2008年，溪川工业学校与省内7所学校共同组建建筑职教集团。",
        "2000年，溪川工业学校升格为国家级重点职业学校。",
        "溪川工业学校1996年加挂溪川市工业干部学校牌子。",
        "溪川工业学校整合资源，与溪川市商业学校联合办学。",
        "从最初的“县办农中”发展到今天，溪川工业学校走过四十年。",
    ],
)
def test_what_else_changed_its_name_is_no_predecessor(text: str) -> None:
    assert rows(text) == []


def test_todays_name_is_none_of_its_predecessors() -> None:
    text = "溪川市工业学校1956年创办，1970年更名为溪川机械厂技校，1979年恢复溪川市工业学校。"
    assert "溪川市工业学校" not in {name for name, _, _ in rows(text)}


def test_a_history_told_twice_counts_once() -> None:
    once = "溪川市卫生学校创建于1951年，原名溪川专区护士学校，1959年定现名。"
    assert rows(f"{once}\n\n学校有学生三千人。\n\n{once}") == rows(once)


def test_evidence_reaches_from_the_old_name_to_its_end() -> None:
    text = "溪川市卫生学校概况。学校原名溪川专区护士学校，位于老城，1959年定现名，此后规模渐大。"
    (fact,) = facts_of(text)
    passage = fact.evidence[0]
    assert passage.quote == text[passage.start : passage.end] == "溪川专区护士学校，位于老城，1959年定现名"
    assert 0 < fact.confidence <= 1


def test_a_kind_of_school_is_no_name() -> None:
    assert not is_predecessor_name("职业高中")
    assert not is_predecessor_name("国家级重点职业学校")
    assert not is_predecessor_name("五处中职学校")
    assert is_predecessor_name("第一期护理人员讲习班")
    assert [name for _, _, name in names_in("由原溪川一中学和溪川县技校合并")] == ["溪川一中学", "溪川县技校"]


@given(
    st.lists(
        st.sampled_from(["溪川县农业中学", "溪川县职业高中", "溪川县技工学校", "溪川县卫校"]),
        min_size=1,
        max_size=4,
        unique=True,
    )
)
def test_every_name_of_a_chain_but_the_last_is_told_once(names: list[str]) -> None:
    steps = "".join(f"，{1980 + number}年更名为{name}" for number, name in enumerate(names[1:], start=1))
    text = f"溪川县职业教育中心前身是{names[0]}{steps}，2005年定现名。"
    ends = [*(1980 + number for number in range(1, len(names))), 2005]
    assert rows(text) == [(name, year, "rename") for name, year in zip(names, ends, strict=True)]


@given(st.text(alphabet="前身是为由溪川县农业中学校，。（）→年0123456789与和合并更名改升格现\n", max_size=80))
def test_any_text_gives_facts_that_quote_it(text: str) -> None:
    document = read_layout(text)
    for fact in facts_of(text):
        passage = fact.evidence[0]
        assert passage.quote == document.text[passage.start : passage.end]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "溪川职中的来路，得从1958年的溪县红光学校说起。办了三年学校下马；1983年恢复，挂牌溪县职业中学；"
            "1989年，学校更名溪川市第二职业中学，沿用到今天。",
            [("溪县红光学校", 1958, "found"), ("溪县职业中学", 1989, "rename")],
        ),
        (
            "2010年，原溪川县电大分校、溪川县卫生职工学校撤并进来，溪川县职业中专规模扩大。",
            [("溪川县电大分校", 2010, "merge"), ("溪川县卫生职工学校", 2010, "merge")],
        ),
        (
            "本校1958年建校，初称溪川地区工业学校，1978年改称溪川工业学校，2001年更今名，2009年原溪川市财贸学校整体划入。",
            [
                ("溪川地区工业学校", 1978, "rename"),
                ("溪川工业学校", 2001, "rename"),
                ("溪川市财贸学校", 2009, "merge"),
            ],
        ),
        (
            "前身：溪川石油局第二技工学校（1965—2001）、溪川高级技工学校（2001—2014）\n校名：溪川技师学院",
            [("溪川石油局第二技工学校", 2001, "upgrade"), ("溪川高级技工学校", 2014, "upgrade")],
        ),
        (
            "学校1983年创办，那时叫溪川县城关职业班，1990年改成现在的名字溪川县城关职业中学。",
            [("溪川县城关职业班", 1990, "rename")],
        ),
        ("溪川县职业中专是在原溪川县第三中学的基础上于1985年设立的。", [("溪川县第三中学", 1985, "rename")]),
        ("溪川县职业中专，1986年由溪川县第五中学改制而来。", [("溪川县第五中学", 1986, "rename")]),
        ("溪川市经贸学校由创办于1976年的溪川商业技工学校发展而来。", [("溪川商业技工学校", None, "rename")]),
        (
            "溪川建筑工程学校前身为1956年开办的溪川建筑技工培训班，1960年扩建为溪川建筑技工学校，1984年更为现名。",
            [("溪川建筑技工培训班", 1960, "rename"), ("溪川建筑技工学校", 1984, "rename")],
        ),
        (
            "1993年，溪川市幼儿师范学校停办普师，改建为溪川市艺术职业学校。溪川市艺术职业学校现有学生2000人。",
            [("溪川市幼儿师范学校", 1993, "rename")],
        ),
    ],
)
def test_stories_tell_names_in_many_words(text: str, expected: list[Row]) -> None:
    assert rows(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "我校学生王强来自原溪川县第三中学，后者2015年并入溪川县一中。",
        "学校与溪川农业大学合作，后者的前身是1950年创办的溪川农专。",
        "2007年，校办工厂改制为溪川机械有限公司，学校持股三成。",
        "溪川镇小学1998年改名为溪川镇中心小学，我校志愿者每年前往支教。",
    ],
)
def test_histories_of_others_are_not_the_schools(text: str) -> None:
    assert rows(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "溪川职业中专的办学历史可上溯至1907年的溪川府中等农业学堂，几度易名，2004年定名溪川职业中专。",
            [("溪川府中等农业学堂", 1907, "found")],
        ),
        (
            "1976年，县里创办溪川“五七”大学，两年后停办。1984年，溪川职业高中在其旧址成立，1999年更名为溪川职业中专。",
            [("溪川职业高中", 1999, "rename")],
        ),
        (
            "溪川艺术学校2002年整体并入溪川职业技术学院，成为该院艺术系。溪川职业技术学院占地千亩。",
            [("溪川艺术学校", 2002, "merge")],
        ),
    ],
)
def test_roots_closed_schools_and_joined_ones(text: str, expected: list[Row]) -> None:
    assert rows(text) == expected
