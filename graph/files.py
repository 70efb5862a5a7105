"""Files and folders that are whole or not there, also after a power cut: written aside, then renamed."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from .durable import sync_file, sync_folder, sync_trees


def write_aside(target: Path, content: bytes) -> None:
    """Write `content` to the file `target`, replacing it only when all is written. Raises OSError."""
    with file_aside(target) as path:
        path.write_bytes(content)


@contextmanager
def file_aside(target: Path) -> Iterator[Path]:
    """Give a path beside `target` to write to; it becomes `target` when the block ends without an error."""
    handle, name = tempfile.mkstemp(prefix=f".{target.name[:40]}.", dir=target.parent)
    os.close(handle)
    path = Path(name)
    try:
        # What mkstemp makes is for the owner alone; an export is as readable as any other new file.
        path.chmod(0o666 & ~_umask())
        yield path
        sync_file(path)
        path.replace(target)
        sync_folder(target.parent)
    finally:
        path.unlink(missing_ok=True)


@contextmanager
def folder_aside(target: Path) -> Iterator[Path]:
    """Give a new folder beside `target` to fill; it becomes `target` when the block ends without an error.

    A folder that is there is replaced whole; whether that may be is for the caller to say.
    """
    path = Path(tempfile.mkdtemp(prefix=f".{target.name[:40]}.", dir=target.parent))
    former = path.with_name(f"{path.name}.former")
    try:
        path.chmod(0o777 & ~_umask())
        yield path
        sync_trees(path)
        if target.is_dir():
            target.rename(former)
        path.rename(target)
        sync_folder(target.parent)
    finally:
        shutil.rmtree(path, ignore_errors=True)
        if former.is_dir() and not target.exists():
            former.rename(target)
        shutil.rmtree(former, ignore_errors=True)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
