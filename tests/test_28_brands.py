"""Brands of two characters: where their names end, and what they mean beside longer names of theirs."""

from __future__ import annotations

import pytest

from zhijiao.extract.extractor import extract_facts
from zhijiao.extract.reading.layout import read_layout


def partners(text: str) -> set[str]:
    return {
        str(fact.get("partner")) for fact in extract_facts(read_layout(text)) if fact.kind == "partnership"
    }


@pytest.mark.parametrize("name", ["格力", "海尔"])
def test_a_brand_in_a_list_is_not_cut_out_of_a_longer_name(name: str) -> None:
    found = partners(f"签约会上，三家企业一次签下合作协议——青山机械有限公司、白云电子、{name}大禾。")
    assert "青山机械有限公司" in found
    assert name not in found
    assert name in partners(f"学校与{name}开展校企合作，共建实训基地。")


def test_a_brand_that_may_mean_several_partners_is_none_of_its_own() -> None:
    told = "学校与吉利汽车集团签订了校企合作协议，与吉利控股集团共建实训基地。"
    found = partners(f"{told}交流中，吉利方面推介了校企合作项目。")
    assert found == {"吉利汽车集团", "吉利控股集团"}
