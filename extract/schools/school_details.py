"""What a report says of its school beside the name: founding, organiser, address, website and region."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from ..facts import Evidence
from ..language.places import leading_place, place_levels, places_in
from ..language.sentences import Sentence, evidence
from ..language.terms import places_of
from ..reading.blocks import Document
from ..reading.passage import Passage
from .school_founding import DATED, FOUNDINGS, founding_year
from .school_names import place_of_name, region_level

_BODY: Final = (
    r"(?:教育(?:和)?体育局|教育局|教体局|教科局|局|委员会|教委|卫健委|厅|教育部|总工会|工会联合会|人民政府|政府|集团(?:有限公司|公司)?|有限公司|总公司|农场|"
    r"(?:工|国资|科工|国防科工)办|国资委|(?:铁道|交通|农业|水利|冶金|煤炭|机械|化工|电力|邮电|轻工|纺织|卫生|劳动)部|街道办事处|出版社|报社|医院|学会|厂|供销合作社(?:联合社)?|联合社|联社|供销社|管理处|总局|兵团|联合会|协会|研究院|民政部|管委会|基金会|党委|军分区|总厂|企业家?)"
)
#: The next label of a form whose lines have run together.
_NEXT_LABEL: Final = (
    r"(?:(?:办学|学校|校|建校|创办|单位|占地|联系|电话|邮编)[\u4e00-\u9fff]{1,4}|主管|主办|举办|隶属|地址|校址|院址|法人|校长|院长|面积|网址|性质|代码)"
    r"(?:单位|部门|者|关系|代表)?："
)
#: Where the label of a form begins.
_HEAD: Final = r"(?:^|[\s，。；、*）（])"
_ORGANISER: Final = (
    re.compile(
        rf"{_HEAD}(?:主管|主办|举办|举办方|隶属|归属|所属|归口)\**：\**\s*([^，。；：\s（）*]{{3,26}}?)(?=[，。；\s（）*]|$|{_NEXT_LABEL})"
    ),
    re.compile(
        r"(?:举办者|举办单位|主办单位|主管部门|主管单位|主管(?=一直是|是)(?:一直)?|办学主体|办学单位|上级主管部门|隶属关系|隶属单位)\**(?:：|是|为)\**\s*"
        rf"([^，。；：\s（）*]{{3,26}}?)(?=[，。；\s（）*]|$|{_NEXT_LABEL})"
    ),
    re.compile(rf"(?:隶属于?|归属于?|直属于?)([^，。；]{{2,24}}?{_BODY})"),
    re.compile(
        rf"(?:由|归口?)([^，。；是口]{{2,24}}?{_BODY}(?:、[\u4e00-\u9fff]{{1,12}}?{_BODY})*(?:[和与][\u4e00-\u9fff]{{2,12}}?{_BODY})?)(?:直接|共同|联合)?(?:领导|主管|管理|举办|主办|创办|直属|管|合办|联办|出资)"
    ),
    re.compile(
        rf"(?:是|系|为|，|^|—|、|：)((?!是|由|归|经)[\u4e00-\u9fff]{{2,20}}?{_BODY})(?:的)?(?:自己办|自办|管着?(?!理)|直属|直管|主管|下属|所属|举办|主办|创办|领导|属下|兴办)(?=[的，。；、\s]|$|地址|公办|民办|全日制|综合|中等|普通|唯一|单位|学校)"
    ),
)
#: What every way to name an organiser or founder has in it, looked for first.
_ORGANISED: Final = re.compile(r"管|办|属|领|资|归|创")
_EVENT: Final = re.compile(r"汇演|大赛|比赛|竞赛|论坛|展览|博览会|运动会|演讲|年会")
_ORGANISER_LABEL: Final = re.compile(r"举办者|举办单位|主办单位|主管部门|主管单位|隶属关系")
#: Who founded: 2005年某集团创办.
_FOUNDER: Final = re.compile(
    r"(?:18|19|20)\d\d年(?:\d{1,2}月)?由?([\u4e00-\u9fff]{2,16}?(?:集团(?:有限公司|公司)?|总公司|有限公司|人民政府|总工会))(?:投资|出资|独资)?(?:创办|兴办|举办|开办|创建)(?!了|的[\u4e00-\u9fff]{0,8}(?:班|中心|公司))"
)
_ADDRESS_END: Final = r"(?=[，。；\s）*]|面积|占地|电话|邮编|邮政|联系|传真|网址|$)"
_ADDRESS: Final = (
    re.compile(rf"(?:办学地点|校址|地址|所在地)\**：\**\s*([^，。；：\s（*]{{4,40}}?){_ADDRESS_END}"),
    re.compile(
        rf"(?:现址|校址|院址|新址|办学地点|地址)(?:在|位于|是|为|：)([^，。；：\s（]{{4,40}}?){_ADDRESS_END}"
    ),
    re.compile(
        r"(?:坐落|座落|位于|地处|设在|迁入|迁至|搬到|搬至)(?:于|在)?(?!.{0,6}(?:以|之))([^，。；、是与]{3,34}?(?:与[^，。；、]{2,8}[路街道]交[汇叉]处?)?)(?=[，。；、与]|占地|校园|毗邻|是一|环境|的|交通|$)"
    ),
    re.compile(r"在([^，。；在]{3,24}?\d+号)"),
    re.compile(rf"(?:校址|院址|校园)([^，。；：\s（]{{4,40}}?号){_ADDRESS_END}"),
)
_PLACE_WORD: Final = re.compile(r"(?:[路街道镇乡村区巷弄]|大道|\d+号)")
_NO_PLACE: Final = re.compile(
    r"大湾区|经济[区圈带]|[东南西北]翼|腹地|前列|前茅|领先|水平|第[一二三]|中心地位|核心|重要|优势|交[界汇](?!处|口)|专业|学生|企业|公司|基地|大赛|阶段|规划"
)
_SITE: Final = re.compile(
    r"(?<![A-Za-z0-9-])(?:https?://)?(?:www\.)?[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){0,6}\.[a-z]{2,8}(?![A-Za-z0-9_@])(?:/[\w./%-]*)?"
)
_SITE_LABEL: Final = re.compile(r"(?:网址|网站|官网|主页|首页|域名|Website)[^，。；A-Za-z]{0,8}$")
_OTHERS_SITE: Final = re.compile(
    r"(?:教育厅|教育局|人社|政府|平台|系统|信息网|公司|企业|大赛|招聘网|国家)[^，。；]{0,10}$"
)
#: What is read for, far from the report's beginning.
_TOLD_LATER: Final = re.compile(r"隶属|举办者|地址：|校址")
#: Words that stand for the school.
_OF_SCHOOL: Final = re.compile(r"学校|我校|本校|该校|学院|职教中心|我院|校园|校区|校址|院址|建校|办学|前身")
#: 某市是某市代管的县级市: the city above the school's own.
_UNDER: Final = re.compile(r"(?:是|系|为|隶属于?)([\u4e00-\u9fff]{2,6}?[市州盟省])(?:代管|下辖|所辖|管辖)")


@dataclass(frozen=True, slots=True)
class Details:
    """What is told of the school, by keys of its fact, and the passages that tell it."""

    values: dict[str, object]
    passages: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class _Reading:
    """A passage that may tell something, with its section, and whether it speaks of the school."""

    passage: Passage
    section: tuple[str, ...]
    about: bool


def school_details(document: Document, sentences: Sequence[Sentence], names: Sequence[str]) -> Details:
    """Return what the first part of the report says of the school that `names` stand for."""
    readings = [
        _Reading(
            one.passage,
            one.section,
            _speaks_of(one.text, names) or (number < _FIRST and _subjectless(one.text)),
        )
        for number, one in enumerate(sentences[:80])
    ]
    readings += [
        _Reading(one.passage, one.section, _speaks_of(one.text, names))
        for one in sentences[80:]
        if _TOLD_LATER.search(one.text)
    ]
    values: dict[str, object] = {}
    passages: list[Evidence] = []

    def keep(key: str, found: tuple[object, Evidence] | None) -> None:
        if found and key not in values:
            values[key] = found[0]
            passages.append(found[1])

    dated = [one for one in readings if one.about and DATED.search(one.passage.text)]
    for patterns in FOUNDINGS:
        keep(
            "founded",
            _first(
                document,
                dated,
                patterns,
                lambda match, _: founding_year(match, names),
            ),
        )
    organised = [one for one in readings if _ORGANISED.search(one.passage.text)]
    keep("organiser", _first(document, organised, (*_ORGANISER, _FOUNDER), _organiser))
    keep("address", _first(document, readings, _ADDRESS, _address))
    dotted = [one for one in readings if "." in one.passage.text]
    keep("website", _first(document, dotted, (_SITE,), _website))
    return Details(values, tuple(passages))


def region_of(name: str, details: Details, document: Document) -> str:
    """Return the region that `name` begins with, widened by address, organiser and text."""
    own = place_of_name(name) or _by_initial(name, document.text)
    told = [str(details.values.get(key, "")) for key in ("address", "organiser")]
    if not own:
        return next((place for words in told if (place := words[: leading_place(words)])), "")
    found = [own]
    told_of = (_UNDER.match(document.text, at + len(own)) for at in places_of(own, document.text))
    if above := next(filter(None, told_of), None):
        found.append(above[1] + own)
    for words in told:
        found.append(_told_region(own, place_levels(words)))
    if region_level(own) != "province":
        found.append(_widened(own, document.text))
    return max(found, key=len)


def _told_region(own: str, levels: list[str]) -> str:
    """Return the regions of an address down to `own`, and one more below a province or municipality."""
    for number, level in enumerate(levels):
        if level == own or (level.startswith(own) and level[len(own) :] in ("省", "市", "区", "县")):
            below = 1 if region_level(own) == "province" else 0
            return "".join(levels[: number + 1 + below])
    joined = "".join(levels)
    return joined if own in joined else ""


def _by_initial(name: str, text: str) -> str:
    """Return the region that a short name begins with one character of (徐生院), where the text names it."""
    if len(name) > 4:
        return ""
    places = [place for _, _, place in places_in(text) if place[0] == name[0]]
    return max(places, key=places.count) if places else ""


#: A sentence without a subject, as profiles begin after the title: 某市政府主办，2003年成立。
_SUBJECTLESS: Final = re.compile(
    r"^(?:[一二三四五六]、|基本情况：|概况：?|[答A]：)?\s*(?:(?:18|19|20)\d\d年|(?:建校|创办|创建|创立|始建|成立)(?:于|时间)?[：\d]|公办|民办|隶属|[\u4e00-\u9fff]{2,16}(?:主办|主管|举办|所属|直属))"
)
_FIRST: Final = 5  #: sentences among which one without a subject speaks of the school


def _subjectless(text: str) -> bool:
    return bool(_SUBJECTLESS.match(text)) and not re.search(
        r"公司|企业|集团(?!创办|举办|投资|主办|兴办|出资)", text[:40]
    )


def _speaks_of(text: str, names: Sequence[str]) -> bool:
    return any(name in text for name in names) or bool(_OF_SCHOOL.search(text))


def _first(
    document: Document,
    readings: Sequence[_Reading],
    patterns: Sequence[re.Pattern[str]],
    check: Callable[[re.Match[str], _Reading], object | None],
) -> tuple[object, Evidence] | None:
    """Return the first value that one of `patterns`, the surest first, finds and `check` lets pass."""
    for pattern in patterns:
        for reading in readings:
            for match in pattern.finditer(reading.passage.text):
                value = check(match, reading)
                if value is not None:
                    return value, evidence(
                        document, reading.passage, match.start(), match.end(), reading.section
                    )
    return None


def _organiser(match: re.Match[str], reading: _Reading) -> str | None:
    value = re.sub(r"^.*(?:是|由|系|归)", "", match[1].strip("“”：: *"))
    value = re.sub(r"(?:学校|办学).{0,6}$", "", value)
    if not 3 <= len(value) <= 30 or re.search(
        r"学校|学院|多方|我们|合作(?!社)|大赛|专业|毕业|该|其|上市|企业$", value
    ):
        return None
    if _EVENT.search(reading.passage.text) and re.search(r"[主承]办", match[0]):
        return None
    labelled = "：" in match[0] or bool(_ORGANISER_LABEL.match(match[0].strip("，。；、（ ")))
    return value if labelled or reading.about or re.search(r"地址|电话", reading.passage.text) else None


def _address(match: re.Match[str], reading: _Reading) -> str | None:
    value = match[1].strip("“”：: *")
    value = re.sub(r"(?:占地|校园|环境).*$", "", value)
    labelled = "：" in match[0] and len(reading.passage.text) <= 60
    if not (reading.about or labelled) or _NO_PLACE.search(value) or not _PLACE_WORD.search(value):
        return None
    before = reading.passage.text[: match.start()]
    clause = before[max(before.rfind(mark) for mark in "，；。") + 1 :]
    if re.search(r"公司|企业|集团|基地|医院|酒店|幼儿园|协会|开发区$|大赛|比赛", clause):
        return None
    return None if re.fullmatch(r"学校|校园|校区|.{0,3}(?:市|县|区)", value) else value


def _website(match: re.Match[str], reading: _Reading) -> str | None:
    before = reading.passage.text[max(0, match.start() - 24) : match.start()]
    at_name = re.search(r"(?:学校|学院|中心|中专|职高)（(?:[^（）]{2,24}，)?$", before)
    return (
        match[0]
        if (at_name or _SITE_LABEL.search(before)) and not _OTHERS_SITE.search(_SITE_LABEL.sub("", before))
        else None
    )


def _widened(own: str, text: str) -> str:
    """Return `own` with the regions that stand directly before it somewhere in `text`."""
    best = own
    for chain in _chains(text, own):
        if len(chain) > len(best):
            best = chain
    return best


def _chains(text: str, own: str) -> Iterator[str]:
    """Yield the runs of regions in `text` that end with `own`, its own 市 or 县 taken in."""
    for at in places_of(own, text):
        end = at + len(own)
        tail = text[end : end + 1]
        whole = (
            own + tail
            if tail and tail in "市县区省" and region_level(own + tail) == region_level(own)
            else own
        )
        before = text[max(0, at - 12) : at]
        starts = [start for start, _, _ in places_in(before)]
        fits = (
            before[start:] + whole
            for start in starts
            if not before[:start].endswith("海")  # 海滨城市 is no 滨城市
            and "".join(place_levels(before[start:] + whole)) == before[start:] + whole
        )
        yield next(fits, whole)
