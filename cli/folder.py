"""The folder that a build writes: what stands in it, and that no other build and no other program is harmed.

What was built takes its place at once or not at all (see `publish`).
"""

from __future__ import annotations

import re
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import Final

from ..graph.registry import REGISTRY_NAME
from ..graph.store import STORE_MARK
from .errors import CommandError, reason
from .lock import LOCK, Waiting, holder, locked
from .publish import READY, STAGING, commit, former_store, product, settle
from .room import room

#: The file that says what a build made, and with what; it also marks the folder as ours.
MANIFEST: Final = "build.json"
#: What a build may make, besides MANIFEST.
STORE: Final = "store"
FACTS: Final = "facts.jsonl"
SITE: Final = "site"
#: What a build remembers for the next one.
STATE: Final = "state"
PRODUCTS: Final = (
    STORE,
    FACTS,
    SITE,
    STATE,
    "graph.ttl",
    "graph.nq",
    "redirects.ttl",
    "registry.csv",
    "dataset.ttl",
    "ontology.ttl",
    "schemes.ttl",
    "catalogue.ttl",
    "regions.ttl",
    "shapes.ttl",
    "context.jsonld",
)
#: What stays from build to build: facts read before, and the decisions of people, which no build writes.
CACHE: Final = "cache"
DECISIONS: Final = "decisions.csv"
_OTHER_BUILD: Final = "请等它结束（--wait 会等），或换一个位置"
#: What an address becomes when it is taken for a path.
_ADDRESS: Final = re.compile(r"(https?):/+(.*)", re.IGNORECASE)


@contextmanager
def staging(out: Path, waiting: Waiting | None = None) -> Iterator[Path]:
    """Yield a fresh folder inside `out`, which is made where it is missing; `publish` moves its content.

    Another build that holds `out` is waited for where `waiting` is given, which is told who that is. Raises
    CommandError where `out` is not ours and not empty, cannot be written, is being built, or its disk is
    full.
    """
    _refuse_foreign(out, (MANIFEST, LOCK))
    fresh = not out.exists()
    with _locked(out / LOCK, f"{out}：另一个 build{{who}}正在写这个文件夹。{_OTHER_BUILD}", out, waiting):
        try:
            settle(out)
            with _aside(out) as folder, room(out, folder):
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
    if place.is_relative_to(whole) and place.relative_to(whole).parts[0] in (
        *PRODUCTS,
        MANIFEST,
        CACHE,
        DECISIONS,
        LOCK,
        READY,
    ):
        raise CommandError(f"{store}：输出文件夹里的这个位置另有用处。请给图谱库另一个文件夹")
    return store


@contextmanager
def staging_store(path: Path, waiting: Waiting | None = None) -> Iterator[Path]:
    """Yield a fresh folder beside the store's folder `path`; `publish` puts a store in it in its place.

    Another build that holds it is waited for as in `staging`. Raises CommandError where `path` holds anything
    but a store that a build made, cannot be written, is being built, or its disk is full.
    """
    _refuse_foreign(path, (STORE_MARK,))
    lock = path.with_name(f".{path.name}{LOCK}")
    with (
        _locked(lock, f"{path}：另一个 build{{who}}正在写这个图谱库。{_OTHER_BUILD}", path, waiting),
        _aside(path.parent, f"{STAGING}{path.name}-") as folder,
        room(path, folder),
    ):
        yield folder


def publish(made: Path, out: Path, store: tuple[Path, Path] | None = None) -> None:
    """Make what stands in `made` the state of `out`, MANIFEST last; products of a former build go.

    `store` are the places, now and to be, of a store outside `out`. Raises CommandError as `publish.commit`.
    """
    commit(made, out, (*PRODUCTS, MANIFEST), store)


def find_store(path: Path) -> Path:
    """Return the store's folder for what a user names: it itself, or the output folder of a build.

    What a killed build has left to be moved is moved first, where that is allowed. Raises CommandError where
    there is no store, saying so where the build put it elsewhere, or where `path` was an address.
    """
    if found := _ADDRESS.match(str(path)):
        raise CommandError(
            f"{found[1]}://{found[2]}：这个命令要图谱的文件夹，不能用 SPARQL 服务；"
            "请用 --store 指明 build 的输出文件夹（查询服务用 zhijiao query）"
        )
    _settle_if_left(path)
    for folder in (product(path, STORE), path, former_store(path)):
        if (folder / "CURRENT").is_file():
            return folder
    if not path.exists():
        raise CommandError(f"{path}：没有图谱。先运行 zhijiao build，或写明它的输出文件夹")
    if product(path, MANIFEST).is_file():
        raise CommandError(
            f"{path}：图谱库不在里面（build 时用 --store 放到了别处）。请用 --store 指明图谱库所在的文件夹"
        )
    raise CommandError(f"{path}：里面没有图谱。请用 --store 指明 zhijiao build 的输出文件夹")


def settled(store: Path) -> Path:
    """Return where a store that was found stands when all that a build has made is moved to its place."""
    return store.parent.parent / STORE if store.parent.name == READY else store


def find_registry(path: Path) -> Path:
    """Return where the registry of former IRIs is of the output folder that a user names; maybe none is."""
    return product(path, REGISTRY_NAME)


def is_being_built(place: Path) -> bool:
    """Say whether a build seems to be at work in the output folder, or on the store, that a user names."""
    locks = (place / LOCK, place.parent / LOCK, place.with_name(f".{place.name}{LOCK}"))
    return (place / READY).is_dir() or any(holder(lock) for lock in locks)


def _settle_if_left(out: Path) -> None:
    """Finish what a killed build has left, unless another process is at it or nothing can be written here."""
    if (out / READY).is_dir():
        with suppress(OSError, CommandError), locked(out / LOCK, ""):
            settle(out)


@contextmanager
def _locked(lock: Path, refusal: str, place: Path, waiting: Waiting | None) -> Iterator[None]:
    """Hold the lock of a place to write, whose folder is made. Raises CommandError."""
    with ExitStack() as stack:
        try:
            stack.enter_context(locked(lock, refusal, waiting))
        except OSError as error:
            raise CommandError(f"{place}：写不了（{reason(error)}）。请换一个位置") from error
        yield


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
def _aside(parent: Path, prefix: str = STAGING) -> Iterator[Path]:
    """Yield a fresh folder in `parent` that goes in the end; those that killed builds have left go first."""
    for stale in parent.glob(f"{prefix}*"):
        shutil.rmtree(stale, ignore_errors=True)
    folder = Path(tempfile.mkdtemp(prefix=prefix, dir=parent))
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _remove_if_bare(out: Path) -> None:
    """Remove a folder that a failed build has left with nothing but its lock."""
    if [one.name for one in out.iterdir()] == [LOCK]:
        (out / LOCK).unlink()
        out.rmdir()
