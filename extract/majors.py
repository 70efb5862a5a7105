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
_CUT: Final = re.compile(r".*(?:学院|分院|系部|教学部|学部|\d+级|级|届|学校|我校|公司|集团|校|了|在|对|将|把|由|从|为|是|即|如|有|等|以|与|和|其|该|本|个|名|所|第一|开设|开办|设有|增设|新增|新设|招收|参加|选择|就读|报考|学习|名牌|重点|骨干|特色|品牌|来自|我系|国际|电子|农|面向|举办|合办|依托|围绕|结合|建设|推动|推进|尤其|特别|比如|例如|包括|其中|涉及|涵盖|的|班|之后|先后|率先|向|系|录用)(?=[\u4e00-\u9fffA-Za-z0-9（]{2,})")
_SAFE_CUT: Final = re.compile(r".*(?:学院|分院|系部|教学部|学部|\d+级|学校|我校|公司|集团|开设|开办|设有|增设|新增|新设|招收|参加|选择|就读|报考|名牌|重点|骨干|特色|品牌|来自|我系|其中|[在对将把由从为是即如有等以其该个名所的了向]|机电系|[\u4e00-\u9fff]系|尤其|特别|包括|其中|率先|录用|吸纳|围绕|依托|各有|只有|每年|通过|利用|组织|安排|(?:又|新|增|再)?开(?![发采放]))(?=[\u4e00-\u9fffA-Za-z0-9（]{2,})")
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


@cache
def _by_letters() -> frozenset[str]:
    return frozenset("".join(sorted(re.sub("[与和及]", "", name))) for name in lexicons.majors() if len(name) >= 5)


def in_other_order(name: str) -> bool:
    """Tell whether `name` has the words of a catalogue name in another order (汽车维修和运用)."""
    return len(name) >= 5 and "".join(sorted(re.sub("[与和及]", "", name))) in _by_letters()


@cache
def _beginnings() -> frozenset[str]:
    return frozenset(name[:length] for name in lexicons.majors() for length in range(2, len(name)))


def could_be_major(name: str) -> bool:
    """Tell whether an uncatalogued name can be a major's: a beginning of a catalogue name, or a name that ends like one."""
    if is_catalogued(name) or in_other_order(name):
        return True
    if _NO_MAJOR.match(name) or _BAD_ITEM.search(name) or _VERBAL.match(name):
        return False
    if name in _SHORT_FORMS or (len(name) >= 2 and name in _beginnings() and name not in _TOO_WIDE):
        return True
    return len(name) >= 4 and bool(_LIKE_MAJOR.search(name)) and name not in _TOO_WIDE


#: Everyday short forms of majors.
_SHORT_FORMS: Final = frozenset("汽修 机电 数控 幼师 财会 农机 农学 土建 文秘 美容美发 美发 美容 钳工 电工 焊工 车工 模具 电商 幼教 学前 园林 畜牧 兽医 林业 机绣 编织 缝纫 水电 水产 烹调 面点 茶艺 酒店 空乘 高铁 铁乘 航海 轮机 摄影 动画 影视 音乐 舞蹈 美术 体育 戏曲 书法 英语 日语 法律 药学 中药 口腔 针灸 推拿 康养 养老 光伏 风电 物流 光电".split())
_TOO_WIDE: Final = frozenset("职业技术 信息技术 专业技术 现代技术 技术 技能 管理 服务 教育 艺术 文化 媒体 社会 国际 信息 电子 数字 现代 智能 工业 农业 商务 经济 城市 建设 公共 传统 民族 中国 工程 产品 环境 资源 网络 生产 设备 应用 安全 运动 健康 创新 主流 数字化 国家 学生 世界 中文 高星级 新能源 人工 交通 职业 生活 农村 家庭 大数据 信息化 区域 产业 金属 材料 能源 食品 医学 生物 化学 机械 医药 安防 通信 软件 知识 现代农业 应用技术 实用技术 先进技术 综合 一体化 中职 高职".split())
_LIKE_MAJOR: Final = re.compile(r"(?:技术|应用|维修|管理|服务|设计|制作|工艺|运用|营销|工程|施工|加工|制造|护理|表演|养殖|栽培|种植|培育|会计|英语|日语|美术|音乐|舞蹈|旅游|烹饪|木雕|雕刻|刺绣|剪纸|修复|检测|检修|运行|控制|维护|安装|造价|测量|装饰|驾驶|乘务|客运|物流|商务|贸易|财务|金融|文秘|传媒|播音|主持|摄影|动漫|游戏|编程|网络|安全|卫生|保健|康复|制药|药剂|检验|口腔|助产|美容|美发|造型|园艺|园林|畜牧|兽医|农艺|水产|林业|茶艺|面点|烹调|制冷|空调|焊接|铸造|数控|模具|钣金|涂装|采矿|冶炼|化工|石油|纺织|染整|服装|鞋类|皮革|印刷|陶瓷|珠宝|教育|保育|养老|家政|殡仪|法律|体育|武术|竞技)$")
_VERBAL: Final = re.compile(r"(?:明确|保持|稳定|进行|加大|构建|充分|发挥|运用|利用|做好|做强|强化|打造|形成|围绕|紧跟|依托|引进|开拓|扩大|增强|加快|推行|落实|坚持|实行|突破|服务于|下设|轮岗|率先|成立|组建|报考|读|念|学|修|教|让|由|使|把|将|给|从|为|对|在|与|和|及|每|各|全|我|你|他|本|该|此|今年|去年|明年|近年|目前|已|又|现)")


def clean_major(name: str) -> str:
    """Return a major's name as listed: without the word 专业 and without quotation marks around it."""
    name = name.strip("“”、，。；： ·-—")
    name = re.sub(r"（(?:试办|新增|新开|新设|停招|试点|筹)[^）]*）$", "", name)
    name = re.sub(r"^(?:\d+[.、．]|（\d+）|[①-⑳])", "", name)
    if name.endswith("）") and (match := re.fullmatch(r"(.{2,}?)专业(（.+）)", name)):
        name = match[1] + match[2]
    return name.removesuffix("专业") if len(name) > 3 else name


def find_majors(text: str, tokens: Sequence[Token]) -> list[Mention]:
    """Return the majors named in `text`: members of lists of majors, and names before the word 专业."""
    if "专业" not in text and not _GROUP_LINE.match(text):
        return []
    found: dict[tuple[int, int], Mention] = {}
    catalogued = [(start, end) for start, end, _ in _finder().longest(text)]
    for start, end in _listed(text, catalogued):
        found[start, end] = Mention(start, end, clean_major(text[start:end]), "major", known=is_catalogued(clean_major(text[start:end])))
    for start, end in (*_counted(text), *_grouped(text)):
        if not any(start < e and s < end for s, e in found):
            name = clean_major(text[start:end])
            found[start, end] = Mention(start, end, name, "major", known=is_catalogued(name))
    covered = {at for start, end in found for at in range(start, end)}
    for match in re.finditer("专业", text):
        span = _before(text, tokens, match.start(), match.end(), catalogued)
        if span and span[0] not in covered:
            name = clean_major(text[slice(*span)])
            found[span] = Mention(*span, name, "major", known=is_catalogued(name))
            covered |= set(range(*span))
    names = {mention.text for mention in found.values() if mention.known}
    for start, end in catalogued:
        if text[start:end] in names and not covered & set(range(start, end)):
            found[start, end] = Mention(start, end, text[start:end], "major")
    return sorted(found.values(), key=lambda one: one.start)


#: 汽修、烹饪两个专业
_COUNTED: Final = re.compile(r"((?:[\u4e00-\u9fffA-Za-z（）]{2,16}[、和与及])+[\u4e00-\u9fffA-Za-z（）]{2,16}?)等?(?:[一二三四五六七八九十两几多]+|\d+)(?:余|多)?(?:个|大|门)[\u4e00-\u9fff“”]{0,6}专业")
#: 加工制造类：机电技术应用、模具制造技术
_GROUP_LINE: Final = re.compile(r"[\u4e00-\u9fff]{2,10}(?:类|专业群|系|部)：")


def _counted(text: str) -> list[tuple[int, int]]:
    """Return the members of short lists that a count of 专业 closes; all must look like majors."""
    spans = []
    for match in _COUNTED.finditer(text):
        members = _cut_members(text, match.start(1), match.end(1))
        like = sum(could_be_major(text[s:e]) for s, e in members)
        if like * 3 >= len(members) * 2 and like and not any(_BAD_ITEM.search(text[s:e]) or _VERBAL.match(text[s:e]) for s, e in members):
            spans += members
    return spans


def _grouped(text: str) -> list[tuple[int, int]]:
    """Return the members of a line that names a group and then catalogued majors only."""
    match = _GROUP_LINE.match(text)
    if not match:
        return []
    end = len(text.rstrip("。；"))
    members = _cut_members(text, match.end(), end)
    named = [(s, s + len(re.sub(r"（[^）]*$|（[^）]*）$", "", text[s:e]))) for s, e in members]
    return named if named and all(is_catalogued(text[s:e]) for s, e in named) else []


def _cut_members(text: str, start: int, end: int) -> list[tuple[int, int]]:
    members = []
    at = start
    for number, part in enumerate(_split_outside_brackets(text[start:end])):
        begin, stop = at, at + len(part)
        if number == 0:
            begin = _first_begins(text, begin, stop)
        words = text[begin:stop]
        both = None if is_catalogued(words) or in_other_order(words) else re.search(r"(?<=..)[和与及](?=..)", words)
        if both and not (could_be_major(words[: both.start()]) and could_be_major(words[both.end() :])):
            both = None
        members += [(begin, begin + both.start()), (begin + both.end(), stop)] if both else [(begin, stop)]
        at = stop + 1
    return members


def _first_begins(text: str, start: int, stop: int) -> int:
    """Return where the first member of a list begins: its longest end that is a major's name."""
    for known in (lambda words: is_catalogued(words) or words in _SHORT_FORMS, could_be_major):
        for at in range(start, stop - 1):
            if known(text[at:stop]):
                return at
    cut = _SAFE_CUT.match(text[start:stop])
    return start + cut.end() if cut else start


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
    if sum(could_be_major(clean_major(text[s:e])) for s, e in members) * 2 < len(parts):
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


_TAIL_WORDS: Final = re.compile(r"等|专业|共计?|\d|[一二三四五六七八九十两几多]+(?:个|大|门)|方向的|已|均|都|是|为|正|还|在|由|里|又|也|则|同|实行|被|开展|入选|通过|获|招生|列入")


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
    if last and (tail := _TAIL_WORDS.search(text[start:end])):
        held = [e for s, e in inside if s <= start + tail.start() < e]
        end = held[0] if held else start + tail.start()
    words = text[start:end]
    if not (is_catalogued(words) or in_other_order(words)):
        for both in re.finditer(r"以及|和|与|及", words):
            if any(s < start + both.start() < e for s, e in inside):
                continue
            left, right = clean_major(words[: both.start()]), clean_major(words[both.end() :])
            if len(left) >= 2 and len(right) >= 2 and (is_catalogued(left) or is_catalogued(right)):
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
    if not 2 <= len(words) <= 14 or words in lexicons.regions() or not could_be_major(words):
        return None
    return left, start


def _widen(text: str, start: int, end: int) -> int:
    """Keep the catalogue's match; words that qualify it stay outside."""
    return start if end > start else end
