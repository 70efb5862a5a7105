"""The words by which a school's history says that one name ended and the next began."""

from __future__ import annotations

import re
from typing import Final

#: Words of which a paragraph of history has one.
HISTORY: Final = re.compile(
    r"前身|更名|改名|易名|原名|原称|原为|改称|改为|最早[叫是]|最初(?:叫|名|是)|上溯|划归|叫过|起步于|发端于|始称|定名|命名为|源于|源头|追溯|合并|并入|合成|合为|"
    r"整合|组建|升格|晋升为|现名|今名|今天的校名|校名|沿革|当时叫|时名|时为|名为|合一|并校|转型|而来|而成|基础上|（原|历经|曾用名|来路|来历|说起|算起|划入|撤并|并进|归入|归并|挂牌|改成|改组|那时|初[称名为]|更今名|用今名|定今名|更现名|用现名|定现名|扩建|改建|改制|合组|叫回|换过|取名|升为|分设|脱胎|改办|转办|年(?<=\d年)(?:又|再)?叫"
)
#: A line of a chronicle.
CHRONICLE: Final = re.compile(r"^(?:18|19|20)\d\d年")
#: The school began as the name that follows.
ORIGIN: Final = re.compile(
    r"前身(?:是|为|叫|系|即|可追溯[到至]|名为)?|源头(?:是|为)|起源于|源于|追溯[到至]|上溯[到至]|起步于|发端于|发轫于|肇始于|"
    r"最早(?:叫|名为|是|称)|那时(?:候)?(?:叫|名|称)|初(?:称|为|名|叫)|始名|原系|原校名|脱胎于|(?:先|起先|起初|开始)(?:叫|称|名)为?|最初(?:叫|名为|是|称|名)|原名|原称|原为|原是|校名(?:是|为)|当时(?:叫|名为|称|为)|时名为?|时为|时称|"
    r"(?:建校|创办|成立|创建)时(?:的校名|名称|校名)?(?:是|为|叫|名为|称)|(?:创办|始建|创建)时?(?:名|称)为?|一条(?:是|为)|另一条"
)
#: One origin beside another.
ALSO: Final = re.compile(r"一条|另一条|之一|也是|另")
#: Further back than the name said last.
EARLIER: Final = re.compile(r"再往上|再往前|更早|再早|再上溯|向上追溯|其前身|而.{0,12}前身")
#: 甲开班，这便是某校的前身.
THIS_WAS: Final = re.compile(r"前身$")
#: Words before 前身 for whose history the school does not answer.
OTHERS: Final = re.compile(
    r"集团|专业(?!学校)|工作室|基地|协会|公司|联盟|系部|大赛|企业|课程|项目|幼儿园|医院|教研室|支部"
)
RENAME: Final = re.compile(
    r"更名|改名|易名|改称|改为|改(?=[\u4e00-\u9fff“]{4,24}(?:学校|中学|学院|中心|校)”?$)|定名|命名为|始称|改叫|称为|恢复|复名|"
    r"转为|改办|改建为|更为|变更为|改制为|挂牌为|(?:启用|起用|改用)(?=.{0,6}名|“)|定现名|用现名|用今名|沿用至今|转型为|转办为|转设为|转制为|发展[为成]|演变[为成]|挂牌(?=[\u4e00-\u9fff“]{4,24}(?:学校|中学|学院|中心|校|中专|职高)”?$)|改成|扩建[为成]|扩办[为成]|扩展为|升建为|改组[为成]|改设[为成]?|转建[为成]|"
    r"更用|取名|起名|命名|独立为|[更改用](?:为|回|用)?(?=[今现](?:校)?名)|(?<=[年月日])(?:又|再|起|后|改)?(?:叫回?|称作?|名为)(?!号)|又叫回?|叫回|起称|再称"
)
#: 2013年更名: the new name is today's.
RENAMED_ONLY: Final = re.compile(r"(?:更|改|易)名[^\u4e00-\u9fff]*$")
#: Changes that are only counted: 几度易名.
COUNTED: Final = re.compile(r"(?:[几数多屡再两三四五六]|历经)[度次番易经]?[^，。；]{0,2}(?:更|改|易)?其?名$")
#: A change into a kind of school, its new name untold: 1983年改为职业中学.
RETYPED: Final = re.compile(
    r"改(?:为|办|办为|制为|建为|成)(?:一所)?(?:综合性?)?(?:职业(?:高级)?中学|职业高中|职业学校|中专|中等专业学校|技工学校|农业中学)$"
)
NOW: Final = re.compile(
    r"(?:现|今)(?:校)?名|(?:今天|现在|目前)的(?:校名|名称|名字|学校)|现行校名|现用名|沿用至今|今称"
)
MERGE: Final = re.compile(
    r"合并|并入|合成|合为|并为|并校|整合|重组|归并|划入|撤并|并进|划归(?=[我本该学])|合组|联合组建|合校|归入|[两三四]校合一|组建"
)
#: What stands before the name that a merger made.
MADE: Final = re.compile(
    r"(?:组建|组成|成立|合成|合为|并为|建立|设立|定名为?|更名为?|整合为|合并为|并入)(?:而?成|为|了|到)?“?$"
)
JOINED: Final = re.compile(r"并入|划入|归入|撤并|并进|划归|归并到|合并到|合并进")
#: What takes the school's own part behind such a verb: 并入我校, 撤并进来.
INTO_OURS: Final = re.compile(
    r"(?:并入|划入|划归|归入|并进|撤并[进到入]?|归并到|合并到|合并进)(?:了|到)?(?:我校|本校|学校|该校|来)"
)
#: The school, or both schools, as what merges.
WE_MERGE: Final = re.compile(r"[两三四几]校|学校|合并|合成|整合|组")
#: The school by the word 学校 alone.
OURS: Final = re.compile(r"(?:^|[，、与和将把由\s])(?:学校|我校|本校|该校)|[两三四]校")
OWN_SUBJECT: Final = re.compile(r"^(?:[^，]{0,14}(?:学校|我校)|又|再|先后|同时)(?:将|把)?")
UPGRADE: Final = re.compile(r"升格|升级|升为|晋升|升成|升建|升办|独立升")
#: A kind of school that one is raised to; 国家级重点 is a title.
RAISED: Final = re.compile(
    r"(?:升格|升级|晋升|升|独立升格)(?:成|为)(?:一所)?(?:公办|民办)?"
    r"(?:技师学院|高级技工学校|高职院校|高等职业|职业(?:技术)?(?:学院|大学)|高职|大专|本科|专科)"
)
#: A second name on the door, or what is only done together.
SECOND: Final = re.compile(r"加挂|增挂|挂.{0,20}牌子|又称|也称|简称|同时使用|联合办学|合作")
#: Today's school came of the one named before: 由甲发展而来, 在甲的基础上.
OUTGROWN: Final = re.compile(r"(?:发展|演变|转制|改制|转型|演化|改建)而[来成]|(?:的)?基础上")
#: 要从1964年的甲说起: the first of the names, its founding year before it.
FROM_THEN: Final = re.compile(
    r"(?:从|自|由)(?=(?:18|19|20)\d\d年)[^，。；]{4,40}(?:说起|算起|讲起|数起|起步|谈起)"
)
#: A name closed down: one that comes later is not it renamed but a new one.
CLOSED: Final = re.compile(r"下马|解散|停办|撤销|撤消|关闭")
REOPENED: Final = re.compile(r"挂牌|重建|新建|新办|重新(?:创办|成立|建立)|另建")
#: Names with their years behind: 甲（1962—2003）, or the first year only: 甲（1962年）.
SPAN: Final = re.compile(r"（((?:18|19|20)\d\d)年?(?:\s*[-—－–~～至]+\s*((?:18|19|20)\d\d)年?)?）")
#: Kinds of schools from lower to higher: a name of a higher kind is an upgrade.
KINDS: Final = (
    re.compile(r"技工学校|技校|学校|中学|中专|职高|职中|中心"),
    re.compile(r"高级技工学校|高级技校"),
    re.compile(r"学院|职院|高专|专科学校"),
    re.compile(r"大学"),
)
#: A school's old name in a bracket behind it.
FORMER_BRACKET: Final = re.compile(r"（(?:原|前身(?:是|为)?|曾用名|原名)[^（）]{3,30}）")
#: Several names one after the other without years: 历经甲、乙等时期.
THROUGH: Final = re.compile(
    r"历经|先后(?:更名|改名|易名|定名|称|名)为?|曾(?:先后)?(?:用名|名|称)|(?:后来|先后|曾|又)(?:叫|称|用)过|几经(?:更名|易名)"
)
FOUND: Final = re.compile(r"创办|创建|始建|成立|建立|办起|设立|开办|开班|筹建|建校|诞生|兴办|建于|举办|办学")
#: Years told by the one before.
TOLD_YEAR: Final = re.compile(r"同年|当年|是年|次年|翌年|第二年")
#: A chronicle's heading before its first year.
PLAIN: Final = re.compile(r"(?:历史|学校|校史|办学)?(?:沿革|历程|校史)|[\d年月日\s“”：:.\-—]")
#: 第一、第二卫校: two schools, one of them half named.
ELIDED: Final = re.compile(
    r"第([一二三四五六七八九])、第([一二三四五六七八九])([\u4e00-\u9fff]{1,8}?校|[\u4e00-\u9fff]{1,8}?中学)"
)
BRACKET: Final = re.compile(r"（[^（）]*）")
