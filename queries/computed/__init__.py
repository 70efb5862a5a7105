"""Answers that no SELECT can give: computed from the rows of a query's own SELECT.

A query names its function in the line `# computed: NAME` of its header. The function takes a Request and
returns the columns that the header describes, with terms as a store gives them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib import import_module
from typing import Final

from ..stores import Answer
from .request import Computed, Request

__all__ = ["Computed", "Request", "compute"]

#: The module and function of each computed query, loaded when it is first asked.
COMPUTED: Final[Mapping[str, tuple[str, str]]] = {
    "conflicts": ("conflicts", "conflicts"),
    "path": ("paths", "path"),
    "similar-schools": ("similar_schools", "similar_schools"),
    "suggest-partners": ("suggestions", "suggest_partners"),
}


def compute(request: Request) -> Answer:
    """Return the answer to a computed query. Raises as its function does, or the store's error."""
    module, function = COMPUTED[request.query.computed]
    made: Callable[[Request], Answer] = getattr(import_module(f".{module}", __package__), function)
    return made(request)
