"""Grants: where a report says that the school was given, holds or is a title."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final, Literal

from .enumerations import Item, clause_end, clause_start, items_in
from .school import Speaker
from .sentences import Sentence
from .holders import subject_of
from .titles import base_kind, is_title, trimmed
from .years import written_years

Strength = Literal["given", "is", "bare"]

#: Words by which a title is given; the title follows.
_GIVING: Final = re.compile(
    r"荣获|荣膺|喜获|获得|获评|获批|获授|获颁|斩获|收获|摘得|捧回|赢得|拿到|取得|评选?为|评定为|评上|授予|认定为?|确定为|确认为|命名为?|列为|列入|入选|入围|当选|晋[升级]?为|升格?为|跻身|进入|"
    r"定为|表彰其?为|批准其?为|批为|荣誉(?=20\d\d年)|成功申报|申报成功|申报(?=[^，。；]{4,30}(?:成功|获批|获准))|创建?成为?|通过|成功创建|获(?=[“国全省市自县区山河湖广江浙福安云贵四陕甘青宁新内西黑吉辽北上天重首第\d])|"
    r"被(?![^，。；]{0,40}(?:评|授|认|确|命名|列|选|定|批|誉|称|表彰|推荐))"
)
#: Words by which the school is said to be something; the title follows.
_BEING: Final = re.compile(r"(?:现?已经?)?成为|已建成|作为|挂[着有]|加挂|(?<![但于只总凡就])[是系](?!统|部|列|我们|否)|(?<![以作因成称认定评列名升晋确立创视化变命更改转誉选])为(?!了|学校|社会|企业|学生|期|契机|依托|核心|主)|属于?|现有|拥有|设有|的(?:还|主要|则)?有")
#: A list closed by words that call it one of honours.
_CLOSED: Final = re.compile(r"等(?:[\d一二三四五六七八九十百多几数]+余?多?[个项块])?(?:国家级|省级|市级)?、?(?:荣誉称号|荣誉|称号|牌匾|殊荣)")
_TAKEN: Final = re.compile(r"(?:等?(?:荣誉)?称号)?(?:也|均|都|亦|先后|曾)?(?:被|曾|先后)?(?:授予学校|收入囊中|花落|归属?学校|落户)")
#: Words that announce a list of honours.
_ANNOUNCED: Final = re.compile(
    r"(?:荣誉(?:称号)?|称号|牌子|奖牌|牌匾|表彰|所获|殊荣)[^，。；：]{0,10}(?:[：]|主要有|包括|如下|分别[为是]|有(?=[省市国全县区自]))[：]?|(?:获得|得到|取得|拥有)的[^，。；：]{0,10}(?:荣誉|称号)[^，。；：]{0,6}(?:[有为是：])[：]?"
)
_OF_OTHERS: Final = re.compile(r"教师|老师|学生|个人|选手|毕业生|企业|公司")
_DATED: Final = re.compile(r"(?<!\d)(?:19[5-9]\d|20[0-4]\d)年(?:\d{1,2}月)?(?=[^\d年，。；、])")
#: What is hoped for, planned or asked is not held.
_PLANNED: Final = re.compile(
    r"争创|争取|力争|目标|努力|拟|计划(?!”)|打算|准备|冲刺|争当|争做|对标|希望|(?<![即])将(?![其学我])|力求|有望|瞄准|着力|致力|申请|迎接|推荐|旨在|为把|把[^，]{0,12}(?:建设|打造|办)|要求|应当|必须|提出|如果|若|未|没有|不断|加快|积极(?!参)|推进|推动|争"
)
#: What a clause says that follows a title: when it was approved.
_APPROVED: Final = re.compile(
    r"(?:((?:19|20)\d\d)年(?:\d{1,2}月)?)?(?:由[^，。；]{2,14}|经[^，。；]{2,14})?(?:获批|获得?)?(?:立项|认定|批准|入选|授予|命名|获批|确定|挂牌)(?:$|建设)"
)
_SCHOOL_TITLE: Final = re.compile(r"(?:学校|中专|高中|职高|院校|单位|校)”?$")
_BREAK: Final = re.compile(r"创办|建校|成立|始建|创建于|合并|搬迁|迁入|更名|改名|投入|先后|历年|近年|以来|累计|多次|连续|近\d年|[一二三四五]年来")
_YEARS_LISTED: Final = re.compile(r"(?:(?:19|20)\d\d年?[、和及，]?){2,}(?:[一二三四五六两]次|[一二三四五六]度|分别)")
_THIS: Final = re.compile(r"今年|本年度|本学年|报告期内|年内")


@dataclass(frozen=True, slots=True)
class Grant:
    """A title that the school holds: `sentence.text[start:end]`, named `name`.

    `years` are those it was given in; `giver` the words before it that say by whom; `strength` tells a title
    given from one that the school is said to be and from one that merely stands in a list. `of_major` tells
    that a major of the school holds it.
    """

    sentence: Sentence
    start: int
    end: int
    name: str
    years: tuple[int, ...]
    giver: str
    strength: Strength
    verb: str = ""
    of_major: bool = False
    listed: bool = False


@dataclass(frozen=True, slots=True)
class _Trigger:
    start: int
    end: int
    strength: Strength


def grants_of(sentences: Sequence[Sentence], speaker: Speaker) -> Iterator[Grant]:
    """Yield the titles that the school holds, in order; lists under a heading of honours and behind a colon too."""
    listing: int | None = None  # the paragraph behind which a list announced goes on
    for sentence in sentences:
        text = sentence.text
        running = listing is not None and sentence.paragraph > listing
        if (running or _headed(sentence)) and not _SAYING.search(text):
            grants = list(announced(sentence, speaker, 0))
            if grants and not _OF_OTHERS.search(text):
                yield from grants
                continue
        if running:
            listing = None
        begins = announcement(text)
        if begins == len(text) and text.endswith("："):
            listing = sentence.paragraph
        yield from grants_in(sentence, speaker)


#: A sentence that says more than a list does.
_SAYING: Final = re.compile(rf"(?:{_GIVING.pattern})|[是有]|作为|成为")


def _headed(sentence: Sentence) -> bool:
    """Tell whether a sentence stands under a heading of honours and is no full sentence itself."""
    last = sentence.section[-1] if sentence.section else ""
    return bool(re.search(r"荣誉|所获|表彰", last)) and not re.search(r"教师|学生|竞赛|大赛", last) 


def grants_in(sentence: Sentence, speaker: Speaker) -> list[Grant]:
    """Return the titles that `sentence` says the school holds, in order, each place once."""
    text = sentence.text
    found: dict[tuple[int, int], Grant] = {}
    triggers = _triggers(text)
    for number, trigger in enumerate(triggers):
        if _PLANNED.search(text[clause_start(text, trigger.start) : trigger.start]):
            continue
        subject = subject_of(sentence, trigger.start, speaker)
        if subject == "other":
            continue
        end = _span_end(text, triggers, number)
        for grant in _listed(sentence, trigger, end, speaker):
            held = replace(grant, of_major=subject == "major")
            found.setdefault((held.start, held.end), held)
    taken = [span for span in found]
    begins = announcement(text)
    listed = () if begins is None else announced(sentence, speaker, begins)
    for grant in (*listed, *_closed(sentence, speaker), *_bare(sentence, speaker)):
        if not any(start < grant.end and grant.start < end for start, end in taken):
            found[grant.start, grant.end] = grant
            taken.append((grant.start, grant.end))
    return sorted(found.values(), key=lambda one: one.start)


def _triggers(text: str) -> list[_Trigger]:
    found = [_Trigger(match.start(), match.end(), "given") for match in _GIVING.finditer(text)]
    taken = [(one.start, one.end) for one in found]
    for match in _BEING.finditer(text):
        if not any(start < match.end() and match.start() < end for start, end in taken):
            found.append(_Trigger(match.start(), match.end(), "is"))
    return sorted((one for one in found if not _quoted(text, one.start)), key=lambda one: one.start)


def _quoted(text: str, at: int) -> bool:
    before = text[:at]
    return any(before.count(opening) > before.count(closing) for opening, closing in ("“”", "《》"))


def _span_end(text: str, triggers: Sequence[_Trigger], number: int) -> int:
    """Return where the list behind a trigger may reach: to the clause in which the next one stands."""
    trigger = triggers[number]
    end = clause_end(text, trigger.end, "；。！？")
    for follower in triggers[number + 1 :]:
        if follower.start >= end:
            break
        start = clause_start(text, follower.start, "，；。！？、")
        if start > trigger.end:
            return min(end, start)
        if follower.strength == "given":
            return min(end, follower.start)
    return end


def _listed(sentence: Sentence, trigger: _Trigger, end: int, speaker: Speaker) -> Iterator[Grant]:
    """Yield the titles of the list behind a trigger, until a clause comes that is none."""
    text = sentence.text
    years = _years(text, trigger.start, speaker.year)
    giver = text[clause_start(text, trigger.start) : trigger.start]
    seen = False
    for number, item in enumerate(items_in(text, trigger.end, end)):
        grants = list(_of_item(sentence, item, trigger.strength, seen, speaker))
        if not grants and item.mark in "，：" and number:
            return
        for grant in grants:
            seen = True
            own = _item_years(text, item, grant)
            yield replace(grant, years=own or years, giver=grant.giver or giver, verb=text[trigger.start : trigger.end], listed=number > 0)


def _of_item(sentence: Sentence, item: Item, strength: Strength, listed: bool, speaker: Speaker) -> Iterator[Grant]:
    """Yield the title that a list's member is, or both where a conjunction joins two."""
    text = sentence.text
    strict = strength != "given" and not listed
    for start, end in _conjoined(text, item, strict, speaker.home):
        begin, stop = trimmed(text, start, end)
        giver = ""
        if not is_title(text[begin:stop], strict, speaker.home):
            shift = _behind_giver(text, begin, stop, strict, speaker.home)
            if shift is None:
                continue
            giver, begin = text[begin:shift], shift
            begin, stop = trimmed(text, begin, stop)
        elif shift := _named_giver(sentence, begin, stop, speaker.home):
            giver, begin = text[begin:shift], shift
        yield Grant(sentence, begin, stop, text[begin:stop], (), giver, strength)


def _conjoined(text: str, item: Item, strict: bool, home: str) -> list[tuple[int, int]]:
    for match in re.finditer(r"和(?!谐)|与|及", text[item.start : item.end]):
        middle = item.start + match.start()
        left, right = trimmed(text, item.start, middle), trimmed(text, middle + 1, item.end)
        if is_title(text[slice(*left)], strict, home) and is_title(text[slice(*right)], False, home):
            return [(item.start, middle), (middle + 1, item.end)]
    return [(item.start, item.end)]


def _behind_giver(text: str, start: int, end: int, strict: bool, home: str) -> int | None:
    """Return where the title begins in 省教育厅颁发的“…”, 首批认定的…, 为“…”: behind 的 or at a quotation mark."""
    words = text[start:end]
    for match in re.finditer(r"的(?=[^”]*$)|的(?=“)|(?<=.)“(?=[^”]+”$)|：", words):
        at = start + match.start() + (0 if match[0] == "“" else 1)
        begin, stop = trimmed(text, at, end)
        if stop > begin and is_title(text[begin:stop], strict, home) and not re.search(r"公司|企业|集团", words[: match.start()]):
            return at
    return None


def _named_giver(sentence: Sentence, start: int, end: int, home: str) -> int | None:
    """Return where the title begins behind an authority that gave it and is no part of it (省教育厅第一批山东省…)."""
    for mention in sentence.organisations():
        if mention.start == start and mention.end < end and mention.kind == "government":
            if is_title(sentence.text[mention.end : end], True, home):
                return mention.end
    return None


def _years(text: str, at: int, own: int | None) -> tuple[int, ...]:
    """Return the years in which what `text` says at `at` happened, as told before it in its clause or sentence."""
    segment = clause_start(text, at, "；。")
    clause = clause_start(text, at)
    if match := _YEARS_LISTED.search(text, segment, at):
        return tuple(year for _, _, year in written_years(re.sub(r"(\d{4})年?", r"\1年", match[0])))
    written = [(end, year) for _, end, year in written_years(text[:at]) if end > segment]
    if this := list(_THIS.finditer(text, segment, at)):
        if own and (not written or written[-1][0] <= this[-1].start()):
            written.append((this[-1].end(), own))
    if not written:
        return ()
    end, year = written[-1]
    if _BREAK.search(text, end, at) or (end <= clause and re.search(r"至今|起|以来", text[end : end + 6])):
        return ()
    return (year,)


def _item_years(text: str, item: Item, grant: Grant) -> tuple[int, ...]:
    """Return the years within a list's member: before the title (2018年省级…), at its start, or behind it in brackets."""
    bracket = re.match(r"”?（([^）]*)）", text[grant.end : item.end])
    if bracket and (years := [int(year) for year in re.findall(r"(?<!\d)(?:19[5-9]\d|20[0-4]\d)(?!\d)", bracket[1])]):
        return tuple(years)
    years = [year for _, _, year in written_years(text[item.start : grant.start] + " ")]
    if not years and re.match(r"“?(?:19|20)\d\d年", text[grant.start : item.end]):
        years = [year for _, _, year in written_years(text[grant.start : item.end])]
    return tuple(years[-1:])


def announced(sentence: Sentence, speaker: Speaker, start: int) -> Iterator[Grant]:
    """Yield the titles of `sentence` from `start` on, where words before or a heading call them honours.

    A year that stands alone (2011年，…) holds for the title after it.
    """
    text = sentence.text
    years = _years(text, start, speaker.year)
    own: tuple[int, ...] = ()
    for item in items_in(text, start, len(text)):
        alone = re.fullmatch(r"[（(]?(\d{4})年?(?:\d{1,2}月)?[）)]?", text[item.start : item.end].strip())
        if alone:
            own = (int(alone[1]),)
            continue
        grants = list(_of_item(sentence, item, "given", False, speaker))
        for grant in grants:
            yield replace(grant, years=_item_years(text, item, grant) or own or years)
        if grants and item.mark in "；。":
            own = ()


def announcement(text: str) -> int | None:
    """Return where the list begins that `text` announces as one of the school's honours, or None."""
    match = _ANNOUNCED.search(text)
    return match.end() if match and not _OF_OTHERS.search(text[: match.end()]) else None


def _closed(sentence: Sentence, speaker: Speaker) -> Iterator[Grant]:
    """Yield the titles of a list that only its end calls one of honours: 甲、乙、丙等称号也曾授予学校."""
    text = sentence.text
    for match in (*_CLOSED.finditer(text), *_TAKEN.finditer(text)):
        start = clause_start(text, match.start(), "，；。！？")
        if subject_of(sentence, start, speaker) == "other":
            continue
        if _PLANNED.search(text[start : match.start()]):
            continue
        for number, item in enumerate(items_in(text, start, match.start())):
            for grant in _of_item(sentence, item, "given", number > 0, speaker):
                yield replace(grant, years=_item_years(text, item, grant), strength="given")


def _bare(sentence: Sentence, speaker: Speaker) -> Iterator[Grant]:
    """Yield titles that stand alone: behind a year (2000年国家级重点…), or as a whole clause or sentence."""
    text = sentence.text
    for match in _DATED.finditer(text):
        item = next(items_in(text, match.end(), len(text)), None)
        if item is None or item.start > match.end() + 1:
            continue
        for grant in _of_item(sentence, item, "bare", False, speaker):
            yield replace(grant, years=(int(match[0][:4]),), strength="given")
    items = list(items_in(text, 0, len(text)))
    for number, item in enumerate(items):
        start, end = trimmed(text, item.start, item.end)
        if item.mark == "、" or text[end : end + 1] == "、" or not is_title(text[start:end], True, speaker.home):
            continue
        if _PLANNED.search(text[start:end]) or (subject_of(sentence, item.start, speaker) == "other" and item.start):
            continue
        follower = items[number + 1] if number + 1 < len(items) else None
        approved = _APPROVED.match(text[follower.start : follower.end]) if follower and follower.mark == "，" else None
        years = _item_years(text, item, Grant(sentence, start, end, "", (), "", "bare"))
        if approved:
            years = (int(approved[1]),) if approved[1] else years
            yield Grant(sentence, start, end, text[start:end], years, "", "given")
        elif base_kind(text[start:end]) == "training_base" and end - start >= max(8, len(text) - 1):
            yield Grant(sentence, start, end, text[start:end], years, "", "bare")
        elif start == item.start and not base_kind(text[start:end]) and _SCHOOL_TITLE.search(text[start:end]):
            yield Grant(sentence, start, end, text[start:end], years, "", "bare")
