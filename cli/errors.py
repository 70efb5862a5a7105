"""Errors that end a command: said in Chinese on standard error, without a traceback."""

from __future__ import annotations

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from enum import IntEnum
from pathlib import Path
from typing import Final


class ExitCode(IntEnum):
    """How a command ended."""

    WELL = 0
    #: Something failed or was found wrong, the rest is done.
    PARTLY = 1
    #: Wrong usage, nothing could be read, or there is no graph.
    FAILED = 2
    #: The user has interrupted it; the shell's code for Ctrl-C.
    INTERRUPTED = 130


class CommandError(Exception):
    """A command cannot go on. Its text names the file, what was wrong and what to do next."""

    def __init__(self, message: str, exit_code: ExitCode = ExitCode.FAILED) -> None:
        super().__init__(message)
        self.exit_code = exit_code


@contextmanager
def foreseen(*kinds: type[Exception], what: str = "") -> Iterator[None]:
    """Turn the foreseeable errors `kinds` of the library into a CommandError with their text.

    `what` says in Chinese what could not be done.
    """
    try:
        yield
    except kinds as error:
        raise CommandError(f"{what}：{error}" if what else str(error)) from error


@contextmanager
def writing(place: Path) -> Iterator[None]:
    """Turn what the system refuses while `place` is written, such as a full disk, into a CommandError."""
    try:
        yield
    except OSError as error:
        raise CommandError(
            f"{place}：没有写成（{reason(error)}）。原来的内容没有动，请腾出空间或换一个输出文件夹再试"
        ) from error


def reason(error: OSError) -> str:
    """Return why the operating system refused, in Chinese where the reason is a common one."""
    return _REASONS.get(error.errno or 0) or error.strerror or str(error)


_REASONS: Final = {
    errno.ENOENT: "不存在",
    errno.EACCES: "没有权限",
    errno.EPERM: "没有权限",
    errno.EISDIR: "是文件夹，不是文件",
    errno.ENOTDIR: "路径中有一段是文件，不是文件夹",
    errno.EEXIST: "那里已经有一个文件",
    errno.ENOSPC: "磁盘已满",
    errno.EROFS: "磁盘是只读的",
    errno.ENAMETOOLONG: "名称太长",
    errno.ELOOP: "链接绕成了圈",
}
