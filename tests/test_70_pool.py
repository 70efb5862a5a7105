"""The pool of workers: bounds on time, rows, bytes and memory, and workers that are replaced."""

from __future__ import annotations

import asyncio
import json
import os
import shutil
import signal
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import TypeVar

import pyoxigraph
import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhijiao.graph import data_sets
from zhijiao.graph.answers import Table
from zhijiao.graph.formats import TABLE_FORMATS
from zhijiao.graph.served import ServedStore
from zhijiao.graph.store import GraphStore, QueryError
from zhijiao.serve.jobs import (
    Answer,
    DescriptionJob,
    Fault,
    GraphJob,
    Job,
    JobError,
    NamedJob,
    SparqlJob,
    ThingJob,
    job_from_json,
    job_to_json,
)
from zhijiao.serve.pool import Pool
from zhijiao.serve.process import WorkerError
from zhijiao.serve.settings import Limits, Settings
from zhijiao.serve.spool import IN_MEMORY, Output, TooLargeError
from zhijiao.tests.making.serving import small_store

ENDLESS = SparqlJob(f"SELECT (COUNT(*) AS ?n) {{ {' '.join(f'?s{i} ?p{i} ?o{i} .' for i in range(9))} }}")
COUNT = SparqlJob(
    "SELECT (COUNT(*) AS ?n) { ?s a <https://w3id.org/zhijiao/ontology#Partnership> }", "text/csv"
)
COUNTED = b"n\r\n6\r\n"
SCHOOL = "https://w3id.org/zhijiao/id/school/yunling"

Found = TypeVar("Found")
Work = Callable[[Pool], Awaitable[Found]]


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return small_store(tmp_path_factory.mktemp("pool") / "store")


def within(store: Path, work: Work[Found], limits: Limits | None = None, workers: int = 1) -> Found:
    """Do something with a pool over `store`."""

    async def done() -> Found:
        pool = Pool(Settings(store, None, workers=workers, limits=limits or Limits()))
        await pool.start()
        try:
            async with asyncio.timeout(60):
                return await work(pool)
        finally:
            await pool.close()

    return asyncio.run(done())


def lost(pool: Pool) -> dict[str, int]:
    """Workers that ended, but for those that were too many after a job had stepped aside."""
    return {cause: count for cause, count in pool.state.ended.items() if cause != "surplus"}


async def fault(pool: Pool, job: Job) -> Fault:
    with pytest.raises(JobError) as raised:
        await pool.ask(job)
    assert raised.value.message
    return raised.value.fault


def test_every_kind_of_job_has_its_answer(store: Path) -> None:
    async def ask(pool: Pool) -> list[Answer]:
        jobs: list[Job] = [
            COUNT,
            NamedJob("partners", {"school": "云岭职校", "kind": "企业"}, limit=1),
            NamedJob("partners", form="csv"),
            NamedJob("partners", {"school": "云岭职校"}, form="sparql"),
            GraphJob("https://w3id.org/zhijiao/graph/direct", "application/n-triples"),
            GraphJob(None, "text/turtle"),
            ThingJob(SCHOOL, "application/n-triples"),
            DescriptionJob("http://example.org/sparql"),
        ]
        return [await pool.ask(job) for job in jobs]

    count, rows, table, text, direct, everything, thing, description = within(store, ask)
    assert (count.media_type, count.body) == ("text/csv; charset=utf-8", COUNTED)
    assert rows.media_type == "application/json"
    assert [row["kind"] for row in json.loads(rows.body)] == ["企业"]
    assert rows.headers["Zhijiao-Rows"] == "1"
    assert table.body.decode("utf-8-sig").startswith("school,partner,kind")
    assert "VALUES ?s { <https://w3id.org/zhijiao/id/school/" in text.body.decode()
    assert b"zhijiao/ontology#partnerWith> " in direct.body
    graph = pyoxigraph.parse(everything.body, format=pyoxigraph.RdfFormat.TURTLE)
    held = GraphStore.open(store).select("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }").rows[0][0]
    assert len(set(graph)) == held
    assert f"<{SCHOOL}> <http://www.w3.org/2004/02/skos/core#prefLabel> ".encode() in thing.body
    assert b'"\xe6\x81\x92\xe8\xbf\x9c' in thing.body, "labels of what it names"
    assert b"sd:Service" in description.body


def test_a_job_without_an_answer_says_why(store: Path) -> None:
    async def ask(pool: Pool) -> None:
        assert await fault(pool, SparqlJob("SELECT * {")) is Fault.MALFORMED
        assert await fault(pool, SparqlJob("SELECT * { ?s <rel\ud800> ?o }")) is Fault.MALFORMED
        assert await fault(pool, SparqlJob("ASK " + "{" * 5000)) is Fault.MALFORMED
        assert await fault(pool, SparqlJob("ASK { SERVICE <http://127.0.0.1:9/> { } }")) is Fault.REFUSED
        assert await fault(pool, SparqlJob("LOAD <file:///etc/passwd>")) is Fault.REFUSED
        assert await fault(pool, SparqlJob("ASK {}", "image/png")) is Fault.NOT_ACCEPTABLE
        assert await fault(pool, SparqlJob("ASK {}", default_graphs=("x",))) is Fault.MALFORMED
        assert await fault(pool, NamedJob("nothing")) is Fault.NOT_FOUND
        assert await fault(pool, NamedJob("partners", {"nothing": "x"})) is Fault.MALFORMED
        assert await fault(pool, GraphJob("https://example.org/nothing")) is Fault.NOT_FOUND
        assert await fault(pool, ThingJob("https://example.org/nothing")) is Fault.NOT_FOUND
        assert (await pool.ask(COUNT)).body == COUNTED
        assert lost(pool) == {}, "all by the same worker"

    within(store, ask)


@pytest.mark.parametrize(
    ("query", "place", "reason"),
    [
        ("SELECT *\n{ ?s ?p }", "第 2 行第 10 列", "在 { ?s ?p } 之后"),
        ("SELECT ?x ?y { ?x ?z 1 } GROUP BY ?x", "第 1 行", "不在 GROUP BY 里的变量"),
        ("PREFIX a: <http://[> ASK {}", "第 1 行第 21 列", "IRI 写得不对"),
        ("SELECT * { ?s ?p ?o } GROUP BY ?s", "第 1 行", "就不能写 SELECT *"),
        ("这是什么", "第 1 行第 5 列", "在 这是什么 之后"),
    ],
)
def test_a_fault_of_syntax_names_its_place(query: str, place: str, reason: str) -> None:
    with pytest.raises(QueryError) as raised:
        ServedStore(pyoxigraph.Store()).answer(query)
    assert str(raised.value).startswith(place)
    assert reason in str(raised.value)


def test_a_data_set_is_put_together_up_to_a_size(monkeypatch: pytest.MonkeyPatch) -> None:
    store = pyoxigraph.Store()
    for graph in ("a:g", "a:h"):
        for number in range(3):
            triple = (pyoxigraph.NamedNode("a:s"), pyoxigraph.NamedNode("a:p"), pyoxigraph.Literal(number))
            store.add(pyoxigraph.Quad(*triple, pyoxigraph.NamedNode(graph)))
    query = "SELECT ?o FROM <a:g> FROM <a:h> { ?s ?p ?o }"
    found = ServedStore(store).answer(query)
    assert isinstance(found, Table)
    assert len(list(found.found)) == 3  # type: ignore[arg-type]
    monkeypatch.setattr(data_sets, "MOST_MERGED", 5)
    with pytest.raises(data_sets.TooManyTriplesError, match="5 条"):
        ServedStore(store).answer(query)


def test_a_job_past_its_time_is_stopped_and_others_go_on(store: Path) -> None:
    async def ask(pool: Pool) -> None:
        slow = asyncio.create_task(fault(pool, ENDLESS))
        while pool.state.busy == 0:
            await asyncio.sleep(0.01)
        for _ in range(20):
            assert (await pool.ask(COUNT)).body == COUNTED
        assert not slow.done()
        assert await slow is Fault.TOO_SLOW
        assert lost(pool) == {"too-slow": 1}
        assert (await pool.ask(COUNT)).body == COUNTED

    within(store, ask, Limits(seconds=3), workers=2)


def test_a_job_whose_client_has_gone_is_stopped(store: Path) -> None:
    async def ask(pool: Pool) -> None:
        task = asyncio.create_task(pool.ask(ENDLESS))
        while pool.state.busy == 0:
            await asyncio.sleep(0.01)
        task.cancel()
        # Others are answered long before its time is over, be it in its place or beside it.
        assert (await pool.ask(COUNT)).body == COUNTED
        while not lost(pool):
            await asyncio.sleep(0.01)
        assert lost(pool) == {"cancelled": 1}
        assert pool.state.busy == 0

    within(store, ask, Limits(seconds=3600))


def test_a_quick_job_whose_client_has_gone_costs_no_worker(store: Path) -> None:
    async def ask(pool: Pool) -> None:
        for _ in range(5):
            task = asyncio.create_task(pool.ask(COUNT))
            await asyncio.sleep(0)
            task.cancel()
            await asyncio.wait([task])
        assert (await pool.ask(COUNT)).body == COUNTED
        assert lost(pool) == {}

    within(store, ask)


def test_no_more_jobs_wait_than_may(store: Path) -> None:
    async def ask(pool: Pool) -> None:
        asked = [asyncio.create_task(fault(pool, ENDLESS)) for _ in range(4)]
        await asyncio.wait(asked, return_when=asyncio.FIRST_COMPLETED)
        faults = [await one for one in asked]
        # One is at work and two wait; by the time that it is stopped, they have waited too long or follow.
        assert faults.count(Fault.BUSY) >= 1
        assert faults[3] is Fault.BUSY
        assert faults[0] is Fault.TOO_SLOW

    within(store, ask, Limits(seconds=1, waiting=2))


def test_an_answer_past_its_bounds_is_refused_whole(store: Path) -> None:
    everything = "SELECT * { ?s ?p ?o }"

    async def ask(pool: Pool) -> None:
        for media_type in TABLE_FORMATS:
            assert await fault(pool, SparqlJob(everything, media_type)) is Fault.TOO_LARGE
            assert (await pool.ask(SparqlJob(f"{everything} LIMIT 50", media_type))).body
        assert await fault(pool, GraphJob(None, "application/n-triples")) is Fault.TOO_LARGE

    async def ask_by_name(pool: Pool) -> None:
        assert await fault(pool, NamedJob("partners")) is Fault.TOO_LARGE
        assert (await pool.ask(NamedJob("partners", limit=2))).headers["Zhijiao-Rows"] == "2"

    within(store, ask, Limits(rows=50, answer_bytes=20_000))
    within(store, ask_by_name, Limits(rows=2))


def test_a_job_past_its_memory_ends_only_its_worker(store: Path) -> None:
    pairs = " ".join(f"?s{i} ?p{i} ?o{i} ." for i in range(4))

    async def ask(pool: Pool) -> None:
        assert await fault(pool, SparqlJob(f"SELECT * {{ {pairs} }} ORDER BY ?o1")) is Fault.TOO_MUCH_MEMORY
        assert (await pool.ask(COUNT)).body == COUNTED

    within(store, ask, Limits(seconds=50, memory_mb=50))


def test_a_worker_that_dies_is_replaced(store: Path) -> None:
    async def ask(pool: Pool) -> None:
        task = asyncio.create_task(fault(pool, ENDLESS))
        while not (busy := list(pool._busy)):
            await asyncio.sleep(0.01)
        os.kill(busy[0].pid, signal.SIGSEGV)
        assert await task is Fault.MALFORMED
        assert lost(pool) == {"died": 1}
        for idle in pool._ready:
            os.kill(idle.pid, signal.SIGKILL)
            await idle._process.wait()
        assert (await pool.ask(COUNT)).body == COUNTED

    within(store, ask, Limits(seconds=50))


def test_a_store_that_is_built_anew_is_opened_anew(store: Path, tmp_path: Path) -> None:
    place = tmp_path / "store"
    shutil.copytree(store, place)

    async def ask(pool: Pool) -> None:
        before = pool.mark
        assert (await pool.ask(COUNT)).body == COUNTED
        GraphStore.create(tmp_path / "other", b"<a:a> <a:b> <a:c> <a:g> .\n")
        place.rename(tmp_path / "former")
        (tmp_path / "other").rename(place)
        shutil.rmtree(tmp_path / "former")
        assert (await pool.ask(COUNT)).body == b"n\r\n0\r\n"
        assert pool.mark != before
        assert pool.state.ended["store"] >= 1

    within(place, ask)


def test_a_pool_over_no_store_does_not_start(tmp_path: Path) -> None:
    async def start() -> None:
        with pytest.raises(WorkerError, match="没有图谱存储"):
            await Pool(Settings(tmp_path / "nothing", None)).start()

    asyncio.run(start())


def test_a_closed_pool_leaves_nothing(store: Path) -> None:
    seen: list[int] = []

    async def ask(pool: Pool) -> Path:
        await pool.ask(COUNT)
        asyncio.get_running_loop().create_task(fault(pool, ENDLESS))
        while pool.state.busy == 0 or pool.state.ready == 0:
            await asyncio.sleep(0.01)
        seen.extend(one.pid for one in (*pool._busy, *pool._ready))
        return pool._spool

    spool = within(store, ask, Limits(seconds=50))
    assert not spool.exists()
    assert len(seen) >= 2
    for pid in seen:
        with pytest.raises(ProcessLookupError):
            os.kill(pid, 0)


def test_a_large_answer_comes_in_a_file(store: Path) -> None:
    query = f"SELECT ('{'x' * 100_000}' AS ?x) {{ ?s ?p ?o }} LIMIT 30"

    async def ask(pool: Pool) -> tuple[bytes, bool]:
        answer = await pool.ask(SparqlJob(query, "text/csv"))
        assert answer.body == b""
        assert answer.file is not None
        text = answer.file.read_bytes()
        answer.file.unlink()
        return text, any(pool._spool.iterdir())

    text, left = within(store, ask)
    assert text == b"x\r\n" + (b"x" * 100_000 + b"\r\n") * 30
    assert not left


@given(
    st.sampled_from(
        [
            SparqlJob("ASK {}", "text/csv", ("a:b", "a:c"), ("a:d",)),
            NamedJob("partners", {"school": "校"}, "csv", 3, 4),
            GraphJob(None),
            ThingJob("a:\ud800"),
            DescriptionJob("a:b", "*/*"),
        ]
    )
)
def test_a_job_survives_its_way(job: Job) -> None:
    assert job_from_json(json.loads(json.dumps(job_to_json(job)))) == job


@given(
    st.lists(
        st.lists(st.text(st.sampled_from('ab,},{"\r\n\t<>/&result中'), max_size=9), max_size=3), max_size=9
    ),
    st.sampled_from(list(TABLE_FORMATS)),
    st.integers(1, 30),
)
def test_rows_are_counted_as_they_are_written(rows: list[list[str]], media_type: str, piece: int) -> None:
    rows = [(row + ["", "", ""])[:3] for row in rows]
    store = pyoxigraph.Store()
    values = " ".join(f"({' '.join(_written(cell) for cell in row)})" for row in rows)
    found = store.query(f"SELECT * {{ VALUES (?x ?y ?z) {{ {values} }} }}")
    assert isinstance(found, pyoxigraph.QuerySolutions)
    table = Table(found)
    whole = Output(Path(), 10_000_000, 10_000_000)
    table.write(whole, media_type)  # type: ignore[arg-type]
    text, _ = whole.taken()
    for most, fits in ((max(1, len(rows)), True), (len(rows) - 1, False)):
        if most < 1:
            continue
        output = Output(Path(), 10_000_000, most, table.row_mark(media_type))
        pieces = [text[i : i + piece] for i in range(0, len(text), piece)]
        if fits:
            assert sum(map(output.write, pieces)) == len(text)
            assert output.taken()[0] == text
        else:
            with pytest.raises(TooLargeError):
                list(map(output.write, pieces))


def _written(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def test_a_file_that_is_not_wanted_is_deleted(tmp_path: Path) -> None:
    with Output(tmp_path, 10 * IN_MEMORY, 1) as output:
        output.write(b"x" * (IN_MEMORY + 1))
        assert len(list(tmp_path.iterdir())) == 1
    assert list(tmp_path.iterdir()) == []
