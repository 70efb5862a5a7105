"""Titles told the other way round: behind a label, before the verb, or as a list that the school is on."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from ..language.enumerations import clause_end, clause_start, items_in
from ..language.sentences import Sentence
from ..schools.school import Speaker
from .grant_items import Grant, half_title, titles_in
from .grant_lists import AHEAD, OF_OTHERS, PLANNED
from .grant_years import item_years, years_told
from .holders import subject_of
from .titles import base_kind, is_title, trimmed

#: Labels of what the school is (级别：国家级重点…): at a line's beginning, behind a blank or a mark.
LABEL: Final = re.compile(
    r"(?:办学|学校|所获)?(?:身份|类别|级别|地位|等级|层级|层次|资质|定位|性质|品牌|荣誉|头衔|名号|平台|类型|属性|资格)"
)
_LABEL_END: Final = re.compile(rf"(?:{LABEL.pattern})[】〕〗]?$")
_LABELLED: Final = re.compile(
    rf"(?:^|[\s|/；。◎◇●■▲※【〔〖·])(?:{LABEL.pattern})(?:[】〕〗]|\s(?=[国省市自全“]))"
)
_LABEL_REACH: Final = 8  #: characters of the longest label and its bracket
#: What a title that stands before its verb ends in.
_HEAD: Final = (
    r"(?:基地|中心|单位|学校|院校|校|集体|站|点|专业群?|校园|项目|计划|工程|学院|工作室)"
    r"(?:（[^（）]{1,12}）)?”?"
)
#: A verb of giving behind the title, with its year and giver: …基地，2020年获省教育厅认定; 教育部“…基地”授牌.
_CONFERRED: Final = re.compile(
    rf"(?<=[\u4e00-\u9fff”]){_HEAD}(?:(?:，|也|均|都|已|还|又|先后|于|同时|正式){{0,3}}(?P<year>(?:19|20)\d\d)年(?:\d{{1,2}}月)?(?:\d{{1,2}}日)?)?(?:，|也|均|都|已|还|又|先后|同时|正式){{0,3}}"
    r"(?:(?:获|被|经|由|得到|通过)(?P<giver>[^，。；“”]{0,24}?)?(?:认定|批准|立项|命名|授牌|授予|确定|确认|核准|备案|验收|批复)(?!为|[\u4e00-\u9fff]{0,6}(?:名单|学校|我校|职校))|(?:获批|获评|授牌|授匾)(?=[，。；]|$))"
)
_CONFERRED_SIGN: Final = re.compile(
    r"认定|批准|立项|命名|授牌|授予|确定|确认|核准|备案|验收|批复|获批|获评|授匾"
)
#: Where a title before its verb may begin: at a quotation mark, behind 的, a verb or the clause's beginning.
_BEFORE: Final = re.compile(
    r"[^“”]*(?:的|申报|申请|建设|共建|建成|承担|成立|打造|培育|学校|我校|学院|该校|中心)(?=[\u4e00-\u9fff“]{4})"
)
_MINISTRY: Final = re.compile(r"[\u4e00-\u9fff]{1,12}(?:部|厅|局|委|会|联|府|办)$")
#: What the text calls a title or a plate.
_PLATED: Final = re.compile(
    r"“([^“”]{4,32})”(?:的|这[一块个项面]*|荣誉|光荣){0,2}(称号|奖牌|牌匾|铜牌|匾额|金字招牌|招牌|牌子|殊荣|桂冠|锦旗)"
)
#: A list of holders that has the school on it: 首批国家示范校的名单里有它.
_ROLL: Final = re.compile(
    r"(?P<title>[^，。；：！？]{6,40}?)(?:的)?(?:入选|建设|认定)?名单(?:里|上|中|之中|之列)?，?(?:就|便|也|已|早)?(?:有|见到|写着|出现|包括)[^，。；]{0,4}?(?:它|学校|我校|我院|该校|这所|(?P<name>[\u4e00-\u9fff]{4,16}))"
)
#: Holders that are counted, and who they are: 首批“…”有四家，即我校….
_HOLDERS: Final = re.compile(
    r"(?P<title>(?:[^，。；：！？“”]{0,14}“[^“”]{2,20}”|[^，。；：！？“”]{6,40}?))(?:全[国省市区县])?(?:一?共|总共|仅|只)?(?:有|为)?(?:\d+|[一二两三四五六七八九十]+)[所家个]，?(?:即|就是|分别[是为]|包括|它们是|名单[是为]|：)(?P<who>[^。；！？]{2,80})"
)
#: What a count of holders has before their names.
_HOLDERS_SIGN: Final = re.compile(
    "|".join(
        rf"{unit}(?<=[\d一二两三四五六七八九十].)，?(?:即|就是|分别[是为]|包括|它们是|名单[是为]|：)"
        for unit in "所家个"
    )
)
_VALUE: Final = re.compile(r"[：|]")
_OWN: Final = re.compile(r"我校|我院|本校|本院|(?:^|[、和与，])学校")


def turned_titles(sentence: Sentence, speaker: Speaker) -> Iterator[Grant]:
    """Yield the titles that `sentence` tells behind a label, before their verb, or by a list of holders."""
    text = sentence.text
    if "：" in text or "|" in text or " " in text or "】" in text or "〗" in text:
        yield from _labelled(sentence, speaker)
    if _CONFERRED_SIGN.search(text):
        yield from _conferred(sentence, speaker)
    if "“" in text and "”" in text:
        yield from _plated(sentence, speaker)
    if "名单" in text:
        yield from _on_roll(sentence, speaker)
    if _HOLDERS_SIGN.search(text):
        yield from _among_holders(sentence, speaker)


def status_titles(
    sentence: Sentence, speaker: Speaker, start: int = 0, end: int | None = None
) -> Iterator[Grant]:
    """Yield the titles of the list `sentence.text[start:end]`, which a label calls what the school is."""
    text = sentence.text
    stop = len(text) if end is None else end
    for item in items_in(text, start, stop):
        found = list(titles_in(sentence, item, "is", False, speaker))
        if not found and (short := half_title(sentence, item, stop, speaker)):
            found = [short]
        for grant in found:
            yield replace(grant, years=item_years(text, item, grant.start, grant.end))


def _labelled(sentence: Sentence, speaker: Speaker) -> Iterator[Grant]:
    text = sentence.text
    begins = [
        match.end()
        for match in _VALUE.finditer(text)
        if _LABEL_END.search(text, max(0, match.start() - _LABEL_REACH), match.start())
    ]
    if " " in text or "】" in text or "〗" in text or "〕" in text:
        begins += [match.end() for match in _LABELLED.finditer(text)]
    for start in begins:
        yield from status_titles(sentence, speaker, start, clause_end(text, start, "。！？："))


def _conferred(sentence: Sentence, speaker: Speaker) -> Iterator[Grant]:
    """Yield a title told before its verb (…基地，2020年获省教育厅认定), and the giver behind."""
    text = sentence.text
    for match in _CONFERRED.finditer(text):
        head = text[match.start() : match.end()]
        end = match.start() + len(re.match(_HEAD, head)[0])  # type: ignore[index]
        clause = clause_start(text, match.start())
        begins = [clause]
        if (lead := _BEFORE.match(text, clause, match.start())) is not None:
            begins.insert(0, lead.end())
        if PLANNED.search(text, clause, match.end()) or AHEAD.search(text, 0, clause):
            continue
        if subject_of(sentence, clause, speaker) == "other":
            continue
        giver = match["giver"] or ""
        for begin in begins:
            start, stop = trimmed(text, begin, end)
            quoted = text.find("“", start, stop)
            if quoted > start and _MINISTRY.fullmatch(text, start, quoted) and text[stop - 1] != "”":
                giver = giver or text[start:quoted]
            strict = not (giver and _MINISTRY.search(giver))
            if is_title(text[start:stop], strict, speaker.home) and not speaker.is_own(text[start:stop]):
                years = (int(match["year"]),) if match["year"] else years_told(text, start, speaker.year)
                yield Grant(sentence, start, stop, text[start:stop], years, giver, "given")
                break


def _plated(sentence: Sentence, speaker: Speaker) -> Iterator[Grant]:
    """Yield a quoted title that the text calls a plate or a title: “…”的奖牌, “…”称号."""
    text = sentence.text
    for match in _PLATED.finditer(text):
        start, end = match.span(1)
        clause = clause_start(text, start)
        if not is_title(match[1], True, speaker.home) or speaker.is_own(match[1]):
            continue
        if (
            PLANNED.search(text, clause, start)
            or AHEAD.search(text, 0, clause)
            or OF_OTHERS.search(text, clause, start)
        ):
            continue
        if subject_of(sentence, start, speaker) == "other":
            continue
        hung = "牌" in match[2] and base_kind(match[1]) is not None
        years = years_told(text, start, speaker.year)
        yield Grant(sentence, start, end, match[1], years, "", "bare" if hung else "given")


def _on_roll(sentence: Sentence, speaker: Speaker) -> Iterator[Grant]:
    text = sentence.text
    for match in _ROLL.finditer(text):
        if match["name"] and not any(match["name"].startswith(name) for name in speaker.names):
            continue
        start, end = trimmed(text, *match.span("title"))
        if is_title(text[start:end], True, speaker.home):
            years = years_told(text, start, speaker.year)
            yield Grant(sentence, start, end, text[start:end], years, "", "given")


def _among_holders(sentence: Sentence, speaker: Speaker) -> Iterator[Grant]:
    text = sentence.text
    for match in _HOLDERS.finditer(text):
        if not (_OWN.search(match["who"]) or any(name in match["who"] for name in speaker.names)):
            continue
        start, end = match.span("title")
        bare = text[start:end].replace("“", "").replace("”", "")
        chosen = re.search(r"首批|第[一二三四五]批", bare) and "“" in text[start:end]
        if chosen or is_title(text[start:end], False, speaker.home):
            years = years_told(text, start, speaker.year)
            yield Grant(sentence, start, end, text[start:end], years, "", "is")
