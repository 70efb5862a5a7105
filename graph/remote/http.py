"""Requests to a SPARQL server: within bounds of time, size and tries, with errors that say what to do.

Every request that is sent here can be sent again without harm: queries, whole graphs, triples that join a
graph, and updates that say how things are to be in the end.
"""

from __future__ import annotations

import email.utils
import time
from collections.abc import Callable, Generator, Mapping
from dataclasses import dataclass
from typing import Final

import httpx

from .errors import PassingError, RefusedQueryError, RemoteError, words_of
from .settings import PASSWORD_VARIABLE, SECONDS_VARIABLE, TOKEN_VARIABLE, USER_VARIABLE, RemoteSettings

_CONNECT_SECONDS: Final = 10.0
_LOOPBACK: Final = frozenset({"127.0.0.1", "localhost", "::1"})
_PASSING: Final = frozenset({408, 425, 429, 502, 503, 504})
#: What Virtuoso says, with the status 500, where transactions got in each other's way, and where a user may
#: not do what was asked (SQL states 40001 and 42000).
_DEADLOCK: Final = "error 40001"
_FORBIDDEN: Final = ":security:"


@dataclass(frozen=True, slots=True)
class Reply:
    """What a server answered: its status, headers and the whole body."""

    status: int
    headers: httpx.Headers
    body: bytes

    @property
    def media_type(self) -> str:
        """The media type without parameters, in small letters."""
        return str(self.headers.get("content-type", "")).partition(";")[0].strip().lower()


class Client:
    """Asks one server, with the credentials of its settings; to be closed."""

    def __init__(self, settings: RemoteSettings) -> None:
        self.settings = settings
        self._sleep: Callable[[float], object] = time.sleep
        host = httpx.URL(settings.url).host
        addresses = (settings.url, settings.update, settings.graphs)
        self._client = httpx.Client(
            auth=_auth(settings),
            headers={"User-Agent": "zhijiao"},
            timeout=httpx.Timeout(settings.seconds, connect=_CONNECT_SECONDS),
            # What runs on this machine is asked directly, whatever proxy the environment names.
            trust_env=host not in _LOOPBACK,
            # Loading the certificates takes longer than a query: only where one is to be checked.
            verify=any(url.lower().startswith("https:") for url in addresses),
        )

    def close(self) -> None:
        """Close the connections."""
        self._client.close()

    def send(
        self,
        method: str,
        url: str,
        *,
        params: Mapping[str, str] | None = None,
        data: Mapping[str, str | list[str]] | None = None,
        content: bytes | None = None,
        headers: Mapping[str, str] | None = None,
        missing: bool = False,
        tries: int = 0,
    ) -> Reply:
        """Send a request, again where a fault may pass, and return the answer of a status below 300.

        With `missing` the status 404 is an answer too; `tries` is another number than that of the settings.
        Raises RefusedQueryError for the status 400, and RemoteError for all else.
        """
        request = self._client.build_request(
            method, url, params=params, data=data, content=content, headers=headers
        )
        wait, tries = self.settings.first_wait, tries or self.settings.tries
        for tried in range(1, tries + 1):
            try:
                return self._once(request, missing=missing)
            except PassingError as error:
                if tried == tries:
                    raise RemoteError(f"{error}（试了 {tries} 次）") from error
                self._sleep(min(max(wait, error.wait), self.settings.longest_wait))
                wait *= 2
        raise RemoteError(f"{url}：没有问，tries 是 {tries}")

    def _once(self, request: httpx.Request, *, missing: bool) -> Reply:
        url = str(request.url.copy_with(query=None))
        try:
            reply = self._answer(request)
        except (httpx.ReadTimeout, httpx.WriteTimeout, TimeoutError) as error:
            # Not asked again: a server that is too slow once would only have twice the work.
            raise RemoteError(
                f"{url}：{self.settings.seconds:g} 秒没有答完；"
                f"请缩小查询，或用环境变量 {SECONDS_VARIABLE} 放宽"
            ) from error
        except httpx.ConnectError as error:
            raise PassingError(f"{url}：连不上（{error}）；请检查地址，看服务是否在运行") from error
        except httpx.TransportError as error:
            told = type(error).__name__
            raise PassingError(f"{url}：连接断了（{told}）；请看服务是否还在运行，再试一次") from error
        except httpx.HTTPError as error:
            raise RemoteError(f"{url}：请求失败（{type(error).__name__}）；请检查地址") from error
        if reply.status < 300 or (missing and reply.status == 404):
            return reply
        raise _refusal(url, reply, self.settings)

    def _answer(self, request: httpx.Request) -> Reply:
        """Return the whole answer; its time is bounded altogether, not from one piece to the next."""
        end = time.monotonic() + self.settings.seconds
        parts: list[bytes] = []
        size = 0
        response = self._client.send(request, stream=True)
        try:
            for part in response.iter_bytes():
                parts.append(part)
                size += len(part)
                if time.monotonic() > end:
                    raise TimeoutError
                if size > self.settings.most_bytes:
                    raise RemoteError(
                        f"{request.url.copy_with(query=None)}：答案超过 {self.settings.most_bytes} 字节；"
                        "请加上条件，或用 --limit 分段"
                    )
        finally:
            response.close()
        return Reply(response.status_code, response.headers, b"".join(parts))


class _Login(httpx.Auth):
    """A user and a password by the scheme that the server asks for: Digest or Basic."""

    def __init__(self, user: str, password: str) -> None:
        self._basic = httpx.BasicAuth(user.encode(), password.encode())
        self._digest = httpx.DigestAuth(user.encode(), password.encode())
        self._known: httpx.Auth | None = None

    def auth_flow(self, request: httpx.Request) -> Generator[httpx.Request, httpx.Response, None]:
        """Send without credentials until the server has said how it wants them."""
        if self._known is None:
            response = yield request
            asked = response.headers.get("www-authenticate", "").lower()
            if response.status_code != httpx.codes.UNAUTHORIZED:
                return
            self._known = self._digest if "digest" in asked else self._basic
        yield from self._known.auth_flow(request)


class _Bearer(httpx.Auth):
    """A token, as RFC 6750 has it."""

    def __init__(self, token: str) -> None:
        self._token = token

    def auth_flow(self, request: httpx.Request) -> Generator[httpx.Request, httpx.Response, None]:
        """Send with the token."""
        request.headers["Authorization"] = f"Bearer {self._token}"
        yield request


def _auth(settings: RemoteSettings) -> httpx.Auth | None:
    if settings.token:
        return _Bearer(settings.token)
    return _Login(settings.user, settings.password) if settings.user else None


def _refusal(url: str, reply: Reply, settings: RemoteSettings) -> RemoteError:
    """Return what an answer of a status from 300 on means."""
    status, said = reply.status, words_of(reply.body)
    told = f"HTTP {status}：{said}" if said else f"HTTP {status}"
    if status == 400:
        return RefusedQueryError(f"{url}：服务说请求不对（{told}）")
    if status in _PASSING or (status == 500 and _DEADLOCK in said.lower()):
        return PassingError(f"{url}：服务太忙或出错（{told}）", _asked_wait(reply.headers))
    if status < 400:
        advice = f"服务在别处（HTTP {status}，{reply.headers.get('location', '')[:200]}）；请直接写那个地址"
    elif status in (401, 403) or (status == 500 and _FORBIDDEN in said.lower()):
        advice = _login_advice(status, settings)
    elif status in (404, 405, 406, 415):
        advice = f"那里没有这样的 SPARQL 端点（{told}）；请检查地址，各种服务的地址见 docs/stores.md"
    elif status == 413:
        advice = f"服务不收这么大的请求（{told}）；请在服务那边放宽"
    else:
        advice = f"服务出错（{told}）；请看服务的日志"
    return RemoteError(f"{url}：{advice}")


def _login_advice(status: int, settings: RemoteSettings) -> str:
    if not (settings.user or settings.token):
        names = f"{USER_VARIABLE} 和 {PASSWORD_VARIABLE}，或 {TOKEN_VARIABLE}"
        return f"要登录（HTTP {status}）；请设环境变量 {names}"
    names = f"{USER_VARIABLE}、{PASSWORD_VARIABLE}" if settings.user else TOKEN_VARIABLE
    return f"不让用（HTTP {status}）；请检查环境变量 {names}，以及这个用户有没有权限"


def _asked_wait(headers: httpx.Headers) -> float:
    """Return for how many seconds `Retry-After` asks to wait, which may be a number or a date."""
    said = headers.get("retry-after", "").strip()
    if said.isascii() and said.isdigit():
        return float(said[:9])
    try:
        return max(0.0, email.utils.parsedate_to_datetime(said).timestamp() - time.time())
    except (ValueError, OverflowError):
        return 0.0
