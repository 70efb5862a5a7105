"""Short forms that a report uses for organisations it names in full elsewhere, as mentions of their own."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Final

from .. import lexicons
from ..language.mentions import Mention
from ..language.sentences import Sentence
from ..language.terms import TermFinder
from .short_names import BEFORE_NAME, stated_forms, usual_forms

#: A short form may go on with these: 甲乙|公司.
_TAILS: Final = ("公司", "集团")
#: Behind a short form these make a thing of it that is called after the firm: 甲乙班, 甲乙杯.
_CALLED_AFTER: Final = ("班", "杯", "楼", "奖", "路", "学院", "产业", "车间", "教室", "订单", "人", "牌", "”")


def with_short_forms(sentences: Sequence[Sentence], is_own: Callable[[str], bool]) -> list[Sentence]:
    """Return `sentences` with mentions of the short forms of organisations named in full in any of them.

    Names of the reporting school, which `is_own` tells, have none.
    """
    kinds = {
        one.text: one.kind
        for sentence in sentences
        for one in sentence.organisations()
        if one.known and not is_own(one.text)
    }
    forms = _forms(kinds, "\n".join(sentence.text for sentence in sentences))
    if not forms:
        return list(sentences)
    finder = TermFinder(forms)
    return [_with_forms(sentence, finder, forms) for sentence in sentences]


def _forms(kinds: dict[str, str], text: str) -> dict[str, str]:
    """Return the kind for each short form that may stand for one only of the names in `kinds`.

    Those that `text` does not state have three characters at least.
    """
    stated = stated_forms(kinds.keys(), text)
    of_name: dict[str, str] = {}
    unclear: set[str] = set()
    for name, kind in kinds.items():
        for form in usual_forms(name, kind):
            if len(form) > 2 and of_name.setdefault(form, name) != name:
                unclear.add(form)
    of_name |= stated
    return {
        form: kinds[name]
        for form, name in of_name.items()
        if (form in stated or form not in unclear)
        and 2 <= len(form) < len(name)
        and form not in kinds
        and form not in lexicons.majors()
    }


def _with_forms(sentence: Sentence, finder: TermFinder, forms: dict[str, str]) -> Sentence:
    taken = [(one.start, one.end) for one in sentence.mentions if one.label in ("organisation", "person")]
    added: list[Mention] = []
    for start, stop, form in finder.longest(sentence.text):
        tail = next((tail for tail in _TAILS if sentence.text.startswith(tail, stop)), "")
        end = stop + len(tail)
        if any(first < end and start < last for first, last in taken) or not _is_word(sentence, start, end):
            continue
        added.append(Mention(start, end, form + tail, "organisation", forms[form]))
    if not added:
        return sentence
    organisations = sorted([*sentence.organisations(), *added], key=lambda one: one.start)
    others = [one for one in sentence.mentions if one.label != "organisation"]
    return replace(sentence, mentions=(*organisations, *others))


def _is_word(sentence: Sentence, start: int, end: int) -> bool:
    """Tell a short form from characters inside other words, and from a thing called after the firm."""
    text = sentence.text
    if text.startswith(_CALLED_AFTER, end):
        return False
    begins = start == 0 or text[start - 1] in BEFORE_NAME or not "\u4e00" <= text[start - 1] <= "\u9fff"
    starts = {token.start for token in sentence.tokens}
    offset = sentence.tokens[0].start if sentence.tokens else 0
    return (begins or start + offset in starts) and (end == len(text) or end + offset in starts)
