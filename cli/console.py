"""What commands write: data to standard output, everything else to standard error."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from .errors import CommandError, reason

if TYPE_CHECKING:
    from ..queries.table import Cell, Table

#: The widest table that is written where there is no terminal.
_WIDEST = 1000


def say(message: str) -> None:
    """Write a line for people to standard error."""
    print(visible(message), file=sys.stderr)


def emit(text: str) -> None:
    """Write data to standard output, as UTF-8 and byte for byte, whatever the locale."""
    sys.stdout.flush()
    buffer = sys.stdout.buffer
    buffer.write(text.encode("utf-8", errors="replace"))
    buffer.flush()


def visible(text: str) -> str:
    """Return `text` without characters that would command the terminal."""
    return "".join(char if char.isprintable() or char == "\n" else "\ufffd" for char in text)


def write_whole(path: Path, text: str) -> None:
    """Write a file wholly or not at all: aside, then renamed. Raises CommandError where that fails."""
    from ..graph.files import write_aside

    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        write_aside(path, text.encode("utf-8", errors="replace"))
    except OSError as error:
        raise CommandError(f"{path}：写不了（{reason(error)}）。请换一个位置") from error


def print_table(table: Table) -> None:
    """Write a table for people to standard output, as wide as the terminal; elsewhere as wide as it is."""
    from rich import box
    from rich.console import Console
    from rich.table import Table as RichTable
    from rich.text import Text

    shown = RichTable(box=box.SIMPLE_HEAD, pad_edge=False)
    for i, column in enumerate(table.columns):
        heading = table.heading(column)
        numbers = any(isinstance(row[i], (int, float)) for row in table.rows)
        shown.add_column(
            Text(heading if heading == column else f"{heading}\n{column}"),
            justify="right" if numbers else "left",
            overflow="fold",
        )
    digits = [max((_digits(row[i]) for row in table.rows), default=0) for i in range(len(table.columns))]
    for row in table.rows:
        shown.add_row(*(Text(_shown(cell, n)) for cell, n in zip(row, digits, strict=True)))
    console = Console(highlight=False)
    if not console.is_terminal:
        console = Console(highlight=False, width=_WIDEST)
        width = console.measure(shown).maximum
        console = Console(highlight=False, width=max(20, min(width, _WIDEST)))
    console.print(shown)


def _shown(cell: Cell, digits: int) -> str:
    if cell is None:
        return ""
    if isinstance(cell, float):
        return f"{cell:.{digits}f}"
    return visible(str(cell))


def _digits(cell: Cell) -> int:
    """Return how many digits a number needs behind its point, nine at most."""
    if not isinstance(cell, float):
        return 0
    return len(f"{cell:.9f}".rstrip("0").partition(".")[2])


class Progress:
    """Counts the steps of long work on standard error; silent where that is no terminal."""

    def __init__(self) -> None:
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeElapsedColumn
        from rich.progress import Progress as RichProgress

        console = Console(stderr=True)
        self._bar = RichProgress(
            TextColumn("{task.description}", markup=False),
            BarColumn(),
            MofNCompleteColumn(),
            TimeElapsedColumn(),
            console=console,
            transient=True,
            disable=not console.is_terminal,
        )
        self._tasks: dict[str, int] = {}

    def step(self, stage: str, done: int, total: int) -> None:
        """Show that `done` of `total` steps of a stage are done; one that is done altogether goes."""
        if done >= total:
            if (finished := self._tasks.pop(stage, None)) is not None:
                self._bar.remove_task(finished)  # type: ignore[arg-type]
            return
        if stage not in self._tasks:
            self._tasks[stage] = self._bar.add_task(stage, total=total)
        self._bar.update(self._tasks[stage], completed=done, total=total)  # type: ignore[arg-type]

    @contextmanager
    def shown(self) -> Iterator[Progress]:
        """Show the progress while the block runs."""
        with self._bar:
            yield self
