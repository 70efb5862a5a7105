"""Schemes of the school's own: quoted or plain names with a word that calls them one, and rules for them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from .blocks import Document
from .enumerations import clause_start, inside
from .holders import subject_of
from .programme_found import Found, event_year
from .programme_partners import PartnerNames
from .school import Speaker
from .sentences import Sentence, evidence

#: A quoted name and the word that calls it a scheme, either inside the marks or right behind them.
_QUOTED_SCHEME: Final = re.compile(
    r"“([^“”，。；！？]{2,16}?)”((?:[\u4e00-\u9fff]{0,5}?)(?:工程|专项行动|行动|计划|导师制|成长导师制|党建品牌|德育品牌|特色品牌|育人品牌|品牌|积分制|教学模式改革|教学改革|课堂改革|课堂教学改革))?"
)
_INSIDE_HEAD: Final = re.compile(r"(?:工程|行动|计划|导师制|训练营|积分制|学分制)$")
#: Heads that make a scheme of a quoted name whatever is said of it.
_STRONG_HEAD: Final = re.compile(r"(?:[一二三四五六七八九十两双].{0,3}工程|导师制|训练营)$")
_AHEAD: Final = re.compile(r"将进一步|将继续|下一步|今后|未来|下阶段")
#: The school's own rules for a scheme: 制定《…导师制实施办法》.
_RULED: Final = re.compile(
    r"(?:制定|制订|出台|修订|印发)了?《([^《》]{3,30}?(?:导师制|工程|行动|改革试点))(?:工作)?(?:实施)?(?:方案|办法|细则)"
)
_PLAIN_SCHEME: Final = re.compile(
    r"(?:实施|推行|启动|开展|推出|深化|落实)(?:了)?(?P<name>[\u4e00-\u9fffA-Za-z0-9.+·]{3,18}?(?:专项行动|建设行动|提升行动|成长导师制|导师制|育人工程|培养工程|提升工程|青蓝工程|名师工程|素质工程))(?![\u4e00-\u9fff]{0,3}(?:方案|办法|意见))"
)
_DOING: Final = re.compile(
    r"实施|推行|启动|开展|推出|深化|落实|打造|依托|推进|通过|创建|构建|实行|推动|组织|执行|形成|建立|发布|抓好|坚持|以|借助|借力|结合|继续|进行|叫做?|名为"
)
#: Schemes of the state, of movements and of all schools, and words in marks for emphasis.
_NO_SCHEME: Final = re.compile(
    r"十[一二三四五]五|双高|1\+[Xx]|一带一路|中国|国家|提质培优|强基|三全育人|互联网|双减|雨露|阳光|春蕾|希望工程|菜篮子|米袋子|扫黄|防护|平安|文明校园|不忘初心|两学一做|学党史|五项管理|五年|年度|教学计划|招生计划|工作计划|国培|省培|百万扩招|乡村振兴|脱贫|"
    r"千企|万岗|万人|特岗|西部计划|健康中国|光盘|净网|护苗|爱心|教育质量|发展规划|全民|人才强|科教|制造20|菁英|扶贫|暑期|面向|订单|学徒|校中|厂中|规范化|标准化|安全生产|预算|应急|双随机|三创|营养改善|薄弱|改造|建筑|绿化|校舍|二期|一期|基建|系统工程|民心|希望|惠民|民生|形象工程"
)
_EMPHASIS: Final = re.compile(r"^(?:[\u4e00-\u9fff]{1,2}|[一二三四五六七八九十].|工匠精神|立德树人)$")
_PLANNED: Final = re.compile(
    r"拟|打算|力争|争取|将(?!其|学|党|思|课|德|社)|希望|下一步|有望|设想|国家|教育部|中央|国务院|全省|省教育厅|全国|响应|文件"
)


def schemes_of(
    document: Document, sentences: Sequence[Sentence], speaker: Speaker, names: PartnerNames
) -> Iterator[Found]:
    """Yield the initiatives of the school."""
    for sentence in sentences:
        yield from _quoted(document, sentence, speaker, names)
        yield from _ruled(document, sentence, speaker)
        yield from _plain(document, sentence)
        yield from _trained(document, sentence)


def _initiatives(
    document: Document, sentence: Sentence, speaker: Speaker, names: PartnerNames
) -> Iterator[Found]:
    text = sentence.text
    for match in _QUOTED_SCHEME.finditer(text):
        name = match[1]
        behind = match[2] or ""
        if not behind and not _INSIDE_HEAD.search(name):
            continue
        whole = text[match.start() : match.end()] if behind else name
        if (
            _NO_SCHEME.search(whole)
            or re.search(r"[的了]", behind)
            or not _own_scheme(text, match.start(), match.end(), bool(_STRONG_HEAD.search(whole)))
        ):
            continue
        if _foreign(sentence, match.start(), speaker):
            continue
        start = match.start() if behind else match.start(1)
        end = match.end() if behind else match.end(1)
        yield Found(
            whole,
            "initiative",
            evidence(document, sentence.passage, start, end, sentence.section),
            aliases=(name,) if behind else (),
            partner=names.by_nickname(name, sentence) if re.search(r"校企|公司|集团", text) else "",
            weight=0.65,
        )
    for match in _RULED.finditer(text):
        name = match[1]
        for own in speaker.names:
            name = name.removeprefix(own)
        start = match.end(1) - len(name)
        if len(name) >= 4 and not _NO_SCHEME.search(name):
            quote = evidence(document, sentence.passage, start, match.end(1), sentence.section)
            yield Found(name, "initiative", quote, weight=0.6)
    for match in _PLAIN_SCHEME.finditer(text):
        if _NO_SCHEME.search(match["name"]) or not _own_scheme(text, match.start("name"), match.end()):
            continue
        quote = evidence(document, sentence.passage, match.start("name"), match.end("name"), sentence.section)
        yield Found(match["name"], "initiative", quote, weight=0.6)


def _foreign(sentence: Sentence, at: int, speaker: Speaker) -> bool:
    """Tell whether an outside organisation is what the clause before `at` speaks of."""
    named = [one for one in sentence.organisations() if one.end <= at and not speaker.is_own(one.text)]
    return bool(named) and subject_of(sentence, at, speaker) == "other"


def _own_scheme(text: str, start: int, end: int, strong: bool = False) -> bool:
    """Tell a scheme that the school carries out from one that it plans or that a document prescribes."""
    if inside(text, start, "《》"):
        return False
    clause = text[clause_start(text, start, "，；。") : start]
    if _PLANNED.search(clause) or re.match(
        r"(?:[\u4e00-\u9fff]{0,4})(?:大赛|比赛|竞赛|精神|文件|意见|主题)", text[end:]
    ):
        return False
    if _AHEAD.search(text[:start]):
        return False
    return bool(
        strong
        or _DOING.search(clause[-14:])
        or re.match(r"”?(?:[\u4e00-\u9fff]{0,4})(?:启动|实施|推行|开展|顺利)", text[end:])
    )
