"""From a request to the pool and back: asks while the client is there, and sends what the worker gives."""

from __future__ import annotations

import asyncio
import hashlib
from collections.abc import Mapping
from typing import Final

from starlette.requests import Request
from starlette.responses import Response

from .jobs import Answer, Job
from .large import LargeResponse
from .pool import Pool

#: What servers log for a client that has gone (nginx's 499); nobody reads it.
CLIENT_CLOSED: Final = 499


class ClientGoneError(Exception):
    """The client went away before there was an answer."""


async def ask(request: Request, pool: Pool, job: Job) -> Answer:
    """Return the pool's answer to a job; the job ends when the client goes away.

    The request's body must have been read. Raises JobError, or ClientGoneError.
    """
    asking = asyncio.create_task(pool.ask(job))
    watching = asyncio.create_task(_gone(request))
    try:
        await asyncio.wait([asking, watching], return_when=asyncio.FIRST_COMPLETED)
        if not asking.done():
            raise ClientGoneError
        return asking.result()
    finally:
        for task in (asking, watching):
            task.cancel()
        await asyncio.wait([asking, watching])
        if not asking.cancelled():
            # Looked at, or the loop complains of an error that nobody has seen.
            asking.exception()


def respond(request: Request, answer: Answer, headers: Mapping[str, str] | None = None) -> Response:
    """Return the response that sends an answer; its file, where it has one, is deleted at once.

    Answers depend on what the client accepts, and the response says so. Raises JobError where too many large
    answers are on their way.
    """
    merged = {"Vary": "Accept", **answer.headers, **(headers or {})}
    if answer.file is None:
        return Response(answer.body, headers=merged, media_type=answer.media_type)
    return LargeResponse(answer.file, answer.media_type, merged, body=request.method != "HEAD")


def etag(pool: Pool, job: Job) -> str:
    """Return a tag for the answer to a job from the store as it is now."""
    state = f"{pool.mark} {job!r}"
    return f'W/"{hashlib.sha256(state.encode("utf-8", "surrogatepass")).hexdigest()[:32]}"'


def fresh(request: Request, tag: str) -> bool:
    """Say whether the client has the answer with this tag already (If-None-Match)."""
    wanted = request.headers.get("if-none-match", "")
    known = {part.strip().removeprefix("W/") for part in wanted.split(",")}
    # "*" asks whether there is an answer at all, which only the store can say.
    return tag.removeprefix("W/") in known


def not_modified(tag: str) -> Response:
    """Return the response for a client that has the answer with this tag already."""
    return Response(status_code=304, headers={"ETag": tag, "Cache-Control": "no-cache", "Vary": "Accept"})


async def on_client_gone(_request: Request, _error: Exception) -> Response:
    """Answer nobody: the client has gone."""
    return Response(status_code=CLIENT_CLOSED)


async def _gone(request: Request) -> None:
    """Wait until the client has gone."""
    while (await request.receive())["type"] != "http.disconnect":
        pass
