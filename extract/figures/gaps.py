"""Gaps: what may stand between a label and its figure."""

from __future__ import annotations

import re
from typing import Final


def _tiled(*pieces: str, words: str) -> re.Pattern[str]:
    """Return the pattern of text that is nothing but `pieces` (patterns) and `words` (parted by spaces).

    Longer words go before shorter ones and nothing is tried twice, so that no text takes long.
    """
    plain = sorted(words.split(), key=len, reverse=True)
    return re.compile("(?:" + "|".join([*pieces, *map(re.escape, plain)]) + ")*+")


_BRACKETED: Final = r"（[^）]{0,30}）|[”）]"
#: Nouns that say again what is counted: 教职工 人数 …
_NOUNS: Final = (
    "人数 总人数 总数 总计 总量 总额 数量 规模 教师 总值 原值 面积 学生 工资 月薪 收入 水平 "
    "资产 比例 占比 价值 数值 均值 数 值 率 标准 人员 师资 "
    "专业 专业课 各类 其他 “双证书” 以上职称 及以上职称 职称 学历 学位 技术职务 者 毕业生 "
    "月均 指标 综合 总体 家底 资产总额 总资产 职务 资格 教职工 专任 专兼职 行业企业 校内 等级 "
)
#: Words of reaching and counting.
_VERBS: Final = (
    "为 有 是 共 达到 达 到 至 高达 已达 多达 共计 合计 总共 计 累计 占 约 近 超过 超 逾 突破 "
    "接近 大约 大概 保持在 保持 稳定在 稳定 维持在 不低于 "
    "不少于 没有低于 未低于 从未低于 从没低于 不下 不下于 不足 不到 涨到 拉到 多达 增至 升至 升到 "
    "降至 提至 扩至 扩到 扩大至 等共 等共有 等共计 等合计 能拿到 可达 可达到 能达到 拿到 达成 折合 "
    "收到 招到 招收了 来了 同为 拥有 实现 完成 登记在册 在册 在读 收录 藏有 配有 配备 "
)
#: Words of change, which need the word behind them: 增加 到.
_CHANGED: Final = (
    r"(?:上升|提升|提高|增加|增长|增|扩大|扩展|扩充|上涨|升|下降|减少|降低|降|减|开|发展)[到至为]"
)
#: Words of time and manner.
_ADVERBS: Final = (
    "过 稳在 才 便 竟 现有 现已 现 目前 已经 已 均 都 也 则 仅 只 还 一直 始终 连续 继续 长期 分别 每年 每月 "
    "历年 多年 多年来 常年 近年 近年来 近几年 这几年 几年来 每生 每 年均 平均 左右 实际 普遍 全部 基本 全年 "
    "本年 本年度 今年 当年 "
)
_DATED: Final = (
    r"[12]\d{3}学?年(?:度|底|末|初)?|截至[^，]{2,12}，?"
    r"|[到至]?(?:[12]\d{3}年)?\d{1,2}月(?:\d{1,2}日|[底末初])?(?=[是为达已到升有])"
)
_TIMES: Final = r"\d{1,3}(?:期|场次?|批次?|班次)"
_LASTING: Final = r"(?:连续|近|最近)[一二两三四五六七八九十几多\d]{1,3}年来?"
_LINKS: Final = "的 在 由 从 ： : 、 “ 等 —— — | ｜ "
_TOWARDS: Final = (
    "逐年 连年 不断 持续 稳步 稳中有升 有所 略有 大幅 明显 "
    "上升 提高 提升 增长 增加 抬升 扩大 扩张 攀升 下降 减少 改善 "
)
_FILLERS: Final = _NOUNS + _VERBS + _ADVERBS + _LINKS
_GAP: Final = _tiled(_BRACKETED, r"\s", _DATED, _CHANGED, _LASTING, _TIMES, words=_FILLERS)
#: A gap may hold one comma where words of reaching go before the figure: 就业率稳中有升，达98%.
_BEFORE_COMMA: Final = _tiled(_BRACKETED, r"\s", _DATED, _CHANGED, _LASTING, words=_FILLERS + _TOWARDS)
_AFTER_COMMA: Final = re.compile(
    r"(?:(?:[到至截]至?)?(?:[12]\d{3}年)?\d{1,2}月(?:\d{1,2}日|[底末初])?(?=[是为达已到升有])|[12]\d{3}学?年(?:度|底|末)?(?=[为是有达共]|$))?"
    r"(?:现已?|目前|已|总体|平均|均|共计?|合计|总计|达到|达|为|有|超过?|约|近|计|占|到|保持在|稳定在|高达|是|了)*+"
)
_COMPARED: Final = re.compile(
    r"[余多]?(?:以上|左右)?(?:（[^）]*）)?[，、；（](?:较|比|而|高于|低于|其中)?(?:[\u4e00-\u9fff]{0,4}(?=\d))?"
    r"(?:[到至]?\d{1,2}月(?:\d{1,2}日|[底末初])?|[到至]?(?:年[底末]|期末)[\u4e00-\u9fff]{0,3}(?:（[^）]*）)?|(?:19|20)\d\d(?:年度?|届|学年)|上一?年度?|上一?学年|去年|上一?届)(?:同期|底|末|秋季|秋)?的?(?:在校|毕业|就业)?"
    r"(?:为|是|有|达到|达|约|共|[升涨增提]至|[升涨增提]到|降[至到])?"
)
_CHANGE: Final = re.compile(
    r"(?:增加了?|增长了?|减少了?|下降了?|提高了?|上升了?|增幅|降幅|同比|环比|多出|提升了?|比上年|比去年|新增|净增|少了|多了|高了|低了|高出|增幅[为达])"
    r"(?:近|约|为|达)?$"
)
_FROM: Final = re.compile(r"(?:由|从)([^，；]{0,16})$")
_TO: Final = re.compile(
    r"[余多]?(?:人|个|家|名)?[，]?(?:迅速|逐步|稳步|大幅|逐年)?(?:涨|长|攀升|猛增|壮大|增加|增长|提高|上升|增|提升|扩大|减少|下降|扩展|发展|升|跃升|上涨|调整)?"
    r"(?:到|至|为)"
)
_BARE_BEFORE: Final = re.compile(
    r"(?:^|[，；。：、（年末底中｜|—/■◆●▪·]|\s|学年|年度|\d[月日]|全校|学校|我校|本校|该校|高职|中职|中专|大专|共|现有?|当年|今年|本年度|专业|其中|届|实际|直接|季|学期|毕业生|全日制|校园|秋季|春季|民族的?|目前|眼下|如今|现在|又|一次|共计|合计|总计)$"
)
_LONGEST_LEAD: Final = 4  #: characters of the words before a bare label
_BARE_GAP: Final = _tiled(
    _BRACKETED,
    words="学生 生 学员 的学生 人数 的 总计达 就读 了 ： 共 为 有 达 约 近 总计 合计 新生 初中毕业生 "
    "数 达到 的有",
)


def clause_start(text: str, at: int) -> int:
    """Return where the clause begins that `at` of `text` stands in."""
    return (
        max(
            text.rfind("，", 0, at), text.rfind("；", 0, at), text.rfind("。", 0, at), text.rfind("：", 0, at)
        )
        + 1
    )  # fmt: skip


def between_fits(gap: str, crossing: bool) -> bool:
    """Tell whether `gap` may stand between a label and its figure; `crossing` lets it hold one comma."""
    if not crossing or "，" not in gap:
        return bool(_GAP.fullmatch(gap))
    head, _, tail = gap.partition("，")
    return bool(tail and _BEFORE_COMMA.fullmatch(head) and _AFTER_COMMA.fullmatch(tail))


def changes(text: str, at: int) -> bool:
    """Tell whether the figure at `at` is a difference (增加112人), not a count."""
    return bool(_CHANGE.search(text[max(0, at - 6) : at]))


def climbs(before: str, after: str) -> bool:
    """Tell whether a figure between `before` and `after` is where a change sets out from (由88%提高到)."""
    return bool(_FROM.search(before)) and bool(_TO.match(after))


def compared_gap(gap: str) -> bool:
    """Tell whether `gap` sets the figure of another year beside the one before (，2019年为)."""
    return len(gap) <= 26 and bool(_COMPARED.fullmatch(gap))


def governs_alone(text: str, start: int, end: int, at: int) -> bool:
    """Tell whether a bare label (就业, 毕业) heads its clause and stands close to the figure at `at`."""
    near = max(0, start - _LONGEST_LEAD)
    return bool(_BARE_BEFORE.search(text, near, start) and _BARE_GAP.fullmatch(text, end, at))
