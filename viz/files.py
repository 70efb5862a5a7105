"""The folder of a site while it is written: pages made or taken over, styles and scripts."""

from __future__ import annotations

import os
import shutil
from collections.abc import Mapping
from hashlib import blake2b
from importlib.resources import files
from importlib.resources.abc import Traversable
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Final

from .memory import PageNote

#: Where pyvis keeps the script and the styles of vis-network, below its own package.
_VIS: Final = ("templates", "lib", "vis-9.1.2")
_VIS_FILES: Final = ("vis-network.min.js", "vis-network.css")
_ASSETS: Final = (".css", ".js", ".svg")


class AssetError(RuntimeError):
    """A script or style that pages need is not installed."""


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
        """Copy styles and scripts, ours and those of vis-network; return their size in bytes.

        Raises AssetError where the installed pyvis lacks one.
        """
        folder = self._folder / "assets"
        folder.mkdir()
        static = files(__package__).joinpath("static")
        sources: list[Traversable] = [one for one in static.iterdir() if one.name.endswith(_ASSETS)]
        sources += [_pyvis().joinpath(*_VIS, name) for name in _VIS_FILES]
        size = 0
        for source in sources:
            if not source.is_file():
                raise AssetError(f"已安装的 pyvis 里没有 {source.name}，请安装 pyvis 0.3.2 或更新的 0.3 版")
            data = source.read_bytes()
            (folder / source.name).write_bytes(data)
            size += len(data)
        return size

    def _place(self, path: str) -> Path:
        target = self._folder / path
        if not target.parent.is_dir():
            target.parent.mkdir(parents=True)
        return target


def _pyvis() -> Path:
    # Asked for without importing it: that takes longer than a site takes of which little has changed.
    spec = find_spec("pyvis")
    if spec is None or not spec.submodule_search_locations:
        raise AssetError("没有安装 pyvis，请安装 pyvis 0.3.2 或更新的 0.3 版")
    return Path(spec.submodule_search_locations[0])


def list_digest(template: str, values: Mapping[str, Any]) -> bytes:
    """Return a digest of all that a page is made of, which are texts, numbers and frozen records of them."""
    return blake2b(repr((template, sorted(values.items()))).encode(), digest_size=16).digest()


def _note(file: Path, path: str, thing: str, made_of: bytes) -> PageNote:
    known = file.stat()
    return PageNote(path, thing, known.st_size, known.st_mtime_ns, made_of)
