"""Mentions of persons: by surname, form and what stands around."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from .. import lexicons
from .mentions import Mention, Token, Tokens

_NAME: Final = re.compile(r"[\u4e00-\u9fff]{2,4}$|[\u4e00-\u9fff]{2,8}(?:·[\u4e00-\u9fff]{1,8})+$")
#: An adverb or verb that is a surname too, and what goes on with the clause: 都拿到, 教他们.
_CLAUSE: Final = re.compile(r"都[是有在能会要得拿获夺摘到去来出进被把]|教[他她出]|终[于获]")
_ROLE_WORDS: Final = (
    r"同学|老师|教师|教授|选手|学生|校长|院长|书记|主任|经理|总监|处长|局长|部长|会长|秘书长|董事长|总裁|主管|科长|组长|讲师|"
    r"大师|师傅|工程师|记者|通讯员|主持人|负责人|班主任|辅导员|教练|专家|代表|主席|队员|博士"
)
_ROLE_BEFORE: Final = re.compile(rf"(?:{_ROLE_WORDS})$")
#: Behind a name: 同学, or other names of a list, a count of them and then what they are.
_ROLE_AFTER: Final = re.compile(
    rf"(?:、[\u4e00-\u9fff]{{2,4}}){{0,6}}(?:等)?(?:\d+[名位人])?(?:两|三|四|五|六)?(?:名|位)?(?:同志|{_ROLE_WORDS})"
)
_AROUND: Final = 6
_BEHIND: Final = 40
#: Marks before a name in a list, a bracket or at the beginning of a clause.
_MARKS_BEFORE: Final = ("、", "（", "：", "“", "，", " ")
#: What leads and follows the names in a cell.
_CELL_LEAD: Final = re.compile(r"^(?:学生|教师|选手|指导教师|指导老师|队员|参赛选手|获奖者)[：:]?")
_CELL_REST: Final = re.compile(
    r"(?:等(?:\d*|[一二三四五六七八九十几数多]+)[人名位]?(?:同学|学生|选手|教师)?|同学|老师|\d+人)$"
)
_SPREAD_NAME: Final = re.compile(
    r"(?<![\u4e00-\u9fff])([\u4e00-\u9fff]) ([\u4e00-\u9fff])(?![\u4e00-\u9fff])"
)
_PARTING: Final = re.compile(r"[、，,；;/\s\n]+|和(?=.{2,3}$)|与(?=.{2,3}$)")
_REMARK: Final = re.compile(r"（[^）]{0,12}）$")


def is_person(words: str) -> bool:
    """Tell whether `words` have the form of a person's name.

    That is a surname and one to three characters, or parts joined by ·; everyday words of that form are none.
    """
    if not _NAME.match(words) or words in lexicons.words("no_persons") or _CLAUSE.match(words):
        return False
    if "·" in words:
        return True
    single, double = lexicons.surnames()
    if words[:2] in double:
        return 3 <= len(words) <= 4
    return words[0] in single and 2 <= len(words) <= 3


def persons_of(words: str) -> list[str]:
    """Return the names in a list such as a table's cell: parted by 、 , ; / or white space; [] if one isn't.

    A name of two characters may have a space inside (王 伟).
    """
    cleaned = _CELL_REST.sub("", _CELL_LEAD.sub("", words.strip()))
    joined = _SPREAD_NAME.sub(r"\1\2", cleaned) if " " in cleaned else cleaned
    parts = [_REMARK.sub("", part) if part[-1] == "）" else part for part in _PARTING.split(joined) if part]
    return parts if all(map(is_person, parts)) else []


def find_persons(text: str, tokens: Sequence[Token]) -> list[Mention]:
    """Return the persons named in `text`, in order: words tagged as names, with a role or a list around.

    `tokens` are the words of `text`; a lone surname is taken together with the word behind it.
    """
    found: list[Mention] = []
    if isinstance(tokens, Tokens) and "nr" not in tokens.tags:
        return found
    for number in [number for number, token in enumerate(tokens) if token.tag == "nr"]:
        token = tokens[number]
        end = token.end
        if len(token.word) == 1:
            if number + 1 == len(tokens) or len(tokens[number + 1].word) > 2:
                continue
            end = tokens[number + 1].end
        name = text[token.start : end]
        if is_person(name) and _in_place(text, token.start, end):
            found.append(Mention(token.start, end, name, "person"))
    return found


def _in_place(text: str, start: int, end: int) -> bool:
    """Hold a candidate against what stands around: a role before or behind, or a list of names."""
    if start == 0 or text.endswith(_MARKS_BEFORE, 0, start):
        return True
    before = text[max(0, start - _AROUND) : start]
    return bool(_ROLE_BEFORE.search(before) or _ROLE_AFTER.match(text, end, end + _BEHIND))
