"""Options of the model that is asked besides the rules; the same for every command that extracts facts."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path
from typing import Annotated

import typer

from ..extract.llm import settings
from ..extract.llm.settings import LlmSettings, LlmSettingsError, default_cache
from .errors import CommandError, foreseen

Url = Annotated[
    str | None,
    typer.Option(
        "--llm",
        metavar="URL",
        help="另请大模型来读：OpenAI 兼容接口的地址，如 http://127.0.0.1:8000/v1。报告的文字会发到那里；"
        "不给就什么都不发。密钥放在环境变量 ZHIJIAO_LLM_KEY 里",
    ),
]
Model = Annotated[str | None, typer.Option("--model", metavar="名称", help="大模型的名称，与 --llm 一起给")]
Cache = Annotated[
    Path | None,
    typer.Option(
        "--llm-cache", metavar="文件夹", help="大模型的回答存在这里，问过的不再问；不给就存在用户的缓存文件夹"
    ),
]
Seconds = Annotated[
    float,
    typer.Option("--llm-seconds", metavar="秒", min=0.1, help="问大模型一次最多等多少秒", show_default=True),
]
MaxSeconds = Annotated[
    float,
    typer.Option(
        "--llm-max-seconds", metavar="秒", min=1, help="一份报告最多问大模型多少秒", show_default=True
    ),
]
MaxRequests = Annotated[
    int,
    typer.Option(
        "--llm-max-requests",
        metavar="次",
        min=1,
        help="一份报告最多问大模型多少次，重试也算",
        show_default=True,
    ),
]

REQUEST_SECONDS = settings.REQUEST_SECONDS
REPORT_SECONDS = settings.REPORT_SECONDS
REQUESTS = settings.MAX_REQUESTS


def settings_of(
    url: str | None,
    model: str | None,
    cache: Path | None,
    seconds: float,
    max_seconds: float,
    max_requests: int,
) -> LlmSettings | None:
    """Return the settings that the options make; None where no model is to be asked.

    Raises CommandError where one option lacks another, the address is none, or the extra is not installed.
    """
    if url is None and model is None:
        return None
    if url is None or model is None:
        raise CommandError("--llm 和 --model 要一起给：地址和模型的名称")
    with foreseen(LlmSettingsError):
        asked = LlmSettings(
            url,
            model,
            (cache or default_cache()).absolute(),
            request_seconds=seconds,
            report_seconds=max_seconds,
            max_requests=max_requests,
        )
    if find_spec("httpx") is None:
        raise CommandError("--llm 要先装上 httpx：pip install 'zhijiao[llm]'")
    if asked.cache.exists() and not asked.cache.is_dir():
        raise CommandError(f"{asked.cache}：是文件，不是文件夹。请用 --llm-cache 换一个文件夹")
    return asked
