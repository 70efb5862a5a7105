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
    r"“?三二”?连读(?=大专|学生|班|专业|高职|分段|$|[^\u4e00-\u9fff])?|“?三[·.]?二”?(?:分段|连读)|“?3\s*\+\s*[24]”?(?:分段培养|贯通培养|分段|贯通|连读|本科)?|中高职(?:五年)?一体化?(?:人才培养|培养)?|中高职?贯通(?:培养)?|中本贯通(?:培养)?|中本一体化?|中高企一体化?|"
    r"中职与(?:普通)?本科(?:“3\+4”)?(?:分段培养|贯通)|中高职衔接|五年一贯制|五年制高职|五年制大专|高职本科一体化|中高本一体化|中高职“3\+2”|2\+3|三年中职\+两年高职|高本贯通|专本贯通|中高职分段培养|现代职教体系(?:贯通培养)?"
)
_TAUGHT: Final = re.compile(r"高校|高职院校|本科院校|招收|贯通招生|贯通班|合办|联办|联合办学|合作办|招生|开设|举办|试点|实行|采用")
_COLLEGE: Final = re.compile(r"学院|大学|高等|专科|学校")
_NOT_TAUGHT: Final = re.compile(r"课程体系|人才培养方案为基础|政策|意见|精神|方案、|探索|调研|学习|考试")


def joint_programmes(document: Document, sentences: Sequence[Sentence], speaker: Speaker) -> list[Fact]:
    """Return the majors that the report says are taught jointly, one fact a major and institution."""
    facts: list[Fact] = []
    before: Sentence | None = None
    for sentence in sentences:
        facts += _of_sentence(document, sentence, before, speaker)
        before = sentence
    for block in document.blocks:
        if isinstance(block, Table):
            facts += _of_table(document, block, speaker)
    return facts


def _of_sentence(document: Document, sentence: Sentence, before: Sentence | None, speaker: Speaker) -> Iterator[Fact]:
    text = sentence.text
    schemes = list(SCHEME.finditer(text))
    majors = sentence.majors()
    if not schemes or not majors:
        return
    colleges = _colleges(sentence, speaker)
    if not colleges and not _TAUGHT.search(text):
        return
    if _NOT_TAUGHT.search(text) and not colleges:
        return
    blocks = _blocks(majors, text)
    taken: set[int] = set()
    for scheme in schemes:
        block = _block_of(blocks, scheme, text)
        if block is None or block[0].start in taken:
            continue
        college = _college_of(text, scheme, block, colleges)
        name = _whole_college(college.text) if college else _former_or_latter(text, block, scheme, before, speaker)
        for major in block:
            taken.add(major.start)
            values: dict[str, object] = {"major": major.text, "scheme": _scheme_words(scheme[0])}
            if name:
                values["institution"] = name
            places = [major.start, major.end, *scheme.span(), *((college.start, college.end) if college else ())]
            passage = evidence(document, sentence.passage, min(places), max(places), sentence.section)
            yield Fact("joint_programme", values, (passage,), 0.75)


def _colleges(sentence: Sentence, speaker: Speaker) -> list[Mention]:
    return [
        mention
        for mention in sentence.organisations()
        if mention.kind == "school" and _COLLEGE.search(mention.text) and not speaker.is_own(mention.text)
    ]


def _blocks(majors: Sequence[Mention], text: str) -> list[list[Mention]]:
    """Return the majors in runs that one list holds."""
    blocks: list[list[Mention]] = []
    for major in majors:
        if blocks and re.fullmatch(r"(?:专业)?[、和与及]?(?:以及)?", text[blocks[-1][-1].end : major.start]):
            blocks[-1].append(major)
        else:
            blocks.append([major])
    return blocks


def _block_of(blocks: Sequence[list[Mention]], scheme: re.Match[str], text: str) -> list[Mention] | None:
    """Return the run of majors that a scheme is said of: the nearest one in its part of the sentence."""

    def distance(block: list[Mention]) -> int:
        return scheme.start() - block[-1].end if block[-1].end <= scheme.start() else block[0].start - scheme.end() + 12

    near = [block for block in blocks if distance(block) <= 60 and not set(text[min(block[-1].end, scheme.end()) : max(block[0].start, scheme.start())]) & set("；。")]
    return min(near, key=distance, default=None)


def _college_of(
    text: str, scheme: re.Match[str], block: Sequence[Mention], colleges: Sequence[Mention]
) -> Mention | None:
    """Return the college of a scheme: in the same clause as scheme or majors, else the only one there is."""
    low, high = min(block[0].start, scheme.start()), max(block[-1].end, scheme.end())
    start = max(text.rfind(mark, 0, low) for mark in "，；。") + 1
    stop = min((at for mark in "，；。" if (at := text.find(mark, high)) >= 0), default=len(text))
    near = [college for college in colleges if start <= college.start < stop]
    if near:
        return near[0]
    return colleges[0] if len(colleges) == 1 and not re.search(r"前者|后者", text) else None


def _former_or_latter(
    text: str, block: Sequence[Mention], scheme: re.Match[str], before: Sentence | None, speaker: Speaker
) -> str | None:
    """Resolve 前者 and 后者 by the two colleges of the sentence before."""
    low, high = min(block[0].start, scheme.start()), max(block[-1].end, scheme.end())
    said = re.search(r"前者|后者", text[low:high])
    colleges = _colleges(before, speaker) if before and said else []
    if not said or len(colleges) != 2:
        return None
    return _whole_college(colleges[0 if said[0] == "前者" else 1].text)


def _scheme_words(words: str) -> str:
    return re.sub(r"\s", "", words)


def _whole_college(name: str) -> str:
    """Drop the sub-college behind a college's name (河南机电职业学院服装学院)."""
    match = re.match(r"(.{4,}?(?:职业学院|技术学院|大学|高等专科学校|技师学院|学院))[\u4e00-\u9fff]{2,8}学院$", name)
    return match[1] if match else name


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
