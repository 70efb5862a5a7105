"""Mentions of organisations: by their endings, by known firms, and by their place in a list of such."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import Final

from . import lexicons
from .mentions import Mention, Token
from .terms import TermFinder

#: Words at which a name cannot begin or go on to the left: what stands before a name in a sentence.
_BORDER_WORDS: Final = frozenset(
    """与 和 同 跟 及 以及 或 或者 并 并且 还 还有 另 另有 又 也 都 均 则 而 但 在 于 到 往 去 来 来到 来自 向 由 从 自 自从 对 对于 为 为了 给 以 用 将 把 被 让 使 使得 令 据 经 经过 按
    按照 因 因为 即 是 系 乃 有 具有 含 含有 包括 包含 如 例如 比如 像 等 等等 的 地 得 之 所 了 着 过 本 该 此 这 那 各 每 某 我 我们 我校 我院 我市 我省 我县 我区 他 她 他们 它 两 双方 其 其中 其他 其它 另外 此外
    合作 共建 共同 签订 签署 签约 签下 签 订立 订 组建 成立 建立 设立 创立 创办 创建 建成 建设了 开展 开设 开办 开启 引进 引入 走进 走访 参观 考察 访问 前往 赴 抵达 莅临 联合 联手 携手 牵手 依托 借助 通过 利用 加强 深化 推进 推动 促进
    聘请 邀请 特邀 组织 安排 选派 派 派出 派遣 输送 推荐 面向 进入 进驻 入驻 获得 获 获评 荣获 荣膺 授予 授 评为 评 认定 认定为 确定 确定为 批准 批准为 列为 列入 入选 入围 命名 命名为 隶属 隶属于 直属 归属 属 属于 提供 承担 承接 举办 主办 承办 协办 举行 召开 参加 参与 加入 就读 毕业 毕业于
    捐赠 捐助 捐献 投资 出资 支援 支持 帮扶 帮助 援助 扶持 对口 结对 接受 接收 接纳 吸纳 接待 服务 服务于 对接 衔接 沟通 联系 洽谈 座谈 协商 担任 任 任职 兼任 当选 成为 作为 变为 改为 更名 更名为 名为 称为 改称 定名 定名为 叫 称 升格 升格为 合并 并入 划归 挂牌 揭牌 授牌 加挂 落户 位于 坐落 坐落于 地处 毗邻 邻近 紧邻
    当地 本地 本市 本省 本县 本区 全市 全省 全国 全县 全区 校外 校内 校方 企方 校企 政校 多家 多个 多所 几家 数家 一家 两家 三家 家 所 个 名 位 批 首家 知名 著名 大型 中型 小型 龙头 骨干 优质 优秀 上市 品牌 规模以上 重点 主要 有关 相关 部分 众多 许多 一些 一批 诸多 兄弟 友好 同类 先后 分别 相继 陆续 已 已经 曾 曾经 正在 正 将要 现 现有 现在 目前 当前 至今 今年 去年 明年 近年 近年来 本年度 年度 同年 同时 当天 当日 日前 近日 期间 后 前 中 时 里 内 上 下 间
    企业 单位 公司 机构 院校 学校 高校 师生 学生 教师 老师 校长 院长 书记 董事长 总经理 经理 主任 局长 代表 专家 领导 员工 职工 人员 毕业生 专业 班级 学员 伙伴 方 方面 集团内 副理事长 理事长 理事 常务理事 副会长 会长 成员 会员 牵头 牵头单位 名单 主要有 分别是 还是 共计 累计 新增 增加 拓展 遴选 选择 建有 设有 拥有 有着 共有 下设 开 办 办起 建 建起 落 挂 送 捐 谈 看 看了 像是 说 表示 介绍 希望 认为 指出 要求 确立 确定了 达成 围绕 根据 结合 结合了 实施 实行 探索 采用 采取 利用 使用 运用 采购 购买 购置 订购 招聘 招收 录用 下称 以下简称 又称 也称 发挥 发挥好 改进 恢复 宣读 迁往 送给 交到 派人 派人来 跟着 贴近 听取 表彰 完善 优化 提升 提高 扩大 巩固 拓宽 整合 关注 重视 指导 引导 领导 支持 协助 满足 适应 面对 针对 鼓励 规范 创新 探讨 研究 筹建 筹备 推荐到 安置 安置到 分流 输送到 派往 送到 送往 送 交 寄 借 找 请 请来 找来 拿到 接过 来源 摄影 通讯员 记者 就业于 签约于 走向 奔赴 进厂 入校 进校 到校 来校 获批 获准 承办单位 执行 兑现 兼 拥 辐射 覆盖 涵盖 涉及 跨 就 也 再 更 最 很 才 共 约 仅 只 将 皆 亦 便 越 较 不 没 没有 未 无 非 随 因为 除 除了 比 沿 朝 依 依照 凭 凭借 截至 截止 直到 当 趁 连 独资 就业 实习 见习 顶岗 跟岗 研学 培养 培训了 协同 会同 连同 配合 携 纳入 带动 吸引 引企 校地 政府主导 原 原名 前身 现更名 简称 简 也就是 即为 建筑面积 合办 主管 管 直接 迎来 迎接 收到 上午 下午 晚上 今天 昨天 一行 现场 依据 遵循 落实 贯彻 响应 做好 做 完成 实现 形成 打造 构建 搭建 发起 倡议 主导 统筹 负责 转入 分配 分配到 就职 就职于 上岗 任教 学习 进修 调研 交流 赴任 供职 供 用人""".split()
)
#: Parts of speech at which a name ends to the left when the word has two characters or more; single ones are listed above.
_BORDER_TAGS: Final = frozenset("p c u ul uj uz ud ug uv r d y e o t".split())
_PUNCTUATION: Final = frozenset("，。、；：！？“”‘’《》（）()[]【】—…－·/|,;!? \n\t")
#: Words that end a name's own part without being a name: the kind of a thing, not one of it.
_GENERIC: Final = re.compile(
    r"(?:全日制|国家级?|省级|市级|县级|区级|校级|省|市|县|区|省市|省部级|中|高|中高|高等|中等|本科|职业|技工|普通|专科|高职|中职|中高职|公办|民办|国办|私立|综合性?|示范性?|重点|骨干|特色|优质|知名|龙头|合作|相关|有关|兄弟|对口|用人|校外|校内|实习|实训|就业|大型|中小|中小型|小型|行业|产业|企业|专业|职教|产教|产教融合|教育|社会|农村|民营|国有|外资|上市|股份制|高新|高科技|科技|本地|当地|地方|县域|区域|各级|各类|多家|几家|数家|一家|该|本|各|某|我|其他|优秀|定点|二级|三级|混合|混合所有制|虚拟|模拟|教学|校办|校中|大中型|汽车|电子|电商|机械|建筑|旅游|餐饮|酒店|服装|物流|护理|医药|软件|信息|传媒|广告|家政|养老|动漫|会计|金融|快递|传统|现代|高端|高星级|星级|五星级|四星级|知名品牌|同类|世界|国际|跨国|成员|会员|联盟|协会|学会|在校|新|老|原|母|学生|家长|青年|示范校|改革|发展|改革发展|国家|等|农业|工业|商业|服务|技术|技能|培训|公共|业余|开放|广播|电视|函授|成人|初级|高级|高技能|贯通|订单|定向|联办|联合|合资|独资|境外|海外|国外|国内|省内|市内|区内|周边|周围|附近|先进|规范化?|标准化|现代化|名|强|百强|双高|新型|办学|招生|毕业|升学|综合|甲等|乙等|附属|定点)+(?:学)?$"
)
_HONOUR_WORDS: Final = re.compile(r"示范|特色|重点|先进|文明|优秀|星级|规范化|试点|现代化|改革|首批|平安|绿色|达标|高水平|标兵|模范|最佳|十佳|百强|双高|一流")
_WRONG_AFTER: Final = {
    "集团": "化内", "学院": "派", "学校": "化", "中学": "生时", "小学": "生时", "大学": "生", "高中": "生阶组及部毕", "联盟": "校", "社区": "教工服护",
    "机场": "服", "系统": "", "村": "民镇", "局": "面限", "政府": "部采购", "厂": "家房商区校", "农业": "", "银行": "业卡", "酒店": "管服运行专", "超市": "管",
    "公司": "化", "协会": "", "委员会": "", "中心": "", "事务所": "", "学会": "了如", "汽车": "维运检制电营驾车美专行产装类修钣", "街道": "", "商场": "", "保险": "",
    "图书馆": "藏", "职中": "", "党校": "", "幼儿园": "教", "开发区": "", "景区": "服", "出版社": "出", "机器人": "应", "教育": "", "联合体": "", "研究院": "", "总厂": "", "电视台": "",
}  # fmt: skip
_LIST_TAIL: Final = re.compile(r"等?(?:\d+|[一二三四五六七八九十百千几数多]+)?余?多?[家个所]|等[^，。；]{0,12}(?:企业|公司|单位|集团|学校|院校|酒店|幼儿园|医院)|“(?:引企入校|订单培养|订单式培养|现代学徒制)”")
#: What leads a list of firms: 来了40多家服装品牌：
_LIST_LEAD: Final = re.compile(r"(?:家|企业|单位|公司|品牌|酒店|院校|集团)[\u4e00-\u9fff]{0,6}：$|(?:企业|公司|单位|品牌)(?:有|包括|分别是|为|如)$")
_LIST_ITEM: Final = re.compile(r"[\u4e00-\u9fffA-Za-z0-9·&（）\-]{2,20}$")
_NUMBER_WORD: Final = re.compile(r"\d+|[一二三四五六七八九十百千万两多几数余]+$")
#: Company names may hold these although they are border words elsewhere.
_INSIDE_NAMES: Final = frozenset("服务 企业 公司 技术 建设 机构 教师 家 用 学习 采购 职工 员工 优质 专业".split())
#: Place words that end a clause after a noun (大赛中) and begin a name after a preposition (与中联城).
_PLACES: Final = frozenset("街道 镇 乡 办事处 社区".split())
_PLACE_WORDS: Final = frozenset("中 上 下 内 里 前 后 间".split())


@cache
def _ending_finder() -> TermFinder:
    return TermFinder(ending.text for ending in lexicons.endings().values() if ending.strength != "trade")


@cache
def _firm_finder() -> TermFinder:
    return TermFinder(name for name in lexicons.firms() if len(name) >= 2)


@cache
def _region_finder() -> TermFinder:
    return TermFinder(lexicons.regions())


def find_organisations(text: str, tokens: Sequence[Token]) -> list[Mention]:
    """Return the organisations named in `text`, in order, not overlapping.

    `tokens` are the words of `text`. Names end in what the lexicon of endings holds or are firms known
    nationally; members of a list that such names stand in are taken too, marked as not `known`.
    """
    found: list[Mention] = []
    starts = {token.start: number for number, token in enumerate(tokens)}
    for first, start, end, kind in _chains(text, tokens):
        left = _left_border(text, tokens, first, starts)
        name = text[left:end]
        if left == first < start:
            left = _left_border(text, tokens, start, starts)
            name = text[left:end]
        if _is_name(name, name[: start - left], kind, text[start:end]):
            end = _with_bracket(text, end)
            found.append(Mention(left, end, text[left:end], "organisation", kind))
    taken = _taken(found)
    for start, end, name in _firm_finder().longest(text):
        if not taken & set(range(start, end)) and _stands_alone(text, start, end, name):
            found.append(Mention(start, end, name, "organisation", "enterprise", known=len(name) > 2))
    found = _outermost(found)
    found += _list_members(text, found)
    return _outermost(found)


def _with_bracket(text: str, end: int) -> int:
    """Take in a bracket behind a name that says where it sits (大众汽车集团（中国）)."""
    match = re.match(r"（([\u4e00-\u9fff]{2,5})）(?:有限公司|股份有限公司|分公司|公司)?", text[end:])
    return end + match.end() if match and (match[1] == "中国" or match[1] in lexicons.regions()) else end


def kind_of(name: str) -> str:
    """Return the partner kind that the ending of `name` tells, or "enterprise" for trade words, else ""."""
    name = re.sub(r"（[^）]*）$", "", name)
    for length in range(min(len(name), 12), 0, -1):
        if ending := lexicons.endings().get(name[-length:]):
            return ending.kind
    return ""


def _ends_a_name(words: str) -> bool:
    return any(words.endswith(ending.text) for ending in lexicons.endings().values() if ending.strength != "trade")


def _taken(mentions: Sequence[Mention]) -> set[int]:
    return {at for mention in mentions for at in range(mention.start, mention.end)}


def _chains(text: str, tokens: Sequence[Token]) -> list[tuple[int, int, int, str]]:
    """Return (start of the first ending, of the last, end, kind) of runs of endings that one name goes through."""
    all_endings = lexicons.endings()
    best: dict[int, tuple[int, int, str]] = {}
    for start, end, term in _ending_finder().all(text):
        after = text[end : end + 1]
        if after and any(term.endswith(tail) and after in chars for tail, chars in _WRONG_AFTER.items()):
            continue
        if end not in best or start < best[end][0]:
            best[end] = (start, end, all_endings[term].kind)
    ordered = sorted(best.values(), key=lambda one: one[1])
    token_ends = {token.end for token in tokens}
    chains: list[tuple[int, int, int, str]] = []
    first: int | None = None
    for number, (start, end, kind) in enumerate(ordered):
        follower = ordered[number + 1] if number + 1 < len(ordered) else None
        if follower and follower[0] < end:
            if _nested(text, end, follower):
                first = start if first is None else first
                continue
        elif follower and follower[0] - end <= 12 and _runs_on(text, end, follower[0]) and text[end - 2 : end] != "公司":
            first = start if first is None else first
            continue
        text_after = text[end : end + 2]
        if end not in token_ends and text_after and _cuts_word(tokens, end) and len(text[start:end]) < 3:
            first = None
            continue
        chains.append((start if first is None else min(first, start), start, end, kind))
        first = None
    return chains


def _nested(text: str, end: int, follower: tuple[int, int, str]) -> bool:
    return follower[1] > end and not set(text[end : follower[1]]) & _PUNCTUATION


def _cuts_word(tokens: Sequence[Token], end: int) -> bool:
    return any(token.start < end < token.end and len(token.word) <= 4 for token in tokens)


def _runs_on(text: str, end: int, start: int) -> bool:
    """Tell whether what stands between two endings belongs to one name (上汽集团|乘用车福建|分公司)."""
    between = text[end:start]
    if set(between) & _PUNCTUATION or re.search(r"[与和及同跟在为是的了等以由向对]|系(?!统|列)|合作|共建|签|联合|成立|引进|承担|牵头|建立|共同|开展|举办|主办|组织|校企|实训|实习|培训|订单|直属|下属|旗下|领导|经理|主任|书记|校长|院长|董事|总裁|代表|党委|秘书|副|负责|员工|职工|学生|教师|师生|毕业", between):
        return False
    return True


def _left_border(text: str, tokens: Sequence[Token], start: int, starts: dict[int, int]) -> int:
    """Go left from an ending over the words that can belong to a name; return where the name begins."""
    number = next((n for n, token in enumerate(tokens) if token.start <= start < token.end), None)
    if number is None:
        return start
    left = start
    at = number if tokens[number].start < start else number - 1
    if tokens[number].start < start:
        left = tokens[number].start
        at = number - 1
    while at >= 0 and left - tokens[at].start <= 30 and start - left <= 30:
        token = tokens[at]
        if token.word in "（）()" and (opened := _bracket_inside(text, tokens, at)) is not None:
            left = tokens[opened].start
            at = opened - 1
            continue
        if _is_border(tokens, at, left, text):
            break
        left = token.start
        at -= 1
    left = _without_lead(text, left, start)
    return _over_and(text, _from_region(text, left, start), start)


#: Function words that segmentation may leave at the start of a name, but for the names that do begin so.
_LEAD: Final = re.compile(r"(?:与|由|给|被|从|往|跟|及|在|到|赴|让|将|把|是|为(?!民|明)|同(?!仁|济|方|创|心|程|花|兴|德)|向(?!阳|荣|前|明|日)|对(?!外)|和(?!平|谐|顺|信|美|田|众|润|记|县))+(?=.{2})")


def _without_lead(text: str, left: int, start: int) -> int:
    if text[left - 1 : left].isdigit() and text[left : left + 1] in "个家所名":
        return left + 1
    lead = _LEAD.match(text, left, start)
    return lead.end() if lead else left


def _over_and(text: str, left: int, start: int) -> int:
    """Take in what stands before 和 where one name goes over it (阳谷智能制造和绿色食品产教联盟)."""
    if text[left - 1 : left] not in ("和", "与", "及") or not re.match(r"[^，。]{0,16}?(?:联盟|共同体|联合体|协会|学会|指导委员会|职业教育集团|职教集团|委员会|学院)", text[start:]):
        return left
    for at, _, _ in _region_finder().longest(text[max(0, left - 16) : left - 1]):
        begin = max(0, left - 16) + at
        head = text[begin : left - 1]
        before = text[begin - 1 : begin]
        if not set(head) & _PUNCTUATION and not _ends_a_name(head) and (not before or before in "，。、；：了的立起为入是建发“（ "):
            return begin
    return left


def _bracket_inside(text: str, tokens: Sequence[Token], at: int) -> int | None:
    """Return the opening bracket of a short bracketed part inside a name (山东（聊城）中心), or None."""
    if tokens[at].word not in "）)":
        return None
    for number in range(at - 1, max(-1, at - 6), -1):
        if tokens[number].word in "（(":
            inside = text[tokens[number].end : tokens[at].start]
            return number if number and 1 <= len(inside) <= 6 and inside in lexicons.regions() else None
        if tokens[number].word in _PUNCTUATION:
            return None
    return None


def _is_border(tokens: Sequence[Token], at: int, left: int, text: str) -> bool:
    token = tokens[at]
    if token.word in _PUNCTUATION or all(char in _PUNCTUATION for char in token.word):
        return True
    if token.word in lexicons.regions():
        return False
    if token.word.endswith(("企业", "单位")) and len(token.word) > 2:
        return True
    if len(token.word) == 1 and at and tokens[at - 1].word in _PLACES and token.word not in "与和及在的等":
        return False
    if token.word in _PLACE_WORDS and at:
        before = tokens[at - 1]
        return not (before.word in _PUNCTUATION or before.tag in ("p", "c") or before.word in ("与", "和", "同"))
    if token.word in _BORDER_WORDS:
        if token.word in _INSIDE_NAMES and at and left > token.start:
            before = tokens[at - 1]
            return before.word in _PUNCTUATION or before.word in _BORDER_WORDS or before.tag in _BORDER_TAGS or before.tag in ("m", "a", "b", "s", "f")
        return True
    if token.tag in _BORDER_TAGS and len(token.word) > 1:
        return True
    if token.tag == "m" or token.word.isdigit():
        return not _number_in_name(token.word, text[left : left + 1])
    if token.tag == "q" and at and tokens[at - 1].tag == "m":
        return True
    return False


def _number_in_name(word: str, after: str) -> bool:
    """Tell a number that names (第一中学, 三和纺织, 九三集团, 一汽) from one that counts."""
    if word.startswith("第") or word == "一汽":
        return True
    if after in "年月日家所个名人余多万千百十届级号位批项期次":
        return False
    return word.isdigit() or bool(re.fullmatch(r"[一二三四五六七八九]{1,2}", word))


def _from_region(text: str, left: int, start: int) -> int:
    """Begin at a region's name where only words of kind stand before it (龙头企业|浙江金石…)."""
    head = text[left:start]
    for at, _, _ in _region_finder().longest(head):
        before = head[:at]
        if at and (_GENERIC.match(before) or _SAYS_WHAT.search(before)):
            return left + at
    return left


#: Words before a region's name that are no part of a name: 来到|成都…, 知名企业|浙江….
_SAYS_WHAT: Final = re.compile(r"(?:企业|单位|公司|地处|来到|[往给到来着去过是为向对于从由被把将请]|[^学]院|校|成立|合作|签约|共建|机构|品牌|园区|同类|系统|方面|年|月|日)$|记者|通讯员|讯$")


def _is_name(name: str, core: str, kind: str, ending: str) -> bool:
    """Tell a name from a kind of thing: its own part must say more than what sort it is."""
    core = core.strip("·- ")
    if name.endswith(("农村", "乡村")):
        return False
    if not core or len(name) < 3 or len(name) > 40 or _NUMBER_WORD.match(core) and len(core) < 2:
        return False
    if _GENERIC.match(core) and not (ending in ("幼儿园",) and core in ("实验", "中心")):
        return core in ("机关", "市", "区", "县") and kind in ("government", "association", "kindergarten", "other", "hospital", "media") and len(ending) >= 2
    if core in ("市", "县", "区", "省") or (core[0] in "市县区省" and kind in ("hospital", "kindergarten", "media", "association", "other")):
        return len(name) >= 4
    if kind == "group" and re.search(r"产学研|峰会|^[4-9]|发挥|利用|借助|暨|集团化|命运|学习|专业|教师|区域", core):
        return False
    if kind == "school" and (_HONOUR_WORDS.search(core) or not _school_named(core, ending)):
        return False
    strength = lexicons.endings()[ending].strength if ending in lexicons.endings() else "full"
    if strength == "short":
        return (_has_proper(core) or bool(re.search(r"[镇乡]|街道|办事处|社区", core))) and len(core) >= 2
    return not (kind in ("school", "hospital", "kindergarten") and len(core) < 2)


def _school_named(core: str, ending: str) -> bool:
    """Tell a school's name from words about schools: it has a place, a proper part, or a number of its own."""
    if re.search(r"学校|办学|发挥|改进|时代|各[级类]|招生|我国|全面|开展|建设|培养|合格|生源|对接|成为|打造|创办", core):
        return bool(re.match(r"[^，]{2,8}(?:职业|技工|教育)", core)) and any(True for _ in _region_finder().longest(core[:4]))
    if any(at <= 2 for at, _, _ in _region_finder().longest(core)):
        return True
    head = re.split(r"职业|技工|技师|高级|中等|高等|实验|师范|中心|第[一二三四五六七八九十]", core)[0]
    return len(head) >= 2 and not _GENERIC.match(head)


def _has_proper(core: str) -> bool:
    return any(True for _ in _region_finder().longest(core)) or bool(re.match(r"[\u4e00-\u9fff]{0,3}[省市县区旗镇乡]", core))


def _stands_alone(text: str, start: int, end: int, name: str) -> bool:
    """Tell a firm's name from a word that contains it: what follows must be a boundary or a known tail."""
    after = text[end : end + 2]
    before = text[start - 1 : start]
    if before and before.isascii() and before.isalnum() and name[0].isascii():
        return False
    if len(name) == 2:
        return not after or after[0] in "，。、；：）)（”\" " or after.startswith(("等", "与", "和", "、", "合作", "共建", "公司", "签", "联合", "在", "有", "的"))
    return not after.startswith(("班", "杯", "楼", "路", "大道"))


def _outermost(mentions: Sequence[Mention]) -> list[Mention]:
    kept: list[Mention] = []
    for mention in sorted(mentions, key=lambda one: (-(one.end - one.start), one.start)):
        if all(mention.end <= other.start or mention.start >= other.end for other in kept):
            kept.append(mention)
    return sorted(kept, key=lambda one: one.start)


def _list_members(text: str, mentions: Sequence[Mention]) -> list[Mention]:
    """Take the other members of a list of names that 、 parts (聊建集团、日发纺机、祥光铜业等160家)."""
    found: list[Mention] = []
    for start, end in _list_spans(text):
        members = _split_list(text, start, end)
        inside = [mention for mention in mentions if start <= mention.start and mention.end <= end]
        enterprises = [mention for mention in inside if mention.kind in ("enterprise", "hospital", "kindergarten", "media", "association")]
        tail = bool(_LIST_TAIL.match(text[end : end + 24]) or _LIST_LEAD.search(text[max(0, start - 12) : start]))
        if not enterprises or (len(enterprises) < 2 and not tail) or (len(enterprises) * 4 < len(members) and not tail):
            continue
        for at, stop in members:
            if any(mention.start < stop and at < mention.end for mention in inside):
                continue
            item = text[at:stop]
            if _LIST_ITEM.match(item) and _could_be_firm(item, tail or len(enterprises) * 2 >= len(members)):
                found.append(Mention(at, stop, item, "organisation", kind_of(item) or "enterprise", known=False))
    return found


def _list_spans(text: str) -> list[tuple[int, int]]:
    spans = []
    for match in re.finditer(r"[^，。；：！？“”《》]*、[^，。；：！？“”《》]*", text):
        start, end = match.span()
        tail = re.search(r"等(?:\d|[一二三四五六七八九十几数多]|[^、]{0,14}$|[^、]{0,20}(?:企业|公司|单位|合作|共建|建立|签|开展))", text[start:end])
        if tail:
            end = start + tail.start()
        spans.append((start, end))
    return spans


def _split_list(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Split a list at 、 and at a last 和 or 及; the first member loses what stands before the list."""
    members: list[tuple[int, int]] = []
    at = start
    for part in text[start:end].split("、"):
        members.append((at, at + len(part)))
        at += len(part) + 1
    first = text[members[0][0] : members[0][1]]
    lead = list(re.finditer(r"(?:与|和|同|跟|为|有|在|到|向|对|由|包括|企业|单位|公司)", first))
    if lead and lead[-1].end() < len(first):
        members[0] = (members[0][0] + lead[-1].end(), members[0][1])
    elif lead:
        members = members[1:]
    if members:
        last_start, last_end = members[-1]
        last = text[last_start:last_end]
        cut = re.search(r"(?:建立|签订|签署|共建|合作|开展|联合|共同|成立|实施|达成|举行|的|进行)", last)
        if cut:
            last_end = last_start + cut.start()
            last = text[last_start:last_end]
        both = re.search(r"[和及与](?=.{2,})", last)
        members[-1:] = [(last_start, last_start + both.start()), (last_start + both.end(), last_end)] if both and both.start() >= 2 else [(last_start, last_end)]
    return [(s, e) for s, e in members if e > s]


_NO_FIRM: Final = re.compile(r"人才|培养|课程|教学|师资|学生|教师|专业|基地|合作|实习|实训|就业|培训|技能|学徒|订单|教材|科研|开发|资源|独资|主任|书记|校长|经理|一起|共同")
_NO_FIRM_END: Final = re.compile(r"(?:建设|管理|服务|企业|单位|院校|部门|等|工程|项目|平台|家|名|人|次|个)$")


def _could_be_firm(item: str, among_firms: bool) -> bool:
    """Tell a short name of a firm (日发纺机) from a common word (实习实训, 课程开发) in a list of firms."""
    if len(item) < 3 or item in lexicons.regions() or item in lexicons.majors() or _GENERIC.match(item):
        return False
    regions = [end for start, end, _ in _region_finder().longest(item) if start == 0]
    placed = bool(regions and 2 <= len(item) - regions[0] <= 8)
    if _NO_FIRM.search(item) or (not placed and _NO_FIRM_END.search(item)):
        return False
    ending = kind_of(item)
    if ending:
        return True
    return among_firms and (placed or 3 <= len(item) <= 6)
