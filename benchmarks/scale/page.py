"""The page docs/scale.md: what people wrote stays, what stands between two marks is made of a result."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any, Final

from .builds_section import builds_section
from .engines_section import engines_section
from .results import Results
from .section import IMAGES, Section
from .stages_section import stages_section
from .tables import number, table
from .yardstick import LOAD, PYTHON, REGEX

PAGE: Final = "scale.md"
_BEGIN, _END = "<!-- scale -->", "<!-- /scale -->"
_MARKED: Final = re.compile(f"{re.escape(_BEGIN)}.*?{re.escape(_END)}", re.DOTALL)
_PIECES: Final = {PYTHON: "Python", REGEX: "正则", LOAD: "装 10 万个三元组"}


class PageError(ValueError):
    """A page without the marks between which the figures belong."""


def write_page(results: Results, docs: Path) -> list[Path]:
    """Write the figures into the page in the folder `docs`, and its images; return what was written.

    Raises PageError where the page has no place for them, and OSError.
    """
    page, made = docs / PAGE, section(results)
    text = page.read_text(encoding="utf-8")
    if not _MARKED.search(text):
        raise PageError(f"{page}：里面没有 {_BEGIN} 和 {_END}，不知道数字写在哪里")
    body = "\n\n".join([_BEGIN, *made.paragraphs, _END])
    page.write_text(_MARKED.sub(lambda _: body, text, count=1), encoding="utf-8")
    folder = docs / IMAGES
    folder.mkdir(exist_ok=True)
    written = [page]
    for name, svg in sorted(made.images.items()):
        path = folder / name
        path.write_text(svg, encoding="utf-8")
        written.append(path)
    return written


def section(results: Results) -> Section:
    """Return all that the page says of a result."""
    made = Section()
    made.add("### 机器和标尺", _machine(results.machine), _yardstick(results))
    for part in (builds_section, engines_section, stages_section):
        found = part(results)
        made.add(*found.paragraphs)
        made.images |= found.images
    if failed := sorted(name for name in results.steps if not results.done(name)):
        made.add(
            "### 没有测成", "\n".join(f"- `{name}`：{results.steps[name].get('error')}" for name in failed)
        )
    return made


def _machine(machine: Any) -> str:
    versions = "，".join(f"{name} {version}" for name, version in machine["versions"].items())
    return (
        f"{machine['processors']} 个处理器（{machine['processor'] or '型号不明'}），"
        f"{machine['memory_gb']} GB 内存，{machine['system']}，Python {machine['python']}；{versions}。"
    )


def _yardstick(results: Results) -> str:
    """Return the seconds of the yardstick over all steps, and how busy the machine was."""
    rows = []
    for piece, name in _PIECES.items():
        seconds = sorted(one["yardstick"][piece] for one in results.steps.values())
        if seconds:
            middle = seconds[len(seconds) // 2]
            rows.append([name, number(seconds[0]), number(middle), number(seconds[-1])])
    loads = [float(one["load"]) for one in results.steps.values()]
    codes = {str(one["code"]) for one in results.steps.values()}
    said = (
        [f"{len(results.steps)} 步；每步以前机器的负载 {number(min(loads))} 到 {number(max(loads))}"]
        if loads
        else []
    )
    if len(codes) > 1:
        said.append(f"各步测的程序有 {len(codes)} 个版本")
    if changed := sorted(name for name, one in results.steps.items() if one.get("code_changed")):
        said.append(f"程序在测的时候改了：{'、'.join(f'`{name}`' for name in changed)}")
    return "\n\n".join([table(["标尺（处理器秒）", "最小", "中位数", "最大"], rows), "；".join(said) + "。"])
