"""The styles and scripts that pages share, each under a name that tells its content: no copy grows old."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from hashlib import blake2b
from importlib.resources import files
from importlib.util import find_spec
from pathlib import Path
from typing import Final

from .english import script as english_script

#: The folder of assets below the site's.
FOLDER: Final = "assets"
#: Where pyvis keeps the script of vis-network, below its own package.
_VIS: Final = ("templates", "lib", "vis-9.1.2")
_VIS_SCRIPT: Final = "vis-network.min.js"
_ENDS: Final = (".css", ".js", ".svg", ".txt")
#: The one file under its own name: a server puts another in its place.
_OWN_NAME: Final = "served.js"


class AssetError(RuntimeError):
    """A script or style that pages need is not installed."""


@dataclass(frozen=True, slots=True)
class Asset:
    """A file that pages share: its path below the site's folder and its bytes."""

    path: str
    data: bytes


@cache
def assets() -> Mapping[str, Asset]:
    """Return all assets by the names that templates use for them, such as "style.css".

    Raises AssetError where the installed pyvis lacks one.
    """
    return {name: Asset(_path(name, data), data) for name, data in sorted(_sources())}


def asset(name: str) -> str:
    """Return the path of an asset below the site's folder. Raises KeyError where there is none."""
    return assets()[name].path


def hashed(name: str, data: bytes) -> str:
    """Return the path below the site's folder for a file of this name and content."""
    stem, dot, end = name.rpartition(".")
    return f"{FOLDER}/{stem}.{blake2b(data, digest_size=5).hexdigest()}{dot}{end}"


def _path(name: str, data: bytes) -> str:
    return f"{FOLDER}/{name}" if name == _OWN_NAME else hashed(name, data)


def _sources() -> Iterator[tuple[str, bytes]]:
    static = files(__package__).joinpath("static")
    for folder in (static, static.joinpath("vendor")):
        for one in folder.iterdir():
            if one.name.endswith(_ENDS):
                yield one.name, one.read_bytes()
    styles = sorted(static.joinpath("styles").iterdir(), key=lambda one: one.name)
    yield "style.css", b"".join(one.read_bytes() for one in styles if one.name.endswith(".css"))
    yield "english.js", english_script().encode()
    script = _pyvis().joinpath(*_VIS, _VIS_SCRIPT)
    if not script.is_file():
        raise AssetError(f"已安装的 pyvis 里没有 {script.name}，请安装 pyvis 0.3.2 或更新的 0.3 版")
    yield script.name, script.read_bytes()


def _pyvis() -> Path:
    # Asked for without importing it: that takes longer than a site takes of which little has changed.
    spec = find_spec("pyvis")
    if spec is None or not spec.submodule_search_locations:
        raise AssetError("没有安装 pyvis，请安装 pyvis 0.3.2 或更新的 0.3 版")
    return Path(spec.submodule_search_locations[0])
