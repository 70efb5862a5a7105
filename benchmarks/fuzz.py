"""Fuzz readers, extraction and queries for as long as one likes; keep what they fail at.

usage: python benchmarks/fuzz.py [--target NAME ...] [--seconds S] [--seed N] [--engine chance|coverage]
                                 [--keep FOLDER]

Each target runs in a process of its own, so that a crash of a library in C is found too, and so is what takes
more than a minute. With --engine coverage inputs are made by atheris, which has to be installed besides: it
looks for inputs that reach new code. Ends with status 1 where a fault was found; each is written, shortened,
into FOLDER, from where it belongs into `tests/data/fuzz/<target>/` once its cause is mended.
"""

from __future__ import annotations

import argparse
import hashlib
import mmap
import multiprocessing
import os
import random
import resource
import struct
import tempfile
import time
from dataclasses import dataclass, field
from functools import partial
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any, Final

from zhijiao.tests.making.fuzz_targets import TARGETS, fault_of, shrunk
from zhijiao.tests.making.fuzzing import Target

#: Seconds that one input may take before its process is killed.
_HANGING: Final = 60.0
#: Seconds until the first input: to watch all code for coverage takes a minute or two to prepare.
_STARTING: Final = 300.0
_LARGEST: Final = 8 << 20
#: Seconds from which on the slowest input is kept too: whether it grows too fast is to be looked at.
_SLOW: Final = 0.5
_HEAD: Final = struct.Struct("<QQ")


@dataclass(slots=True)
class Campaign:
    """What came of fuzzing a target: how many inputs, the shortest input of each fault, the slowest one."""

    target: str
    inputs: int = 0
    faults: dict[str, bytes] = field(default_factory=dict)
    slowest: float = 0.0
    slowest_input: bytes = b""
    megabytes: int = 0

    def add(self, fault: str, data: bytes) -> None:
        """Take in a fault, where it is new or its input shorter."""
        if fault not in self.faults or len(data) < len(self.faults[fault]):
            self.faults[fault] = data


@dataclass(frozen=True, slots=True)
class Order:
    """What a process is to do: inputs of which target, from which number and seed on, how many seconds."""

    target: str
    start: int
    seed: int
    seconds: float


def campaign(target: Target, seconds: float, seed: int, engine: str = "chance") -> Campaign:
    """Fuzz a target for `seconds`, in processes that are started anew where they die or hang."""
    found = Campaign(target.name)
    end = time.monotonic() + seconds
    shared = mmap.mmap(-1, _HEAD.size + _LARGEST)
    start = 0
    context = multiprocessing.get_context("fork")
    while (left := end - time.monotonic()) > 0:
        ours, theirs = context.Pipe(duplex=False)
        work = _explore if engine == "coverage" else _draw
        process = context.Process(target=work, args=(Order(target.name, start, seed, left), theirs, shared))
        process.start()
        theirs.close()
        _listen(ours, shared, found)
        process.join(0 if process.is_alive() else 1)
        hung = process.is_alive()
        process.kill()
        process.join()
        start, size = _HEAD.unpack(shared[: _HEAD.size])
        if process.exitcode != 0:
            what = "hangs" if hung else f"ends the process ({process.exitcode})"
            found.add(what, shared[_HEAD.size : _HEAD.size + size])
        found.inputs = max(found.inputs, start)
        start += 1
    found.megabytes = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024
    return found


def _listen(connection: Connection[Any, Any], shared: mmap.mmap, found: Campaign) -> None:
    """Take what a process tells until it ends, or until an input has taken it too long."""
    seen, since = shared[: _HEAD.size], time.monotonic()
    patience = _STARTING
    while time.monotonic() - since < patience:
        if connection.poll(1.0):
            try:
                fault, data, seconds = connection.recv()
            except (EOFError, OSError):
                return
            if fault:
                found.add(fault, data)
            elif seconds > found.slowest:
                found.slowest, found.slowest_input = seconds, data
        now = shared[: _HEAD.size]
        if now != seen:
            seen, since, patience = now, time.monotonic(), _HANGING


def _draw(order: Order, connection: Connection[Any, Any], shared: mmap.mmap) -> None:
    """Try inputs that the target makes, one after another."""
    target = TARGETS[order.target]
    end = time.monotonic() + order.seconds
    number = order.start
    while time.monotonic() < end:
        data = target.make(random.Random(f"{order.seed}-{target.name}-{number}"))
        _try(target, data, number, connection, shared)
        number += 1


class _Slowest:
    """The most processor time that one input took so far."""

    seconds = 0.05


def _try(
    target: Target, data: bytes, number: int, connection: Connection[Any, Any], shared: mmap.mmap
) -> None:
    shared[: _HEAD.size] = _HEAD.pack(number, len(data))
    shared[_HEAD.size : _HEAD.size + len(data)] = data
    begin = time.process_time()
    fault = fault_of(target, data)
    taken = time.process_time() - begin
    if fault:
        connection.send((fault, data, taken))
    if taken > _Slowest.seconds:
        _Slowest.seconds = taken
        connection.send(("", data, taken))


def _explore(order: Order, connection: Connection[Any, Any], shared: mmap.mmap) -> None:
    """Try inputs by coverage. The process ends itself when the time is over."""
    import atheris  # type: ignore[import-not-found,import-untyped,unused-ignore]

    target = TARGETS[order.target]
    number = order.start
    atheris.instrument_all()

    def one(data: bytes) -> None:
        nonlocal number
        _try(target, data[:_LARGEST], number, connection, shared)
        number += 1

    with tempfile.TemporaryDirectory() as corpus:
        for at in range(100):
            made = target.make(random.Random(f"{order.seed}-{target.name}-{at}"))
            (Path(corpus) / str(at)).write_bytes(made)
        options = [
            f"-max_total_time={max(1, int(order.seconds))}",
            f"-seed={order.seed}",
            "-verbosity=0",
            "-len_control=10",
        ]
        atheris.Setup(["fuzz", *options, "-max_len=20000", "-rss_limit_mb=0", corpus], one)
        atheris.Fuzz()


def keep(found: Campaign, target: Target, folder: Path) -> list[Path]:
    """Write the inputs of faults, shortened, into a folder of the target's name; return their paths."""
    paths = []
    for fault, data in sorted(found.faults.items()):
        # What ends a process cannot be tried out in this one.
        fatal = "process" in fault or fault == "hangs"
        less = data if fatal else shrunk(data, partial(_is_fault, target, fault))
        path = folder / target.name / hashlib.sha256(fault.encode()).hexdigest()[:12]
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(less)
        paths.append(path)
    if found.slowest > _SLOW:
        slow = folder / target.name / "slowest"
        slow.parent.mkdir(parents=True, exist_ok=True)
        slow.write_bytes(found.slowest_input)
    return paths


def _is_fault(target: Target, fault: str, data: bytes) -> bool:
    return fault_of(target, data) == fault


def main() -> int:
    """Print a line for each target and one for each fault; return the status of the program."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--target", action="append", choices=sorted(TARGETS), help="all where none is given")
    parser.add_argument("--seconds", type=float, default=60.0, help="for each target")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--engine", choices=("chance", "coverage"), default="chance")
    parser.add_argument("--keep", type=Path, default=Path(tempfile.gettempdir()) / "zhijiao-fuzz")
    options = parser.parse_args()
    os.nice(10)
    faults = 0
    print("| target | inputs | inputs/s | slowest, s | of bytes | memory, MB | faults |")
    print("|---|---|---|---|---|---|---|")
    for name in options.target or TARGETS:
        target = TARGETS[name]
        found = campaign(target, options.seconds, options.seed, options.engine)
        rate = found.inputs / options.seconds
        print(
            f"| {name} | {found.inputs} | {rate:.0f} | {found.slowest:.2f} | {len(found.slowest_input)} |"
            f" {found.megabytes} | {len(found.faults)} |",
            flush=True,
        )
        paths = keep(found, target, options.keep)
        for path, fault in zip(paths, sorted(found.faults), strict=True):
            print(f"  {fault}: {path}", flush=True)
        faults += len(found.faults)
    return 1 if faults else 0


if __name__ == "__main__":
    raise SystemExit(main())
