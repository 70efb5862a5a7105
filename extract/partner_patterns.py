"""How sentences say that a school works with organisations: patterns on skeletons, each a way to say it.

In a skeleton each organisation is one character (O). Every pattern has the groups `list`, the organisations
named, and `rest`, the words behind them, which the next claim may share; those of "with" have `lead` too, the
words before them.
"""

from __future__ import annotations

import re
from typing import Final

from .sentences import ORGANISATION

#: An organisation in a skeleton.
O: Final = ORGANISATION  # noqa: E741
_BRACKETED: Final = r"(?:（[^）]{1,20}）)?"
#: What parts the members of a list; short words of kind may follow. There is one way only to read it: with
#: two, the time to give up a list of n members would grow as 2 to the n.
_PARTING: Final = r"(?:[、和与及；]|以及|还有|，(?:以及)?+)[\u4e00-\u9fff]{0,6}"
LIST: Final = rf"{O}{_BRACKETED}(?:{_PARTING}{O}{_BRACKETED}){{0,200}}"
WITH: Final = r"(?:与|和|同|跟|联合|携手|联手|会同|协同|依托|对接|牵手|连同|借助)"
US: Final = r"(?:我校|学校|我院|学院|校方|该校|本校|我系|我部|校企双方|双方)"
WORK: Final = (
    r"合作|共建|签订|签约|签署|签下|联合|共同|订单|冠名|协议|组建|成立|建立|开展|开设|开办|创办|办起|联办|合办|"
    r"实习|实训|就业|基地|培养|学徒|办学|产业学院|挂牌|揭牌|授牌|结对|交流|对接|协作|帮扶|党建|捐|交道|沟通|引进|入驻"
)
#: Words strong enough to make a partner of a firm anywhere in their sentence.
STRONG: Final = re.compile(
    r"校企合作|签约|签订|签下|签署|签字|合作协议|共建|订单班|冠名班|冠名|产业学院|企业学院|战略合作|实训基地|实习基地|"
    r"学徒制|联合办学|校企共同体|订单培养|合作企业|合作办学|双选会|招聘会|合作共同体|达成[^，。]{0,6}意向|长期合作|"
    r"办起|合办|联办"
)

#: Any words of one clause, and of one sentence, that name no organisation.
_CLAUSE: Final = rf"[^，。；{O}]"
_SENTENCE: Final = rf"[^。；{O}]"
_TO_US: Final = r"(?:我校|学校)"
_COUNT: Final = r"等(?:\d+|[一二三四五六七八九十百几数多]+)?余?多?[家个所]"
_WORK_WITH_US: Final = (
    rf"(?:在(?:我)?校设|在(?:我校|学校|校内)|来(?:我)?校|到(?:我)?校|入校|与{_TO_US}|接[收纳][^，。]{{0,10}}(?:实习|学生)|"
    rf"为{_TO_US}|对口帮扶{_TO_US}|对口支援{_TO_US}|帮扶{_TO_US}|向{_TO_US}|录用|吸纳|师傅|"
    r"派出?[^，。]{0,8}(?:师傅|技师|工程师)|(?:与|同|和)[^，。]{0,12}合作)"
)
_GIVES: Final = r"(?:捐赠|捐出|捐助|赠送|送给|送来|资助|设立[^，。；]{0,12}(?:奖学金|奖教金|助学金|基金))"
_PARTNERS_ARE: Final = (
    rf"(?:合作|实习|就业|用人|订单|对口|签约|联办|共建){_CLAUSE}{{0,8}}"
    rf"(?:企业|单位|院校|学校|伙伴|基地|酒店|幼儿园|医院|公司|还有){_CLAUSE}{{0,8}}"
    rf"(?:有|包括|为|是|：|如|即|分别是|还有|以及){_CLAUSE}{{0,6}}"
)
_SIGNED_WITH: Final = (
    r"(?:签|合作|共建|订单|协议|接收|接纳|实习|就业|帮扶|培训|录用)"
    rf"{_CLAUSE}{{0,16}}(?:有|包括|为|是|：){_CLAUSE}{{0,8}}"
)
_LABELLED: Final = (
    rf"(?:^|[，。；\s])[^，。；：{O}]{{0,6}}(?:实践|实习|见习|合作|就业|订单|共建)"
    rf"[^，。；：{O}]{{0,6}}：{_CLAUSE}{{0,4}}"
)


#: Ways to say it with their patterns; the first one that holds of an organisation counts.
PATTERNS: Final = tuple(
    (way, re.compile(pattern))
    for way, pattern in (
        # 与甲、乙等共建…; 同甲签订协议; 联合甲创办
        (
            "with",
            rf"{WITH}(?P<lead>[^，。；、{O}]{{0,14}}?)(?P<list>{LIST})(?:等)?(?=(?P<rest>[^。；]{{0,60}}))",
        ),
        # 甲与我校签订…
        ("and_us", rf"(?P<list>{LIST}){_CLAUSE}{{0,14}}{WITH}(?:{US}|{O})(?=(?P<rest>[^。；]{{0,40}}))"),
        # 引进甲, 引入甲
        ("bring", rf"(?:引进|引入|引企入校|吸引|通过)(?P<list>{LIST})(?=(?P<rest>[^。；]{{0,40}}))"),
        # 合作企业有甲、乙
        ("partners", rf"{_PARTNERS_ARE}(?P<list>{LIST})(?=(?P<rest>[^。；]{{0,20}}))"),
        # 合作企业甲
        ("partners", rf"合作(?:企业|单位|伙伴|院校|方)(?P<list>{LIST})(?=(?P<rest>[^。；]{{0,40}}))"),
        # 签了协议的有四家：甲、乙; 接收实习生最多的是甲
        ("partners", rf"{_SIGNED_WITH}(?P<list>{LIST})(?=(?P<rest>[^。；]{{0,20}}))"),
        # 实践园：甲、乙
        ("partners", rf"{_LABELLED}(?P<list>{LIST})(?=(?P<rest>[^。；]{{0,20}}))"),
        # 甲在我校设立…; 甲接收我校学生实习; 甲自2018年起对口帮扶我校
        ("subject", rf"(?P<list>{LIST})(?P<rest>{_SENTENCE}{{0,30}}{_WORK_WITH_US}[^。；]{{0,30}})"),
        # 有合作的还有甲…
        ("partners", rf"有合作的(?:还)?有{_CLAUSE}{{0,6}}(?P<list>(?:{LIST}|[^。；]){{1,300}})(?P<rest>)"),
        # 甲、乙等企业的培训基地; 承担了甲的培训任务
        (
            "train",
            rf"(?P<list>{LIST})等?{_CLAUSE}{{0,6}}(?:企业|单位|部门|机构)?的?(?:员工|职工)?培训(?=(?P<rest>[^。；]{{0,20}}))",
        ),
        # 到甲实习
        (
            "place",
            rf"(?:到|赴|在|进入|前往|走进|去|往|为|向|给)[^，。；、{O}]{{0,8}}(?P<list>{LIST})等?(?=(?P<rest>[^。；]{{0,40}}))",
        ),
        # 对甲进行对口帮扶
        (
            "aid",
            rf"(?:对|为|向|给|援助|支援|帮扶|结对)[^，。；、{O}]{{0,8}}(?P<list>{LIST})(?=(?P<rest>[^。；]{{0,40}}))",
        ),
        # 甲、乙等N家企业
        ("count", rf"(?P<list>{LIST}){_COUNT}(?=(?P<rest>[^。；]{{0,40}}))"),
        # 甲“引企入校”
        ("quoted", rf"(?P<list>{LIST})“(?:引企入校|订单培养|订单式培养|校企合作|现代学徒制)”(?P<rest>)"),
        # 甲向学校捐赠; 甲捐出
        ("gift", rf"(?P<list>{LIST})[^。；]{{0,20}}{_GIVES}(?=(?P<rest>[^。；]{{0,30}}))"),
    )
)
