"""What the optional model is asked with: where it is, which it is, and how much of it one report may use."""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

#: The only place a key comes from; it goes into no setting, no file and no message.
KEY_VARIABLE: Final = "ZHIJIAO_LLM_KEY"
REQUEST_SECONDS: Final = 120.0
REPORT_SECONDS: Final = 1800.0
MAX_REQUESTS: Final = 200


class LlmSettingsError(ValueError):
    """Settings that cannot work; the text (Chinese, for users) says what was wrong and what to do."""


@dataclass(frozen=True, slots=True)
class LlmSettings:
    """How the model is asked. `url` is what "/chat/completions" is put behind; `model` is the model's name.

    Answers are kept in the folder `cache`. A request ends after `request_seconds` and is made `tries` times
    at most, with waits that double from `first_wait` to `longest_wait` seconds between. One report takes
    `report_seconds` and `max_requests` requests at most, tries that fail included; a request sends at most
    `section_characters` of the report and takes `answer_tokens` back, so these bound its cost as well.
    Raises LlmSettingsError for a URL that is none, or holds a password.
    """

    url: str
    model: str
    cache: Path
    request_seconds: float = REQUEST_SECONDS
    report_seconds: float = REPORT_SECONDS
    tries: int = 4
    first_wait: float = 1.0
    longest_wait: float = 30.0
    max_requests: int = MAX_REQUESTS
    section_characters: int = 2400
    answer_tokens: int = 8000

    def __post_init__(self) -> None:
        try:
            parts = urlsplit(self.url)
            well_formed = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
        except ValueError:
            parts, well_formed = None, False
        if parts is None or not well_formed:
            raise LlmSettingsError("--llm 要给 http:// 或 https:// 开头的地址，例如 http://127.0.0.1:8000/v1")
        if parts.username or parts.password or parts.query or parts.fragment:
            raise LlmSettingsError(f"--llm 的地址里不要带密码和参数。密钥请放在环境变量 {KEY_VARIABLE} 里")
        if not self.model.strip():
            raise LlmSettingsError("--model 是空的。请给出模型的名称")

    @property
    def endpoint(self) -> str:
        """The address that questions go to."""
        return f"{self.url.rstrip('/')}/chat/completions"

    @property
    def section_seconds(self) -> float:
        """The longest time that one section can take, all tries and waits together."""
        longest = self.tries * self.request_seconds + (self.tries - 1) * self.longest_wait
        return min(longest, self.report_seconds)


def default_cache() -> Path:
    """Return the folder for answers in the user's cache folder."""
    if sys.platform == "win32":
        home = os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local"
    elif sys.platform == "darwin":
        home = Path.home() / "Library" / "Caches"
    else:
        home = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    return Path(home) / "zhijiao" / "llm"
