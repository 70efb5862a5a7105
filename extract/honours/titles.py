"""Titles that a school is given: how they are worded, and which kind of programme one is at the same time."""

from __future__ import annotations

import re
import sys
from functools import lru_cache
from typing import Final

from ..language.levels import level_of
from ..language.places import places_in

#: What a title says of its holder. Every alternative begins with a letter: so the search is fast.
_QUALITY: Final = (
    r"示范|先进|文明|魅力|最美|美丽|优秀|特色|重点|模范|标兵|骨干|星级|强(?<=[\d百十]强)(?!化)|A级|样板|典型|典范|十佳|最佳|名牌|品牌|规范化|标准化|现代化|达标|绿色|平安|和谐|卫生(?=先进|单位|红旗|工作)|花园式|园林|红旗|试点|实验|试验|高水平|"
    r"一流|优质|双高|双优|紧缺|贡献|奖状|改革发展|诚信|促进|好(?<=[一二三四五六]好)|维权岗|合格(?!率)|等(?<=[A-D甲乙一二]等)(?!奖|职)|显著|推荐|级(?<=[一二三1-3]级)|A(?<=[一二三四五345]A)|放心|节约型|节水|无烟|书香|数字化|智慧|信息化|满意|领军|突出|创新|首批|"
    r"第[一二三四五六七八九十\d]+批|定点|工人先锋号|青年文明号|巾帼|五四(?=红旗|奖)|五一(?=劳动|巾帼|先锋)|双拥|强校|名校|甲级|优胜|建设(?:单位|院校|学校)|立项|传承|摇篮|德育|培育|标杆|窗口|产教融合|提质培优|充分就业|零犯罪|依法|安全|健康|体育|美育|国防"
)
#: What holds a title.
_HOLDER: Final = (
    r"(?:单位|校园|团委|集体|组织|学校|支部)标兵|学校|院校|高校|校|单位|集体|基地|组织|团体|学院|中专|高中|职高|中学|职业教育中心|职教中心|党委|党总支|党支部|团委|团总支|工会|委员会|奖|奖状|奖牌|站|(?<!重)(?<!特)点|岗|校园|中心|号|关工委|(?:\d|[百十])强|强校|支部|"
    r"文学社|社团|专业|专业群|工作室|食堂|餐厅|公寓|部门|机构|园地|窗口|家园|之家|品牌|摇篮|考点|单元|阵地|图书馆|书屋|红旗|鉴定所|传习所|资源库|学习型组织|社区|区|项目|工程|(?:培养|培育|双高|领航|建设)计划|建设点|(?<=[\u4e00-\u9fff]{3})先进"
)
_BRACKET: Final = r"(?:（[^（）]{1,14}）)?"
_TITLE: Final = re.compile(rf"[^，。；：！？、《》]*?(?:{_HOLDER}){_BRACKET}")
_QUOTED: Final = re.compile(r"“([^”]*)”")
#: What a bracket behind a title says that is no part of it: when, how often, among how many.
_REMARK: Final = re.compile(
    r"”?（(?:[^（）]{0,24}(?:部|厅|局|委|府|办|会|联|省|市|县)等?(?:[\d一二三四五六七八九十]*(?:部委|部门))?(?:颁发?|授予?|认定|确定|批准|命名)?|综合性?|[^（）]*(?:\d{2,4}年?|连续|连着|当时|排名|第[一二三四五六七八九十\d]+名|全[市省国县]|[\d一二三四五六七八九十]+[所家次届])[^（）]*)）$"
)
_QUALIFIED: Final = re.compile(_QUALITY)
#: Words that no title holds: persons' titles, results of competitions, memberships, sentences, counts.
_NO_TITLE: Final = re.compile(
    r"^(?:聘请?|邀请?|派)|(?<!先)[驻进入来到]校$|理事|会员|成员|等奖|金奖|银奖|铜奖|金牌|银牌|^(?:大赛|比赛|竞赛)|^优秀组织|优秀组织奖|优秀奖|优胜奖|组织奖|指导教师|指导奖|正在|申报|[冠亚季]军|第[一二三四五六七八九]名|教师(?!素质|发展|培训|培养|教育|队伍|企业实践|教学创新)|个人|学生$|优秀学生|三好|班集体|(?<!校企)(?<!产教)合作(?!办学|示范|先进|教育|单位|发展|院校|联盟)|工作者|辅导员|班主任|大赛.*奖|比赛.*奖|竞赛.*奖|"
    r"[是了着们我你他它这那起]|建成|打造|努力|创成|跻身|荣登|列入|纳入|晋升|创建(?!单位|学校|院校|支部|示范|先进)|申创|筹建|改称|设立|成立|加挂|^试点(?:单位|学校|院校)$|更名|升格|定名|设在|所在|在(?:学校|我校|该校)|挂牌|组织(?=学生|教师|师生|学员|员工)|主要|保证|优先|我校|本校|一所|(?<!全国)(?<!首批)(?<!全省)(?<![\d一二三四五六七八九十百])[\d一二三四五六七八九十几多两]+[个项余所家名门次人]|称为|成为|被|授予|[认评确]定为|评为|获评|荣膺|入选|获批|^计划|与.{2,}共建|荣获|获得|建有|拥有|签订|合作$|企业$|公司|以上|多项|各类|各项|各级|文件|方案|办法|通知|证书|论文|课题|案例"
)
#: Holders that only say what kind of place it is: their title needs a level and a quality both.
_PLAIN: Final = re.compile(r"(?:学院|中心|点|号|区|奖|社区|委员会|站)”?$")
#: Prizes for schools that bear a founder's name, and grades of technicians' schools that are their own title.
_NAMED_PRIZE: Final = re.compile(r"(?:黄炎培|陶行知|孔子|蔡元培)[^，。、]{0,12}奖$|五一劳动奖状$")
_GRADE: Final = re.compile(
    r"(?:国家|全国|部)级?(?:示范|重点)?(?:高级)?(?:技工学校|技工院校|技师学院|职业中专)"
)
#: Grades of schools as they are called for short: 双优校, 国家示范校.
_SHORT_GRADE: Final = re.compile(
    r"(?:首批|第[一二三]批)?(?:国家级?|省级?|市级?|自治区级?)?(?:双[优高]|(?<=.)(?:示范|骨干|重点|优质))(?:计划)?(?:建设)?(?:职业|中职|高职|技工|技师|中等|高等)?(?:学校|院校|校|单位)"
)
#: What is called a title though it ends in no holder; what ends so is a person's.
_CALLED_ALONE: Final = re.compile(
    r"(?<!能手)(?<!奖章)(?<!工匠)(?<!劳模)(?<!标兵)(?<!模范)(?<!状元)(?<!大师)(?<!专家)(?<!先锋)(?<![员者手人星生师家长])$"
)
_PRIZE: Final = re.compile(r"(?:贡献|发展|创新|成就|质量|管理|工作|进步|示范|先进)奖”?$")
#: Bases for training: of these a title is a programme too.
_BASE: Final = re.compile(
    r"(?:培训|实训|实践|实习|体验|考核|教育|孵化|集训|见习|科普|培养|研学|培育|传承|鉴定|认定|研修|创业|培养示范|继续教育|产教融合|就业|鉴定站|服务|扶贫|推广|技能|人才)[^，。、]{0,6}(?:基地|中心|站|所|机构)(?:（[^（）]{1,12}）)?”?$|(?:培训|考试|考核|鉴定|教学)点”?$|社区(?:学校|学院)”?$|实训基地（[^（）]{1,12}）”?$|[^，。、]{4}基地(?:（[^（）]{1,12}）)?”?$"
)
_NO_BASE: Final = re.compile(
    r"实验基地|服务中心$|职业(?:技术)?教育中心$|职教中心$|活动中心|示范点$|辅导站|心理"
)
_PROJECT: Final = re.compile(
    r"(?:(?<![中高]等)专业群?(?:建设)?|项目|工程(?!学校|院校))(?:建设|立项|培育)?点?(?:单位|院校|学校|项目|专业)?”?$|(?:高水平|双高|优质|一流|示范)[^，。、]{0,14}建设(?:单位|院校|学校|项目|计划)”?$|“双高计划”[^，。、]{0,8}$|产教融合型?试点(?:单位|院校|学校|城市)?”?$|(?:培养|培育|领航|建设)计划”?$|(?:建设|示范[县市区]创建)(?:单位|院校|学校|项目)”?$|(?<!基地)重点建设[^，。、]{0,8}(?:学校|院校|中专|高中)”?$"
)
_STUDIO: Final = re.compile(r"工作室”?$")
_PILOT: Final = re.compile(r"(?:现代|新型)?学徒制.{0,8}(?:试点|单位|学校|专业|项目)”?$")
_CERTIFICATE: Final = re.compile(r"1\+[Xx].{0,16}(?:试点|考点|考核站点|院校|学校|单位)”?$")
#: What every title has: a word of quality, of a base or project, a grade or prize, or quotation marks.
_SIGN: Final = re.compile(
    rf"{_QUALITY}|基地|中心|站|所|机构|培训点|考试点|考核点|教学点|鉴定点|社区学|专业|项目|工程|建设|计划|工作室|学徒制|1\+|技工学校|技工院校|技师学院|职业中专|黄炎培|陶行知|孔子|蔡元培|“|”"
)
#: The last characters of what holds a title, and of a bracket or mark behind it.
_LAST: Final = frozenset(
    "兵校位体地织团院专中高学心委支部会奖状牌站点岗园号工强社业群室堂厅寓门构口家篮元阵馆屋旗所库区目程划进）”"
)

_LATER: Final = re.compile(r"(?<=.{4})(?:19|20)\d\d年")
_LEAD: Final = re.compile(
    r"^(?:[^，。；“”]{0,8}(?:殊荣|荣誉|称号|桂冠)——|[\u4e00-\u9fff]{0,10}(?:立项建设|批准立项|批准建设)(?=“)|(?:党委|党总支|团委|工会)(?=“)|依托|凭借|头顶|设立|成立(?!于)|顶着|[\u4e00-\u9fff]{0,8}(?:唯一|仅有)的?(?:[一两二三\d][所家个])?的?|[\s★☆●■◆▲◎○※◇△▶►√✓·•*>-]|（(?:[\u4e00-\u9fff]{0,2}(?:荣誉|称号|表彰|资质|基地|项目|平台|牌匾|获奖)[\u4e00-\u9fff]{0,2})）|\d{1,2}[.．、）]|（[\d一二三四五六七八九十]{1,3}）|[①-⑳]|[了过其为的]|有(?=“)|学校|我校|我院|本校|该校|首次|再次|是|系(?!统)|又|还|并|先后|分别|连续(?:多年|[\d一二三四五六七八九十两]+(?:年|届|次))?|一所|全部|同时|也|[与及]|和(?!谐)|相继|称号为|墙上|以来|至今|成为|"
    r"[\d一二三四五六七八九十两几多]+(?:个|次|项)|\d{1,2}月(?:\d{1,2}日)?|(?:19|20)\d\d(?:[-—～~](?:19|20)?\d\d)?(?:学?年度?)?(?=\D))+"
)
_TRAIL: Final = re.compile(
    r"(?=[等\d一二两三四五六七八九十百多几数余个项块顶张国省市各荣称殊牌行之铜匾奖光桂头名美金建入拟榜资的中验评复考获成])(?:等)?(?:\d+|[一二两三四五六七八九十百多几数]+)?(?:余|多)?(?:个|项|块|顶|张)?(?:国家级|省级|市级|各级|各类)?(?:荣誉称号|荣誉|称号|殊荣|牌子|行列|之列|之一|牌匾|铜牌|匾牌|奖牌|光荣称号|桂冠|头衔|名号|美誉|金字招牌|(?:建设)?(?:入选|拟认定)?名单|榜单|资格|的经历|的|(?:的)?(?:中期检查|中期验收|验收|评估|复评|复核|复查|复审|评审|考评)(?:（[^（）]{1,14}）)?|获得成功|成功|获批)+$|(?<=”)[\d一二两三四五六七八九十]+[张块项个面顶][^，。；]{0,8}$|等(?:\d+|[一二两三四五六七八九十多几数]+)余?[个项类](?:国家级|省级|市级)?(?:建设|重点|试点)?(?:项目|基地|任务|平台|单位|专业)?$|等$|…+[^，。；]*$|[又并还也均都]+$|^等"
)
#: The last characters of what may follow a title, but for what one of the marks or 等 tells.
_TRAIL_LAST: Final = frozenset("誉号荣子列一匾牌冠衔单格历的查收估评核审功批又并还也均都）\n")
_TRAIL_MARK: Final = re.compile(r"[等…”]")


#: Words that are looked at from several places: as a title, a programme, a member of a list.
_REMEMBERED: Final = 4096
#: Characters of the shortest and the longest title.
_SHORTEST: Final = 3
_LONGEST: Final = 42


def may_hold_title(text: str, start: int = 0, end: int = sys.maxsize) -> bool:
    """Tell whether `text[start:end]` has a sign of a title: without one, nothing in it is a title."""
    return _SIGN.search(text, start, end) is not None


#: What a title that tells its level has one of, where no region tells it; see `level_of`.
_LEVEL_SIGN: Final = re.compile(
    r"[国界洲球部省市县区州疆]|金砖|一带一路|上海合作|中[德美日韩央华]|全军|八桂|双[优高]|示范|骨干|重点|优质|"
    r"黄炎培|陶行知|孔子|蔡元培|五一劳动奖状"
)
_WITHIN: Final = str.maketrans("", "", "“”、")


def may_hold_graded_title(text: str) -> bool:
    """Tell whether `text` has a sign of a level: without one, nothing in it is a title by strict rules."""
    return bool(_LEVEL_SIGN.search(text)) or bool(
        _LEVEL_SIGN.search(joined := text.translate(_WITHIN)) or places_in(joined)
    )


@lru_cache(_REMEMBERED)
def is_title(words: str, strict: bool, home: str = "", called: bool = False) -> bool:
    """Tell whether `words` are a title of a school; `strict` asks that a level (国家, 省, a region) be in it.

    `home` is the school's region and name, for the level. `called` tells that the text calls the words a
    title (称号, 牌匾): they need a level then, but no word of quality.
    """
    bare = _QUOTED.sub(lambda match: match[1].replace("、", ""), words)
    if not _may_be(words, bare, called):
        return False
    if _SHORT_GRADE.fullmatch(bare) or _NAMED_PRIZE.search(bare) or _GRADE.fullmatch(bare):
        return True
    level = level_of(bare, home) not in (None, "school") or "双高计划" in bare
    if base_kind(bare):
        return level or not strict
    if called and level:
        return True
    if _PLAIN.search(bare) and not bare.endswith(("奖", "示范点")):
        strict = True
    return bool(_QUALIFIED.search(bare)) and (level or not strict)


def _may_be(words: str, bare: str, called: bool) -> bool:
    """Tell whether `words` end in a holder, or in what else a title may, and hold no word that none has."""
    if not _SHORTEST <= len(bare) <= _LONGEST or not (called or bare[-1] in _LAST):
        return False
    if not _well_formed(words):
        return False
    outside = _QUOTED.sub("“”", words)
    if _NO_TITLE.search(bare if outside == "“”" else outside):
        return False
    if _NAMED_PRIZE.search(bare):
        return True
    if bare.endswith("奖"):
        return bool(_PRIZE.search(bare))
    return bool(_TITLE.fullmatch(bare)) or (called and bool(_CALLED_ALONE.search(bare)))


def _well_formed(words: str) -> bool:
    """Tell whether brackets and quotation marks are closed, and no 的 stands outside the latter."""
    closed = words.count("“") == words.count("”") and words.count("（") == words.count("）")
    return closed and "的" not in _QUOTED.sub("", words).replace("中央财政支持的", "")


@lru_cache(_REMEMBERED)
def base_kind(words: str) -> str | None:
    """Return the kind of programme that the title `words` is at the same time, or None."""
    bare = words.strip("“”")
    for kind, pattern in (
        ("certificate_pilot", _CERTIFICATE),
        ("apprenticeship_pilot", _PILOT),
        ("studio", _STUDIO),
        ("training_base", _BASE),
    ):
        if pattern.search(bare):
            return None if kind == "training_base" and _NO_BASE.search(bare) else kind
    bare = re.sub(r"（[^（）]{1,12}）$", "", bare)
    return "construction_project" if _PROJECT.search(bare) else None


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """Cut from a list's member what leads it (了, 学校, a year) and what follows it (等荣誉称号)."""
    begin, stop = _kept(text[start:end])
    return start + begin, start + stop


def _trail(words: str) -> re.Match[str] | None:
    """Return what follows the title at the end of `words` (等荣誉称号), or None."""
    if words[-1:] in _TRAIL_LAST or _TRAIL_MARK.search(words):
        return _TRAIL.search(words)
    return None


@lru_cache(_REMEMBERED)
def _kept(text: str) -> tuple[int, int]:
    """Return what is kept of a list's member."""
    start, end = 0, len(text)
    if lead := _LEAD.match(text[start:end]):
        start += lead.end()
    if "）" in text and (remark := _REMARK.search(text[start:end])):
        end = start + remark.start() + (1 if remark[0].startswith("”") else 0)
    if "年" in text and (later := _LATER.search(text[start:end])):
        end = start + later.start()
    whole = end
    while trail := _trail(text[start:end]):
        if trail.end() == trail.start():
            break
        end = start + trail.start()
        if trail.start() == 0:
            return start, start
    if end < whole and (remark := _REMARK.search(text[start:end])):
        end = start + remark.start() + (1 if remark[0].startswith("”") else 0)
    words = text[start:end]
    if words.startswith("“") and words.endswith("”") and words.count("“") == 1:
        start, end = start + 1, end - 1
    elif words.startswith("“") and words.count("“") > words.count("”"):
        start += 1
    return start, end
