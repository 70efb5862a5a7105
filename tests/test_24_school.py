"""Who speaks in a report: the school's name, its other names, and what is told of it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhijiao.extract.language.places import leading_place, place_levels, whole_places_in
from zhijiao.extract.language.sentences import sentences_of
from zhijiao.extract.reading.layout import read_layout
from zhijiao.extract.schools.school import Speaker, find_speaker, with_quotes
from zhijiao.extract.schools.school_names import (
    is_school_name,
    is_short_form,
    place_of_name,
    school_names,
    short_forms,
)


def speaker_of(text: str) -> Speaker:
    document = read_layout(text)
    return find_speaker(document, list(sentences_of(document)))


def told(text: str, key: str) -> object:
    fact = speaker_of(text).fact
    return fact.get(key) if fact else None


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("溪川市信息工程学校现有学生三千人。", "溪川市信息工程学校"),
        ("岱口县理工学校的教师队伍统计如下。", "岱口县理工学校"),
        ("■ 溪川林业职业学校2021年教育质量年度报告", "溪川林业职业学校"),
        ("来源：溪川市商业学校 2021-03-04\n昨天，企业代表来到我校签订协议。", "溪川市商业学校"),
        ("学校名称：溪川县民族职业高级中学\n办学性质：公办", "溪川县民族职业高级中学"),
        ("6月3日，记者从溪川市第一职业技术学校了解到，该校将扩大招生。", "溪川市第一职业技术学校"),
        ("协议由溪川市高级技工学校派出的代表签署。", "溪川市高级技工学校"),
        ("溪川职业技术大学教育学院为幼儿园授牌。", "溪川职业技术大学"),
    ],
)
def test_a_school_is_found_by_its_name_wherever_it_lies(text: str, name: str) -> None:
    assert told(text, "name") == name


def test_the_caption_of_a_table_names_the_school_and_the_year() -> None:
    text = (
        "附表3 溪川市航空职业学校2022年专业开设一览\n"
        "序号\t专业名称\t学制\t人数\n1\t航空服务\t三年\t248\n2\t数控技术应用\t三年\t149\n"
    )
    assert told(text, "name") == "溪川市航空职业学校"
    assert told(text, "report_year") == 2022


@pytest.mark.parametrize(
    "text",
    [
        "我校学生在溪川市职业技术学校举行的技能大赛中获得三个一等奖。",
        "2022年技能大赛在溪川职业学院开赛，我校派出六名选手。",
        "学校与溪川职业技术学院、临河机电职业学院两所高职对接，实行三二分段。",
        "学校与溪川县职业中学、南岭县民族职业学校、西河县职教中心建立结对帮扶关系。",
        "★国家级重点中等职业学校\n★河东省中等职业教育名牌学校\n我校坚持立德树人。",
        "溪川市第一中等职业学校、溪川市工业学校、溪川市商业学校、溪川市卫生学校分获前四名。",
        "机电工程学院同企业签约，学院副院长出席。",
        "我校电商专业对接溪川师范高等专科学校，实行分段培养。",
        "校企双方商定共建职业院校示范性实训基地。",
    ],
)
def test_a_school_that_is_another_or_none_gives_no_fact(text: str) -> None:
    speaker = speaker_of(text)
    assert speaker.fact is None
    assert speaker.names == ()
    assert not speaker.is_own("溪川职业技术学院")


def test_the_receiving_school_speaks_where_another_sends_teachers() -> None:
    text = "宁波市甬东职业学校每年选派教师到溪川县中等职业学校支教。学生受益良多，我校十分感谢。"
    assert told(text, "name") == "溪川县中等职业学校"


def test_the_fullest_form_is_the_name_and_the_others_are_aliases() -> None:
    text = (
        "溪川县职教中心办学卓有成效。河北省溪川县职业教育中心（以下简称“溪职教”）是公办学校。"
        "近日，溪川县职教中心与企业签约。"
    )
    fact = speaker_of(text).fact
    assert fact is not None
    assert fact.get("name") == "河北省溪川县职业教育中心"
    assert set(fact.get("aliases")) == {"溪川县职教中心", "溪职教"}


def test_two_names_on_one_door_are_one_school() -> None:
    speaker = speaker_of("溪川市高级技工学校（溪川市技师学院）是市人社局直属的事业单位。")
    assert speaker.names == ("溪川市高级技工学校", "溪川市技师学院")


def test_a_former_name_in_brackets_is_no_alias() -> None:
    assert told("溪川市第二职业学校（原溪川市第二职业高中）创建于1981年。", "aliases") is None


@pytest.mark.parametrize(
    ("short", "full", "expected"),
    [
        ("深圳一职", "深圳市第一职业技术学校", True),
        ("深圳市第一职", "深圳市第一职业技术学校", False),
        ("深圳职校", "深圳市第一职业技术学校", False),
        ("溪川职教中心", "溪川县职业教育中心", True),
        ("溪川县职业学校", "溪川县职业中等专业学校", False),
        ("溪川县职业中学", "溪川县职业技术教育中心学校", False),
        ("溪职院", "溪川职业技术学校", False),
        ("溪职院", "溪川职业技术学院", True),
    ],
)
def test_short_forms_keep_number_and_kind(short: str, full: str, expected: bool) -> None:
    assert is_short_form(short, full) is expected


@given(st.text(alphabet="溪川市第一二职业技术学校院中心专高", min_size=0, max_size=16))
def test_a_short_form_has_the_characters_of_its_name_in_order(short: str) -> None:
    full = "溪川市第一职业技术学校"
    if is_short_form(short, full):
        at = iter(full)
        assert all(char in at for char in short)
        assert len(short) < len(full)
        assert "一" in short


def test_short_forms_are_those_that_the_text_uses() -> None:
    text = "溪川市总工会职业技术学校办学多年。走进溪总职技校，校园整洁。溪川职专是另一所学校。"
    assert short_forms("溪川市总工会职业技术学校", text) == {"溪总职技校"}


def test_a_school_named_only_in_short_is_found_by_its_place() -> None:
    speaker = speaker_of("捐赠仪式在湘西职院举行。湘西职院党委副书记表示感谢，湘西职院学生代表发言。")
    assert speaker.fact is not None
    assert speaker.fact.get("name") == "湘西职院"
    assert told("省级医院与法院签约，市医院、区法院代表出席，医院院长讲话。", "name") is None


@given(st.text(alphabet="与在和从向溪川市县第一职业技术学校，。（）年0123456789", max_size=60))
def test_names_lie_where_they_say(text: str) -> None:
    at = 0
    for name in school_names(text):
        assert text[name.start : name.end] == name.text
        assert name.start >= at
        assert is_school_name(name.text)
        at = name.end


@pytest.mark.parametrize(
    ("name", "place"),
    [
        ("浙江省乐清市第一职业学校", "浙江省乐清市"),
        ("溪岭县职业中专", "溪岭县"),
        ("溪岭林业职业学校", "溪岭"),
        ("重庆市岭桐职业教育中心", "重庆市岭桐"),
        ("上海市育才职业学校", "上海市"),
        ("育才职业学校", ""),
    ],
)
def test_the_place_of_a_name_is_its_region(name: str, place: str) -> None:
    assert place_of_name(name) == place


def test_regions_stand_one_behind_the_other() -> None:
    assert place_levels("四川省渠县某校") == ["四川省", "渠县"]
    assert place_levels("岱口县人民路") == ["岱口县"]
    assert leading_place("高新区管委会") == 0


@given(st.text(alphabet="浙江省乐清市县区溪川开发旗盟州人民路", max_size=20))
def test_regions_make_up_the_beginning_of_the_words(words: str) -> None:
    assert words.startswith("".join(place_levels(words)))


PROFILE = (
    "溪川市卫生学校是溪川市卫生健康委员会直属的普通中专，创建于1951年9月。"
    "学校位于溪川市汾河东路217号，占地93亩。学校2015年成立名师工作室。学校网址：www.xcwx.example。"
)


def test_a_profile_tells_founding_organiser_address_and_website() -> None:
    fact = speaker_of(PROFILE).fact
    assert fact is not None
    assert dict(fact.values) == {
        "name": "溪川市卫生学校",
        "founded": 1951,
        "organiser": "溪川市卫生健康委员会",
        "address": "溪川市汾河东路217号",
        "website": "www.xcwx.example",
        "region": "溪川市",
    }


def test_a_table_of_labels_and_values_names_the_school() -> None:
    rows = ["学校名称\t溪川市卫生学校\t学校代码\t12345", "办学性质\t公办\t占地面积（亩）\t128"]
    fact = speaker_of("基本情况一览表\n" + "\n".join(rows) + "\n").fact
    assert fact is not None
    assert fact.get("name") == "溪川市卫生学校"
    assert fact.evidence


def test_evidence_quotes_the_report() -> None:
    fact = speaker_of(PROFILE).fact
    assert fact is not None
    for passage in with_quotes(fact, read_layout(PROFILE)).evidence:
        assert passage.quote == PROFILE[passage.start : passage.end]
    assert fact.evidence[0].quote == "溪川市卫生学校"
    assert 0 < fact.confidence <= 1


def test_a_form_of_labels_tells_the_same() -> None:
    text = (
        "学校名称：溪川县民族职业高级中学\n学校地址：溪川县城关镇人民路12号 邮编：545300\n"
        "主管部门：溪川县教育和体育局\n建校时间：1984年9月"
    )
    assert told(text, "address") == "溪川县城关镇人民路12号"
    assert told(text, "organiser") == "溪川县教育和体育局"
    assert told(text, "founded") == 1984


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("溪川县职教中心1990年建校。", 1990),
        ("溪川县职业学校由县教育局、农业局合办，创办于1987年。", 1987),
        ("溪川市工贸学校始创于民国二十四年（1935年）。", 1935),
        ("溪川县职业学校的前身是1958年创办的县农业中学。", 1958),
        ("溪川县职业学校2011年由县政府整合资源，经市政府批准成立。", 2011),
        ("溪川县职业学校2010年成立校企合作集团，2015年创办名师工作室。", None),
        ("溪川县职业学校的合作企业创办于1998年，是一家公司。", None),
    ],
)
def test_the_founding_year_is_the_schools(text: str, year: int | None) -> None:
    assert told(text, "founded") == year


@pytest.mark.parametrize(
    ("text", "organiser"),
    [
        ("溪川市第一职业学校1987年由溪川市教育局、机电局、商贸局合办。", "溪川市教育局、机电局、商贸局"),
        ("溪川经贸学校隶属于溪川市供销合作社联合社。", "溪川市供销合作社联合社"),
        ("溪川县职业中学由溪川县教育局主管。", "溪川县教育局"),
        ("溪川县职业中学与溪川县家具协会创办产业学院。", None),
    ],
)
def test_the_organiser_is_who_runs_the_school(text: str, organiser: str | None) -> None:
    assert told(text, "organiser") == organiser


def test_an_address_names_a_place_and_not_a_rank() -> None:
    assert told("溪川县职业学校的规模位于全省同类学校前列。", "address") is None
    assert told("溪川县职业学校坐落在溪水河畔。", "address") is None
    assert (
        told("溪川县职业学校位于经开区长江路与黄河路交汇处，环境优美。", "address")
        == "经开区长江路与黄河路交汇处"
    )


def test_the_address_widens_the_region() -> None:
    assert told("上海市某益职业技术学校地处上海市闵行区莘庄工业园区。", "region") == "上海市闵行区"
    assert told("聊城工程职业学校\n地址：山东省聊城市光岳南路9号", "region") == "山东省聊城市"


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("溪川市工业学校\n\n2021年度质量报告\n\n溪川市工业学校是公办学校。", 2021),
        ("溪川市工业学校中等职业教育质量年度报告（2020）", 2020),
        ("溪川市工业学校2023学年教育质量年度报告", 2023),
        ("溪川市工业学校\n\n质量年度报告\n\n二〇二二年十二月\n\n学校占地百亩。", 2022),
        ("溪川市工业学校\n\n质量年度报告\n\n2023年1月\n\n2022年学校招生千人，2022年毕业九百人。", 2022),
        ("溪川市工业学校1998年获评重点学校。", None),
    ],
)
def test_the_title_page_tells_the_report_year(text: str, year: int | None) -> None:
    assert told(text, "report_year") == year


def test_a_speaker_knows_its_own_names() -> None:
    speaker = speaker_of("溪川职业技术学院（简称溪职院）是一所高职院校。")
    assert speaker.is_own("溪职院")
    assert speaker.is_own("溪川职业技术学院机电工程系")
    assert not speaker.is_own("临河职业技术学院")
    assert speaker.home.endswith("溪川职业技术学院")


@pytest.mark.parametrize(
    "text",
    [
        "我校与溪川铁道高等职业技术学校签订“3+3”联合培养协议，首批招收40人。",
        "2023年4月，岱口农林职业技术学院党委书记一行来我校调研。",
        "赛事由溪川市理工学校承办，学校选手获二等奖。",
        "今年共有86人被岱口职业技术学院、溪川商贸职业学院录取。",
        "毕业生小李现就读于溪川机电职业技术学院。",
        "① 数控技术应用——岱口职业技术学院——“3+2”；\n② 会计事务——溪川审计职业学院——“3+2”。",
        "1. 溪川市天堂寨旅游公司/旅游服务/实习\n2. 岱口市航海学校/航海技术/师资互派",
        "我校教师获安徽省中等职业学校“创新杯”教学设计大赛一等奖。",
        "学校荣获河南省中等职业学校德育工作先进集体称号。",
        "兄弟学校溪川市商贸学校赠送了200册教材。",
        "前来取经的有岱口县职业中专、溪川科技职业学院等6所学校的同行。",
        "东西部协作：溪川市临平职业高级中学向学校赠书3000册，并选派2名教师支教。",
    ],
)
def test_a_text_that_never_names_its_school_gives_none(text: str) -> None:
    assert speaker_of(text).fact is None


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("丝桥职校建校于1985年，是县里唯一的职业学校。", "丝桥职校"),
        ("苍岭职高的前身是1972年创办的农中，学校占地80亩。", "苍岭职高"),
        ("我们学校叫溪川市江州区职业技术学校，1991年成立。", "溪川市江州区职业技术学校"),
        ("祝贺岱口县职业技术学校学生在省赛中夺得3金！", "岱口县职业技术学校"),
        ("2023年6月，岱口县理工学校与溪川职业技术学院签订中高职一体化协议。", "岱口县理工学校"),
        ("2014年9月，县政府将岱口县技工学校成建制并入岱口县职业中专。", "岱口县职业中专"),
    ],
)
def test_partners_and_short_forms_leave_the_speaker_its_name(text: str, name: str) -> None:
    assert told(text, "name") == name


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("岱口县职业高中的办学史从1986年创办的岱口农技班算起。", 1986),
        ("岱口县职业中专的根，要追到1951年的岱口师范。", 1951),
        ("岱口县职业中专，1983年设立，公办。", 1983),
        ("岱口县职业中专建于1985年，现有学生4000人。", 1985),
        ("前身：岱口县农业中学（1964—1985）\n校名：岱口县职业中专", 1964),
        ("建于2001年的实训楼是岱口县职业中专最老的建筑。", None),
        ("岱口县职业中专获2001年设立的县长质量奖。", None),
    ],
)
def test_the_year_of_founding_is_told_in_many_ways(text: str, year: int | None) -> None:
    assert told(text, "founded") == year


def test_of_two_places_that_overlap_the_longer_is_read() -> None:
    assert [name for _, _, name in whole_places_in("全名山东省溪川卫生学校")] == ["山东省"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("战报 中职组江西省溪川电子学校", "江西省溪川电子学校"),
        ("首钢迁安技工学校", "首钢迁安技工学校"),
        ("溪川重型机器集团技工学校", "溪川重型机器集团技工学校"),
        ("溪川大学护士学校", "溪川大学护士学校"),
    ],
)
def test_a_name_begins_at_its_place_but_behind_a_body(text: str, name: str) -> None:
    assert [one.text for one in school_names(text)] == [name]


@pytest.mark.parametrize(
    "text",
    ["2017年度安徽省高职高专院校大赛", "山东省第四届中等职业学校师生书画展", "云南省首所高职院校揭牌"],
)
def test_a_kind_of_school_behind_a_place_is_no_name(text: str) -> None:
    assert not list(school_names(text))


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("溪川县职教中心\n创立1970年\n占地90亩", 1970),
        ("溪川市政工程学校，1958年建，三个校区。", 1958),
        ("溪川旅游学校1993年赶着旅游潮开门，是全省第一所。", 1993),
        ("溪川机器集团技工学校1959年就有了，集团自己办的。", 1959),
        ("溪川航海学校由市教育局主办，1996年起委托溪川大学承办。", None),
    ],
)
def test_a_founding_is_told_in_plain_words_too(text: str, year: int | None) -> None:
    assert told(text, "founded") == year
