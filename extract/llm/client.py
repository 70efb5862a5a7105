"""The chat completions endpoint: one question, one answer, within bounds of time, tries and size."""

from __future__ import annotations

import json
import os
import time
from collections.abc import Mapping, Sequence
from typing import Any, Final

import httpx

from .forms import schema
from .settings import KEY_VARIABLE, LlmSettings

_SEED: Final = 20
_MAX_BYTES: Final = 4 * 1024 * 1024
_PASSING: Final = frozenset({408, 409, 425, 429, 500, 502, 503, 504, 529})
#: What a server says that knows no such `response_format`.
_REFUSED: Final = frozenset({400, 404, 415, 422, 501})
_LOOPBACK: Final = frozenset({"127.0.0.1", "localhost", "::1"})
_SCHEMA: Final = "json_schema"
_OBJECT: Final = "json_object"
_PLAIN: Final = "text"


class LlmError(Exception):
    """The endpoint gives no answer. `reason` and `advice` (both Chinese, for users) make up its text.

    `lasting` tells that asking it something else would not help.
    """

    def __init__(self, reason: str, advice: str, lasting: bool = False) -> None:
        super().__init__(f"{reason}。{advice}")
        self.reason = reason
        self.advice = advice
        self.lasting = lasting


class _RetryError(Exception):
    """A try failed in a way that may pass; `wait` is how long the server asks to wait."""

    def __init__(self, error: LlmError, wait: float = 0.0) -> None:
        super().__init__(str(error))
        self.error = error
        self.wait = wait


class LlmClient:
    """Asks the endpoint of `settings`; `requests` counts the requests made so far.

    Raises LlmError where the key in the environment is of no use.
    """

    def __init__(self, settings: LlmSettings) -> None:
        self._settings = settings
        self._form = _SCHEMA
        self._end = time.monotonic() + settings.report_seconds
        self.requests = 0
        host = httpx.URL(settings.url).host
        # What runs on this machine is asked directly, whatever proxy the environment names.
        self._client = httpx.Client(headers=_headers(), trust_env=host not in _LOOPBACK)

    def close(self) -> None:
        """Close the connections."""
        self._client.close()

    @property
    def spent(self) -> LlmError | None:
        """The error that says which bound of the report is reached; None where none is."""
        if self.requests >= self._settings.max_requests:
            advice = "要继续就用 --llm-max-requests 放宽"
            return LlmError(f"已经问了 {self.requests} 次，到了上限", advice, lasting=True)
        if time.monotonic() >= self._end:
            reason = f"已经用了 {self._settings.report_seconds:g} 秒，到了上限"
            return LlmError(reason, "要继续就用 --llm-max-seconds 放宽", lasting=True)
        return None

    def ask(self, messages: Sequence[Mapping[str, str]]) -> str:
        """Return the model's answer to `messages`.

        Raises LlmError where none comes in the tries and the time given.
        """
        settings = self._settings
        wait = settings.first_wait
        error = LlmError("没有问", "请检查设置")
        tried = 0
        while tried < settings.tries:
            if spent := self.spent:
                raise error if tried else spent
            try:
                return self._once(messages)
            except _FormRefusedError:
                self._form = _OBJECT if self._form == _SCHEMA else _PLAIN
                continue
            except _RetryError as failed:
                error = failed.error
                pause = min(max(wait, failed.wait), settings.longest_wait)
            tried += 1
            wait = min(wait * 2, settings.longest_wait)
            if tried < settings.tries:
                time.sleep(max(0.0, min(pause, self._end - time.monotonic())))
        raise error

    def _once(self, messages: Sequence[Mapping[str, str]]) -> str:
        self.requests += 1
        seconds = max(0.01, min(self._settings.request_seconds, self._end - time.monotonic()))
        late = LlmError(f"{seconds:.3g} 秒没有答完", "请检查服务是否太慢，或用 --llm-seconds 放宽")
        try:
            status, headers, body = self._post(self._body(messages), seconds)
        except (httpx.TimeoutException, TimeoutError):
            raise _RetryError(late) from None
        except httpx.TransportError as error:
            told = LlmError(f"连不上（{type(error).__name__}）", "请检查 --llm 的地址和服务是否在运行")
            raise _RetryError(told) from None
        except httpx.HTTPError as error:
            raise LlmError(
                f"请求失败（{type(error).__name__}）", "请检查 --llm 的地址", lasting=True
            ) from None
        if status == httpx.codes.OK:
            return _content(body)
        raise self._refusal(status, headers)

    def _refusal(self, status: int, headers: httpx.Headers) -> Exception:
        """Return what an answer of another status than 200 means."""
        if status in _PASSING:
            told = LlmError(f"服务出错或太忙（HTTP {status}）", "请稍后再运行一次，已有的回答不会再问")
            return _RetryError(told, _asked_wait(headers))
        if status in (401, 403):
            advice = f"请检查环境变量 {KEY_VARIABLE} 里的密钥"
            return LlmError(f"不让用（HTTP {status}）", advice, lasting=True)
        if status in _REFUSED and self._form != _PLAIN:
            return _FormRefusedError()
        advice = "请检查 --llm 的地址（常以 /v1 结尾）和 --model 的名称"
        return LlmError(f"拒绝了请求（HTTP {status}）", advice, lasting=True)

    def _body(self, messages: Sequence[Mapping[str, str]]) -> dict[str, Any]:
        body: dict[str, Any] = {
            "model": self._settings.model,
            "messages": list(messages),
            "temperature": 0,
            "seed": _SEED,
            "max_tokens": self._settings.answer_tokens,
        }
        if self._form == _SCHEMA:
            form = {"name": "facts", "strict": True, "schema": dict(schema())}
            body["response_format"] = {"type": _SCHEMA, _SCHEMA: form}
        elif self._form == _OBJECT:
            body["response_format"] = {"type": _OBJECT}
        return body

    def _post(self, body: Mapping[str, Any], seconds: float) -> tuple[int, httpx.Headers, bytes]:
        """Return status, headers and body; the time is bounded altogether, not from one piece to the next."""
        end = time.monotonic() + seconds
        parts: list[bytes] = []
        size = 0
        with self._client.stream("POST", self._settings.endpoint, json=body, timeout=seconds) as response:
            for part in response.iter_bytes():
                parts.append(part)
                size += len(part)
                if time.monotonic() > end:
                    raise TimeoutError
                if size > _MAX_BYTES:
                    raise LlmError("回答太长", "请检查 --llm 的地址是不是模型服务", lasting=True)
            return response.status_code, response.headers, b"".join(parts)


class _FormRefusedError(Exception):
    """The server does not know the `response_format` asked for."""


def _headers() -> dict[str, str]:
    key = os.environ.get(KEY_VARIABLE, "").strip()
    if not key:
        return {}
    # Checked here, since the libraries below would write a faulty key into their message.
    if not key.isascii() or not key.isprintable() or " " in key:
        raise LlmError(f"环境变量 {KEY_VARIABLE} 里有密钥不会有的字符", "请重新设置它", lasting=True)
    return {"Authorization": f"Bearer {key}"}


def _asked_wait(headers: httpx.Headers) -> float:
    said = headers.get("retry-after", "")
    return float(said) if said.isascii() and said.isdigit() else 0.0


def _content(body: bytes) -> str:
    """Return the words of the answer in the endpoint's JSON. Raises LlmError where it is not of that form."""
    try:
        message = json.loads(body)["choices"][0]["message"]
        content = message.get("content")
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError):
        raise LlmError("返回的不是 OpenAI 接口的格式", "请检查 --llm 的地址（常以 /v1 结尾）") from None
    return content if isinstance(content, str) else ""
