"""The named queries as a page: `python -m zhijiao.cli.query_reference OUT docs/queries.md` writes it anew.

OUT is the output folder of a build of `examples/reports`; what the examples of the page show comes from
there. What stands on the page before the list of queries is kept.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from ..queries.model import Query
    from ..queries.stores import Store

_MOST_ROWS: Final = 4
#: A call of each query for the page; of those that a function computes no answer is shown.
_EXAMPLES: Final[Mapping[str, Mapping[str, str]]] = {
    "advisors": {"school": "临渚"},
    "award-ranking": {"level": "national"},
    "awards": {"school": "云岭", "year": "2022", "level": "省级"},
    "compare": {"indicator": "教学仪器设备总值", "year": "2021-2022"},
    "conflicts": {"severity": "high"},
    "counterpart-aid": {"kind": "school"},
    "evidence": {"thing": "海尔集团公司"},
    "groups": {"group": "*联盟*"},
    "honours": {"school": "望泽", "year": "2011-2021"},
    "indicators": {"school": "云岭", "indicator": "毕业生数", "scope": "全校"},
    "joint-programmes": {"scheme": "三二分段"},
    "major-partners": {"major": "计算机网络技术"},
    "majors": {"school": "临渚"},
    "majors-without-partner": {"school": "松屏"},
    "order-classes": {"year": "2016-2018"},
    "partners": {"school": "云岭职校", "mode": "订单培养、现代学徒制"},
    "path": {"from": "云岭", "to": "聊城"},
    "programmes": {"kind": "产业学院"},
    "region": {"region": "浙江省"},
    "schools-of-partner": {"partner": "海尔集团公司"},
    "shared-majors": {"min": "3"},
    "shared-partners": {"kind": "企业", "min": "3"},
    "similar-schools": {"school": "云岭"},
    "suggest-partners": {"school": "云岭"},
}
#: What stands before this is written by hand.
_MARK: Final = "<!-- queries -->\n"


def with_queries(page: str, store: Store) -> str:
    """Return the text of the page with all named queries anew, and answers of the examples in `store`.

    Raises ValueError where the page has no mark behind which they stand.
    """
    from ..queries.catalogue import catalogue

    head, mark, _ = page.partition(_MARK)
    if not mark:
        raise ValueError(f"no {_MARK.strip()} on the page")
    queries = [one for one in catalogue() if not one.internal]
    listing = ["## 目录", "", "| 名称 | 问题 |", "|---|---|"]
    listing += [f"| [`{one.name}`](#{one.name}) | {_cell(one.title)} |" for one in queries]
    parts = [f"{head}{mark}", "\n".join(listing) + "\n"]
    parts += ["\n".join(_section(one, store)) + "\n" for one in queries]
    return "\n".join(parts)


def _section(query: Query, store: Store) -> Iterator[str]:
    yield f"## {query.name}"
    yield ""
    yield f"**{query.title}** *{query.title_en}*"
    yield ""
    if query.description:
        yield query.description
        yield ""
    if query.parameters:
        yield "| 参数 | 类型 | 默认 | 说明 |"
        yield "|---|---|---|---|"
    for parameter in query.parameters:
        kind = _WORDS[parameter.type.name]
        if parameter.type.name == "codes":
            kind = f"代码 `{parameter.type.scheme}`"
        yield f"| `{parameter.name}` | {kind} | {parameter.default} | {_cell(parameter.description)} |"
    yield ""
    yield "列：" + "、".join(f"`{one.name}`（{one.heading}）" for one in query.columns)
    yield ""
    yield from _example(query, store)


def _example(query: Query, store: Store) -> Iterator[str]:
    from ..queries.run import run

    params = _EXAMPLES.get(query.name, {})
    words = " ".join(f"--{name} {_quoted(value)}" for name, value in params.items())
    yield f"例：`zhijiao query {query.name} {words}".rstrip() + "`"
    if query.computed:
        return
    table = run(store, query, params, limit=_MOST_ROWS + 1)
    yield ""
    yield "| " + " | ".join(table.heading(name) for name in table.columns) + " |"
    yield "|" + "---|" * len(table.columns)
    for row in table.rows[:_MOST_ROWS]:
        yield "| " + " | ".join("" if cell is None else _cell(str(cell)) for cell in row) + " |"
    if len(table.rows) > _MOST_ROWS:
        yield ""
        yield "……"


def _quoted(value: str) -> str:
    return f'"{value}"' if "*" in value else value


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("<", "&lt;").replace("\t", " ").replace("\n", " ")


_WORDS: Final[Mapping[str, str]] = {
    "name": "名称",
    "text": "文字",
    "integer": "整数",
    "years": "年份",
    "iri": "IRI",
    "codes": "代码",
}


def main(out: Path, page: Path) -> None:
    """Write the page from the build in `out`."""
    from .subject import open_graph

    page.write_text(with_queries(page.read_text(encoding="utf-8"), open_graph(out)), encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
