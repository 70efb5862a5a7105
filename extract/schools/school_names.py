"""Names of schools in running text: where they begin and end, and the short forms used for one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Final

from .. import lexicons
from ..language.mentions import Token
from ..language.places import leading_place, places_in, whole_places_in

#: How names of schools that teach a trade end.
_TAIL: Final = (
    r"(?:职业技术|职业|技术|职工|成人|综合|职业与成人){0,3}(?:教育(?:培训)?|职教)中心(?:学校|校(?![区园内外长企级方训友庆史服舍本]))?"
    r"|学校|学院|大学|(?:职业|农业|技术|高级)高?级?中学(?:校(?![区园内外长企级方训友庆史服舍本]))?|职业高中|综合高(?:中|级中学)|(?:职业|农业|师范|卫生|财经)中专(?!学校)"
    r"|中专(?!学校|部|生|班|层|毕|学)|职专|职高(?!专)|职中(?!心)|中职中心|职校|职教中心|技校|技工校|卫校|农校|高专(?!院)|职院(?!校)|职业技校"
)
#: What may follow the tail of a name only where the tail was no end: 大学生, 学院派, 学校化.
_NO_END: Final = r"(?!生(?![态物产活源])|派(?![出遣往驻人教代])|化|城[^市]|科技园|学校(?!学校|性质))"
_SCHOOL: Final = re.compile(rf"({_TAIL}){_NO_END}")
#: What every tail has one of: most sentences have none, and are read no further.
_TAIL_SIGN: Final = re.compile(r"校|院|大学|中学|高中|中心|中专|职专|职高|职中|高专")
_LONGEST_FRONT: Final = 24  #: characters before the tail
_SHORTEST_FRONT: Final = 2
_REMEMBERED: Final = 2048  #: names: a report says its school's again and again
#: A name that goes on behind the first tail: 某大学附属中等职业学校, 某学院实验学校.
_GOES_ON: Final = re.compile(
    r"[\u4e00-\u9fff]{2,4}分校|[\u4e00-\u9fff]{1,5}学院附[属设][\u4e00-\u9fff]{0,8}?(?:学校|中专)|(?:附属|附设|实验|直属|高等|中等|职业|技师|继续|护士|护理|卫生|卫校|体育|艺术|工业|农业)[\u4e00-\u9fff]{0,8}?(?<!工业)(?<!农业)(?:学校|中专|中学)|(?:附属|附设|实验|直属|高等|中等|职业|技师|继续)[\u4e00-\u9fff]{0,8}?学院"
)
#: A name that is but the first part of another organisation's.
_OF_ANOTHER: Final = re.compile(
    r"(?:(?![与同和跟及向由为在到的])[\u4e00-\u9fff]){0,12}?(?:研究院|附属医院|医院|幼儿园|附属小学|附属中学|附小|附中|有限公司)"
)
#: A mere kind of school behind a place, and what makes the two the front of a title's or contest's name.
_KIND_ONLY: Final = re.compile(r"(?:中等|高等)?(?:职业|技工)(?:技术|教育)?(?:学校|院校)|中等专业学校")
_OF_TITLE: Final = re.compile(
    r"[^，。；：、与和在的获于参传是有为开夺派]{0,16}?(?:大赛|竞赛|比赛|评比|赛项|“[^”]{1,8}杯”|基地|先进|称号|名师|标兵|班主任|示范|优秀|十佳|联盟|协会|学会|专委会)"
)
#: Kinds of schools that a report is of, as they stand in a name.
_TRADE: Final = (
    r"(?:工程|理工|商业|工业|商务|林业|农业|农垦|卫生|护士|护理|师范|艺术|体育|体育运动|财经|财贸|旅游|交通|交通运输|运输|水利|电力|机电|机械|"
    r"信息|科技|科技管理|管理|医药|中医药|中医|建筑|建设|建设工程|石油|化工|冶金|煤炭|轻工|纺织|服装|粮食|供销|邮电|铁路|铁道|航空|航海|海事|"
    r"警察|司法|外贸|贸易|经贸|工贸|商贸|财政|财税|财会|银行|物资|物流|食品|粮油|轻工业|钢铁|矿业|核工业|蚕桑|蚕业|茶业|丝绸|陶瓷|民族|民政|公安|人民警察|幼教|学前|护理|药科|药学|制药|医学|康复|"
    r"软件|计算机|动漫|新闻|出版|印刷|光电|海洋|船舶|港口|城建|城市建设|市政|装饰|家政|经济|经济管理|金融|会计|烹饪|传媒|影视|戏曲|舞蹈|音乐|美术|工艺|工艺美术|电子|通信|汽车|环境|测绘|地质|气象|"
    r"水电|水利水电|供电|邮政|通讯|电讯|仪器|仪表|仪器仪表|无线电|橡胶|玻璃|造纸|制糖|盐业|烟草|酿酒|石化|煤矿|重工业|机车|材料|材料工程|生态|生态工程|水运|港航|民航|轨道交通|审计|家政服务|"
    r"服务|旅游服务|雕刻|雕塑|五金|皮革|皮具|箱包|鞋业|家具|玉器|珠宝|刺绣|织造|木雕|竹编|模具|农牧|牧业|园艺|花卉|茶叶|果业|渔业|酒店|康养|养老|"
    r"广播电视|园林|畜牧|兽医|水产|盲人|聋人|特殊教育|农机|农业机械化|统计|税务|幼儿|技术|技工|应用|应用技术)"
)
_OWN_KIND: Final = re.compile(
    r"职业|技工|技师|中专|中等|综合高|职教|职专|职中|职高|职院|职校|高专|专科|电视大学|开放大学|技校|技工校|卫校|农校|"
    rf"{_TRADE}学校"
)
#: Words that end what stands before a name. A place's name is never cut (和田, 同江, 向阳).
_CUT: Final = re.compile(
    r"本报讯|新闻网讯|网讯|来源|记者|通讯员|来自|来到|走进|走访|参观|考察|访问|前往|抵达|莅临|联合|联手|携手|牵手|依托|邀请|组织|选派|"
    r"派往|输送|推荐|面向|进入|入驻|获得|荣获|授予|评为|认定|举办|主办|承办|协办|加入|就读|毕业于|捐赠|支援|帮扶|援助|对口|结对|对接|"
    r"衔接|沟通|担任|成为|作为|更名|改名|[改初始原俗人]称|(?<=[人行队团])来|挂牌|揭牌|祝贺|恭喜|兼任|现任|时任|曾任|名为|称为|定名|升格|合并|并入|落户|位于|坐落|坐落于|毗邻|联系|协助|转到|转入|分别|先后|"
    r"全国|全省|全市|全县|当地|本地|我市|我省|我县|我区|由于|根据|按照|通过|以及|或者|还有|其中|包括|已经|曾经|目前|现在|如今|现为|"
    r"冠名|至今|全称|全名|校名|院名|今名|现名|校园|随着|官网|从(?!化)|在|与|和(?!谐)|同(?!济|心|文)|跟|及|向(?!阳|明)|由|到|是|的|了|至(?!诚|善)|给|把|被|让|将(?!乐|军)|赴|于(?!洪|都)|叫|该|则|即|并|"
    r"为(?!民)|看|问|算|送|如|有(?!色)|即将|隶属|直属|归|指导|感谢|兼|[说讲提]起|说|简称|陆续|收进|历经|接收|吸收|吸纳|兼并|组建|成立|创办|创建|设立|改办|改为|改建|办起|旧址上|基础上|制定|争创|中共|办学历程|学校概况|学校简介|历史沿革|"
    r"^记(?!者)|^应(?!用|城|县|急)|^[本该上]?(?:学年度?|年度|学期)|^(?:今年|去年|[年月日届级度期](?!代)|日电|原|系|现)|(?<=[年月日])原"
)
#: How a body ends that a school is called by, its place behind it: 首钢|迁安技校, 某大学|常州分校.
_BODY_END: Final = re.compile(
    r"(?:集团|公司|总局|分局|局|厂|矿|部|院|校|学|社|会|中国|国家|国营|国网|钢|油|铁|电|兵团|油田|铁路|[东西南北上下大小新老])$"
)
#: Words before a school's name that say what it is or who stands for it; no name holds them.
_LEAD: Final = re.compile(
    r"^.*(?:示范校|成员校|合作校|兄弟院校|院校|高校|单位|基地|校长|院长|书记|主任|教师|学生|同学|(?:集团|公司)(?!(?:第[一二三四五六])?(?:高级)?(?:技工|职工|技师|职业|技校|中等))|发布|编制|附表|表|图|附件)(?=.{4})"
)
_KIND_START: Final = re.compile(
    rf"{_TRADE}*(?:第[一二三四五六七八九十]|职业|中等|高级|技工|技师|职教|职专|职中|职高|职院|中专|高等|综合|成人|开放|广播)|{_TRADE}+(?:学校|学院|大学)"
)
_HONOUR: Final = re.compile(
    r"示范|重点|高水平|规范|特色|先进|名牌|优质校?|骨干|首批|第[一二三四五六]批|试点|达标|文明|星级|规范化|合格|标兵|十佳|百强|改革|最佳|模范"
)
#: No one school: 两所职高; or a body that a school and a firm run: 某某产业学院.
_COUNTED: Final = re.compile(
    r"[两三四五六七八九十几多数首一\d]所|届|[它他她]|(?:产业|工匠|企业|企业家|乡村振兴|现场工程师|师傅|老年|家长)学(?:院|校)$"
)
_GENERIC: Final = re.compile(
    r"(?:中|高|中高|高等|中等|普通|省|市|县|区|省级|市级|县级|国家级?|全国|农村|城市|城乡|公办|民办|国办|公立|私立|综合性?|全日制|国有|当地|本地|各|各类|各级|某|我|本|该|两所?|多所|几所|[一三四五六七八九十\d]+[所家处]|唯一|一所|"
    r"县域|学制|品牌|职业|技工|技师|高级|技术|专业|教育|专科|专门|教会|合作|结对|帮扶|受援|支援|对口|兄弟|友好|成员|牵头|参与|承办|主办|协办|参赛|获奖|优秀|其他|其它|同类|高职|中职|院校|学校|企业|产业|现代|行业|"
    r"工程|机电|机械|信息|艺术|商|商务|护理|卫生|医学|健康|汽车|航空|旅游|管理|经济|经贸|财经|建筑|建设|电子|电气|智能|制造|智能制造|食品|生物|药学|中药|马克思主义|人文|外语|外国语|体育|音乐|美术|设计|"
    r"农林|农业|农学|交通|运输|交通运输|服装|纺织|烹饪|营养|继续|成人|国际|教师|师范|家长|开放|网络|培训|创新|创业|与|和|分|二级|三级|新|老|原|母|名|好|强|乡镇|社区|青年|业余|夜|企业家?|企校|校企|互联网|大数据|人工智能|养老|服务|现代服务|物流|数字|乡村振兴|红色|少年|军|军事|干部|技能|大师|工匠|新型|综合)*"
)
#: Well-wishing words that private schools bear where others have a place's name.
_WISHES: Final = re.compile(
    r"育才|育英|育人|华夏|中华|新华|振华|兴华|文华|博雅|启明|启航|求实|求是|立信|立德|弘德|明德|"
    r"至诚|光明|东方|南方|北方|东南|西南|西北|东北|华东|华南|华北|华中|华西|群星|腾飞|远大|精英|"
    r"英才|成才|成功|希望|振兴|科技|信息|现代|工贸|商贸|中科|国防|国际|第一|第二|第三|第四|第五|"
    r"实验|城市|综合|中心|长江|黄河|珠江|淮河"
)
#: Ends of short forms, which name a school only behind a place: any school may be called 品牌职校.
_SHORT_END: Final = re.compile(r"(?:职院|职校|职专|职高|职中|高专|职技校|技校|卫校|农校)$")
_SHORT_KIND: Final = re.compile(rf"{_SHORT_END.pattern[:-1]}$|(?:中专|职教中心|财校|商校)$")
_ORDINAL: Final = re.compile(r"第?([一二三四五六七八九十])(?=职|中|技|高|卫|轻|商|工|农|师|幼|校|$)")
#: How short forms of a school's name end, with what may not follow them.
_SHORT_TAIL: Final = re.compile(
    r"职业?教?中心(?!校)|职业?中专|职业?高中|职技校|职技院|职专|职高|职中|职校|中专|技校|技师学院|高专|卫校|农校|财校|商校|林校|警校|艺校|体校|幼师|[\u4e00-\u9fff]{1,2}院(?!校)|职大|"
    r"[一二三四五六七八九]职(?![业教工技高中专校])|(?<=[市县区])职(?![业教工技称务能高中专校员位责场]|.?院)"
)
#: What every short form has in it, looked for first.
_SHORT_SIGN: Final = re.compile(
    r"院|职|中心|中专|高中|技校|高专|卫校|农校|财校|商校|林校|警校|艺校|体校|幼师"
)
_NO_COLLEGE: Final = re.compile(
    r"(?:我|本|该|两|业|医|法|影|戏|剧|书|分|研究|科学|国务|养老|福利|电影|检察|敬老|[0-9一二三四]|的|全|各|高|贵|在|学|出|入|进|到)院$"
)


@dataclass(frozen=True, slots=True)
class SchoolName:
    """A school named at `text[start:end]` of a passage."""

    start: int
    end: int
    text: str


def school_names(text: str, tokens: Sequence[Token] = ()) -> Iterator[SchoolName]:
    """Yield the vocational schools and colleges named in full in `text`, whose words `tokens` are."""
    if not _TAIL_SIGN.search(text):
        return
    at = 0
    while tail := _tail(text, at):
        front, begin, end = tail
        if more := _GOES_ON.match(text, end):
            end = more.end()
        start = _start(text, front, begin, end, tokens)
        name = text[start:end]
        at = end
        if is_school_name(name) and not _OF_ANOTHER.match(text, end) and not _in_title(name, text, end):
            yield SchoolName(start, end, name)


def _tail(text: str, at: int) -> tuple[int, int, int] | None:
    """Return where the words before the first tail behind `at` begin, and where it begins and ends."""
    search = at + _SHORTEST_FRONT
    while match := _SCHOOL.search(text, search):
        front = match.start()
        floor = max(at, front - _LONGEST_FRONT)
        while front > floor and "\u4e00" <= text[front - 1] <= "\u9fff":
            front -= 1
        if match.start() - front >= _SHORTEST_FRONT:
            return front, *match.span()
        search = match.start() + 1
    return None


@lru_cache(_REMEMBERED)
def is_school_name(name: str) -> bool:
    """Tell the name of one vocational school or college from words about schools (示范学校, 机电工程学院)."""
    if not 5 <= len(name) <= 30 or _HONOUR.search(name) or _COUNTED.search(name):
        return False
    placed = leading_place(name)
    if not placed and _SHORT_END.search(name):
        return False
    if not (_OWN_KIND.search(name) or (placed and re.search(r"(?:学院|大学)$", name))):
        return False
    kind = _kind_start(name)
    own = name[placed:kind] if placed < kind else ""
    if placed:
        return True
    return (
        len(own) >= 2
        and not _GENERIC.fullmatch(own)
        and not re.search(r"专业|中心|学校|学院|我|该|们|职业教育", own)
    )


def _in_title(name: str, text: str, end: int) -> bool:
    """Tell the first words of a title or contest (某省中等职业学校|“创新杯”大赛) from a school's name."""
    placed = leading_place(name)
    if not placed or not _KIND_ONLY.fullmatch(name[placed:]):
        return False
    return region_level(name[:placed]) == "province" or bool(_OF_TITLE.match(text, end))


def is_short_name(name: str) -> bool:
    """Tell a school's short name without a place (某某职校) from words about schools (公办职校, 我们职高)."""
    match = _SHORT_KIND.search(name)
    own = name[: match.start()] if match else ""
    return (
        2 <= len(own) <= 4
        and not _GENERIC.fullmatch(own)
        and not _CUT.search(own)
        and not re.search(
            r"[我你他这那该本各多某些所家个名们]|学校|专业|优质|普通|特色|重点|示范|品牌|民办|公办", own
        )
    )


@lru_cache(_REMEMBERED)
def place_of_name(name: str) -> str:
    """Return the place that `name` begins with: a region, or what stands before the school's kind.

    A county's centre is named after the county (某桐职业教育中心); other schools so only where no region
    leads and the word wishes nothing (育才职业学校).
    """
    end = leading_place(name)
    kind = _kind_start(name)
    between = name[end:kind]
    plain = 2 <= len(between) <= 3 and not _GENERIC.fullmatch(between) and not _WISHES.fullmatch(between)
    if plain and re.match(r"职业技?术?教育中心|职教中心", name[kind:]):
        return name[:kind]
    if not end and plain and len(between) == 2:
        return between
    return name[:end]


@lru_cache(_REMEMBERED)
def is_short_form(short: str, full: str) -> bool:
    """Tell whether `short` abbreviates the school's name `full`: its characters in order, the number kept.

    A mere beginning of the name (某市第一职) is cut off, no abbreviation.
    """
    if len(short) < 2 or len(short) >= len(full) or full.startswith(short):
        return False
    if not _same_number(short, full):
        return False
    if full.endswith(short):
        return True
    if short.endswith("技校") and not short.endswith("职技校") and not re.search(r"技工|技师|高级技", full):
        return False
    at = -1
    for number_, char in enumerate(short):
        at = full.find(char, at + 1)
        if at < 0 or (number_ == 0 and at > leading_place(full)):
            return False
    return _same_level(short, full)


def _same_number(short: str, full: str) -> bool:
    """Tell whether both have a number (第一职业学校) or none has."""
    numbers = _ORDINAL.findall(full)
    return all(number in short for number in numbers) and (bool(numbers) or not _ORDINAL.search(short))


def short_forms(full: str, text: str) -> set[str]:
    """Return the short forms of `full` that `text` uses where it does not use the name itself."""
    rest = text.replace(full, "\n")
    found: dict[str, int] = {}
    for match in _SHORT_TAIL.finditer(rest):
        start = _backwards(rest, match.end(), full)
        form = rest[start : match.end()]
        apart = start == 0 or not "\u4e00" <= rest[start - 1] <= "\u9fff" or rest[start - 1] in _BEFORE_SHORT
        if not apart and form[:1] not in full[: max(1, leading_place(full))]:
            continue
        if start > match.start() or not is_short_form(form, full) or re.match(r"[职中高技专]", form):
            continue
        if not full.endswith(form) or full.rfind(form) <= max(leading_place(full), len(place_of_name(full))):
            found[form] = found.get(form, 0) + 1
    return {form for form, times in found.items() if len(form) >= 3 or times >= 2}


def has_short_form(text: str) -> bool:
    """Tell whether a school may be named in short in `text`, by a quick look."""
    return bool(_SHORT_SIGN.search(text))


def bare_short_names(text: str) -> list[tuple[int, str]]:
    """Return (place, name) of schools named in short: behind a region or the first character of one."""
    found: list[tuple[int, str]] = []
    tails = list(_SHORT_TAIL.finditer(text)) if has_short_form(text) else []
    if not tails:
        return found
    initials = {text[start] for start, _, _ in places_in(text)}
    for match in tails:
        window = text[max(0, match.end() - 8) : match.end()]
        shift = match.end() - len(window)
        hit = next(((start, end) for start, end, _ in places_in(window) if end <= len(window) - 2), None)
        if (
            hit
            and len(window) - hit[1] <= 4
            and not _NO_COLLEGE.search(window)
            and re.fullmatch(r"[^\W\d_的]+", window[hit[0] :])
        ):
            found.append((shift + hit[0], window[hit[0] :]))
        elif match[0].endswith("院") and match.start() and not _NO_COLLEGE.search(match[0]):
            start = match.start() if len(match[0]) == 3 else match.start() - 1
            name = text[start : match.end()]
            placed = name[0] in initials or (name[1:] == "职院" and name[0] in _initials())
            if placed and _SHORT_COLLEGE.fullmatch(name):
                found.append((start, name))
    return found


#: Characters after which a short form may begin though it does not name the place.
_BEFORE_SHORT: Final = frozenset("在与和到由是为对进我的叫称给赴向从被及同")


def begins_place(char: str) -> bool:
    """Tell whether a region's name begins with `char`."""
    return char in _initials()


@cache
def _initials() -> frozenset[str]:
    """Return the first characters of all regions, by which colleges are called in short (温职院)."""
    return frozenset(name[0] for name in lexicons.regions())


#: 徐生院, 温职院: a place's first character, a trade's or 职, and 院.
_SHORT_COLLEGE: Final = re.compile(r"[\u4e00-\u9fff][职工商医卫师农林交航汽生建电信水财经科艺警海铁][院]")


def _start(text: str, first: int, tail: int, end: int, tokens: Sequence[Token]) -> int:
    """Return where the name that ends at `end` begins: at its place, else behind the last word that cuts."""
    run = text[first:end]
    places = whole_places_in(run)
    kept = [(start, stop) for start, stop, _ in places]
    cut = 0
    for match in _CUT.finditer(run, 0, tail - first):
        inside = any(start < match.end() and match.start() < stop for start, stop in kept)
        if not inside and match.end() <= tail - first:
            cut = match.end()
    lead = _LEAD.match(run[cut : tail - first + 2])
    if lead and not any(place < cut + lead.end() < stop for place, stop in kept):
        cut += lead.end()
    start = first + cut
    for place, _, region in places:
        if cut < place <= tail - first and (
            _ends_word(tokens, first + place, start) or _begins_name(run[cut:place], region)
        ):
            return first + place
    return start


def _begins_name(lead: str, region: str) -> bool:
    """Tell whether a name begins at `region`: but for what a name may hold before it (首钢迁安)."""
    clear = region[-1] in "省市县旗州盟" or region.endswith(("自治区", "地区"))
    return (
        len(region) > 1
        and (clear and len(region) > 2 or region_level(region) in ("province", "prefecture"))
        and not _BODY_END.search(lead)
        and leading_place(lead) != len(lead)
    )


def _ends_word(tokens: Sequence[Token], at: int, start: int) -> bool:
    """Tell whether the word before `at` says what is done or when, so that a name begins at `at`."""
    for token in tokens:
        if token.end == at and token.start >= start:
            return token.tag[:1] in ("v", "p", "c", "d", "r", "t", "u", "m", "q", "f") and token.tag not in (
                "vn",
                "mq",
            )
    return False


def _kind_start(name: str) -> int:
    """Return where the words of kind begin (某市|第一职业技术学校, 某地|林业职业学校)."""
    match = _KIND_START.search(name, 1)
    return match.start() if match else len(name)


def _same_level(short: str, full: str) -> bool:
    """Keep a college's short form from a school's name and the other way round."""
    if short.endswith(("学校", "学院", "大学", "中学")):
        return short.endswith(full[_kind_start(full) :])
    return not (short.endswith("院") and not full.endswith(("学院", "大学")))


def _backwards(text: str, end: int, full: str) -> int:
    """Return how far left of `end` the characters follow `full` backwards."""
    at, place = end, len(full)
    while at:
        place = full.rfind(text[at - 1], 0, place)
        if place < 0:
            break
        at -= 1
    return at


def region_level(name: str) -> str:
    """Return the level of the region `name` ("province", "prefecture", "county"), "" for others."""
    region = lexicons.regions().get(name)
    return region.level if region else ""
