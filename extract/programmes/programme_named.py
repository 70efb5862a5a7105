"""Schemes with other heads than 工程 and 计划: quoted projects, funds, brands; and those carried out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from ..honours.grant_lists import AHEAD
from ..honours.titles import trimmed
from ..language.enumerations import clause_start, inside
from ..language.levels import level_of
from ..language.sentences import Sentence, evidence
from ..reading.blocks import Document
from ..schools.school import Speaker
from .programme_bases import PLANNED
from .programme_found import Found, beginning_year, event_year
from .programme_partners import PartnerNames

#: A quoted project or training: “某某”人才双动力项目.
_PROJECT: Final = re.compile(
    r"“[^“”，。；！？]{2,18}”(?:(?!入选|获批|列[入为]|纳入|[是为的了])[\u4e00-\u9fff]){0,10}?项目(?!组|化|部|经理|负责人|比赛|竞赛|赛)|“[^“”，。；！？]{2,16}项目”"
)
#: What is done with a project that the school has part in.
_RUN: Final = re.compile(
    r"启动|引进|引了?[进入]|引入|实施|落户|落地|签约|签[下订署]|合作|开展|推进|推出|推行|承担|承办|加入|参与|参加|入选|揭牌|开班|共建|共同|联合|设立|立项|获批|打造|为了|为的是|走进|惠及|收官|进入第"
)
#: Contests have projects too, and so have joint courses (“3+2”项目).
_CONTEST: Final = re.compile(r"赛|冠军|亚军|金牌|银牌|等奖|选手|奖项|裁判")
_COURSE: Final = re.compile(
    r"\d\s?\+\s?\d|贯通|专升本|中高职|五年一贯|双创|技改|基建|改造|课题|研究|产教融合|工程项目|校企双元|用电|采购"
)
#: A fund for pupils that bears a name.
_FUND: Final = re.compile(
    r"“[^“”，。；]{2,12}”(?:专项)?(?:奖助学金|助学金|奖助金|奖教奖学金|助学基金|助学计划|励志奖学金)|“[^“”，。；]{2,12}(?:奖助学金|助学金|助学计划)”"
)
#: What is named by 叫 and its like: 党建品牌就叫“某某”.
_CALLED: Final = re.compile(
    r"(?:品牌(?=“)|(?:品牌|工程|计划|行动|项目|活动|模式|机制|课程体系|大讲堂|课堂|公益班)[^，。；“”]{0,4}?(?:叫做?|名为|取名|命名为|名叫|定名为?|称为|称作|唤作)(?:为)?)“([^“”，。；]{2,16})”"
)
#: A round of events under one name: “某某”系列活动.
_SERIES: Final = re.compile(
    r"(?:开展|举办|组织|推出|打造|串起|形成|举行|实施)[^，。；“”]{0,8}(“[^“”，。；]{4,20}”(?:系列|主题系列|品牌)(?:教育|德育|育人|文化)?活动)"
)
_THEMES: Final = re.compile(
    r"雷锋|节日|[节周月日年]$|主题教育|十九大|二十大|党史|祖国|安全|宪法|禁毒|法治|阅读|劳动教育|文明"
)
#: A scheme of an authority that the school carries out: 承担…计划, …计划由我校实施, 以我校为重点.
_CARRIED: Final = re.compile(
    r"(?:承担|承办|实施|参与实施|执行|落实)(?:了|着)?(?P<behind>(?:教育部|国家级?|全国|[省市]级?|自治区|[\u4e00-\u9fff]{2,3}[省市])[^，。；：]{3,30}?(?:计划|工程|行动|项目|试点))(?=[，。；、]|$|的)"
)
_CARRIED_BY: Final = re.compile(
    r"(?P<before>(?:教育部|国家级?|全国|省级?|市级?|自治区|[\u4e00-\u9fff]{2,3}[省市])[^，。；：]{3,34}?(?:计划|工程|行动|项目|试点|建设|改革))(?:的任务)?(?:也|亦|都|均|就|便|则|先后|同样)?(?:由(?:学校|我校|我院|该校|学院)(?:实施|承担|承办|牵头|负责|执行)|以(?:学校|我校|我院|该校)(?:为|作)(?:重点|试点|主体|龙头|牵头)|(?:落[在到]|交给|放在)(?:了)?(?:学校|我校|我院|该校))"
)
#: What the school is a school of: 是…改革试点项目…建设的重点学校.
_SCHOOL_OF: Final = re.compile(
    r"(?:是|系|为|成为|作为|列为)(?P<of>(?:教育部|国家级?|全国|省级?|市级?|自治区|[\u4e00-\u9fff]{2,3}[省市])[^，。；：]{3,30}?(?:计划|工程|行动|项目|试点|建设|改革))的(?:首批)?(?:重点|试点|项目|牵头|承担|实施|参与|主要)+(?:学校|院校|单位|高校)"
)
#: Part of the building of a demonstration school: 国家骨干院校重点专业群建设里的一步.
_BUILDING: Final = re.compile(
    r"(?P<build>(?:国家级?|全国|省级?|自治区级?)(?:示范性?|骨干|优质|重点|高水平|一流|双高)[^，。；“”]{0,14}?(?:校|院校|学校|专业群?|基地)[^，。；“”的]{0,8}?建设)(?=[里中](?:的|，)|的(?:一[步环项部]|重要|组成|任务|要求|抓手)|任务书?|期间)"
)


def named_schemes(
    document: Document, sentence: Sentence, speaker: Speaker, names: PartnerNames
) -> Iterator[Found]:
    """Yield the projects, funds, brands and events that `sentence` names, and schemes carried out."""
    text = sentence.text
    if "“" in text:
        yield from _projects(document, sentence, names)
        yield from _quoted(document, sentence, names)
    if not (
        "计划" in text
        or "工程" in text
        or "行动" in text
        or "项目" in text
        or "建设" in text
        or "试点" in text
    ):
        return
    for pattern in (_CARRIED, _CARRIED_BY, _SCHOOL_OF, _BUILDING):
        for match in pattern.finditer(text):
            group = str(match.lastgroup)
            start, end = trimmed(text, *match.span(group))
            name = text[start:end]
            if not level_of(name, speaker.home) or name.count("“") != name.count("”") or "的" in name:
                continue
            if (
                _off(text, start)
                or _CONTEST.search(name)
                or re.search(r"课题|研究|奖学金|资助|免学费|扶贫|援[疆藏青]|帮扶|规划项目", name)
            ):
                continue
            kind = (
                "initiative"
                if name.endswith(("计划", "工程", "行动")) and "建设" not in name
                else "construction_project"
            )
            quote = evidence(document, sentence.passage, start, end, sentence.section)
            year = event_year(sentence, start, end, speaker.year, False)
            yield Found(name, kind, quote, year=year, weight=0.6)


def _off(text: str, at: int) -> bool:
    """Tell what is planned, or named in book marks."""
    clause = clause_start(text, at)
    return bool(PLANNED.search(text, clause, at) or AHEAD.search(text, 0, at) or inside(text, at, "《》"))


def _projects(document: Document, sentence: Sentence, names: PartnerNames) -> Iterator[Found]:
    text = sentence.text
    for match in _PROJECT.finditer(text) if "项目" in text else ():
        near = text[clause_start(text, match.start()) : match.end() + 24]
        if (
            _CONTEST.search(near)
            or _COURSE.search(match[0])
            or not _RUN.search(near)
            or _off(text, match.start())
        ):
            continue
        quoted = match[0].startswith("“") and match[0].endswith("”")
        start, end = (match.start() + 1, match.end() - 1) if quoted else match.span()
        partner = names.of_clause(sentence, match.start())
        quote = evidence(document, sentence.passage, start, end, sentence.section)
        yield Found(
            text[start:end],
            "initiative",
            quote,
            partner=partner,
            year=beginning_year(sentence, start),
            weight=0.6,
        )


def _quoted(document: Document, sentence: Sentence, names: PartnerNames) -> Iterator[Found]:
    text = sentence.text
    spans = [(*match.span(), 0.65) for match in _FUND.finditer(text)] if "学" in text else []
    spans += [(*match.span(1), 0.6) for match in _CALLED.finditer(text)]
    spans += [
        (*match.span(1), 0.55)
        for match in _SERIES.finditer(text)
        if not _THEMES.search(match[1].split("”")[0])
    ]
    for start, end, weight in spans:
        if _off(text, start):
            continue
        partner = names.of_clause(sentence, start)
        quote = evidence(document, sentence.passage, start, end, sentence.section)
        year = event_year(sentence, start, end, None, False)
        yield Found(text[start:end], "initiative", quote, partner=partner, year=year, weight=weight)
