"""Lines that sites set around an article: where one is, who wrote it, how often it was read, what is next."""

from __future__ import annotations

import re
from typing import Final

_LONGEST: Final = 160  #: characters of a line at a page's foot with address, numbers and owner
_SIDE: Final = r"(?:相关|推荐|热门|最新)(?:新闻|链接|文章|阅读|信息|附件|点击|动态)\s*[：:】\]>»]*$"
#: Wordings at the beginning of a line, by what they tell.
_WHERE: Final = r"您?(?:现在|当前|所在|的)*位置(?:是)?\s*[：:]|首页\s*[>»›/－-]+|您(?:现)?在(?:的位置|这里)"
_NEIGHBOURS: Final = r"[上下]一?[篇条页]"
_MAKERS: Final = (
    r"(?:本文)?(?:发布|更新|发表|添加|录入|发稿)(?:时间|日期|人|者|单位|机构)\s*[：:]|(?:信息|文章|稿件|新闻)?来源\s*[：:]"
    r"|(?:文章|本文)?作者\s*[：:]|(?:责任)?编辑\s*[：:]|[供撰投审]稿(?:人|单位)?\s*[：:]|[初终复]?审(?:核|签)?人?\s*[：:]"
    r"|索\s*引\s*号\s*[：:]|(?:时间|日期)\s*[：:]\s*\d{4}-|附件(?:【|下载)"
    r"|\d{4}-\d{1,2}-\d{1,2}(?:\s+\d\d:\d\d(?::\d\d)?)?\s*(?:$|来源|作者|发布|点击|浏览|阅读|编辑)"
)
_READERS: Final = (
    r"(?:浏览|点击|阅读|访问)(?:次数|人次|量|数)?\s*[：:（(]"
    r"|(?:已有|共有)?\s*\d+\s*[人次](?:浏览|阅读|点击)|点赞"
)
_CONTROLS: Final = (
    r"[【\[]?字[体号]\s*[：:]|(?:打印|关闭|收藏|分享|返回)(?:本页|窗口|页面|此页|到|至|顶部|首页|列表|上页)?[】\]\s|｜：:]*$"
    r"|(?:打印本页|关闭窗口|打印|分享到?)[】\]）)\s|｜：:【\[]+(?:关闭|打印|收藏|返回)"
    r"|扫一扫|微信扫|手机扫|设为首页|加入收藏|正在加载|加载中"
)
_SITE: Final = (
    r"网站(?:地图|首页|标识码)|联系我们|友情链接|今天是|欢迎(?:您|光临|访问)|(?:建议|推荐)使用.{0,30}浏览器"
)
_OWNER: Final = (
    r"版权所有|版权声明|copyright|©|all rights reserved|技术支持\s*[：:]|(?:主办|承办|建设)单位\s*[：:]"
    r"|\S{0,6}ICP备|\S{0,6}公网安备"
)
_BEGINS: Final = re.compile(
    rf"[【\[（(|>»\s]*(?:{_WHERE}|{_NEIGHBOURS}|{_SIDE}|{_MAKERS}|{_READERS}|{_CONTROLS}|{_SITE}|{_OWNER})",
    re.I,
)
#: Wordings anywhere in a line that only the head or foot of a page has.
_HOLDS: Final = re.compile(
    r"ICP备\s*\d|公网安备|版权所有|copyright\s*(?:©|\(c\)|\d{4})|©\s*\d{4}|all rights reserved"
    r"|技术支持\s*[：:]|(?:浏览|点击|阅读|访问)(?:次数|量|数)\s*[：:]"
    r"|(?:地址|校址)\s*[：:].{2,60}(?:电话|邮编|邮箱|传真|邮政编码)\s*[：:]"
    r"|(?:电话|邮编|传真|邮政编码)\s*[：:].{2,60}(?:地址|校址)\s*[：:]",
    re.I,
)
#: What begins all that a site sets below an article.
_END: Final = re.compile(
    rf"[【\[（(|\s]*(?:{_NEIGHBOURS}|{_SIDE}|版权所有|copyright|©|友情链接|\S{{0,6}}ICP备)", re.I
)
_SENTENCE: Final = re.compile(r"[，。；]")
_SIDE_LENGTH: Final = 16
_OF_REPORT: Final = re.compile(r"[\d一二三四五六七八九十（(第]|.*(?:学校|学院|中心|报告|年报|年度)")


def is_furniture(words: str) -> bool:
    """Tell a line that belongs to the site; only believed at the edges of an article."""
    return len(words) <= _LONGEST and bool(_BEGINS.match(words) or _HOLDS.search(words))


def is_the_end(words: str) -> bool:
    """Tell a line below which nothing of the article follows."""
    return len(words) <= _LONGEST and bool(_END.match(words))


def is_side_title(words: str) -> bool:
    """Tell words that may be the title of a list of links: short, no sentence, no number, no report."""
    return 0 < len(words) <= _SIDE_LENGTH and not _SENTENCE.search(words) and not _OF_REPORT.match(words)
