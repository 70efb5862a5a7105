"""Reading a report with the model's help: section by section, within bounds, beside what the rules found."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Final

from ..errors import ReportError
from ..facts import Fact
from ..reading.blocks import Document
from ..schools.report_years import report_year
from ..schools.school import Speaker
from ..timing import time_limit
from .answers import read_answer
from .cache import AnswerCache
from .checks import Checker
from .merge import merged
from .prompt import PROMPT_VERSION, messages
from .sections import Section, sections_of
from .settings import LlmSettings

if TYPE_CHECKING:
    from .client import LlmClient

#: Called with the number of sections done and of all.
SectionProgress = Callable[[int, int], None]
#: Sections in a row without an answer after which the endpoint counts as gone.
_GONE: Final = 2
_MARGIN: Final = 1.0


def no_progress(_done: int, _total: int) -> None:
    """Show nothing."""


@dataclass(frozen=True, slots=True)
class ModelReading:
    """What came of it: all facts, warnings (Chinese, for users), and how the answers were.

    `asked` and `cached` count sections; `refused` the lines that were not kept, by what was wrong.
    """

    facts: tuple[Fact, ...]
    warnings: tuple[str, ...]
    asked: int
    cached: int
    refused: dict[str, int]


def read_with_model(
    document: Document,
    facts: Sequence[Fact],
    settings: LlmSettings,
    progress: SectionProgress = no_progress,
    place: Path | str = "",
) -> ModelReading:
    """Return the rules' `facts` of `document` together with what the model of `settings` finds besides.

    A failing endpoint ends in a warning and leaves the rules' facts as they are; `place` names the report.
    Each section is bounded by the process's alarm, so this must not run inside another `time_limit`.
    """
    reading = _Reading(document, facts, settings, place)
    try:
        sections = list(sections_of(document, settings.section_characters))
        for done, section in enumerate(sections):
            progress(done, len(sections))
            reading.read(section)
        progress(len(sections), len(sections))
    finally:
        reading.close()
    return ModelReading(
        tuple(merged(facts, reading.found)),
        tuple(reading.warnings(len(sections))),
        reading.asked,
        reading.cached,
        dict(reading.checker.refused),
    )


@dataclass(slots=True)
class _Reading:
    document: Document
    facts: Sequence[Fact]
    settings: LlmSettings
    place: Path | str
    found: list[Fact] = field(default_factory=list)
    asked: int = 0
    cached: int = 0
    unanswered: int = 0
    unreadable: int = 0
    broken_off: int = 0
    in_a_row: int = 0
    stopped: bool = False
    trouble: tuple[str, str] | None = None
    not_kept: str = ""
    client: LlmClient | None = None
    checker: Checker = field(init=False)
    cache: AnswerCache = field(init=False)

    def __post_init__(self) -> None:
        self.checker = Checker(self.document, _speaker(self.document, self.facts))
        self.cache = AnswerCache(self.settings.cache, self.settings.model, PROMPT_VERSION)

    def read(self, section: Section) -> None:
        """Add what the model finds in `section`, by an answer kept or by asking."""
        speaker = self.checker.speaker
        name = str(speaker.fact.get("name", "")) if speaker.fact else ""
        question = messages(section, name, speaker.year)
        words = self.cache.get(question)
        kept = words is not None
        if words is None:
            words = self._ask(question)
        if words is None:
            self.unanswered += 1
            return
        answer = read_answer(words)
        if answer is None:
            self.unreadable += 1
            return
        self.broken_off += not answer.whole
        self.cached += kept
        if not kept:
            self._keep(question, words)
        self.found += self.checker.kept(answer.lines, section)

    def _ask(self, question: Sequence[dict[str, str]]) -> str | None:
        """Return the model's answer, None where there is none; what was wrong goes to `trouble`."""
        from .client import LlmClient, LlmError

        if self.stopped:
            return None
        try:
            with time_limit(self.place, self.settings.section_seconds + _MARGIN):
                if self.client is None:
                    self.client = LlmClient(self.settings)
                words = self.client.ask(question)
        except LlmError as error:
            self._fail(error.reason, error.advice, error.lasting or bool(self.client and self.client.spent))
            return None
        except ReportError:  # the alarm: an answer that trickles
            self._fail("没有按时答完", "请检查服务是否太慢，或用 --llm-seconds 放宽", lasting=False)
            return None
        self.asked += 1
        self.in_a_row = 0
        return words

    def _fail(self, reason: str, advice: str, lasting: bool) -> None:
        self.trouble = (reason, advice)
        self.in_a_row += 1
        self.stopped = lasting or self.in_a_row >= _GONE

    def _keep(self, question: Sequence[dict[str, str]], words: str) -> None:
        try:
            self.cache.put(question, words)
        except OSError as error:
            self.not_kept = error.strerror or type(error).__name__

    def warnings(self, sections: int) -> list[str]:
        """Return what went wrong, each with what to do."""
        whom = f"模型 {self.settings.model}（{self.settings.url}）"
        said = []
        if self.trouble:
            reason, advice = self.trouble
            missed = f"{sections} 段里有 {self.unanswered} 段没有得到回答，那里只有规则读出的事实"
            said.append(f"{whom}：{reason}；{missed}。{advice}")
        if self.unreadable:
            advice = "请换一个会输出 JSON 的模型，或再运行一次"
            said.append(f"{whom}：{self.unreadable} 段的回答不是 JSON，没有用。{advice}")
        if self.broken_off:
            said.append(
                f"{whom}：{self.broken_off} 段的回答没有写完，只用了写完的部分。请换一个输出更长的模型"
            )
        if self.not_kept:
            advice = "请用 --llm-cache 换一个文件夹"
            said.append(
                f"{self.settings.cache.name}：回答存不下来（{self.not_kept}），下次还要再问。{advice}"
            )
        return said

    def close(self) -> None:
        """Close the connections, if there are any."""
        if self.client is not None:
            self.client.close()


def _speaker(document: Document, facts: Sequence[Fact]) -> Speaker:
    """Return the school that speaks, from the rules' fact of it."""
    fact = next((one for one in facts if one.kind == "school"), None)
    names = (str(fact.get("name")), *fact.get("aliases", ())) if fact else ()
    year = fact.get("report_year") if fact else None
    return Speaker(fact, tuple(names), year or report_year(document))
