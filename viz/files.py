"""The folder of a site while it is written: pages made or taken over, styles and scripts."""

from __future__ import annotations

import os
import shutil
from collections.abc import Mapping
from hashlib import blake2b
from pathlib import Path
from typing import Any

from .assets import assets
from .memory import PageNote


class SiteFolder:
    """A fresh folder for a site, beside that of the build before, if there is one."""

    def __init__(self, folder: Path, former: Path | None) -> None:
        """`former` is read and linked to, never changed."""
        self._folder = folder
        self._former = former

    def write(self, path: str, thing: str, text: str, made_of: bytes) -> PageNote:
        """Write a page and return the note on it."""
        target = self._place(path)
        data = text.encode("utf-8")
        try:
            file = target.open("xb")
        except FileExistsError:
            # Perhaps a link: writing into it would change the former site.
            target.unlink()
            file = target.open("xb")
        with file:
            file.write(data)
        return _note(target, path, thing, made_of)

    def keep(self, note: PageNote) -> bool:
        """Take a page over from the build before; return whether it is there as that build wrote it."""
        if self._former is None:
            return False
        source = self._former / note.path
        try:
            known = source.stat(follow_symlinks=False)
        except FileNotFoundError:
            return False
        if (known.st_size, known.st_mtime_ns) != (note.size, note.time):
            return False
        target = self._place(note.path)
        try:
            os.link(source, target)
        except FileExistsError:
            return True
        except OSError:
            # Not every file system has links. A copy keeps the time, by which the next build knows it.
            shutil.copy2(source, target)
        return True

    def write_assets(self) -> int:
        """Write the styles and scripts that pages share; return their size in bytes.

        Raises AssetError where one of a library is not installed.
        """
        for one in assets().values():
            self._place(one.path).write_bytes(one.data)
        return sum(len(one.data) for one in assets().values())

    def _place(self, path: str) -> Path:
        target = self._folder / path
        if not target.parent.is_dir():
            target.parent.mkdir(parents=True)
        return target


def list_digest(template: str, values: Mapping[str, Any]) -> bytes:
    """Return a digest of all that a page is made of, which are texts, numbers and frozen records of them."""
    return blake2b(repr((template, sorted(values.items()))).encode(), digest_size=16).digest()


def _note(file: Path, path: str, thing: str, made_of: bytes) -> PageNote:
    known = file.stat()
    return PageNote(path, thing, known.st_size, known.st_mtime_ns, made_of)
