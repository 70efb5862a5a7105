"""What a build that is cut short says: what is kept, and how to go on."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from ..extract.cluster import ClusterError
from .errors import CommandError, ExitCode
from .folder import CACHE
from .publish import READY


@contextmanager
def resumable(out: Path, read: Callable[[], int], *, fresh: bool) -> Iterator[None]:
    """Turn Ctrl-C, and a cluster that fails, into a CommandError that says what is kept in `out`.

    `read` tells how many reports were read; `fresh` says that the command would read all of them again.
    """
    try:
        yield
    except KeyboardInterrupt:
        raise CommandError(f"已中断。{_kept(out, read(), fresh=fresh)}", ExitCode.INTERRUPTED) from None
    except ClusterError as error:
        raise CommandError(f"{error}。{_kept(out, read(), fresh=fresh)}") from error


def _kept(out: Path, read: int, *, fresh: bool) -> str:
    if (out / READY).is_dir():
        return f"新的结果已经写好，只差移到位：下一条用到 {out} 的命令会先移完"
    again = "去掉 --fresh 再运行" if fresh else "再运行同一条命令"
    cached = f"读过的 {read} 份报告留在 {out / CACHE}，" if read else ""
    on = f"{again}就接着做，读过的不再重读" if read else "再运行同一条命令就重新开始"
    return f"{cached}原来的图谱和页面没有动；{on}"
