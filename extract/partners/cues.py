"""Cues: words by which a text tells what an organisation has to do with a school, in classes."""

from __future__ import annotations

import re
from functools import lru_cache
from types import MappingProxyType
from typing import Final

#: Classes of words, each with the pattern that finds them. They speak for cooperation down to "both", against
#: it or of other things from "visit" on.
CUES: Final = MappingProxyType(
    {
        name: re.compile(words)
        for name, words in (
            (
                "sign",
                r"签约|续约|续了约|敲定|谈妥|谈定|签订|签署|签下|签字|签了|签有|签的|签成|签妥|续签|协议|备忘录|落笔|落款|合同|缔结|意向书",
            ),
            (
                "cooperate",
                r"合作|协作|联手|携手|牵手|结缘|联姻|搭档|伙伴|合力|来往|往来|友好|姊妹|牵手|拉[上来]|搭手|握手|常客|老朋友|老客户|结下|亲戚|认亲|互为|绑在|结对|结成|结为|对接",
            ),
            (
                "joint",
                r"共建|共同|一块儿?|合编|共商|联合|合[办建开编]|联[办建合]|共[育享管用]|一道|一起|会同|产教融合|校企|校地|政校|双元|"
                r"联合体|共同体|互[派聘认访]",
            ),
            ("order", r"订单|冠名|定向|定制|委培|班牌|包[下揽了]|全包|“[^”]{1,12}班”|开班"),
            (
                "apprentice",
                r"学徒|师傅|师徒|带徒|双导师|企业导师|技师|工程师[^，。；]{0,6}(?:授课|任教|来校|讲)",
            ),
            (
                "practice",
                r"实习|见习|顶岗|跟岗|轮岗|上岗|输送|接[收纳]|实践(?:点|基地|锻炼)|下企业|"
                r"轮转|上工|待[在满]|练兵|进厂|下厂|入企|挂职|[接招签挑]走|留用",
            ),
            (
                "base",
                r"基地|实训|工坊|车间|生产线|校中厂|厂中校|引企|入驻|进驻|落户|引进|引入|工作站|研发中心|搬[进到]|厂房|工位",
            ),
            (
                "college",
                r"产业学院|企业学院|工匠学[校院]|混合所有制|合办|承办|托管|分校|分院|校区|教学[区点]|函授站",
            ),
            (
                "taught_on",
                r"3\s*\+\s*[234]|五年一贯|中高职|中本|衔接|贯通|转段|联办|联合办学|后两年|升入|对接院校|直升",
            ),
            ("gift", r"捐|赠|奖学金|奖教金|助学|资助|援建|出资|掏钱|无偿|送来|送到|爱心|物资"),
            ("train", r"培训|轮训|集训|受训|取证|技能鉴定|等级认定|讲授|授课|回炉|充电|岗前"),
            ("unveil", r"揭牌|授牌|挂牌|挂出|牌子|成立|启动|奠基|开工|落成|投用"),
            ("recruit", r"招聘|双选|供需见面|岗位|揽才|招人|用工|录用|签走|预定|宣讲|面试|招工"),
            ("aid", r"帮扶|支援|支教|援[疆藏青]|对口|扶贫|乡村振兴|送教|东西部|协作|驻村|派驻|派去|插班"),
            (
                "service",
                r"技术(?:服务|支持|攻关|改造|指导)|研发|攻关|横向|课题|成果转化|改造|解决|诊断|承接|受托|委托|承建|难题|废品率|代工|加工|试制|样[机件]|新产品|带货|代销|帮销",
            ),
            ("both", r"双方|两家|两校|三方|四方|校企双方|彼此|互利|共赢"),
            (
                "see",
                r"看了|看过|走访|参观|考察|探访|走进|实地|参访|观摩|调研|访企|走了走|转了转|看了看|转了一圈",
            ),
            ("visit", r"来访|到访|访问|座谈|交流|看望|慰问|取经|一行|客人|接待|做客"),
            (
                "guest",
                r"出席|列席|到场|在座|在场|见证|嘉宾|参加|陪同|致辞|讲话|主持|来宾|到会|来了|也来|派人|助阵|捧场|有人来|发了?言|观礼",
            ),
            (
                "official",
                r"授予|颁发|评为|认定|批准|批复|印发|下发|发布|公布|通报|表彰|验收|督导|检查|视察|审批|指导下|领导下|部署|公示|命名",
            ),
            (
                "host",
                r"主办|承办|举办|协办|举行|大赛|竞赛|比赛|论坛|博览会|年会|研讨会|赛项|决赛|获奖|[一二三]等奖|金牌|银牌",
            ),
            ("media", r"记者|报道|讯|通讯员|采访|刊发|来源|供稿|撰稿|摄影|编辑|据"),
            (
                "owner",
                r"主管|隶属|所属|举办者|举办单位|直属|下属|旗下|主办的|划归|移交|由[^，。；]{1,16}(?<!共同)(?<!联合)(?:办起|创办|兴办|举办|主办)",
            ),
            ("alumni", r"毕业生|校友|毕业于|任职|就职|在[^，。]{0,6}工作|担任|聘任|被聘|来自|考入|考上|录取"),
            (
                "history",
                r"前身|原名|更名|改名|改称|改为|合并|并入|始建|创办于|创建于|建校|升格|易名|分出|恢复",
            ),
            ("place", r"地处|位于|坐落|毗邻|为邻|相邻|附近|地址|校址|院址"),
        )
    }
)
#: Words of cooperation that is over.
ENDED: Final = re.compile(
    r"(?:终止|解除|停止|结束|取消)[^，。；]{0,4}(?:合作|协议|合同)|不再[^，。；]{0,4}合作"
)
#: Classes that say how a school and another work together.
WORK_CUES: Final = frozenset(
    ("sign", "cooperate", "joint", "order", "apprentice", "practice", "base", "college", "taught_on", "gift")
    + ("train", "unveil", "recruit", "aid", "service")
)
#: What stands right before a name.
BEFORE: Final = MappingProxyType(
    {
        name: re.compile(rf"(?:{words})$")
        for name, words in (
            ("with", r"(?:与|和|同|跟|联合|携手|联手|会同|牵手|联姻)[^，。；、]{0,4}"),
            ("by", r"(?:由|被|经|获|受)[^，。；、]{0,2}"),
            ("at", r"(?:到|赴|往|在|进|去|走进|进入|前往)[^，。；、]{0,4}"),
            ("for", r"(?:为|给|向|对|帮|替|助)[^，。；、]{0,4}"),
            ("list", r"[、及]|以及"),
            ("named", r"(?:有|包括|为|是|：|企业|单位|方|——)"),
            ("bracket", r"[（“《]"),
            ("start", r"^|[。！？；\s]"),
        )
    }
)
#: What stands right behind a name.
BEHIND: Final = MappingProxyType(
    {
        name: re.compile(words)
        for name, words in (
            ("with", r"[^，。；、]{0,10}?(?:与|和|同|跟|联合|携手)"),
            ("list", r"[、及]|以及|等"),
            ("of", r"的"),
            ("bracket", r"[（”》]"),
            ("end", r"$|[。！？；]"),
            ("comma", r"，"),
            (
                "act",
                r"[^，。；、]{0,14}?(?:主办|承办|举办|授予|颁发|评为|认定|批准|印发|下发|发布|公布|表彰|组织的|报道|网)",
            ),
            ("us", r"[^，。；]{0,16}?(?:我校|学校|我院|学院|本校|该校|职校|职院|职教中心)"),
        )
    }
)


@lru_cache(maxsize=256)
def cues_in(text: str) -> frozenset[str]:
    """Return the classes of cues that `text` has."""
    return frozenset(name for name, pattern in CUES.items() if pattern.search(text))
