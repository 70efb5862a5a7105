"""What a worker does for each kind of job."""

from __future__ import annotations

from pathlib import Path
from typing import IO, Final, cast

from ..graph.answers import Table, Triples
from ..graph.data_sets import TooManyTriplesError
from ..graph.served import RefusedError, ServedStore, triples_of_turtle
from ..graph.store import QueryError, StoreError
from ..queries.catalogue import UnknownQueryError, named_query
from ..queries.header import QueryFileError
from ..queries.parameters import ParameterError
from ..queries.run import run, sparql
from .description import description
from .jobs import Answer, DescriptionJob, Fault, GraphJob, Job, JobError, NamedJob, SparqlJob, ThingJob
from .negotiation import preferred
from .settings import Limits
from .spool import Output, TooLargeError

#: Where an answer says how many rows it has.
ROWS_HEADER: Final = "Zhijiao-Rows"
_CHARSET: Final = "; charset=utf-8"


class Work:
    """Does jobs over a store within bounds; `spool` is the folder for large answers."""

    def __init__(self, store: ServedStore, limits: Limits, spool: Path) -> None:
        """Take what the jobs need."""
        self._store = store
        self.limits = limits
        self._spool = spool

    def do(self, job: Job) -> Answer:
        """Return the answer to a job. Raises JobError."""
        try:
            match job:
                case SparqlJob():
                    return self._sparql(job)
                case NamedJob():
                    return self._named(job)
                case GraphJob():
                    return self._graph(job)
                case ThingJob():
                    return self._thing(job)
                case DescriptionJob():
                    return self._description(job)
        except (TooLargeError, TooManyTriplesError) as error:
            raise JobError(Fault.TOO_LARGE, str(error)) from error
        except RefusedError as error:
            raise JobError(Fault.REFUSED, str(error)) from error
        except UnknownQueryError as error:
            raise JobError(Fault.NOT_FOUND, str(error)) from error
        except (QueryError, ParameterError) as error:
            raise JobError(Fault.MALFORMED, str(error)) from error
        except (QueryFileError, StoreError) as error:
            raise JobError(Fault.FAILED, str(error)) from error
        except MemoryError as error:
            raise JobError(Fault.TOO_MUCH_MEMORY, "需要的内存超过了限度；请限定范围或加上 LIMIT") from error

    def _sparql(self, job: SparqlJob) -> Answer:
        found = self._store.answer(job.query, job.default_graphs, job.named_graphs)
        return self._written(found, job.accept)

    def _graph(self, job: GraphJob) -> Answer:
        found = self._store.graph(job.graph)
        if found is None:
            raise JobError(Fault.NOT_FOUND, f"没有名为 {job.graph} 的图")
        return self._written(found, job.accept)

    def _thing(self, job: ThingJob) -> Answer:
        found = self._store.thing(job.iri)
        if found is None:
            raise JobError(Fault.NOT_FOUND, f"图谱里没有 {job.iri}")
        return self._written(found, job.accept, whole=True)

    def _description(self, job: DescriptionJob) -> Answer:
        found = triples_of_turtle(description(self._store, job.endpoint))
        return self._written(found, job.accept, whole=True)

    def _named(self, job: NamedJob) -> Answer:
        # Those of the pages too: the server asks them itself, and the API gives the others only.
        query = named_query(job.name)
        if job.form == "sparql":
            text = sparql(self._store, query, job.params)
            return Answer(f"application/sparql-query{_CHARSET}", text.encode())
        most = self.limits.rows
        wanted = most + 1 if job.limit is None else min(job.limit, most)
        table = run(self._store, query, job.params, limit=wanted, offset=job.offset)
        if len(table.rows) > most:
            raise TooLargeError(f"结果超过 {most} 行；请用 limit 和 offset 分几次取")
        text = table.to_csv() if job.form == "csv" else table.to_json()
        body = text.encode("utf-8", errors="replace")
        if len(body) > self.limits.answer_bytes:
            raise TooLargeError(f"结果超过 {self.limits.answer_bytes} 字节；请用 limit 和 offset 分几次取")
        media_type = f"text/csv{_CHARSET}; header=present" if job.form == "csv" else "application/json"
        return Answer(media_type, body, {ROWS_HEADER: str(len(table.rows))})

    def _written(self, found: Table | Triples, accept: str, *, whole: bool = False) -> Answer:
        """Return an answer in the format that the client likes best, in one piece where `whole`."""
        media_type = preferred(accept, found.media_types)
        if media_type is None:
            known = "、".join(found.media_types)
            raise JobError(Fault.NOT_ACCEPTABLE, f"这个结果没有 Accept 要的格式；可以给出：{known}")
        limits = self.limits
        rows = found.row_mark(media_type)
        with Output(self._spool, limits.answer_bytes, limits.rows, rows) as output:
            found.write(cast("IO[bytes]", output), media_type)
            body, file = output.taken(whole=whole)
        return Answer(media_type + (_CHARSET if media_type in _TEXTS else ""), body, {}, file)


#: Text has its charset said; JSON and XML say it themselves.
_TEXTS: Final = frozenset(
    {"text/csv", "text/tab-separated-values", "text/turtle", "text/n3", "text/plain", "text/xml"}
)
