"""Joint programmes: majors taught together with a college, and under which scheme."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from .blocks import Document, Table
from .facts import Evidence, Fact
from .majors import clean_major, is_catalogued
from .mentions import Mention
from .school import Speaker
from .sentences import Sentence, evidence
from .table_indicators import header_texts

SCHEME: Final = re.compile(
    r"“?三二”?连读(?=大专|学生|班|专业|高职|分段|$|[^\u4e00-\u9fff])?|“?三[·.]?二”?(?:分段|连读)|3\s*\+\s*[24](?:分段培养|贯通培养|分段|贯通|连读|本科)?|“3\+[24]”(?:分段培养|贯通培养|分段|贯通|连读)?|中高职(?:五年)?一体化?(?:人才培养|培养)?|中高职贯通(?:培养)?|中本贯通(?:培养)?|中本一体化?|中高企一体化?|"
    r"中职与(?:普通)?本科(?:“3\+4”)?(?:分段培养|贯通)|中高职衔接|五年一贯制|五年制高职|五年制大专|高职本科一体化|中高本一体化|中高职“3\+2”|2\+3|三年中职\+两年高职|高本贯通|专本贯通|中高职分段培养|现代职教体系(?:贯通培养)?"
)
_NOT_TAUGHT: Final = re.compile(r"课程体系|人才培养方案为基础|政策|意见|精神|方案、|探索|调研|学习|考试")


def joint_programmes(document: Document, sentences: Sequence[Sentence], speaker: Speaker) -> list[Fact]:
    """Return the majors that the report says are taught jointly, one fact a major and institution."""
    facts: list[Fact] = []
    for sentence in sentences:
        facts += _of_sentence(document, sentence, speaker)
    for block in document.blocks:
        if isinstance(block, Table):
            facts += _of_table(document, block, speaker)
    return facts


def _of_sentence(document: Document, sentence: Sentence, speaker: Speaker) -> Iterator[Fact]:
    text = sentence.text
    scheme = SCHEME.search(text)
    majors = sentence.majors()
    if not scheme or not majors:
        return
    colleges = [
        mention
        for mention in sentence.organisations()
        if mention.kind == "school" and re.search(r"学院|大学|高等|专科|学校", mention.text) and not speaker.is_own(mention.text)
    ]
    if not colleges and not re.search(r"高校|高职院校|本科院校|招收|贯通招生|合办|联办|联合办|合作办|招生|开设|举办|试点", text):
        return
    if _NOT_TAUGHT.search(text) and not colleges:
        return
    for major in majors:
        clause = _clause(text, major.start)
        if not _joins(text, clause, scheme.span(), majors, major):
            continue
        college = _college_of(text, major, colleges)
        values: dict[str, object] = {"major": major.text, "scheme": _scheme_words(scheme[0])}
        if college:
            values["institution"] = _whole_college(college.text)
        start = min(major.start, scheme.start(), college.start if college else major.start)
        end = max(major.end, scheme.end(), college.end if college else major.end)
        yield Fact("joint_programme", values, (evidence(document, sentence.passage, start, end, sentence.section),), 0.75)


def _scheme_words(words: str) -> str:
    return re.sub(r"\s", "", words)


def _whole_college(name: str) -> str:
    """Drop the sub-college behind a college's name (河南机电职业学院服装学院)."""
    match = re.match(r"(.{4,}?(?:职业学院|技术学院|大学|高等专科学校|技师学院|学院))[\u4e00-\u9fff]{2,8}学院$", name)
    return match[1] if match else name


def _clause(text: str, at: int) -> tuple[int, int]:
    start = max(text.rfind(mark, 0, at) for mark in "；。") + 1
    ends = [end for mark in "；。" if (end := text.find(mark, at)) >= 0]
    return start, min(ends, default=len(text))


def _joins(
    text: str, clause: tuple[int, int], scheme: tuple[int, int], majors: Sequence[Mention], major: Mention
) -> bool:
    """Tell whether the scheme is said of this major: in its clause, near it or in one list with it."""
    if not clause[0] <= scheme[0] < clause[1]:
        return False
    near = [other for other in majors if clause[0] <= other.start < clause[1]]
    distance = min(abs(scheme[0] - major.end), abs(major.start - scheme[1]))
    block = max(near, key=lambda other: other.end).end - min(near, key=lambda other: other.start).start
    return distance <= 60 + block


def _college_of(text: str, major: Mention, colleges: Sequence[Mention]) -> Mention | None:
    if len(colleges) <= 1:
        return colleges[0] if colleges else None
    start = max(text.rfind(mark, 0, major.start) for mark in "，；。") + 1
    stops = [at for mark in "，；。" if (at := text.find(mark, major.end)) >= 0]
    near = [college for college in colleges if start <= college.start < min(stops, default=len(text))]
    if len(near) == 1:
        return near[0]
    before = [college for college in colleges if college.end <= major.start]
    return before[-1] if before else colleges[0]


def _of_table(document: Document, table: Table, speaker: Speaker) -> Iterator[Fact]:
    headers = [re.sub(r"\s", "", header) for header in header_texts(table)]
    college_at = next((n for n, header in enumerate(headers) if re.search(r"(?:合作|对接|联办|衔接)(?:高校|院校|高职|学校|本科)|高职院校|合作单位|高校名称|衔接院校", header)), None)
    major_at = next((n for n, header in enumerate(headers) if re.search(r"专业", header)), None)
    caption = table.caption.text if table.caption else ""
    scheme_at = next((n for n, header in enumerate(headers) if re.search(r"模式|类型|形式|学制|层次|方式", header)), None)
    told = SCHEME.search(" ".join([caption, *headers]))
    if college_at is None or major_at is None or not (told or scheme_at is not None):
        return
    college = ""
    for row in table.rows[table.header_rows :]:
        college = row[college_at].text or college
        name = clean_major(row[major_at].text)
        scheme = row[scheme_at].text if scheme_at is not None and row[scheme_at].text else (told[0] if told else "")
        if not (2 <= len(name) <= 24 and re.search(r"(?:学院|大学|学校)$", college)) or not scheme or not (is_catalogued(name) or SCHEME.search(scheme + caption)):
            continue
        cells = [cell for cell in row if cell.text]
        start, end = cells[0].offsets[0], cells[-1].offsets[-1] + 1
        passage = Evidence(start, end, document.text[start:end], " > ".join(table.section))
        yield Fact("joint_programme", {"major": name, "institution": college, "scheme": scheme}, (passage,), 0.8)
