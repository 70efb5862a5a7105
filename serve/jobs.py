"""What a worker process can be asked to do with the store, and what it gives back.

Jobs and answers go between processes, so they are plain data.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields
from enum import StrEnum
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final


@dataclass(frozen=True, slots=True)
class SparqlJob:
    """A SPARQL query as the protocol gives it.

    `accept` is the client's Accept header as written, empty for none: which of the formats fit depends on
    the form of the query, which the worker finds. Graphs are IRIs; where both are empty the data set is the
    store's own (all graphs together, and each by its name).
    """

    query: str
    accept: str = ""
    default_graphs: tuple[str, ...] = ()
    named_graphs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class NamedJob:
    """A named query with its parameters as written.

    `form` is `json`, `csv` or `sparql`, which gives the text of the query. Without a `limit` an answer of
    more rows than the server gives is refused; the answer's header `Zhijiao-Rows` says how many rows it has.
    """

    name: str
    params: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    form: str = "json"
    limit: int | None = None
    offset: int = 0


@dataclass(frozen=True, slots=True)
class GraphJob:
    """One graph by its IRI, or all triples where it is None, in a format that `accept` admits."""

    graph: str | None
    accept: str = ""


@dataclass(frozen=True, slots=True)
class ThingJob:
    """All that the graph says of one thing and labels of what it names, in a format that `accept` admits."""

    iri: str
    accept: str = ""


@dataclass(frozen=True, slots=True)
class DescriptionJob:
    """The description of the service at `endpoint`, in a format that `accept` admits."""

    endpoint: str
    accept: str = ""


Job = SparqlJob | NamedJob | GraphJob | ThingJob | DescriptionJob


_JOBS: Final[Mapping[str, Callable[..., Job]]] = {
    one.__name__: one for one in (SparqlJob, NamedJob, GraphJob, ThingJob, DescriptionJob)
}


def job_to_json(job: Job) -> dict[str, Any]:
    """Return a job as plain data."""
    plain = {one.name: getattr(job, one.name) for one in fields(job)}
    params = {"params": dict(job.params)} if isinstance(job, NamedJob) else {}
    return {"job": type(job).__name__, **plain, **params}


def job_from_json(data: Mapping[str, Any]) -> Job:
    """Return the job of what `job_to_json` has made, after a way as JSON."""
    plain: dict[str, Any] = {
        name: tuple(one) if isinstance(one, list) else one for name, one in data.items() if name != "job"
    }
    return _JOBS[data["job"]](**plain)


class Fault(StrEnum):
    """Why a job has no answer."""

    MALFORMED = "malformed"  # not SPARQL, a wrong parameter: the client's fault
    REFUSED = "refused"  # SPARQL that is not answered here: SERVICE, updates
    NOT_FOUND = "not-found"  # no such query, graph or thing
    NOT_ACCEPTABLE = "not-acceptable"  # no format that the client takes
    TOO_LARGE = "too-large"  # more rows or bytes than the server gives
    TOO_SLOW = "too-slow"  # not answered within the limit of time
    TOO_MUCH_MEMORY = "too-much-memory"  # needed more memory than a worker may have
    BUSY = "busy"  # all workers busy and the queue full
    FAILED = "failed"  # the server's own fault


class JobError(Exception):
    """A job that has no answer: why, and what to tell the client in Chinese."""

    def __init__(self, fault: Fault, message: str) -> None:
        super().__init__(fault, message)
        self.fault = fault
        self.message = message


@dataclass(frozen=True, slots=True)
class Answer:
    """The whole answer to a job: its media type with charset, its bytes, and headers besides.

    A large one stands in `file`, and `body` is empty; whoever sends it deletes the file (`asking.respond`
    does both). Answers to NamedJob, ThingJob and DescriptionJob are always in `body`.
    """

    media_type: str
    body: bytes
    headers: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    file: Path | None = None
