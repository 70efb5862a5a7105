"""A disk that is full while a build writes: what the build says of it."""

from __future__ import annotations

import errno
import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

from .errors import CommandError

#: What a full disk is called: by the system, quotas, a bound on one file; in words by RocksDB and SQLite.
_NUMBERS: Final = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
_LONG: Final = "file too large"
_WORDS: Final = ("no space left on device", "disk quota exceeded", "database or disk is full", _LONG)
#: What SQLite says where it is told nothing better, such as of a bound on the length of files.
_FAILED: Final = "disk i/o error"
_MEGABYTE: Final = 1_000_000
#: Bytes that are less than a disk should have free.
_LITTLE: Final = 10 * _MEGABYTE
#: So much more than what is known to be needed is asked for.
_MORE: Final = 1.2


@contextmanager
def room(place: Path, folder: Path) -> Iterator[None]:
    """Say, where the block finds the disk full, what it has written, what is free and what to do.

    `place` is what the user knows of, `folder` where the block writes, whose content is about to be deleted.
    Raises CommandError.
    """
    try:
        yield
    except CommandError:  # says itself what stands where
        raise
    except Exception as error:
        cause = full_disk(error)
        if cause is None:
            raise
        raise CommandError(_told(place, folder, cause)) from error


def full_disk(error: BaseException) -> BaseException | None:
    """Return which error among `error` and its causes is that of a full disk; None where none is."""
    seen: set[int] = set()
    one: BaseException | None = error
    while one is not None and id(one) not in seen:
        seen.add(id(one))
        if isinstance(one, OSError) and one.errno in _NUMBERS:
            return one
        if any(words in str(one).lower() for words in _WORDS) or _bounded(one):
            return one
        one = one.__cause__ or one.__context__
    return None


def _told(place: Path, folder: Path, cause: BaseException) -> str:
    written, before = _size(folder), _size(place, but=folder)
    if _is_too_long(cause):
        return (
            f"{place}：有文件写到了系统允许的最大长度（这次写了{_shown(written)}）。{_KEPT}"
            "请用 ulimit -f unlimited 放宽，或换一个文件系统，再运行一次"
        )
    if (temporary := _full_temporary(place, cause)) is not None:
        return (
            f"{temporary}：放临时文件的磁盘已满，只剩{_shown(_free(temporary))}。{_KEPT}"
            "请腾出空间，或把环境变量 TMPDIR 指到别的磁盘，再运行一次"
        )
    free = _free(place) + written
    needed = max(free, before, _MEGABYTE) * _MORE
    return (
        f"{place}：磁盘已满。写了{_shown(written)} 就没有空间了，没写完的删去以后，空出{_shown(free)}。"
        f"{_KEPT}请腾出空间（估计至少要{_shown(needed)}），或用 --out 换到更大的磁盘，再运行一次"
    )


_KEPT: Final = "原来的内容没有动，读过的报告不用重读。"


def _is_too_long(cause: BaseException) -> bool:
    number = cause.errno if isinstance(cause, OSError) else None
    return number == errno.EFBIG or _LONG in str(cause).lower() or _bounded(cause)


def _bounded(cause: BaseException) -> bool:
    """Say whether an error of SQLite, which has no words for it, comes from a bound on files."""
    if sys.platform == "win32" or _FAILED not in str(cause).lower():
        return False
    import resource

    return resource.getrlimit(resource.RLIMIT_FSIZE)[0] != resource.RLIM_INFINITY


def _full_temporary(place: Path, cause: BaseException) -> Path | None:
    """Return the folder of temporary files where it is on another disk, and that one is full."""
    temporary = Path(tempfile.gettempdir())
    with suppress(OSError):
        disk = _standing(temporary).stat().st_dev
        if disk == _standing(place).stat().st_dev:
            return None
        # Of a copy the second is what was written.
        names = (cause.filename2, cause.filename) if isinstance(cause, OSError) else ()
        named = Path(next((name for name in names if isinstance(name, str)), ""))
        if named.is_absolute():
            return temporary if _standing(named).stat().st_dev == disk else None
        if _free(temporary) < _LITTLE < _free(place):
            return temporary
    return None


def _standing(path: Path) -> Path:
    """Return `path`, or what of it there is."""
    while not path.exists() and path != path.parent:
        path = path.parent
    return path


def _free(place: Path) -> int:
    return shutil.disk_usage(_standing(place)).free


def _size(folder: Path, but: Path | None = None) -> int:
    """Return what the files below `folder` take that stand nowhere else, but those below `but`."""
    size = 0
    for where, names, files in os.walk(folder):
        if but is not None:
            names[:] = [name for name in names if Path(where, name) != but]
        for name in files:
            with suppress(OSError):
                found = Path(where, name).lstat()
                size += found.st_size if found.st_nlink == 1 else 0
    return size


def _shown(size: float) -> str:
    if size < _MEGABYTE:
        return "不到 1 MB"
    if size < 1000 * _MEGABYTE:
        return f" {size / _MEGABYTE:.0f} MB"
    return f" {size / 1000 / _MEGABYTE:.1f} GB"
