"""`zhijiao serve`: the graph over HTTP: pages, SPARQL, linked data, the named queries."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from .errors import CommandError, foreseen

if TYPE_CHECKING:
    from ..serve.settings import Settings

#: Where the token is read from: what stands on a command line can be seen by every user of the machine.
TOKEN_VARIABLE: Final = "ZHIJIAO_TOKEN"  # noqa: S105 - the name of a variable


def serve(
    out: Annotated[
        Path, typer.Argument(metavar="文件夹", help="build 的输出文件夹，或图谱库的文件夹")
    ] = Path("out"),
    host: Annotated[
        str,
        typer.Option("--host", metavar="地址", help="在哪个地址上听；默认只有本机能访问，0.0.0.0 是所有网卡"),
    ] = "127.0.0.1",
    port: Annotated[
        int, typer.Option("--port", metavar="端口", min=0, max=65535, help="0 是任选一个")
    ] = 8080,
    workers: Annotated[
        int | None,
        typer.Option("--workers", metavar="个", min=1, max=256, help="同时算几个查询，默认是 CPU 核数"),
    ] = None,
    seconds: Annotated[
        float, typer.Option("--seconds", metavar="秒", min=0.1, max=3600, help="一个查询最多算多久")
    ] = 10.0,
    rows: Annotated[int, typer.Option("--rows", metavar="行数", min=1, help="一个结果最多几行")] = 100_000,
    answer_mb: Annotated[
        int, typer.Option("--answer-mb", metavar="MB", min=1, help="一个结果最大多少 MB")
    ] = 50,
    memory_mb: Annotated[
        int, typer.Option("--memory-mb", metavar="MB", min=0, help="一个查询进程最多用多少内存，0 是不限")
    ] = 2000,
    waiting: Annotated[
        int, typer.Option("--waiting", metavar="个", min=0, help="最多几个请求排队，再多的请它过一会儿再来")
    ] = 64,
    cors: Annotated[
        list[str] | None,
        typer.Option(
            "--cors", metavar="来源", help="哪些网站的网页可以读，如 https://example.org，可写几次；* 是所有"
        ),
    ] = None,
    public_url: Annotated[
        str, typer.Option("--public-url", metavar="网址", help="在反向代理后面时，外面看到的网址")
    ] = "",
    token: Annotated[
        str,
        typer.Option(
            "--token",
            metavar="令牌",
            help=f"只有出示令牌的才能读；写在环境变量 {TOKEN_VARIABLE} 里更好，命令行上的别人看得见",
        ),
    ] = "",
    log_queries: Annotated[
        bool, typer.Option("--log-queries", help="日志里也写查询的内容；默认不写")
    ] = False,
) -> None:
    """把图谱放到网上：网页、SPARQL 端点、关联数据、查询的 JSON 接口。只读，按 Ctrl-C 停下。"""
    from ..serve.settings import Limits, Settings

    store, site, base = _places(out)
    limits = Limits(
        seconds=seconds,
        rows=rows,
        answer_bytes=answer_mb * 1_000_000,
        waiting=waiting,
        memory_mb=memory_mb,
    )
    _run(
        Settings(
            store=store,
            site=site,
            base=base,
            workers=workers or os.cpu_count() or 1,
            limits=limits,
            origins=tuple(cors or ()),
            token=_token(token),
            public_url=_public(public_url),
            log_queries=log_queries,
        ),
        host,
        port,
    )


def _places(out: Path) -> tuple[Path, Path | None, str]:
    """Return the folders of store and pages, and the graph's base IRI. Raises CommandError."""
    from ..graph.store import StoreError
    from .folder import SITE, find_store, settled
    from .subject import open_graph

    with foreseen(StoreError):
        base = open_graph(out).base()
    store = settled(find_store(out))
    site = next((one / SITE for one in (out, store.parent) if (one / SITE).is_dir()), None)
    return store, site, base


def _token(written: str) -> str:
    token = written or os.environ.get(TOKEN_VARIABLE, "")
    if any(not "!" <= char <= "~" for char in token):
        raise CommandError("令牌只能用 ASCII 的字母、数字和符号，不能有空格，因为它要写在请求头里")
    return token


def _public(url: str) -> str:
    if url and not url.startswith(("http://", "https://")):
        raise CommandError(f"--public-url {url}：要以 http:// 或 https:// 开头")
    return url.rstrip("/")


def _run(settings: Settings, host: str, port: int) -> None:
    from ..serve.server import AddressError, listening, run
    from .console import say

    with foreseen(AddressError):
        socket = listening(host, port)
    name, real_port = socket.getsockname()[:2]
    shown = "127.0.0.1" if name in ("0.0.0.0", "::") else name  # noqa: S104 - compared, not bound
    address = settings.public_url or f"http://{f'[{shown}]' if ':' in shown else shown}:{real_port}"
    say(f"网页    {address}/" if settings.site else "没有网页（先运行 zhijiao build 就有）")
    say(f"查询    {address}/queries")
    say(f"编辑器  {address}/editor")
    say(f"SPARQL  {address}/sparql")
    say(f"接口    {address}/api")
    if not settings.token and name not in ("127.0.0.1", "::1"):
        say("没有设令牌：能连上这台机器的人都可以读")
    say("按 Ctrl-C 停下")
    if not run(settings, socket):
        raise CommandError("服务没有起来，原因见上")
