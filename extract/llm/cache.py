"""Answers kept on disk, so that what was asked once is not asked, and paid, again."""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class AnswerCache:
    """A folder of answers, one file each, by the hash of the model, the prompt's version and the question."""

    folder: Path
    model: str
    version: str

    def get(self, messages: Sequence[dict[str, str]]) -> str | None:
        """Return the answer to `messages` kept before; None where there is none, or its file is damaged."""
        path = self._path(messages)
        try:
            data = json.loads(path.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return None
        answer = data.get("answer") if isinstance(data, dict) else None
        return answer if isinstance(answer, str) else None

    def put(self, messages: Sequence[dict[str, str]], answer: str) -> None:
        """Keep `answer`: written aside, then renamed, for its owner alone. Raises OSError."""
        path = self._path(messages)
        path.parent.mkdir(parents=True, exist_ok=True)
        data = {"model": self.model, "version": self.version, "answer": answer}
        handle, name = tempfile.mkstemp(prefix=".answer-", dir=path.parent)
        try:
            with os.fdopen(handle, "w", encoding="utf-8", errors="replace") as out:
                json.dump(data, out, ensure_ascii=False)
            Path(name).replace(path)
        except OSError:
            with contextlib.suppress(OSError):
                Path(name).unlink()
            raise

    def _path(self, messages: Sequence[dict[str, str]]) -> Path:
        asked = json.dumps([self.model, self.version, *messages], ensure_ascii=False, sort_keys=True)
        digest = hashlib.sha256(asked.encode("utf-8", errors="replace")).hexdigest()
        return self.folder / digest[:2] / f"{digest}.json"
