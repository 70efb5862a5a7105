"""Schemes of the school's own: quoted or plain names with a word that calls them one, and rules for them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from ..honours.holders import subject_of
from ..language.enumerations import clause_start, inside
from ..language.levels import level_of
from ..language.sentences import Sentence, evidence
from ..reading.blocks import Document
from ..schools.school import Speaker
from .programme_found import Found, beginning_year
from .programme_named import named_schemes
from .programme_partners import PartnerNames

#: A quoted name and the word that calls it a scheme, either inside the marks or right behind them.
_QUOTED_SCHEME: Final = re.compile(
    r"“([^“”，。；！？]{2,16}?)”(?P<head>[\u4e00-\u9fff]{0,12}?(?:培训班|研修班|讲习班|技能班|家政班|进修班|提升班|特训班|讲习所|夜校|训练营|大讲堂|讲堂)|"
    r"[\u4e00-\u9fff]{0,5}?(?:工程|专项行动|行动|计划|品牌|教学模式改革|教学改革|课堂改革|课堂教学改革|制(?![度造作品定订备成版式度])))?"
)
_INSIDE_HEAD: Final = re.compile(r"(?:工程|行动|计划|导师制|训练营|夜校|大讲堂|积分制|学分制)$")
#: What a quoted 制 must be for a scheme of its own: counted pairs (一班一师), or who answers for whom.
_PAIRED: Final = re.compile(r"(?:[一二三四五六七八九十双全][\u4e00-\u9fff]{1,3}){2,}$|导师|师傅|学长|积分")
#: Courses and evening schools; one named after whom or what it teaches in general has no name of its own.
_COURSE: Final = re.compile(r"(?:班|夜校|讲习所|训练营|讲堂)$")
_NO_COURSE: Final = re.compile(
    r"(?:式|型|化|级|制|师资|精神|思想|教师|会议)$|分子$|干部|党员|团员|语言文字|双师|四史|党史|普法|菜单|送教|送培|职业技能|\d\+|讲话|条例"
)
#: A training counted: “…”累计培训1200人次, “…”工程共举办培训12期.
_TRAINED: Final = re.compile(
    r"“([^“”，。；！？、]{3,12})”(?:工程|项目|行动|计划)?(?:累计|共计?|全年|年内|已|先后|完成|开展|举办|组织)*(?:培训(?!班)|开班)[^，。；“”\d]{0,12}\d+余?(?:人次|人|名|期|场|班次)"
)
#: What others have the school do, or do at it or with it, is the school's doing.
_ENTRUSTED: Final = re.compile(
    r"受[^，。；]{2,20}(?:委托|邀请|指派)|承办|承接|(?:在|到|于|依托|委托|联合|与|和|携手)(?:学校|我校|本校|该校|学院|中心)(?!教师|学生)"
)
#: Who carries out or sets down what follows: an authority.
_OF_STATE: Final = re.compile(
    r"(?:(?<!全)[省市县区州]|[部厅局委]|政府)(?:相继|先后|联合|也|又|还|统一|正式|近日|新)*(?:实施|启动|推出|推行|出台|印发|发布|部署|制定|制订|组织|开展|举办|主办)?(?:的|了)?“?$"
)
#: Heads that make a scheme of a quoted name whatever is said of it.
_STRONG_HEAD: Final = re.compile(r"(?:[一二三四五六七八九十两双].{0,3}工程|导师制|训练营)$")
_AHEAD: Final = re.compile(r"将进一步|将继续|下一步|今后|未来|下阶段")
#: What a scheme without quotation marks ends in.
_PLAIN_SIGN: Final = re.compile(
    r"专项行动|建设行动|提升行动|导师制|育人工程|培养工程|提升工程|改革试点|制试点|培养计划|青蓝工程|名师工程|素质工程"
)
#: The school's own rules for a scheme: 制定《…导师制实施办法》.
_RULED: Final = re.compile(
    r"(?:制定|制订|出台|修订|印发)了?《([^《》]{3,30}?(?:导师制|工程|行动|改革试点))(?:工作)?(?:实施)?(?:方案|办法|细则)"
)
_PLAIN_SCHEME: Final = re.compile(
    r"(?:实施|推行|启动|开展|推出|深化|落实|推进|承担)(?:了)?(?P<name>[\u4e00-\u9fffA-Za-z0-9.+·]{2,18}?(?:专项行动|建设行动|提升行动|成长导师制|导师制|育人工程|培养工程|提升工程|改革试点|负责制试点|工程师(?:专项)?培养计划|青蓝工程|名师工程|素质工程))(?![\u4e00-\u9fff]{0,3}(?:方案|办法|意见))"
)
_DOING: Final = re.compile(
    r"实施|推行|启动|开展|推出|深化|落实|打造|依托|推进|通过|创建|构建|实行|推动|组织|执行|形成|建立|发布|抓好|坚持|以|借助|借力|结合|继续|进行|叫做?|名为|举办|承办|开办|开设|主办|合办|联办|共办|办好|办起|创办|创立|创设|首创|整合[为成]|打造[为成]|提炼|凝练|总结出|创新|探索|推出|搭建|[有靠拿用推搞走]$|有“$|设立|成立|擦亮|做[优实强]|培育|参与|承担"
)
#: What stands between two schemes of one list.
_LISTED: Final = re.compile(r"”?(?:[、和及与]|以及)?[\u4e00-\u9fff]{0,6}")
#: What the school has to do with a scheme that an authority set up.
_TAKEN_OVER: Final = re.compile(
    r"(?:学校|我校|学院|中心)[^，。；]{0,8}(?:承办|承担|参与实施|作为[^，。；]{0,4}(?:承办|实施|试点|项目|培训)单位)"
)
#: What follows a scheme that is carried out.
_UNDER_WAY: Final = re.compile(
    r"”?(?:[\u4e00-\u9fff]{0,4})(?:启动|实施|推行|开展|顺利|开班|开讲|设在|落在|落户|结业|由(?:学校|我校|学院)|惠及|覆盖|成效|落地)"
)
#: What a scheme that begins a clause has done, or whom it reaches; or a list of schemes.
_GOING_ON: Final = re.compile(
    r"”?(?:“|[、。；]|[\u4e00-\u9fff]{0,8}?(?:结成|选派|覆盖|培养|培训|惠及|推行|进入|资助|帮助|完成|遴选|带动|吸引|累计|办到|收官|送出|派出|走过|已))"
)
#: A verb right behind a scheme that begins its clause, and the end: “某某工程”铸魂.
_DOES: Final = re.compile(r"”?[\u4e00-\u9fff]{2,8}(?=[，。；：、]|$)")
#: Schemes of the state, of movements and of all schools, and words in marks for emphasis.
_NO_SCHEME: Final = re.compile(
    r"十[一二三四五]五|双高|1\+[Xx]|一带一路|中国|国家|提质培优|强基|三全育人|互联网|双减|雨露|教师素质提高|道德讲堂|春风行动|阳光(?!德育|育人|成长|心灵|职教)|春蕾|希望工程|菜篮子|米袋子|扫黄|防护|平安|文明校园|不忘初心|两学一做|学党史|五项管理|五年|年度|教学计划|招生计划|工作计划|国培|省培|百万扩招|乡村振兴|脱贫|"
    r"千企|万岗|万人|特岗|西部计划|健康中国|光盘|净网|扫黑|反诈|禁毒|防溺水|消防|护苗|爱心|教育质量|发展规划|全民|人才强|科教|制造20|菁英|扶贫|暑期|面向|订单|学徒|校中|厂中|规范化|标准化|安全生产|预算|应急|双随机|三创|营养改善|薄弱|改造|建筑|绿化|校舍|二期|一期|基建|系统工程|一[人生]一[档册卡]|(?:^|”)[一二三四五六七八九十两]{1,2}[大项个](?:工程|行动|计划|品牌)|民心|希望|惠民|民生|形象工程"
)
#: A way of teaching of the school's own: first made, found or hammered out by it.
_DEVISED: Final = re.compile(
    r"(?:(?:首|独|自|原)创|[琢摸探][磨索][^，。；]{0,2}出|总结出|提炼出|闯出|走出)(?:了|一[套条个种])*(?:(?P<mode>“[^“”，。；]{2,16}”[\u4e00-\u9fff]{0,12}?(?:模式|机制|体系))|“(?P<plain>[^“”，。；]{3,12})”)"
    r"|(?P<grown>“[^“”，。；]{2,16}”[\u4e00-\u9fff]{0,12}?模式)[^，。；]{0,6}(?:立住|成型|定型|叫响|[初基][步本]形成|日趋成熟)"
)
_NO_MODE: Final = re.compile(
    r"\d\+\d|校企|工学|产教|理实|五育|三全|岗课|做中|教学做|产学研|德技|学徒制|校中厂|订单式|路子|道路|以[^“”]促"
)
_PLANNED: Final = re.compile(
    r"拟(?<![虚模]拟)|打算|力争|争取|将(?!其|学|党|思|课|德|社)|希望|下一步|有望|设想"
)
#: Whose schemes the school only follows; a course may well be of a province (举办全省“…”培训班).
_OTHERS: Final = re.compile(r"国家(?!通用语)|教育部|中央|国务院|全省|省教育厅|全国|响应|文件")


def schemes_of(
    document: Document, sentences: Sequence[Sentence], speaker: Speaker, names: PartnerNames
) -> Iterator[Found]:
    """Yield the initiatives of the school."""
    for sentence in sentences:
        quoted = "“" in sentence.text
        if quoted:
            yield from _quoted(document, sentence, speaker, names)
        if "《" in sentence.text:
            yield from _ruled(document, sentence, speaker)
        if _PLAIN_SIGN.search(sentence.text):
            yield from _plain(document, sentence)
        if quoted:
            yield from _trained(document, sentence)
            yield from _devised(document, sentence)
        yield from named_schemes(document, sentence, speaker, names)


def _quoted(document: Document, sentence: Sentence, speaker: Speaker, names: PartnerNames) -> Iterator[Found]:
    """Yield schemes in quotation marks: “…计划”, “…”工程, “…”制, “…”培训班."""
    text = sentence.text
    last = 0  # where the scheme before ends: what is listed with it is carried out like it
    for match in _QUOTED_SCHEME.finditer(text):
        name, behind = match[1], match["head"] or ""
        whole = text[match.start() : match.end()] if behind else name
        if not _is_scheme(name, behind, whole):
            continue
        strong = bool(_STRONG_HEAD.search(whole) or last and _LISTED.fullmatch(text, last, match.start()))
        if not _own_scheme(text, match.start(), match.end(), strong):
            continue
        if _foreign(sentence, match.start(), speaker):
            continue
        last = match.end()
        start = match.start() if behind else match.start(1)
        end = match.end() if behind else match.end(1)
        yield Found(
            whole,
            "initiative",
            evidence(document, sentence.passage, start, end, sentence.section),
            aliases=(name,) if behind else (),
            partner=names.by_nickname(name, sentence) if re.search(r"校企|公司|集团", text) else "",
            year=beginning_year(sentence, start),
            weight=0.65,
        )


def _is_scheme(name: str, behind: str, whole: str) -> bool:
    """Tell a quoted scheme from movements of the state, words in marks for emphasis and common courses."""
    if _NO_SCHEME.search(whole) or re.search(r"[的了在]", behind):
        return False
    if not behind:
        return bool(_INSIDE_HEAD.search(name))
    if _COURSE.search(behind):
        return not _NO_COURSE.search(name)
    return not behind.endswith("制") or bool(_INSIDE_HEAD.search(whole) or _PAIRED.search(name))


def _ruled(document: Document, sentence: Sentence, speaker: Speaker) -> Iterator[Found]:
    """Yield schemes that the school's own rules are named after; those of a city or the state are not its."""
    text = sentence.text
    for match in _RULED.finditer(text):
        name = match[1]
        for own in speaker.names:
            name = name.removeprefix(own)
        start = match.end(1) - len(name)
        if len(name) < 4 or _NO_SCHEME.search(name) or _OF_STATE.search(text, 0, match.start()):
            continue
        if level_of(name, speaker.home) not in (None, "school"):
            continue
        quote = evidence(document, sentence.passage, start, match.end(1), sentence.section)
        yield Found(name, "initiative", quote, weight=0.6)


def _plain(document: Document, sentence: Sentence) -> Iterator[Found]:
    """Yield schemes without quotation marks behind a word of carrying out."""
    text = sentence.text
    for match in _PLAIN_SCHEME.finditer(text):
        start = match.start("name")
        if _NO_SCHEME.search(match["name"]) or not _own_scheme(text, start, match.end()):
            continue
        quote = evidence(document, sentence.passage, start, match.end("name"), sentence.section)
        yield Found(match["name"], "initiative", quote, year=beginning_year(sentence, start), weight=0.6)


def _trained(document: Document, sentence: Sentence) -> Iterator[Found]:
    """Yield the quoted names of trainings that the text counts: “…”累计培训1200人次."""
    text = sentence.text
    for match in _TRAINED.finditer(text):
        if _NO_SCHEME.search(match[1]) or _NO_COURSE.search(match[1]):
            continue
        if _PLANNED.search(text[clause_start(text, match.start()) : match.end()]):
            continue
        quote = evidence(document, sentence.passage, match.start(1), match.end(1), sentence.section)
        yield Found(match[1], "initiative", quote, weight=0.6)


def _devised(document: Document, sentence: Sentence) -> Iterator[Found]:
    """Yield quoted ways of teaching that the school is said to have devised: 首创“…”教学模式."""
    text = sentence.text
    for match in _DEVISED.finditer(text):
        group = next(one for one in ("plain", "mode", "grown") if match[one])
        start, end = match.span(group)
        if _NO_MODE.search(match[group]) or _PLANNED.search(text[clause_start(text, start) : start]):
            continue
        quote = evidence(document, sentence.passage, start, end, sentence.section)
        yield Found(match[group], "initiative", quote, weight=0.6)


def _foreign(sentence: Sentence, at: int, speaker: Speaker) -> bool:
    """Tell whether an outside organisation is what the clause before `at` speaks of."""
    text = sentence.text
    if _ENTRUSTED.search(text, clause_start(text, at, "；。"), at) or _TAKEN_OVER.search(text, at):
        return False
    named = [one for one in sentence.organisations() if one.end <= at and not speaker.is_own(one.text)]
    return bool(named) and subject_of(sentence, at, speaker) == "other"


def _own_scheme(text: str, start: int, end: int, strong: bool = False) -> bool:
    """Tell a scheme that the school carries out from one that it plans or that a document prescribes."""
    if inside(text, start, "《》"):
        return False
    clause = text[clause_start(text, start, "，；。") : start]
    course = re.search(r"(?:班|夜校|讲习所)$", text[start:end])
    if _PLANNED.search(clause) or (not course and _OTHERS.search(clause)) or _AHEAD.search(text, 0, start):
        return False
    if re.match(r"(?:[\u4e00-\u9fff]{0,4})(?:大赛|比赛|竞赛|精神|文件|意见|主题)", text[end:]):
        return False
    if _OF_STATE.search(text, max(0, start - 20), start):
        return bool(_TAKEN_OVER.search(text, end))
    begins = text[clause_start(text, start) : start].strip("“—-•·◆▲●■0123456789.、） ") in (
        "",
        "学校的",
        "该校的",
        "我校的",
        "学院的",
        "学校",
        "校",
    )
    going_on = begins and (_GOING_ON.match(text, end) or _DOES.match(text, end))
    return bool(strong or going_on or _DOING.search(clause[-14:]) or _UNDER_WAY.match(text, end))
