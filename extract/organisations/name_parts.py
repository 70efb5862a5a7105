"""What a name of an organisation is made of: its region, its core and its legal form."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from .. import lexicons
from ..language.places import places_in

LEGAL: Final = re.compile(r"(?:集团)?(?:股份有限公司|有限责任公司|有限公司|股份公司|总公司|集团公司|公司)$")
_BRACKET: Final = re.compile(r"（[^）]*）")
#: Kinds of bodies with the short form of their kind.
_SHORT_KINDS: Final = (
    ("高新技术产业开发区", "高新区"),
    ("高新技术开发区", "高新区"),
    ("经济技术开发区", "经开区"),
    ("经济开发区", "经开区"),
    ("职业教育集团", "职教集团"),
    ("残疾人联合会", "残联"),
    ("疾病预防控制中心", "疾控中心"),
    ("人力资源和社会保障局", "人社局"),
    ("人民政府", "政府"),
    ("广播电视台", "电视台"),
    ("街道办事处", "街道"),
)
#: Kinds that a name keeps in its short form: bodies of two kinds are never one.
_KIND_WORDS: Final = (
    "协会", "学会", "商会", "医院", "幼儿园", "学校", "学院", "联盟", "局", "残联", "政府", "高新区",
    "经开区", "开发区", "电视台", "疾控中心", "职教集团", "街道", "村",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Parts:
    """A name's region, core and kind of ending; `bare` where it has neither a legal form nor 集团."""

    region: str
    core: str
    kind_word: str
    bare: bool


@lru_cache(8192)
def parts_of(name: str) -> Parts:
    """Return the parts of `name`, brackets left out and the word of its kind in the short form."""
    words = _BRACKET.sub("", name)
    for kind, short in _SHORT_KINDS:
        if words.endswith(kind):
            words = words.removesuffix(kind) + short
    region = ""
    start, end, place = next(iter(places_in(words)), (-1, 0, ""))
    if start == 0 and len(words) - end >= 2:
        region = lexicons.regions()[place].short
        words = words[end:]
    core = LEGAL.sub("", words)
    return Parts(
        region,
        core.removesuffix("集团") if len(core) > 3 else core,
        next((kind for kind in _KIND_WORDS if words.endswith(kind)), ""),
        bare=core == words and not words.endswith("集团"),
    )
