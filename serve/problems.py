"""Errors as clients get them: one shape for all, `application/problem+json` of RFC 9457.

Clients that would rather read text than JSON, such as browsers, get the same as plain text.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from http import HTTPStatus
from types import MappingProxyType
from typing import Final

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from .jobs import Fault, JobError
from .negotiation import preferred

#: The status of each fault.
STATUS: Final[Mapping[Fault, HTTPStatus]] = MappingProxyType(
    {
        Fault.MALFORMED: HTTPStatus.BAD_REQUEST,
        Fault.REFUSED: HTTPStatus.FORBIDDEN,
        Fault.NOT_FOUND: HTTPStatus.NOT_FOUND,
        Fault.NOT_ACCEPTABLE: HTTPStatus.NOT_ACCEPTABLE,
        # The request is well formed, but its answer is more than may be given.
        Fault.TOO_LARGE: HTTPStatus.UNPROCESSABLE_ENTITY,
        Fault.TOO_MUCH_MEMORY: HTTPStatus.UNPROCESSABLE_ENTITY,
        Fault.TOO_SLOW: HTTPStatus.GATEWAY_TIMEOUT,
        Fault.BUSY: HTTPStatus.SERVICE_UNAVAILABLE,
        Fault.FAILED: HTTPStatus.INTERNAL_SERVER_ERROR,
    }
)
_CODES: Final[Mapping[int, str]] = MappingProxyType(
    {
        400: Fault.MALFORMED.value,
        401: "unauthorized",
        403: Fault.REFUSED.value,
        404: Fault.NOT_FOUND.value,
        405: "method-not-allowed",
        406: Fault.NOT_ACCEPTABLE.value,
        410: "gone",
        408: "body-too-slow",
        413: "body-too-large",
        414: "address-too-long",
        415: "unsupported-media-type",
    }
)
_TITLES: Final[Mapping[str, str]] = MappingProxyType(
    {
        Fault.MALFORMED: "请求有误",
        Fault.REFUSED: "这里不做",
        Fault.NOT_FOUND: "没有找到",
        Fault.NOT_ACCEPTABLE: "没有客户端接受的格式",
        Fault.TOO_LARGE: "结果太大",
        Fault.TOO_SLOW: "算得太久",
        Fault.TOO_MUCH_MEMORY: "需要的内存太多",
        Fault.BUSY: "正忙",
        Fault.FAILED: "服务器出错",
        "unauthorized": "需要凭证",
        "method-not-allowed": "不支持的方法",
        "gone": "已撤销",
        "body-too-slow": "请求发得太慢",
        "body-too-large": "请求太长",
        "address-too-long": "地址太长",
        "unsupported-media-type": "不支持的内容类型",
    }
)
#: Seconds after which a client may try again when the server is busy.
RETRY_AFTER: Final = 2
_PROBLEM: Final = "application/problem+json"
_TEXT: Final = "text/plain"
_SHAPES: Final = (_PROBLEM, "application/json", "application/*+json", _TEXT, "text/html")


class ProblemError(Exception):
    """A request that is answered with an error: the status, what to say in Chinese, headers besides."""

    def __init__(self, status: int, detail: str, headers: Mapping[str, str] | None = None) -> None:
        super().__init__(status, detail)
        self.status = status
        self.detail = detail
        self.headers = dict(headers or {})


def of_fault(error: JobError) -> ProblemError:
    """Return the error for a job that has no answer."""
    headers = {"Retry-After": str(RETRY_AFTER)} if error.fault is Fault.BUSY else {}
    found = ProblemError(STATUS[error.fault], error.message, headers)
    found.__cause__ = error
    return found


def respond_problem(request: Request, error: ProblemError) -> Response:
    """Return the response for an error, as JSON or text."""
    cause = error.__cause__
    usual = Fault.MALFORMED.value if error.status < 500 else Fault.FAILED.value
    code = cause.fault.value if isinstance(cause, JobError) else _CODES.get(error.status, usual)
    title = _TITLES[code]
    headers = {"Cache-Control": "no-store", "Vary": "Accept", **error.headers}
    wanted = preferred(request.headers.get("accept", ""), _SHAPES)
    if wanted in (_TEXT, "text/html"):
        text = f"{error.status} {title}\n{error.detail}\n"
        return Response(text, error.status, headers, media_type=_TEXT)
    body = {
        "type": "about:blank",
        "title": title,
        "status": int(error.status),
        "detail": error.detail,
        "code": code,
        "instance": request.url.path,
    }
    return Response(json.dumps(body, ensure_ascii=False) + "\n", error.status, headers, media_type=_PROBLEM)


async def on_problem(request: Request, error: Exception) -> Response:
    """Answer a ProblemError or JobError that a handler raised."""
    if isinstance(error, JobError):
        error = of_fault(error)
    if not isinstance(error, ProblemError):
        raise error
    return respond_problem(request, error)


async def on_http_exception(request: Request, error: Exception) -> Response:
    """Answer what the framework finds wrong: no such path, a wrong method."""
    if not isinstance(error, HTTPException):
        raise error
    details = {404: "这里没有这个地址", 405: "这个地址不支持这个方法；可用的见 Allow"}
    detail = details.get(error.status_code, error.detail)
    return respond_problem(request, ProblemError(error.status_code, detail, error.headers))


async def on_failure(request: Request, _error: Exception) -> Response:
    """Answer for an error that nobody foresaw; the framework logs it."""
    return respond_problem(request, ProblemError(500, "服务器出错了；请告诉管理员"))
