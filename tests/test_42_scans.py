"""Questions about a whole graph: read from whole indexes, they have the rows that the queries' texts give."""

from pathlib import Path

import pyoxigraph
import pytest

from zhijiao.benchmarks.generator import facts_of
from zhijiao.graph.build import build_graph
from zhijiao.graph.store import GraphStore, Rows
from zhijiao.queries import run as running
from zhijiao.queries.catalogue import named_query
from zhijiao.queries.header import QueryFileError
from zhijiao.queries.run import run
from zhijiao.queries.scanning import Beside, Scan, scan_of

SCANNED = [path.stem for path in sorted((Path(running.__file__).parent / "scans").glob("*.rq"))]
DATA = Path(__file__).parent / "data" / "small_graph.trig"


class Elsewhere:
    """A store that is not on this machine: it is asked the query's own text."""

    def __init__(self, store: GraphStore) -> None:
        self._store = store

    def select(self, query: str) -> Rows:
        return self._store.select(query)


@pytest.fixture(scope="module", params=["small", "generated"])
def store(request: pytest.FixtureRequest) -> GraphStore:
    if request.param == "generated":
        return GraphStore.memory(build_graph([facts_of(number, 3) for number in range(25)]).nquads)
    quads = pyoxigraph.parse(path=DATA, format=pyoxigraph.RdfFormat.TRIG)
    return GraphStore.memory(pyoxigraph.serialize(quads, format=pyoxigraph.RdfFormat.N_QUADS) or b"")


@pytest.fixture
def scans(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the queries that were answered so."""
    used: list[str] = []
    real = Scan.sorted

    def noted(self: Scan, *told):  # type: ignore[no-untyped-def]
        used.append(self.text)
        return real(self, *told)

    monkeypatch.setattr(Scan, "sorted", noted)
    return used


@pytest.mark.parametrize("name", SCANNED)
def test_a_whole_answer_is_that_of_the_text(store: GraphStore, scans: list[str], name: str) -> None:
    whole = run(store, name)
    assert len(scans) == 1
    assert whole.rows
    assert whole == run(Elsewhere(store), name)
    assert run(store, name, limit=3, offset=1).rows == whole.rows[1:4]


@pytest.mark.parametrize("name", [name for name in SCANNED if name.startswith("shared-")])
@pytest.mark.parametrize("least", [1, 2, 3, 100])
def test_a_parameter_with_a_place_in_it_is_heeded(
    store: GraphStore, scans: list[str], name: str, least: int
) -> None:
    found = run(store, name, {"min": least})
    assert len(scans) == 1
    assert found == run(Elsewhere(store), name, {"min": least})


@pytest.mark.parametrize("name", SCANNED)
def test_what_is_restricted_is_looked_up(store: GraphStore, scans: list[str], name: str) -> None:
    known = {one.name for one in named_query(name).parameters}
    given = {"report-year": "2018-2024"} if "report-year" in known else {"region": "县"}
    assert run(store, name, given) == run(Elsewhere(store), name, given)
    assert scans == []


def test_columns_of_a_text_beside_are_joined_by_their_key() -> None:
    scan = Scan("", ("-size", "name"), (Beside("thing", ""), Beside("thing", "")))
    first = (("thing", "name", "size"), [("b", "乙", 2), ("a", "甲", 2), ("c", "丙", 3)])
    second = (("list", "thing"), [("x、y", "a"), ("z", "unknown")])
    columns, rows = scan.answer([first, second, (("thing", "kind"), [("c", "k")])])
    assert columns == ("thing", "name", "size", "list", "kind")
    assert list(rows) == [
        ("c", "丙", 3, None, "k"),
        ("b", "乙", 2, None, None),
        ("a", "甲", 2, "x、y", None),
    ]


@pytest.mark.parametrize("names", [("thing",), ("name", "list")])
def test_a_text_beside_without_its_key_is_refused(names: tuple[str, ...]) -> None:
    scan = Scan("", ("name",), (Beside("thing", ""),))
    with pytest.raises(QueryFileError, match="thing"):
        scan.answer([(("name",), []), (names, [])])


def test_a_query_of_a_user_that_is_called_the_same_is_asked_as_it_stands(
    store: GraphStore, scans: list[str], tmp_path: Path
) -> None:
    own = tmp_path / "partners.rq"
    own.write_text("SELECT ?school WHERE { ?x <https://w3id.org/zhijiao/ontology#reportingSchool> ?school }")
    assert run(store, own).columns == ("school",)
    assert scans == []
    assert scan_of(named_query("partners"), ()) is not None
