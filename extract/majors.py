"""Mentions of majors: catalogue names, what stands before the word 专业, and lists of such."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import Final

from . import lexicons
from .mentions import Mention, Token
from .terms import TermFinder

_ITEM: Final = r"[\u4e00-\u9fffA-Za-z0-9+（）/“”]{2,24}"
#: What stands before 专业 without naming one.
_NO_MAJOR: Final = re.compile(
    r"(?:各|本|该|此|新|老|新增|新开|新设|停招|撤销|骨干|特色|品牌|重点|相关|合作|主体|主干|示范|优势|传统|其余|其他|其它|多|全|同|跨|非|对口|所学|所在|热门|新兴|支柱|核心|紧缺|"
    r"开设|开办|设置|设有|设|增设|招生|现有|共有|拥有|个|大|类|省级|国家级?|市级|校级|示范性?|现代|大专|中专|中职|高职|本科|试点|学徒制试点|建设|名牌|拳头|龙头|一流|高水平|这一|学校|我校|两个|三个|"
    r"文化课?与?|文化基础课?、?|相应|相近|不同|任一|某一?|每个?|各个|一个|参赛|学习|指导|双师型|教师的?|学生的?|涉农|理工科?|工科|文科|艺术类|招收|加强|推进|优化|调整|强化|拓展|突出|完善|深化|以|按|与|和|在|的|年|第一|首批|新型|急需|满足|结合|根据|依托|及|等|从事|参加|更|较|很|最|十分|非常|具备|具有|提高|提升|注重|培养|按照|围绕|成为|向|为|高技能|技术技能|职业|应用型|岗位|行业|产业|企业|社会|国际化?|"
    r"普通|专门|继续|技能|全日制|在校|三二连读|五年制|三年制|学历|招考|主要|主|优质|精品|网红|王牌|绿色|边缘|面向|适应|接轨|对接|紧贴|贴近|走)+$"
)
_WRONG_AFTER_UNKNOWN: Final = re.compile(r"(?:课|技能|技术|人才|化|性|知识|素养|素质|证|能力|理论|实践|实训|实习|基础|知能|发展|水平|团队|成长|标准|核心|部|建设|设置|结构|布局|目录|调研|方向|特点|教学|精神|群|资格|工种|服务|类|指导|委员会|大类|带头人|负责人|学习|满意|对口|合格|成绩|考核|考试)")
_CUT: Final = re.compile(r".*(?:学院|分院|系部|教学部|学部|\d+级|级|届|学校|我校|公司|集团|校|了|在|对|将|把|由|从|为|是|即|如|有|等|以|与|和|其|该|本|个|名|所|第一|开设|开办|设有|增设|新增|新设|招收|参加|选择|就读|报考|学习|名牌|重点|骨干|特色|品牌|来自|我系|国际|电子|农|面向|举办|合办|依托|围绕|结合|建设|推动|推进|尤其|特别|比如|例如|包括|其中|涉及|涵盖|的|班|之后|先后|率先|向|系)(?=[\u4e00-\u9fffA-Za-z0-9（]{2,})")
_SAFE_CUT: Final = re.compile(r".*(?:学院|分院|系部|教学部|学部|\d+级|学校|我校|公司|集团|开设|开办|设有|增设|新增|新设|招收|参加|选择|就读|报考|名牌|重点|骨干|特色|品牌|来自|我系|其中|[在对将把由从为是即如有等以其该个名所的了向]|机电系|[\u4e00-\u9fff]系|尤其|特别|包括|其中|率先)(?=[\u4e00-\u9fffA-Za-z0-9（]{2,})")
_LIST: Final = re.compile(rf"{_ITEM}(?:[、，]{_ITEM})*(?:、{_ITEM})(?:(?:和|与|及|以及){_ITEM})?")
_TAIL: Final = re.compile(r"(?:等)?(?:(?:\d+|[一二三四五六七八九十百多几两数]+)余?多?)?(?:个|大|门|种)?(?:[\u4e00-\u9fff]{0,6})?专业")
_BAD_ITEM: Final = re.compile(
    r"课程|教材|教学|教师|学生|人才|基地|中心|工作室|系$|学院|大赛|竞赛|比赛|技能$|满意|合作|企业|公司|集团|学校|产业|行业|岗位|证书|素质|能力|水平|实训|实习|培训|建设|改革|研究|平台|项目|工程$|资源|标准|方案|模式|制度|活动|文化课|德育|语文|数学|英语|体育|办学|招生|就业|毕业|联办|[0-9]{2,}人|满足|适应|大类|建立|开展|率|年级|群$"
)


@cache
def _finder() -> TermFinder:
    return TermFinder(lexicons.majors())


def is_catalogued(name: str) -> bool:
    """Tell whether a catalogue (today's or an older one) has a major of this name, brackets at its end apart."""
    return name in lexicons.majors() or re.sub(r"（[^）]*）$", "", name) in lexicons.majors()


def clean_major(name: str) -> str:
    """Return a major's name as listed: without the word 专业 and without quotation marks around it."""
    name = name.strip("“”、，。；： ·-—")
    name = re.sub(r"^(?:\d+[.、．]|（\d+）|[①-⑳])", "", name)
    if name.endswith("）") and (match := re.fullmatch(r"(.{2,}?)专业(（.+）)", name)):
        name = match[1] + match[2]
    return name.removesuffix("专业") if len(name) > 3 else name


def find_majors(text: str, tokens: Sequence[Token]) -> list[Mention]:
    """Return the majors named in `text`: members of lists of majors, and names before the word 专业."""
    if "专业" not in text:
        return []
    found: dict[tuple[int, int], Mention] = {}
    catalogued = [(start, end) for start, end, _ in _finder().longest(text)]
    for start, end in _listed(text, catalogued):
        found[start, end] = Mention(start, end, clean_major(text[start:end]), "major", known=is_catalogued(clean_major(text[start:end])))
    covered = {at for start, end in found for at in range(start, end)}
    for match in re.finditer("专业", text):
        span = _before(text, tokens, match.start(), match.end(), catalogued)
        if span and span[0] not in covered:
            name = clean_major(text[slice(*span)])
            found[span] = Mention(*span, name, "major", known=is_catalogued(name))
            covered |= set(range(*span))
    return sorted(found.values(), key=lambda one: one.start)


def _listed(text: str, catalogued: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the members of lists in which catalogue names stand and whose sentence speaks of 专业."""
    spans: list[tuple[int, int]] = []
    for match in re.finditer(r"[^。；！？\n]+", text):
        sentence_start, sentence = match.start(), match[0]
        if "专业" not in sentence:
            continue
        for listed in re.finditer(r"[^，。；：！？《》]+(?:、[^，。；：！？《》]+)+", sentence):
            spans += _members(text, sentence_start + listed.start(), sentence_start + listed.end(), catalogued)
    return spans


def _members(text: str, start: int, end: int, catalogued: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    stretch = text[start:end]
    if not (_speaks_of_majors(text, start, end) and sum(start <= s and e <= end for s, e in catalogued) >= 2):
        return []
    members: list[tuple[int, int]] = []
    at = start
    parts = _split_outside_brackets(stretch)
    for number, part in enumerate(parts):
        member = _trim(text, at, at + len(part), number == 0, number == len(parts) - 1, catalogued)
        members += member
        at += len(part) + 1
    good = [(s, e) for s, e in members if is_catalogued(clean_major(text[s:e]))]
    if len(good) * 2 < len(parts):
        return good if len(good) >= 2 and "专业" in text[end - 12 : end + 6] else []
    return members


def _split_outside_brackets(stretch: str) -> list[str]:
    parts, depth, last = [], 0, 0
    for at, char in enumerate(stretch):
        depth += char == "（"
        depth -= char == "）"
        if char == "、" and depth <= 0:
            parts.append(stretch[last:at])
            last = at + 1
    return [*parts, stretch[last:]]


def _speaks_of_majors(text: str, start: int, end: int) -> bool:
    """Tell whether a list is one of majors: 专业 in it, close behind it, or just before it."""
    return "专业" in text[max(0, start - 25) : start] + text[start : end + 14]


def _trim(
    text: str, start: int, end: int, first: bool, last: bool, catalogued: Sequence[tuple[int, int]]
) -> list[tuple[int, int]]:
    """Cut a list's member to the major: what leads the list and what follows it falls off; A和B gives two."""
    inside = [(s, e) for s, e in catalogued if start <= s and e <= end]
    if first and inside:
        start = inside[-1][0] if text[inside[-1][1] : end] in ("", "专业") else start
        if cut := _SAFE_CUT.match(text[start:end]):
            whole = [s for s, _ in inside if s < start + cut.end()]
            start = start + cut.end() if not whole else inside[0][0]
    elif first and (cut := _SAFE_CUT.match(text[start:end])):
        start += cut.end()
    if last and (tail := re.search(r"(?:等|专业|共计?|\d|方向的|已|均|都|是|为|正|还|在|由|里)", text[start:end])):
        held = [e for s, e in inside if s <= start + tail.start() < e]
        end = held[0] if held else start + tail.start()
    words = text[start:end]
    for both in re.finditer(r"以及|和|与|及", words):
        left, right = words[: both.start()], words[both.end() :]
        if is_catalogued(words):
            break
        if len(left) >= 2 and len(right) >= 2 and (is_catalogued(clean_major(left)) or is_catalogued(clean_major(right))):
            return _trim(text, start, start + both.start(), False, False, catalogued) + _trim(
                text, start + both.end(), end, False, False, catalogued
            )
    words = text[start:end]
    if words.endswith("专业"):
        words, end = words[:-2], end - 2
    if not 2 <= len(words) <= 24 or _BAD_ITEM.search(words) and not is_catalogued(words) or _NO_MAJOR.match(words):
        return []
    if not re.fullmatch(r"[\u4e00-\u9fffA-Za-z0-9+（）/·、]+", words):
        return []
    return [(start, end)]


def _before(
    text: str, tokens: Sequence[Token], start: int, end: int, catalogued: Sequence[tuple[int, int]]
) -> tuple[int, int] | None:
    """Return the name before 专业 at `start`: a catalogue name, else the words that can be one."""
    after = text[end : end + 4]
    if after.startswith(("群", "大类", "技术人员", "技术职务", "技术职称", "技术人才")):
        return None
    for s, e in catalogued:
        if e == start or (e == end and text[s:e].endswith("专业")):
            widened = _widen(text, s, start)
            return widened, start
    if text[start - 1 : start] == "）" and (opened := text.rfind("（", 0, start)) > 0:
        for s, e in catalogued:
            if e == opened:
                return s, start
    if _WRONG_AFTER_UNKNOWN.match(after):
        return None
    left = start
    for token in reversed([token for token in tokens if token.end <= start]):
        if token.end != left or start - token.start > 14 or token.tag in ("x", "p", "c", "r", "uj", "ul", "u", "d", "m", "q") and token.word not in ("与", "及", "和"):
            break
        left = token.start
    words = text[left:start]
    if cut := _SAFE_CUT.match(words):
        left += cut.end()
        words = text[left:start]
    words_start = re.match(r"[与及和]+", words)
    if words_start:
        left += words_start.end()
        words = text[left:start]
    if not 2 <= len(words) <= 14 or _NO_MAJOR.match(words) or _BAD_ITEM.search(words) or words in lexicons.regions():
        return None
    return left, start


def _widen(text: str, start: int, end: int) -> int:
    """Keep the catalogue's match; words that qualify it stay outside."""
    return start if end > start else end
