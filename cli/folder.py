"""The folder that a build writes: made aside, moved into place whole, never over what is not ours.

A build works in a folder of its own inside the output folder. What it made is then moved into place by
renaming, `build.json` last: where that file is missing, a build did not come to its end.
"""

from __future__ import annotations

import json
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Final

from .errors import CommandError, reason

#: The file that says what a build made, and with what; it also marks the folder as ours.
MANIFEST: Final = "build.json"
#: What a build may make, besides MANIFEST.
STORE: Final = "store"
FACTS: Final = "facts.jsonl"
SITE: Final = "site"
PRODUCTS: Final = (
    STORE,
    FACTS,
    SITE,
    "graph.ttl",
    "graph.nq",
    "ontology.ttl",
    "schemes.ttl",
    "catalogue.ttl",
    "shapes.ttl",
    "context.jsonld",
)
#: The mark of a store's folder outside the output folder.
STORE_MARK: Final = "zhijiao-store.json"
_LOCK: Final = ".zhijiao-lock"
_STAGING: Final = ".zhijiao-staging-"


@contextmanager
def staging(out: Path) -> Iterator[Path]:
    """Yield a fresh folder inside `out`, which is made where it is missing; `publish` moves its content.

    Raises CommandError where `out` is not ours and not empty, cannot be written, or is being built.
    """
    _refuse_foreign(out, (MANIFEST, _LOCK))
    fresh = not out.exists()
    try:
        out.mkdir(parents=True, exist_ok=True)
        lock = (out / _LOCK).open("a+b")
    except OSError as error:
        raise CommandError(f"{out}：写不了（{reason(error)}）。请换一个输出文件夹") from error
    try:
        with lock:
            _take(lock, out)
            for stale in out.glob(f"{_STAGING}*"):
                shutil.rmtree(stale, ignore_errors=True)
            with _aside(out) as folder:
                yield folder
    finally:
        if fresh and not (out / MANIFEST).exists():
            _remove_if_bare(out)


def apart(out: Path, store: Path) -> Path | None:
    """Return where a store that a user names is to stand; None where that is its usual place in `out`.

    Raises CommandError where the store and what a build writes into `out` would overwrite each other.
    """
    whole, place = out.resolve(), store.resolve()
    if place == whole / STORE:
        return None
    if whole.is_relative_to(place):
        raise CommandError(f"{store}：输出文件夹 {out} 就在那里，图谱库放不下。请给图谱库另一个文件夹")
    if place.is_relative_to(whole) and place.relative_to(whole).parts[0] in (*PRODUCTS, MANIFEST, _LOCK):
        raise CommandError(f"{store}：输出文件夹里的这个位置另有用处。请给图谱库另一个文件夹")
    return store


@contextmanager
def staging_store(path: Path) -> Iterator[Path]:
    """Yield a fresh folder beside the store's folder `path`; `publish_store` puts it in its place.

    Raises CommandError where `path` holds anything but a store that a build made, or cannot be written.
    """
    _refuse_foreign(path, (STORE_MARK,))
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise CommandError(f"{path}：写不了（{reason(error)}）。请换一个位置") from error
    with _aside(path.parent) as folder:
        yield folder


def publish(made: Path, out: Path) -> None:
    """Move all that stands in `made` into `out`, MANIFEST last; products of a former build go.

    Either all is moved or, where the system refuses, everything is put back and CommandError raised.
    """
    names = sorted(one.name for one in made.iterdir() if one.name != MANIFEST)
    with tempfile.TemporaryDirectory(prefix=_STAGING, dir=out) as old:
        moves = [(out / name, Path(old) / name) for name in (MANIFEST, *PRODUCTS) if (out / name).exists()]
        moves += [(made / name, out / name) for name in (*names, MANIFEST)]
        _move_all(moves)


def publish_store(made: Path, path: Path) -> None:
    """Put the folder `made` in the place of the store's folder `path`. Raises CommandError as `publish`."""
    (made / STORE_MARK).write_text(json.dumps({"generator": "zhijiao"}) + "\n", encoding="utf-8")
    with tempfile.TemporaryDirectory(prefix=_STAGING, dir=path.parent) as old:
        moves = [(path, Path(old) / "store")] if path.exists() else []
        _move_all([*moves, (made, path)])


def find_store(path: Path) -> Path:
    """Return the store's folder for what a user names: it itself, or the output folder of a build.

    Raises CommandError where neither is there, saying so where the build put its store elsewhere.
    """
    for folder in (path / STORE, path):
        if (folder / "CURRENT").is_file():
            return folder
    if not path.exists():
        raise CommandError(f"{path}：没有图谱。先运行 zhijiao build，或用 --store 指明它的输出文件夹")
    if (path / MANIFEST).is_file():
        raise CommandError(
            f"{path}：图谱库不在里面（build 时用 --store 放到了别处）。请用 --store 指明图谱库所在的文件夹"
        )
    raise CommandError(f"{path}：里面没有图谱。请用 --store 指明 zhijiao build 的输出文件夹")


def _refuse_foreign(folder: Path, marks: tuple[str, ...]) -> None:
    try:
        if folder.is_symlink() and not folder.exists():
            raise CommandError(f"{folder}：是一个断开的链接。请删掉它或换一个文件夹")
        if folder.exists() and not folder.is_dir():
            raise CommandError(f"{folder}：是文件，不是文件夹。请换一个名称")
        foreign = folder.is_dir() and any(folder.iterdir())
        if foreign and not any((folder / mark).exists() for mark in marks):
            raise CommandError(f"{folder}：不是 zhijiao 生成的文件夹，又不是空的。请换一个文件夹，或先清空它")
    except OSError as error:
        raise CommandError(f"{folder}：读不了（{reason(error)}）。请换一个文件夹") from error


@contextmanager
def _aside(parent: Path) -> Iterator[Path]:
    folder = Path(tempfile.mkdtemp(prefix=_STAGING, dir=parent))
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _move_all(moves: list[tuple[Path, Path]]) -> None:
    done: list[tuple[Path, Path]] = []
    try:
        for source, target in moves:
            source.rename(target)
            done.append((source, target))
    except OSError as error:
        for former, place in reversed(done):
            place.rename(former)
        raise CommandError(
            f"{source}：移不到位（{reason(error)}）。原来的内容没有动，请关闭正在使用它的程序再试"
        ) from error


def _remove_if_bare(out: Path) -> None:
    """Remove a folder that a failed build has left with nothing but its lock."""
    if [one.name for one in out.iterdir()] == [_LOCK]:
        (out / _LOCK).unlink()
        out.rmdir()


def _take(lock: IO[bytes], out: Path) -> None:
    """Take the lock, which the system frees when the process ends, however it ends."""
    try:
        if sys.platform == "win32":
            import msvcrt

            msvcrt.locking(lock.fileno(), msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(lock.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        raise CommandError(f"{out}：另一个 build 正在写这个文件夹。请等它结束，或换一个 --out") from error
