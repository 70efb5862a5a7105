"""Mentions of persons: by surname, form and what stands around."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from . import lexicons
from .mentions import Mention, Token

_NAME: Final = re.compile(r"[\u4e00-\u9fff]{2,4}$|[\u4e00-\u9fff]{2,8}(?:·[\u4e00-\u9fff]{1,8})+$")
#: Words of two to four characters that begin with a surname's character but name no person.
_WORDS: Final = re.compile(
    r"(?:高级|高中|高职|高校|高等|金奖|金牌|银奖|银牌|铜奖|铜牌|平台|温州|时间|时代|方面|方案|方向|方式|成绩|成果|成立|成员|成功|成人|成为|国家|国际|国内|华东|华北|华南|江苏|江西|安徽|安全|安装|安排|安防|"
    r"山东|山西|河南|河北|湖北|湖南|云南|贵州|宁夏|广州|深圳|石家庄|张家口|黄金|白银|项目|项目组|計|计算|计划|会计|经济|经理|经贸|管理|管道|文明|文化|文字|文艺|文秘|文件|文学|汽车|汽修|电子|电商|电工|机电|机械|车工|钳工|焊工|"
    r"单项|单位|单招|双方|团体|全国|全省|全市|全校|于是|和谐|和平|方法|应用|应届|技术|技能|教育|教师|教学|教学部|教研|学生|学校|学院|师生|师资|老师|班级|班主任|班组|服装|服务|护理|建筑|建设|建立|程序|程度|曲艺|相关|相应|毛笔|"
    r"马上|马拉松|常州|常规|常务|常用|杭州|苏州|徐州|郑州|广东|广西|广告|广播|明显|明确|明星|黎明|古代|石油|石化|石材|花卉|花艺|茶艺|叶片|路桥|路由|路线|水利|水平|水电|水果|雷锋|荣誉|荣获|荣耀|夏季|冬季|秋季|春季|"
    r"冠军|冠名|谢谢|关于|关系|关键|党员|党委|党总支|党支部|党建|边界|部门|部分|部长|处长|校长|院长|主任|科长|组长|队长|课程|课题|指导|辅导|空乘|通信|通过|易学|鲁班|鲁菜|粤菜|祖国|解放|解决|万元|万人|万家|段位|沙盘|"
    r"元旦|支部|支持|支撑|米饭|米兰|景区|景观|景点|连锁|连续|连云港|连队|终身|终端|司机|司仪|养老|养护|养殖|封面|商务|商业|商品|商贸|商场|牛奶|羊毛|鱼类|鲜花|鲜明|强化|强调|强势|强国|晋级|晋升|初级|初中|初赛|初次|"
    r"包装|包括|包含|宣传|宣布|祝贺|丰富|丰收|向上|向社会|向全|那么|能力|能源|能手|能够|仪器|仪表|阳光|印刷|印象|从事|从业|从而|木工|木雕|木材|巧手|由于|由此|居民|居家|居住|干部|干事|展示|展览|信息|信息化|衣服|"
    r"公共|公开|公司|公益|公路|公安|公民|公平|东部|东方|上级|上述|上海|上岗|上线|夏令营|任务|任职|任教|任课|任何|余人|余名|余万|越来越|卜算|伊犁|宁波|代表|代表队|选手|同学|获奖|一等奖|二等奖|三等奖|优秀奖|优胜奖|特等奖)$"
)
_ROLE: Final = (
    r"(?:同学|老师|教师|教授|选手|学生|校长|院长|书记|主任|经理|总监|处长|局长|部长|会长|秘书长|董事长|总裁|主管|科长|组长|讲师|大师|师傅|工程师|记者|通讯员|主持人|负责人|班主任|辅导员|教练|专家|代表|主席|队员|博士)"
)
_ROLE_BEFORE: Final = re.compile(_ROLE + r"$")
_ROLE_AFTER: Final = re.compile(r"(?:、[\u4e00-\u9fff]{2,4}){0,6}(?:等)?(?:\d+[名位人])?(?:两|三|四|五|六)?(?:名|位)?(?:同志|" + _ROLE[3:])


def is_person(words: str) -> bool:
    """Tell whether `words` have the form of a person's name: a surname and one to three characters, or parts joined by ·."""
    if not _NAME.match(words) or _WORDS.match(words):
        return False
    if "·" in words:
        return True
    single, double = lexicons.surnames()
    if words[:2] in double:
        return 3 <= len(words) <= 4
    return words[0] in single and 2 <= len(words) <= 3


def persons_of(words: str) -> list[str]:
    """Return the names in a list such as a table's cell: parted by 、 , ; / or white space; [] if one is none.

    A name of two characters may have a space inside (王 伟).
    """
    cleaned = re.sub(r"^(?:学生|教师|选手|指导教师|指导老师|队员|参赛选手|获奖者)[：:]?", "", words.strip())
    cleaned = re.sub(r"(?:等(?:\d*|[一二三四五六七八九十几数多]+)[人名位]?(?:同学|学生|选手|教师)?|同学|老师|\d+人)$", "", cleaned)
    joined = re.sub(r"(?<![\u4e00-\u9fff])([\u4e00-\u9fff]) ([\u4e00-\u9fff])(?![\u4e00-\u9fff])", r"\1\2", cleaned)
    parts = [re.sub(r"（[^）]{0,12}）$", "", part) for part in re.split(r"[、，,；;/\s\n]+|和(?=.{2,3}$)|与(?=.{2,3}$)", joined) if part]
    return parts if parts and all(is_person(part) for part in parts) else []


def find_persons(text: str, tokens: Sequence[Token]) -> list[Mention]:
    """Return the persons named in `text`: words tagged as names, and list neighbours of such."""
    found: list[Mention] = []
    for number, token in enumerate(tokens):
        end = token.end
        if token.tag == "nr" and len(token.word) == 1 and number + 1 < len(tokens) and len(tokens[number + 1].word) <= 2:
            end = tokens[number + 1].end
        elif token.tag != "nr" or len(token.word) < 2:
            continue
        name = text[token.start : end]
        if is_person(name) and _in_place(text, token.start, end):
            found.append(Mention(token.start, end, name, "person"))
    return found


def _in_place(text: str, start: int, end: int) -> bool:
    """Hold a candidate against what stands around: a role before or behind, or a list of names."""
    before, after = text[max(0, start - 6) : start], text[end : end + 40]
    return bool(_ROLE_BEFORE.search(before) or _ROLE_AFTER.match(after) or before.endswith(("、", "（", "：", "“", "，", " ")) or not before)
