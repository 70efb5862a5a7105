"""Measure resolution: seconds of one core and memory for many mentions, in one process of its own.

usage: python benchmarks/resolution.py [--mentions 1000000] [--candidates]

The reports are made up: schools of all counties, each with some fifty names. National firms are named as
often as Zipf's law has it (the first by every second school), in their short and full forms; there are firms
of the region with and without it, bodies that every place has, schools, majors, competitions and students.
"""

from __future__ import annotations

import argparse
import resource
import time
from collections import Counter
from collections.abc import Iterator
from itertools import accumulate
from random import Random
from typing import Any, Final

from zhijiao.extract import lexicons
from zhijiao.extract.facts import Evidence, Fact, ReportFacts
from zhijiao.graph.iris import Minter
from zhijiao.graph.resolution.candidates import candidates
from zhijiao.graph.resolution.mentions import report_mentions
from zhijiao.graph.resolution.resolve import resolve_mentions
from zhijiao.ontology.regions import Region, above, regions

_EVIDENCE: Final = (Evidence(0, 2, "原文"),)
_LEGAL: Final = ("有限公司", "有限责任公司", "股份有限公司", "集团", "集团有限公司", "公司", "")
_LOCAL: Final = (
    ("市残联", "association"),
    ("县人民政府", "government"),
    ("机关幼儿园", "kindergarten"),
    ("人民医院", "hospital"),
    ("电视台", "media"),
    ("实验小学", "school"),
    ("水务集团", "enterprise"),
    ("第一中学", "school"),
)
_PLACED: Final = (
    ("残疾人联合会", "association"),
    ("残联", "association"),
    ("人力资源和社会保障局", "government"),
    ("人社局", "government"),
    ("第一人民医院", "hospital"),
    ("电子商务协会", "association"),
    ("职业技术教育中心", "school"),
    ("职教中心", "school"),
)
_CHARACTERS: Final = "云岭青禾正泰德力华金石鑫盛恒远博瑞达海天宏图伟业长丰永利新创卓越腾飞凯旋明辉晨光"


class Maker:
    """Makes reports; its state is a seeded generator."""

    def __init__(self, seed: int = 5) -> None:
        self.random = Random(seed)
        self.counties = [one for one in regions().values() if one.level == "county"]
        names = sorted({*lexicons.firms(), *lexicons.firms().values()})
        self.random.shuffle(names)
        self.firms, self.weights = names, list(accumulate(1 / (rank + 2) for rank in range(len(names))))
        self.majors = sorted(lexicons.majors_today())
        self.trades = sorted(lexicons.words("firm_trades"))

    def reports(self, mentions: int) -> Iterator[ReportFacts]:
        """Yield reports with about as many mentions together."""
        for number in range(max(1, mentions // 50)):
            county = self.counties[number % len(self.counties)]
            yield ReportFacts(f"{number}.txt", tuple(self._facts(county)))

    def _facts(self, county: Region) -> Iterator[Fact]:
        around = "".join(one.name for one in reversed(list(above(county))))
        school = f"{county.name}{self._word(2)}职业技术学校"
        yield _fact("school", name=school, region=around + county.name, aliases=[f"{county.name[:2]}职校"])
        for _ in range(10):
            (firm,) = self.random.choices(self.firms, cum_weights=self.weights)
            yield self._partner(firm, "enterprise")
        for _ in range(12):
            yield self._partner(self._firm(county), "enterprise")
        for name, kind in self.random.sample(_LOCAL, 4):
            yield self._partner(name, kind)
        for name, kind in self.random.sample(_PLACED, 4):
            place = self.random.choice((county.name, *(one.name for one in above(county))))
            yield self._partner(place + name, kind)
        for name in self.random.sample(self.majors, 12):
            yield _fact("major", name=name)
        for _ in range(6):
            award = {
                "event": f"{self._word(1)}杯技能大赛",
                "recipients": [f"张{self._word(2)}"],
                "level": "national",
            }
            yield _fact("award", **award)

    def _firm(self, county: Region) -> str:
        region = self.random.choice(("", county.name, *(one.name for one in above(county))))
        core = self._word(2) + self.random.choice(self.trades)
        return region + core + self.random.choice(_LEGAL)

    def _partner(self, name: str, kind: str) -> Fact:
        aliases = [name[: max(2, len(name) // 2)]] if self.random.random() < 0.05 else []
        return _fact("partnership", partner=name, partner_kind=kind, modes=["cooperation"], aliases=aliases)

    def _word(self, length: int) -> str:
        return "".join(self.random.choices(_CHARACTERS, k=length))


def _fact(kind: str, **values: Any) -> Fact:
    return Fact(kind, values, _EVIDENCE)


def main() -> None:
    """Print the seconds of each step as a Markdown table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--mentions", type=int, default=1_000_000)
    parser.add_argument("--candidates", action="store_true")
    options = parser.parse_args()
    begin = time.process_time()
    reports = list(Maker().reports(options.mentions))
    made = time.process_time()
    found = [report_mentions(one) for one in reports]
    del reports
    collected = time.process_time()
    before = _gigabytes()
    resolution = resolve_mentions(found, Minter())
    resolved = time.process_time()
    kinds = Counter(one.kind for one in resolution.entities)
    print("| 步骤 | 数值 |\n|---|---|")
    print(f"| 报告 | {len(found)} |")
    print(f"| 提及 | {sum(len(one.mentions) for one in found)} |")
    print(f"| 不同的名称 | {len(resolution.iris) - kinds['person']} |")
    print(f"| 实体 | {len(resolution.entities)} |")
    print(f"| 造出报告（秒） | {made - begin:.1f} |")
    print(f"| 收集提及（秒） | {collected - made:.1f} |")
    print(f"| 消歧（秒） | {resolved - collected:.1f} |")
    print(f"| 内存峰值：消歧前、后（GB） | {before:.2f}、{_gigabytes():.2f} |")
    if options.candidates:
        number = sum(1 for _ in candidates(found, Minter()))
        print(f"| 候选对 | {number} |")
        print(f"| 列出候选对，连同消歧（秒） | {time.process_time() - resolved:.1f} |")
        print(f"| 内存峰值（GB） | {_gigabytes():.2f} |")


def _gigabytes() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024**2


if __name__ == "__main__":
    main()
