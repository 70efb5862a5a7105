"""Names of the schools that a school's history tells of, classes and institutes of long ago among them."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from ..language.places import leading_place, whole_places_in

#: How names of schools, now and long ago, end.
_TAIL: Final = (
    r"(?:学校|中学|学院|大学|学堂|书院|(?:教育|职教|进修|培训|成人教育|电教)中心(?:学校)?|职校|中专(?![班生]|部(?!分))|职专|职中|职高(?![班生]|部(?!分))|高中|技校|卫校|农校|财校|商校|党校|师范|"
    r"(?:水电|职工|干部?|农业?|林|工|警|体|艺|电|粮|供销|会计|银|邮|税|护|业余|党|夜|函|戏|舞|水产|气象|农机|进修|广|分|母|总|女|民|徒工|技工|幼师|军)校|"
    r"师专|(?<![初高])[一二三四五六七八九十]中(?![专等心学])|工作站|培训站|教师进修校|进修学院|技能培训中心|"
    r"(?:讲习|训练|培训|进修|补习|学习|师范|护士|护训|医训|技训|会计|职业|职高|高中|专修|学徒|速成|师资|徒工|学员|艺徒|技工|农技)班|训练所|传习所|讲习所|养成所|传习社|训练队|实习所|农中|农大|电大|夜大|专科|高专|函授站|研究所|(?:蚕|学|义|公)(?:学馆|馆|学(?![\u4e00-\u9fff])|塾)|共大)"
)
#: The branch of a school behind its name: 某广播学校|某地分校.
_BRANCH: Final = re.compile(r"[\u4e00-\u9fff]{2,4}分校")
_CHARS: Final = r"[\u4e00-\u9fff“”·]"
_TAIL_ANYWHERE: Final = re.compile(_TAIL)
_LONGEST_LEAD: Final = 30  #: characters of a name before its tail
#: Ends that are words of kind as well (职业高中班, 师范生): a name only where a phrase ends behind them.
_STRONG: Final = (
    r"(?<=学校|学院|中学|中心|职校|技校|卫校|农校|学堂)(?![附实办园化派际生])"
    r"(?!校?[舍园区址]|[旧原]址)(?![\u4e00-\u9fff]{0,4}(?:学校|学院|中学|小学|医院|公司|集团|联盟|协会)|[\u4e00-\u9fff]{0,6}(?:系(?!统)|教研室|专业))"
)
_NAME: Final = re.compile(
    rf"({_CHARS}{{1,{_LONGEST_LEAD}}}?{_TAIL})(?![\u4e00-\u9fff]{{0,4}}(?:集团|联盟))(?:{_STRONG}|(?=$|[^\u4e00-\u9fff]|[与和及并的开正演重拼凑搬归整合三两更改易升组划转因已从经又也都均先]|成立|创办|建立|等|之名|名称|校名|几个|为|在|于|后|时|作|开|由|捆|撤|停|复|办|挂|教|资|部|全|所|延|沿))"
)
#: Words before a name that are none of it.
_LEADS: Final = re.compile(
    r"”(?=“)|(?<!同)时[名为称]|的|是|为(?!民)|叫[回过]?|校名|全名|全称|接手|接办|收购|名称|名为|称|由|将(?!乐)|把|与|和(?!平|谐)|及|(?<!大)同(?!济|心)|跟|并入|整合|合并|组建|组成|建立|成立|合成|并成|撤销|撤并|接收|接管|吸收|恢复|更名|改名|"
    r"升格|教会学校|教会女校|公立(?=.{5})|当时|一所|划入|归入|划归|[年月日]|县里|市里|区里|政府|决定|批准|新办|还有|[一另][一]?[条半支脉](?:来自|叫)?|来自|以及|联合|"
    r"改办|改制|改建|转型|设立|创办|创建|举办|开办|兴办|筹建|筹办|定名|校史|沿革|：|旧址上|办起|试办|增设|(?<![院厂校学])附设|开设|易名|复名|晋级|办了|接收|吸收|吸纳|兼并|归并|并进|并了|变成|换成|换作|换为|换名|改成|做成|成了|成为|办过|用过|所办|所建|所设|冠名|牌子|(?<![建附增])设为?(?=.{4})|复办|曰|它|更为|起步|校址|(?:19|20)\d\d|转向|才有|"
    r"转为|升为|升成|统称|统一|改叫|改挂|以(?=.{4})|其(?=.{4})|底子|历经|经历|原名|原称|原为|原系|前身|那时叫|初称|初为|挂牌|合组|取名|起名|叫回|说起|最早|最初|改称|改为|曾用名|曾名|曾称"
)
#: Single words before a name, once the rest is cut.
_FIRST: Final = re.compile(
    r"(?:随着|[此其]后|后来|随后|原[名系]?|(?:民办|公办|国办)(?=[\u4e00-\u9fff]{4})|又|再|即|成(?!人|都|武|安|县)|建(?!宁|德|阳|湖|瓯|昌|平|水|始|设|筑|工|材|行)|入|进(?!修|贤)|间|办|把|只是|以|在|于|到|现|后|而|其|从|经|有|将|是|和|与|名|为|了|过|改|称|叫|把)(?=.{4})"
)
_KINDS: Final = re.compile(
    r"半工半读|半农半读|职业|技术|技工|技师|中等|高级|高等|初级|专业|专科|综合|学校|中学|学院|大学|学堂|书院|教育|中心|职校|中专|职专|职中|职高|高中|技校|卫校|师范|普通|完全|成人|"
    r"一所|所|省|市|县|区|全|我|本|该|新|老|原|两|三|几|多|各|重点|示范|国家级?|[一二三四五六七八九十]+[所个家处]|公办|民办|学制|性质|试点|模式|名牌|特色|骨干"
)
_NO_NAME: Final = re.compile(
    r"^(?:[两三四]校|回到|沿革|[\u4e00-\u9fff]?渊源|整体|升[为格级成]|改为|改办|转为|更名|恢复|办了)|重点|示范|我校|本校|该校|全[市县省区国]|学校学校|名牌|特色学校|[级星]级?学校|改革|文明|先进|试点|[两三四五六七八九十几多\d][所个家处]|直属|所属|下属|公办|联合体|托管|中职学校|高职院|规范化|首批|高水平|达标|优质|立项|毕业|招生|专业(?!学校)|办学|合作|学制|班级|培养|合格|命名|有所|产业学院|由学校|搬走|届|[首]所"
)

#: Clauses that are remembered, as a history is read for the school's name, its founding and its turns.
_REMEMBERED: Final = 1024
#: The county's own school, named by its kind: 县职业高中.
_OF_COUNTY: Final = re.compile(
    r"[市县区](?:第?[一二三四五六七八九十])?(?:职业|农业|农机|技工|卫生|成人|职教|电视|广播|综合|高级|中等|专业|技术|教师|进修|师范|农民|教育){0,4}"
    r"(?:学校|高中|中学|中专|职高|职中|职专|技校|卫校|农校|电大|农中|师范|中心)"
)


@lru_cache(_REMEMBERED)
def names_in(text: str, start: int = 0) -> tuple[tuple[int, int, str], ...]:
    """Return (start, end, name) of the schools named in one clause, lists parted at 、 和 与 及."""
    found: list[tuple[int, int, str]] = []
    at = start
    while (tail := _TAIL_ANYWHERE.search(text, at + 1)) and (
        match := _NAME.search(text, max(at, tail.start() - _LONGEST_LEAD))
    ):
        end = branch.end() if (branch := _BRANCH.match(text, match.end(1))) else match.end(1)
        at = max(match.end(), end)
        raw = text[match.start(1) : end]
        cut = _lead(raw)
        name = raw[cut:]
        begin = match.start() + cut
        if name.startswith("“") or "”" in name and "“" not in name:
            begin, name = begin + 1, name[1:]
        if name.count("“") > name.count("”"):
            begin += name.rfind("“") + 1
            name = name[name.rfind("“") + 1 :]
        if is_predecessor_name(name):
            found.append((begin, end, name))
    return tuple(found)


def is_predecessor_name(name: str) -> bool:
    """Tell a name that one school had from a kind of school (职业高中, 五处中职学校, 重点中学)."""
    if (
        not (3 if name[:1] in "市县区" else 4) <= len(name) <= 30
        or _NO_NAME.search(name)
        or name.count("“") != name.count("”")
    ):
        return False
    if _OF_COUNTY.fullmatch(name):
        return True
    rest = _KINDS.sub("", name[leading_place(name) :])
    return len(rest) >= 2 or leading_place(name) >= 2 or bool(re.match(r"第[一二三四五六七八九十]", name))


def _lead(raw: str) -> int:
    """Return how much of `raw` stands before the name; words inside a place's name do not count."""
    held = [(start, end) for start, end, _ in whole_places_in(raw)]
    best = 0
    for match in _LEADS.finditer(raw):
        inside = any(start < match.end() and match.start() < end for start, end in held)
        if not inside and len(raw) - match.end() >= 3:
            best = match.end()
    while first := _FIRST.match(raw, best):
        if any(start <= first.start() < end for start, end in held):
            break
        best = first.end()
    return best
