"""Bytes to text: the encodings that reports come in, and what is refused."""

from __future__ import annotations

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhijiao.extract.errors import ReportError
from zhijiao.extract.reading.decode import decode

TEXT = "学校概况\n占地128亩，建筑面积6.9万平方米。\n"


@pytest.mark.parametrize(
    "data",
    [
        TEXT.encode("utf-8"),
        codecs.BOM_UTF8 + TEXT.encode("utf-8"),
        codecs.BOM_UTF16_LE + TEXT.encode("utf-16-le"),
        codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"),
        TEXT.encode("utf-16-le"),
        TEXT.encode("utf-16-be"),
        TEXT.encode("gb18030"),
        TEXT.encode("gbk"),
        TEXT.encode("gb2312"),
    ],
    ids=[
        "utf-8",
        "utf-8 bom",
        "utf-16 le bom",
        "utf-16 be bom",
        "utf-16 le",
        "utf-16 be",
        "gb18030",
        "gbk",
        "gb2312",
    ],
)
def test_the_encodings_of_chinese_reports_are_recognised(data: bytes) -> None:
    assert decode(data, "a.txt") == TEXT


def test_line_ends_become_one() -> None:
    assert decode("一\r\n二\r三\n".encode(), "a.txt") == "一\n二\n三\n"


@given(st.text(st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5), min_size=1, max_size=300))
def test_whatever_utf8_holds_comes_back(text: str) -> None:
    assert decode(text.encode("utf-8"), "a.txt") == text


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "空"),
        (b" \n\t ", "空"),
        (codecs.BOM_UTF8 + "\u3000\n".encode(), "没有文字"),
        (b"%PDF-1.4\n\x00\x01\x02" + bytes(range(256)), "不是文本"),
        (b"PK\x03\x04" + bytes(range(256)) * 4, "不是文本"),
        (bytes(range(128, 256)) * 40, "不是文本"),
        (codecs.BOM_UTF16_LE + b"\x00\xd8\x41", "utf-16"),
    ],
    ids=["nothing", "white space", "white space after the mark", "pdf", "zip", "noise", "broken utf-16"],
)
def test_what_is_no_text_is_refused_with_the_file_and_a_way_out(data: bytes, reason: str) -> None:
    with pytest.raises(ReportError) as caught:
        decode(data, "某校.bin")
    assert "某校.bin" in str(caught.value)
    assert reason in caught.value.reason
    assert caught.value.advice.startswith("请")


@given(st.binary(max_size=400))
def test_any_bytes_are_read_or_refused_never_else(data: bytes) -> None:
    try:
        text = decode(data, "a.bin")
    except ReportError:
        return
    assert text.strip()
    assert "\r" not in text
