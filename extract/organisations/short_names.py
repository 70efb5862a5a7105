"""Short forms of organisations' names: those a text states, and the usual ones (某地甲乙, 甲乙职院)."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from functools import cache, lru_cache
from typing import Final

from .. import lexicons
from .name_parts import LEGAL, parts_of

_REMEMBERED: Final = 8192  #: names, which reports share
_ABBREVIATED: Final = re.compile(r"（(?:以下|下)?(?:简称|称)[“：]?([^”）]{2,14})”?）")
#: A brand, and words behind which the name of its firm stands: 甲隶属|某某公司, 甲的大名是|某某公司.
_BRAND_OF: Final = re.compile(
    r"(?:^|[。，；！\s])([\u4e00-\u9fffA-Za-z]{2,6}?)(?:隶属于?|的?(?:大名|全称|全名|注册名)(?:是|为|叫))"
)
#: Words for any body, which are no brand.
_ANY_BODY: Final = re.compile(r"学校|学院|[我该本其]|公司|企业|单位|医院|酒店|中心|前身")
#: Kinds of schools with the endings that stand for them in short forms, the longest first.
_SHORT_SCHOOLS: Final = (
    ("职业技术学院", ("职院", "职业学院", "职技院")),
    ("职业技术大学", ("职大", "职业大学")),
    ("职业学院", ("职院",)),
    ("高等专科学校", ("高专",)),
    ("师范大学", ("师大",)),
    ("农业大学", ("农大",)),
    ("科技大学", ("科大",)),
    ("医科大学", ("医大",)),
    ("理工大学", ("理工",)),
    ("职业技术教育中心", ("职教中心",)),
    ("职业教育中心", ("职教中心",)),
    ("职业中等专业学校", ("职专", "职业中专", "中专")),
    ("职业高级中学", ("职高", "职中")),
    ("技师学院", ("技师院",)),
)
#: Characters behind which a short form may begin although they are Chinese.
BEFORE_NAME: Final = frozenset("与和为给到同对在“、是由的了着跟向从被把让请进")


def stated_forms(names: Collection[str], text: str) -> dict[str, str]:
    """Return the short forms that `text` gives behind any of `names`, each with its name."""
    lengths = sorted({len(name) for name in names}, reverse=True)
    found: dict[str, str] = {}
    for match in _ABBREVIATED.finditer(text):
        start, form = match.start(), match[1].strip("“”")
        heads = (text[start - length : start] for length in lengths if length <= start)
        if name := next((head for head in heads if head in names), ""):
            found.setdefault(form, name)
    for match in _BRAND_OF.finditer(text):
        behind = (text[match.end() : match.end() + length] for length in lengths)
        name = next((one for one in behind if one in names), "")
        if name.endswith(("公司", "集团")) and not _ANY_BODY.search(match[1]):
            found.setdefault(match[1], name)
    return found


@lru_cache(_REMEMBERED)
def usual_forms(name: str, kind: str) -> tuple[str, ...]:
    """Return the forms that may stand for the organisation `name`, of partner kind `kind`, in a text."""
    if kind == "enterprise":
        return tuple(_short_cores(name))
    return tuple(_short_schools(name)) if kind == "school" else ()


def _short_schools(name: str) -> Iterator[str]:
    """Yield the usual short forms of a school's name: 某省甲乙职业学院, 甲乙职院."""
    for kind, shorts in _SHORT_SCHOOLS:
        if name.endswith(kind):
            parts = parts_of(name)
            core = parts.core.removesuffix(kind)
            for short in shorts:
                for head in (parts.region + core, core, parts.region):
                    if len(head) >= 2:
                        yield head + short
            return


def _short_cores(top: str) -> Iterator[str]:
    """Yield the cores that may stand for the firm `top`: of two characters only where its name says more."""
    parts = parts_of(top)
    trade = next(
        (one for one in _trades() if parts.core.endswith(one) and len(parts.core) - len(one) >= 2), ""
    )
    can_be_short = bool(trade) or not parts.bare
    forms = {parts.core, parts.core.removesuffix(trade), parts.region + parts.core}
    if parts.region and LEGAL.search(top):
        forms |= {parts.region[0] + parts.core} if 2 <= len(parts.core) <= 4 else set()
        forms |= {parts.region + parts.core[:size] for size in (2, 3) if len(parts.core) >= size + 2}
    for form in sorted(forms):
        if len(form) < 2 or (len(form) == 2 and not can_be_short):
            continue
        if form != top and form not in lexicons.regions() and form not in _trades():
            yield form


def stands_at(form: str, name: str, text: str, at: int) -> bool:
    """Tell whether `form`, made of `name`, stands at `at` in `text`, inside no other word or longer form."""
    before = text[at - 1 : at]
    if "\u4e00" <= before <= "\u9fff" and before not in BEFORE_NAME:
        return False
    inside = name.find(form)
    if inside < 0:
        return True
    follower = name[inside + len(form) :][:1]
    if follower and text.startswith(follower, at + len(form)):
        return False
    return at < inside or not text.startswith(name, at - inside)


@cache
def _trades() -> tuple[str, ...]:
    """Return words of trade, the longest first."""
    ended = {ending.text for ending in lexicons.endings().values() if ending.strength == "trade"}
    return tuple(sorted(ended | lexicons.words("firm_trades"), key=lambda word: (-len(word), word)))
