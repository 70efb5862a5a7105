"""What a request says: its parameters and body, read strictly and within bounds."""

from __future__ import annotations

import asyncio
import re
from dataclasses import dataclass
from typing import Final
from urllib.parse import parse_qsl

from starlette.requests import Request

from .problems import ProblemError

#: Seconds in which a client has to send a body.
BODY_SECONDS: Final = 20.0
#: Most parameters of one request.
MOST_PARAMETERS: Final = 1000
_CHARSET: Final = re.compile(r'\s*charset\s*=\s*"?([^"\s]+)"?\s*', re.IGNORECASE)
_UTF8: Final = frozenset({"utf-8", "utf8", "us-ascii", "ascii"})


@dataclass(frozen=True, slots=True)
class Parameters:
    """Parameters by name; the same name may stand several times."""

    pairs: tuple[tuple[str, str], ...]

    def all(self, name: str) -> tuple[str, ...]:
        """Return the values of a parameter, in order."""
        return tuple(value for key, value in self.pairs if key == name)

    def one(self, name: str) -> str | None:
        """Return the value of a parameter, None where it is missing. Raises ProblemError for several."""
        found = self.all(name)
        if len(found) > 1:
            raise ProblemError(400, f"参数 {name} 只能写一次")
        return found[0] if found else None


def url_parameters(request: Request) -> Parameters:
    """Return the parameters of a request's address. Raises ProblemError where they are not UTF-8."""
    raw: bytes = request.scope["query_string"]
    return _parsed(raw, "地址")


async def form_parameters(request: Request, most: int) -> Parameters:
    """Return the parameters of a form in the body. Raises ProblemError as `text_body`."""
    return _parsed((await text_body(request, most)).encode(), "表单")


async def text_body(request: Request, most: int) -> str:
    """Return the body as text.

    Raises ProblemError where it is longer than `most` octets (413), said to be in another charset than UTF-8
    (415), not UTF-8 (400), or not there in BODY_SECONDS (408).
    """
    charset = charset_of(request.headers.get("content-type", ""))
    if charset.lower() not in _UTF8:
        raise ProblemError(415, f"字符集 {charset[:40]!r} 不行；请用 UTF-8")
    too_large = ProblemError(413, f"正文超过 {most} 字节", {"Connection": "close"})
    length = request.headers.get("content-length", "")
    if length.isdecimal() and int(length[:20]) > most:
        raise too_large
    parts, size = [], 0
    try:
        async with asyncio.timeout(BODY_SECONDS):
            async for part in request.stream():
                size += len(part)
                if size > most:
                    raise too_large
                parts.append(part)
    except TimeoutError as error:
        detail = f"正文在 {BODY_SECONDS:g} 秒内没有发完"
        raise ProblemError(408, detail, {"Connection": "close"}) from error
    try:
        return b"".join(parts).decode("utf-8")
    except UnicodeDecodeError as error:
        raise ProblemError(400, f"正文不是 UTF-8（第 {error.start + 1} 个字节）") from error


def media_type_of(content_type: str) -> str:
    """Return the media type of a Content-Type header, in small letters."""
    return content_type.partition(";")[0].strip().lower()


def charset_of(content_type: str) -> str:
    """Return the charset of a Content-Type header, utf-8 where it says none."""
    for part in content_type.split(";")[1:]:
        if found := _CHARSET.fullmatch(part):
            return found[1]
    return "utf-8"


def _parsed(raw: bytes, what: str) -> Parameters:
    try:
        pairs = parse_qsl(
            raw.decode("utf-8"), keep_blank_values=True, errors="strict", max_num_fields=MOST_PARAMETERS
        )
    except UnicodeDecodeError as error:
        raise ProblemError(400, f"{what}里的参数不是 UTF-8") from error
    except ValueError as error:
        raise ProblemError(400, f"{what}里的参数超过 {MOST_PARAMETERS} 个") from error
    return Parameters(tuple(pairs))
