"""The named queries as pages: a form for the parameters, the answer as a table.

`/queries` lists the questions, `/queries/NAME` asks one; the parameters are those of the API.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import quote, urlencode

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from ..ontology.codes import concepts
from ..queries.model import Parameter, Query
from .api import parameters_of, public_queries, query_of
from .asking import ask
from .html import page
from .jobs import JobError, NamedJob
from .pool import Pool
from .problems import ProblemError, of_fault
from .settings import Settings

#: Rows of one page.
ROWS: Final = 100
_RESERVED: Final = ("offset", "ask")


def routes(pool: Pool, settings: Settings) -> list[BaseRoute]:  # noqa: ARG001 - the same for all modules
    """Return the routes of the questions."""
    questions = Questions(pool)
    return [Route("/queries", questions.listing), Route("/queries/{name}", questions.answer)]


@dataclass(frozen=True, slots=True)
class Field:
    """A field of a form: the parameter, what stands in it, and the choices by code where it has a list."""

    name: str
    label: str
    label_en: str
    value: str
    default: str
    choices: Mapping[str, str]


class Questions:
    """Pages of the named queries of one graph."""

    def __init__(self, pool: Pool) -> None:
        self._pool = pool

    async def listing(self, request: Request) -> Response:
        """Return the page of all questions."""
        return page(request, "queries.html", here="queries", queries=public_queries())

    async def answer(self, request: Request) -> Response:
        """Return the form of a query and, once it has been sent, the answer or what was wrong with it."""
        query = query_of(request)
        given = {name: text for name, text in parameters_of(request, _RESERVED).items() if text.strip()}
        offset = _offset(request)
        rows: list[Mapping[str, Any]] | None = None
        problem: ProblemError | None = None
        if request.query_params:
            try:
                rows = await self._rows(request, query, given, offset)
            except JobError as error:
                problem = of_fault(error)
        more = rows is not None and len(rows) > ROWS
        address = f"queries/{quote(query.name)}"
        return page(
            request,
            "query.html",
            status=problem.status if problem else 200,
            headers={"Cache-Control": "no-cache", **(problem.headers if problem else {})},
            here="queries",
            query=query,
            fields=[_field(one, given.get(one.name, "")) for one in query.parameters],
            rows=None if rows is None else rows[:ROWS],
            problem=problem.detail if problem else "",
            offset=offset,
            sent=urlencode(given),
            prev=_page(address, given, offset - ROWS) if offset else "",
            next=_page(address, given, offset + ROWS) if more else "",
        )

    async def _rows(
        self, request: Request, query: Query, given: Mapping[str, str], offset: int
    ) -> list[Mapping[str, Any]]:
        # One row more than a page has tells whether there is another.
        answer = await ask(request, self._pool, NamedJob(query.name, given, "json", ROWS + 1, offset))
        rows: list[Mapping[str, Any]] = json.loads(answer.body)
        return rows


def _field(parameter: Parameter, value: str) -> Field:
    listed = parameter.type.name == "codes"
    choices = {one.code: one.zh for one in concepts(parameter.type.scheme)} if listed else {}
    # Several codes, or a label, were asked for by an address: they stay what they are.
    if listed and value and value not in choices:
        choices = {value: value, **choices}
    labels = (parameter.description, parameter.description_en)
    return Field(parameter.name, *labels, value, parameter.default, choices)


def _offset(request: Request) -> int:
    text = request.query_params.get("offset", "0")
    if not (text.isascii() and text.isdecimal() and len(text) < 10):
        raise ProblemError(400, f"参数 offset 应是 0 以上的整数，不是 {text[:40]!r}")
    return int(text)


def _page(address: str, given: Mapping[str, str], offset: int) -> str:
    return f"{address}?{urlencode({**given, 'offset': max(0, offset)})}"
