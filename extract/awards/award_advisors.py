"""Who taught winners: the words before and behind names that make them advisors."""

from __future__ import annotations

import re
from typing import Final

_ADVISOR_BEFORE: Final = re.compile(
    r"(?<!优秀)(?<!杰出)(?<!最佳)(?:指导|辅导)(?:教师|老师|教练)(?:分别)?(?:是|为|有|由)?：?$|"
    r"(?:教|带|指导|辅导|训练|培养)(?:他|她|他们|她们|这[^，。；]{1,6})的(?:老师|教练)?(?:分别|都|均|则)?(?:是|为|叫)[^，。；、]{0,8}$|"
    r"(?:指导|辅导)(?:教师|老师|教练)(?:分别)?叫$|带队(?:教师|老师|教练)(?:分别)?(?:是|为|：)?$|师从$|(?:导师|师傅|恩师)(?:分别|都|均|则)?(?:是|为|：)$|"
    r"(?<!优秀)(?:教练|指导|辅导|执教)：$|(?<=[，；、（\s])(?:教练|指导|辅导)$|(?<!优秀)(?<!杰出)(?<!最佳)(?<!金牌)教练(?:员)?(?:分别)?(?:是|为|有|由)?：?$"
)
_ADVISOR_AFTER: Final = re.compile(
    r"的?(?:悉心|精心|共同|联合|倾力|耐心)?(?:指导|辅导|带教)(?!教师|老师|委员|思想|意见|中心|性)|"
    r"(?:[两二三]位|[二两三]人)?(?:老师|教师)?(?:(?:一[起道同]|共同|联手|合作)(?:指导|辅导|带)|一?手?(?:带出|教出|带)来?的|一手(?:带出|培养)|门下|"
    r"(?:来)?教(?=[，。；）、]|$)|带队?训练|所?带领?的|的(?:得意)?(?:[两三四]个|[两三]名)?(?:徒弟|弟子|门生))|"
    r"执教(?=[，。；）、]|$)|(?:担任|任|为)?(?:指导|辅导)?教练(?=[，。；）、]|$)|"
    r"(?:担任|任|为)?(?:指导|辅导)(?:教师|老师)(?!奖|称号|获|荣|[、，]?优秀)"
)
#: A coach who is said to win is no advisor there.
_WINS: Final = re.compile(r"(?:也|还|同时|则)?(?:荣?获|被|当选|夺|摘|喜)")
#: What may stand between 指导教师 and the names: 由我校老师.
_ADVISOR_FILL: Final = re.compile(r"(?:我校|学校|由|老师|教师)+$")


def leads_to_advisor(text: str, at: int) -> bool:
    """Tell whether the words before `at` lead to the name of an advisor: 指导教师：, 教练."""
    return bool(_ADVISOR_BEFORE.search(text, max(0, at - 12), at))


def is_advising(text: str, start: int, end: int) -> bool:
    """Tell whether the persons named in `text[start:end]` are said to have taught winners."""
    before = text[max(0, start - 12) : start]
    led = _ADVISOR_BEFORE.search(before) or _ADVISOR_BEFORE.search(_ADVISOR_FILL.sub("", before))
    if led and "教练" in led[0] and _WINS.match(text, end):
        return False
    return bool(led or _ADVISOR_AFTER.match(text, end))
