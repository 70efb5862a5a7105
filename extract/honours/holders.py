"""Who a clause is about: the school, a major of it, or somebody else."""

from __future__ import annotations

import re
from typing import Final, Literal

from ..language.enumerations import clause_start, inside
from ..language.sentences import Sentence
from ..majors.majors import is_catalogued
from ..schools.school import Speaker

#: How many clauses back a subject may stand.
_CLAUSES: Final = 12
Subject = Literal["own", "other", "major", ""]

_OWN: Final = re.compile(
    r"(?<![在到来向入进对为于家])(?:学校|我校|我院|本校|该校|全校)(?![\u4e00-\u9fff]{0,3}(?:教师|老师|学生|选手|毕业生|校长|书记|附近|周边|对面|所在))|我们(?!的)|这所[^，。；：]{0,16}?(?:学校|中专|院校|职校)|(?:把|将)(?:它|其|学校|我校|该校|本校|学院)|校(?:党委|党总支|团委|工会)|(?:学校|我校)(?:党委|党总支|团委|工会)"
)
_OTHER: Final = re.compile(
    r"(?:帮扶|支援|结对|合作|友好|兄弟)的|对方|其(?:工作室|作品)|社区(?!学|教育)|老师|教师(?!队伍|发展|培训|团队)|同学|选手|校长|书记|班主任|辅导员|毕业生(?!就业|工作|质量)|校友|企业(?!家)|公司|集团(?!化)|协会|幼儿园|代表队|作品|教材|论文|课例|微课|课件|案例|微电影|班级|班集体|"
    r"[一二三四五六七八九十两]名|先生|女士|教授|工程师|技师(?!学院)|大师(?!工作室)|学生(?!会|资助|军训|社)|精品课|在线课程|团队|教学成果|成果|全国各地|社团|[^，。]{0,6}店(?![市镇区县])"
)
_MAJORS: Final = re.compile(r"专业群?(?=$|[，被获是为入先均都分也又])")
_OF_MAJOR: Final = re.compile(r"专业|(?:[又也均都还]|已|现)?(?:[是为]|被|获|入选)")
_GIVER: Final = re.compile(
    r"(?:授予|认定|评定|评选|评为|批准|确定|命名|表彰|列为|将|把|定为|联合|颁发|评估|考核|公布|发文|正式|、|和|与|组织|先后)"
)
_BY: Final = re.compile(r"(?:被|由|经|获|获得|荣获|得到|通过|在|受|向|与|和|、)$")


#: The school itself, with words before it that belong to the sentence.
_SAME: Final = re.compile(r"(?:以来|年来|同年|今年|当年|后)(?:学校|我校)")
#: Behind whom the school stands under: 某某集团下属, 某某局主管.
_ABOVE: Final = re.compile(r"(?:所属|下属|直属|管辖|主管|主办|举办|管理的?$|旗下)")
#: A place that is said to be something itself: 某市是….
_PLACE: Final = re.compile(r"(?:(?![被由经获])[\u4e00-\u9fff]){2,5}[省市县镇村]")
#: By whom something is led (由某大师主持): who leads it is not what the clause is about.
_AGENT: Final = re.compile(r"由[^，。；]{2,30}(?:主持|领衔|负责|牵头|担任|执教|任教|带领|指导|领办)")
#: Behind these stands no subject any more.
_PREDICATE: Final = re.compile(r"[被获评荣是系为授]|培养|开展|组织|邀请|举办|建有|拥有|接待|培训")


def subject_of(
    sentence: Sentence, at: int, speaker: Speaker, first: bool = False, back: int = _CLAUSES
) -> Subject:
    """Return whom the clause before `at` is about; "" where nobody is named in the sentence before it.

    The nearest subject in the clause itself counts; failing that what an earlier clause begins with.
    `first` looks at the clause's beginning only; `back` is how many clauses back a subject may stand.
    """
    start = clause_start(sentence.text, at)
    if sentence.text[at : at + 1] in ("是", "为", "系") and _PLACE.fullmatch(sentence.text, start, at):
        return "other"
    cues = _cues(sentence, start, at, speaker)
    if cues:
        return cues[0][1] if first else cues[-1][1]
    for _ in range(back):
        if start <= 0:
            break
        end = start - 1
        start = clause_start(sentence.text, end)
        for place, who in _cues(sentence, start, end, speaker):
            if place - start <= 16 and not _PREDICATE.search(sentence.text[start:place]):
                return who
    return ""


#: What the school founds, joins or visits is not what the clause is about.
_OBJECT: Final = re.compile(
    r"(?:成立|组建|组成|加入|创办|引入|走进|访问|参观|建|改称|更名|改名|定名|名为|叫做?|称为?|前身[是为]?|升格为|改建为|改制为|并入|合并)了?$"
)
_SHORT: Final = re.compile(r"[\u4e00-\u9fff]{2,6}")
#: Words of a clause before its verb that are no subject: when, how, by what.
_NO_SUBJECT: Final = re.compile(
    r"年|月|日|同时|随后|其中|期间|先后|前后|目前|校|学院|中心|支部|党|团|[系部处科馆室局厅委办]|工会|政府|食堂|[省市县区国级性类]"
)
_NOUNS: Final = ("n", "j", "l", "vn")


def of_noun(sentence: Sentence, at: int, speaker: Speaker) -> bool:
    """Tell whether a short bare noun right before `at` is the clause's subject (数控列入…): a trade."""
    start = clause_start(sentence.text, at)
    words = sentence.text[start:at]
    if not _SHORT.fullmatch(words) or _NO_SUBJECT.search(words) or speaker.is_own(words):
        return False
    tags = [token.tag for token in sentence.tokens if start <= token.start < at]
    return is_catalogued(words) or (bool(tags) and all(tag.startswith(_NOUNS) for tag in tags))


def _cues(sentence: Sentence, start: int, end: int, speaker: Speaker) -> list[tuple[int, Subject]]:
    """Return who is named in `text[start:end]`, in order of place."""
    text = sentence.text
    found: list[tuple[int, Subject]] = [(match.start(), "own") for match in _OWN.finditer(text, start, end)]
    found += [(match.start(), "other") for match in _OTHER.finditer(text, start, end)]
    found += [(match.start(), "major") for match in _MAJORS.finditer(text, start, end)]
    held: list[tuple[int, int]] = []
    for mention in sentence.mentions:
        if not (start <= mention.start and mention.end <= end):
            continue
        if mention.label == "organisation":
            founded = mention.text[0] in "建办创" and text[mention.start - 1 : mention.start] in (
                "年",
                "月",
                "日",
            )
            if (
                founded
                or _is_brand(text, mention.start, mention.end)
                or _OBJECT.search(text, start, mention.start)
            ):
                continue
            held.append((mention.start, mention.end))
            if (
                _SAME.fullmatch(mention.text)
                or speaker.is_own(mention.text)
                or any(
                    len(name) >= 4 and (name in mention.text or text.startswith(name, mention.start))
                    for name in speaker.names
                )
            ):
                found.append((mention.start, "own"))
            elif not _is_giver(text, mention.start, mention.end, end, mention.kind):
                found.append((mention.start, "other"))
        elif mention.label == "person" and "工作室" not in text[mention.end : mention.end + 10]:
            if not inside(text, mention.start, "“”") and not inside(text, mention.start, "（）"):
                found.append((mention.start, "other"))
        elif mention.label == "major" and _OF_MAJOR.match(text[mention.end :]):
            found.append((mention.start, "major"))
    hidden = [place for place, _ in found if any(a < place < b for a, b in held)]
    agents = [match.span() for match in _AGENT.finditer(text, start, end)]
    hidden += [place for place, who in found if who == "other" and any(a < place < b for a, b in agents)]
    return sorted(one for one in found if one[0] not in hidden)


def _is_brand(text: str, start: int, end: int) -> bool:
    """Tell a quoted name of something the school runs (“某某田间学校”) from one of a firm."""
    quoted = text[start - 1 : start] == "“" and text[end : end + 1] == "”"
    return quoted and not re.search(r"公司|集团|厂|局|厅|委员会|协会$", text[start:end])


def _is_giver(text: str, start: int, end: int, limit: int, kind: str) -> bool:
    """Tell an authority that gives (被省教育厅评为) from one that is given to."""
    if (
        _BY.search(text[:start])
        or _ABOVE.match(text, end)
        or (kind == "government" and not text.endswith(("社区", "村"), start, end))
    ):
        return True
    return bool(_GIVER.match(text[end:])) or end == limit and kind == "association"
