"""What commands write: data to standard output, everything else to standard error."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Final

from .errors import CommandError, reason
from .rate import Rate

if TYPE_CHECKING:
    from rich.progress import TaskID

    from ..queries.table import Cell, Table

#: The widest table that is written where there is no terminal.
_WIDEST = 1000
#: Drawings of progress in a second, and seconds between two lines of it where there is no terminal.
_DRAWINGS: Final = 3
_LINES: Final = 10.0


def say(message: str) -> None:
    """Write a line for people to standard error."""
    print(visible(message), file=sys.stderr)


def emit(text: str) -> None:
    """Write data to standard output, as UTF-8 and byte for byte, whatever the locale."""
    emit_lines((text,))


def emit_lines(lines: Iterable[str]) -> None:
    """Write data as `emit` does, piece by piece: all together may be more than memory holds."""
    sys.stdout.flush()
    buffer = sys.stdout.buffer
    for line in lines:
        buffer.write(line.encode("utf-8", errors="replace"))
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
    """Shows on standard error how far long work has come, how fast it goes and how long it will still take.

    In a terminal by bars; elsewhere, such as in a log, by a line now and then, none where all is soon done.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        """`clock` tells the seconds that have passed."""
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeElapsedColumn
        from rich.progress import Progress as RichProgress

        console = Console(stderr=True)
        self._bar = RichProgress(
            TextColumn("{task.description}", markup=False),
            BarColumn(),
            MofNCompleteColumn(),
            TextColumn("{task.fields[rate]}", markup=False),
            TimeElapsedColumn(),
            console=console,
            transient=True,
            # Drawing takes time from what it is drawn of.
            refresh_per_second=_DRAWINGS,
            disable=not console.is_terminal,
        )
        self._plain = not console.is_terminal
        self._clock = clock
        self._tasks: dict[str, TaskID] = {}
        self._rates: dict[str, Rate] = {}
        self._told: dict[str, float] = {}
        self._reached: dict[str, int] = {}

    def step(self, stage: str, done: int, total: int) -> None:
        """Show that `done` of `total` steps of a stage are done; one that is done altogether goes."""
        self._reached[stage] = done
        if done >= total:
            self._rates.pop(stage, None)
            self._told.pop(stage, None)
            if (finished := self._tasks.pop(stage, None)) is not None:
                self._bar.remove_task(finished)
            return
        now = self._clock()
        if stage not in self._tasks:
            self._tasks[stage] = self._bar.add_task(stage, total=total, rate="")
            self._rates[stage] = Rate(stage, total)
            self._told[stage] = now
        rate = self._rates[stage]
        rate.note(done, now)
        if self._plain:
            if now - self._told[stage] >= _LINES:
                self._told[stage] = now
                say(rate.line)
        else:
            self._bar.update(self._tasks[stage], completed=done, total=total, rate=rate.text)

    def reached(self, stage: str) -> int:
        """Return how many steps of a stage were done when it was last told of."""
        return self._reached.get(stage, 0)

    @contextmanager
    def shown(self) -> Iterator[Progress]:
        """Show the progress while the block runs."""
        with self._bar:
            yield self
