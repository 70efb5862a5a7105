"""Joint programmes: majors taught together with a college, and under which scheme."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from ..facts import Fact
from ..figures.table_indicators import header_texts
from ..language.mentions import Mention
from ..language.sentences import Sentence, evidence
from ..reading.blocks import Document, Table
from ..schools.school import Speaker
from .joint_pairs import Pair, bracketed, led_to
from .majors import clean_major, code_of, is_catalogued

#: Names of schemes.
SCHEME: Final = re.compile(
    r"“?三二”?连读(?=大专|学生|班|专业|高职|分段|$|[^\u4e00-\u9fff])?|“?三[·.]?二”?(?:分段|连读)|"
    r"“?3\s*\+\s*[234]”?(?:分段培养|贯通培养|分段|贯通|连读|本科)?|"
    r"中高职(?:五年)?一体化?(?:人才培养|培养)?|中高职?贯通(?:培养)?|中本贯通(?:培养)?|中本一体化?|中高企一体化?|"
    r"中职与(?:普通)?本科(?:“3\+4”)?(?:分段培养|贯通)|中高职衔接|五年一贯制|五年制高职|五年制大专|高职本科一体化|"
    r"中高本一体化|中高职“3\+2”|2\+3|三年中职\+两年高职|高本贯通|专本贯通|中高职分段培养|现代职教体系(?:贯通培养)?|"
    r"“?[1-4]\s*\+\s*[1-4]”?(?:(?:分段|贯通|连读)(?:培养)?|联合培养)|“?(?:[中高]级工|(?:预备)?技师|中专|中职)\+(?:大专|专科|高职|本科)”?"
)
#: What every scheme has in it, looked for first.
_SCHEME_SIGN: Final = re.compile(r"\+|连读|分段|贯通|一体|衔接|一贯|五年制|现代职教体系")
#: Words that say a programme is taught, not only talked about.
_TAUGHT: Final = re.compile(
    r"高校|高职院校|本科院校|招收|贯通招生|贯通班|合办|联办|联合办学|合作办|招生|开设|举办|试点|实行|采用"
)
_NOT_TAUGHT: Final = re.compile(r"课程体系|人才培养方案为基础|政策|意见|精神|方案、|探索|调研|学习|考试")
_COLLEGE: Final = re.compile(r"学院|大学|高等|专科|学校")
_SECONDARY: Final = re.compile(r"职业高中|职业中学|职高|职教中心|职业(?:技术)?教育中心|中专|技校|职中")
_OWN_COLLEGE: Final = re.compile(r"(?:学院|大学|高等专科学校)$")
_COLLEGE_END: Final = re.compile(r"(?:学院|大学|学校)$")
#: A college with one of its parts behind it.
_WITH_PART: Final = re.compile(
    r"(.{4,}?(?:职业学院|技术学院|大学|高等专科学校|技师学院|学院))[\u4e00-\u9fff]{2,8}学院$"
)
#: What may stand between two majors of one list.
_IN_LIST: Final = re.compile(r"(?:专业)?[、和与及]?(?:以及)?")
_REFERRING: Final = re.compile(r"前者|后者")
#: Colleges named one after another, and a word that gives each its own major: 与甲、乙分别在丙、丁专业上….
_COLLEGES_JOINED: Final = re.compile(r"[、和与及]|以及")
_ONE_EACH: Final = re.compile(r"分别|依次|各自")
#: A scheme that leads a list in: 中高职贯通培养：甲，对接乙学院；丙，对接丁学院.
_LEADS_LIST: Final = re.compile(r"[^。；：]{0,24}：")
#: A later sentence that names the college of what the sentence before told: 高职阶段由甲学院承担.
_LATER_STAGE: Final = re.compile(
    r"(?:高职|大专|本科|专科|后)(?:学段|阶段|段)的?(?:学习|教学|培养|课程)?(?:由|在|到)"
)
_THIS_CLASS: Final = re.compile(
    r"^(?:这个|这些|该|此)(?:班|专业|项目|试点)[^。]{0,80}(?:[合联]办|(?:联合|共同|合作)举办)"
)
_LATER: Final = 2
_EARLIER: Final = 4
_TITLE_LINES: Final = 1  #: paragraphs that can be the title of a text
_AGREED: Final = re.compile(r"联合(?:办学|培养|招)|合办|协议|签[约订署下]|合作办学|联办|办学合作")
_NEAR: Final = 60
#: A scheme is said rather of the majors before it: those behind it count as so much farther away.
_BEHIND: Final = 12
_CLAUSE: Final = 20  #: and those of another clause
_COLLEGE_COLUMN: Final = re.compile(
    r"(?:合作|对接|联办|衔接)(?:高校|院校|高职(?!专业)|学校|本科(?!专业))|高职院校|合作单位|高校名称|衔接院校"
)
#: A column of partners of any kind: its colleges count where the row names a scheme.
_PARTNER_COLUMN: Final = re.compile(r"合作(?:方|单位|企业|对象|机构)|合作学校")
_MAJOR_COLUMN: Final = re.compile(r"专业(?!群|大类|类|部|系)")
_SCHEME_COLUMN: Final = re.compile(r"模式|类型|形式|学制|层次|方式")


def joint_programmes(document: Document, sentences: Sequence[Sentence], speaker: Speaker) -> list[Fact]:
    """Return the majors that the report says are taught jointly, one fact a major and institution."""
    facts: list[Fact] = []
    before: Sentence | None = None
    for number, sentence in enumerate(sentences):
        if _SCHEME_SIGN.search(sentence.text) and SCHEME.search(sentence.text):
            later = _later_college(sentences[number + 1 : number + 1 + _LATER], speaker)
            earlier = sentences[max(0, number - _EARLIER) : number]
            other = later or _earlier_college(earlier, sentence, speaker)
            facts += _of_sentence(document, sentence, before, other, speaker)
        elif sentence.section and _SCHEME_SIGN.search(sentence.section[-1]):
            pairs = led_to(sentence.text, sentence.majors(), _colleges(sentence, speaker))
            facts += _of_pairs(document, sentence, pairs)
        before = sentence
    for block in document.blocks:
        if isinstance(block, Table):
            facts += _of_table(document, block)
    return facts


def _of_sentence(
    document: Document, sentence: Sentence, before: Sentence | None, later: str | None, speaker: Speaker
) -> Iterator[Fact]:
    """Yield what a sentence states; `later` is the college that the sentences behind it name, if any."""
    text = sentence.text
    majors = sentence.majors()
    if not majors:
        return
    colleges = _colleges(sentence, speaker)
    if pairs := bracketed(text, majors, colleges):
        yield from _of_pairs(document, sentence, pairs)
        return
    if not colleges and later is None and (_NOT_TAUGHT.search(text) or not _TAUGHT.search(text)):
        return
    runs = _runs(majors, text)
    taken: set[int] = set()
    # Of two schemes said of the same majors the one with the years counts: 中高职衔接 … “3+2”.
    for scheme, run in sorted(_schemes_and_runs(text, runs), key=lambda one: "+" not in one[0][0]):
        if run[0].start in taken:
            continue
        joined = _colleges_of(text, scheme, run, colleges)
        said = text[slice(*_span(run, scheme))]
        told = None if joined else _former_or_latter(said, before, speaker) or later
        one_each = len(joined) == len(run) > 1 and _ONE_EACH.search(text)
        for number, major in enumerate(run):
            taken.add(major.start)
            own: Sequence[Mention | None] = [joined[number]] if one_each else joined or [None]
            for college in own:
                values: dict[str, object] = {"major": major.text, "scheme": _even(scheme[0])}
                if name := _whole_college(college.text) if college else told:
                    values["institution"] = name
                places = [
                    major.start,
                    major.end,
                    *scheme.span(),
                    *((college.start, college.end) if college else ()),
                ]
                passage = evidence(document, sentence.passage, min(places), max(places), sentence.section)
                yield Fact("joint_programme", values, (passage,), 0.75)


def _of_pairs(document: Document, sentence: Sentence, pairs: Sequence[Pair]) -> Iterator[Fact]:
    """Yield what pairs of majors and colleges state, under the scheme before them or that of the heading."""
    heading = SCHEME.search(" ".join(sentence.section[-1:]))
    for pair in pairs:
        start, end = sorted((pair.major, pair.college), key=lambda one: one.start)
        told = list(SCHEME.finditer(sentence.text, 0, start.start))
        scheme = told[-1] if told else heading
        if scheme is None:
            continue
        values = {
            "major": pair.major.text,
            "scheme": _even(scheme[0]),
            "institution": _whole_college(pair.college.text),
        }
        passage = evidence(document, sentence.passage, start.start, end.end, sentence.section)
        yield Fact("joint_programme", values, (passage,), 0.75)


def _even(scheme: str) -> str:
    """Return the name of a scheme without white space or a quotation mark that lacks its pair."""
    words = re.sub(r"\s", "", scheme)
    return words if words.count("“") == words.count("”") else words.strip("“”")


def _schemes_and_runs(
    text: str, runs: Sequence[list[Mention]]
) -> Iterator[tuple[re.Match[str], list[Mention]]]:
    """Yield each scheme with the majors it is said of; one that leads a list in is said of all behind it."""
    for scheme in SCHEME.finditer(text):
        if lead := _LEADS_LIST.match(text, scheme.end()):
            yield from ((scheme, run) for run in runs if run[0].start >= lead.end())
        elif run := _run_of(runs, scheme, text):
            yield scheme, run


def _later_college(sentences: Sequence[Sentence], speaker: Speaker) -> str | None:
    """Return the one college that the next sentences say teaches the later stage, or None."""
    for sentence in sentences:
        stage = _LATER_STAGE.search(sentence.text)
        if stage is None and not _THIS_CLASS.search(sentence.text):
            continue
        start = stage.end() if stage else 0
        colleges = [one for one in _colleges(sentence, speaker) if one.start >= start]
        if stage:
            colleges = [one for one in colleges if one.start == start]
        if len(colleges) == 1:
            return _whole_college(colleges[0].text)
    return None


def _earlier_college(sentences: Sequence[Sentence], sentence: Sentence, speaker: Speaker) -> str | None:
    """Return the one college that an agreement is with, by the sentences before in the paragraph or its line.

    The heading right above, or a first line, speaks for the paragraphs below it.
    """
    names: set[str] = set()
    for one in sentences:
        is_title = one.paragraph <= _TITLE_LINES and not one.text.endswith("。")
        if (is_title or one.paragraph == sentence.paragraph) and _AGREED.search(one.text):
            names |= {_whole_college(college.text) for college in _colleges(one, speaker)}
    return names.pop() if len(names) == 1 else None


def _colleges(sentence: Sentence, speaker: Speaker) -> list[Mention]:
    """Return the schools a major can be taught with: colleges, and for a college secondary schools."""
    below = any(_OWN_COLLEGE.search(name) for name in speaker.names)
    return [
        mention
        for mention in sentence.organisations()
        if mention.kind == "school"
        and (_COLLEGE.search(mention.text) or (below and _SECONDARY.search(mention.text)))
        and not speaker.is_own(mention.text)
    ]


def _runs(majors: Sequence[Mention], text: str) -> list[list[Mention]]:
    """Return the majors in runs that one list holds."""
    runs: list[list[Mention]] = []
    for major in majors:
        if runs and _IN_LIST.fullmatch(text, runs[-1][-1].end, major.start):
            runs[-1].append(major)
        else:
            runs.append([major])
    return runs


def _run_of(runs: Sequence[list[Mention]], scheme: re.Match[str], text: str) -> list[Mention] | None:
    """Return the run of majors that a scheme is said of: the nearest one in its part of the sentence."""

    def distance(run: list[Mention]) -> int:
        ahead = run[-1].end <= scheme.start()
        between = text[run[-1].end : scheme.start()] if ahead else text[scheme.end() : run[0].start]
        return len(between) + (0 if ahead else _BEHIND) + _CLAUSE * between.count("，")

    def parted(run: list[Mention]) -> bool:
        between = text[min(run[-1].end, scheme.end()) : max(run[0].start, scheme.start())]
        return "；" in between or "。" in between

    near = [run for run in runs if not parted(run) and _apart(run, scheme) <= _NEAR]
    return min(near, key=distance, default=None)


def _apart(run: Sequence[Mention], scheme: re.Match[str]) -> int:
    """Return how many characters stand between majors and the scheme; majors behind it count as farther."""
    if run[-1].end <= scheme.start():
        return scheme.start() - run[-1].end
    return run[0].start - scheme.end() + _BEHIND


def _span(run: Sequence[Mention], scheme: re.Match[str]) -> tuple[int, int]:
    """Return the stretch that holds both the majors and the scheme."""
    return min(run[0].start, scheme.start()), max(run[-1].end, scheme.end())


def _colleges_of(
    text: str, scheme: re.Match[str], run: Sequence[Mention], colleges: Sequence[Mention]
) -> list[Mention]:
    """Return the colleges of a scheme: in the clause of scheme or majors, else the only one there is."""
    low, high = _span(run, scheme)
    near: list[Mention] = []
    if _LEADS_LIST.match(text, scheme.end()):
        stop = text.find("；", run[-1].end)
        near = _first_joined(text, colleges, run[-1].end, stop if stop >= 0 else len(text))
    if not near:
        start = max(text.rfind(mark, 0, low) for mark in "，；。") + 1
        stop = min((at for mark in "，；。" if (at := text.find(mark, high)) >= 0), default=len(text))
        near = _first_joined(text, colleges, start, stop)
    if near or len(colleges) != 1 or _REFERRING.search(text):
        return near
    return [colleges[0]]


def _first_joined(text: str, colleges: Sequence[Mention], start: int, stop: int) -> list[Mention]:
    """Return the first college from `start` to `stop`, with those that one list joins to it."""
    joined: list[Mention] = []
    for college in colleges:
        if joined and not _COLLEGES_JOINED.fullmatch(text, joined[-1].end, college.start):
            break
        if start <= college.start < stop:
            joined.append(college)
    return joined


def _former_or_latter(words: str, before: Sentence | None, speaker: Speaker) -> str | None:
    """Resolve 前者 and 后者 in `words` by the two colleges of the sentence before."""
    said = _REFERRING.search(words)
    colleges = _colleges(before, speaker) if before and said else []
    if said is None or len(colleges) != 2:
        return None
    return _whole_college(colleges[0 if said[0] == "前者" else 1].text)


def _whole_college(name: str) -> str:
    """Drop the part behind a college's name (甲职业学院服装学院)."""
    match = _WITH_PART.match(name)
    return match[1] if match else name


@dataclass(frozen=True, slots=True)
class _Columns:
    """Columns of a table of joint programmes; `told` is the scheme that its caption or headers name."""

    college: int
    major: int
    scheme: int | None
    told: str
    caption: str
    any_partner: bool = False


def _of_table(document: Document, table: Table) -> Iterator[Fact]:
    columns = _columns(table)
    if columns is None:
        return
    college = ""
    for row in table.rows[table.header_rows :]:
        college = row[columns.college].text or college
        name, _ = code_of(clean_major(row[columns.major].text))
        scheme = (row[columns.scheme].text if columns.scheme is not None else "") or columns.told
        if not scheme or not 2 <= len(name) <= 24 or not _COLLEGE_END.search(college):
            continue
        named = SCHEME.search(scheme) if columns.any_partner else SCHEME.search(scheme + columns.caption)
        if named or (is_catalogued(name) and not columns.any_partner):
            values = {"major": name, "institution": college, "scheme": scheme}
            yield Fact("joint_programme", values, (document.cells_evidence(table, row),), 0.8)


def _columns(table: Table) -> _Columns | None:
    headers = [re.sub(r"\s", "", header) for header in header_texts(table)]
    caption = table.caption.text if table.caption else ""
    college, major, scheme = (
        next((number for number, header in enumerate(headers) if column.search(header)), None)
        for column in (_COLLEGE_COLUMN, _MAJOR_COLUMN, _SCHEME_COLUMN)
    )
    told = SCHEME.search(" ".join([caption, *headers])) or SCHEME.search(" ".join(table.section[-1:]))
    any_partner = college is None
    if any_partner:
        college = next((number for number, one in enumerate(headers) if _PARTNER_COLUMN.search(one)), None)
    if college is None or major is None or (told is None and scheme is None):
        return None
    return _Columns(college, major, scheme, _even(told[0]) if told else "", caption, any_partner)
