"""The scorer of partners: organisations that no rule claims, told by the words around; and who is none."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhijiao.extract.language.sentences import sentences_of
from zhijiao.extract.partners.candidates import Context
from zhijiao.extract.partners.cues import CUES, WORK_CUES, cues_in
from zhijiao.extract.partners.features import could_work, features_of
from zhijiao.extract.partners.partnerships import SHORT_TEXT, forms_of_names, partnerships
from zhijiao.extract.partners.scorer import Scorer, scorer
from zhijiao.extract.reading.layout import read_layout
from zhijiao.tests.making.partners import FIRM, NEWS, OWN, found

OTHER = "云湾新海物流有限公司"


def context(text: str) -> Context:
    document = read_layout(text)
    sentences = list(sentences_of(document))
    return Context.of(document, sentences, NEWS, forms_of_names((), sentences, NEWS))


def features(text: str, name: str = FIRM) -> frozenset[str]:
    held = context(text)
    return features_of(held, held.candidates[name], ())


@pytest.mark.parametrize(
    "text",
    [
        f"海棠职校新添一处实训地\n9月3日，副校长林望川带着老师去了{FIRM}。先看车间，再谈学生怎么来、来了跟谁学。谈完，两家在协议上落了笔。",
        f"海棠职校一次签了三家。\n落笔的有{OTHER}、云湾宏远机械有限公司和{FIRM}，为的是订单班和实训室。",
        f"牌子挂到了校门口\n“云湾电子工坊”的牌子是昨天挂上的。{FIRM}出设备、出师傅，海棠职校出场地、出学生，双方合作已有一年。",
        f"海棠职校招聘会\n海棠职校体育馆里昨天摆开六十张桌子，{FIRM}、{OTHER}这些老主顾年年到，开出的岗位比毕业生还多。",
    ],
)
def test_a_firm_in_news_of_cooperation_is_a_partner_however_it_is_said(text: str) -> None:
    assert FIRM in found(text, NEWS)
    assert found(text, NEWS)[FIRM].evidence


@pytest.mark.parametrize(
    "text",
    [
        f"校长一行走访云湾开发区，看了{FIRM}、{OTHER}，了解用人需求。座谈时校长说，下一步要推进校企合作，建设实训基地。",
        f"{OWN}办订单班\n学校正推进校企合作，建设实训基地。到场的还有同行，{FIRM}也派人来了。",
        f"海棠职校2009届毕业生、{FIRM}总经理林大海回校讲了自己创业的经历。学校正推进校企合作，建设实训基地。",
        f"海棠职校拿下三个一等奖\n由云湾市总工会主办、{FIRM}协办的职工技能竞赛昨天结束。",
        f"海棠职校与{OTHER}签订订单班协议。另有{FIRM}因管理不规范，本年度终止合作。",
        f"海棠职校开学\n{FIRM}旁边的路修好了。",
    ],
)
def test_those_seen_or_present_or_left_are_none(text: str) -> None:
    assert FIRM not in found(text, NEWS)


def test_long_reports_are_left_to_the_rules() -> None:
    news = f"牌子是昨天挂上的。{FIRM}出设备、出师傅，学校出场地、出学生，两家在协议上落了笔。"
    filling = "学校重视课堂教学，教师认真备课。" * (SHORT_TEXT // 10)
    document = read_layout(f"{news}\n{filling}")
    sentences = list(sentences_of(document))
    with_scorer = partnerships(document, sentences, NEWS)
    assert with_scorer == partnerships(document, sentences, NEWS, scored=False)


def test_rules_come_first_and_can_be_had_alone() -> None:
    document = read_layout(f"海棠职校与{OTHER}签订合作协议。")
    sentences = list(sentences_of(document))
    assert [fact.get("partner") for fact in partnerships(document, sentences, NEWS, scored=False)] == [OTHER]


def test_what_is_told_of_a_list_is_told_of_all_its_members() -> None:
    told = f"校长走访了{FIRM}、{OTHER}，还有云湾宏远机械有限公司也来了。"
    held = context(told)
    assert "seen" in held.candidates[FIRM].roles() and "seen" in held.candidates[OTHER].roles()


def test_features_say_what_stands_around() -> None:
    told = features(f"昨天，学校同{FIRM}总经理林大海签了协议。")
    assert {"kind=enterprise", "sort=firm", "before:with", "person named", "clause:sign", "in title"} <= told
    assert "rules exclude it" not in told
    assert "paired with another" in features(f"昨天{OTHER}跟{FIRM}签了约。")


def test_a_text_that_says_nothing_of_work_has_no_partner() -> None:
    held = context(f"{FIRM}门前的路修好了。")
    assert not could_work(held.candidates[FIRM], held)


@pytest.mark.parametrize(
    ("text", "cue"),
    [
        ("两家落了笔，签了三年", "sign"),
        ("学生第三年去那里顶岗", "practice"),
        ("捐来二十台电脑", "gift"),
        ("后两年转去高职念", "taught_on"),
        ("摆开摊位揽才", "recruit"),
        ("校长一行走访开发区", "see"),
        ("由县农业局办起", "owner"),
    ],
)
def test_cues_are_told_by_many_words(text: str, cue: str) -> None:
    assert cue in cues_in(text)
    assert cue in CUES


def test_the_weights_can_be_read_and_name_their_maker(root: Path) -> None:
    held = json.loads((root / "extract/partners/partner_weights.json").read_text(encoding="utf-8"))
    assert (root / held["made_by"]).is_file()
    assert 0.4 <= held["threshold"] < 1
    scoped = [name.split(":") for name in held["weights"] if ":" in name]
    scopes = {cue for scope, cue in scoped if scope in ("clause", "text", "title")}
    assert scopes <= set(CUES) and len(scopes & WORK_CUES) > 10
    assert list(held["weights"].values()) == sorted(held["weights"].values(), reverse=True)
    assert scorer().weights["before:with"] > 0 > scorer().weights["sentence:history"]


@given(st.sets(st.sampled_from(["a", "b", "unknown"])))
def test_likelihood_grows_with_weights_and_stays_a_share(names: set[str]) -> None:
    small = Scorer(-1.0, {"a": 2.0, "b": -1.0}, 0.5)
    likelihood = small.likelihood(names)
    assert 0 < likelihood < 1
    assert small.likelihood(names | {"a"}) >= likelihood >= small.likelihood(names | {"b"})
