"""Errors that end a command: said in Chinese on standard error, without a traceback."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from enum import IntEnum


class ExitCode(IntEnum):
    """How a command ended."""

    WELL = 0
    #: Something failed or was found wrong, the rest is done.
    PARTLY = 1
    #: Wrong usage, nothing could be read, or there is no graph.
    FAILED = 2


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


def reason(error: OSError) -> str:
    """Return why the operating system refused, in Chinese where the reason is a common one."""
    known: dict[type[OSError], str] = {
        FileNotFoundError: "不存在",
        PermissionError: "没有权限",
        IsADirectoryError: "是文件夹，不是文件",
        NotADirectoryError: "路径中有一段是文件，不是文件夹",
        FileExistsError: "已经存在",
    }
    return known.get(type(error), error.strerror or str(error))
