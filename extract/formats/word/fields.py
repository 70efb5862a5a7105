"""Fields of a Word file: instructions that the reader of a page does not see, and results that it does."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from .markup import Element, W, value

_MARK: Final = f"{W}fldChar"
_DELETED: Final = (f"{W}del", f"{W}moveFrom")
#: Fields whose result is furniture of the page: contents and lists of tables.
_CONTENTS: Final = "TOC"
_PAST: Final = 200  #: characters of an instruction that may stand before its keyword


def whole_fields(root: Element) -> frozenset[Element]:
    """Return the marks (w:fldChar) of the fields that both begin and end.

    One that never ends would hide the rest of the file.
    """
    whole: set[Element] = set()
    open_fields: list[list[Element]] = []
    for mark in root.iter(_MARK):
        if any(above.tag in _DELETED for above in mark.iterancestors()):
            continue
        kind = value(mark, "fldCharType")
        if kind == "begin":
            open_fields.append([mark])
        elif open_fields:
            open_fields[-1].append(mark)
            if kind == "end":
                whole.update(open_fields.pop())
    return frozenset(whole)


@dataclass(slots=True)
class _Field:
    instruction: str = ""
    result: bool = False

    @property
    def contents(self) -> bool:
        return is_contents(self.instruction)


@dataclass(slots=True)
class Fields:
    """The fields that are open at a place of the text; `whole` are the marks of those to heed."""

    whole: frozenset[Element]
    stack: list[_Field] = field(default_factory=list)

    @property
    def hidden(self) -> bool:
        """Whether what stands here is not shown: an instruction, or an entry of the contents."""
        return any(not one.result or one.contents for one in self.stack)

    @property
    def contents(self) -> bool:
        """Whether the table of contents stands here."""
        return any(one.result and one.contents for one in self.stack)

    def mark(self, mark: Element) -> None:
        """Pass a w:fldChar."""
        if mark not in self.whole:
            return
        kind = value(mark, "fldCharType")
        if kind == "begin":
            self.stack.append(_Field())
        elif self.stack and kind == "separate":
            self.stack[-1].result = True
        elif self.stack and kind == "end":
            self.stack.pop()

    def instruct(self, words: str) -> None:
        """Pass words of an instruction."""
        if self.stack and not self.stack[-1].result and len(self.stack[-1].instruction) < _PAST:
            self.stack[-1].instruction += words


def is_contents(instruction: str) -> bool:
    """Tell whether a field's instruction asks for a table of contents."""
    return instruction.split(maxsplit=1)[:1] == [_CONTENTS]
