"""What a build made takes the place of what the build before made: all of it, however the process ends.

That holds for a power cut too: all is brought to the disk before the commit, the commit before the moves, and
the moves before what was replaced is deleted.

A build works in a folder of its own inside the output folder. One rename makes that folder the new state: the
commit. Then its content is moved to where users look for it, which whoever comes next goes on with (`settle`)
where the process was killed on the way. Until the commit nothing of the former state is touched; from then on
readers find the new state, moved or not (`product`).
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any, Final

from ..graph.durable import sync_folder, sync_trees
from ..graph.store import STORE_MARK
from .errors import CommandError, reason

#: The folder of a state that is committed and not yet all in its place.
READY: Final = ".zhijiao-ready"
#: What the folders begin with in which builds work.
STAGING: Final = ".zhijiao-staging-"
_JOURNAL: Final = "journal.json"
#: Where, inside READY, what was replaced waits to be deleted.
_FORMER: Final = "former"
_FORMER_STORE: Final = ".{}.zhijiao-former"


def commit(made: Path, out: Path, names: Sequence[str], store: tuple[Path, Path] | None = None) -> None:
    """Make the content of `made` the state of the output folder `out`, and move it to its place.

    `made` lies in `out`; `names` are all that a build may make there, in the order in which to move them:
    what of them `made` has not goes. `store` are the places, now and to be, of a store outside `out`. Raises
    CommandError where the system refuses; before the commit nothing has changed then, after it `settle`
    finishes the rest.
    """
    journal = {
        "names": list(names),
        "made": sorted(path.name for path in made.iterdir()),
        "store": [str(path.absolute()) for path in store] if store else None,
    }
    try:
        (made / _JOURNAL).write_text(json.dumps(journal, ensure_ascii=False), encoding="utf-8")
        sync_trees(made, *((store[0],) if store else ()))
        made.rename(out / READY)
    except OSError as error:
        raise CommandError(f"{out}：写不了（{reason(error)}）。原来的内容没有动，请换一个位置再试") from error
    settle(out)


def settle(out: Path) -> None:
    """Finish what `commit` began in `out`, if anything is left; for who holds the folder's lock only.

    Raises CommandError where the system refuses: the rest can be done later.
    """
    ready = out / READY
    if not ready.is_dir():
        return
    try:
        if not (ready / _JOURNAL).is_file():
            shutil.rmtree(ready)  # all was moved: the journal is the last to go
            return
        sync_folder(out)  # the commit itself: nothing of the former state is touched before
        journal = _read_journal(ready / _JOURNAL)
        changed = [out, ready, ready / _FORMER]
        aside, place = (Path(one) for one in journal["store"] or ("", ""))
        if journal["store"]:
            _replace(aside, place, former_store(place))
            changed += [place.parent, *((aside.parent,) if aside.parent.is_dir() else ())]
        (ready / _FORMER).mkdir(exist_ok=True)
        for name in journal["names"]:
            if name in journal["made"]:
                _replace(ready / name, out / name, ready / _FORMER / name)
            elif (out / name).exists():
                _discard(ready / _FORMER / name)
                (out / name).rename(ready / _FORMER / name)
        for folder in changed:
            sync_folder(folder)
        if journal["store"]:
            _discard(former_store(place))
        shutil.rmtree(ready / _FORMER)
        (ready / _JOURNAL).unlink()
        shutil.rmtree(ready)
    except (OSError, ValueError, KeyError) as error:
        why = reason(error) if isinstance(error, OSError) else f"{READY} 里的记录读不懂"
        raise CommandError(
            f"{out}：新的结果已经建好，但没有全部移到位（{why}）。请关闭正在使用它的程序，再运行一次"
        ) from error


def _read_journal(path: Path) -> dict[str, Any]:
    """Return what a journal says. Raises ValueError or KeyError for one that `commit` did not write.

    An output folder may come from anywhere: a journal moves nothing but what a build puts there.
    """
    journal: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    names = [*journal["names"], *journal["made"]]
    if any(not isinstance(name, str) or name in ("", ".", "..") or Path(name).name != name for name in names):
        raise ValueError("names that lead elsewhere")
    if journal["store"]:
        aside, place = (Path(one) for one in journal["store"])
        ours = aside.parent.name.startswith(STAGING) and aside.parent.parent == place.parent
        if not ours or (place.exists() and not (place / STORE_MARK).is_file()):
            raise ValueError("a store that leads elsewhere")
    return journal


def product(out: Path, name: str) -> Path:
    """Return where the file or folder `name` of the state of `out` is: in its place, or still to be moved."""
    waiting = out / READY / name
    return waiting if waiting.exists() else out / name


def former_store(place: Path) -> Path:
    """Return where the store outside an output folder is that is just being replaced at `place`."""
    return place.with_name(_FORMER_STORE.format(place.name))


def _replace(source: Path, target: Path, former: Path) -> None:
    """Move `source` to `target`, and a folder there to `former`; again where it was done in part or whole."""
    if source.exists():
        if target.exists() and (source.is_dir() or target.is_dir()):
            _discard(former)
            target.rename(former)
        source.replace(target)


def _discard(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        with suppress(FileNotFoundError):
            path.unlink()
