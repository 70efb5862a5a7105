"""Queries that take long step aside: the others go on in their place, and before them."""

from __future__ import annotations

import asyncio
import contextlib
import os
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest

from zhijiao.serve.jobs import Fault, JobError, SparqlJob
from zhijiao.serve.pool import Pool
from zhijiao.serve.settings import Limits, Settings
from zhijiao.tests.making.serving import small_store

ENDLESS = SparqlJob(f"SELECT (COUNT(*) AS ?n) {{ {' '.join(f'?s{i} ?p{i} ?o{i} .' for i in range(9))} }}")
COUNT = SparqlJob("SELECT (COUNT(DISTINCT ?s) AS ?n) { ?s a ?c }", "text/csv")
#: What one worker lets stand aside.
ASIDE = 2


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return small_store(tmp_path_factory.mktemp("slow") / "store")


def beside(
    store: Path, endless: int, work: Callable[[Pool, list[asyncio.Task[object]]], Awaitable[None]]
) -> None:
    """Do something with a pool of one worker that has been asked `endless` queries without end."""

    async def done() -> None:
        # Whoever waited for one of them would have to wait for all of this.
        pool = Pool(Settings(store, None, workers=1, limits=Limits(seconds=300)))
        await pool.start()
        tasks: list[asyncio.Task[object]] = [asyncio.create_task(pool.ask(ENDLESS)) for _ in range(endless)]
        try:
            async with asyncio.timeout(60):
                await work(pool, tasks)
        finally:
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)
            await pool.close()

    asyncio.run(done())


def test_others_are_answered_while_slow_ones_go_on(store: Path) -> None:
    async def ask(pool: Pool, slow: list[asyncio.Task[object]]) -> None:
        answers = [await pool.ask(COUNT) for _ in range(3)]
        assert len({one.body for one in answers}) == 1
        assert not any(task.done() for task in slow)

    beside(store, ASIDE, ask)


def test_one_more_is_stopped_for_those_that_wait(store: Path) -> None:
    async def ask(pool: Pool, slow: list[asyncio.Task[object]]) -> None:
        answers = await asyncio.gather(*(pool.ask(COUNT) for _ in range(3)))
        assert len({one.body for one in answers}) == 1
        stopped = [task.exception() for task in slow if task.done()]
        assert len(stopped) == 1
        assert isinstance(stopped[0], JobError)
        assert stopped[0].fault is Fault.BUSY

    beside(store, ASIDE + 1, ask)


def test_one_more_keeps_its_place_while_nobody_waits(store: Path) -> None:
    async def ask(pool: Pool, slow: list[asyncio.Task[object]]) -> None:
        while pool.state.busy <= ASIDE:
            await asyncio.sleep(0.05)
        # Longer than it might keep its place if somebody waited.
        await asyncio.sleep(3.5)
        assert not any(task.done() for task in slow)

    beside(store, ASIDE + 1, ask)


def test_slow_ones_have_a_lower_priority_and_the_next_job_has_not(store: Path) -> None:
    if not Path("/proc/self/task").is_dir():
        pytest.skip("threads have no priorities of their own here")
    usual = os.getpriority(os.PRIO_PROCESS, 0)

    async def ask(pool: Pool, slow: list[asyncio.Task[object]]) -> None:
        while not any(one > usual for found in priorities() for one in found):
            await asyncio.sleep(0.05)
        assert all(found[0] == usual for found in priorities()), (
            "the process itself, and with it the next job"
        )

    beside(store, 1, ask)


def priorities() -> list[list[int]]:
    """Return the priorities of all threads of each process that this one has started, the main one first.

    Threads and processes that end while they are asked are left out.
    """
    found = []
    for one in Path("/proc/self/task").iterdir():
        with contextlib.suppress(FileNotFoundError, ProcessLookupError):
            for child in (one / "children").read_text(encoding="ascii").split():
                found.append(priorities_of(int(child)))
    return [threads for threads in found if threads]


def priorities_of(process: int) -> list[int]:
    """Return the priorities of the threads of `process` in order, but of those that have ended meanwhile."""
    found = []
    for thread in sorted(int(one.name) for one in Path(f"/proc/{process}/task").iterdir()):
        with contextlib.suppress(ProcessLookupError):
            found.append(os.getpriority(os.PRIO_PROCESS, thread))
    return found
