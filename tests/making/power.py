"""Power cuts: what a build did to files is recorded, then the folder is made that a disk may have kept of it.

Until a file is synchronised its content may be lost, cut off or zeros, and until its folder is, so may its
name; what was not synchronised is kept in any combination (the model of T. S. Pillai et al., "All File
Systems Are Not Created Equal", OSDI 2014, but for renames, which file systems with a journal keep whole).
"""

from __future__ import annotations

import os
import pickle
import shutil
import sys
import threading
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import Any, Final

#: A name in a folder, which is known by its number (of the inode).
Entry = tuple[int, str]
#: What changes files and folders, as Python's audit events call it.
_CHANGES: Final = frozenset({"os.rename", "os.remove", "os.rmdir", "os.mkdir", "os.link", "open"})


@dataclass(frozen=True, slots=True)
class Found:
    """What stands under a name: its number, whether it is a folder, and of a file size and time."""

    number: int
    folder: bool
    size: int
    time: int

    @property
    def version(self) -> tuple[int, int]:
        """What tells a file's content from that of another moment."""
        return self.size, self.time


@dataclass(frozen=True, slots=True)
class Moment:
    """What stood in the folder before a change of files, or when something was synchronised.

    `synced` is the number of a file or folder, 0 for all that there is, None where nothing was synchronised.
    """

    what: str
    tree: Mapping[Entry, Found]
    synced: int | None = None


@dataclass(frozen=True, slots=True)
class Recording:
    """What a build did to a folder; `kept` has a link to every file that ever stood there, by its number."""

    root: int
    kept: Path
    moments: tuple[Moment, ...]

    @classmethod
    def read(cls, kept: Path) -> Recording:
        """Read what `record` has written."""
        root, moments = pickle.loads((kept / "moments").read_bytes())
        return cls(root, kept, moments)

    def unsynced(self) -> Recording:
        """Return what it would be had nothing ever been synchronised."""
        moments = tuple(Moment(one.what, one.tree) for one in self.moments)
        return Recording(self.root, self.kept, moments)

    def after_sync(self) -> int:
        """Return the number of the first moment before which the build had synchronised all."""
        return next(number for number, one in enumerate(self.moments) if number and one.synced == 0) + 1


def record(folder: Path, kept: Path) -> Callable[[], None]:
    """Record what this process does within `folder` until the returned function is called, into `kept`."""
    from zhijiao.graph import durable

    kept.mkdir()
    (kept / "first").mkdir()
    moments: list[Moment] = []
    own, known = os.getpid(), set[int]()
    # Two threads change files; what looking itself does is not recorded.
    one_at_a_time, looking = threading.Lock(), threading.local()

    def look(what: str, synced: int | None = None) -> None:
        with one_at_a_time:
            looking.now = True
            try:
                tree = dict(_entries(folder))
                # The store's own threads tell nobody what they remove: it is gone at this moment, too.
                for entry, path, one in list(_files(folder, tree)):
                    if one.number in known:
                        continue
                    try:
                        os.link(path, kept / str(one.number))
                    except FileNotFoundError:
                        del tree[entry]
                        continue
                    known.add(one.number)
                    if not moments:
                        shutil.copyfile(path, kept / "first" / str(one.number))
                moments.append(Moment(what, tree, synced))
            finally:
                looking.now = False

    def watch(event: str, arguments: tuple[Any, ...]) -> None:
        writes = event != "open" or bool(arguments[2] & (os.O_WRONLY | os.O_RDWR | os.O_CREAT))
        ours = os.getpid() == own and not getattr(looking, "now", False)
        if event in _CHANGES and writes and ours and moments:
            look(f"{event} {arguments[0]}")

    def fsync(handle: int) -> None:
        look("fsync", os.fstat(handle).st_ino)

    def sync_file_system(_: Path) -> None:
        look("syncfs", 0)

    look("begin", 0)
    os.fsync = fsync  # type: ignore[assignment]
    durable.__dict__["_sync_file_system"] = sync_file_system
    sys.addaudithook(watch)

    def end() -> None:
        look("end")
        looking.now = True
        (kept / "moments").write_bytes(pickle.dumps((folder.stat().st_ino, tuple(moments))))

    return end


def _entries(folder: Path) -> Iterator[tuple[Entry, Found]]:
    """Yield all that stands below a folder; what goes meanwhile is left out."""
    number = folder.stat().st_ino
    with os.scandir(folder) as found:
        for one in found:
            try:
                known = one.stat(follow_symlinks=False)
            except FileNotFoundError:
                continue
            is_folder = one.is_dir(follow_symlinks=False)
            yield (
                (number, one.name),
                Found(
                    known.st_ino,
                    is_folder,
                    0 if is_folder else known.st_size,
                    0 if is_folder else known.st_mtime_ns,
                ),
            )
            if is_folder:
                yield from _entries(Path(one.path))


def _files(folder: Path, tree: Mapping[Entry, Found]) -> Iterator[tuple[Entry, Path, Found]]:
    """Yield the files of a tree with their entries and paths."""
    by_folder: dict[int, list[tuple[str, Found]]] = {}
    for (parent, name), one in tree.items():
        by_folder.setdefault(parent, []).append((name, one))
    waiting = [(folder, folder.stat().st_ino)]
    while waiting:
        path, number = waiting.pop()
        for name, one in by_folder.get(number, ()):
            if one.folder:
                waiting.append((path / name, one.number))
            else:
                yield (number, name), path / name, one


@dataclass(slots=True)
class _Change:
    """Names that came and went together, and the folders in which that is not yet on the disk."""

    gone: dict[Entry, Found]
    come: dict[Entry, Found]
    waiting: set[int] = field(default_factory=set)

    def fits(self, entries: Mapping[Entry, Found]) -> bool:
        """Say whether it can happen to these names: what is moved is there, and no other in the way."""
        moved = {one.number for one in self.come.values()}
        missing = any(at not in entries and one.number in moved for at, one in self.gone.items())
        others = any(entries.get(at, one).number != one.number for at, one in self.gone.items())
        taken = any(at in entries and at not in self.gone for at in self.come)
        return not missing and not others and not taken


class Disk:
    """What a disk holds for sure when the power goes just before the moment of that number."""

    def __init__(self, recording: Recording, moment: int) -> None:
        """Go through all that was done before."""
        self._recording = recording
        moments = recording.moments
        self._now = moments[moment].tree
        self._entries = dict(moments[0].tree)
        self._contents = {one.number: one.version for one in moments[0].tree.values()}
        self._pending: list[_Change] = []
        for before, after in zip(moments[:moment], moments[1 : moment + 1], strict=True):
            self._pending += _changes(before.tree, after.tree)
            # What the last moment synchronises is synchronised after the cut.
            if after.synced is not None and after is not moments[moment]:
                self._sync(after.tree, after.synced)

    def _sync(self, tree: Mapping[Entry, Found], number: int) -> None:
        for one in tree.values():
            if number in (0, one.number):
                self._contents[one.number] = one.version
        for change in self._pending:
            change.waiting -= change.waiting if number == 0 else {number}
        # What is sure and follows on nothing that is not is there for good.
        while self._pending and not self._pending[0].waiting:
            self._apply(self._entries, self._pending.pop(0))

    def leave(self, folder: Path) -> None:
        """Make `folder` what stood there at that moment: the power did not go."""
        folder.mkdir(parents=True)
        for path, one in _files_under(folder, self._recording.root, self._now):
            path.write_bytes(self._whole(one))

    def survive(self, folder: Path, chance: Random) -> None:
        """Make `folder` what is found afterwards, as chance decides about all that is not sure."""
        entries = dict(self._entries)
        kept = chance.choice((0.1, 0.5, 0.9))
        for change in self._pending:
            if not change.waiting or chance.random() < kept:
                self._apply(entries, change)
        now = {one.number: one for one in self._now.values() if not one.folder}
        folder.mkdir(parents=True)
        for path, one in _files_under(folder, self._recording.root, entries):
            found = now.get(one.number, one)
            path.write_bytes(self._content(found, chance))

    def _apply(self, entries: dict[Entry, Found], change: _Change) -> None:
        if change.waiting and not change.fits(entries):
            return
        for at in change.gone:
            entries.pop(at, None)
        entries.update(change.come)

    def _whole(self, found: Found) -> bytes:
        return (self._recording.kept / str(found.number)).read_bytes()[: found.size]

    def _content(self, found: Found, chance: Random) -> bytes:
        whole = self._whole(found)
        if self._contents.get(found.number) == found.version:
            return whole
        first = self._recording.kept / "first" / str(found.number)
        length = chance.randrange(len(whole) + 1)
        damaged = [whole, b"", whole[:length], whole[:length] + bytes(len(whole) - length), bytes(len(whole))]
        if first.exists():
            damaged.append(first.read_bytes())
        return chance.choice(damaged)


def _changes(before: Mapping[Entry, Found], after: Mapping[Entry, Found]) -> list[_Change]:
    """Return what happened to names between two moments: creations, deletions, links, renames."""
    gone = {
        at: one for at, one in before.items() if after.get(at, one).number != one.number or at not in after
    }
    come = {at: one for at, one in after.items() if at not in before or before[at].number != one.number}
    moved = {one.number: at for at, one in gone.items()}
    changes: list[_Change] = []
    for at, one in come.items():
        change = _Change({}, {at: one})
        if at in gone:
            change.gone[at] = gone.pop(at)
        if one.number in moved and moved[one.number] in gone:
            change.gone[moved[one.number]] = gone.pop(moved[one.number])
        changes.append(change)
    changes += [_Change({at: one}, {}) for at, one in gone.items()]
    for change in changes:
        change.waiting = {number for number, _ in (*change.gone, *change.come)}
    return changes


def _files_under(folder: Path, number: int, entries: Mapping[Entry, Found]) -> Iterator[tuple[Path, Found]]:
    """Make the folders that can be reached from the root; yield the files in them."""
    by_folder: dict[int, list[tuple[str, Found]]] = {}
    for (parent, name), one in entries.items():
        by_folder.setdefault(parent, []).append((name, one))
    waiting, seen = [(folder, number)], {number}
    while waiting:
        path, parent = waiting.pop()
        for name, one in sorted(by_folder.get(parent, ()), key=lambda each: each[0]):
            if not one.folder:
                yield path / name, one
            elif one.number not in seen:
                seen.add(one.number)
                (path / name).mkdir()
                waiting.append((path / name, one.number))
