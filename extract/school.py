"""Who is speaking: the reporting school, its other names, where it is and whose it is."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

from . import lexicons
from .blocks import Document, Heading, Paragraph, Table
from .facts import Evidence, Fact
from .sentences import Sentence, evidence
from .terms import TermFinder
from .years import written_years

_YEAR: Final = r"((?:19|20)\d\d)\s*年"
_NAMED: Final = re.compile(r"学校(?:名称|全称)[：:\s]*")
_OWN_KIND: Final = re.compile(r"职业|技工|技师|中专|中等|高级|职教|职专|职中|职高|高等专科|电视大学|开放大学|卫生学校|农业学校|农机|师范学校|体育运动学校|艺术学校|技校|卫校|农校|财校|商校|工业学校|商业学校|管理学校|医药学校|工程学校|交通学校|科技学校|旅游学校|农中")
_SUBUNIT: Final = re.compile(r"(.{4,}?(?:学院|大学|学校|中心))(?:[\u4e00-\u9fff]{2,12}(?:学院|分院|系))$")
_SHORT_NAME: Final = re.compile(r"[\u4e00-\u9fff]{1,4}(?:[一二三四]职专|[一二三四]职高?|职教中心|职业中专|职院|职校|职专|职中|职高|中专|技校|技师学院|高专|卫校|职技校|航院|汽院|交职院|工职院|职大)")
_ABBREVIATED: Final = re.compile(r"（(?:以下|下)?(?:简称|称)[“：]?([^”）、，]{2,12})”?）")
_FOUNDED: Final = (
    re.compile(rf"(?:创办|创建|始建|始创|筹建|建校|建立|兴办|创立|成立|肇始|初建|建)(?:时间)?(?:于|在|是|：)?\s*{_YEAR}"),
    re.compile(rf"{_YEAR}(?:\d{{1,2}}月(?:\d{{1,2}}日)?)?[^，。；]{{0,12}}?(?:创办|创建|建校|办学|始建|正式成立|创立|办起|成立|建于|批准设立|兴建|获批成立|批准它?升格)"),
    re.compile(rf"源头是[^，。]{{0,20}}?{_YEAR}"),
)
_ORGANISER: Final = (
    re.compile(r"(?:举办者|举办单位|主办单位|主管部门|主管单位|办学主体|上级主管部门)(?:是|为|[：:])?\s*([^，。；\s（）]{4,24}?)(?=[，。；\s（]|学校|办学|$)"),
    re.compile(r"(?:隶属于?|归属于?|由)([^，。；、]{2,20}?(?:局|委员会|厅|总工会|政府|集团|公司|农场|集团公司))(?:领导|主管|管理|举办|主办|创办|直属|管)?"),
    re.compile(r"(?:是|系|为|归|，|。|^)(?:经?由?)([^，。；、是系为归]{2,20}?(?:局|委员会|厅|总工会|政府|农场|集团有限公司|集团))(?:直属|直管|主管|下属|所属|举办|主办|创办|领导|管)"),
    re.compile(r"(?:由)?([\u4e00-\u9fff]{2,10}局(?:、[\u4e00-\u9fff]{1,8}局)+)(?:合办|联合举办|联办|共同举办)"),
)
_ADDRESS: Final = (
    re.compile(r"(?:学校地址|办学地点|办学地址|校址|地址|通讯地址)(?:是|为|[：:])?\s*([^，。；：\s（]{4,40})"),
    re.compile(r"(?:坐落|座落|位于|地处)(?:于|在)?(?!.{0,6}(?:以|之))([^，。；、是]{3,30}?)(?=[，。；、]|占地|校园|毗邻|是一|环境|$)"),
    re.compile(r"(?:在|校区位于)([^，。；在]{3,24}?\d+号)"),
)
_WEBSITE: Final = re.compile(r"(?:https?://)?(?:www\.)[A-Za-z0-9.-]+\.[a-z]{2,}(?:/[\w./-]*)?|https?://[A-Za-z0-9.-]+\.[a-z]{2,}(?:/[\w./-]*)?")
_TITLE: Final = re.compile(r"(?:质量|年度|就业|办学)[^，。]{0,12}(?:报告|年报)")
_RANK: Final = re.compile(r"(?:以下)?简称|是一所|是.{0,30}(?:学校|院校)|创办|始建|创建|坐落|位于|前身|现有|占地|地址|成立于")


@dataclass(frozen=True, slots=True)
class Speaker:
    """The reporting school as found: its fact, or None, and the names that stand for it in the text.

    `year` is the year that the report is about, or the one in which a text that is no report was written.
    """

    fact: Fact | None
    names: tuple[str, ...]
    year: int | None

    @property
    def home(self) -> str:
        """The words that tell where the school is: its region and name."""
        return f"{self.fact.get('region', '')}{self.fact.get('name', '')}" if self.fact else ""

    def is_own(self, name: str) -> bool:
        """Tell whether `name` is the school, one of its short forms, or a part of it."""
        return any(name == own or (len(own) >= 4 and name.startswith(own)) for own in self.names)


@cache
def _regions() -> TermFinder:
    return TermFinder(lexicons.regions())


def find_speaker(document: Document, sentences: Sequence[Sentence]) -> Speaker:
    """Return the school whose report `document` is, with all that the report says of its name and seat."""
    year = _report_year(document)
    candidates = _candidates(document, sentences)
    any_year = year or _text_year(document)
    if not candidates:
        return Speaker(None, (), any_year)
    name = _fullest(candidates, sentences)
    aliases = _aliases(name, candidates, sentences)
    values: dict[str, object] = {"name": name, "aliases": sorted(aliases, key=lambda one: (-len(one), one))}
    found, passages = _details(name, aliases, sentences)
    values |= found
    region = _region(name, str(values.get("address", "")), aliases)
    if region:
        values["region"] = region
    if year:
        values["report_year"] = year
    first = _first_mention(document, sentences, name)
    evidences = tuple(dict.fromkeys(([first] if first else []) + passages))
    fact = Fact("school", {key: value for key, value in values.items() if value}, evidences, 0.9)
    return Speaker(fact, (name, *aliases), any_year)


def _report_year(document: Document) -> int | None:
    for block in document.blocks[:25]:
        if isinstance(block, (Paragraph, Heading)) and _TITLE.search(block.passage.text) and len(block.passage) <= 60:
            if years := written_years(block.passage.text + "年"):
                return years[0][2]
            if match := re.search(r"[（(](20\d\d)[）)]", block.passage.text):
                return int(match[1])
    for block in document.blocks[:8]:
        if isinstance(block, (Paragraph, Heading)) and len(block.passage) <= 30 and (years := written_years(block.passage.text)):
            return years[0][2] if any(_TITLE.search(b.passage.text) for b in document.blocks[:8] if not isinstance(b, Table)) else None
    return None


def _text_year(document: Document) -> int | None:
    """Return the year of a dated text: the one named first in a date line, else the latest named near the top."""
    years: list[int] = []
    for block in document.blocks[:6]:
        if isinstance(block, (Paragraph, Heading)):
            years += [year for _, _, year in written_years(block.passage.text)]
    return years[0] if years else None


def _candidates(document: Document, sentences: Sequence[Sentence]) -> Counter[str]:
    """Return names of schools with their weight: how often and where they stand."""
    weights: Counter[str] = Counter()
    for number, block in enumerate(document.blocks[:30]):
        if isinstance(block, (Paragraph, Heading)) and len(block.passage) <= 60 and _TITLE.search(block.passage.text):
            head = re.split(r"(?:19|20)\d\d|中等职业教育|教育质量|质量年度|年度质量|就业质量|（", block.passage.text.lstrip("0123456789年度 "))[0]
            if re.search(r"(?:学校|学院|大学|中心|中专|职高|职中)$", head) and len(head) <= 30:
                weights[head] += 12
        if isinstance(block, Paragraph) and (match := _NAMED.search(block.passage.text)):
            name = re.match(r"[^，。；：\s]{4,30}?(?:学校|学院|大学|中心|中专|职高)(?!性质)", block.passage.text[match.end() :])
            if name:
                weights[name[0]] += 12
        if number < 2 and isinstance(block, Paragraph) and re.fullmatch(r"[^，。；：\s]{4,30}(?:学校|学院|大学|中心|中专)", block.passage.text):
            weights[block.passage.text] += 8
    for number, sentence in enumerate(sentences):
        for mention in sentence.organisations():
            if mention.kind != "school":
                continue
            name = _main_part(mention.text)
            if not _OWN_KIND.search(name) and not re.search(r"(?:学院|大学)$", name):
                continue
            if not _placed(name):
                continue
            weights[name] += 1 + (1 if number < 3 else 0) + (2 if _RANK.search(sentence.text[mention.end : mention.end + 30]) else 0)
            if re.search(r"来源[：:]\s*$|^\s*$", sentence.text[: mention.start]) and sentence.text[mention.end : mention.end + 1] in ("", " ", "（", "2"):
                weights[name] += 3
            if number == 0 and mention.start <= 2 and len(sentence.text) > len(name) + 8:
                weights[name] += 3
            after = sentence.text[mention.end : mention.end + 4]
            if sentence.text[max(0, mention.start - 1) : mention.start] == "在" and re.match(r"(?:举行|举办|召开|比完|开幕|落幕|开赛|进行)", after):
                weights[name] -= 4
            if re.match(r"(?:毕业|牵头|等|、|的?院长|校长)", after) or sentence.text[max(0, mention.start - 1) : mention.start] == "、":
                weights[name] -= 1
        for match in _SHORT_NAME.finditer(sentence.text):
            name = _trim_short(match[0])
            if name and _placed(name):
                weights[name] += 1 + (1 if number < 3 else 0)
    return Counter({name: weight for name, weight in weights.items() if weight > 0})


def _trim_short(name: str) -> str | None:
    """Cut what leads a short name (来到湘乡一职) off by the region it begins with."""
    for at, _, _ in _regions().longest(name):
        return name[at:]
    return name if len(name) <= 4 and name[0] not in "的在到和与是为从本我各等市省县区中高" and not name.startswith(("来自", "全国", "兄弟")) else None


def _main_part(name: str) -> str:
    match = _SUBUNIT.match(name)
    return match[1] if match and _placed(match[1]) and len(match[1]) >= 6 else name


def _placed(name: str) -> bool:
    """Tell a name that says where or which the school is from a bare kind."""
    if re.search(r"^(?:国家|省级|市级|全国|首批|第一批|第二批|示范|重点|特色)|示范|重点|先进|试点", name):
        return False
    hits = list(_regions().longest(name))
    if hits and hits[0][0] <= 2:
        return True
    head, *rest = _OWN_KIND.split(name)
    if not rest:
        return False
    return 2 <= len(head) <= 6 and not re.search(r"(?:[与和及的]|中心|专业|企业|合作|我|本|该|各|营养|服装|护理|汽车|机电|电商|信息|艺术|教育)", head)


def _fullest(candidates: Counter[str], sentences: Sequence[Sentence]) -> str:
    """Return the best candidate, in the fullest form that the report has for it."""
    best = max(candidates, key=lambda name: (candidates[name] + (0.5 if _OWN_KIND.search(name) and len(name) > 6 else 0), len(name), name))
    same = [name for name in candidates if name != best and (_is_fuller(name, best))]
    return max(same, key=lambda name: (len(name), name)) if same else best


def _is_fuller(name: str, best: str) -> bool:
    if len(name) <= len(best) or len(name) > len(best) + 10:
        return False
    if name.endswith(best):
        head = name[: -len(best)]
        return head in lexicons.regions() or all(part for part in [head]) and any(True for _ in _regions().longest(head))
    return is_short_form(best, name)


def is_short_form(short: str, full: str) -> bool:
    """Tell whether `short` abbreviates the school's name `full`: its characters in order, region first (乐职专)."""
    if short == full or len(short) >= len(full) or len(short) < 2:
        return False
    at = 0
    places = []
    for char in short:
        at = full.find(char, at)
        if at < 0:
            return False
        places.append(at)
        at += 1
    return places[0] <= 4 or short in full


def _aliases(name: str, candidates: Counter[str], sentences: Sequence[Sentence]) -> set[str]:
    aliases = {other for other in candidates if other != name and is_short_form(other, name) and _kind_agrees(other, name)}
    text = "\n".join(sentence.text for sentence in sentences)
    for match in _ABBREVIATED.finditer(text):
        if name in text[max(0, match.start() - len(name) - 2) : match.start()] and len(match[1]) < len(name):
            aliases.add(match[1].strip("“”"))
    bare = name
    for at, end, _ in _regions().longest(name):
        if at == 0:
            bare = name[end:]
            break
    if bare != name and len(bare) >= 5:
        for form in re.findall(rf"(?<![\u4e00-\u9fff])(?:[市县区])?{re.escape(bare)}", text):
            if form and form != name:
                aliases.add(form)
    return {alias for alias in aliases if alias not in lexicons.regions() and alias != name and len(alias) >= 2 and alias not in ("学校", "学院")}


def _kind_agrees(short: str, full: str) -> bool:
    return not (short.endswith("学院") and not full.endswith("学院")) and not (short.endswith("大学") and not full.endswith("大学"))


def _details(name: str, aliases: set[str], sentences: Sequence[Sentence]) -> tuple[dict[str, object], list[Evidence]]:
    found: dict[str, object] = {}
    passages: list[Evidence] = []
    own = (name, *aliases, "学校", "我校", "该校", "校")
    for sentence in sentences[:60]:
        text = sentence.text
        about = any(one in text for one in own)
        for key, patterns in (("founded", _FOUNDED), ("organiser", _ORGANISER), ("address", _ADDRESS)):
            if key in found or not (about or key != "founded"):
                continue
            for pattern in patterns:
                match = pattern.search(text)
                value = _checked(key, match[1], name, text, match) if match else None
                if match and value:
                    found[key] = value
                    passages.append(_evidence_of(sentence, match.start(), match.end()))
                    break
        if "website" not in found and (match := _WEBSITE.search(text)):
            found["website"] = match[0]
            passages.append(_evidence_of(sentence, match.start(), match.end()))
    return found, passages


def _checked(key: str, value: str, name: str, text: str, match: re.Match[str]) -> object | None:
    value = value.strip("“”：: ")
    if key == "founded":
        before = text[max(0, match.start() - 16) : match.start()]
        if re.search(r"工作室|专业|集团|基地|协会|中心$|公司|社团|产业学院|联盟|校区|支部|大楼", before + text[match.end() : match.end() + 6]):
            return None
        return int(value)
    if key == "organiser":
        value = re.sub(r"^.*(?:是|由|系|为|归)", "", value)
        return value if 3 <= len(value) <= 24 and not re.search(r"学校|学院|多方|企业|我们", value) else None
    if re.search(r"前列|前茅|领先|水平|第[一二三]|中心地位|核心|重要|优势|交[界汇]", value):
        return None
    where = any(True for _ in _regions().longest(value)) or re.search(r"[路街道镇乡村区]|号", value)
    return value if where and not re.fullmatch(r"学校|校园|校区", value) else None


def _region(name: str, address: str, aliases: set[str]) -> str | None:
    """Return the region that the name begins with, widened by the address where that says more."""
    for source in (name, *sorted(aliases, key=len, reverse=True), address):
        region = _leading_regions(source)
        if region:
            wider = _leading_regions(address)
            return wider if region in wider else region
    return None


def _leading_regions(words: str) -> str:
    at = 0
    for start, end, _ in _regions().longest(words):
        if start != at:
            break
        at = end
    return words[:at]


def _first_mention(document: Document, sentences: Sequence[Sentence], name: str) -> Evidence | None:
    for sentence in sentences:
        at = sentence.text.find(name)
        if at >= 0:
            return evidence(document, sentence.passage, at, at + len(name), sentence.section)
    return None


def _evidence_of(sentence: Sentence, start: int, end: int) -> Evidence:
    first, last = sentence.passage.source_span(start, end)
    return Evidence(first, last, "", " > ".join(sentence.section))


def with_quotes(fact: Fact, text: str) -> Fact:
    """Fill in the quotes of evidence that was given by its place only."""
    filled = tuple(
        Evidence(one.start, one.end, one.quote or text[one.start : one.end], one.section, one.page) for one in fact.evidence
    )
    return Fact(fact.kind, fact.values, filled, fact.confidence)


