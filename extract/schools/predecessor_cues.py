"""The words by which a school's history says that one name ended and the next began."""

from __future__ import annotations

import re
from typing import Final

#: Words of which a paragraph of history has one. Each way begins with a character that is written out, and
#: looks back from there at what may vary: such a pattern is searched for many times as fast.
HISTORY: Final = re.compile(
    r"前身|更名|改名|易名|原名|原称|原为|改称|改为|最早[叫是]|最初(?:叫|名|是)|上溯|划归|叫过|起步于|发端于|始称|定名|命名为|源于|源头|溯[至到源]|追溯|合并|并入|合成|合为|"
    r"整合|组建|合[二三四]为一|一(?<=[合并捆捏拼归][到在成]一)|换[了过]|两家合|升格|晋升为|现名|今名|今天的校名|校名|沿革|当时叫|时名|时为|名为|合一|并校|转型|而来|而成|基础上|（原|历经|曾用名|来路|来历|说起|算起|划入|撤并|并进|归入|归并|挂牌|改成|改组|那时|初[称名为]|的根|根脉|老底子|底子|来历|由来|雏形|起家|开头|起步|旧名|旧称|换成|变成|成了|改设|复[称名]|改叫|改挂|晋级|兼并|捆在|三段|几段|变迁|创办：|始建：|建校：|改[办成]|易其?名|改的(?:校)?名|升的格|时[称名]|起称|重组|复校|停办|批准|拼|凑|捏|合流|并流|收进|底子|家底|根子|追[^，。；]{0,2}[到至回]|推[^，。；]{0,2}[到至回]|数[^，。；]{0,2}[到至回]|溯[^，。；]{0,2}[到至回]|传下来|叫(?<=[它校院]叫)|以前[^，。；]{0,4}叫|之前[^，。；]{0,4}叫|年前[^，。；]{0,4}叫|牌(?<=[块个]牌)|校牌(?<=[块个]校牌)|招牌|校史|→|⇒|➜|支(?<=[一二三四五]支)|脉(?<=[一二三四五]脉)|从(?:18|19|20)\d\d年的|由(?:18|19|20)\d\d年的|自(?:18|19|20)\d\d年的|更今名|用今名|定今名|更现名|用现名|定现名|扩建|改建|改制|合组|叫回|换过|取名|升为|分设|脱胎|改办|转办|年(?<=\d年)(?:又|再)?叫"
)
DATED: Final = re.compile(r"(?:18|19|20)\d\d年")
#: A line of a chronicle.
CHRONICLE: Final = re.compile(
    r"^[^\w（]{0,3}(?:18|19|20)\d\d(?:年|[.\-—~～至/：、，]|(?=[\u4e00-\u9fff]))(?![余多]?[名人个元亩平家所])"
)
#: The school began as the name that follows.
ORIGIN: Final = re.compile(
    r"绕不开|离不开|回到(?=\d{4}年的)|始于(?=\d{4}年的)|发源于|缘起于?|滥觞于?|(?:底子|家底|根子|源头|历史|校史|办学)[^，。；]{0,6}(?:[追推数溯][^，。；]{0,2}[到至回]|来自)|(?<!的)(?:底子|家底)(?:是|为|——|：)|(?:开张|开门|开办|办学|办起来|起步)(?:时|那会儿?|之初)[^，。；]{0,2}(?:叫|称|名为?|是)|(?:会儿|时候|头几年)[^，。；]{0,2}(?:叫|称|名为?)|前身(?:是|为|叫|系|即|可追溯[到至]|名为)?|(?:的|它|之)根(?:是|在|脉)?|根脉|老底子|雏形(?:是|为)?|来历：|由来：|沿革：|旧名|旧称|始自|"
    r"(?:从|自|以|由)(?=[^，。；]{4,40}(?:起步|起家|开头|说起|开端|起头|之名|名义|名号))|(?:最早|最初|原先|最先|起初|当初|开始|原来)(?:的)?(?:名字|校名|名称|名)(?:是|叫|为|——)?|"
    r"(?:起初|最初|当初|开始|那时|当时)[^，。；]{0,3}挂的?是?|其时(?:校)?名|源头(?:是|为)|起源于|(?<!来)源于|溯[到至]|起步于|发端于|发轫于|肇始于|"
    r"最早(?:叫|名为|是|称)|那时(?:候)?(?:叫|名|称)|初(?:称|为|名|叫)|始名|原系|原校名|脱胎于|(?:先|起先|起初|开始)(?:叫|称|名)为?|最初(?:叫|名为|是|称|名)|原名|原称|原为|原是|校名(?:是|为)|(?:那时|当时|起初|最初|那会儿?)的?(?:名字|校名|名称)(?:是|叫|为)|当时(?:叫|名为|称|为)|(?<!同)时(?:名为?|为|称)|"
    r"(?:建校|创办|成立|创建)时(?:的校名|名称|校名)?(?:是|为|叫|名为|称)|(?:创办|始建|创建)时?(?:名|称)为?|(?:^|[：，])先是|一[条支半脉](?:是|为|叫|来自)|另一[条支半脉]|前称|(?:第一块|最早的|最初的)(?:校牌|牌子)[^，。；]{0,6}是"
)
#: One origin beside another.
ALSO: Final = re.compile(r"一[条支半脉]|之一|也是|另")
#: Further back than the name said last.
EARLIER: Final = re.compile(r"再往上|再往前|更早|再早|再上溯|向上追溯|其前身|而.{0,12}前身")
#: 甲开班，这便是某校的前身.
THIS_WAS: Final = re.compile(r"(?:前身|底子|雏形|起点|源头|开端|由来)$")
#: Words before 前身 for whose history the school does not answer.
OTHERS: Final = re.compile(
    r"楼|校区|校舍|校园|食堂|用地|集团|专业(?!学校)|工作室|基地|协会|公司|联盟|系部|大赛|企业|课程|项目|幼儿园|医院|教研室|支部"
)
RENAME: Final = re.compile(
    r"变身|[更改易换]的?(?:校|院)?名|[招校]牌[^，。；]{0,2}[改换](?:作|成|为)|[改换]作|^(?:而|遂)?成(?!立|为|了)(?=[\u4e00-\u9fff“]{4,24}(?:学校|中学|学院|中心|大学|中专|职高)”?$)|是为|改(?:校|院)?名(?:为|成)?|有了(?:正式|自己)?的?(?:名称|名字|校名)|建为|扩为|冠名为?|换(?:了|过)?一?[块个]?新?(?:牌子?|校牌|名字?|校名)|换成|换名为?|换作|换上|变成|变为|成了|成为|复称|统一为|统称|设为|改挂|改叫|定为|名曰|称曰|改成|(?:^|[，它校])(?:就|还|便|才)?(?:叫|名|称)(?:作|为|曰)?(?=[\u4e00-\u9fff“]{4})|"
    r"更名|改名|易名|改称|改为|改(?=[\u4e00-\u9fff“]{4,24}(?:学校|中学|学院|中心|校)”?$)|定名|命名为|始称|改叫|称为|恢复|复名|"
    r"转为|改办|改建为|更为|变更为|改制为|挂牌为|(?:启用|起用|改用)(?=.{0,6}名|“)|定现名|用现名|用今名|沿用至今|转型为|转办为|转设为|转制为|发展[为成]|演变[为成]|挂牌(?=[\u4e00-\u9fff“]{4,24}(?:学校|中学|学院|中心|校|中专|职高)”?$)|改成|扩建[为成]|扩办[为成]|扩展为|升建为|改组[为成]|改设[为成]?|转建[为成]|"
    r"更用|取名|起名|命名|独立为|[更改用](?:为|回|用)?(?=[今现](?:校)?名)|(?<=[年月日])(?:又|再|起|后|改)?(?:叫回?|称作?|名为)(?!号)|又叫回?|叫回|起称|再称"
)
#: 2013年更名: the new name is today's.
RENAMED_ONLY: Final = re.compile(r"(?:更|改|易|换)的?(?:校|院)?名[^\u4e00-\u9fff]*$")
#: Verbs of which a sentence has today's school as subject: 某校1959年叫甲.
CALLED: Final = re.compile(r"(?:就|还|便|只|才|又)?(?:叫|称|名|校名|牌子)")
#: A name changed by a word: 冠“高等”二字, 去掉“地区”两个字.
WORDED: Final = re.compile(r"(?:冠|加|添|去|删|摘)(?:以|上|掉|去|了|下)?“[^”]{1,6}”(?:[一二两三四]个?字)")
#: Changes that are only counted: 几度易名.
COUNTED: Final = re.compile(
    r"(?:[几数多屡再两三四五六]|历经)[度次番易经]?[^，。；]{0,2}(?:更|改|易)?其?(?<![今现])名$|"
    r"(?:(?:更|改|易|换)名|名字[更改换])[了过]?(?:[几数多两三四五六]|\d)[度次回番]"
)
#: A change into a kind of school, its new name untold: 1983年改为职业中学.
RETYPED: Final = re.compile(
    r"改(?:为|办|办为|制为|建为|成)(?:一所)?(?:综合性?)?(?:职业(?:高级)?中学|职业高中|职业学校|中专|中等专业学校|技工学校|农业中学|职中|职高|职业中专|技校)$"
)
NOW: Final = re.compile(
    r"(?:现|今)(?:在|用)?的?(?:校)?名|(?:今天|今日|现在|目前|如今|眼下)(?:的|这个|这|用的|所用的?)*(?:校名|名称|名字|名|学校|牌子)|(?:今天|今日|现在|目前|如今)的?这所(?:学校|高职|中职|学院|院校|中专|技校)|现行校名|现用名|沿用[至到]今|[现今]称|[现今](?:校)?牌|现在(?:的)?这[块个]"
)
MERGE: Final = re.compile(
    r"[与和同][^，。；]{3,20}组成|[拼凑捏][合到成起在]|[合并汇]流|[两三四五几][校家][并合]|并成|收进|归拢|合到|汇入|合并|并入|合成|合为|并为|并校|整合|重组|归并|划入|撤并|并进|划归(?=[我本该学]|[\u4e00-\u9fff]{2,14}(?:学校|学院|中专|中心))|合组|联合组建|合校|归入|[两三四]校合一|组建|"
    r"合[二三四]?为一|[合并捆捏拼归](?:到|在|成|为)?一(?:块|起|处|家|所|校)|汇成|[合归]一(?!线)|合署(?!办公)|捆在一|兼并|接收|吸[收纳]|划进|合办成|联合|联手|携手|强强"
)
#: Words for a union that only become one where a school is then set up: 甲与乙联合，组建丙.
UNITED: Final = re.compile(r"联合|联手|携手|强强|组建")
#: What is set up by others than schools in one.
BODIES: Final = re.compile(
    r"集团|联盟|共同体|基地|协会|联合体|公司|(?<!教育)(?<!职教)(?<!培训)中心(?!学校)|专业|系$|学部|团队|培养|合作|办学|举办|签"
)
#: What stands before the name that a merger made.
MADE: Final = re.compile(
    r"(?:组建|组成|汇成|成立|合成|合组|统一|合为|并为|建立|设立|定名为?|更名为?|整合为|合并为|并入)(?:而?成|为|了|到)?“?$"
)
#: A union whose parties are still to be named: 由四所职校重组成立，它们是….
OF_SEVERAL: Final = re.compile(r"[两二三四五六七八几多][所家个](?:职?[校中高]|学校|中专|院校|学院|单位)")
#: A union with the school that the sentence began with: 甲…，与乙组成丙.
WITH: Final = re.compile(r"\s*(?:\d{4}年)?(?:又|再)?[与和同]")
#: Verbs between what joins and what it goes into.
INTO: Final = re.compile(r"(?:并入|划入|归入|并进|合并到|合并进)(?:了|到)?")
#: A clause on what the school was made of, the school itself unsaid: 2001年由甲、乙合并而成.
OUT_OF: Final = re.compile(r"[\d年月日，\s]*(?:系|是)?由")
#: 学校由甲和乙两所中专整合而来: a merger of which no year is told.
MADE_OF: Final = re.compile(
    r"由[^，。；]{6,60}(?:合并|整合|重组|合组|组合|拼合|联合)(?:而来|而成|组成|组建|成立|形成|建成|升格|建立)"
)
MADE_AFTER: Final = re.compile(r"(?:组建|汇成|组成|成立|合组|合成|设立)(?:而?成|为|了)?")
JOINED: Final = re.compile(
    r"汇入|并入|划入|归入|撤并|并进|划归|归并|收进|合并到|合并进|接收|兼并|吸[收纳]|划进"
)
#: What takes the school's own part behind such a verb: 并入我校, 撤并进来.
INTO_OURS: Final = re.compile(
    r"(?:并入|划入|划归|归入|并进|撤并[进到入]?|归并到|合并到|合并进)(?:了|到)?(?:我校|本校|学校|该校|来)"
)
#: The school, or both schools, as what merges.
BOTH: Final = re.compile(r"[两二三四几][校家]|双方")
#: Words by which today's name came at last: 直到2007年，才有如今这个名字.
AT_LAST: Final = re.compile(r"[才始方改用换启]")
WE_MERGE: Final = re.compile(r"[拼凑捏][合到成起在]|[并汇]流|[两二三四几][校家]|学校|合并|合成|整合|组")
#: A union by words that leave no doubt.
SURE_MERGE: Final = re.compile(
    r"[拼凑捏][合到成起在]|[合并汇]流|并成|收进|归拢|合到|合并|[合并捆捏拼归](?:到|在|成|为)?一(?:块|起|处|家|所|校)|汇成|[校家]归一|重组|汇入|并[入进]|合[成为组]|[两三四]校合|合[二三四]?为一|整合|撤并|划[入进]|接收|兼并|吸[收纳]"
)
#: A founding date inside a clause on something else: 创办于1960年的甲.
ROOTED: Final = re.compile(
    r"(?:创办|创建|始建|成立|建|办|设立)于(?:18|19|20)\d\d年|(?:18|19|20)\d\d年(?:创办|创建|始建|成立|建|办|设立)"
)
#: What shows that the name behind a verb is not the school's new one.
NOT_TARGET: Final = re.compile(
    r"”?(?:的(?!名|校名|牌|建制|基础)|校长|教师|学生|师生|所属|下属|院长|书记|承办|主办)"
)
#: A title that a school is raised to.
TITLED: Final = re.compile(r"重点|示范|级学校|优质|星级|达标")
#: Verbs of a new name only; others may tell a higher kind of school as well (成了, 设为).
MERE_NAME: Final = re.compile(r"[更改易]名|改称")
#: A subject before a merger that is not the school.
NOT_OURS: Final = re.compile(r"后者|前者|对方|该企业|校友|毕业生|驾校|校办企业")
#: A label before a list of former names.
FORMERLY: Final = re.compile(
    r"^[^\u4e00-\u9fff]{0,3}(?:学校)?(?:曾用名|曾用校名|历史名称|历用名|旧名|历任校名)"
)
#: The school by the word 学校 alone.
OURS: Final = re.compile(r"(?:^|[，、与和将把由\s])(?:学校|我校|本校|该校)|[两三四]校")
OWN_SUBJECT: Final = re.compile(r"^(?:[^，]{0,14}(?:学校|我校)|又|再|先后|同时)(?:将|把)?")
UPGRADE: Final = re.compile(
    r"升的格|升格|升级|升为|升专|升本|晋升|晋级|升(?=[\u4e00-\u9fff“]{0,3}[^，。；]{0,14}(?:学校|学院|大学))|升成|升建|升办|独立升"
)
#: A kind of school that one is raised to; 国家级重点 is a title.
RAISED: Final = re.compile(
    r"(?:升格|升级|晋升|晋级|升|独立升格)(?:成|为)?(?:一所)?(?:公办|民办)?"
    r"(?:技师学院|高级技工学校|高级技校|高职院校|高等职业|职业(?:技术)?(?:学院|大学)|高职|大专|本科|专科|普通中专|普通中等专业学校)|升[专本]$|升的格"
)
#: A second name on the door, or what is only done together.
SECOND: Final = re.compile(r"[加增另还又]挂|同时挂|挂[有着].{0,20}牌子|又称|也称|简称|同时使用|联合办学|合作")
#: Today's school came of the one named before: 由甲发展而来, 在甲的基础上.
OUTGROWN: Final = re.compile(
    r"传下来|(?:延续|沿袭|传承)(?:而来|下来)|(?:发展|演变|转制|改制|转型|演化|改建|改办|升格|升级|扩建|脱胎)(?:而[来成]|来的?|出来)|(?:[改转接]办|改[建制]|转[制型])的(?=[^，。；]{0,10}(?:学校|中学|职高|院校|中专))|(?:的)?基础上|(?<=[校中院专班站学])(?:改|改办|改建|转办|转|扩建|升格|改制)(?:成|而成|而来)?(?=$)"
)
#: 要从1964年的甲说起: the first of the names, its founding year before it.
FROM_THEN: Final = re.compile(
    r"(?:从|自|由)(?=(?:18|19|20)\d\d年)[^，。；]{4,40}(?:说起|算起|讲起|数起|起步|谈起)"
)
#: A name closed down: one that comes later is not it renamed but a new one.
CLOSED: Final = re.compile(r"下马|解散|停办|撤销|撤消|关闭")
REOPENED: Final = re.compile(r"挂牌|重建|新建|新办|重新(?:创办|成立|建立)|另建")
#: A name told by the year in which it ended: 2002年以前叫甲.
UNTIL: Final = re.compile(
    r"((?:18|19|20)\d\d)年(?:\d{1,2}月)?(?:以前|之前|前)[^，。；]{0,6}(?:叫|称|名为?|是)(?!号)"
)
#: What says of a story that it is a school's own past.
PAST: Final = re.compile(
    r"沿革|来路|来由|来历|校史|由来|变迁|演变|底子|家底|根子|根脉|历程|渊源|校名|前身|(?:^|[，。；\n\d年月])由[^，。；]{4,60}(?:合|并|组|拼)"
)
#: What schools do together: names in a row are no names of one school.
ALLIED: Final = re.compile(r"[与同和跟][^，。；]{0,12}$|结为|友好|合作|对口|结对|签")
#: The mark of an item, and what may stand beside the name in one.
ITEM_HEAD: Final = re.compile(r"\s*(?:[①-⑳·●○◆▲■]|[（(]?\d{1,2}[）).、．])")
ITEM: Final = re.compile(r"[①-⑳\d（）().．、·●○◆▲■—“”\s-]*")
#: What follows today's name at the end of a clause that others became it in.
OWN_ENDS: Final = re.compile(r"[^，。；与和同跟向来到为]{4,30}(?:挂牌|成立|揭牌|诞生|组建|问世|由此|就此)")
#: And the same of the school by what it is called in its own text: ，学校随之成立; ，职教中心由此得名.
SET_UP_THEN: Final = re.compile(
    r"\s?(?:学校|我校|该校|本校|学院|职业?教育?中心)(?:也|便|就|于是|随之|由此|就此|从此|正式|应运)*(?:而生|成立|诞生|挂牌|组建|问世|得名|有了)"
)
#: Names with their years behind: 甲（1962—2003）, or the first year only: 甲（1962年）.
SPAN: Final = re.compile(
    r"”?(?:时期|阶段|时代)?（((?:18|19|20)\d\d)年?(?:\.?\d{1,2}月?)?(?:\s*[-—－–~～至]+\s*(?:((?:18|19|20)\d\d)年?(?:\.?\d{1,2}月?)?|至?今)?)?(?:[建办创]|成立|开办)?(?:，[^（）]{0,14})?）"
)
#: A name with the years of its beginning and end.
SPANNED: Final = re.compile(
    r"[校院中专心班]（(?:18|19|20)\d\d年?）[^。\n]{2,30}[校院中专心班]（(?:18|19|20)\d\d年?）|[校院中专心班]（(?:18|19|20)\d\d[年.\d月]{0,4}\s*[-—－–~～至]+\s*(?:(?:18|19|20)\d\d[年.\d月]{0,4}|至?今)?）"
)
#: Kinds of schools from lower to higher: a name of a higher kind is an upgrade.
KINDS: Final = (
    re.compile(r"技工学校|技校|学校|中学|中专|职高|职中|中心"),
    re.compile(r"高级技工学校|高级技校"),
    re.compile(r"学院|职院|高专|专科学校"),
    re.compile(r"大学"),
)
#: Schools of the sixties and seventies that were colleges by name only.
CALLED_HIGH: Final = re.compile(r"劳动大学|红专|五[·.]?七|七[·.]?二一|农民大学|农大$|业余大学")
#: A school's old name in a bracket behind it.
FORMER_BRACKET: Final = re.compile(r"（(?:原|前身(?:是|为)?|曾用名|原名)[^（）]{3,30}）")
#: Several names one after the other without years: 历经甲、乙等时期.
THROUGH: Final = re.compile(
    r"历经|先后(?:更名|改名|易名|定名|称|名)为?|曾(?:先后)?(?:用名|名|称)|先后(?:使用|启用|用|叫|挂|有)过?|(?:后来|先后|曾|又)(?:叫|称|用)过|几经(?:更名|易名)"
)
FOUND: Final = re.compile(
    r"创于|(?<=年)建(?=[\u4e00-\u9fff])|获批|开张|组建|开学|开课|开张|创立|招生|创办|创建|始建|成立|建立|办起|设立|开办|开班|筹建|建校|诞生|兴办|建于|举办|办学"
)
#: Years told by the one before.
TOLD_YEAR: Final = re.compile(
    r"(?:后来)?(?:同年|当年|是年|该年|同月|\d{1,2}月|次年|翌年|第二年|隔年|(?P<later>[一二两三四五六七八九十])年[后之])"
)
#: Where a name that a year brings may end.
NAME_ENDS: Final = re.compile(
    r"”?(?:$|[，。；（、\s→]|正式|成立|挂牌|揭牌|之名|校名|时期|阶段|至今|开学|开办|建立|诞生|创办|招生|校牌|这|[到至再]|的(?:名字|校名|名称|牌子))"
)
#: Words between the year and a name that is another's, or a place, a title, a part of the school.
ELSEWHERE: Final = re.compile(
    r"[与和跟]|同(?![意年时月])|联合|合作|迁|搬|借|租|址|校舍|位于|毕业|考[入上取]|就读|任|教师|学生|学员|获|评|授|被|在|向|派|支援|帮扶|附|加挂|增挂|另|"
    r"分设|开设|设有|牵头|加入|参加|承办|分出|共建|签|(?:学校|我校|本校)(?:又|还)?(?:成立|设立|创办|举办|建立|建成|组建|开办)|校长|书记|集团"
)
#: The school of today behind what it came of: 才有了今天的某校, 即现在的某校.
TODAYS: Final = re.compile(r"(?:今天|今日|现在|如今|目前|就是|便是|即|也就是|有了)的?$")
#: What may say that the school became what follows.
BECOMES: Final = re.compile(r"[改更易换转升扩定称叫名曰冠变成为挂启用复恢办]")
#: Words by which something is set up: of the school only its own name follows them.
SET_UP: Final = re.compile(r"成立|设立|组建|建立|创办|创建|开办|举办|合组|组成|合建")
#: Of pairs of years and names: 1958年的甲到1984年的乙.
PAIRED: Final = re.compile(r"((?:18|19|20)\d\d)年?(?:\d{1,2}月)?(?:的|是|叫|称|为|：|——)?“?$")
#: A chronicle's heading before its first year.
PLAIN: Final = re.compile(
    r"(?:历史|学校|校史|办学)?(?:沿革|历程|校史|简史|变迁|演变)|历史|[\d年月日\s“”：:.\-—－–~～·●■◆▲◇○\[\]]|至今|[起至]$"
)
#: 第一、第二卫校: two schools, one of them half named.
ELIDED: Final = re.compile(
    r"第([一二三四五六七八九])、第([一二三四五六七八九])([\u4e00-\u9fff]{1,8}?校|[\u4e00-\u9fff]{1,8}?中学)"
)
BRACKET: Final = re.compile(r"（[^（）]*）")
#: A bracket that dates what stands before it: 撤地设市后（2000年）, and no name's own years.
DATING: Final = re.compile(r"(?<=[后年月时初末底])（(?=(?:18|19|20)\d\d年?(?:\d{1,2}月)?）)")
#: A period before a name, the first year of which brought it: 1958.9—1962.7 某校.
PERIOD: Final = re.compile(
    r"[^\w（]{0,3}(?:18|19|20)\d\d(?:年?\d{0,2}月?|\.\d{1,2}){0,2}\s?[-—－–~～至]+\s?(?:18|19|20)\d\d"
)
#: Between the names of a list.
LISTED: Final = re.compile(r"(?:（[^）]*）)?[”]?\s?[、和与及+＋]\s?")
#: A mere label: 更名：
LABEL: Final = re.compile(r"[\u4e00-\u9fff]{2,6}：|【[\u4e00-\u9fff]{2,6}")
#: Parts of a school that merge, and another's past told in passing.
PARTS: Final = re.compile(
    r"[系部科室]、[^，。；]{1,10}[系部科室]|[与和][^，。；]{1,8}系(?:合并|整合)|专业(?:合并|整合)|更名而来的"
)
#: What is only part of a school that joins: 某校部分专业并入.
PARTLY: Final = re.compile(
    r"的?(?:\d+名)?(?:学生|师生|学员|教师|老师|毕业生|部分|[\u4e00-\u9fff]{2,10}专业|[\u4e00-\u9fff]{1,6}系)(?!校)"
)
