"""Grants: where a report says that the school was given, holds or is a title."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Final

from ..language.enumerations import clause_end, clause_start, inside, items_in
from ..language.sentences import Sentence
from ..schools.school import Speaker
from .bare_titles import bare_titles
from .grant_forms import turned_titles
from .grant_items import Grant, Strength, half_title, titles_in
from .grant_lists import AHEAD, OF_OTHERS, PLANNED, announced, announcement, closed_list, enrolled
from .grant_years import item_years, respective, years_told
from .holders import of_noun, subject_of
from .titles import may_hold_title

#: Words by which a title is given; the title follows. Each begins with a letter: so the search is fast.
_GIVING: Final = re.compile(
    r"荣获|荣膺|喜获|获得|获评|获批|获授|获颁|斩获|收获|摘得|捧回|赢得|拿到|拿下|拿过|揽获|摘取|再添|又添|新添|喜添|增添|荣列|位列|荣登|登上|立项为|遴选为|推选为|取得|评选?为|评定为|评上|授予|认(?<!等级认)(?<!资格认)(?<!能力认)定为?|确定为|确认为|命名为?|列为|列入|入选|入围|当选|晋[升级]?为|升格?为|跻身|进入|"
    r"定为|表彰其?为|入列|列[进作](?!为)|选定?为|颁授|授牌(?:的(?:还)?有|为)|跨入|迈入|步入|挤进|上榜|登榜|纳入|捧得|戴上|挂[上出起](?!墙)|公布为|指定为|核准为|升(?=国家|全国|省级|省重)|批准其?为|批为|确立?为|树立?为|核定为|划定为|选定为|审定为|圈定为|获准(?:为|成为)|评上|授(?=“)|命名(?=“)|进了|进(?=国家|全国|省级|首批|第[一二三]批)|荣誉(?=20\d\d年)|成功申报|申报成功|申报(?=[^，。；]{4,30}(?:成功|获批|获准))|创建?成为?|通过|成功创建|获(?![奖得评批授颁悉取益胜证准])|"
    r"被(?![^，。；]{0,40}(?:评|授|认|确|命名|列|选|定|批|誉|称|表彰|推荐))"
)
#: Words by which the school is said to be something; the title follows.
_BEING: Final = re.compile(
    r"现已经成为|建成为?(?=[国省市县全]|[\u4e00-\u9fff]{2,3}[省市县])|现已成为|已经成为|已成为|成为|成了|当上|已建成|作为|挂(?:[着有]|(?=“|[国省市县]|[\u4e00-\u9fff]{2,3}[省市县]))|加挂|挂牌(?=“)|是(?<![但于只总凡就].)(?!统|部|列|我们|否)|系(?<![但于只总凡就].)(?!统|部|列|我们|否)|为(?<![以作因成称认定评列名升晋确立创视化变命更改转誉选].)(?!了|学校|社会|企业|学生|期|契机|依托|核心|主)|属于?|承担|承建|现有|设立了?|建有|守着|坐拥|握有|拥有|设有|的(?:还|主要|则)?有"
)


#: What begins somebody's words: 我们是…, 学校先后….
_SPEECH: Final = re.compile(r"我们|我校|学校[是先已曾]|咱|本校")
#: To whom a title is given, whoever gives it: 授予学校“…”.
_TO_SCHOOL: Final = re.compile(r"(?:给)?(?:学校|我校|该校|本校|我院)(?=“|为|[国省市县])")
#: What ends a clause, and the most triggers of one that are read: so time stays bounded without marks.
_CLAUSE_MARK: Final = re.compile(r"[，；。！？：]")
_MOST: Final = 20
#: The longest name of who gives a title.
_GIVER: Final = 40


@dataclass(frozen=True, slots=True)
class _Trigger:
    start: int
    end: int
    strength: Strength


def grants_of(sentences: Sequence[Sentence], speaker: Speaker) -> Iterator[Grant]:
    """Yield the titles that the school holds, in order, those of bare lists too."""
    listing: int | None = None  # the paragraph behind which a list announced goes on
    for sentence in sentences:
        text = sentence.text
        running = listing is not None and sentence.paragraph > listing
        titled = may_hold_title(text)
        if titled and (running or _headed(sentence)) and not _SAYING.search(text):
            grants = list(announced(sentence, speaker, announcement(text) or 0))
            if grants and not OF_OTHERS.search(text):
                yield from grants
                continue
        if running:
            listing = None
        begins = announcement(text)
        if begins == len(text) and text.endswith(("：", "】", "〗", "〕", "]")):
            listing = sentence.paragraph
        if titled:
            yield from _grants_in(sentence, speaker)


#: A sentence that says more than a list does.
_SAYING: Final = re.compile(rf"(?:{_GIVING.pattern})|[是有]|作为|成为")


def _headed(sentence: Sentence) -> bool:
    """Tell whether a sentence stands under a heading of honours and is no full sentence itself."""
    return bool(sentence.section) and _heads_honours(sentence.section[-1])


@lru_cache(256)
def _heads_honours(heading: str) -> bool:
    return bool(re.search(r"荣誉|所获|表彰|牌子|称号|奖牌", heading)) and not re.search(
        r"教师|学生|竞赛|大赛", heading
    )


def grants_in(sentence: Sentence, speaker: Speaker) -> list[Grant]:
    """Return the titles that `sentence` says the school holds, in order, each place once."""
    return _grants_in(sentence, speaker) if may_hold_title(sentence.text) else []


def _grants_in(sentence: Sentence, speaker: Speaker) -> list[Grant]:
    """Return the titles that `sentence`, which may hold some, says the school holds."""
    text = sentence.text
    found: dict[tuple[int, int], Grant] = {}
    triggers = _triggers(text)
    for number, trigger in enumerate(triggers):
        if not may_hold_title(text, trigger.end):
            break
        end = _span_end(text, triggers, number)
        if not may_hold_title(text, trigger.end, end) or _is_plan(text, trigger.start):
            continue
        subject = subject_of(sentence, trigger.start, speaker)
        if subject == "other" and not _TO_SCHOOL.match(text, trigger.end):
            continue
        for grant in _listed(sentence, trigger, end, speaker):
            to_school = _TO_SCHOOL.match(text, trigger.end)
            of_major = subject == "major" or (
                not to_school and not subject and of_noun(sentence, trigger.start, speaker)
            )
            held = replace(grant, of_major=of_major)
            found.setdefault((held.start, held.end), held)
    taken = list(found)
    begins = announcement(text)
    listed = () if begins is None else announced(sentence, speaker, begins)
    for grant in (
        *listed,
        *closed_list(sentence, speaker),
        *enrolled(sentence, speaker),
        *turned_titles(sentence, speaker),
        *bare_titles(sentence, speaker),
    ):
        if not any(start < grant.end and grant.start < end for start, end in taken):
            found[grant.start, grant.end] = grant
            taken.append((grant.start, grant.end))
    return sorted(found.values(), key=lambda one: one.start)


def _is_plan(text: str, at: int) -> bool:
    """Tell whether the words before `at` say that what follows is only planned."""
    return bool(
        PLANNED.search(text, clause_start(text, at), at)
        or AHEAD.search(text, clause_start(text, at, "；。"), at)
    )


def _triggers(text: str) -> list[_Trigger]:
    found = [_Trigger(match.start(), match.end(), "given") for match in _GIVING.finditer(text)]
    taken = [(one.start, one.end) for one in found]
    for match in _BEING.finditer(text):
        if not any(start < match.end() and match.start() < end for start, end in taken):
            found.append(_Trigger(match.start(), match.end(), "is"))
    outside = sorted((one for one in found if not _quoted(text, one.start)), key=lambda one: one.start)
    return outside if len(outside) <= _MOST else list(_bounded(text, outside))


def _bounded(text: str, triggers: Sequence[_Trigger]) -> Iterator[_Trigger]:
    """Yield the first triggers of each clause."""
    end, run = 0, 0
    for trigger in triggers:
        run = 0 if _CLAUSE_MARK.search(text, end, trigger.start) else run + 1
        end = trigger.end
        if run < _MOST:
            yield trigger


def _quoted(text: str, at: int) -> bool:
    """Tell whether `at` stands in a name; in what somebody says, a title is told like anywhere else."""
    if "“" in text and inside(text, at, "“”"):
        start = text.rfind("“", 0, at)
        return not _SPEECH.match(text, start + 1)
    return "《" in text and inside(text, at, "《》")


def _span_end(text: str, triggers: Sequence[_Trigger], number: int) -> int:
    """Return where the list behind a trigger may reach: to the clause in which the next one stands."""
    trigger = triggers[number]
    end = clause_end(text, trigger.end, "；。！？")
    mark = clause_end(text, trigger.end, "，；。！？、")
    for follower in triggers[number + 1 :]:
        if follower.start >= end:
            break
        if follower.start > mark:
            return min(end, max(mark, clause_start(text, follower.start, "，；。！？、")))
        if follower.strength == "given":
            return min(end, follower.start)
    return end


def _listed(sentence: Sentence, trigger: _Trigger, end: int, speaker: Speaker) -> Iterator[Grant]:
    """Yield the titles of the list behind a trigger, until a clause comes that is none."""
    text = sentence.text
    years = years_told(text, trigger.start, speaker.year)
    giver = re.split(r"[被由经]", text[clause_start(text, trigger.start) : trigger.start])[-1][-_GIVER:]
    members = list(_members(sentence, trigger, end, speaker))
    one_each = respective(text, trigger.start) and len(members) == len(years)
    for number, (grant, own) in enumerate(members):
        yield replace(
            grant,
            years=own or (years[number : number + 1] if one_each else years),
            giver=grant.giver or giver,
            verb=text[trigger.start : trigger.end],
        )


def _members(
    sentence: Sentence, trigger: _Trigger, end: int, speaker: Speaker
) -> Iterator[tuple[Grant, tuple[int, ...]]]:
    """Yield the titles of the list behind a trigger, each with the years that it tells itself."""
    text = sentence.text
    seen = False
    verb = text[trigger.start : trigger.end]
    for number, item in enumerate(items_in(text, trigger.end, end)):
        grants = list(titles_in(sentence, item, trigger.strength, seen, speaker))
        if not grants and (short := half_title(sentence, item, end, speaker, verb)):
            grants = [replace(short, strength=trigger.strength)]
        if not grants and item.mark in "，：" and number:
            return
        for grant in grants:
            seen = True
            yield grant, item_years(text, item, grant.start, grant.end)
