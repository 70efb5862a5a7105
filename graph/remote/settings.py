"""Where a SPARQL server is and how it may be asked: from one address and the environment.

Credentials come from the environment only, so that they stand in no command line and no file of ours.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

import httpx

from .errors import RemoteError

#: Variables of the environment: the other endpoints, who asks, which graph, how long to wait.
UPDATE_VARIABLE: Final = "ZHIJIAO_SPARQL_UPDATE"
GRAPHS_VARIABLE: Final = "ZHIJIAO_SPARQL_GSP"
USER_VARIABLE: Final = "ZHIJIAO_SPARQL_USER"
PASSWORD_VARIABLE: Final = "ZHIJIAO_SPARQL_PASSWORD"  # noqa: S105  the variable's name
TOKEN_VARIABLE: Final = "ZHIJIAO_SPARQL_TOKEN"  # noqa: S105  the variable's name
BASE_VARIABLE: Final = "ZHIJIAO_SPARQL_BASE"
SECONDS_VARIABLE: Final = "ZHIJIAO_SPARQL_SECONDS"

_SCHEMES: Final = ("http://", "https://")
_MOST_SECONDS: Final = 86_400.0


@dataclass(frozen=True, slots=True)
class RemoteSettings:
    """A server's query endpoint and what is known besides; empty where nothing was said.

    `seconds` bounds one request, `tries` how often it is made, with pauses from `first_wait` on that double
    up to `longest_wait`; no answer may have more than `most_bytes`.
    """

    url: str
    update: str = ""
    graphs: str = ""
    base: str = ""
    user: str = field(default="", repr=False)
    password: str = field(default="", repr=False)
    token: str = field(default="", repr=False)
    seconds: float = 300.0
    tries: int = 4
    first_wait: float = 0.5
    longest_wait: float = 30.0
    most_bytes: int = 1_000_000_000


def is_address(place: str) -> bool:
    """Say whether `place` is meant as the address of a server, not as a folder."""
    return place.strip().lower().startswith(_SCHEMES)


def settings_of(url: str, environ: Mapping[str, str]) -> RemoteSettings:
    """Return the settings for the server at `url` with what `environ` says besides.

    Raises RemoteError, naming the address or the variable that is of no use.
    """
    said = {name: environ.get(name, "").strip() for name in (UPDATE_VARIABLE, GRAPHS_VARIABLE)}
    user, password, token = (
        _credential(name, environ.get(name, ""))
        for name in (USER_VARIABLE, PASSWORD_VARIABLE, TOKEN_VARIABLE)
    )
    if user and token:
        raise RemoteError(f"环境变量 {USER_VARIABLE} 和 {TOKEN_VARIABLE} 只能设一个，请去掉另一个")
    if password and not user:
        raise RemoteError(f"有环境变量 {PASSWORD_VARIABLE}，没有 {USER_VARIABLE}；请把用户名也设上")
    return RemoteSettings(
        url=_checked(url.strip(), "--store"),
        update=_checked(said[UPDATE_VARIABLE], UPDATE_VARIABLE) if said[UPDATE_VARIABLE] else "",
        graphs=_checked(said[GRAPHS_VARIABLE], GRAPHS_VARIABLE) if said[GRAPHS_VARIABLE] else "",
        base=environ.get(BASE_VARIABLE, "").strip(),
        user=user,
        password=password,
        token=token,
        seconds=_seconds(environ.get(SECONDS_VARIABLE, "").strip()),
    )


def _checked(url: str, name: str) -> str:
    try:
        parsed = httpx.URL(url)
    except (httpx.InvalidURL, UnicodeError) as error:
        raise RemoteError(f"{name} {url!r} 不是地址：{error}；应像 http://127.0.0.1:8890/sparql") from error
    if parsed.userinfo:
        raise RemoteError(
            f"{name} 的地址里不要写用户名和密码；请放进环境变量 {USER_VARIABLE} 和 {PASSWORD_VARIABLE}"
        )
    if not is_address(url) or not parsed.host or parsed.fragment:
        raise RemoteError(f"{name} {url!r} 不是 SPARQL 服务的地址；应像 http://127.0.0.1:8890/sparql")
    return url


def _credential(name: str, text: str) -> str:
    # Checked here, since the libraries below would write a faulty one into their message.
    if not text.isprintable() or (name == TOKEN_VARIABLE and (not text.isascii() or " " in text)):
        raise RemoteError(f"环境变量 {name} 里有不能用的字符，请重新设置它")
    return text


def _seconds(text: str) -> float:
    if not text:
        return RemoteSettings("").seconds
    try:
        seconds = float(text)
    except ValueError:
        seconds = 0.0
    if not 0 < seconds <= _MOST_SECONDS:
        raise RemoteError(f"环境变量 {SECONDS_VARIABLE} 应是秒数，如 600，不是 {text!r}")
    return seconds
