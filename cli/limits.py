"""Options that bound what one report may cost; the same for every command that reads reports."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from ..extract.formats.source import Limits
from .errors import CommandError

if TYPE_CHECKING:
    from ..extract.llm.settings import LlmSettings

_DEFAULT = Limits()

MaxMb = Annotated[
    int, typer.Option("--max-mb", metavar="MB", min=1, help="一个文件最大多少 MB", show_default=True)
]
MaxTextMb = Annotated[
    int,
    typer.Option("--max-text-mb", metavar="MB", min=1, help="一份报告的文字最多多少 MB", show_default=True),
]
MaxPages = Annotated[
    int, typer.Option("--max-pages", metavar="页", min=1, help="一份报告最多多少页", show_default=True)
]
MaxSeconds = Annotated[
    float,
    typer.Option(
        "--max-seconds",
        metavar="秒",
        min=1,
        help="一份报告最多读多少秒；识别扫描件，每页另加 30 秒",
        show_default=True,
    ),
]
MaxMemoryMb = Annotated[
    int,
    typer.Option(
        "--max-memory-mb",
        metavar="MB",
        min=0,
        help="读报告的进程最多占多少内存，0 是不限（只在 Linux 上起作用）",
        show_default=True,
    ),
]
Jobs = Annotated[
    int | None,
    typer.Option("--jobs", metavar="个", min=1, help="同时用几个进程读报告，不给就按处理器的个数"),
]

Scheduler = Annotated[
    str | None,
    typer.Option(
        "--scheduler",
        metavar="地址",
        help="在 Dask 集群上读报告，如 tcp://主机:8786（要先装 zhijiao[cluster]）；不给就在本机读",
    ),
]

MB = _DEFAULT.megabytes
TEXT_MB = _DEFAULT.text_megabytes
PAGES = _DEFAULT.pages
SECONDS = _DEFAULT.seconds
MEMORY_MB = _DEFAULT.memory_megabytes


def limits_of(mb: int, text_mb: int, pages: int, seconds: float, memory_mb: int) -> Limits:
    """Return the limits that the options set."""
    return Limits(
        megabytes=mb, text_megabytes=text_mb, pages=pages, seconds=seconds, memory_megabytes=memory_mb
    )


def refuse_both(scheduler: str | None, llm: LlmSettings | None) -> None:
    """Raise CommandError where a language model is to be asked on a cluster: its answers are kept here."""
    if scheduler and llm:
        raise CommandError("--scheduler 和 --llm 不能同时用：大模型的回答存在本机。请去掉其中一个")
