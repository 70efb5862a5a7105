"""Mentions of majors: members of lists of majors, and names before the word 专业."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Final

from .. import lexicons
from ..language.mentions import Mention, Token, Words
from ..language.terms import TermFinder
from .major_counted import counted, grouped, referred
from .major_fields import coded, in_brackets, in_fields, in_schemes
from .major_leads import led
from .major_lists import Span, listed, without_lead
from .major_runs import in_runs
from .majors import begins_clause, clean_major, code_of, could_be_major, is_catalogued, no_item, qualifies

#: Behind 专业 these make no major of what stands before it.
_NOT_A_MAJOR: Final = (
    "群",
    "领域",
    "集群",
    "大类",
    "技术人员",
    "技术职务",
    "技术职称",
    "技术人才",
    "合作社",
    "大赛",
    "竞赛",
    "比赛",
    "技能大赛",
)
#: Behind 专业 these make it an adjective, unless a catalogue name stands before it.
_ADJECTIVE: Final = re.compile(
    r"课|技能|技术|人才|化|性|知识|素养|素质|证|能力|理论|实践|实训|实习|基础|知能|发展|水平|团队|成长|标准|核心|部|建设|设置|"
    r"结构|布局|目录|调研|方向|特点|教学|精神|群|资格|工种|服务|类|指导|委员会|大类|带头人|负责人|学习|满意|对口|合格|成绩|考核|"
    r"考试"
)
#: Parts of speech that end a name to the left, but for the words that join its parts.
_END_TAGS: Final = frozenset({"x", "p", "c", "r", "uj", "ul", "u", "d", "m", "q"})
_JOINING: Final = frozenset({"与", "及", "和"})
_IS_A_MAJOR: Final = re.compile(
    r"(?:（[^（）]{1,12}）)?(?:是|为|系|属于?|被?[评认]定?为|获批|获评|入选|列入|跻身|成为)"
    r"[^，。；、]{0,14}专业(?:建设)?(?:项目|点|名单|行列|之列)?(?=[，。；]|$)"
)
#: New majors in quotation marks: 新增“甲”“乙”.
_SET_UP: Final = re.compile(r"(?:新设|新增|增设|新开|开设|增开)了?(?:“[^”]{2,20}”[、和与及]?)+")
_QUOTED: Final = re.compile(r"“([^”]+)”")
#: What stands around a name that a text has said to be a major where it names it again.
_NAMED_BEFORE: Final = frozenset("，。；：（中")
_NAMED_BEHIND: Final = frozenset("与同和跟为专是")
_LONGEST: Final = 14
#: What parts a known name from the word 专业 that says what it is: 护理|等主打专业.
_AMONG: Final = re.compile(
    r"等(?:\d+个|[一二三四五六七八九十两几]个)?[\u4e00-\u9fff]{0,4}?专业(?![群大类课])"
)
#: Behind a major the college that goes on with it: 畜牧兽医——某某学院.
_LEADS_TO_COLLEGE: Final = re.compile(r"\s*(?:——|→|⇒)\s*[\u4e00-\u9fff]{2,16}(?:学院|大学|高等专科学校)")
#: Schools with majors in brackets, where a text tells of majors that they teach jointly.
_WITH_COLLEGE: Final = re.compile(r"(?:学院|大学|学校|专科学校)（([^（）]{2,60})）")
_JOINT: Final = re.compile(r"\d\s*\+\s*\d|贯通|衔接|连读|分段|一贯制")
#: Before a name that no catalogue has: 新开|黄梅戏|专业; behind it: 采煤专业|的学生.
_BEFORE_STATED: Final = re.compile(
    r"(?:(?:新|又|再|增|还|先)?(?:开[设办了出过]?|增设|添|设[有立]?|办[了起过]?)了?|[学读]|[）、和与及请]|\d+名|\d{2,4}级|，|；|：|。|^|学校|中专|学院)$"
)
_BEHIND_STATED: Final = re.compile(
    r"专业(?:的?(?:学生|毕业生|新生|学员|师生|学子)|(?:\d+|[几一二两三四五六七八九十]+)[人名位]|[招共]|[，。；、]|出来|毕业|$)"
)
_STATED_TAGS: Final = ("n", "j", "v", "i", "l")
_LONGEST_STATED: Final = 6
_NUMERAL: Final = re.compile(r"[\d一二两三四五六七八九十百几多数]")
#: Words before 专业 that say what is done with it.
_COMMON_VERBS: Final = re.compile(
    r"选择?|喜欢|学习|适合|报考|就读|开办|合作|建设|参与|服务|管理|发展|需要|提供|培养|对口|所学|相近|申报|新增|转|换|跨|调整"
)


@cache
def _finder() -> TermFinder:
    return TermFinder(lexicons.majors())


def find_majors(text: str, tokens: Sequence[Token]) -> list[Mention]:
    """Return the majors named in `text`, in order, not overlapping; `tokens` are its words.

    Those that no catalogue has are marked as not `known`.
    """
    catalogued = [(start, end) for start, end, _ in _finder().longest(text)]
    found: dict[Span, Mention] = {}
    covered: set[int] = set()
    said = "专业" in text  # without the word, and without catalogue names, most ways lead to nothing
    for span in (
        *(listed(text, catalogued) if said and catalogued else ()),
        *(counted(text) if said or "教学方向" in text else ()),
        *(grouped(text) if "：" in text else ()),
        *in_brackets(text),
        *(in_fields(text, catalogued) if catalogued else ()),
        *coded(text, catalogued),
        *(in_schemes(text, catalogued) if catalogued else ()),
        *(led(text) if said or "学" in text else ()),
        *(referred(text) if said else ()),
        *in_runs(text, catalogued),
        *(_said_to_be(text, catalogued) if said else ()),
        *((span for span in catalogued if _AMONG.match(text, span[1])) if said else ()),
        *(_beside_colleges(text, catalogued) if catalogued else ()),
        *(_set_up(text) if "“" in text else ()),
        *(_named(text, tokens, catalogued) if said else ()),
    ):
        if covered.isdisjoint(range(*span)):
            found[span] = _mention(text, span)
            covered.update(range(*span))
    names = {mention.text for mention in found.values() if mention.known}
    for start, end in catalogued:
        if text[start:end] in names and covered.isdisjoint(range(start, end)):
            found[start, end] = Mention(start, end, text[start:end], "major")
    for mention in [one for one in found.values() if not one.known]:
        for start, end in _again(text, mention.text):
            if covered.isdisjoint(range(start, end)):
                found[start, end] = Mention(start, end, mention.text, "major", known=False)
                covered.update(range(start, end))
    return sorted(found.values(), key=lambda one: one.start)


def _beside_colleges(text: str, catalogued: Sequence[Span]) -> Iterator[Span]:
    """Yield the majors that a dash leads to a college from, or that a bracket behind one lists."""
    taught = [match.span(1) for match in _WITH_COLLEGE.finditer(text)] if _JOINT.search(text) else []
    for start, end in catalogued:
        inside = any(left <= start and end <= right for left, right in taught)
        if inside or _LEADS_TO_COLLEGE.match(text, end):
            yield start, end


def _again(text: str, name: str) -> Iterator[Span]:
    """Yield where a clause begins with `name`, which the text has said to be a major elsewhere."""
    start = text.find(name)
    while start >= 0:
        end = start + len(name)
        if start and text[start - 1] in _NAMED_BEFORE and text[end : end + 1] in _NAMED_BEHIND:
            yield start, end
        start = text.find(name, end)


def _set_up(text: str) -> Iterator[Span]:
    """Yield the names in quotation marks that are said to be new majors."""
    for match in _SET_UP.finditer(text):
        for quoted in _QUOTED.finditer(text, *match.span()):
            if could_be_major(quoted[1]):
                yield quoted.span(1)


def _said_to_be(text: str, catalogued: Sequence[Span]) -> Iterator[Span]:
    """Yield the names that a clause says to be a major of some sort (甲为省级示范专业)."""
    for start, end in catalogued:
        if _IS_A_MAJOR.match(text, end) and (start == 0 or text[start - 1] in "，。；：其中"):
            yield start, end


def _mention(text: str, span: Span) -> Mention:
    name, _ = code_of(clean_major(text[slice(*span)]))
    return Mention(*span, name, "major", known=is_catalogued(name))


def _named(text: str, tokens: Sequence[Token], catalogued: Sequence[Span]) -> Iterator[Span]:
    """Yield the names before the word 专业: a catalogue name, else the words that can be one."""
    words = Words(tokens)
    starts = {end: start for start, end in catalogued}
    for match in re.finditer("专业", text):
        at = match.start()
        if text.startswith(_NOT_A_MAJOR, match.end()):
            continue
        start = _catalogued_before(text, at, starts)
        if start is None and not _ADJECTIVE.match(text, match.end()):
            start = _uncatalogued_before(text, words, at)
            if start is None:
                start = _stated_before(text, words, at)
        if start is not None:
            yield start, at


def _catalogued_before(text: str, at: int, starts: Mapping[int, int]) -> int | None:
    """Return where the catalogue name begins that ends at `at`, or with 专业, or before a bracket."""
    if at in starts:
        return starts[at]
    end = at + len("专业")
    if end in starts and text.endswith("专业", starts[end], end):
        return starts[end]
    if text[at - 1 : at] == "）":
        return starts.get(text.rfind("（", 0, at))
    return None


def _stated_before(text: str, words: Words, at: int) -> int | None:
    """Return where a name of one or two words begins that no catalogue has, if it is said to be taught.

    It stands behind a verb of opening or studying or begins a clause, and before pupils, a number, a mark.
    """
    if not _BEHIND_STATED.match(text, at):
        return None
    left = at
    for number in range(words.before(at) - 1, max(-1, words.before(at) - 3), -1):
        token = words.tokens[number]
        if token.end != left or at - token.start > _LONGEST_STATED or not token.tag.startswith(_STATED_TAGS):
            break
        if _COMMON_VERBS.fullmatch(token.word):
            return None
        left = token.start
        name = text[left:at]
        if len(name) >= 2 and _BEFORE_STATED.search(text, max(0, left - 8), left):
            barred = (
                bool(_NUMERAL.match(name))
                or qualifies(name)
                or no_item(name)
                or begins_clause(name)
                or name in lexicons.regions()
            )
            return None if barred else left
    return None


def _uncatalogued_before(text: str, words: Words, at: int) -> int | None:
    """Return where the words before `at` begin that can be a major's name, or None where they cannot."""
    left = at
    for number in range(words.before(at) - 1, -1, -1):
        token = words.tokens[number]
        if token.end != left or at - token.start > _LONGEST:
            break
        if token.tag in _END_TAGS and token.word not in _JOINING:
            break
        left = token.start
    left = without_lead(text, left, at)
    while left < at and text[left] in _JOINING:
        left += 1
    name = text[left:at]
    if len(name) < 2 or len(name) > _LONGEST or name in lexicons.regions() or not could_be_major(name):
        return None
    return left
