"""Who is speaking: the reporting school, its other names, where it is and whose it is."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from ..facts import Evidence, Fact
from ..language.places import leading_place
from ..language.sentences import Sentence, evidence
from ..language.terms import places_of
from ..reading.blocks import Document, Heading, Paragraph, Table
from ..reading.passage import is_cjk
from .predecessor_history import first_year, last_name
from .predecessor_stories import stories_of
from .report_years import report_year, text_year
from .school_candidates import candidates
from .school_details import region_of, school_details
from .school_names import is_school_name, is_short_form, short_forms

_ABBREVIATED: Final = re.compile(
    r"（(?:以下|下文|下|又|学校)?(?:统|通)?(?:简称|称)(?:为)?[“：]?([^”）、，]{2,12})”?）"
)
#: One school with two names on its door: 某高级技工学校（某技师学院）.
_SECOND_NAME: Final = re.compile(
    r"（(?!原|前身|曾|简称|以下)(?:(?:另|又|加|增|同时|对外)?(?:挂|称|名)(?:牌|有|为)?：?“?)?([\u4e00-\u9fff]{6,24})”?(?:的?牌子)?）"
)
#: A second plate on the door: 启用“某校”校名, 加挂某校牌子.
_SECOND_PLATE: Final = re.compile(
    r"(?:启用|加挂|增挂|另挂|又挂|同时挂|并挂)(?:了|有)?“?([\u4e00-\u9fff]{6,24}?(?:学校|学院|中专|中心))”?(?:的)?(?:校名|牌子|校牌|名称)"
)
_BRACKETED: Final = re.compile(r"（([\u4e00-\u9fff]{2,8})）")
_SAID_SHORT: Final = re.compile(
    r"(?:学校简称|简称|常?写作|俗称|又称)[：:]?“?([\u4e00-\u9fff]{2,10})”?(?=[，。；\s）]|$)"
)
_TOO_MANY: Final = 3  #: names of equal weight, as winners or guests have: none of them is the one that speaks
_CERTAIN: Final = 6.0  #: lead over the second name from which up no history is asked
_ENDED: Final = 3.0  #: what it weighs that a name ended in the history, against what else speaks for it
_LASTING: Final = 0.5  #: the least weight of the name that a history comes to
_BEFORE_NAME: Final = frozenset("在与和到由是为对")
#: Words that stand for any school.
_ANY: Final = frozenset(("学校", "学院", "本校", "我校", "该校", "职院", "职校"))


@dataclass(frozen=True, slots=True)
class Speaker:
    """The reporting school as found: its fact, or None, and the names that stand for it in the text.

    `year` is the year that the report is about, or the one in which a text that is no report was written.
    """

    fact: Fact | None
    names: tuple[str, ...]
    year: int | None
    #: The words that tell where the school is: its region and name.
    home: str = field(init=False)

    def __post_init__(self) -> None:
        home = f"{self.fact.get('region', '')}{self.fact.get('name', '')}" if self.fact else ""
        object.__setattr__(self, "home", home)

    def is_own(self, name: str) -> bool:
        """Tell whether `name` is the school, one of its short forms, or a part of it."""
        return any(name == own or (len(own) >= 4 and name.startswith(own)) for own in self.names)


def find_speaker(document: Document, sentences: Sequence[Sentence]) -> Speaker:
    """Return the school whose report `document` is, with all that the report says of its name and seat."""
    weights = _by_history(candidates(document, sentences), document)
    stated = report_year(document)
    year = stated or text_year(document)
    best = max(weights.values(), default=0.0)
    if best <= 0 or sum(weight == best for weight in weights.values()) >= _TOO_MANY:
        return Speaker(None, (), year)
    name = _fullest(weights)
    aliases = _aliases(name, weights, document)
    names = (name, *aliases)
    details = school_details(document, sentences, names)
    founded = details.values.get("founded") or _first_year(document, names)
    values: dict[str, object] = {"name": name, "aliases": list(aliases), **details.values}
    values["founded"] = founded
    values["region"] = region_of(name, details, document)
    own_year = stated or _captioned_year(document, name)
    if own_year:
        values["report_year"] = own_year
    first = _first_mention(document, sentences, name)
    passages = tuple(dict.fromkeys(([first] if first else []) + list(details.passages)))
    confidence = 0.95 if weights[name] >= 8 else 0.9 if weights[name] >= 4 else 0.75
    fact = Fact("school", {key: value for key, value in values.items() if value}, passages, confidence)
    return Speaker(fact, names, own_year or year)


def with_quotes(fact: Fact, document: Document) -> Fact:
    """Fill in the quotes and pages of evidence that was given by its place only."""
    filled = tuple(
        replace(document.evidence(one.start, one.end, ()), section=one.section) for one in fact.evidence
    )
    return Fact(fact.kind, fact.values, filled, fact.confidence)


def _by_history(weights: dict[str, float], document: Document) -> dict[str, float]:
    """Let the last of the names in a history be today's, and those before it none of the speaker."""
    best = sorted(weights.values())[-2:]
    if len(best) < 2 or best[1] - best[0] > _CERTAIN:
        return weights
    for story, _ in stories_of(document):
        last, ended = last_name(story)
        others = [name for name, weight in weights.items() if name not in ended and weight > 0]
        if not ended & weights.keys() or not (others or last):
            continue
        against = _ENDED * (2.0 if weights.get(last, 0.0) >= 1.0 else 1.0)
        weights = {name: weight - against * (name in ended) for name, weight in weights.items()}
        if last in weights or (last and not others):
            weights[last] = max(weights.get(last, 0.0), _LASTING)
    return weights


def _first_year(document: Document, names: tuple[str, ...]) -> int | None:
    """Return the year in which the first of the names in the school's history was taken."""
    years = (first_year(story, names) for story, _ in stories_of(document))
    return next(filter(None, years), None)


def _fullest(weights: dict[str, float]) -> str:
    """Return the weightiest name (the first of equals), in the fullest form that the report has for it."""
    best = max(weights, key=lambda name: weights[name])
    fuller = [name for name in weights if is_short_form(best, name) and weights[name] > -4]
    ends = [name for name in fuller if name.endswith(best)]
    return max(ends or fuller, key=lambda name: (weights[name], len(name)), default=best)


def _aliases(name: str, weights: dict[str, float], document: Document) -> tuple[str, ...]:
    """Return the other forms of `name`: stated short ones, and those that the text uses."""
    aliases = {other for other in weights if is_short_form(other, name)}
    texts = _texts(document)
    text = "\n".join(texts)
    for match in _ABBREVIATED.finditer(text):
        if name in text[max(0, match.start() - len(name) - 2) : match.start()]:
            aliases.add(match[1].strip("“”"))
    for at in places_of(name, text):
        second = _SECOND_NAME.match(text, at + len(name))
        if second and is_school_name(second[1]):
            aliases.add(second[1])
    aliases |= {match[1] for match in _SECOND_PLATE.finditer(text) if is_school_name(match[1])}
    for pattern in (_BRACKETED, _SAID_SHORT):
        aliases |= {match[1] for match in pattern.finditer(text) if is_short_form(match[1], name)}
    rest = text.replace(name, "")
    aliases |= {form for form in _bare_forms(name) if _stands_apart(form, rest)}
    aliases |= short_forms(name, text)
    kept = {
        one
        for one in aliases
        # A line break stands between two paragraphs: no name reaches over it.
        if len(one) >= 2 and "\n" not in one and one not in (name, *_ANY) and leading_place(one) < len(one)
    }
    return tuple(sorted(kept, key=lambda one: (-len(one), one)))


def _stands_apart(form: str, text: str) -> bool:
    """Tell whether `form` stands somewhere in `text` where a name can begin."""
    before = (text[at - 1 : at] for at in places_of(form, text))
    return any(not is_cjk(char) or char in _BEFORE_NAME for char in before)


def _bare_forms(name: str) -> list[str]:
    """Return `name` without its regions, and with 市, 县 or 区 only (市总工会职业技术学校)."""
    bare = name[leading_place(name) :]
    if bare == name or len(bare) < 6 or re.match(r"职业|中等|高级|技工|技师|职教|中专", bare):
        return []
    return [bare, *(level + bare for level in "市县区")]


def _texts(document: Document) -> list[str]:
    texts = []
    for block in document.blocks:
        if isinstance(block, (Paragraph, Heading)):
            texts.append(block.passage.text)
        elif isinstance(block, Table) and block.caption:
            texts.append(block.caption.text)
    return texts


def _captioned_year(document: Document, name: str) -> int | None:
    """Return the year in a caption that is all the title there is (某学校2022年专业开设一览)."""
    for block in document.blocks[:3]:
        if isinstance(block, Table) and block.caption:
            match = re.search(re.escape(name) + r"(20\d\d)年(?!代)", block.caption.text)
            if match:
                return int(match[1])
    return None


def _first_mention(document: Document, sentences: Sequence[Sentence], name: str) -> Evidence | None:
    for sentence in sentences:
        at = sentence.text.find(name)
        if at >= 0:
            return evidence(document, sentence.passage, at, at + len(name), sentence.section)
    for block in document.blocks:
        if isinstance(block, Table):
            cells = (cell for row in block.rows for cell in row)
            for passage in (block.caption, *cells):
                if passage and (at := passage.text.find(name)) >= 0:
                    return evidence(document, passage, at, at + len(name), block.section)
    return None
