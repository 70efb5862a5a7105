"""How sentences say that a school works with organisations: patterns on skeletons, each a way to say it.

In a skeleton each organisation is one character (O). Every pattern has the groups `list`, the organisations
named, and `rest`, the words behind them, which the next claim may share; those of "with" have `lead` too, the
words before them.
"""

from __future__ import annotations

import re
from typing import Final

from ..language.sentences import ORGANISATION

#: An organisation in a skeleton.
O: Final = ORGANISATION  # noqa: E741
_BRACKETED: Final = r"(?:（[^）]{1,20}）)?"
#: What parts the members of a list; short words of kind may follow. There is one way only to read it: with
#: two, the time to give up a list of n members would grow as 2 to the n.
_PARTING: Final = r"(?:[、和与及；]|以及|还有|，(?:以及)?+)[\u4e00-\u9fff]{0,6}"
LIST: Final = rf"{O}{_BRACKETED}(?:{_PARTING}{O}{_BRACKETED}){{0,200}}"
WITH: Final = r"(?:与|和|同|跟|联合|携手|联手|会同|协同|依托|对接|牵手|连同|借助|联姻|结缘|携同|偕同)"
US: Final = (
    r"(?:我校|学校|我院|学院|校方|该校|本校|我系|我部|我中心|(?<![为以])(?<!实训)(?<!服务)中心|校企双方|双方)"
)
WORK: Final = (
    r"合作|共建|签订|签约|签署|签下|联合|共同|订单|冠名|协议|组建|成立|建立|开展|开设|开办|创办|办起|联办|合办|"
    r"实习|实训|就业|基地|培养|学徒|办学|产业学院|挂牌|揭牌|授牌|结对|交流|对接|协作|帮扶|党建|捐|交道|沟通|引进|入驻|"
    r"[共合试联兴筹]办|合建|联建|共育|共享|共用|共管|合开|合编|一道|一起|携手|联手|互派|互聘|互访|互认|结成|结为|缔结|"
    r"签有|用工合同|牵头|发起|中本|中高职|[23]”?\s*\+\s*“?[234]|订立|友好|达成|委托|攻关|研发|研制|试制|衔接|贯通|设立|往来|援建|双招|定制|输送|编写|开发"
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
_TO_US: Final = r"(?:我校|学校|我院|本校|该校|学院|我中心|我系)"
#: What a partner does at the school, or for it.
_COMES: Final = (
    rf"(?:委托{_CLAUSE}{{0,4}}{_TO_US}|(?:入驻|进驻|落户){_CLAUSE}{{0,4}}(?:校|学院|实训|基地|园)|援建|捐建|共同出资|"
    rf"(?:选派|派出|派遣|派驻|派){_CLAUSE}{{0,14}}(?:来校|到校|入校|驻校|进校|来我|到我|任教|授课|支教|讲课|执教|当师傅|做师傅)|"
    rf"(?:带来|提供|拿出|推出|送来|开出|设置){_CLAUSE}{{0,12}}(?:岗位|实习机会|工作机会)|进校(?:招聘|宣讲|选拔)|"
    rf"把{_CLAUSE}{{0,14}}(?:[搬引带送挂设建放落迁][进入到在]){_CLAUSE}{{0,6}}(?:校|学院|实训|课堂|专业|{O})|"
    rf"(?:派驻|派来|选派|派出){_CLAUSE}{{0,6}}(?:副?校长|教师|老师|名师|专家|工程师|师傅|技师)|承担{_CLAUSE}{{0,4}}军训|"
    rf"作为{_CLAUSE}{{0,12}}(?:实习|实训|见习|就业|实践|校外|合作){_CLAUSE}{{0,4}}(?:基地|单位|点)|"
    rf"是{_TO_US}{_CLAUSE}{{0,12}}(?:合作|实习|实训|见习|就业|帮扶|协作|结对|共建){_CLAUSE}{{0,6}}(?:单位|企业|学校|院校|基地|伙伴))"
)
#: What a school does for others: 为甲开展…, 给甲解决….
_SERVICE: Final = (
    r"(?:提供|开展|解决|改造|编写|设计|制作|研发|研制|开发|完成|攻克|攻关|检修|维修|维护|安装|调试|加工|检测|鉴定|"
    r"培训|轮训|送培|承训|举办|开办|开设|培养|翻译|拍摄|绘制|测绘|诊断|代工|服务|送(?:技术|教|课|去|上))"
)
#: What a school takes over from others: 承接甲的…班.
_ORDERED: Final = (
    r"(?:班|培训|轮训|集训|实训|任务|项目|订单|业务|课题|考核|考试|鉴定|认定|加工|生产|服务|研发|检测|设计)"
)
_COUNT: Final = r"等(?:\d+|[一二三四五六七八九十百几数多]+)?余?多?[家个所]"
_WORK_WITH_US: Final = (
    rf"(?:在(?:我)?校设|在(?:我校|学校|校内)|来(?:我)?校|到(?:我)?校|入校|与{_TO_US}|接[收纳][^，。]{{0,10}}(?:实习|学生)|"
    rf"为{_TO_US}|帮助{_TO_US}|扶持{_TO_US}|对口帮扶{_TO_US}|对口支援{_TO_US}|帮扶{_TO_US}|向{_TO_US}|录用|吸纳|师傅|{_COMES}|"
    r"派出?[^，。]{0,8}(?:师傅|技师|工程师)|(?:与|同|和)[^，。]{0,12}合作)"
)
_GIVES: Final = r"(?:捐赠|捐出|捐助|赠送|送给|送来|资助|设立[^，。；]{0,12}(?:奖学金|奖教金|助学金|基金))"
_PARTNERS_ARE: Final = (
    rf"(?:合作|实习|见习|教学|临床|就业|用人|订单|对口|签约|联办|共建|结对|协作|办学|衔接|冠名|受托|委托|承训|捐赠){_CLAUSE}{{0,8}}"
    rf"(?:企业|单位|院校|学校|伙伴|基地|酒店|幼儿园|医院|公司|还有){_CLAUSE}{{0,8}}"
    rf"(?:有|包括|为|是|：|如|即|分别是|还有|以及){_CLAUSE}{{0,6}}"
)
_SIGNED_WITH: Final = (
    r"(?:签|合作|共建|订单|协议|接收|接纳|实习|就业|帮扶|培训|录用|结对|结缘|牵手|联姻|亲戚)"
    rf"{_CLAUSE}{{0,16}}(?:有|包括|为|是|：|——){_CLAUSE}{{0,8}}"
)
#: 伙伴换成了甲; 对方是甲; 落款的有三方：甲.
_SIDES: Final = (
    rf"(?:(?:伙伴|对方|(?:合作|签字|签约|落款|共建|冠名|捐赠|帮扶)(?:一?方|单位)){_CLAUSE}{{0,4}}(?:有{_CLAUSE}{{0,4}}：|是|为|：|[换变]成了?)|"
    rf"(?:落款|签字|签约|签了字)的有?{_CLAUSE}{{0,6}}：)"
)
#: What of a school's is at this one: a branch, a place to teach.
_BRANCH: Final = (
    r"(?:分校|分院|教学区|教学点|教学站|函授站|函授点|学习中心|学习站|工作站|实践站|教学班|校外教学中心)"
)
_LABELLED: Final = (
    rf"(?:^|[，。；\s])[^，。；：{O}]{{0,6}}(?:实践|实习|见习|合作|就业|订单|共建|伙伴|联办|对口|帮扶|结对|冠名|校企|协作|"
    rf"学徒|用人单位|对接)"
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
        # 甲、乙三家用人单位走进学校，…招聘
        (
            "recruit",
            rf"(?P<list>{LIST})(?:等)?{_CLAUSE}{{0,10}}(?:走进|走入|来到|进驻|到访){_CLAUSE}{{0,4}}(?:{O}|校|学院)(?=(?P<rest>[^。；]{{0,70}}))",
        ),
        # 甲、乙等到场揽才; 甲、乙设摊招人
        (
            "recruit",
            rf"(?P<list>{LIST})(?:等)?{_CLAUSE}{{0,10}}(?:到场|进场|到会|参会|设摊|设展|摆[开出下]|前来|到校|进校)(?=(?P<rest>{_CLAUSE}{{0,30}}))",
        ),
        # 系统由甲承建; 食堂由甲运营
        (
            "built",
            rf"由(?P<list>{LIST})(?=(?P<rest>(?:承建|建设|搭建|运营|运维|供货|提供|开发|代建|托管|承担){_CLAUSE}{{0,20}}))",
        ),
        # 甲与我校签订…
        ("and_us", rf"(?P<list>{LIST}){_CLAUSE}{{0,14}}{WITH}(?:{US}|{O})(?=(?P<rest>[^。；]{{0,40}}))"),
        # 甲、乙与学校三方…; 学校、甲、乙三方挂牌
        (
            "parties",
            rf"(?:{US}(?:[、和与]))?(?P<list>{LIST})(?:[、和与]{US})?(?:[双两三四五]方|[两三四五]家|四校|三校|两校)(?=(?P<rest>[^。；]{{0,40}}))",
        ),
        # 共同体由甲、乙、我校联手发起
        (
            "founders",
            rf"由(?P<list>{LIST}){_CLAUSE}{{0,6}}(?:联手|共同|联合|携手|合作)(?=(?P<rest>(?:发起|组建|成立|打造|创办|建设|建立|举办|牵头|设立)[^。；]{{0,30}}))",
        ),
        # 受甲委托举办…; 应甲之邀为其培训
        (
            "ordered",
            rf"(?:受|接受|应){_CLAUSE}{{0,4}}(?P<list>{LIST})等?{_CLAUSE}{{0,4}}(?:的?委托|之托|之邀|邀请)(?=(?P<rest>[^。；]{{0,40}}))",
        ),
        # 承接甲…班; 承办甲的培训
        (
            "taken",
            rf"(?:承接|承担|承办|接下|揽下|中标|承揽)了?{_CLAUSE}{{0,4}}(?P<list>{LIST})等?(?=(?P<rest>{_CLAUSE}{{0,16}}{_ORDERED}))",
        ),
        # 为甲解决技术难题
        (
            "serve",
            rf"(?:(?<![作成称名认评定分列视])为|(?<!代)替|给|帮助|帮|协助|助力){_CLAUSE}{{0,4}}(?P<list>{LIST})等?(?=(?P<rest>{_CLAUSE}{{0,12}}?{_SERVICE}(?!的){_CLAUSE}{{0,30}}))",
        ),
        # 引进甲, 引入甲
        (
            "bring",
            rf"(?:引企入校|吸引|通过|(?:引进|引入|引来|请来|请进|迎来){_CLAUSE}{{0,6}}?)(?P<list>{LIST})(?=(?P<rest>[^。；]{{0,40}}))",
        ),
        # 合作企业有甲、乙
        ("partners", rf"{_PARTNERS_ARE}(?P<list>{LIST})(?=(?P<rest>[^。；]{{0,20}}))"),
        ("partners", rf"{_SIDES}(?P<list>{LIST})(?=(?P<rest>[^。；]{{0,40}}))"),
        # 合作企业甲
        ("partners", rf"合作(?:企业|单位|伙伴|院校|方)(?P<list>{LIST})(?=(?P<rest>[^。；]{{0,40}}))"),
        # 签了协议的有四家：甲、乙; 接收实习生最多的是甲
        ("partners", rf"{_SIGNED_WITH}(?P<list>{LIST})(?=(?P<rest>[^。；]{{0,20}}))"),
        # 实践园：甲、乙
        ("partners", rf"{_LABELLED}(?P<list>{LIST})(?=(?P<rest>[^。；]{{0,20}}))"),
        # 甲在我校设立…; 甲接收我校学生实习; 甲自2018年起对口帮扶我校
        ("subject", rf"(?P<list>{LIST})(?P<rest>{_SENTENCE}{{0,30}}{_WORK_WITH_US}[^。；]{{0,30}})"),
        # 甲在本校挂出…的牌子
        (
            "at_us",
            rf"(?P<list>{LIST}){_CLAUSE}{{0,14}}在(?:{O}|{_TO_US}|这里)(?=(?P<rest>{_CLAUSE}{{0,3}}(?:挂牌|挂出|设立|建立|成立|建起|设有?|捐建){_CLAUSE}{{0,20}}))",
        ),
        # 甲、乙各设有教学区; 甲把分校设在这里
        (
            "branch",
            rf"(?P<list>{LIST})(?=(?P<rest>(?:各|均|都|也|还|分别)?(?:在(?:我校|学校|这里|校内))?(?:设有?|设立|办有|建有|挂有|把)了?{_CLAUSE}{{0,4}}{_BRANCH}))",
        ),
        # 后两年到甲就读; 挂靠甲培养
        (
            "taught_on",
            rf"(?:(?:[后再][两二三]?年?{_CLAUSE}{{0,4}}(?:到|去|在|进|入|转)|挂靠(?:在|到)?){_CLAUSE}{{0,4}})(?P<list>{LIST})等?(?=(?P<rest>{_CLAUSE}{{0,30}}))",
        ),
        # 这个班是甲托给我校带的
        (
            "ordered",
            rf"(?:是|由)(?P<list>{LIST}){_CLAUSE}{{0,4}}(?:委托|托付|托|交)给?(?=(?P<rest>(?:{O}|{_CLAUSE}){{0,10}}(?:带|培养|代培|举办|办|培训|承办|承训)))",
        ),
        # 甲、乙加入，三方设立…
        (
            "parties",
            rf"(?P<list>{LIST})(?:也|先后|一同|一起)?(?:加入|加盟)(?=(?P<rest>(?:进来)?，(?:[双两三四五多]方|共同|联合|一起)[^。；]{{0,40}}))",
        ),
        # 牵头的有四家：甲、我校、乙
        ("founders", rf"(?:牵头|发起)的有?{_CLAUSE}{{0,6}}：(?P<list>{LIST})(?=(?P<rest>[^。；]{{0,20}}))"),
        # 甲参与高等职业教育人才培养年度报告
        (
            "report",
            rf"^[^。；{O}]{{0,6}}(?P<list>{LIST})(?=(?P<rest>参与[^，。；]{{0,6}}职业教育[^，。；]{{0,12}}报告))",
        ),
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
